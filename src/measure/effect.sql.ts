// What a change of the register does to the figures of the top: those that count organizations, members, posts, things and ties,
// and those of what happened that ask what the organization of it is or has. What happened stays counted; these move because
// what they count begins, ends, goes from hand to hand, or is another's.
import type { Charter } from '../charter/charter.ts'
import type { Words } from '../charter/language.ts'
import { wheresOf } from '../charter/norms.ts'
import { recurring, statement, type Tx } from '../store/store.ts'
import type { Month } from '../time/period.ts'
import { type Asked, figureOf, monthsRead, partsOf } from './figure.sql.ts'
import { readingsOf, type Selecting, sourcesOf } from './select.sql.ts'
import { distinct, NOTHING, type Parts, valueFrom } from './value.ts'

/** What organizations themselves add to figures of the register, in one state of it. */
export interface Standing {
  readonly parts: ReadonlyMap<string, Parts>
  /** Subjects of distinct counts, by measure. */
  readonly subjects: ReadonlyMap<string, ReadonlySet<string>>
}

/** A figure that reads differently afterwards. */
export interface FigureMoved {
  readonly measure: string
  readonly title: Words
  readonly unit: string
  readonly before: number | null
  readonly after: number | null
}

interface PartRow {
  readonly measure: string
  readonly num: string
  readonly den: string
  readonly facts: number
}
interface SubjectRow {
  readonly measure: string
  readonly subject: string
}

const seatsOf = statement<{ id: string; seat: string }>(
  'figure.effect_seats',
  'select distinct id, seat from org where region = $1 and id = any($2::uuid[])',
)
// Who is counted elsewhere below the top anyway.
const elsewhere = statement<{ measure: string; subject: string }>(
  'figure.effect_elsewhere',
  `select distinct t.measure, t.subject from unnest($2::text[], $3::int[], $4::int[]) as w(measure, first, last)
   join tally t on t.region = $1 and t.measure = w.measure and t.month between w.first and w.last
     and t.seat >= $5 and t.seat < left($5, -1) || '0' and t.org <> all($6::uuid[]) and t.subject = any($7::text[])`,
)

/** What a change touches: organizations and the sources of facts at them; * where an organization itself is another kind of one,
 *  TAKEN where another takes over what happened there. */
export interface Touching {
  readonly orgs: readonly string[]
  readonly sources: ReadonlySet<string>
}

export const TAKEN = 'taken'
const OF_ORG = ['tier', 'sector', 'ties']

/** Measures that a change may move: over the register, that read one of these sources (orgs, members, posts, people, or kinds of
 *  things and ties); and over what happened, that ask about its organization. */
function movable(charter: Charter, sources: ReadonlySet<string>): string[] {
  const forms = ['register', 'thing', 'tie']
  return [...charter.measures.values()].flatMap(({ id, is }) => {
    if (!('over' in is)) return []
    const reads = () => sources.has('*') || sourcesOf(charter, is).some(source => sources.has(source))
    const asks = () => wheresOf(is).some(where => OF_ORG.some(field => field in where))
    const moves = forms.includes(charter.kinds.get(is.over)?.form ?? 'register')
      ? reads()
      : asks() && (sources.has(TAKEN) || reads())
    return moves ? [id] : []
  })
}

/** Reads what these organizations add, in whichever state of the register the transaction sees. */
export async function standingParts(
  tx: Tx,
  charter: Charter,
  { orgs, sources }: Touching,
  asked: Asked,
): Promise<Standing> {
  const seats = await tx.all(seatsOf, [tx.region, orgs])
  const parts = new Map<string, Parts>()
  const subjects = new Map<string, Set<string>>()
  const spans = new Map<string, { first: Month; last: Month; ids: string[] }>()
  for (const id of movable(charter, sources)) {
    const { first, last } = monthsRead(charter, charter.measures.get(id)!.is, asked)
    const span = spans.get(`${first} ${last}`) ?? { first, last, ids: [] }
    spans.set(`${first} ${last}`, span)
    span.ids.push(id)
  }
  for (const { first, last, ids } of spans.values()) {
    const pairs = seats.flatMap(one =>
      Array.from({ length: last - first + 1 }, (_, n) => ({ ...one, month: first + n })),
    )
    if (pairs.length === 0) continue
    const wanted = {
      orgs: pairs.map(pair => pair.id),
      seats: pairs.map(pair => pair.seat),
      months: pairs.map(pair => pair.month),
    }
    const { parts: adding, subjects: naming } = readingsOf(charter, ids, wanted, tx.region)
    for (const row of adding ? await tx.all(recurring<PartRow>(adding.text, pairs.length), adding.values) : [])
      parts.set(row.measure, { num: Number(row.num), den: Number(row.den), facts: row.facts })
    for (const row of naming ? await tx.all(recurring<SubjectRow>(naming.text, pairs.length), naming.values) : [])
      subjects.set(row.measure, (subjects.get(row.measure) ?? new Set()).add(row.subject))
  }
  return { parts, subjects }
}

