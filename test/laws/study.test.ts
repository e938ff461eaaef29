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
})
