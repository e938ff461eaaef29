// S06 Training fund: a special fund of at least so much a year, and spent on training.
import { system } from '../charter/system.ts'
import { day } from '../time/day.ts'

export const trainingFund = system({
  id: 'S06',
  name: { zh: '培训专项经费', en: 'Training fund' },
  group: 'education',
  clause: { zh: '管理区干部教育培训办法', en: 'District measures for cadre training' },
  records: {
    'training.spending': {
      name: { zh: '培训支出', en: 'Training expense' },
      written: { by: [{ tier: ['district'] }], as: 'judgement' },
      fields: {
        purpose: { name: { zh: '用途', en: 'Purpose' }, type: 'text' },
        amount: { name: { zh: '金额', en: 'Amount' }, type: 'money' },
      },
    },
  },
  standards: {
    'training.fund_per_year': {
      title: { zh: '每年培训专项经费不少于', en: 'Training fund a year, at least' },
      unit: 'yuan/year',
      strength: 'floor',
      entries: [
        {
          from: day('2011-01-01'),
          value: 300_000,
          clause: {
            zh: '干部教育培训办法：每年安排专项经费不少于三十万元',
            en: 'Training measures: a special fund of not less than 300,000 yuan every year',
          },
        },
      ],
      broken: [
        {
          from: day('2011-01-01'),
          value: 'days',
          clause: {
            zh: '干部教育培训办法（本地）：年中设立的，按实际天数安排',
            en: 'Training measures (local): founded within the year, for its days',
          },
        },
      ],
    },
  },
  measures: {
    'training.fund_spent': {
      title: { zh: '培训经费支出', en: 'Spent on training' },
      unit: 'yuan',
      digits: 2,
      op: 'sum',
      over: 'training.spending',
      field: 'amount',
    },
  },
  duties: {
    'training.fund': {
      title: { zh: '培训经费足额安排使用', en: 'The training fund is provided and spent' },
      who: { tier: ['district'] },
      every: 'year',
      measure: 'training.fund_spent',
      atLeast: { standard: 'training.fund_per_year' },
      from: day('2011-01-01'),
      grace: 31,
    },
  },
})
