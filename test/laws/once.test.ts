// What counts once: days and not entries, a place at most to its norm, a meeting only with somebody there, a lesson made up
// in its time, and one event that two people wrote down.
import { describe, expect, it } from 'vitest'
import { BOTH } from '../../src/charter/charter.ts'
import { emptySketch, sketchOf, systemOf } from '../../src/charter/sketch.ts'
import { Chance } from '../../src/district/making.ts'
import { twins } from '../../src/record/twin.sql.ts'
import { day, plusDays } from '../../src/time/day.ts'
import { aHouse, Law } from '../law.ts'

aHouse()

const HELD = { topic: '学习' }

/** A branch with members, so that somebody can come. */
function branch(law: Law, code = 'V1', names = ['甲', '乙', '丙', '丁']): string[] {
  law.village(code)
  return names.map(name => law.person(`${code}${name}`, code))
}

describe('days', () => {
  it('counts a day once, however often something was held on it: two entries of one day are one of two study days', async () => {
    const law = new Law()
    law.village('V1')
    await law.record('study.day', 'V1', '2012-04-10', { topic: '上午' })
    await law.record('study.day', 'V1', '2012-04-10', { topic: '下午' })
    expect(await law.value('study.days', '2012-04')).toBe(1)
    expect(await law.status('study.monthly', 'V1', '2012-04')).toBe('not_met')
    await law.record('study.day', 'V1', '2012-04-11', HELD)
    expect(await law.owed('study.monthly', 'V1', '2012-04')).toMatchObject({ value: 2, owed: 2, status: 'met' })
  })

  it('counts one date of two organizations as two days, and adds them over months', async () => {
    const law = new Law()
    for (const code of ['V1', 'V2']) law.village(code)
    for (const [org, on] of [
      ['V1', '2012-04-10'],
      ['V2', '2012-04-10'],
      ['V1', '2012-05-10'],
      ['V1', '2012-05-10'],
    ] as const)
      await law.record('study.day', org, on, HELD)
    expect(await law.value('study.days', '2012-04')).toBe(2)
    expect(await law.value('study.days', '2012')).toBe(3)
    expect(await law.value('study.days', '2012', 'V1')).toBe(2)
  })

  it('gives for every history the number of pairs of organization and day that stand, in both trees', async () => {
    const chance = new Chance(41)
    for (let history = 0; history < 4; history += 1) {
      const law = new Law()
      for (const code of ['C1', 'C2']) law.org(code, 'committee', 'town')
      law.village('V1', { under: 'C1', to: '2012-05-16' })
      law.village('V1', { under: 'C2', from: '2012-05-16' })
      for (const code of ['V2', 'V3']) law.village(code, { under: code === 'V2' ? 'C1' : 'C2' })
      const orgs = ['V1', 'V2', 'V3', 'C1'] as const
      const standing = new Map<string, { org: string; on: string }>()
      for (let step = 0; step < 40; step += 1) {
        const org = chance.pick([...orgs])
        const on = plusDays(day('2012-05-10'), chance.between(0, 11))
        const ids = [...standing.keys()]
        const luck = chance.next()
        if (luck < 0.6 || ids.length === 0) {
          standing.set(await law.record('study.day', org, on, { topic: `${step}` }), { org, on })
          continue
        }
        const wrong = chance.pick(ids)
        const was = standing.get(wrong)!
        standing.delete(wrong)
        if (luck < 0.8)
          standing.set(await law.record('study.day', was.org, on, { topic: `${step}` }, { voids: wrong }), {
            ...was,
            on,
          })
        else await law.record('study.day', was.org, was.on, {}, { voids: wrong })
      }
      const days = (which: (one: { org: string; on: string }) => boolean) =>
        new Set([...standing.values()].filter(which).map(one => `${one.org} ${one.on}`)).size
      const under = (top: string, then: boolean) => (one: { org: string; on: string }) =>
        one.org === 'V1'
          ? top === (then && one.on < '2012-05-16' ? 'C1' : 'C2')
          : top === ({ V2: 'C1', V3: 'C2', C1: 'C1' } as Record<string, string>)[one.org]
      for (const tree of ['then', 'now'] as const) {
        expect((await law.figure('study.days', '2012', 'D', tree)).value).toBe(days(() => true))
        for (const top of ['C1', 'C2'])
          expect((await law.figure('study.days', '2012-05', top, tree)).value, `${history} ${tree} ${top}`).toBe(
            days(under(top, tree === 'then')),
          )
      }
    }
  })
})

