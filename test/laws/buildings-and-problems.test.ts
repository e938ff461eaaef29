// S24 and S33: a venue is built, equipped and accepted by its day; a problem has evidence, a measure, an owner and a date.
import { beforeEach, describe, expect, it } from 'vitest'
import { aHouse, Law } from '../law.ts'

aHouse()
let law: Law

beforeEach(() => {
  law = new Law()
  law.village('V1')
  law.person('甲', 'V1')
})

describe('building a venue', () => {
  const begun = (due: string) =>
    law.record('positions.construction', 'V1', '2012-02-01', { what: '活动室', budget: '100000', owner_org: 'V1', due })
  const step = (id: string, stage: string, on: string, body: Record<string, unknown> = {}) =>
    law.record(`positions.construction.${stage}`, 'V1', on, { case: id, ...body })

  it('is accepted only when it is equipped', async () => {
    const id = await begun('2012-06-30')
    await step(id, 'planned', '2012-02-20')
    await step(id, 'built', '2012-05-20')
    await expect(step(id, 'accepted', '2012-06-01')).rejects.toMatchObject({ code: 'case.order' })
    await step(id, 'equipped', '2012-06-10', { equipment: '电视机、电脑' })
    await step(id, 'accepted', '2012-06-30')
    expect(await law.value('positions.constructions_accepted', '2012-06')).toBe(1)
    expect(await law.status('positions.built_in_time', 'V1', '2012-H1')).toBe('met')
  })

  it('found faulty it is built again; an extension moves its day', async () => {
    const id = await begun('2012-06-29')
    await step(id, 'planned', '2012-02-20')
    await step(id, 'built', '2012-05-20')
    await step(id, 'faulty', '2012-05-25', { due: '2012-06-29', reason: '渗水' })
    await expect(step(id, 'equipped', '2012-06-10', { equipment: 'x' })).rejects.toMatchObject({ code: 'case.order' })
    expect(await law.status('positions.built_in_time', 'V1', '2012-H1')).toBe('not_met')
    await step(id, 'extended', '2012-06-20', { due: '2012-06-30', reason: '阴雨' })
    expect(await law.status('positions.built_in_time', 'V1', '2012-H1')).toBe('met')
  })

  it('does not touch the money that is recorded for projects', async () => {
    await begun('2012-06-30')
    expect(await law.value('positions.wulanhada_investment', '2012')).toBe(null)
  })
})

describe('the money of a project', () => {
  const spent = (project: string, on: string) =>
    law.record('positions.investment', 'D', on, { project, purpose: 'venue', amount: '50000' })

  it('is recorded every year for each project: one too few is not enough, and a second payment for one is no other project', async () => {
    law.thing('project', '活动室', 'D', { purpose: 'venue' })
    law.thing('project', '远教站', 'D', { purpose: 'distance_education' })
    await spent('活动室', '2012-03-01')
    await spent('活动室', '2012-06-01')
    expect(await law.owed('positions.investment_recorded', 'D', '2012')).toMatchObject({ owed: 2, value: 1 })
    expect(await law.status('positions.investment_recorded', 'D', '2012')).toBe('not_met')
    await spent('远教站', '2012-12-31')
    expect(await law.status('positions.investment_recorded', 'D', '2012')).toBe('met')
  })

  it('of the day after belongs to the next year', async () => {
    law.thing('project', '活动室', 'D', { purpose: 'venue' })
    await spent('活动室', '2013-01-01')
    expect(await law.status('positions.investment_recorded', 'D', '2012')).toBe('not_met')
    expect(await law.status('positions.investment_recorded', 'D', '2013')).toBe('met')
  })

  it('is not owed of a project that had ended before the year was over', async () => {
    law.thing('project', '活动室', 'D', { purpose: 'venue' }, { to: '2012-07-01' })
    law.thing('project', '远教站', 'D', { purpose: 'distance_education' })
    await spent('远教站', '2012-02-01')
    expect(await law.owed('positions.investment_recorded', 'D', '2012')).toMatchObject({ owed: 1, status: 'met' })
  })
})

describe('a problem', () => {
  const body = {
    what: '利用率低',
    evidence: '每月不足一次',
    measure: '推广流动阵地',
    topic: 'positions',
    owner: '甲',
    due: '2012-12-30',
  }
  it('lacks nothing: evidence, measure, owner and date are asked', async () => {
    for (const field of ['evidence', 'measure', 'owner', 'due'])
      await expect(
        law.record('problem', 'V1', '2012-10-15', { ...body, [field]: undefined }),
        field,
      ).rejects.toMatchObject({
        code: field === 'owner' ? 'case.owner' : field === 'due' ? 'case.due' : 'input.field',
      })
  })

  it('is solved when that is confirmed, by its day; the day after it is overdue', async () => {
    const id = await law.record('problem', 'V1', '2012-10-15', body)
    expect(await law.status('problem.followed', 'V1', '2012-H2')).toBe('not_met')
    await law.record('problem.solved', 'V1', '2012-12-20', { case: id, result: '每月两次' })
    expect(await law.status('problem.followed', 'V1', '2012-H2')).toBe('not_met')
    await law.record('problem.confirmed', 'V1', '2012-12-30', { case: id })
    expect(await law.status('problem.followed', 'V1', '2012-H2')).toBe('met')
    expect(await law.value('problem.solved', '2012')).toBe(1)
  })

  it('that comes again in the same place after it was confirmed lists itself', async () => {
    const id = await law.record('problem', 'V1', '2012-03-15', body)
    await law.record('problem.solved', 'V1', '2012-04-20', { case: id, result: 'x' })
    await law.record('problem.confirmed', 'V1', '2012-04-30', { case: id })
    await law.record('problem', 'V1', '2012-10-15', body)
    expect(await law.value('problem.repeated', '2012')).toBe(1)
    expect(await law.value('problem.repeated', '2012-H1')).toBe(0)
  })
})
