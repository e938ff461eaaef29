// PostgreSQL behind the store's face: an embedded one in a folder, or a server by address. Nothing else differs.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { refuse } from '../problem/problem.ts'
import { firstOf, type Month } from '../time/period.ts'
import { assetDir } from './asset.node.ts'
import { openEmbedded } from './embedded.node.ts'
import { ROLE, type Scope, type SideTx, type Statement, type Store, type Tx } from './store.ts'

/** Where the database lives: a folder of our own, or a server (postgres://…). */
export type Place = { readonly home: string } | { readonly url: string }

/** Every role that a transaction may take: none of them owns anything. */
const ROLES = [ROLE, 'jiceng_roll', 'jiceng_box']
const PATH = /^\/(?:[A-Za-z0-9-]+\/)*$/
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

// Days stay text and exact decimals stay text; counts are small enough for a number.
const TEXT = (value: string) => value
const TYPES: Record<number, (value: string) => unknown> = { 1082: TEXT, 3912: TEXT, 1700: TEXT, 20: Number }

/** Opens the database, brings its shape up to date, and gives the one door to it. Throws store.* problems. */
export async function openStore(place: Place): Promise<Store> {
  if ('url' in place) insistAddress(place.url)
  const server = 'home' in place ? await openEmbedded(place.home) : null
  const pool = new pg.Pool({
    ...(server
      ? { host: server.socket, port: server.port, user: server.user, database: server.database }
      : { connectionString: (place as { url: string }).url }),
    max: 12,
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
  try {
    await migrate(pool)
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
    close,
  }
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

class Transaction implements Tx {
  private readonly client: pg.PoolClient
  private readonly last: (() => Promise<void>)[] = []
  readonly region: number

  constructor(client: pg.PoolClient, region: number) {
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

/** Brings the shape up to date: numbered files, forward only, each in one transaction, one process at a time. */
async function migrate(pool: pg.Pool): Promise<void> {
  const client = await pool.connect().catch(error => refuse('store.reach', { why: error.message || error.code }))
  try {
    const { rows } = await client.query('show server_version_num')
    const version = Number(rows[0].server_version_num)
    if (version < 150000) refuse('store.version', { found: String(Math.floor(version / 10000)) })
    await client.query(`select pg_advisory_lock(hashtext('jiceng.migrate'))`)
    try {
      await client.query(
        'create table if not exists migration (name text primary key, applied_at timestamptz not null default now())',
      )
      await prepareRoles(client)
      const done = new Set((await client.query('select name from migration')).rows.map(row => row.name))
      const folder = assetDir('migrations')
      for (const name of readdirSync(folder).sort()) {
        if (done.has(name)) continue
        await client.query('begin')
        try {
          await client.query(readFileSync(join(folder, name), 'utf8'))
          await client.query('insert into migration (name) values ($1)', [name])
          await client.query('commit')
        } catch (error) {
          await client.query('rollback')
          throw error
        }
      }
    } finally {
      await client.query(`select pg_advisory_unlock(hashtext('jiceng.migrate'))`)
    }
  } finally {
    client.release()
  }
}

async function prepareRoles(client: pg.PoolClient): Promise<void> {
  for (const role of ROLES)
    try {
      const { rowCount } = await client.query('select 1 from pg_roles where rolname = $1', [role])
      if (!rowCount) await client.query(`create role ${role} nologin nosuperuser nobypassrls`)
      const { rows } = await client.query(`select pg_has_role(current_user, $1, 'member') as member`, [role])
      if (!rows[0].member) await client.query(`grant ${role} to current_user`)
    } catch (error) {
      refuse('store.role', { role, why: (error as Error).message })
    }
}
