// Reading figures: values from cells, for any organization, period and reading of the tree, with their state.
import type { Charter } from '../charter/charter.ts'
import type { Entry, Measure, Words } from '../charter/language.ts'
import { nearest } from '../problem/nearest.ts'
import { refuse } from '../problem/problem.ts'
import { statement, type Tx } from '../store/store.ts'
import { inForce, replacedBy } from '../time/dated.ts'
import type { Day } from '../time/day.ts'
import { lastDay, lookBack, type Month, monthOf, type Period } from '../time/period.ts'
import { doubtsBelow, doubtsIn } from './doubt.sql.ts'
import type { Figure, FigureRow } from './figure.api.ts'
import { formulaOf } from './formula.ts'
import { ofDay, sourcesOf } from './select.sql.ts'
import { distinct, NOTHING, type Parts, round, valueFrom } from './value.ts'

export type Reading = 'then' | 'now'

/** The column that tells where a row stands in a reading of the tree. */
export function columnOf(tree: Reading): 'path' | 'seat' {
  return tree === 'then' ? 'path' : 'seat'
}

/** An organization as figures need it: its seat today and every path it has had. */
export interface Place {
  readonly id: string
  readonly code: string
  readonly seat: string
  readonly short: string
  readonly english: string
}

/** What is asked: an organization, a period, a reading of the tree, and the day that counts as today. */
export interface Asked {
  readonly place: Place
  readonly period: Period
  readonly tree: Reading
  readonly today: Day
  /** Counts what is for the turns of the period, as a duty does, and not what happened in it. */
  readonly by?: 'turn'
}

interface CellRow {
  measure: string
  org: string
  num: string
  den: string
  facts: number
}
const CELLS = `select c.measure, c.org, sum(c.num) as num, sum(c.den) as den, sum(c.facts)::int as facts
   from unnest($3::text[], $4::int[], $5::int[]) as w(measure, first, last)
   join cell c on c.region = $1 and c.reading = $2 and c.org = any($6::uuid[]) and c.measure = w.measure and c.month between w.first and w.last and c.back > w.last
   group by c.measure, c.org`
// What is not settled yet below $7, or not kept for the month $8.
const PENDING = `select distinct source from touched where region = $1 and seat >= $7 and seat < left($7, -1) || '0'
   union all select '*' from kept_month where region = $1 and not filled
     and month between (select min(first) from unnest($4::int[]) as f(first)) and (select max(last) from unnest($5::int[]) as l(last))
   union all select '*' where not exists (select 1 from kept_month where region = $1 and month = $8)
     and exists (select 1 from org where region = $1 and lower(valid) <= make_date($8 / 12, $8 % 12 + 1, 1))`
const cellParts = statement<CellRow>('figure.cells', CELLS)
// A figure and its state come in one round trip: the rows of cells, then the sources that are touched.
const cellsAndMarks = statement<CellRow & { source: string | null }>(
  'figure.cells_and_marks',
  `select x.*, null as source from (${CELLS}) x union all select null, null, null, null, null, p.source from (${PENDING}) p`,
)
interface TallyRow {
  measure: string
  org: string
  num: number
}
const talliesThen = statement<TallyRow>(
  'figure.tallies_then',
  `select w.measure, p.id as org, count(distinct t.subject)::int as num
   from unnest($2::text[], $3::int[], $4::int[]) as w(measure, first, last)
   cross join (select distinct id, path from org where region = $1 and id = any($5::uuid[])) p
   join tally t on t.region = $1 and t.measure = w.measure and t.path >= p.path and t.path < left(p.path, -1) || '0' and t.month between w.first and w.last and t.back > w.last
   group by w.measure, p.id`,
)
const talliesNow = statement<TallyRow>(
  'figure.tallies_now',
  `select w.measure, p.id as org, count(distinct t.subject)::int as num
   from unnest($2::text[], $3::int[], $4::int[]) as w(measure, first, last)
   cross join (select distinct id, seat from org where region = $1 and id = any($5::uuid[])) p
   join tally t on t.region = $1 and t.measure = w.measure and t.seat >= p.seat and t.seat < left(p.seat, -1) || '0' and t.month between w.first and w.last and t.back > w.last
   group by w.measure, p.id`,
)
// By the turn it is for: what came in its own month, and the few facts that came after.
const forTurns = (table: 'own' | 'tally', of: 'path' | 'seat', select: string) =>
  `select w.measure, p.id as org, ${select}
   from unnest($2::text[], $3::int[], $4::int[]) as w(measure, first, last)
   cross join (select distinct id, ${of} from org where region = $1 and id = any($5::uuid[])) p
   cross join lateral (
     select * from ${table} where region = $1 and measure = w.measure and ${of} >= p.${of} and ${of} < left(p.${of}, -1) || '0'
       and month between w.first and w.last and turn = month and back > w.last
     union all select * from ${table} where region = $1 and measure = w.measure and ${of} >= p.${of} and ${of} < left(p.${of}, -1) || '0'
       and turn between w.first and w.last and turn <> month and back > w.last) t
   group by w.measure, p.id`
