// The charter of a history: some of the shipped systems, those first whose measures have been met with too few values, and
// standards that take other values while it runs.
import type { Entry, System } from '../../src/charter/language.ts'
import { type Day, plusDays } from '../../src/time/day.ts'
import type { Chance } from './chance.ts'

const PARTS = ['records', 'things', 'ties', 'cases', 'standards', 'measures', 'duties'] as const

/** A system as a history reads it: nothing of it is printed, and nobody is appraised by it. */
function bare(system: System): System {
  const { id, name, group, clause, vocabulary, posts, leastAge, follows } = system
  return {
    ...{ id, name, group, clause },
    ...(vocabulary ? { vocabulary } : {}),
    ...(posts ? { posts } : {}),
    ...(leastAge ? { leastAge } : {}),
    ...(follows ? { follows } : {}),
    ...Object.fromEntries(PARTS.flatMap(part => (system[part] ? [[part, system[part]]] : []))),
  }
}

/** Systems with at least so many measures, and those that they name. Most are those of
 *  whose measures the largest share is needed. Of those that give the register its words, no more than these where they are not chosen. */
export function chosen(
  all: readonly System[],
  needs: ReadonlySet<string>,
  measures: number,
  chance: Chance,
): readonly System[] {
  const systems = all.map(bare)
  const owner = new Map(
    systems.flatMap(system => PARTS.flatMap(part => Object.keys(system[part] ?? {}).map(id => [id, system] as const))),
  )
  const taken = new Set<System>()
  const take = (system: System) => {
    if (taken.has(system)) return
    taken.add(system)
    for (const text of textsIn(system)) {
      const named = owner.get(text)
      if (named) take(named)
    }
  }
  // By the share that is needed and by chance: so that small systems have their turn, and large ones with one need left.
  const needed = new Map(
    systems.map(system => {
      const ids = Object.keys(system.measures ?? {})
      const share = ids.filter(id => needs.has(id)).length / Math.max(1, ids.length)
      return [system, Math.sqrt(share) * chance.next()]
    }),
  )
  const count = () => [...taken].reduce((sum, one) => sum + Object.keys(one.measures ?? {}).length, 0)
  const byNeed = chance.shuffled(systems).sort((one, other) => needed.get(other)! - needed.get(one)!)
  const mixed = chance.shuffled(systems)
  for (let nth = 0; nth < systems.length && count() < measures; nth += 1) {
    take(byNeed[nth]!)
    if (nth % 3 === 2) take(mixed[nth]!)
  }
  return systems.flatMap(system => {
    if (taken.has(system)) return [system]
    const { id, name, group, clause, vocabulary, posts, leastAge, standards } = system
    const words = { id, name, group, clause, ...(vocabulary && { vocabulary }), ...(posts && { posts }) }
    if (leastAge && standards) return [{ ...words, leastAge, standards: { [leastAge]: standards[leastAge]! } }]
    return vocabulary || posts ? [words] : []
  })
}

/** Every text in a value, names of properties among them. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, one]) => [key, ...textsIn(one)])
}

/** Standards that take other values while the history runs, those several times that a needed measure reads; gives how often. */
export function shifted(
  systems: readonly System[],
  needs: ReadonlySet<string>,
  { first, end }: { readonly first: Day; readonly end: Day },
  chance: Chance,
): { systems: System[]; changes: number } {
  let changes = 0
  const read = new Set(
    systems.flatMap(({ measures = {} }) =>
      Object.entries(measures).flatMap(([id, is]) => (is.op === 'standard' && needs.has(id) ? [is.standard] : [])),
    ),
  )
  const moved = systems.map(system => {
    if (!system.standards) return system
    const standards = Object.entries(system.standards).map(([id, standard]) => {
      const entries: Entry[] = [...standard.entries]
      let last = entries.at(-1)!
      if (last.from > end) return [id, standard]
      for (let times = read.has(id) ? 5 : chance.int(-1, 2); times > 0; times -= 1) {
        const from = plusDays(last.from < first ? first : last.from, chance.int(1, read.has(id) ? 80 : 180))
        last = { ...last, from, value: changed(last.value, standard.unit, chance) }
        entries.push(last)
        changes += 1
      }
      return [id, { ...standard, entries }]
    })
    return { ...system, standards: Object.fromEntries(standards) }
  })
  return { systems: moved, changes }
}

function changed(value: number, unit: string, chance: Chance): number {
  if (unit.startsWith('yuan')) return Math.round(value * (80 + chance.int(0, 60))) / 100
  if (unit === 'percent') return Math.min(100, Math.max(1, value + chance.int(-20, 20)))
  // So many kinds of a thing: there are no more of them than the field has choices.
  if (unit === 'item' || unit === 'document') return value
  if (value > 20) return value + chance.int(-5, 5)
  return Math.max(1, value + chance.int(0, 1))
}
