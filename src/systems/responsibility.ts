// S28 Responsibility of three levels: first, directly and specifically responsible persons; objectives divided down the
// tree so that the parts add up; certificates signed layer by layer.
import { system } from '../charter/system.ts'
import { day } from '../time/day.ts'

export const responsibility = system({
  id: 'S28',
  name: { zh: '党建工作责任制', en: 'Responsibility system' },
  group: 'responsibility',
  clause: { zh: '党建工作责任制实施办法', en: 'Measures for the responsibility system' },
  ties: {
    // A certificate in force: it holds from the day on which both sides have signed to the end of its year.
    'responsibility.certificate': {
      name: { zh: '责任状', en: 'Responsibility certificate' },
      written: { by: ['above'], as: 'report' },
      fields: {
        giver: { name: { zh: '甲方', en: 'First party' }, type: 'org', optional: true },
        certificate: { name: { zh: '责任状编号', en: 'Certificate' }, type: 'text' },
      },
      layered: {
        clause: {
          zh: '目标层层分解，责任状层层签订，不越级；分解到部门的，直接分解',
          en: 'Objectives are divided and certificates signed layer by layer, no layer passed over; departments are given theirs directly',
        },
        departments: { sector: ['organ'] },
      },
    },
  },
  standards: {
    'duty.levels': {
      title: { zh: '责任层级', en: 'Levels of responsibility' },
      unit: 'level',
      strength: 'must',
      entries: [
        {
          from: day('2011-01-01'),
          value: 3,
          clause: {
            zh: '区、场镇、嘎查村（分场）三级书记分别为第一、直接、具体责任人',
            en: 'Secretaries of district, town or farm, and village or sub-farm are first, directly and specifically responsible',
          },
        },
      ],
    },
    'responsibility.certificates_a_year': {
      title: { zh: '每年签订责任状', en: 'Certificates a year' },
      unit: 'document',
      strength: 'must',
      entries: [
        {
          from: day('2011-01-01'),
          value: 1,
          clause: {
            zh: '目标层层分解，责任状层层签订',
            en: 'Objectives are divided and certificates signed layer by layer',
          },
        },
      ],
    },
  },
  measures: {
    'responsibility.certificates': {
      title: { zh: '有效的责任状', en: 'Certificates in force' },
      unit: 'document',
      op: 'count',
      over: 'responsibility.certificate',
    },
    'responsibility.signed_share': {
      title: { zh: '签订责任状的党组织比例', en: 'Share of organizations with a signed certificate' },
      unit: 'percent',
      digits: 1,
      op: 'share',
      over: 'orgs',
      where: { tier: ['committee', 'general_branch', 'branch', 'joint_branch'] },
      part: { ties: { has: 'responsibility.certificate' } },
    },
  },
  duties: {
    'responsibility.signed': {
      title: { zh: '签订年度责任状', en: 'The certificate of the year is signed' },
      who: {
        sector: ['town', 'state_farm', 'village', 'sub_bureau', 'community', 'organ', 'enterprise', 'public_security'],
      },
      every: 'year',
      measure: 'responsibility.certificates',
      atLeast: { standard: 'responsibility.certificates_a_year' },
      from: day('2012-01-01'),
      grace: 0,
    },
  },
})
