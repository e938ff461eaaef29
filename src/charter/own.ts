// A district's own norms over time: which texts are in force on a day, what a new one may change, and the past that stays.
import type { Day } from '../time/day.ts'
import { brokenLocks, type Charter, type Fault, lockOf, type Sourced } from './charter.ts'
import { compile, examine } from './compile.ts'
import type { Duty, Entry, Measure, System, Words } from './language.ts'
import { boundsIn } from './norms.ts'
import { readSystem } from './reading.ts'

/** The text of a system, in force from a day until the next text of the same system. */
export interface OwnSystem {
  readonly id: string
  readonly system: string
  readonly since: Day
  readonly text: string
  readonly author: string
  readonly at: Date
}

/** A new value of a standard, shipped or own, from a day on. */
export interface OwnStandard {
  readonly id: string
  readonly standard: string
  readonly since: Day
  readonly value: number
  readonly clause: Words
  readonly author: string
  readonly at: Date
}

/** Everything that a district has said of its norms, in the order in which it was said. */
export interface Own {
  /** The shipped systems, or none where the district's charter is its own from the first line. */
  readonly base: readonly Sourced[]
  readonly systems: readonly OwnSystem[]
  readonly standards: readonly OwnStandard[]
}

/** The systems in force on a day with the values of their standards, ready to be compiled. A value that begins later is
 *  there with its day: standards are dated, systems come into force. Throws charter.invalid for a text that cannot be read. */
export function sourcesOn(own: Own, on: Day): Sourced[] {
  const texts = new Map<string, OwnSystem>()
  for (const one of [...own.systems].sort((a, b) => (a.since < b.since ? -1 : 1)))
    if (one.since <= on) texts.set(one.system, one)
  const read = [...own.base, ...[...texts.values()].map(one => readSystem(fileOf(one.system), one.text))]
  return read.map(source => ({ ...source, system: withValues(source.system, own.standards) }))
}

/** The systems with a standard as if it had had one value from the beginning. */
export function asIfValued(sources: readonly Sourced[], standard: string, value: number): Sourced[] {
  return sources.map(source => {
    const is = source.system.standards?.[standard]
    if (!is) return source
    const standards = { ...source.system.standards, [standard]: { ...is, entries: [{ ...is.entries[0]!, value }] } }
    return { ...source, system: { ...source.system, standards } }
  })
}

/** The name under which faults of a stored text are told. */
export function fileOf(system: string): string {
  return `${system}.yaml`
}

function withValues(system: System, values: readonly OwnStandard[]): System {
  const mine = values.filter(one => system.standards && one.standard in system.standards)
  if (mine.length === 0) return system
  const standards = Object.fromEntries(
    Object.entries(system.standards!).map(([id, standard]) => [
      id,
      {
        ...standard,
        entries: [
          ...standard.entries,
          ...mine
            // A later text of the system may have taken the value in.
            .filter(one => one.standard === id && !standard.entries.some(entry => entry.from === one.since))
            .map((one): Entry => ({ from: one.since, value: one.value, clause: one.clause })),
        ].sort((a, b) => (a.from < b.from ? -1 : 1)),
      },
    ]),
  )
  return { ...system, standards }
}

/** A new system or a new text of one, examined beside everything in force on its day: the charter as it would be, and every fault. */
export function proposed(
  own: Own,
  text: string,
  since: Day,
  file?: string,
): { source: Sourced; charter: Charter; faults: Fault[] } {
  const source = readSystem(file ?? 'new.yaml', text)
  const before = sourcesOn(own, since)
  const ours = own.systems.some(one => one.system === source.system.id)
  const others = ours ? before.filter(one => one.system.id !== source.system.id) : before
  const amended = { ...source, system: withValues(source.system, own.standards) }
  const { charter, faults } = examine([...others, amended])
  return { source, charter, faults: [...faults, ...rewrites(own, source, since)] }
}

