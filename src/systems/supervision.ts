// S31 Supervision: at least so many rounds a year; what they find is urged and put right.
import { system } from '../charter/system.ts'
import { day } from '../time/day.ts'

export const supervision = system({
  id: 'S31',
  name: { zh: '督查制度', en: 'Supervision' },
  group: 'responsibility',
  clause: { zh: '党建工作定期督查和日常督导办法', en: 'Measures for regular and day-to-day supervision' },
  records: {
    'supervision.round': {
      name: { zh: '督查', en: 'Supervision round' },
      fields: { topic: { name: { zh: '内容', en: 'Topic' }, type: 'text' } },
    },
  },
  cases: {
    'supervision.finding': {
      name: { zh: '督查发现问题', en: 'Finding' },
      fields: { what: { name: { zh: '问题', en: 'Problem' }, type: 'text' } },
      stages: {
        notified: { name: { zh: '已通报', en: 'notified' } },
        rectified: { name: { zh: '已整改', en: 'put right' } },
        closed: { name: { zh: '已销号', en: 'closed' } },
      },
    },
  },
  standards: {
    'supervision.per_year': {
      title: { zh: '每年督查', en: 'Supervision rounds a year' },
      unit: 'activity/year',
      strength: 'floor',
      entries: [
        {
          from: day('2011-01-01'),
          value: 4,
          clause: { zh: '每年督查不少于四次', en: 'At least four rounds every year' },
        },
      ],
    },
  },
  measures: {
    'supervision.rounds': {
      title: { zh: '督查', en: 'Supervision rounds' },
      unit: 'activity',
      op: 'count',
      over: 'supervision.round',
    },
    'supervision.findings': {
      title: { zh: '督查发现问题', en: 'Findings' },
      unit: 'item',
      op: 'count',
      over: 'supervision.finding',
    },
    'supervision.findings_open': {
      title: { zh: '未销号问题', en: 'Findings not closed' },
      unit: 'item',
      op: 'count',
      over: 'supervision.finding',
      where: { stage: ['open', 'notified', 'rectified'] },
    },
  },
  duties: {
    'supervision.held': {
      title: { zh: '每年督查不少于规定次数', en: 'Supervision is held as often as required' },
      who: { tier: ['district'] },
      every: 'year',
      measure: 'supervision.rounds',
      atLeast: { standard: 'supervision.per_year' },
      from: day('2011-01-01'),
      grace: 31,
    },
  },
})
