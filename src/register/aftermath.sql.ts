// What was recorded for days on which a change lets an organization stand no more, or stand elsewhere: by kind, with its money.

import type { Charter } from '../charter/charter.ts'
import type { Words } from '../charter/language.ts'
import { refuse } from '../problem/problem.ts'
import { statement, type Tx } from '../store/store.ts'
import { type Day, plusDays } from '../time/day.ts'
import { orgWords } from './name.ts'
import type { Org } from './organization.sql.ts'
import { takenOver } from './succession.sql.ts'
import { fieldOf } from './vocabulary.ts'

/** Facts of one kind. Only what stands is counted, not what was corrected or withdrawn. */
export interface Recorded {
  readonly kind: string
  readonly name: Words
  readonly count: number
  /** Yuan, where the kind has an amount and somebody filled it in. */
  readonly money?: number
}

interface Row {
  readonly kind: string
  readonly count: number
  readonly money: string | null
  readonly last: Day
}

const SUMS = `r.kind, count(*)::int as count, max(r.day) as last,
   sum((select sum((r.body->>f)::numeric) from jsonb_array_elements_text($3::jsonb->r.kind) f where r.body ? f)) as money`
const counted = (name: string, from: string) =>
  statement<Row>(
    `aftermath.${name}`,
    `select ${SUMS} from ${from} and r.voided_by is null group by r.kind order by r.kind`,
  )
/** Written in the name of an organization, or of one that it took over, for days on which it would have to hold them. */
const ofOrg = counted(
  'of_org',
  `jsonb_to_recordset($2::jsonb) as x(org uuid, seat text, day date)
   join record r on r.region = $1 and r.seat = any($4::text[]) and coalesce(r.origin, r.org) = x.org and r.day >= x.day where true`,
)
const below = counted(
  'below',
  `record r where r.region = $1 and r.seat >= $2 and r.seat < left($2, -1) || '0' and r.day >= $4::date`,
)
const at = counted('at', 'record r where r.region = $1 and r.seat = $2 and r.org = $5 and r.day >= $4::date')
const before = counted('before', 'record r where r.region = $1 and r.seat = $2 and r.org = $5 and r.day < $4::date')
const givenBack = counted('given_back', 'record r where r.region = $1 and r.origin = $2 and r.day >= $4::date')
const entered = statement<{ kind: string; count: number; last: Day }>(
  'aftermath.entered',
  ['thing', 'tie']
    .map(
      table => `select kind, count(distinct id)::int as count, max(lower(valid)) as last from ${table}
        where region = $1 and org = $2 and case when $4 then lower(valid) >= $3::date else lower(valid) < $3::date end group by kind`,
    )
    .join(' union all '),
)
const heldBefore = statement<{ kind: string; count: number; last: Day }>(
  'aftermath.held_before',
  ['membership', 'post']
    .map(
      table => `select '${table === 'post' ? 'posts' : 'members'}' as kind, count(*)::int as count, min(lower(valid)) as last
        from ${table} where region = $1 and org = $2 and lower(valid) < $3::date having count(*) > 0`,
    )
    .concat(
      // Whoever had ended by then and gave over to it.
      `select 'orgs', count(*)::int, min(day) from succession where region = $1 and successor = $2 and day < $3::date having count(*) > 0`,
    )
    .join(' union all '),
)
const openCases = statement<{ kind: string; count: number; last: Day }>(
  'aftermath.open_cases',
  `select kind, count(*)::int as count, max(opened) as last from case_state
   where region = $1 and org = $2 and ends is null and not closed and opened < $3::date group by kind`,
)

/** Fields of kinds that hold money, for the sums. */
function amounts(charter: Charter): string {
  return JSON.stringify(
    Object.fromEntries(
      [...charter.kinds.values()].flatMap(kind => {
        const fields = Object.entries(kind.fields).filter(([, field]) => field.type === 'money')
        return fields.length > 0 ? [[kind.id, fields.map(([name]) => name)]] : []
      }),
    ),
  )
}

function told(charter: Charter, rows: readonly (Pick<Row, 'kind' | 'count'> & Partial<Row>)[]): Recorded[] {
  const kinds = new Map<string, Recorded>()
  for (const { kind, count, money } of rows) {
    const known = kinds.get(kind)
    kinds.set(kind, {
      kind,
      name: charter.kinds.get(kind)?.name ?? fieldOf(charter, kind) ?? { zh: kind, en: kind },
      ...(known?.money === undefined ? {} : { money: known.money }),
      ...(money === null || money === undefined ? {} : { money: Number(money) }),
      count: count + (known?.count ?? 0),
    })
  }
  return [...kinds.values()]
}

