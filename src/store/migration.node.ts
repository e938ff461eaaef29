// Brings the shape of a database up to date: numbered files, forward only, each known by its digest for ever.
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type pg from 'pg'
import { refuse } from '../problem/problem.ts'
import { assetDir } from './asset.node.ts'
import { ROLES } from './store.ts'

/** A migration by its name and the digest of its text. */
export interface Applied {
  readonly name: string
  readonly digest: string
}

interface Migration extends Applied {
  readonly text: string
}

/** Runs before a house that holds facts is brought to a newer shape, on a connection that sees it in the old one. */
export type Upgrading = (client: pg.ClientBase, applied: readonly Applied[]) => Promise<void>

/** The migrations of this program, in order. Ends of lines and a byte order mark do not count: an editor may have changed them. */
export function migrations(): Migration[] {
  const folder = assetDir('migrations')
  return readdirSync(folder)
    .filter(name => name.endsWith('.sql'))
    .sort()
    .map(name => {
      const text = readFileSync(join(folder, name), 'utf8')
        .replace(/^\uFEFF/, '')
        .replaceAll('\r\n', '\n')
      return { name, text, digest: createHash('sha256').update(text).digest('hex') }
    })
}

/** What a database has been through. Throws store.newer for a migration that this program does not know, and store.migration for
 *  one whose text was another. */
export function insistKnown(applied: readonly { name: string; digest: string | null }[]): void {
  const known = new Map(migrations().map(one => [one.name, one.digest]))
  for (const { name, digest } of applied) {
    const ours = known.get(name) ?? refuse('store.newer', { name })
    if (digest !== null && digest !== ours) refuse('store.migration', { name })
  }
}

/** Brings the shape up to date, one process at a time. `upgrading` comes first where the house holds facts already.
 *  Throws store.version, store.role, store.newer, store.migration and store.shape. */
export async function migrate(client: pg.ClientBase, upgrading: Upgrading): Promise<void> {
  await insistVersion(client)
  await client.query(`select pg_advisory_lock(hashtext('jiceng.migrate'))`)
  try {
    await prepare(client)
    const applied = await appliedIn(client)
    insistKnown(applied)
    if (applied.some(one => one.digest === null)) await signOff(client, applied)
    const pending = migrations().filter(({ name }) => !applied.some(one => one.name === name))
    if (pending.length > 0 && applied.length > 0 && (await client.query('select from district')).rowCount)
      await upgrading(client, (await appliedIn(client)) as Applied[])
    for (const one of pending) {
      await client.query('begin')
      try {
        await apply(client, one)
        await client.query('commit')
      } catch (error) {
        await client.query('rollback')
        throw error
      }
    }
  } finally {
    await client.query(`select pg_advisory_unlock(hashtext('jiceng.migrate'))`)
  }
}

/** Refuses a server that is too old. Throws store.version. */
export async function insistVersion(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query('show server_version_num')
  const version = Number(rows[0].server_version_num)
  if (version < 150000) refuse('store.version', { found: String(Math.floor(version / 10000)) })
}

/** The list of migrations and the roles, on which the first migration stands. */
export async function prepare(client: pg.ClientBase): Promise<void> {
  await client.query(
    'create table if not exists migration (name text primary key, applied_at timestamptz not null default now(), digest text)',
  )
  // Looked up first: even an addition that finds its column waits for whoever reads the table, such as a backup.
  const { rowCount } = await client.query(
    `select from pg_attribute where attrelid = 'migration'::regclass and attname = 'digest'`,
  )
  if (!rowCount) await client.query('alter table migration add column digest text')
  await prepareRoles(client)
}

/** Runs one migration and notes it, in the transaction that the connection is in. */
export async function apply(client: pg.ClientBase, { name, text, digest }: Migration): Promise<void> {
  await client.query(text)
  await client.query('insert into migration (name, digest) values ($1, $2)', [name, digest])
}

/** What a database has been through, in order; without a digest where it was before digests were kept. */
export async function appliedIn(client: pg.ClientBase): Promise<{ name: string; digest: string | null }[]> {
  return (await client.query('select name, digest from migration order by name')).rows
}

// A house from before digests were kept: only its shape can say whether it went through the same files. They are run beside it, in
// a schema that is thrown away, and compared column by column.
async function signOff(
  client: pg.ClientBase,
  applied: readonly { name: string; digest: string | null }[],
): Promise<void> {
  const texts = migrations().filter(({ name }) => applied.some(one => one.name === name))
  await client.query('begin')
  try {
    await client.query('create schema jiceng_shape; set local search_path = jiceng_shape, public')
    for (const { text } of texts) await client.query(text)
    const { rows } = await client.query(
      `select coalesce(a.table_name, b.table_name) || '.' || coalesce(a.column_name, b.column_name) as column
       from (select * from information_schema.columns where table_schema = 'jiceng_shape') a
       full join (select c.* from information_schema.columns c
         where table_schema = 'public' and exists (select from information_schema.tables t where t.table_schema = 'jiceng_shape' and t.table_name = c.table_name)) b
         using (table_name, column_name)
       where (a.udt_name, a.is_nullable) is distinct from (b.udt_name, b.is_nullable) order by 1`,
    )
    if (rows.length > 0) refuse('store.shape', { columns: rows.map(row => row.column) })
  } finally {
    await client.query('rollback')
  }
  for (const { name, digest } of texts)
    await client.query('update migration set digest = $2 where name = $1 and digest is null', [name, digest])
}

async function prepareRoles(client: pg.ClientBase): Promise<void> {
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
