// S08 Training resources: reading room, training base, special lectures and lectures.
import { system } from '../charter/system.ts'

export const trainingResources = system({
  id: 'S08',
  name: { zh: '培训资源', en: 'Training resources' },
  group: 'education',
  clause: { zh: '党校为主体、多部门参与的培训安排', en: 'Training arranged with the Party school as its main body' },
  things: {
    training_place: {
      name: { zh: '培训场所', en: 'Training place' },
      fields: {
        use: {
          name: { zh: '用途', en: 'Use' },
          type: 'choice',
          choices: {
            reading_room: { zh: '图书阅览室', en: 'reading room' },
            base: { zh: '党员教育培训基地', en: 'training base' },
          },
        },
        area: { name: { zh: '面积', en: 'Area' }, type: 'decimal', optional: true },
        books: { name: { zh: '藏书', en: 'Books' }, type: 'integer', optional: true },
      },
    },
  },
  records: {
    'training.lecture': {
      name: { zh: '讲座', en: 'Lecture' },
      roll: 'named',
      fields: {
        level: {
          name: { zh: '类别', en: 'Type' },
          type: 'choice',
          choices: {
            special: { zh: '专家专题讲座', en: 'special lecture by experts' },
            ordinary: { zh: '宣讲', en: 'lecture' },
          },
        },
        topic: { name: { zh: '题目', en: 'Topic' }, type: 'text' },
        hours: { name: { zh: '学时', en: 'Hours' }, type: 'decimal', optional: true },
      },
    },
  },
  measures: {
    'training.reading_room_books': {
      title: { zh: '图书阅览室藏书', en: 'Books in the reading room' },
      unit: 'book',
      op: 'sum',
      over: 'training_place',
      field: 'books',
      where: { use: 'reading_room' },
    },
    'training.base_area': {
      title: { zh: '党员教育培训基地面积', en: 'Area of the training base' },
      unit: 'm2',
      op: 'sum',
      over: 'training_place',
      field: 'area',
      where: { use: 'base' },
    },
    'training.special_lectures': {
      title: { zh: '专题讲座', en: 'Special lectures' },
      unit: 'activity',
      op: 'count',
      over: 'training.lecture',
      where: { level: 'special' },
    },
    'training.special_lecture_people': {
      title: { zh: '专题讲座培训人次', en: 'Attendances at special lectures' },
      unit: 'person',
      op: 'attendances',
      over: 'training.lecture',
      where: { level: 'special' },
    },
    'training.lectures': {
      title: { zh: '宣讲', en: 'Lectures' },
      unit: 'activity',
      op: 'count',
      over: 'training.lecture',
      where: { level: 'ordinary' },
    },
    'training.lecture_people': {
      title: { zh: '宣讲培训人次', en: 'Attendances at lectures' },
      unit: 'person',
      op: 'attendances',
      over: 'training.lecture',
      where: { level: 'ordinary' },
    },
  },
})
