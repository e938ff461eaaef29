// How the organizations of the ready district were rated for the first half of 2012: mostly in its days of grace, a few
// afterwards, three let off; the second half is still to be rated.
import type { RecordLine } from '../register/facts.ts'
import { day, dayOf } from '../time/day.ts'
import { Chance, type Ids } from './making.ts'
import type { Unit } from './organizations.ts'

const HALF = '2012-H1'
const [BEGAN, OVER] = [day('2012-01-01'), day('2012-07-01')]
/** These were rated after the days of grace. */
const LATE: ReadonlySet<string> = new Set(['F03', 'O05', 'P02'])
/** These fought the flood of the summer and were let off. */
const LET_OFF: ReadonlySet<string> = new Set(['C2', 'F07', 'V04'])

/** What each criterion is worth; the two that the study days alone tell. */
const WEIGHT = { study: 40, attendance: 25 } as const
/** Attendance that earns the whole of it, in per cent. */
const FULL = 95
const BANDS = [
  [90, 'good'],
  [75, 'fair'],
  [60, 'ordinary'],
] as const

/** Makes the ratings from the study days on record; the same call gives the same facts. */
export function ratingsOf(units: readonly Unit[], records: readonly RecordLine[], ids: Ids): RecordLine[] {
  const chance = new Chance(20_120_702)
  return units
    .filter(unit => unit.parent !== null)
    .map((unit): RecordLine => {
      const [kind, on, body] = LET_OFF.has(unit.code)
        ? (['duty.excuse', day('2012-08-10'), { duty: 'appraisal.held', reason: '全力抗洪救灾' }] as const)
        : ([
            'appraisal.rating',
            LATE.has(unit.code) ? dayOf(2012, 8, chance.between(20, 28)) : dayOf(2012, 7, chance.between(5, 30)),
            { appraisal: 'appraisal.half', period: HALF, ...ratedBy(records.filter(one => one.org === unit.id)) },
          ] as const)
      return { id: ids.of(on), kind, org: unit.id, day: on, body, for: HALF }
    })
}

/** The rating that an organization's study days of the half suggest, with the evidence as it stood. */
function ratedBy(records: readonly RecordLine[]): Record<string, string> {
  const days = records.filter(one => one.kind === 'study.day' && one.day >= BEGAN && one.day < OVER)
  const months = new Map<string, number>()
  for (const { day } of days) months.set(day.slice(0, 7), (months.get(day.slice(0, 7)) ?? 0) + 1)
  const met = [...months.values()].filter(held => held >= 2).length
  const sum = (lists: readonly ('present' | 'absent' | 'madeUp')[]) =>
    days.reduce((all, { roll }) => all + lists.reduce((part, list) => part + (roll?.[list].length ?? 0), 0), 0)
  const share = Math.round((sum(['present', 'madeUp']) / sum(['present', 'absent', 'madeUp'])) * 1000) / 10
  const left = {
    study: round((WEIGHT.study * met) / 6),
    attendance: round(WEIGHT.attendance * Math.min(1, share / FULL)),
  }
  const mark = ((left.study + left.attendance) / (WEIGHT.study + WEIGHT.attendance)) * 100
  const rating = BANDS.find(([from]) => mark >= from)?.[1] ?? 'poor'
  const lines = [
    ['study', met, 6, left.study, WEIGHT.study],
    ['attendance', share, FULL, left.attendance, WEIGHT.attendance],
  ]
  return { rating, suggested: rating, evidence: lines.map(line => line.join('\t')).join('\n') }
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}
