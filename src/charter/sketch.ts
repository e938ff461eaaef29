// A system as the guided form asks for it: one thing recorded, one way of counting, one duty. The text says the same and may say more.

import type { Day } from '../time/day.ts'
import type { Length } from '../time/period.ts'
import {
  DAY,
  type Field,
  type FieldType,
  type Strength,
  type System,
  type Words,
  type Writer,
  type Written,
} from './language.ts'

/** Field types that a form can offer without knowing the register's kinds. */
export const SKETCH_TYPES = [
  'text',
  'integer',
  'decimal',
  'money',
  'day',
  'choice',
  'flag',
  'person',
  'point',
] as const satisfies readonly FieldType[]
export type SketchType = (typeof SKETCH_TYPES)[number]

export interface SketchField {
  readonly name: Words
  readonly type: SketchType
  readonly optional: boolean
  /** The choices, one a line; for type choice only. */
  readonly choices: readonly Words[]
}

/** Who writes it down: the organization itself, those above it, or either of them. */
export const SKETCH_WRITERS = {
  either: ['own', 'above'],
  own: ['own'],
  above: ['above'],
} as const satisfies Readonly<Record<string, readonly Writer[]>>
export type SketchWriter = keyof typeof SKETCH_WRITERS

/** How it is counted. `records`: how often it happened; `days`: on how many days; `people`: everybody who came, once; `attendances`: as often as they came;
 *  `sum`: one number added up. */
export type SketchWay = 'records' | 'days' | 'people' | 'attendances' | 'sum'

export interface Sketch {
  readonly id: string
  readonly name: Words
  readonly group: string
  readonly clause: Words
  readonly since: Day
  readonly record: Words
  readonly writer: SketchWriter
  readonly roll: boolean
  readonly fields: readonly SketchField[]
  readonly way: SketchWay
  /** Index of the field that is added up, for the way `sum`. */
  readonly sum: number | null
  /** Only what reaches this counts: index of a number field and the least value. */
  readonly least: { readonly field: number; readonly value: number } | null
  readonly duty: {
    readonly title: Words
    readonly sectors: readonly string[]
    readonly tiers: readonly string[]
    readonly every: Length
    readonly months: readonly number[]
    readonly atLeast: number
    readonly strength: Strength
    readonly grace: number
  } | null
}

const NUMBERS: readonly SketchType[] = ['integer', 'decimal', 'money']

/** True for a field that can be added up or compared with a least value. */
export function isNumber(field: SketchField): boolean {
  return NUMBERS.includes(field.type)
}

/** The first free number after those of the systems that are there: S37. */
export function nextId(taken: readonly string[]): string {
  const numbers = taken.map(id => Number(/^S(\d+)$/.exec(id)?.[1] ?? 0))
  return `S${Math.max(0, ...numbers) + 1}`
}

/** What an empty form holds. */
export function emptySketch(id: string, since: Day, group: string): Sketch {
  const none = { zh: '', en: '' }
  return {
    id,
    name: none,
    group,
    clause: none,
    since,
    record: none,
    writer: 'either',
    roll: false,
    fields: [{ name: { zh: '内容', en: 'Topic' }, type: 'text', optional: false, choices: [] }],
    way: 'records',
    sum: null,
    least: null,
    duty: {
      title: none,
      sectors: [],
      tiers: [],
      every: 'month',
      months: [],
      atLeast: 1,
      strength: 'must',
      grace: 15,
    },
  }
}

/** The system that a sketch means. Ids are made from the system's own and are never asked. A text left empty in one language
 *  stands for both. */
export function systemOf(sketch: Sketch): System {
  const own = (part: string) => `${sketch.id.toLowerCase()}.${part}`
  const { duty, least } = sketch
  const fieldId = (index: number) => `f${index + 1}`
  const unit = unitOf(sketch)
  const clause = both(sketch.clause)
  const measure = {
    title: both(sketch.record),
    unit,
    ...(unit === 'yuan' ? { digits: 2 } : {}),
    ...wayOf(sketch, own('record'), fieldId),
    ...(least ? { where: { [fieldId(least.field)]: { atLeast: own('least') } } } : {}),
  }
  const standard = (title: Words, standardUnit: string, strength: Strength, value: number) => ({
    title,
    unit: standardUnit,
    strength,
    entries: [{ from: sketch.since, value, clause }],
  })
  return {
    id: sketch.id,
    name: both(sketch.name),
    group: sketch.group,
    clause,
    records: {
      [own('record')]: {
        name: both(sketch.record),
        written: { by: SKETCH_WRITERS[sketch.writer], as: 'report' },
        ...(sketch.roll ? { roll: 'members' } : {}),
        fields: Object.fromEntries(sketch.fields.map((field, index) => [fieldId(index), fieldOf(field)])),
      },
    },
    ...(duty || least
      ? {
          standards: {
            ...(least
              ? {
                  [own('least')]: standard(
                    both({
                      zh: `${sketch.record.zh || sketch.record.en}起算的${sketch.fields[least.field]!.name.zh}`,
                      en: `Least ${sketch.fields[least.field]!.name.en || sketch.fields[least.field]!.name.zh} that counts`,
                    }),
                    'item',
                    'must',
                    least.value,
                  ),
                }
              : {}),
            ...(duty ? { [own('owed')]: standard(both(duty.title), unit, duty.strength, duty.atLeast) } : {}),
          },
        }
      : {}),
    measures: { [own('done')]: measure },
    ...(duty
      ? {
          duties: {
            [own('duty')]: {
              title: both(duty.title),
              who: {
                ...(duty.tiers.length > 0 ? { tier: [...duty.tiers] } : {}),
                ...(duty.sectors.length > 0 ? { sector: [...duty.sectors] } : {}),
              },
              every: duty.every,
              ...(duty.every === 'month' && duty.months.length > 0 ? { months: [...duty.months] } : {}),
              measure: own('done'),
              atLeast: { standard: own('owed') },
              from: sketch.since,
              grace: duty.grace,
            },
          },
        }
      : {}),
  } as unknown as System
}

