// Settling: what changed is read again from the facts and carried up the tree. Cells are recomputed, never incremented,
// so that retries, corrections, late phones and moved organizations heal by this one path.

import { type Charter, kindsOfCase } from '../charter/charter.ts'
import { asksFollows, tiesFollowed } from '../charter/follows.ts'
import { asksPeople, tiesIn } from '../charter/norms.ts'
import { carriedElsewhere, carriersOf, restand } from '../record/case-state.sql.ts'
import { PERSON } from '../register/lives.sql.ts'
import { carry, rehome } from '../register/succession.sql.ts'
import { composed, recurring, statement, type Tx } from '../store/store.ts'
import type { Day } from '../time/day.ts'
import { firstOf, type Month, monthOf } from '../time/period.ts'
import {
  falls,
  followedWriting,
  lasting,
  NAMED,
  NOW,
  sourcesOf,
  type Wanted,
  WRITTEN,
  writingsOf,
} from './select.sql.ts'
import { distinct } from './value.ts'

/** What changed, where, and in which months it may be read otherwise. */
export interface Touch {
  readonly source: string
  readonly org: string
  readonly month: Month
  readonly until: Month | null
}

/** An organization as settling needs it: where it sits today. */
export interface Seat {
  readonly id: string
  readonly code: string
  readonly seat: string
}

/** A measure, organization and month whose own part was read again. */
export interface Reread {
  readonly measure: string
  readonly org: string
  readonly month: Month
}

/** An own part written by a floor above, such as how a duty stands. */
export interface OwnPart {
  readonly measure: string
  readonly month: Month
  readonly org: string
  readonly path: string
  readonly seat: string
  readonly num: number
  readonly den: number
  readonly facts: number
  readonly late: number
  readonly exempt: number
}

/** What was settled: the own parts that were read again, those that were written or removed by it, and the marks taken. */
export interface Settled {
  readonly reread: readonly Reread[]
  readonly written: readonly Written[]
  readonly marks: readonly Touch[]
  readonly months: readonly Month[]
}

/** What a floor above derives from the parts just read: which of its own parts are to be replaced, and by what. */
export interface Derivation {
  readonly replaced: readonly Reread[]
  readonly parts: readonly OwnPart[]
}

/** Measures that read differently because the charter changed: their own parts are read anew everywhere, in the months that it says. */
export interface Renewed {
  readonly measures: ReadonlySet<string>
  readonly in: (month: Month) => boolean
}

/** For so many pairs of organization and month one kept plan serves, whichever they are; for more the planner is asked each time. */
const FEW = 100
const NOTHING_NEW: Renewed = { measures: new Set(), in: () => false }

/** Where an own part was written or removed, and the whole of it as text; `turn` is the month for which its facts count in a duty. */
export interface Written {
  readonly measure: string
  readonly month: Month
  readonly turn: Month
  readonly org: string
  readonly path: string
  readonly seat: string
  readonly whole: string
}

/** A place in the tree whose cells must be added up again. */
interface Place {
  measure: string
  month: Month
  reading: 'then' | 'now'
  path: string
}

