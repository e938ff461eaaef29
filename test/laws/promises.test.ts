// S15: every able member of a community has a post; a promise is made in public and kept by its date.
import { beforeEach, describe, expect, it } from 'vitest'
import { aHouse, Law } from '../law.ts'

aHouse()
let law: Law

beforeEach(() => {
  law = new Law()
  law.community('S1')
})

describe('posts with duties', () => {
  const DUTY = 'promise.posts'
  const post = (person: string, spans: { from?: string; to?: string } = {}, org = 'S1') =>
    law.tie('member.duty_post', org, { person }, spans, { post: 'help' })
  it('one able member without a post is one too many', async () => {
    for (const name of ['甲', '乙']) law.person(name, 'S1')
    post('甲')
    expect(await law.owed(DUTY, 'S1', '2012-H1')).toMatchObject({ owed: 2, value: 1, status: 'not_met' })
  })

  it('met when the last able member takes one on the last day of the half', async () => {
    for (const name of ['甲', '乙']) law.person(name, 'S1')
    post('甲')
    post('乙', { from: '2012-06-30' })
    expect(await law.status(DUTY, 'S1', '2012-H1')).toBe('met')
  })

  it('nothing is demanded of whoever has turned sixty, and an old volunteer does not stand for an able member', async () => {
    law.person('老', 'S1', { born: '1952-06-30' })
    law.person('壮', 'S1', { born: '1952-07-01' })
    post('老')
    expect(await law.owed(DUTY, 'S1', '2012-H1')).toMatchObject({ owed: 1, value: 0, status: 'not_met' })
  })

  it('an excused member owes no post; why is not kept', async () => {
    law.person('病', 'S1')
    law.tie('member.excused_from_post', 'S1', { person: '病' })
    expect(await law.status(DUTY, 'S1', '2012-H1')).toBe('met')
  })

  it('a post that was given up counts no more, nor one that was taken in another community', async () => {
    law.community('S2')
    for (const name of ['甲', '乙']) law.person(name, 'S1')
    post('甲', { to: '2012-06-30' })
    post('乙', {}, 'S2')
    expect(await law.owed(DUTY, 'S1', '2012-H1')).toMatchObject({ owed: 2, value: 0 })
    expect(await law.status(DUTY, 'S2', '2012-H1')).toBe('nothing owed')
  })
})

describe('a promise', () => {
  const promised = (on: string, due: string) => law.record('promise', 'S1', on, { what: '代购药品', owner: '甲', due })
  const step = (id: string, stage: string, on: string, body: Record<string, unknown> = {}) =>
    law.record(`promise.${stage}`, 'S1', on, { case: id, ...body })
  beforeEach(() => {
    law.person('甲', 'S1')
  })

  it('confirmed on its day is kept in time; still open on the day after it is overdue', async () => {
    const id = await promised('2012-02-01', '2012-03-30')
    await step(id, 'kept', '2012-03-29', { result: '已代购' })
    await step(id, 'confirmed', '2012-03-30')
    expect(await law.status('promise.kept_in_time', 'S1', '2012-Q1')).toBe('met')
    await promised('2012-02-01', '2012-03-30')
    expect(await law.status('promise.kept_in_time', 'S1', '2012-Q1')).toBe('not_met')
    expect(await law.value('promise.overdue', '2012-03', 'S1')).toBe(1)
  })

  it('kept without a result is refused, and what people doubt is open again', async () => {
    const id = await promised('2012-02-01', '2012-05-31')
    await expect(step(id, 'kept', '2012-03-01')).rejects.toMatchObject({ code: 'input.field' })
    await expect(step(id, 'doubted', '2012-03-01', { due: '2012-06-30', reason: 'x' })).rejects.toMatchObject({
      code: 'case.order',
    })
    await step(id, 'kept', '2012-03-01', { result: 'x' })
    await step(id, 'confirmed', '2012-03-05')
    await step(id, 'doubted', '2012-04-05', { due: '2012-06-30', reason: '只做了一次' })
    expect(await law.value('promise.open', '2012-04', 'S1')).toBe(1)
    expect(await law.value('promise.open', '2012-03', 'S1')).toBe(0)
  })
})
