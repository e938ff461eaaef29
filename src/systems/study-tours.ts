// S07 Going out to learn: study tours, and secondments of young reserve cadres to investment promotion.
import { system } from '../charter/system.ts'

export const studyTours = system({
  id: 'S07',
  name: { zh: '外出学习和挂职', en: 'Study tours and secondments' },
  group: 'education',
  clause: { zh: '管理区干部教育培训办法', en: 'District measures for cadre training' },
  things: { place: { name: { zh: '区外地点', en: 'Outside place' }, fields: {} } },
  records: {
    'training.study_tour': {
      name: { zh: '外出考察学习', en: 'Study tour' },
      roll: 'named',
      fields: {
        place: { name: { zh: '地点', en: 'Place' }, type: 'thing', of: 'place' },
        topic: { name: { zh: '内容', en: 'Topic' }, type: 'text' },
        hours: { name: { zh: '学时', en: 'Hours' }, type: 'decimal', optional: true },
      },
    },
    'training.secondment': {
      name: { zh: '外派挂职', en: 'Secondment' },
      roll: 'named',
      fields: {
        place: { name: { zh: '地点', en: 'Place' }, type: 'thing', of: 'place' },
        months: { name: { zh: '月数', en: 'Months' }, type: 'integer' },
        task: { name: { zh: '任务', en: 'Task' }, type: 'text' },
      },
    },
  },
  measures: {
    'training.study_tour_people': {
      title: { zh: '两年外出考察学习人数', en: 'People on study tours in two years' },
      unit: 'person',
      op: 'people',
      over: 'training.study_tour',
      years: 2,
    },
    'training.study_tour_places': {
      title: { zh: '考察学习地点', en: 'Places of study tours' },
      unit: 'item',
      op: 'count',
      over: 'training.study_tour',
      once: 'place',
      years: 2,
    },
    'training.secondments': {
      title: { zh: '外派挂职的后备干部', en: 'Reserve cadres seconded' },
      unit: 'person',
      op: 'people',
      over: 'training.secondment',
      years: 2,
    },
  },
})
