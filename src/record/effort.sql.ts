// Adds what records cost to the sums of their organization and month, in the transaction that stores them: sent twice, added once.
import type { Kind } from '../charter/charter.ts'
import type { Org } from '../register/organization.sql.ts'
import { statement, type Tx } from '../store/store.ts'
import type { Day } from '../time/day.ts'
import { monthOf } from '../time/period.ts'
import { type Effort, type Filled, writtenIn } from './effort.ts'

const put = statement(
  'effort.put',
  `insert into effort as e (region, org, month, kind, seat, records, fields, known, spared, measured, minutes)
   select $1, org, month, kind, seat, records, fields, known, spared, measured, minutes
   from jsonb_to_recordset($2::jsonb) as x(org uuid, month int, kind text, seat text, records int, fields int, known int, spared int, measured int, minutes int)
   order by org, month, kind
   on conflict (region, org, month, kind) do update set records = e.records + excluded.records, fields = e.fields + excluded.fields,
     known = e.known + excluded.known, spared = e.spared + excluded.spared, measured = e.measured + excluded.measured,
     minutes = e.minutes + excluded.minutes`,
)
const correctedBy = statement<{
  body: Record<string, unknown>
  present: string[]
  excused: string[]
  absent: string[]
  made_up: string[]
}>(
  'effort.corrected',
  `select r.body, r.present, r.excused, r.absent, r.made_up from record_key k join record r on r.region = $1 and r.id = k.id and r.day = k.day
   where k.region = $1 and k.id = $2`,
)

/** A record that was stored for the first time. */
export interface Cost extends Filled {
  readonly kind: Kind
  readonly org: Pick<Org, 'id' | 'seat'>
  readonly day: Day
  readonly voids: string | undefined
  readonly effort: Effort | undefined
}

interface Sum {
  records: number
  fields: number
  known: number
  spared: number
  measured: number
  minutes: number
}

/** Sums under the organization, month and kind that they belong to. */
export class Efforts {
  readonly #sums = new Map<string, Sum & { org: string; seat: string; month: number; kind: string }>()

  add(org: Pick<Org, 'id' | 'seat'>, month: number, kind: string, more: Partial<Sum>): void {
    const key = `${org.id} ${month} ${kind}`
    const sum = this.#sums.get(key) ?? {
      ...{ org: org.id, seat: org.seat, month, kind },
      ...{ records: 0, fields: 0, known: 0, spared: 0, measured: 0, minutes: 0 },
    }
    for (const [name, value] of Object.entries(more) as [keyof Sum, number][]) sum[name] += value
    this.#sums.set(key, sum)
  }

  /** Counts one record. What an act computes by itself costs nobody anything. */
  count({ kind, org, day, effort, ...filled }: Cost, corrected?: Filled): void {
    if (kind.sealed || kind.system.group === '') return
    const prefilled = Math.min(effort?.known ?? 0, Object.keys(filled.body).length)
    const byMembers = kind.roll === 'members' || kind.roll === 'full'
    this.add(org, monthOf(day), kind.id, {
      records: 1,
      fields: Math.max(0, writtenIn(filled, byMembers, corrected) - prefilled),
      known: corrected ? 0 : prefilled + (byMembers ? filled.roll.present.length : 0),
      ...(effort?.minutes === undefined ? {} : { measured: 1, minutes: effort.minutes }),
    })
    for (const one of effort?.spared ?? []) this.add(org, monthOf(one.day as Day), one.kind, { spared: 1 })
  }

  async store(tx: Tx): Promise<void> {
    if (this.#sums.size > 0) await tx.run(put, [tx.region, JSON.stringify([...this.#sums.values()])])
  }
}

/** Adds what these records cost. */
export async function addEfforts(tx: Tx, costs: readonly Cost[]): Promise<void> {
  const efforts = new Efforts()
  for (const cost of costs) {
    const was = cost.voids ? await tx.one(correctedBy, [tx.region, cost.voids]) : null
    efforts.count(cost, was ? { body: was.body, roll: { ...was, madeUp: was.made_up } } : undefined)
  }
  await efforts.store(tx)
}
