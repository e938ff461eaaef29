// S29, S30, S31, S32: contact and help, meetings, supervision, appraisal.
import { describe, expect, it } from 'vitest'
import { aHouse, Law } from '../law.ts'

aHouse()

describe('S29 联系帮扶 contact and help', () => {
  it('gives every village and sub-farm a contact leader; who has left by the last day is none', async () => {
    const law = new Law()
    law.village('V1')
    law.village('V2')
    law.org('S1', 'branch', 'sub_bureau')
    law.community('Q1')
    law.person('领导', undefined, { rank: 'leader' })
    law.tie('contact.leader', 'V1', { person: '领导' })
    law.tie('contact.leader', 'S1', { person: '领导' }, { to: '2012-12-31' })
    expect(await law.status('contact.assigned', 'V1', '2012')).toBe('met')
    expect(await law.status('contact.assigned', 'V2', '2012')).toBe('not_met')
    expect(await law.status('contact.assigned', 'S1', '2012')).toBe('not_met')
    expect(await law.status('contact.assigned', 'Q1', '2012')).toBe('nothing owed')
    expect(await law.value('contact.villages', '2012')).toBe(1)
    expect(await law.value('contact.leaders', '2012'), 'one leader of two contact points is one').toBe(1)
  })

  it('normally visits the contact point once a quarter', async () => {
    const law = new Law()
    law.village('V1')
    law.person('领导', undefined, { rank: 'leader' })
    law.tie('contact.leader', 'V1', { person: '领导' })
    await law.record('contact.visit', 'V1', '2012-06-30', { person: '领导' })
    expect(await law.status('contact.visited', 'V1', '2012-Q2')).toBe('met')
    expect(await law.status('contact.visited', 'V1', '2012-Q3')).toBe('asks')
  })

  it('is late for fifteen days after the quarter, can be excused, and is owed by a new village from its first full quarter', async () => {
    const law = new Law()
    law.village('V1')
    law.village('V2', { from: '2012-04-02' })
    await law.excuse('contact.visited', 'V1', '2012-07-15')
    expect(await law.status('contact.visited', 'V1', '2012-Q2', '2012-06-30')).toBe('open')
    expect(await law.status('contact.visited', 'V1', '2012-Q2', '2012-07-15')).toBe('late')
    expect(await law.status('contact.visited', 'V1', '2012-Q2', '2012-07-16')).toBe('asks')
    expect(await law.status('contact.visited', 'V1', '2012-Q3')).toBe('excused')
    expect(await law.status('contact.visited', 'V2', '2012-Q2')).toBe('nothing owed')
    expect(await law.status('contact.visited', 'V2', '2012-Q3')).toBe('asks')
  })

  it('counts bureaus once, however many contact points they have, and cadres apart from leaders', async () => {
    const law = new Law()
    law.village('V1')
    law.org('S1', 'branch', 'sub_bureau')
    law.org('B1', 'branch', 'organ')
    law.thing('bureau', '农牧局', 'B1')
    law.person('干部', undefined, { rank: 'section' })
    for (const org of ['V1', 'S1']) {
      law.tie('contact.bureau', org, { bureau: '农牧局' })
      law.tie('contact.cadre', org, { person: '干部' })
    }
    expect(await law.value('contact.bureaus', '2012')).toBe(1)
    expect(await law.value('contact.cadres', '2012')).toBe(1)
    expect(await law.value('contact.leaders', '2012')).toBe(0)
    expect(await law.value('contact.sub_bureaus', '2012'), 'a cadre is no leader').toBe(0)
  })
})

