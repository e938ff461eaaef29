// Whether what a record tells was held: with somebody there, with nobody, or without a word about it; and by when one makes up
// what one has missed.
import type { Charter, Kind } from '../charter/charter.ts'
import { ROLL } from '../charter/language.ts'
import type { Roll } from '../register/facts.ts'
import { inForce } from '../time/dated.ts'
import { type Day, plusDays } from '../time/day.ts'
import { lastOf, monthOf } from '../time/period.ts'

/** `nobody`: it was held with nobody there, and does not count as held. `untold`: it does not say who came, and counts. */
export type Held = 'held' | 'nobody' | 'untold'

/** How many stand on the roll of a record, and how many of them were there on its day. */
export interface Company {
  readonly present: number
  readonly due: number
}

/** Whether a record was held, by its roll or by the number that it says; null for a kind that takes place with nobody. */
export function heldBy(
  kind: Pick<Kind, 'held'>,
  body: Readonly<Record<string, unknown>>,
  { present, due }: Company,
): Held | null {
  if (kind.held === null) return null
  if (due > 0) return present > 0 ? 'held' : 'nobody'
  const said = kind.held === ROLL ? undefined : body[kind.held]
  if (said === undefined || said === null || said === '') return 'untold'
  return Number(said) > 0 ? 'held' : 'nobody'
}

/** How many stand on a roll, and how many of them were there. */
export function companyOf({ present, excused, absent, madeUp }: Omit<Roll, 'madeUpOn'>): Company {
  return { present: present.length, due: present.length + excused.length + absent.length + madeUp.length }
}

/** The last day on which what was missed on a day is made up in time; null where the charter sets none then. */
export function makeUpUntil(charter: Charter, kind: Pick<Kind, 'makeUp'>, missed: Day): Day | null {
  if (kind.makeUp === null) return null
  const days = inForce(charter.standards.get(kind.makeUp)!.is.entries, missed)
  return days ? plusDays(lastOf(monthOf(missed)), days.value) : null
}

/** Whether it was made up too late. A day that nobody said is held against nobody. */
export function madeUpLate(until: Day | null, on: Day | null | undefined): boolean {
  return until !== null && on !== null && on !== undefined && on > until
}
