// What was done to an account or a stand-in, written by the transaction that does it.
import { v7 } from 'uuid'
import { statement, type Tx } from '../store/store.ts'

const noted = statement(
  'access.note',
  'insert into audit (region, id, at, author, act, org, seat, what) select $1, $2, now(), $3, $4, null, p.seat, $6 from person p where p.region = $1 and p.id = $5 limit 1',
)

/** Notes an act that concerns a person, under that person's seat. */
export async function note(tx: Tx, author: string, act: string, person: string, what: object): Promise<void> {
  await tx.run(noted, [tx.region, v7(), author, act, person, JSON.stringify(what)])
}
