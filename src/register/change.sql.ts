// Changes of the register: organizations open, move, merge, split, take other names and close; people join, leave,
// transfer, are appointed and released. Every change has a day; nothing is overwritten.
import { v7 } from 'uuid'
import { Problem, refuse } from '../problem/problem.ts'
import { statement, type Tx } from '../store/store.ts'
import type { Day } from '../time/day.ts'
import { monthOf } from '../time/period.ts'
import { isSole, type Membership, type Office, type OrgSpan, type Post } from './facts.ts'
import { findOrg, type Org, orgAt } from './organization.sql.ts'
import { amended, placesOf, type Stretch } from './places.ts'

/** Who changes, and what day it is for them. */
export interface Changer {
  readonly name: string
  readonly today: Day
}

const subtreeEver = statement<Stretch>(
  'change.subtree',
  `select o.id, o.code, o.parent, o.path, o.tier, o.sector, o.model, o.name, o.short, o.english, o.aliases, lower(o.valid) as from, upper(o.valid) as to
   from org o where o.region = $1 and o.id in (
     select d.id from (select distinct path from org where region = $1 and id = $2) p
     join org d on d.region = $1 and d.path >= p.path and d.path < left(p.path, -1) || '0')
   order by o.valid`,
)
const lives = statement<Stretch>(
  'change.lives',
  `select id, code, parent, path, tier, sector, model, name, short, english, aliases, lower(valid) as from, upper(valid) as to from org
   where region = $1 and id = any($2::uuid[]) order by valid`,
)
const clear = statement('change.clear', 'delete from org where region = $1 and id = any($2::uuid[])')
const write = statement(
  'change.write',
  `insert into org (region, id, code, parent, path, seat, tier, sector, model, name, short, english, aliases, valid)
   select $1, id, code, parent, path, seat, tier, sector, model, name, short, english, aliases, daterange("from", "to")
   from jsonb_to_recordset($2::jsonb) as x(id uuid, code text, parent uuid, path text, seat text, tier text, sector text, model text,
     name text, short text, english text, aliases text[], "from" date, "to" date)`,
)
const seatPeople = statement(
  'change.seat_people',
  `update person set seat = $3 || substr(seat, length($2) + 1) where region = $1 and seat >= $2 and seat < left($2, -1) || '0'`,
)
const touchAll = statement(
  'change.touch',
  `insert into touched (region, id, source, org, seat, month, until) select $1, x.id, $3, x.org, x.seat, $4, null from jsonb_to_recordset($2::jsonb) as x(id uuid, org uuid, seat text)`,
)
const audit = statement(
  'change.audit',
  'insert into audit (region, id, at, author, act, org, seat, what) values ($1, $2, now(), $3, $4, $5, $6, $7)',
)
const nextCode = statement<{ n: number }>(
  'change.next_code',
  `select coalesce(max(substr(code, 2)::int), 0) + 1 as n from org where region = $1 and code ~ '^N[0-9]{1,8}$'`,
)
/** Opens an organization under another, from a day on. Gives its code. */
export async function openOrg(
  tx: Tx,
  opened: Omit<OrgSpan, 'id' | 'code' | 'parent' | 'to'> & { code?: string; parent: string },
  by: Changer,
): Promise<string> {
  insistPast(opened.from, by)
  const parent = await findOrg(tx, opened.parent)
  const above = await orgAt(tx, parent, opened.from)
  const code = opened.code ?? `N${(await tx.one(nextCode, [tx.region]))!.n}`
  const id = v7()
  try {
    await rewrite(tx, [{ ...opened, id, code, parent: above.id, to: null }], 'org.open', id, by, opened)
  } catch (error) {
    // The database is the judge: the code may be in use where the reader may not look.
    if ((error as { constraint?: string }).constraint === 'org_code_once') refuse('org.code', { code })
    throw error
  }
  return code
}

