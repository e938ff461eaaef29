// What lies where: things of a subtree with the point that they hold, and how often records of a period named them.

import type { Charter } from '../charter/charter.ts'
import { readPoint } from '../charter/point.ts'
import { nameWords } from '../register/name.ts'
import { statement, type Tx } from '../store/store.ts'
import type { Day } from '../time/day.ts'
import type { Period } from '../time/period.ts'
import { MOST_PLACES, type Place } from './map.api.ts'
import { naming } from './thing.sql.ts'

interface Row {
  id: string
  kind: string
  name: string
  english: string
  at: string
  code: string
  short: string
  orgEnglish: string
}
const WITHIN = `from unnest($2::text[], $3::text[]) as k(kind, field)
   join thing t on t.region = $1 and t.kind = k.kind and t.seat >= $4 and t.seat < left($4, -1) || '0' and t.valid @> $5::date`
const located = statement<Row>(
  'map.located',
  `select t.id, t.kind, t.name, t.english, t.body->>k.field as at, o.code, o.short, o.english as "orgEnglish"
   ${WITHIN} join org o on o.region = $1 and o.id = t.org and o.valid @> $5::date
   where t.body ? k.field order by o.path, t.name, t.id limit ${MOST_PLACES + 1}`,
)
const unlocated = statement<{ count: number }>(
  'map.unlocated',
  `select count(*)::int as count ${WITHIN} where not t.body ? k.field`,
)
const namings = statement<{ thing: string; count: number }>(
  'map.namings',
  `select x.body->>f.field as thing, count(*)::int as count
   from record x cross join unnest($3::text[]) as f(field)
   where x.region = $1 and x.kind = any($2::text[]) and x.seat >= $4 and x.seat < left($4, -1) || '0'
     and x.day >= $5 and x.day < $6 and x.voided_by is null and x.body->>f.field = any($7::text[]) group by 1`,
)

/** The places of a subtree on a day with the records of a period that name them, in the order of the tree. */
export async function placesIn(
  tx: Tx,
  charter: Charter,
  asked: { seat: string; on: Day; period: Period },
): Promise<{ places: Place[]; unplaced: number; more: boolean }> {
  const { seat, on, period } = asked
  const fields = [...charter.kinds.values()].flatMap(kind => {
    const field = Object.entries(kind.fields).find(([, one]) => one.type === 'point' && !one.retired)?.[0]
    return kind.form === 'thing' && field ? [{ kind: kind.id, field }] : []
  })
  const within = [tx.region, fields.map(one => one.kind), fields.map(one => one.field), seat, on]
  const rows = await tx.all(located, within)
  const shown = rows.slice(0, MOST_PLACES)
  const [kinds, named] = naming(charter, ['record', 'case'])
  const ids = shown.map(row => row.id)
  const counts = new Map(
    (ids.length > 0 ? await tx.all(namings, [tx.region, kinds, named, seat, period.from, period.to, ids]) : []).map(
      row => [row.thing, row.count],
    ),
  )
  return {
    places: shown.flatMap((row): Place[] => {
      const at = readPoint(row.at)
      if (!at) return []
      return [
        {
          id: row.id,
          name: nameWords(row),
          kind: row.kind,
          kindName: charter.kinds.get(row.kind)!.name,
          org: { code: row.code, name: { zh: row.short, en: row.orgEnglish } },
          at: [...at],
          records: counts.get(row.id) ?? 0,
        },
      ]
    }),
    unplaced: (await tx.one(unlocated, within))!.count,
    more: rows.length > shown.length,
  }
}
