// S12 Daily assessment and performance record: what each cadre achieved, entered as it happens, current each half-year.
import { system } from '../charter/system.ts'
import { day } from '../time/day.ts'
import { cadreFile } from './cadre-file.ts'

export const performance = system({
  id: 'S12',
  name: { zh: '平时考核和实绩档案', en: 'Regular assessment and performance record' },
  group: 'education',
  clause: {
    zh: '管理区干部平时考核和实绩档案管理办法',
    en: 'District measures for regular assessment and performance records',
  },
  uses: [cadreFile],
  records: {
    'cadre.performance': {
      name: { zh: '工作实绩', en: 'Performance entry' },
      written: { by: ['own', 'above'], as: 'judgement', of: 'person' },
      fields: {
        person: { name: { zh: '干部', en: 'Cadre' }, type: 'person' },
        what: { name: { zh: '实绩', en: 'Achievement' }, type: 'text' },
        proof: { name: { zh: '佐证', en: 'Proof' }, type: 'text', optional: true },
      },
    },
  },
  standards: {
    'cadres.performance_each': {
      title: { zh: '每名科级和后备干部每半年实绩记载', en: 'Performance entries of each cadre a half-year' },
      unit: 'person',
      strength: 'must',
      entries: [
        {
          from: day('2012-01-01'),
          value: 1,
          clause: {
            zh: '平时考核办法：实绩随时记载，每半年至少一次',
            en: 'Measures for regular assessment: entered as it happens, at least once a half-year',
          },
        },
      ],
    },
  },
  measures: {
    'cadres.performance_current': {
      title: { zh: '实绩档案有新记载的干部', en: 'Cadres whose performance record is current' },
      unit: 'person',
      op: 'people',
      over: 'cadre.performance',
      who: 'person',
    },
    'cadres.performance_entries': {
      title: { zh: '工作实绩记载', en: 'Performance entries' },
      unit: 'item',
      op: 'count',
      over: 'cadre.performance',
    },
  },
  duties: {
    'cadres.performance_kept': {
      title: { zh: '科级和后备干部实绩档案及时更新', en: 'Every performance record is current' },
      who: { tier: ['committee', 'general_branch', 'branch', 'joint_branch'] },
      every: 'half',
      measure: 'cadres.performance_current',
      atLeast: { standard: 'cadres.performance_each', each: 'cadres.managed' },
      from: day('2012-01-01'),
      grace: 15,
    },
  },
})
