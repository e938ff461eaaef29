// A norm is met by facts that meet it: beside each fact that does stands one that looks like it and does not.
import { describe, expect, it } from 'vitest'
import type { Standard, System } from '../../src/charter/language.ts'
import { day } from '../../src/time/day.ts'
import { aHouse, Law } from '../law.ts'

aHouse()

const FORM = {
  native_place: '林西',
  work_began: '199507',
  full_time_education: '大学本科',
  post_now: '科长',
  resume: '1995.07-- 科员',
} as const

/** An office with a section-level cadre. */
function office(): Law {
  const law = new Law()
  law.org('O1', 'branch', 'organ')
  law.person('科长', 'O1', { rank: 'section', occupation: 'cadre' })
  return law
}

describe('S02 党员名册 member register', () => {
  it('tells full members from probationary ones on every day: a probationary member becomes a full one on a day', async () => {
    const law = new Law()
    law.village('V1')
    law.person('正式', 'V1')
    law.person('预备')
    law.member('预备', 'V1', { to: '2012-07-01', kind: 'probationary' })
    law.member('预备', 'V1', { from: '2012-07-01' })
    expect(await law.value('members.full', '2012-06', 'V1')).toBe(1)
    expect(await law.value('members.probationary', '2012-06', 'V1')).toBe(1)
    expect(await law.value('members.full', '2012-07', 'V1')).toBe(2)
    expect(await law.value('members.probationary', '2012-07', 'V1')).toBe(0)
    expect(await law.value('members.total', '2012-06', 'V1'), 'both are members').toBe(2)
  })
})

describe('S04 学习制度 study system', () => {
  it('has on its roll who is a member there on that day, and nobody else; a transfer counts from its day', async () => {
    const law = new Law()
    law.village('V1')
    law.village('V2')
    law.person('转来')
    law.member('转来', 'V2', { to: '2012-06-15' })
    law.member('转来', 'V1', { from: '2012-06-15' })
    const study = (org: string, on: string) =>
      law.record('study.day', org, on, { topic: '党章' }, { present: ['转来'] })
    const refused = await study('V1', '2012-06-14').catch(error => error)
    expect(refused.code).toBe('record.outsider')
    expect(refused.say('zh')).toMatch(/转来在 2012-06-14 不是“V1”（含下级组织）的党员/)
    expect(refused.say('en')).toMatch(/转来 is no member of "Org V1" on 2012-06-14/)
    await study('V2', '2012-06-14')
    await study('V1', '2012-06-15')
    expect(await law.value('study.days', '2012-06', 'V1')).toBe(1)
    await expect(study('V2', '2012-06-15')).rejects.toMatchObject({ code: 'record.outsider' })
  })
})

describe('S05 一人一档 one person, one complete file', () => {
  it('is not complete with the name alone, nor with one field left empty', async () => {
    const law = office()
    law.thing('cadre_form', '空表', 'O1', { person: '科长' }, { to: '2012-12-01' })
    law.thing('cadre_form', '缺简历', 'O1', { ...FORM, person: '科长', resume: '' }, { to: '2012-12-01' })
    expect(await law.owed('cadres.filed_each', 'O1', '2012')).toMatchObject({ owed: 1, value: 0, status: 'not_met' })
    const whole = office()
    whole.thing('cadre_form', '齐全', 'O1', { ...FORM, person: '科长' })
    expect(await whole.owed('cadres.filed_each', 'O1', '2012')).toMatchObject({ owed: 1, value: 1, status: 'met' })
  })
})

describe('S07 外出挂职 secondments', () => {
  it('counts a young reserve cadre sent for a year; not a herder, nor an older cadre, nor a stay of a month', async () => {
    const law = new Law()
    law.org('O1', 'branch', 'organ')
    law.thing('place', '青岛', 'D')
    law.person('后备', 'O1', { rank: 'reserve', born: '1985-01-01' })
    law.person('三十五', 'O1', { rank: 'reserve', born: '1977-03-01' })
    law.person('牧民', 'O1', { born: '1985-01-01' })
    const sent = (months: number, present: string[]) =>
      law.record('training.secondment', 'D', '2012-03-01', { place: '青岛', months, task: '招商' }, { present })
    await sent(1, ['后备'])
    await sent(11, ['后备'])
    await sent(12, ['牧民', '三十五'])
    expect(await law.value('training.secondments', '2012')).toBe(0)
    await sent(12, ['后备', '牧民'])
    expect(await law.value('training.secondments', '2012')).toBe(1)
  })
})

