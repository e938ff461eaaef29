// The audit read and proved: lines by filter, the chain walked from its first line, and old lines folded into sums.
import { refuse } from '../problem/problem.ts'
import { statement, type Tx } from '../store/store.ts'
import { type Day, ZONE } from '../time/day.ts'
import type { AuditKind, Breach, Head } from './audit.ts'
import { note } from './note.sql.ts'

/** Who folds: the house itself. */
export const HOUSE = 'house'
/** The act that says what a fold took out. It is never folded: the chain goes on over it. */
const FOLD = 'audit.fold'

/** A line as it is read. */
export interface AuditLine {
  readonly n: number
  readonly at: Date
  readonly author: string
  readonly kind: AuditKind
  readonly act: string
  readonly org: string | null
  readonly about: string | null
  readonly what: Readonly<Record<string, unknown>>
}

/** What a list is narrowed by. */
export interface Sought {
  readonly kinds: readonly AuditKind[]
  readonly from: Day | null
  /** The last day. */
  readonly to: Day | null
  readonly author: string | null
  /** A person, an organization or a record, with where it stands: lists over that place are about it as well. */
  readonly about: { readonly id: string; readonly seat: string | null } | null
  /** Lines with smaller numbers only. */
  readonly before: number | null
  readonly limit: number
}

/** What a line may be about, with the place of a person. */
export interface Placed {
  readonly id: string
  readonly is: 'org' | 'person' | 'record'
  readonly seat: string | null
}

const list = statement<AuditLine>(
  'audit.list',
  `select n, at, author, kind, act, org, about, what from audit
   where region = $1 and kind = any($2::text[])
     and ($3::date is null or at >= $3::date::timestamp at time zone $4) and ($5::date is null or at < ($5::date + 1)::timestamp at time zone $4)
     and ($6::text is null or author = $6)
     and ($7::uuid is null or about = $7 or org = $7 or what ->> 'id' = $7::text
       or (kind = 'looks' and about is null and starts_with($8::text, seat)))
     and ($9::bigint is null or n < $9)
   order by n desc limit $10`,
)
const head = statement<Head>('audit.head', 'select n, digest from audit_head where region = $1')

// Every line with its digest, and every run of numbers that a fold took out with the digests on both its sides.
const LINKS = `links as (
  select n as first, n as last, null::text as before, digest as after from audit where region = $1
  union all
  select r.first, r.last, r.before, r.after from audit a
  cross join lateral jsonb_to_recordset(a.what -> 'runs') as r(first bigint, last bigint, before text, after text)
  where a.region = $1 and a.act = '${FOLD}')`
const BREACHES_KEPT = 20
const breaches = statement<{ n: number; day: Day | null; why: Breach }>(
  'audit.breaches',
  `with ${LINKS}, walked as (
     select first, last, before, after, coalesce(lag(last) over way, 0) as previous, coalesce(lag(after) over way, '') as known
     from links window way as (order by first, last)
   ), judged as (
     select w.first as n, (a.at at time zone $2)::date as day, case
       when w.first > w.previous + 1 then 'removed'
       when w.first <= w.previous then 'inserted'
       when w.before is not null then case when w.before = w.known then null else 'changed' end
       when audit_digest(w.known, a.region, a.n, a.id, a.at, a.author, a.kind, a.act, a.org, a.about, a.seat, a.what) = w.after then null
       else 'changed' end as why, w.previous
     from walked w left join audit a on a.region = $1 and a.n = w.first and w.before is null
   ), ended as (
     select coalesce(h.n, 0) as n, coalesce(h.digest, '') as digest, coalesce(l.last, 0) as last, coalesce(l.after, '') as after
     from (select 1) one left join audit_head h on h.region = $1
     left join lateral (select last, after from links order by last desc, first desc limit 1) l on true
   ), found as (
     select case when why = 'removed' then previous + 1 else n end as n, day, why from judged where why is not null
     union all
     select case when n > last then last + 1 else last end, null::date, case when n > last then 'removed' when n < last then 'inserted' else 'changed' end
     from ended where n <> last or digest <> after
   )
   select f.n, coalesce(f.day, (select (a.at at time zone $2)::date from audit a where a.region = $1 and a.n < f.n order by a.n desc limit 1)) as day,
     f.why from found f order by f.n, f.why limit ${BREACHES_KEPT}`,
)
const standsAt = statement<{ last: number; after: string }>(
  'audit.stands_at',
  `with ${LINKS} select last, after from links where first <= $2 and last >= $2 limit 1`,
)
const first = statement<{ day: Day; lines: number }>(
  'audit.first',
  'select (min(at) at time zone $2)::date as day, count(*)::bigint as lines from audit where region = $1',
)

const folded = statement<{ month: string; kind: AuditKind; count: number }>(
  'audit.folded',
  `select s.month, s.kind, sum(s.count)::int as count from audit a
   cross join lateral jsonb_to_recordset(a.what -> 'sums') as s(month text, kind text, count int)
   where a.region = $1 and a.act = '${FOLD}' group by 1, 2 order by 1 desc, 2`,
)
const placed = statement<Placed>(
  'audit.placed',
  `select id, "is", seat from (
     (select id, 'org' as "is", null::text as seat from org where region = $1 and (id::text = $2 or code = $2) order by valid desc limit 1)
     union all (select id, 'person', seat from person where region = $1 and id::text = $2 order by valid desc limit 1)
     union all (select id, 'record', null from record_key where region = $1 and id::text = $2 limit 1)) x limit 1`,
)
const orgNames = statement<{ id: string; code: string; short: string; english: string }>(
  'audit.org_names',
  'select distinct on (id) id, code, short, english from org where region = $1 and id = any($2::uuid[]) order by id, valid desc',
)
const aboutNames = statement<{ id: string; is: 'person' | 'record'; zh: string; en: string }>(
  'audit.about_names',
  `(select distinct on (id) id, 'person' as is, name as zh, english as en from person where region = $1 and id = any($2::uuid[]) order by id, valid desc)
   union all select id, 'record', kind, kind from record where region = $1 and id = any($2::uuid[])`,
)