describe('a system of the guided form', () => {
  it('may count days: two entries of one day are one, and the form reads its own text again', async () => {
    const empty = emptySketch('S37', day('2012-01-01'), 'education')
    const name = { zh: '夜校', en: 'Night school' }
    const duty = { ...empty.duty!, title: name, sectors: ['village'], atLeast: 2 }
    const sketch = { ...empty, name, clause: name, record: name, way: 'days' as const, duty }
    const system = systemOf(sketch)
    expect(sketchOf(system, sketch.since)?.way).toBe('days')
    const law = new Law()
    law.also(system)
    branch(law, 'V1', ['甲'])
    for (const on of ['2012-03-05', '2012-03-05']) await law.record('s37.record', 'V1', on, { f1: '识字' })
    expect(await law.owed('s37.duty', 'V1', '2012-03')).toMatchObject({ value: 1, owed: 2, status: 'not_met' })
    await law.record('s37.record', 'V1', '2012-03-06', { f1: '识字' })
    expect(await law.status('s37.duty', 'V1', '2012-03')).toBe('met')
  })
})

describe('a meeting with nobody there', () => {
  it('is kept but was not held, by its roll: it counts for no duty, and the duty says so', async () => {
    const law = new Law()
    const people = branch(law)
    await law.record('study.day', 'V1', '2012-04-10', HELD, { present: people })
    await law.record('study.day', 'V1', '2012-04-20', HELD, { absent: people })
    expect(await law.owed('study.monthly', 'V1', '2012-04')).toMatchObject({
      value: 1,
      status: 'not_met',
      doubts: { nobody: 1 },
    })
    expect(await law.figure('study.days', '2012-04')).toMatchObject({ value: 1, doubts: { nobody: 1 } })
    expect(await law.value('study.attendance_share', '2012-04'), 'those due are still due').toBe(50)
  })

  it('is not held either where everybody was excused or made it up later', async () => {
    const law = new Law()
    const [first, second, ...others] = branch(law)
    await law.record('study.day', 'V1', '2012-04-10', HELD, { excused: [first!, second!], madeUp: others })
    expect(await law.value('study.days', '2012-04')).toBe(0)
  })

  it('is not held where the number of those present is nought; where neither is said it counts and is marked', async () => {
    const law = new Law()
    const held = (on: string, more: Record<string, unknown>) =>
      law.record('meetings.held', 'D', on, { type: 'leading_group', topic: '党建', ...more })
    await held('2012-03-01', { attended: 0 })
    expect(await law.owed('meetings.leading_group_held', 'D', '2012')).toMatchObject({ value: 0 })
    await held('2012-04-01', {})
    await held('2012-05-01', { attended: 7 })
    expect(await law.figure('meetings.leading_group', '2012')).toMatchObject({
      value: 2,
      doubts: { nobody: 1, untold: 1, twins: 0 },
    })
  })

  it('uses no place', async () => {
    const law = new Law()
    const people = branch(law)
    law.thing('venue', '活动室', 'V1', { use: 'room' })
    await law.record('study.day', 'V1', '2012-04-10', { ...HELD, venue: '活动室' }, { absent: people })
    expect(await law.value('positions.utilization', '2012-04')).toBe(0)
    await law.record('study.day', 'V1', '2012-04-11', { ...HELD, venue: '活动室' }, { present: people })
    expect(await law.value('positions.utilization', '2012-04')).toBe(50)
  })
})

