// S13 Leaders answer for communities: each has a leader, and its work is analysed and notified each quarter.
import { system } from '../charter/system.ts'
import { day } from '../time/day.ts'

/** Department leaders are of section level, or above it. */
const LEADER = { rank: ['section', 'leader'] } as const

export const communityLeaders = system({
  id: 'S13',
  name: { zh: '领导联系社区', en: 'Leaders answer for communities' },
  group: 'communities',
  clause: { zh: '部门领导联系社区党组织的规定', en: 'Rules on department leaders who answer for communities' },
  ties: {
    'community.leader': {
      name: { zh: '联系社区领导', en: 'Leader of a community' },
      written: { by: ['above'], as: 'report' },
      fields: { person: { name: { zh: '人员', en: 'Person' }, type: 'person' } },
    },
  },
  records: {
    'community.analysis': {
      name: { zh: '社区工作分析', en: 'Analysis of community work' },
      written: { by: ['own', 'above', 'person'], as: 'report' },
      fields: {
        person: { name: { zh: '联系领导', en: 'Leader' }, type: 'person' },
        topic: { name: { zh: '分析内容', en: 'Topic' }, type: 'text' },
        notified: { name: { zh: '已通报', en: 'Notified' }, type: 'flag' },
      },
    },
  },
  standards: {
    'community.leader_each': {
      title: { zh: '每个社区有联系领导', en: 'Leaders of each community' },
      unit: 'person',
      strength: 'must',
      entries: [
        {
          from: day('2011-01-01'),
          value: 1,
          clause: {
            zh: '每个社区都有科级以上的部门领导联系',
            en: 'A department leader of section level or above answers for every community',
          },
        },
      ],
    },
    'community.analyses_per_quarter': {
      title: { zh: '每季度分析通报', en: 'Analyses a quarter' },
      unit: 'activity/quarter',
      strength: 'must',
      entries: [
        {
          from: day('2012-01-01'),
          value: 1,
          clause: { zh: '每季度分析一次，结果予以通报', en: 'Work is analysed every quarter and the result notified' },
        },
      ],
    },
  },
  measures: {
    'community.leaders': {
      title: { zh: '联系社区的领导', en: 'Leaders who answer for communities' },
      unit: 'person',
      op: 'people',
      over: 'community.leader',
      who: 'person',
      where: { person: { who: LEADER } },
    },
    'community.led': {
      title: { zh: '有联系领导的社区', en: 'Communities with a leader' },
      unit: 'organization',
      op: 'count',
      over: 'orgs',
      where: { sector: 'community', ties: { has: 'community.leader', who: LEADER } },
    },
    'community.analyses': {
      title: { zh: '已通报的社区工作分析', en: 'Analyses of community work, notified' },
      unit: 'activity',
      op: 'count',
      over: 'community.analysis',
      // Made by the leader who answers for the community on that day.
      where: { notified: true, person: { who: { ...LEADER, ties: { has: 'community.leader' } } } },
    },
  },
  duties: {
    'community.leader_assigned': {
      title: { zh: '社区有联系领导', en: 'The community has a leader' },
      who: { sector: ['community'] },
      every: 'half',
      measure: 'community.leaders',
      atLeast: { standard: 'community.leader_each' },
      from: day('2011-01-01'),
      grace: 0,
    },
    'community.analysed': {
      title: { zh: '按季分析通报社区工作', en: 'Community work is analysed and notified' },
      who: { sector: ['community'] },
      every: 'quarter',
      measure: 'community.analyses',
      atLeast: { standard: 'community.analyses_per_quarter' },
      from: day('2012-01-01'),
      grace: 15,
    },
  },
})