function both({ zh, en }: Words): Words {
  return { zh: zh.trim() || en.trim(), en: en.trim() || zh.trim() }
}

function fieldOf({ name, type, optional, choices }: SketchField): Field {
  return {
    name: both(name),
    type,
    // Coordinates are offered and never demanded.
    ...(optional || type === 'point' ? { optional: true } : {}),
    ...(type === 'choice'
      ? { choices: Object.fromEntries(choices.map((choice, index) => [`c${index + 1}`, both(choice)])) }
      : {}),
  }
}

function wayOf({ way, sum }: Sketch, over: string, fieldId: (index: number) => string): object {
  if (way === 'people') return { op: 'people', over }
  if (way === 'attendances') return { op: 'attendances', over }
  if (way === 'days') return { op: 'count', over, once: DAY }
  return way === 'sum' ? { op: 'sum', over, field: fieldId(sum ?? 0) } : { op: 'count', over }
}

function unitOf({ way, sum, fields }: Sketch): string {
  if (way === 'people') return 'person'
  if (way === 'attendances') return 'attendance'
  if (way === 'records') return 'activity'
  if (way === 'days') return 'day'
  return fields[sum ?? 0]?.type === 'money' ? 'yuan' : 'item'
}

/** The sketch that means this very system, or null where the text says more than a form can show. */
export function sketchOf(system: System, since: Day): Sketch | null {
  const [record, ...records] = Object.entries(system.records ?? {})
  const [measure, ...measures] = Object.entries(system.measures ?? {})
  const [duty, ...duties] = Object.values(system.duties ?? {})
  if (!record || !measure || records.length + measures.length + duties.length > 0) return null
  const [, kind] = record
  const names = Object.keys(kind.fields)
  const { op, field, where, once } = measure[1] as {
    op: string
    field?: string
    where?: Record<string, unknown>
    once?: string
  }
  const way = op === 'count' ? (once === DAY ? 'days' : 'records') : op
  if (way !== 'records' && way !== 'days' && way !== 'people' && way !== 'attendances' && way !== 'sum') return null
  const firstValue = (id: string) => system.standards?.[id]?.entries[0]?.value ?? 0
  const [least] = Object.entries(where ?? {})
  // A ceiling, or subjects told by size, is more than a form can show.
  if (duty && !duty.atLeast) return null
  const owed = duty?.atLeast ? system.standards?.[duty.atLeast.standard] : undefined
  const sketch: Sketch = {
    id: system.id,
    name: system.name,
    group: system.group,
    clause: system.clause,
    since,
    record: kind.name,
    writer: writerOf(kind.written),
    roll: kind.roll !== undefined,
    fields: Object.values(kind.fields).map(one => ({
      name: one.name,
      type: one.type as SketchType,
      optional: one.optional ?? false,
      choices: Object.values(one.choices ?? {}),
    })),
    way,
    sum: field === undefined ? null : names.indexOf(field),
    least: least
      ? { field: names.indexOf(least[0]), value: firstValue((least[1] as { atLeast?: string }).atLeast ?? '') }
      : null,
    duty: duty
      ? {
          title: duty.title,
          sectors: duty.who.sector ?? [],
          tiers: duty.who.tier ?? [],
          every: duty.every,
          months: duty.months ?? [],
          atLeast: owed?.entries[0]?.value ?? 0,
          strength: owed?.strength ?? 'must',
          grace: duty.grace,
        }
      : null,
  }
  return sameText(systemOf(sketch), system) ? sketch : null
}

/** The answer that means these writers; where none does, the text says more than the form. */
function writerOf({ by }: Written): SketchWriter {
  const found = (Object.keys(SKETCH_WRITERS) as SketchWriter[]).find(one => sameText(SKETCH_WRITERS[one], by))
  return found ?? 'either'
}

/** Equal as data, whatever the order of names. */
function sameText(one: unknown, other: unknown): boolean {
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return one === other
  const [names, others] = [Object.keys(one), Object.keys(other)]
  return (
    names.length === others.length &&
    names.every(name => sameText((one as Record<string, unknown>)[name], (other as Record<string, unknown>)[name]))
  )
}