describe('S30 会议制度 meetings', () => {
  it('holds the leading group’s meeting twice a year; meetings of other kinds do not count', async () => {
    const law = new Law()
    const held = (type: string, on: string) => law.record('meetings.held', 'D', on, { type, topic: '党建' })
    await held('leading_group', '2012-03-01')
    await held('party_committee', '2012-04-01')
    await held('report', '2012-05-01')
    expect(await law.status('meetings.leading_group_held', 'D', '2012')).toBe('asks')
    await held('leading_group', '2012-12-31')
    expect(await law.status('meetings.leading_group_held', 'D', '2012')).toBe('met')
  })

  it('is owed by the standards of the months when it changes in the year, and not met the day after the year', async () => {
    const law = new Law()
    law.standard('meetings.leading_group_per_year', '2012-07-01', 4)
    for (const on of ['2012-03-01', '2012-09-01'])
      await law.record('meetings.held', 'D', on, { type: 'leading_group', topic: '党建' })
    expect(await law.owed('meetings.leading_group_held', 'D', '2012', '2012-12-31')).toMatchObject({
      value: 2,
      owed: 3,
      status: 'open',
    })
    expect(await law.status('meetings.leading_group_held', 'D', '2012', '2013-01-01')).toBe('asks')
  })
})

describe.each([
  ['report', 'meetings.report_held', 1],
  ['analysis', 'meetings.analysis_held', 2],
  ['joint', 'meetings.joint_held', 1],
] as const)('S30 meetings of the kind %s', (type, duty, owed) => {
  const others = ['party_committee', 'leading_group', 'report', 'analysis', 'joint'].filter(other => other !== type)
  it(`are owed ${owed} a year: one too few on the last day is open, the day after a reason is asked`, async () => {
    const law = new Law()
    const held = (of: string, on: string) => law.record('meetings.held', 'D', on, { type: of, topic: '党建' })
    for (const other of others) await held(other, '2012-06-30')
    for (let nth = 1; nth < owed; nth++) await held(type, '2012-06-30')
    await held(type, '2013-01-01')
    expect(await law.status(duty, 'D', '2012', '2012-12-31')).toBe('open')
    expect(await law.status(duty, 'D', '2012', '2013-01-01')).toBe('asks')
    await held(type, '2012-12-31')
    expect(await law.status(duty, 'D', '2012', '2013-01-01')).toBe('met')
  })
})

describe('S31 督查制度 supervision', () => {
  it('is held at least four times a year; three are not enough, and January is grace', async () => {
    const law = new Law()
    for (const month of ['02', '05', '08'])
      await law.record('supervision.round', 'D', `2012-${month}-01`, { topic: '党建' })
    expect(await law.status('supervision.held', 'D', '2012', '2013-01-31')).toBe('late')
    expect(await law.status('supervision.held', 'D', '2012', '2013-02-01')).toBe('not_met')
    await law.record('supervision.round', 'D', '2012-12-31', { topic: '党建' })
    expect(await law.status('supervision.held', 'D', '2012')).toBe('met')
  })
})

describe('S32 通报考核 appraisal', () => {
  it('is owed every half-year from 2012 on; it may be made good until the last day of its grace, not the day after', async () => {
    const law = new Law()
    law.village('V1')
    law.today = '2013-09-30'
    const held = (turn: string, on: string) => law.status('appraisal.held', 'V1', turn, on)
    expect(await held('2011-H2', '2012-01-31')).toBe('nothing owed')
    expect(await held('2012-H2', '2013-01-31')).toBe('late')
    expect(await held('2013-H1', '2013-06-30')).toBe('open')
    expect(await held('2013-H1', '2013-08-14')).toBe('late')
    expect(await held('2013-H1', '2013-08-15')).toBe('not_met')
  })

  it('asks nothing of an organization that was closed before, and excuses one that is exempt', async () => {
    const law = new Law()
    law.village('V1')
    law.village('V2', { to: '2012-12-31' })
    law.today = '2013-09-30'
    await law.excuse('appraisal.held', 'V1', '2013-03-01')
    expect(await law.status('appraisal.held', 'V1', '2013-H1', '2013-08-15')).toBe('excused')
    expect(await law.status('appraisal.held', 'V2', '2013-H1', '2013-08-15')).toBe('nothing owed')
  })
})
