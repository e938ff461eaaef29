// What a change of the register moves: organizations with their places before and after, and what goes along with them.
import type { Words } from '../charter/language.ts'
import { statement, type Tx } from '../store/store.ts'
import type { Day } from '../time/day.ts'
import type { Span } from './facts.ts'
import type { Change, Image } from './journal.sql.ts'
import type { Stretch } from './places.ts'

/** The organizations of a change as they stood, with their places, in one state of the register. */
export interface Standings {
  readonly lives: ReadonlyMap<string, readonly Stretch[]>
  /** Names of the organizations on all their paths, by code. */
  readonly names: ReadonlyMap<string, Words>
}

/** How much stands below an organization on a day. */
export interface Amount {
  readonly organizations: number
  readonly members: number
  readonly things: number
}

/** An organization that begins, ends, or stands elsewhere or otherwise on the day. Paths are codes, the top first. */
export interface Shift extends Amount {
  readonly org: string
  readonly before: readonly string[] | null
  readonly after: readonly string[] | null
}

const lives = statement<Stretch>(
  'effect.lives',
  `select id, code, parent, path, tier, sector, model, name, short, english, aliases, lower(valid) as from, upper(valid) as to from org
   where region = $1 and id = any($2::uuid[]) order by valid`,
)
const named = statement<{ code: string; zh: string; en: string }>(
  'effect.names',
  'select distinct on (code) code, short as zh, english as en from org where region = $1 and code = any($2::text[]) order by code, valid desc',
)
const BELOW = `region = $1 and seat >= $2 and seat < left($2, -1) || '0' and valid @> $3::date`
const amount = statement<Amount>(
  'effect.amount',
  `select (select count(*)::int from org where ${BELOW}) as organizations,
     (select count(*)::int from membership where ${BELOW}) as members,
     (select count(*)::int from thing where ${BELOW}) as things`,
)

/** Organizations whose own lives a change rewrote. */
export function rewritten(change: Change): string[] {
  return change.images.filter(image => image.of === 'org').map(image => image.id)
}

/** Reads the organizations of a change, in whichever state of the register the transaction sees. */
export async function standingsOf(tx: Tx, orgs: readonly string[]): Promise<Standings> {
  const found = new Map<string, Stretch[]>()
  for (const stretch of await tx.all(lives, [tx.region, orgs]))
    found.set(stretch.id, [...(found.get(stretch.id) ?? []), stretch])
  const codes = new Set([...found.values()].flat().flatMap(stretch => codesOf(stretch.path)))
  const names = await tx.all(named, [tx.region, [...codes]])
  return { lives: found, names: new Map(names.map(({ code, zh, en }) => [code, { zh, en }])) }
}

/** Organizations that begin, end or move on the day. What goes along is counted as it stands before. */
export async function shiftsOf(tx: Tx, change: Change, before: Standings, after: Standings): Promise<Shift[]> {
  const shifts: Shift[] = []
  for (const org of rewritten(change)) {
    const [from, to] = [before, after].map(state => at(state.lives.get(org) ?? [], change.day))
    if (from?.path === to?.path) continue
    const moved = from && to ? await tx.one(amount, [tx.region, from.path, change.day]) : null
    shifts.push({
      org,
      before: from ? codesOf(from.path) : null,
      after: to ? codesOf(to.path) : null,
      ...(moved ?? { organizations: 0, members: 0, things: 0 }),
    })
  }
  return shifts
}

/** What goes from one organization to another by itself: members by the way they go, and how many posts, things and ties. */
export function handedBy({ act, images, day, what }: Change) {
  const of = (what: Image['of']) => images.filter(image => image.of === what)
  const ways = new Map<string, { from: string | null; to: string | null; people: Set<string> }>()
  const people = new Set(of('membership').flatMap(({ before, after }) => [...before, ...after].map(row => row.person)))
  for (const person of people) {
    const place = (side: 'before' | 'after') => {
      const rows = of('membership')
        .flatMap(image => image[side])
        .filter(row => row.person === person)
      const row = rows.find(one => holds(String(one.valid), day)) ?? rows.find(one => begin(String(one.valid)) >= day)
      return row ? String(row.org) : null
    }
    const [from, to] = [place('before'), place('after')]
    if (from === to) continue
    const way = ways.get(`${from} ${to}`) ?? { from, to, people: new Set() }
    ways.set(`${from} ${to}`, way)
    way.people.add(String(person))
  }
  const open = (rows: Image['before']) => rows.some(row => !ended(String(row.valid), day))
  const posts = of('post')
  const handed = act === 'org.merge' || (act === 'org.close' && what.to !== undefined)
  return {
    members: [...ways.values()].map(({ from, to, people }) => ({ from, to, count: people.size })),
    ended: posts.filter(({ before, after }) => open(before) && !open(after)).length,
    begun: posts.filter(({ before, after }) => !open(before) && open(after)).length,
    // Only what loses its organization goes to another; elsewhere it is the thing itself that begins or ends.
    things: handed ? of('thing').length : 0,
    ties: handed ? of('tie').filter(({ before }) => open(before)).length : 0,
  }
}

/** The codes of a path, the top first: /D/C1/V03/ gives D, C1, V03. */
export function codesOf(path: string): string[] {
  return path.split('/').filter(Boolean)
}

/** The stretch in which a day lies. */
export function at<T extends Span>(life: readonly T[], on: Day): T | undefined {
  return life.find(span => span.from <= on && (span.to === null || on < span.to))
}

// Spans as the database writes them in an image: [2012-01-01,2012-07-01) or [2012-01-01,).
const begin = (valid: string) => valid.slice(1, valid.indexOf(','))
const ended = (valid: string, on: Day) => {
  const end = valid.slice(valid.indexOf(',') + 1, -1)
  return end !== '' && end <= on
}
const holds = (valid: string, on: Day) => begin(valid) <= on && !ended(valid, on)
