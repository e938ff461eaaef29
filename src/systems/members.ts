// S02 Member register: one person is counted once, in one organization; members on the move are kept in touch with,
// and a transfer has its day.
import { system } from '../charter/system.ts'
import { day } from '../time/day.ts'

const FROM = day('2011-01-01')
const person = { name: { zh: '党员', en: 'Member' }, type: 'person' } as const

/** GB/T 3304: every people but the Han (01), and those of no people that is recognized (97). */
const MINORITIES = [...Array.from({ length: 55 }, (_, index) => String(index + 2).padStart(2, '0')), '97']

export const members = system({
  id: 'S02',
  name: { zh: '党员名册', en: 'Member register' },
  group: 'organizations',
  clause: { zh: '党员教育管理工作条例', en: 'Regulations on the education and management of members' },
  leastAge: 'members.least_age',
  keeps: { audit: 'audit.months_kept', exports: 'audit.exports_kept' },
  ties: {
    // Belongs here and is away: the village branch names who keeps in touch.
    'member.mobile': {
      name: { zh: '流动党员', en: 'Mobile member' },
      written: { by: ['own', 'above'], as: 'report' },
      fields: {
        person,
        where: { name: { zh: '流向', en: 'Where to' }, type: 'text' },
        contact: { name: { zh: '联系人', en: 'Kept in touch by' }, type: 'person', optional: true },
      },
    },
  },
  records: {
    'member.mobile_contact': {
      name: { zh: '联系流动党员', en: 'Contact with a mobile member' },
      written: { by: ['own', 'above'], as: 'report' },
      fields: { person, how: { name: { zh: '联系情况', en: 'How it went' }, type: 'text' } },
    },
  },
  cases: {
    // The old organization answers for the member until the new one has received them.
    'member.transfer': {
      name: { zh: '组织关系转接', en: 'Transfer of membership' },
      written: { by: ['own', 'above'], as: 'report' },
      fields: {
        person,
        receiver: {
          name: { zh: '接收组织（本旗）', en: 'Received by, in this district' },
          type: 'org',
          optional: true,
        },
        to: { name: { zh: '接收组织（旗外）', en: 'Received by, elsewhere' }, type: 'text', optional: true },
      },
      stages: {
        received: {
          name: { zh: '已接收', en: 'received' },
          written: { by: ['own', 'above'], as: 'report' },
          enters: [{ act: 'member.transfer', person: 'person', to: 'receiver', called: 'to' }],
        },
      },
      limits: [{ field: 'due', atMost: 'members.transfer_days' }],
      alert: 'members.transfer_alert',
    },
  },
  standards: {
    'members.least_age': {
      title: { zh: '入党最低年龄', en: 'Age from which one may be a member' },
      unit: 'year',
      strength: 'floor',
      entries: [
        {
          // The day on which the Twelfth Congress adopted the constitution that has this clause.
          from: day('1982-09-06'),
          value: 18,
          clause: {
            zh: '中国共产党章程第一条：年满十八岁',
            en: 'Constitution of the Communist Party of China, article 1: who has reached eighteen',
          },
        },
      ],
    },
    'audit.months_kept': {
      title: { zh: '审计记录留存', en: 'Months for which the audit is kept' },
      unit: 'month',
      strength: 'floor',
      entries: [
        {
          from: day('2017-06-01'),
          value: 6,
          clause: {
            zh: '网络安全法第二十一条第三项：网络日志留存不少于六个月',
            en: 'Cybersecurity Law, article 21 (3): logs are kept for no less than six months',
          },
        },
      ],
    },
    'audit.exports_kept': {
      title: { zh: '对外提供记录留存', en: 'Months for which it is kept what was given to others' },
      unit: 'month',
      strength: 'floor',
      entries: [
        {
          from: day('2025-01-01'),
          value: 36,
          clause: {
            zh: '网络数据安全管理条例：向其他处理者提供个人信息的处理情况记录至少保存三年',
            en: 'Regulations on network data security: records of personal information given to others are kept for at least three years',
          },
        },
      ],
    },
    'members.mobile_contact_each': {
      title: { zh: '每名流动党员每半年联系', en: 'Contacts with each mobile member a half-year' },
      unit: 'person',
      strength: 'must',
      entries: [
        {
          from: FROM,
          value: 1,
          clause: {
            zh: '流动党员管理办法：每半年至少联系一次，返乡时组织参加学习',
            en: 'Rules on mobile members: in touch at least once a half-year, and study when they come home',
          },
        },
      ],
    },
    'members.transfer_each': {
      title: { zh: '每次组织关系转接在有效期内办结', en: 'Each transfer is received while its letter holds' },
      unit: 'item',
      strength: 'must',
      entries: [
        {
          from: FROM,
          value: 1,
          clause: {
            zh: '党员教育管理工作条例第二十五条：转接期间由原组织负责，直至接收',
            en: 'Regulations, article 25: the old organization answers for the member until received',
          },
        },
      ],
    },
    'members.transfer_alert': {
      title: { zh: '组织关系转接超过几天提示', en: 'Days after which an open transfer stands out' },
      unit: 'day',
      strength: 'normally',
      entries: [
        {
          from: FROM,
          value: 30,
          clause: {
            zh: '组织关系转接办法：一般一个月内接收，超过的提示',
            en: 'Rules on transfers: received within a month as a rule; what takes longer stands out',
          },
        },
      ],
    },
    'members.transfer_days': {
      title: { zh: '组织关系介绍信有效期最长', en: 'Validity of a letter of transfer, at most' },
      unit: 'day',
      strength: 'must',
      entries: [
        {
          from: FROM,
          value: 90,
          clause: {
            zh: '党员教育管理工作条例第二十五条：接收以前由原组织负责；介绍信有效期最长九十天',
            en: 'Regulations, article 25: the old organization answers until received; a letter holds ninety days at most',
          },
        },
      ],
    },
  },
  measures: {
    'members.mobile': {
      title: { zh: '流动党员', en: 'Mobile members' },
      unit: 'person',
      op: 'people',
      over: 'member.mobile',
      who: 'person',
    },
    'members.mobile_contacted': {
      title: { zh: '已联系的流动党员', en: 'Mobile members in touch' },
      unit: 'person',
      op: 'people',
      over: 'member.mobile_contact',
      who: 'person',
    },
    'members.transfers_open': {
      title: { zh: '尚未接收的组织关系转接', en: 'Transfers not yet received' },
      unit: 'item',
      op: 'count',
      over: 'member.transfer',
      at: 'day',
      where: { stage: 'open' },
    },
    'members.transfers_all': {
      title: { zh: '历次组织关系转接', en: 'Transfers ever begun' },
      unit: 'item',
      op: 'count',
      over: 'member.transfer',
      at: 'day',
    },
    'members.transfers_in_time': {
      title: { zh: '未超过有效期的组织关系转接', en: 'Transfers received or still valid' },
      unit: 'item',
      op: 'count',
      over: 'member.transfer',
      at: 'day',
      where: { overdue: false },
    },
    'members.total': { title: { zh: '党员', en: 'Members' }, unit: 'person', op: 'count', over: 'members' },
    'members.full': {
      title: { zh: '正式党员', en: 'Full members' },
      unit: 'person',
      op: 'count',
      over: 'members',
      where: { kind: 'full' },
    },
    'members.probationary': {
      title: { zh: '预备党员', en: 'Probationary members' },
      unit: 'person',
      op: 'count',
      over: 'members',
      where: { kind: 'probationary' },
    },
    'members.farmers_herders': {
      title: { zh: '农牧民党员', en: 'Farmer and herder members' },
      unit: 'person',
      op: 'count',
      over: 'members',
      where: { occupation: 'farmer_herder' },
    },
    'members.women_share': {
      title: { zh: '女党员占比', en: 'Share of women' },
      unit: 'percent',
      digits: 1,
      op: 'share',
      over: 'members',
      part: { sex: '2' },
    },
    'members.minority_share': {
      title: { zh: '少数民族党员占比', en: 'Share of minority members' },
      unit: 'percent',
      digits: 1,
      op: 'share',
      over: 'members',
      part: { nationality: MINORITIES },
    },
    'members.under_35_share': {
      title: { zh: '35 岁以下党员占比', en: 'Share of members under 35' },
      unit: 'percent',
      digits: 1,
      op: 'share',
      over: 'members',
      part: { age: { below: 35 } },
    },
    'members.over_60_share': {
      title: { zh: '60 岁及以上党员占比', en: 'Share of members of 60 and over' },
      unit: 'percent',
      digits: 1,
      op: 'share',
      over: 'members',
      part: { age: { atLeast: 60 } },
    },
    'members.men_60_up': {
      title: { zh: '60 岁及以上男党员', en: 'Men 60 and over among members' },
      unit: 'person',
      op: 'count',
      over: 'members',
      where: { sex: '1', age: { atLeast: 60 } },
    },
    'members.women_60_up': {
      title: { zh: '60 岁及以上女党员', en: 'Women 60 and over among members' },
      unit: 'person',
      op: 'count',
      over: 'members',
      where: { sex: '2', age: { atLeast: 60 } },
    },
    'members.men_50s': {
      title: { zh: '50–59 岁男党员', en: 'Men 50–59 among members' },
      unit: 'person',
      op: 'count',
      over: 'members',
      where: { sex: '1', age: { atLeast: 50, below: 60 } },
    },
    'members.women_50s': {
      title: { zh: '50–59 岁女党员', en: 'Women 50–59 among members' },
      unit: 'person',
      op: 'count',
      over: 'members',
      where: { sex: '2', age: { atLeast: 50, below: 60 } },
    },
    'members.men_40s': {
      title: { zh: '40–49 岁男党员', en: 'Men 40–49 among members' },
      unit: 'person',
      op: 'count',
      over: 'members',
      where: { sex: '1', age: { atLeast: 40, below: 50 } },
    },
    'members.women_40s': {
      title: { zh: '40–49 岁女党员', en: 'Women 40–49 among members' },
      unit: 'person',
      op: 'count',
      over: 'members',
      where: { sex: '2', age: { atLeast: 40, below: 50 } },
    },
    'members.men_30s': {
      title: { zh: '30–39 岁男党员', en: 'Men 30–39 among members' },
      unit: 'person',
      op: 'count',
      over: 'members',
      where: { sex: '1', age: { atLeast: 30, below: 40 } },
    },
    'members.women_30s': {
      title: { zh: '30–39 岁女党员', en: 'Women 30–39 among members' },
      unit: 'person',
      op: 'count',
      over: 'members',
      where: { sex: '2', age: { atLeast: 30, below: 40 } },
    },
    'members.men_under_30': {
      title: { zh: '30 岁以下男党员', en: 'Men under 30 among members' },
      unit: 'person',
      op: 'count',
      over: 'members',
      where: { sex: '1', age: { below: 30 } },
    },
    'members.women_under_30': {
      title: { zh: '30 岁以下女党员', en: 'Women under 30 among members' },
      unit: 'person',
      op: 'count',
      over: 'members',
      where: { sex: '2', age: { below: 30 } },
    },
  },
  duties: {
    'members.mobile_contacted_each': {
      title: { zh: '每半年联系流动党员', en: 'Every mobile member is kept in touch with' },
      who: { tier: ['branch', 'joint_branch'] },
      every: 'half',
      measure: 'members.mobile_contacted',
      atLeast: { standard: 'members.mobile_contact_each', each: 'members.mobile' },
      from: day('2012-01-01'),
      grace: 15,
    },
    'members.transfers_received': {
      title: { zh: '组织关系按期转接', en: 'Transfers are received in time' },
      who: { tier: ['branch', 'joint_branch'] },
      every: 'month',
      measure: 'members.transfers_in_time',
      atLeast: { standard: 'members.transfer_each', times: 'members.transfers_all' },
      from: day('2012-01-01'),
      grace: 0,
    },
  },
})
