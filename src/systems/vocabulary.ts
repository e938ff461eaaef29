// What Party organizations call their tiers, sectors, posts and people, and the groups of their systems.
import type { Vocabulary } from '../charter/language.ts'

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
    post: {
      secretary: { zh: '书记', en: 'secretary' },
      deputy_secretary: { zh: '副书记', en: 'deputy secretary' },
      committee_member: { zh: '委员', en: 'committee member' },
      village_head: { zh: '嘎查达（村主任）', en: 'village head' },
      organizer: { zh: '组织员', en: 'organizer' },
      leader: { zh: '领导', en: 'leader' },
      auditor: { zh: '审计员', en: 'auditor' },
      community_worker: { zh: '社区工作者', en: 'community worker' },
    },
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
