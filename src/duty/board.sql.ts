// Reading the board: which organizations it shows, a window of them at a time, and how every duty stands with each.
import type { Charter, Declared } from '../charter/charter.ts'
import type { Duty, Strength } from '../charter/language.ts'
import { type By, COUNTED, STATUSES, type Status } from '../charter/standing.ts'
import { CLEAR, doubtsBelow, doubtsIn, ownDoubts } from '../measure/doubt.sql.ts'
import type { Doubts } from '../measure/figure.api.ts'
import { type Asked, columnOf } from '../measure/figure.sql.ts'
import { findingWord } from '../register/finding.ts'
import { composed, statement, type Tx } from '../store/store.ts'
import { type Day, plusDays } from '../time/day.ts'
import { MONTHS_IN, type Month, monthOf, type Period, turnOf } from '../time/period.ts'
import type { Stands, Tally } from './duty.api.ts'
import { PREFIX } from './duty.sql.ts'
import { MISSED, tallyOf } from './status.ts'

const LEFT = '(c.den - c.num - c.facts - coalesce(c.exempt, 0))'
const OVER = 'c.month < w.late'
/** How many turns of a cell c of a duty w stand so, as SQL; null where that is in no count. What is over and undone follows
 *  from the strength of the norm: it is missed, it wants a reason, or it is nothing at all. */
const COUNT: Readonly<Record<By, string | null>> = {
  done: '(c.num - coalesce(c.late, 0))',
  done_late: 'coalesce(c.late, 0)',
  waived: 'c.facts',
  waived_for_a_time: 'coalesce(c.exempt, 0)',
  runs: `(case when c.month >= w.open then ${LEFT} else 0 end)`,
  grace: `(case when c.month >= w.late and c.month < w.open then ${LEFT} else 0 end)`,
  missed: `(case when ${OVER} and w.missed = 'not_met' then ${LEFT} else 0 end)`,
  wanting: `(case when ${OVER} and w.missed = 'asks' then ${LEFT} else 0 end)`,
  before: null,
}
const COUNTS = COUNTED.map(({ status, count, by }) => ({ status, count, sql: COUNT[by]! }))

type TallyRow = { measure: string; org: string } & Omit<Tally, 'due' | 'status'>
const TALLY = COUNTS.map(({ count, sql }) => `coalesce(sum(${sql}), 0)::int as "${count}"`).join(', ')

// Organization by organization: a plan that knows neither list would read every organization's cells of a duty instead.
const cells = statement<TallyRow>(
  'board.cells',
  `select w.measure, o.org, ${TALLY}
   from unnest($6::uuid[]) as o(org)
   cross join unnest($3::text[], $4::int[], $5::int[], $9::text[]) as w(measure, open, late, missed)
   cross join lateral (select month, num, den, facts, late, exempt from cell
     where region = $1 and reading = $2 and org = o.org and measure = w.measure and month between $7 and $8 offset 0) c
   group by w.measure, o.org`,
)
const ownCells = statement<TallyRow>(
  'board.own_cells',
  `select c.measure, c.org, ${TALLY}
   from unnest($2::text[], $3::int[], $4::int[], $8::text[]) as w(measure, open, late, missed)
   join own c on c.region = $1 and c.org = $5 and c.measure = w.measure and c.month between $6 and $7
   group by c.measure, c.org`,
)

// Facts that came after the turn of their duty: few, and in an index of their own. `$4` are the months of a turn.
const settledDays = (of: 'path' | 'seat' | 'org') => {
  const below = of === 'org' ? 't.org = p.id' : `t.${of} >= p.${of} and t.${of} < left(p.${of}, -1) || '0'`
  return statement<{ duty: string; org: string; day: Day }>(
    `board.settled_by_${of}`,
    `select w.duty, p.id as org, max((make_date(t.turn / 12, t.turn % 12 + 1, 1) + interval '1 month' - interval '1 day')::date + t.after) as day
     from unnest($2::text[], $3::text[], $4::int[]) as w(duty, measure, months)
     cross join (select distinct id, path, seat from org where region = $1 and id = any($5::uuid[])) p
     join own t on t.region = $1 and t.measure = w.measure and ${below} and t.turn between $6 and $7 and t.turn <> t.month
       and t.month > t.turn - t.turn % w.months + w.months - 1 and t.facts > 0
     group by w.duty, p.id`,
  )
}
const settled = { path: settledDays('path'), seat: settledDays('seat'), org: settledDays('org') }

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

/** A duty with how strongly its norm speaks: by that an undone turn is judged. */
export interface Owing extends Declared<Duty> {
  readonly strength: Strength
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
  duties: readonly Owing[],
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
  /** How an undone turn that is over stands, by the strength of its norm. */
  readonly missed: readonly (Status | null)[]
}

type Value = (one: unknown) => string

/** Cells of duties in one reading; the statement names them c and the duties' bounds w. */
function cellsOf(asked: Asked, { ids, open, late, missed }: Bounds, org: string, value: Value): string {
  const [first, last] = months(asked.period)
  return `unnest(${value(ids)}::text[], ${value(open)}::int[], ${value(late)}::int[], ${value(missed)}::text[]) as w(measure, open, late, missed)
    cross join lateral (select org, month, num, den, facts, late, exempt from cell
      where region = $1 and reading = ${value(asked.tree)} and measure = w.measure and org ${org}
        and month between ${value(first)} and ${value(last)} offset 0) c`
}

