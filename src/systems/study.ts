// S04 Study system: two concentrated study days a month, prepared by assigned people; who missed one makes it up.
import { system } from '../charter/system.ts'
import { day } from '../time/day.ts'

export const study = system({
  id: 'S04',
  name: { zh: '学习制度', en: 'Study system' },
  group: 'education',
  clause: { zh: '管理区党委学习制度', en: 'Study rules of the district Party committee' },
  records: {
    'study.day': {
      name: { zh: '集中学习日', en: 'Study day' },
      roll: 'members',
      fields: {
        topic: { name: { zh: '学习内容', en: 'Topic' }, type: 'text' },
        prepared_by: { name: { zh: '备课人', en: 'Prepared by' }, type: 'person', optional: true },
        hours: { name: { zh: '学时', en: 'Hours' }, type: 'decimal', optional: true },
        venue: { name: { zh: '阵地', en: 'Venue' }, type: 'thing', of: 'venue', optional: true },
      },
    },
  },
  standards: {
    'study.days_per_month': {
      title: { zh: '每月集中学习日', en: 'Study days a month' },
      unit: 'day/month',
      strength: 'must',
      entries: [
        {
          from: day('2011-01-01'),
          value: 2,
          clause: {
            zh: '学习制度：每月安排两次集中学习日',
            en: 'Study rules: two concentrated study days every month',
          },
        },
      ],
    },
  },
  measures: {
    'study.days': { title: { zh: '集中学习日', en: 'Study days held' }, unit: 'day', op: 'count', over: 'study.day' },
    'study.attendance_share': {
      title: { zh: '学习日到课率', en: 'Attendance at study days' },
      unit: 'percent',
      op: 'presence',
      over: 'study.day',
    },
  },
  duties: {
    'study.monthly': {
      title: { zh: '每月两次集中学习', en: 'Two study days every month' },
      who: { tier: ['committee', 'general_branch', 'branch', 'joint_branch'] },
      every: 'month',
      measure: 'study.days',
      atLeast: { standard: 'study.days_per_month' },
      from: day('2011-01-01'),
      grace: 15,
    },
  },
})
