// A record as a row of cells, and a row of cells as a record: the same shape out and in. Pure.

import { check, UUID } from '../charter/body.ts'
import type { Kind } from '../charter/charter.ts'
import type { Words } from '../charter/language.ts'
import type { SheetFault } from '../problem/words.ts'
import { nameKey } from '../register/name.ts'
import type { Day } from '../time/day.ts'
import { blank, readDayCell, readField, readText, readTurnCell, type Told } from './cells.ts'
import type { Placed } from './heading.ts'
import { EVERYBODY, type Names, namesIn } from './names.ts'
import { type Column, LISTS, type List } from './record-columns.ts'
import { addressOf, type Cell } from './sheet.ts'

/** A stored record with its roll. */
export interface Kept {
  readonly id: string
  readonly kind: string
  readonly org: string
  readonly day: Day
  /** The turn that it is for, as it was named; null where it names none. */
  readonly settles: string | null
  readonly body: Readonly<Record<string, unknown>>
  readonly present: readonly string[]
  readonly excused: readonly string[]
  readonly absent: readonly string[]
  readonly madeUp: readonly string[]
  /** The days on which they did, side by side; null where nobody said it. */
  readonly madeUpOn: readonly (Day | null)[]
  readonly voidedBy: string | null
}

/** What a row says; what it does not say, or what could not be read, is missing. */
export interface Said {
  readonly org?: string
  readonly day?: Day
  /** The label of the turn that it is for. */
  readonly for?: string
  readonly body: Readonly<Record<string, unknown>>
  readonly roll: Readonly<Partial<Record<List, readonly string[]>>>
  /** The days on which those who made it up did so, by person. */
  readonly madeUpOn?: Readonly<Record<string, Day>>
}

/** A row as it came in: its place, the cells of its columns, the id that it carries. */
export interface Line {
  readonly sheet: string
  /** From 0. */
  readonly row: number
  readonly placed: readonly Placed[]
  readonly cells: readonly Cell[]
  readonly id: string | null
}

/** The cells of a record under the columns of its kind. Grades stand in the file of their own subject alone. */
export function cellsOf(columns: readonly Column[], record: Kept, names: Names, language: 'zh' | 'en'): Cell[] {
  const { org, day } = record
  return columns.map(({ part, key, field }) => {
    if (part === 'org') return names.orgLabel(org, language)
    if (part === 'day') return day
    if (part === 'for') return record.settles
    if (part === 'id') return record.id
    if (part === 'madeUpOn') return daysWritten(record, id => names.personLabel(id, org, day, language))
    if (part === 'roll')
      return record[key as List].map(id => names.personLabel(id, org, day, language)).join('、') || null
    const value = record.body[key]
    if (value === undefined || value === null || value === '' || field!.grade) return null
    switch (field!.type) {
      case 'money':
      case 'integer':
      case 'decimal':
        // What has more digits than Excel keeps of a number goes as text.
        return String(value).replace(/\D/g, '').length > 15 ? String(value) : Number(value)
      case 'choice':
        return field!.choices?.[String(value)]?.[language] ?? String(value)
      case 'flag':
        return value ? { zh: '是', en: 'yes' }[language] : { zh: '否', en: 'no' }[language]
      case 'person':
        return names.personLabel(String(value), org, day, language)
      case 'org':
        return names.orgLabel(String(value), language)
      case 'thing':
        return names.thingLabel(String(value), field!.of, org, day, language)
      case 'record':
        return names.recordLabel(String(value), field!.of, language)
      default:
        return String(value)
    }
  })
}