/** What a text would change of the past: each a fault. The past is what held before the text's first day. */
function rewrites(own: Own, source: Sourced, since: Day): Fault[] {
  const { system } = source
  const faults: Fault[] = []
  const fault = (path: readonly string[], zh: string, en: string) =>
    faults.push({ file: source.file, line: source.lineOf(path), path, zh, en })
  const texts = own.systems.filter(one => one.system === system.id)
  const newest = texts.reduce<Day | null>((last, one) => (last && last > one.since ? last : one.since), null)
  if (newest && since <= newest) {
    fault(
      ['id'],
      `制度“${system.id}”自 ${newest} 起已有新的文本，不能再从 ${since} 起改动。请从 ${newest} 之后的日期起施行`,
      `the system "${system.id}" has a text from ${newest}, so a change cannot begin on ${since}. Let it begin after ${newest}`,
    )
    return faults
  }
  const old = newest ? sourcesOn(own, newest).find(one => one.system.id === system.id)!.system : null
  for (const [id, duty] of Object.entries(system.duties ?? {}))
    if (!old?.duties?.[id] && duty.from < since)
      fault(
        ['duties', id, 'from'],
        `“${id}”自 ${duty.from} 起应履行，而制度“${system.id}”自 ${since} 起才施行。请把起始日改到 ${since} 或之后，或让制度从 ${duty.from} 起施行`,
        `"${id}" is owed from ${duty.from}, but the system "${system.id}" is in force only from ${since}. Let the duty begin on ${since} or later, or the system on ${duty.from}`,
      )
  if (!old) return faults
  const alone = (one: System) =>
    examine([...own.base.filter(base => base.system.id !== one.id), { file: one.id, system: one, lineOf: () => 1 }])
  const kept = lockOf(alone(old).charter)
  for (const lost of brokenLocks(kept, alone(system).charter))
    fault(
      [],
      `已有记录的类型和字段须保留：${lost}。请改为停用（retired）`,
      `kinds and fields that have records stay: ${lost}. Retire them instead (retired)`,
    )
  for (const [id, standard] of Object.entries(old.standards ?? {})) {
    const later = new Set((system.standards?.[id]?.entries ?? []).map(entryKey))
    for (const entry of standard.entries)
      if (
        entry.from < since &&
        !later.has(entryKey(entry)) &&
        !own.standards.some(one => one.standard === id && one.since === entry.from)
      )
        fault(
          ['standards', id],
          `标准“${id}”自 ${entry.from} 起为 ${entry.value}，过去的数值不能改。请保留这一条，另加一条自 ${since} 或之后的`,
          `the standard "${id}" was ${entry.value} from ${entry.from}; the past stays. Keep this entry and add one from ${since} or later`,
        )
  }
  for (const [id, measure] of Object.entries(old.measures ?? {}))
    if (changed<Measure>(measure, system.measures?.[id], ['title', 'digits']))
      fault(
        ['measures', id],
        `指标“${id}”的算法已有数据，不能改。请另设一个指标`,
        `the measure "${id}" has figures and is not counted otherwise any more. Declare another measure`,
      )
  for (const [id, duty] of Object.entries(old.duties ?? {})) {
    const now = system.duties?.[id]
    if (duty.from >= since) continue
    if (changed<Duty>(duty, now, ['title', 'to']))
      fault(
        ['duties', id],
        `“${id}”自 ${duty.from} 起已在履行，过去的规定不能改。请让它在 ${since} 停止（to: ${since}），另设一项新的`,
        `"${id}" is owed since ${duty.from}; the past stays. End it on ${since} (to: ${since}) and declare a new duty`,
      )
    else if (now?.to !== duty.to && ((now?.to ?? since) < since || (duty.to !== undefined && duty.to < since)))
      fault(
        ['duties', id, 'to'],
        `“${id}”的止期不能落在 ${since} 以前，那是已经过去的规定。请改为 ${since} 或之后`,
        `"${id}" cannot be made to end before ${since}, which is the past. Let it end on ${since} or later`,
      )
  }
  return faults
}

function entryKey(entry: Entry): string {
  return JSON.stringify([entry.from, entry.value])
}

function changed<T extends object>(before: T, after: T | undefined, free: readonly (keyof T)[]): boolean {
  const told = (one: T) =>
    JSON.stringify(
      Object.entries(one)
        .filter(([key]) => !free.includes(key as keyof T))
        .sort(),
    )
  return !after || told(before) !== told(after)
}

/** Measures whose own parts read differently when a system comes into force or a standard takes a new value, with those of its duties. */
export function touchedBy(
  charter: Charter,
  change: { readonly system: string } | { readonly standard: string },
): Set<string> {
  const measures = new Set<string>()
  const duty = (one: Duty) => measures.add(one.measure)
  if ('system' in change) {
    const system = charter.systems.find(one => one.id === change.system)
    for (const [id, is] of Object.entries(system?.measures ?? {})) if (counted(is)) measures.add(id)
    for (const one of Object.values(system?.duties ?? {})) duty(one)
    return measures
  }
  for (const { id, is } of charter.measures.values())
    if ((is.op === 'utilization' && is.per === change.standard) || boundsIn(is).includes(change.standard))
      measures.add(id)
  for (const { is } of charter.duties.values()) if (is.atLeast.standard === change.standard) duty(is)
  return measures
}

function counted(measure: Measure): boolean {
  return measure.op !== 'difference' && measure.op !== 'standard'
}

/** The charter in force on a day. */
export function charterOn(own: Own, on: Day): Charter {
  return compile(sourcesOn(own, on))
}

/** The system as though it had been in force, with its first values, since a day: for a look at what it would have asked. */
export function asIfSince(system: System, day: Day): System {
  const early = <T extends { readonly from: Day }>(entries: readonly T[]): T[] =>
    entries.map((entry, index) => (index === 0 && entry.from > day ? { ...entry, from: day } : entry))
  return {
    ...system,
    standards: Object.fromEntries(
      Object.entries(system.standards ?? {}).map(([id, one]) => [id, { ...one, entries: early(one.entries) }]),
    ),
    duties: Object.fromEntries(
      Object.entries(system.duties ?? {}).map(([id, one]) => [id, { ...one, from: one.from > day ? day : one.from }]),
    ),
  }
}
