// Owed and done: writes how every duty stands through the cells of measures, and reads what each organization owes.
import { byHand, type Charter, type Declared, EXCUSE, EXCUSES } from '../charter/charter.ts'
import type { Duty } from '../charter/language.ts'
import { ofDay } from '../measure/select.sql.ts'
import {
  type Derivation,
  forget,
  type OwnPart,
  type Renewed,
  type Reread,
  type Seat,
  settle as settleMeasures,
} from '../measure/settle.sql.ts'
import { distinct, round, valueFrom } from '../measure/value.ts'
import { type Store, statement, type Tx } from '../store/store.ts'
import { type Day, plusDays } from '../time/day.ts'
import { firstOf, lastDay, type Month, monthOf, monthsOf, type Period, turnOf, turnsIn } from '../time/period.ts'
import type { DutyRow, Status } from './duty.api.ts'
import { monthsOwed, owedIn, type Standing, statusOf } from './status.ts'

/** Under this prefix a duty's own parts stand among those of measures: met as numerator, due as denominator, excused as facts. */
export const PREFIX = 'duty:'

interface Stretch extends Standing {
  id: string
  code: string
  path: string
  short: string
  english: string
}

const lives = statement<Stretch>(
  'duty.lives',
  'select id, code, path, tier, sector, short, english, lower(valid) as from, upper(valid) as to from org where region = $1 and id = any($2::uuid[]) order by valid',
)
const ownParts = statement<{ org: string; month: Month; num: string; den: string; facts: number }>(
  'duty.own',
  `select org, month, sum(num) as num, sum(den) as den, sum(facts)::int as facts from own
   where region = $1 and measure = $2 and org = any($3::uuid[]) and month between $4 and $5 group by org, month`,
)
const ownTallies = statement<{ org: string; month: Month; subject: string }>(
  'duty.tally',
  `select distinct org, month, subject from tally where region = $1 and measure = $2 and org = any($3::uuid[]) and month between $4 and $5`,
)
const excuses = statement<{ org: string; day: Day }>(
  'duty.excuses',
  `select org, day from record where region = $1 and kind = '${EXCUSE}' and org = any($2::uuid[]) and day >= $3 and day < $4
     and body->>'duty' = $5 and voided_by is null`,
)
const keptBetween = statement<{ month: Month }>(
  'duty.kept',
  'select month from kept_month where region = $1 and month between $2 and $3 order by month',
)

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
  const replaced: Reread[] = []
  const parts: OwnPart[] = []
  for (const duty of charter.duties.values()) {
    const read = new Set([duty.is.measure, duty.is.atLeast.times, duty.is.atLeast.each, EXCUSES])
    const asked = new Map<string, { org: string; turn: Period }>()
    for (const pair of reread)
      if (read.has(pair.measure)) {
        const turn = turnOf(pair.month, duty.is.every)
        asked.set(`${pair.org} ${turn.label}`, { org: pair.org, turn })
      }
    if (asked.size === 0) continue
    const pairs = [...asked.values()]
    replaced.push(...pairs.map(pair => ({ measure: PREFIX + duty.id, org: pair.org, month: monthOf(pair.turn.from) })))
    for (const turn of await turnsOf(tx, charter, duty, pairs))
      parts.push({
        measure: PREFIX + duty.id,
        month: monthOf(turn.period.from),
        org: turn.org.id,
        path: turn.org.path,
        seat: seats.get(turn.org.id)!.seat,
        num: turn.met ? 1 : 0,
        den: 1,
        facts: turn.excused ? 1 : 0,
      })
  }
  return { replaced, parts }
}

