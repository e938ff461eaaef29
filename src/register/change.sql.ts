// Changes of the register: organizations open, move, merge, split, take other names and close; people join, leave,
// transfer, are appointed and released. Every change has a day; nothing is overwritten.

import { v7 } from 'uuid'
import { type Charter, isSole, signingPost } from '../charter/charter.ts'
import type { Words } from '../charter/language.ts'
import { Problem, refuse } from '../problem/problem.ts'
import { statement, type Tx } from '../store/store.ts'
import type { Day } from '../time/day.ts'
import { monthOf } from '../time/period.ts'
import { insistNothingAfter, insistNothingBefore, insistNothingBeside } from './aftermath.sql.ts'
import type { Membership, OrgSpan, Post } from './facts.ts'
import { type Change, type Changer, type Intent, journal, type Particulars } from './journal.sql.ts'
import { livesOf, rewrite, touch } from './lives.sql.ts'
import { insistName, nameWords, orgWords, storedName, withEnglish } from './name.ts'
import { findOrg, lifeOf, type Org, orgAt } from './organization.sql.ts'
import { amended } from './places.ts'
import type { Act } from './register.api.ts'
import { insistWayOn } from './succession.sql.ts'
import { postWords } from './vocabulary.ts'

/** What an organization is called and what it is. */
export type Attributes = Pick<OrgSpan, 'name' | 'short' | 'english' | 'aliases' | 'tier' | 'sector' | 'model'>

/** A change that brought a new organization, with its code. */
export type Opened = Change & { readonly code: string }

const nextCode = statement<{ n: number }>(
  'change.next_code',
  `select coalesce(max(substr(code, 2)::int), 0) + 1 as n from org where region = $1 and code ~ '^N[0-9]{1,8}$'`,
)

/** Opens an organization under another, from a day on. Throws org.code. */
export async function openOrg(
  tx: Tx,
  opened: Attributes & { readonly from: Day; readonly code?: string; readonly parent: string },
  by: Changer,
): Promise<Opened> {
  const { from } = opened
  insistPast(from, by)
  const above = await orgAt(tx, await findOrg(tx, opened.parent), from)
  const [id, code] = [v7(), opened.code ?? (await freeCode(tx))]
  const change = await journal(
    tx,
    by,
    {
      act: 'org.open',
      day: from,
      org: id,
      extent: { lives: [id] },
      beside: [above.id],
      what: { to: above.id, patch: attributes(opened) },
    },
    () => begin(tx, { ...attributes(opened), id, code, parent: above.id, from, to: null }),
  )
  return { ...change, code }
}

/** Moves an organization with everything below it under another, from a day on. Throws org.circle, org.root and org.beyond. */
export async function moveOrg(tx: Tx, org: string, to: string, from: Day, by: Changer): Promise<Change> {
  insistPast(from, by)
  const [moved, target] = [await findOrg(tx, org), await findOrg(tx, to)]
  const standing = await orgAt(tx, moved, from)
  const above = await insistSuperior(tx, standing)
  const goal = await orgAt(tx, target, from)
  if (goal.path.startsWith(standing.path) || target.seat.startsWith(moved.seat))
    refuse('org.circle', { org: orgWords(moved), to: orgWords(target), day: from, itself: moved.id === target.id })
  return journal(
    tx,
    by,
    {
      act: 'org.move',
      day: from,
      org: moved.id,
      extent: { lives: [moved.id] },
      beside: [above, target.id],
      what: { from: above, to: target.id },
    },
    () => amend(tx, moved.id, from, { parent: target.id }),
  )
}

/** Changes names, tier, sector or management model from a day on. Throws org.beyond. */
export async function changeOrg(
  tx: Tx,
  org: string,
  from: Day,
  given: Partial<Attributes>,
  by: Changer,
): Promise<Change> {
  insistPast(from, by)
  const found = await orgAt(tx, await findOrg(tx, org), from)
  // Without an English name of its own it has the Chinese one, and keeps having it when that changes.
  const follows = given.english === undefined && found.english === found.short
  const after = attributes({ ...found, ...given, ...(follows ? { english: '' } : {}) })
  const said = (key: string) => key in given || (key === 'english' && follows && after.short !== found.short)
  const patch: Partial<Attributes> = Object.fromEntries(Object.entries(after).filter(([key]) => said(key)))
  if (found.parent) await insistSuperior(tx, found)
  return journal(
    tx,
    by,
    { act: 'org.change', day: from, org: found.id, extent: { lives: [found.id] }, what: { patch } },
    () => amend(tx, found.id, from, patch),
  )
}

