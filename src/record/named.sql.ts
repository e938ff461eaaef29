// Records that other records name: an outcome its trip, a finding its round, a decision its meeting.
import { namedIn } from '../charter/body.ts'
import type { Charter, Kind } from '../charter/charter.ts'
import { titleOf } from '../charter/entitled.ts'
import type { Words } from '../charter/language.ts'
import { refuse } from '../problem/problem.ts'
import { composed, statement, type Tx } from '../store/store.ts'
import type { Day } from '../time/day.ts'

/** A record as another one sees it that names it. */
interface Named {
  readonly id: string
  readonly kind: string
  readonly day: Day
  readonly body: Readonly<Record<string, unknown>>
  readonly org: string
  readonly seat: string
  readonly voids: string | null
  readonly voidedBy: string | null
}

/** A line that is about to be stored, as far as others may name it. */
export interface Coming {
  readonly id: string
  readonly kind: Pick<Kind, 'id' | 'name' | 'fields'>
  readonly on: Day
  readonly standing: { readonly id: string; readonly seat: string }
  readonly line: { readonly body: Readonly<Record<string, unknown>>; readonly voids?: string | undefined }
  readonly withdraws: boolean
}

const COLUMNS = `r.id, r.kind, r.day, r.body, r.org, r.seat, r.voids, r.voided_by as "voidedBy"`
const byId = statement<Named>(
  'named.by_id',
  `select ${COLUMNS} from record_key k join record r on r.region = $1 and r.id = k.id and r.day = k.day where k.region = $1 and k.id = any($2::uuid[])`,
)

/** A record is named by the first of its corrections, so that it stays one whatever is corrected later.
 *  Gives the body with these ids. Throws record.named where one is no record of the kind meant, is of an organization beside or
 *  below, was withdrawn, or is later than what names it. `coming` are lines that will be stored in the same breath. */
export async function rooted(
  tx: Tx,
  charter: Charter,
  kind: Kind,
  body: Readonly<Record<string, unknown>>,
  at: { readonly on: Day; readonly seat: string },
  coming: readonly Coming[],
): Promise<Readonly<Record<string, unknown>>> {
  const names = namedIn(kind, body).records
  if (names.length === 0) return body
  const found: Record<string, unknown> = { ...body }
  for (const { field, id, of } of names) {
    const wanted = charter.kinds.get(of ?? '')?.name ?? kind.fields[field]!.name
    const told = { where: kind.id, field, kind: wanted, id }
    const line = coming.find(one => one.id === id && !one.withdraws)
    const last = line ? null : await lastOf(tx, id)
    const named = line
      ? { kind: line.kind.id, day: line.on, seat: line.standing.seat, gone: false }
      : last && { kind: last.kind, day: last.day, seat: last.seat, gone: last.voidedBy !== null }
    if (!named || (of !== undefined && named.kind !== of))
      refuse('record.named', { ...told, why: 'unknown', day: at.on })
    if (named.gone) refuse('record.named', { ...told, why: 'withdrawn', day: at.on })
    if (!at.seat.startsWith(named.seat)) refuse('record.named', { ...told, why: 'elsewhere', day: at.on })
    if (named.day > at.on) refuse('record.named', { ...told, why: 'later', day: named.day })
    found[field] = await firstOf(tx, line?.line.voids ?? id)
  }
  return found
}

/** The record as it stands after all its corrections; null where there is none. One that was withdrawn is voided by its last line. */
async function lastOf(tx: Tx, id: string): Promise<Named | null> {
  const [record] = await tx.all(byId, [tx.region, [id]])
  if (!record) return null
  return record.voidedBy === null || record.voidedBy === id ? record : lastOf(tx, record.voidedBy)
}

async function firstOf(tx: Tx, id: string): Promise<string> {
  const [record] = await tx.all(byId, [tx.region, [id]])
  return record?.voids ? firstOf(tx, record.voids) : id
}

/** The fields by which records of other kinds name one of a kind. */
function namingFields(charter: Charter, kind: string): { kind: Kind; field: string }[] {
  return [...charter.kinds.values()].flatMap(one =>
    Object.entries(one.fields)
      .filter(([, field]) => field.type === 'record' && field.of === kind)
      .map(([field]) => ({ kind: one, field })),
  )
}

