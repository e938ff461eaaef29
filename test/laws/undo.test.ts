// The law of undoing: whatever was changed in the register, undoing it in reverse order gives back the rows, boards and
// figures of before, under both readings of the tree; a change on which a later one rests cannot be undone before it.
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { compile, shipped } from '../../src/charter/compile.ts'
import { loadDistrict } from '../../src/district/load.sql.ts'
import { boardRows, dutiesOf } from '../../src/duty/board.sql.ts'
import { rebuild, settle } from '../../src/duty/duty.sql.ts'
import { figures, keep } from '../../src/measure/figure.sql.ts'
import { Problem } from '../../src/problem/problem.ts'
import * as change from '../../src/register/change.sql.ts'
import * as entry from '../../src/register/entry.sql.ts'
import type { District } from '../../src/register/facts.ts'
import { undo } from '../../src/register/journal.sql.ts'
import { findOrg, orgsOn } from '../../src/register/organization.sql.ts'
import { openStore } from '../../src/store/postgres.node.ts'
import { composed, type Store, type Tx } from '../../src/store/store.ts'
import { day, plusDays } from '../../src/time/day.ts'
import { readPeriod } from '../../src/time/period.ts'
import { migrated, type TestPlace } from '../place.ts'
import { everything, worlds } from '../world.ts'

const charter = compile(shipped([everything]))
const kindOf = (id: string) => charter.kinds.get(id)!
const today = day('2013-02-01')
const by = { name: 'test', today }
let at: TestPlace
let store: Store
let region = 0

beforeAll(async () => {
  at = await migrated()
  store = await openStore(at.place)
})
afterAll(async () => {
  await store.close()
  await at.remove()
})

const within = <T>(work: (tx: Tx) => Promise<T>) => store.within({ region, path: '/D/' }, work)

async function load(district: District): Promise<void> {
  region += 1
  await loadDistrict(store, charter, region, district, false)
  await within(tx => keep(tx, readPeriod('2012')!, today))
  await settle(store, charter, region)
}

const TABLES = [
  'org',
  'person',
  'membership',
  'post',
  'thing',
  'tie',
  'record',
  'record_key',
  'case_state',
  'attachment',
  'succession',
  'own',
  'cell',
  'tally',
]

/** Every row of every table that a change of the register may reach, as the database writes it. */
async function rows(): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {}
  for (const table of TABLES)
    found[table] = (
      await store.asOwner(region, tx =>
        tx.all(composed<{ row: string }>(`select to_jsonb(t)::text as row from ${table} t where region = $1`), [
          region,
        ]),
      )
    )
      .map(one => one.row)
      .sort()
  return found
}

/** What people see: the board and every figure of the top and of what stands below it, under both readings. */
async function shown(): Promise<unknown> {
  const seen: unknown[] = []
  for (const tree of ['then', 'now'] as const)
    for (const label of ['2012', '2012-H1'])
      await within(async tx => {
        const period = readPeriod(label)!
        for (const org of await orgsOn(tx, day('2012-12-31'))) {
          const asked = { place: await findOrg(tx, org.code), period, tree, today }
          seen.push([org.code, tree, label, await figures(tx, charter, asked)])
          seen.push(
            (await boardRows(tx, asked, dutiesOf(charter), [], today)).map(({ duty, total, own }) => ({
              duty: duty.id,
              total,
              own,
            })),
          )
        }
      })
  return seen
}

const step = fc.record({
  what: fc.constantFrom(
    ...(['move', 'move', 'merge', 'merge', 'open', 'close', 'split', 'tier'] as const),
    ...(['join', 'leave', 'transfer', 'transfer', 'appoint', 'release', 'confirm'] as const),
    ...(['enter', 'know', 'tie', 'untie', 'place', 'unplace'] as const),
  ),
  org: fc.nat({ max: 99 }),
  to: fc.nat({ max: 99 }),
  person: fc.nat({ max: 99 }),
  on: fc.integer({ min: 0, max: 420 }).map(count => plusDays(day('2011-11-15'), count)),
})
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never