/** Reads a row. `home` is the organization that the sheet is named after, for rows that name none. */
export function readLine(line: Line, names: Names, home: string | null): { said: Said; faults: SheetFault[] } {
  const faults: SheetFault[] = []
  const cell = (part: Column['part'], key: string = part): { placed: Placed; value: Cell } | null => {
    const placed = line.placed.find(one => one.column.part === part && one.column.key === key)
    const value = placed ? (line.cells[placed.at] ?? null) : null
    return placed && !blank(value) ? { placed, value } : null
  }
  const take = <T>(placed: Placed, told: Told<T>): T | undefined => {
    if ('value' in told) return told.value
    faults.push(faultAt(line, placed.column, told.why))
    return undefined
  }
  const name = (found: { placed: Placed; value: Cell }) => take(found.placed, readText(found.value))?.trim()
  const orgCell = cell('org')
  const orgText = orgCell && name(orgCell)
  const org =
    orgCell && orgText !== undefined
      ? take(orgCell.placed, names.org(orgText!))
      : orgCell
        ? undefined
        : (home ?? undefined)
  const dayCell = cell('day')
  const day = dayCell ? take(dayCell.placed, readDayCell(dayCell.value)) : undefined
  const turnCell = cell('for')
  const turn = turnCell ? take(turnCell.placed, readTurnCell(turnCell.value)) : undefined
  const body: Record<string, unknown> = {}
  const roll: Partial<Record<List, readonly string[]>> = {}
  // A name means somebody of an organization on a day: without the two it cannot be read.
  const placed = org !== undefined && day !== undefined
  for (const one of line.placed) {
    const { part, key, field, unit } = one.column
    const found = cell(part, key)
    if (!found) continue
    if (part === 'field') {
      const value = ['person', 'org', 'thing', 'record'].includes(field!.type)
        ? named(found)
        : take(one, readField(field!, unit, one.power, found.value))
      if (value !== undefined) body[key] = value
    }
    if (part === 'roll' && placed) {
      const texts = namesIn(name(found) ?? '')
      roll[key as List] = texts.some(text => EVERYBODY.has(nameKey(text)))
        ? []
        : texts.flatMap(text => take(one, names.person(text, org, day)) ?? [])
    }
  }
  if (placed) everybody()
  const made = cell('madeUpOn')
  const madeUpOn = made && placed ? daysMade(made) : null
  return {
    said: {
      ...(org ? { org } : {}),
      ...(day ? { day } : {}),
      ...(turn ? { for: turn } : {}),
      body,
      roll,
      ...(madeUpOn ? { madeUpOn } : {}),
    },
    faults,
  }

  /** One day for all who made it up, or each name with its own. */
  function daysMade(found: { placed: Placed; value: Cell }): Record<string, Day> {
    const one = readDayCell(found.value)
    if ('value' in one) return Object.fromEntries((roll.madeUp ?? []).map(id => [id, one.value]))
    return Object.fromEntries(
      namesIn(name(found) ?? '').flatMap((text): [string, Day][] => {
        const [, who, on] = NAME_AND_DAY.exec(text) ?? []
        const person = take(found.placed, who === undefined ? one : names.person(who, org!, day!))
        const made = on === undefined ? undefined : take(found.placed, readDayCell(on))
        return person && made ? [[person, made]] : []
      }),
    )
  }

  function named(found: { placed: Placed; value: Cell }): string | undefined {
    const { field } = found.placed.column
    const text = name(found)
    if (text === undefined || (!placed && field!.type !== 'org')) return undefined
    if (field!.type === 'org') return take(found.placed, names.org(text))
    if (field!.type === 'record') return take(found.placed, names.record(text, field!.of))
    return take(
      found.placed,
      field!.type === 'person' ? names.person(text, org!, day!) : names.thing(text, field!.of, org!, day!),
    )
  }

  /** «All» on one list are the members who stand on no other. */
  function everybody(): void {
    for (const list of LISTS) {
      const found = cell('roll', list)
      if (!found || !namesIn(String(found.value)).some(text => EVERYBODY.has(nameKey(text)))) continue
      const others = new Set(LISTS.filter(one => one !== list).flatMap(one => roll[one] ?? []))
      roll[list] = names.members(org!, day!).filter(id => !others.has(id))
    }
  }
}

