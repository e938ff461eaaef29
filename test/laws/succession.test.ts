// The law of succession: whatever changes in the register, and whenever it is entered, what happened stays counted. A walk by
// chance over changes, records, cases, corrections and late entries; after each change every sum of the top over records,
// cases and money of past periods is what it was, in both readings of the tree, and no list has lost a line.
import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { compile, shipped } from '../../src/charter/compile.ts'
import { wheresOf } from '../../src/charter/norms.ts'
import { loadDistrict } from '../../src/district/load.sql.ts'
import { rebuild, settle } from '../../src/duty/duty.sql.ts'
import { figureEffects, standingParts, TAKEN } from '../../src/measure/effect.sql.ts'
import { figures, keep } from '../../src/measure/figure.sql.ts'
import { takeOver } from '../../src/measure/settle.sql.ts'
import { Problem } from '../../src/problem/problem.ts'
import { casesBy } from '../../src/record/case.sql.ts'
import { caseIds, countCases } from '../../src/record/case-state.sql.ts'
import type { RecordInput } from '../../src/record/record.api.ts'
import { append, list } from '../../src/record/record.sql.ts'
import * as change from '../../src/register/change.sql.ts'
import type { District } from '../../src/register/facts.ts'
import { undo } from '../../src/register/journal.sql.ts'
import { findOrg, orgsOn } from '../../src/register/organization.sql.ts'
import { openStore } from '../../src/store/postgres.node.ts'
import { composed, rehearse, type Store, type Tx } from '../../src/store/store.ts'
import { type Day, day, plusDays } from '../../src/time/day.ts'
import { monthOf, readPeriod } from '../../src/time/period.ts'
import { migrated, type TestPlace } from '../place.ts'
import { Chance } from '../reckon/chance.ts'
import { everything } from '../world.ts'

const SEED = 20_121_130
const HISTORIES = 1
const STEPS = 40
/** So many facts are told at a time. */
const FACTS = 4
const FIRST = day('2012-01-01')
const PERIODS = ['2012', '2012-H1', '2012-Q4']
const charter = compile(shipped([everything]))
const today = day('2013-02-01')
const by = { name: 'walk', today }
const author = { name: 'walk', hand: null, today }
let at: TestPlace
let store: Store
let region = 0

beforeAll(async () => {
  at = await migrated()
  store = await openStore(at.place)
  await store.keepMonths(Array.from({ length: 16 }, (_, n) => monthOf(FIRST) - 1 + n))
})
afterAll(async () => {
  await store.close()
  await at.remove()
})

const within = <T>(work: (tx: Tx) => Promise<T>) => store.within({ region, path: '/D/' }, work)

/** Measures over what happened, that ask nothing of what the organization is or has. */
const KEPT = [...charter.measures.values()].flatMap(({ id, is }) => {
  if (!('over' in is)) return []
  const { form } = charter.kinds.get(is.over) ?? {}
  const asked = JSON.stringify(wheresOf(is))
  return (form === 'record' || form === 'case') && !/"(tier|sector|ties)"/.test(asked) ? [id] : []
})

const PARENTS = { C1: 'D', C2: 'D', V1: 'C1', V2: 'C1', V3: 'C2', V4: 'C2' } as const
function district(chance: Chance): District {
  const ids = new Map(['D', ...Object.keys(PARENTS)].map(code => [code, v7()]))
  const open = (code: string, parent: string | null) => ({
    ...{ id: ids.get(code)!, code, parent: parent && ids.get(parent)!, model: 'urban', aliases: [], to: null },
    ...{ tier: code[0] === 'V' ? 'branch' : code === 'D' ? 'district' : 'committee', from: day('2011-01-01') },
    ...{ sector: code[0] === 'V' ? 'village' : code === 'D' ? 'district' : 'town' },
    ...{ name: `中共${code}`, short: code, english: `Org ${code}` },
  })
  const people = Array.from({ length: 8 }, (_, n) => ({
    ...{ id: v7(), name: `人${n}`, english: `Person ${n}`, sex: 1 as const, born: day('1970-01-01'), to: null },
    ...{ nationality: '01', education: 60, occupation: 'farmer_herder', rank: null, from: day('2011-01-01') },
  }))
  return {
    orgs: [open('D', null), ...Object.entries(PARENTS).map(([code, parent]) => open(code, parent))],
    people,
    memberships: people.map(({ id }) => ({
      ...{ id: v7(), person: id, org: ids.get(chance.one(['V1', 'V2', 'V3', 'V4']))!, kind: 'full' as const },
      ...{ from: day('2011-01-01'), to: null },
    })),
    posts: [],
    things: [],
    ties: [],
    records: [],
    accounts: [],
  }
}

