// Reading the board: which organizations it shows, a window of them at a time, and how every duty stands with each.
import type { Charter, Declared } from '../charter/charter.ts'
import type { Duty } from '../charter/language.ts'
import type { Asked } from '../measure/figure.sql.ts'
import { findingWord } from '../register/finding.ts'
import { composed, statement, type Tx } from '../store/store.ts'
import { type Day, plusDays } from '../time/day.ts'
import { type Month, monthOf, type Period, turnOf } from '../time/period.ts'
import type { Status, Tally } from './duty.api.ts'
import { PREFIX } from './duty.sql.ts'
import { tallyOf } from './status.ts'

interface TallyRow {
  measure: string
  org: string
  due: number
  met: number
  excused: number
  open: number
  late: number
}
const TALLY = `sum(c.den)::int as due, sum(c.num)::int as met, sum(c.facts)::int as excused,
     coalesce(sum(c.den - c.num - c.facts) filter (where c.month >= w.open), 0)::int as open,
     coalesce(sum(c.den - c.num - c.facts) filter (where c.month >= w.late and c.month < w.open), 0)::int as late`

// Organization by organization: a plan that knows neither list would read every organization's cells of a duty instead.
const cells = statement<TallyRow>(
  'board.cells',
  `select w.measure, o.org, ${TALLY}
   from unnest($6::uuid[]) as o(org)
   cross join unnest($3::text[], $4::int[], $5::int[]) as w(measure, open, late)
   cross join lateral (select month, num, den, facts from cell
     where region = $1 and reading = $2 and org = o.org and measure = w.measure and month between $7 and $8 offset 0) c
   group by w.measure, o.org`,
)
const ownCells = statement<TallyRow>(
  'board.own_cells',
  `select c.measure, c.org, ${TALLY}
   from unnest($2::text[], $3::int[], $4::int[]) as w(measure, open, late)
   join own c on c.region = $1 and c.org = $5 and c.measure = w.measure and c.month between $6 and $7
   group by c.measure, c.org`,
)

/** An organization on the board; `below` is how many levels under the one asked for. */
export interface Column {
  readonly id: string
  readonly code: string
  readonly short: string
  readonly english: string
  readonly tier: string
  readonly sector: string
  readonly below: number
}

/** Which organizations are wanted: the level directly below or all, and what they must be or how they must stand. */
export interface Wanted {
  readonly level: 'below' | 'all'
  readonly tier?: string | undefined
  readonly sector?: string | undefined
  /** A part of the name as people type it. */
  readonly called?: string | undefined
  /** Some duty of theirs stands so; several statuses mean any of them. */
  readonly standing?: readonly Status[] | undefined
  /** Some duty of theirs stands otherwise than in this other reading. */
  readonly changedFrom?: Asked | undefined
}

/** A window of the organizations of a tree of a day, in tree order, and how many there are in all.
 *  Without `standing` and `changedFrom` it reads as many cells as nothing: those two look at every organization below. */
export async function columnsOf(
  tx: Tx,
  asked: Asked,
  treeDay: Day,
  on: Day,
  duties: readonly Declared<Duty>[],
  wanted: Wanted,
  window: { readonly offset: number; readonly limit: number },
): Promise<{ count: number; columns: Column[] }> {
  const values: unknown[] = [tx.region, treeDay, asked.place.id]
  const value = (one: unknown) => `$${values.push(one)}`
  const below = wanted.level === 'below'
  const near = [
    below ? 'o.parent = $3' : "o.path > p.path and o.path < left(p.path, -1) || '0'",
    ...(wanted.tier ? [`o.tier = ${value(wanted.tier)}`] : []),
    ...(wanted.sector ? [`o.sector = ${value(wanted.sector)}`] : []),
    ...(wanted.called ?? '')
      .split(/\s+/)
      .map(findingWord)
      .filter(Boolean)
      .map(part => answersTo(value(part))),
  ]
  const standing = [
    ...(wanted.standing ? [standsSo(wanted.standing, asked, bounds(duties, on), value)] : []),
    ...(wanted.changedFrom ? [standsOtherwise(asked, wanted.changedFrom, bounds(duties, on), value)] : []),
  ]
  const levels = (path: string) => `length(${path}) - length(replace(${path}, '/', ''))`
  // Where the organization did not stand that day, those below it are found by their parent alone.
  const rows = await tx.all(
    composed<Column & { count: number }>(
      `with near as materialized (
         select o.id, o.code, o.short, o.english, o.tier, o.sector, o.path, ${below ? '1' : `${levels('o.path')} - (${levels('p.path')})`} as below
         from org o ${below ? '' : 'join org p on p.region = $1 and p.id = $3 and p.valid @> $2::date'}
         where o.region = $1 and o.valid @> $2::date and ${near.join(' and ')}),
       wanted as materialized (select * from near ${standing.length > 0 ? `where ${standing.join(' and ')}` : ''})
       select c.count, w.* from (select count(*)::int as count from wanted) c
       left join (select * from wanted order by path offset ${value(window.offset)} limit ${value(window.limit)}) w on true
       order by w.path`,
    ),
    values,
  )
  return { count: rows[0]!.count, columns: rows.filter(row => row.id !== null) }
}

const owing = statement<{ measure: string }>(
  'board.owing',
  `select w.measure from unnest($3::text[]) as w(measure)
   where exists (select from cell c where c.region = $1 and c.reading = $2 and c.org = $4 and c.measure = w.measure and c.month between $5 and $6 and c.den > 0)`,
)