/** Moves an organization with everything below it under another, from a day on. Throws org.circle and org.root. */
export async function moveOrg(tx: Tx, org: string, to: string, from: Day, by: Changer): Promise<void> {
  insistPast(from, by)
  const [moved, target] = [await findOrg(tx, org), await findOrg(tx, to)]
  if (!moved.parent) refuse('org.root', { org: moved.short })
  const standing = await orgAt(tx, moved, from)
  const goal = await orgAt(tx, target, from)
  if (goal.path.startsWith(standing.path) || target.seat.startsWith(moved.seat))
    refuse('org.circle', { org: moved.short, to: target.short, day: from })
  await amend(tx, moved, from, { parent: target.id }, 'org.move', by)
}

/** Changes names, tier, sector or management model from a day on. */
export async function changeOrg(
  tx: Tx,
  org: string,
  from: Day,
  patch: Partial<Pick<OrgSpan, 'name' | 'short' | 'english' | 'aliases' | 'tier' | 'sector' | 'model'>>,
  by: Changer,
): Promise<void> {
  insistPast(from, by)
  const found = await findOrg(tx, org)
  await orgAt(tx, found, from)
  await amend(tx, found, from, patch, 'org.change', by)
}

/** Closes an organization on a day: the first on which it does not stand any more. Its members must have been transferred, and nothing may stand below it. */
export async function closeOrg(tx: Tx, org: string, on: Day, by: Changer): Promise<void> {
  insistPast(on, by)
  const found = await findOrg(tx, org)
  if (!found.parent) refuse('org.root', { org: found.short })
  await orgAt(tx, found, on)
  const left = (await tx.one(occupants, [tx.region, found.id, on]))!
  if (left.members + left.below > 0)
    refuse('org.occupied', { org: found.short, day: on, members: left.members, below: left.below })
  await endPosts(tx, found.id, on)
  await shorten(tx, found, on, by)
}

/** Merges an organization into another on a day: members, things, ties and everything below go over, its posts end, it closes. */
export async function mergeOrg(tx: Tx, org: string, into: string, on: Day, by: Changer): Promise<void> {
  insistPast(on, by)
  const [gone, target] = [await findOrg(tx, org), await findOrg(tx, into)]
  if (!gone.parent) refuse('org.root', { org: gone.short })
  await orgAt(tx, gone, on)
  const goal = await orgAt(tx, target, on)
  if (goal.id === gone.id || goal.path.startsWith(gone.path))
    refuse('org.circle', { org: gone.short, to: target.short, day: on })
  for (const child of await tx.all(childrenFrom, [tx.region, gone.id, on]))
    await amend(tx, await findOrg(tx, child.id), child.from, { parent: target.id }, 'org.move', by)
  for (const member of await tx.all(membersFrom, [tx.region, gone.id, on]))
    await moveMember(tx, member, target, member.from > on ? member.from : on)
  await endPosts(tx, gone.id, on)
  for (const hand of HANDED) await tx.run(hand, [tx.region, gone.id, on, target.id, target.seat])
  await shorten(tx, gone, on, by)
  await touch(tx, [{ id: target.id, seat: target.seat }], '*', 0)
}

/** Splits an organization on a day: opens a new one beside it and transfers the named members. Gives the new code. */
export async function splitOrg(
  tx: Tx,
  org: string,
  opened: Pick<OrgSpan, 'name' | 'short' | 'english' | 'aliases' | 'tier' | 'sector' | 'model'>,
  people: readonly string[],
  on: Day,
  by: Changer,
): Promise<string> {
  const found = await orgAt(tx, await findOrg(tx, org), on)
  if (!found.parent) refuse('org.root', { org: found.short })
  const code = await openOrg(tx, { ...opened, parent: found.parent, from: on }, by)
  for (const person of people) {
    const held = await tx.one(memberOn, [tx.region, person, on])
    if (held?.org !== found.id) refuse('member.none', { person: await insistPerson(tx, person), day: on })
    await transfer(tx, person, code, on, by)
  }
  return code
}

