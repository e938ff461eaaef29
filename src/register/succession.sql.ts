// Who takes over from an organization that has ended: where something done in its name counts afterwards.

import { Problem, refuse } from '../problem/problem.ts'
import { statement, type Tx } from '../store/store.ts'
import type { Day } from '../time/day.ts'
import { orgWords } from './name.ts'
import { findOrg, lifeOf, type Org } from './organization.sql.ts'

/** An organization that has ended, with whoever takes over. */
interface Succession {
  readonly org: string
  readonly day: Day
  readonly successor: string
  readonly code: string
  readonly short: string
  readonly english: string
}

const COLUMNS = 'org, day, successor, code, short, english'
const byOrg = statement<Succession>('succession.of', `select ${COLUMNS} from succession where region = $1 and org = $2`)
const byName = statement<Succession>(
  'succession.called',
  `select ${COLUMNS} from succession where region = $1 and (org::text = lower($2) or upper(code) = upper($2) or short = $2 or lower(english) = lower($2))`,
)

/** What the organization is called in whose name something was written before another took it over. */
export interface Origin {
  readonly code: string
  readonly zh: string
  readonly en: string
}

/** Joins to a record the organization in whose name it was written, as `g.origin`, where that is not where it counts. */
export const writtenFor = (record: string) =>
  `left join lateral (select jsonb_build_object('code', s.code, 'zh', s.short, 'en', s.english) as origin
     from succession s where s.region = $1 and s.org = ${record}.origin) g on true`

/** Joins to the opening of a case, as `h`, who carries it on a day (at last, where none is given) and since when; and, as `w`, in
 *  whose name it was opened, where that is another. A case goes on where the organization goes on. */
export const carriedBy = (record: string, on: string) =>
  `cross join lateral (
     with recursive way(org, day, nth) as (
       select ${record}.org, ${record}.day, 0
       union all select s.successor, greatest(w.day, s.day), w.nth + 1 from way w join succession s on s.region = $1 and s.org = w.org
         where ${on}::date is null or greatest(w.day, s.day) <= ${on}::date)
     select org, day from way order by nth desc limit 1) h
   cross join lateral (select nullif(coalesce(${record}.origin, ${record}.org), h.org) as origin) w`

/** From a day on, who carries on what an organization opened. */
export interface Carrying {
  readonly opener: string
  readonly org: string
  readonly day: Day
}

/** Who carries on what organizations opened, step by step. */
export function carriers(tx: Tx, openers: readonly string[]): Promise<Carrying[]> {
  return tx.all(ways, [tx.region, openers])
}
const ways = statement<Carrying>(
  'succession.ways',
  `with recursive way(opener, org, day, nth) as (
     select org, successor, day, 1 from succession where region = $1 and org = any($2::uuid[])
     union all select w.opener, s.successor, greatest(w.day, s.day), w.nth + 1 from way w join succession s on s.region = $1 and s.org = w.org)
   select opener, org, day from way order by opener, nth`,
)

/** Who does on a day what organizations were to do: each of them itself, or whoever has taken over by then. */
export async function successors(tx: Tx, orgs: readonly string[], on: Day): Promise<(org: string) => string> {
  const found = orgs.length > 0 ? await carriers(tx, orgs) : []
  return org => carrierOn(found, org, on)
}

/** Which of these carries on a day what an organization opened, or answered for; itself while it stood. */
export function carrierOn(ways: readonly Carrying[], org: string, on: Day): string {
  return ways.findLast(way => way.opener === org && way.day <= on)?.org ?? org
}

/** The place from which what an organization opened is seen today: its own, or that of whoever carries it. */
export async function seatCarried(tx: Tx, { id, seat, to }: Pick<Org, 'id' | 'seat' | 'to'>): Promise<string> {
  return to === null ? seat : ((await tx.one(lastSeat, [tx.region, id]))?.seat ?? seat)
}
const lastSeat = statement<{ seat: string }>(
  'succession.last_seat',
  'select seat from succession where region = $1 and org = $2',
)

/** In whose name something is written: an organization, or one that has ended and lies out of sight, but was taken over by one
 *  that does not. */
export type Namesake = Pick<Org, 'id' | 'code' | 'short' | 'english'>

/** Finds the organization in whose name something is written. Throws org.unknown and org.ambiguous. */
export async function findNamesake(tx: Tx, name: string): Promise<Namesake> {
  try {
    return await findOrg(tx, name)
  } catch (problem) {
    // A phone that was filled in before the merger names what its holder does not see any more.
    if (!(problem instanceof Problem) || problem.code !== 'org.unknown') throw problem
    const [one, ...others] = await tx.all(byName, [tx.region, name])
    if (!one || others.length > 0) throw problem
    return { id: one.org, code: one.code, short: one.short, english: one.english }
  }
}

/** The organization at which something of a day counts: itself while it stood, afterwards whoever has taken over, as that
 *  stood. Throws org.absent where there is none. */
export async function holderOn(tx: Tx, { id, ...named }: Namesake, on: Day): Promise<Org> {
  const life = await lifeOf(tx, id)
  const standing = life.find(stretch => stretch.from <= on && (stretch.to === null || on < stretch.to))
  if (standing) return standing
  const next = await tx.one(byOrg, [tx.region, id])
  if (next && next.day <= on) {
    const [heir] = await lifeOf(tx, next.successor)
    return holderOn(tx, heir ?? (await stranger(tx, next.successor, named)), on)
  }
  return refuse('org.absent', {
    org: orgWords(named),
    day: on,
    opened: life[0]?.from ?? on,
    closed: life.at(-1)?.to ?? next?.day ?? null,
  })
}

async function stranger(tx: Tx, id: string, named: Omit<Namesake, 'id'>): Promise<Namesake> {
  const known = await tx.one(byOrg, [tx.region, id])
  return known ? { ...known, id } : refuse('org.beyond', { org: orgWords(named) })
}

