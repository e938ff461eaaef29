// Owed and done: writes how every duty stands through the cells of measures, and reads what each organization owes.

import { byHand, type Charter, type Declared, EXCUSES, EXEMPTIONS, isForTurns } from '../charter/charter.ts'
import type { Duty } from '../charter/language.ts'
import { accrues } from '../charter/norms.ts'
import { isUnfinished, type Unfinished } from '../charter/standing.ts'
import { doubtsIn, ownDoubts } from '../measure/doubt.sql.ts'
import type { Doubts } from '../measure/figure.api.ts'
import {
  type Derivation,
  forget,
  hold,
  type OwnPart,
  type Renewed,
  type Seat,
  type Settled,
  settle as settleMeasures,
} from '../measure/settle.sql.ts'
import { KEPT } from '../register/lives.sql.ts'
import { orgWords } from '../register/name.ts'
import { type Store, statement, type Tx } from '../store/store.ts'
import { type Day, plusDays } from '../time/day.ts'
import { lastDay, type Month, monthOf, monthsOf, type Period, turnOf, turnsIn } from '../time/period.ts'
import { daysOwed, type Held, type Share, shares, within, yuanOf } from './accrual.ts'
import type { DutyRow } from './duty.api.ts'
import { type Ground, groundOf, measuresOf, type Question, type Stretch } from './ground.sql.ts'
import { isOfSize, type Judged, owedIn, owes, statusOf } from './status.ts'

/** Under this prefix a duty's own parts stand among those of measures: done as numerator, due as denominator, excused as facts;
 *  beside them how many of those done were late, and how many turns an exemption covers. */
export const PREFIX = 'duty:'

/** How one organization stands with one turn of a duty. */
interface Turn {
  readonly org: Stretch
  readonly period: Period
  readonly value: number | null
  readonly owed: number
  readonly judged: Judged
  /** The day on which it was done, where that came after the turn. */
  readonly settled: Day | null
}

/** Settles the region: measures first, then the duties that read them, then everything up the tree. */
export function settle(store: Store, charter: Charter, region: number): Promise<number> {
  return store.asOwner(region, async tx => {
    await hold(tx)
    return settleWithin(tx, charter)
  })
}

/** The same inside a transaction of the owner, who holds the region; `renewed` are measures that the charter changed. */
export function settleWithin(tx: Tx, charter: Charter, renewed?: Renewed): Promise<number> {
  return settleMeasures(tx, charter, (inner, settled, seats) => derive(inner, charter, settled, seats), renewed)
}

/** Builds every cell of the region anew from the facts. Gives the number of cells. */
export async function rebuild(store: Store, charter: Charter, region: number): Promise<number> {
  await store.asOwner(region, forget)
  return settle(store, charter, region)
}

async function derive(
  tx: Tx,
  charter: Charter,
  settled: Settled,
  seats: ReadonlyMap<string, Seat>,
): Promise<Derivation> {
  const below = await keptBelow(tx, settled)
  const called = calledIn(settled, below)
  const questions = [...charter.duties.values()].flatMap(duty => {
    const asked = new Map<string, { org: string; turn: Period }>()
    for (const measure of [...measuresOf(duty.is), EXCUSES, EXEMPTIONS])
      for (const { org, month } of called.get(measure) ?? []) {
        const turn = turnOf(month, duty.is.every)
        asked.set(`${org} ${turn.label}`, { org, turn })
      }
    return asked.size > 0 ? [{ duty, pairs: [...asked.values()] }] : []
  })
  if (questions.length === 0) return { replaced: [], parts: [] }
  const ground = await groundOf(tx, charter, questions)
  return {
    replaced: questions.flatMap(({ duty, pairs }) =>
      pairs.map(pair => ({ measure: PREFIX + duty.id, org: pair.org, month: monthOf(pair.turn.from) })),
    ),
    parts: questions.flatMap(question =>
      turnsOf(charter, ground, question).map(turn => ({
        measure: PREFIX + question.duty.id,
        month: monthOf(turn.period.from),
        org: turn.org.id,
        path: turn.org.path,
        seat: (seats.get(turn.org.id) ?? below.seats.get(turn.org.id)!).seat,
        ...partOf(turn.judged),
      })),
    ),
  }
}

/** What is kept of a turn; of one that was before records were kept and is not done, nothing. */
function partOf({ done, excused, exempt, before }: Judged): Pick<OwnPart, 'num' | 'den' | 'facts' | 'late' | 'exempt'> {
  const waived = done === null && !before
  return {
    num: done ? 1 : 0,
    den: done || !before ? 1 : 0,
    facts: waived && excused && !exempt ? 1 : 0,
    late: done === 'late' ? 1 : 0,
    exempt: waived && exempt ? 1 : 0,
  }
}