/** Closes an organization on a day: the first on which it does not stand any more. Its members must have been transferred,
 *  and nothing may stand below it. What was recorded for the day or later goes to `into`, with its things and ties; where
 *  nobody takes over, nothing of the kind may be there, and things and ties end with it.
 *  Throws org.first_day, org.occupied, org.recorded, org.heir, org.root and org.beyond. */
export async function closeOrg(
  tx: Tx,
  charter: Charter,
  org: string,
  into: string | null,
  on: Day,
  by: Changer,
): Promise<Change> {
  insistPast(on, by)
  const found = await orgAt(tx, await findOrg(tx, org), on)
  await insistStood(tx, found, on)
  const above = await insistSuperior(tx, found)
  const left = (await tx.one(occupants, [tx.region, found.id, on]))!
  if (left.members + left.below > 0)
    refuse('org.occupied', { org: orgWords(found), day: on, members: left.members, below: left.below })
  const heir = into === null ? null : await insistHeir(tx, found, into, on)
  if (!heir) await insistNothingAfter(tx, charter, found, on)
  return journal(
    tx,
    by,
    {
      act: 'org.close',
      day: on,
      org: found.id,
      extent: { lives: [found.id], orgs: heir ? [found.id, heir.id] : [found.id] },
      beside: [above],
      what: heir ? { to: heir.id } : {},
    },
    async () => {
      await endPosts(tx, found.id, on)
      if (heir) await handOver(tx, found, heir, on)
      else for (const end of ENDED) await tx.run(end, [tx.region, found.id, on])
      await shorten(tx, found.id, on, heir)
    },
  )
}

/** Lets an organization stand from another first day on. Nothing of the days that fall away may be left behind.
 *  Throws org.root, org.beyond, org.absent, org.first_day and org.recorded_before. */
export async function beginOrg(tx: Tx, charter: Charter, org: string, from: Day, by: Changer): Promise<Change> {
  insistPast(from, by)
  const found = await findOrg(tx, org)
  const life = await lifeOf(tx, found.id)
  const first = life[0]!
  const above = await insistSuperior(tx, first)
  if (found.to !== null && from >= found.to) refuse('org.first_day', { org: orgWords(found), day: from })
  await insistNothingBefore(tx, charter, found, from)
  return journal(
    tx,
    by,
    {
      act: 'org.begin',
      day: from < first.from ? from : first.from,
      org: found.id,
      extent: { lives: [found.id] },
      beside: [above],
      what: { patch: { from } },
    },
    async () => {
      const spans = (await livesOf(tx, [found.id])).get(found.id)!.filter(span => span.to === null || span.to > from)
      await rewrite(tx, new Map([[found.id, spans.map((span, index) => (index === 0 ? { ...span, from } : span))]]))
    },
  )
}

/** Merges an organization into another on a day: members, things, ties and everything below go over, its posts end, it closes.
 *  Throws org.first_day, org.heir, org.root and org.beyond. */
export async function mergeOrg(tx: Tx, org: string, into: string, on: Day, by: Changer): Promise<Change> {
  insistPast(on, by)
  const [gone, target] = [await findOrg(tx, org), await findOrg(tx, into)]
  const standing = await orgAt(tx, gone, on)
  await insistStood(tx, standing, on)
  const above = await insistSuperior(tx, standing)
  const goal = await insistHeir(tx, standing, into, on)
  if (goal.path.startsWith(standing.path))
    refuse('org.heir', { org: orgWords(gone), to: orgWords(target), day: on, why: 'below' })
  const children = await tx.all(childrenFrom, [tx.region, gone.id, on])
  const lives = [gone.id, ...children.map(child => child.id)]
  return journal(
    tx,
    by,
    {
      act: 'org.merge',
      day: on,
      org: gone.id,
      extent: { lives, orgs: [gone.id, target.id] },
      beside: [above],
      what: { to: target.id },
    },
    async () => {
      for (const child of children) await amend(tx, child.id, child.from, { parent: target.id })
      for (const member of await tx.all(membersFrom, [tx.region, gone.id, on]))
        await moveMember(tx, member, target, member.from > on ? member.from : on)
      await endPosts(tx, gone.id, on)
      await handOver(tx, gone, target, on)
      await shorten(tx, gone.id, on, target)
    },
  )
}