const takeTouched = statement<Touch>(
  'settle.take',
  `delete from touched where region = $1 returning source, org, month, until`,
)
const keptMonths = statement<{ month: Month; filled: boolean }>(
  'settle.months',
  'select month, filled from kept_month where region = $1 order by month',
)
// A new day has come since the cells were judged: gives the day on which they were, once.
const judge = statement<{ since: Day | null }>(
  'settle.judge',
  `with before as (select judged_on from district where region = $1)
   update district set judged_on = ${NOW} where region = $1 and judged_on is distinct from ${NOW}
   returning (select judged_on from before) as since`,
)
/** January of 1900: a change that reaches back for ever is asked of no earlier record. */
const BEFORE_ALL: Month = 1900 * 12
// Where facts of the kinds name one of the people, somebody who belongs or belonged, serves or served at an organization that was
// rewritten, or one of the other organizations.
const naming = statement<{ org: string }>(
  'settle.naming',
  `with p as (select person from membership where region = $1 and org = any($2::uuid[])
     union select person from post where region = $1 and org = any($2::uuid[])
     union select unnest($5::uuid[]))
   select distinct f.org from (
     select org, body, '{}'::uuid[] as present from tie where region = $1 and kind = any($3::text[])
     union all select org, body, '{}'::uuid[] from thing where region = $1 and kind = any($3::text[])
     union all select org, body, present from record where region = $1 and kind = any($3::text[]) and day >= $4) f
   where f.present && array(select person from p)
     or exists (select 1 from jsonb_each_text(f.body) as b where b.value = any(array(select person::text from p) || $6::text[]))`,
)
const markFilled = statement('settle.filled', 'update kept_month set filled = true where region = $1 and not filled')
// The planner must be kept from looping over many pairs.
const plannedForMany = statement('settle.many', 'set local enable_nestloop = off')
// Few pairs are asked by the same few texts, again and again: one plan serves whichever they are.
const plannedOnce = statement('settle.few', 'set local plan_cache_mode = force_generic_plan')
// Fresh tables have no statistics until the server gets round to it; reading before that would scan.
const learn = statement('settle.learn', 'analyze own, tally, cell')
const seatsOf = statement<Seat>(
  'settle.seats',
  'select distinct on (id) id, code, seat from org where region = $1 and id = any($2::uuid[]) order by id',
)
const seatsOfAll = statement<Seat>(
  'settle.seats_all',
  'select distinct on (id) id, code, seat from org where region = $1 order by id',
)
const seatsByCode = statement<Seat>(
  'settle.seats_code',
  'select distinct on (code) id, code, seat from org where region = $1 and code = any($2::text[]) order by code',
)
const lock = statement('settle.lock', `select pg_advisory_xact_lock(hashtext('jiceng.settle'), $1)`)

const wantedPairs = `unnest($2::text[], $3::uuid[], $4::int[]) as w(measure, org, month)`
const deleteOwn = statement<Written>(
  'settle.delete_own',
  `delete from own using ${wantedPairs} where own.region = $1 and own.measure = w.measure and own.org = w.org and own.month = w.month
   returning ${WRITTEN}`,
)
const deleteTally = statement(
  'settle.delete_tally',
  `delete from tally using ${wantedPairs} where tally.region = $1 and tally.measure = w.measure and tally.org = w.org and tally.month = w.month`,
)
const insertParts = statement<Written>(
  'settle.insert_parts',
  `insert into own (region, measure, month, turn, org, path, seat, num, den, facts, late, exempt)
   select $1, measure, month, month, org, path, seat, num, den, facts, nullif(late, 0), nullif(exempt, 0)
   from unnest($2::text[], $3::int[], $4::uuid[], $5::text[], $6::text[], $7::numeric[], $8::numeric[], $9::int[], $10::int[], $11::int[])
     as p(measure, month, org, path, seat, num, den, facts, late, exempt)
   returning ${WRITTEN}`,
)