function standsSo(statuses: readonly Status[], asked: Asked, bound: Bounds, value: Value): string {
  const any = statuses.map(status => `${COUNT[STATUSES[status].by] ?? 'null'} > 0`).join(' or ')
  return `exists (select from ${cellsOf(asked, bound, '= near.id', value)} where ${any})`
}

/** Of every organization near; in the same order of attention as `tallyOf` follows. */
function statuses(asked: Asked, bound: Bounds, value: Value): string {
  return `select c.org, w.measure, case ${COUNTS.map(({ status, sql }) => `when sum(${sql}) > 0 then '${status}'`).join(' ')}
      else 'none' end as status
    from ${cellsOf(asked, bound, 'in (select id from near)', value)} group by c.org, w.measure`
}

function standsOtherwise(now: Asked, before: Asked, bound: Bounds, value: Value): string {
  return `id in (select org from (${statuses(now, bound, value)}) n full join (${statuses(before, bound, value)}) b using (org, measure)
    where coalesce(n.status, 'none') <> coalesce(b.status, 'none'))`
}

/** How a duty stands: in all, at the organization itself, and with each of the columns. */
export interface BoardRow {
  readonly duty: Owing
  readonly total: Tally & Beside
  readonly own: Tally & Beside
  readonly cells: readonly (Tally & Beside)[]
}

/** Pairs of records that may tell of one event, and what was held with nobody there. */
type Doubtful = Pick<Doubts, 'twins' | 'nobody'>

/** The last day on which something for a turn came after its end. */
type Settled = Pick<Stands, 'settled'>

/** What a cell says beside its tally. */
export type Beside = Doubtful & Settled

/** How duties stand in one period and one reading: a few rows from cells, whatever lies below. In the order of `duties`. */
export async function boardRows(
  tx: Tx,
  asked: Asked,
  duties: readonly Owing[],
  columns: readonly string[],
  on: Day,
): Promise<BoardRow[]> {
  const { ids, open, late, missed } = bounds(duties, on)
  const [first, last] = months(asked.period)
  const top = asked.place.id
  const found = await tx.all(cells, [tx.region, asked.tree, ids, open, late, [top, ...columns], first, last, missed])
  const own = await tx.all(ownCells, [tx.region, ids, open, late, top, first, last, missed])
  const at = new Map(found.map(row => [`${row.measure} ${row.org}`, row]))
  const mine = new Map(own.map(row => [row.measure, row]))
  const measured = [...new Set(duties.map(duty => duty.is.measure))]
  const read = [measured, measured.map(() => first), measured.map(() => last)] as const
  const doubtful = await doubtsBelow(tx, asked.tree, read, [top, ...columns])
  const mineToo = await ownDoubts(
    tx,
    measured.map(measure => ({ measure, first, last })),
    [top],
  )
  const counting = [
    duties.map(duty => duty.id),
    duties.map(duty => duty.is.measure),
    duties.map(duty => MONTHS_IN[duty.is.every]),
  ]
  const came = new Map(
    (await tx.all(settled[columnOf(asked.tree)], [tx.region, ...counting, [top, ...columns], first, last])).map(row => [
      `${row.duty} ${row.org}`,
      row.day,
    ]),
  )
  const mineCame = new Map(
    (await tx.all(settled.org, [tx.region, ...counting, [top], first, last])).map(row => [row.duty, row.day]),
  )
  return duties.map(duty => {
    const below = (org: string) => ({
      ...doubt(doubtful.get(`${duty.is.measure} ${org}`)),
      settled: came.get(`${duty.id} ${org}`) ?? null,
    })
    return {
      duty,
      total: { ...tally(at.get(`${PREFIX}${duty.id} ${top}`)), ...below(top) },
      own: {
        ...tally(mine.get(PREFIX + duty.id)),
        ...doubt(doubtsIn(mineToo.filter(row => row.measure === duty.is.measure))),
        settled: mineCame.get(duty.id) ?? null,
      },
      cells: columns.map(org => ({ ...tally(at.get(`${PREFIX}${duty.id} ${org}`)), ...below(org) })),
    }
  })
}

/** The duties of a charter whose systems stand in a group, or all, each with how strongly its norm speaks. */
export function dutiesOf(charter: Charter, group?: string): Owing[] {
  return [...charter.duties.values()]
    .filter(duty => !group || duty.system.group === group)
    .map(duty => ({ ...duty, strength: charter.standards.get(duty.is.atLeast.standard)!.is.strength }))
}

function doubt({ twins, nobody }: Doubts = CLEAR): Doubtful {
  return { twins, nobody }
}

function tally(row: TallyRow | undefined): Tally {
  return tallyOf(row ?? {})
}

function months(period: Period): [Month, Month] {
  return [monthOf(period.from), monthOf(period.to) - 1]
}

function bounds(duties: readonly Owing[], on: Day): Bounds {
  const found = duties.map(duty => firstUnfinished(duty.is, on))
  return {
    ids: duties.map(duty => PREFIX + duty.id),
    open: found.map(bound => bound.open),
    late: found.map(bound => bound.late),
    missed: duties.map(duty => MISSED[duty.strength]),
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
