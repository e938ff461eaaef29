// S15 Posts, promises and listed services: members of communities take a post with duties, promise a service in public
// and keep it by its date.
import { system } from '../charter/system.ts'
import { day } from '../time/day.ts'

const PERSON = { name: { zh: '党员', en: 'Member' }, type: 'person' } as const

export const promises = system({
  id: 'S15',
  name: { zh: '设岗定责、承诺践诺、挂牌服务', en: 'Posts, promises and listed services' },
  group: 'communities',
  clause: { zh: '社区党员设岗定责和承诺践诺办法', en: 'Measures for posts and promises of community members' },
  ties: {
    'member.duty_post': {
      name: { zh: '党员岗位', en: 'Post with duties' },
      written: { by: ['own', 'above'], as: 'report' },
      fields: {
        person: PERSON,
        post: {
          name: { zh: '岗位', en: 'Post' },
          type: 'choice',
          choices: {
            policy: { zh: '政策宣传岗', en: 'explaining policy' },
            order: { zh: '治安巡逻岗', en: 'public order' },
            hygiene: { zh: '环境卫生岗', en: 'cleanliness' },
            mediation: { zh: '纠纷调解岗', en: 'mediation' },
            help: { zh: '帮困助残岗', en: 'helping those in need' },
          },
        },
      },
    },
    // No reason is kept: illness and disability are nobody else's business.
    'member.excused_from_post': {
      name: { zh: '免于设岗', en: 'Excused from a post' },
      written: { by: ['above'], as: 'judgement' },
      fields: { person: PERSON },
    },
    'member.listed_service': {
      name: { zh: '挂牌服务', en: 'Listed service' },
      written: { by: ['own', 'above'], as: 'report' },
      fields: { person: PERSON, service: { name: { zh: '服务项目', en: 'Service' }, type: 'text' } },
    },
  },
  cases: {
    promise: {
      name: { zh: '公开承诺', en: 'Promise' },
      written: { by: ['own', 'above', 'person'], as: 'report' },
      fields: { what: { name: { zh: '承诺事项', en: 'What is promised' }, type: 'text' } },
      stages: {
        kept: {
          name: { zh: '已践诺', en: 'kept' },
          written: { by: ['own', 'above', 'person'], as: 'report' },
          fields: { result: { name: { zh: '结果', en: 'Result' }, type: 'text' } },
        },
        confirmed: {
          name: { zh: '已公示确认', en: 'confirmed in public' },
          written: { by: ['own', 'above'], as: 'judgement', of: 'owner' },
        },
        doubted: {
          name: { zh: '群众反映未兑现', en: 'not kept, as people say' },
          written: { by: ['own', 'above'], as: 'judgement', of: 'owner' },
          reopens: 'kept',
        },
      },
    },
  },
  standards: {
    'promise.able_below': {
      title: { zh: '设岗党员年龄', en: 'Members take a post below the age of' },
      unit: 'year',
      strength: 'normally',
      entries: [
        {
          from: day('2011-01-01'),
          value: 60,
          clause: {
            zh: '设岗定责办法：有劳动能力的党员都设岗；年老体弱的不作硬性要求',
            en: 'Measures for posts: every able member takes one; nothing is demanded of the old and the weak',
          },
        },
      ],
    },
    'promise.post_each': {
      title: { zh: '每名有能力的党员有岗位', en: 'Posts of each able member' },
      unit: 'person',
      strength: 'must',
      entries: [
        {
          from: day('2012-01-01'),
          value: 1,
          clause: { zh: '设岗定责办法：一人一岗', en: 'Measures for posts: one member, one post' },
        },
      ],
    },
    'promise.kept_each': {
      title: { zh: '每项承诺按期兑现', en: 'Each promise is kept by its date' },
      unit: 'item',
      strength: 'must',
      entries: [
        {
          from: day('2012-01-01'),
          value: 1,
          clause: {
            zh: '承诺践诺办法：承诺公开，按期兑现',
            en: 'Measures for promises: public, and kept by their date',
          },
        },
      ],
    },
  },
  measures: {
    'promise.able_members': {
      title: { zh: '社区应设岗党员', en: 'Able members of communities' },
      unit: 'person',
      op: 'count',
      over: 'members',
      where: { sector: 'community', age: { below: 'promise.able_below' } },
    },
    'promise.members_with_post': {
      title: { zh: '已设岗党员', en: 'Able members with a post, or excused' },
      unit: 'person',
      op: 'count',
      over: 'members',
      where: {
        sector: 'community',
        age: { below: 'promise.able_below' },
        ties: { has: ['member.duty_post', 'member.excused_from_post'] },
      },
    },
    'promise.listed_services': {
      title: { zh: '挂牌服务项目', en: 'Listed services' },
      unit: 'item',
      op: 'count',
      over: 'member.listed_service',
    },
    'promise.made': { title: { zh: '公开承诺', en: 'Promises made' }, unit: 'item', op: 'count', over: 'promise' },
    'promise.kept': {
      title: { zh: '本期兑现承诺', en: 'Promises kept in the period' },
      unit: 'item',
      op: 'count',
      over: 'promise',
      at: 'closed',
    },
    'promise.open': {
      title: { zh: '未兑现承诺', en: 'Promises still to be kept' },
      unit: 'item',
      op: 'count',
      over: 'promise',
      at: 'day',
      where: { state: 'open' },
    },
    'promise.overdue': {
      title: { zh: '逾期承诺', en: 'Promises overdue' },
      unit: 'item',
      op: 'count',
      over: 'promise',
      at: 'day',
      where: { overdue: true },
    },
    'promise.all': {
      title: { zh: '历次承诺', en: 'Promises ever made' },
      unit: 'item',
      op: 'count',
      over: 'promise',
      at: 'day',
    },
    'promise.in_time': {
      title: { zh: '未逾期的承诺', en: 'Promises kept or still in time' },
      unit: 'item',
      op: 'count',
      over: 'promise',
      at: 'day',
      where: { overdue: false },
    },
  },
  duties: {
    'promise.posts': {
      title: { zh: '有能力的党员都有岗位', en: 'Every able member has a post' },
      who: { sector: ['community'] },
      every: 'half',
      measure: 'promise.members_with_post',
      atLeast: { standard: 'promise.post_each', times: 'promise.able_members' },
      from: day('2012-01-01'),
      grace: 15,
    },
    'promise.kept_in_time': {
      title: { zh: '承诺按期兑现', en: 'Promises are kept by their date' },
      who: { sector: ['community'] },
      every: 'quarter',
      measure: 'promise.in_time',
      atLeast: { standard: 'promise.kept_each', times: 'promise.all' },
      from: day('2012-01-01'),
      grace: 0,
    },
  },
})
