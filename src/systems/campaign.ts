// S03 Theme-year campaign: named activities with units and results, carried by long-term mechanism documents.
import { system } from '../charter/system.ts'

export const campaign = system({
  id: 'S03',
  name: { zh: '主题年活动', en: 'Theme-year campaign' },
  group: 'campaigns',
  clause: { zh: '基层组织建设年实施方案', en: 'Plan of the year of grass-roots organization' },
  things: {
    document: {
      name: { zh: '制度文件', en: 'Document' },
      common: true,
      fields: {
        series: {
          name: { zh: '系列', en: 'Series' },
          type: 'choice',
          choices: {
            long_term: { zh: '长效机制文件', en: 'long-term mechanism' },
            local: { zh: '本地办法', en: 'local measures' },
          },
        },
      },
    },
  },
  records: {
    'campaign.activity': {
      name: { zh: '主题活动', en: 'Campaign activity' },
      roll: 'named',
      fields: {
        campaign: {
          name: { zh: '活动', en: 'Campaign' },
          type: 'choice',
          choices: {
            three_levels: { zh: '三级联创', en: 'three-level joint innovation' },
            two_chains: { zh: '双链双推', en: 'two chains, two pushes' },
            five_ones: { zh: '五个一', en: 'five ones' },
            three_innovations: { zh: '三创一落实', en: 'three innovations, one implementation' },
          },
        },
        result: { name: { zh: '成效', en: 'Result' }, type: 'text', optional: true },
      },
    },
  },
  measures: {
    'documents.long_term_mechanism': {
      title: { zh: '长效机制文件', en: 'Long-term mechanism documents' },
      unit: 'document',
      op: 'count',
      over: 'document',
      where: { series: 'long_term' },
    },
    'campaign.activities': {
      title: { zh: '主题活动', en: 'Campaign activities' },
      unit: 'activity',
      op: 'count',
      over: 'campaign.activity',
    },
  },
})
