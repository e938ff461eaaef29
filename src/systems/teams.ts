// S22 Leading teams and change of team: age and education of town and village teams, compared with the previous term.
import { system } from '../charter/system.ts'

const TOWN_TEAM = { team: 'committee', sector: ['town', 'state_farm'], tier: 'committee' } as const
const VILLAGE_TEAM = { team: 'two_committees', sector: 'village' } as const

export const teams = system({
  id: 'S22',
  name: { zh: '领导班子和换届', en: 'Leading teams and change of team' },
  group: 'pastoral',
  clause: { zh: '场镇和嘎查村换届工作方案', en: 'Plan for the change of town and village teams' },
  records: {
    'teams.election': {
      name: { zh: '换届选举', en: 'Change of team' },
      fields: { term: { name: { zh: '届次', en: 'Term' }, type: 'integer' } },
    },
  },
  measures: {
    'teams.town_under_35': {
      title: { zh: '场镇领导班子 35 岁以下成员', en: 'Members of town-level teams under 35' },
      unit: 'person',
      op: 'people',
      over: 'posts',
      who: 'person',
      where: { ...TOWN_TEAM, age: { below: 35 } },
    },
    'teams.town_college_share': {
      title: { zh: '其中大专及以上学历占比', en: 'Of these, share with college education' },
      unit: 'percent',
      op: 'share',
      over: 'posts',
      where: { ...TOWN_TEAM, age: { below: 35 } },
      part: { education: { atMost: 30 } },
    },
    'teams.village_average_age': {
      title: { zh: '嘎查村班子平均年龄', en: 'Average age of village teams' },
      unit: 'year',
      op: 'average',
      over: 'posts',
      field: 'age',
      where: VILLAGE_TEAM,
    },
    'teams.village_average_age_before': {
      title: { zh: '上届嘎查村班子平均年龄', en: 'Average age of the previous village teams' },
      unit: 'year',
      op: 'average',
      over: 'posts',
      field: 'age',
      where: VILLAGE_TEAM,
      at: { eveOf: 'teams.election' },
    },
    'teams.village_average_age_change': {
      title: { zh: '嘎查村班子平均年龄较上届', en: 'Average age of village teams against the previous term' },
      unit: 'year',
      op: 'difference',
      of: ['teams.village_average_age', 'teams.village_average_age_before'],
    },
    'teams.village_high_school': {
      title: { zh: '嘎查村“两委”高中及以上学历成员', en: 'Members of village committees with high school or above' },
      unit: 'person',
      op: 'people',
      over: 'posts',
      who: 'person',
      where: { ...VILLAGE_TEAM, education: { atMost: 60 } },
    },
    'teams.village_high_school_share': {
      title: { zh: '嘎查村“两委”高中及以上学历占比', en: 'Share of village committees with high school or above' },
      unit: 'percent',
      op: 'share',
      over: 'posts',
      where: VILLAGE_TEAM,
      part: { education: { atMost: 60 } },
    },
    'teams.village_high_school_share_before': {
      title: {
        zh: '上届嘎查村“两委”高中及以上学历占比',
        en: 'Share of the previous village committees with high school or above',
      },
      unit: 'percent',
      op: 'share',
      over: 'posts',
      where: VILLAGE_TEAM,
      part: { education: { atMost: 60 } },
      at: { eveOf: 'teams.election' },
    },
    'teams.village_high_school_share_change': {
      title: {
        zh: '嘎查村“两委”高中及以上学历占比较上届',
        en: 'Share of village committees with high school or above against the previous term',
      },
      unit: 'point',
      op: 'difference',
      of: ['teams.village_high_school_share', 'teams.village_high_school_share_before'],
    },
    'teams.village_college_share': {
      title: { zh: '嘎查村“两委”大专及以上学历占比', en: 'Share of village committees with college education' },
      unit: 'percent',
      op: 'share',
      over: 'posts',
      where: VILLAGE_TEAM,
      part: { education: { atMost: 30 } },
    },
    'teams.village_college_share_before': {
      title: {
        zh: '上届嘎查村“两委”大专及以上学历占比',
        en: 'Share of village committees with college education, previous term',
      },
      unit: 'percent',
      op: 'share',
      over: 'posts',
      where: VILLAGE_TEAM,
      part: { education: { atMost: 30 } },
      at: { eveOf: 'teams.election' },
    },
    'teams.village_college_share_change': {
      title: {
        zh: '嘎查村“两委”大专及以上学历占比较上届',
        en: 'Share of village committees with college education, against the previous term',
      },
      unit: 'point',
      op: 'difference',
      of: ['teams.village_college_share', 'teams.village_college_share_before'],
    },
    'teams.village_under_40_share': {
      title: { zh: '嘎查村“两委”40 岁以下占比', en: 'Share of village committees under 40' },
      unit: 'percent',
      op: 'share',
      over: 'posts',
      where: VILLAGE_TEAM,
      part: { age: { below: 40 } },
    },
    'teams.village_under_40_share_before': {
      title: { zh: '上届嘎查村“两委”40 岁以下占比', en: 'Share of village committees under 40, previous term' },
      unit: 'percent',
      op: 'share',
      over: 'posts',
      where: VILLAGE_TEAM,
      part: { age: { below: 40 } },
      at: { eveOf: 'teams.election' },
    },
    'teams.village_under_40_share_change': {
      title: {
        zh: '嘎查村“两委”40 岁以下占比较上届',
        en: 'Share of village committees under 40, against the previous term',
      },
      unit: 'point',
      op: 'difference',
      of: ['teams.village_under_40_share', 'teams.village_under_40_share_before'],
    },
    'teams.village_women_share': {
      title: { zh: '嘎查村“两委”女成员占比', en: 'Share of women in village committees' },
      unit: 'percent',
      op: 'share',
      over: 'posts',
      where: VILLAGE_TEAM,
      part: { sex: '2' },
    },
    'teams.village_women_share_before': {
      title: { zh: '上届嘎查村“两委”女成员占比', en: 'Share of women in village committees, previous term' },
      unit: 'percent',
      op: 'share',
      over: 'posts',
      where: VILLAGE_TEAM,
      part: { sex: '2' },
      at: { eveOf: 'teams.election' },
    },
    'teams.village_women_share_change': {
      title: {
        zh: '嘎查村“两委”女成员占比较上届',
        en: 'Share of women in village committees, against the previous term',
      },
      unit: 'point',
      op: 'difference',
      of: ['teams.village_women_share', 'teams.village_women_share_before'],
    },
  },
})
