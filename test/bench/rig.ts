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

/** What own parts and cells hold beside the three numbers. */
const BESIDE = 'back, twins, nobody, untold, late, exempt'

/** Copies of the district beside it, `from` to `to`, under a province of their own. */
export async function grow(house: House, from: number, to: number, cells?: string): Promise<void> {
  const beside = (column: string) => `'/P' || lpad(c.n::text, 3, '0') || substr(${column}, 3)`
  await copy(
    house,
    from,
    to,
    // Cells of what is settled in the bench alone: a hundred copies of all of them would be twelve million rows.
    { path: beside, above: `case above when '/' then '/' else ${beside('above')} end`, cells: cells ?? '%' },
    'true',
  )
}

/** Copies of everything that stands below the district, `from` to `to`, below the same district: it is that much larger.
 *  Of the cells only those of duties, which the board reads: all of them would take minutes to write. */
export async function swell(house: House, from: number, to: number): Promise<void> {
  const within = (column: string) =>
    `'/D/' || split_part(${column}, '/', 3) || '-' || lpad(c.n::text, 3, '0') || substr(${column}, 4 + length(split_part(${column}, '/', 3)))`
  const above = `case above when '/D/' then '/D/' else ${within('above')} end`
  await copy(house, from, to, { path: within, above, top: 'D', cells: 'duty:%' }, "seat > '/D/'")
  // The district's own cells hold what now lies below them.
  await house.store.asOwner(REGION, tx =>
    tx.run(
      statement(
        `bench.roll_up_${from}`,
        `update cell c set num = c.num + x.num, den = c.den + x.den, facts = c.facts + x.facts
         from (select reading, measure, month, sum(num) as num, sum(den) as den, sum(facts)::int as facts from cell
               where region = $1 and above = '/D/' and split_part(split_part(path, '/', 3), '-', 2) between lpad($2::text, 3, '0') and lpad($3::text, 3, '0')
               group by reading, measure, month) x
         where c.region = $1 and c.path = '/D/' and (c.reading, c.measure, c.month) = (x.reading, x.measure, x.month)`,
      ),
      [REGION, from, to],
    ),
  )
}

/** Copies table by table; ids are made from the old ones and the copy's number. */
async function copy(
  house: House,
  from: number,
  to: number,
  place: {
    readonly path: (column: string) => string
    readonly above: string
    readonly top?: string
    readonly cells?: string
  },
  where: string,
): Promise<void> {
  const { path } = place
  const id = (column: string) => `md5(${column}::text || c.n)::uuid`
  const parent = place.top
    ? `case when parent = (select id from org t where t.region = $1 and t.code = '${place.top}' limit 1) then parent else ${id('parent')} end`
    : `case when parent is null then null else ${id('parent')} end`
  const measures = place.cells ? `measure like '${place.cells}'` : 'true'
  const into = (table: string, columns: string, select: string, which = measures) =>
    house.store.asOwner(REGION, tx =>
      tx.run(
        statement(
          `bench.copy_${table}_${from}`,
          `insert into ${table} (region, ${columns}) select $1, ${select} from ${table} cross join generate_series(${from}, ${to}) as c(n)
           where region = $1 and seat < '/D0' and seat >= '/D/' and seat !~ '-[0-9]{3}/' and ${where} and ${which}`,
        ),
        [REGION],
      ),
    )
  await into(
    'org',
    'id, valid, code, parent, path, seat, tier, sector, model, name, short, english, aliases',
    `${id('id')}, valid, code || '-' || c.n, ${parent}, ${path('path')}, ${path('seat')}, tier, sector, model, name || c.n, short || c.n, english || c.n, '{}'`,
    'true',
  )
  await into('org_word', 'org, word, seat', `${id('org')}, word || c.n, ${path('seat')}`, 'true')
  await into(
    'own',
    `measure, month, org, path, seat, num, den, facts, ${BESIDE}, turn, after`,
    `measure, month, ${id('org')}, ${path('path')}, ${path('seat')}, num, den, facts, ${BESIDE}, turn, after`,
  )
  await into(
    'tally',
    'measure, month, org, path, seat, subject, back, turn, after',
    `measure, month, ${id('org')}, ${path('path')}, ${path('seat')}, subject, back, turn, after`,
  )
  await into(
    'cell',
    `reading, measure, month, path, above, org, seat, num, den, facts, ${BESIDE}`,
    `reading, measure, month, ${path('path')}, ${place.above}, ${id('org')}, ${path('seat')}, num, den, facts, ${BESIDE}`,
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
