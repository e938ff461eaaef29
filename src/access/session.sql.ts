// Sessions: who asks, in which post, and the subtree that follows from it. Read by the owner, before any scope is known.
import { createHash, randomBytes } from 'node:crypto'
import { nearest } from '../problem/nearest.ts'
import { refuse } from '../problem/problem.ts'
import { type Scope, statement, type Tx } from '../store/store.ts'
import type { Day } from '../time/day.ts'
import { ENTRY_POSTS, type Verb, verbsOf } from './policy.ts'

/** A person in the post held on the day, and what it opens. */
export interface Actor {
  readonly account: string
  readonly person: { readonly id: string; readonly name: string; readonly english: string }
  readonly post: string
  readonly org: { readonly code: string; readonly short: string; readonly english: string }
  readonly verbs: readonly Verb[]
  readonly scope: Scope
}

interface Row {
  account: string
  person: string
  name: string
  english: string
  post: string
  code: string
  short: string
  orgEnglish: string
  seat: string
}

const ROW = `a.name as account, p.id as person, p.name, p.english, t.post, o.code, o.short, o.english as "orgEnglish", o.seat
  from account a
  join person p on p.region = $1 and p.id = a.person and p.valid @> $2::date
  join post t on t.region = $1 and t.person = a.person and t.valid @> $2::date and t.post = any($3::text[])
  join org o on o.region = $1 and o.id = t.org and o.valid @> $2::date`
const ORDER = 'order by a.name, length(o.seat), array_position($3::text[], t.post)'

const bySession = statement<Row>(
  'session.actor',
  `select distinct on (a.name) ${ROW} join session s on s.region = $1 and s.account = a.name where a.region = $1 and s.token_digest = $4 ${ORDER}`,
)
const demoAccounts = statement<Row>(
  'session.demo',
  `select distinct on (a.name) ${ROW} where a.region = $1 and a.demo ${ORDER}`,
)
const open = statement(
  'session.open',
  'insert into session (region, token_digest, account, person, opened_at) select $1, $2, name, person, now() from account where region = $1 and name = $3 and demo',
)
const end = statement('session.end', 'delete from session where region = $1 and token_digest = $2')

/** The actor behind a session's token on a day, or null: an unknown token, or no post that opens anything that day. */
export async function actorOf(tx: Tx, token: string, on: Day): Promise<Actor | null> {
  const row = await tx.one(bySession, [tx.region, on, ENTRY_POSTS, digest(token)])
  return row ? actor(tx.region, row) : null
}

/** The demo accounts of a ready district; a real district has none. */
export async function demo(tx: Tx, on: Day): Promise<Actor[]> {
  return (await tx.all(demoAccounts, [tx.region, on, ENTRY_POSTS])).map(row => actor(tx.region, row))
}

/** Opens a session for a demo account and gives its token; only the digest is stored. Throws access.account. */
export async function enter(tx: Tx, account: string, on: Day): Promise<{ token: string; actor: Actor }> {
  const known = await demo(tx, on)
  const found = known.find(one => one.account === account)
  if (!found)
    refuse('access.account', {
      account,
      near: nearest(
        account,
        known.map(one => one.account),
      ),
    })
  const token = randomBytes(32).toString('base64url')
  await tx.run(open, [tx.region, digest(token), account])
  return { token, actor: found }
}

/** Ends a session. */
export async function leave(tx: Tx, token: string): Promise<void> {
  await tx.run(end, [tx.region, digest(token)])
}

/** Throws access.denied when the actor's post does not allow the verb. */
export function insist(who: Pick<Actor, 'verbs'>, verb: Verb, org: string): void {
  if (!who.verbs.includes(verb)) refuse('access.denied', { verb, org })
}

function actor(region: number, row: Row): Actor {
  return {
    account: row.account,
    person: { id: row.person, name: row.name, english: row.english },
    post: row.post,
    org: { code: row.code, short: row.short, english: row.orgEnglish },
    verbs: verbsOf(row.post),
    scope: { region, path: row.seat, person: row.person },
  }
}

function digest(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
