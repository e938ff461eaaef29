// Keeps what a district says of its own norms: append-only, each with its first day, its author and the moment it was said.
import { v7 } from 'uuid'
import { note } from '../audit/note.sql.ts'
import { refuse } from '../problem/problem.ts'
import { statement, type Tx } from '../store/store.ts'
import type { Day } from '../time/day.ts'
import { type Charter, kindsOfCase, type Sourced } from './charter.ts'
import type { Words } from './language.ts'
import { type Own, type OwnStandard, type OwnSystem, proposed, revalued, touchedBy, withdrawn } from './own.ts'

const systems = statement<OwnSystem>(
  'own.systems',
  'select id, system, since, text, why, author, at from own_system where region = $1 and withdrawn_at is null order by id',
)
const standards = statement<Omit<OwnStandard, 'value' | 'clause'> & { value: string; zh: string; en: string }>(
  'own.standards',
  'select id, standard, since, value, clause_zh as zh, clause_en as en, why, author, at from own_standard where region = $1 and withdrawn_at is null order by id',
)
const isShipped = statement<{ shipped: boolean }>('own.shipped', 'select shipped from district where region = $1')
// Changes are only ever added or withdrawn, so their numbers and the newest of them tell one state of the charter from every other.
// The days stand with them: what falls due is judged anew each day.
const stamp = statement<{ stamp: string; clock: Day | null; edition: string | null }>(
  'own.stamp',
  `select concat_ws(' ', $2::date, c.clock, (select shipped from district where region = $1),
     (select count(*) || ' ' || count(withdrawn_at) || ' ' || coalesce(max(id::text), '') from own_system where region = $1 and since <= $2),
     (select count(*) || ' ' || count(withdrawn_at) || ' ' || coalesce(max(id::text), '') from own_standard where region = $1)) as stamp, c.clock, c.edition
   from (select $1::int as region) r left join (select region, clock, coalesce(edition, '') as edition from district) c using (region)`,
)
const unsettled = statement<{ id: string; system: string | null; standard: string | null }>(
  'own.unsettled',
  `select o.id, o.system, null as standard from own_system o
   where o.region = $1 and o.since <= $2 and o.withdrawn_at is null and not exists (select 1 from own_settled s where s.region = $1 and s.id = o.id)
   union all
   select o.id, null, o.standard from own_standard o
   where o.region = $1 and o.withdrawn_at is null and not exists (select 1 from own_settled s where s.region = $1 and s.id = o.id)`,
)
const unmark = statement('own.unmark', 'delete from own_settled where region = $1 and id = any($2::uuid[])')
const putEdition = statement('own.put_edition', 'update district set edition = $2 where region = $1')
const markSettled = statement('own.mark', 'insert into own_settled (region, id) select $1, unnest($2::uuid[])')
const putSystem = statement(
  'own.put_system',
  'insert into own_system (region, id, system, since, text, author, why, at) values ($1, $2, $3, $4, $5, $6, $7, now())',
)
const putStandard = statement(
  'own.put_standard',
  `insert into own_standard (region, id, standard, since, value, clause_zh, clause_en, author, why, at)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9, now())`,
)
const [endSystem, endStandard] = ['own_system', 'own_standard'].map(table =>
  statement(
    `own.end_${table}`,
    `update ${table} set withdrawn_by = $3, withdrawn_at = now(), withdrawn_why = $4 where region = $1 and id = $2 and withdrawn_at is null`,
  ),
)
const taken = statement<{
  id: string
  since: Day
  value: string | null
  author: string
  at: Date
  by: string
  on: Date
  why: string | null
}>(
  'own.taken',
  `select system as id, since, null::numeric as value, author, at, withdrawn_by as by, withdrawn_at as on, withdrawn_why as why
     from own_system where region = $1 and withdrawn_at is not null
   union all
   select standard, since, value, author, at, withdrawn_by, withdrawn_at, withdrawn_why
     from own_standard where region = $1 and withdrawn_at is not null
   order by 7 desc`,
)

/** Who changes the charter, where the top of the district sits, and the last day that has come. */
export interface Legislator {
  readonly name: string
  readonly seat: string
  readonly today: Day
}

/** Tells whether the charter in force on a day is still the one that was read, and the day on which a standing clock stands. */
export async function stampOn(tx: Tx, on: Day): Promise<{ stamp: string; clock: Day | null; edition: string | null }> {
  return (await tx.one(stamp, [tx.region, on]))!
}

/** Everything the district has said of its norms; `shipped` are the systems that every district begins with. */
export async function readOwn(tx: Tx, shipped: readonly Sourced[]): Promise<Own> {
  const district = await tx.one(isShipped, [tx.region])
  return {
    base: district && !district.shipped ? [] : shipped,
    systems: await tx.all(systems, [tx.region]),
    standards: (await tx.all(standards, [tx.region])).map(({ zh, en, value, ...row }) => ({
      ...row,
      value: Number(value),
      clause: { zh, en },
    })),
  }
}

/** The measures that the cells do not reflect yet as the charter now says, the kinds of case whose stages may mean something
 *  else by it (null where no text changed), and the changes that are behind it.
 *  `renewed` where the shipped systems are of another edition: what that told and counted is told and counted anew, all of it. */
