// Passkeys and the district's own sign-on: what an account is known by elsewhere, and questions that are answered once.
import { createHash } from 'node:crypto'
import { statement, type Tx } from '../store/store.ts'
import type { Day } from '../time/day.ts'

export interface Passkey {
  readonly id: string
  readonly account: string
  readonly publicKey: string
  readonly counter: number
  readonly transports: string[]
  readonly words: string
  readonly madeOn: Day
  readonly usedOn: Day | null
}

const PASSKEY =
  'id, account, public_key as "publicKey", counter, transports, words, made_on as "madeOn", used_on as "usedOn" from passkey where region = $1'
const byId = statement<Passkey>('passkey.one', `select ${PASSKEY} and id = $2`)
const ofAccount = statement<Passkey>('passkey.list', `select ${PASSKEY} and account = $2 order by made_on, id`)
const keep = statement(
  'passkey.keep',
  `insert into passkey (region, id, account, public_key, counter, transports, words, made_on) values ($1, $2, $3, $4, $5, $6, $7, $8)
   on conflict do nothing`,
)
const used = statement('passkey.used', 'update passkey set counter = $3, used_on = $4 where region = $1 and id = $2')
const drop = statement('passkey.drop', 'delete from passkey where region = $1 and account = $2 and id = $3')

const known = statement<{ account: string }>(
  'sign_on.known',
  'select account from sign_on where region = $1 and issuer = $2 and subject = $3',
)
const connected = statement<{ issuer: string; madeOn: Day }>(
  'sign_on.list',
  'select issuer, made_on as "madeOn" from sign_on where region = $1 and account = $2',
)
const connect = statement(
  'sign_on.connect',
  'insert into sign_on (region, issuer, subject, account, made_on) values ($1, $2, $3, $4, $5) on conflict do nothing',
)
const disconnect = statement('sign_on.drop', 'delete from sign_on where region = $1 and account = $2 and issuer = $3')

const begin = statement('ceremony.begin', 'insert into ceremony (region, digest, what, until) values ($1, $2, $3, $4)')
const take = statement<{ what: unknown; until: Date }>(
  'ceremony.take',
  'delete from ceremony where region = $1 and digest = $2 returning what, until',
)
const faded = statement('ceremony.faded', 'delete from ceremony where region = $1 and until <= $2')

/** Minutes in which a question of the browser must be answered. */
const PATIENCE = 10

/** The passkey of an id, or null. */
export function findPasskey(tx: Tx, id: string): Promise<Passkey | null> {
  return tx.one(byId, [tx.region, id])
}

export function passkeysOf(tx: Tx, account: string): Promise<Passkey[]> {
  return tx.all(ofAccount, [tx.region, account])
}

/** Keeps a passkey; gives whether it is new: an id belongs to one account for ever. */
export async function keepPasskey(tx: Tx, passkey: Omit<Passkey, 'usedOn'>): Promise<boolean> {
  const { id, account, publicKey, counter, transports, words, madeOn } = passkey
  return (await tx.run(keep, [tx.region, id, account, publicKey, counter, transports, words, madeOn])) > 0
}

export async function notePasskey(tx: Tx, id: string, counter: number, on: Day): Promise<void> {
  await tx.run(used, [tx.region, id, counter, on])
}

export async function dropPasskey(tx: Tx, account: string, id: string): Promise<boolean> {
  return (await tx.run(drop, [tx.region, account, id])) > 0
}

/** The account that the district's sign-on knows under a subject, or null. */
export async function accountOfSubject(tx: Tx, issuer: string, subject: string): Promise<string | null> {
  return (await tx.one(known, [tx.region, issuer, subject]))?.account ?? null
}

export function signOnsOf(tx: Tx, account: string): Promise<{ issuer: string; madeOn: Day }[]> {
  return tx.all(connected, [tx.region, account])
}

/** Connects a subject to an account; gives whether it was free. */
export async function connectSignOn(
  tx: Tx,
  as: { issuer: string; subject: string; account: string; on: Day },
): Promise<boolean> {
  return (await tx.run(connect, [tx.region, as.issuer, as.subject, as.account, as.on])) > 0
}

export async function disconnectSignOn(tx: Tx, account: string, issuer: string): Promise<boolean> {
  return (await tx.run(disconnect, [tx.region, account, issuer])) > 0
}

/** Remembers a question under the secret that the answer carries. */
export async function beginCeremony(tx: Tx, secret: string, what: object, now: Date): Promise<void> {
  await tx.run(faded, [tx.region, now])
  await tx.run(begin, [tx.region, digest(secret), JSON.stringify(what), new Date(now.getTime() + PATIENCE * 60_000)])
}

/** Takes a question away with its answer; null for one that was not asked, was answered, or is too old. */
export async function takeCeremony(tx: Tx, secret: string, now: Date): Promise<unknown> {
  const found = await tx.one(take, [tx.region, digest(secret)])
  return found && found.until > now ? found.what : null
}

function digest(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}
