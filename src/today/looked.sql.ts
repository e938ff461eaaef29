// Which lines of Today an account has seen in an organization. Never when: nobody's hours online are kept.
import { statement, type Tx } from '../store/store.ts'

const read = statement<{ keys: string[] }>(
  'looked.read',
  'select keys from looked where region = $1 and account = $2 and org = $3',
)
const keep = statement(
  'looked.keep',
  `insert into looked (region, account, org, keys) values ($1, $2, $3, $4)
   on conflict (region, account, org) do update set keys = excluded.keys`,
)

/** The lines that an account has seen; null before its first look, when nothing is new because everything is. */
export async function lookedAt(tx: Tx, account: string, org: string): Promise<string[] | null> {
  return (await tx.one(read, [tx.region, account, org]))?.keys ?? null
}

/** Remembers the lines that an account has seen; those seen before and gone since are forgotten. */
export async function keepLooked(tx: Tx, account: string, org: string, keys: readonly string[]): Promise<void> {
  await tx.run(keep, [tx.region, account, org, keys])
}
