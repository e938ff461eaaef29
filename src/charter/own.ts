// A district's own norms over time: which texts are in force on a day, what a new one may change, and the past that stays.
import { nearest } from '../problem/nearest.ts'
import { Problem, refuse } from '../problem/problem.ts'
import { inForce } from '../time/dated.ts'
import type { Day } from '../time/day.ts'
import { brokenLocks, type Charter, type Fault, lockOf, type Sourced } from './charter.ts'
import { compile, examine } from './compile.ts'
import type { BrokenRule, Entry, Measure, System, Words, WrittenDuty } from './language.ts'
import { boundsIn, standardsOf } from './norms.ts'
import { readSystem } from './reading.ts'

/** The text of a system, in force from a day until the next text of the same system. */
export interface OwnSystem {
  readonly id: string
  readonly system: string
  readonly since: Day
  readonly text: string
  /** Why it stands in the place of what was in force; null where nothing was. */
  readonly why: string | null
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
  /** Why it was entered back into days that are over; null for a value that was still to come. */
  readonly why: string | null
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
  const read = [...own.base, ...textsOn(own, on).map(one => readSystem(fileOf(one.system), one.text))]
  return read.map(source => ({ ...source, system: withValues(source.system, own.standards) }))
}

/** The texts in force on a day, of each own system the one that began last. */
function textsOn(own: Own, on: Day): OwnSystem[] {
  const texts = new Map<string, OwnSystem>()
  for (const one of [...own.systems].sort((a, b) => (a.since < b.since ? -1 : 1)))
    if (one.since <= on) texts.set(one.system, one)
  return [...texts.values()]
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
          // A correction stands in the place of what it corrects.
          ...standard.entries.filter(
            entry => !mine.some(one => one.standard === id && one.since === entry.from && one.why !== null),
          ),
          ...mine
            // A later text of the system may have taken the value in.
            .filter(
              one =>
                one.standard === id && (one.why !== null || !standard.entries.some(entry => entry.from === one.since)),
            )
            .map((one): Entry => ({ from: one.since, value: one.value, clause: one.clause })),
        ].sort((a, b) => (a.from < b.from ? -1 : 1)),
      },
    ]),
  )
  return { ...system, standards }
}

/** A change of what was said: as it would be, what it would take the place of, and every fault it would bring. */
export interface Change {
  readonly own: Own
  /** The text or value of the same day that it replaces. */
  readonly replaces: OwnSystem | OwnStandard | null
  readonly faults: Fault[]
}

/** A new system or a new text of one, examined beside everything in force on its day and on every later day on which something
 *  that was said begins: the charter as it would be on its day, and every fault. A text that is not in force yet is replaced freely;
 *  one that is, from its day on, for a reason. */
export function proposed(
  own: Own,
  text: string,
  since: Day,
  { file, why, today, id = 'new', by = '' }: { file?: string; why?: string; today: Day; id?: string; by?: string },
): Change & { source: Sourced; charter: Charter } {
  const source = readSystem(file ?? 'new.yaml', text)
  const system = source.system.id
  const replaces = own.systems.find(one => one.system === system && one.since === since) ?? null
  const next: OwnSystem = { id, system, since, text, why: why ?? null, author: by, at: new Date() }
  const then = { ...own, systems: [...own.systems.filter(one => one !== replaces), next] }
  const others = withoutSystem(sourcesOn(own, since), own, system)
  const { charter, faults } = examine([...others, valued(own, source)])
  return {
    own: then,
    replaces,
    source,
    charter,
    faults: [
      ...faults,
      ...rewrites(own, source, { since, today, replaces, reasoned: why !== undefined && why.trim() !== '' }),
      ...(faults.length > 0 ? [] : later(own, then, since, source)),
    ],
  }
}