describe('S08 培训资源 who gives the lectures', () => {
  it('tells the Party school from the departments, and each department counts once', async () => {
    const law = new Law()
    for (const code of ['O1', 'O2', 'P1']) law.org(code, 'branch', 'organ')
    law.person('甲', 'D')
    const lecture = (on: string, host: string, by: string) =>
      law.record('training.lecture', 'D', on, { level: 'ordinary', topic: '政策', host, by }, { present: ['甲'] })
    await lecture('2012-03-01', 'party_school', 'P1')
    await lecture('2012-03-02', 'department', 'O1')
    await lecture('2012-03-03', 'department', 'O1')
    await lecture('2012-03-04', 'department', 'O2')
    expect(await law.value('training.departments', '2012')).toBe(2)
    expect(await law.value('training.by_party_school', '2012')).toBe(25)
  })

  it('is the part of six departments: the sixth lecture of five departments makes no sixth, nor does the Party school', async () => {
    const law = new Law()
    const codes = ['O1', 'O2', 'O3', 'O4', 'O5', 'O6']
    for (const code of codes) law.org(code, 'branch', 'organ')
    law.person('甲', 'D')
    const lecture = (on: string, by: string, host = 'department') =>
      law.record('training.lecture', 'D', on, { level: 'ordinary', topic: '政策', host, by }, { present: ['甲'] })
    for (const [n, code] of [...codes.slice(0, 5), 'O1'].entries()) await lecture(`2012-03-0${n + 1}`, code)
    await lecture('2012-03-09', 'O6', 'party_school')
    expect(await law.owed('training.departments_take_part', 'D', '2012')).toMatchObject({ owed: 6, value: 5 })
    expect(await law.status('training.departments_take_part', 'D', '2012')).toBe('not_met')
    await lecture('2012-12-31', 'O6')
    expect(await law.status('training.departments_take_part', 'D', '2012')).toBe('met')
  })
})

describe('S10 公开选拔 open selection', () => {
  const begun = async (law: Law, until: string[]) => {
    law.person('组织员', 'D')
    const id = await law.record('selection', 'D', '2012-03-01', {
      post: '副局长',
      places: 1,
      channel: 'open',
      owner: '组织员',
      due: '2012-12-31',
    })
    const said: Record<string, Record<string, unknown>> = {
      announced: { where: '公告栏' },
      signed_up: { candidates: 3 },
      checked: { qualified: 3 },
      examined: { seated: 3 },
      inspected: { inspected: 2 },
      decided: { chosen: 1, names: '甲' },
    }
    for (const [index, stage] of until.entries())
      await law.record(`selection.${stage}`, 'D', `2012-03-${10 + index}`, { case: id, ...said[stage] })
    const step = (stage: string, on: string, body: Record<string, unknown>) =>
      law.record(`selection.${stage}`, 'D', on, { case: id, ...body })
    return step
  }
  const ALL = ['announced', 'signed_up', 'checked', 'examined', 'inspected', 'decided']

  it('chooses no more than its places, nor more than came so far', async () => {
    const checking = await begun(new Law(), ALL.slice(0, 2))
    const more = await checking('checked', '2012-04-01', { qualified: 5 }).catch(error => error)
    expect(more.say('zh')).toMatch(/合格人数.*现为 5，超过“报名人数” 3/)
    expect(more.say('en')).toMatch(/Qualified.*is 5, more than "Candidates", 3/)
    await checking('checked', '2012-04-01', { qualified: 3 })
    const deciding = await begun(new Law(), ALL.slice(0, 5))
    const four = await deciding('decided', '2012-04-01', { chosen: 2 }).catch(error => error)
    expect(four.say('zh')).toMatch(/人选数.*现为 2，超过“名额” 1/)
    await deciding('decided', '2012-04-01', { chosen: 1 })
  })

  it('publishes its result when the days of publicity are over, and not before', async () => {
    const law = new Law()
    const step = await begun(law, ALL)
    for (const on of ['2012-03-15', '2012-03-21']) {
      const early = await step('published', on, { result: '任用' }).catch(error => error)
      expect(early.code).toBe('input.field')
      expect(early.say('zh')).toMatch(/少于“任前公示期” 7 天/)
    }
    expect(await law.value('selection.published', '2012')).toBe(0)
    await step('published', '2012-03-22', { result: '任用' })
    expect(await law.value('selection.published', '2012')).toBe(1)
  })
})

