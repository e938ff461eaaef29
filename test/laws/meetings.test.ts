// S30: what a meeting decides has an owner and a date, and is followed until it is done.
import { beforeEach, describe, expect, it } from 'vitest'
import { aHouse, Law } from '../law.ts'

aHouse()
let law: Law

beforeEach(() => {
  law = new Law()
  law.village('V1')
  law.person('苏和', 'V1')
})

const decided = (on: string, due: string) =>
  law.record('meetings.decision', 'D', on, { what: '选派指导员', owner: '苏和', due })
const step = (id: string, stage: string, on: string, body: Record<string, unknown> = {}) =>
  law.record(`meetings.decision.${stage}`, 'D', on, { case: id, ...body })

describe('the leading group', () => {
  it('normally meets twice a year; once is one too few', async () => {
    await law.record('meetings.held', 'D', '2012-03-06', { type: 'leading_group', topic: 'x' })
    expect(await law.status('meetings.leading_group_held', 'D', '2012')).toBe('asks')
    await law.record('meetings.held', 'D', '2012-12-31', { type: 'leading_group', topic: 'x' })
    expect(await law.status('meetings.leading_group_held', 'D', '2012')).toBe('met')
  })
})

describe('a decision', () => {
  it('has an owner and a date, or it is none', async () => {
    const open = (body: Record<string, unknown>) =>
      law.record('meetings.decision', 'D', '2012-03-06', { what: 'x', ...body })
    await expect(open({ due: '2012-06-30' })).rejects.toMatchObject({ code: 'case.owner' })
    await expect(open({ owner: '苏和' })).rejects.toMatchObject({ code: 'case.due' })
  })

  it('may be done without a report of progress, but reports none once it is done', async () => {
    const id = await decided('2012-03-06', '2012-06-30')
    await step(id, 'done', '2012-04-02')
    await expect(step(id, 'reported', '2012-04-03')).rejects.toMatchObject({ code: 'case.closed' })
    expect(await law.value('meetings.decisions_done', '2012-04')).toBe(1)
  })

  it('counts as followed up while its date has not passed: met on the last day, missed the day after', async () => {
    await decided('2012-03-06', '2012-06-30')
    expect(await law.status('meetings.decisions_followed', 'D', '2012-Q2')).toBe('met')
    await decided('2012-03-06', '2012-06-29')
    expect(await law.status('meetings.decisions_followed', 'D', '2012-Q2')).toBe('not_met')
    expect(await law.value('meetings.decisions_overdue', '2012-06')).toBe(1)
    expect(await law.value('meetings.decisions_open', '2012-06')).toBe(2)
  })

  it('made in no quarter, nothing is owed', async () => {
    expect(await law.status('meetings.decisions_followed', 'D', '2012-Q2')).toBe('nothing owed')
  })
})