const deleteCells = statement(
  'settle.delete_cells',
  `delete from cell using unnest($2::text[], $3::text[], $4::int[], $5::text[]) as a(reading, measure, month, path)
   where cell.region = $1 and cell.reading = a.reading and cell.measure = a.measure and cell.month = a.month and cell.path = a.path`,
)
// Own parts are found by organization: `then` by the path of the fact, `now` by today's seat. What a place has of its own, and what
// the places below it have that are not added up again, counts there and everywhere above: `uppers` are these places by their number.
const addUp = statement(
  'settle.add_up',
  `with a as materialized (
     select * from unnest($2::text[], $3::text[], $4::int[], $5::text[], $6::text[], $7::uuid[], $8::text[], $9::text[])
       with ordinality as a(reading, measure, month, path, above, org, seat, uppers, nth)),
   part as (
     select a.uppers, o.back, o.num, o.den, o.facts, o.twins, o.nobody, o.untold, o.late, o.exempt
     from a join own o on o.region = $1 and o.measure = a.measure and o.month = a.month and o.org = a.org
     where case a.reading when 'then' then o.path else o.seat end = a.path
     union all
     select a.uppers, c.back, c.num, c.den, c.facts, c.twins, c.nobody, c.untold, c.late, c.exempt
     from a join cell c on c.region = $1 and c.reading = a.reading and c.above = a.path and c.measure = a.measure and c.month = a.month),
   x as (
     select u.nth, back, sum(num) as num, sum(den) as den, sum(facts) as facts,
       sum(twins) as twins, sum(nobody) as nobody, sum(untold) as untold, sum(late) as late, sum(exempt) as exempt
     from part cross join lateral unnest(uppers::int[]) as u(nth) group by u.nth, back)
   insert into cell (region, reading, measure, month, path, back, above, org, seat, num, den, facts, twins, nobody, untold, late, exempt)
   select $1, a.reading, a.measure, a.month, a.path, x.back, a.above, a.org, a.seat, x.num, x.den, x.facts, x.twins, x.nobody, x.untold, x.late, x.exempt
   from x join a using (nth)`,
)

const SEATED = [
  'membership',
  'post',
  'thing',
  'tie',
  'record',
  'case_state',
  'kept_since',
  'own',
  'cell',
  'tally',
  'followed',
  'pledge',
  'certificate',
  'certificate_signature',
  'attachment',
  'register_change',
  'stand_in',
  'effort',
  'complaint',
  'complaint_answer',
] as const
const alignSeats = SEATED.map(table =>
  statement(
    `settle.align_${table}`,
    `update ${table} t set seat = s.seat from unnest($2::uuid[], $3::text[]) as s(org, seat)
     where t.region = $1 and t.org = s.org and t.seat <> s.seat`,
  ),
)
const alignPaths = statement(
  'settle.align_paths',
  `update record r set path = o.path from org o
   where r.region = $1 and r.org = any($2::uuid[]) and o.region = $1 and o.id = r.org and o.valid @> r.day and r.path <> o.path`,
)
const alignKeys = statement(
  'settle.align_keys',
  `update record_key k set seat = r.seat from record r
   where k.region = $1 and r.region = $1 and r.org = any($2::uuid[]) and r.id = k.id and r.day = k.day and k.seat <> r.seat`,
)
const alignOwners = statement(
  'settle.align_owners',
  `update case_state t set owner_seat = s.seat from unnest($2::uuid[], $3::text[]) as s(org, seat)
   where t.region = $1 and t.owner_org = s.org and t.owner_seat is distinct from s.seat`,
)
const forgetOwn = statement<Written>(
  'settle.vanish_own',
  `delete from own where region = $1 and org = any($2::uuid[]) returning ${WRITTEN}`,
)
const forgetTallies = statement('settle.vanish_tally', 'delete from tally where region = $1 and org = any($2::uuid[])')
const forgetFollowed = statement(
  'settle.vanish_followed',
  'delete from followed where region = $1 and org = any($2::uuid[])',
)
const deleteFollowed = statement(
  'settle.delete_followed',
  `delete from followed using unnest($2::uuid[], $3::int[]) as w(org, month)
   where followed.region = $1 and followed.org = w.org and followed.month = w.month and followed.kind = $4`,
)
// Where organizations stood in the tree of today before they moved to their seats.
const leftPlaces = statement<Place & { org: string }>(
  'settle.left_places',
  `select distinct measure, month, 'now' as reading, path, org from cell join unnest($2::uuid[], $3::text[]) as s(org, seat) using (org)
   where region = $1 and reading = 'now' and path <> s.seat`,
)

/** Waits until nobody else settles the region, and keeps others from it until the transaction ends. */
export async function hold(tx: Tx): Promise<void> {
  await tx.run(lock, [tx.region])
}

/** Settles everything touched in the region. Runs as the owner, who holds the region.
 *  `derive` lets the floor above write its own parts from what was settled. Gives the number of cells recomputed. */
