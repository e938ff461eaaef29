// S05 Cadre education: one person, one file. The appointment form on file, an evaluation each year for section-level and
// reserve cadres, and class hours counted from the records of study.
import { system } from '../charter/system.ts'
import { day } from '../time/day.ts'
import { distanceEducation } from './distance-education.ts'
import { study } from './study.ts'
import { studyTours } from './study-tours.ts'
import { trainingResources } from './training-resources.ts'

const MEASURES = day('2011-01-01')
/** 党员教育管理工作条例, published on this day. */
const MEMBERS_2019 = day('2019-05-06')
/** 干部教育培训工作条例, revised and published on this day. */
const CADRES_2023 = day('2023-10-15')

const text = (zh: string, en: string) => ({ name: { zh, en }, type: 'text', optional: true }) as const

export const cadreFile = system({
  id: 'S05',
  name: { zh: '干部教育培训和一人一档', en: 'Cadre education; one person, one file' },
  group: 'education',
  clause: {
    zh: '管理区干部教育培训办法、后备干部管理办法',
    en: 'District measures for cadre training and for reserve cadres',
  },
  uses: [study, trainingResources, studyTours, distanceEducation],
  things: {
    // What the appointment form says and no record does. Identity number, photograph, health and family stay out of it.
    cadre_form: {
      name: { zh: '干部任免审批表', en: 'Appointment form' },
      written: { by: ['own', 'above'], as: 'report' },
      complete: {
        fields: ['native_place', 'work_began', 'full_time_education', 'post_now', 'resume'],
        clause: {
          zh: '一人一档办法：审批表写明籍贯、参加工作时间、全日制教育、现任职务和简历的，方为齐全',
          en: 'Measures for files: a form is complete once it says native place, start of work, full-time education, present post and career',
        },
      },
      fields: {
        person: { name: { zh: '干部', en: 'Cadre' }, type: 'person' },
        native_place: text('籍贯', 'Native place'),
        work_began: text('参加工作时间', 'Began work'),
        party_joined: text('入党时间', 'Joined the Party'),
        title: text('专业技术职务', 'Professional title'),
        skill: text('熟悉专业有何专长', 'Field and skills'),
        full_time_education: text('全日制教育', 'Full-time education'),
        full_time_school: text('全日制毕业院校系及专业', 'Full-time school and subject'),
        in_service_education: text('在职教育', 'In-service education'),
        in_service_school: text('在职毕业院校系及专业', 'In-service school and subject'),
        post_now: text('现任职务', 'Present post'),
        post_proposed: text('拟任职务', 'Proposed post'),
        post_leaving: text('拟免职务', 'Post to be left'),
        resume: text('简历', 'Career'),
        rewards: text('奖惩情况', 'Rewards and penalties'),
        appraisals: text('年度考核结果', 'Yearly appraisals'),
        reason: text('任免理由', 'Reason'),
        filled_on: text('填表时间', 'Filled in'),
      },
    },
  },
  records: {
    'cadre.evaluation': {
      name: { zh: '年度评价', en: 'Yearly evaluation' },
      written: { by: ['own', 'above'], as: 'judgement', of: 'person' },
      fields: {
        person: { name: { zh: '干部', en: 'Cadre' }, type: 'person' },
        grade: {
          name: { zh: '等次', en: 'Grade' },
          type: 'choice',
          grade: true,
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
  standards: {
    'cadres.form_each': {
      title: { zh: '每名科级和后备干部任免审批表', en: 'Appointment forms of each section-level and reserve cadre' },
      unit: 'person',
      strength: 'must',
      entries: [
        {
          from: MEASURES,
          value: 1,
          clause: { zh: '干部管理实行一人一档，材料齐全', en: 'One person, one complete file' },
        },
      ],
    },
    'cadres.evaluation_each': {
      title: { zh: '每名科级和后备干部每年评价', en: 'Yearly evaluations of each section-level and reserve cadre' },
      unit: 'person',
      strength: 'must',
      entries: [
        {
          from: MEASURES,
          value: 1,
          clause: {
            zh: '干部教育培训办法、后备干部管理办法：每年作一次评价',
            en: 'Measures for cadre training and for reserve cadres: one evaluation every year',
          },
        },
      ],
    },
    'training.hours_county': {
      title: { zh: '县处级干部每年学时', en: 'Class hours a year of county-level cadres' },
      unit: 'hour/year',
      strength: 'floor',
      entries: [
        {
          from: MEASURES,
          value: 110,
          clause: {
            zh: '干部教育培训办法：县处级以上干部五年累计不少于五百五十学时，按年折算',
            en: 'Training measures: county level and above not less than 550 class hours in five years, taken by the year',
          },
        },
        {
          from: CADRES_2023,
          value: 110,
          clause: {
            zh: '干部教育培训工作条例（2023）：县处级以上干部每五年不少于三个月或者五百五十学时，按年折算',
            en: 'Regulations on cadre training (2023): not less than three months or 550 class hours in five years, taken by the year',
          },
        },
      ],
    },
    'training.hours_section': {
      title: { zh: '科级及以下干部每年学时', en: 'Class hours a year of cadres of section level and below' },
      unit: 'hour/year',
      strength: 'floor',
      entries: [
        {
          from: MEASURES,
          value: 90,
          clause: {
            zh: '干部教育培训办法：科级和后备干部每年不少于十二天或者九十学时',
            en: 'Training measures: section-level and reserve cadres not less than twelve days or 90 class hours a year',
          },
        },
        {
          from: CADRES_2023,
          value: 90,
          clause: {
            zh: '干部教育培训工作条例（2023）：乡科级以下干部每年不少于十二天或者九十学时',
            en: 'Regulations on cadre training (2023): township level and below not less than twelve days or 90 class hours a year',
          },
        },
      ],
    },
    'training.hours_secretary': {
      title: { zh: '党支部书记和委员每年学时', en: 'Class hours a year of secretaries and committee members' },
      unit: 'hour/year',
      strength: 'floor',
      entries: [
        {
          from: MEASURES,
          value: 56,
          clause: {
            zh: '学习制度：支部书记、委员每年不少于五十六学时',
            en: 'Study rules: secretaries and committee members not less than 56 class hours a year',
          },
        },
      ],
    },
    'training.hours_member': {
      title: { zh: '党员每年学时', en: 'Class hours a year of members' },
      unit: 'hour/year',
      strength: 'normally',
      entries: [
        {
          from: MEASURES,
          value: 32,
          clause: {
            zh: '学习制度：党员每年一般不少于三十二学时',
            en: 'Study rules: members normally 32 class hours a year',
          },
        },
        {
          from: MEMBERS_2019,
          value: 32,
          clause: {
            zh: '党员教育管理工作条例第二十条：党员每年集中学习培训时间一般不少于三十二学时',
            en: 'Regulations on the education of members, article 20: normally not less than 32 class hours a year',
          },
        },
      ],
    },
    'training.hours_half_day': {
      title: { zh: '半天折合学时', en: 'Class hours of half a day' },
      unit: 'hour',
      strength: 'normally',
      entries: [
        {
          from: MEASURES,
          value: 4,
          clause: { zh: '学习制度：半天按四学时计', en: 'Study rules: half a day counts as 4' },
        },
      ],
    },
    'training.hours_day': {
      title: { zh: '一天折合学时', en: 'Class hours of a day' },
      unit: 'hour',
      strength: 'normally',
      entries: [
        { from: MEASURES, value: 8, clause: { zh: '学习制度：一天按八学时计', en: 'Study rules: a day counts as 8' } },
      ],
    },
  },
  hours: {
    'training.hours': {
      title: { zh: '教育培训学时', en: 'Class hours' },
      counts: [
        { over: 'study.day', field: 'hours', standard: 'training.hours_half_day' },
        { over: 'training.lecture', field: 'hours', standard: 'training.hours_half_day' },
        { over: 'distance.session', field: 'hours', standard: 'training.hours_half_day' },
        { over: 'training.study_tour', field: 'hours', standard: 'training.hours_day' },
      ],
      norms: [
        { who: { rank: ['leader'] }, standard: 'training.hours_county' },
        { who: { rank: ['section', 'reserve'] }, standard: 'training.hours_section' },
        {
          who: { post: ['secretary', 'deputy_secretary', 'committee_member'] },
          standard: 'training.hours_secretary',
        },
        { who: {}, standard: 'training.hours_member' },
      ],
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
    'cadres.managed': {
      title: { zh: '科级和后备干部', en: 'Section-level and reserve cadres' },
      unit: 'person',
      op: 'people',
      over: 'members',
      who: 'person',
      where: { rank: ['section', 'reserve'] },
    },
    'cadres.evaluated': {
      title: { zh: '已作年度评价的干部', en: 'Cadres evaluated' },
      unit: 'person',
      op: 'people',
      over: 'cadre.evaluation',
      who: 'person',
    },
    'cadres.filed': {
      title: { zh: '任免审批表齐全的干部', en: 'Cadres whose appointment form is complete' },
      unit: 'person',
      op: 'people',
      over: 'cadre_form',
      who: 'person',
      where: { complete: true },
    },
  },
  duties: {
    'cadres.evaluated_each': {
      title: { zh: '科级和后备干部每年评价', en: 'Every section-level and reserve cadre is evaluated' },
      who: { tier: ['committee', 'general_branch', 'branch', 'joint_branch'] },
      every: 'year',
      measure: 'cadres.evaluated',
      atLeast: { standard: 'cadres.evaluation_each', each: 'cadres.managed' },
      from: MEASURES,
      grace: 31,
    },
    'cadres.filed_each': {
      title: { zh: '科级和后备干部档案齐全', en: 'Every section-level and reserve cadre has a complete file' },
      who: { tier: ['committee', 'general_branch', 'branch', 'joint_branch'] },
      every: 'year',
      measure: 'cadres.filed',
      atLeast: { standard: 'cadres.form_each', each: 'cadres.managed' },
      from: day('2012-01-01'),
      grace: 31,
    },
  },
})
