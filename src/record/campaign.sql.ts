// What was held for campaigns: records of a kind in a subtree, counted by the campaign that they name.
import { statement, type Tx } from '../store/store.ts'
import type { Day } from '../time/day.ts'

/** How often something was held for one campaign, and the last of it. */
export interface Held {
  readonly campaign: string
  readonly count: number
  readonly last: Day
  readonly record: string
}

const held = statement<Held>(
  'campaign.held',
  `select body->>$3 as campaign, count(*)::int as count, max(day) as last, (array_agg(id order by day desc, id desc))[1] as record
   from record where region = $1 and kind = $2 and seat >= $4 and seat < left($4, -1) || '0' and day <= $5::date
     and voided_by is null and body ? $3 group by 1`,
)

/** Records of a kind up to a day, by the value of the field that names their campaign. */
export function heldFor(tx: Tx, asked: { kind: string; field: string; seat: string; on: Day }): Promise<Held[]> {
  return tx.all(held, [tx.region, asked.kind, asked.field, asked.seat, asked.on])
}
