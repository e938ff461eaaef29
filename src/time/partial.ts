// Days as papers know them: whole, or only to the month or the year. What is not said is not made up.
import { type Day, dayOf, daysIn, readDay } from './day.ts'

/** How much of a day is known. */
export type Known = 'day' | 'month' | 'year'

/** A day of which perhaps only the month or the year is known, with the days between which it lies, both inside. */
export interface Partial {
  readonly known: Known
  readonly first: Day
  readonly last: Day
}

const SIGNS = '[.．/\\-－—。、]'
const FORMS: readonly RegExp[] = [
  /^(\d{4}|\d{2})年(?:(\d{1,2})月(?:份|(\d{1,2})[日号]?)?)?$/,
  new RegExp(`^(\\d{4})${SIGNS}(\\d{1,2})(?:${SIGNS}(\\d{1,2}))?$`),
  /^(\d{4})(\d{2})(\d{2})?$/,
  /^(\d{4})$/,
]

/** Reads 1985.03, 198503, 85年3月, 1985年3月, 1985-3-1, 19850301, 1985/03/00 or 1985; null for what names no day, month or year.
 *  `now` is the year up to which two digits mean this century. */
export function readPartial(text: string, now: number): Partial | null {
  const plain = text
    .normalize('NFKC')
    .replace(/\s/g, '')
    .replace(/[T]?\d{1,2}:\d{2}(:\d{2})?$/, '')
  for (const form of FORMS) {
    const parts = form.exec(plain)
    if (!parts) continue
    const [, y = '', m = '', d = ''] = parts
    const year = y.length === 2 ? (Number(y) + 2000 > now ? 1900 : 2000) + Number(y) : Number(y)
    const [month, date] = [Number(m), Number(d)]
    if (year < 1900 || year > 2999) return null
    if (month === 0) return date === 0 ? between('year', year, 1, 12) : null
    if (month > 12) return null
    if (date === 0) return between('month', year, month, month)
    const on = readDay(`${year}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`)
    return on && { known: 'day', first: on, last: on }
  }
  return null
}

/** A whole day in the same form. */
export function wholeDay(on: Day): Partial {
  return { known: 'day', first: on, last: on }
}

/** The month of a day, where only it is known. */
export function monthAlone(on: Day): Partial {
  const [year, month] = [Number(on.slice(0, 4)), Number(on.slice(5, 7))]
  return between('month', year, month, month)
}

/** A day as it is known: 1985, 1985-03 or 1985-03-01. */
export function sayKnown(on: Day, known: Known): string {
  return known === 'day' ? on : on.slice(0, known === 'month' ? 7 : 4)
}

/** Whether both may be the same day: one lies within the other. */
export function mayAgree(one: Partial, other: Partial): boolean {
  return (one.first >= other.first && one.last <= other.last) || (other.first >= one.first && other.last <= one.last)
}

function between(known: Known, year: number, from: number, to: number): Partial {
  return { known, first: dayOf(year, from, 1), last: dayOf(year, to, daysIn(year, to)) }
}