/** How the pairs of organization and turn stand; those that owe nothing are left out. */
async function turnsOf(
  tx: Tx,
  charter: Charter,
  duty: Declared<Duty>,
  pairs: readonly { org: string; turn: Period }[],
): Promise<Turn[]> {
  const orgs = [...new Set(pairs.map(pair => pair.org))]
  const first = monthOf(
    pairs.reduce((least, pair) => (pair.turn.from < least ? pair.turn.from : least), pairs[0]!.turn.from),
  )
  const last = monthOf(pairs.reduce((most, pair) => (pair.turn.to > most ? pair.turn.to : most), pairs[0]!.turn.to)) - 1
  const life = grouped(await tx.all(lives, [tx.region, orgs]), stretch => stretch.id)
  const value = await reader(tx, charter, duty.is.measure, orgs, first, last)
  const times = duty.is.atLeast.times ? await reader(tx, charter, duty.is.atLeast.times, orgs, first, last) : null
  const named = duty.is.atLeast.each
    ? await people(tx, charter, duty.is.atLeast.each, duty.is.measure, orgs, first, last)
    : null
  const excused = await tx.all(excuses, [tx.region, orgs, firstOf(first), firstOf(last + 1), duty.id])
  const standard = charter.standards.get(duty.is.atLeast.standard)!.is
  return pairs.flatMap(({ org, turn }) => {
    const stretches = life.get(org) ?? []
    const months = monthsOwed(duty.is, standard, stretches, turn)
    if (months.length === 0) return []
    const each = named?.(org, turn)
    const owed =
      owedIn(
        standard,
        months,
        times
          ? (from, to) => times(org, { label: '', from: firstOf(from), to: firstOf(to + 1) }, turn) ?? 0
          : undefined,
      ) * (each?.owed.length ?? 1)
    // Nobody in post means nothing owed.
    if ((times || each) && owed === 0) return []
    const done = each ? each.done.length : value(org, turn, turn)
    return [
      {
        org: stretches.findLast(stretch => stretch.from <= lastDay(turn))!,
        period: turn,
        value: done,
        owed,
        met: (done ?? 0) >= owed - 1e-9,
        excused:
          (done ?? 0) < owed - 1e-9 &&
          excused.some(excuse => excuse.org === org && excuse.day >= turn.from && excuse.day < turn.to),
      },
    ]
  })
}

/** Reads a measure over organizations' own facts: gives a function from organization, span and turn to the value of the span.
 *  What describes a day is read in a kept month of the same turn, the nearest before the span's end: a month that is kept
 *  later calls its turn into question, so that settling bit by bit and building anew agree. */
async function reader(
  tx: Tx,
  charter: Charter,
  measure: string,
  orgs: readonly string[],
  first: Month,
  last: Month,
): Promise<(org: string, span: Period, turn: Period) => number | null> {
  const { is } = charter.measures.get(measure)!
  if (distinct(is)) {
    const named = await naming(tx, charter, measure, orgs, first, last)
    return (org, span, turn) => named(org, span, turn).size
  }
  const monthsFor = await monthsReader(tx, charter, measure, first, last)
  const rows = new Map(
    (await tx.all(ownParts, [tx.region, measure, orgs, first, last])).map(row => [`${row.org} ${row.month}`, row]),
  )
  return (org, span, turn) => {
    const found = monthsFor(span, turn).flatMap(month => rows.get(`${org} ${month}`) ?? [])
    const add = (pick: (row: (typeof found)[number]) => number) => found.reduce((sum, row) => sum + pick(row), 0)
    const value = valueFrom(is, {
      num: add(row => Number(row.num)),
      den: add(row => Number(row.den)),
      facts: add(row => row.facts),
    })
    return value === null ? null : round(value, Math.max(is.digits ?? 0, 2))
  }
}

/** The same for a measure that counts people or things once: gives them instead of their number. */
async function naming(
  tx: Tx,
  charter: Charter,
  measure: string,
  orgs: readonly string[],
  first: Month,
  last: Month,
): Promise<(org: string, span: Period, turn: Period) => Set<string>> {
  const monthsFor = await monthsReader(tx, charter, measure, first, last)
  const rows = grouped(
    await tx.all(ownTallies, [tx.region, measure, orgs, first, last]),
    row => `${row.org} ${row.month}`,
  )
  return (org, span, turn) =>
    new Set(monthsFor(span, turn).flatMap(month => (rows.get(`${org} ${month}`) ?? []).map(row => row.subject)))
}

/** Which months of a span a measure is read in. */
async function monthsReader(
  tx: Tx,
  charter: Charter,
  measure: string,
  first: Month,
  last: Month,
): Promise<(span: Period, turn: Period) => Month[]> {
  const { is } = charter.measures.get(measure)!
  const kept = ofDay(charter, is) ? (await tx.all(keptBetween, [tx.region, first, last])).map(row => row.month) : null
  return (span, turn) => {
    if (!kept) return monthsOf(span)
    const inTurn = kept.filter(month => month >= monthOf(turn.from) && month <= monthOf(lastDay(turn)))
    const month = inTurn.findLast(one => one <= monthOf(lastDay(span))) ?? inTurn[0]
    return month === undefined ? [] : [month]
  }
}