const occupants = statement<{ members: number; below: number }>(
  'change.occupants',
  `select (select count(*)::int from membership where region = $1 and org = $2 and (upper(valid) is null or upper(valid) > $3)) as members,
     (select count(distinct id)::int from org where region = $1 and parent = $2 and (upper(valid) is null or upper(valid) > $3)) as below`,
)
/** Organizations that stand below on the day or later, with the first such day of each. */
const childrenFrom = statement<{ id: string; from: Day }>(
  'change.children',
  `select id, greatest(min(lower(valid)), $3::date) as from from org
   where region = $1 and parent = $2 and (upper(valid) is null or upper(valid) > $3) group by id`,
)
const membersFrom = statement<Membership>(
  'change.members',
  `select id, person, org, kind, lower(valid) as from, upper(valid) as to from membership
   where region = $1 and org = $2 and (upper(valid) is null or upper(valid) > $3)`,
)
const cutPosts = statement(
  'change.cut_posts',
  'update post set valid = daterange(lower(valid), $3) where region = $1 and org = $2 and valid @> $3::date and lower(valid) < $3',
)
const dropPosts = statement(
  'change.drop_posts',
  'delete from post where region = $1 and org = $2 and lower(valid) >= $3',
)

/** Things and ties that outlive their organization: what holds before the day stays, the rest goes to the successor. */
const HANDED = [
  statement(
    'change.split_things',
    `with old as (update thing set valid = daterange(lower(valid), $3) where region = $1 and org = $2 and valid @> $3::date and lower(valid) < $3
       returning id, opened, kind, name, english, aliases, body)
     insert into thing (region, id, valid, opened, kind, org, seat, name, english, aliases, body)
     select $1, o.id, daterange($3, upper(t.valid)), o.opened, o.kind, $4, $5, o.name, o.english, o.aliases, o.body
     from old o join thing t on t.region = $1 and t.id = o.id and t.org = $2 and t.valid @> $3::date`,
  ),
  statement(
    'change.hand_things',
    'update thing set org = $4, seat = $5 where region = $1 and org = $2 and lower(valid) >= $3',
  ),
  statement(
    'change.split_ties',
    `with old as (update tie set valid = daterange(lower(valid), $3) where region = $1 and org = $2 and valid @> $3::date and lower(valid) < $3
       returning id, kind, body)
     insert into tie (region, id, kind, org, seat, valid, body)
     select $1, gen_random_uuid(), o.kind, $4, $5, daterange($3, upper(t.valid)), o.body
     from old o join tie t on t.region = $1 and t.id = o.id`,
  ),
  statement(
    'change.hand_ties',
    'update tie set org = $4, seat = $5 where region = $1 and org = $2 and lower(valid) >= $3',
  ),
]

async function endPosts(tx: Tx, org: string, on: Day): Promise<void> {
  await tx.run(cutPosts, [tx.region, org, on])
  await tx.run(dropPosts, [tx.region, org, on])
}

async function shorten(tx: Tx, org: Org, on: Day, by: Changer): Promise<void> {
  const life = await tx.all(lives, [tx.region, [org.id]])
  const kept = life
    .filter(span => span.from < on)
    .map(span => (span.to === null || span.to > on ? { ...span, to: on } : span))
  await rewrite(tx, kept, 'org.close', org.id, by, { on })
}

async function amend(tx: Tx, org: Org, from: Day, patch: Partial<OrgSpan>, act: string, by: Changer): Promise<void> {
  const subtree = await tx.all(subtreeEver, [tx.region, org.id])
  const spans = subtree.filter(span => span.id !== org.id)
  const life = subtree.filter(span => span.id === org.id)
  await rewrite(tx, [...spans, ...amended(life, from, patch)], act, org.id, by, { from, ...patch })
}

/** Writes the lives of organizations anew, with the paths that follow from them, and calls everything about them in question. */
async function rewrite(
  tx: Tx,
  spans: readonly OrgSpan[],
  act: string,
  subject: string,
  by: Changer,
  what: object,
): Promise<void> {
  const ids = [...new Set(spans.map(span => span.id))]
  const outside = [
    ...new Set(spans.map(span => span.parent).filter((id): id is string => id !== null && !ids.includes(id))),
  ]
  const known = new Map<string, Stretch[]>()
  for (const stretch of await tx.all(lives, [tx.region, outside]))
    known.set(stretch.id, [...(known.get(stretch.id) ?? []), stretch])
  const before = new Map((await tx.all(lives, [tx.region, ids])).map(span => [span.id, span.path]))
  const placed = placesOf(spans.map(withoutPath), known)
  await tx.run(clear, [tx.region, ids])
  await tx.run(write, [
    tx.region,
    JSON.stringify(
      [...placed.values()].flatMap(place => place.stretches.map(stretch => ({ ...stretch, seat: place.seat }))),
    ),
  ])
  const [old, now] = [before.get(subject), placed.get(subject)!.seat]
  if (old && old !== now) await tx.run(seatPeople, [tx.region, old, now])
  await touch(
    tx,
    ids.map(id => ({ id, seat: placed.get(id)!.seat })),
    '*',
    0,
  )
  await tx.run(audit, [tx.region, v7(), by.name, act, subject, now, JSON.stringify(what)])
}

