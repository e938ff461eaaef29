// What duties are judged on: how organizations stood, what their own facts add, whom these name, and what was excused.
// It is read for many duties at once: a hundred of them cost as many statements as one.
import { type Charter, type Declared, EXCUSES, EXEMPT, EXEMPTIONS } from '../charter/charter.ts'
import type { Duty } from '../charter/language.ts'
import { accrues } from '../charter/norms.ts'
import { ofAnyDay, ofDay, onDays } from '../measure/select.sql.ts'
import { distinct, round, valueFrom } from '../measure/value.ts'
import { recurring, statement, type Tx } from '../store/store.ts'
import { type Day, plusDays } from '../time/day.ts'
import { firstOf, lastDay, lastOf, type Month, monthOf, monthsOf, type Period, turnOf } from '../time/period.ts'
import type { Held, Standing } from './accrual.ts'

/** A stretch of an organization's life, with its name. */
export interface Stretch extends Standing {
  readonly id: string
  readonly code: string
  readonly path: string
  readonly short: string
  readonly english: string
}

/** A duty, and the turns in which organizations are asked about it. */
export interface Question {
  readonly duty: Declared<Duty>
  readonly pairs: readonly { readonly org: string; readonly turn: Period }[]
}

/** Answers from what was read. What describes a day is read in a kept month of the same turn, the nearest before the span's
 *  end: a month that is kept later calls its turn into question, so that settling bit by bit and building anew agree.
 *  What happened counts in the turn that it is for; with `by`, only what was done by that day. */
export interface Ground {
  life(org: string): readonly Stretch[]
  /** The value of a measure over an organization's own facts in a span of a turn. */
  value(measure: string, org: string, span: Period, turn: Period, by?: Day): number | null
  /** The people or things that a measure counts there, each once. */
  named(measure: string, org: string, span: Period, turn: Period, by?: Day): ReadonlySet<string>
  /** The days after a turn on which something was done for it, in order. */
  after(measure: string, org: string, turn: Period): Day[]
  excused(duty: string, org: string, turn: Period): boolean
  exempt(duty: string, org: string, turn: Period): boolean
  /** Whether a turn began before the day since which records are kept at an organization, as it stands in its stretch. */
  before(stretch: Stretch, turn: Period): boolean
  /** For whom, or for how many, money is owed in a turn, day by day. */
  held(times: string, org: string, turn: Period): readonly Held[]
}

const lives = statement<Stretch>(
  'duty.lives',
  'select id, code, path, tier, sector, short, english, lower(valid) as from, upper(valid) as to from org where region = $1 and id = any($2::uuid[]) order by valid',
)
/** A part of a measure, in the month for which it counts and so many days after it; from the month `back` on it does not count. */
interface Cell {
  readonly measure: string
  readonly org: string
  readonly turn: Month
  readonly after: number
  readonly back: Month
}

// Measure by measure: a plan that knows neither list would read every fact of the organizations instead. What came after its
// turn stands in a small index of its own.
const ownParts = statement<Cell & { num: string; den: string; facts: number }>(
  'duty.own',
  `select w.measure, o.org, o.turn, o.after, o.back, sum(o.num) as num, sum(o.den) as den, sum(o.facts)::int as facts
   from unnest($2::text[], $3::int[], $4::int[]) as w(measure, first, last)
   cross join lateral (select org, turn, after, back, num, den, facts from own
     where region = $1 and measure = w.measure and month between w.first and w.last and turn = month and org = any($5::uuid[])
     union all select org, turn, after, back, num, den, facts from own
     where region = $1 and measure = w.measure and turn between w.first and w.last and turn <> month and org = any($5::uuid[]) offset 0) o
   group by w.measure, o.org, o.turn, o.after, o.back`,
)
const ownTallies = statement<Cell & { subject: string }>(
  'duty.tally',
  `select distinct w.measure, t.org, t.turn, t.after, t.back, t.subject
   from unnest($2::text[], $3::int[], $4::int[]) as w(measure, first, last)
   cross join lateral (select org, turn, after, back, subject from tally
     where region = $1 and measure = w.measure and month between w.first and w.last and turn = month and org = any($5::uuid[])
     union all select org, turn, after, back, subject from tally
     where region = $1 and measure = w.measure and turn between w.first and w.last and turn <> month and org = any($5::uuid[]) offset 0) t`,
)
// Exemptions are few: the months in which one began are known before any record is read.
const exempting = statement<{ first: Month | null; last: Month | null }>(
  'duty.exempting',
  `select min(month) as first, max(month) as last from tally where region = $1 and measure = '${EXEMPTIONS}' and month <= $2 and org = any($3::uuid[])`,
)
const exemptions = statement<{ duty: string; org: string; from: Day; until: Day }>(
  'duty.exempt',
  `select body->>'duty' as duty, org, day as from, body->>'until' as until from record
   where region = $1 and kind = '${EXEMPT}' and org = any($2::uuid[]) and origin is null and day >= $3 and day <= $4 and voided_by is null`,
)
const keptDays = statement<{ code: string; day: Day }>(
  'duty.kept_since',
  'select code, day from kept_since where region = $1',
)
// Where a day may count otherwise than the one before: a post, a membership, a person's state, a thing, a tie or the place
// of the organization begins or ends.
const breaks = statement<{ org: string; day: Day }>(
  'duty.breaks',
  `select distinct org, day from (
     select f.org, unnest(array[lower(f.valid), upper(f.valid), lower(p.valid)]) as day from post f
       join person p on p.region = $1 and p.id = f.person and p.valid && f.valid where f.region = $1 and f.org = any($2::uuid[]) and f.valid && daterange($3, $4)
     union all
     select f.org, unnest(array[lower(f.valid), upper(f.valid), lower(p.valid)]) from membership f
       join person p on p.region = $1 and p.id = f.person and p.valid && f.valid where f.region = $1 and f.org = any($2::uuid[]) and f.valid && daterange($3, $4)
         and $5::text[] && array['members']
     union all
     select org, unnest(array[lower(valid), upper(valid)]) from thing where region = $1 and org = any($2::uuid[]) and kind = any($5::text[]) and valid && daterange($3, $4)
     union all
     select org, unnest(array[lower(valid), upper(valid)]) from tie where region = $1 and org = any($2::uuid[]) and valid && daterange($3, $4)
     union all
     select id, unnest(array[lower(valid), upper(valid)]) from org where region = $1 and id = any($2::uuid[]) and valid && daterange($3, $4)) x
   where day > $3 and day < $4 order by org, day`,
)
interface Counted {
  readonly org: string
  readonly day: Day
  readonly subject: string | null
  readonly count: number
}
const keptBetween = statement<{ month: Month }>(
  'duty.kept',
  'select month from kept_month where region = $1 and month between $2 and $3 order by month',
)

