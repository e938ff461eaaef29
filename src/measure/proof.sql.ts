// The proof behind a figure: one query back to the facts that it counts, named for the reader.
import { type Charter, recordable, withoutGrades } from '../charter/charter.ts'
import type { FieldType, Words } from '../charter/language.ts'
import { composed, statement, type Tx } from '../store/store.ts'
import type { Day } from '../time/day.ts'
import type { FactRow } from './figure.api.ts'
import { type Asked, monthsRead } from './figure.sql.ts'
import { codeWord, fieldWord } from './formula.ts'
import { adding, filterOf, Parameters, type Selecting, selectorOf, WANTED } from './select.sql.ts'
import { distinct } from './value.ts'

/** Organizations and months in the subtree whose own facts a measure has counted; so the proof reads no others. */
const countedThen = statement<{ org: string; seat: string; month: number }>(
  'proof.counted_then',
  `select distinct t.org, t.seat, t.month from (select distinct path from org where region = $1 and id = $2) p
   join own t on t.region = $1 and t.measure = $3 and t.month between $4 and $5 and t.path >= p.path and t.path < left(p.path, -1) || '0'
   where t.facts > 0`,
)
const countedNow = statement<{ org: string; seat: string; month: number }>(
  'proof.counted_now',
  `select distinct org, seat, month from own
   where region = $1 and measure = $2 and month between $3 and $4 and seat >= $5 and seat < left($5, -1) || '0' and facts > 0`,
)
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
  title: string | null
  body: Record<string, unknown>
  adds: string | null
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
  const counted =
    asked.tree === 'then'
      ? await tx.all(countedThen, [tx.region, asked.place.id, id, first, last])
      : await tx.all(countedNow, [tx.region, id, first, last, asked.place.seat])
  if (counted.length === 0) return []
  const parameters = new Parameters(
    tx.region,
    counted.map(row => row.org),
    counted.map(row => row.seat),
    counted.map(row => row.month),
  )
  // What a thing's use is counted by is the record that used it.
  const selecting: Selecting =
    is.op === 'utilization' ? { title: is.title, unit: is.unit, op: 'count', over: is.by[0]! } : is
  const selector = selectorOf(charter, selecting, parameters)
  const used = is.op === 'utilization' ? ` and f.body->>${parameters.add(is.field)}::text is not null` : ''
  const filter =
    filterOf(charter, selecting, selector, parameters) + used + (await inSubtree(tx, asked, selector.path, parameters))
  const adds = distinct(is) ? 'null' : adding(charter, selecting, selector, parameters).num
  const rows = await tx.all(
    composed<Row>(`${WANTED} select ${selector.id} as id, o.id as org, o.code as "orgCode", o.short as "orgShort", o.english as "orgEnglish",
        ${selector.day} as day, ${selector.title} as title, ${selector.body} as body, ${adds} as adds
      ${selector.from} where true${filter}
      order by ${selector.day} desc, o.path, ${selector.id} limit ${parameters.add(page.limit)} offset ${parameters.add(page.offset)}`),
    parameters.values,
  )
  return toldFacts(tx, charter, selecting.over, rows)
}

/** Under the tree of that day a moved organization counts only while it stood in the subtree. */
async function inSubtree(tx: Tx, asked: Asked, path: string, parameters: Parameters): Promise<string> {
  if (asked.tree === 'now') return ''
  const paths = (await tx.all(pathsOf, [tx.region, asked.place.id])).map(row => row.path)
  return ` and (${paths.map(one => `(${path} >= ${parameters.add(one)} and ${path} < ${parameters.add(`${one.slice(0, -1)}0`)})`).join(' or ')})`
}

const TELLING: ReadonlySet<FieldType> = new Set(['text', 'choice', 'person', 'org', 'thing'])

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
    if (ids.length > 0)
      for (const row of await tx.all(statementOf, [tx.region, ids]))
        names.set(row.id, { zh: row.name, en: row.english })
  }
  await learn(personNames, idsIn(kind ? typed('person') : ['person']))
  await learn(thingNames, [...idsIn(typed('thing')), ...(kind?.form === 'thing' ? rows.map(row => row.id) : [])])
  await learn(orgNames, idsIn(typed('org')))
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
      title,
      fields,
      adds: row.adds === null ? null : Number(row.adds),
    }
  })
}

/** Names of what a count counts, for lists in sentences: organizations, things, or what its `once` field names. */
export async function namesBehind(tx: Tx, charter: Charter, id: string, asked: Asked): Promise<Words[]> {
  const { is } = charter.measures.get(id)!
  const rows = await facts(tx, charter, id, asked, { limit: 1000, offset: 0 })
  const once = is.op === 'count' ? is.once : is.op === 'people' ? is.who : undefined
  const label = once ? fieldWord(charter, 'over' in is ? is.over : '', once, 'en') : null
  const names = rows.map(
    row => (label ? row.fields.find(field => field.name.en === label)?.value : undefined) ?? row.title,
  )
  return [...new Map(names.map(name => [name.zh, name])).values()].reverse()
}
