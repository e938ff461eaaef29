// The pay sheet of a turn: who is due how much under which standard. Every cent of what a unit owes falls on somebody. Pure.
import type { Entry } from '../charter/language.ts'
import { inForce } from '../time/dated.ts'
import { firstOf, type Month } from '../time/period.ts'

/** One person, or the unit itself, under one value of the standard. */
export interface PayRow {
  readonly person: string | null
  readonly entry: Entry
  readonly months: readonly Month[]
  readonly cents: number
}

/** Splits what a unit owes among those for whom it is owed. `per` is the months over which the standard's value is owed.
 *  Each is due the exact sum of their months; cents that rounding leaves go to the largest fractions. */
export function payRows(
  entries: readonly Entry[],
  per: number,
  months: readonly { readonly month: Month; readonly people: readonly string[] | null }[],
  owed: number,
): PayRow[] {
  const rows = new Map<string, { person: string | null; entry: Entry; months: Month[] }>()
  for (const { month, people } of months) {
    const entry = inForce(entries, firstOf(month))
    if (!entry) continue
    for (const person of people ?? [null]) {
      const key = `${person} ${entry.from}`
      const row = rows.get(key)
      if (row) row.months.push(month)
      else rows.set(key, { person, entry, months: [month] })
    }
  }
  // In parts of a cent, so that nothing is rounded before the end.
  const exact = [...rows.values()].map(row => ({
    ...row,
    parts: Math.round(row.entry.value * 100) * row.months.length,
  }))
  const whole = exact.map(row => Math.floor(row.parts / per))
  let left = Math.round(owed * 100) - whole.reduce((sum, cents) => sum + cents, 0)
  const order = exact
    .map((row, index) => ({ index, rest: row.parts % per }))
    .sort((a, b) => b.rest - a.rest || a.index - b.index)
  for (const { index, rest } of order) {
    if (left <= 0 || rest === 0) break
    whole[index]! += 1
    left -= 1
  }
  return exact.map(({ person, entry, months: held }, index) => ({ person, entry, months: held, cents: whole[index]! }))
}