function withoutPath(span: OrgSpan): OrgSpan {
  const { path: _path, ...rest } = span as Stretch
  return rest
}

function touch(tx: Tx, orgs: readonly { id: string; seat: string }[], source: string, month: number): Promise<number> {
  return tx.run(touchAll, [
    tx.region,
    JSON.stringify(orgs.map(org => ({ id: v7(), org: org.id, seat: org.seat }))),
    source,
    month,
  ])
}

const personName = statement<{ name: string }>(
  'change.person',
  'select name from person where region = $1 and id = $2 order by valid desc limit 1',
)
const memberOn = statement<Membership & { short: string }>(
  'change.member_on',
  `select m.id, m.person, m.org, m.kind, lower(m.valid) as from, upper(m.valid) as to, o.short
   from membership m join org o on o.region = $1 and o.id = m.org and o.valid @> greatest(lower(m.valid), $3::date)
   where m.region = $1 and m.person = $2 and (upper(m.valid) is null or upper(m.valid) > $3) order by m.valid limit 1`,
)
const putMember = statement(
  'change.put_member',
  'insert into membership (region, id, person, org, seat, kind, valid) values ($1, $2, $3, $4, $5, $6, daterange($7, $8))',
)
const cutMember = statement(
  'change.cut_member',
  'update membership set valid = daterange(lower(valid), $3) where region = $1 and id = $2',
)
const dropMember = statement('change.drop_member', 'delete from membership where region = $1 and id = $2')
const seatPerson = statement('change.seat_person', 'update person set seat = $3 where region = $1 and id = $2')

async function insistPerson(tx: Tx, person: string): Promise<string> {
  return (await tx.one(personName, [tx.region, person]))?.name ?? refuse('person.unknown', { person })
}

/** Lets a person join an organization as a member from a day on. Throws member.twice: a member is counted in one place. */
export async function join(
  tx: Tx,
  person: string,
  org: string,
  from: Day,
  kind: Membership['kind'],
  by: Changer,
): Promise<void> {
  insistPast(from, by)
  const name = await insistPerson(tx, person)
  const found = await findOrg(tx, org)
  await orgAt(tx, found, from)
  const held = await tx.one(memberOn, [tx.region, person, from])
  if (held) refuse('member.twice', { person: name, org: held.short, day: held.from > from ? held.from : from })
  await tx.run(putMember, [tx.region, v7(), person, found.id, found.seat, kind, from, null])
  await tx.run(seatPerson, [tx.region, person, found.seat])
  await touchPeople(tx, [found], from)
  await tx.run(audit, [tx.region, v7(), by.name, 'member.join', found.id, found.seat, JSON.stringify({ person, from })])
}

/** Ends a membership on a day: the first on which the person is no member any more. */
export async function leave(tx: Tx, person: string, on: Day, by: Changer): Promise<void> {
  insistPast(on, by)
  const name = await insistPerson(tx, person)
  const held = await tx.one(memberOn, [tx.region, person, on])
  if (!held || held.from > on) refuse('member.none', { person: name, day: on })
  await cut(tx, held, on)
  const org = await findOrg(tx, held.org)
  await touchPeople(tx, [org], on)
  await tx.run(audit, [tx.region, v7(), by.name, 'member.leave', org.id, org.seat, JSON.stringify({ person, on })])
}

