// S22 Leading teams and change of team: age and education of town and village teams against what the plan wants and
// against the previous term; able herders and members trained three ways towards the team.
import { system } from '../charter/system.ts'
import { day } from '../time/day.ts'

const FROM = day('2012-01-01')

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
      written: { by: ['own', 'above'], as: 'report' },
      fields: { term: { name: { zh: '届次', en: 'Term' }, type: 'integer' } },
    },
  },
  ties: {
    // It holds on when the candidate enters the team, so that the register shows who of the team came this way.
    'teams.candidate': {
      name: { zh: '三向培养对象', en: 'Three-way candidate' },
      written: { by: ['own', 'above'], as: 'report' },
      fields: {
        person: { name: { zh: '培养对象', en: 'Candidate' }, type: 'person' },
        way: {
          name: { zh: '培养方向', en: 'Way' },
          type: 'choice',
          choices: {
            able_to_member: { zh: '致富能手培养成党员', en: 'able herder to member' },
            member_to_able: { zh: '党员培养成致富能手', en: 'member to able herder' },
            both_to_cadre: { zh: '党员致富能手培养成村干部', en: 'able member to village cadre' },
          },
        },
      },
    },
  },
  standards: {
    'teams.young_below': {
      title: { zh: '年轻干部年龄', en: 'Young cadres are below the age of' },
      unit: 'year',
      strength: 'normally',
      entries: [
        {
          from: day('2008-01-01'),
          value: 35,
          clause: {
            zh: '换届工作方案：年轻干部指三十五岁以下',
            en: 'Plan for the change of teams: young means under 35',
          },
        },
      ],
    },
    'teams.town_young_each': {
      title: { zh: '每个场镇班子年轻干部', en: 'Young cadres in each town-level team' },
      unit: 'person',
      strength: 'normally',
      entries: [
        {
          from: FROM,
          value: 1,
          clause: {
            zh: '换届工作方案：场镇班子一般配备三十五岁以下、大专以上学历的干部',
            en: 'Plan for the change of teams: a town-level team normally has a cadre under 35 with college education',
          },
        },
      ],
    },
    'teams.high_school_floor': {
      title: {
        zh: '嘎查村“两委”高中以上学历一般不低于',
        en: 'High school or above in village committees, normally at least',
      },
      unit: 'percent',
      strength: 'normally',
      entries: [
        {
          from: FROM,
          value: 50,
          clause: {
            zh: '换届工作方案：嘎查村“两委”成员高中以上学历一般过半',
            en: 'Plan for the change of teams: normally half of a village committee has high school or above',
          },
        },
      ],
    },
    'teams.village_young_below': {
      title: { zh: '嘎查村“两委”年轻成员年龄', en: 'Young members of village committees are below the age of' },
      unit: 'year',
      strength: 'normally',
      entries: [
        {
          from: day('2008-01-01'),
          value: 40,
          clause: {
            zh: '换届工作方案：嘎查村“两委”成员四十岁以下的一般占三成',
            en: 'Plan for the change of teams: normally three in ten of a village committee are under 40',
          },
        },
      ],
    },
    'teams.under_40_floor': {
      title: { zh: '嘎查村“两委”年轻成员一般不低于', en: 'Young members of village committees, normally at least' },
      unit: 'percent',
      strength: 'normally',
      entries: [
        {
          from: FROM,
          value: 30,
          clause: {
            zh: '换届工作方案：嘎查村“两委”四十岁以下成员一般不少于三成',
            en: 'Plan for the change of teams: normally three in ten of a village committee are under 40',
          },
        },
      ],
    },
  },
  measures: {
    'teams.town_under_35': {
      title: { zh: '场镇领导班子 35 岁以下成员', en: 'Members of town-level teams under 35' },
      unit: 'person',
      op: 'people',
      over: 'posts',
      who: 'person',
      where: { ...TOWN_TEAM, age: { below: 'teams.young_below' } },
    },
    'teams.town_young_college': {
      title: { zh: '场镇领导班子年轻大专以上成员', en: 'Young members of town-level teams with college education' },
      unit: 'person',
      op: 'people',
      over: 'posts',
      who: 'person',
      where: { ...TOWN_TEAM, age: { below: 'teams.young_below' }, education: { atMost: 30 } },
    },
    'teams.candidates': {
      title: { zh: '三向培养对象', en: 'Three-way candidates' },
      unit: 'person',
      op: 'people',
      over: 'teams.candidate',
      who: 'person',
    },
    'teams.candidates_taken': {
      title: { zh: '进入嘎查村“两委”的三向培养对象', en: 'Three-way candidates in village committees' },
      unit: 'person',
      op: 'people',
      over: 'posts',
      who: 'person',
      where: { ...VILLAGE_TEAM, ties: { has: 'teams.candidate' } },
    },
    'teams.town_college_share': {
      title: { zh: '其中大专及以上学历占比', en: 'Of these, share with college education' },
      unit: 'percent',
      op: 'share',
      over: 'posts',
      where: { ...TOWN_TEAM, age: { below: 'teams.young_below' } },
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
      title: { zh: '嘎查村“两委”年轻成员占比', en: 'Share of young members in village committees' },
      unit: 'percent',
      op: 'share',
      over: 'posts',
      where: VILLAGE_TEAM,
      part: { age: { below: 'teams.village_young_below' } },
    },
    'teams.village_under_40_share_before': {
      title: { zh: '上届嘎查村“两委”年轻成员占比', en: 'Share of young members in village committees, previous term' },
      unit: 'percent',
      op: 'share',
      over: 'posts',
      where: VILLAGE_TEAM,
      part: { age: { below: 'teams.village_young_below' } },
      at: { eveOf: 'teams.election' },
    },
    'teams.village_under_40_share_change': {
      title: {
        zh: '嘎查村“两委”年轻成员占比较上届',
        en: 'Share of young members in village committees, against the previous term',
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
  duties: {
    'teams.town_young': {
      title: { zh: '场镇班子配备年轻干部', en: 'The town-level team has a young cadre' },
      who: { tier: ['committee'], sector: ['town', 'state_farm'] },
      every: 'year',
      measure: 'teams.town_young_college',
      atLeast: { standard: 'teams.town_young_each' },
      from: FROM,
      grace: 0,
    },
    'teams.village_schooled': {
      title: { zh: '嘎查村“两委”学历结构', en: 'The village committees are schooled' },
      who: { sector: ['village'] },
      every: 'year',
      measure: 'teams.village_high_school_share',
      atLeast: { standard: 'teams.high_school_floor' },
      from: FROM,
      grace: 0,
    },
    'teams.village_young': {
      title: { zh: '嘎查村“两委”年龄结构', en: 'The village committees are not aged' },
      who: { sector: ['village'] },
      every: 'year',
      measure: 'teams.village_under_40_share',
      atLeast: { standard: 'teams.under_40_floor' },
      from: FROM,
      grace: 0,
    },
  },
})
