// S30 Meetings: committee, leading group and report meetings; what they decide has an owner and a date.
import { system } from '../charter/system.ts'
import { day } from '../time/day.ts'

export const meetings = system({
  id: 'S30',
  name: { zh: '会议制度', en: 'Meetings' },
  group: 'responsibility',
  clause: {
    zh: '党建工作领导小组例会、述职、分析研判、联席会议制度',
    en: 'Regular, report, analysis and joint meetings on Party building',
  },
  records: {
    'meetings.held': {
      name: { zh: '党建会议', en: 'Meeting on Party building' },
      held: 'attended',
      written: {
        by: ['own', 'above'],
        as: 'report',
        narrower: [
          {
            field: 'type',
            values: ['party_committee', 'leading_group', 'joint'],
            by: [{ tier: ['district', 'committee'] }],
          },
        ],
      },
      fields: {
        type: {
          name: { zh: '类型', en: 'Type' },
          type: 'choice',
          choices: {
            party_committee: { zh: '党委会', en: 'Party committee' },
            leading_group: { zh: '领导小组会议', en: 'leading group' },
            report: { zh: '述职汇报会', en: 'report meeting' },
            analysis: { zh: '分析研判会', en: 'analysis' },
            joint: { zh: '联席会议', en: 'joint meeting' },
          },
        },
        topic: { name: { zh: '议题', en: 'Topic' }, type: 'text' },
        attended: { name: { zh: '到会人数', en: 'People present' }, type: 'integer', optional: true },
      },
    },
  },
  cases: {
    'meetings.decision': {
      name: { zh: '议定事项', en: 'Decision' },
      written: { by: ['own', 'above'], as: 'report' },
      fields: {
        what: { name: { zh: '内容', en: 'What' }, type: 'text' },
        meeting: {
          name: { zh: '作出决定的会议', en: 'Decided in the meeting' },
          type: 'record',
          of: 'meetings.held',
          optional: true,
        },
      },
      stages: {
        reported: {
          name: { zh: '报告进展', en: 'progress reported' },
          written: { by: ['own', 'above'], as: 'report' },
          optional: true,
        },
        done: { name: { zh: '办结', en: 'done' }, written: { by: ['own', 'above'], as: 'report' } },
      },
    },
  },
  standards: {
    'meetings.leading_group_per_year': {
      title: { zh: '每年领导小组会议', en: 'Leading-group meetings a year' },
      unit: 'activity/year',
      strength: 'normally',
      entries: [
        {
          from: day('2012-01-01'),
          value: 2,
          clause: { zh: '领导小组一般每半年召开一次例会', en: 'The leading group normally meets every half-year' },
        },
      ],
    },
    'meetings.reports_per_year': {
      title: { zh: '每年述职汇报', en: 'Report meetings a year' },
      unit: 'activity/year',
      strength: 'normally',
      entries: [
        {
          from: day('2012-01-01'),
          value: 1,
          clause: { zh: '基层党委书记每年述职一次', en: 'Secretaries of committees report once a year' },
        },
      ],
    },
    'meetings.analyses_per_year': {
      title: { zh: '每年分析研判', en: 'Analysis meetings a year' },
      unit: 'activity/year',
      strength: 'normally',
      entries: [
        {
          from: day('2012-01-01'),
          value: 2,
          clause: { zh: '党建工作一般每半年分析研判一次', en: 'Work is normally analysed every half-year' },
        },
      ],
    },
    'meetings.joint_per_year': {
      title: { zh: '每年联席会议', en: 'Joint meetings a year' },
      unit: 'activity/year',
      strength: 'normally',
      entries: [
        {
          from: day('2012-01-01'),
          value: 1,
          clause: {
            zh: '成员单位一般每年召开一次联席会议',
            en: 'The units concerned normally meet jointly once a year',
          },
        },
      ],
    },
    'meetings.follow_up': {
      title: { zh: '每项议定事项按期办结', en: 'Each decision is done by its date' },
      unit: 'item',
      strength: 'must',
      entries: [
        {
          from: day('2012-01-01'),
          value: 1,
          clause: {
            zh: '议定事项逐项明确责任人和时限，按期办结',
            en: 'Every decision has an owner and a date, and is done by then',
          },
        },
      ],
    },
  },
  measures: {
    'meetings.party_committee': {
      title: { zh: '研究党建的党委会', en: 'Party-committee meetings on Party building' },
      unit: 'activity',
      op: 'count',
      over: 'meetings.held',
      where: { type: 'party_committee' },
    },
    'meetings.leading_group': {
      title: { zh: '党建领导小组会议', en: 'Leading-group meetings' },
      unit: 'activity',
      op: 'count',
      over: 'meetings.held',
      where: { type: 'leading_group' },
    },
    'meetings.report': {
      title: { zh: '基层党建述职汇报会', en: 'Report meetings' },
      unit: 'activity',
      op: 'count',
      over: 'meetings.held',
      where: { type: 'report' },
    },
    'meetings.analysis': {
      title: { zh: '分析研判会', en: 'Analysis meetings' },
      unit: 'activity',
      op: 'count',
      over: 'meetings.held',
      where: { type: 'analysis' },
    },
    'meetings.joint': {
      title: { zh: '联席会议', en: 'Joint meetings' },
      unit: 'activity',
      op: 'count',
      over: 'meetings.held',
      where: { type: 'joint' },
    },
    'meetings.decisions_open': {
      title: { zh: '未办结议定事项', en: 'Decisions not done yet' },
      unit: 'item',
      op: 'count',
      over: 'meetings.decision',
      at: 'day',
      where: { state: 'open' },
    },
    'meetings.decisions': {
      title: { zh: '议定事项', en: 'Decisions' },
      unit: 'item',
      op: 'count',
      over: 'meetings.decision',
    },
    'meetings.decisions_done': {
      title: { zh: '本期办结议定事项', en: 'Decisions done in the period' },
      unit: 'item',
      op: 'count',
      over: 'meetings.decision',
      at: 'closed',
    },
    'meetings.decisions_overdue': {
      title: { zh: '逾期议定事项', en: 'Decisions overdue' },
      unit: 'item',
      op: 'count',
      over: 'meetings.decision',
      at: 'day',
      where: { overdue: true },
    },
    'meetings.decisions_all': {
      title: { zh: '历次议定事项', en: 'Decisions ever made' },
      unit: 'item',
      op: 'count',
      over: 'meetings.decision',
      at: 'day',
    },
    'meetings.decisions_in_time': {
      title: { zh: '未逾期的议定事项', en: 'Decisions done or still in time' },
      unit: 'item',
      op: 'count',
      over: 'meetings.decision',
      at: 'day',
      where: { overdue: false },
    },
  },
  duties: {
    'meetings.leading_group_held': {
      title: { zh: '领导小组按期开会', en: 'The leading group meets' },
      who: { tier: ['district'] },
      every: 'year',
      measure: 'meetings.leading_group',
      atLeast: { standard: 'meetings.leading_group_per_year' },
      from: day('2012-01-01'),
      grace: 0,
    },
    'meetings.report_held': {
      title: { zh: '按期召开述职汇报会', en: 'Secretaries report' },
      who: { tier: ['district'] },
      every: 'year',
      measure: 'meetings.report',
      atLeast: { standard: 'meetings.reports_per_year' },
      from: day('2012-01-01'),
      grace: 0,
    },
    'meetings.analysis_held': {
      title: { zh: '按期分析研判', en: 'Work is analysed' },
      who: { tier: ['district'] },
      every: 'year',
      measure: 'meetings.analysis',
      atLeast: { standard: 'meetings.analyses_per_year' },
      from: day('2012-01-01'),
      grace: 0,
    },
    'meetings.joint_held': {
      title: { zh: '按期召开联席会议', en: 'The units meet jointly' },
      who: { tier: ['district'] },
      every: 'year',
      measure: 'meetings.joint',
      atLeast: { standard: 'meetings.joint_per_year' },
      from: day('2012-01-01'),
      grace: 0,
    },
    'meetings.decisions_followed': {
      title: { zh: '议定事项按期办结', en: 'Decisions are followed up by their date' },
      who: {},
      every: 'quarter',
      measure: 'meetings.decisions_in_time',
      atLeast: { standard: 'meetings.follow_up', times: 'meetings.decisions_all' },
      from: day('2012-01-01'),
      grace: 15,
    },
  },
})