/** A new value of a standard from a day on, examined on that day and every later one. Throws what is wrong with the value itself. */
export function revalued(
  own: Own,
  asked: Pick<OwnStandard, 'standard' | 'value' | 'since' | 'clause'> & { readonly why?: string | undefined },
  { today, id = 'new', by = '' }: { today: Day; id?: string; by?: string },
): Change & { before: { value: number; from: Day } | null } {
  const { standard, value, since, clause } = asked
  const why = asked.why?.trim() || null
  const known = examine(sourcesOn(own, since)).charter.standards
  const { is } =
    known.get(standard) ?? refuse('charter.unknown', { system: standard, near: nearest(standard, known.keys()) })
  if (!Number.isFinite(value) || value < 0) refuse('charter.value', { standard, value: String(value) })
  if (clause.zh.trim() === '' || clause.en.trim() === '') refuse('charter.source', { standard })
  const held = inForce(is.entries, since)
  const first = is.entries[0]!
  if (since < first.from) refuse('charter.past', { standard, since, ...first })
  if (since < today && !why) refuse('charter.reason', { standard, since, before: held?.value ?? value, value })
  const replaces = own.standards.find(one => one.standard === standard && one.since === since) ?? null
  // What a text says from that very day is corrected, too: the value says why.
  const stands = is.entries.some(entry => entry.from === since) && !replaces
  if (stands && !why) refuse('charter.reason', { standard, since, before: held!.value, value })
  const next: OwnStandard = { id, standard, since, value, clause, why, author: by, at: new Date() }
  const kept = replaces?.why && !why ? { ...next, why: replaces.why } : next
  const then = { ...own, standards: [...own.standards.filter(one => one !== replaces), kept] }
  return {
    own: then,
    replaces,
    before: held ? { value: held.value, from: held.from } : null,
    faults: later(own, then, since, null),
  }
}

/** What was said of a system or a standard from a day on, taken back before it is in force. Throws charter.nothing where nothing
 *  begins on that day, and charter.begun where it is in force. */
export function withdrawn(
  own: Own,
  id: string,
  since: Day,
  today: Day,
): Change & { replaces: OwnSystem | OwnStandard } {
  const texts = own.systems.filter(one => one.system === id)
  const values = own.standards.filter(one => one.standard === id)
  const said = [...texts, ...values]
  const replaces = said.find(one => one.since === since)
  if (!replaces) refuse('charter.nothing', { id, since, days: said.map(one => one.since).sort() })
  if (since <= today) refuse('charter.begun', { id, since })
  const then = {
    ...own,
    systems: own.systems.filter(one => one !== replaces),
    standards: own.standards.filter(one => one !== replaces),
  }
  return { own: then, replaces, faults: later(own, then, since, null) }
}

/** What a change would break, from its day on: on each day on which something begins, faults that were not there before it. A fault
 *  of a text that is stored names both: `by` is the file that is being added, where there is one. */
function later(before: Own, after: Own, since: Day, by: Sourced | null): Fault[] {
  const begins = [...before.systems, ...after.systems, ...after.standards].map(one => one.since)
  const days = [...new Set([since, ...begins.filter(day => day > since)])].sort()
  const told = new Set<string>()
  const key = (fault: Fault) => `${fault.file} ${fault.zh}`
  const faults: Fault[] = []
  for (const day of days) {
    const known = new Set(faultsOn(before, day).map(key))
    for (const fault of faultsOn(after, day)) {
      if (known.has(key(fault)) || told.has(key(fault))) continue
      told.add(key(fault))
      const other = fault.file.replace(/[.]yaml$/, '')
      const own = by?.system.id === other
      faults.push({
        file: by?.file ?? fault.file,
        line: own ? fault.line : (by?.lineOf(['id']) ?? fault.line),
        path: own ? (fault.path ?? []) : [],
        zh: own && day === since ? fault.zh : `自 ${day} 起，制度“${other}”不能成立：${fault.zh}`,
        en: own && day === since ? fault.en : `from ${day} the system "${other}" would not stand: ${fault.en}`,
      })
    }
  }
  return faults
}

/** The faults of what is said for a day: of texts, of those that follow each other, and of values that no system takes. */
function faultsOn(own: Own, on: Day): Fault[] {
  let sources: Sourced[]
  try {
    sources = sourcesOn(own, on)
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'charter.invalid') throw error
    return (error as Problem<'charter.invalid'>).details.faults
  }
  const { charter, faults } = examine(sources)
  const fault = (system: string, zh: string, en: string): Fault => ({ file: fileOf(system), line: 1, zh, en })
  const values = own.standards
    .filter(one => one.since <= on && !charter.standards.has(one.standard))
    .map(({ standard, since, value }) => ({
      file: standard,
      line: 1,
      zh: `标准“${standard}”已定自 ${since} 起为 ${value}，而没有制度再写这项标准。请先撤回这一数值`,
      en: `the standard "${standard}" was given ${value} from ${since}, but no system states it. Withdraw that value first`,
    }))
  const vanished = textsOn(own, on).flatMap(text => {
    if (text.since !== on) return []
    const earlier = own.systems
      .filter(one => one.system === text.system && one.since < on)
      .sort((a, b) => (a.since < b.since ? 1 : -1))[0]
    if (!earlier) return []
    return lost(own, readSystem('', earlier.text).system, readSystem('', text.text).system, on).map(what =>
      fault(
        text.system,
        `自 ${earlier.since} 起的文本有，而自 ${on} 起的文本没有：${what}`,
        `the text from ${earlier.since} has it, the one from ${on} has not: ${what}`,
      ),
    )
  })
  return [...faults, ...values, ...vanished]
}

