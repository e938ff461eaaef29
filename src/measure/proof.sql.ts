// The proof behind a figure: one query back to the facts that it counts, named for the reader.

import { type Charter, recordable, withoutGrades } from '../charter/charter.ts'
import { DAY, type FieldType, type Words } from '../charter/language.ts'
import { recordNames } from '../record/named.sql.ts'
import { nameWords } from '../register/name.ts'
import { composed, statement, type Tx } from '../store/store.ts'
import type { Day } from '../time/day.ts'
import type { FactRow, PlaceRow } from './figure.api.ts'
import { type Asked, monthsRead } from './figure.sql.ts'
import { codeWord, fieldWord } from './formula.ts'
import {
  adding,
  conditions,
  filterOf,
  NEVER,
  Parameters,
  selectorOf,
  type Using,
  usedIn,
  uses,
  WANTED,
} from './select.sql.ts'
import { distinct } from './value.ts'

interface Counted {
  org: string
  seat: string
  month: number
}
/** Organizations and months in the subtree whose own facts a measure has counted, more than so many; so the proof reads no others. */
const countedIn = (column: 'month' | 'turn') => ({
  path: statement<Counted>(
    `proof.counted_then_by_${column}`,
    `select distinct t.org, t.seat, t.month from (select distinct path from org where region = $1 and id = $2) p
     join own t on t.region = $1 and t.measure = $3 and t.${column} between $4 and $5 and t.path >= p.path and t.path < left(p.path, -1) || '0'
     where t.facts > $6 and t.back > $5`,
  ),
  seat: statement<Counted>(
    `proof.counted_now_by_${column}`,
    `select distinct org, seat, month from own
     where region = $1 and measure = $2 and ${column} between $3 and $4 and seat >= $5 and seat < left($5, -1) || '0' and facts > $6 and back > $4`,
  ),
})
const counted = { day: countedIn('month'), turn: countedIn('turn') }
const pathsOf = statement<{ path: string }>(
  'proof.paths',
  'select distinct path from org where region = $1 and id = $2',
)
const personNames = statement<{ id: string; name: string; english: string }>(
  'proof.people',
  'select distinct on (id) id, name, english from person where region = $1 and id = any($2::uuid[]) order by id, valid desc',
)
const thingNames = statement<{ id: string; name: string; english: string }>(
  'proof.things',
  'select distinct on (id) id, name, english from thing where region = $1 and id = any($2::uuid[]) order by id, valid desc',
)
const orgNames = statement<{ id: string; name: string; english: string }>(
  'proof.orgs',
  'select distinct on (id) id, short as name, english from org where region = $1 and id = any($2::uuid[]) order by id, valid desc',
)

/** A fact as it is stored, with the organization to which it belongs. */
export interface Row {
  id: string
  org: string
  orgCode: string
  orgShort: string
  orgEnglish: string
  day: Day
  /** Of a record: the turn that it names. */
  settles?: string | null
  title: string | null
  body: Record<string, unknown>
  adds: string | null
  /** Of a record: its kind, where a measure reads several; whether somebody was there; and others that look the same. */
  kind?: string
  held?: 'nobody' | 'untold' | null
  twins?: number
}

/** Facts behind a measure's value, newest first; for a difference, those of both its parts. */
export async function facts(
  tx: Tx,
  charter: Charter,
  id: string,
  asked: Asked,
  page: { limit: number; offset: number },
): Promise<FactRow[]> {
  const { is } = charter.measures.get(id)!
  if (is.op === 'standard') return []
  if (is.op === 'difference')
    return [...(await facts(tx, charter, is.of[0], asked, page)), ...(await facts(tx, charter, is.of[1], asked, page))]
  const { first, last } = monthsRead(charter, is, asked)
  const places = await placesCounted(tx, id, asked, { first, last }, 0)
  if (places.length === 0) return []
  const parameters = new Parameters(
    tx.region,
    places.map(row => row.org),
    places.map(row => row.seat),
    places.map(row => row.month),
  )
  parameters.sighted = false
  if (is.op === 'utilization') return usesBehind(tx, charter, is, { asked, page, parameters })
  const selector = selectorOf(charter, is, parameters)
  const stands = selector.back === NEVER ? '' : ` and ${selector.back} > ${parameters.add(last)}::int`
  const turns =
    asked.by === 'turn'
      ? ` and ${selector.turn} between ${parameters.add(first)}::int and ${parameters.add(last)}::int`
      : ''
  const filter =
    filterOf(charter, is, selector, parameters) +
    stands +
    turns +
    (await inSubtree(tx, asked, selector.path, parameters))
  const adds = distinct(is) ? 'null' : adding(charter, is, selector, parameters).num
  const { doubts } = selector
  const doubtful = doubts
    ? `, case when ${doubts.nobody()} then 'nobody' when ${doubts.untold()} then 'untold' end as held, ${doubts.twins()}::int as twins`
    : ''
  const rows = await tx.all(
    composed<Row>(`${WANTED} select ${selector.id} as id, o.id as org, o.code as "orgCode", o.short as "orgShort", o.english as "orgEnglish",
        ${selector.day} as day, ${selector.settles} as settles, ${selector.title} as title, ${selector.body} as body, ${adds} as adds${doubtful}
      ${selector.from} where true${filter}
      order by ${selector.day} desc, o.path, ${selector.id} limit ${parameters.add(page.limit)} offset ${parameters.add(page.offset)}`),
    parameters.values,
  )
  return toldFacts(tx, charter, is.over, rows)
}

