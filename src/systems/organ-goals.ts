// S18 Government organs: goals are set at the start of the year, and their effect is shown by its end.
import { system } from '../charter/system.ts'
import { day } from '../time/day.ts'

export const organGoals = system({
  id: 'S18',
  name: { zh: '机关年初定目标、年底见成效', en: 'Organs: goals and results' },
  group: 'campaigns',
  clause: { zh: '机关党建目标管理的规定', en: 'Rules on goals of government organs' },
  cases: {
    'organ.goal': {
      name: { zh: '机关年度目标', en: 'Goal of the year' },
      written: { by: ['own', 'above'], as: 'report' },
      fields: { goal: { name: { zh: '目标', en: 'Goal' }, type: 'text' } },
      stages: {
        progress: {
          name: { zh: '半年进展', en: 'half-year progress' },
          written: { by: ['own', 'above'], as: 'report' },
          optional: true,
          fields: { progress: { name: { zh: '进展', en: 'Progress' }, type: 'text' } },
        },
        shown: {
          name: { zh: '报告成效', en: 'result shown' },
          written: { by: ['own', 'above'], as: 'report' },
          fields: { result: { name: { zh: '成效', en: 'Result' }, type: 'text' } },
        },
        accepted: { name: { zh: '考核认定', en: 'accepted' }, written: { by: ['above'], as: 'judgement' } },
        returned: {
          name: { zh: '成效不实，退回', en: 'result not found, returned' },
          written: { by: ['above'], as: 'judgement' },
          reopens: 'shown',
        },
      },
    },
  },
  standards: {
    'organ.goals_each': {
      title: { zh: '每个机关支部年度目标', en: 'Goals of each organ branch' },
      unit: 'item',
      strength: 'must',
      entries: [
        {
          from: day('2012-01-01'),
          value: 1,
          clause: { zh: '每年三月底前定出目标', en: 'Goals are set by the end of March' },
        },
      ],
    },
    'organ.results_a_year': {
      title: { zh: '每个机关支部每年成效', en: 'Results of each organ branch a year' },
      unit: 'item',
      strength: 'must',
      entries: [
        {
          from: day('2012-01-01'),
          value: 1,
          clause: {
            zh: '年底前见成效，次年一月底前认定',
            en: 'Effect is shown by the end of the year, and accepted by the end of January',
          },
        },
      ],
    },
  },
  measures: {
    'organ.goals': { title: { zh: '机关目标', en: 'Goals set' }, unit: 'item', op: 'count', over: 'organ.goal' },
    // A goal of last year that is still open is overdue by spring, so that it does not stand for a new one.
    'organ.goals_in_hand': {
      title: { zh: '在办的机关目标', en: 'Goals in hand' },
      unit: 'item',
      op: 'count',
      over: 'organ.goal',
      at: 'day',
      where: { state: 'open', overdue: false },
    },
    'organ.goals_overdue': {
      title: { zh: '逾期的机关目标', en: 'Goals overdue' },
      unit: 'item',
      op: 'count',
      over: 'organ.goal',
      at: 'day',
      where: { overdue: true },
    },
    'organ.results': {
      title: { zh: '已认定的成效', en: 'Results accepted' },
      unit: 'item',
      op: 'count',
      over: 'organ.goal',
      at: 'closed',
    },
    'organ.results_in_time': {
      title: { zh: '按期见效占比', en: 'Share of results in time' },
      unit: 'percent',
      digits: 1,
      op: 'share',
      over: 'organ.goal',
      at: 'closed',
      part: { late: false },
    },
  },
  duties: {
    'organ.goals_set': {
      title: { zh: '三月底前定出年度目标', en: 'The goals of the year are set by the end of March' },
      who: { tier: ['branch', 'joint_branch'], sector: ['organ'] },
      every: 'month',
      months: [3],
      measure: 'organ.goals_in_hand',
      atLeast: { standard: 'organ.goals_each' },
      from: day('2012-01-01'),
      grace: 0,
    },
    'organ.results_shown': {
      title: { zh: '年底见成效', en: 'The result of the year is shown' },
      who: { tier: ['branch', 'joint_branch'], sector: ['organ'] },
      every: 'year',
      measure: 'organ.results',
      atLeast: { standard: 'organ.results_a_year' },
      from: day('2012-01-01'),
      grace: 31,
    },
  },
})