/** A line that was taken. */
type Told = RecordInput & { readonly id: string }

/** One fact by chance: an event, its correction, its withdrawal, a case, or the next step of one. */
function factOf(chance: Chance, codes: readonly string[], told: readonly Told[]): RecordInput {
  const on = plusDays(FIRST, chance.int(0, 365))
  const line = { id: v7(), org: chance.one(codes), day: on as string }
  const events = told.filter(one => one.kind === 'x.meeting')
  const cases = told.filter(one => one.kind === 'x.finding')
  const meeting = () => ({
    kind: 'x.meeting',
    body: { topic: chance.one(['a', 'b', 'c']), hours: chance.int(1, 8), cost: `${chance.int(0, 400)}.5` },
  })
  const what = chance.one(['event', 'event', 'correct', 'withdraw', 'case', 'step', 'step', 'step'] as const)
  if (what === 'correct' && events.length > 0) {
    const wrong = chance.one(events)
    return { ...line, org: wrong.org, ...meeting(), voids: wrong.id, why: '更正' }
  }
  // What is withdrawn may be a correction: then nothing of the chain counts.
  if (what === 'withdraw' && events.length > 0) {
    const wrong = chance.one(events)
    return { ...line, kind: wrong.kind, org: wrong.org, day: wrong.day, body: {}, voids: wrong.id }
  }
  const due = plusDays(on, chance.int(0, 90))
  if (what === 'step' && cases.length > 0) {
    const of = chance.one(cases)
    const steps = told.filter(one => one.body.case === of.id)
    const last = [of, ...steps]
      .map(one => one.day as Day)
      .sort()
      .at(-1)!
    const way = ['told', 'proved', 'closed', 'reopened'] as const
    const stage = way[[0, 1, 2, 3, 1, 2, 3][steps.length % 7]!]!
    const next = plusDays(last, chance.int(0, 60))
    return {
      ...{ id: v7(), org: of.org, day: next, kind: `x.finding.${stage}` },
      body: { case: of.id, ...(stage === 'reopened' ? { due: plusDays(next, 30), reason: '未整改' } : {}) },
    }
  }
  if (what === 'case')
    return { ...line, kind: 'x.finding', body: { topic: chance.one(['a', 'b']), cost: '9.5', due, owner_org: '' } }
  return { ...line, ...meeting() }
}

/** One change of the register by chance. */
async function changed(tx: Tx, chance: Chance, codes: readonly string[]) {
  const [org, to] = [chance.one(codes), chance.one(codes)]
  const on = plusDays(FIRST, chance.int(1, 390))
  const fresh = {
    ...{ name: `新${v7()}`, short: `新${v7()}`, english: 'New', aliases: [] },
    ...{ tier: 'branch', sector: 'village', model: 'urban' },
  }
  switch (chance.one(['merge', 'merge', 'close', 'close', 'split', 'move', 'move', 'open', 'begin', 'name'] as const)) {
    case 'merge':
      return change.mergeOrg(tx, org, to, on, by)
    case 'close': {
      const { id } = await findOrg(tx, org)
      const members = await tx.all(
        composed<{ person: string }>(
          'select person from membership where region = $1 and org = $2 and (upper(valid) is null or upper(valid) > $3)',
        ),
        [region, id, on],
      )
      for (const { person } of members) await change.transfer(tx, person, to, on, by)
      return change.closeOrg(tx, charter, org, chance.odds(0.7) ? to : null, on, by)
    }
    case 'split':
      return change.splitOrg(tx, charter, org, { ...fresh, keeps: chance.odds(0.7) }, [], on, by)
    case 'move':
      return change.moveOrg(tx, org, to, on, by)
    case 'open':
      return change.openOrg(tx, { ...fresh, parent: to, from: on }, by)
    case 'begin':
      return change.beginOrg(tx, charter, org, chance.odds(0.5) ? on : day('2010-06-01'), by)
    default:
      return change.changeOrg(tx, org, on, { short: fresh.short, name: fresh.name }, by)
  }
}

