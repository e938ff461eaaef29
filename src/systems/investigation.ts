// S35 Investigation report: every figure comes from records.
import { system } from '../charter/system.ts'
import { ENGLISH } from './investigation.en.ts'
import { CHINESE } from './investigation.zh.ts'

export const investigation = system({
  id: 'S35',
  name: { zh: '调研报告', en: 'Investigation report' },
  group: 'report',
  clause: {
    zh: '调研报告起草办法：文中数据一律取自登记和记录',
    en: 'Measures for drafting the investigation report: every figure comes from the register and the records',
  },
  templates: {
    investigation: {
      name: { zh: '基层党建工作调研报告', en: 'Investigation report on primary-level Party building' },
      title: {
        zh: ':org基层党建工作调研报告',
        en: 'Investigation Report on Primary-Level Party Building in :org',
      },
      text: { zh: CHINESE, en: ENGLISH },
    },
  },
})