export async function settle(
  tx: Tx,
  charter: Charter,
  derive: (tx: Tx, settled: Settled, seats: ReadonlyMap<string, Seat>) => Promise<Derivation>,
  renewed: Renewed = NOTHING_NEW,
): Promise<number> {
  const { region } = tx
  const taken = await tx.all(takeTouched, [region])
  const touches = [...taken.filter(touch => touch.source !== PERSON), ...(await namingOf(tx, charter, taken))]
  const months = await tx.all(keptMonths, [region])
  const fresh = months.filter(month => !month.filled).map(month => month.month)
  const judged = await tx.one(judge, [region])
  const fallen: Renewed = judged?.since
    ? { measures: readingsFrom(charter).falling, in: month => month >= monthOf(judged.since!) }
    : NOTHING_NEW
  const anew = renewed.measures.size > 0 || fallen.measures.size > 0
  if (touches.length === 0 && fresh.length === 0 && !anew) return 0

  for (const org of await takeOver(tx, charter, touches)) touches.push({ source: '*', org, month: 0, until: null })
  const ids = [...new Set(touches.map(touch => touch.org))]
  const seats = new Map(
    (await (fresh.length > 0 || anew ? tx.all(seatsOfAll, [region]) : tx.all(seatsOf, [region, ids]))).map(seat => [
      seat.id,
      seat,
    ]),
  )
  const standing = touches.filter(touch => seats.has(touch.org))
  const moved = [...new Set(standing.filter(touch => touch.source === '*').map(touch => touch.org))]
  // Lists of lists until the end: there may be more places than a call takes arguments.
  const left = moved.length > 0 ? await follow(tx, charter, moved, seats) : []
  const places: Place[][] = [left]
  const gone = ids.filter(id => !seats.has(id))
  if (gone.length > 0) places.push(await vanish(tx, gone))
  const kept = months.map(month => month.month)
  const wanted = wantedOf(charter, standing, kept, fresh, seats, [renewed, fallen])

  const groups = [...sharing(wanted, seats)]
  const few = groups.every(({ pairs }) => pairs.orgs.length <= FEW)
  await tx.run(few ? plannedOnce : plannedForMany)
  const written = await reread(tx, charter, wanted, { seats, groups, few })
  const derived = await derive(tx, { reread: wanted, written, marks: standing, months: kept }, seats)
  const replaced = await replace(tx, derived)
  // What reads as before adds up as before, unless it is added elsewhere or by other rules.
  const movedAway = new Set(left.map(place => place.org))
  const differing = fresh.length > 0 || anew ? () => true : differingIn([...written, ...replaced], movedAway)
  places.push(bothReadings([...written, ...replaced].filter(differing)))
  if (fresh.length > 0) await tx.run(markFilled, [region])
  const count = await carryUp(tx, places.flat())
  if (fresh.length > 0 && !few) await tx.run(learn)
  return count
}

/** Lets records and cases follow to whoever holds or carries them now. Gives the organizations that lose or gain some. */
export async function takeOver(tx: Tx, charter: Charter, touches: readonly Touch[]): Promise<Set<string>> {
  const touched = (sources: ReadonlySet<string>) => [
    ...new Set(touches.filter(touch => sources.has(touch.source)).map(touch => touch.org)),
  ]
  const rewritten = touched(new Set(['*']))
  const rehomed = rewritten.length > 0 ? await rehome(tx, rewritten) : []
  const kinds = kindsOfCase(charter).map(kind => kind.id)
  const opening = touched(new Set(['*', ...kinds]))
  const elsewhere = opening.length > 0 ? await carriedElsewhere(tx, opening) : []
  const cases = [...new Set([...rehomed.map(one => one.step ?? one.id), ...elsewhere])]
  const followed = new Set(rehomed.flatMap(one => [one.before, one.now, one.origin]))
  if (cases.length === 0) return followed
  for (const org of await carriersOf(tx, cases)) followed.add(org)
  await restand(tx, charter, cases)
  for (const org of await carriersOf(tx, cases)) followed.add(org)
  return followed
}

