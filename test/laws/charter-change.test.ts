// A charter cannot stop a house: whatever is added, corrected or withdrawn, every later day has a charter, and no earlier day has another one.
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '../../src/access/session.sql.ts'
import { brokenLocks, lockOf } from '../../src/charter/charter.ts'
import { compile, shipped } from '../../src/charter/compile.ts'
import { charterOn, type Own, proposed, revalued, sourcesOn, withdrawn } from '../../src/charter/own.ts'
import { Problem } from '../../src/problem/problem.ts'
import { addText, charterShow, normWithdraw, standardChange, standardPreview } from '../../src/server/charter.http.ts'
import { type House, openHouse, operator } from '../../src/server/house.node.ts'
import { composed } from '../../src/store/store.ts'
import { SYSTEMS } from '../../src/systems/index.ts'
import { inForce } from '../../src/time/dated.ts'
import { type Day, day, plusDays } from '../../src/time/day.ts'
import { type Ready, running } from '../ready.ts'

const TODAY = day('2026-06-01')
const EMPTY: Own = { base: shipped(SYSTEMS), systems: [], standards: [] }

/** A small system: a thing of one name, a kind of record about a thing, and, where said, a duty with its standard. */
const text = (
  id: string,
  { thing, about, duty, since }: { thing?: string; about?: string; duty?: string; since: Day },
): string => `id: ${id}
name: ${id}
group: education
clause: ${id}, article 1
${thing ? `things:\n  ${thing}: { name: ${thing}, fields: { length: { name: length, type: decimal } } }\n` : ''}${
  about
    ? `records:\n  ${id.toLowerCase()}.look: { name: look, fields: { at: { name: at, type: thing, of: ${about} } } }\n`
    : ''
}${
  duty
    ? `standards:
  ${duty}.least: { title: ${duty}, unit: activity/month, strength: must, entries: [{ from: ${since}, value: 1, clause: c }] }
measures:
  ${duty}.held: { title: ${duty}, unit: activity, op: count, over: meetings.held }
duties:
  ${duty}.monthly: { title: ${duty}, who: { sector: [village] }, every: month, measure: ${duty}.held, atLeast: { standard: ${duty}.least }, from: ${since}, grace: 0 }
`
    : ''
}`

/** What is accepted of a change; null where it is refused in words. */
function accepted(work: () => { readonly own: Own; readonly faults: readonly { zh: string }[] }): Own | null {
  try {
    const { own, faults } = work()
    return faults.length === 0 ? own : null
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return null
  }
}

/** What holds on a day: every id that is declared, and the value of every standard that is in force then. */
const held = (own: Own, on: Day): unknown => {
  const charter = compile(sourcesOn(own, on))
  return [
    Object.keys(lockOf(charter)),
    [...charter.standards.values()].map(({ id, is }) => [id, inForce(is.entries, on)?.value ?? null]),
  ]
}

const days = Array.from({ length: 9 }, (_, index) => plusDays(TODAY, (index - 3) * 40))
const aDay = fc.constantFrom(...days)
const step = fc.oneof(
  fc.record({
    does: fc.constant('add' as const),
    id: fc.constantFrom('X1', 'X2', 'X3'),
    since: aDay,
    thing: fc.option(fc.constantFrom('canal', 'pump'), { nil: undefined }),
    about: fc.option(fc.constantFrom('canal', 'pump'), { nil: undefined }),
    duty: fc.option(fc.constantFrom('ditch', 'dyke'), { nil: undefined }),
    why: fc.option(fc.constant('typed wrongly'), { nil: undefined }),
  }),
  fc.record({
    does: fc.constant('value' as const),
    standard: fc.constantFrom('study.days_per_month', 'ditch.least', 'dyke.least'),
    since: aDay,
    value: fc.integer({ min: 0, max: 4 }),
    why: fc.option(fc.constant('a late paper'), { nil: undefined }),
  }),
  fc.record({
    does: fc.constant('withdraw' as const),
    id: fc.constantFrom('X1', 'X2', 'X3', 'study.days_per_month', 'ditch.least', 'dyke.least'),
    since: aDay,
  }),
)