/** What the own facts of one organization make of a measure in a period, read from the facts themselves; null where nothing does. */
export async function valueAt(
  tx: Tx,
  charter: Charter,
  measure: string,
  org: string,
  asked: Omit<Asked, 'place'>,
): Promise<number | null> {
  const { is } = charter.measures.get(measure)!
  const { first, last } = monthsRead(charter, is, asked)
  const months = Array.from({ length: Math.max(0, last - first + 1) }, (_, n) => first + n)
  if (months.length === 0) return null
  const wanted = { orgs: months.map(() => org), seats: months.map(() => ''), months }
  const { parts, subjects } = readingsOf(charter, [measure], wanted, tx.region)
  if (subjects) return (await tx.all(recurring<SubjectRow>(subjects.text), subjects.values)).length
  const [row] = await tx.all(recurring<PartRow>(parts!.text), parts!.values)
  return row ? valueFrom(is, { num: Number(row.num), den: Number(row.den), facts: row.facts }) : null
}

/** Compares the figures of the top, given what the organizations concerned add before and after. */
export async function figureEffects(
  tx: Tx,
  charter: Charter,
  { orgs, sources }: Touching,
  before: Standing,
  after: Standing,
  asked: Asked,
): Promise<FigureMoved[]> {
  const ids = movable(charter, sources)
  if (ids.length === 0) return []
  const old = await partsOf(tx, charter, ids, [asked.place.id], asked)
  const one = { of: (state: Standing, id: string) => state.parts.get(id) ?? NOTHING }
  const news = new Map<string, Parts>()
  for (const id of ids) {
    const [was, will, whole] = [one.of(before, id), one.of(after, id), old.get(`${id} ${asked.place.id}`) ?? NOTHING]
    news.set(id, {
      num: whole.num + will.num - was.num,
      den: whole.den + will.den - was.den,
      facts: whole.facts + will.facts - was.facts,
    })
  }
  const counted = ids.filter(id => distinct(charter.measures.get(id)!.is as Selecting))
  const none: ReadonlySet<string> = new Set()
  const changed = counted.flatMap(id => {
    const [was, will] = [before.subjects.get(id) ?? none, after.subjects.get(id) ?? none]
    return [...new Set([...was, ...will])]
      .filter(who => was.has(who) !== will.has(who))
      .map(who => ({ id, who, comes: will.has(who) }))
  })
  if (changed.length > 0) {
    const measures = [...new Set(changed.map(({ id }) => id))]
    const months = measures.map(id => monthsRead(charter, charter.measures.get(id)!.is, asked))
    const rows = await tx.all(elsewhere, [
      tx.region,
      measures,
      months.map(month => month.first),
      months.map(month => month.last),
      asked.place.seat,
      orgs,
      [...new Set(changed.map(({ who }) => who))],
    ])
    const there = new Set(rows.map(row => `${row.measure} ${row.subject}`))
    for (const { id, who, comes } of changed)
      if (!there.has(`${id} ${who}`)) {
        const parts = news.get(id)!
        news.set(id, { ...parts, num: parts.num + (comes ? 1 : -1) })
      }
  }
  const known = new Set(ids)
  const differences = [...charter.measures.values()].flatMap(({ id, is }) =>
    is.op === 'difference' && is.of.every(part => known.has(part)) ? [id] : [],
  )
  const settled: ReadonlySet<string> = new Set()
  return [...ids, ...differences].flatMap(id => {
    const shown = (parts: (measure: string) => Parts) => figureOf(charter, id, asked, parts, settled)
    const was = shown(measure => old.get(`${measure} ${asked.place.id}`) ?? NOTHING)
    const will = shown(measure => news.get(measure) ?? NOTHING)
    const { title, unit } = was
    return was.value === will.value ? [] : [{ measure: id, title, unit, before: was.value, after: will.value }]
  })
}
