// S31: what supervision finds is notified, put on the ledger, put right, checked again and closed, in that order and by its day.
import { beforeEach, describe, expect, it } from 'vitest'
import { aHouse, Law } from '../law.ts'

aHouse()
let law: Law
const DUTY = 'supervision.findings_put_right'

beforeEach(() => {
  law = new Law()
  law.village('V1')
  law.person('巴图', 'V1')
})

const found = (on: string, due: string, topic = 'study', org = 'V1') =>
  law.record('supervision.finding', org, on, { what: '学习记录不完整', topic, owner: '巴图', due })
const step = (id: string, stage: string, on: string, more: Record<string, unknown> = {}, org = 'V1') =>
  law.record(`supervision.finding.${stage}`, org, on, { case: id, ...more })
const putRight = async (id: string, closed: string) => {
  await step(id, 'notified', closed)
  await step(id, 'listed', closed, { measure: '补齐' })
  await step(id, 'rectified', closed, { proof: '记录本' })
  await step(id, 'rechecked', closed)
  await step(id, 'closed', closed)
}

describe('the rounds of a year', () => {
  const rounds = async (count: number) => {
    for (let n = 0; n < count; n += 1)
      await law.record('supervision.round', 'D', `2012-0${n + 1}-20`, { topic: '督查' })
  }
  it('three are one too few, four are enough', async () => {
    await rounds(3)
    expect(await law.status('supervision.held', 'D', '2012')).toBe('not_met')
    await law.record('supervision.round', 'D', '2012-12-31', { topic: '督查' })
    expect(await law.status('supervision.held', 'D', '2012')).toBe('met')
  })
})

describe('a finding', () => {
  it('is not opened without an owner, nor without a due day, nor with one that is past', async () => {
    const open = (body: Record<string, unknown>) =>
      law.record('supervision.finding', 'V1', '2012-03-05', { what: 'x', ...body })
    await expect(open({ due: '2012-04-30' })).rejects.toMatchObject({ code: 'case.owner' })
    await expect(open({ owner: '巴图' })).rejects.toMatchObject({ code: 'case.due' })
    await expect(open({ owner: '巴图', due: '2012-03-04' })).rejects.toMatchObject({ code: 'case.due' })
    await expect(open({ owner_org: 'V1', due: '2012-03-05' })).resolves.toBeTypeOf('string')
  })

  it('goes its way stage by stage: no proof before the ledger, no closing before the re-check, nothing twice', async () => {
    const id = await found('2012-03-05', '2012-04-30')
    await expect(step(id, 'listed', '2012-03-06', { measure: 'x' })).rejects.toMatchObject({ code: 'case.order' })
    await step(id, 'notified', '2012-03-06')
    await expect(step(id, 'notified', '2012-03-07')).rejects.toMatchObject({ code: 'case.again' })
    await step(id, 'listed', '2012-03-07', { measure: 'x' })
    await expect(step(id, 'rectified', '2012-03-08')).rejects.toMatchObject({ code: 'input.field' })
    await step(id, 'rectified', '2012-03-08', { proof: 'x' })
    await expect(step(id, 'closed', '2012-03-09')).rejects.toMatchObject({ code: 'case.order' })
    await expect(step(id, 'rechecked', '2012-03-04')).rejects.toMatchObject({ code: 'case.early' })
    // A stage of a day before the one that it follows would stand in front of it.
    await expect(step(id, 'rechecked', '2012-03-07')).rejects.toMatchObject({ code: 'case.order' })
  })

  it('closed on its due day is in time, on the day after it is late', async () => {
    await putRight(await found('2012-03-05', '2012-04-29'), '2012-04-29')
    expect(await law.value('supervision.closed_in_time', '2012-04')).toBe(100)
    await putRight(await found('2012-03-05', '2012-04-28', 'venue'), '2012-04-29')
    expect(await law.value('supervision.closed_in_time', '2012-04')).toBe(50)
  })

  it('is overdue on the day after its due day, not on the day itself', async () => {
    await found('2012-03-05', '2012-04-30')
    expect(await law.value('supervision.findings_overdue', '2012-04')).toBe(0)
    await found('2012-03-05', '2012-04-29')
    expect(await law.value('supervision.findings_overdue', '2012-04')).toBe(1)
    expect(await law.value('supervision.findings_overdue', '2012-05')).toBe(2)
  })

  it('keeps the past as it was: what was open in March stays open in March when it is closed in June', async () => {
    const id = await found('2012-03-05', '2012-07-31')
    await putRight(id, '2012-06-10')
    const open = (period: string) => law.value('supervision.findings_open', period)
    expect([await open('2012-03'), await open('2012-05'), await open('2012-06'), await open('2012')]).toEqual([
      1, 1, 0, 0,
    ])
    expect(await law.value('supervision.findings_closed', '2012-06')).toBe(1)
    expect(await law.value('supervision.findings_closed', '2012-Q1')).toBe(0)
  })

  it('proved false is open again from the proof on, with a new due day; closed again it counts where it was closed last', async () => {
    const id = await found('2012-03-05', '2012-04-30')
    await putRight(id, '2012-04-10')
    await expect(step(id, 'extended', '2012-04-11', { due: '2012-06-30', reason: 'x' })).rejects.toMatchObject({
      code: 'case.closed',
    })
    await step(id, 'reopened', '2012-05-10', { due: '2012-06-20', reason: '没有真正整改' })
    expect(await law.value('supervision.findings_open', '2012-05')).toBe(1)
    expect(await law.value('supervision.findings_open', '2012-04')).toBe(0)
    await expect(step(id, 'closed', '2012-05-11')).rejects.toMatchObject({ code: 'case.order' })
    await step(id, 'rectified', '2012-06-01', { proof: '重新补课' })
    await step(id, 'rechecked', '2012-06-05')
    await step(id, 'closed', '2012-06-06')
    expect(await law.value('supervision.findings_open', '2012-06')).toBe(0)
    expect(await law.value('supervision.findings_reopened', '2012-06')).toBe(1)
  })

  it('gets another due day only by an extension with its reason, and only a later one', async () => {
    const id = await found('2012-03-05', '2012-04-10')
    const extend = (body: Record<string, unknown>) => step(id, 'extended', '2012-04-08', body)
    await expect(extend({ due: '2012-05-31' })).rejects.toMatchObject({ code: 'input.field' })
    await expect(extend({ due: '2012-04-10', reason: '牧忙' })).rejects.toMatchObject({ code: 'case.due' })
    await extend({ due: '2012-05-20', reason: '牧忙' })
    expect(await law.value('supervision.findings_overdue', '2012-04')).toBe(0)
    expect(await law.value('supervision.findings_overdue', '2012-05')).toBe(1)
  })

  it('is repeated when the same organization has the same matter again after closing, and only then', async () => {
    const first = await found('2012-03-05', '2012-04-30')
    // While the first is still open this is not yet a repetition.
    await found('2012-03-20', '2012-04-30')
    expect(await law.value('supervision.findings_repeated', '2012')).toBe(0)
    await putRight(first, '2012-04-10')
    expect(await law.value('supervision.findings_repeated', '2012')).toBe(0)
    await found('2012-06-05', '2012-07-30')
    expect(await law.value('supervision.findings_repeated', '2012')).toBe(1)
    await found('2012-06-06', '2012-07-30', 'venue')
    expect(await law.value('supervision.findings_repeated', '2012')).toBe(1)
  })

  it('whose closing is taken back stands open again, and a stage under later ones is not taken back', async () => {
    const id = await found('2012-03-05', '2012-04-30')
    const notified = await step(id, 'notified', '2012-03-10')
    const listed = await step(id, 'listed', '2012-03-12', { measure: 'x' })
    await expect(
      law.record('supervision.finding.notified', 'V1', '2012-03-10', {}, { voids: notified }),
    ).rejects.toMatchObject({ code: 'case.order' })
    await expect(law.record('supervision.finding', 'V1', '2012-03-05', {}, { voids: id })).rejects.toMatchObject({
      code: 'case.begun',
    })
    await law.record('supervision.finding.listed', 'V1', '2012-03-12', {}, { voids: listed })
    await law.record('supervision.finding.notified', 'V1', '2012-03-10', {}, { voids: notified })
    await law.record('supervision.finding', 'V1', '2012-03-05', {}, { voids: id })
    expect(await law.value('supervision.findings', '2012')).toBe(0)
  })
})

