// S04: two concentrated study days a month; who missed one makes it up.
import { describe, expect, it } from 'vitest'
import { aHouse, Law } from '../law.ts'

aHouse()

const HELD = { topic: '学习' }

describe('S04 学习制度 study system', () => {
  it('is met by two study days in a month, and not by one', async () => {
    const law = new Law()
    law.village('V1')
    await law.record('study.day', 'V1', '2012-03-05', HELD)
    expect(await law.status('study.monthly', 'V1', '2012-03')).toBe('not_met')
    await law.record('study.day', 'V1', '2012-03-31', HELD)
    expect(await law.status('study.monthly', 'V1', '2012-03')).toBe('met')
    expect(await law.status('study.monthly', 'V1', '2012-04'), 'each month for itself').toBe('not_met')
  })

  it('is open in its month, late for fifteen days, and not met from the sixteenth on', async () => {
    const law = new Law()
    law.village('V1')
    await law.record('study.day', 'V1', '2012-03-05', HELD)
    const standing = (on: string) => law.status('study.monthly', 'V1', '2012-03', on)
    expect(await standing('2012-03-31')).toBe('open')
    expect(await standing('2012-04-01')).toBe('late')
    expect(await standing('2012-04-15')).toBe('late')
    expect(await standing('2012-04-16')).toBe('not_met')
  })

  it('is met by what was held, whenever it was entered; what is withdrawn does not count', async () => {
    const law = new Law()
    law.village('V1')
    await law.record('study.day', 'V1', '2012-03-05', HELD)
    const second = await law.record('study.day', 'V1', '2012-03-06', HELD)
    expect(await law.status('study.monthly', 'V1', '2012-03')).toBe('met')
    await law.record('study.day', 'V1', '2012-03-06', {}, { voids: second })
    expect(await law.status('study.monthly', 'V1', '2012-03')).toBe('not_met')
  })

  it('is owed by a new branch from its first full month, by a closed one to its last', async () => {
    const law = new Law()
    law.village('V1', { from: '2012-03-02', to: '2012-05-31' })
    expect(await law.status('study.monthly', 'V1', '2012-03')).toBe('nothing owed')
    expect(await law.status('study.monthly', 'V1', '2012-04')).toBe('not_met')
    expect(await law.status('study.monthly', 'V1', '2012-05'), 'it did not stand on the last day').toBe('nothing owed')
  })

  it('is not owed by the district itself, nor before 2011', async () => {
    const law = new Law()
    law.village('V1')
    expect(await law.status('study.monthly', 'D', '2012-03')).toBe('nothing owed')
    expect(await law.status('study.monthly', 'V1', '2010-12')).toBe('nothing owed')
    expect(await law.status('study.monthly', 'V1', '2011-01')).toBe('not_met')
  })

  it('can be excused for one month, which excuses no other', async () => {
    const law = new Law()
    law.village('V1')
    await law.excuse('study.monthly', 'V1', '2012-02-10')
    expect(await law.status('study.monthly', 'V1', '2012-02')).toBe('excused')
    expect(await law.status('study.monthly', 'V1', '2012-03')).toBe('not_met')
  })

  it('counts attendance by those due: an excused one is not due, a lesson made up is attended', async () => {
    const law = new Law()
    law.village('V1')
    for (const name of ['甲', '乙', '丙', '丁']) law.person(name, 'V1')
    await law.record('study.day', 'V1', '2012-03-05', HELD, {
      present: ['甲'],
      madeUp: ['乙'],
      absent: ['丙'],
      excused: ['丁'],
    })
    expect(await law.value('study.attendance_share', '2012-03')).toBe(67)
  })

  it('makes up what was missed by a correction of its record, which says on which day', async () => {
    const law = new Law()
    law.village('V1')
    for (const name of ['甲', '乙']) law.person(name, 'V1')
    const held = await law.record('study.day', 'V1', '2012-03-05', HELD, { present: ['甲'], absent: ['乙'] })
    expect(await law.value('study.attendance_share', '2012-03')).toBe(50)
    await law.record('study.day', 'V1', '2012-03-05', HELD, {
      present: ['甲'],
      madeUp: ['乙'],
      madeUpOn: { 乙: '2012-03-12' },
      voids: held,
    })
    expect(await law.value('study.attendance_share', '2012-03')).toBe(100)
    expect(await law.value('study.days', '2012-03'), 'it is still one day').toBe(1)
  })

  it('asks more from the first month that begins under a higher standard', async () => {
    const law = new Law()
    law.standard('study.days_per_month', '2012-03-15', 3)
    law.village('V1')
    for (const on of ['2012-03-05', '2012-03-20', '2012-04-05', '2012-04-20'])
      await law.record('study.day', 'V1', on, HELD)
    expect(await law.status('study.monthly', 'V1', '2012-03')).toBe('met')
    expect(await law.owed('study.monthly', 'V1', '2012-04')).toMatchObject({ value: 2, owed: 3, status: 'not_met' })
  })

  it('is owed by a branch in the month in which it moves, and by a committee for itself alone', async () => {
    const law = new Law()
    for (const code of ['C1', 'C2']) law.org(code, 'committee', 'town')
    law.village('V1', { under: 'C1', to: '2012-03-15' })
    law.village('V1', { under: 'C2', from: '2012-03-15' })
    for (const on of ['2012-03-05', '2012-03-20']) await law.record('study.day', 'V1', on, HELD)
    expect(await law.status('study.monthly', 'V1', '2012-03')).toBe('met')
    expect(await law.status('study.monthly', 'C2', '2012-03')).toBe('not_met')
    expect(await law.value('study.days', '2012-03', 'C1'), 'before the move').toBe(1)
    expect(await law.value('study.days', '2012-03', 'C2'), 'after it').toBe(1)
  })
})