const SUMS = 'sum(t.num) as num, sum(t.den) as den, sum(t.facts)::int as facts'
const SUBJECTS = 'count(distinct t.subject)::int as num'
const turnParts = {
  path: statement<CellRow>('figure.turns_then', forTurns('own', 'path', SUMS)),
  seat: statement<CellRow>('figure.turns_now', forTurns('own', 'seat', SUMS)),
}
const turnTallies = {
  path: statement<TallyRow>('figure.turn_tallies_then', forTurns('tally', 'path', SUBJECTS)),
  seat: statement<TallyRow>('figure.turn_tallies_now', forTurns('tally', 'seat', SUBJECTS)),
}
/** The months that a measure reads for a period: a range for what happened, one month for what holds on the last day. */
export function monthsRead(
  charter: Charter,
  measure: Measure,
  asked: Omit<Asked, 'place'>,
): { first: Month; last: Month } {
  const last = lastMonth(asked)
  if (ofDay(charter, measure)) return { first: last, last }
  const years = 'years' in measure ? (measure.years ?? 0) : 0
  return { first: monthOf((years > 0 ? lookBack(asked.period, years) : asked.period).from), last }
}

/** The last month of the period that has begun. */
function lastMonth(asked: Omit<Asked, 'place'>): Month {
  return Math.min(monthOf(lastDay(asked.period)), monthOf(asked.today))
}

/** The ids as the statements take them: each with the months that it reads. */
function ranges(charter: Charter, ids: readonly string[], asked: Asked): [readonly string[], Month[], Month[]] {
  const months = ids.map(id => monthsRead(charter, charter.measures.get(id)!.is, asked))
  return [ids, months.map(m => m.first), months.map(m => m.last)]
}

function stored(charter: Charter, ids: readonly string[]): string[] {
  return ids.filter(id => {
    const { op } = charter.measures.get(id)!.is
    return op !== 'difference' && op !== 'standard'
  })
}

/** Parts of the measures for several organizations at once: one query for cells, one for distinct counts. Keyed «measure org». */
export async function partsOf(
  tx: Tx,
  charter: Charter,
  ids: readonly string[],
  orgs: readonly string[],
  asked: Asked,
): Promise<Map<string, Parts>> {
  const read = stored(charter, ids)
  if (read.length === 0) return new Map()
  const months = ranges(charter, read, asked)
  const rows =
    asked.by === 'turn'
      ? await tx.all(turnParts[columnOf(asked.tree)], [tx.region, ...months, orgs])
      : await tx.all(cellParts, [tx.region, asked.tree, ...months, orgs])
  return withTallies(tx, charter, read, orgs, asked, rows)
}

