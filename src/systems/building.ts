// S24 Building venues and using them: projects with their investment, and how much the venues are used.
import { system } from '../charter/system.ts'
import { day } from '../time/day.ts'
import { study } from './study.ts'
import { venues } from './venues.ts'

const PURPOSE = {
  name: { zh: '用途', en: 'Purpose' },
  type: 'choice',
  choices: {
    venue: { zh: '阵地建设', en: 'building a venue' },
    distance_education: { zh: '远程教育前期', en: 'early stage of distance education' },
  },
} as const

export const building = system({
  id: 'S24',
  name: { zh: '阵地建设和使用', en: 'Building and using venues' },
  group: 'pastoral',
  clause: { zh: '嘎查村活动阵地建设和管理办法', en: 'Measures for building and managing village venues' },
  uses: [study, venues],
  things: { project: { name: { zh: '建设项目', en: 'Project' }, fields: { purpose: PURPOSE } } },
  records: {
    'positions.investment': {
      name: { zh: '项目投入', en: 'Project investment' },
      fields: {
        project: { name: { zh: '项目', en: 'Project' }, type: 'thing', of: 'project' },
        purpose: PURPOSE,
        amount: { name: { zh: '金额', en: 'Amount' }, type: 'money' },
      },
    },
  },
  standards: {
    'positions.uses_per_month': {
      title: { zh: '阵地每月充分使用次数', en: 'Uses of a venue a month at full use' },
      unit: 'use/month',
      strength: 'normally',
      entries: [
        {
          from: day('2011-01-01'),
          value: 2,
          clause: { zh: '阵地管理办法：每月一般使用两次', en: 'Venue measures: normally used twice a month' },
        },
      ],
    },
    'positions.utilization_floor': {
      title: { zh: '阵地利用率一般不低于', en: 'Use of venues, normally at least' },
      unit: 'percent',
      strength: 'normally',
      entries: [
        {
          from: day('2011-01-01'),
          value: 50,
          clause: { zh: '阵地管理办法：利用率一般不低于一半', en: 'Venue measures: normally used at least by half' },
        },
      ],
    },
    'positions.investment_each': {
      title: { zh: '每个项目每年登记投入', en: 'Investment records of each project a year' },
      unit: 'item',
      strength: 'must',
      entries: [
        {
          from: day('2011-01-01'),
          value: 1,
          clause: {
            zh: '阵地管理办法：项目投入按年登记',
            en: 'Venue measures: investment of each project is recorded every year',
          },
        },
      ],
    },
  },
  measures: {
    'positions.wulanhada_investment': {
      title: { zh: '阵地建设投入', en: 'Investment in building venues' },
      unit: 'yuan',
      digits: 2,
      op: 'sum',
      over: 'positions.investment',
      field: 'amount',
      where: { purpose: 'venue' },
    },
    'positions.distance_education_investment': {
      title: { zh: '远程教育前期投入', en: 'Investment in the early stage of distance education' },
      unit: 'yuan',
      digits: 2,
      op: 'sum',
      over: 'positions.investment',
      field: 'amount',
      where: { purpose: 'distance_education' },
    },
    'positions.venue_projects': {
      title: { zh: '阵地建设项目', en: 'Projects for venues' },
      unit: 'item',
      op: 'count',
      over: 'project',
      where: { purpose: 'venue' },
    },
    'positions.projects': { title: { zh: '建设项目', en: 'Projects' }, unit: 'item', op: 'count', over: 'project' },
    'positions.projects_recorded': {
      title: { zh: '已登记投入的项目', en: 'Projects with recorded investment' },
      unit: 'item',
      op: 'count',
      over: 'positions.investment',
      once: 'project',
    },
    'positions.utilization': {
      title: { zh: '阵地利用率', en: 'Use of venues' },
      unit: 'percent',
      digits: 1,
      op: 'utilization',
      of: 'venue',
      by: ['study.day'],
      field: 'venue',
      per: 'positions.uses_per_month',
    },
  },
  duties: {
    'positions.used': {
      title: { zh: '嘎查村阵地经常使用', en: 'The village venue is used' },
      who: { sector: ['village'] },
      every: 'quarter',
      measure: 'positions.utilization',
      atLeast: { standard: 'positions.utilization_floor' },
      from: day('2012-01-01'),
      grace: 15,
    },
    'positions.investment_recorded': {
      title: { zh: '项目投入按年登记', en: 'Investment of every project is recorded' },
      who: { tier: ['district'] },
      every: 'year',
      measure: 'positions.projects_recorded',
      atLeast: { standard: 'positions.investment_each', times: 'positions.projects' },
      from: day('2012-01-01'),
      grace: 31,
    },
  },
})
