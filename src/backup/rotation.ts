// Which nightly archives stay: those of the last seven nights, and the newest of each of the last four weeks.
import { type Day, day, daysBetween, readDay } from '../time/day.ts'

const NIGHTS = 7
const WEEKS = 4
const MONDAY = day('2001-01-01')

/** What a nightly archive is called. */
export function nightName(district: string, night: Day): string {
  return `jiceng-${district}-${night}.tar.gz.age`
}

/** The names among those of a folder that are nightly archives of a district and are kept no longer. Others are not touched. */
export function outdated(district: string, names: readonly string[]): string[] {
  const nights = names
    .flatMap(name => {
      const night = readDay(name.slice(`jiceng-${district}-`.length, -'.tar.gz.age'.length))
      return night && name === nightName(district, night) ? [night] : []
    })
    .sort()
    .reverse()
  const week = (night: Day) => Math.floor(daysBetween(MONDAY, night) / 7)
  const newestOfWeek = nights.filter((night, at) => at === 0 || week(nights[at - 1]!) !== week(night))
  const kept = new Set([...nights.slice(0, NIGHTS), ...newestOfWeek.slice(0, WEEKS)])
  return nights.filter(night => !kept.has(night)).map(night => nightName(district, night))
}
