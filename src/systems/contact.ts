// S11, S29 Contact and help: leaders, bureaus and leading cadres each answer for a village or sub-farm, visit it and help.
import { system } from '../charter/system.ts'
import { day } from '../time/day.ts'

const PERSON = { name: { zh: '人员', en: 'Person' }, type: 'person' } as const
/** Ranks of whoever may answer for a contact point, as leader and as cadre. */
const LEADER = { rank: 'leader' } as const
const CADRE = { rank: 'section' } as const

export const contact = system({
  id: 'S29',
  name: { zh: '联系帮扶', en: 'Contact and help' },
  group: 'responsibility',
  clause: { zh: '领导干部和直属局办联系嘎查村、分场的规定', en: 'Rules on contact points of leaders and bureaus' },
  things: {
    bureau: { name: { zh: '直属局办', en: 'Bureau' }, written: { by: ['own', 'above'], as: 'report' }, fields: {} },
  },
  ties: {
    'contact.leader': {
      name: { zh: '联系领导', en: 'Contact leader' },
      written: { by: ['above'], as: 'report' },
      fields: { person: PERSON },
    },
    'contact.bureau': {
      name: { zh: '联系局办', en: 'Contact bureau' },
      written: { by: ['above'], as: 'report' },
      fields: { bureau: { name: { zh: '局办', en: 'Bureau' }, type: 'thing', of: 'bureau' } },
    },
    'contact.cadre': {
      name: { zh: '联系干部', en: 'Contact cadre' },
      written: { by: ['above'], as: 'report' },
      fields: { person: PERSON },
    },
  },
  records: {
    'contact.visit': {
      name: { zh: '联系走访', en: 'Visit' },
      written: { by: ['own', 'above', 'person'], as: 'report' },
      fields: {
        person: PERSON,
        need: { name: { zh: '反映问题', en: 'Need' }, type: 'text', optional: true },
        help: { name: { zh: '帮扶事项', en: 'Help' }, type: 'text', optional: true },
      },
    },
  },
  standards: {
    'contact.each': {
      title: { zh: '每个嘎查村、分场有联系领导', en: 'Contact leaders of each village and sub-farm' },
      unit: 'person',
      strength: 'must',
      entries: [
        {
          from: day('2011-01-01'),
          value: 1,
          clause: {
            zh: '每个嘎查村、分场都有县处级党政领导联系',
            en: 'A county-level leader of Party or government answers for every village and sub-farm',
          },
        },
      ],
    },
    'contact.bureau_each': {
      title: { zh: '每个嘎查村、分场有联系局办', en: 'Contact bureaus of each village and sub-farm' },
      unit: 'organization',
      strength: 'must',
      entries: [
        {
          from: day('2011-01-01'),
          value: 1,
          clause: { zh: '每个嘎查村、分场都有直属局办联系', en: 'A bureau answers for every village and sub-farm' },
        },
      ],
    },
    'contact.cadre_each': {
      title: { zh: '每个嘎查村、分场有联系干部', en: 'Contact cadres of each village and sub-farm' },
      unit: 'person',
      strength: 'must',
      entries: [
        {
          from: day('2011-01-01'),
          value: 1,
          clause: {
            zh: '每个嘎查村、分场都有科级领导干部联系',
            en: 'A section-level cadre answers for every village and sub-farm',
          },
        },
      ],
    },
    'contact.visits_per_quarter': {
      title: { zh: '每季度走访', en: 'Visits a quarter' },
      unit: 'activity/quarter',
      strength: 'normally',
      entries: [
        {
          from: day('2012-01-01'),
          value: 1,
          clause: { zh: '联系领导一般每季度走访一次', en: 'Contact leaders normally visit once a quarter' },
        },
      ],
    },
  },
  measures: {
    'contact.leaders': {
      title: { zh: '联系基层的党政领导', en: 'Party and government leaders with contact points' },
      unit: 'person',
      op: 'people',
      over: 'contact.leader',
      who: 'person',
      where: { person: { who: LEADER } },
    },
    'contact.bureaus': {
      title: { zh: '联系基层的直属局办', en: 'Bureaus with contact points' },
      unit: 'organization',
      op: 'count',
      over: 'contact.bureau',
      once: 'bureau',
    },
    'contact.cadres': {
      title: { zh: '联系基层的科级领导干部', en: 'Section-level cadres with contact points' },
      unit: 'person',
      op: 'people',
      over: 'contact.cadre',
      who: 'person',
      where: { person: { who: CADRE } },
    },
    'contact.villages': {
      title: { zh: '有联系领导的嘎查村', en: 'Villages with a contact leader' },
      unit: 'organization',
      op: 'count',
      over: 'orgs',
      where: { sector: 'village', ties: { has: 'contact.leader', who: LEADER } },
    },
    'contact.sub_bureaus': {
      title: { zh: '有联系领导的分场', en: 'Sub-farms with a contact leader' },
      unit: 'organization',
      op: 'count',
      over: 'orgs',
      where: { sector: 'sub_bureau', ties: { has: 'contact.leader', who: LEADER } },
    },
    'contact.leader_visits': {
      title: { zh: '联系领导走访', en: 'Visits by contact leaders' },
      unit: 'activity',
      op: 'count',
      over: 'contact.visit',
      where: { person: { who: { ...LEADER, ties: { has: 'contact.leader' } } } },
    },
    'contact.visits': { title: { zh: '联系走访', en: 'Visits' }, unit: 'activity', op: 'count', over: 'contact.visit' },
  },
  duties: {
    'contact.assigned': {
      title: { zh: '嘎查村、分场有联系领导', en: 'The village or sub-farm has a contact leader' },
      who: { sector: ['village', 'sub_bureau'] },
      every: 'year',
      measure: 'contact.leaders',
      atLeast: { standard: 'contact.each' },
      from: day('2012-01-01'),
      grace: 0,
    },
    'contact.bureau_assigned': {
      title: { zh: '嘎查村、分场有联系局办', en: 'The village or sub-farm has a contact bureau' },
      who: { sector: ['village', 'sub_bureau'] },
      every: 'year',
      measure: 'contact.bureaus',
      atLeast: { standard: 'contact.bureau_each' },
      from: day('2012-01-01'),
      grace: 0,
    },
    'contact.cadre_assigned': {
      title: { zh: '嘎查村、分场有联系干部', en: 'The village or sub-farm has a contact cadre' },
      who: { sector: ['village', 'sub_bureau'] },
      every: 'year',
      measure: 'contact.cadres',
      atLeast: { standard: 'contact.cadre_each' },
      from: day('2012-01-01'),
      grace: 0,
    },
    'contact.visited': {
      title: { zh: '每季度走访联系点', en: 'The contact point is visited each quarter' },
      who: { sector: ['village', 'sub_bureau'] },
      every: 'quarter',
      measure: 'contact.leader_visits',
      atLeast: { standard: 'contact.visits_per_quarter' },
      from: day('2012-01-01'),
      grace: 15,
    },
  },
})