describe('making up', () => {
  const missed = async (law: Law) => {
    const [first, second] = branch(law, 'V1', ['甲', '乙'])
    const id = await law.record('study.day', 'V1', '2012-03-05', HELD, { present: [first!], absent: [second!] })
    return { id, second: second! }
  }

  it('counts on the thirtieth day after the month, and is late on the thirty-first', async () => {
    for (const [on, share, inTime, late] of [
      ['2012-03-05', 100, 1, 0],
      ['2012-04-30', 100, 1, 0],
      ['2012-05-01', 50, 0, 1],
    ] as const) {
      const law = new Law()
      const { id, second } = await missed(law)
      expect(await law.value('study.to_make_up', '2012-03')).toBe(1)
      await law.record('study.day', 'V1', on, {}, { makesUp: id, madeUp: [second] })
      expect(await law.value('study.attendance_share', '2012-03'), on).toBe(share)
      expect(await law.value('study.made_up', '2012-03')).toBe(inTime)
      expect(await law.value('study.made_up_late', '2012-03')).toBe(late)
      expect(await law.value('study.missed', '2012-03'), 'missed it was').toBe(1)
      expect(await law.value('study.to_make_up', '2012-03')).toBe(0)
      expect(await law.status('study.made_up_all', 'V1', '2012-03')).toBe(inTime ? 'met' : 'met_late')
      expect((await law.owed('study.made_up_all', 'V1', '2012-03'))!.settled).toBe(on > '2012-03-31' ? on : null)
      expect(await law.value('study.days', '2012-03'), 'it is still one day').toBe(1)
    }
  })

  it('follows the days that the charter gives on the day that was missed', async () => {
    const law = new Law()
    law.standard('study.make_up_within', '2012-03-01', 10)
    const { id, second } = await missed(law)
    await law.record('study.day', 'V1', '2012-04-11', {}, { makesUp: id, madeUp: [second] })
    expect(await law.value('study.made_up_late', '2012-03')).toBe(1)
  })

  it('takes the day of writing where a correction says of somebody for the first time that it was made up', async () => {
    const law = new Law()
    const { id, second } = await missed(law)
    await law.record('study.day', 'V1', '2012-03-05', HELD, { present: ['V1甲'], madeUp: [second], voids: id })
    expect(await law.value('study.made_up_late', '2012-03'), 'written on 30 June 2013').toBe(1)
    expect(await law.status('study.made_up_all', 'V1', '2012-03')).toBe('met_late')
  })

  it('settles the month when the last who missed it has made it up, each on a day of their own', async () => {
    const law = new Law()
    const [first, second, third] = branch(law, 'V1', ['甲', '乙', '丙'])
    const roll = { present: [first!], absent: [second!, third!] }
    const id = await law.record('study.day', 'V1', '2012-03-05', HELD, roll)
    const madeUp = (on: string, who: string) => law.record('study.day', 'V1', on, {}, { makesUp: id, madeUp: [who] })
    await madeUp('2012-04-10', second!)
    expect(await law.owed('study.made_up_all', 'V1', '2012-03')).toMatchObject({ value: 1, owed: 2, status: 'not_met' })
    await madeUp('2012-06-20', third!)
    const told = { value: 2, owed: 2, status: 'met_late', settled: '2012-06-20' }
    expect(await law.owed('study.made_up_all', 'V1', '2012-03')).toMatchObject(told)
    expect(await law.figure('study.made_good', '2012-03', 'V1')).toMatchObject({ value: 2, records: 1 })
  })

  it('keeps its day through a correction of something else', async () => {
    const law = new Law()
    const { id, second } = await missed(law)
    const made = await law.record('study.day', 'V1', '2012-04-02', {}, { makesUp: id, madeUp: [second] })
    await law.record(
      'study.day',
      'V1',
      '2012-03-05',
      { topic: '另一题' },
      { present: ['V1甲'], madeUp: [second], voids: made },
    )
    expect(await law.value('study.made_up', '2012-03')).toBe(1)
  })

  it('is told of one after the other, whichever record stands by then; who was there or has made it up already is refused', async () => {
    const law = new Law()
    const [first, ...others] = branch(law)
    const id = await law.record('study.day', 'V1', '2012-03-05', HELD, { present: [first!], absent: others })
    for (const one of others) await law.record('study.day', 'V1', '2012-03-20', {}, { makesUp: id, madeUp: [one] })
    expect(await law.value('study.made_up', '2012-03')).toBe(3)
    const again = (who: string, on = '2012-03-21') =>
      law.record('study.day', 'V1', on, {}, { makesUp: id, madeUp: [who] })
    await expect(again(others[0]!)).rejects.toMatchObject({ code: 'input.field' })
    await expect(again(first!)).rejects.toMatchObject({ code: 'input.field' })
  })

  it('happens after what was missed, and not in days to come', async () => {
    const law = new Law()
    const { id, second } = await missed(law)
    const on = (made: string) => law.record('study.day', 'V1', made, {}, { makesUp: id, madeUp: [second] })
    await expect(on('2012-03-04')).rejects.toMatchObject({ code: 'input.field' })
    await expect(on('2013-07-01')).rejects.toMatchObject({ code: 'record.future' })
  })
})

