// Sessions: who asks, in which post, and the subtree that follows from it. Read by the owner, before any scope is known.

import { createHash, randomBytes } from 'node:crypto'
import { v7 } from 'uuid'
import type { Charter } from '../charter/charter.ts'
import { VERBS } from '../charter/language.ts'
import type { Hand } from '../charter/writer.ts'
import { nearest } from '../problem/nearest.ts'
import { refuse } from '../problem/problem.ts'
import { orgWords } from '../register/name.ts'
import { type Scope, statement, type Tx } from '../store/store.ts'
import type { Day } from '../time/day.ts'
import { entryPosts, type Verb, verbsOf } from './policy.ts'

/** For whom a person stands in, up to and without a day. */
export interface StandsFor {
  readonly name: string
  readonly english: string
  readonly until: Day
}

/** A person in the post held on the day, and what it opens. */
export interface Actor {
  readonly account: string
  readonly person: { readonly id: string; readonly name: string; readonly english: string }
  readonly post: string
  readonly org: { readonly code: string; readonly short: string; readonly english: string }
  /** The hand that writes, wherever its reader looks; null for the owner of the house, who writes for everybody. */
  readonly hand: Hand | null
  readonly verbs: readonly Verb[]
  readonly scope: Scope
  /** Id of the post, or of the stand-in, in which the person acts; none at the command line. */
  readonly capacity?: string
  readonly standsFor?: StandsFor
}

export type Way = 'demo' | 'password' | 'passkey' | 'sign-on'

/** A session as its owner sees it. */
export interface Session {
  readonly id: string
  readonly account: string
  readonly way: Way
  readonly words: string
  readonly seenOn: Day
  readonly openedAt: Date
  readonly provedAt: Date
  readonly idleMinutes: number
}

/** The limits of a session: minutes without a request, and hours altogether. */
export interface Limits {
  readonly idleMinutes: number
  readonly hours: number
}

/** A trusted phone lies in a drawer for days without signal; a desk in an office is left at noon. */
export const TRUSTED: Limits = { idleMinutes: 14 * 24 * 60, hours: 90 * 24 }
export const PASSING: Limits = { idleMinutes: 4 * 60, hours: 12 }

interface Row {
  account: string
  person: string
  name: string
  english: string
  post: string
  code: string
  short: string
  orgEnglish: string
  org: string
  tier: string
  seat: string
  /** Null for a voter, who acts by the roll and by no post. */
  capacity: string | null
  verbs: Verb[] | null
  forName: string | null
  forEnglish: string | null
  until: Day | null
}

/** In what a person acts who holds no post that opens anything and may vote in a recommendation: it opens the ballot and nothing
 *  beside it. */
export const VOTER = 'voter'
/** A place in the tree where nothing stands: what is asked there shows no row. */
const NOWHERE = '/-/'

// A stand-in holds while the giver holds the post, and reaches no further than it, wherever the organization has moved.
const capacitiesOf = (who: string) => `
  with who as not materialized (${who}),
  held as materialized (
    select who.*, t.id as capacity, t.post, t.org, null::text[] as verbs, null::uuid as giver, null::date as until
    from who join post t on t.region = $1 and t.person = who.person and t.valid @> $2::date and t.post = any($3::text[])
    union all
    select who.*, s.id, s.post, s.org, s.verbs, s.giver, upper(s.valid)
    from who
    join stand_in s on s.region = $1 and s.taker = who.person and s.valid @> $2::date and s.ended_on is null
    join post t on t.region = $1 and t.person = s.giver and t.org = s.at and t.post = s.post and t.valid @> $2::date and t.post = any($3::text[])
    join org g on g.region = $1 and g.id = s.at and g.valid @> $2::date
    join org b on b.region = $1 and b.id = s.org and b.valid @> $2::date and starts_with(b.seat, g.seat)
    union all
    select who.*, null::uuid, '${VOTER}', q.org, '{}'::text[], null, null
    from who
    join lateral (select b.org from ballot_voter v join ballot b on b.region = $1 and b.id = v.ballot and b.closed_on is null
      where v.region = $1 and v.person = who.person order by b.opens, b.id limit 1) q on true)`
const FOUND = `h.account, p.id as person, p.name, p.english, h.post, o.code, o.short, o.english as "orgEnglish", o.id as org, o.tier, o.seat,
    h.capacity, h.verbs, f.name as "forName", f.english as "forEnglish", h.until
  from held h
  join person p on p.region = $1 and p.id = h.person and p.valid @> $2::date
  join org o on o.region = $1 and o.id = h.org and o.valid @> $2::date
  left join person f on f.region = $1 and f.id = h.giver and f.valid @> $2::date`
const ORDER = `order by h.account, h.post = '${VOTER}', (h.capacity is not distinct from h.chosen) desc, h.giver is not null, length(o.seat), array_position($3::text[], h.post), h.capacity`