describe('S11 领导联系点 contact points of leaders', () => {
  it('is visited by the leader who holds it on that day, and by nobody else', async () => {
    const law = new Law()
    for (const code of ['V1', 'V2']) law.village(code)
    for (const name of ['领导', '别的领导']) law.person(name, 'V1', { rank: 'leader' })
    law.person('牧民', 'V1')
    law.tie('contact.leader', 'V1', { person: '领导' }, { from: '2012-04-10' })
    law.tie('contact.leader', 'V2', { person: '别的领导' })
    const visit = (on: string, person: string) => law.record('contact.visit', 'V1', on, { person })
    await visit('2012-05-01', '牧民')
    await visit('2012-05-02', '别的领导')
    await visit('2012-04-09', '领导')
    expect(await law.value('contact.visits', '2012-Q2', 'V1'), 'all of them are visits').toBe(3)
    expect(await law.value('contact.leader_visits', '2012-Q2', 'V1')).toBe(0)
    expect(await law.status('contact.visited', 'V1', '2012-Q2')).not.toBe('met')
    await visit('2012-04-10', '领导')
    expect(await law.value('contact.leader_visits', '2012-Q2', 'V1')).toBe(1)
    expect(await law.status('contact.visited', 'V1', '2012-Q2')).toBe('met')
  })
})

describe('S29 联系领导和联系干部 contact leaders and cadres', () => {
  it('are of the rank that the norm names: a herder is no leader, and a leader no section-level cadre', async () => {
    const law = new Law()
    for (const code of ['V1', 'V2']) law.village(code)
    law.person('县处级', 'V1', { rank: 'leader' })
    law.person('科级', 'V1', { rank: 'section' })
    law.person('牧民', 'V1')
    for (const person of ['牧民', '科级']) law.tie('contact.leader', 'V1', { person })
    law.tie('contact.leader', 'V2', { person: '县处级' })
    for (const person of ['牧民', '县处级']) law.tie('contact.cadre', 'V1', { person })
    law.tie('contact.cadre', 'V2', { person: '科级' })
    expect(await law.owed('contact.assigned', 'V1', '2012')).toMatchObject({ value: 0, status: 'not_met' })
    expect(await law.status('contact.assigned', 'V2', '2012')).toBe('met')
    expect(await law.value('contact.villages', '2012')).toBe(1)
    expect(await law.owed('contact.cadre_assigned', 'V1', '2012')).toMatchObject({ value: 0, status: 'not_met' })
    expect(await law.status('contact.cadre_assigned', 'V2', '2012')).toBe('met')
    await law.record('contact.visit', 'V1', '2012-05-01', { person: '科级' })
    expect(await law.value('contact.leader_visits', '2012-Q2')).toBe(0)
  })
})

describe('S12 实绩档案 performance record', () => {
  it('of one cadre is not current by an entry about another, nor by one of the half before', async () => {
    const law = office()
    law.person('牧民', 'O1')
    const entry = (person: string, on: string) => law.record('cadre.performance', 'O1', on, { person, what: '完成' })
    await entry('牧民', '2012-08-01')
    await entry('科长', '2012-06-30')
    expect(await law.owed('cadres.performance_kept', 'O1', '2012-H2')).toMatchObject({ owed: 1, value: 0 })
    await entry('科长', '2012-12-31')
    expect(await law.owed('cadres.performance_kept', 'O1', '2012-H2')).toMatchObject({ value: 1, status: 'met' })
  })
})

describe('S13 领导联系社区 leaders answer for communities', () => {
  it('analyses the work by the leader who answers for the community', async () => {
    const law = new Law()
    law.community('Q1')
    law.person('领导', 'Q1', { rank: 'section' })
    law.person('居民', 'Q1')
    law.tie('community.leader', 'Q1', { person: '领导' })
    const analysed = (person: string, notified = true) =>
      law.record('community.analysis', 'Q1', '2012-05-01', { person, topic: '设岗', notified })
    await analysed('居民')
    await analysed('领导', false)
    expect(await law.owed('community.analysed', 'Q1', '2012-Q2')).toMatchObject({ value: 0, status: 'not_met' })
    await analysed('领导')
    expect(await law.owed('community.analysed', 'Q1', '2012-Q2')).toMatchObject({ value: 1, status: 'met' })
  })
})