describe('the duty to put findings right', () => {
  it('is owed by whoever has findings: met while none is overdue, missed when one is', async () => {
    law.village('V2')
    await found('2012-02-05', '2012-03-31')
    expect(await law.status(DUTY, 'V1', '2012-Q1')).toBe('met')
    expect(await law.status(DUTY, 'V1', '2012-Q2')).toBe('not_met')
    expect(await law.status(DUTY, 'V2', '2012-Q2')).toBe('nothing owed')
  })

  it('is not owed for the quarter in which an organization is founded or ends', async () => {
    law.village('V3', { from: '2012-02-01' })
    law.village('V4', { to: '2012-06-15' })
    await found('2012-02-05', '2012-02-20', 'study', 'V3')
    await found('2012-02-05', '2012-02-20', 'study', 'V4')
    expect(await law.status(DUTY, 'V3', '2012-Q1')).toBe('nothing owed')
    expect(await law.status(DUTY, 'V3', '2012-Q2')).toBe('not_met')
    expect(await law.status(DUTY, 'V4', '2012-Q1')).toBe('not_met')
    expect(await law.status(DUTY, 'V4', '2012-Q2')).toBe('nothing owed')
  })

  it('an open finding of an organization that has ended stays on the books of the district', async () => {
    law.village('V4', { to: '2012-06-15' })
    await found('2012-02-05', '2012-02-20', 'study', 'V4')
    expect(await law.value('supervision.findings_open', '2012')).toBe(1)
  })

  it('an excused organization is excused', async () => {
    await found('2012-02-05', '2012-02-20')
    await law.excuse(DUTY, 'V1', '2012-03-10')
    expect(await law.status(DUTY, 'V1', '2012-Q1')).toBe('excused')
  })
})
