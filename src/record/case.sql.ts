// Cases as they are read: openings in a subtree with their steps, and the names that they mention.
import { type Charter, caseKindOf } from '../charter/charter.ts'
import type { Words } from '../charter/language.ts'
import { keyOf, nameKey } from '../register/name.ts'
import { stoodAt } from '../register/organization.sql.ts'
import { carriedBy, type Origin, writtenFor } from '../register/succession.sql.ts'
import { statement, type Tx } from '../store/store.ts'
import type { Day } from '../time/day.ts'
import { type Standing, type Step, standingOn } from './case.ts'

/** A recorded opening or step. */
interface Entry {
  readonly id: string
  readonly kind: string
  readonly day: Day
  readonly body: Readonly<Record<string, unknown>>
  readonly author: string
  readonly at: Date
}

/** A case as it is stored: its opening, and its steps up to a day. */
export interface Told extends Entry {
  /** Who carries it on the day: the organization that opened it, or whoever has taken over from that by then. */
  readonly org: string
  readonly seat: string
  /** Where it was opened, and in whose name. */
  readonly opener: string
  readonly writer: string
  /** What the organization is called in whose name it was opened, where another carries it. */
  readonly origin: Origin | null
  readonly code: string
  readonly short: string
  readonly english: string
  readonly steps: readonly (Step & Entry)[]
}

const openings = statement<Omit<Told, 'steps'>>(
  'case.openings',
  `select r.id, r.kind, r.day, r.body, r.author, r.at, h.org, r.seat, r.org as opener, coalesce(r.origin, r.org) as writer,
     o.code, o.short, o.english, g.origin
   from unnest($2::uuid[]) with ordinality as n(id, nth) join record_key k on k.region = $1 and k.id = n.id
   join record r on r.region = $1 and r.id = k.id and r.day = k.day
   ${carriedBy('r', '$3')} ${stoodAt('h', 'h.day')} ${writtenFor('w')}
   where r.voided_by is null order by n.nth`,
)
const steps = statement<Entry & { case: string }>(
  'case.steps',
  `select r.id, r.kind, r.day, r.body, r.author, r.at, r.step_of as case from record r
   where r.region = $1 and r.step_of is not null and r.step_of = any($2::text[]) and ($3::date is null or r.day <= $3) and r.voided_by is null`,
)
const people = statement<{ id: string; zh: string; en: string }>(
  'case.people',
  'select distinct on (id) id, name as zh, english as en from person where region = $1 and id = any($2::uuid[]) order by id, valid desc',
)
const orgs = statement<{ id: string; code: string; zh: string; en: string }>(
  'case.orgs',
  'select distinct on (id) id, code, short as zh, english as en from org where region = $1 and id = any($2::uuid[]) order by id, valid desc',
)
const things = statement<{ id: string; zh: string; en: string }>(
  'case.things',
  'select distinct on (id) id, name as zh, english as en from thing where region = $1 and id = any($2::uuid[]) order by id, valid desc',
)
const bearers = statement<{ id: string; zh: string; en: string }>(
  'case.bearers',
  `select id, name as zh, english as en from person where region = $1 and valid @> $3::date
     and $2 in (${keyOf('name')}, ${keyOf('english')})`,
)
// Those in office first, from the organization upwards; whoever is only a member after them.
const owners = statement<{
  id: string
  zh: string
  en: string
  post: string | null
  code: string
  short: string
  english: string
}>(
  'case.owners',
  `select * from (
     select distinct on (x.person) x.person as id, p.name as zh, p.english as en, x.post, o.code, o.short, o.english, o.path, x.sole, x.rank
     from (
       select t.person, t.org, t.post, t.sole, 0 as rank from post t where t.region = $1 and t.valid @> $3::date
       union all select m.person, m.org, null, null, 1 from membership m where m.region = $1 and m.org = $2 and m.valid @> $3::date) x
     join org o on o.region = $1 and o.id = x.org and o.valid @> $3::date
     join org own on own.region = $1 and own.id = $2 and own.valid @> $3::date
     join person p on p.region = $1 and p.id = x.person and p.valid @> $3::date
     where left(own.path, length(o.path)) = o.path
     order by x.person, x.rank, length(o.path) desc) y
   order by y.rank, length(y.path) desc, y.sole is null, y.zh, y.id`,
)

function told(
  charter: Charter,
  found: readonly Omit<Told, 'steps'>[],
  entries: readonly (Entry & { case: string })[],
): Told[] {
  const byCase = new Map<string, (Step & Entry)[]>()
  for (const { case: id, ...entry } of entries) {
    const stage = charter.kinds.get(entry.kind)?.stage
    if (!stage) continue
    const list = byCase.get(id) ?? []
    byCase.set(id, list)
    list.push({ ...entry, stage: stage.name, due: (entry.body.due as Day | undefined) ?? null })
  }
  return found.map(one => ({ ...one, steps: byCase.get(one.id) ?? [] }))
}

/** Cases in the order of their ids, each with its steps, up to a day where one is given; ids of anything else are left out. */
export async function casesBy(tx: Tx, charter: Charter, ids: readonly string[], on?: Day): Promise<Told[]> {
  if (ids.length === 0) return []
  const found = (await tx.all(openings, [tx.region, ids, on ?? null])).filter(
    one => charter.kinds.get(one.kind)?.form === 'case',
  )
  return told(charter, found, await tx.all(steps, [tx.region, found.map(one => one.id), on ?? null]))
}

/** How a case stands on a day. */
export function standingOf(charter: Charter, told: Told, on: Day): Standing {
  const opening = { day: told.day, due: told.body.due as Day }
  return standingOn(caseKindOf(charter.kinds.get(told.kind)!), opening, told.steps, on)
}

/** What people, organizations and things are called, by id; those out of sight are missing. */
export async function namesOf(
  tx: Tx,
  ids: { people: readonly string[]; orgs: readonly string[]; things: readonly string[] },
): Promise<ReadonlyMap<string, Words & { code?: string }>> {
  const read = async (from: typeof people, of: readonly string[]) =>
    of.length > 0 ? await tx.all(from, [tx.region, [...new Set(of)]]) : []
  const rows = [
    ...(await read(people, ids.people)),
    ...(await read(orgs, ids.orgs)),
    ...(await read(things, ids.things)),
  ]
  return new Map(rows.map(({ id, ...words }) => [id, words]))
}

/** People who bear a name on a day. */
export function peopleCalled(tx: Tx, name: string, on: Day) {
  return tx.all(bearers, [tx.region, nameKey(name), on])
}

/** Who may own a case of an organization on a day. */
export function ownersOf(tx: Tx, org: string, on: Day) {
  return tx.all(owners, [tx.region, org, on])
}
