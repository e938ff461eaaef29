// S09 Democratic recommendation: everybody recommends in secret and without a list of candidates; what is recorded are numbers.
import { system } from '../charter/system.ts'
import { day } from '../time/day.ts'

const COUNT = (zh: string, en: string) => ({ name: { zh, en }, type: 'integer' }) as const

export const recommendation = system({
  id: 'S09',
  name: { zh: '民主推荐', en: 'Democratic recommendation' },
  group: 'education',
  clause: {
    zh: '党政领导干部选拔任用工作条例第四章',
    en: 'Regulations on the selection and appointment of leading cadres, chapter 4',
  },
  records: {
    // Written by the house when a recommendation is closed: who voted and for whom is in no record.
    'recommendation.held': {
      name: { zh: '民主推荐', en: 'Recommendation' },
      held: 'voted',
      written: { by: [{ tier: ['district', 'committee'] }], as: 'report' },
      fields: {
        title: { name: { zh: '推荐', en: 'Title' }, type: 'text' },
        posts: COUNT('职位和后备名单', 'Posts and reserve lists'),
        eligible: COUNT('应参加人数', 'Voters'),
        voted: COUNT('收回票数', 'Ballots'),
      },
    },
  },
  standards: {
    'recommendation.a_year': {
      title: { zh: '每年民主推荐', en: 'Recommendations a year' },
      unit: 'activity',
      strength: 'normally',
      entries: [
        {
          from: day('2012-01-01'),
          value: 1,
          clause: {
            zh: '部门领导和后备干部由全体人员非定向推荐；推荐结果一年内有效',
            en: 'Department leaders and reserve cadres are recommended by all staff without a list; a result counts for one year',
          },
        },
      ],
    },
  },
  measures: {
    'recommendation.times': {
      title: { zh: '民主推荐', en: 'Recommendations' },
      unit: 'activity',
      op: 'count',
      over: 'recommendation.held',
    },
    'recommendation.eligible': {
      title: { zh: '民主推荐应参加人次', en: 'Voters of recommendations' },
      unit: 'attendance',
      op: 'sum',
      over: 'recommendation.held',
      field: 'eligible',
    },
    'recommendation.voted': {
      title: { zh: '民主推荐收回票数', en: 'Ballots of recommendations' },
      unit: 'attendance',
      op: 'sum',
      over: 'recommendation.held',
      field: 'voted',
    },
  },
  duties: {
    'recommendation.yearly': {
      title: { zh: '每年开展民主推荐', en: 'A recommendation is held every year' },
      who: { tier: ['district'] },
      every: 'year',
      measure: 'recommendation.times',
      atLeast: { standard: 'recommendation.a_year' },
      from: day('2012-01-01'),
      grace: 31,
    },
  },
})
