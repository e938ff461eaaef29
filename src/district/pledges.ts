// The objectives of the ready district for 2012, divided down to the branches and departments, and who signed when.
// Targets are plans: they rest on the norms and not on what came of them.
import type { Objective, Signing } from '../register/facts.ts'
import { type Day, day, plusDays } from '../time/day.ts'
import type { Unit } from './organizations.ts'

const YEAR = 2012
/** Two study days a month. */
const STUDY_DAYS = 24
/** A visit to the contact point each quarter. */
const VISITS = 4
/** Farmers and herders whom a contact point helps to another occupation. */
const CHANGED: Readonly<Record<string, number>> = { village: 40, sub_bureau: 15 }
const TOP_SIGNED = day('2012-01-05')
const SUCCESSORS_SIGNED = day('2012-04-05')

/** The town has not asked these two yet; this ranch has not divided everything; these have not answered; here a successor has not signed. */
const NOT_ASKED = ['V05', 'V06']
const UNDIVIDED = 'C2'
const NOT_ANSWERED = ['V01', 'F15', 'F16', 'S04']
const NOT_SUCCEEDED = ['V03', 'V07']

/** Makes objectives and signatures for the organizations. */
export function pledgesOf(units: readonly Unit[]): { objectives: Objective[]; signings: Signing[] } {
  const below = (unit: Unit) => units.filter(one => one.parent === unit.id)
  const top = units.find(unit => unit.parent === null)!
  const objective = (unit: Unit, measure: string, value: number, own = 0, parts: Objective[] = []): Objective => ({
    org: unit.code,
    year: YEAR,
    measure,
    direction: 'at_least',
    value: String(value),
    own: String(own),
    parts,
  })
  const total = (parts: readonly Objective[]) => parts.reduce((sum, part) => sum + Number(part.value), 0)

  const studyDays = (unit: Unit): Objective => {
    const parts = below(unit).map(studyDays)
    return objective(unit, 'study.days', STUDY_DAYS + total(parts), parts.length > 0 ? STUDY_DAYS : 0, parts)
  }
  const attendance = (unit: Unit): Objective =>
    objective(unit, 'study.attendance_share', 90, 0, below(unit).map(attendance))
  /** Divided among the committees that have contact points, and by them among villages and sub-farms. */
  const pastoral = (measure: string, each: (unit: Unit) => number): Objective => {
    const committees = below(top).flatMap(unit => {
      const points = below(unit).filter(one => one.sector === 'village' || one.sector === 'sub_bureau')
      const parts = points.map(one => objective(one, measure, each(one)))
      if (parts.length === 0) return []
      // One ranch has left its last sub-farm out.
      const given = unit.code === UNDIVIDED && measure === 'households.changed_production' ? parts.slice(0, -1) : parts
      return [objective(unit, measure, total(parts), 0, given)]
    })
    return objective(top, measure, total(committees), 0, committees)
  }
  const objectives = [
    studyDays(top),
    attendance(top),
    pastoral('contact.visits', () => VISITS),
    pastoral('households.changed_production', unit => CHANGED[unit.sector]!),
    objective(top, 'training.fund_spent', 300_000),
    { ...objective(top, 'supervision.findings_open', 5), direction: 'at_most' as const },
  ]

  const signings: Signing[] = []
  const sign = (on: Day, giver: Unit | null, taker: Unit, side: Signing['side']) =>
    signings.push({ day: on, year: YEAR, giver: giver?.code ?? null, taker: taker.code, side })
  const layer = (giver: Unit, on: Day): void => {
    if (giver.code === UNDIVIDED) return
    const takers = below(giver).filter(unit => !NOT_ASKED.includes(unit.code))
    for (const taker of takers) {
      sign(on, giver, taker, 'giver')
      if (!NOT_ANSWERED.includes(taker.code)) sign(plusDays(on, 2), giver, taker, 'taker')
    }
    for (const taker of takers) if (!NOT_ANSWERED.includes(taker.code)) layer(taker, plusDays(on, 7))
  }
  sign(TOP_SIGNED, null, top, 'taker')
  layer(top, plusDays(TOP_SIGNED, 5))
  // The villages changed their teams in March, so that the new secretaries sign in turn.
  for (const unit of units)
    if (unit.sector === 'village' && ![...NOT_ASKED, ...NOT_ANSWERED, ...NOT_SUCCEEDED].includes(unit.code)) {
      const giver = units.find(one => one.id === unit.parent)!
      if (giver.code !== UNDIVIDED) sign(SUCCESSORS_SIGNED, giver, unit, 'taker')
    }
  return { objectives, signings: signings.sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0)) }
}