describe('whatever is accepted of additions, values, corrections and withdrawals', () => {
  it('leaves every day with a charter, and every day before it with the charter that it had', () => {
    let taken = 0
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 8 }), steps => {
        let own = EMPTY
        let nth = 0
        for (const one of steps) {
          const id = `${nth++}`
          const next = accepted(() => {
            if (one.does === 'withdraw') return withdrawn(own, one.id, one.since, TODAY)
            const why = one.why === undefined ? {} : { why: one.why }
            if (one.does === 'add')
              return proposed(own, text(one.id, one as Parameters<typeof text>[1]), one.since, {
                ...why,
                today: TODAY,
                id,
              })
            const clause = { zh: 'c', en: 'c' }
            return revalued(own, { ...one, ...why, clause }, { today: TODAY, id })
          })
          if (!next) continue
          taken++
          for (const on of [...days, plusDays(TODAY, 999)]) {
            const after = held(next, on)
            if (on < one.since) expect(after).toEqual(held(own, on))
          }
          own = next
        }
      }),
      { numRuns: 40 },
    )
    expect(taken, 'changes that were accepted').toBeGreaterThan(25)
  })
})

describe('two that cannot stand together', () => {
  const since = day('2026-12-01')
  const add = (own: Own, one: string, from: Day, more: Parameters<typeof text>[1]) =>
    proposed(own, text(one, more), from, { today: TODAY, id: `${one} ${from}` })
  it.each([
    ['the same thing', { thing: 'canal' }],
    ['the same measure, duty and standard', { duty: 'ditch' }],
  ] as const)('%s: the earlier day is examined with the later, and the refusal names both', (_what, more) => {
    const first = add(EMPTY, 'X1', since, { ...more, since })
    expect(first.faults).toEqual([])
    const second = add(first.own, 'X2', day('2026-11-30'), { ...more, since })
    expect(second.faults.length).toBeGreaterThan(0)
    for (const fault of second.faults) {
      expect(fault.zh).toMatch(/X1/)
      expect(fault.zh).toMatch(/X2/)
    }
  })

  it('a kind that a later text uses is not withdrawn before it; a value not before its standard', () => {
    const first = add(EMPTY, 'X1', since, { thing: 'canal', duty: 'ditch', since })
    const user = add(first.own, 'X2', day('2027-01-01'), { about: 'canal', since })
    expect(user.faults).toEqual([])
    expect(withdrawn(user.own, 'X1', since, TODAY).faults[0]!.zh).toMatch(/X2/)
    const alone = withdrawn(user.own, 'X2', day('2027-01-01'), TODAY)
    expect(alone.faults).toEqual([])
    const valued = revalued(
      alone.own,
      { standard: 'ditch.least', value: 2, since: day('2027-03-01'), clause: { zh: 'c', en: 'c' } },
      { today: TODAY },
    )
    expect(valued.faults).toEqual([])
    expect(withdrawn(valued.own, 'X1', since, TODAY).faults[0]!.zh).toMatch(/ditch\.least/)
  })

  it('a later text of a system may not lose what the earlier one has', () => {
    const first = add(EMPTY, 'X1', day('2026-01-01'), { thing: 'canal', duty: 'ditch', since: day('2026-01-01') })
    const told = add(first.own, 'X1', day('2027-01-01'), { thing: 'canal', since })
      .faults.map(fault => fault.en)
      .join()
    expect(told).toMatch(/duty ditch\.monthly vanished/)
    expect(told).toMatch(/measure ditch\.held vanished/)
    expect(told).toMatch(/standard ditch\.least vanished/)
  })
})

describe('the lock', () => {
  it('remembers measures, duties and standards', () => {
    const charter = compile(shipped(SYSTEMS))
    const lock = lockOf(charter)
    for (const entry of ['measure study.days', 'duty study.monthly', 'standard study.days_per_month'])
      expect(lock[entry], entry).toEqual({})
    expect(brokenLocks({ 'measure gone.days': {}, 'duty gone.monthly': {} }, charter)).toEqual([
      'measure gone.days vanished',
      'duty gone.monthly vanished',
    ])
  })
})

