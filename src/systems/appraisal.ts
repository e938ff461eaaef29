// S32 Notification and appraisal: twice a year, from the records; the evidence prepares itself, an officer confirms the rating.
// A rating goes to the file of the one organization or person it is about: nothing ranks them.
import { system } from '../charter/system.ts'
import { day } from '../time/day.ts'
import { cadreFile } from './cadre-file.ts'
import { contact } from './contact.ts'
import { performance } from './performance.ts'
import { responsibility } from './responsibility.ts'
import { study } from './study.ts'

const FROM = day('2012-01-01')
const TIERS = ['committee', 'general_branch', 'branch', 'joint_branch'] as const

const period = { name: { zh: '考核期', en: 'Period' }, type: 'text' } as const
const person = { name: { zh: '干部', en: 'Cadre' }, type: 'person', optional: true } as const
const appraisal = { name: { zh: '考核', en: 'Appraisal' }, type: 'text' } as const

const clause = {
  zh: '党建工作通报考核办法：评定由组织部门依据记录和评语确定，分值只供参考，不作排名',
  en: 'Measures for notification and appraisal: the officer decides by records and comments; the mark only suggests, nobody is ranked',
}
const BANDS = {
  good: { name: { zh: '好', en: 'good' }, from: 90, clause },
  fair: { name: { zh: '较好', en: 'fairly good' }, from: 75, clause },
  ordinary: { name: { zh: '一般', en: 'ordinary' }, from: 60, clause },
  poor: { name: { zh: '差', en: 'poor' }, from: 0, clause },
} as const

const studyDays = (weight: number) => ({
  title: { zh: '集中学习日', en: 'Study days' },
  weight,
  by: { duty: 'study.monthly' },
})
const madeUp = (weight: number) => ({
  title: { zh: '缺课补课', en: 'Absences made up' },
  weight,
  by: { duty: 'study.made_up_all' },
})
const attendance = (weight: number) => ({
  title: { zh: '学习日到课率', en: 'Attendance at study days' },
  weight,
  by: { measure: 'study.attendance_share', full: 'appraisal.full_attendance' },
})

