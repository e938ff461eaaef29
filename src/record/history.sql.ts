// One record and how it came to be so: what it corrects, and what has corrected it since.
import { stoodAt } from '../register/organization.sql.ts'
import { type Origin, writtenFor } from '../register/succession.sql.ts'
import { statement, type Tx } from '../store/store.ts'
import type { Day } from '../time/day.ts'
import type { Month } from '../time/period.ts'

export interface Entry {
  readonly id: string
  readonly day: Day
  readonly kind: string
  readonly org: string
  readonly seat: string
  readonly orgCode: string
  readonly orgShort: string
  readonly orgEnglish: string
  /** The organization in whose name it was written, where another has taken it over. */
  readonly origin: Origin | null
  readonly body: Readonly<Record<string, unknown>>
  readonly present: readonly string[]
  readonly excused: readonly string[]
  readonly absent: readonly string[]
  readonly madeUp: readonly string[]
  /** Side by side with madeUp; null, or nothing, where nobody said when. */
  readonly madeUpOn: readonly (Day | null)[]
  readonly voids: string | null
  readonly voidedBy: string | null
  readonly why: string | null
  /** The turn that it is for, as it was named, and the last month of it where it was over. */
  readonly settles: string | null
  readonly settledMonth: Month | null
  readonly author: string
  readonly at: Date
}

const byId = statement<Entry>(
  'history.record',
  `select r.id, r.day, r.kind, r.org, r.seat, o.code as "orgCode", o.short as "orgShort", o.english as "orgEnglish", r.body,
     r.present, r.excused, r.absent, r.made_up as "madeUp", r.made_up_on::text[] as "madeUpOn", r.voids, r.voided_by as "voidedBy", r.why, r.settles, r.settles_month as "settledMonth", r.author, r.at, g.origin
   from record_key k join record r on r.region = $1 and r.id = k.id and r.day = k.day
   ${stoodAt('r', 'r.day')} ${writtenFor('r')}
   where k.region = $1 and k.id = $2`,
)

/** A withdrawal names itself as what has taken its place: it tells nothing of its own. */
export function withdraws(entry: Entry): boolean {
  return entry.voidedBy === entry.id
}

/** A record by its id; null where there is none in sight. */
export function recordOf(tx: Tx, id: string): Promise<Entry | null> {
  return tx.one(byId, [tx.region, id])
}

/** Everything that has stood in the place of a record, the oldest first, itself among it. What is out of sight ends the chain. */
export async function historyOf(tx: Tx, record: Entry): Promise<Entry[]> {
  const chain = [record]
  for (let first = record; first.voids !== null; first = chain[0]!) {
    const before = await recordOf(tx, first.voids)
    if (!before) break
    chain.unshift(before)
  }
  for (let last = record; last.voidedBy !== null && !withdraws(last); last = chain.at(-1)!) {
    const after = await recordOf(tx, last.voidedBy)
    if (!after) break
    chain.push(after)
  }
  return chain
}