/** Who asks: the account and its person, and the capacity that the session has chosen. */
interface Who {
  account: string
  person: string
  chosen: string | null
  /** The day of the last request; null where no session is asked for. */
  seenOn: Day | null
}
// In two steps, and what is held is found before anything is joined to it: with the person known these are a few lookups, where
// the planner had all posts scanned for each organization.
const bySession = statement<Who>(
  'session.who',
  `select a.name as account, a.person, s.capacity as chosen, s.seen_on as "seenOn" from session s
   join account a on a.region = $1 and a.name = s.account and a.ended_on is null
   where s.region = $1 and s.token_digest = $2 and s.ends_at > $3`,
)
const byAccount = statement<Who>(
  'session.who_account',
  'select name as account, person, null::uuid as chosen, null::date as "seenOn" from account where region = $1 and name = $2 and ended_on is null',
)
const capacities = statement<Row>(
  'session.capacities',
  `${capacitiesOf('select $4::text as account, $5::uuid as person, $6::uuid as chosen')} select ${FOUND} ${ORDER}`,
)
const demoAccounts = statement<Row>(
  'session.demo',
  `${capacitiesOf('select a.name as account, a.person, null::uuid as chosen from account a where a.region = $1 and a.demo and a.ended_on is null')}
   select distinct on (h.account) ${FOUND} ${ORDER}`,
)
const open = statement(
  'session.open',
  `insert into session (region, token_digest, account, person, opened_at, id, way, words, seen_on, ends_at, idle_minutes, proved_at)
   select $1, $2, a.name, a.person, $4, $5, $6, $7, $8, $4::timestamptz + $9 * interval '1 hour', $10, $4
   from account a where a.region = $1 and a.name = $3 and a.ended_on is null`,
)
const voting = statement(
  'session.voting',
  `select 1 from ballot_voter v join ballot b on b.region = $1 and b.id = v.ballot and b.closed_on is null and b.opens <= $3::date
   where v.region = $1 and v.person = $2 limit 1`,
)
const end = statement('session.end', 'delete from session where region = $1 and token_digest = $2')
const faded = statement('session.faded', 'delete from session where region = $1 and ends_at <= $2')
const seen = statement(
  'session.seen',
  'update session set seen_on = $3 where region = $1 and token_digest = $2 and seen_on < $3::date',
)
const SESSION = `id, account, way, words, seen_on as "seenOn", opened_at as "openedAt",
  proved_at as "provedAt", idle_minutes as "idleMinutes" from session where region = $1`
const one = statement<Session>('session.one', `select ${SESSION} and token_digest = $2 and ends_at > $3`)
const listed = statement<Session>(
  'session.list',
  `select ${SESSION} and account = $2 and ends_at > $3 order by opened_at desc`,
)
const endOne = statement('session.end_one', 'delete from session where region = $1 and account = $2 and id = $3')
const endOthers = statement(
  'session.end_others',
  'delete from session where region = $1 and account = $2 and id is distinct from $3::uuid',
)
const proved = statement('session.proved', 'update session set proved_at = $3 where region = $1 and id = $2')
const choose = statement('session.choose', 'update session set capacity = $3 where region = $1 and token_digest = $2')

/** In what somebody may act on a day: what the session has chosen first, then the own posts. */
async function rowsOf(tx: Tx, charter: Charter, who: Who | null, on: Day): Promise<Row[]> {
  return who ? tx.all(capacities, [tx.region, on, entryPosts(charter), who.account, who.person, who.chosen]) : []
}

/** The actor behind a session's token, or null: an unknown or ended session, or neither a post that opens anything that day nor a
 *  recommendation to vote in. */
export async function actorOf(tx: Tx, charter: Charter, token: string, on: Day, now: Date): Promise<Actor | null> {
  const who = await tx.one(bySession, [tx.region, digest(token), now])
  const [row] = await rowsOf(tx, charter, who, on)
  if (!row) return null
  if (who!.seenOn! < on) await tx.run(seen, [tx.region, digest(token), on])
  return actor(charter, tx.region, row)
}

/** Everything in which the person of a session could act, the own posts first. */
export async function capacitiesIn(tx: Tx, charter: Charter, token: string, on: Day, now: Date): Promise<Actor[]> {
  return (await rowsOf(tx, charter, await tx.one(bySession, [tx.region, digest(token), now]), on))
    .filter(row => row.capacity !== null)
    .map(row => actor(charter, tx.region, row))
}

/** Everything in which the person of an account could act on a day, session or not; nothing for an ended account. */
export async function capacitiesOfAccount(tx: Tx, charter: Charter, account: string, on: Day): Promise<Actor[]> {
  return (await rowsOf(tx, charter, await tx.one(byAccount, [tx.region, account]), on))
    .filter(row => row.capacity !== null)
    .map(row => actor(charter, tx.region, row))
}

