// S27 Demonstration households: each with a project, a contact and its bundled support funds.
import { system } from '../charter/system.ts'
import { day } from '../time/day.ts'

export const households = system({
  id: 'S27',
  name: { zh: '典型示范户', en: 'Demonstration households' },
  group: 'pastoral',
  clause: { zh: '典型示范户评选和扶持办法', en: 'Measures for demonstration households' },
  things: {
    household: {
      name: { zh: '示范户', en: 'Demonstration household' },
      written: { by: ['own', 'above'], as: 'report' },
      fields: {
        project: {
          name: { zh: '项目', en: 'Project' },
          type: 'choice',
          choices: {
            service: { zh: '服务业', en: 'services' },
            cattle: { zh: '牛改良', en: 'cattle improvement' },
            sheep: { zh: '黑羊提纯复壮', en: 'restoring the black sheep' },
            migration: { zh: '生态移民', en: 'ecological migration' },
          },
        },
      },
    },
  },
  ties: {
    'household.contact': {
      name: { zh: '示范户联系人', en: 'Contact of a household' },
      written: { by: ['own', 'above'], as: 'report' },
      fields: {
        person: { name: { zh: '联系人', en: 'Contact' }, type: 'person' },
        household: { name: { zh: '示范户', en: 'Household' }, type: 'thing', of: 'household' },
      },
    },
  },
  records: {
    'household.support': {
      name: { zh: '捆绑扶持资金', en: 'Bundled support funds' },
      written: { by: ['own', 'above'], as: 'report' },
      fields: {
        household: { name: { zh: '示范户', en: 'Household' }, type: 'thing', of: 'household' },
        source: { name: { zh: '资金来源', en: 'Source of funds' }, type: 'text' },
        amount: { name: { zh: '金额', en: 'Amount' }, type: 'money' },
      },
    },
    'household.outreach': {
      name: { zh: '示范带动', en: 'Outreach of a household' },
      written: { by: ['own', 'above'], as: 'report' },
      fields: {
        form: {
          name: { zh: '方式', en: 'Form' },
          type: 'choice',
          choices: {
            visit: { zh: '走访观摩', en: 'visit' },
            talk: { zh: '座谈交流', en: 'talk' },
            brochure: { zh: '发放宣传册', en: 'brochures' },
          },
        },
        people: { name: { zh: '人次', en: 'Attendances' }, type: 'integer' },
      },
    },
    'household.change_of_trade': {
      name: { zh: '转产转业', en: 'Change of occupation' },
      written: { by: ['own', 'above'], as: 'report' },
      fields: {
        people: { name: { zh: '人数', en: 'People' }, type: 'integer' },
        trade: { name: { zh: '转入行业', en: 'New trade' }, type: 'text' },
      },
    },
  },
  standards: {
    'households.funds_each': {
      title: { zh: '每户每年有扶持资金', en: 'Households with funds each year' },
      unit: 'household',
      strength: 'must',
      entries: [
        {
          from: day('2012-01-01'),
          value: 1,
          clause: {
            zh: '每个示范户都有项目、有联系人、有资金',
            en: 'Every household has a project, a contact and its funds',
          },
        },
      ],
    },
    'households.contact_each': {
      title: { zh: '每户有联系人', en: 'Contacts of each household' },
      unit: 'person',
      strength: 'must',
      entries: [
        {
          from: day('2012-01-01'),
          value: 1,
          clause: {
            zh: '每个示范户都有项目、有联系人、有资金',
            en: 'Every household has a project, a contact and its funds',
          },
        },
      ],
    },
  },
  measures: {
    'households.funded': {
      title: { zh: '得到扶持资金的示范户', en: 'Households that were given funds' },
      unit: 'household',
      op: 'count',
      over: 'household.support',
      once: 'household',
    },
    'households.demonstration': {
      title: { zh: '典型示范户', en: 'Demonstration households' },
      unit: 'household',
      op: 'count',
      over: 'household',
    },
    'households.support_funds': {
      title: { zh: '捆绑扶持资金', en: 'Bundled support funds' },
      unit: 'yuan',
      digits: 2,
      op: 'sum',
      over: 'household.support',
      field: 'amount',
    },
    'households.changed_production': {
      title: { zh: '转产转业农牧民', en: 'Farmers and herders who changed occupation' },
      unit: 'person',
      op: 'sum',
      over: 'household.change_of_trade',
      field: 'people',
    },
    'households.outreach': {
      title: { zh: '示范带动活动', en: 'Outreach of households' },
      unit: 'activity',
      op: 'count',
      over: 'household.outreach',
    },
    'households.outreach_people': {
      title: { zh: '示范带动人次', en: 'Attendances at outreach' },
      unit: 'attendance',
      op: 'sum',
      over: 'household.outreach',
      field: 'people',
    },
    'households.contacted': {
      title: { zh: '有联系人的示范户', en: 'Households with a contact' },
      unit: 'household',
      op: 'count',
      over: 'household',
      where: { ties: { has: 'household.contact' } },
    },
  },
  duties: {
    'households.contact': {
      title: { zh: '示范户都有联系人', en: 'Every household has a contact' },
      who: { sector: ['village', 'sub_bureau'] },
      every: 'year',
      measure: 'households.contacted',
      atLeast: { standard: 'households.contact_each', times: 'households.demonstration' },
      from: day('2012-01-01'),
      grace: 0,
    },
    'households.funds': {
      title: { zh: '示范户都有扶持资金', en: 'Every household has its funds' },
      who: { sector: ['village', 'sub_bureau'] },
      every: 'year',
      measure: 'households.funded',
      atLeast: { standard: 'households.funds_each', times: 'households.demonstration' },
      from: day('2012-01-01'),
      grace: 31,
    },
  },
})
