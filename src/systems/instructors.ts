// S20 Instructors and liaison officers: every uncovered enterprise has an instructor.
import { system } from '../charter/system.ts'
import { day } from '../time/day.ts'
import { enterpriseSurvey } from './enterprise-survey.ts'

const PARTIES = {
  person: { name: { zh: '人员', en: 'Person' }, type: 'person' },
  enterprise: { name: { zh: '企业', en: 'Enterprise' }, type: 'thing', of: 'enterprise' },
} as const

/** An instructor is a full member of the Party; a liaison officer leads a department. */
const INSTRUCTOR = { kind: 'full' } as const
const LIAISON = { rank: ['section', 'leader'] } as const

export const instructors = system({
  id: 'S20',
  name: { zh: '党建指导员和联络员', en: 'Instructors and liaison officers' },
  group: 'enterprises',
  clause: { zh: '选派党建指导员的通知', en: 'Notice on selecting instructors' },
  uses: [enterpriseSurvey],
  ties: {
    'enterprise.instructor': {
      name: { zh: '党建指导员', en: 'Instructor' },
      written: { by: ['own', 'above'], as: 'report' },
      fields: PARTIES,
    },
    'enterprise.liaison': {
      name: { zh: '联络员', en: 'Liaison officer' },
      written: { by: ['own', 'above'], as: 'report' },
      fields: PARTIES,
    },
  },
  standards: {
    'enterprise.instructor_each': {
      title: { zh: '每家未建组织的企业配指导员', en: 'Instructors for each uncovered enterprise' },
      unit: 'person',
      strength: 'must',
      entries: [
        {
          from: day('2011-01-01'),
          value: 1,
          clause: {
            zh: '暂不具备组建条件的，选派正式党员担任党建指导员，科级以上部门领导担任联络员',
            en: 'Where no organization can be founded yet, a full member is sent as instructor, and a department leader of section level or above as liaison officer',
          },
        },
      ],
    },
  },
  measures: {
    'enterprise.instructors': {
      title: { zh: '党建指导员', en: 'Instructors' },
      unit: 'person',
      op: 'people',
      over: 'enterprise.instructor',
      who: 'person',
      where: { person: { who: INSTRUCTOR } },
    },
    'enterprise.liaison_officers': {
      title: { zh: '科级领导联络员', en: 'Liaison officers' },
      unit: 'person',
      op: 'people',
      over: 'enterprise.liaison',
      who: 'person',
      where: { person: { who: LIAISON } },
    },
    'enterprise.instructed': {
      title: { zh: '有指导员的未建组织企业', en: 'Uncovered enterprises with an instructor' },
      unit: 'enterprise',
      op: 'count',
      over: 'enterprise',
      where: { covered_by: 'none', ties: { has: 'enterprise.instructor', who: INSTRUCTOR } },
    },
    'enterprise.work_coverage': {
      title: { zh: '未建组织企业的工作覆盖率', en: 'Coverage by instructors where there is no organization' },
      unit: 'percent',
      digits: 1,
      op: 'share',
      over: 'enterprise',
      where: { covered_by: 'none' },
      part: { ties: { has: 'enterprise.instructor', who: INSTRUCTOR } },
    },
  },
  duties: {
    'enterprise.instructor_everywhere': {
      title: { zh: '未建组织的企业都有指导员', en: 'Every uncovered enterprise has an instructor' },
      who: { tier: ['committee'] },
      every: 'year',
      measure: 'enterprise.instructed',
      atLeast: { standard: 'enterprise.instructor_each', times: 'enterprise.entities_without_org' },
      from: day('2012-01-01'),
      grace: 0,
    },
  },
})
