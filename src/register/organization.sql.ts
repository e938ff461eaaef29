// Organizations as they stood: the tree on a day, one organization by what people call it, and its whole life.
import { nearest } from '../problem/nearest.ts'
import { refuse } from '../problem/problem.ts'
import { statement, type Tx } from '../store/store.ts'
import type { Day } from '../time/day.ts'
import { findingWord } from './finding.ts'
import { keyOf, nameKey, orgWords } from './name.ts'

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** True for the id of an organization, false for what people type. */
export function isId(text: string): boolean {
  return ID.test(text)
}

/** An organization on a day, as the other floors need it. */
export interface Org {
  readonly id: string
  readonly code: string
  readonly path: string
  readonly seat: string
  readonly tier: string
  readonly sector: string
  readonly model: string
  readonly name: string
  readonly short: string
  readonly english: string
  readonly aliases: string[]
  readonly parent: string | null
  readonly from: Day
  readonly to: Day | null
}

/** The columns of an organization, under the name o. */
export const COLUMNS = `o.id, o.code, o.path, o.seat, o.tier, o.sector, o.model, o.name, o.short, o.english, o.aliases, o.parent,
  lower(o.valid) as from, upper(o.valid) as to`

/** Joins to a fact its organization as it stood on the fact's day; in its last stretch where it did not stand then: no line is
 *  lost for a day that is in doubt. */
export const stoodAt = (fact: string, day: string) =>
  `join lateral (select ${COLUMNS} from org o where o.region = $1 and o.id = ${fact}.org order by o.valid @> ${day} desc, o.valid desc limit 1) o on true`

const onDay = statement<Org>(
  'org.on_day',
  `select ${COLUMNS} from org o where o.region = $1 and o.valid @> $2::date order by o.path`,
)
const life = statement<Org>(
  'org.life',
  `select ${COLUMNS} from org o where o.region = $1 and o.id = $2 order by o.valid`,
)
const every = statement<Org>('org.every', `select ${COLUMNS} from org o where o.region = $1 order by o.path, o.valid`)
const byName = statement<Org>(
  'org.by_name',
  `select distinct on (o.id) ${COLUMNS} from org_word w join org o on o.region = $1 and o.id = w.org
   where w.region = $1 and w.word = $3
     and ($2 in (lower(o.code), ${keyOf('o.name')}, ${keyOf('o.short')}, ${keyOf('o.english')})
       or exists (select from unnest(o.aliases) a where ${keyOf('a')} = $2))
   order by o.id, o.valid desc`,
)
const belowNow = statement<{ id: string }>(
  'org.below_now',
  `select distinct id from org where region = $1 and seat >= $2 and seat < left($2, -1) || '0'`,
)

/** The tree as it stood on a day, in tree order: every organization after the one above it. */
export function orgsOn(tx: Tx, on: Day): Promise<Org[]> {
  return tx.all(onDay, [tx.region, on])
}

/** Every stretch of every organization that the reader may see; for masking, import and export. */
export function everyOrg(tx: Tx): Promise<Org[]> {
  return tx.all(every, [tx.region])
}

/** All stretches of one organization's life, oldest first. */
export function lifeOf(tx: Tx, id: string): Promise<Org[]> {
  return tx.all(life, [tx.region, id])
}

/** Ids of an organization and everything below it today. */
export async function subtreeNow(tx: Tx, seat: string): Promise<string[]> {
  return (await tx.all(belowNow, [tx.region, seat])).map(row => row.id)
}

const seatsOf = statement<{ code: string; seat: string }>(
  'org.seats_by_code',
  'select distinct code, seat from org where region = $1 and code = any($2::text[])',
)

/** Where organizations sit today, by their codes. */
export async function seatsByCode(tx: Tx, codes: readonly string[]): Promise<ReadonlyMap<string, string>> {
  return new Map((await tx.all(seatsOf, [tx.region, codes])).map(row => [row.code, row.seat]))
}

/** Finds an organization by code, id, or any of its names, in the newest stretch of its life.
 *  Throws org.unknown with the nearest name, or org.ambiguous with the codes. */
export async function findOrg(tx: Tx, name: string): Promise<Org> {
  const found = isId(name)
    ? (await lifeOf(tx, name)).slice(-1)
    : await tx.all(byName, [tx.region, nameKey(name), findingWord(name)])
  if (found.length === 1) return found[0]!
  if (found.length > 1) {
    const exact = found.filter(org => org.code.toUpperCase() === name.toUpperCase())
    return exact.length === 1 ? exact[0]! : refuse('org.ambiguous', { org: name, codes: found.map(org => org.code) })
  }
  const all = await everyOrg(tx)
  return refuse('org.unknown', {
    org: name,
    near: nearest(name, new Set(all.flatMap(org => [org.code, org.short, org.name, org.english]))),
  })
}

/** The organization under the names that it bore on a day, or last before it: its place and its code are those of today. */
export async function namedOn(tx: Tx, org: Org, on: Day): Promise<Org> {
  const stretches = await lifeOf(tx, org.id)
  const { name, short, english } = stretches.findLast(stretch => stretch.from <= on) ?? stretches[0] ?? org
  return { ...org, name, short, english }
}

/** The organization as it stood on a day; throws org.absent when it did not exist then. */
export async function orgAt(tx: Tx, org: Org, on: Day): Promise<Org> {
  const stretches = await lifeOf(tx, org.id)
  const standing = stretches.find(stretch => stretch.from <= on && (stretch.to === null || on < stretch.to))
  return (
    standing ??
    refuse('org.absent', { org: orgWords(org), day: on, opened: stretches[0]!.from, closed: stretches.at(-1)!.to })
  )
}