/** Where and when the own facts of a measure lie that count in a period, by the day or by the turn that they are for. */
function placesCounted(
  tx: Tx,
  id: string,
  asked: Asked,
  { first, last }: { first: number; last: number },
  moreThan: number,
): Promise<Counted[]> {
  const by = counted[asked.by ?? 'day']
  return asked.tree === 'then'
    ? tx.all(by.path, [tx.region, asked.place.id, id, first, last, moreThan])
    : tx.all(by.seat, [tx.region, id, first, last, asked.place.seat, moreThan])
}

/** The records that used the things of the organizations counted, newest first. */
async function usesBehind(
  tx: Tx,
  charter: Charter,
  is: Using,
  { asked, page, parameters }: { asked: Asked; page: { limit: number; offset: number }; parameters: Parameters },
): Promise<FactRow[]> {
  const column = (name: string) => `(x.body->>${parameters.add(name)}::text)`
  const thing = parameters.add(is.of)
  const where = conditions(charter, is.where, { column, moment: 'w.last' }, parameters)
  const filter = where + (await inSubtree(tx, asked, 'p.path', parameters))
  const rows = await tx.all(
    composed<Row>(`${WANTED} select f.id, f.kind, o.id as org, o.code as "orgCode", o.short as "orgShort", o.english as "orgEnglish",
        f.day, f.settles, null as title, f.body, null as adds
      from w join thing x on x.region = $1 and x.org = w.org and x.kind = ${thing} and x.valid @> w.last
      join org p on p.region = $1 and p.id = w.org and p.valid @> w.last
      join record f on ${usedIn(charter, is, parameters)}
      join org o on o.region = $1 and o.id = f.org and o.valid @> f.day
      where true${filter} order by f.day desc, o.path, f.id limit ${parameters.add(page.limit)} offset ${parameters.add(page.offset)}`),
    parameters.values,
  )
  const told = new Map<string, FactRow>()
  for (const kind of is.by)
    for (const fact of await toldFacts(
      tx,
      charter,
      kind,
      rows.filter(row => row.kind === kind),
    ))
      told.set(fact.id, fact)
  return rows.map(row => told.get(row.id)!)
}

/** How far each thing behind a utilization was used in a period, in the order of the tree: full use, less, or not at all. */
export async function placesBehind(tx: Tx, charter: Charter, id: string, asked: Asked): Promise<PlaceRow[]> {
  const is = charter.measures.get(id)?.is
  if (is?.op !== 'utilization') return []
  const { first, last } = monthsRead(charter, is, asked)
  const places = await placesCounted(tx, id, asked, { first, last }, -1)
  if (places.length === 0) return []
  const months = places.map(row => row.month)
  const parameters = new Parameters(
    tx.region,
    places.map(row => row.org),
    places.map(row => row.seat),
    months,
  )
  const used = uses(charter, is, months, parameters)
  const filter = await inSubtree(tx, asked, 'u.path', parameters)
  const rows = await tx.all(
    composed<{
      id: string
      name: string
      english: string
      code: string
      short: string
      orgEnglish: string
      used: number
      full: number
    }>(
      `${WANTED}, u as (${used})
       select u.thing as id, (array_agg(u.name order by u.month desc))[1] as name, (array_agg(u.english order by u.month desc))[1] as english,
         o.code, o.short, o.english as "orgEnglish", sum(least(u.days, u.full_use))::float8 as used, sum(u.full_use)::float8 as full
       from u join lateral (select * from org o where o.region = $1 and o.id = u.org order by o.valid desc limit 1) o on true
       where true${filter} group by u.thing, o.code, o.short, o.english, o.path order by o.path, name`,
    ),
    parameters.values,
  )
  return rows.map(row => ({
    id: row.id,
    name: nameWords(row),
    org: row.code,
    orgName: { zh: row.short, en: row.orgEnglish },
    used: row.used,
    full: row.full,
    state: row.used === 0 ? 'unused' : row.used < row.full ? 'below' : 'full',
  }))
}

