// The figures that people would rather look at than read. Data: every number is a figure of the charter and opens its proof.
import type { Chart } from '../charter/language.ts'

export const CHARTS: readonly Chart[] = [
  {
    id: 'members.ages',
    title: { zh: '党员年龄结构', en: 'Members by age' },
    form: 'pyramid',
    sides: [
      { zh: '男', en: 'Men' },
      { zh: '女', en: 'Women' },
    ],
    bands: [
      { name: { zh: '60 岁及以上', en: '60 and over' }, of: ['members.men_60_up', 'members.women_60_up'] },
      { name: { zh: '50–59 岁', en: '50–59' }, of: ['members.men_50s', 'members.women_50s'] },
      { name: { zh: '40–49 岁', en: '40–49' }, of: ['members.men_40s', 'members.women_40s'] },
      { name: { zh: '30–39 岁', en: '30–39' }, of: ['members.men_30s', 'members.women_30s'] },
      { name: { zh: '30 岁以下', en: 'under 30' }, of: ['members.men_under_30', 'members.women_under_30'] },
    ],
  },
  {
    id: 'positions.use',
    title: { zh: '阵地利用率', en: 'Use of venues' },
    form: 'below',
    measure: 'positions.utilization',
    standard: 'positions.utilization_floor',
  },
  {
    id: 'training.money',
    title: { zh: '培训经费：应安排与已支出', en: 'Training fund: due and spent' },
    form: 'turns',
    duty: 'training.fund',
  },
  {
    id: 'community.office_money',
    title: { zh: '社区办公经费：应拨与已拨', en: 'Community office fund: due and paid' },
    form: 'turns',
    duty: 'community.office',
  },
  {
    id: 'community.salary_money',
    title: { zh: '社区工作者工资：应发与已发', en: 'Community salaries: due and paid' },
    form: 'turns',
    duty: 'community.salary',
  },
  {
    id: 'village.pay_money',
    title: { zh: '嘎查村干部报酬：应发与已发', en: 'Village pay: due and paid' },
    form: 'turns',
    duty: 'village.pay',
  },
  {
    id: 'village.office_money',
    title: { zh: '嘎查村办公经费：应拨与已拨', en: 'Village office expenses: due and paid' },
    form: 'turns',
    duty: 'village.office',
  },
]