/** The sums of the top in both readings. */
async function sums(): Promise<Map<string, unknown>> {
  const found = new Map<string, unknown>()
  await within(async tx => {
    const place = await findOrg(tx, 'D')
    for (const tree of ['then', 'now'] as const)
      for (const label of PERIODS)
        for (const row of await figures(tx, charter, { place, period: readPeriod(label)!, tree, today }, KEPT))
          found.set(`${row.id} ${label} ${tree}`, [row.value, row.records])
  })
  return found
}

/** Ids of the lines that a list of an organization gives. */
const listed = async (tx: Tx, seat: string) =>
  new Set((await list(tx, { seat, limit: 10_000, offset: 0 })).map(row => row.id))

/** Every line is under the top, and under the organization in whose name it was written. */
async function lost(told: readonly Told[]): Promise<string[]> {
  return within(async tx => {
    const all = await listed(tx, '/D/')
    const missing = told.filter(one => !all.has(one.id)).map(one => `${one.kind} of ${one.org}`)
    for (const org of new Set(told.map(one => one.org))) {
      const own = await listed(tx, (await findOrg(tx, org)).seat)
      for (const one of told)
        if (one.org === org && !own.has(one.id)) missing.push(`${one.kind} of ${org}, asked there`)
    }
    return missing
  })
}

/** In today's tree the figure of open cases of an organization is what its list counts. */
async function disagreeing(): Promise<string[]> {
  return within(async tx => {
    const wrong: string[] = []
    for (const label of ['2012-06', '2012-12']) {
      const period = readPeriod(label)!
      const on = plusDays(period.to, -1)
      for (const { code } of await orgsOn(tx, on)) {
        const place = await findOrg(tx, code)
        const [row] = await figures(tx, charter, { place, period, tree: 'now', today }, ['c.open'])
        const counted = (await countCases(tx, { on, seat: place.seat }))[0]?.open ?? 0
        if (row!.value !== counted) wrong.push(`${code} on ${on}: figure ${row!.value}, list ${counted}`)
      }
    }
    return wrong
  })
}

const derived = () =>
  store.asOwner(region, async tx => {
    const rows: string[] = []
    for (const table of ['own', 'cell', 'tally', 'case_state'])
      for (const { row } of await tx.all(
        composed<{ row: string }>(`select to_jsonb(t)::text as row from ${table} t where region = $1`),
        [region],
      ))
        rows.push(`${table} ${row}`)
    return rows.sort()
  })

it('every sum of the top stays, in both trees, and no list loses a line', async () => {
  const count = { changes: 0, undone: 0, lines: 0, values: 0 }
  const refused = new Map<string, number>()
  for (let history = 0; history < HISTORIES; history += 1) {
    const chance = new Chance(SEED + history)
    region += 1
    await loadDistrict(store, charter, region, district(chance), false)
    await within(tx => keep(tx, readPeriod('2012')!, today))
    await settle(store, charter, region)
    const [told, made]: [Told[], string[]] = [[], []]
    const story: string[] = []
    const codes = async () => (await within(tx => orgsOn(tx, today))).map(org => org.code).filter(code => code !== 'D')
    const ever = new Set(Object.keys(PARENTS))
    const top = (await within(tx => findOrg(tx, 'D'))).id
    const refuse = (problem: unknown) => {
      if (!(problem instanceof Problem)) throw problem
      refused.set(problem.code, (refused.get(problem.code) ?? 0) + 1)
    }
    // Also in the names of those that have ended, as a phone does that was offline.
    const tell = async () => {
      const line = factOf(chance, [...ever], told) as Told
      if (line.kind === 'x.finding') line.body.owner_org = top
      try {
        await within(tx => append(tx, charter, [line], author))
      } catch (problem) {
        return refuse(problem)
      }
      told.push(line)
      story.push(`${line.kind} ${line.org} ${line.day}`)
    }
    for (let step = 0; step < STEPS; step += 1) {
      try {
        if (chance.odds(0.35)) {
          for (let n = 0; n < FACTS; n += 1) await tell()
          if (chance.odds(0.5)) await settle(store, charter, region)
          continue
        }
        await settle(store, charter, region)
        const before = await sums()
        const back = made.length > 0 && chance.odds(0.3)
        const done = await within(tx =>
          back
            ? undo(tx, charter, chance.odds(0.6) ? made.at(-1)! : chance.one(made), by)
            : codes().then(all => changed(tx, chance, all)),
        )
        story.push(`${done.act} ${done.org} ${done.day}${done.undoes ? ' undone' : ''}`)
        if (done.undoes) made.splice(made.indexOf(done.undoes), 1)
        else made.push(done.id)
        count[back ? 'undone' : 'changes'] += 1
        await settle(store, charter, region)
        for (const code of await codes()) ever.add(code)
        const after = await sums()
        count.values += after.size
        const moved = [...after].filter(([key, value]) => JSON.stringify(value) !== JSON.stringify(before.get(key)))
        const where = `seed ${SEED + history}:\n${story.join('\n')}`
        expect(
          moved.map(([key, value]) => `${key}: ${before.get(key)} -> ${value}`),
          where,
        ).toEqual([])
        expect(await lost(told), where).toEqual([])
      } catch (problem) {
        refuse(problem)
      }
    }
    await settle(store, charter, region)
    expect(await disagreeing(), `seed ${SEED + history}:\n${story.join('\n')}`).toEqual([])
    // What was settled step by step is what a rebuild finds.
    const settled = await derived()
    await rebuild(store, charter, region)
    expect(await derived(), `seed ${SEED + history}:\n${story.join('\n')}`).toEqual(settled)
    count.lines += told.length
  }
  console.log(
    `succession, seed ${SEED}: ${HISTORIES} histories, ${JSON.stringify(count)}, refused ${JSON.stringify([...refused])}`,
  )
  expect(count.changes).toBeGreaterThanOrEqual(10)
  expect(count.undone).toBeGreaterThanOrEqual(3)
  expect(count.values).toBeGreaterThan(1_000)
})

