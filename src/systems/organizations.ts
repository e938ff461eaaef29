// S01 Organization register: three tiers, six committees, and everything that stands below them.
import { system } from '../charter/system.ts'
import { posts, vocabulary } from './vocabulary.ts'

const GRASS_ROOTS = ['committee', 'general_branch', 'branch', 'joint_branch'] as const

export const organizations = system({
  id: 'S01',
  name: { zh: '党组织名册', en: 'Organization register' },
  group: 'organizations',
  clause: { zh: '基层党组织设置的规定', en: 'Rules on setting up primary-level organizations' },
  vocabulary,
  posts,
  // In the order of the report.
  head: [
    'orgs.total',
    'members.total',
    'study.attendance_share',
    'training.fund_spent',
    'enterprise.instructors',
    'households.demonstration',
    'contact.villages',
    'herds.cattle_introduced',
  ],
  measures: {
    'orgs.total': {
      title: { zh: '基层党组织', en: 'Primary-level organizations' },
      unit: 'organization',
      op: 'count',
      over: 'orgs',
      where: { tier: GRASS_ROOTS },
    },
    'orgs.committees': {
      title: { zh: '基层党委', en: 'Grass-roots committees' },
      unit: 'organization',
      op: 'count',
      over: 'orgs',
      where: { tier: 'committee' },
    },
    'orgs.general_branches': {
      title: { zh: '党总支', en: 'General branches' },
      unit: 'organization',
      op: 'count',
      over: 'orgs',
      where: { tier: 'general_branch' },
    },
    'orgs.branches': {
      title: { zh: '党支部（含联合党支部）', en: 'Branches, joint ones included' },
      unit: 'organization',
      op: 'count',
      over: 'orgs',
      where: { tier: ['branch', 'joint_branch'] },
    },
    'orgs.villages': {
      title: { zh: '嘎查村党组织', en: 'Village organizations' },
      unit: 'organization',
      op: 'count',
      over: 'orgs',
      where: { sector: 'village' },
    },
    'orgs.sub_bureaus': {
      title: { zh: '分场党组织', en: 'Sub-farm organizations' },
      unit: 'organization',
      op: 'count',
      over: 'orgs',
      where: { sector: 'sub_bureau' },
    },
    'orgs.communities': {
      title: { zh: '社区党组织', en: 'Community organizations' },
      unit: 'organization',
      op: 'count',
      over: 'orgs',
      where: { sector: 'community' },
    },
  },
})
