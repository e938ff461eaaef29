// The one writer of the audit. Lines are told while a transaction works and chained when it ends.
import { v7 } from 'uuid'
import { statement, type Tx } from '../store/store.ts'
import type { AuditKind } from './audit.ts'

/** A line of the audit as it is told. */
export interface Line {
  readonly kind: AuditKind
  /** Name of the account. */
  readonly author: string
  readonly act: string
  /** The place under which it stands: who audits there reads it. */
  readonly seat: string
  readonly org?: string | null
  /** The person or the record that it is about. */
  readonly about?: string | null
  /** Ids and plain values; no texts that people wrote about people. */
  readonly what: object
}

/** A line about a person or an organization whose place is looked up. */
export type Told = Omit<Line, 'seat' | 'org'> & {
  /** Code of the organization; with neither it nor a person the line stands under the top. */
  readonly of?: string | null
  /** The person under whose place it stands. */
  readonly person?: string | null
}

/** Lines that travel in one call. */
const AT_ONCE = 5_000

const append = statement('audit.append', 'select audit_append($1, $2::jsonb)')
const placeOf = statement<{ org: string | null; seat: string }>(
  'audit.place',
  `select org, seat from (
     (select id as org, seat, 1 as rank from org where region = $1 and code = $2 order by valid desc limit 1)
     union all (select null, seat, 2 from person where region = $1 and id = $3::uuid order by valid desc limit 1)
     union all (select null, '/' || code || '/', 3 from district where region = $1)) x
   order by rank limit 1`,
)

const told = new WeakMap<Tx, Line[]>()

/** Notes an act in the transaction that does it: both are kept or neither. The chain of the region is taken when everything else is
 *  done, so that nobody waits for it longer than a commit takes. */
export function note(tx: Tx, line: Line): void {
  const lines = told.get(tx) ?? []
  lines.push(line)
  if (told.has(tx)) return
  told.set(tx, lines)
  tx.atEnd(() => chain(tx, lines))
}

/** Notes an act under the place where a person or an organization stands. */
export async function noteAt(tx: Tx, { of = null, person = null, ...line }: Told): Promise<void> {
  const place = await tx.one(placeOf, [tx.region, of, person])
  note(tx, { ...line, ...(place ?? { org: null, seat: '/' }) })
}

async function chain(tx: Tx, lines: readonly Line[]): Promise<void> {
  const at = new Date().toISOString()
  const rows = lines.map(line => ({ id: v7(), at, org: null, about: null, ...line }))
  for (let from = 0; from < rows.length; from += AT_ONCE)
    await tx.run(append, [tx.region, JSON.stringify(rows.slice(from, from + AT_ONCE))])
}