const OLD = `old as (
  select a.n, a.kind, a.digest, to_char(a.at at time zone $2, 'YYYY-MM') as month from audit a
  where a.region = $1 and a.act <> '${FOLD}' and a.at < (case when a.kind = 'exports' then $4::date else $3::date end)::timestamp at time zone $2)`
const runs = statement<{ first: number; last: number; before: string; after: string }>(
  'audit.runs',
  `with ${LINKS}, ${OLD}, walked as (
     select first, last, after, coalesce(lag(after) over (order by first), '') as known from links
   ), parts as (
     select n, digest, n - row_number() over (order by n) as run from old
   )
   select min(p.n) as first, max(p.n) as last, (array_agg(w.known order by p.n))[1] as before, (array_agg(p.digest order by p.n desc))[1] as after
   from parts p join walked w on w.first = p.n and w.last = p.n group by p.run order by 1`,
)
const sums = statement<{ month: string; kind: AuditKind; count: number }>(
  'audit.sums',
  `with ${OLD} select month, kind, count(*)::int as count from old group by 1, 2 order by 1, 2`,
)
const drop = statement('audit.drop', `with ${OLD} delete from audit a using old where a.region = $1 and a.n = old.n`)
const hold = statement('audit.hold', 'select 1 from audit_head where region = $1 for update')

/** Lines in the reader's scope, the newest first. */
export function auditLines(tx: Tx, { kinds, from, to, author, about, before, limit }: Sought): Promise<AuditLine[]> {
  const values = [from, ZONE, to, author, about?.id ?? null, about?.seat ?? null, before, limit]
  return tx.all(list, [tx.region, kinds, ...values])
}

/** The person, organization or record in sight that a text names by its id or code, with where the person stands; null for none. */
export function placedBy(tx: Tx, text: string): Promise<Placed | null> {
  return tx.one(placed, [tx.region, text])
}

/** What the lines name, as it is called now: organizations by id, and people and records by id; a record by its kind. */
export async function namesIn(tx: Tx, lines: readonly AuditLine[]) {
  const ids = (of: 'org' | 'about') => [...new Set(lines.flatMap(line => line[of] ?? []))]
  return {
    orgs: new Map((await tx.all(orgNames, [tx.region, ids('org')])).map(row => [row.id, row])),
    about: new Map((await tx.all(aboutNames, [tx.region, ids('about')])).map(row => [row.id, row])),
  }
}

/** What is left of lines that were folded, the newest month first. */
export function foldedSums(tx: Tx): Promise<{ month: string; kind: AuditKind; count: number }[]> {
  return tx.all(folded, [tx.region])
}

/** The newest number of the chain and its digest; for papers and backups, that the chain can be held to them. */
export async function chainHead(tx: Tx): Promise<Head> {
  return (await tx.one(head, [tx.region])) ?? { n: 0, digest: '' }
}

/** The state of a chain. */
export interface Proved {
  readonly head: Head
  /** Lines that stand; the others were folded. */
  readonly lines: number
  /** Day of the oldest line that stands. */
  readonly since: Day | null
  /** Where the chain breaks, with the day of the line there or of the one before it: the first ones. None where it is whole. */
  readonly breaches: readonly { readonly n: number; readonly day: Day | null; readonly why: Breach }[]
}

/** Walks the chain of a region from its first line, as the owner, and holds it to a head that was kept elsewhere. Throws
 *  audit.folded for a head in the midst of what was folded: nothing can be said of it any more. */
export async function proveChain(tx: Tx, kept: Head | null = null): Promise<Proved> {
  const found = await tx.all(breaches, [tx.region, ZONE])
  const standing = kept && (await tx.one(standsAt, [tx.region, kept.n]))
  if (standing && standing.last !== kept!.n) refuse('audit.folded', { n: kept!.n })
  const told = kept && standing?.after !== kept.digest ? [{ n: kept.n, day: null, why: 'head' as const }] : []
  const since = (await tx.one(first, [tx.region, ZONE]))!
  return { head: await chainHead(tx), lines: since.lines, since: since.day, breaches: [...found, ...told] }
}

/** Folds what is older than it is kept, in whole months, into sums by month and kind: what stays says nothing of anybody. The chain
 *  goes on over it by the digests on both sides. Gives how many lines went. */
export async function foldAudit(tx: Tx, before: Day, exportsBefore: Day): Promise<number> {
  await tx.run(hold, [tx.region])
  const old = [tx.region, ZONE, before, exportsBefore]
  const taken = await tx.all(runs, old)
  if (taken.length === 0) return 0
  // What does not hold together is not folded away: it would no longer be found.
  if ((await tx.all(breaches, [tx.region, ZONE])).length > 0) return refuse('audit.broken', {})
  const what = { before, exportsBefore, sums: await tx.all(sums, old), runs: taken }
  const count = await tx.run(drop, old)
  note(tx, { kind: 'acts', author: HOUSE, act: FOLD, seat: '/', what })
  return count
}
