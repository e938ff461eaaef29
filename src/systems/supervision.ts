// S31 Supervision: at least so many rounds a year; what they find goes on a ledger, is put right, checked again and closed.
import { system } from '../charter/system.ts'
import { day } from '../time/day.ts'
import { ENGLISH } from './supervision-notice.en.ts'
import { CHINESE } from './supervision-notice.zh.ts'

export const supervision = system({
  id: 'S31',
  name: { zh: '督查制度', en: 'Supervision' },
  group: 'responsibility',
  clause: { zh: '党建工作定期督查和日常督导办法', en: 'Measures for regular and day-to-day supervision' },
  records: {
    'supervision.round': {
      name: { zh: '督查', en: 'Supervision round' },
      written: { by: [{ tier: ['district'] }], as: 'judgement' },
      fields: { topic: { name: { zh: '内容', en: 'Topic' }, type: 'text' } },
    },
    // By the committee of a town or farm, of what stands below it.
    'supervision.daily': {
      name: { zh: '日常督导', en: 'Day-to-day supervision' },
      written: { by: [{ tier: ['district', 'committee'] }], as: 'report' },
      fields: {
        visited: { name: { zh: '被督导组织', en: 'Organization visited' }, type: 'org' },
        topic: { name: { zh: '内容', en: 'Topic' }, type: 'text' },
      },
    },
  },
  cases: {
    'supervision.finding': {
      name: { zh: '督查发现问题', en: 'Finding' },
      written: { by: ['above'], as: 'judgement' },
      fields: {
        what: { name: { zh: '问题', en: 'Problem' }, type: 'text' },
        // What is found from day to day comes of no round.
        round: {
          name: { zh: '督查场次', en: 'Found in the round' },
          type: 'record',
          of: 'supervision.round',
          optional: true,
        },
        topic: {
          name: { zh: '方面', en: 'Area' },
          type: 'choice',
          optional: true,
          choices: {
            study: { zh: '学习教育', en: 'study' },
            venue: { zh: '阵地使用', en: 'use of venues' },
            openness: { zh: '党务公开', en: 'openness' },
            meetings: { zh: '组织生活', en: 'organizational life' },
            money: { zh: '经费使用', en: 'use of funds' },
          },
        },
      },
      same: ['topic'],
      stages: {
        notified: { name: { zh: '已通报', en: 'notified' }, written: { by: ['above'], as: 'report' } },
        listed: {
          name: { zh: '列入台账', en: 'on the ledger' },
          written: { by: ['own', 'above'], as: 'report' },
          fields: { measure: { name: { zh: '整改措施', en: 'Measure' }, type: 'text' } },
        },
        rectified: {
          name: { zh: '已整改', en: 'put right' },
          written: { by: ['own', 'above'], as: 'report' },
          fields: { proof: { name: { zh: '佐证', en: 'Proof' }, type: 'text' } },
        },
        rechecked: { name: { zh: '已复查', en: 'checked again' }, written: { by: ['above'], as: 'judgement' } },
        closed: { name: { zh: '已销号', en: 'closed' }, written: { by: ['above'], as: 'judgement' } },
        reopened: {
          name: { zh: '复查不实，重新整改', en: 'proved false, opened again' },
          written: { by: ['above'], as: 'judgement' },
          reopens: 'rectified',
        },
      },
    },
  },
  standards: {
    'supervision.per_year': {
      title: { zh: '每年督查', en: 'Supervision rounds a year' },
      unit: 'activity/year',
      strength: 'floor',
      entries: [
        {
          from: day('2011-01-01'),
          value: 4,
          clause: { zh: '每年督查不少于四次', en: 'At least four rounds every year' },
        },
      ],
    },
    'supervision.daily_per_quarter': {
      title: { zh: '场镇每季度日常督导', en: 'Day-to-day supervision a quarter' },
      unit: 'activity/quarter',
      strength: 'normally',
      entries: [
        {
          from: day('2012-01-01'),
          value: 1,
          clause: {
            zh: '场镇党委结合重点工作，一般每季度督导一次',
            en: 'Committees of towns and farms normally supervise once a quarter',
          },
        },
      ],
    },
    'supervision.put_right': {
      title: { zh: '每个问题按期销号', en: 'Each finding is closed by its date' },
      unit: 'item',
      strength: 'must',
      entries: [
        {
          from: day('2012-01-01'),
          value: 1,
          clause: {
            zh: '整改台账逐项明确措施、责任人和时限，对账销号',
            en: 'Every item of the ledger has a measure, an owner and a date, and is closed against it',
          },
        },
      ],
    },
  },
  measures: {
    'supervision.rounds': {
      title: { zh: '督查', en: 'Supervision rounds' },
      unit: 'activity',
      op: 'count',
      over: 'supervision.round',
    },
    'supervision.daily_visits': {
      title: { zh: '日常督导', en: 'Day-to-day supervision' },
      unit: 'activity',
      op: 'count',
      over: 'supervision.daily',
    },
    'supervision.findings': {
      title: { zh: '督查发现问题', en: 'Findings' },
      unit: 'item',
      op: 'count',
      over: 'supervision.finding',
    },
    'supervision.findings_closed': {
      title: { zh: '本期销号问题', en: 'Findings closed in the period' },
      unit: 'item',
      op: 'count',
      over: 'supervision.finding',
      at: 'closed',
    },
    'supervision.findings_open': {
      title: { zh: '未销号问题', en: 'Findings not closed' },
      unit: 'item',
      op: 'count',
      over: 'supervision.finding',
      at: 'day',
      where: { state: 'open' },
    },
    'supervision.findings_settled': {
      title: { zh: '已销号问题', en: 'Findings that are closed' },
      unit: 'item',
      op: 'count',
      over: 'supervision.finding',
      at: 'day',
      where: { state: 'closed' },
    },
    'supervision.findings_overdue': {
      title: { zh: '逾期未销号问题', en: 'Findings overdue' },
      unit: 'item',
      op: 'count',
      over: 'supervision.finding',
      at: 'day',
      where: { overdue: true },
    },
    'supervision.findings_reopened': {
      title: { zh: '曾重新打开的问题', en: 'Findings that were opened again' },
      unit: 'item',
      op: 'count',
      over: 'supervision.finding',
      at: 'day',
      where: { reopened: { atLeast: 1 } },
    },
    'supervision.findings_repeated': {
      title: { zh: '重复出现的问题', en: 'Repeated findings' },
      unit: 'item',
      op: 'count',
      over: 'supervision.finding',
      where: { repeated: true },
    },
    'supervision.closed_in_time': {
      title: { zh: '按期销号占比', en: 'Share of findings closed in time' },
      unit: 'percent',
      digits: 1,
      op: 'share',
      over: 'supervision.finding',
      at: 'closed',
      part: { late: false },
    },
    'supervision.findings_all': {
      title: { zh: '历次发现问题', en: 'Findings ever made' },
      unit: 'item',
      op: 'count',
      over: 'supervision.finding',
      at: 'day',
    },
    'supervision.findings_in_time': {
      title: { zh: '未逾期的问题', en: 'Findings closed or still in time' },
      unit: 'item',
      op: 'count',
      over: 'supervision.finding',
      at: 'day',
      where: { overdue: false },
    },
  },
  duties: {
    'supervision.held': {
      title: { zh: '每年督查不少于规定次数', en: 'Supervision is held as often as required' },
      who: { tier: ['district'] },
      every: 'year',
      measure: 'supervision.rounds',
      atLeast: { standard: 'supervision.per_year' },
      from: day('2011-01-01'),
      grace: 31,
    },
    'supervision.daily_held': {
      title: { zh: '场镇党委开展日常督导', en: 'Towns and farms supervise day to day' },
      who: { tier: ['committee'], sector: ['town', 'state_farm'] },
      every: 'quarter',
      measure: 'supervision.daily_visits',
      atLeast: { standard: 'supervision.daily_per_quarter' },
      from: day('2012-01-01'),
      grace: 15,
    },
    'supervision.findings_put_right': {
      title: { zh: '督查问题按期销号', en: 'Findings are put right by their date' },
      who: {},
      every: 'quarter',
      measure: 'supervision.findings_in_time',
      atLeast: { standard: 'supervision.put_right', times: 'supervision.findings_all' },
      from: day('2012-01-01'),
      grace: 15,
    },
  },
  templates: {
    supervision: {
      name: { zh: '督查情况通报', en: 'Notice of supervision' },
      title: { zh: ':org关于:period党建工作督查情况的通报', en: 'Notice of :org on Supervision in :period' },
      text: { zh: CHINESE, en: ENGLISH },
    },
  },
})
