// The pay sheet of a turn: who is due how much under which standard. Every cent of what a unit owes falls on somebody. Pure.
import type { Entry, Standard } from '../charter/language.ts'
import { PARTS, partsOf, type Share } from '../duty/accrual.ts'

/** One person, or the unit itself, under one value of the standard. */
export interface PayRow {
  readonly person: string | null
  readonly entry: Entry
  readonly shares: readonly Share[]
  /** Whole months, and the broken ones by themselves. */
  readonly whole: number
  readonly broken: readonly Share[]
  readonly cents: number
}

/** Splits what a unit owes among those for whom it is owed. Each is due the exact sum of their months and days; cents that
 *  rounding leaves go to the largest fractions. */
export function payRows(standard: Standard, shares: readonly Share[], owed: number): PayRow[] {
  const rows = new Map<string, { person: string | null; entry: Entry; shares: Share[] }>()
  for (const share of shares) {
    const key = `${share.person} ${share.entry.from}`
    const row = rows.get(key)
    if (row) row.shares.push(share)
    else rows.set(key, { person: share.person, entry: share.entry, shares: [share] })
  }
  const exact = [...rows.values()].map(row => ({ ...row, parts: partsOf(standard, row.shares) }))
  const cents = exact.map(row => Number(row.parts / PARTS))
  let left = Math.round(owed * 100) - cents.reduce((sum, one) => sum + one, 0)
  const order = exact
    .map((row, index) => ({ index, rest: row.parts % PARTS }))
    .sort((a, b) => Number(b.rest - a.rest) || a.index - b.index)
  for (const { index, rest } of order) {
    if (left <= 0 || rest === 0n) break
    cents[index]! += 1
    left -= 1
  }
  return exact.map(({ person, entry, shares: held }, index) => ({
    person,
    entry,
    shares: held,
    ...monthsOf(held),
    cents: cents[index]!,
  }))
}

/** Stretches of a month that lie side by side are one; those that fill it make a whole one. */
function monthsOf(held: readonly Share[]): { whole: number; broken: Share[] } {
  const months = new Map<number, Share>()
  for (const share of held) {
    const known = months.get(share.month)
    months.set(share.month, known ? { ...known, days: known.days + share.days } : share)
  }
  const all = [...months.values()]
  return { whole: all.filter(one => one.days >= one.of).length, broken: all.filter(one => one.days < one.of) }
}