describe('S13 联系社区的领导 leaders of communities', () => {
  it('lead a department: a resident with the tie is none', async () => {
    const law = new Law()
    for (const code of ['Q1', 'Q2']) law.community(code)
    law.person('居民', 'Q1')
    law.person('局长', 'Q1', { rank: 'section' })
    law.tie('community.leader', 'Q1', { person: '居民' })
    law.tie('community.leader', 'Q2', { person: '局长' })
    expect(await law.status('community.leader_assigned', 'Q1', '2012-H1')).toBe('not_met')
    expect(await law.status('community.leader_assigned', 'Q2', '2012-H1')).toBe('met')
    expect(await law.value('community.led', '2012')).toBe(1)
  })
})

describe('S15 设岗定责 posts with duties', () => {
  it('is met by a post that holds on the last day; one that ended that day is none', async () => {
    const law = new Law()
    law.community('Q1')
    law.person('甲', 'Q1')
    law.tie('member.duty_post', 'Q1', { person: '甲' }, { to: '2012-12-31' }, { post: 'order' })
    expect(await law.owed('promise.posts', 'Q1', '2012-H1')).toMatchObject({ owed: 1, value: 1, status: 'met' })
    expect(await law.owed('promise.posts', 'Q1', '2012-H2')).toMatchObject({ owed: 1, value: 0, status: 'not_met' })
  })
})

describe('S16 活动阵地 venues', () => {
  it('of 199.9 square metres is not of 200', async () => {
    const law = new Law()
    for (const code of ['Q1', 'Q2']) law.community(code)
    law.thing('venue', '小', 'Q1', { use: 'room', area: 199.9 })
    law.thing('venue', '够', 'Q2', { use: 'room', area: 200 })
    expect(await law.status('community.area', 'Q1', '2012')).toBe('not_met')
    expect(await law.status('community.area', 'Q2', '2012')).toBe('met')
  })
})

describe('S17 远程教育 distance education', () => {
  it('is asked of communities that are ready for it: one that lacks what it takes owes no station', async () => {
    const law = new Law()
    for (const code of ['Q1', 'Q2', 'Q3']) law.community(code)
    law.thing('station', '站点', 'Q1')
    law.tie('distance.unready', 'Q3', {}, {}, { reason: '未通光缆' })
    expect(await law.status('distance.connected', 'Q1', '2012')).toBe('met')
    expect(await law.status('distance.connected', 'Q2', '2012')).not.toBe('met')
    expect(await law.owed('distance.connected', 'Q2', '2012')).toMatchObject({ owed: 1 })
    expect(await law.status('distance.connected', 'Q3', '2012')).toBe('nothing owed')
    expect(await law.value('distance.ready', '2012')).toBe(2)
  })
})

describe('S18 机关目标 goals of organs', () => {
  it('are set by the end of March: one of 1 April is too late for it', async () => {
    const law = new Law()
    for (const code of ['O1', 'O2']) law.org(code, 'branch', 'organ')
    law.person('书记', 'O1')
    const goal = (org: string, on: string) =>
      law.record('organ.goal', org, on, { goal: '培训', owner: '书记', due: '2012-12-31' })
    await goal('O1', '2012-04-01')
    await goal('O2', '2012-03-31')
    expect(await law.status('organ.goals_set', 'O1', '2012-03')).toBe('not_met')
    expect(await law.status('organ.goals_set', 'O2', '2012-03')).toBe('met')
  })
})