async function withTallies(
  tx: Tx,
  charter: Charter,
  ids: readonly string[],
  orgs: readonly string[],
  asked: Asked,
  rows: readonly CellRow[],
): Promise<Map<string, Parts>> {
  const parts = new Map<string, Parts>()
  for (const row of rows)
    parts.set(`${row.measure} ${row.org}`, { num: Number(row.num), den: Number(row.den), facts: row.facts })
  const counted = ids.filter(id => distinct(charter.measures.get(id)!.is))
  if (counted.length === 0) return parts
  const byDay = asked.tree === 'then' ? talliesThen : talliesNow
  const tallies = asked.by === 'turn' ? turnTallies[columnOf(asked.tree)] : byDay
  for (const row of await tx.all(tallies, [tx.region, ...ranges(charter, counted, asked), orgs])) {
    const before = parts.get(`${row.measure} ${row.org}`) ?? NOTHING
    parts.set(`${row.measure} ${row.org}`, { num: before.num + row.num, den: 0, facts: before.facts })
  }
  return parts
}

/** Every id that reads as a figure: the measures and the standards of the charter, in the order of their declaration. */
export function figureIds(charter: Charter): string[] {
  return charter.systems.flatMap(system => [
    ...Object.keys(system.standards ?? {}),
    ...Object.keys(system.measures ?? {}),
  ])
}

/** Refuses an id that the charter does not know, with the nearest that it does. */
export function insistFigure(charter: Charter, id: string): void {
  if (!charter.measures.has(id) && !charter.standards.has(id))
    refuse('figure.unknown', { figure: id, near: nearest(id, figureIds(charter)) })
}

/** Reads figures. A figure whose sources were touched and not settled yet says so and shows no value as final. */
export async function figures(
  tx: Tx,
  charter: Charter,
  asked: Asked,
  ids: readonly string[] = figureIds(charter),
): Promise<FigureRow[]> {
  const measures = ids.filter(id => charter.measures.has(id)).flatMap(id => [id, ...partsOfDifference(charter, id)])
  const read = stored(charter, [...new Set(measures)])
  const { place } = asked
  const rows = await tx.all(cellsAndMarks, [
    tx.region,
    asked.tree,
    ...ranges(charter, read, asked),
    [place.id],
    place.seat,
    lastMonth(asked),
  ])
  const touched = new Set(rows.flatMap(row => row.source ?? []))
  const cells = rows.filter(row => row.source === null)
  const parts =
    asked.by === 'turn'
      ? await partsOf(tx, charter, read, [place.id], asked)
      : await withTallies(tx, charter, read, [place.id], asked, cells)
  const doubtful = await doubtsBelow(tx, asked.tree, ranges(charter, read, asked), [place.id])
  return ids.map(id => ({
    ...figureOf(charter, id, asked, measure => parts.get(`${measure} ${place.id}`) ?? NOTHING, touched),
    doubts: doubtsIn(
      (charter.measures.has(id) ? [id, ...partsOfDifference(charter, id)] : []).flatMap(
        one => doubtful.get(`${one} ${place.id}`) ?? [],
      ),
    ),
  }))
}

function partsOfDifference(charter: Charter, id: string): readonly string[] {
  const { is } = charter.measures.get(id)!
  return is.op === 'difference' ? is.of : []
}