/** The demo accounts of a ready district; a real district has none. */
export async function demo(tx: Tx, charter: Charter, on: Day): Promise<Actor[]> {
  return (await tx.all(demoAccounts, [tx.region, on, entryPosts(charter)]))
    .filter(row => row.capacity !== null)
    .map(row => actor(charter, tx.region, row))
}

/** Opens a session for a demo account and gives its token. Throws access.account. */
export async function enter(
  tx: Tx,
  charter: Charter,
  account: string,
  on: Day,
  now: Date,
  words: string,
): Promise<{ token: string; actor: Actor; idleMinutes: number }> {
  const known = await demo(tx, charter, on)
  const found = known.find(one => one.account === account)
  if (!found)
    refuse('access.account', {
      account,
      near: nearest(
        account,
        known.map(one => one.account),
      ),
    })
  return openSession(tx, charter, { account, way: 'demo', limits: PASSING, words, on, now })
}

/** Opens a session for somebody who has proved who they are; only the digest of its token is stored. Throws access.postless. */
export async function openSession(
  tx: Tx,
  charter: Charter,
  opening: { account: string; way: Way; limits: Limits; words: string; on: Day; now: Date },
): Promise<{ token: string; actor: Actor; idleMinutes: number }> {
  const { account, way, limits, words, on, now } = opening
  const [row] = await rowsOf(tx, charter, await tx.one(byAccount, [tx.region, account]), on)
  if (!row) refuse('access.postless', { day: on })
  const token = randomBytes(32).toString('base64url')
  await tx.run(faded, [tx.region, now])
  const { hours, idleMinutes } = limits
  await tx.run(open, [tx.region, digest(token), account, now, v7(), way, words, on, hours, idleMinutes])
  return { token, actor: actor(charter, tx.region, row), idleMinutes }
}

/** True while a person may vote in a recommendation that runs. Of their ways in nothing is noted then: who came when could tell
 *  who voted how. */
export async function votesNow(tx: Tx, person: string, on: Day): Promise<boolean> {
  return (await tx.one(voting, [tx.region, person, on])) !== null
}

/** Ends a session. */
export async function leave(tx: Tx, token: string): Promise<void> {
  await tx.run(end, [tx.region, digest(token)])
}

/** The session of a token, or null. */
export function sessionOf(tx: Tx, token: string, now: Date): Promise<Session | null> {
  return tx.one(one, [tx.region, digest(token), now])
}

/** The running sessions of an account, the youngest first. */
export function sessionsOf(tx: Tx, account: string, now: Date): Promise<Session[]> {
  return tx.all(listed, [tx.region, account, now])
}

/** Ends one session of an account; gives whether there was one. */
export async function endSession(tx: Tx, account: string, id: string): Promise<boolean> {
  return (await tx.run(endOne, [tx.region, account, id])) > 0
}

/** Ends all sessions of an account but one, or all of them. Gives how many. */
export function endSessions(tx: Tx, account: string, but: string | null): Promise<number> {
  return tx.run(endOthers, [tx.region, account, but])
}

/** Remembers that the owner of a session has just proved who they are. */
export async function noteProof(tx: Tx, id: string, now: Date): Promise<void> {
  await tx.run(proved, [tx.region, id, now])
}

/** Lets a session act in one of the capacities of its person. Gives the actor; throws access.capacity. */
export async function actAs(
  tx: Tx,
  charter: Charter,
  token: string,
  capacity: string,
  on: Day,
  now: Date,
): Promise<Actor> {
  const found = (await capacitiesIn(tx, charter, token, on, now)).find(one => one.capacity === capacity)
  if (!found) return refuse('access.capacity', {})
  await tx.run(choose, [tx.region, digest(token), capacity])
  return found
}

/** Throws access.denied when the actor's post does not allow the verb. */
export function insist(who: Pick<Actor, 'verbs' | 'org'>, verb: Verb): void {
  if (!who.verbs.includes(verb)) refuse('access.denied', { verb: VERBS[verb], org: orgWords(who.org) })
}

function actor(charter: Charter, region: number, row: Row): Actor {
  const verbs = verbsOf(charter, row.post)
  return {
    account: row.account,
    person: { id: row.person, name: row.name, english: row.english },
    post: row.post,
    org: { code: row.code, short: row.short, english: row.orgEnglish },
    hand: {
      account: row.account,
      ...{ person: row.person, post: row.post, org: row.org, tier: row.tier, seat: row.seat },
    },
    verbs: row.verbs ? verbs.filter(verb => row.verbs!.includes(verb)) : verbs,
    scope: { region, path: row.capacity === null ? NOWHERE : row.seat, person: row.person },
    ...(row.capacity === null ? {} : { capacity: row.capacity }),
    ...(row.until ? { standsFor: { name: row.forName ?? '', english: row.forEnglish ?? '', until: row.until } } : {}),
  }
}

function digest(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
