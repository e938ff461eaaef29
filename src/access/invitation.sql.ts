// One-time codes: who holds one takes up an account, takes it up again, or sets up the first administrator.

import { v7 } from 'uuid'
import type { Charter } from '../charter/charter.ts'
import { refuse } from '../problem/problem.ts'
import { statement, type Tx } from '../store/store.ts'
import type { Day } from '../time/day.ts'
import { accountOf, anybody, giveAccount, strip } from './account.sql.ts'
import { type Keys, plainCode, randomCode } from './key.node.ts'
import { entryPosts, verbsOf } from './policy.ts'
import { endSessions } from './session.sql.ts'
import { note } from './trace.sql.ts'

/** Some 59 bits: a code that is guessed a thousand times a second for a week is found once in a billion houses. */
const LETTERS = 12
const HOUR = 3_600_000

export interface Invitation {
  readonly id: string
  readonly kind: 'setup' | 'invite' | 'reset'
  /** Null for the first administrator, who says who they are. */
  readonly person: string | null
  readonly until: Date
  readonly author: string
}

/** Somebody who can be the first administrator, or who is invited: with the posts held that day. */
export interface Holder {
  readonly person: string
  readonly name: string
  readonly english: string
  readonly post: string | null
  readonly org: string | null
  readonly short: string | null
  readonly orgEnglish: string | null
  readonly seat: string | null
}

const INVITATION = 'id, kind, person, until, author from invitation where region = $1'
const byCode = statement<Invitation>('invitation.by_code', `select ${INVITATION} and digest = $2 and until > $3`)
const open = statement<Invitation>(
  'invitation.open',
  `select ${INVITATION} and kind <> 'setup' and until > $2 order by id desc`,
)
const make = statement(
  'invitation.make',
  'insert into invitation (region, id, digest, kind, person, until, author, made_at) values ($1, $2, $3, $4, $5, $6, $7, $8)',
)
const drop = statement('invitation.drop', 'delete from invitation where region = $1 and id = $2')
const dropFor = statement(
  'invitation.drop_for',
  'delete from invitation where region = $1 and (until <= $3 or person is not distinct from $2::uuid)',
)
const posts = statement<Holder>(
  'invitation.posts',
  `select p.id as person, p.name, p.english, t.post, o.code as org, o.short, o.english as "orgEnglish", o.seat
   from person p
   left join post t on t.region = $1 and t.person = p.id and t.valid @> $3::date and t.post = any($4::text[])
   left join org o on o.region = $1 and o.id = t.org and o.valid @> $3::date
   where p.region = $1 and p.id = any($2::uuid[]) and p.valid @> $3::date
   order by p.id, length(o.seat), array_position($4::text[], t.post)`,
)
const organizers = statement<Holder>(
  'invitation.organizers',
  `select p.id as person, p.name, p.english, t.post, o.code as org, o.short, o.english as "orgEnglish", o.seat
   from org o
   join post t on t.region = $1 and t.org = o.id and t.post = any($3::text[]) and t.valid @> $2::date
   join person p on p.region = $1 and p.id = t.person and p.valid @> $2::date
   where o.region = $1 and o.parent is null and o.valid @> $2::date order by p.id`,
)

/** People with the posts by which they enter on a day, the most far-reaching first; a person without one has nulls. */
export function postsOf(tx: Tx, charter: Charter, people: readonly string[], on: Day): Promise<Holder[]> {
  return tx.all(posts, [tx.region, people, on, entryPosts(charter)])
}

/** Who can be the first administrator: those who keep accounts for the whole district. */
export function organizersOf(tx: Tx, charter: Charter, on: Day): Promise<Holder[]> {
  const keepers = entryPosts(charter).filter(post => verbsOf(charter, post).includes('account'))
  return tx.all(organizers, [tx.region, on, keepers])
}

