// S07 Going out to learn: study tours, and secondments of young reserve cadres to investment promotion.
import { system } from '../charter/system.ts'
import { day } from '../time/day.ts'

export const studyTours = system({
  id: 'S07',
  name: { zh: '外出学习和挂职', en: 'Study tours and secondments' },
  group: 'education',
  clause: { zh: '管理区干部教育培训办法', en: 'District measures for cadre training' },
  things: {
    place: {
      name: { zh: '区外地点', en: 'Outside place' },
      written: { by: ['own', 'above'], as: 'report' },
      fields: {},
    },
  },
  records: {
    'training.study_tour': {
      name: { zh: '外出考察学习', en: 'Study tour' },
      written: { by: ['own', 'above'], as: 'report' },
      roll: 'named',
      fields: {
        place: { name: { zh: '地点', en: 'Place' }, type: 'thing', of: 'place' },
        topic: { name: { zh: '内容', en: 'Topic' }, type: 'text' },
        hours: { name: { zh: '学时', en: 'Hours' }, type: 'decimal', optional: true },
      },
    },
    'training.secondment': {
      name: { zh: '外派挂职', en: 'Secondment' },
      written: { by: ['own', 'above'], as: 'report' },
      roll: 'named',
      fields: {
        place: { name: { zh: '地点', en: 'Place' }, type: 'thing', of: 'place' },
        months: { name: { zh: '月数', en: 'Months' }, type: 'integer' },
        task: { name: { zh: '任务', en: 'Task' }, type: 'text' },
      },
    },
  },
  standards: {
    'training.secondment_months': {
      title: { zh: '外派挂职期限', en: 'Months of a secondment' },
      unit: 'item',
      strength: 'floor',
      entries: [
        {
          from: day('2008-01-01'),
          value: 12,
          clause: {
            zh: '干部教育培训办法：选派年轻后备干部到招商引资一线挂职，期限一年',
            en: 'Training measures: young reserve cadres are sent to investment promotion for one year',
          },
        },
      ],
    },
    'training.secondment_below': {
      title: { zh: '外派挂职年轻后备干部年龄', en: 'Young reserve cadres are below the age of' },
      unit: 'year',
      strength: 'normally',
      entries: [
        {
          from: day('2008-01-01'),
          value: 35,
          clause: {
            zh: '后备干部管理办法：年轻后备干部指三十五岁以下',
            en: 'Measures for reserve cadres: young means under 35',
          },
        },
      ],
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
      title: { zh: '外派挂职的年轻后备干部', en: 'Young reserve cadres seconded' },
      unit: 'person',
      op: 'people',
      over: 'training.secondment',
      where: { months: { atLeast: 'training.secondment_months' } },
      among: { rank: 'reserve', age: { below: 'training.secondment_below' } },
      years: 2,
    },
  },
})