/** Records that go to whoever takes over when an organization ends on a day. */
export async function recordedFrom(
  tx: Tx,
  charter: Charter,
  org: Pick<Org, 'id' | 'seat'>,
  on: Day,
): Promise<Recorded[]> {
  return told(charter, await rowsFrom(tx, charter, org, on))
}

async function rowsFrom(tx: Tx, charter: Charter, org: Pick<Org, 'id' | 'seat'>, on: Day): Promise<Row[]> {
  const others = await takenOver(tx, [org.id])
  const names = [
    { org: org.id, seat: org.seat, day: on },
    ...others.map(one => ({ org: one.org, seat: one.place, day: one.day > on ? one.day : on })),
  ]
  return tx.all(ofOrg, [tx.region, JSON.stringify(names), amounts(charter), names.map(one => one.seat)])
}

/** Records of everything below an organization, itself among it, from a day on. */
export async function recordedBelow(tx: Tx, charter: Charter, seat: string, on: Day): Promise<Recorded[]> {
  return told(charter, await tx.all(below, [tx.region, seat, amounts(charter), on]))
}

/** Records of an organization itself from a day on. */
export async function recordedAt(
  tx: Tx,
  charter: Charter,
  { id, seat }: Pick<Org, 'id' | 'seat'>,
  on: Day,
): Promise<Recorded[]> {
  return told(charter, await tx.all(at, [tx.region, seat, amounts(charter), on, id]))
}

/** Records that were written in the name of an organization and count elsewhere, from a day on. */
export async function recordedFor(tx: Tx, charter: Charter, org: string, on: Day): Promise<Recorded[]> {
  return told(charter, await tx.all(givenBack, [tx.region, org, amounts(charter), on]))
}

/** Nothing of the day or later may be left without an organization: no record, nothing entered, no case that waits.
 *  Throws org.recorded, naming it by kind. */
export async function insistNothingAfter(tx: Tx, charter: Charter, org: Org, on: Day): Promise<void> {
  const rows = [
    ...(await rowsFrom(tx, charter, org, on)),
    ...(await tx.all(entered, [tx.region, org.id, on, true])),
    ...(await tx.all(openCases, [tx.region, org.id, on])),
  ]
  if (rows.length === 0) return
  const last = rows.reduce((day, row) => (row.last > day ? row.last : day), on)
  refuse('org.recorded', {
    ...{ org: orgWords(org), code: org.code, day: on, after: plusDays(last, 1) },
    recorded: listed(told(charter, rows)),
  })
}

/** What was recorded for the day of a split or later belongs to one part or the other, and nobody but its author may say to which.
 *  Throws org.recorded_split, naming it by kind. */
export async function insistNothingBeside(tx: Tx, charter: Charter, org: Org, on: Day): Promise<void> {
  const found = await recordedAt(tx, charter, org, on)
  if (found.length > 0)
    refuse('org.recorded_split', { org: orgWords(org), code: org.code, day: on, recorded: listed(found) })
}

/** Nothing of the days before may be left without an organization. Throws org.recorded_before, naming it by kind. */
export async function insistNothingBefore(tx: Tx, charter: Charter, org: Org, from: Day): Promise<void> {
  const found = await heldUntil(tx, charter, org, from)
  if (found.length > 0) refuse('org.recorded_before', { org: orgWords(org), day: from, recorded: listed(found) })
}

/** What an organization holds of the days before one. */
export async function heldUntil(
  tx: Tx,
  charter: Charter,
  org: Pick<Org, 'id' | 'seat'>,
  from: Day,
): Promise<Recorded[]> {
  return told(charter, [
    ...(await tx.all(before, [tx.region, org.seat, amounts(charter), from, org.id])),
    ...(await tx.all(entered, [tx.region, org.id, from, false])),
    ...(await tx.all(heldBefore, [tx.region, org.id, from])),
  ])
}

/** Facts by kind as they stand in a sentence: study day 11, pay 2 (4,800 yuan). */
export function listed(all: readonly Recorded[]): Words {
  const yuan = (money: number) => money.toLocaleString('en-US', { maximumFractionDigits: 2 })
  return {
    zh: all
      .map(one => `${one.name.zh} ${one.count} 条${one.money === undefined ? '' : `（${yuan(one.money)} 元）`}`)
      .join('、'),
    en: all
      .map(
        one =>
          `${one.name.en || one.name.zh}: ${one.count}${one.money === undefined ? '' : ` (${yuan(one.money)} yuan)`}`,
      )
      .join(', '),
  }
}