/** Makes a one-time code for a person; an earlier one of the same person is void. Throws access.present for who can sign in. */
export async function invite(
  tx: Tx,
  keys: Keys,
  asked: { person: string; hours: number; author: string; now: Date },
): Promise<{ code: string; until: Date }> {
  const account = await accountOf(tx, asked.person)
  if (account && account.endedOn === null && (account.demo || account.password))
    refuse('access.present', { account: account.name })
  await note(tx, asked.author, 'account.invite', asked.person, { hours: asked.hours })
  return makeCode(tx, keys, { ...asked, kind: 'invite' })
}

/** Takes every key from an account, ends its sessions, and makes the one-time code that opens it again. */
export async function reset(
  tx: Tx,
  keys: Keys,
  asked: { account: string; person: string; hours: number; author: string; now: Date },
): Promise<{ code: string; until: Date }> {
  await strip(tx, asked.account)
  await endSessions(tx, asked.account, null)
  await note(tx, asked.author, 'account.reset', asked.person, { account: asked.account })
  return makeCode(tx, keys, { ...asked, kind: 'reset' })
}

/** Makes the code of the first administrator; the one printed before is void. Null where somebody can sign in already. */
export async function setUp(
  tx: Tx,
  keys: Keys,
  asked: { hours: number; now: Date },
): Promise<{ code: string; until: Date } | null> {
  if (await anybody(tx)) return null
  return makeCode(tx, keys, { ...asked, kind: 'setup', person: null, author: 'operator' })
}

async function makeCode(
  tx: Tx,
  keys: Keys,
  {
    kind,
    person,
    hours,
    author,
    now,
  }: { kind: Invitation['kind']; person: string | null; hours: number; author: string; now: Date },
): Promise<{ code: string; until: Date }> {
  const code = randomCode(LETTERS)
  const until = new Date(now.getTime() + hours * HOUR)
  await tx.run(dropFor, [tx.region, person, now])
  await tx.run(make, [tx.region, v7(), digestOf(keys, code), kind, person, until, author, now])
  return { code, until }
}

/** The invitation of a code; throws access.invitation for one that is unknown, used or too old, all the same. */
export async function findInvitation(tx: Tx, keys: Keys, code: string, now: Date): Promise<Invitation> {
  const found = await tx.one(byCode, [tx.region, digestOf(keys, code), now])
  // A second first administrator would be anybody who reads an old terminal.
  if (!found || (found.kind === 'setup' && (await anybody(tx)))) return refuse('access.invitation', {})
  return found
}

/** Invitations that nobody has taken up yet, the youngest first. */
export function openInvitations(tx: Tx, now: Date): Promise<Invitation[]> {
  return tx.all(open, [tx.region, now])
}

/** Takes an invitation back; gives whether it stood. */
export async function withdrawInvitation(tx: Tx, id: string): Promise<boolean> {
  return (await tx.run(drop, [tx.region, id])) > 0
}

/** Takes an invitation up, once: gives the name of the account. Throws as findInvitation and giveAccount do. */
export async function takeUp(
  tx: Tx,
  charter: Charter,
  keys: Keys,
  asked: { code: string; person: string | null; name: string; password: string | null; on: Day; now: Date },
): Promise<{ account: string; person: string }> {
  const invitation = await findInvitation(tx, keys, asked.code, asked.now)
  // Two who come with one code at one moment: one of them finds it gone.
  if (!(await withdrawInvitation(tx, invitation.id))) refuse('access.invitation', {})
  const person = invitation.person ?? (await firstOf(tx, charter, asked.person, asked.on))
  const account = await giveAccount(tx, keys, person, asked)
  await note(tx, account, 'account.take_up', person, { kind: invitation.kind })
  return { account, person }
}

async function firstOf(tx: Tx, charter: Charter, person: string | null, on: Day): Promise<string> {
  const found = (await organizersOf(tx, charter, on)).find(one => one.person === person)
  return found ? found.person : refuse('access.organizer', { day: on })
}

function digestOf(keys: Keys, code: string): string {
  return keys.digest('invitation', plainCode(code))
}
