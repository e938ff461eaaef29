// S23 One village, one graduate: graduates openly recruited as village officials.
import { system } from '../charter/system.ts'
import { day } from '../time/day.ts'

/** College education or more (GB/T 4658: 30 is college, smaller is higher). */
const GRADUATE = { education: { atMost: 30 } } as const

export const graduates = system({
  id: 'S23',
  name: { zh: '一村一名大学生', en: 'One village, one graduate' },
  group: 'pastoral',
  clause: { zh: '一村一名大学生工程实施意见', en: 'Plan of one village, one graduate' },
  ties: {
    'graduate.official': {
      name: { zh: '大学生村官', en: 'Graduate village official' },
      written: { by: ['own', 'above'], as: 'report' },
      fields: { person: { name: { zh: '人员', en: 'Person' }, type: 'person' } },
    },
  },
  standards: {
    'graduates.each_village': {
      title: { zh: '每个嘎查村大学生村官', en: 'Graduate officials in each village' },
      unit: 'person',
      strength: 'must',
      entries: [
        {
          from: day('2011-01-01'),
          value: 1,
          clause: {
            zh: '每个嘎查村配备一名大专以上学历的大学生',
            en: 'One graduate, of a college at least, for every village',
          },
        },
      ],
    },
  },
  measures: {
    'teams.student_official_rate': {
      title: { zh: '大学生村官配备率', en: 'Allocation rate of graduate officials' },
      unit: 'percent',
      op: 'share',
      over: 'orgs',
      where: { sector: 'village' },
      part: { ties: { has: 'graduate.official', who: GRADUATE } },
    },
    'graduates.officials': {
      title: { zh: '大学生村官', en: 'Graduate village officials' },
      unit: 'person',
      op: 'people',
      over: 'graduate.official',
      who: 'person',
      where: { person: { who: GRADUATE } },
    },
  },
  duties: {
    'graduates.posted': {
      title: { zh: '嘎查村配有大学生村官', en: 'The village has a graduate official' },
      who: { sector: ['village'] },
      every: 'year',
      measure: 'graduates.officials',
      atLeast: { standard: 'graduates.each_village' },
      from: day('2011-01-01'),
      grace: 0,
    },
  },
})
