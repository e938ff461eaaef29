// Compares the house with the second reckoner, history by history, and keeps what was compared and what happened.
import type { Measure, System } from '../../src/charter/language.ts'
import { STATUSES } from '../../src/charter/standing.ts'
import { duties, rebuild } from '../../src/duty/duty.sql.ts'
import { figures } from '../../src/measure/figure.sql.ts'
import { findOrg } from '../../src/register/organization.sql.ts'
import { composed, type Store } from '../../src/store/store.ts'
import { SYSTEMS } from '../../src/systems/index.ts'
import { day, dayAt } from '../../src/time/day.ts'
import { readPeriod, turnsIn } from '../../src/time/period.ts'
import { Chance } from './chance.ts'
import { factsOf } from './facts.ts'
import { OCCURRENCES, type Played, play, type Size } from './play.ts'
import { Reckoner } from './reckoner.ts'

/** How many different values of a measure, and duties of a status, are to be met. */
const ENOUGH = 5
const PERIODS = [
  ...['2012', '2012-H1', '2012-H2', '2012-Q1', '2012-Q2', '2012-Q3', '2012-Q4'],
  ...['2012-01', '2012-02', '2012-04', '2012-05', '2012-07', '2012-08', '2012-10', '2012-11'],
]

/** What was compared, with which values, and what happened in the histories. */
export class Ledger {
  histories = 0
  compared = 0
  cells = 0
  readonly differing: string[] = []
  private readonly happened = new Map<string, number>()
  private readonly refused = new Map<string, number>()
  private readonly met = new Map<string, { readonly values: Set<number | string>; readonly enough: number }>()

  constructor() {
    for (const system of SYSTEMS)
      for (const [id, is] of Object.entries(system.measures ?? {}))
        this.met.set(id, { values: new Set(), enough: Math.min(ENOUGH, mostOf(is)) })
    for (const status of Object.keys(STATUSES)) this.met.set(`status ${status}`, { values: new Set(), enough: ENOUGH })
    for (const what of [...OCCURRENCES, ...SYSTEMS.flatMap(stagesIn)]) this.happened.set(what, 0)
  }

  /** Notes one comparison; what is nought or nothing is compared and counts for nothing. */
  note(what: string, where: string, house: number | string | null, twin: number | string | null): void {
    this.compared += 1
    const same = typeof house === 'number' && typeof twin === 'number' ? Math.abs(house - twin) < 1e-6 : house === twin
    if (!same) this.differing.push(`${what} ${where}: the house says ${house}, the reckoner ${twin}`)
    if (house !== null && house !== 0) this.met.get(what)?.values.add(house)
  }

  /** Notes a status with the duty that stood so: that another duty stood so as well is another value. */
  stood(status: string, duty: string): void {
    this.met.get(`status ${status}`)?.values.add(duty)
  }

  /** Compares what was settled bit by bit with what is built anew, row by row. */
  rebuilt(history: number, before: readonly string[], after: readonly string[]): void {
    this.cells += before.length
    const [old, anew] = [new Set(before), new Set(after)]
    for (const row of before)
      if (!anew.has(row)) this.differing.push(`history ${history}: settled, not rebuilt: ${row}`)
    for (const row of after) if (!old.has(row)) this.differing.push(`history ${history}: rebuilt, not settled: ${row}`)
  }

  played({ happened, refused }: Played): void {
    this.histories += 1
    for (const [what, times] of happened) this.happened.set(what, (this.happened.get(what) ?? 0) + times)
    for (const [code, times] of refused) this.refused.set(code, (this.refused.get(code) ?? 0) + times)
  }

  /** Measures and statuses that were met with too few different values. */
  unmet(): Map<string, number> {
    return new Map(
      [...this.met].flatMap(([what, { values, enough }]) => (values.size < enough ? [[what, values.size]] : [])),
    )
  }

  /** What never happened in any history. */
  missed(): string[] {
    return [...this.happened].flatMap(([what, times]) => (times === 0 ? [what] : []))
  }

  /** The measures that histories are still to be made for: those met too rarely, and those of cases whose stages never came. */
  needs(): Set<string> {
    const missed = this.missed()
    const needed = new Set(this.unmet().keys())
    for (const { measures = {} } of SYSTEMS)
      for (const [id, is] of Object.entries(measures))
        if ('over' in is && missed.some(what => what.startsWith(`stage ${is.over}.`))) needed.add(id)
    return needed
  }