/** What is named elsewhere and a later text of a system no longer has: kinds with their fields, measures, duties, standards. */
function lost(own: Own, old: System, now: System, since: Day): string[] {
  const alone = (one: System) =>
    examine([...own.base.filter(base => base.system.id !== one.id), { file: one.id, system: one, lineOf: () => 1 }])
      .charter
  // A duty that is owed from no day before may still be let go.
  const unborn = new Set(
    Object.entries(old.duties ?? {}).flatMap(([id, duty]) => (duty.from >= since ? [`duty ${id}`] : [])),
  )
  const kept = Object.fromEntries(Object.entries(lockOf(alone(old))).filter(([entry]) => !unborn.has(entry)))
  return brokenLocks(kept, alone(now))
}

function withoutSystem(sources: readonly Sourced[], own: Own, system: string): Sourced[] {
  // A shipped system is not replaced by a text of its name: it is told that the name is taken.
  const ours = own.systems.some(one => one.system === system)
  return ours ? sources.filter(one => one.system.id !== system) : [...sources]
}

function valued(own: Own, source: Sourced): Sourced {
  return { ...source, system: withValues(source.system, own.standards) }
}

/** What a text would change of the past: each a fault. The past is what held before the text's first day. */
function rewrites(
  own: Own,
  source: Sourced,
  { since, today, replaces, reasoned }: { since: Day; today: Day; replaces: OwnSystem | null; reasoned: boolean },
): Fault[] {
  const { system } = source
  const faults: Fault[] = []
  const fault = (path: readonly string[], zh: string, en: string) =>
    faults.push({ file: source.file, line: source.lineOf(path), path, zh, en })
  const texts = own.systems.filter(one => one.system === system.id)
  const days = texts.map(one => one.since).sort()
  const begun = days.filter(day => day >= since && day <= today).at(-1)
  if (begun && !reasoned) {
    fault(
      ['id'],
      `制度“${system.id}”自 ${begun} 起的文本已经施行，从 ${since} 起另定文本是更正。请写明更正的理由，或从 ${begun} 之后的日期起施行`,
      `the text of "${system.id}" from ${begun} is in force, so a text from ${since} corrects it. Say why, or let it begin after ${begun}`,
    )
    return faults
  }
  const before = days.filter(day => day < since).at(-1)
  const on = (day: Day) => sourcesOn(own, day).find(one => one.system.id === system.id)!.system
  const old = before ? on(before) : null
  for (const [id, duty] of Object.entries(system.duties ?? {}))
    if (!old?.duties?.[id] && duty.from < since)
      fault(
        ['duties', id, 'from'],
        `“${id}”自 ${duty.from} 起应履行，而制度“${system.id}”自 ${since} 起才施行。请把起始日改到 ${since} 或之后，或让制度从 ${duty.from} 起施行`,
        `"${id}" is owed from ${duty.from}, but the system "${system.id}" is in force only from ${since}. Let the duty begin on ${since} or later, or the system on ${duty.from}`,
      )
  // What was in force has records, and is named elsewhere, even where its text was wrong.
  const held = [...(old ? [old] : []), ...(replaces && since <= today ? [on(since)] : [])]
  for (const what of new Set(held.flatMap(one => lost(own, one, system, since))))
    fault(
      [],
      `已有记录的类型和字段、已在使用的指标、应办和标准须保留：${what}。请改为停用（retired），应办改为写明止期（to）`,
      `kinds and fields that have records, measures, duties and standards that are in use stay: ${what}. Retire them instead (retired), end a duty by its day (to)`,
    )
  if (!old) return faults
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
  for (const [id, standard] of Object.entries(old.standards ?? {})) {
    const later = new Set((system.standards?.[id]?.broken ?? []).map(entryKey))
    for (const rule of standard.broken ?? [])
      if (rule.from < since && !later.has(entryKey(rule)))
        fault(
          ['standards', id, 'broken'],
          `标准“${id}”自 ${rule.from} 起的不足月规定已在执行，不能改。请保留这一条，另加一条自 ${since} 或之后的`,
          `the rule of "${id}" for broken months is in force since ${rule.from}; the past stays. Keep it and add one from ${since} or later`,
        )
  }
  for (const [id, measure] of Object.entries(old.measures ?? {}))
    if (system.measures?.[id] && changed<Measure>(measure, system.measures[id], ['title', 'digits']))
      fault(
        ['measures', id],
        `指标“${id}”的算法已有数据，不能改。请另设一个指标`,
        `the measure "${id}" has figures and is not counted otherwise any more. Declare another measure`,
      )
  for (const [id, duty] of Object.entries(old.duties ?? {})) {
    const now = system.duties?.[id]
    if (duty.from >= since) continue
    if (now && changed<WrittenDuty>(duty, now, ['title', 'to']))
      fault(
        ['duties', id],
        `“${id}”自 ${duty.from} 起已在履行，过去的规定不能改。请让它在 ${since} 停止（to: ${since}），另设一项新的`,
        `"${id}" is owed since ${duty.from}; the past stays. End it on ${since} (to: ${since}) and declare a new duty`,
      )
    else if (now && now.to !== duty.to && ((now.to ?? since) < since || (duty.to !== undefined && duty.to < since)))
      fault(
        ['duties', id, 'to'],
        `“${id}”的止期不能落在 ${since} 以前，那是已经过去的规定。请改为 ${since} 或之后`,
        `"${id}" cannot be made to end before ${since}, which is the past. Let it end on ${since} or later`,
      )
  }
  return faults
}