/** Under the tree of that day a moved organization counts only while it stood in the subtree. */
async function inSubtree(tx: Tx, asked: Asked, path: string, parameters: Parameters): Promise<string> {
  if (asked.tree === 'now') return ''
  const paths = (await tx.all(pathsOf, [tx.region, asked.place.id])).map(row => row.path)
  return ` and (${paths.map(one => `(${path} >= ${parameters.add(one)} and ${path} < ${parameters.add(`${one.slice(0, -1)}0`)})`).join(' or ')})`
}

const TELLING: ReadonlySet<FieldType> = new Set(['text', 'choice', 'person', 'org', 'thing', 'record'])

/** Gives every fact of a kind its title and its fields in words; ids of people, things and organizations become names,
 *  and grades stay in the files of those graded. */
export async function toldFacts(tx: Tx, charter: Charter, over: string, stored: readonly Row[]): Promise<FactRow[]> {
  const kind = charter.kinds.get(over)
  const rows = stored.map(row => ({ ...row, body: withoutGrades(kind, row.body) }))
  const typed = (type: string) =>
    Object.entries(kind?.fields ?? {})
      .filter(([, field]) => field.type === type)
      .map(([name]) => name)
  const idsIn = (names: readonly string[]) => [
    ...new Set(
      rows.flatMap(row => names.map(name => row.body[name]).filter(value => typeof value === 'string') as string[]),
    ),
  ]
  const names = new Map<string, Words>()
  const learn = async (statementOf: typeof personNames, ids: string[]) => {
    if (ids.length > 0) for (const row of await tx.all(statementOf, [tx.region, ids])) names.set(row.id, nameWords(row))
  }
  await learn(personNames, idsIn(kind ? typed('person') : ['person']))
  await learn(thingNames, [...idsIn(typed('thing')), ...(kind?.form === 'thing' ? rows.map(row => row.id) : [])])
  await learn(orgNames, idsIn(typed('org')))
  for (const [id, name] of await recordNames(tx, charter, idsIn(typed('record')))) names.set(id, name)
  const word = (name: string, value: unknown): Words => {
    const known = typeof value === 'string' ? names.get(value) : undefined
    if (known) return known
    return { zh: codeWord(charter, over, name, value, 'zh'), en: codeWord(charter, over, name, value, 'en') }
  }
  const sourceName: Words = kind?.name ?? {
    zh: fieldWord(charter, over, over, 'zh'),
    en: fieldWord(charter, over, over, 'en'),
  }
  const order = Object.keys(kind?.fields ?? {})
  // A fact without a name of its own is told by what it was about, not by how much it was.
  const telling = order.filter(name => TELLING.has(kind!.fields[name]!.type))
  return rows.map(row => {
    const orgName = { zh: row.orgShort, en: row.orgEnglish }
    const known =
      names.get(row.id) ??
      (kind ? undefined : names.get(String(row.body.person))) ??
      (over === 'orgs' ? orgName : undefined)
    const leading = known ? undefined : telling.find(name => row.body[name] !== undefined)
    const title = known ?? (leading ? word(leading, row.body[leading]) : sourceName)
    const fields = Object.entries(row.body)
      // Whom a fact of the register tells of is its title.
      .filter(([name]) => name !== leading && (name !== 'person' || kind))
      .sort(([one], [other]) => order.indexOf(one) - order.indexOf(other))
      .map(([name, value]) => ({
        name: { zh: fieldWord(charter, over, name, 'zh'), en: fieldWord(charter, over, name, 'en') },
        value: word(name, value),
      }))
    return {
      id: row.id,
      source: over,
      record: kind !== undefined && recordable(kind),
      sourceName,
      org: row.orgCode,
      orgName,
      day: row.day,
      for: row.settles ?? null,
      title,
      fields,
      adds: row.adds === null ? null : Number(row.adds),
      held: row.held ?? null,
      twins: row.twins ?? 0,
    }
  })
}

/** Names of what a count counts, for lists in sentences: organizations, things, or what its `once` field names. */
export async function namesBehind(tx: Tx, charter: Charter, id: string, asked: Asked): Promise<Words[]> {
  const { is } = charter.measures.get(id)!
  const rows = await facts(tx, charter, id, asked, { limit: 1000, offset: 0 })
  const once = is.op === 'count' ? (is.once === DAY ? undefined : is.once) : is.op === 'people' ? is.who : undefined
  const label = once ? fieldWord(charter, 'over' in is ? is.over : '', once, 'en') : null
  const names = rows.map(
    row => (label ? row.fields.find(field => field.name.en === label)?.value : undefined) ?? row.title,
  )
  return [...new Map(names.map(name => [name.zh, name])).values()].reverse()
}