/** Throws org.heir where the way of successions from an organization leads back to one that is about to end. */
export async function insistWayOn(tx: Tx, target: Org, gone: Org, on: Day): Promise<void> {
  for (
    let next = await tx.one(byOrg, [tx.region, target.id]);
    next;
    next = await tx.one(byOrg, [tx.region, next.successor])
  )
    if (next.successor === gone.id)
      refuse('org.heir', { org: orgWords(gone), to: orgWords(target), day: on, why: 'back' })
}

/** From which organizations things came to these, in one step or several, with the day on which each ended. */
export function takenOver(tx: Tx, orgs: readonly string[]): Promise<{ org: string; day: Day; place: string }[]> {
  return tx.all(predecessors, [tx.region, orgs])
}
const predecessors = statement<{ org: string; day: Day; place: string }>(
  'succession.predecessors',
  `with recursive way(org, day, place) as (
     select org, day, place from succession where region = $1 and successor = any($2::uuid[])
     union select s.org, s.day, s.place from way w join succession s on s.region = $1 and s.successor = w.org)
   select org, day, place from way`,
)

/** Codes by which ended organizations that stood within a place may be asked for what others have taken over. */
export async function endedWithin(tx: Tx, place: string): Promise<string[]> {
  return (await tx.all(within, [tx.region, place])).map(row => row.org)
}
const within = statement<{ org: string }>(
  'succession.within',
  `select org from succession where region = $1 and place >= $2 and place < left($2, -1) || '0'`,
)

/** Which of an organization's days count where: its own until it ended, later ones with whoever took over then. */
const spans = `with recursive way(origin, holder, begins) as (
     select org, successor, day from succession where region = $1
     union all select w.origin, s.successor, greatest(w.begins, s.day) from way w join succession s on s.region = $1 and s.org = w.holder),
   asked as (select unnest($2::uuid[]) as org union select origin from way where holder = any($2::uuid[])
     union select origin from record where region = $1 and origin is not null and org = any($2::uuid[])),
   span as (
     select a.org as origin, a.org as holder, null::date as begins, s.day as ends from asked a left join succession s on s.region = $1 and s.org = a.org
     union all
     select w.origin, w.holder, w.begins, (select nullif(max(coalesce(upper(o.valid), 'infinity'::date)), 'infinity'::date) from org o where o.region = $1 and o.id = w.holder)
     from way w join asked a on a.org = w.origin)`
const moveRecords = [
  // Those that another has taken over already.
  'r.origin = s.origin',
  // Those that still stand where they were written.
  's.holder <> s.origin and r.origin is null and r.org = s.origin',
].map((which, index) =>
  statement<Rehomed>(
    `succession.records_${index}`,
    `${spans}, moving as (
       select r.id, r.day, r.kind, r.org as before, s.holder as now, s.origin, r.step_of as step
       from span s join record r on r.region = $1 and ${which} and (s.begins is null or r.day >= s.begins) and (s.ends is null or r.day < s.ends)
       where r.org <> s.holder),
     moved as (
       update record r set org = m.now, origin = nullif(m.origin, m.now) from moving m
       where r.region = $1 and r.id = m.id and r.day = m.day)
     select * from moving`,
  ),
)
const moveAttachments = statement(
  'succession.attachments',
  `update attachment a set org = x.org from unnest($2::uuid[], $3::uuid[]) as x(record, org)
   where a.region = $1 and a.record = x.record and a.org <> x.org`,
)
// Openings of cases and their steps are seen by whoever carries them.
const carryRecords = statement(
  'succession.carry_records',
  `with x as (
     update record r set seat = s.seat from succession s
     where s.region = $1 and r.region = $1 and r.org = s.org and (r.kind = any($2::text[]) or r.step_of is not null) and r.seat <> s.seat
     returning r.id, r.day, r.seat),
   keys as (update record_key k set seat = x.seat from x where k.region = $1 and k.id = x.id)
   update attachment a set seat = x.seat from x where a.region = $1 and a.record = x.id`,
)
const alignSeats = statement(
  'succession.seats',
  `with recursive way(org, last) as (
     select org, successor from succession where region = $1
     union all select w.org, s.successor from way w join succession s on s.region = $1 and s.org = w.last)
   update succession t set seat = h.seat, place = g.seat
   from way w join org h on h.region = $1 and h.id = w.last, org g
   where t.region = $1 and t.org = w.org and g.region = $1 and g.id = t.org
     and not exists (select from succession s where s.region = $1 and s.org = w.last) and (t.seat <> h.seat or t.place <> g.seat)`,
)

/** A record that counts at another organization from now on. */
export interface Rehomed {
  readonly id: string
  readonly day: Day
  readonly kind: string
  readonly before: string
  readonly now: string
  /** In whose name it was written. */
  readonly origin: string
  /** The case of which it is a step. */
  readonly step: string | null
}

/** Lets the openings and steps of cases of these kinds be seen by whoever carries them today. Runs as the owner. */
export async function carry(tx: Tx, kinds: readonly string[]): Promise<void> {
  await tx.run(carryRecords, [tx.region, kinds])
}

/** Lets records follow from organizations whose lives were rewritten to whoever holds their day now, and back. Runs as the owner. */
export async function rehome(tx: Tx, orgs: readonly string[]): Promise<Rehomed[]> {
  const moved: Rehomed[] = []
  for (const move of moveRecords) moved.push(...(await tx.all(move, [tx.region, orgs])))
  if (moved.length > 0) await tx.run(moveAttachments, [tx.region, moved.map(one => one.id), moved.map(one => one.now)])
  await tx.run(alignSeats, [tx.region])
  return moved
}
