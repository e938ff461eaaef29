// Civil days: a day is its ISO text, so it sorts, compares and travels as itself. No clock and no zone live here.

/** An existing civil day of the Gregorian calendar, written YYYY-MM-DD (ISO 8601). */
export type Day = string & { readonly __day: true }

const SHAPE = /^(\d{4})-(\d{2})-(\d{2})$/

/** Reads a day; gives null when the text is no day or names one that does not exist, such as 2012-02-30. */
export function readDay(text: string): Day | null {
  const parts = SHAPE.exec(text)
  if (!parts) return null
  const [year, month, date] = [Number(parts[1]), Number(parts[2]), Number(parts[3])]
  return year >= 1900 && month >= 1 && month <= 12 && date >= 1 && date <= daysIn(year, month) ? (text as Day) : null
}

/** A day known to be right when the program is written; throws a RangeError otherwise. */
export function day(text: string): Day {
  const read = readDay(text)
  if (!read) throw new RangeError(`${text} is not a day`)
  return read
}

/** Builds a day from its numbers (month 1 to 12); a date past the end of the month becomes the month's last day. */
export function dayOf(year: number, month: number, date: number): Day {
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(Math.min(date, daysIn(year, month)), 2)}` as Day
}

/** The day `count` days later (earlier when negative). */
export function plusDays(start: Day, count: number): Day {
  return fromStamp(stamp(start) + count * 86_400_000)
}

/** Whole days from `start` to `end`; negative when `end` is earlier. */
export function daysBetween(start: Day, end: Day): number {
  return Math.round((stamp(end) - stamp(start)) / 86_400_000)
}

/** Full years of age reached on `on` by someone born on `born`. Born on 29 February: a year older on 1 March. */
export function ageOn(born: Day, on: Day): number {
  const years = Number(on.slice(0, 4)) - Number(born.slice(0, 4))
  return on.slice(5) < born.slice(5) ? years - 1 : years
}

/** Number of days of a month (1 to 12). */
export function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate()
}

/** The time zone in which the districts that Jiceng serves live. */
export const ZONE = 'Asia/Shanghai'

/** The civil day of an instant in the given time zone. */
export function dayAt(instant: Date, zone = ZONE): Day {
  return new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(instant) as Day
}

/** The hour of an instant, 0 to 23, in the given time zone. */
export function hourAt(instant: Date, zone = ZONE): number {
  return Number(new Intl.DateTimeFormat('en', { timeZone: zone, hour: '2-digit', hourCycle: 'h23' }).format(instant))
}

/** The instant at which a day begins in the districts that Jiceng serves: eight hours ahead of UTC since 1991, without summer time. */
export function startOf(on: Day): Date {
  return new Date(`${on}T00:00:00+08:00`)
}

/** Milliseconds of the day's first moment, read as UTC; for arithmetic and for time-ordered ids only. */
export function stamp(on: Day): number {
  return Date.UTC(Number(on.slice(0, 4)), Number(on.slice(5, 7)) - 1, Number(on.slice(8, 10)))
}

function fromStamp(value: number): Day {
  return new Date(value).toISOString().slice(0, 10) as Day
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, '0')
}
