// Money that is owed day by day: whose months, and which parts of broken ones, each under the value in force. Pure; exact to the cent.
import type { BrokenMonth, Duty, Entry, Standard } from '../charter/language.ts'
import { isSubject, monthsPer } from '../charter/norms.ts'
import { inForce } from '../time/dated.ts'
import { type Day, daysBetween, plusDays } from '../time/day.ts'
import { firstOf, lastOf, type Month, monthsOf, type Period } from '../time/period.ts'

/** The stretch of an organization's life that matters for owing. */
export interface Standing {
  readonly from: Day
  readonly to: Day | null
  readonly tier: string
  readonly sector: string
}

/** Days from `from` up to, and without, `to`. */
export interface Days {
  readonly from: Day
  readonly to: Day
}

/** Days in which the same people, or so many things, are owed for. */
export interface Held extends Days {
  readonly whom: readonly string[] | number
}

/** What is owed for one person, or for `count` things, in one month under one value: the whole month, or `days` days `of` its days. */
export interface Share {
  readonly person: string | null
  readonly count: number
  readonly month: Month
  readonly entry: Entry
  readonly days: number
  readonly of: number
}

/** The days of a turn on which an organization is one that owes a duty. */
export function daysOwed(duty: Duty, life: readonly Standing[], turn: Period): Days[] {
  return life.flatMap(stretch => {
    const [from, to] = [later(stretch.from, turn.from), sooner(stretch.to ?? turn.to, turn.to)]
    return from < to && isSubject(duty.who, stretch) ? [{ from, to }] : []
  })
}

/** Those held, on the days given alone. */
export function within(held: readonly Held[], days: readonly Days[]): Held[] {
  return held.flatMap(({ from, to, whom }) =>
    days.flatMap(one => {
      const cut = { from: later(from, one.from), to: sooner(to, one.to) }
      return cut.from < cut.to ? [{ ...cut, whom }] : []
    }),
  )
}

/** What a standard asks for those held in a turn, month by month, broken months by the rule of the standard. */
export function shares(standard: Standard, held: readonly Held[], turn: Period): Share[] {
  return monthsOf(turn).flatMap(month => {
    const rule = inForce(standard.broken ?? [], firstOf(month))
    return rule ? sharesOf(standard, rule.value, held, month) : []
  })
}

function sharesOf(standard: Standard, rule: BrokenMonth, held: readonly Held[], month: Month): Share[] {
  const whole: Days = { from: firstOf(month), to: firstOf(month + 1) }
  const of = daysBetween(whole.from, whole.to)
  if (rule === 'days')
    return held.flatMap(stretch =>
      byValue(standard, { from: later(stretch.from, whole.from), to: sooner(stretch.to, whole.to) }).flatMap(
        ({ entry, days }) => each(stretch.whom, { month, entry, days, of }),
      ),
    )
  const on = rule === 'begun' ? lastOf(month) : sooner(plusDays(whole.from, rule - 1), lastOf(month))
  const entry = inForce(standard.entries, on)
  const there = held.filter(({ from, to }) =>
    rule === 'begun' ? from < whole.to && to > whole.from : from <= on && on < to,
  )
  return entry ? each(together(there), { month, entry, days: of, of }) : []
}

/** Days cut where another value begins; before the first one nothing is owed. */
function byValue(standard: Standard, { from, to }: Days): { entry: Entry; days: number }[] {
  const cuts = [from, ...standard.entries.map(entry => entry.from).filter(one => one > from && one < to)]
  return cuts.flatMap((start, index) => {
    const days = daysBetween(start, cuts[index + 1] ?? to)
    const entry = inForce(standard.entries, start)
    return days > 0 && entry ? [{ entry, days }] : []
  })
}

function each(whom: Held['whom'], part: Pick<Share, 'month' | 'entry' | 'days' | 'of'>): Share[] {
  if (typeof whom !== 'number') return whom.map(person => ({ person, count: 1, ...part }))
  return whom > 0 ? [{ person: null, count: whom, ...part }] : []
}

/** Everybody of several stretches once; of things that are only counted, the most at a time. */
function together(held: readonly Held[]): Held['whom'] {
  const named = held.flatMap(({ whom }) => (typeof whom === 'number' ? [] : whom))
  if (named.length > 0) return [...new Set(named)].sort()
  return held.reduce((most, { whom }) => (typeof whom === 'number' ? Math.max(most, whom) : most), 0)
}

/** Counts are exact to four decimals. */
const COUNTED = 10_000

/** Parts of a cent: every part of a month of 28 to 31 days, of a month, a quarter, a half or a year, is a whole number of them. */
export const PARTS = 28n * 29n * 15n * 31n * 12n * BigInt(COUNTED)

/** What shares come to, in parts of a cent, so that nothing is rounded before the end. `per` is the months of the standard's unit. */
export function partsOf(standard: Standard, owed: readonly Share[]): bigint {
  const per = BigInt(monthsPer(standard.unit)!)
  return owed.reduce(
    (sum, { entry, count, days, of }) =>
      sum +
      (BigInt(Math.round(entry.value * 100)) * BigInt(Math.round(count * COUNTED)) * BigInt(days) * PARTS) /
        (BigInt(of) * per * BigInt(COUNTED)),
    0n,
  )
}

/** What shares come to in yuan, rounded once, half a cent up. */
export function yuanOf(standard: Standard, owed: readonly Share[]): number {
  return Number((partsOf(standard, owed) * 2n + PARTS) / (PARTS * 2n)) / 100
}

function later(one: Day, other: Day): Day {
  return one > other ? one : other
}

function sooner(one: Day, other: Day): Day {
  return one < other ? one : other
}
