// S13: every community has a leader who answers for it, and its work is analysed and notified each quarter.
import { beforeEach, describe, expect, it } from 'vitest'
import { aHouse, Law } from '../law.ts'

aHouse()
let law: Law

beforeEach(() => {
  law = new Law()
  law.community('S1')
  law.person('领导', undefined, { rank: 'section' })
})

const analysed = (on: string, notified = true) =>
  law.record('community.analysis', 'S1', on, { person: '领导', topic: '设岗', notified })

describe('the leader of a community', () => {
  it('must be there on the last day of the half; on the day before an end is not enough', async () => {
    law.tie('community.leader', 'S1', { person: '领导' }, { from: '2012-06-30', to: '2012-12-31' })
    expect(await law.status('community.leader_assigned', 'S1', '2012-H1')).toBe('met')
    expect(await law.status('community.leader_assigned', 'S1', '2012-H2')).toBe('not_met')
    expect(await law.value('community.led', '2012-06')).toBe(1)
    expect(await law.value('community.led', '2012-12')).toBe(0)
  })

  it('is not owed by a village, nor in the half in which a community is founded', async () => {
    law.village('V1')
    law.community('S2', { from: '2012-02-01' })
    expect(await law.status('community.leader_assigned', 'V1', '2012-H1')).toBe('nothing owed')
    expect(await law.status('community.leader_assigned', 'S2', '2012-H1')).toBe('nothing owed')
    expect(await law.status('community.leader_assigned', 'S2', '2012-H2')).toBe('not_met')
  })
})

describe('the analysis of a quarter', () => {
  beforeEach(() => law.tie('community.leader', 'S1', { person: '领导' }))

  it('counts when its result is notified', async () => {
    await analysed('2012-03-31', false)
    expect(await law.status('community.analysed', 'S1', '2012-Q1')).toBe('not_met')
    await analysed('2012-03-31')
    expect(await law.status('community.analysed', 'S1', '2012-Q1')).toBe('met')
  })

  it('of the next quarter comes too late for this one', async () => {
    await analysed('2012-04-01')
    expect(await law.status('community.analysed', 'S1', '2012-Q1', '2012-04-15')).toBe('late')
    expect(await law.status('community.analysed', 'S1', '2012-Q1', '2012-04-16')).toBe('not_met')
  })
})
