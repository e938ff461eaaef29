// S10 Open selection: a post is announced, and filled stage by stage, each with its day; the result is published.
import { system } from '../charter/system.ts'
import { day } from '../time/day.ts'

const COUNT = (zh: string, en: string) => ({ name: { zh, en }, type: 'integer' }) as const

export const selection = system({
  id: 'S10',
  name: { zh: '公开选拔', en: 'Open selection' },
  group: 'education',
  clause: { zh: '公开选拔党政领导干部工作的规定（2004 年）', en: 'Rules on open selection of cadres (2004)' },
  cases: {
    selection: {
      name: { zh: '公开选拔', en: 'Open selection' },
      written: { by: [{ tier: ['district'] }], as: 'report' },
      fields: {
        post: { name: { zh: '职位', en: 'Post' }, type: 'text' },
        places: COUNT('名额', 'Places'),
        channel: {
          name: { zh: '渠道', en: 'Channel' },
          type: 'choice',
          choices: {
            open: { zh: '面向社会公开选拔', en: 'open to everybody' },
            internal: { zh: '机关内竞争上岗', en: 'competition within the organs' },
            graduates: { zh: '选聘高校毕业生', en: 'recruiting graduates' },
          },
        },
      },
      stages: {
        announced: {
          name: { zh: '发布公告', en: 'announced' },
          written: { by: [{ tier: ['district'] }], as: 'report' },
          fields: { where: { name: { zh: '公告载体', en: 'Published in' }, type: 'text' } },
        },
        signed_up: {
          name: { zh: '报名', en: 'sign-up ended' },
          written: { by: [{ tier: ['district'] }], as: 'report' },
          fields: { candidates: COUNT('报名人数', 'Candidates') },
        },
        checked: {
          name: { zh: '资格审查', en: 'checked' },
          written: { by: [{ tier: ['district'] }], as: 'report' },
          fields: { qualified: COUNT('合格人数', 'Qualified') },
          limits: [{ field: 'qualified', atMost: { field: 'candidates' } }],
        },
        examined: {
          name: { zh: '考试', en: 'examined' },
          written: { by: [{ tier: ['district'] }], as: 'report' },
          fields: { seated: COUNT('参考人数', 'Seated') },
          limits: [{ field: 'seated', atMost: { field: 'qualified' } }],
        },
        inspected: {
          name: { zh: '组织考察', en: 'inspected' },
          written: { by: [{ tier: ['district'] }], as: 'report' },
          fields: { inspected: COUNT('考察人数', 'Inspected') },
          limits: [{ field: 'inspected', atMost: { field: 'seated' } }],
        },
        decided: {
          name: { zh: '讨论决定', en: 'decided' },
          written: { by: [{ tier: ['district'] }], as: 'report' },
          fields: {
            chosen: COUNT('人选数', 'Chosen'),
            names: {
              name: { zh: '人选姓名', en: 'Names of those chosen' },
              type: 'text',
              optional: true,
              demanded: day('2027-01-01'),
            },
          },
          limits: [
            { field: 'chosen', atMost: { field: 'places' } },
            { field: 'chosen', atMost: { field: 'inspected' } },
          ],
        },
        // A decision takes effect when its result is published, once the days of publicity are over.
        published: {
          name: { zh: '公示期满、公布结果', en: 'result published after publicity' },
          written: { by: [{ tier: ['district'] }], as: 'report' },
          after: { stage: 'decided', atLeast: 'selection.publicity_days' },
          fields: { result: { name: { zh: '结果', en: 'Result' }, type: 'text' } },
        },
        contested: {
          name: { zh: '公示有异议，重新考察', en: 'objection, inspected again' },
          written: { by: [{ tier: ['district'] }], as: 'report' },
          reopens: 'inspected',
        },
      },
    },
  },
  standards: {
    'selection.publicity_days': {
      title: { zh: '任前公示期', en: 'Days of publicity before an appointment' },
      unit: 'day',
      strength: 'floor',
      entries: [
        {
          from: day('2002-07-09'),
          value: 7,
          clause: {
            zh: '党政领导干部选拔任用工作条例（2002 年）：公示期一般为七至十五天',
            en: 'Regulations on the selection and appointment of leading cadres (2002): publicity of seven to fifteen days',
          },
        },
        {
          from: day('2014-01-14'),
          value: 7,
          clause: {
            zh: '党政领导干部选拔任用工作条例（2014 年修订）：公示期不少于五个工作日，按七天计',
            en: 'The regulations as revised in 2014: not less than five working days, taken as seven days',
          },
        },
      ],
    },
    'selection.published_each': {
      title: { zh: '每次公开选拔按期公布结果', en: 'Each selection publishes its result by its date' },
      unit: 'item',
      strength: 'must',
      entries: [
        {
          from: day('2011-01-01'),
          value: 1,
          clause: {
            zh: '公告、报名、审查、考试、考察、决定各环节定期限，结果公布',
            en: 'Notice, sign-up, check, examination, inspection and decision have their dates, and the result is published',
          },
        },
      ],
    },
  },
  measures: {
    'selection.begun': {
      title: { zh: '启动公开选拔', en: 'Selections begun' },
      unit: 'item',
      op: 'count',
      over: 'selection',
    },
    'selection.places': {
      title: { zh: '公开选拔名额', en: 'Places in open selection' },
      unit: 'person',
      op: 'sum',
      over: 'selection',
      field: 'places',
    },
    'selection.published': {
      title: { zh: '已公布结果的公开选拔', en: 'Selections with a published result' },
      unit: 'item',
      op: 'count',
      over: 'selection',
      at: 'closed',
    },
    'selection.open': {
      title: { zh: '在办公开选拔', en: 'Selections under way' },
      unit: 'item',
      op: 'count',
      over: 'selection',
      at: 'day',
      where: { state: 'open' },
    },
    'selection.all': {
      title: { zh: '历次公开选拔', en: 'Selections ever begun' },
      unit: 'item',
      op: 'count',
      over: 'selection',
      at: 'day',
    },
    'selection.in_time': {
      title: { zh: '未逾期的公开选拔', en: 'Selections published or still in time' },
      unit: 'item',
      op: 'count',
      over: 'selection',
      at: 'day',
      where: { overdue: false },
    },
  },
  duties: {
    'selection.results': {
      title: { zh: '公开选拔按期公布结果', en: 'Selections publish their result in time' },
      who: { tier: ['district'] },
      every: 'half',
      measure: 'selection.in_time',
      atLeast: { standard: 'selection.published_each', times: 'selection.all' },
      from: day('2011-01-01'),
      grace: 15,
    },
  },
})