/** Transfers a member to another organization on a day, without a gap and without an overlap. */
export async function transfer(tx: Tx, person: string, to: string, on: Day, by: Changer): Promise<void> {
  insistPast(on, by)
  const name = await insistPerson(tx, person)
  const target = await findOrg(tx, to)
  await orgAt(tx, target, on)
  const held = await tx.one(memberOn, [tx.region, person, on])
  if (!held || held.from > on) refuse('member.none', { person: name, day: on })
  await moveMember(tx, held, target, on)
  await touchPeople(tx, [await findOrg(tx, held.org), target], on)
  await tx.run(audit, [
    tx.region,
    v7(),
    by.name,
    'member.transfer',
    target.id,
    target.seat,
    JSON.stringify({ person, on, from: held.org }),
  ])
}

async function moveMember(tx: Tx, held: Membership, target: Org, on: Day): Promise<void> {
  await cut(tx, held, on)
  await tx.run(putMember, [tx.region, v7(), held.person, target.id, target.seat, held.kind, on, held.to])
  await tx.run(seatPerson, [tx.region, held.person, target.seat])
}

async function cut(tx: Tx, held: Membership, on: Day): Promise<void> {
  if (held.from === on) await tx.run(dropMember, [tx.region, held.id])
  else await tx.run(cutMember, [tx.region, held.id, on])
}

const putPost = statement(
  'change.put_post',
  'insert into post (region, id, person, org, seat, post, team, sole, valid) values ($1, $2, $3, $4, $5, $6, $7, $8, daterange($9, null))',
)
const postOn = statement<{ id: string; from: Day }>(
  'change.post_on',
  'select id, lower(valid) as from from post where region = $1 and person = $2 and org = $3 and post = $4 and valid @> $5::date',
)
const cutPost = statement(
  'change.cut_post',
  'update post set valid = daterange(lower(valid), $3) where region = $1 and id = $2',
)
const dropPost = statement('change.drop_post', 'delete from post where region = $1 and id = $2')

/** Appoints a person to a post from a day on. Throws post.twice and post.taken: the database is the judge of overlaps. */
export async function appoint(
  tx: Tx,
  person: string,
  org: string,
  post: Office,
  team: Post['team'],
  from: Day,
  by: Changer,
): Promise<void> {
  insistPast(from, by)
  const name = await insistPerson(tx, person)
  const found = await findOrg(tx, org)
  await orgAt(tx, found, from)
  try {
    await tx.run(putPost, [
      tx.region,
      v7(),
      person,
      found.id,
      found.seat,
      post,
      team,
      isSole(post) ? found.id : null,
      from,
    ])
  } catch (error) {
    const { constraint } = error as { constraint?: string }
    if (constraint === 'post_twice') refuse('post.twice', { person: name, org: found.short, post, day: from })
    if (constraint === 'post_taken') refuse('post.taken', { org: found.short, post, day: from })
    throw error
  }
  await touchPeople(tx, [found], from)
  await tx.run(audit, [
    tx.region,
    v7(),
    by.name,
    'post.appoint',
    found.id,
    found.seat,
    JSON.stringify({ person, post, from }),
  ])
}

/** Releases a person from a post on a day: the first on which it is not held any more. */
export async function release(tx: Tx, person: string, org: string, post: Office, on: Day, by: Changer): Promise<void> {
  insistPast(on, by)
  const name = await insistPerson(tx, person)
  const found = await findOrg(tx, org)
  const held =
    (await tx.one(postOn, [tx.region, person, found.id, post, on])) ??
    refuse('post.none', { person: name, org: found.short, post, day: on })
  if (held.from === on) await tx.run(dropPost, [tx.region, held.id])
  else await tx.run(cutPost, [tx.region, held.id, on])
  await touchPeople(tx, [found], on)
  await tx.run(audit, [
    tx.region,
    v7(),
    by.name,
    'post.release',
    found.id,
    found.seat,
    JSON.stringify({ person, post, on }),
  ])
}

async function touchPeople(tx: Tx, orgs: readonly Org[], from: Day): Promise<void> {
  await touch(tx, orgs, 'people', monthOf(from))
}

function insistPast(on: Day, by: Changer): void {
  if (on > by.today) throw new Problem('record.future', { day: on, today: by.today })
}
