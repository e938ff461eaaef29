// Keeps what a district says of its own norms: append-only, each with its first day, its author and the moment it was said.
import { v7 } from 'uuid'
import { nearest } from '../problem/nearest.ts'
import { refuse } from '../problem/problem.ts'
import { statement, type Tx } from '../store/store.ts'
import type { Day } from '../time/day.ts'
import { type Charter, kindsOfCase, type Sourced } from './charter.ts'
import { compile, examine } from './compile.ts'
import type { Words } from './language.ts'
import { type Own, type OwnStandard, type OwnSystem, proposed, sourcesOn, touchedBy } from './own.ts'

const systems = statement<OwnSystem>(
  'own.systems',
  'select id, system, since, text, author, at from own_system where region = $1 order by id',
)
const standards = statement<Omit<OwnStandard, 'value' | 'clause'> & { value: string; zh: string; en: string }>(
  'own.standards',
  'select id, standard, since, value, clause_zh as zh, clause_en as en, author, at from own_standard where region = $1 order by id',
)
const isShipped = statement<{ shipped: boolean }>('own.shipped', 'select shipped from district where region = $1')
// Changes are only ever added, so their number and the newest of them tell one state of the charter from every other.
// The day stands with them: what falls due is judged anew each day.
const stamp = statement<{ stamp: string }>(
  'own.stamp',
  `select concat_ws(' ', $2::date, (select shipped from district where region = $1),
     (select count(*) || ' ' || coalesce(max(id::text), '') from own_system where region = $1 and since <= $2),
     (select count(*) || ' ' || coalesce(max(id::text), '') from own_standard where region = $1)) as stamp`,
)
const unsettled = statement<{ id: string; system: string | null; standard: string | null }>(
  'own.unsettled',
  `select o.id, o.system, null as standard from own_system o
   where o.region = $1 and o.since <= $2 and not exists (select 1 from own_settled s where s.region = $1 and s.id = o.id)
   union all
   select o.id, null, o.standard from own_standard o
   where o.region = $1 and not exists (select 1 from own_settled s where s.region = $1 and s.id = o.id)`,
)
const editionOf = statement<{ edition: string | null }>('own.edition', 'select edition from district where region = $1')
const putEdition = statement(
  'own.put_edition',
  'update district set edition = $2 where region = $1 and edition is distinct from $2',
)
const markSettled = statement('own.mark', 'insert into own_settled (region, id) select $1, unnest($2::uuid[])')
const putSystem = statement(
  'own.put_system',
  'insert into own_system (region, id, system, since, text, author, at) values ($1, $2, $3, $4, $5, $6, now())',
)
const putStandard = statement(
  'own.put_standard',
  `insert into own_standard (region, id, standard, since, value, clause_zh, clause_en, author, at)
   values ($1, $2, $3, $4, $5, $6, $7, $8, now())`,
)
const auditLine = statement(
  'own.audit',
  `insert into audit (region, id, at, author, act, seat, what) values ($1, $2, now(), $3, $4, $5, $6)`,
)

/** Who changes the charter, and where the top of the district sits. */
export interface Legislator {
  readonly name: string
  readonly seat: string
}

/** Tells whether the charter in force on a day is still the one that was read. */
export async function stampOn(tx: Tx, on: Day): Promise<string> {
  return (await tx.one(stamp, [tx.region, on]))!.stamp
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
 *  `edition` names the shipped systems: what another edition told and counted is told and counted anew, all of it. */
export async function notSettled(
  tx: Tx,
  charter: Charter,
  on: Day,
  edition: string,
): Promise<{ ids: string[]; measures: Set<string>; cases: string[] | null }> {
  const rows = await tx.all(unsettled, [tx.region, on])
  const district = await tx.one(editionOf, [tx.region])
  const changes = [
    ...rows.map(row => (row.system === null ? { standard: row.standard! } : { system: row.system })),
    ...(district && district.edition !== edition ? charter.systems.map(({ id }) => ({ system: id })) : []),
  ]
  const systems = new Set(changes.map(change => ('system' in change ? change.system : null)))
  return {
    ids: rows.map(row => row.id),
    measures: new Set(changes.flatMap(change => [...touchedBy(charter, change)])),
    cases:
      changes.length > 0 ? kindsOfCase(charter).flatMap(kind => (systems.has(kind.system.id) ? kind.id : [])) : null,
  }
}

/** Notes that the cells reflect these changes, by this edition. Runs as the owner, in the transaction that settled them. */
export async function settled(tx: Tx, ids: readonly string[], edition: string): Promise<void> {
  if (ids.length > 0) await tx.run(markSettled, [tx.region, ids])
  await tx.run(putEdition, [tx.region, edition])
}

/** Stores the text of a system, in force from its day. Throws charter.invalid with every fault; nothing is stored then. */
export async function addSystem(
  tx: Tx,
  shipped: readonly Sourced[],
  asked: { text: string; since: Day; file?: string },
  by: Legislator,
): Promise<{ id: string; system: string }> {
  const { source, faults } = proposed(await readOwn(tx, shipped), asked.text, asked.since, asked.file)
  if (faults.length > 0) refuse('charter.invalid', { faults })
  const id = v7()
  const system = source.system.id
  await tx.run(putSystem, [tx.region, id, system, asked.since, asked.text, by.name])
  await tx.run(auditLine, [
    tx.region,
    v7(),
    by.name,
    'charter.system',
    by.seat,
    JSON.stringify({ id, system, since: asked.since }),
  ])
  return { id, system }
}

/** Stores the systems with which a district begins that has a charter of its own. Runs as the owner while the district is loaded. */
export async function beginWith(
  tx: Tx,
  sources: readonly { text: string; system: string }[],
  since: Day,
  author: string,
): Promise<void> {
  for (const { text, system } of sources) await tx.run(putSystem, [tx.region, v7(), system, since, text, author])
}

/** Gives a standard a new value from a day on; what held before stays. Throws charter.unknown, charter.value, charter.source,
 *  charter.past, and charter.invalid where the value makes norms contradict each other or leaves one that cannot be met. */
export async function changeStandard(
  tx: Tx,
  shipped: readonly Sourced[],
  asked: { standard: string; value: number; since: Day; clause: Words },
  by: Legislator,
): Promise<{ id: string }> {
  const own = await readOwn(tx, shipped)
  const { standard, value, since, clause } = asked
  const before = compile(sourcesOn(own, since))
  const { is } =
    before.standards.get(standard) ??
    refuse('charter.unknown', { system: standard, near: nearest(standard, before.standards.keys()) })
  if (!Number.isFinite(value) || value < 0) refuse('charter.value', { standard, value: String(value) })
  if (clause.zh.trim() === '' || clause.en.trim() === '') refuse('charter.source', { standard })
  const last = is.entries.at(-1)!
  if (since <= last.from)
    refuse('charter.past', { standard, since, from: last.from, value: last.value, clause: last.clause })
  const id = v7()
  const next: OwnStandard = { id, standard, since, value, clause, author: by.name, at: new Date() }
  const { faults } = examine(sourcesOn({ ...own, standards: [...own.standards, next] }, since))
  if (faults.length > 0) refuse('charter.invalid', { faults })
  await tx.run(putStandard, [tx.region, id, standard, since, value, clause.zh, clause.en, by.name])
  await tx.run(auditLine, [
    tx.region,
    v7(),
    by.name,
    'charter.standard',
    by.seat,
    JSON.stringify({ id, standard, since, value }),
  ])
  return { id }
}
