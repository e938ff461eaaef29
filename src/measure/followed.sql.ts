// What follows of things, as it was settled for the end of a month.
import { statement, type Tx } from '../store/store.ts'
import type { Month } from '../time/period.ts'

export type Followed = Readonly<Record<string, string | number | boolean>>

const ofOrg = statement<{ thing: string; body: Followed }>(
  'followed.of_org',
  'select thing, body from followed where region = $1 and org = $2 and month = $3',
)

/** What follows of the things of an organization in a month, by the id of the thing. */
export async function followedAt(tx: Tx, org: string, month: Month): Promise<ReadonlyMap<string, Followed>> {
  return new Map((await tx.all(ofOrg, [tx.region, org, month])).map(row => [row.thing, row.body]))
}
