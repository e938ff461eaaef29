// Writes the lives of organizations anew, with the places that follow from them, and calls everything about them in question.
import { v7 } from 'uuid'
import { statement, type Tx } from '../store/store.ts'
import type { Month } from '../time/period.ts'
import type { OrgSpan } from './facts.ts'
import { placesOf, type Stretch, spansOf } from './places.ts'
import { keepWords } from './tree.sql.ts'

const COLUMNS = `o.id, o.code, o.parent, o.path, o.tier, o.sector, o.model, o.name, o.short, o.english, o.aliases,
  lower(o.valid) as from, upper(o.valid) as to`
const subtreesEver = statement<Stretch>(
  'lives.subtrees',
  `select ${COLUMNS} from org o where o.region = $1 and o.id in (
     select d.id from (select distinct path from org where region = $1 and id = any($2::uuid[])) p
     join org d on d.region = $1 and d.path >= p.path and d.path < left(p.path, -1) || '0')
   order by o.valid`,
)
const lives = statement<Stretch & { readonly seat: string }>(
  'lives.of',
  `select ${COLUMNS}, o.seat from org o where o.region = $1 and o.id = any($2::uuid[]) order by o.valid`,
)
const clear = statement('lives.clear', 'delete from org where region = $1 and id = any($2::uuid[])')
const write = statement(
  'lives.write',
  `insert into org (region, id, code, parent, path, seat, tier, sector, model, name, short, english, aliases, valid)
   select $1, id, code, parent, path, seat, tier, sector, model, name, short, english, aliases, daterange("from", "to")
   from jsonb_to_recordset($2::jsonb) as x(id uuid, code text, parent uuid, path text, seat text, tier text, sector text, model text,
     name text, short text, english text, aliases text[], "from" date, "to" date)`,
)
const seatPeople = statement(
  'lives.seat_people',
  'update person p set seat = s.now from unnest($2::text[], $3::text[]) as s(old, now) where p.region = $1 and p.seat = s.old',
)
const touchAll = statement(
  'lives.touch',
  `insert into touched (region, id, source, org, seat, month, until) select $1, x.id, $3, x.org, x.seat, $4, null from jsonb_to_recordset($2::jsonb) as x(id uuid, org uuid, seat text)`,
)

/** All stretches of organizations, oldest first. */
export async function livesOf(tx: Tx, ids: readonly string[]): Promise<Map<string, OrgSpan[]>> {
  const found = new Map<string, Stretch[]>()
  for (const { seat: _seat, ...stretch } of await tx.all(lives, [tx.region, ids]))
    found.set(stretch.id, [...(found.get(stretch.id) ?? []), stretch])
  return new Map([...found].map(([id, stretches]) => [id, spansOf(stretches)]))
}

/** Gives organizations the lives named, with everything that ever stood below them; one without any vanishes.
 *  Throws org.circle, org.unknown and org.absent where the tree would not hold together on some day. */
export async function rewrite(tx: Tx, given: ReadonlyMap<string, readonly OrgSpan[]>): Promise<void> {
  const roots = [...given.keys()]
  const below = (await tx.all(subtreesEver, [tx.region, roots])).filter(span => !given.has(span.id))
  const spans = [...[...given.values()].flat(), ...below.map(({ path: _path, ...span }) => span)]
  const ids = [...new Set([...roots, ...spans.map(span => span.id)])]
  const outside = new Set(spans.map(span => span.parent).filter((id): id is string => id !== null && !ids.includes(id)))
  const known = new Map<string, Stretch[]>()
  for (const { seat: _seat, ...stretch } of await tx.all(lives, [tx.region, [...outside]]))
    known.set(stretch.id, [...(known.get(stretch.id) ?? []), stretch])
  const before = new Map((await tx.all(lives, [tx.region, ids])).map(span => [span.id, span.seat]))
  const placed = placesOf(spans, known)
  await tx.run(clear, [tx.region, ids])
  await tx.run(write, [
    tx.region,
    JSON.stringify(
      [...placed.values()].flatMap(place => place.stretches.map(stretch => ({ ...stretch, seat: place.seat }))),
    ),
  ])
  await keepWords(tx, placed, ids)
  const seats = ids.map(id => ({ id, old: before.get(id), now: placed.get(id)?.seat }))
  const shifted = seats.filter(({ old, now }) => old && now && old !== now)
  if (shifted.length > 0)
    await tx.run(seatPeople, [tx.region, shifted.map(one => one.old), shifted.map(one => one.now)])
  await touch(
    tx,
    seats.map(({ id, old, now }) => ({ id, seat: (now ?? old)! })),
    '*',
    0,
  )
}

/** Marks what may read differently from a month on: a source of organizations, or * for everything about them. */
export function touch(
  tx: Tx,
  orgs: readonly { readonly id: string; readonly seat: string }[],
  source: string,
  month: Month,
): Promise<number> {
  return tx.run(touchAll, [
    tx.region,
    JSON.stringify(orgs.map(org => ({ id: v7(), org: org.id, seat: org.seat }))),
    source,
    month,
  ])
}

const touchAllOf = statement(
  'lives.touch_person',
  `insert into touched (region, id, source, org, seat, month, until)
   select $1, gen_random_uuid(), 'people', x.org, x.seat, $3, null
   from (select org, seat from membership where region = $1 and person = $2 union select org, seat from post where region = $1 and person = $2) x`,
)

/** Marks what counts people wherever a person belongs or serves, from a month on. */
export function touchPerson(tx: Tx, person: string, month: Month): Promise<number> {
  return tx.run(touchAllOf, [tx.region, person, month])
}
