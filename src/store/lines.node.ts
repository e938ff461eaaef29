// Tables as lines of JSON, out of a database as of one moment and into an empty one: what backups and exports are made of.
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type pg from 'pg'
import copy from 'pg-copy-streams'
import type { Cut } from './store.ts'

// A delimiter and a quote that JSON never holds: each row is one line as it is, without any mark of COPY.
const RAW = `(format csv, delimiter e'\\x02', quote e'\\x01')`

/** The tables of a region, partitions apart, each with the columns that are stored and not computed. */
export async function tablesIn(client: pg.ClientBase): Promise<Map<string, string[]>> {
  const { rows } = await client.query<{ name: string; columns: string[] }>(
    `select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
     from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
       and exists (select from pg_attribute r where r.attrelid = c.oid and r.attname = 'region')
     group by 1 order by 1`,
  )
  return new Map(rows.map(row => [row.name, row.columns]))
}

/** How many rows a cut of a table has. */
export async function countLines(client: pg.ClientBase, region: number, table: string, cut: Cut): Promise<number> {
  const { rows } = await client.query(`select count(*) as n from ${chosen(region, table, cut)}`)
  return Number(rows[0].n)
}

/** Every row of a cut as a line of JSON; one stream of a connection at a time. */
export function linesOut(
  client: pg.ClientBase,
  region: number,
  table: string,
  columns: readonly string[],
  cut: Cut,
): Readable {
  const wanted = columns.filter(column => !cut.without?.includes(column)).map(quoted)
  return client.query(
    copy.to(
      `copy (select to_json(l) from (select ${wanted.join(', ')} from ${chosen(region, table, cut)}${cut.order ? ` order by ${cut.order}` : ''}) l) to stdout ${RAW}`,
    ),
  )
}

/** Puts lines of JSON into a table, in the transaction that the connection is in. Gives the number of rows. */
export async function linesIn(
  client: pg.ClientBase,
  table: string,
  columns: readonly string[],
  lines: AsyncIterable<Uint8Array>,
): Promise<number> {
  await client.query('create temp table if not exists jiceng_line (j json) on commit drop; truncate jiceng_line')
  await pipeline(lines, client.query(copy.from(`copy jiceng_line (j) from stdin ${RAW}`)))
  if (table === 'record') await makeRoom(client)
  const names = columns.map(quoted).join(', ')
  // With its schema: «record» alone is a type of PostgreSQL.
  const { rowCount } = await client.query(
    `insert into ${quoted(table)} (${names}) select ${columns.map(column => `r.${quoted(column)}`).join(', ')}
     from jiceng_line, json_populate_record(null::public.${quoted(table)}, j) r`,
  )
  return rowCount ?? 0
}

/** A month of records has its own partition, named as the store names it. */
async function makeRoom(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ name: string; first: string; next: string }>(
    `select 'record_' || to_char(m, 'YYYY_MM') as name, m::date::text as first, (m + interval '1 month')::date::text as next
     from (select distinct date_trunc('month', (j->>'day')::date) as m from jiceng_line) months
     where to_regclass('public.record_' || to_char(m, 'YYYY_MM')) is null`,
  )
  for (const { name, first, next } of rows)
    await client.query(`create table ${name} partition of record for values from ('${first}') to ('${next}')`)
}

function chosen(region: number, table: string, { where }: Cut): string {
  return `${quoted(table)} t where region = ${Math.trunc(region)}${where ? ` and (${where})` : ''}`
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}
