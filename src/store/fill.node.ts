// An empty database filled by hand, in one transaction: first the shape of another day, then its rows, then what has come since.
import type pg from 'pg'
import { linesIn, tablesIn } from './lines.node.ts'
import { appliedIn, apply, insistVersion, migrations, prepare } from './migration.node.ts'
import { Transaction } from './postgres.node.ts'
import type { Tx } from './store.ts'

/** A region that is being filled. */
export interface Inlet {
  readonly tx: Tx
  /** Tables into which rows may go. */
  readonly tables: ReadonlySet<string>
  /** Puts lines of JSON into a table. Gives the number of rows. */
  take(table: string, lines: AsyncIterable<Uint8Array>): Promise<number>
  /** Brings the shape up to this program. */
  catchUp(): Promise<void>
  /** Does what waits for the end; to be asked just before the commit. */
  end(): Promise<void>
}

/** Begins a transaction in which an empty database has the shape that these migrations make, and no more; whoever asked ends it.
 *  Gives null where something stands in the database. Throws store.version and store.role. */
export async function beginEmpty(
  client: pg.ClientBase,
  region: number,
  past: ReadonlySet<string>,
): Promise<Inlet | null> {
  await insistVersion(client)
  await client.query('begin')
  await client.query(`select pg_advisory_xact_lock(hashtext('jiceng.migrate'))`)
  if (!(await clear(client))) return null
  await prepare(client)
  for (const one of migrations()) if (past.has(one.name)) await apply(client, one)
  const tables = await tablesIn(client)
  const tx = new Transaction(client, region)
  return {
    tx,
    end: () => tx.end(),
    tables: new Set(tables.keys()),
    take: (table, lines) => linesIn(client, table, tables.get(table)!, lines),
    catchUp: async () => {
      const applied = new Set((await appliedIn(client)).map(one => one.name))
      for (const one of migrations()) if (!applied.has(one.name)) await apply(client, one)
    },
  }
}

/** Takes away the tables of a house in which nothing stands. False where something does, ours or somebody else's. */
async function clear(client: pg.ClientBase): Promise<boolean> {
  const { rows } = await client.query<{ name: string }>(
    `select relname as name from pg_class
     where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm', 'f') and not relispartition`,
  )
  const names = rows.map(row => row.name)
  if (names.length === 0) return true
  const ours = await tablesIn(client)
  if (!names.includes('migration') || names.some(name => name !== 'migration' && !ours.has(name))) return false
  for (const name of ours.keys()) if ((await client.query(`select from ${name} limit 1`)).rowCount) return false
  for (const name of names) await client.query(`drop table ${name} cascade`)
  return true
}