/** What the checks of a kind say of a body, at the cells of the row; columns that the table lacks are told of once, elsewhere. */
export function checkLine(
  line: Line,
  kind: Kind,
  columns: readonly Column[],
  body: Readonly<Record<string, unknown>>,
  faulty: ReadonlySet<string>,
  on: Day | undefined,
): SheetFault[] {
  const there = new Set(line.placed.map(one => one.column.key))
  // What is demanded on some days alone cannot be told of a line whose day cannot be read; it is refused for that already.
  return check(kind, body, on ?? null).flatMap(issue => {
    const column = columns.find(one => one.part === 'field' && one.key === issue.field)
    if (!column || !there.has(column.key) || faulty.has(column.key)) return []
    const empty = body[issue.field] === undefined
    return [faultAt(line, column, empty ? { zh: '没有填写，请补上。', en: 'is missing; fill it in.' } : issue.why)]
  })
}

/** A fault at the cell of a column, or in the row where the table has no such column. */
export function faultAt(line: Pick<Line, 'sheet' | 'row' | 'placed'>, column: Column | null, why: Words): SheetFault {
  const placed = column && line.placed.find(one => one.column.part === column.part && one.column.key === column.key)
  return {
    sheet: line.sheet,
    row: line.row + 1,
    cell: placed ? addressOf(line.row, placed.at) : null,
    field: column ? column.name : null,
    why,
  }
}

/** The id that a row carries: null where it carries none. */
export function idIn(cell: Cell | undefined): Told<string | null> {
  if (blank(cell)) return { value: null }
  const text = String(cell).trim().toLowerCase()
  return UUID.test(text)
    ? { value: text }
    : {
        why: {
          zh: `“${text}”不是记录编号。新增的行请留空，已有的行请不要改动编号。`,
          en: `"${text}" is no id of a record. Leave it empty in a new row, and as it is in an old one.`,
        },
      }
}

/** Whether a row still has the very cells with which a record was written, under the columns that the table has. */
export function untouched(line: Line, columns: readonly Column[], record: Kept, names: Names): boolean {
  return (['zh', 'en'] as const).some(language => {
    const written = cellsOf(columns, record, names, language)
    return line.placed.every(({ column, at }) => {
      const index = columns.findIndex(one => one.part === column.part && one.key === column.key)
      return sameCell(line.cells[at] ?? null, written[index] ?? null)
    })
  })
}

function sameCell(one: Cell, other: Cell): boolean {
  const plain = (cell: Cell) =>
    blank(cell) ? '' : cell instanceof Date ? cell.toISOString().slice(0, 10) : String(cell).replaceAll('\r\n', '\n')
  return plain(one) === plain(other)
}

/** Whether two rows say the same under the columns of a table. */
export function alike(one: Said, other: Said, placed: readonly Placed[]): boolean {
  return placed.every(({ column: { part, key } }) => {
    if (part === 'org') return one.org === other.org
    if (part === 'day') return one.day === other.day
    if (part === 'for') return one.for === other.for
    if (part === 'madeUpOn') return sameDays(one.madeUpOn, other.madeUpOn)
    if (part === 'roll')
      return [...(one.roll[key as List] ?? [])].sort().join() === [...(other.roll[key as List] ?? [])].sort().join()
    if (part === 'field') return JSON.stringify(one.body[key] ?? null) === JSON.stringify(other.body[key] ?? null)
    return true
  })
}

/** A name with a day after it, as 张三 2012-03-05 or 张三（2012年3月5日）. */
const NAME_AND_DAY = /^(.+?)[\s:：(（]*(\d{4}[-./年]\d{1,2}[-./月]\d{1,2}[日号]?|\d{8})[)）]?$/

/** The days of making up: one where all did so on it, otherwise each name with its own. */
function daysWritten({ madeUp, madeUpOn }: Kept, label: (id: string) => string): string | null {
  const days = new Set(madeUpOn)
  if (days.size === 1) return madeUpOn[0] ?? null
  return madeUp.flatMap((id, n) => (madeUpOn[n] ? [`${label(id)} ${madeUpOn[n]}`] : [])).join('、') || null
}

function sameDays(one: Said['madeUpOn'] = {}, other: Said['madeUpOn'] = {}): boolean {
  const told = (days: Readonly<Record<string, Day>>) => JSON.stringify(Object.entries(days).sort())
  return told(one) === told(other)
}
