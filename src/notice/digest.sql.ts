// What the daily digest counts, read from the same cells as the board.
import type { Charter } from '../charter/charter.ts'
import { boardRows, dutiesOf } from '../duty/board.sql.ts'
import { countCases, countDue } from '../record/case-state.sql.ts'
import type { Org } from '../register/organization.sql.ts'
import type { Tx } from '../store/store.ts'
import { type Day, daysBetween } from '../time/day.ts'
import { type Length, lastDay, MONTHS_IN, monthOf, periodBefore, turnOf } from '../time/period.ts'
import { AHEAD, type Counts } from './digest.ts'

/** How much waits in the subtree of an organization on a day. */
export async function countsOf(tx: Tx, charter: Charter, org: Org, on: Day): Promise<Counts> {
  const turns = { late: 0, ending: 0 }
  for (const every of Object.keys(MONTHS_IN) as Length[]) {
    const duties = dutiesOf(charter).filter(duty => duty.is.every === every)
    if (duties.length === 0) continue
    // The turn before can be late while its days of grace run.
    const running = turnOf(monthOf(on), every)
    const period = { label: on, from: periodBefore(running).from, to: running.to }
    const rows = await boardRows(tx, { place: org, period, tree: 'now', today: on }, duties, [], on)
    const ends = daysBetween(on, lastDay(running)) <= AHEAD
    for (const { total } of rows) {
      turns.late += total.late
      if (ends) turns.ending += total.open
    }
  }
  const asked = { on, seat: org.seat }
  const cases = await countCases(tx, asked)
  return {
    ...turns,
    overdue: cases.reduce((sum, { overdue }) => sum + overdue, 0),
    due: await countDue(tx, asked, AHEAD),
  }
}
