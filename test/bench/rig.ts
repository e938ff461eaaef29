// What benchmarks share: a ready district in a folder of its own, interleaved runs, and tables of medians with their ratio.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readyDistrict } from '../../src/district/index.ts'
import { loadDistrict } from '../../src/district/load.sql.ts'
import type { Asked } from '../../src/measure/figure.sql.ts'
import { findOrg } from '../../src/register/organization.sql.ts'
import { type House, openHouse, operator, REGION } from '../../src/server/house.node.ts'
import { statement, type Tx } from '../../src/store/store.ts'
import { readPeriod } from '../../src/time/period.ts'

/** Opens a house with the ready district, settled, for one benchmark; removes it afterwards. */
export async function inReadyDistrict(work: (house: House) => Promise<void>): Promise<void> {
  const home = mkdtempSync(join(tmpdir(), 'jiceng-bench-'))
  const house = await openHouse({ home })
  try {
    await loadDistrict(house.store, house.charter, REGION, readyDistrict(), true)
    await house.settle()
    await work(house)
  } finally {
    await house.close()
    rmSync(home, { recursive: true, force: true })
  }
}

/** Copies of the district, `from` to `to`, written table by table; ids are made from the old ones and the copy's number. */
export async function grow(house: House, from: number, to: number): Promise<void> {
  const id = (column: string) => `md5(${column}::text || c.n)::uuid`
  const path = (column: string) => `'/P' || lpad(c.n::text, 3, '0') || substr(${column}, 3)`
  const copies = `cross join generate_series(${from}, ${to}) as c(n)`
  const copy = (table: string, columns: string, select: string, where = 'true') =>
    house.store.asOwner(REGION, tx =>
      tx.run(
        statement(
          `bench.copy_${table}_${from}`,
          `insert into ${table} (region, ${columns}) select $1, ${select} from ${table} ${copies} where region = $1 and seat < '/D0' and seat >= '/D/' and ${where}`,
        ),
        [REGION],
      ),
    )
  await copy(
    'org',
    'id, valid, code, parent, path, seat, tier, sector, model, name, short, english, aliases',
    `${id('id')}, valid, code || '-' || c.n, case when parent is null then null else ${id('parent')} end, ${path('path')}, ${path('seat')}, tier, sector, model, name || c.n, short || c.n, english || c.n, '{}'`,
  )
  await copy('org_word', 'org, word, seat', `${id('org')}, word || c.n, ${path('seat')}`)
  await copy(
    'own',
    'measure, month, org, path, seat, num, den, facts',
    `measure, month, ${id('org')}, ${path('path')}, ${path('seat')}, num, den, facts`,
  )
  await copy(
    'tally',
    'measure, month, org, path, seat, subject',
    `measure, month, ${id('org')}, ${path('path')}, ${path('seat')}, subject`,
  )
  await copy(
    'cell',
    'reading, measure, month, path, above, org, seat, num, den, facts',
    `reading, measure, month, ${path('path')}, case above when '/' then '/' else ${path('above')} end, ${id('org')}, ${path('seat')}, num, den, facts`,
  )
  await house.store.asOwner(REGION, tx => tx.run(statement('bench.analyze', 'analyze org, own, tally, cell')))
}

/** Whoever asks in benchmarks: the operator with the whole district in sight. */
export const asker = (house: House) => operator(house, 'bench')

/** The district in 2012 under the tree of that day. */
export async function asked(house: House, tx: Tx, code = 'D'): Promise<Asked> {
  return { place: await findOrg(tx, code), period: readPeriod('2012')!, tree: 'then', today: house.today() }
}

/** Runs the works in turn, `rounds` times after a warm-up, and gives the median of each in milliseconds. */
export async function medians<Name extends string>(
  rounds: number,
  works: Readonly<Record<Name, () => Promise<unknown>>>,
): Promise<Record<Name, number>> {
  const names = Object.keys(works) as Name[]
  const times = Object.fromEntries(names.map(name => [name, [] as number[]])) as Record<Name, number[]>
  for (let round = -Math.ceil(rounds / 5); round < rounds; round += 1)
    for (const name of names) {
      const start = performance.now()
      await works[name]()
      if (round >= 0) times[name].push(performance.now() - start)
    }
  return Object.fromEntries(
    names.map(name => [name, times[name].sort((a, b) => a - b)[Math.floor(rounds / 2)]!]),
  ) as Record<Name, number>
}

/** Prints what was measured beside what it is held against. */
export function tell(title: string, rows: readonly (readonly [what: string, ms: number, target: string])[]): void {
  console.log(`\n${title}`)
  for (const [what, ms, target] of rows) console.log(`  ${what.padEnd(58)} ${ms.toFixed(2).padStart(9)} ms   ${target}`)
}