function entryKey(entry: Entry | BrokenRule): string {
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
  const duty = (one: { readonly measure: string }) => measures.add(one.measure)
  if ('system' in change) {
    const system = charter.systems.find(one => one.id === change.system)
    for (const [id, is] of Object.entries(system?.measures ?? {})) if (counted(is)) measures.add(id)
    for (const one of Object.values(system?.duties ?? {})) duty(one)
    return measures
  }
  for (const { id, is } of charter.measures.values())
    if ((is.op === 'utilization' && is.per === change.standard) || boundsIn(is).includes(change.standard))
      measures.add(id)
  for (const { is } of charter.duties.values()) if (standardsOf(is).includes(change.standard)) duty(is)
  return measures
}

function counted(measure: Measure): boolean {
  return measure.op !== 'difference' && measure.op !== 'standard'
}

/** The charter in force on a day, and what had to be left out of it. Nothing that is accepted can fail; but a text that was stored
 *  under another edition of the shipped systems may. The house stands all the same, by the last charter that is good: without the
 *  texts, and at the last without the values, that no longer fit. */
export function charterOn(
  own: Own,
  on: Day,
): { charter: Charter; left: readonly (OwnSystem | OwnStandard)[]; faults: Fault[] } {
  const left: (OwnSystem | OwnStandard)[] = []
  const faults: Fault[] = []
  for (let rest = own; ; ) {
    const found = faultsIn(rest, on)
    if ('charter' in found) return { charter: found.charter, left, faults }
    faults.push(...found.faults)
    const named = new Set(found.faults.map(fault => fault.file))
    const texts = textsOn(rest, on)
    const newest = [...texts, ...rest.standards].sort((a, b) => (a.id < b.id ? 1 : -1))[0]
    const out = texts.filter(one => named.has(fileOf(one.system)))
    const gone = out.length > 0 ? out : newest ? [newest] : refuse('charter.invalid', { faults: found.faults })
    left.push(...gone)
    rest = {
      ...rest,
      systems: rest.systems.filter(one => !gone.includes(one)),
      standards: rest.standards.filter(one => !gone.includes(one)),
    }
  }
}

function faultsIn(own: Own, on: Day): { charter: Charter } | { faults: Fault[] } {
  try {
    return { charter: compile(sourcesOn(own, on)) }
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'charter.invalid') throw error
    return { faults: (error as Problem<'charter.invalid'>).details.faults }
  }
}

/** The system as though it had been in force, with its first values, since a day: for a look at what it would have asked. */
export function asIfSince(system: System, day: Day): System {
  const early = <T extends { readonly from: Day }>(entries: readonly T[]): T[] =>
    entries.map((entry, index) => (index === 0 && entry.from > day ? { ...entry, from: day } : entry))
  return {
    ...system,
    standards: Object.fromEntries(
      Object.entries(system.standards ?? {}).map(([id, one]) => [
        id,
        { ...one, entries: early(one.entries), ...(one.broken ? { broken: early(one.broken) } : {}) },
      ]),
    ),
    duties: Object.fromEntries(
      Object.entries(system.duties ?? {}).map(([id, one]) => [id, { ...one, from: one.from > day ? day : one.from }]),
    ),
  }
}
