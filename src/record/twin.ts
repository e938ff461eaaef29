// Twins: two records that may tell of one event, because two phones wrote it down. Both stay until somebody decides.
import type { Kind } from '../charter/charter.ts'
import type { Field } from '../charter/language.ts'

/** What is chosen from a list tells one event from another; what is written, each pen writes in its own way. */
const CHOSEN: ReadonlySet<Field['type']> = new Set(['choice', 'person', 'org', 'thing', 'money'])

/** What of a record tells which event it was. */
export interface Telling {
  readonly body: Readonly<Record<string, unknown>>
  /** Ids of those present; empty where no roll is kept. */
  readonly present: readonly string[]
}

/** Kinds whose records are events that two people may both write down; openings and stages of cases are acts of one. */
export function mayBeTwins(kind: Pick<Kind, 'form' | 'stage'>): boolean {
  return kind.form === 'record' && kind.stage === null
}

/** Whether two records of a kind, of one organization and day, may tell of one event: they contradict each other in
 *  nothing that was chosen, and at least half of the smaller company was also in the larger one. What one of them
 *  leaves out, such as the place or the roll, contradicts nothing. */
export function sameEvent(kind: Pick<Kind, 'fields'>, one: Telling, other: Telling): boolean {
  const agree = Object.entries(kind.fields).every(([name, field]) => {
    if (!CHOSEN.has(field.type)) return true
    const [left, right] = [one.body[name] ?? '', other.body[name] ?? '']
    return left === right || (field.optional === true && (left === '' || right === ''))
  })
  const both = one.present.filter(id => other.present.includes(id)).length
  return agree && both * 2 >= Math.min(one.present.length, other.present.length)
}
