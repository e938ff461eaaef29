// Settling: what changed is read again from the facts and carried up the tree. Cells are recomputed, never incremented,
// so that retries, corrections, late phones and moved organizations heal by this one path.
import type { Charter } from '../charter/charter.ts'
import { composed, statement, type Tx } from '../store/store.ts'
import type { Day } from '../time/day.ts'
import { type Month, monthOf } from '../time/period.ts'
import { falls, lasting, NOW, sourcesOf, type Wanted, writingsOf } from './select.sql.ts'
import { distinct } from './value.ts'

interface Touch {
  source: string
  org: string
  month: Month
  until: Month | null
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

const NOTHING_NEW: Renewed = { measures: new Set(), in: () => false }

/** Where an own part was written or removed. */
interface Written {
  measure: string
  month: Month
  path: string
  seat: string
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
const markFilled = statement('settle.filled', 'update kept_month set filled = true where region = $1 and not filled')
// The planner takes an array for ten rows, whatever its length. For many pairs it must be kept from looping over them.
const plannedForMany = statement('settle.many', 'set local enable_nestloop = off')
const MANY = 1_000
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
   returning own.measure, own.month, own.path, own.seat`,
)
const deleteTally = statement(
  'settle.delete_tally',
  `delete from tally using ${wantedPairs} where tally.region = $1 and tally.measure = w.measure and tally.org = w.org and tally.month = w.month`,
)
const insertParts = statement<Written>(
  'settle.insert_parts',
  `insert into own (region, measure, month, org, path, seat, num, den, facts)
   select $1, p.* from unnest($2::text[], $3::int[], $4::uuid[], $5::text[], $6::text[], $7::numeric[], $8::numeric[], $9::int[])
     as p(measure, month, org, path, seat, num, den, facts)
   returning measure, month, path, seat`,
)

const deleteCells = statement(
  'settle.delete_cells',
  `delete from cell using unnest($2::text[], $3::text[], $4::int[], $5::text[]) as a(reading, measure, month, path)
   where cell.region = $1 and cell.reading = a.reading and cell.measure = a.measure and cell.month = a.month and cell.path = a.path`,
)
// Own parts are found by organization: `then` by the path of the fact, `now` by today's seat.
const addUp = statement(
  'settle.add_up',
  `with a as materialized (
     select * from unnest($2::text[], $3::text[], $4::int[], $5::text[], $6::text[], $7::uuid[], $8::text[])
       with ordinality as a(reading, measure, month, path, above, org, seat, nth)),
   x as (
     select nth, sum(num) as num, sum(den) as den, sum(facts) as facts from (
       select a.nth, o.num, o.den, o.facts from a join own o on o.region = $1 and o.measure = a.measure and o.month = a.month and o.org = a.org
       where case a.reading when 'then' then o.path else o.seat end = a.path
       union all
       select a.nth, c.num, c.den, c.facts from a join cell c on c.region = $1 and c.reading = a.reading and c.above = a.path and c.measure = a.measure and c.month = a.month) y
     group by nth)
   insert into cell (region, reading, measure, month, path, above, org, seat, num, den, facts)
   select $1, a.reading, a.measure, a.month, a.path, a.above, a.org, a.seat, x.num, x.den, x.facts from x join a using (nth)`,
)

const SEATED = [
  'membership',
  'post',
  'thing',
  'tie',
  'record',
  'case_state',
  'own',
  'cell',
  'tally',
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
  'delete from own where region = $1 and org = any($2::uuid[]) returning measure, month, path, seat',
)
const forgetTallies = statement('settle.vanish_tally', 'delete from tally where region = $1 and org = any($2::uuid[])')
const nowPlaces = statement<Place>(
  'settle.now_places',
  `select distinct measure, month, 'now' as reading, path from cell where region = $1 and reading = 'now' and org = any($2::uuid[])`,
)

/** Waits until nobody else settles the region, and keeps others from it until the transaction ends. */
export async function hold(tx: Tx): Promise<void> {
  await tx.run(lock, [tx.region])
}

/** Settles everything touched in the region. Runs as the owner, one settler a region at a time.
 *  `derive` lets the floor above write its own parts from those just read. Gives the number of cells recomputed. */
export async function settle(
  tx: Tx,
  charter: Charter,
  derive: (tx: Tx, reread: readonly Reread[], seats: ReadonlyMap<string, Seat>) => Promise<Derivation>,
  renewed: Renewed = NOTHING_NEW,
): Promise<number> {
  const { region } = tx
  await hold(tx)
  const touches = await tx.all(takeTouched, [region])
  const months = await tx.all(keptMonths, [region])
  const fresh = months.filter(month => !month.filled).map(month => month.month)
  const judged = await tx.one(judge, [region])
  const fallen: Renewed = judged?.since
    ? { measures: fallingOf(charter), in: month => month >= monthOf(judged.since!) }
    : NOTHING_NEW
  const anew = renewed.measures.size > 0 || fallen.measures.size > 0
  if (touches.length === 0 && fresh.length === 0 && !anew) return 0

  const ids = [...new Set(touches.map(touch => touch.org))]
  const seats = new Map(
    (await (fresh.length > 0 || anew ? tx.all(seatsOfAll, [region]) : tx.all(seatsOf, [region, ids]))).map(seat => [
      seat.id,
      seat,
    ]),
  )
  const standing = touches.filter(touch => seats.has(touch.org))
  const moved = standing.filter(touch => touch.source === '*').map(touch => touch.org)
  // Lists of lists until the end: there may be more places than a call takes arguments.
  const places = [moved.length > 0 ? await follow(tx, moved, seats) : []]
  const gone = ids.filter(id => !seats.has(id))
  if (gone.length > 0) places.push(await vanish(tx, gone))
  const wanted = wantedOf(
    charter,
    standing,
    months.map(month => month.month),
    fresh,
    seats,
    [renewed, fallen],
  )

  if (wanted.length > MANY) await tx.run(plannedForMany)
  places.push(await reread(tx, charter, wanted, seats))
  const derived = await derive(tx, wanted, seats)
  places.push(await replace(tx, derived))
  if (fresh.length > 0) await tx.run(markFilled, [region])
  const count = await carryUp(tx, places.flat())
  if (wanted.length > MANY) await tx.run(learn)
  return count
}

/** Lets every row of moved organizations follow to their seat of today, and records to the path of their day. */
async function follow(tx: Tx, moved: readonly string[], seats: ReadonlyMap<string, Seat>): Promise<Place[]> {
  const before = await tx.all(nowPlaces, [tx.region, moved])
  const targets = moved.map(id => seats.get(id)!.seat)
  for (const align of alignSeats) await tx.run(align, [tx.region, moved, targets])
  await tx.run(alignOwners, [tx.region, moved, targets])
  await tx.run(alignPaths, [tx.region, moved])
  await tx.run(alignKeys, [tx.region, moved])
  return before
}

/** The measures that read differently from day to day. */
function fallingOf(charter: Charter): Set<string> {
  return new Set([...charter.measures.values()].filter(({ is }) => falls(is)).map(({ id }) => id))
}

/** Takes away what an organization gave whose opening was undone. */
async function vanish(tx: Tx, gone: readonly string[]): Promise<Place[]> {
  await tx.run(forgetTallies, [tx.region, gone])
  return bothReadings(await tx.all(forgetOwn, [tx.region, gone]))
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
  const bySource = new Map<string, string[]>()
  const all: string[] = []
  for (const { id, is } of charter.measures.values()) {
    if (is.op === 'difference' || is.op === 'standard') continue
    all.push(id)
    for (const source of sourcesOf(charter, is)) bySource.set(source, [...(bySource.get(source) ?? []), id])
  }
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
  seats: ReadonlyMap<string, Seat>,
): Promise<Place[]> {
  const places = [bothReadings(await tx.all(deleteOwn, [tx.region, ...pairsOf(wanted)]))]
  const counted = wanted.filter(pair => distinct(charter.measures.get(pair.measure)!.is))
  if (counted.length > 0) await tx.run(deleteTally, [tx.region, ...pairsOf(counted)])
  for (const { ids, pairs } of sharing(wanted, seats))
    for (const { text, values } of writingsOf(charter, ids, pairs, tx.region))
      places.push(bothReadings(await tx.all(composed<Written>(text), values)))
  return places.flat()
}

/** The measures that are wanted for the same organizations and months, together. */
function sharing(
  wanted: readonly Reread[],
  seats: ReadonlyMap<string, Seat>,
): Iterable<{ readonly ids: string[]; readonly pairs: Wanted }> {
  const byMeasure = new Map<string, Reread[]>()
  for (const pair of wanted) {
    const list = byMeasure.get(pair.measure)
    if (list) list.push(pair)
    else byMeasure.set(pair.measure, [pair])
  }
  const groups = new Map<string, { ids: string[]; pairs: Wanted }>()
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

async function replace(tx: Tx, derived: Derivation): Promise<Place[]> {
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
  ])
  return bothReadings([...removed, ...added])
}

function pairsOf(pairs: readonly Reread[]): [string[], string[], Month[]] {
  return [pairs.map(p => p.measure), pairs.map(p => p.org), pairs.map(p => p.month)]
}

function bothReadings(rows: readonly Written[]): Place[] {
  return rows.flatMap(row => [
    { measure: row.measure, month: row.month, reading: 'then' as const, path: row.path },
    { measure: row.measure, month: row.month, reading: 'now' as const, path: row.seat },
  ])
}

/** Adds up the places and everything above them, the deepest first, so that each place reads only its own parts and its children. */
async function carryUp(tx: Tx, places: readonly Place[]): Promise<number> {
  const byDepth = new Map<number, Map<string, Place>>()
  for (const place of places)
    for (let path = place.path; path !== '/'; path = above(path)) {
      const depth = path.split('/').length
      const level = byDepth.get(depth) ?? new Map<string, Place>()
      byDepth.set(depth, level)
      const key = `${place.reading} ${place.measure} ${place.month} ${path}`
      if (level.has(key)) break
      level.set(key, { ...place, path })
    }
  const all = [...byDepth.values()].flatMap(level => [...level.values()])
  if (all.length === 0) return 0
  await tx.run(deleteCells, [
    tx.region,
    all.map(place => place.reading),
    all.map(place => place.measure),
    all.map(place => place.month),
    all.map(place => place.path),
  ])
  const codes = new Set(all.map(place => codeOf(place.path)))
  const seats = new Map((await tx.all(seatsByCode, [tx.region, [...codes]])).map(seat => [seat.code, seat]))
  for (const depth of [...byDepth.keys()].sort((a, b) => b - a)) {
    // An organization that never was has no place to add up.
    const there = [...byDepth.get(depth)!.values()].filter(place => seats.has(codeOf(place.path)))
    const at = there.map(place => seats.get(codeOf(place.path))!)
    await tx.run(addUp, [
      tx.region,
      there.map(place => place.reading),
      there.map(place => place.measure),
      there.map(place => place.month),
      there.map(place => place.path),
      there.map(place => above(place.path)),
      at.map(seat => seat.id),
      at.map(seat => seat.seat),
    ])
  }
  return all.length
}

/** The path of the organization above: /D/C1/V3/ gives /D/C1/; the top gives /. */
function above(path: string): string {
  return path.slice(0, path.lastIndexOf('/', path.length - 2) + 1)
}

function codeOf(path: string): string {
  return path.slice(path.lastIndexOf('/', path.length - 2) + 1, -1)
}

const forgetting = ['own', 'cell', 'tally'].map(table =>
  statement(`settle.forget_${table}`, `delete from ${table} where region = $1`),
)
const unfill = statement('settle.unfill', 'update kept_month set filled = false where region = $1')

/** Throws every cell away, so that the next settling builds all of them from the facts: what is derived can be derived again. */
export async function forget(tx: Tx): Promise<void> {
  for (const one of forgetting) await tx.run(one, [tx.region])
  await tx.run(unfill, [tx.region])
}