describe('S20 党建指导员 instructors', () => {
  it('stand by an enterprise: one sent to another enterprise is none of this one', async () => {
    const law = new Law()
    law.org('C1', 'committee', 'town')
    law.person('指导员', 'C1')
    for (const name of ['甲厂', '乙厂']) law.firm(name, 'none')
    law.tie('enterprise.instructor', 'C1', { person: '指导员', enterprise: '甲厂' })
    expect(await law.owed('enterprise.instructor_everywhere', 'C1', '2012')).toMatchObject({ owed: 2, value: 1 })
  })

  it('are full members of the Party, and liaison officers lead a department', async () => {
    const law = new Law()
    law.org('C1', 'committee', 'town')
    law.person('群众')
    law.person('预备')
    law.member('预备', 'C1', { kind: 'probationary' })
    law.person('党员', 'C1', { rank: 'section' })
    for (const name of ['甲厂', '乙厂', '丙厂']) law.firm(name, 'none')
    for (const [person, enterprise] of [
      ['群众', '甲厂'],
      ['预备', '乙厂'],
      ['党员', '丙厂'],
    ] as const) {
      law.tie('enterprise.instructor', 'C1', { person, enterprise })
      law.tie('enterprise.liaison', 'C1', { person, enterprise })
    }
    expect(await law.owed('enterprise.instructor_everywhere', 'C1', '2012')).toMatchObject({ owed: 3, value: 1 })
    expect(await law.value('enterprise.instructors', '2012')).toBe(1)
    expect(await law.value('enterprise.liaison_officers', '2012')).toBe(1)
  })
})

describe('S21 组建党组织 founding organizations', () => {
  const approving = async (form: string, told: Record<string, unknown>, exception?: string) => {
    const law = new Law()
    law.org('C1', 'committee', 'town')
    law.person('组织员', 'C1')
    const body = { name: '拟建', form, ...told, owner: '组织员', due: '2012-12-31' }
    const id = await law.record('founding', 'C1', '2012-04-05', body)
    for (const stage of ['surveyed', 'applied']) await law.record(`founding.${stage}`, 'C1', '2012-05-01', { case: id })
    return law.record('founding.approved', 'C1', '2012-06-01', { case: id, ...(exception ? { exception } : {}) })
  }

  it('approves a committee of a hundred, a general branch of more than fifty, a joint branch of five units', async () => {
    await approving('committee', { members: 100 })
    await approving('general_branch', { members: 51 })
    await approving('joint_branch', { members: 6, units: 5 })
    await approving('branch', { members: 3 })
  })

  it('approves no smaller one without a recorded approval that says why, and one with it', async () => {
    const small = await approving('committee', { members: 3 }).catch(error => error)
    expect(small.code).toBe('input.field')
    expect(small.say('zh')).toMatch(/正式党员数.*现为 3，少于“设基层党委的党员” 100.*批准和理由/)
    expect(small.say('en')).toMatch(/is 3, less than .* 100/)
    await expect(approving('general_branch', { members: 50 })).rejects.toMatchObject({ code: 'input.field' })
    await expect(approving('joint_branch', { members: 6, units: 9 })).rejects.toMatchObject({ code: 'input.field' })
    await expect(approving('committee', { members: 99 }, '  ')).rejects.toMatchObject({ code: 'input.field' })
    await approving('committee', { members: 30 }, '区工委批准：国有企业改制需要')
  })

  it('opens no branch of two: that binds without exception', async () => {
    await expect(approving('branch', { members: 2 }, '批准')).rejects.toMatchObject({ code: 'input.field' })
  })
})

describe('S23 一村一名大学生 one village, one graduate', () => {
  it('is met by a graduate of a college; a herder with junior middle school is none, whatever the tie says', async () => {
    const law = new Law()
    for (const code of ['V1', 'V2']) law.village(code)
    law.person('大学生', 'V1', { education: 20 })
    law.person('初中', 'V2', { education: 70 })
    law.tie('graduate.official', 'V1', { person: '大学生' })
    law.tie('graduate.official', 'V2', { person: '初中' })
    expect(await law.value('teams.student_official_rate', '2012')).toBe(50)
    expect(await law.value('graduates.officials', '2012')).toBe(1)
    expect(await law.status('graduates.posted', 'V1', '2012')).toBe('met')
    expect(await law.status('graduates.posted', 'V2', '2012')).toBe('not_met')
  })
})

describe('S25 嘎查村报酬 village pay', () => {
  it('is met by the whole amount; a cent less is not the whole', async () => {
    const law = new Law()
    law.village('V1')
    law.person('书记', 'V1')
    law.post('书记', 'V1', 'secretary', { team: 'two_committees' })
    const due = (await law.owed('village.pay', 'V1', '2012-Q2'))!.owed
    await law.record('village.pay_payment', 'V1', '2012-06-20', { amount: (due - 0.01).toFixed(2) })
    expect(await law.status('village.pay', 'V1', '2012-Q2')).not.toBe('met')
    await law.record('village.pay_payment', 'V1', '2012-06-21', { amount: '0.01' })
    expect(await law.status('village.pay', 'V1', '2012-Q2')).toBe('met')
  })
})