describe('use of a place', () => {
  it('counts at most to the norm of a month, a day once, so that a busy place hides no idle one', async () => {
    const law = new Law()
    law.village('V1')
    law.village('V2')
    law.thing('venue', '热', 'V1', { use: 'room' })
    law.thing('venue', '冷', 'V2', { use: 'room' })
    for (let n = 0; n < 12; n += 1)
      await law.record('positions.activity', 'V1', '2012-05-11', { venue: '热', what: `${n}` })
    expect(await law.value('positions.utilization', '2012-05', 'V1'), 'one day of two').toBe(50)
    for (const on of ['2012-05-12', '2012-05-13', '2012-05-14'])
      await law.record('positions.activity', 'V1', on, { venue: '热', what: '活动' })
    expect(await law.value('positions.utilization', '2012-05', 'V1')).toBe(100)
    expect(await law.value('positions.utilization', '2012-05'), 'one full, one idle').toBe(50)
  })

  it('belongs to the organization of the place, whoever used it', async () => {
    const law = new Law()
    law.village('V1')
    law.village('V2')
    law.thing('venue', '甲室', 'V1', { use: 'room' })
    law.thing('venue', '乙室', 'V2', { use: 'room' })
    for (const [org, on] of [
      ['V2', '2012-05-03'],
      ['V2', '2012-05-04'],
      ['V1', '2012-05-05'],
    ] as const)
      await law.record('positions.activity', org, on, { venue: '甲室', what: '活动' })
    expect(await law.value('positions.utilization', '2012-05', 'V1')).toBe(100)
    expect(await law.value('positions.utilization', '2012-05', 'V2')).toBe(0)
  })

  it('is never more than 100 %, whatever is recorded', async () => {
    const chance = new Chance(7)
    const law = new Law()
    for (const code of ['V1', 'V2']) law.village(code)
    for (const [place, org] of [
      ['一', 'V1'],
      ['二', 'V1'],
      ['三', 'V2'],
    ] as const)
      law.thing('venue', place, org, { use: chance.next() < 0.5 ? 'room' : 'mobile' })
    law.thing('venue', '四', 'V2', { use: 'mobile' }, { from: '2012-05-10', to: '2012-06-12' })
    for (let n = 0; n < 80; n += 1)
      await law.record(
        'positions.activity',
        chance.pick(['V1', 'V2']),
        plusDays(day('2012-05-01'), chance.between(0, 60)),
        {
          venue: chance.pick(['一', '二', '三']),
          what: `${n}`,
        },
      )
    for (const period of ['2012-05', '2012-06', '2012-Q2', '2012'])
      for (const org of ['D', 'V1', 'V2'])
        for (const figure of ['positions.utilization', 'positions.mobile_utilization'])
          expect((await law.value(figure, period, org)) ?? 0, `${figure} ${period} ${org}`).toBeLessThanOrEqual(100)
  })
})