/** What a change among people calls in question elsewhere: measures that ask what the register says of people and organizations
 *  whom facts name, where such facts stand. */
async function namingOf(tx: Tx, charter: Charter, touches: readonly Touch[]): Promise<Touch[]> {
  const people = touches.filter(({ source }) => source === 'people' || source === PERSON || source === '*')
  const kinds = readingsFrom(charter).naming
  if (people.length === 0 || kinds.length === 0) return []
  const month = Math.min(...people.map(touch => touch.month))
  const touched = (...sources: readonly string[]) => [
    ...new Set(people.filter(({ source }) => sources.includes(source)).map(touch => touch.org)),
  ]
  const since = firstOf(Math.max(month, BEFORE_ALL))
  const asked = [tx.region, touched('*'), kinds, since, touched(PERSON), touched('people', '*')]
  const found = await tx.all(naming, asked)
  return found.map(({ org }) => ({ source: NAMED, org, month, until: null }))
}

/** Lets every row of moved organizations follow to their seat of today, and records to the path of their day. Gives the places that
 *  they left. */
async function follow(
  tx: Tx,
  charter: Charter,
  moved: readonly string[],
  seats: ReadonlyMap<string, Seat>,
): Promise<(Place & { org: string })[]> {
  const targets = moved.map(id => seats.get(id)!.seat)
  const left = await tx.all(leftPlaces, [tx.region, moved, targets])
  for (const align of alignSeats) await tx.run(align, [tx.region, moved, targets])
  await tx.run(alignOwners, [tx.region, moved, targets])
  await tx.run(alignPaths, [tx.region, moved])
  await tx.run(alignKeys, [tx.region, moved])
  await carry(
    tx,
    kindsOfCase(charter).map(kind => kind.id),
  )
  return left
}

/** Takes away what an organization gave whose opening was undone. */
async function vanish(tx: Tx, gone: readonly string[]): Promise<Place[]> {
  await tx.run(forgetTallies, [tx.region, gone])
  await tx.run(forgetFollowed, [tx.region, gone])
  return bothReadings(await tx.all(forgetOwn, [tx.region, gone]))
}

/** What settling asks of a charter each time. */
interface Readings {
  /** The measures that have own parts, and which of them each source of facts may move. */
  readonly all: readonly string[]
  readonly bySource: ReadonlyMap<string, readonly string[]>
  /** Those that read differently from day to day. */
  readonly falling: ReadonlySet<string>
  /** Kinds of fact that name people or organizations of whom the register is asked. */
  readonly naming: readonly string[]
}
const readings = new WeakMap<Charter, Readings>()

function readingsFrom(charter: Charter): Readings {
  const known = readings.get(charter)
  if (known) return known
  const measures = [...charter.measures.values()]
  const settled = measures.filter(({ is }) => is.op !== 'difference' && is.op !== 'standard')
  const bySource = new Map<string, string[]>()
  for (const { id, is } of settled)
    for (const source of sourcesOf(charter, is)) bySource.set(source, [...(bySource.get(source) ?? []), id])
  const found = {
    all: settled.map(({ id }) => id),
    bySource,
    falling: new Set(measures.filter(({ is }) => falls(is)).map(({ id }) => id)),
    naming: [
      ...new Set([
        ...measures.flatMap(({ is }) => (asksPeople(is) ? ['over' in is ? [is.over] : [], tiesIn(is)].flat() : [])),
        ...[...charter.follows.keys()].flatMap(kind => tiesFollowed(charter, kind)),
      ]),
    ],
  }
  readings.set(charter, found)
  return found
}