describe('S27 典型示范户 demonstration households', () => {
  it('each has its own contact: the contact of another household is none', async () => {
    const law = new Law()
    law.village('V1')
    law.person('联系人', 'V1')
    for (const name of ['甲户', '乙户']) law.thing('household', name, 'V1', { project: 'cattle' })
    law.tie('household.contact', 'V1', { person: '联系人', household: '甲户' })
    expect(await law.owed('households.contact', 'V1', '2012')).toMatchObject({ owed: 2, value: 1, status: 'not_met' })
  })
})

describe('S28 责任状 certificates', () => {
  it('are in force at the end of the year: one that ended before is none', async () => {
    const law = new Law()
    for (const code of ['V1', 'V2']) law.village(code)
    const certificate = { certificate: '2012-1' }
    law.tie('responsibility.certificate', 'V1', { giver: 'D' }, { from: '2012-02-01', to: '2013-01-01' }, certificate)
    law.tie('responsibility.certificate', 'V2', { giver: 'D' }, { from: '2012-02-01', to: '2012-12-31' }, certificate)
    expect(await law.status('responsibility.signed', 'V1', '2012')).toBe('met')
    expect(await law.status('responsibility.signed', 'V2', '2012')).toBe('not_met')
  })
})

describe('S33 问题和对策 problems and measures', () => {
  it('are solved when that is confirmed: reported alone they are open, and overdue after their day', async () => {
    const law = new Law()
    law.village('V1')
    law.person('书记', 'V1')
    const told = { what: '阵地闲置', evidence: '台账', measure: '流动使用', topic: 'positions', owner: '书记' }
    const id = await law.record('problem', 'V1', '2012-02-01', { ...told, due: '2012-06-29' })
    await law.record('problem.solved', 'V1', '2012-06-01', { case: id, result: '已用' })
    expect(await law.owed('problem.followed', 'V1', '2012-H1')).toMatchObject({ owed: 1, value: 0, status: 'not_met' })
    await law.record('problem.confirmed', 'V1', '2012-06-29', { case: id })
    expect(await law.owed('problem.followed', 'V1', '2012-H1')).toMatchObject({ value: 1, status: 'met' })
  })
})

