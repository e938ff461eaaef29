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
      written: { by: ['own', 'above'], as: 'report' },
      roll: 'members',
      // Two phones put the topic each in its own words; who prepared it, where and who came tell one study day from another.
      same: ['prepared_by', 'venue', 'roll'],
      makeUp: 'study.make_up_within',
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
    'study.make_up_within': {
      title: { zh: '月末后补课期限', en: "Days after the month's end to make it up" },
      unit: 'day',
      strength: 'must',
      entries: [
        {
          from: day('2011-01-01'),
          value: 30,
          clause: {
            zh: '学习制度：缺席集中学习的，应当在当月结束后三十日内补课',
            en: 'Study rules: who missed a study day makes it up within thirty days of the end of the month',
          },
        },
      ],
    },
    'study.make_up_each': {
      title: { zh: '每次缺课补课', en: 'A make-up lesson for each absence' },
      unit: 'attendance',
      strength: 'must',
      entries: [
        {
          from: day('2011-01-01'),
          value: 1,
          clause: {
            zh: '学习制度：缺席集中学习的，应当在当月结束后三十日内补课',
            en: 'Study rules: who missed a study day makes it up within thirty days of the end of the month',
          },
        },
      ],
    },
  },
  measures: {
    'study.days': {
      title: { zh: '集中学习日', en: 'Study days held' },
      unit: 'day',
      op: 'count',
      over: 'study.day',
      once: 'day',
    },
    'study.attendance_share': {
      title: { zh: '学习日到课率', en: 'Attendance at study days' },
      unit: 'percent',
      op: 'presence',
      over: 'study.day',
    },
    'study.missed': {
      title: { zh: '缺课人次（已补课的和待补的）', en: 'Absences from study days, made up or not' },
      unit: 'attendance',
      op: 'attendances',
      over: 'study.day',
      of: 'missed',
    },
    'study.made_up': {
      title: { zh: '按期补课人次', en: 'Absences made up in time' },
      unit: 'attendance',
      op: 'attendances',
      over: 'study.day',
      of: 'made_up',
    },
    'study.made_up_late': {
      title: { zh: '逾期补课人次', en: 'Absences made up too late' },
      unit: 'attendance',
      op: 'attendances',
      over: 'study.day',
      of: 'made_up_late',
    },
    'study.made_good': {
      title: { zh: '已补课人次（按期和逾期）', en: 'Absences made up, in time or late' },
      unit: 'attendance',
      op: 'attendances',
      over: 'study.day',
      of: 'made_good',
    },
    'study.to_make_up': {
      title: { zh: '待补课人次', en: 'Absences still to be made up' },
      unit: 'attendance',
      op: 'attendances',
      over: 'study.day',
      of: 'absent',
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
    'study.made_up_all': {
      title: { zh: '缺课的都补课', en: 'Every absence is made up' },
      who: { tier: ['committee', 'general_branch', 'branch', 'joint_branch'] },
      every: 'month',
      measure: 'study.made_good',
      atLeast: { standard: 'study.make_up_each', times: 'study.missed' },
      from: day('2011-01-01'),
      grace: 30,
    },
  },
})
