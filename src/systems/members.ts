// S02 Member register: one person is counted once, in one organization.
import { system } from '../charter/system.ts'

export const members = system({
  id: 'S02',
  name: { zh: '党员名册', en: 'Member register' },
  group: 'organizations',
  clause: { zh: '党员教育管理工作条例', en: 'Regulations on the education and management of members' },
  measures: {
    'members.total': { title: { zh: '党员', en: 'Members' }, unit: 'person', op: 'count', over: 'members' },
    'members.farmers_herders': {
      title: { zh: '农牧民党员', en: 'Farmer and herder members' },
      unit: 'person',
      op: 'count',
      over: 'members',
      where: { occupation: 'farmer_herder' },
    },
    'members.women_share': {
      title: { zh: '女党员占比', en: 'Share of women' },
      unit: 'percent',
      digits: 1,
      op: 'share',
      over: 'members',
      part: { sex: '2' },
    },
    'members.minority_share': {
      title: { zh: '少数民族党员占比', en: 'Share of minority members' },
      unit: 'percent',
      digits: 1,
      op: 'share',
      over: 'members',
      part: { nationality: ['02', '03', '11', '97'] },
    },
    'members.under_35_share': {
      title: { zh: '35 岁以下党员占比', en: 'Share of members under 35' },
      unit: 'percent',
      digits: 1,
      op: 'share',
      over: 'members',
      part: { age: { below: 35 } },
    },
    'members.over_60_share': {
      title: { zh: '60 岁及以上党员占比', en: 'Share of members of 60 and over' },
      unit: 'percent',
      digits: 1,
      op: 'share',
      over: 'members',
      part: { age: { atLeast: 60 } },
    },
  },
})