/** Refuses to end an organization on its first day, which would leave none that ever stood: org.first_day. */
async function insistStood(tx: Tx, org: Org, on: Day): Promise<void> {
  if ((await lifeOf(tx, org.id))[0]!.from === on) refuse('org.first_day', { org: orgWords(org), day: on })
}

/** Splits an organization on a day: opens a new one beside it and transfers the named members. What was recorded for the day or
 *  later stays with the old one if its author `keeps` it there.
 *  Throws member.none, org.code, org.recorded_split, org.root and org.beyond. */
export async function splitOrg(
  tx: Tx,
  charter: Charter,
  org: string,
  { keeps, ...opened }: Attributes & { readonly code?: string; readonly keeps: boolean },
  people: readonly string[],
  on: Day,
  by: Changer,
): Promise<Opened> {
  insistPast(on, by)
  const found = await orgAt(tx, await findOrg(tx, org), on)
  const parent = await insistSuperior(tx, found)
  if (!keeps) await insistNothingBeside(tx, charter, found, on)
  const held: Membership[] = []
  for (const person of people) {
    const one = await tx.one(memberOn, [tx.region, person, on])
    if (one?.org !== found.id || one.from > on)
      refuse('member.none', { person: await insistPerson(tx, person), day: on })
    held.push(one)
  }
  const [id, code] = [v7(), opened.code ?? (await freeCode(tx))]
  const change = await journal(
    tx,
    by,
    {
      act: 'org.split',
      day: on,
      org: found.id,
      extent: { lives: [id], people },
      beside: [parent],
      what: { to: id, people, patch: attributes(opened) },
    },
    async () => {
      await begin(tx, { ...attributes(opened), id, code, parent, from: on, to: null })
      const fresh = await findOrg(tx, id)
      for (const member of held) await moveMember(tx, member, fresh, on)
      await touchPeople(tx, [found, fresh], on)
    },
  )
  return { ...change, code }
}

function attributes({ name, short, english, aliases, tier, sector, model }: Attributes): Attributes {
  return orgNames({ name, short, english, aliases, tier, sector, model })
}

/** What an organization is called as it is stored. */
export function orgNames<Named extends Pick<Attributes, 'name' | 'short' | 'english' | 'aliases'>>(org: Named): Named {
  const short = insistName(storedName(org.short), 'short')
  const name = insistName(storedName(org.name))
  return withEnglish({ ...org, name, short, aliases: org.aliases.map(storedName).filter(Boolean) }, short)
}

async function freeCode(tx: Tx): Promise<string> {
  return `N${await freeNumber(tx)}`
}

/** The number of the next code that nobody had to think of; those above it are free as well. */
export async function freeNumber(tx: Tx): Promise<number> {
  return (await tx.one(nextCode, [tx.region]))!.n
}

async function begin(tx: Tx, span: OrgSpan): Promise<void> {
  try {
    await rewrite(tx, new Map([[span.id, [span]]]))
  } catch (error) {
    // The database is the judge: the code may be in use where the reader may not look.
    if ((error as { constraint?: string }).constraint === 'org_code_once') refuse('org.code', { code: span.code })
    throw error
  }
}

/** The superior of an organization, which must be in sight: nobody decides about the top of what he sees.
 *  Throws org.root for the top of the district, org.beyond for that of a reader. */
