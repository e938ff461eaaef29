// Writes the lives of organizations anew, with the places that follow from them, and calls everything about them in question.
import { v7 } from 'uuid'
import { statement, type Tx } from '../store/store.ts'
import type { Month } from '../time/period.ts'
import type { OrgSpan } from './facts.ts'
import { type Placed, placesOf, type Stretch, spansOf } from './places.ts'
import { keepWords } from './tree.sql.ts'

const COLUMNS = `o.id, o.code, o.parent, o.path, o.tier, o.sector, o.model, o.name, o.short, o.english, o.aliases,
  lower(o.valid) as from, upper(o.valid) as to,
  (select s.successor from succession s where s.region = $1 and s.org = o.id) as successor`
/** A stretch as it is read: nobody took over is nothing to say. */
type Read = Omit<Stretch, 'successor'> & { readonly successor: string | null }
const subtreesEver = statement<Read>(
  'lives.subtrees',
  `select ${COLUMNS} from org o where o.region = $1 and o.id in (
     select d.id from (select distinct path from org where region = $1 and id = any($2::uuid[])) p
     join org d on d.region = $1 and d.path >= p.path and d.path < left(p.path, -1) || '0')
   order by o.valid`,
)
const lives = statement<Read & { readonly seat: string }>(
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

function spoken({ successor, ...stretch }: Read): Stretch {
  return successor === null ? stretch : { ...stretch, successor }
}

/** All stretches of organizations, oldest first. */
export async function livesOf(tx: Tx, ids: readonly string[]): Promise<Map<string, OrgSpan[]>> {
  const found = new Map<string, Stretch[]>()
  for (const { seat: _seat, ...stretch } of await tx.all(lives, [tx.region, ids]))
    found.set(stretch.id, [...(found.get(stretch.id) ?? []), spoken(stretch)])
  return new Map([...found].map(([id, stretches]) => [id, spansOf(stretches)]))
}

/** Gives organizations the lives named, with everything that ever stood below them; one without any vanishes.
 *  Throws org.circle, org.unknown and org.absent where the tree would not hold together on some day. */
export async function rewrite(tx: Tx, given: ReadonlyMap<string, readonly OrgSpan[]>): Promise<void> {
  const roots = [...given.keys()]
  const below = (await tx.all(subtreesEver, [tx.region, roots])).map(spoken).filter(span => !given.has(span.id))
  const spans = [...[...given.values()].flat(), ...below.map(({ path: _path, ...span }) => span)]
  const ids = [...new Set([...roots, ...spans.map(span => span.id)])]
  const outside = new Set(spans.map(span => span.parent).filter((id): id is string => id !== null && !ids.includes(id)))
  const known = new Map<string, Stretch[]>()
  for (const { seat: _seat, ...stretch } of await tx.all(lives, [tx.region, [...outside]]))
    known.set(stretch.id, [...(known.get(stretch.id) ?? []), spoken(stretch)])
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
  const parties = await keepSuccessions(tx, placed, ids)
  const seats = ids.map(id => ({ id, old: before.get(id), now: placed.get(id)?.seat }))
  const shifted = seats.filter(({ old, now }) => old && now && old !== now)
  if (shifted.length > 0)
    await tx.run(seatPeople, [tx.region, shifted.map(one => one.old), shifted.map(one => one.now)])
  await touch(tx, [...seats.map(({ id, old, now }) => ({ id, seat: (now ?? old)! })), ...parties], '*', 0)
}

const dropSuccessions = statement<{ successor: string }>(
  'lives.drop_successions',
  'delete from succession where region = $1 and org = any($2::uuid[]) returning successor',
)
const putSuccessions = statement(
  'lives.put_successions',
  `insert into succession (region, org, day, successor, seat, code, short, english, place)
   select $1, x.org, x.day, x.successor, o.seat, x.code, x.short, x.english, x.place
   from jsonb_to_recordset($2::jsonb) as x(org uuid, day date, successor uuid, code text, short text, english text, place text)
   join (select distinct id, seat from org where region = $1) o on o.id = x.successor`,
)
const seatsOf = statement<{ id: string; seat: string }>(
  'lives.seats',
  'select distinct id, seat from org where region = $1 and id = any($2::uuid[])',
)

/** Keeps who took over from organizations that have ended. Gives those who take over now or did before. */
async function keepSuccessions(
  tx: Tx,
  placed: ReadonlyMap<string, Placed>,
  ids: readonly string[],
): Promise<{ id: string; seat: string }[]> {
  const before = await tx.all(dropSuccessions, [tx.region, ids])
  const ended = [...placed].flatMap(([org, { seat: place, stretches }]) => {
    const { to: day, successor, code, short, english } = stretches.at(-1)!
    return successor === undefined ? [] : [{ org, day, successor, code, short, english, place }]
  })
  if (ended.length > 0) await tx.run(putSuccessions, [tx.region, JSON.stringify(ended)])
  const parties = [...before, ...ended].map(one => one.successor).filter(id => !ids.includes(id))
  return parties.length > 0 ? tx.all(seatsOf, [tx.region, [...new Set(parties)]]) : []
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

/** The source of a mark that calls in question how duties are judged, of an organization and all below it. */
export const KEPT = 'kept_since'
const touchSpan = statement(
  'lives.touch_kept',
  `insert into touched (region, id, source, org, seat, month, until) values ($1, $2, '${KEPT}', $3, $4, $5, $6)`,
)

/** Marks the months between two days since which records are kept at an organization; all of them where a day of its own comes or
 *  goes, for a day of any above it holds otherwise. */
export function touchKept(
  tx: Tx,
  org: { readonly id: string; readonly seat: string },
  between: readonly [Month, Month] | null,
): Promise<number> {
  const [from, until] = between ? [Math.min(...between), Math.max(...between)] : [0, null]
  return tx.run(touchSpan, [tx.region, v7(), org.id, org.seat, from, until])
}

/** The source of a mark whose `org` is a person: what the register says of them changed, wherever facts name them. */
export const PERSON = 'person'
const touchWherever = statement(
  'lives.touch_wherever',
  `insert into touched (region, id, source, org, seat, month, until)
   select $1, gen_random_uuid(), 'people', x.org, x.seat, $3::int, null::int
   from (select org, seat from membership where region = $1 and person = $2 union select org, seat from post where region = $1 and person = $2) x`,
)
const touchThemselves = statement(
  'lives.touch_people',
  `insert into touched (region, id, source, org, seat, month, until)
   select distinct on (id) $1, gen_random_uuid(), '${PERSON}', id, seat, $3::int, null::int from person
   where region = $1 and id = any($2::uuid[]) order by id`,
)

/** Marks what counts people wherever a person belongs or serves, and the person themselves, from a month on. */
export async function touchPerson(tx: Tx, person: string, month: Month): Promise<void> {
  await tx.run(touchWherever, [tx.region, person, month])
  await touchNamed(tx, [person], month)
}

/** Marks people of whom the register says something else from a month on, for facts that name them: those stand anywhere, and
 *  whoever belongs nowhere any more is found by no organization. */
export async function touchNamed(tx: Tx, people: readonly string[], month: Month): Promise<void> {
  if (people.length > 0) await tx.run(touchThemselves, [tx.region, people, month])
}