/** Which measures of which organizations and months the touches call into question. */
function wantedOf(
  charter: Charter,
  touches: readonly Touch[],
  months: readonly Month[],
  fresh: readonly Month[],
  seats: ReadonlyMap<string, Seat>,
  renewals: readonly Renewed[],
): Reread[] {
  const { all, bySource } = readingsFrom(charter)
  const wanted = new Map<string, Reread>()
  const want = (measure: string, org: string, month: Month) =>
    wanted.set(`${measure} ${org} ${month}`, { measure, org, month })
  for (const touch of touches)
    for (const measure of touch.source === '*' ? all : (bySource.get(touch.source) ?? [])) {
      const { is } = charter.measures.get(measure)!
      // A record belongs to its month, but a measure of the day, such as the latest value, reads it in all later months too.
      const until = lasting(charter, is, touch.source) ? null : touch.until
      for (const month of months)
        if (month >= touch.month && (until === null || month <= until)) want(measure, touch.org, month)
    }
  for (const month of fresh) for (const measure of all) for (const org of seats.keys()) want(measure, org, month)
  for (const renewed of renewals)
    for (const month of months)
      if (renewed.in(month))
        for (const measure of renewed.measures) for (const org of seats.keys()) want(measure, org, month)
  return [...wanted.values()]
}

async function reread(
  tx: Tx,
  charter: Charter,
  wanted: readonly Reread[],
  { seats, groups, few }: { seats: ReadonlyMap<string, Seat>; groups: readonly Group[]; few: boolean },
): Promise<Written[]> {
  const written = [await tx.all(deleteOwn, [tx.region, ...pairsOf(wanted)])]
  const counted = wanted.filter(pair => distinct(charter.measures.get(pair.measure)!.is))
  if (counted.length > 0) await tx.run(deleteTally, [tx.region, ...pairsOf(counted)])
  await infer(tx, charter, wanted, seats)
  for (const { ids, pairs } of groups)
    for (const { text, values } of writingsOf(charter, ids, pairs, tx.region))
      written.push(await tx.all(few ? recurring<Written>(text) : composed<Written>(text), values))
  return written.flat()
}

/** Keeps anew what follows of things where a measure that asks for it is read again. */
async function infer(
  tx: Tx,
  charter: Charter,
  wanted: readonly Reread[],
  seats: ReadonlyMap<string, Seat>,
): Promise<void> {
  for (const kind of charter.follows.keys()) {
    const pairs = new Map<string, Reread>()
    for (const pair of wanted) {
      const { is } = charter.measures.get(pair.measure)!
      if ('over' in is && is.over === kind && asksFollows(charter, is)) pairs.set(`${pair.org} ${pair.month}`, pair)
    }
    if (pairs.size === 0) continue
    const [, orgs, months] = pairsOf([...pairs.values()])
    await tx.run(deleteFollowed, [tx.region, orgs, months, kind])
    const { text, values } = followedWriting(
      charter,
      kind,
      { orgs, seats: orgs.map(org => seats.get(org)!.seat), months },
      tx.region,
    )
    await tx.run(composed(text), values)
  }
}

/** Measures that are wanted for the same organizations and months. */
interface Group {
  readonly ids: string[]
  readonly pairs: Wanted
}

/** The measures that are wanted for the same organizations and months, together. */
function sharing(wanted: readonly Reread[], seats: ReadonlyMap<string, Seat>): Iterable<Group> {
  const byMeasure = new Map<string, Reread[]>()
  for (const pair of wanted) {
    const list = byMeasure.get(pair.measure)
    if (list) list.push(pair)
    else byMeasure.set(pair.measure, [pair])
  }
  const groups = new Map<string, Group>()
  for (const [id, list] of byMeasure) {
    const key = list.map(pair => `${pair.org} ${pair.month}`).join()
    const known = groups.get(key)
    if (known) known.ids.push(id)
    else {
      const [, orgs, months] = pairsOf(list)
      groups.set(key, { ids: [id], pairs: { orgs, seats: orgs.map(org => seats.get(org)!.seat), months } })
    }
  }
  return groups.values()
}