async function insistSuperior(tx: Tx, org: Org): Promise<string> {
  const { parent } = org
  if (!parent) refuse('org.root', { org: orgWords(org) })
  if ((await lifeOf(tx, parent)).length === 0) refuse('org.beyond', { org: orgWords(org) })
  return parent
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

/** Things and ties of an organization that ends without a successor end with it. */
const ENDED = ['thing', 'tie'].map(table =>
  statement(
    `change.end_${table}s`,
    `update ${table} set valid = daterange(lower(valid), $3) where region = $1 and org = $2 and valid @> $3::date and lower(valid) < $3`,
  ),
)

/** Whoever takes over stands on the day and is another. Throws org.heir, org.unknown and org.absent. */
async function insistHeir(tx: Tx, gone: Org, into: string, on: Day): Promise<Org> {
  const heir = await orgAt(tx, await findOrg(tx, into), on)
  if (heir.id === gone.id) refuse('org.heir', { org: orgWords(gone), to: orgWords(heir), day: on, why: 'itself' })
  await insistWayOn(tx, heir, gone, on)
  return heir
}

async function endPosts(tx: Tx, org: string, on: Day): Promise<void> {
  await tx.run(cutPosts, [tx.region, org, on])
  await tx.run(dropPosts, [tx.region, org, on])
}

async function handOver(tx: Tx, gone: Org, heir: Org, on: Day): Promise<void> {
  for (const hand of HANDED) await tx.run(hand, [tx.region, gone.id, on, heir.id, heir.seat])
}

async function shorten(tx: Tx, org: string, on: Day, heir: Org | null): Promise<void> {
  const life = (await livesOf(tx, [org])).get(org)!
  const kept = life
    .filter(span => span.from < on)
    .map(span => (span.to === null || span.to > on ? { ...span, to: on } : span))
    .map(span => (heir ? { ...span, successor: heir.id } : span))
  await rewrite(tx, new Map([[org, kept]]))
}

async function amend(tx: Tx, org: string, from: Day, patch: Partial<OrgSpan>): Promise<void> {
  await rewrite(tx, new Map([[org, amended((await livesOf(tx, [org])).get(org)!, from, patch)]]))
}

const personName = statement<{ name: string; english: string }>(
  'change.person',
  'select name, english from person where region = $1 and id = $2 order by valid desc limit 1',
)
const memberOn = statement<Membership & { short: string; english: string }>(
  'change.member_on',
  `select m.id, m.person, m.org, m.kind, lower(m.valid) as from, upper(m.valid) as to, o.short, o.english
   from membership m join org o on o.region = $1 and o.id = m.org and o.valid @> greatest(lower(m.valid), $3::date)
   where m.region = $1 and m.person = $2 and (upper(m.valid) is null or upper(m.valid) > $3) order by m.valid limit 1`,
)
export const putMember = statement(
  'change.put_member',
  'insert into membership (region, id, person, org, seat, kind, valid) values ($1, $2, $3, $4, $5, $6, daterange($7, $8))',
)
const cutMember = statement(
  'change.cut_member',
  'update membership set valid = daterange(lower(valid), $3) where region = $1 and id = $2',
)
const dropMember = statement('change.drop_member', 'delete from membership where region = $1 and id = $2')
const seatPerson = statement('change.seat_person', 'update person set seat = $3 where region = $1 and id = $2')

async function insistPerson(tx: Tx, person: string): Promise<Words> {
  return nameWords((await tx.one(personName, [tx.region, person])) ?? refuse('person.unknown', { person }))
}

/** Lets a person join an organization as a member from a day on. Throws member.twice: a member is counted in one place. */
export async function join(
  tx: Tx,
  person: string,
  org: string,
  from: Day,
  kind: Membership['kind'],
  by: Changer,
): Promise<Change> {
  insistPast(from, by)
  const name = await insistPerson(tx, person)
  const found = await findOrg(tx, org)
  await orgAt(tx, found, from)
  const held = await tx.one(memberOn, [tx.region, person, from])
  if (held) refuse('member.twice', { person: name, org: orgWords(held), day: held.from > from ? held.from : from })
  return journal(tx, by, personal('member.join', from, found, person), async () => {
    await tx.run(putMember, [tx.region, v7(), person, found.id, found.seat, kind, from, null])
    await tx.run(seatPerson, [tx.region, person, found.seat])
    await touchPeople(tx, [found], from)
  })
}

const confirmMember = statement(
  'change.confirm_member',
  `update membership set kind = 'full' where region = $1 and id = $2`,
)

/** Makes a probationary member a full one from a day on. Throws member.none and member.full. */
export async function confirm(tx: Tx, person: string, from: Day, by: Changer): Promise<Change> {
  insistPast(from, by)
  const name = await insistPerson(tx, person)
  const held = await tx.one(memberOn, [tx.region, person, from])
  if (!held || held.from > from) refuse('member.none', { person: name, day: from })
  if (held.kind === 'full') refuse('member.full', { person: name, org: orgWords(held), from: held.from })
  const org = await findOrg(tx, held.org)
  return journal(tx, by, personal('member.confirm', from, org, person), async () => {
    await putConfirmed(tx, held, org.seat, from)
    await touchPeople(tx, [org], from)
  })
}

/** Lets a membership be a full one from a day on, within a change that somebody else notes. */
export async function putConfirmed(tx: Tx, held: Membership, seat: string, from: Day): Promise<void> {
  if (held.from === from) return void (await tx.run(confirmMember, [tx.region, held.id]))
  await tx.run(cutMember, [tx.region, held.id, from])
  await tx.run(putMember, [tx.region, v7(), held.person, held.org, seat, 'full', from, held.to])
}

/** Ends a membership on a day: the first on which the person is no member any more. */
export async function leave(tx: Tx, person: string, on: Day, by: Changer): Promise<Change> {
  insistPast(on, by)
  const name = await insistPerson(tx, person)
  const held = await tx.one(memberOn, [tx.region, person, on])
  if (!held || held.from > on) refuse('member.none', { person: name, day: on })
  const org = await findOrg(tx, held.org)
  return journal(tx, by, personal('member.leave', on, org, person), async () => {
    await cut(tx, held, on)
    await touchPeople(tx, [org], on)
  })
}

/** Transfers a member to another organization on a day, without a gap and without an overlap. */
export async function transfer(tx: Tx, person: string, to: string, on: Day, by: Changer): Promise<Change> {
  insistPast(on, by)
  const name = await insistPerson(tx, person)
  const target = await findOrg(tx, to)
  await orgAt(tx, target, on)
  const held = await tx.one(memberOn, [tx.region, person, on])
  if (!held || held.from > on) refuse('member.none', { person: name, day: on })
  const left = await findOrg(tx, held.org)
  return journal(tx, by, personal('member.transfer', on, target, person, { from: left.id }), async () => {
    await moveMember(tx, held, target, on)
    await touchPeople(tx, [left, target], on)
  })
}

/** What a change of one person's place or office looks at. */
function personal(act: Act, day: Day, org: Org, person: string, more: Partial<Particulars> = {}): Intent {
  return { act, day, org: org.id, extent: { people: [person] }, what: { people: [person], ...more } }
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
  'insert into post (region, id, person, org, seat, post, team, sole, signs, valid) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, daterange($10, null))',
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
  charter: Charter,
  person: string,
  org: string,
  post: string,
  team: Post['team'],
  from: Day,
  by: Changer,
): Promise<Change> {
  insistPast(from, by)
  const name = await insistPerson(tx, person)
  const found = await findOrg(tx, org)
  await orgAt(tx, found, from)
  const values = [
    tx.region,
    v7(),
    person,
    found.id,
    found.seat,
    post,
    team,
    isSole(charter, post) ? found.id : null,
    post === signingPost(charter),
    from,
  ]
  return journal(tx, by, personal('post.appoint', from, found, person, { post }), async () => {
    try {
      await tx.run(putPost, values)
    } catch (error) {
      const { constraint } = error as { constraint?: string }
      const held = { org: orgWords(found), post: postWords(charter, post), day: from }
      if (constraint === 'post_twice') refuse('post.twice', { person: name, ...held })
      if (constraint === 'post_taken') refuse('post.taken', held)
      throw error
    }
    await touchPeople(tx, [found], from)
  })
}

/** Releases a person from a post on a day: the first on which it is not held any more. */
export async function release(
  tx: Tx,
  charter: Charter,
  person: string,
  org: string,
  post: string,
  on: Day,
  by: Changer,
): Promise<Change> {
  insistPast(on, by)
  const name = await insistPerson(tx, person)
  const found = await findOrg(tx, org)
  const held =
    (await tx.one(postOn, [tx.region, person, found.id, post, on])) ??
    refuse('post.none', { person: name, org: orgWords(found), post: postWords(charter, post), day: on })
  return journal(tx, by, personal('post.release', on, found, person, { post }), async () => {
    if (held.from === on) await tx.run(dropPost, [tx.region, held.id])
    else await tx.run(cutPost, [tx.region, held.id, on])
    await touchPeople(tx, [found], on)
  })
}

async function touchPeople(tx: Tx, orgs: readonly Org[], from: Day): Promise<void> {
  await touch(tx, orgs, 'people', monthOf(from))
}

/** Throws record.future for a day that has not come. */
export function insistPast(on: Day, by: Changer): void {
  if (on > by.today) throw new Problem('record.future', { day: on, today: by.today })
}
