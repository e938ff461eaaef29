// How one turn of a duty stands, and what falls due in it. Pure; the regulation in a few lines.
import type { Duty, Standard, Subjects } from '../charter/language.ts'
import { monthsPer } from '../charter/norms.ts'
import { inForce } from '../time/dated.ts'
import { type Day, plusDays } from '../time/day.ts'
import { firstOf, lastDay, lastOf, type Month, monthsOf, type Period } from '../time/period.ts'
import type { Status, Tally } from './duty.api.ts'

/** The stretch of an organization's life that matters for owing. */
export interface Standing {
  readonly from: Day
  readonly to: Day | null
  readonly tier: string
  readonly sector: string
}

/** The months of a turn that the organization owes; none where it owes nothing.
 *  It must stand on the turn's first day, so a new one owes from the next full turn. What is done, it owes only if it is
 *  one of the subjects on the turn's last day as well. Money accrues: of a turn in which it ends, or becomes a subject or
 *  ceases to be one, it owes the months at whose end it is.
 *  A duty of a season is owed in its months alone, one that ended in the turns that were over by then. */
export function monthsOwed(duty: Duty, standard: Standard, life: readonly Standing[], turn: Period): Month[] {
  if (turn.from < duty.from || (duty.to !== undefined && turn.to > duty.to)) return []
  if (duty.months && !duty.months.includes(Number(turn.from.slice(5, 7)))) return []
  const at = (on: Day) => life.find(stretch => stretch.from <= on && (stretch.to === null || on < stretch.to))
  const owes = (on: Day) => {
    const standing = at(on)
    return standing !== undefined && subject(duty.who, standing)
  }
  if (!at(turn.from)) return []
  if (accrues(standard)) return monthsOf(turn).filter(month => owes(lastOf(month)))
  return owes(lastDay(turn)) ? monthsOf(turn) : []
}

/** True for money a month, a quarter or a year: half a year's money is a sum, half a year's meetings are nothing. */
function accrues(standard: Standard): boolean {
  return standard.unit.startsWith('yuan/')
}

function subject(who: Subjects, org: Standing): boolean {
  return (!who.tier || who.tier.includes(org.tier)) && (!who.sector || who.sector.includes(org.sector))
}

/** What a standard asks of the months owed of a turn: for a standard per month or per year the part of each month, each
 *  under the value in force on its first day and times the multiplier of that month; otherwise the value on the last day,
 *  times the multiplier of all these months together: of what happened, what happened in the turn. */
export function owedIn(
  standard: Standard,
  owed: readonly Month[],
  times?: (first: Month, last: Month) => number,
): number {
  const months = monthsPer(standard.unit)
  const last = owed.at(-1)!
  if (!months) return (inForce(standard.entries, lastOf(last))?.value ?? 0) * (times ? times(owed[0]!, last) : 1)
  // Added in cents, so that twelve twelfths of a year are the year.
  const cents = owed.reduce(
    (sum, month) =>
      sum + ((inForce(standard.entries, firstOf(month))?.value ?? 0) * 100 * (times?.(month, month) ?? 1)) / months,
    0,
  )
  return Math.round(cents) / 100
}

/** Status of a turn on a day: a turn that runs is open; one that ended may still be made good in its days of grace. */
export function statusOf(turn: Period, grace: number, met: boolean, excused: boolean, on: Day): Status {
  if (met) return 'met'
  if (excused) return 'excused'
  if (on < turn.to) return 'open'
  return on <= plusDays(lastDay(turn), grace) ? 'late' : 'not_met'
}

/** What still asks for somebody's hand. */
export const UNFINISHED: readonly Status[] = ['open', 'late', 'not_met']

const NONE: Tally = { due: 0, met: 0, open: 0, late: 0, notMet: 0, excused: 0, status: 'none' }

/** Counts turns by status. The tally's own status is the one that most wants attention. */
export function tallyOf(counts: Readonly<Partial<Omit<Tally, 'status'>>>): Tally {
  const tally = { ...NONE, ...counts }
  const status =
    tally.due === 0
      ? 'none'
      : tally.notMet > 0
        ? 'not_met'
        : tally.late > 0
          ? 'late'
          : tally.open > 0
            ? 'open'
            : tally.met > 0
              ? 'met'
              : 'excused'
  return { ...tally, status }
}
