// S19 Double-search survey: organizations look for members and members for their organization; every enterprise surveyed and covered.
import { system } from '../charter/system.ts'
import { day } from '../time/day.ts'

const ENTERPRISE = { name: { zh: '企业', en: 'Enterprise' }, type: 'thing', of: 'enterprise' } as const
const COVER = {
  zh: '非公企业党建属地管理的要求：挂、靠、联、派、建',
  en: 'Territorial management of Party building in non-public enterprises: affiliate, rely on, join, send, found',
} as const

export const enterpriseSurvey = system({
  id: 'S19',
  name: { zh: '双找调查', en: 'Double-search survey' },
  group: 'enterprises',
  clause: {
    zh: '非公企业党建属地管理的要求',
    en: 'Territorial management of Party building in non-public enterprises',
  },
  things: {
    enterprise: {
      name: { zh: '非公企业', en: 'Non-public enterprise' },
      written: { by: ['own', 'above'], as: 'report' },
      fields: {
        staff: { name: { zh: '职工数', en: 'Staff' }, type: 'integer' },
        // Follows from the register and the ties.
        members: { name: { zh: '党员数', en: 'Members' }, type: 'integer', optional: true, retired: true },
        cover: {
          name: { zh: '覆盖方式', en: 'Covered by' },
          type: 'choice',
          optional: true,
          retired: true,
          choices: {
            own: { zh: '单独组建', en: 'an organization of its own' },
            joint: { zh: '联合组建', en: 'a joint branch' },
            affiliated: { zh: '挂靠', en: 'affiliation' },
            relying: { zh: '依托', en: 'relying on another organization' },
            none: { zh: '暂不具备组建条件', en: 'no organization yet' },
          },
        },
      },
    },
  },
  ties: {
    'enterprise.organization': {
      name: { zh: '覆盖企业的党组织', en: 'Organization that covers an enterprise' },
      written: { by: ['own', 'above'], as: 'report' },
      fields: { enterprise: ENTERPRISE, org: { name: { zh: '党组织', en: 'Organization' }, type: 'org' } },
    },
    'enterprise.member': {
      name: { zh: '在企业工作的党员', en: 'Member who works in an enterprise' },
      written: { by: ['own', 'above'], as: 'report' },
      fields: { person: { name: { zh: '党员', en: 'Member' }, type: 'person' }, enterprise: ENTERPRISE },
    },
  },
  records: {
    'enterprise.survey': {
      name: { zh: '企业调查', en: 'Enterprise survey' },
      written: { by: ['own', 'above'], as: 'report' },
      fields: {
        enterprise: ENTERPRISE,
        // Who is on the register is tied to the enterprise, once and by name; only those of elsewhere are a number.
        members_found: {
          name: { zh: '查明党员数', en: 'Members found' },
          type: 'integer',
          optional: true,
          retired: true,
        },
        elsewhere: {
          name: { zh: '组织关系在区外的党员数', en: 'Members whose membership is kept outside the district' },
          type: 'integer',
          optional: true,
        },
      },
    },
  },
  follows: {
    enterprise: {
      full_members: {
        name: { zh: '正式党员', en: 'Full members' },
        people: {
          tie: 'enterprise.member',
          members: {
            tie: 'enterprise.organization',
            org: { tier: ['branch', 'general_branch', 'committee'], sector: ['enterprise'] },
          },
        },
        who: { kind: 'full' },
      },
      covered_by: {
        name: { zh: '覆盖方式', en: 'Covered by' },
        first: {
          joint: {
            name: { zh: '联合组建', en: 'a joint branch' },
            where: { ties: { has: 'enterprise.organization', org: { tier: ['joint_branch'] } } },
            clause: COVER,
          },
          own: {
            name: { zh: '单独组建', en: 'an organization of its own' },
            where: { ties: { has: 'enterprise.organization', org: { sector: ['enterprise'] } } },
            clause: COVER,
          },
          affiliated: {
            name: { zh: '挂靠、依托', en: 'affiliation with another organization' },
            where: { ties: { has: 'enterprise.organization', org: {} } },
            clause: COVER,
          },
          none: { name: { zh: '尚无党组织', en: 'no organization yet' }, clause: COVER },
        },
      },
    },
  },
  standards: {
    'enterprise.survey_per_year': {
      title: { zh: '每家企业每年调查', en: 'Each enterprise is surveyed in the year' },
      unit: 'enterprise',
      strength: 'must',
      entries: [
        {
          from: day('2011-01-01'),
          value: 1,
          clause: { zh: '每年开展一次双找调查', en: 'A double-search survey every year' },
        },
      ],
    },
  },
  measures: {
    'enterprise.total': {
      title: { zh: '非公企业', en: 'Non-public enterprises' },
      unit: 'enterprise',
      op: 'count',
      over: 'enterprise',
    },
    'enterprise.entities_without_org': {
      title: { zh: '暂不能建立党组织的经济实体', en: 'Economic entities that cannot yet found an organization' },
      unit: 'enterprise',
      op: 'count',
      over: 'enterprise',
      where: { covered_by: 'none' },
    },
    'enterprise.joint_branch_partners': {
      title: { zh: '联合组建党支部的企业', en: 'Enterprises in joint branches' },
      unit: 'enterprise',
      op: 'count',
      over: 'enterprise',
      where: { covered_by: 'joint' },
    },
    'enterprise.org_coverage': {
      title: { zh: '组织覆盖率', en: 'Coverage by organizations' },
      unit: 'percent',
      digits: 1,
      op: 'share',
      over: 'enterprise',
      part: { covered_by: ['own', 'joint', 'affiliated'] },
    },
    'enterprise.surveyed': {
      title: { zh: '已调查企业', en: 'Enterprises surveyed' },
      unit: 'enterprise',
      op: 'count',
      over: 'enterprise.survey',
      once: 'enterprise',
    },
  },
  duties: {
    'enterprise.survey_all': {
      title: { zh: '每年调查全部企业', en: 'Every enterprise is surveyed each year' },
      who: { tier: ['committee'] },
      every: 'year',
      measure: 'enterprise.surveyed',
      atLeast: { standard: 'enterprise.survey_per_year', times: 'enterprise.total' },
      from: day('2011-01-01'),
      grace: 31,
    },
  },
})