describe('in a house', () => {
  let place: Ready
  let house: House
  let actor: Actor
  beforeAll(async () => {
    place = await running()
    house = place.house
    actor = await operator(house, 'test')
  })
  afterAll(() => place.remove())
  const asking = () => ({ house, actor, language: 'en' as const })
  const refusal = (work: Promise<unknown>) =>
    work.then(
      () => 'accepted',
      error => (error as Problem).code,
    )

  it('what is to come is replaced and withdrawn, what is in force is not', async () => {
    const since = day('2199-01-01')
    await addText(house, actor, { text: text('X1', { thing: 'canal', since }), since })
    await addText(house, actor, { text: text('X1', { thing: 'pump', since }), since })
    expect(await refusal(normWithdraw.give(asking(), {}, { id: 'X1', since: '2198-01-01' }))).toBe('charter.nothing')
    const { taken } = await charterShow.give(asking(), { id: 'X1' }, {})
    expect(taken).toMatchObject([{ id: 'X1', since, takenBy: 'operator' }])
    await normWithdraw.give(asking(), {}, { id: 'X1', since })
    expect(await refusal(charterShow.give(asking(), { id: 'X1' }, {}))).toBe('charter.unknown')
    const begun = day('2020-01-01')
    await addText(house, actor, { text: text('X2', { thing: 'canal', since: begun }), since: begun })
    expect(await refusal(normWithdraw.give(asking(), {}, { id: 'X2', since: begun }))).toBe('charter.begun')
    expect(
      await refusal(
        addText(house, actor, { text: text('X2', { thing: 'canal', duty: 'ditch', since: begun }), since: begun }),
      ),
    ).toBe('charter.invalid')
    await addText(house, actor, {
      text: text('X2', { thing: 'canal', duty: 'ditch', since: begun }),
      since: begun,
      why: 'forgotten',
    })
    expect((await charterShow.give(asking(), { id: 'X2' }, {})).texts).toMatchObject([
      { since: begun, why: 'forgotten' },
    ])
  })

  it('a value entered back into a finished year shows what it would change, asks why, and is journaled with both values', async () => {
    const asked = { standard: 'village.cadre_pay', value: 450, since: '2012-05-15' }
    const seen = await standardPreview.give(asking(), {}, { ...asked, period: '2012' })
    expect(seen.duties[0]!.after.met).toBeLessThan(seen.duties[0]!.before.met)
    const source = { zh: '通知', en: 'Notice' }
    expect(await refusal(standardChange.give(asking(), {}, { ...asked, source }))).toBe('charter.reason')
    await standardChange.give(asking(), {}, { ...asked, source, why: '文件迟到' })
    const { entries } = await standardChange.give(asking(), {}, { ...asked, value: 405, source, why: '写错了' })
    expect(entries.find(entry => entry.from === asked.since)).toMatchObject({ value: 405, why: '写错了' })
    const { taken } = await charterShow.give(asking(), { id: 'S25' }, {})
    expect(taken).toMatchObject([{ id: 'village.cadre_pay', value: 450, now: 405, why: '写错了', takenBy: 'operator' }])
  })

  it('a stored text that no longer stands leaves the house open by the last good charter, and says so', async () => {
    const bad = text('X9', { about: 'no_such_thing', since: day('2020-01-01') })
    await house.store.asOwner(1, tx =>
      tx.run(
        composed(
          `insert into own_system (region, id, system, since, text, author, at) values (1, gen_random_uuid(), 'X9', '2020-01-01', $1, 'x', now())`,
        ),
        [bad],
      ),
    )
    const other = await openHouse(place.at.place)
    expect(other.faults.map(fault => fault.file)).toEqual(['X9.yaml'])
    expect(other.charter.systems.some(one => one.id === 'X9')).toBe(false)
    expect(other.charter.kinds.has('study.day')).toBe(true)
    await addText(other, actor, {
      text: text('X9', { thing: 'no_such_thing', about: 'no_such_thing', since: day('2020-01-01') }),
      since: '2020-01-01',
      why: 'mended',
    })
    expect(other.faults).toEqual([])
    expect(other.charter.kinds.has('x9.look')).toBe(true)
    await other.close()
    expect(charterOn(EMPTY, TODAY).faults).toEqual([])
  })
})
