// S03 Theme-year campaign: named activities with units, goals, deadlines and results, carried by long-term mechanism documents.
import { system } from '../charter/system.ts'
import { day } from '../time/day.ts'

const CAMPAIGN = {
  name: { zh: '活动', en: 'Campaign' },
  type: 'choice',
  choices: {
    three_levels: { zh: '三级联创', en: 'three-level joint innovation' },
    two_chains: { zh: '双链双推', en: 'two chains, two pushes' },
    five_ones: { zh: '五个一', en: 'five ones' },
    three_innovations: { zh: '三创一落实', en: 'three innovations, one implementation' },
  },
} as const

export const campaign = system({
  id: 'S03',
  name: { zh: '主题年活动', en: 'Theme-year campaign' },
  group: 'campaigns',
  clause: { zh: '基层组织建设年实施方案', en: 'Plan of the year of grass-roots organization' },
  things: {
    document: {
      name: { zh: '制度文件', en: 'Document' },
      written: { by: ['own', 'above'], as: 'report' },
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
        subject: {
          name: { zh: '长效机制内容', en: 'What the mechanism is for' },
          type: 'choice',
          optional: true,
          choices: {
            education: { zh: '党员经常性教育', en: 'regular education of members' },
            masses: { zh: '党员联系和服务群众', en: 'members in touch with the people and serving them' },
            mobile: { zh: '流动党员管理', en: 'mobile members' },
            responsibility: { zh: '抓基层党建工作责任制', en: 'responsibility for primary-level work' },
          },
        },
      },
    },
  },
  records: {
    'campaign.activity': {
      name: { zh: '主题活动', en: 'Campaign activity' },
      written: { by: ['own', 'above'], as: 'report' },
      roll: 'named',
      fields: {
        campaign: CAMPAIGN,
        result: { name: { zh: '成效', en: 'Result' }, type: 'text', optional: true },
      },
    },
  },
  cases: {
    'campaign.task': {
      name: { zh: '主题活动任务', en: 'Campaign task' },
      written: { by: ['own', 'above'], as: 'report' },
      owned: 'org',
      fields: { campaign: CAMPAIGN, goal: { name: { zh: '目标', en: 'Goal' }, type: 'text' } },
      stages: {
        started: {
          name: { zh: '已启动', en: 'started' },
          written: { by: ['own', 'above'], as: 'report' },
          optional: true,
        },
        reported: {
          name: { zh: '报告成效', en: 'result reported' },
          written: { by: ['own', 'above'], as: 'report' },
          fields: { result: { name: { zh: '成效', en: 'Result' }, type: 'text' } },
        },
        accepted: { name: { zh: '验收', en: 'accepted' }, written: { by: ['above'], as: 'judgement' } },
        returned: {
          name: { zh: '验收不合格，退回', en: 'not accepted, returned' },
          written: { by: ['above'], as: 'judgement' },
          reopens: 'reported',
        },
      },
    },
  },
  standards: {
    'documents.four': {
      title: { zh: '长效机制文件', en: 'Long-term mechanism documents' },
      unit: 'document',
      strength: 'must',
      entries: [
        {
          from: day('2011-01-01'),
          value: 4,
          clause: {
            zh: '先进性建设四个长效机制文件，一方面一个：经常性教育、联系和服务群众、流动党员管理、抓基层党建责任制',
            en: 'Four documents, one for each subject: regular education, serving the people, mobile members, responsibility for primary-level work',
          },
        },
      ],
    },
    'campaign.task_each': {
      title: { zh: '每项任务按期完成', en: 'Each task is done by its date' },
      unit: 'item',
      strength: 'must',
      entries: [
        {
          from: day('2012-01-01'),
          value: 1,
          clause: {
            zh: '每项活动明确单位、目标、时限和成效',
            en: 'Every activity has its units, goals, deadlines and results',
          },
        },
      ],
    },
  },
  measures: {
    'campaign.tasks': {
      title: { zh: '主题活动任务', en: 'Campaign tasks' },
      unit: 'item',
      op: 'count',
      over: 'campaign.task',
    },
    'campaign.tasks_done': {
      title: { zh: '本期验收的任务', en: 'Tasks accepted in the period' },
      unit: 'item',
      op: 'count',
      over: 'campaign.task',
      at: 'closed',
    },
    'campaign.tasks_open': {
      title: { zh: '未完成的任务', en: 'Tasks not done yet' },
      unit: 'item',
      op: 'count',
      over: 'campaign.task',
      at: 'day',
      where: { state: 'open' },
    },
    'campaign.tasks_all': {
      title: { zh: '历次任务', en: 'Tasks ever given' },
      unit: 'item',
      op: 'count',
      over: 'campaign.task',
      at: 'day',
    },
    'campaign.tasks_in_time': {
      title: { zh: '未逾期的任务', en: 'Tasks done or still in time' },
      unit: 'item',
      op: 'count',
      over: 'campaign.task',
      at: 'day',
      where: { overdue: false },
    },
    'documents.long_term_mechanism': {
      title: { zh: '长效机制文件', en: 'Long-term mechanism documents' },
      unit: 'document',
      op: 'count',
      over: 'document',
      where: { series: 'long_term' },
    },
    'documents.long_term_subjects': {
      title: { zh: '有长效机制文件的方面', en: 'Subjects with a long-term mechanism document' },
      unit: 'document',
      op: 'count',
      over: 'document',
      where: { series: 'long_term' },
      once: 'subject',
    },
    'campaign.activities': {
      title: { zh: '主题活动', en: 'Campaign activities' },
      unit: 'activity',
      op: 'count',
      over: 'campaign.activity',
    },
  },
  duties: {
    'documents.in_place': {
      title: { zh: '四个长效机制文件齐备', en: 'The four long-term documents are in place' },
      who: { tier: ['district'] },
      every: 'year',
      measure: 'documents.long_term_subjects',
      atLeast: { standard: 'documents.four' },
      from: day('2011-01-01'),
      grace: 0,
    },
    'campaign.tasks_kept': {
      title: { zh: '主题活动任务按期完成', en: 'Campaign tasks are done by their date' },
      who: {},
      every: 'quarter',
      measure: 'campaign.tasks_in_time',
      atLeast: { standard: 'campaign.task_each', times: 'campaign.tasks_all' },
      from: day('2012-01-01'),
      grace: 15,
    },
  },
})
