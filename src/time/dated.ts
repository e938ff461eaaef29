// Dated values: what holds from which day on. The value in force is the newest one not later than the day asked.
import type { Day } from './day.ts'

/** A value with the day from which it holds. */
export interface Dated<T> {
  readonly from: Day
  readonly value: T
}

/** The entry in force on a day, or null before the first. Entries are in order of `from`. */
export function inForce<E extends Dated<unknown>>(entries: readonly E[], on: Day): E | null {
  return entries.findLast(entry => entry.from <= on) ?? null
}

/** The entry that the one in force on a day replaced, or null. */
export function replacedBy<E extends Dated<unknown>>(entries: readonly E[], on: Day): E | null {
  const current = entries.findLastIndex(entry => entry.from <= on)
  return current > 0 ? entries[current - 1]! : null
}