export async function notSettled(
  tx: Tx,
  charter: Charter,
  on: Day,
  renewed: boolean,
): Promise<{ ids: string[]; measures: Set<string>; cases: string[] | null }> {
  const rows = await tx.all(unsettled, [tx.region, on])
  const changes = [
    ...rows.map(row => (row.system === null ? { standard: row.standard! } : { system: row.system })),
    ...(renewed ? charter.systems.map(({ id }) => ({ system: id })) : []),
  ]
  const systems = new Set(changes.map(change => ('system' in change ? change.system : null)))
  return {
    ids: rows.map(row => row.id),
    measures: new Set(changes.flatMap(change => [...touchedBy(charter, change)])),
    cases:
      changes.length > 0 ? kindsOfCase(charter).flatMap(kind => (systems.has(kind.system.id) ? kind.id : [])) : null,
  }
}

/** Notes that the cells reflect these changes, and another edition where one is given; what was left out of the charter is read
 *  anew when it comes back. Runs as the owner, in the transaction that settled them. */
export async function settled(
  tx: Tx,
  ids: readonly string[],
  left: readonly string[],
  edition: string | null,
): Promise<void> {
  const marked = ids.filter(id => !left.includes(id))
  if (marked.length > 0) await tx.run(markSettled, [tx.region, marked])
  if (left.length > 0) await tx.run(unmark, [tx.region, left])
  if (edition !== null) await tx.run(putEdition, [tx.region, edition])
}

/** What was withdrawn or replaced: what it was, who said it and who took it back, when and why; the newest first. */
export async function takenBack(tx: Tx) {
  return (await tx.all(taken, [tx.region])).map(({ value, ...row }) => ({
    ...row,
    value: value === null ? null : Number(value),
  }))
}

/** Stores the text of a system, in force from its day. Throws charter.invalid with every fault; nothing is stored then. */
export async function addSystem(
  tx: Tx,
  shipped: readonly Sourced[],
  asked: { text: string; since: Day; file?: string; why?: string },
  by: Legislator,
): Promise<{ id: string; system: string }> {
  const { text, since, why } = asked
  const { source, replaces, faults } = proposed(await readOwn(tx, shipped), text, since, { ...asked, today: by.today })
  if (faults.length > 0) refuse('charter.invalid', { faults })
  const id = v7()
  const system = source.system.id
  if (replaces) await tx.run(endSystem!, [tx.region, replaces.id, by.name, why?.trim() || null])
  await tx.run(putSystem, [tx.region, id, system, since, text, by.name, why?.trim() || null])
  noteChange(tx, by, 'charter.system', { id, system, since, replaces: replaces?.id, why })
  return { id, system }
}

/** Takes back what begins on a day that has not come: the text of a system, or the value of a standard. */
export async function withdraw(
  tx: Tx,
  shipped: readonly Sourced[],
  asked: { id: string; since: Day },
  by: Legislator,
): Promise<void> {
  const own = await readOwn(tx, shipped)
  const { replaces, faults } = withdrawn(own, asked.id, asked.since, by.today)
  if (faults.length > 0) refuse('charter.needed', { ...asked, faults })
  await tx.run('system' in replaces ? endSystem! : endStandard!, [tx.region, replaces.id, by.name, null])
  noteChange(tx, by, 'charter.withdraw', { id: asked.id, since: asked.since, row: replaces.id })
}

function noteChange(tx: Tx, by: Legislator, act: string, what: object): void {
  note(tx, { kind: 'acts', author: by.name, act, seat: by.seat, what })
}

/** Stores the systems with which a district begins that has a charter of its own. Runs as the owner while the district is loaded. */
export async function beginWith(
  tx: Tx,
  sources: readonly { text: string; system: string }[],
  since: Day,
  author: string,
): Promise<void> {
  for (const { text, system } of sources) await tx.run(putSystem, [tx.region, v7(), system, since, text, author, null])
}

/** Gives a standard a new value from a day on; what held before stays. A value that is entered back into days that are over, or
 *  that corrects what is in force, says why. Throws charter.unknown, charter.value, charter.source, charter.first, charter.reason,
 *  and charter.invalid where the value makes norms contradict each other or leaves one that cannot be met. */
export async function changeStandard(
  tx: Tx,
  shipped: readonly Sourced[],
  asked: { standard: string; value: number; since: Day; clause: Words; why?: string },
  by: Legislator,
): Promise<{ id: string }> {
  const own = await readOwn(tx, shipped)
  const { standard, value, since, clause } = asked
  const id = v7()
  const { replaces, before, faults, own: then } = revalued(own, asked, { today: by.today, id, by: by.name })
  if (faults.length > 0) refuse('charter.invalid', { faults })
  const why = then.standards.find(one => one.id === id)!.why
  if (replaces) await tx.run(endStandard!, [tx.region, replaces.id, by.name, why])
  await tx.run(putStandard, [tx.region, id, standard, since, value, clause.zh, clause.en, by.name, why])
  noteChange(tx, by, 'charter.standard', {
    id,
    standard,
    since,
    value,
    before: before?.value,
    replaces: replaces?.id,
    why,
  })
  return { id }
}