/** For whom a duty is owed one by one, and who of them is done: gives a function from organization and turn to the people. */
async function people(
  tx: Tx,
  charter: Charter,
  each: string,
  measure: string,
  orgs: readonly string[],
  first: Month,
  last: Month,
): Promise<(org: string, turn: Period) => { owed: string[]; done: string[] }> {
  const [who, did] = [
    await naming(tx, charter, each, orgs, first, last),
    await naming(tx, charter, measure, orgs, first, last),
  ]
  return (org, turn) => {
    const owed = [...who(org, turn, turn)]
    const done = did(org, turn, turn)
    return { owed, done: owed.filter(person => done.has(person)) }
  }
}

function grouped<T>(rows: readonly T[], key: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const row of rows) {
    const group = groups.get(key(row))
    if (group) group.push(row)
    else groups.set(key(row), [row])
  }
  return groups
}

/** Every turn that the organizations owe: those that run on a day, or those of a period. */
export async function duties(
  tx: Tx,
  charter: Charter,
  asked: { orgs: readonly string[]; on: Day; period?: Period; duty?: string; status?: string },
): Promise<DutyRow[]> {
  const rows: DutyRow[] = []
  for (const duty of charter.duties.values()) {
    if (asked.duty && duty.id !== asked.duty) continue
    const turns = asked.period ? turnsIn(asked.period, duty.is.every) : runningOn(duty.is, asked.on)
    const pairs = asked.orgs.flatMap(org => turns.map(turn => ({ org, turn })))
    if (pairs.length === 0) continue
    const standard = charter.standards.get(duty.is.atLeast.standard)!.is
    for (const turn of await turnsOf(tx, charter, duty, pairs))
      rows.push({
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
      })
  }
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
  const [first, last] = [monthOf(turns[0]!.from), monthOf(turns.at(-1)!.to) - 1]
  const life = grouped(await tx.all(lives, [tx.region, asked.orgs]), stretch => stretch.id)
  const named =
    times && distinct(charter.measures.get(times)!.is)
      ? await naming(tx, charter, times, asked.orgs, first, last)
      : null
  return (await turnsOf(tx, charter, duty, pairs)).map(({ org, period: turn, owed, value }) => ({
    org,
    turn,
    owed,
    paid: value,
    months: monthsOwed(duty.is, norm, life.get(org.id) ?? [], turn).map(month => ({
      month,
      people: named
        ? [...named(org.id, { label: '', from: firstOf(month), to: firstOf(month + 1) }, turn)].sort()
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
  const found: OwedFor[] = []
  const life = grouped(await tx.all(lives, [tx.region, asked.orgs]), stretch => stretch.id)
  for (const duty of charter.duties.values()) {
    const { each, standard } = duty.is.atLeast
    if (!each) continue
    const norm = charter.standards.get(standard)!.is
    const turns = turnsIn(asked.period, duty.is.every).filter(turn => turn.from <= asked.on)
    if (turns.length === 0 || asked.orgs.length === 0) continue
    const [first, last] = [monthOf(turns[0]!.from), monthOf(turns.at(-1)!.to) - 1]
    const read = await people(tx, charter, each, duty.is.measure, asked.orgs, first, last)
    const excused = await tx.all(excuses, [tx.region, asked.orgs, firstOf(first), firstOf(last + 1), duty.id])
    for (const org of asked.orgs)
      for (const turn of turns) {
        const stretches = life.get(org) ?? []
        const { owed, done } = read(org, turn)
        const months = monthsOwed(duty.is, norm, stretches, turn)
        if (months.length === 0 || !owed.includes(asked.person) || done.includes(asked.person)) continue
        const free = excused.some(one => one.org === org && one.day >= turn.from && one.day < turn.to)
        if (free || owedIn(norm, months) === 0) continue
        found.push({
          duty,
          org: stretches.findLast(stretch => stretch.from <= lastDay(turn))!,
          turn,
          until: plusDays(lastDay(turn), duty.is.grace),
          status: statusOf(turn, duty.is.grace, false, false, asked.on),
        })
      }
  }
  return found
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
