// PostgreSQL behind the store's face: an embedded one in a folder, or a server by address. Nothing else differs.
import pg from 'pg'
import { refuse } from '../problem/problem.ts'
import { firstOf, type Month } from '../time/period.ts'
import { openEmbedded } from './embedded.node.ts'
import { countLines, linesOut, tablesIn } from './lines.node.ts'
import { type Applied, appliedIn, migrate, type Upgrading } from './migration.node.ts'
import { type Outlet, ROLE, type Scope, type SideTx, type Statement, type Store, type Tx } from './store.ts'

/** Where the database lives: a folder of our own, or a server (postgres://…). */
export type Place = { readonly home: string } | { readonly url: string }

const PATH = /^\/(?:[A-Za-z0-9-]+\/)*$/
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

// Days stay text and exact decimals stay text; counts are small enough for a number.
const TEXT = (value: string) => value
const TYPES: Record<number, (value: string) => unknown> = { 1082: TEXT, 3912: TEXT, 1700: TEXT, 20: Number }

/** How many connections a house has. */
const MOST = 12

/** A pool of connections to a place, and what ends it. Throws store.address and what openEmbedded refuses. */
export async function connect(place: Place): Promise<{ pool: pg.Pool; close: () => Promise<void> }> {
  if ('url' in place) insistAddress(place.url)
  const server = 'home' in place ? await openEmbedded(place.home) : null
  const pool = new pg.Pool({
    ...(server
      ? { host: server.socket, port: server.port, user: server.user, database: server.database }
      : { connectionString: (place as { url: string }).url }),
    max: MOST,
    types: {
      getTypeParser: (oid: number, format: unknown) => TYPES[oid] ?? pg.types.getTypeParser(oid, format as 'text'),
    } as never,
  })
  // A connection that dies while idle must not take the process with it; the next query opens another.
  pool.on('error', () => undefined)
  // Plans over every month's partition are estimated dear and run in milliseconds: compiling them would take seconds.
  pool.on('connect', client => {
    client.query('set jit = off').catch(() => undefined)
  })
  const close = async () => {
    await pool.end()
    await server?.close()
  }
  return { pool, close }
}

/** One connection of a pool. Throws store.reach. */
export function client(pool: pg.Pool): Promise<pg.PoolClient> {
  return pool.connect().catch(error => refuse('store.reach', { why: error.message || error.code }))
}

/** Opens the database, brings its shape up to date, and gives the one door to it; `upgrading` comes before a house that holds
 *  facts gets a newer shape. Throws store.* problems. */
export async function openStore(place: Place, upgrading: Upgrading = async () => undefined): Promise<Store> {
  const { pool, close } = await connect(place)
  try {
    const one = await client(pool)
    await migrate(one, upgrading).finally(() => one.release())
  } catch (error) {
    await close()
    throw error
  }

  const transaction = async <T>(region: number, begin: string, work: (tx: Tx) => Promise<T>): Promise<T> => {
    const client = await pool.connect()
    let broken: Error | undefined
    try {
      await client.query(begin)
      const tx = new Transaction(client, region)
      const result = await work(tx)
      await tx.end()
      await client.query('commit')
      return result
    } catch (error) {
      await client.query('rollback').catch(lost => {
        broken = lost
      })
      throw error
    } finally {
      client.release(broken)
    }
  }
  const kept = new Set<Month>()
  return {
    within: (scope, work) => transaction(scope.region, beginWithin(scope), work),
    asOwner: (region, work) => transaction(region, 'begin', work),
    onSide: (side, region, work) =>
      transaction(region, `begin;set local role jiceng_${side};set local jiceng.region = '${Math.trunc(region)}'`, tx =>
        work(Object.assign(tx, { side }) as SideTx<typeof side>),
      ),
    // CLUSTER rewrites the table in the order of its key, which is a digest; the old file is removed.
    shuffleBox: async () => {
      await pool.query('cluster ballot_cast using ballot_cast_pkey')
    },
    keepMonths: async months => {
      for (const month of months) {
        if (kept.has(month)) continue
        await pool.query(
          `create table if not exists record_${String(firstOf(month)).slice(0, 7).replace('-', '_')} partition of record for values from ('${firstOf(month)}') to ('${firstOf(month + 1)}')`,
        )
        kept.add(month)
      }
    },
    snapshot: async (region, work) => {
      const one = await client(pool)
      try {
        return await outOf(one, region, work)
      } finally {
        // Whatever a stream was in the middle of ends with its connection.
        one.release(true)
      }
    },
    close,
  }
}