describe('a word of the charter', () => {
  const NAME = { zh: '试行办法', en: 'Trial rules' }
  const written = { by: ['own', 'above'], as: 'report' } as const
  const from = day('2011-01-01')
  const standard = (unit: Standard['unit'], value: number, strength: Standard['strength'] = 'must'): Standard => ({
    title: NAME,
    unit,
    strength,
    entries: [{ from, value, clause: NAME }],
  })
  const trial = (rest: Partial<System>): System => ({
    id: 'S37',
    name: NAME,
    group: 'education',
    clause: NAME,
    ...rest,
  })
  const owed = { title: NAME, every: 'quarter', from, grace: 0 } as const

  it('atMost is a ceiling: what is spent up to it keeps it, and nothing spent as well; a cent more does not', async () => {
    const law = new Law()
    law.also(
      trial({
        records: { 'fete.cost': { name: NAME, written, fields: { amount: { name: NAME, type: 'money' } } } },
        standards: { 'fete.most': standard('yuan', 100) },
        measures: {
          'fete.spent': { title: NAME, unit: 'yuan', digits: 2, op: 'sum', over: 'fete.cost', field: 'amount' },
        },
        duties: {
          'fete.kept': {
            ...owed,
            who: { sector: ['village'] },
            measure: 'fete.spent',
            atMost: { standard: 'fete.most' },
          },
        },
      }),
    )
    for (const code of ['V1', 'V2', 'V3']) law.village(code)
    const spend = (org: string, amount: string) => law.record('fete.cost', org, '2012-05-01', { amount })
    await spend('V1', '100.00')
    await spend('V2', '100.00')
    await spend('V2', '0.01')
    expect(await law.status('fete.kept', 'V1', '2012-Q2')).toBe('met')
    expect(await law.owed('fete.kept', 'V2', '2012-Q2')).toMatchObject({ owed: 100, value: 100.01, status: 'not_met' })
    expect(await law.status('fete.kept', 'V3', '2012-Q2')).toBe('met')
  })

  it('sized tells who owes by their own figure: a branch of seven owes, one of six does not, nor by a probationary seventh', async () => {
    const law = new Law()
    law.also(
      trial({
        standards: { 'body.from': standard('person', 7), 'body.each': standard('person', 1) },
        measures: {
          'body.members': {
            title: NAME,
            unit: 'person',
            op: 'people',
            over: 'posts',
            who: 'person',
            where: { team: 'committee' },
          },
        },
        duties: {
          'body.there': {
            ...owed,
            who: { sector: ['village'], sized: { measure: 'members.full', atLeast: 'body.from' } },
            measure: 'body.members',
            atLeast: { standard: 'body.each' },
          },
          'body.alone': {
            ...owed,
            who: { sector: ['village'], sized: { measure: 'members.full', atMost: 'body.from' } },
            measure: 'body.members',
            atMost: { standard: 'body.each' },
          },
        },
      }),
    )
    for (const code of ['V1', 'V2']) {
      law.village(code)
      for (let n = 1; n <= 6; n += 1) law.person(`${code} ${n}`, code)
      law.person(`${code} 7`)
    }
    law.member('V1 7', 'V1', { kind: 'probationary', to: '2012-06-30' })
    law.member('V1 7', 'V1', { from: '2012-06-30' })
    law.member('V2 7', 'V2', { kind: 'probationary' })
    expect(await law.status('body.there', 'V1', '2012-Q1'), 'six and a probationary one').toBe('nothing owed')
    expect(await law.status('body.there', 'V1', '2012-Q2'), 'seven on its last day').toBe('not_met')
    expect(await law.status('body.there', 'V2', '2012-Q2')).toBe('nothing owed')
    expect(await law.status('body.alone', 'V2', '2012-Q2'), 'up to seven').toBe('met')
  })

  it('roll: full lets full members alone vote; who is confirmed votes from that day on', async () => {
    const law = new Law()
    law.also(trial({ records: { 'vote.held': { name: NAME, written, roll: 'full', fields: {} } } }))
    law.village('V1')
    law.person('正式', 'V1')
    law.person('预备')
    law.member('预备', 'V1', { kind: 'probationary', to: '2012-07-01' })
    law.member('预备', 'V1', { from: '2012-07-01' })
    const vote = (on: string) => law.record('vote.held', 'V1', on, {}, { present: ['正式', '预备'] })
    const early = await vote('2012-06-30').catch(error => error)
    expect(early.code).toBe('record.outsider')
    expect(early.say('zh')).toMatch(/预备在 2012-06-30 是“V1”的预备党员，没有表决权/)
    await vote('2012-07-01')
  })

  it('after sets the days between two stages: at least, and at most', async () => {
    const law = new Law()
    law.also(
      trial({
        cases: {
          admission: {
            name: NAME,
            written,
            fields: { who: { name: NAME, type: 'text' } },
            stages: {
              applied: { name: NAME, written },
              talked: { name: NAME, written, after: { stage: 'applied', atMost: 'talk.most' } },
              taken: { name: NAME, written, after: { stage: 'open', atLeast: 'taken.least' } },
            },
          },
        },
        standards: { 'talk.most': standard('day', 30), 'taken.least': standard('day', 365) },
      }),
    )
    law.village('V1')
    law.person('甲', 'V1')
    const opening = { who: '乙', owner: '甲', due: '2013-06-30' }
    const id = await law.record('admission', 'V1', '2012-01-10', opening)
    const step = (stage: string, on: string) => law.record(`admission.${stage}`, 'V1', on, { case: id })
    await step('applied', '2012-01-10')
    const late = await step('talked', '2012-02-10').catch(error => error)
    expect(late.say('zh')).toMatch(/31 天，超过“试行办法” 30 天/)
    await step('talked', '2012-02-09')
    await expect(step('taken', '2013-01-08')).rejects.toMatchObject({ code: 'input.field' })
    await step('taken', '2013-01-09')
  })

  it('unless opens the way past a norm that leaves room, by an approval that says why, and past no other', async () => {
    const law = new Law()
    law.also(
      trial({
        cases: {
          fair: {
            name: NAME,
            written,
            fields: {
              stalls: { name: NAME, type: 'integer' },
              approval: { name: { zh: '批准', en: 'Approval' }, type: 'text', optional: true },
            },
            stages: { done: { name: NAME, written } },
            limits: [
              { field: 'stalls', atLeast: 'fair.least' },
              { field: 'stalls', atMost: 'fair.most', unless: 'approval' },
            ],
          },
        },
        standards: { 'fair.least': standard('item', 2), 'fair.most': standard('item', 9, 'normally') },
      }),
    )
    law.village('V1')
    law.person('甲', 'V1')
    const open = (stalls: number, approval?: string) =>
      law.record('fair', 'V1', '2012-01-10', { stalls, approval, owner: '甲', due: '2012-06-30' })
    await open(9)
    await expect(open(10)).rejects.toMatchObject({ code: 'input.field' })
    await open(10, '镇党委批准：来的人多')
    await expect(open(1, '镇党委批准')).rejects.toMatchObject({ code: 'input.field' })
  })

  it('owned: org asks which organization answers for a case: a person alone does not', async () => {
    const law = new Law()
    law.org('O1', 'branch', 'organ')
    law.person('甲', 'O1')
    const told = { campaign: 'five_ones', goal: '覆盖每个支部', due: '2012-06-30' }
    const alone = await law.record('campaign.task', 'O1', '2012-02-10', { ...told, owner: '甲' }).catch(error => error)
    expect(alone.say('zh')).toMatch(/责任单位.*没有填写/)
    await law.record('campaign.task', 'O1', '2012-02-10', { ...told, owner: '甲', owner_org: 'O1' })
  })
})

