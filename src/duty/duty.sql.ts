// Owed and done: writes how every duty stands through the cells of measures, and reads what each organization owes.
import { byHand, type Charter, type Declared, EXCUSES } from '../charter/charter.ts'
import type { Duty } from '../charter/language.ts'
import {
  type Derivation,
  forget,
  type Renewed,
  type Reread,
  type Seat,
  settle as settleMeasures,
} from '../measure/settle.sql.ts'
import { distinct } from '../measure/value.ts'
import type { Store, Tx } from '../store/store.ts'
import { type Day, plusDays } from '../time/day.ts'
import { firstOf, lastDay, type Month, monthOf, type Period, turnOf, turnsIn } from '../time/period.ts'
import type { DutyRow, Status } from './duty.api.ts'
import { type Ground, groundOf, measuresOf, type Question, type Stretch } from './ground.sql.ts'
import { monthsOwed, owedIn, statusOf } from './status.ts'

/** Under this prefix a duty's own parts stand among those of measures: met as numerator, due as denominator, excused as facts. */
export const PREFIX = 'duty:'

/** How one organization stands with one turn of a duty. */
interface Turn {
  readonly org: Stretch
  readonly period: Period
  readonly value: number | null
  readonly owed: number
  readonly met: boolean
  readonly excused: boolean
}

/** Settles the region: measures first, then the duties that read them, then everything up the tree. */
export function settle(store: Store, charter: Charter, region: number): Promise<number> {
  return store.asOwner(region, tx => settleWithin(tx, charter))
}

/** The same inside a transaction of the owner; `renewed` are measures that the charter changed. */
export function settleWithin(tx: Tx, charter: Charter, renewed?: Renewed): Promise<number> {
  return settleMeasures(tx, charter, (inner, reread, seats) => derive(inner, charter, reread, seats), renewed)
}

/** Builds every cell of the region anew from the facts. Gives the number of cells. */
export async function rebuild(store: Store, charter: Charter, region: number): Promise<number> {
  await store.asOwner(region, forget)
  return settle(store, charter, region)
}

async function derive(
  tx: Tx,
  charter: Charter,
  reread: readonly Reread[],
  seats: ReadonlyMap<string, Seat>,
): Promise<Derivation> {
  const questions = [...charter.duties.values()].flatMap(duty => {
    const read = new Set([...measuresOf(duty.is), EXCUSES])
    const asked = new Map<string, { org: string; turn: Period }>()
    for (const pair of reread)
      if (read.has(pair.measure)) {
        const turn = turnOf(pair.month, duty.is.every)
        asked.set(`${pair.org} ${turn.label}`, { org: pair.org, turn })
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
        seat: seats.get(turn.org.id)!.seat,
        num: turn.met ? 1 : 0,
        den: 1,
        facts: turn.excused ? 1 : 0,
      })),
    ),
  }
}

/** How the pairs of organization and turn stand; those that owe nothing are left out. */
function turnsOf(charter: Charter, ground: Ground, { duty, pairs }: Question): Turn[] {
  const { times, each } = duty.is.atLeast
  const standard = charter.standards.get(duty.is.atLeast.standard)!.is
  return pairs.flatMap(({ org, turn }) => {
    const stretches = ground.life(org)
    const months = monthsOwed(duty.is, standard, stretches, turn)
    if (months.length === 0) return []
    const people = each ? peopleOf(ground, duty, each, org, turn) : null
    const owed =
      owedIn(
        standard,
        months,
        times
          ? (from, to) => ground.value(times, org, { label: '', from: firstOf(from), to: firstOf(to + 1) }, turn) ?? 0
          : undefined,
      ) * (people?.owed.length ?? 1)
    // Nobody in post means nothing owed.
    if ((times || people) && owed === 0) return []
    const done = people ? people.done.length : ground.value(duty.is.measure, org, turn, turn)
    const met = (done ?? 0) >= owed - 1e-9
    return [
      {
        org: stretches.findLast(stretch => stretch.from <= lastDay(turn))!,
        period: turn,
        value: done,
        owed,
        met,
        excused: !met && ground.excused(duty.id, org, turn),
      },
    ]
  })
}

