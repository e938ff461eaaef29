// S34 Subordination: state farms under the urban model, until their parent and their model are put right on a day; the past stays.
import { system } from '../charter/system.ts'

export const subordination = system({
  id: 'S34',
  name: { zh: '隶属关系', en: 'Subordination' },
  group: 'organizations',
  clause: {
    zh: '国有农牧场党组织隶属关系的规定：逐步理顺，变更自批准之日起执行',
    en: 'Rules on the subordination of state-farm organizations: put right step by step, each change from the day of its approval',
  },
  measures: {
    'orgs.farms': {
      title: { zh: '国有农牧场党委', en: 'Committees of state farms' },
      unit: 'organization',
      op: 'count',
      over: 'orgs',
      where: { tier: 'committee', sector: 'state_farm' },
    },
    'orgs.farms_urban_model': {
      title: { zh: '按城市模式管理的国有农牧场党委', en: 'Committees of state farms managed by the urban model' },
      unit: 'organization',
      op: 'count',
      over: 'orgs',
      where: { tier: 'committee', sector: 'state_farm', model: 'urban' },
    },
  },
})
