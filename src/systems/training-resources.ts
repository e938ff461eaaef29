// S08 Training resources: reading room, training base, special lectures and lectures.
import { system } from '../charter/system.ts'
import { day } from '../time/day.ts'

export const trainingResources = system({
  id: 'S08',
  name: { zh: '培训资源', en: 'Training resources' },
  group: 'education',
  clause: { zh: '党校为主体、多部门参与的培训安排', en: 'Training arranged with the Party school as its main body' },
  things: {
    training_place: {
      name: { zh: '培训场所', en: 'Training place' },
      written: { by: ['own', 'above'], as: 'report' },
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
      written: { by: ['own', 'above'], as: 'report' },
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
        // Asked of every lecture from the day on which this was written into the charter; older ones may lack it.
        by: { name: { zh: '主讲单位', en: 'Given by' }, type: 'org', optional: true, demanded: day('2027-01-01') },
        host: {
          name: { zh: '主讲单位类别', en: 'Role' },
          type: 'choice',
          optional: true,
          demanded: day('2027-01-01'),
          choices: {
            party_school: { zh: '党校', en: 'Party school' },
            department: { zh: '参与部门', en: 'department that takes part' },
            invited: { zh: '外请专家', en: 'invited expert' },
          },
        },
        hours: { name: { zh: '学时', en: 'Hours' }, type: 'decimal', optional: true },
      },
    },
  },
  standards: {
    'training.departments_least': {
      title: { zh: '参与授课的部门', en: 'Departments that give lectures' },
      unit: 'organization',
      strength: 'floor',
      entries: [
        {
          from: day('2012-01-01'),
          value: 6,
          clause: {
            zh: '以党校为主体、六个部门共同参与的培训格局，每个部门每年至少授课一次',
            en: 'Training with the Party school as its main body and six departments taking part, each with a lecture a year at least',
          },
        },
      ],
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
    'training.departments': {
      title: { zh: '参与授课的部门', en: 'Departments that give lectures' },
      unit: 'organization',
      op: 'count',
      over: 'training.lecture',
      once: 'by',
      where: { host: 'department' },
    },
    'training.by_party_school': {
      title: { zh: '党校主讲占比', en: 'Share of lectures given by the Party school' },
      unit: 'percent',
      digits: 1,
      op: 'share',
      over: 'training.lecture',
      part: { host: 'party_school' },
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
  duties: {
    'training.departments_take_part': {
      title: { zh: '六个部门参与授课', en: 'Six departments give lectures' },
      who: { tier: ['district'] },
      every: 'year',
      measure: 'training.departments',
      atLeast: { standard: 'training.departments_least' },
      from: day('2012-01-01'),
      grace: 31,
    },
  },
})
