// Compiling a charter of two hundred systems, and of ten and a hundred times as many as are shipped beside it.

import type { Sourced } from '../../src/charter/charter.ts'
import { examine } from '../../src/charter/compile.ts'
import type { System } from '../../src/charter/language.ts'
import { SYSTEMS } from '../../src/systems/index.ts'
import { medians, tell } from './rig.ts'

/** A system whose every id has a number of its own, so that copies stand beside each other. */
function copyOf(system: System, copy: number): System {
  const ids = new Set(
    (['records', 'things', 'ties', 'cases', 'standards', 'measures', 'duties'] as const).flatMap(part =>
      Object.keys(system[part] ?? {}),
    ),
  )
  const renamed = (value: unknown): unknown => {
    if (typeof value === 'string') return ids.has(value) ? `${value}_${copy}` : value
    if (Array.isArray(value)) return value.map(renamed)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(
      // A document is a unit, too.
      Object.entries(value).map(([name, inner]) => [
        ids.has(name) ? `${name}_${copy}` : name,
        name === 'unit' ? inner : renamed(inner),
      ]),
    )
  }
  const { vocabulary: _vocabulary, head: _head, ...rest } = renamed(system) as System
  return { ...rest, id: `${system.id}_${copy}` }
}

/** So many systems: the shipped ones first, then copies of those that stand on nothing else. */
function charterOf(count: number): Sourced[] {
  const shipped = SYSTEMS.map(system => ({ file: system.id, system, lineOf: () => 1 }))
  const alone = SYSTEMS.filter(system => !('uses' in system))
  const copies = Array.from({ length: Math.max(0, count - shipped.length) }, (_, index) => {
    const system = copyOf(alone[index % alone.length]!, Math.floor(index / alone.length) + 1)
    return { file: system.id, system, lineOf: () => 1 }
  })
  return [...shipped, ...copies].slice(0, Math.max(count, shipped.length))
}

const sizes = [SYSTEMS.length, 200, SYSTEMS.length * 10, SYSTEMS.length * 100]
const rows: [string, number, string][] = []
for (const size of sizes) {
  const sources = charterOf(size)
  const { faults } = examine(sources)
  if (faults.length > 0) throw new Error(`${faults[0]!.file}: ${faults[0]!.en}`)
  const found = await medians(size > 1000 ? 3 : 15, { compile: async () => examine(sources) })
  rows.push([`${size} systems`, found.compile, size === 200 ? 'target under 300' : ''])
}
tell('Compiling a charter (npm run bench -- charter)', rows)