  said(): string {
    const told = (counts: Iterable<[string, number]>) =>
      [...counts].map(([what, times]) => `${what} ${times}`).join(', ') || 'none'
    const stages = [...this.happened].filter(([what]) => what.startsWith('stage '))
    const steps = stages.reduce((sum, [, times]) => sum + times, 0)
    return [
      `${this.histories} histories, ${this.compared} values compared and ${this.cells} rows rebuilt, ${this.differing.length} differ`,
      `met with too few values: ${told(this.unmet())}`,
      `happened: ${told([...this.happened].filter(([what]) => !what.startsWith('stage ')))}, steps of ${stages.length} stages ${steps}`,
      `never happened: ${this.missed().join(', ') || 'none'}`,
      `refused: ${told(this.refused)}`,
    ].join('\n')
  }
}

/** How many values a measure can have: what counts each choice of a field once has no more than the field has choices. */
function mostOf(is: Measure): number {
  if (is.op !== 'count' || is.once === undefined) return Number.POSITIVE_INFINITY
  const kinds = SYSTEMS.map(
    ({ records, things, ties, cases }) => ({ ...records, ...things, ...ties, ...cases })[is.over],
  )
  const choices = kinds.find(kind => kind)?.fields[is.once]?.choices
  return choices ? Object.keys(choices).length : Number.POSITIVE_INFINITY
}

function stagesIn({ cases = {} }: System): string[] {
  return Object.entries(cases).flatMap(([id, { stages }]) =>
    [...Object.keys(stages), 'extended', 'handed_over'].map(stage => `stage ${id}.${stage}`),
  )
}

/** Plays one history and compares everything of it. */
export async function reckon(store: Store, region: number, seed: number, size: Size, ledger: Ledger): Promise<void> {
  const chance = new Chance(seed)
  const needs = ledger.needs()
  const played = await play(store, region, SYSTEMS, needs, size, chance)
  ledger.played(played)
  await compare(store, region, seed, played, ledger, chance)
  const before = await derived(store, region)
  await rebuild(store, played.charter, region)
  ledger.rebuilt(seed, before, await derived(store, region))
  // The next one finds the tables empty, and settles as fast as the first.
  await store.asOwner(region, tx => tx.run(composed('truncate own, tally, cell')))
}

/** Everything that was computed for a region. */
async function derived(store: Store, region: number): Promise<string[]> {
  return store.asOwner(region, async tx => {
    const rows: string[] = []
    for (const table of ['own', 'tally', 'cell']) {
      const text = `select '${table} ' || t::text as row from ${table} t where region = $1`
      rows.push(...(await tx.all(composed<{ row: string }>(text), [region])).map(({ row }) => row))
    }
    return rows
  })
}

async function compare(
  store: Store,
  region: number,
  seed: number,
  { charter, systems, today }: Played,
  ledger: Ledger,
  chance: Chance,
): Promise<void> {
  const facts = await factsOf(store, region)
  const twin = new Reckoner(systems, facts, today, dayAt(new Date()))
  const orgs = [...new Map(facts.orgs.map(org => [org.id, org.code]))].map(([id, code]) => ({ id, code }))
  const begun = PERIODS.map(label => readPeriod(label)!).filter(period => period.from <= today)
  await store.within({ region, path: '/D/' }, async tx => {
    const cells = [
      ...begun.map(({ label }) => ({ code: 'D', label })),
      ...chance.some(orgs, 0.4).map(({ code }) => ({ code, label: chance.one(begun).label })),
    ]
    for (const { code, label } of cells)
      for (const tree of ['then', 'now'] as const) {
        const period = readPeriod(label)!
        const place = await findOrg(tx, code)
        for (const { id, value } of await figures(tx, charter, { place, period, tree, today }, [
          ...twin.measures.keys(),
        ]))
          ledger.note(id, `${seed} ${code} ${label} ${tree}`, value, twin.figure(id, place.id, period, tree))
      }
    const period = readPeriod('2012')!
    const on = chance.one([today, day('2012-08-10'), day('2013-01-10'), day('2013-04-30')])
    const rows = await duties(tx, charter, { orgs: orgs.map(org => org.id), on, period })
    const at = new Map(rows.map(row => [`${row.duty} ${row.org} ${row.turn}`, row]))
    for (const [id, is] of twin.duties)
      for (const org of orgs)
        for (const turn of turnsIn(period, is.every)) {
          // What has not begun is owed by nobody yet.
          if (turn.from > today) continue
          const key = `${id} ${org.code} ${turn.label}`
          const house = at.get(key)
          const mine = twin.turn(id, org.id, turn, on)
          const where = `${seed} on ${on}`
          ledger.note(key, where, house?.status ?? null, mine?.status ?? null)
          if (!house) continue
          ledger.note(`${key} owed`, where, house.owed, mine?.owed ?? null)
          ledger.note(`${key} value`, where, house.value, mine?.value ?? null)
          ledger.stood(house.status, id)
        }
  })
}
