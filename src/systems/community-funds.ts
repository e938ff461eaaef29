// S14 Community funds and pay: office fund, salaries of community workers, equipment.
import { system } from '../charter/system.ts'
import { day } from '../time/day.ts'

const PAYMENT = {
  amount: { name: { zh: '金额', en: 'Amount' }, type: 'money' },
  note: { name: { zh: '说明', en: 'Note' }, type: 'text', optional: true },
} as const

export const communityFunds = system({
  id: 'S14',
  name: { zh: '社区经费和待遇', en: 'Community funds and pay' },
  group: 'communities',
  clause: { zh: '社区工作经费和人员待遇的规定', en: 'Rules on community funds and pay' },
  things: {
    equipment: {
      name: { zh: '设备', en: 'Equipment' },
      written: { by: ['own', 'above'], as: 'report' },
      common: true,
      fields: {
        item: {
          name: { zh: '种类', en: 'Item' },
          type: 'choice',
          choices: {
            television: { zh: '电视机', en: 'television' },
            computer: { zh: '电脑', en: 'computer' },
            player: { zh: '影碟机', en: 'video player' },
          },
        },
      },
    },
  },
  records: {
    'community.office_payment': {
      name: { zh: '社区办公经费拨付', en: 'Office fund paid to a community' },
      written: { by: ['own', 'above'], as: 'report' },
      fields: PAYMENT,
    },
    // Raised "appropriately": the report names no amount, so that none is owed here.
    'community.subsidy_payment': {
      name: { zh: '社区工作者补贴发放', en: 'Subsidy paid to community workers' },
      written: { by: ['own', 'above'], as: 'report' },
      fields: {
        task: {
          name: { zh: '补贴项目', en: 'Subsidy for' },
          type: 'choice',
          choices: {
            family_planning: { zh: '计划生育服务', en: 'family planning' },
            employment: { zh: '就业保障服务', en: 'employment security' },
          },
        },
        ...PAYMENT,
      },
    },
    'community.salary_payment': {
      name: { zh: '社区工作者工资发放', en: 'Salaries paid to community workers' },
      written: { by: ['own', 'above'], as: 'report' },
      fields: PAYMENT,
      pays: 'community.salary',
    },
  },
  standards: {
    'community.office_fund': {
      title: { zh: '每个社区每年办公经费', en: 'Office fund of a community a year' },
      unit: 'yuan/year',
      strength: 'must',
      entries: [
        {
          from: day('2010-01-01'),
          value: 3_000,
          clause: { zh: '社区经费规定（2010 年）', en: 'Rules on community funds (2010)' },
        },
        {
          from: day('2012-01-01'),
          value: 5_000,
          clause: { zh: '社区经费规定（2012 年调整）', en: 'Rules on community funds (revised 2012)' },
        },
      ],
      broken: [
        {
          from: day('2010-01-01'),
          value: 'days',
          clause: {
            zh: '社区经费规定（本地）：年中设立或撤并的，按实际天数拨付',
            en: 'Rules on community funds (local): a community founded or merged within the year is paid for its days',
          },
        },
      ],
    },
    'community.worker_salary': {
      title: { zh: '社区工作者每月工资', en: 'Salary of a community worker a month' },
      unit: 'yuan/month',
      strength: 'must',
      entries: [
        {
          from: day('2010-01-01'),
          value: 450,
          clause: { zh: '社区人员待遇规定（2010 年）', en: 'Rules on community pay (2010)' },
        },
        {
          from: day('2012-01-01'),
          value: 520,
          clause: { zh: '社区人员待遇规定（2012 年调整）', en: 'Rules on community pay (revised 2012)' },
        },
      ],
      broken: [
        {
          from: day('2010-01-01'),
          value: 'days',
          clause: {
            zh: '社区人员待遇规定（本地）：任职不满一个月的，按实际任职天数计发',
            en: 'Rules on community pay (local): who is in post for part of a month is paid for the days',
          },
        },
      ],
    },
    'community.equipment_items': {
      title: { zh: '每个社区应配设备种类', en: 'Kinds of equipment in each community' },
      unit: 'item',
      strength: 'must',
      entries: [
        {
          from: day('2011-01-01'),
          value: 3,
          clause: {
            zh: '社区均配备电视机、电脑、影碟机',
            en: 'Every community has a television, a computer and a video player',
          },
        },
      ],
    },
  },
  measures: {
    'community.office_fund_before': {
      title: { zh: '调整前社区办公经费', en: 'Office fund before it was raised' },
      unit: 'yuan/year',
      op: 'standard',
      standard: 'community.office_fund',
      take: 'before',
    },
    'community.office_fund_change': {
      title: { zh: '社区办公经费调整幅度', en: 'Change of the office fund' },
      unit: 'yuan/year',
      op: 'standard',
      standard: 'community.office_fund',
      take: 'change',
    },
    'community.worker_salary_before': {
      title: { zh: '调整前社区工作者工资', en: 'Salary before it was raised' },
      unit: 'yuan/month',
      op: 'standard',
      standard: 'community.worker_salary',
      take: 'before',
    },
    'community.worker_salary_change': {
      title: { zh: '社区工作者工资调整幅度', en: 'Change of the salary' },
      unit: 'yuan/month',
      op: 'standard',
      standard: 'community.worker_salary',
      take: 'change',
    },
    'community.workers': {
      title: { zh: '社区工作者', en: 'Community workers' },
      unit: 'person',
      op: 'people',
      over: 'posts',
      who: 'person',
      where: { post: 'community_worker', sector: 'community' },
    },
    'community.office_paid': {
      title: { zh: '已拨社区办公经费', en: 'Office fund paid' },
      unit: 'yuan',
      digits: 2,
      op: 'sum',
      over: 'community.office_payment',
      field: 'amount',
    },
    'community.salary_paid': {
      title: { zh: '已发社区工作者工资', en: 'Salaries paid' },
      unit: 'yuan',
      digits: 2,
      op: 'sum',
      over: 'community.salary_payment',
      field: 'amount',
    },
    'community.subsidies_paid': {
      title: { zh: '已发社区工作者补贴', en: 'Subsidies paid to community workers' },
      unit: 'yuan',
      digits: 2,
      op: 'sum',
      over: 'community.subsidy_payment',
      field: 'amount',
    },
    'community.equipment': {
      title: { zh: '社区设备种类', en: 'Kinds of equipment' },
      unit: 'item',
      op: 'count',
      over: 'equipment',
      once: 'item',
    },
  },
  duties: {
    'community.office': {
      title: { zh: '社区办公经费按年拨足', en: 'The office fund is paid in full each year' },
      who: { sector: ['community'] },
      every: 'year',
      measure: 'community.office_paid',
      atLeast: { standard: 'community.office_fund' },
      from: day('2011-01-01'),
      grace: 31,
    },
    'community.salary': {
      title: { zh: '社区工作者工资按季发放', en: 'Salaries are paid each quarter' },
      who: { sector: ['community'] },
      every: 'quarter',
      measure: 'community.salary_paid',
      atLeast: { standard: 'community.worker_salary', times: 'community.workers' },
      from: day('2011-01-01'),
      grace: 15,
    },
    'community.equipped': {
      title: { zh: '社区设备配齐', en: 'The community is equipped' },
      who: { sector: ['community'] },
      every: 'year',
      measure: 'community.equipment',
      atLeast: { standard: 'community.equipment_items' },
      from: day('2011-01-01'),
      grace: 0,
    },
  },
})
