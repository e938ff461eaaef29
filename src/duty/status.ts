// How one turn of a duty stands, and what falls due in it. Pure; the regulation in a few lines.
import type { Charter } from '../charter/charter.ts'
import type { Duty, Standard, Strength } from '../charter/language.ts'
import { accrues, isSubject, monthsPer } from '../charter/norms.ts'
import { COUNTED, isDone, type Status } from '../charter/standing.ts'
import { inForce } from '../time/dated.ts'
import { type Day, plusDays } from '../time/day.ts'
import { lastDay, monthsOf, type Period, turnOf } from '../time/period.ts'
import { daysOwed, type Standing } from './accrual.ts'
import type { Tally } from './duty.api.ts'

/** Whether an organization owes a turn of a duty.
 *  What is done, it owes if it stands on the turn's first day and is one of the subjects on its last: a new one owes from the
 *  next full turn. Money accrues: it owes for the days of the turn on which it is one of the subjects.
 *  A duty of a season is owed in its months alone, one that ended in the turns that were over by then. */
export function owes(duty: Duty, standard: Standard, life: readonly Standing[], turn: Period): boolean {
  if (turn.from < duty.from || (duty.to !== undefined && turn.to > duty.to)) return false
  if (duty.months && !duty.months.includes(Number(turn.from.slice(5, 7)))) return false
  if (accrues(standard)) return daysOwed(duty, life, turn).length > 0
  const at = (on: Day) => life.find(stretch => stretch.from <= on && (stretch.to === null || on < stretch.to))
  const last = at(lastDay(turn))
  return at(turn.from) !== undefined && last !== undefined && isSubject(duty.who, last)
}

/** Whether an organization is a subject by its own figure in a turn, where the duty tells its subjects by one. */
export function isOfSize(
  { standards }: Pick<Charter, 'standards'>,
  { who }: Duty,
  turn: Period,
  figureOf: (measure: string) => number | null,
): boolean {
  if (!who.sized) return true
  const { measure, atLeast, atMost } = who.sized
  const entry = inForce(standards.get((atLeast ?? atMost)!)!.is.entries, lastDay(turn))
  const value = figureOf(measure) ?? 0
  return entry !== null && (atLeast === undefined ? value <= entry.value : value >= entry.value)
}

/** What a standard that does not accrue asks of a turn: the value in force on its last day, or for a standard per month or per
 *  year the part that falls on the turn, each month under the value of its first day; times the multiplier of the turn or of
 *  the month. */
export function owedIn(standard: Standard, turn: Period, times?: (span: Period) => number): number {
  const months = monthsPer(standard.unit)
  if (!months) return (inForce(standard.entries, lastDay(turn))?.value ?? 0) * (times ? times(turn) : 1)
  const sum = monthsOf(turn).reduce((sum, month) => {
    const span = turnOf(month, 'month')
    return sum + ((inForce(standard.entries, span.from)?.value ?? 0) * (times?.(span) ?? 1)) / months
  }, 0)
  return Math.round(sum * 100) / 100
}

/** What is known of a turn, whatever the day: whether it was done, and whether it is waived or was not kept yet. */
export interface Judged {
  readonly done: 'in_time' | 'late' | null
  readonly excused: boolean
  readonly exempt: boolean
  /** It began before the day since which records are kept: only what is done can be said of it. */
  readonly before: boolean
}

/** Status of a turn on a day, by all that is known of it: a turn that runs is open; one that ended may still be made good in
 *  its days of grace. Only must and floor can be violated: what is done normally asks for a reason, what may be done is not
 *  missed at all (null). */
export function statusOf(turn: Period, grace: number, strength: Strength, judged: Judged, on: Day): Status | null {
  if (judged.done) return judged.done === 'in_time' ? 'met' : 'met_late'
  if (judged.before) return 'not_kept'
  if (judged.exempt) return 'exempt'
  if (judged.excused) return 'excused'
  if (on < turn.to) return 'open'
  if (on <= plusDays(lastDay(turn), grace)) return 'late'
  return MISSED[strength]
}

/** How a turn stands that was not done and can no more be done in time. */
export const MISSED: Readonly<Record<Strength, 'not_met' | 'asks' | null>> = {
  must: 'not_met',
  floor: 'not_met',
  normally: 'asks',
  may: null,
}

const NONE = Object.fromEntries(COUNTED.map(({ count }) => [count, 0])) as Omit<Tally, 'due' | 'status'>

/** Turns by status, and all of them together. The tally's own status is the one that most wants attention. */
export function tallyOf(counts: Readonly<Partial<typeof NONE>>): Tally {
  const each = Object.fromEntries(COUNTED.map(({ count }) => [count, counts[count] ?? 0])) as typeof NONE
  const due = COUNTED.reduce((sum, { count }) => sum + each[count], 0)
  return { due, ...each, status: COUNTED.find(({ count }) => each[count] > 0)?.status ?? 'none' }
}

/** How many turns of a tally are done, in time or late. */
export function doneIn(tally: Omit<Tally, 'status'>): number {
  return COUNTED.reduce((sum, { status, count }) => sum + (isDone(status) ? tally[count] : 0), 0)
}