describe('two records of one event', () => {
  const pay = (law: Law, amount: string, on = '2012-03-26', turn?: string) =>
    law.record('village.office_payment', 'V1', on, { amount }, turn ? { for: turn } : {})

  it('are told of with the figure and the duty until somebody decides, and count meanwhile', async () => {
    const law = new Law()
    law.village('V1')
    const one = await pay(law, '5000')
    const other = await pay(law, '5000.00')
    expect(await law.figure('village.office_paid', '2012-03')).toMatchObject({ value: 10000, doubts: { twins: 1 } })
    expect(await law.figure('village.office_paid', '2012', 'D', 'now')).toMatchObject({ doubts: { twins: 1 } })
    expect(await law.owed('village.office', 'V1', '2012-Q1')).toMatchObject({ doubts: { twins: 1 } })
    await law.record(BOTH, 'V1', '2012-04-01', { one, other })
    expect(await law.figure('village.office_paid', '2012-03')).toMatchObject({ value: 10000, doubts: { twins: 0 } })
    const correction = await law.record(
      'village.office_payment',
      'V1',
      '2012-03-26',
      { amount: '5000' },
      { voids: other },
    )
    expect(
      (await law.figure('village.office_paid', '2012-03')).doubts.twins,
      'what was decided holds for a correction',
    ).toBe(0)
    await law.record('village.office_payment', 'V1', '2012-03-26', {}, { voids: correction })
    expect(await law.figure('village.office_paid', '2012-03')).toMatchObject({ value: 5000, doubts: { twins: 0 } })
  })

  it('are no longer asked about when one of them is taken back', async () => {
    const law = new Law()
    law.village('V1')
    await pay(law, '5000')
    const other = await pay(law, '5000')
    await law.record('village.office_payment', 'V1', '2012-03-26', {}, { voids: other })
    expect(await law.figure('village.office_paid', '2012-03')).toMatchObject({ value: 5000, doubts: { twins: 0 } })
  })

  it('are not two of different amounts, days or organizations', async () => {
    const law = new Law()
    for (const code of ['V1', 'V2']) law.village(code)
    await pay(law, '5000')
    await pay(law, '4000')
    await pay(law, '5000', '2012-03-27')
    await law.record('village.office_payment', 'V2', '2012-03-26', { amount: '5000' })
    expect((await law.figure('village.office_paid', '2012-03')).doubts.twins).toBe(0)
  })

  it('are two where they name two turns; who leaves the turn out may mean either', async () => {
    const law = new Law()
    law.village('V1')
    law.today = '2013-04-30'
    await pay(law, '5000', '2013-01-10', '2012-Q3')
    await pay(law, '5000', '2013-01-10', '2012-Q4')
    await pay(law, '5000', '2013-01-10', '2012-12')
    const doubted = async () => (await law.figure('village.office_paid', '2013-01')).doubts.twins
    expect(await doubted(), 'December is the last month of the fourth quarter').toBe(1)
    await pay(law, '5000', '2013-01-10')
    expect(await doubted(), 'it may be any of the three').toBe(4)
    const listed = await law.read('2013', (tx, charter, { place: { seat } }) =>
      twins(tx, charter, { seat, from: day('2013-01-01'), to: day('2013-02-01') }),
    )
    expect(listed).toHaveLength(4)
  })

  it('are two where hardly anybody of the one was at the other', async () => {
    const law = new Law()
    const [first, second, third, fourth] = branch(law)
    await law.record('study.day', 'V1', '2012-04-10', { topic: '上午' }, { present: [first!, second!] })
    await law.record('study.day', 'V1', '2012-04-10', { topic: '下午' }, { present: [third!, fourth!] })
    expect((await law.figure('study.days', '2012-04')).doubts.twins).toBe(0)
    await law.record('study.day', 'V1', '2012-04-10', { topic: '学习' }, { present: [first!, third!] })
    expect((await law.figure('study.days', '2012-04')).doubts.twins, 'it may be either').toBe(2)
  })
})