async function replace(tx: Tx, derived: Derivation): Promise<Written[]> {
  if (derived.replaced.length === 0) return []
  const removed = await tx.all(deleteOwn, [tx.region, ...pairsOf(derived.replaced)])
  const { parts } = derived
  const added = await tx.all(insertParts, [
    tx.region,
    parts.map(p => p.measure),
    parts.map(p => p.month),
    parts.map(p => p.org),
    parts.map(p => p.path),
    parts.map(p => p.seat),
    parts.map(p => p.num),
    parts.map(p => p.den),
    parts.map(p => p.facts),
    parts.map(p => p.late),
    parts.map(p => p.exempt),
  ])
  return [...removed, ...added]
}

function pairsOf(pairs: readonly Reread[]): [string[], string[], Month[]] {
  return [pairs.map(p => p.measure), pairs.map(p => p.org), pairs.map(p => p.month)]
}

/** Tells own parts that do not stand as before: each was removed and is written again, or only one of the two. */
function differingIn(rows: readonly Written[], movedAway: ReadonlySet<string>): (row: Written) => boolean {
  const times = new Map<string, number>()
  for (const { whole } of rows) times.set(whole, (times.get(whole) ?? 0) + 1)
  return ({ whole, org }) => times.get(whole) !== 2 || movedAway.has(org)
}

function bothReadings(rows: readonly Written[]): Place[] {
  return rows.flatMap(row => [
    { measure: row.measure, month: row.month, reading: 'then' as const, path: row.path },
    { measure: row.measure, month: row.month, reading: 'now' as const, path: row.seat },
  ])
}

/** Adds up the places and everything above them. Gives how many cells that concerns. */
async function carryUp(tx: Tx, places: readonly Place[]): Promise<number> {
  const all = new Map<string, Place>()
  for (const place of places)
    for (let { path } = place; path !== '/'; path = above(path)) {
      const key = keyOf({ ...place, path })
      if (all.has(key)) break
      all.set(key, { ...place, path })
    }
  if (all.size === 0) return 0
  const found = [...all.values()]
  const codes = new Set(found.map(place => codeOf(place.path)))
  const seats = new Map((await tx.all(seatsByCode, [tx.region, [...codes]])).map(seat => [seat.code, seat]))
  const nth = new Map(found.map((place, at) => [keyOf(place), at + 1]))
  const uppers = found.map(place => {
    const numbers: number[] = []
    for (let { path } = place; path !== '/'; path = above(path))
      // An organization that never was has no place to add up: what stands there goes.
      if (seats.has(codeOf(path))) numbers.push(nth.get(keyOf({ ...place, path }))!)
    return `{${numbers}}`
  })
  const orgs = found.map(place => seats.get(codeOf(place.path)))
  const at = [
    found.map(place => place.reading),
    found.map(place => place.measure),
    found.map(place => place.month),
    found.map(place => place.path),
  ]
  await tx.run(deleteCells, [tx.region, ...at])
  await tx.run(addUp, [
    tx.region,
    ...at,
    found.map(place => above(place.path)),
    orgs.map(seat => seat?.id ?? null),
    orgs.map(seat => seat?.seat ?? null),
    uppers,
  ])
  return found.length
}

function keyOf({ reading, measure, month, path }: Place): string {
  return `${reading} ${measure} ${month} ${path}`
}

/** The path of the organization above: /D/C1/V3/ gives /D/C1/; the top gives /. */
function above(path: string): string {
  return path.slice(0, path.lastIndexOf('/', path.length - 2) + 1)
}

function codeOf(path: string): string {
  return path.slice(path.lastIndexOf('/', path.length - 2) + 1, -1)
}

const forgetting = ['own', 'cell', 'tally', 'followed'].map(table =>
  statement(`settle.forget_${table}`, `delete from ${table} where region = $1`),
)
const unfill = statement('settle.unfill', 'update kept_month set filled = false where region = $1')

/** Throws every cell away, so that the next settling builds all of them from the facts: what is derived can be derived again. */
export async function forget(tx: Tx): Promise<void> {
  for (const one of forgetting) await tx.run(one, [tx.region])
  await tx.run(unfill, [tx.region])
}