export const appraisals = system({
  id: 'S32',
  name: { zh: '通报和考核', en: 'Notification and appraisal' },
  group: 'responsibility',
  clause: { zh: '党建工作通报考核办法', en: 'Measures for notification and appraisal' },
  uses: [study, cadreFile, performance, contact, responsibility],
  records: {
    'appraisal.report': {
      name: { zh: '述职报告', en: 'Duty report' },
      written: { by: ['own', 'above', 'person'], as: 'report' },
      fields: {
        appraisal,
        period,
        person,
        done: { name: { zh: '履职情况', en: 'What was done' }, type: 'text' },
        rectified: { name: { zh: '上年问题整改', en: 'Problems of the year before' }, type: 'text', optional: true },
        problems: { name: { zh: '存在问题及原因', en: 'Problems and their causes' }, type: 'text', optional: true },
        plans: { name: { zh: '下步打算', en: 'What comes next' }, type: 'text', optional: true },
      },
    },
    'appraisal.comment': {
      name: { zh: '考核评语', en: 'Comment' },
      written: { by: ['own', 'above'], as: 'judgement', of: 'person' },
      fields: { appraisal, period, person, text: { name: { zh: '评语', en: 'Comment' }, type: 'text' } },
    },
    'appraisal.deduction': {
      name: { zh: '考核扣减', en: 'Deduction' },
      written: { by: ['own', 'above'], as: 'judgement', of: 'person' },
      fields: {
        appraisal,
        period,
        person,
        criterion: { name: { zh: '项目', en: 'Criterion' }, type: 'text' },
        amount: { name: { zh: '扣减', en: 'Deduction' }, type: 'decimal', grade: true },
        reason: { name: { zh: '理由', en: 'Reason' }, type: 'text' },
      },
    },
    // Written by confirming alone, with the evidence as it stood then: one line a criterion.
    'appraisal.rating': {
      name: { zh: '考核评定', en: 'Rating' },
      written: { by: ['own', 'above'], as: 'judgement', of: 'person' },
      sealed: true,
      fields: {
        appraisal,
        period,
        person,
        rating: { name: { zh: '等次', en: 'Rating' }, type: 'text', grade: true },
        suggested: { name: { zh: '依据记录的等次', en: 'Suggested by the records' }, type: 'text', grade: true },
        reason: {
          name: { zh: '与依据不同的理由', en: 'Reason for differing' },
          type: 'text',
          optional: true,
          grade: true,
        },
        evidence: { name: { zh: '当时的依据', en: 'Evidence as it stood' }, type: 'text', grade: true },
      },
    },
  },
  cases: {
    'appraisal.problem': {
      name: { zh: '考核指出的问题', en: 'Problem found in an appraisal' },
      written: { by: ['above'], as: 'judgement' },
      fields: { what: { name: { zh: '问题', en: 'Problem' }, type: 'text' } },
      stages: {
        rectified: {
          name: { zh: '已整改', en: 'put right' },
          written: { by: ['own', 'above'], as: 'report' },
          fields: { proof: { name: { zh: '佐证', en: 'Proof' }, type: 'text', optional: true } },
        },
        closed: { name: { zh: '已销号', en: 'closed' }, written: { by: ['above'], as: 'judgement' } },
      },
    },
  },
  standards: {
    'appraisal.per_half': {
      title: { zh: '每半年考核', en: 'Appraisals a half-year' },
      unit: 'item',
      strength: 'must',
      entries: [
        {
          from: FROM,
          value: 1,
          clause: { zh: '党建工作每半年通报考核一次', en: 'Work is notified and appraised every half-year' },
        },
      ],
    },
    'appraisal.full_attendance': {
      title: { zh: '考核中到课率的满分标准', en: 'Attendance that earns the full mark' },
      unit: 'percent',
      strength: 'normally',
      entries: [
        {
          from: FROM,
          value: 95,
          clause: { zh: '通报考核办法：到课率达到百分之九十五为满分', en: '95 % of those due earns the full mark' },
        },
      ],
    },
    'appraisal.full_entries': {
      title: { zh: '考核中实绩记载的满分标准', en: 'Performance entries that earn the full mark' },
      unit: 'item',
      strength: 'normally',
      entries: [
        {
          from: FROM,
          value: 2,
          clause: { zh: '通报考核办法：全年实绩记载两次为满分', en: 'Two entries a year earn the full mark' },
        },
      ],
    },
  },
  measures: {
    'appraisal.ratings': {
      title: { zh: '考核评定', en: 'Ratings confirmed' },
      unit: 'item',
      op: 'count',
      over: 'appraisal.rating',
      at: 'turn',
    },
    // Of organizations: that somebody there was appraised as a cadre is another matter.
    'appraisal.organizations_rated': {
      title: { zh: '党组织考核评定', en: 'Ratings of organizations' },
      unit: 'item',
      op: 'count',
      over: 'appraisal.rating',
      at: 'turn',
      where: { appraisal: ['appraisal.half', 'appraisal.year'] },
    },
    'appraisal.problems_open': {
      title: { zh: '考核指出、尚未销号的问题', en: 'Problems found in appraisals and not closed' },
      unit: 'item',
      op: 'count',
      over: 'appraisal.problem',
      at: 'day',
      where: { stage: ['open', 'rectified'] },
    },
  },
  duties: {
    'appraisal.held': {
      title: { zh: '每半年完成考核评定', en: 'The half-year is appraised' },
      who: { tier: TIERS },
      every: 'half',
      measure: 'appraisal.organizations_rated',
      atLeast: { standard: 'appraisal.per_half' },
      from: FROM,
      grace: 45,
    },
  },
  appraisals: {
    'appraisal.half': {
      title: { zh: '党组织半年考核', en: 'Half-yearly appraisal of an organization' },
      of: 'orgs',
      who: { tier: TIERS },
      every: 'half',
      from: FROM,
      clause,
      criteria: {
        study: studyDays(40),
        made_up: madeUp(15),
        attendance: attendance(25),
        visits: {
          title: { zh: '联系点走访', en: 'Visits to the contact point' },
          weight: 10,
          by: { duty: 'contact.visited' },
        },
        performance: {
          title: { zh: '干部实绩档案', en: 'Performance records' },
          weight: 10,
          by: { duty: 'cadres.performance_kept' },
        },
      },
      bands: BANDS,
    },
    'appraisal.year': {
      title: { zh: '党组织年度考核', en: 'Yearly appraisal of an organization' },
      of: 'orgs',
      who: { tier: TIERS },
      every: 'year',
      from: FROM,
      clause,
      criteria: {
        study: studyDays(25),
        made_up: madeUp(10),
        attendance: attendance(15),
        objective: {
          title: { zh: '责任状学习目标', en: 'Objective on study days' },
          weight: 20,
          by: { pledge: 'study.days' },
        },
        certificate: {
          title: { zh: '责任状签订', en: 'Certificate signed' },
          weight: 10,
          by: { duty: 'responsibility.signed' },
        },
        evaluation: {
          title: { zh: '干部年度评价', en: 'Cadres evaluated' },
          weight: 10,
          by: { duty: 'cadres.evaluated_each' },
        },
        visits: {
          title: { zh: '联系点走访', en: 'Visits to the contact point' },
          weight: 10,
          by: { duty: 'contact.visited' },
        },
      },
      bands: BANDS,
    },
    'appraisal.cadre': {
      title: { zh: '干部年度考核', en: 'Yearly appraisal of a cadre' },
      of: 'people',
      who: { rank: ['section', 'reserve'] },
      every: 'year',
      from: FROM,
      clause,
      criteria: {
        hours: {
          title: { zh: '教育培训学时', en: 'Class hours' },
          weight: 40,
          by: { hours: 'training.hours' },
        },
        entries: {
          title: { zh: '工作实绩记载', en: 'Performance entries' },
          weight: 40,
          by: { records: 'cadre.performance', full: 'appraisal.full_entries' },
        },
        evaluation: {
          title: { zh: '年度评价', en: 'Yearly evaluation' },
          weight: 20,
          by: { records: 'cadre.evaluation', full: 1 },
        },
      },
      bands: BANDS,
    },
  },
})
