// What Party organizations call their tiers, sectors, posts and people, and the groups of their systems.
import type { Office, Vocabulary } from '../charter/language.ts'

export const vocabulary = {
  fields: {
    orgs: { zh: '党组织', en: 'organizations' },
    members: { zh: '党员', en: 'members' },
  },
  codes: {
    tier: {
      district: { zh: '区级', en: 'district' },
      committee: { zh: '基层党委', en: 'committee' },
      general_branch: { zh: '党总支', en: 'general branch' },
      branch: { zh: '党支部', en: 'branch' },
      joint_branch: { zh: '联合党支部', en: 'joint branch' },
    },
    sector: {
      district: { zh: '管理区', en: 'district' },
      town: { zh: '镇', en: 'town' },
      state_farm: { zh: '国有农牧场', en: 'state farm' },
      village: { zh: '嘎查村', en: 'village' },
      sub_bureau: { zh: '分场', en: 'sub-farm' },
      community: { zh: '社区', en: 'community' },
      organ: { zh: '机关', en: 'organ' },
      enterprise: { zh: '非公企业', en: 'non-public enterprise' },
      public_security: { zh: '公安', en: 'public security' },
    },
    model: { urban: { zh: '城市模式', en: 'urban' }, pastoral: { zh: '农牧区模式', en: 'pastoral' } },
    occupation: {
      farmer_herder: { zh: '农牧民', en: 'farmer or herder' },
      cadre: { zh: '干部', en: 'cadre' },
      worker: { zh: '工人', en: 'worker' },
      teacher: { zh: '教师', en: 'teacher' },
      police: { zh: '民警', en: 'police officer' },
      retired: { zh: '离退休', en: 'retired' },
      enterprise_staff: { zh: '企业职工', en: 'enterprise staff' },
      doctor: { zh: '医务人员', en: 'medical staff' },
      student: { zh: '学生', en: 'student' },
    },
    rank: {
      leader: { zh: '县处级', en: 'county level' },
      section: { zh: '科级', en: 'section level' },
      reserve: { zh: '后备干部', en: 'reserve cadre' },
    },
    kind: { full: { zh: '正式党员', en: 'full member' }, probationary: { zh: '预备党员', en: 'probationary member' } },
    team: {
      committee: { zh: '领导班子', en: 'leading body' },
      two_committees: { zh: '“两委”班子', en: 'the two village committees' },
    },
    group: {
      organizations: { zh: '组织与队伍', en: 'Organizations and people' },
      education: { zh: '教育与干部', en: 'Education and cadres' },
      campaigns: { zh: '主题活动', en: 'Campaigns' },
      communities: { zh: '城市社区', en: 'Communities' },
      enterprises: { zh: '非公企业', en: 'Enterprises' },
      pastoral: { zh: '农村牧区', en: 'Farming and herding areas' },
      responsibility: { zh: '责任落实', en: 'Responsibility' },
      report: { zh: '报告', en: 'Reports' },
    },
  },
} as const satisfies Vocabulary

/** Posts in the order in which a page lists their holders: which is sole, who signs (S28), and what each may do. */
export const posts = {
  secretary: { name: { zh: '书记', en: 'secretary' }, sole: true, signs: true, may: ['read', 'record'] },
  deputy_secretary: { name: { zh: '副书记', en: 'deputy secretary' }, may: ['read', 'record'] },
  village_head: { name: { zh: '嘎查达（村主任）', en: 'village head' }, sole: true },
  committee_member: { name: { zh: '委员', en: 'committee member' } },
  organizer: {
    name: { zh: '组织员', en: 'organizer' },
    sole: true,
    may: ['read', 'record', 'register', 'report', 'ballot', 'pledge', 'charter', 'appraise', 'account'],
  },
  leader: { name: { zh: '领导', en: 'leader' }, may: ['read', 'report'] },
  auditor: { name: { zh: '审计员', en: 'auditor' }, may: ['read', 'report', 'audit'] },
  community_worker: { name: { zh: '社区工作者', en: 'community worker' } },
} as const satisfies Readonly<Record<string, Office>>

export type Tier = keyof typeof vocabulary.codes.tier
export type Sector = keyof typeof vocabulary.codes.sector
