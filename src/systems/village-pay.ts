// S25 Village pay and office expenses: paid every quarter, by the standard in force and the posts held.
import { system } from '../charter/system.ts'
import { day } from '../time/day.ts'

const PAYMENT = {
  amount: { name: { zh: '金额', en: 'Amount' }, type: 'money' },
  note: { name: { zh: '说明', en: 'Note' }, type: 'text', optional: true },
} as const

export const villagePay = system({
  id: 'S25',
  name: { zh: '嘎查村报酬和办公经费', en: 'Village pay and office expenses' },
  group: 'pastoral',
  clause: { zh: '嘎查村干部报酬和办公经费的规定', en: 'Rules on village pay and office expenses' },
  records: {
    'village.pay_payment': {
      name: { zh: '嘎查村干部报酬发放', en: 'Pay of village cadres' },
      written: { by: ['own', 'above'], as: 'report' },
      fields: PAYMENT,
      pays: 'village.pay',
    },
    'village.office_payment': {
      name: { zh: '嘎查村办公经费拨付', en: 'Office expenses paid to a village' },
      written: { by: ['own', 'above'], as: 'report' },
      fields: PAYMENT,
    },
  },
  standards: {
    'village.cadre_pay': {
      title: { zh: '嘎查村干部每月报酬', en: 'Pay of a village cadre a month' },
      unit: 'yuan/month',
      strength: 'must',
      entries: [
        {
          from: day('2010-01-01'),
          value: 200,
          clause: { zh: '嘎查村干部报酬规定（2010 年）', en: 'Rules on village pay (2010)' },
        },
        {
          from: day('2012-01-01'),
          value: 400,
          clause: {
            zh: '嘎查村干部报酬规定（2012 年调整），按季发放',
            en: 'Rules on village pay (revised 2012), paid every quarter',
          },
        },
      ],
      broken: [
        {
          from: day('2010-01-01'),
          value: 'days',
          clause: {
            zh: '嘎查村干部报酬规定（本地）：任职不满一个月的，按实际任职天数计发',
            en: 'Rules on village pay (local): who is in post for part of a month is paid for the days',
          },
        },
      ],
    },
    'village.office_expense': {
      title: { zh: '每个嘎查村每年办公经费', en: 'Office expenses of a village a year' },
      unit: 'yuan/year',
      strength: 'must',
      entries: [
        {
          from: day('2010-01-01'),
          value: 5_000,
          clause: { zh: '嘎查村办公经费规定（2010 年）', en: 'Rules on village office expenses (2010)' },
        },
        {
          from: day('2012-01-01'),
          value: 20_000,
          clause: {
            zh: '嘎查村办公经费规定（2012 年调整），按季拨付',
            en: 'Rules on village office expenses (revised 2012), paid every quarter',
          },
        },
      ],
      broken: [
        {
          from: day('2010-01-01'),
          value: 'days',
          clause: {
            zh: '嘎查村办公经费规定（本地）：年中设立或撤并的，按实际天数拨付',
            en: 'Rules on village office expenses (local): a village founded or merged within the year is paid for its days',
          },
        },
      ],
    },
  },
  measures: {
    'village.cadre_pay_before': {
      title: { zh: '调整前嘎查村干部报酬', en: 'Village pay before it was raised' },
      unit: 'yuan/month',
      op: 'standard',
      standard: 'village.cadre_pay',
      take: 'before',
    },
    'village.cadre_pay_change': {
      title: { zh: '嘎查村干部报酬调整幅度', en: 'Change of village pay' },
      unit: 'yuan/month',
      op: 'standard',
      standard: 'village.cadre_pay',
      take: 'change',
    },
    'village.office_expense_before': {
      title: { zh: '调整前嘎查村办公经费', en: 'Office expenses before they were raised' },
      unit: 'yuan/year',
      op: 'standard',
      standard: 'village.office_expense',
      take: 'before',
    },
    'village.office_expense_change': {
      title: { zh: '嘎查村办公经费调整幅度', en: 'Change of office expenses' },
      unit: 'yuan/year',
      op: 'standard',
      standard: 'village.office_expense',
      take: 'change',
    },
    'village.cadres': {
      title: { zh: '嘎查村“两委”成员', en: 'Members of the two village committees' },
      unit: 'person',
      op: 'people',
      over: 'posts',
      who: 'person',
      where: { team: 'two_committees', sector: 'village' },
    },
    'village.pay_paid': {
      title: { zh: '已发嘎查村干部报酬', en: 'Village pay paid' },
      unit: 'yuan',
      digits: 2,
      op: 'sum',
      over: 'village.pay_payment',
      field: 'amount',
    },
    'village.office_paid': {
      title: { zh: '已拨嘎查村办公经费', en: 'Village office expenses paid' },
      unit: 'yuan',
      digits: 2,
      op: 'sum',
      over: 'village.office_payment',
      field: 'amount',
    },
  },
  duties: {
    'village.pay': {
      title: { zh: '嘎查村干部报酬按季发放', en: 'Village cadres are paid each quarter' },
      who: { sector: ['village'] },
      every: 'quarter',
      measure: 'village.pay_paid',
      atLeast: { standard: 'village.cadre_pay', times: 'village.cadres' },
      from: day('2011-01-01'),
      grace: 15,
    },
    'village.office': {
      title: { zh: '嘎查村办公经费按季拨付', en: 'Office expenses are paid each quarter' },
      who: { sector: ['village'] },
      every: 'quarter',
      measure: 'village.office_paid',
      atLeast: { standard: 'village.office_expense' },
      from: day('2012-01-01'),
      grace: 15,
    },
  },
})