/** For whom a duty is owed one by one in a turn, and who of them is done. */
function peopleOf(
  ground: Ground,
  duty: Declared<Duty>,
  each: string,
  org: string,
  turn: Period,
): { owed: string[]; done: string[] } {
  const owed = [...ground.named(each, org, turn, turn)]
  const done = ground.named(duty.is.measure, org, turn, turn)
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
  const rows = questions.flatMap(question => {
    const { duty } = question
    const standard = charter.standards.get(duty.is.atLeast.standard)!.is
    return turnsOf(charter, ground, question).map(turn => ({
      system: duty.system.id,
      duty: duty.id,
      title: duty.is.title,
      org: turn.org.code,
      orgName: { zh: turn.org.short, en: turn.org.english },
      turn: turn.period.label,
      due: lastDay(turn.period),
      until: plusDays(lastDay(turn.period), duty.is.grace),
      measure: duty.is.measure,
      unit: charter.measures.get(duty.is.measure)!.is.unit,
      value: turn.value,
      owed: turn.owed,
      status: statusOf(turn.period, duty.is.grace, turn.met, turn.excused, asked.on),
      strength: standard.strength,
      clause:
        standard.entries.findLast(entry => entry.from <= lastDay(turn.period))?.clause ?? standard.entries[0]!.clause,
      ...doingOf(charter, duty.is.measure, asked.on),
    }))
  })
  return asked.status ? rows.filter(row => row.status === asked.status) : rows
}

/** By what a duty is done on a day, read from what its measure counts. A duty about cases is met by carrying them on. */
function doingOf(charter: Charter, measure: string, on: Day): Pick<DutyRow, 'kind' | 'by'> {
  const { is } = charter.measures.get(measure)!
  const kind = 'over' in is ? charter.kinds.get(is.over) : undefined
  if (kind?.form === 'case') return { kind: kind.id, by: 'case' }
  return kind && byHand(kind, on) ? { kind: kind.id, by: 'record' } : { kind: null, by: null }
}

/** What an organization owes in money in a turn, with the months and the people that it is owed for. */
export interface Due {
  readonly org: { readonly id: string; readonly code: string; readonly short: string; readonly english: string }
  readonly turn: Period
  readonly owed: number
  /** What is on record as paid; null where nothing is. */
  readonly paid: number | null
  /** Months owed; `people` are ids, or null where the duty is not owed person by person. */
  readonly months: readonly { readonly month: Month; readonly people: readonly string[] | null }[]
}

/** How the turns of a duty in a period stand, month by month: what its amount is made of. */
export async function dueIn(
  tx: Tx,
  charter: Charter,
  duty: Declared<Duty>,
  asked: { orgs: readonly string[]; period: Period },
): Promise<Due[]> {
  const turns = turnsIn(asked.period, duty.is.every)
  const pairs = asked.orgs.flatMap(org => turns.map(turn => ({ org, turn })))
  if (pairs.length === 0) return []
  const { standard, times } = duty.is.atLeast
  const norm = charter.standards.get(standard)!.is
  const ground = await groundOf(tx, charter, [{ duty, pairs }])
  const byName = times !== undefined && distinct(charter.measures.get(times)!.is)
  return turnsOf(charter, ground, { duty, pairs }).map(({ org, period: turn, owed, value }) => ({
    org,
    turn,
    owed,
    paid: value,
    months: monthsOwed(duty.is, norm, ground.life(org.id), turn).map(month => ({
      month,
      people: byName
        ? [...ground.named(times, org.id, { label: '', from: firstOf(month), to: firstOf(month + 1) }, turn)].sort()
        : null,
    })),
  }))
}

/** A turn of a duty that is owed for one person and has not been done for them. */
export interface OwedFor {
  readonly duty: Declared<Duty>
  readonly org: { readonly code: string; readonly short: string; readonly english: string }
  readonly turn: Period
  readonly until: Day
  readonly status: Status
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
      const months = monthsOwed(duty.is, norm, stretches, turn)
      const { owed, done } = peopleOf(ground, duty, each!, org, turn)
      if (months.length === 0 || !owed.includes(asked.person) || done.includes(asked.person)) return []
      if (ground.excused(duty.id, org, turn) || owedIn(norm, months) === 0) return []
      return [
        {
          duty,
          org: stretches.findLast(stretch => stretch.from <= lastDay(turn))!,
          turn,
          until: plusDays(lastDay(turn), duty.is.grace),
          status: statusOf(turn, duty.is.grace, false, false, asked.on),
        },
      ]
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