/** The groups of the duties that are owed under an organization in any of the readings, in the order of the charter. */
export async function groupsOwing(tx: Tx, charter: Charter, readings: readonly Asked[]): Promise<string[]> {
  const duties = dutiesOf(charter)
  const ids = duties.map(duty => PREFIX + duty.id)
  const owed = new Set<string>()
  for (const asked of readings)
    for (const row of await tx.all(owing, [tx.region, asked.tree, ids, asked.place.id, ...months(asked.period)]))
      owed.add(row.measure)
  return [...new Set(duties.filter(duty => owed.has(PREFIX + duty.id)).map(duty => duty.system.group))]
}

interface Bounds {
  readonly ids: readonly string[]
  readonly open: readonly Month[]
  readonly late: readonly Month[]
}

type Value = (one: unknown) => string

const LEFT = '(c.den - c.num - c.facts)'
const STANDS: Readonly<Record<Status, string>> = {
  met: 'c.num > 0',
  excused: 'c.facts > 0',
  open: `c.month >= w.open and ${LEFT} > 0`,
  late: `c.month >= w.late and c.month < w.open and ${LEFT} > 0`,
  not_met: `c.month < w.late and ${LEFT} > 0`,
}

/** Cells of duties in one reading; the statement names them c and the duties' bounds w. */
function cellsOf(asked: Asked, { ids, open, late }: Bounds, org: string, value: Value): string {
  const [first, last] = months(asked.period)
  return `unnest(${value(ids)}::text[], ${value(open)}::int[], ${value(late)}::int[]) as w(measure, open, late)
    cross join lateral (select org, month, num, den, facts from cell
      where region = $1 and reading = ${value(asked.tree)} and measure = w.measure and org ${org}
        and month between ${value(first)} and ${value(last)} offset 0) c`
}

function standsSo(statuses: readonly Status[], asked: Asked, bound: Bounds, value: Value): string {
  const any = statuses.map(status => `(${STANDS[status]})`).join(' or ')
  return `exists (select from ${cellsOf(asked, bound, '= near.id', value)} where ${any})`
}

/** Of every organization near; in the same order of attention as `tallyOf` follows. */
function statuses(asked: Asked, bound: Bounds, value: Value): string {
  return `select c.org, w.measure, case when sum(c.den) = 0 then 'none'
      ${(['not_met', 'late', 'open', 'met'] as const).map(status => `when bool_or(${STANDS[status]}) then '${status}'`).join(' ')}
      else 'excused' end as status
    from ${cellsOf(asked, bound, 'in (select id from near)', value)} group by c.org, w.measure`
}

function standsOtherwise(now: Asked, before: Asked, bound: Bounds, value: Value): string {
  return `id in (select org from (${statuses(now, bound, value)}) n full join (${statuses(before, bound, value)}) b using (org, measure)
    where coalesce(n.status, 'none') <> coalesce(b.status, 'none'))`
}

/** How a duty stands: in all, at the organization itself, and with each of the columns. */
export interface BoardRow {
  readonly duty: Declared<Duty>
  readonly total: Tally
  readonly own: Tally
  readonly cells: readonly Tally[]
}

/** How duties stand in one period and one reading: a few rows from cells, whatever lies below. In the order of `duties`. */
export async function boardRows(
  tx: Tx,
  asked: Asked,
  duties: readonly Declared<Duty>[],
  columns: readonly string[],
  on: Day,
): Promise<BoardRow[]> {
  const { ids, open, late } = bounds(duties, on)
  const [first, last] = months(asked.period)
  const top = asked.place.id
  const found = await tx.all(cells, [tx.region, asked.tree, ids, open, late, [top, ...columns], first, last])
  const own = await tx.all(ownCells, [tx.region, ids, open, late, top, first, last])
  const at = new Map(found.map(row => [`${row.measure} ${row.org}`, row]))
  const mine = new Map(own.map(row => [row.measure, row]))
  return duties.map(duty => ({
    duty,
    total: tally(at.get(`${PREFIX}${duty.id} ${top}`)),
    own: tally(mine.get(PREFIX + duty.id)),
    cells: columns.map(org => tally(at.get(`${PREFIX}${duty.id} ${org}`))),
  }))
}

/** The duties of a charter whose systems stand in a group, or all. */
export function dutiesOf(charter: Charter, group?: string): Declared<Duty>[] {
  return [...charter.duties.values()].filter(duty => !group || duty.system.group === group)
}

function tally(row: TallyRow | undefined): Tally {
  if (!row) return tallyOf({})
  const { due, met, excused, open, late } = row
  return tallyOf({ due, met, excused, open, late, notMet: due - met - excused - open - late })
}

function months(period: Period): [Month, Month] {
  return [monthOf(period.from), monthOf(period.to) - 1]
}

function bounds(duties: readonly Declared<Duty>[], on: Day): Bounds {
  const found = duties.map(duty => firstUnfinished(duty.is, on))
  return {
    ids: duties.map(duty => PREFIX + duty.id),
    open: found.map(bound => bound.open),
    late: found.map(bound => bound.late),
  }
}

/** The first month whose turn still runs on a day, and the first whose days of grace still run. */
function firstUnfinished(duty: Duty, on: Day): { open: Month; late: Month } {
  const open = monthOf(turnOf(monthOf(on), duty.every).from)
  const grace = monthOf(turnOf(monthOf(plusDays(on, -duty.grace)), duty.every).from)
  // A turn that ended less than `grace` days ago is late: it is the one in which the day `grace` days back lies.
  return { open, late: Math.min(grace, open) }
}

/** Some word of the organization o begins so; the sign behind is above every word. */
function answersTo(part: string): string {
  return `o.id in (select w.org from org_word w where w.region = $1 and w.word >= ${part} and w.word < ${part}::text || '\u{10ffff}')`
}
