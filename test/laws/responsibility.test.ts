// S29, S30, S31: contact and help, meetings, supervision.
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
    law.person('领导')
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
    law.person('领导')
    await law.record('contact.visit', 'V1', '2012-06-30', { person: '领导' })
    expect(await law.status('contact.visited', 'V1', '2012-Q2')).toBe('met')
    expect(await law.status('contact.visited', 'V1', '2012-Q3')).toBe('not_met')
  })
})

describe('S30 会议制度 meetings', () => {
  it('holds the leading group’s meeting twice a year; meetings of other kinds do not count', async () => {
    const law = new Law()
    const held = (type: string, on: string) => law.record('meetings.held', 'D', on, { type, topic: '党建' })
    await held('leading_group', '2012-03-01')
    await held('party_committee', '2012-04-01')
    await held('report', '2012-05-01')
    expect(await law.status('meetings.leading_group_held', 'D', '2012')).toBe('not_met')
    await held('leading_group', '2012-12-31')
    expect(await law.status('meetings.leading_group_held', 'D', '2012')).toBe('met')
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