/** Organizations and months in which turns are judged otherwise since the day changed since which records are kept there. */
interface Kept {
  readonly pairs: readonly { readonly org: string; readonly month: Month }[]
  readonly seats: ReadonlyMap<string, { readonly seat: string }>
}

const everBelow = statement<{ id: string; seat: string }>(
  'duty.ever_below',
  `select distinct on (d.id) d.id, d.seat from (select distinct path from org where region = $1 and id = $2) p
   join org d on d.region = $1 and d.path >= p.path and d.path < left(p.path, -1) || '0' order by d.id`,
)

async function keptBelow(tx: Tx, { marks, months }: Settled): Promise<Kept> {
  const pairs: { org: string; month: Month }[] = []
  const seats = new Map<string, { seat: string }>()
  for (const mark of marks.filter(one => one.source === KEPT)) {
    const between = months.filter(month => month >= mark.month && (mark.until === null || month <= mark.until))
    for (const { id, seat } of await tx.all(everBelow, [tx.region, mark.org])) {
      seats.set(id, { seat })
      for (const month of between) pairs.push({ org: id, month })
    }
  }
  return { pairs, seats }
}

/** The organizations and months that were called into question, by measure: those read again, those for which facts elsewhere
 *  count, and from the month of an exemption all that are kept. */
function calledIn({ reread, written, months }: Settled, { pairs }: Kept): Map<string, { org: string; month: Month }[]> {
  const called = new Map<string, { org: string; month: Month }[]>()
  const call = (measure: string, org: string, month: Month) => {
    const list = called.get(measure)
    if (list) list.push({ org, month })
    else called.set(measure, [{ org, month }])
  }
  for (const { measure, org, month } of reread) call(measure, org, month)
  // Whatever it counts, how a turn is judged follows from the day since which records are kept: excuses are asked of every duty.
  for (const { org, month } of pairs) call(EXCUSES, org, month)
  for (const { measure, org, month, turn } of written) {
    if (turn !== month) call(measure, org, turn)
    if (measure === EXEMPTIONS) for (const later of months) if (later >= month) call(measure, org, later)
  }
  return called
}

/** How the pairs of organization and turn stand; those that owe nothing are left out. */
function turnsOf(charter: Charter, ground: Ground, { duty, pairs }: Question): Turn[] {
  const { times, each } = duty.is.atLeast
  const standard = charter.standards.get(duty.is.atLeast.standard)!.is
  return pairs.flatMap(({ org, turn }) => {
    const stretches = ground.life(org)
    if (
      !owes(duty.is, standard, stretches, turn) ||
      !isOfSize(charter, duty.is, turn, id => ground.value(id, org, turn, turn))
    )
      return []
    const people = each ? peopleOf(ground, duty, each, org, turn) : null
    const owed = accrues(standard)
      ? yuanOf(standard, sharesOf(charter, ground, duty, org, turn))
      : owedIn(standard, turn, times ? span => ground.value(times, org, span, turn) ?? 0 : undefined) *
        (people?.owed.length ?? 1)
    // Nobody in post means nothing owed.
    if ((times || people) && owed === 0 && !duty.is.ceiling) return []
    const valueBy = (by?: Day) =>
      people
        ? peopleOf(ground, duty, each!, org, turn, by).done.length
        : ground.value(duty.is.measure, org, turn, turn, by)
    const value = valueBy()
    const reached = (done: number | null) => (duty.is.ceiling ? (done ?? 0) <= owed + 1e-9 : (done ?? 0) >= owed - 1e-9)
    const standing = stretches.findLast(stretch => stretch.from <= lastDay(turn))!
    const settled = reached(value)
      ? dayReached(by => reached(valueBy(by)), ground.after(duty.is.measure, org, turn), turn)
      : null
    const until = plusDays(lastDay(turn), duty.is.grace)
    return [
      {
        org: standing,
        period: turn,
        value,
        owed,
        judged: {
          done: !reached(value) ? null : settled === null || settled <= until ? 'in_time' : 'late',
          excused: ground.excused(duty.id, org, turn),
          exempt: ground.exempt(duty.id, org, turn),
          before: ground.before(standing, turn),
        },
        settled,
      },
    ]
  })
}

/** The day after a turn on which what was owed was reached; null where the turn's own days sufficed. */
function dayReached(reached: (by: Day) => boolean, after: readonly Day[], turn: Period): Day | null {
  if (after.length === 0 || reached(lastDay(turn))) return null
  return after.find(reached) ?? null
}