describe('a district that is loaded at once', () => {
  it('is asked the same as a single record: who stands on a roll, how a case goes on, what is excused and paid', async () => {
    const told = (more: (law: Law) => void) => {
      const law = new Law()
      law.village('V1')
      law.village('V2')
      law.person('甲', 'V1')
      law.person('乙', 'V2')
      more(law)
      return law.value('members.total', '2012')
    }
    const lesson = (roll: object) => (law: Law) => law.tell('study.day', 'V1', '2012-05-01', { topic: '党章' }, roll)
    expect(await told(lesson({ present: ['甲'] }))).toBe(2)
    await expect(told(lesson({ present: ['乙'] }))).rejects.toMatchObject({ code: 'record.outsider' })
    await expect(told(lesson({ present: ['甲'], absent: ['甲'] }))).rejects.toMatchObject({ code: 'input.field' })
    const early = { present: [], madeUp: ['甲'], madeUpOn: { 甲: '2012-04-30' } }
    await expect(told(lesson(early))).rejects.toMatchObject({ code: 'input.field' })
    await expect(
      told(law => law.tell('village.pay_payment', 'V1', '2012-05-01', { amount: '1.00' })),
    ).rejects.toMatchObject({ code: 'pay.nobody' })
    await expect(
      told(law => law.tell('duty.excuse', 'V1', '2012-05-01', { duty: 'training.fund', reason: '困难' })),
    ).rejects.toMatchObject({ code: 'input.field' })
    const choosing = (days: number, chosen: number) => (law: Law) => {
      const on = (day: number) => `2012-03-${String(day).padStart(2, '0')}`
      const body = { post: '副局长', places: 1, channel: 'open', owner: '甲', due: '2012-12-31' }
      const id = law.tell('selection', 'D', on(1), body)
      const said: [string, object][] = [
        ['announced', { where: '公告栏' }],
        ['signed_up', { candidates: 3 }],
        ['checked', { qualified: 3 }],
        ['examined', { seated: 3 }],
        ['inspected', { inspected: 2 }],
        ['decided', { chosen, names: '甲' }],
      ]
      for (const [stage, body] of said) law.tell(`selection.${stage}`, 'D', on(2), { case: id, ...body })
      law.tell('selection.published', 'D', on(2 + days), { case: id, result: '任用' })
    }
    expect(await told(choosing(7, 1))).toBe(2)
    await expect(told(choosing(6, 1))).rejects.toMatchObject({ code: 'input.field' })
    await expect(told(choosing(7, 2))).rejects.toMatchObject({ code: 'input.field' })
  })
})