/** Reads a region as of one moment through a connection that is given up to it. */
export async function outOf<T>(one: pg.ClientBase, region: number, work: (out: Outlet) => Promise<T>): Promise<T> {
  await one.query('begin isolation level repeatable read read only')
  const tables = await tablesIn(one)
  const found = await work({
    tx: new Transaction(one, region),
    tables: [...tables.keys()],
    count: (table, cut) => countLines(one, region, table, cut),
    lines: (table, cut) => linesOut(one, region, table, tables.get(table)!, cut),
    applied: async () => (await appliedIn(one)) as Applied[],
  })
  await one.query('commit')
  return found
}

/** Refuses what cannot be the address of a server, before anybody is called. It is not repeated: it may hold a password. */
function insistAddress(text: string): void {
  const no = (zh: string, en: string) => refuse('store.address', { why: { zh, en } })
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(text)?.[1]?.toLowerCase()
  if (!scheme) no('开头不是 postgres://', 'it does not begin with postgres://')
  if (scheme !== 'postgres' && scheme !== 'postgresql')
    no(`它以 ${scheme}:// 开头，不是 postgres://`, `it begins with ${scheme}://, not with postgres://`)
  if (!URL.canParse(text)) no('主机或端口写得不对', 'its host or its port is not written as one')
  const { hostname, port, searchParams } = new URL(text)
  if (port === '0') no('端口不能是 0', 'its port is 0')
  if (!hostname && !searchParams.get('host')) no('没有写明主机', 'it names no host')
}

/** The scope as literals in one round trip: unlike set_config, SET LOCAL also reaches the workers of a distributed database. */
function beginWithin(scope: Scope): string {
  if (!PATH.test(scope.path)) throw new RangeError(`not a path: ${scope.path}`)
  if (scope.person !== undefined && !UUID.test(scope.person)) throw new RangeError(`not a person: ${scope.person}`)
  return [
    scope.snapshot ? 'begin isolation level repeatable read read only' : 'begin',
    `set local role ${ROLE}`,
    'set local plan_cache_mode = force_generic_plan',
    `set local jiceng.region = '${Math.trunc(scope.region)}'`,
    `set local jiceng.scope = '${scope.path}'`,
    `set local jiceng.scope_end = '${endOf(scope.path)}'`,
    `set local jiceng.person = '${scope.person ?? ''}'`,
    `set local jiceng.audit = '${scope.audit ? 'on' : ''}'`,
  ].join(';')
}

/** The first path after the whole subtree: '0' follows '/' in "C" collation. */
function endOf(path: string): string {
  return `${path.slice(0, -1)}0`
}

/** A transaction that a connection is in. */
export class Transaction implements Tx {
  private readonly client: pg.ClientBase
  private readonly last: (() => Promise<void>)[] = []
  readonly region: number

  constructor(client: pg.ClientBase, region: number) {
    this.client = client
    this.region = region
  }

  async all<Row>(statement: Statement<Row>, values: readonly unknown[] = []): Promise<Row[]> {
    return (await this.send(statement, values)).rows as Row[]
  }

  async one<Row>(statement: Statement<Row>, values: readonly unknown[] = []): Promise<Row | null> {
    return ((await this.send(statement, values)).rows[0] as Row | undefined) ?? null
  }

  async run(statement: Statement<unknown>, values: readonly unknown[] = []): Promise<number> {
    return (await this.send(statement, values)).rowCount ?? 0
  }

  atEnd(work: () => Promise<void>): void {
    this.last.push(work)
  }

  async end(): Promise<void> {
    for (const work of this.last) await work()
  }

  private send(statement: Statement<unknown>, values: readonly unknown[]): Promise<pg.QueryResult> {
    return this.client.query({
      text: statement.text,
      values: values as unknown[],
      ...(statement.name ? { name: statement.name } : {}),
    })
  }
}
