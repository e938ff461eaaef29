// Twins: two records that may tell of one event, because two phones wrote it down. Both stay until somebody decides.
import type { Kind } from '../charter/charter.ts'
import { type Field, ROLL } from '../charter/language.ts'
import type { Day } from '../time/day.ts'
import type { Month } from '../time/period.ts'
import { monthSettled } from './turn.ts'

/** What is chosen from a list tells one event from another; what is written, each pen writes in its own way. */
const CHOSEN: ReadonlySet<Field['type']> = new Set(['choice', 'person', 'org', 'thing', 'money'])

/** What of a record tells which event it was. */
export interface Telling {
  readonly body: Readonly<Record<string, unknown>>
  /** Ids of those present; empty where no roll is kept. */
  readonly present: readonly string[]
  /** Last month of the earlier turn that it names; null where its day says the turn. */
  readonly settles: Month | null
}

/** What a line tells; its turn is a label, such as 2012-Q4. */
export function tellingOf(
  line: { readonly day: Day; readonly for?: string | null | undefined; readonly body: Telling['body'] },
  present: Telling['present'],
): Telling {
  return { body: line.body, present, settles: monthSettled(line.for ?? undefined, line.day) }
}

/** Kinds whose records are events that two people may both write down; openings and stages of cases are acts of one. */
export function mayBeTwins(kind: Pick<Kind, 'form' | 'stage'>): boolean {
  return kind.form === 'record' && kind.stage === null
}

/** What makes two records of a kind the same event: the fields that its charter names and, where that says so, who was there.
 *  Unless said, whatever is chosen from a list, money, and who was there. */
export function sameBy(kind: Pick<Kind, 'fields' | 'same'>): {
  readonly fields: readonly { readonly name: string; readonly field: Field }[]
  readonly roll: boolean
} {
  const all = Object.entries(kind.fields).map(([name, field]) => ({ name, field }))
  return kind.same
    ? { fields: all.filter(({ name }) => kind.same!.includes(name)), roll: kind.same.includes(ROLL) }
    : { fields: all.filter(({ field }) => CHOSEN.has(field.type)), roll: true }
}

/** Whether two records of a kind, of one organization and day, may tell of one event: they contradict each other in nothing
 *  that makes them the same, nor in the turn that they name, and at least half of the smaller company was also in the larger
 *  one. What one of them leaves out, such as the place, the turn or the roll, contradicts nothing. */
export function sameEvent(kind: Pick<Kind, 'fields' | 'same'>, one: Telling, other: Telling): boolean {
  if (one.settles !== null && other.settles !== null && one.settles !== other.settles) return false
  const { fields, roll } = sameBy(kind)
  const agree = fields.every(({ name, field }) => {
    const [left, right] = [one, other].map(({ body }) => plain(field, body[name])) as [string, string]
    return left === right || (field.optional === true && (left === '' || right === ''))
  })
  if (!agree || !roll) return agree
  const both = one.present.filter(id => other.present.includes(id)).length
  return both * 2 >= Math.min(one.present.length, other.present.length)
}

/** A value as it is compared: blanks in a text mean nothing, money is the same with and without its cents. */
function plain(field: Field, value: unknown): string {
  if (value === undefined || value === null) return ''
  const text = String(value)
  if (field.type === 'money') return Number.isFinite(Number(text)) ? String(Number(text)) : text
  return field.type === 'text' ? text.replace(/\s/g, '') : text
}