/** Makes a change and gives its entry; a refusal is an answer too. */
async function make(district: District, one: Step, count: number): Promise<string | null> {
  const codes = [...new Set(district.orgs.map(org => org.code))]
  const [org, to] = [codes[one.org % codes.length]!, codes[one.to % codes.length]!]
  const person = district.people[one.person % district.people.length]!.id
  const fresh = {
    name: `新${count}`,
    short: `新${count}`,
    english: `New ${count}`,
    aliases: [],
    tier: 'branch',
    sector: 'village',
    model: 'urban',
  }
  const changes: Record<Step['what'], (tx: Tx) => Promise<{ id: string }>> = {
    move: tx => change.moveOrg(tx, org, to, one.on, by),
    merge: tx => change.mergeOrg(tx, org, to, one.on, by),
    open: tx => change.openOrg(tx, { ...fresh, parent: to, from: one.on }, by),
    close: tx => change.closeOrg(tx, charter, org, one.person % 2 ? to : null, one.on, by),
    split: async tx => {
      const { id } = await findOrg(tx, org)
      const own = await tx.all(
        composed<{ person: string }>(
          'select person from membership where region = $1 and org = $2 and valid @> $3::date',
        ),
        [region, id, one.on],
      )
      return change.splitOrg(
        tx,
        charter,
        org,
        { ...fresh, keeps: true },
        own.slice(0, 2).map(row => row.person),
        one.on,
        by,
      )
    },
    tier: tx => change.changeOrg(tx, org, one.on, { tier: 'branch', sector: 'town', model: 'urban' }, by),
    join: tx => change.join(tx, person, to, one.on, 'full', by),
    leave: tx => change.leave(tx, person, one.on, by),
    transfer: tx => change.transfer(tx, person, to, one.on, by),
    appoint: tx => change.appoint(tx, charter, person, to, 'secretary', null, one.on, by),
    release: tx => change.release(tx, charter, person, org, 'committee_member', one.on, by),
    confirm: tx => change.confirm(tx, person, one.on, by),
    enter: tx =>
      entry.enterPerson(
        tx,
        {
          ...{ name: `人新${count}`, english: '', sex: 2, born: day('1970-05-05'), nationality: '01', education: 30 },
          ...{ occupation: 'cadre', rank: null, org: to, from: one.on, kind: one.person % 2 ? 'full' : null },
          another: false,
        },
        by,
      ),
    know: tx => entry.changePerson(tx, person, one.on, { education: 70, rank: 'section' }, by),
    tie: tx =>
      entry.enterTie(
        tx,
        charter.kinds.get('x.contact')!,
        {
          org: to,
          from: one.on,
          to: null,
          body: { person, grade: 'x', ...(one.org % 2 && district.things[0] ? { venue: district.things[0].id } : {}) },
        },
        by,
      ),
    untie: tx => entry.endTie(tx, kindOf, district.ties[one.to % district.ties.length]?.id ?? '', one.on, by),
    place: tx =>
      entry.enterThing(
        tx,
        charter.kinds.get('x.venue')!,
        { name: `新址${count}`, english: '', aliases: [], body: { area: 60, use: 'hall' }, org: to, from: one.on },
        by,
      ),
    unplace: tx => entry.endThing(tx, kindOf, district.things[one.to % district.things.length]?.id ?? '', one.on, by),
  }
  try {
    const { id } = await within(changes[one.what])
    return id
  } catch (error) {
    if (error instanceof Problem) return null
    throw error
  }
}

