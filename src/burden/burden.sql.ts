// Reads what was asked of organizations, from the sums of their months.

import type { Charter } from '../charter/charter.ts'
import { orgWords } from '../register/name.ts'
import type { Org } from '../register/organization.sql.ts'
import { statement, type Tx } from '../store/store.ts'
import { type Day, daysBetween, plusDays } from '../time/day.ts'
import { firstOf, monthOf, type Period } from '../time/period.ts'
import type { Burden, BurdenSum, TablesTaken } from './burden.api.ts'

/** Minutes a week that a village may spend on all forms together. */
const TARGET = 30

type Row = Omit<BurdenSum, 'minutes'> & { minutes: number }

const SUMS = ['records', 'fields', 'known', 'spared', 'measured', 'minutes']
  .map(name => `coalesce(sum(e.${name}), 0)::int as ${name}`)
  .join(', ')
const WITHIN = `e.region = $1 and e.month >= $3 and e.month < $4 and e.seat >= $2 and e.seat < left($2, -1) || '0'`
const whole = statement<Row & { busy: number }>(
  'burden.whole',
  `select ${SUMS}, count(distinct e.org)::int as busy from effort e where ${WITHIN}`,
)
const itself = statement<Row>('burden.itself', `select ${SUMS} from effort e where ${WITHIN} and e.seat = $2`)
const byMonth = statement<Row & { month: number }>(
  'burden.by_month',
  `select e.month, ${SUMS} from effort e where ${WITHIN} group by e.month order by e.month`,
)
const byKind = statement<Row & { kind: string }>(
  'burden.by_kind',
  `select e.kind, ${SUMS} from effort e where ${WITHIN} group by e.kind order by sum(e.fields) desc, e.kind`,
)
const byOrg = statement<Row & { code: string; short: string; english: string; below: number }>(
  'burden.by_org',
  `select o.code, o.short, o.english, s.*,
     (select count(*)::int from org c where c.region = $1 and c.parent = o.id and c.valid @> $5::date) as below
   from org o cross join lateral (
     select ${SUMS} from effort e where e.region = $1 and e.month >= $3 and e.month < $4
       and e.seat >= o.seat and e.seat < left(o.seat, -1) || '0') s
   where o.region = $1 and o.parent = $2 and o.valid @> $5::date order by o.path`,
)

const tablesTaken = statement<TablesTaken>(
  'burden.tables',
  `select coalesce(sum(t.tables), 0)::int as tables, coalesce(sum(t.numbers), 0)::int as numbers, coalesce(sum(t.answered), 0)::int as answered
   from taken_table t where t.region = $1 and t.month >= $3 and t.month < $4 and t.seat >= $2 and t.seat < left($2, -1) || '0'`,
)
const takeTable = statement(
  'burden.take_table',
  `insert into taken_table as t (region, org, month, seat, tables, numbers, answered) values ($1, $2, $3, $4, 1, $5, $6)
   on conflict (region, org, month) do update set tables = t.tables + 1, numbers = t.numbers + excluded.numbers, answered = t.answered + excluded.answered`,
)

/** Counts a table that was taken away, in the month in which it was; a number that is not on record is null. */
export async function countTable(tx: Tx, org: Org, numbers: readonly (number | null)[], today: Day): Promise<void> {
  const answered = numbers.filter(number => number !== null).length
  await tx.run(takeTable, [tx.region, org.id, monthOf(today), org.seat, numbers.length, answered])
}

/** The burden of an organization and all below it, as they belong together today. */
export async function burdenOf(tx: Tx, charter: Charter, org: Org, period: Period, today: Day): Promise<Burden> {
  const months = [monthOf(period.from), monthOf(period.to)] as const
  const within = [tx.region, org.seat, ...months]
  const { busy, ...total } = (await tx.one(whole, within))!
  const own = (await tx.one(itself, within))!
  const orgs = await tx.all(byOrg, [tx.region, org.id, ...months, today])
  const kinds = await tx.all(byKind, within)
  const end = period.to <= today ? period.to : plusDays(today, 1)
  const weeks = Math.max(1, daysBetween(period.from, end) / 7)
  return {
    org: { code: org.code, name: orgWords(org) },
    period: period.label,
    total: told(total),
    busy,
    weekly: total.measured === 0 ? null : Math.round((total.minutes / weeks / Math.max(1, busy)) * 10) / 10,
    target: TARGET,
    tables: (await tx.one(tablesTaken, within))!,
    own: told(own),
    months: (await tx.all(byMonth, within)).map(({ month, ...sum }) => ({
      month: firstOf(month).slice(0, 7),
      sum: told(sum),
    })),
    orgs: orgs.map(({ code, short, english, below, ...sum }) => ({
      ...{ code, name: { zh: short, en: english }, below },
      sum: told(sum),
    })),
    kinds: kinds.map(({ kind, ...sum }) => ({
      kind,
      name: charter.kinds.get(kind)?.name ?? { zh: kind, en: kind },
      sum: told(sum),
    })),
  }
}

/** Minutes that nobody measured are not zero minutes. */
function told({ records, fields, known, spared, measured, minutes }: Row): BurdenSum {
  return { records, fields, known, spared, measured, minutes: measured === 0 ? null : minutes }
}
