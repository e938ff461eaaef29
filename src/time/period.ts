// Periods: runs of whole months, half-open [from, to), named the way people name them: 2012, 2012-H1, 2012-Q3, 2012-04.
import { type Day, dayOf, plusDays } from './day.ts'

/** A calendar month as a running number: year × 12 + (month − 1). It orders, subtracts and partitions cells. */
export type Month = number

/** Whole months from the day `from` up to, and without, the day `to`. */
export interface Period {
  readonly label: string
  readonly from: Day
  readonly to: Day
}

/** How long one turn of a duty lasts. */
export type Length = 'month' | 'quarter' | 'half' | 'year'

/** Months of a turn. */
export const MONTHS_IN: Readonly<Record<Length, number>> = { month: 1, quarter: 3, half: 6, year: 12 }

/** The month in which a day lies. */
export function monthOf(on: Day): Month {
  return Number(on.slice(0, 4)) * 12 + Number(on.slice(5, 7)) - 1
}

/** First day of a month. */
export function firstOf(month: Month): Day {
  return dayOf(Math.floor(month / 12), (month % 12) + 1, 1)
}

/** Last day of a month. */
export function lastOf(month: Month): Day {
  return dayOf(Math.floor(month / 12), (month % 12) + 1, 31)
}

/** Reads 2012, 2012-H1, 2012-Q3, 2012-04 or a run of years 2011..2012; gives null for anything else. */
export function readPeriod(text: string): Period | null {
  const run = /^(\d{4})\.\.(\d{4})$/.exec(text)
  if (run) {
    const [start, end] = [Number(run[1]), Number(run[2])]
    return inRange(start) && inRange(end) && start <= end ? span(text, start * 12, (end - start + 1) * 12) : null
  }
  const parts = /^(\d{4})(?:-(?:H([12])|Q([1-4])|(0[1-9]|1[0-2])))?$/.exec(text)
  if (!parts || !inRange(Number(parts[1]))) return null
  const start = Number(parts[1]) * 12
  if (parts[2]) return span(text, start + (Number(parts[2]) - 1) * 6, 6)
  if (parts[3]) return span(text, start + (Number(parts[3]) - 1) * 3, 3)
  if (parts[4]) return span(text, start + Number(parts[4]) - 1, 1)
  return span(text, start, 12)
}

/** The turn of the given length in which a month lies: a month, its calendar quarter, half or year. */
export function turnOf(month: Month, length: Length): Period {
  const start = month - (month % MONTHS_IN[length])
  return span(labelOf(start, length), start, MONTHS_IN[length])
}

/** The period of the same length before this one; that of the year before where `year` says so. */
export function periodBefore(period: Period, year = false): Period {
  const first = monthOf(period.from)
  const count = monthOf(period.to) - first
  const length = (Object.keys(MONTHS_IN) as Length[]).find(one => MONTHS_IN[one] === count)
  const back = year ? 12 : count
  if (length) return turnOf(first - back, length)
  const start = Math.floor((first - back) / 12)
  return span(`${start}..${start + count / 12 - 1}`, first - back, count)
}

/** The turns of a length that begin inside the period, in order. */
export function turnsIn(period: Period, length: Length): Period[] {
  const turns: Period[] = []
  for (let month = monthOf(period.from); month < monthOf(period.to); month += 1)
    if (month % MONTHS_IN[length] === 0) turns.push(turnOf(month, length))
  return turns
}

/** The last month of a period that was over on a day, for what was done then and is for that period; null where the day's
 *  own month says it: what is done in the period that it is for, is for its own turn. */
export function settledMonth(period: Period, on: Day): Month | null {
  return on >= period.to ? monthOf(period.to) - 1 : null
}

/** The months of a period, in order. */
export function monthsOf(period: Period): Month[] {
  const start = monthOf(period.from)
  return Array.from({ length: monthOf(period.to) - start }, (_, index) => start + index)
}

/** The period's last day. */
export function lastDay(period: Period): Day {
  return plusDays(period.to, -1)
}

/** The same period, begun so much earlier that it lasts `years` years. */
export function lookBack(period: Period, years: number): Period {
  const end = monthOf(period.to)
  return span(`${period.label}/${years}y`, end - years * 12, years * 12)
}

/** The label of the turn that begins with the month: 2012-04, 2012-Q2, 2012-H1 or 2012. */
function labelOf(month: Month, length: Length): string {
  const year = String(Math.floor(month / 12))
  if (length === 'year') return year
  if (length === 'half') return `${year}-H${Math.floor((month % 12) / 6) + 1}`
  if (length === 'quarter') return `${year}-Q${Math.floor((month % 12) / 3) + 1}`
  return `${year}-${String((month % 12) + 1).padStart(2, '0')}`
}

function span(label: string, start: Month, months: number): Period {
  return { label, from: firstOf(start), to: firstOf(start + months) }
}

function inRange(year: number): boolean {
  return year >= 1921 && year <= 2199
}