it('a case goes on where the organization goes on: its people carry it, and undoing brings it back', async () => {
  region += 1
  const facts = district(new Chance(1))
  await loadDistrict(store, charter, region, facts, false)
  await within(tx => keep(tx, readPeriod('2012')!, today))
  const line = (kind: string, on: string, body: object, org = 'V1') => ({ id: v7(), kind, org, day: on, body }) as Told
  const told = (one: Told, path = '/D/') =>
    store.within({ region, path }, tx => append(tx, charter, [one], author)).then(() => one)
  const owner = facts.orgs.find(org => org.code === 'D')!.id
  const open = (topic: string) => line('x.finding', '2012-03-05', { topic, due: '2012-09-30', owner_org: owner })
  const [left, shut] = [await told(open('a')), await told(open('b'))]
  for (const stage of ['told', 'proved', 'closed'])
    await told(line(`x.finding.${stage}`, '2012-05-02', { case: shut.id }))
  const merged = await within(tx => change.mergeOrg(tx, 'V1', 'V3', day('2012-07-15'), by))
  const settled = async () => {
    await settle(store, charter, region)
    const rows: Record<string, unknown> = {}
    await within(async tx => {
      for (const org of ['V1', 'V3', 'C1', 'C2', 'D'])
        for (const label of ['2012-06', '2012-12', '2012']) {
          const asked = { place: await findOrg(tx, org), period: readPeriod(label)!, tree: 'then' as const, today }
          const found = await figures(tx, charter, asked, ['c.open', 'c.closed'])
          rows[`${org} ${label}`] = found.map(row => row.value)
        }
    })
    return rows
  }
  expect(await settled()).toMatchObject({
    ...{ 'V1 2012-06': [1, 0], 'V3 2012-06': [0, 0], 'V1 2012-12': [0, 0], 'V3 2012-12': [1, 0] },
    ...{ 'C1 2012-06': [1, 0], 'C2 2012-12': [1, 0], 'D 2012-06': [1, 0], 'D 2012-12': [1, 0] },
    ...{ 'V1 2012': [0, 1], 'V3 2012': [1, 0], 'C1 2012': [0, 1], 'D 2012': [1, 1] },
  })
  // Whoever sees no more than the successor takes it on, in either name, and reads its story.
  const path = '/D/C2/V3/'
  await told(line('x.finding.told', '2012-07-20', { case: left.id }, 'V3'), path)
  await told(line('x.finding.proved', '2012-08-01', { case: left.id }, 'V3'), path)
  await told(line('x.finding.closed', '2012-08-20', { case: left.id }, 'V1'), path)
  await told(
    line('x.finding.reopened', '2012-09-03', { case: shut.id, due: '2012-10-01', reason: '未整改' }, 'V3'),
    path,
  )
  const [one] = await store.within({ region, path }, tx => casesBy(tx, charter, [left.id]))
  expect([one!.code, one!.origin?.code, one!.steps.length]).toEqual(['V3', 'V1', 3])
  const carried = { 'V1 2012': [0, 0], 'V3 2012': [1, 1], 'C1 2012': [0, 0], 'C2 2012': [1, 1], 'D 2012': [1, 1] }
  expect(await settled()).toMatchObject({ ...carried, 'V1 2012-06': [1, 0] })
  await within(tx => undo(tx, charter, merged.id, by))
  const back = { 'V1 2012': [1, 1], 'V3 2012': [0, 0], 'C1 2012': [1, 1], 'C2 2012': [0, 0], 'D 2012': [1, 1] }
  expect(await settled()).toMatchObject(back)
  expect((await within(tx => casesBy(tx, charter, [left.id])))[0]).toMatchObject({ code: 'V1', origin: null })
})