/** The measures that a duty reads. */
export function measuresOf({ measure, atLeast, who }: Duty): string[] {
  return [measure, atLeast.times, atLeast.each, who.sized?.measure].filter(id => id !== undefined)
}

/** Reads what the questions rest on. */
export async function groundOf(tx: Tx, charter: Charter, questions: readonly Question[]): Promise<Ground> {
  const orgs = [...new Set(questions.flatMap(({ pairs }) => pairs.map(pair => pair.org)))]
  const spans = new Map<string, { first: Month; last: Month }>()
  for (const { duty, pairs } of questions)
    for (const id of [...measuresOf(duty.is), EXCUSES]) spans.set(id, spanOf(pairs, spans.get(id)))
  const { first, last } = spanOf(questions.flatMap(({ pairs }) => pairs))
  const isOf = (id: string) => charter.measures.get(id)!.is
  const read = (which: (id: string) => boolean) => {
    const ids = [...spans.keys()].filter(which)
    return [ids, ids.map(id => spans.get(id)!.first), ids.map(id => spans.get(id)!.last)] as const
  }
  const counted = read(id => distinct(isOf(id)))
  const added = read(id => !distinct(isOf(id)))

  const life = grouped(await tx.all(lives, [tx.region, orgs]), stretch => stretch.id)
  const parts = grouped(added[0].length > 0 ? await tx.all(ownParts, [tx.region, ...added, orgs]) : [], cellOf)
  const subjects = grouped(counted[0].length > 0 ? await tx.all(ownTallies, [tx.region, ...counted, orgs]) : [], cellOf)
  const kept = [...spans.keys()].some(id => ofDay(charter, isOf(id)))
    ? (await tx.all(keptBetween, [tx.region, first, last])).map(row => row.month)
    : []
  const began = await tx.one(exempting, [tx.region, last, orgs])
  const exempted = grouped(
    began?.first != null ? await tx.all(exemptions, [tx.region, orgs, firstOf(began.first), lastOf(began.last!)]) : [],
    row => `${row.duty} ${row.org}`,
  )
  const keptSince = new Map((await tx.all(keptDays, [tx.region])).map(row => [row.code, row.day]))

  const heldIn = await heldOf(tx, charter, questions)

  const monthsFor = (measure: string, span: Period, turn: Period): Month[] => {
    if (!ofDay(charter, isOf(measure))) return monthsOf(span)
    const inTurn = kept.filter(month => month >= monthOf(turn.from) && month <= monthOf(lastDay(turn)))
    const month = inTurn.findLast(one => one <= monthOf(lastDay(span))) ?? inTurn[0]
    return month === undefined ? [] : [month]
  }
  const named: Ground['named'] = (measure, org, span, turn, by) =>
    new Set(
      monthsFor(measure, span, turn).flatMap(month =>
        standing(subjects.get(cellOf({ measure, org, turn: month })) ?? [], span, by).map(row => row.subject),
      ),
    )
  const value: Ground['value'] = (measure, org, span, turn, by) => {
    const is = isOf(measure)
    if (distinct(is)) return named(measure, org, span, turn, by).size
    const found = monthsFor(measure, span, turn).flatMap(month =>
      standing(parts.get(cellOf({ measure, org, turn: month })) ?? [], span, by),
    )
    const add = (pick: (row: (typeof found)[number]) => number) => found.reduce((sum, row) => sum + pick(row), 0)
    const value = valueFrom(is, {
      num: add(row => Number(row.num)),
      den: add(row => Number(row.den)),
      facts: add(row => row.facts),
    })
    return value === null ? null : round(value, Math.max(is.digits ?? 0, 2))
  }
  return {
    life: org => life.get(org) ?? [],
    named,
    value,
    after: (measure, org, turn) => {
      const rows: ReadonlyMap<string, readonly Cell[]> = distinct(isOf(measure)) ? subjects : parts
      const found = monthsFor(measure, turn, turn).flatMap(
        month => rows.get(cellOf({ measure, org, turn: month })) ?? [],
      )
      const days = found.filter(row => row.after > 0 && dayOf(row) >= turn.to).map(dayOf)
      return [...new Set(days)].sort()
    },
    excused: (duty, org, turn) => named(EXCUSES, org, turn, turn).has(duty),
    exempt: (duty, org, turn) =>
      (exempted.get(`${duty} ${org}`) ?? []).some(one => one.from <= turn.from && turn.from <= one.until),
    before: (stretch, turn) => {
      const nearest = stretch.path.split('/').findLast(code => keptSince.has(code))
      return nearest !== undefined && turn.from < keptSince.get(nearest)!
    },
    held: (times, org, turn) =>
      heldIn.get(`${times} ${org} ${turn.label}`) ??
      monthsOf(turn).map(month => {
        const { from, to } = turnOf(month, 'month')
        const of = { label: '', from, to }
        return {
          from,
          to,
          whom: distinct(isOf(times)) ? [...named(times, org, of, turn)] : (value(times, org, of, turn) ?? 0),
        }
      }),
  }
}