/** What money of a turn is made of: for whom, in which months and days, under which value. */
function sharesOf(charter: Charter, ground: Ground, duty: Declared<Duty>, org: string, turn: Period): Share[] {
  const { times, standard } = duty.is.atLeast
  const whole: Held = { from: turn.from, to: turn.to, whom: 1 }
  const held = times ? ground.held(times, org, turn) : [whole]
  return shares(charter.standards.get(standard)!.is, within(held, daysOwed(duty.is, ground.life(org), turn)), turn)
}

/** For whom a duty is owed one by one in a turn, and who of them is done. */
function peopleOf(
  ground: Ground,
  duty: Declared<Duty>,
  each: string,
  org: string,
  turn: Period,
  by?: Day,
): { owed: string[]; done: string[] } {
  const owed = [...ground.named(each, org, turn, turn)]
  const done = ground.named(duty.is.measure, org, turn, turn, by)
  return { owed, done: owed.filter(person => done.has(person)) }
}

/** Every turn that the organizations owe: those that run on a day, or those of a period; of all duties, or of those named. */
export async function duties(
  tx: Tx,
  charter: Charter,
  asked: { orgs: readonly string[]; on: Day; period?: Period; duties?: readonly string[]; status?: string },
): Promise<DutyRow[]> {
  const questions = [...charter.duties.values()].flatMap(duty => {
    if (asked.duties && !asked.duties.includes(duty.id)) return []
    const turns = asked.period ? turnsIn(asked.period, duty.is.every) : runningOn(duty.is, asked.on)
    const pairs = asked.orgs.flatMap(org => turns.map(turn => ({ org, turn })))
    return pairs.length > 0 ? [{ duty, pairs }] : []
  })
  if (questions.length === 0) return []
  const ground = await groundOf(tx, charter, questions)
  const doubtful = await doubtsBehind(tx, questions)
  const rows = questions.flatMap(question => {
    const { duty } = question
    const standard = charter.standards.get(duty.is.atLeast.standard)!.is
    return turnsOf(charter, ground, question).flatMap(turn => {
      const status = statusOf(turn.period, duty.is.grace, standard.strength, turn.judged, asked.on)
      if (status === null) return []
      return [
        {
          system: duty.system.id,
          duty: duty.id,
          title: duty.is.title,
          org: turn.org.code,
          orgName: orgWords(turn.org),
          turn: turn.period.label,
          due: lastDay(turn.period),
          until: plusDays(lastDay(turn.period), duty.is.grace),
          settled: turn.settled,
          measure: duty.is.measure,
          unit: charter.measures.get(duty.is.measure)!.is.unit,
          value: turn.value,
          owed: turn.owed,
          doubts: doubtful(duty.is.measure, turn.org.id, turn.period),
          status,
          strength: standard.strength,
          clause:
            standard.entries.findLast(entry => entry.from <= lastDay(turn.period))?.clause ??
            standard.entries[0]!.clause,
          ...doingOf(charter, duty.is.measure, asked.on),
        },
      ]
    })
  })
  return asked.status ? rows.filter(row => row.status === asked.status) : rows
}

/** What is doubtful about the records that the questions count. */
async function doubtsBehind(
  tx: Tx,
  questions: readonly Question[],
): Promise<(measure: string, org: string, turn: Period) => Doubts> {
  const spans = questions.map(({ duty, pairs }) => ({
    measure: duty.is.measure,
    first: Math.min(...pairs.map(pair => monthOf(pair.turn.from))),
    last: Math.max(...pairs.map(pair => monthOf(lastDay(pair.turn)))),
  }))
  const orgs = new Set(questions.flatMap(({ pairs }) => pairs.map(pair => pair.org)))
  // Two duties may read one measure over different months.
  const found = new Map(
    (await ownDoubts(tx, spans, [...orgs])).map(row => [`${row.measure} ${row.org} ${row.month}`, row]),
  )
  return (measure, org, turn) =>
    doubtsIn(monthsOf(turn).flatMap(month => found.get(`${measure} ${org} ${month}`) ?? []))
}

/** By what a duty is done on a day, read from what its measure counts. A duty about cases is met by carrying them on. */
function doingOf(charter: Charter, measure: string, on: Day): Pick<DutyRow, 'kind' | 'by' | 'names'> {
  const { is } = charter.measures.get(measure)!
  const kind = 'over' in is ? charter.kinds.get(is.over) : undefined
  if (kind?.form === 'case') return { kind: kind.id, by: 'case', names: false }
  if (!kind || !byHand(kind, on)) return { kind: null, by: null, names: false }
  return { kind: kind.id, by: 'record', names: isForTurns(charter, kind.id) }
}

/** What an organization owes in money in a turn, with the months and the people that it is owed for. */
export interface Due {
  readonly org: { readonly id: string; readonly code: string; readonly short: string; readonly english: string }
  readonly turn: Period
  readonly owed: number
  /** What is on record as paid; null where nothing is. */
  readonly paid: number | null
  /** What it is made of; nobody is named where the duty is not owed person by person. */
  readonly shares: readonly Share[]
}

