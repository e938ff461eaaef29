// Stand-ins: who acts for whom, in which subtree, with which verbs, from when to when. A fact that both sides see.

import { v7 } from 'uuid'
import type { Charter } from '../charter/charter.ts'
import { refuse } from '../problem/problem.ts'
import { statement, type Tx } from '../store/store.ts'
import { type Day, daysBetween, plusDays } from '../time/day.ts'
import { entryPosts, handedBy, LONGEST_STAND_IN, type Verb } from './policy.ts'
import { note } from './trace.sql.ts'

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** A stand-in as its sides see it. Names are null where person or organization are no more. */
export interface StandIn {
  readonly id: string
  readonly giver: string
  readonly giverName: string | null
  readonly giverEnglish: string | null
  readonly taker: string
  readonly takerName: string | null
  readonly takerEnglish: string | null
  readonly post: string
  readonly org: string | null
  readonly short: string | null
  readonly orgEnglish: string | null
  readonly verbs: Verb[]
  readonly from: Day
  /** First day on which it no longer holds. */
  readonly until: Day
  readonly endedOn: Day | null
  /** False once the giver no longer holds the post. */
  readonly standing: boolean
}

export interface Giving {
  /** The giver in person, with the post that is held today at an organization. */
  readonly giver: {
    readonly account: string
    readonly person: string
    readonly capacity: string
    readonly path: string
  }
  readonly taker: string
  readonly org: { readonly id: string; readonly seat: string }
  readonly verbs: readonly Verb[]
  readonly from: Day
  /** The last day. */
  readonly last: Day
  readonly today: Day
}

const postOf = statement<{ post: string; org: string; until: Day | null }>(
  'stand_in.post',
  'select post, org, upper(valid) as until from post where region = $1 and id = $2 and person = $3 and valid @> $4::date and post = any($5::text[])',
)
const give = statement(
  'stand_in.give',
  `insert into stand_in (region, id, giver, taker, post, at, org, seat, verbs, valid, author, made_at)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9, daterange($10, $11), $12, now())`,
)
const LIST = `select s.id, s.giver, g.name as "giverName", g.english as "giverEnglish", s.taker, k.name as "takerName", k.english as "takerEnglish",
    s.post, o.code as org, o.short, o.english as "orgEnglish", s.verbs, lower(s.valid) as from, upper(s.valid) as until, s.ended_on as "endedOn",
    exists (select 1 from post t where t.region = $1 and t.person = s.giver and t.org = s.at and t.post = s.post and t.valid @> $2::date) as standing
  from stand_in s
  left join person g on g.region = $1 and g.id = s.giver and g.valid @> $2::date
  left join person k on k.region = $1 and k.id = s.taker and k.valid @> $2::date
  left join org o on o.region = $1 and o.id = s.org and o.valid @> $2::date
  where s.region = $1`
const ofPerson = statement<StandIn>(
  'stand_in.of',
  `${LIST} and (s.giver = $3 or s.taker = $3) order by lower(s.valid) desc, s.id`,
)
const one = statement<{ id: string; giver: string; taker: string; endedOn: Day | null }>(
  'stand_in.one',
  'select id, giver, taker, ended_on as "endedOn" from stand_in where region = $1 and id = $2',
)
const end = statement(
  'stand_in.end',
  'update stand_in set ended_on = $3, ended_by = $4 where region = $1 and id = $2 and ended_on is null',
)
const known = statement<{ id: string }>(
  'stand_in.taker',
  'select id from person where region = $1 and id = $2 and valid @> $3::date limit 1',
)

/** Lets somebody act for the giver. Throws stand_in.own, stand_in.dates, stand_in.wider, person.unknown. */
export async function standIn(tx: Tx, charter: Charter, giving: Giving): Promise<string> {
  const { giver, taker, org, verbs, from, last, today } = giving
  if (taker === giver.person) refuse('stand_in.own', {})
  if (from < today || last < from || daysBetween(from, last) >= LONGEST_STAND_IN)
    refuse('stand_in.dates', { from, last, today, days: LONGEST_STAND_IN })
  if (!(await tx.one(known, [tx.region, taker, today]))) refuse('person.unknown', { person: taker })
  // Only from a post of one's own: who stands in hands nothing on.
  const post = await tx.one(postOf, [tx.region, giver.capacity, giver.person, today, entryPosts(charter)])
  if (!post || !org.seat.startsWith(giver.path) || verbs.some(verb => !handedBy(charter, post.post).includes(verb)))
    return refuse('stand_in.wider', {})
  const id = v7()
  const until = plusDays(last, 1)
  await tx.run(give, [
    ...[tx.region, id, giver.person, taker, post.post, post.org, org.id, org.seat],
    ...[verbs, from, until, giver.account],
  ])
  await note(tx, giver.account, 'stand_in.give', taker, { id, giver: giver.person, verbs, from, last })
  return id
}

/** What a person has given and holds, the latest first. */
export function standInsOf(tx: Tx, person: string, on: Day): Promise<StandIn[]> {
  return tx.all(ofPerson, [tx.region, on, person])
}

/** The stand-in that one may end: either side may, and who looks after the accounts of its subtree. Throws stand_in.unknown. */
export async function findEndable(
  tx: Tx,
  id: string,
  by: { person: string; keeper: boolean },
): Promise<{ id: string; taker: string }> {
  const found = UUID.test(id) ? await tx.one(one, [tx.region, id]) : null
  if (!found || found.endedOn || !(by.keeper || by.person === found.giver || by.person === found.taker))
    return refuse('stand_in.unknown', {})
  return found
}

/** Ends a stand-in from now on. As the owner: the note stands under the taker, whom the one who ends it may not see. */
export async function endStandIn(
  tx: Tx,
  standIn: { id: string; taker: string },
  author: string,
  on: Day,
): Promise<void> {
  await tx.run(end, [tx.region, standIn.id, on, author])
  await note(tx, author, 'stand_in.end', standIn.taker, { id: standIn.id })
}
