// What a form costs whoever fills it in: values written by hand, and the time from opening to saving. Pure; keeps no person.
import { z } from 'zod'
import { dayText } from '../problem/route.api.ts'

/** What only the form knows of itself. It travels with the record and is added to the month's sum when that is first stored. */
export const effort = z
  .object({
    /** Whole minutes, without pauses. Absent where nobody measured. */
    minutes: z.number().int().min(0).max(600).optional(),
    /** Values that stood in the form already and were left as they were. */
    known: z.number().int().min(0).max(1000).default(0),
    /** Forms not filled in because the same was found on record. */
    spared: z
      .array(z.object({ kind: z.string(), day: dayText }).strict())
      .max(100)
      .default([]),
  })
  .strict()
export type Effort = z.infer<typeof effort>

/** Whoever does nothing for longer has put the form aside. */
const PAUSE_MS = 60_000

/** Milliseconds spent on a form after a further sign of life: a pause counts as a minute, a clock set back as nothing. */
export function spentAfter(spent: number, last: number, now: number): number {
  return spent + Math.min(Math.max(0, now - last), PAUSE_MS)
}

/** Coarse on purpose, and at least one: whole minutes say what a form costs and not how fast somebody is. */
export function minutesOf(spent: number): number {
  return Math.min(600, Math.max(1, Math.round(spent / 60_000)))
}

interface Roll {
  readonly present: readonly string[]
  readonly excused: readonly string[]
  readonly absent: readonly string[]
  readonly madeUp: readonly string[]
}

/** One record as it was filled in. */
export interface Filled {
  readonly body: Readonly<Record<string, unknown>>
  readonly roll: Roll
}

/** Values that a person wrote: each value of the body and each name that had to be picked. Whoever was there by the list of
 *  members was not picked; of a correction only what it changed was written. */
export function writtenIn(filled: Filled, byMembers: boolean, corrected?: Filled): number {
  const before = corrected?.body ?? {}
  const values = Object.entries(filled.body).filter(
    ([name, value]) => name !== 'case' && JSON.stringify(before[name]) !== JSON.stringify(value),
  ).length
  const lists = byMembers
    ? (['excused', 'absent', 'madeUp'] as const)
    : (['present', 'excused', 'absent', 'madeUp'] as const)
  const names = lists.reduce(
    (sum, list) => sum + filled.roll[list].filter(one => !corrected?.roll[list].includes(one)).length,
    0,
  )
  return values + names
}
