// Payments above what is owed ask: whoever pays more than a turn owes says why.
import { type Charter, dutiesOwedInMoney } from '../charter/charter.ts'
import type { Words } from '../charter/language.ts'
import { refuse } from '../problem/problem.ts'
import { statement, type Tx } from '../store/store.ts'
import { lastDay, type Month, monthOf, type Period, turnOf } from '../time/period.ts'
import { dueIn } from './duty.sql.ts'

/** Money of a kind that is about to be written for a month of an organization, or to be taken back (`times` -1). */
export interface Coming {
  readonly kind: string
  readonly org: string
  readonly month: Month
  readonly body: Readonly<Record<string, unknown>>
  readonly times: 1 | -1
}

/** A turn for which more is paid than is owed. */
export interface Above {
  readonly kind: Words
  readonly org: Words & { readonly id: string }
  readonly turn: Period
  readonly owed: number
  readonly paid: number
}

// Of records just written: whose money for which month, where nobody has said why it may be more.
const paying = statement<{ kind: string; org: string; month: Month }>(
  'above.paying',
  `select distinct r.kind, r.org, coalesce(r.settles_month, extract(year from r.day)::int * 12 + extract(month from r.day)::int - 1) as month
   from record_key k join record r on r.region = $1 and r.id = k.id and r.day = k.day
   where k.region = $1 and k.id = any($2::uuid[]) and r.kind = any($3::text[]) and r.why is null and r.voided_by is null`,
)
const paidIn = statement<{ paid: string }>(
  'above.paid',
  `select coalesce(sum((body->>$4::text)::numeric), 0) as paid from record
   where region = $1 and kind = $2 and org = $3 and voided_by is null and day >= make_date($5 / 12, $5 % 12 + 1, 1)
     and coalesce(settles_month, extract(year from day)::int * 12 + extract(month from day)::int - 1) between $5 and $6`,
)

/** Where money, with what is about to be written, is more than its turn owes. Nothing is asked of a norm that leaves room above
 *  (floor), nor where none was in force, nor of what is only taken back. */
export async function aboveOwed(tx: Tx, charter: Charter, coming: readonly Coming[]): Promise<Above[]> {
  const found = new Map<string, Above>()
  for (const { kind, org, month, times } of coming)
    for (const duty of times > 0 ? dutiesOwedInMoney(charter, kind) : []) {
      const turn = turnOf(month, duty.is.every)
      const key = `${duty.id} ${org} ${turn.label}`
      if (found.has(key)) continue
      const [due] = await dueIn(tx, charter, duty, { orgs: [org], period: turn })
      if (!due) continue
      const { field } = charter.measures.get(duty.is.measure)!.is as { field: string }
      const [first, last] = [monthOf(turn.from), monthOf(lastDay(turn))]
      const there = Number((await tx.one(paidIn, [tx.region, kind, org, field, first, last]))!.paid)
      const more = coming
        .filter(one => one.kind === kind && one.org === org && one.month >= first && one.month <= last)
        .reduce((sum, one) => sum + one.times * Number(one.body[field] ?? 0), 0)
      const paid = Math.round((there + more) * 100) / 100
      if (paid > due.owed + 0.001)
        found.set(key, {
          kind: charter.kinds.get(kind)!.name,
          org: { id: org, zh: due.org.short, en: due.org.english || due.org.short },
          turn,
          owed: due.owed,
          paid,
        })
    }
  return [...found.values()]
}

/** Throws pay.above for the first turn for which more is paid than is owed. */
export function refuseAbove([first]: readonly Above[]): void {
  if (first) refuse('pay.above', { ...first, turn: first.turn.label })
}

/** Refuses money that was just written where its turn has more than is owed in it and no line says why: pay.above. */
export async function insistNotAbove(tx: Tx, charter: Charter, ids: readonly string[]): Promise<void> {
  const kinds = [...charter.kinds.keys()].filter(kind => dutiesOwedInMoney(charter, kind).length > 0)
  const written = await tx.all(paying, [tx.region, ids, kinds])
  refuseAbove(
    await aboveOwed(
      tx,
      charter,
      written.map(one => ({ ...one, body: {}, times: 1 })),
    ),
  )
}