/** One figure from its parts: the value rounded as the charter says, its state, and what it rests on. */
export function figureOf(
  charter: Charter,
  id: string,
  asked: Asked,
  partsFor: (measure: string) => Parts,
  touched: ReadonlySet<string>,
): Figure {
  const end = lastDay(asked.period)
  const asOf = end < asked.today ? end : asked.today
  const standard = charter.standards.get(id)
  if (standard) {
    const entry = inForce(standard.is.entries, asOf)
    return {
      id,
      title: standard.is.title,
      system: standard.system.id,
      value: entry?.value ?? null,
      unit: standard.is.unit,
      digits: decimalsOf(entry?.value),
      status: entry ? 'ok' : 'missing',
      records: 0,
      source: entry ? clauseOf(entry) : { zh: '当时尚无规定', en: 'no norm was in force then' },
      kind: 'norm',
      asOf,
    }
  }
  const { is, system } = charter.measures.get(id)!
  const common = {
    id,
    title: is.title,
    system: system.id,
    unit: is.unit,
    digits: is.digits ?? 0,
    asOf,
    kind: 'measure' as const,
  }
  if (is.op === 'standard') {
    const { entries } = charter.standards.get(is.standard)!.is
    const [current, before] = [inForce(entries, asOf), replacedBy(entries, asOf)]
    const exact = Math.max(decimalsOf(before?.value), decimalsOf(current?.value))
    const value =
      before && current ? (is.take === 'before' ? before.value : round(current.value - before.value, exact)) : null
    const source =
      before && current
        ? is.take === 'before'
          ? clauseOf(before)
          : clauseOf(current)
        : { zh: '此前没有规定', en: 'there was no norm before' }
    return {
      ...common,
      value,
      digits: decimalsOf(value),
      status: value === null ? 'missing' : 'ok',
      records: 0,
      source,
      kind: 'norm',
    }
  }
  const source = formulaOf(charter, id)
  const unsettled = touched.has('*') || sourcesOf(charter, is).some(name => touched.has(name))
  if (is.op === 'difference') {
    const [left, right] = is.of.map(part => ({ measure: charter.measures.get(part)!.is, parts: partsFor(part) }))
    const [a, b] = [valueFrom(left!.measure, left!.parts), valueFrom(right!.measure, right!.parts)]
    // Whoever reads both values finds their difference: each is rounded as it is printed, then they are subtracted.
    const printed = [left!.measure.digits ?? 0, right!.measure.digits ?? 0] as const
    const digits = Math.max(...printed)
    const value = a === null || b === null ? null : round(round(a, printed[0]) - round(b, printed[1]), digits)
    return {
      ...common,
      digits,
      value,
      records: left!.parts.facts + right!.parts.facts,
      source,
      status: unsettled ? 'unsettled' : value === null ? 'missing' : 'ok',
    }
  }
  const parts = partsFor(id)
  const value = valueFrom(is, parts)
  return {
    ...common,
    value: value === null ? null : round(value, is.digits),
    records: parts.facts,
    source,
    status: unsettled ? 'unsettled' : value === null ? 'missing' : 'ok',
  }
}

function clauseOf(entry: Entry): Words {
  return { zh: `${entry.clause.zh}（自 ${entry.from} 起施行）`, en: `${entry.clause.en} (in force from ${entry.from})` }
}

function decimalsOf(value: number | null | undefined): number {
  return value === null || value === undefined ? 0 : (String(value).split('.')[1]?.length ?? 0)
}

const missingMonths = statement<{ month: Month }>(
  'figure.missing_months',
  `select m.month from generate_series($2::int, $3::int) as m(month)
   where exists (select from org where region = $1 and lower(valid) < (make_date(m.month / 12, m.month % 12 + 1, 1) + interval '1 month')::date)
     and not exists (select 1 from kept_month k where k.region = $1 and k.month = m.month and k.filled)`,
)
const keepMonths = statement(
  'figure.keep_months',
  'insert into kept_month (region, month) select $1, unnest($2::int[]) on conflict do nothing',
)

/** Sees to it that the months of a period are kept in cells, as far as they have begun. Gives true when some wait to be settled,
 *  be it that another request asked for them a moment ago. */
export async function keep(tx: Tx, period: Period, today: Day): Promise<boolean> {
  const last = Math.min(monthOf(lastDay(period)), monthOf(today))
  const missing = (await tx.all(missingMonths, [tx.region, monthOf(period.from), last])).map(row => row.month)
  if (missing.length > 0) await tx.run(keepMonths, [tx.region, missing])
  return missing.length > 0
}
