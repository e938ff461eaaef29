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
  things: {
    project: {
      name: { zh: '建设项目', en: 'Project' },
      written: { by: ['own', 'above'], as: 'report' },
      fields: {
        purpose: PURPOSE,
        at: { name: { zh: '坐标', en: 'Coordinates' }, type: 'point', optional: true },
      },
    },
  },
  records: {
    // What is held there beside study, so that a yurt or a hub household is not called idle for its films and talks.
    'positions.activity': {
      name: { zh: '阵地活动', en: 'Activity at a venue' },
      written: { by: ['own', 'above'], as: 'report' },
      fields: {
        venue: { name: { zh: '阵地', en: 'Venue' }, type: 'thing', of: 'venue' },
        what: { name: { zh: '活动内容', en: 'What was held' }, type: 'text' },
      },
    },
    'positions.investment': {
      name: { zh: '项目投入', en: 'Project investment' },
      written: { by: ['own', 'above'], as: 'report' },
      fields: {
        project: { name: { zh: '项目', en: 'Project' }, type: 'thing', of: 'project' },
        purpose: PURPOSE,
        amount: { name: { zh: '金额', en: 'Amount' }, type: 'money' },
      },
    },
  },
  cases: {
    'positions.construction': {
      name: { zh: '阵地建设', en: 'Building a venue' },
      written: { by: ['own', 'above'], as: 'report' },
      fields: {
        what: { name: { zh: '建设内容', en: 'What is built' }, type: 'text' },
        project: { name: { zh: '项目', en: 'Project' }, type: 'thing', of: 'project', optional: true },
        area: { name: { zh: '计划面积', en: 'Planned area' }, type: 'decimal', optional: true },
        budget: { name: { zh: '概算', en: 'Budget' }, type: 'money' },
      },
      stages: {
        planned: { name: { zh: '立项批复', en: 'plan approved' }, written: { by: ['above'], as: 'judgement' } },
        begun: { name: { zh: '开工', en: 'begun' }, written: { by: ['own', 'above'], as: 'report' }, optional: true },
        built: { name: { zh: '竣工', en: 'built' }, written: { by: ['own', 'above'], as: 'report' } },
        equipped: {
          name: { zh: '配齐设备', en: 'equipped' },
          written: { by: ['own', 'above'], as: 'report' },
          fields: { equipment: { name: { zh: '设备', en: 'Equipment' }, type: 'text' } },
        },
        accepted: {
          name: { zh: '验收使用', en: 'accepted and in use' },
          written: { by: ['above'], as: 'judgement' },
          enters: [
            { act: 'thing.enter', kind: 'venue', name: 'what', body: { use: { is: 'room' }, area: { field: 'area' } } },
          ],
        },
        faulty: {
          name: { zh: '验收不合格，返工', en: 'found faulty, to be mended' },
          written: { by: ['above'], as: 'judgement' },
          reopens: 'built',
          enters: [{ act: 'thing.end', entered: 'accepted' }],
        },
      },
    },
  },
  standards: {
    'positions.construction_each': {
      title: { zh: '每项建设按期验收', en: 'Each building is accepted by its date' },
      unit: 'item',
      strength: 'must',
      entries: [
        {
          from: day('2012-01-01'),
          value: 1,
          clause: {
            zh: '阵地管理办法：建设项目按期竣工、配齐设备并验收',
            en: 'Venue measures: buildings are finished, equipped and accepted by their date',
          },
        },
      ],
    },
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
    'positions.mobile_floor': {
      title: { zh: '流动阵地利用率一般不低于', en: 'Use of mobile venues, normally at least' },
      unit: 'percent',
      strength: 'normally',
      entries: [
        {
          from: day('2012-01-01'),
          value: 25,
          clause: {
            zh: '阵地管理办法：居住分散的，流动阵地利用率一般不低于四分之一',
            en: 'Venue measures: where people live far apart, mobile venues are normally used at least by a quarter',
          },
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
    'positions.constructions': {
      title: { zh: '启动的阵地建设', en: 'Venues begun' },
      unit: 'item',
      op: 'count',
      over: 'positions.construction',
    },
    'positions.constructions_open': {
      title: { zh: '在建阵地', en: 'Venues under construction' },
      unit: 'item',
      op: 'count',
      over: 'positions.construction',
      at: 'day',
      where: { state: 'open' },
    },
    'positions.constructions_accepted': {
      title: { zh: '本期验收的阵地', en: 'Venues accepted in the period' },
      unit: 'item',
      op: 'count',
      over: 'positions.construction',
      at: 'closed',
    },
    'positions.constructions_all': {
      title: { zh: '历次阵地建设', en: 'Venues ever begun' },
      unit: 'item',
      op: 'count',
      over: 'positions.construction',
      at: 'day',
    },
    'positions.constructions_in_time': {
      title: { zh: '未逾期的阵地建设', en: 'Venues accepted or still in time' },
      unit: 'item',
      op: 'count',
      over: 'positions.construction',
      at: 'day',
      where: { overdue: false },
    },
    'positions.utilization': {
      title: { zh: '阵地利用率', en: 'Use of venues' },
      unit: 'percent',
      digits: 1,
      op: 'utilization',
      of: 'venue',
      by: ['study.day', 'positions.activity'],
      field: 'venue',
      per: 'positions.uses_per_month',
    },
    'positions.mobile': {
      title: { zh: '流动阵地', en: 'Mobile venues' },
      unit: 'item',
      op: 'count',
      over: 'venue',
      where: { use: 'mobile' },
    },
    'positions.mobile_utilization': {
      title: { zh: '流动阵地利用率', en: 'Use of mobile venues' },
      unit: 'percent',
      digits: 1,
      op: 'utilization',
      of: 'venue',
      by: ['study.day', 'positions.activity'],
      field: 'venue',
      per: 'positions.uses_per_month',
      where: { use: 'mobile' },
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
    'positions.mobile_used': {
      title: { zh: '分场流动阵地经常使用', en: 'The mobile venue is used' },
      who: { sector: ['sub_bureau'] },
      every: 'quarter',
      measure: 'positions.mobile_utilization',
      atLeast: { standard: 'positions.mobile_floor' },
      from: day('2012-01-01'),
      grace: 15,
    },
    'positions.built_in_time': {
      title: { zh: '阵地建设按期验收', en: 'Venues are finished by their date' },
      who: {},
      every: 'half',
      measure: 'positions.constructions_in_time',
      atLeast: { standard: 'positions.construction_each', times: 'positions.constructions_all' },
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