/** What is not taken back by the end of a span, and came by a day: a case that was opened again in it is not closed. */
function standing<C extends Cell>(cells: readonly C[], span: Period, by?: Day): C[] {
  return cells.filter(cell => cell.back > monthOf(lastDay(span)) && (by === undefined || dayOf(cell) <= by))
}

/** The day on which what counts for a month came; the month's last one where it came in the month itself. */
function dayOf({ turn, after }: Pick<Cell, 'turn' | 'after'>): Day {
  return plusDays(lastOf(turn), after)
}

/** For whom money is owed, read from the register on every day on which it may change. Measures that the register does not
 *  tell day by day are left out. */
async function heldOf(tx: Tx, charter: Charter, questions: readonly Question[]): Promise<Map<string, Held[]>> {
  const asked = questions.flatMap(({ duty, pairs }) => {
    const { times, standard } = duty.is.atLeast
    const measure = times === undefined ? undefined : charter.measures.get(times)!.is
    return measure && ofAnyDay(charter, measure) && accrues(charter.standards.get(standard)!.is)
      ? [{ times: times!, measure, pairs }]
      : []
  })
  const held = new Map<string, Held[]>()
  for (const { times, measure, pairs } of asked) {
    const orgs = [...new Set(pairs.map(pair => pair.org))]
    const { first, last } = spanOf(pairs)
    const changes = grouped(
      await tx.all(breaks, [tx.region, orgs, firstOf(first), firstOf(last + 1), [measure.over]]),
      row => row.org,
    )
    const cuts = pairs.map(({ org, turn }) => ({
      org,
      turn,
      days: [
        turn.from,
        ...(changes.get(org) ?? []).map(row => row.day).filter(day => day > turn.from && day < turn.to),
      ],
    }))
    const days = { orgs: cuts.flatMap(cut => cut.days.map(() => cut.org)), days: cuts.flatMap(cut => cut.days) }
    const { text, values } = onDays(charter, measure, tx.region, days)
    const counted = grouped(
      await tx.all(recurring<Counted>(text, days.days.length), values),
      row => `${row.org} ${row.day}`,
    )
    for (const { org, turn, days } of cuts)
      held.set(
        `${times} ${org} ${turn.label}`,
        days.map((from, index) => {
          const rows = counted.get(`${org} ${from}`) ?? []
          const whom = distinct(measure) ? rows.map(row => row.subject!) : (rows[0]?.count ?? 0)
          return { from, to: days[index + 1] ?? turn.to, whom }
        }),
      )
  }
  return held
}

/** The months from the first turn's first to the last turn's last, with those known before. */
function spanOf(
  pairs: Question['pairs'],
  known: { first: Month; last: Month } = { first: Number.POSITIVE_INFINITY, last: Number.NEGATIVE_INFINITY },
): { first: Month; last: Month } {
  return pairs.reduce(
    ({ first, last }, { turn }) => ({
      first: Math.min(first, monthOf(turn.from)),
      last: Math.max(last, monthOf(turn.to) - 1),
    }),
    known,
  )
}

function cellOf({ measure, org, turn }: { measure: string; org: string; turn: Month }): string {
  return `${measure} ${org} ${turn}`
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