/** Refuses to withdraw a record that others name, or to give it a day after theirs: record.needed. */
export async function insistUnneeded(
  tx: Tx,
  charter: Charter,
  wrong: string,
  by: { readonly withdraws: boolean; readonly on: Day; readonly gone: readonly string[] },
): Promise<void> {
  const [record] = await tx.all(byId, [tx.region, [wrong]])
  const fields = record ? namingFields(charter, record.kind) : []
  if (!record || fields.length === 0) return
  const values: unknown[] = [tx.region, await firstOf(tx, wrong), by.gone, by.withdraws, by.on]
  const named = fields
    .map(
      ({ kind, field }) => `(r.kind = $${values.push(kind.id)} and r.body->>$${values.push(field)}::text = $2::text)`,
    )
    .join(' or ')
  const [needs] = await tx.all(
    composed<{ kind: string; day: Day; count: number }>(
      `select min(r.kind) as kind, min(r.day) as day, count(*)::int as count from record r
       where r.region = $1 and r.voided_by is null and r.id <> all($3::uuid[]) and ($4::boolean or r.day < $5::date) and (${named})`,
    ),
    values,
  )
  if (needs!.count > 0)
    refuse('record.needed', {
      kind: charter.kinds.get(record.kind)?.name ?? { zh: record.kind, en: record.kind },
      by: charter.kinds.get(needs!.kind)!.name,
      count: needs!.count,
      day: needs!.day,
      withdraws: by.withdraws,
    })
}

const OUT_OF_SIGHT: Words = { zh: '一条不在可见范围内的记录', en: 'a record out of sight' }

/** What records are called as they stand after their corrections, by the id under which they are named. */
export async function recordNames(tx: Tx, charter: Charter, ids: readonly string[]): Promise<Map<string, Words>> {
  const names = new Map<string, Words>()
  for (const id of new Set(ids)) {
    const record = await lastOf(tx, id)
    names.set(id, record ? titleOf(charter.kinds.get(record.kind), record) : OUT_OF_SIGHT)
  }
  return names
}

/** Ids of the records that bodies of some kinds name. */
export function recordsIn(
  charter: Charter,
  entries: readonly { readonly kind: string; readonly body: Readonly<Record<string, unknown>> }[],
): string[] {
  return entries.flatMap(({ kind, body }) => {
    const known = charter.kinds.get(kind)
    return known ? namedIn(known, body).records.map(one => one.id) : []
  })
}

/** A record that a form offers to be named. */
export interface Offered {
  readonly id: string
  readonly kind: string
  readonly day: Day
  readonly body: Record<string, unknown>
  readonly voids: string | null
}

const MOST_OFFERED = 200
const offeredOf = statement<Offered>(
  'named.offered',
  `select r.id, r.kind, r.day, r.body, r.voids from record r
   where r.region = $1 and r.kind = any($2::text[]) and r.voided_by is null and r.day > $4::date - 400 and r.day <= $4
     and r.org in (select o.id from org o join org own on own.region = $1 and own.id = $3 where o.region = $1 and left(own.seat, length(o.seat)) = o.seat)
   order by r.day desc, r.id desc limit ${MOST_OFFERED}`,
)

/** Records of an organization and those above it that may be named on a day, the newest first, each under its first id. */
export async function offered(
  tx: Tx,
  charter: Charter,
  kinds: readonly string[],
  org: string,
  on: Day,
): Promise<{ id: string; kind: string; day: Day; title: Words }[]> {
  if (kinds.length === 0) return []
  return toldAll(tx, charter, await tx.all(offeredOf, [tx.region, kinds, org, on]))
}

async function toldAll(tx: Tx, charter: Charter, rows: readonly Offered[]) {
  const told: { id: string; kind: string; day: Day; title: Words }[] = []
  for (const row of rows) {
    const { kind, day, voids } = row
    told.push({
      id: voids ? await firstOf(tx, voids) : row.id,
      kind,
      day,
      title: titleOf(charter.kinds.get(kind), row),
    })
  }
  return told
}

const inSightOf = statement<Offered>(
  'named.in_sight',
  `select r.id, r.kind, r.day, r.body, r.voids from record r
   where r.region = $1 and r.kind = any($2::text[]) and r.voided_by is null order by r.day desc, r.id desc limit $3`,
)

/** The newest records of some kinds in sight, each under its first id. */
export async function inSight(
  tx: Tx,
  charter: Charter,
  kinds: readonly string[],
  most: number,
): Promise<{ id: string; kind: string; day: Day; title: Words }[]> {
  return kinds.length === 0 ? [] : toldAll(tx, charter, await tx.all(inSightOf, [tx.region, kinds, most]))
}

/** The kinds whose records some kinds name. */
export function kindsNamed(kinds: readonly Pick<Kind, 'fields'>[]): string[] {
  const fields = kinds.flatMap(kind => Object.values(kind.fields))
  return [
    ...new Set(fields.flatMap(field => (field.type === 'record' && field.of && !field.retired ? [field.of] : []))),
  ]
}
