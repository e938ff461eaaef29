// One thing, one page: its life in the register, and the ties, records and cases that name it.

import type { Charter } from '../charter/charter.ts'
import type { FactRow } from '../measure/figure.api.ts'
import { type Row, toldFacts } from '../measure/proof.sql.ts'
import { refuse } from '../problem/problem.ts'
import { nameWords } from '../register/name.ts'
import { statement, type Tx } from '../store/store.ts'
import type { Day } from '../time/day.ts'
import type { Period } from '../time/period.ts'
import { MOST } from './thing.api.ts'

const ORG = 'o.id as org, o.code as "orgCode", o.short as "orgShort", o.english as "orgEnglish"'
const newestOrg = (of: string) =>
  `join lateral (select id, code, short, english from org where region = $1 and id = ${of}.org order by valid desc limit 1) o on true`
interface Stretch extends Row {
  kind: string
  name: string
  english: string
  opened: Day
  to: Day | null
}
const life = statement<Stretch>(
  'thing.life',
  `select t.id, t.kind, t.name, t.english, t.opened, lower(t.valid) as day, upper(t.valid) as "to", t.body, null as title, null as adds, ${ORG}
   from thing t ${newestOrg('t')} where t.region = $1 and t.id = $2 order by t.valid`,
)
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

interface Fact extends Row {
  kind: string
}
const NAMING =
  'x.region = $1 and x.kind = any($3::text[]) and exists (select from unnest($4::text[]) field where x.body->>field = $2::text)'
const ties = statement<Fact>(
  'thing.ties',
  `select x.id, x.kind, lower(x.valid) as day, x.body, null as title, null as adds, ${ORG}
   from tie x ${newestOrg('x')} where ${NAMING} order by x.valid desc, x.id`,
)
const records = statement<Fact>(
  'thing.records',
  `select x.id, x.kind, x.day, x.body, null as title, null as adds, ${ORG}
   from record x ${newestOrg('x')} where ${NAMING} and x.day >= $5 and x.day < $6 and x.voided_by is null
   order by x.day desc, x.id limit ${MOST + 1}`,
)

/** What is known of a thing. Throws thing.unknown for one that does not exist or that the reader may not see. */
export async function thingPage(tx: Tx, charter: Charter, id: string, period: Period) {
  const stretches = UUID.test(id) ? await tx.all(life, [tx.region, id]) : []
  const last = stretches.at(-1) ?? refuse('thing.unknown', { thing: id, kind: null })
  const states = await toldFacts(tx, charter, last.kind, stretches)
  const named = (row: Stretch) => nameWords(row)
  const orgOf = (row: Stretch) => ({ code: row.orgCode, name: { zh: row.orgShort, en: row.orgEnglish } })
  const kind = charter.kinds.get(last.kind)
  const linked = await tx.all(ties, [tx.region, id, ...naming(charter, ['tie'])])
  const used = await tx.all(records, [tx.region, id, ...naming(charter, ['record', 'case']), period.from, period.to])
  return {
    id,
    kind: last.kind,
    kindName: kind?.name ?? { zh: last.kind, en: last.kind },
    system: kind?.system.id ?? '',
    name: named(last),
    org: orgOf(last),
    opened: last.opened,
    closed: last.to,
    body: last.body,
    life: stretches.map((row, index) => ({
      from: row.day,
      to: row.to,
      name: named(row),
      org: orgOf(row),
      fields: states[index]!.fields,
    })),
    ties: await told(tx, charter, linked),
    records: await told(tx, charter, used.slice(0, MOST)),
    more: used.length > MOST,
  }
}

/** The kinds of these forms that name a thing, and the fields that do. */
export function naming(charter: Charter, forms: readonly string[]): [kinds: string[], fields: string[]] {
  const found = [...charter.kinds.values()]
    .filter(kind => forms.includes(kind.form))
    .flatMap(kind =>
      Object.entries(kind.fields)
        .filter(([, field]) => field.type === 'thing')
        .map(([field]) => ({ kind: kind.id, field })),
    )
  return [[...new Set(found.map(one => one.kind))], [...new Set(found.map(one => one.field))]]
}

/** Facts of several kinds as they are told, in the order in which they came. */
async function told(tx: Tx, charter: Charter, rows: readonly Fact[]) {
  const known = new Map<string, FactRow>()
  for (const kind of new Set(rows.map(row => row.kind)))
    for (const fact of await toldFacts(
      tx,
      charter,
      kind,
      rows.filter(row => row.kind === kind),
    ))
      known.set(fact.id, fact)
  return rows.map(row => known.get(row.id)!)
}
