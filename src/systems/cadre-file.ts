// S05 Cadre education: one person, one file, with an evaluation each year for section-level and reserve cadres.
import { system } from '../charter/system.ts'

export const cadreFile = system({
  id: 'S05',
  name: { zh: '干部教育培训和一人一档', en: 'Cadre education; one person, one file' },
  group: 'education',
  clause: {
    zh: '管理区干部教育培训办法、后备干部管理办法',
    en: 'District measures for cadre training and for reserve cadres',
  },
  records: {
    'cadre.evaluation': {
      name: { zh: '年度评价', en: 'Yearly evaluation' },
      fields: {
        person: { name: { zh: '干部', en: 'Cadre' }, type: 'person' },
        grade: {
          name: { zh: '等次', en: 'Grade' },
          type: 'choice',
          choices: {
            excellent: { zh: '优秀', en: 'excellent' },
            competent: { zh: '称职', en: 'competent' },
            basic: { zh: '基本称职', en: 'basically competent' },
            poor: { zh: '不称职', en: 'not competent' },
          },
        },
      },
    },
  },
  measures: {
    'cadres.section': {
      title: { zh: '科级干部', en: 'Section-level cadres' },
      unit: 'person',
      op: 'count',
      over: 'members',
      where: { rank: 'section' },
    },
    'cadres.reserve': {
      title: { zh: '后备干部', en: 'Reserve cadres' },
      unit: 'person',
      op: 'count',
      over: 'members',
      where: { rank: 'reserve' },
    },
    'cadres.evaluated': {
      title: { zh: '已作年度评价的干部', en: 'Cadres evaluated' },
      unit: 'person',
      op: 'people',
      over: 'cadre.evaluation',
      who: 'person',
    },
  },
})