it('whoever takes over from an organization answers for its cases, wherever they were opened, until that is undone', async () => {
  region += 1
  const facts = district(new Chance(1))
  await loadDistrict(store, charter, region, facts, false)
  const of = (code: string) => facts.orgs.find(org => org.code === code)!.id
  const due = { due: '2012-09-30', owner_org: of('V1') }
  const [open, shut] = [v7(), v7()]
  const told = (kind: string, on: string, body: object, id = v7()) =>
    within(tx => append(tx, charter, [{ id, kind, org: 'D', day: on, body } as Told], author))
  await told('x.finding', '2012-03-05', { topic: 'a', ...due }, open)
  await told('x.finding', '2012-03-05', { topic: 'b', ...due }, shut)
  for (const stage of ['told', 'proved', 'closed']) await told(`x.finding.${stage}`, '2012-05-02', { case: shut })
  const merged = await within(tx => change.mergeOrg(tx, 'V1', 'V3', day('2012-07-15'), by))
  await settle(store, charter, region)
  const mine = (code: string, on: string) =>
    store.within({ region, path: `/D/${code === 'V1' ? 'C1' : 'C2'}/${code}/` }, tx =>
      caseIds(tx, { on: day(on), mine: { person: v7(), org: of(code) }, state: 'all' }),
    )
  expect(await mine('V3', '2012-07-15')).toEqual([open])
  expect(await mine('V3', '2012-07-14')).toEqual([])
  // Told anew after a step, of whoever it is, it stays with the successor.
  await told('x.finding.told', '2012-07-20', { case: open })
  await settle(store, charter, region)
  expect(await mine('V3', '2012-08-01')).toEqual([open])
  await within(tx => undo(tx, charter, merged.id, by))
  await settle(store, charter, region)
  expect([await mine('V3', '2012-08-01'), await mine('V1', '2012-08-01')]).toEqual([[], [open]])
})

it('what is counted by the sector of its organization is foretold where another sector takes over', async () => {
  region += 1
  await loadDistrict(store, charter, region, district(new Chance(2)), false)
  await within(tx => keep(tx, readPeriod('2012')!, today))
  await within(tx => change.changeOrg(tx, 'V4', day('2011-06-01'), { sector: 'community' }, by))
  const meetings = ['2012-03-01', '2012-08-01', '2012-09-01'].map(on => ({
    ...{ kind: 'x.meeting', org: 'V1', day: on, body: { topic: 'a' } },
  }))
  await within(tx => append(tx, charter, meetings, author))
  await settle(store, charter, region)
  const { asked, orgs } = await within(async tx => ({
    asked: { place: await findOrg(tx, 'D'), period: readPeriod('2012')!, tree: 'then' as const, today },
    orgs: [(await findOrg(tx, 'V1')).id, (await findOrg(tx, 'V4')).id],
  }))
  const merge = (tx: Tx) => change.mergeOrg(tx, 'V1', 'V4', day('2012-07-15'), by)
  const touching = { orgs, sources: new Set([TAKEN]) }
  const after = await rehearse(within<never>, async (tx, afterwards) => {
    await merge(tx)
    await afterwards(() =>
      takeOver(
        tx,
        charter,
        orgs.map(org => ({ source: '*', org, month: 0, until: null })),
      ),
    )
    return standingParts(tx, charter, touching, asked)
  })
  const foretold = await within(async tx =>
    figureEffects(tx, charter, touching, await standingParts(tx, charter, touching, asked), after, asked),
  )
  await within(merge)
  await settle(store, charter, region)
  const found = await within(tx => figures(tx, charter, asked, ['m.count_where']))
  expect(foretold.find(one => one.measure === 'm.count_where')).toMatchObject({ before: 3, after: 1 })
  expect(found[0]!.value).toBe(1)
})