/** How the turns of a duty that is owed in money stand in a period, and what its amount is made of; what was not kept yet is
 *  told only where it is done. */
export async function dueIn(
  tx: Tx,
  charter: Charter,
  duty: Declared<Duty>,
  asked: { orgs: readonly string[]; period: Period },
): Promise<Due[]> {
  const turns = turnsIn(asked.period, duty.is.every)
  const pairs = asked.orgs.flatMap(org => turns.map(turn => ({ org, turn })))
  if (pairs.length === 0) return []
  const ground = await groundOf(tx, charter, [{ duty, pairs }])
  return turnsOf(charter, ground, { duty, pairs }).flatMap(({ org, period: turn, owed, value, judged }) =>
    judged.before && judged.done === null
      ? []
      : [{ org, turn, owed, paid: value, shares: sharesOf(charter, ground, duty, org.id, turn) }],
  )
}

/** What organizations owe together in a period, in yuan, by duty that is owed in money. */
export async function owedAmounts(
  tx: Tx,
  charter: Charter,
  orgs: readonly string[],
  period: Period,
): Promise<ReadonlyMap<string, number>> {
  const questions = [...charter.duties.values()].flatMap(duty => {
    if (!accrues(charter.standards.get(duty.is.atLeast.standard)!.is)) return []
    const turns = turnsIn(period, duty.is.every)
    const pairs = orgs.flatMap(org => turns.map(turn => ({ org, turn })))
    return pairs.length > 0 ? [{ duty, pairs }] : []
  })
  if (questions.length === 0) return new Map()
  const ground = await groundOf(tx, charter, questions)
  return new Map(
    questions.map(question => {
      const cents = turnsOf(charter, ground, question).map(({ owed }) => Math.round(owed * 100))
      return [question.duty.id, cents.reduce((sum, one) => sum + one, 0) / 100]
    }),
  )
}

/** A turn of a duty that is owed for one person and has not been done for them. */
export interface OwedFor {
  readonly duty: Declared<Duty>
  readonly org: { readonly code: string; readonly short: string; readonly english: string }
  readonly turn: Period
  readonly until: Day
  readonly status: Unfinished
}

/** What the organizations owe for one person and have not done, in the turns of a period that have begun. */
export async function owedFor(
  tx: Tx,
  charter: Charter,
  asked: { person: string; orgs: readonly string[]; on: Day; period: Period },
): Promise<OwedFor[]> {
  const questions = [...charter.duties.values()].flatMap(duty => {
    const turns = duty.is.atLeast.each ? turnsIn(asked.period, duty.is.every).filter(turn => turn.from <= asked.on) : []
    const pairs = asked.orgs.flatMap(org => turns.map(turn => ({ org, turn })))
    return pairs.length > 0 ? [{ duty, pairs }] : []
  })
  if (questions.length === 0) return []
  const ground = await groundOf(tx, charter, questions)
  return questions.flatMap(({ duty, pairs }) => {
    const { each, standard } = duty.is.atLeast
    const norm = charter.standards.get(standard)!.is
    return pairs.flatMap(({ org, turn }) => {
      const stretches = ground.life(org)
      const { owed, done } = peopleOf(ground, duty, each!, org, turn)
      if (!owes(duty.is, norm, stretches, turn) || !owed.includes(asked.person) || done.includes(asked.person))
        return []
      if (owedIn(norm, turn) === 0) return []
      const standing = stretches.findLast(stretch => stretch.from <= lastDay(turn))!
      const judged = {
        done: null,
        excused: ground.excused(duty.id, org, turn),
        exempt: ground.exempt(duty.id, org, turn),
        before: ground.before(standing, turn),
      }
      const status = statusOf(turn, duty.is.grace, norm.strength, judged, asked.on)
      if (status === null || !isUnfinished(status)) return []
      return [{ duty, org: standing, turn, until: plusDays(lastDay(turn), duty.is.grace), status }]
    })
  })
}

/** The span over which every turn that runs on a day stretches: what must be kept before they are read. */
export function runningSpan(charter: Charter, on: Day): Period {
  const turns = [...charter.duties.values()].flatMap(duty => runningOn(duty.is, on))
  const from = turns.reduce((least, turn) => (turn.from < least ? turn.from : least), on)
  return { label: on, from, to: plusDays(on, 1) }
}

/** The turn that runs on a day, and the one before while its days of grace run. */
function runningOn(duty: Duty, on: Day): Period[] {
  const running = turnOf(monthOf(on), duty.every)
  const before = turnOf(monthOf(plusDays(running.from, -1)), duty.every)
  return on <= plusDays(lastDay(before), duty.grace) ? [before, running] : [running]
}