describe('undoing', () => {
  it('in reverse order gives exactly the rows, boards and figures of before, under both readings, and so does a rebuild', async () => {
    let made = 0
    await fc.assert(
      fc.asyncProperty(
        worlds,
        fc.array(step, { minLength: 3, maxLength: 8 }),
        fc.infiniteStream(fc.boolean()),
        async (district, steps, chance) => {
          await load(district)
          const [before, seen] = [await rows(), await shown()]
          const changes: string[] = []
          for (const [count, one] of steps.entries()) {
            const id = await make(district, one, count)
            if (id) changes.push(id)
            // Some changes are settled before the next one comes, others wait.
            if (chance.next().value) await settle(store, charter, region)
          }
          made += changes.length
          for (const id of changes.reverse()) {
            await within(tx => undo(tx, charter, id, by))
            if (chance.next().value) await settle(store, charter, region)
          }
          await settle(store, charter, region)
          expect(await rows()).toEqual(before)
          expect(await shown()).toEqual(seen)
          await rebuild(store, charter, region)
          expect(await rows()).toEqual(before)
        },
      ),
      { numRuns: 14, endOnFailure: true },
    )
    expect(made, 'changes that were made').toBeGreaterThan(0)
  })

  it('of one change among others leaves the others as if it had never been made, or is refused and leaves everything', async () => {
    const told = { done: 0, refused: 0 }
    await fc.assert(
      fc.asyncProperty(
        worlds,
        fc.array(step, { minLength: 2, maxLength: 6 }),
        fc.nat(),
        async (district, steps, which) => {
          await load(district)
          const changes: { id: string; one: Step; count: number }[] = []
          for (const [count, one] of steps.entries()) {
            const id = await make(district, one, count)
            if (id) changes.push({ id, one, count })
          }
          if (changes.length === 0) return
          await settle(store, charter, region)
          const chosen = which % changes.length
          const before = await rows()
          try {
            await within(tx => undo(tx, charter, changes[chosen]!.id, by))
          } catch (error) {
            expect(error).toBeInstanceOf(Problem)
            expect((error as Problem).code).toBe('change.rests')
            const { later } = (error as Problem<'change.rests'>).details
            expect(changes.slice(chosen + 1).map(one => one.id)).toContain(later?.id)
            expect(await rows()).toEqual(before)
            told.refused += 1
            return
          }
          told.done += 1
          await settle(store, charter, region)
          const { own, cell, tally } = await rows()
          await rebuild(store, charter, region)
          const anew = await rows()
          expect({ own, cell, tally }).toEqual({ own: anew.own, cell: anew.cell, tally: anew.tally })
          const adrift = await store.asOwner(region, tx =>
            tx.all(
              composed(`select m.id from membership m where m.region = $1
              and not coalesce((select range_agg(o.valid) @> m.valid from org o where o.region = m.region and o.id = m.org), false)`),
              [region],
            ),
          )
          expect(adrift).toEqual([])
        },
      ),
      { numRuns: 14, endOnFailure: true },
    )
    // How many of each is chance; that a refusal names the later change is a fact of its own in the law of subordination.
    expect(told.done + told.refused).toBeGreaterThan(0)
  })

  it('of a membership is heard wherever facts name the person, though they belong nowhere any more', async () => {
    const [top, town, village, person] = [1, 2, 3, 9].map(n => `01350001-0000-7000-8000-00000000000${n}`)
    const from = day('2011-10-01')
    const org = (id: string, code: string, parent: string | null) => ({
      ...{ id, code, parent, tier: 'branch', sector: 'village', model: 'urban', from, to: null },
      ...{ name: code, short: code, english: code, aliases: [] },
    })
    await load({
      ...{ orgs: [org(top!, 'D', null), org(town!, 'O1', top!), org(village!, 'O2', top!)] },
      people: [
        {
          ...{ id: person!, name: '带头', english: 'Lead', sex: 1, born: day('1970-01-01'), nationality: '01' },
          ...{ education: 30, occupation: 'cadre', rank: null, from, to: null },
        },
      ],
      records: [
        {
          ...{ id: '01350007-0000-7000-8000-000000000001', kind: 'x.meeting', org: town!, day: day('2012-05-10') },
          body: { topic: 'a', lead: person },
        },
      ],
      ...{ memberships: [], posts: [], things: [], ties: [], accounts: [] },
    })
    const told = async () => {
      await settle(store, charter, region)
      const { own } = await rows()
      return own!.filter(row => row.includes('w.led_by_full')).length
    }
    expect(await told()).toBe(0)
    const joined = await within(tx => change.join(tx, person!, 'O2', day('2012-03-01'), 'full', by))
    expect(await told()).toBe(1)
    await within(tx => undo(tx, charter, joined.id, by))
    expect(await told()).toBe(0)
    // Whoever leaves on the day of joining was never a member.
    await within(tx => change.join(tx, person!, 'O2', day('2012-04-01'), 'full', by))
    expect(await told()).toBe(1)
    await within(tx => change.leave(tx, person!, day('2012-04-01'), by))
    expect(await told()).toBe(0)
  })
})
