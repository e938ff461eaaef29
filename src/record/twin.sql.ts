// Finds records that may tell of one event. Nothing is merged and nothing is lost: a person keeps both or withdraws one.

import { UUID } from '../charter/body.ts'
import { BOTH, type Charter, type Kind } from '../charter/charter.ts'
import type { Field, Words } from '../charter/language.ts'
import { nameWords, orgWords } from '../register/name.ts'
import { stoodAt } from '../register/organization.sql.ts'
import { statement, type Tx } from '../store/store.ts'
import type { Day } from '../time/day.ts'
import type { Month } from '../time/period.ts'
import type { Twin, TwinPair } from './twin.api.ts'
import { mayBeTwins, sameEvent } from './twin.ts'

interface Row {
  id: string
  kind: string
  org: string
  code: string
  short: string
  english: string
  day: Day
  body: Record<string, unknown>
  present: string[]
  settles: Month | null
  due: number
  author: string
  at: Date
}

const ENOUGH = 200

// Only what shares its kind, organization and day with another leaves the database.
const together = statement<Row>(
  'twin.together',
  `select r.id, r.kind, r.org, o.code, o.short, o.english, r.day, r.body, r.present, r.settles_month as settles,
     cardinality(r.present) + cardinality(r.excused) + cardinality(r.absent) + cardinality(r.made_up) as due, r.author, r.at
   from (select *, count(*) over (partition by kind, org, day) as many from record
     where region = $1 and seat >= $2 and seat < left($2, -1) || '0' and kind = any($3) and day >= $4 and day < $5 and voided_by is null) r
   ${stoodAt('r', 'r.day')}
   where r.many > 1 order by r.day desc, r.at, r.id`,
)
const kept = statement<{ one: string; other: string }>(
  'twin.kept',
  `select body->>'one' as one, body->>'other' as other from record
   where region = $1 and seat >= $2 and seat < left($2, -1) || '0' and kind = '${BOTH}' and day >= $3 and voided_by is null`,
)
const names = statement<{ id: string; name: string; english: string }>(
  'twin.names',
  `select distinct on (id) id, name, english from (
     select id, name, english, valid from person where region = $1 and id = any($2::uuid[])
     union all select id, name, english, valid from thing where region = $1 and id = any($2::uuid[])
     union all select id, short, english, valid from org where region = $1 and id = any($2::uuid[])) known
   order by id, valid desc`,
)

/** Pairs in a subtree and a stretch of days that nobody has decided about yet, the newest day first; at most 200. */
export async function twins(
  tx: Tx,
  charter: Charter,
  asked: { seat: string; from: Day; to: Day },
): Promise<TwinPair[]> {
  const kinds = [...charter.kinds.values()].filter(mayBeTwins).map(kind => kind.id)
  const rows = await tx.all(together, [tx.region, asked.seat, kinds, asked.from, asked.to])
  const decided = new Set(
    (await tx.all(kept, [tx.region, asked.seat, asked.from])).flatMap(({ one, other }) => [
      `${one} ${other}`,
      `${other} ${one}`,
    ]),
  )
  const pairs = rows.flatMap((one, n) => {
    const kind = charter.kinds.get(one.kind)!
    return rows
      .slice(n + 1)
      .filter(other => other.kind === one.kind && other.org === one.org && other.day === one.day)
      .filter(other => sameEvent(kind, one, other) && !decided.has(`${one.id} ${other.id}`))
      .map(other => ({ kind, one, other }))
  })
  const shown = pairs.slice(0, ENOUGH)
  const known = await namesIn(tx, shown)
  return shown.map(({ kind, one, other }) => ({
    kind: kind.id,
    kindName: kind.name,
    org: one.code,
    orgName: orgWords(one),
    day: one.day,
    twins: [twin(kind, one, other, known), twin(kind, other, one, known)],
  }))
}

async function namesIn(tx: Tx, pairs: readonly { one: Row; other: Row }[]): Promise<Map<string, Words>> {
  const ids = new Set(
    pairs.flatMap(({ one, other }) =>
      [one, other].flatMap(row => [...row.present, ...Object.values(row.body).filter(isId)]),
    ),
  )
  if (ids.size === 0) return new Map()
  const rows = await tx.all(names, [tx.region, [...ids]])
  return new Map(rows.map(row => [row.id, nameWords(row)]))
}

function twin(kind: Kind, row: Row, other: Row, known: ReadonlyMap<string, Words>): Twin {
  return {
    id: row.id,
    by: row.author,
    at: row.at.toISOString(),
    fields: Object.entries(kind.fields)
      .filter(([name]) => row.body[name] !== undefined)
      .map(([name, field]) => ({ name: field.name, value: told(field, row.body[name], known) })),
    present: row.present.length,
    due: row.due,
    onlyHere: row.present.filter(id => !other.present.includes(id)).flatMap(id => known.get(id) ?? []),
  }
}

function told(field: Field, value: unknown, known: ReadonlyMap<string, Words>): Words {
  if (field.type === 'flag') return value ? { zh: '是', en: 'yes' } : { zh: '否', en: 'no' }
  return field.choices?.[String(value)] ?? known.get(String(value)) ?? { zh: String(value), en: String(value) }
}

const isId = (value: unknown): value is string => typeof value === 'string' && UUID.test(value)
