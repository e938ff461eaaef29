// S33 Problems and measures: each problem has evidence, a measure, an owner and a date, and is followed until it is solved.
import { system } from '../charter/system.ts'
import { day } from '../time/day.ts'

export const problems = system({
  id: 'S33',
  name: { zh: '问题和对策', en: 'Problems and measures' },
  group: 'report',
  clause: { zh: '调研报告问题清单管理办法', en: 'Measures for the list of problems of the investigation' },
  cases: {
    problem: {
      name: { zh: '问题', en: 'Problem' },
      written: { by: ['own', 'above'], as: 'report' },
      fields: {
        what: { name: { zh: '问题', en: 'Problem' }, type: 'text' },
        evidence: { name: { zh: '依据', en: 'Evidence' }, type: 'text' },
        measure: { name: { zh: '对策', en: 'Measure' }, type: 'text' },
        topic: {
          name: { zh: '类别', en: 'Area' },
          type: 'choice',
          choices: {
            attention: { zh: '思想认识', en: 'attention' },
            teams: { zh: '班子队伍', en: 'teams' },
            subordination: { zh: '隶属关系', en: 'subordination' },
            positions: { zh: '阵地使用', en: 'use of venues' },
            money: { zh: '经费保障', en: 'funds' },
          },
        },
      },
      same: ['topic'],
      stages: {
        under_way: {
          name: { zh: '着手解决', en: 'under way' },
          written: { by: ['own', 'above'], as: 'report' },
          optional: true,
          fields: { progress: { name: { zh: '进展', en: 'Progress' }, type: 'text' } },
        },
        solved: {
          name: { zh: '报告解决', en: 'reported solved' },
          written: { by: ['own', 'above'], as: 'report' },
          fields: { result: { name: { zh: '结果', en: 'Result' }, type: 'text' } },
        },
        confirmed: { name: { zh: '确认解决', en: 'confirmed' }, written: { by: ['above'], as: 'judgement' } },
        unsolved: {
          name: { zh: '未真正解决', en: 'not solved after all' },
          written: { by: ['above'], as: 'judgement' },
          reopens: 'solved',
        },
      },
    },
  },
  standards: {
    'problem.each': {
      title: { zh: '每个问题按期解决', en: 'Each problem is solved by its date' },
      unit: 'item',
      strength: 'must',
      entries: [
        {
          from: day('2012-01-01'),
          value: 1,
          clause: {
            zh: '每个问题有依据、有对策、有责任人、有时限',
            en: 'Every problem has evidence, a measure, an owner and a date',
          },
        },
      ],
    },
  },
  measures: {
    'problem.found': { title: { zh: '发现的问题', en: 'Problems found' }, unit: 'item', op: 'count', over: 'problem' },
    'problem.solved': {
      title: { zh: '本期解决的问题', en: 'Problems solved in the period' },
      unit: 'item',
      op: 'count',
      over: 'problem',
      at: 'closed',
    },
    'problem.open': {
      title: { zh: '未解决的问题', en: 'Problems not solved' },
      unit: 'item',
      op: 'count',
      over: 'problem',
      at: 'day',
      where: { state: 'open' },
    },
    'problem.overdue': {
      title: { zh: '逾期的问题', en: 'Problems overdue' },
      unit: 'item',
      op: 'count',
      over: 'problem',
      at: 'day',
      where: { overdue: true },
    },
    'problem.repeated': {
      title: { zh: '重复出现的问题', en: 'Repeated problems' },
      unit: 'item',
      op: 'count',
      over: 'problem',
      where: { repeated: true },
    },
    'problem.all': {
      title: { zh: '历次问题', en: 'Problems ever found' },
      unit: 'item',
      op: 'count',
      over: 'problem',
      at: 'day',
    },
    'problem.in_time': {
      title: { zh: '未逾期的问题', en: 'Problems solved or still in time' },
      unit: 'item',
      op: 'count',
      over: 'problem',
      at: 'day',
      where: { overdue: false },
    },
  },
  duties: {
    'problem.followed': {
      title: { zh: '问题按期解决', en: 'Problems are solved by their date' },
      who: {},
      every: 'half',
      measure: 'problem.in_time',
      atLeast: { standard: 'problem.each', times: 'problem.all' },
      from: day('2012-01-01'),
      grace: 15,
    },
  },
})
