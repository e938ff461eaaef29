// What duties are judged on: how organizations stood, what their own facts add, whom these name, and what was excused.
// It is read for many duties at once: a hundred of them cost as many statements as one.
import { type Charter, type Declared, EXCUSE } from '../charter/charter.ts'
import type { Duty } from '../charter/language.ts'
import { ofDay } from '../measure/select.sql.ts'
import { distinct, round, valueFrom } from '../measure/value.ts'
import { statement, type Tx } from '../store/store.ts'
import type { Day } from '../time/day.ts'
import { firstOf, lastDay, type Month, monthOf, monthsOf, type Period } from '../time/period.ts'
import type { Standing } from './status.ts'

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
 *  end: a month that is kept later calls its turn into question, so that settling bit by bit and building anew agree. */
export interface Ground {
  life(org: string): readonly Stretch[]
  /** The value of a measure over an organization's own facts in a span of a turn. */
  value(measure: string, org: string, span: Period, turn: Period): number | null
  /** The people or things that a measure counts there, each once. */
  named(measure: string, org: string, span: Period, turn: Period): ReadonlySet<string>
  excused(duty: string, org: string, turn: Period): boolean
}

const lives = statement<Stretch>(
  'duty.lives',
  'select id, code, path, tier, sector, short, english, lower(valid) as from, upper(valid) as to from org where region = $1 and id = any($2::uuid[]) order by valid',
)
// Measure by measure: a plan that knows neither list would read every fact of the organizations instead.
const ownParts = statement<{ measure: string; org: string; month: Month; num: string; den: string; facts: number }>(
  'duty.own',
  `select w.measure, o.org, o.month, sum(o.num) as num, sum(o.den) as den, sum(o.facts)::int as facts
   from unnest($2::text[], $3::int[], $4::int[]) as w(measure, first, last)
   cross join lateral (select org, month, num, den, facts from own
     where region = $1 and measure = w.measure and month between w.first and w.last and org = any($5::uuid[]) offset 0) o
   group by w.measure, o.org, o.month`,
)
const ownTallies = statement<{ measure: string; org: string; month: Month; subject: string }>(
  'duty.tally',
  `select distinct w.measure, t.org, t.month, t.subject
   from unnest($2::text[], $3::int[], $4::int[]) as w(measure, first, last)
   cross join lateral (select org, month, subject from tally
     where region = $1 and measure = w.measure and month between w.first and w.last and org = any($5::uuid[]) offset 0) t`,
)
const excuses = statement<{ duty: string; org: string; day: Day }>(
  'duty.excuses',
  `select body->>'duty' as duty, org, day from record where region = $1 and kind = '${EXCUSE}' and org = any($2::uuid[]) and day >= $3 and day < $4
     and body->>'duty' = any($5::text[]) and voided_by is null`,
)
const keptBetween = statement<{ month: Month }>(
  'duty.kept',
  'select month from kept_month where region = $1 and month between $2 and $3 order by month',
)

/** The measures that a duty reads. */
export function measuresOf({ measure, atLeast }: Duty): string[] {
  return [measure, atLeast.times, atLeast.each].filter(id => id !== undefined)
}

/** Reads what the questions rest on. */
export async function groundOf(tx: Tx, charter: Charter, questions: readonly Question[]): Promise<Ground> {
  const orgs = [...new Set(questions.flatMap(({ pairs }) => pairs.map(pair => pair.org)))]
  const spans = new Map<string, { first: Month; last: Month }>()
  for (const { duty, pairs } of questions)
    for (const id of measuresOf(duty.is)) spans.set(id, spanOf(pairs, spans.get(id)))
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
  const ids = questions.map(({ duty }) => duty.id)
  const excused = grouped(
    await tx.all(excuses, [tx.region, orgs, firstOf(first), firstOf(last + 1), ids]),
    row => `${row.duty} ${row.org}`,
  )

  const monthsFor = (measure: string, span: Period, turn: Period): Month[] => {
    if (!ofDay(charter, isOf(measure))) return monthsOf(span)
    const inTurn = kept.filter(month => month >= monthOf(turn.from) && month <= monthOf(lastDay(turn)))
    const month = inTurn.findLast(one => one <= monthOf(lastDay(span))) ?? inTurn[0]
    return month === undefined ? [] : [month]
  }
  const named: Ground['named'] = (measure, org, span, turn) =>
    new Set(
      monthsFor(measure, span, turn).flatMap(month =>
        (subjects.get(cellOf({ measure, org, month })) ?? []).map(row => row.subject),
      ),
    )
  return {
    life: org => life.get(org) ?? [],
    named,
    value: (measure, org, span, turn) => {
      const is = isOf(measure)
      if (distinct(is)) return named(measure, org, span, turn).size
      const found = monthsFor(measure, span, turn).flatMap(month => parts.get(cellOf({ measure, org, month })) ?? [])
      const add = (pick: (row: (typeof found)[number]) => number) => found.reduce((sum, row) => sum + pick(row), 0)
      const value = valueFrom(is, {
        num: add(row => Number(row.num)),
        den: add(row => Number(row.den)),
        facts: add(row => row.facts),
      })
      return value === null ? null : round(value, Math.max(is.digits ?? 0, 2))
    },
    excused: (duty, org, turn) =>
      (excused.get(`${duty} ${org}`) ?? []).some(excuse => excuse.day >= turn.from && excuse.day < turn.to),
  }
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

function cellOf({ measure, org, month }: { measure: string; org: string; month: Month }): string {
  return `${measure} ${org} ${month}`
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
