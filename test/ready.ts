// The ready district in a place of its own, the built program that works on it, and what stands in its tables.
import { spawn } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readyDistrict } from '../src/district/index.ts'
import { loadDistrict } from '../src/district/load.sql.ts'
import type { District } from '../src/register/facts.ts'
import { type House, openHouse, REGION } from '../src/server/house.node.ts'
import { composed, type Store } from '../src/store/store.ts'
import { copyOf, type TestPlace } from './place.ts'

export const PROGRAM = join(import.meta.dirname, '..', 'bin', 'jiceng.mjs')

/** Milliseconds after which an answer no longer waits for settling: tests read what was settled, however busy the machine is. */
const SETTLED = 120_000

export interface Ready {
  readonly at: TestPlace
  readonly house: House
  /** Gives the place back. */
  remove(): Promise<void>
}

/** Opens the ready district; its figures are settled unless nobody will read them. */
export function ready(settled = true, patience = SETTLED): Promise<Ready> {
  return copied(settled ? 'ready-settled' : 'ready', readyDistrict(), settled, patience)
}

/** The same with a clock that runs, as in a real house, for what happens from one true day to the next. */
export function running(): Promise<Ready> {
  const { clock: _clock, ...district } = readyDistrict()
  return copied('ready-running', district, true)
}

async function copied(name: string, district: District, settled: boolean, patience = SETTLED): Promise<Ready> {
  const at = await copyOf(name, async place => {
    const house = await openHouse(place)
    await loadDistrict(house.store, house.charter, REGION, district, true)
    if (settled) await house.settle()
    await house.close()
  })
  return opened(at, patience)
}

/** Opens what stands at a place, to be removed whole. */
export async function opened(at: Ready['at'], patience = SETTLED): Promise<Ready> {
  const house = await openHouse(at.place, patience)
  return {
    at,
    house,
    remove: async () => {
      await house.close()
      await at.remove()
    },
  }
}

export interface Said {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

/** Runs the built program as a user does, in a process of its own. */
export function jiceng(
  args: readonly string[],
  more: { env?: Readonly<Record<string, string>>; language?: 'zh' | 'en'; input?: string; program?: string } = {},
): Promise<Said> {
  const { DATABASE_URL: _url, ...env } = process.env
  const child = spawn(process.execPath, [more.program ?? PROGRAM, ...args], {
    cwd: tmpdir(),
    env: { ...env, JICENG_LANG: more.language ?? 'en', ...more.env },
  })
  const said = { out: '', err: '' }
  child.stdout.setEncoding('utf8').on('data', part => {
    said.out += part
  })
  child.stderr.setEncoding('utf8').on('data', part => {
    said.err += part
  })
  child.stdin.on('error', () => undefined)
  child.stdin.end(more.input ?? '')
  return new Promise(done => child.on('close', code => done({ code, ...said })))
}

/** Every table with the number of its rows and a sum over their versions: equal before and after means that nothing was written.
 *  Left out is the audit: what is given out, and who looks and signs in, is noted whatever else is written. */
export function everything(store: Store): Promise<Record<string, string>> {
  return store.asOwner(REGION, async tx => {
    const tables = await tx.all(
      composed<{ name: string }>(
        `select c.relname as name from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
           and c.relname not in ('audit', 'audit_head') order by 1`,
      ),
    )
    // xmin names the transaction that wrote a row: any insertion, change or deletion shows in the count or in the sum.
    const each = tables.map(
      ({ name }) =>
        `select '${name}' as name, count(*) || ' ' || coalesce(sum(xmin::text::bigint), 0) as sum from ${name}`,
    )
    const rows = await tx.all(composed<{ name: string; sum: string }>(each.join(' union all ')))
    return Object.fromEntries(rows.map(row => [row.name, row.sum]))
  })
}
