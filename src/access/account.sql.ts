// Accounts: what proves whose they are, and the devices that are known. Read by the owner; no request's role sees them.
import { createHash } from 'node:crypto'
import { v7 } from 'uuid'
import { refuse } from '../problem/problem.ts'
import { statement, type Tx } from '../store/store.ts'
import { type Day, plusDays } from '../time/day.ts'
import { type Keys, plainCode, randomCode } from './key.node.ts'
import { isName, nameOf, passwordFault } from './password.ts'
import { hashPassword, stepOf } from './proof.node.ts'
import { waitLeft } from './throttle.ts'

/** Days that a device stays trusted after its owner has said so. */
const TRUST_DAYS = 180
const RECOVERY_CODES = 10
/** 50 bits and a little less each. */
const RECOVERY_LETTERS = 10

export interface Account {
  readonly name: string
  readonly person: string
  readonly demo: boolean
  readonly password: string | null
  readonly totp: string | null
  readonly endedOn: Day | null
}

export interface Device {
  readonly id: string
  readonly words: string
  readonly madeOn: Day
  readonly seenOn: Day
  readonly trustedUntil: Day | null
}

const ACCOUNT = 'name, person, demo, password, totp, ended_on as "endedOn" from account where region = $1'
const byName = statement<Account>('account.by_name', `select ${ACCOUNT} and name = $2`)
const byPerson = statement<Account>('account.by_person', `select ${ACCOUNT} and person = $2`)
const all = statement<Account>('account.all', `select ${ACCOUNT} order by name`)
const anyone = statement<{ found: boolean }>(
  'account.anyone',
  'select exists (select 1 from account where region = $1 and ended_on is null) as found',
)
const make = statement(
  'account.make',
  'insert into account (region, name, person, demo, password) values ($1, $2, $3, false, $4) on conflict do nothing',
)
const revive = statement(
  'account.revive',
  'update account set ended_on = null, password = $3 where region = $1 and name = $2',
)
const setPassword = statement('account.password', 'update account set password = $3 where region = $1 and name = $2')
const end = statement('account.end', 'update account set ended_on = $3 where region = $1 and name = $2')
const setSeed = statement(
  'account.seed',
  'update account set totp = $3, totp_step = $4 where region = $1 and name = $2',
)
const takeStep = statement(
  'account.step',
  'update account set totp_step = $3 where region = $1 and name = $2 and (totp_step is null or totp_step < $3)',
)
const keepCode = statement(
  'account.recovery_keep',
  'insert into recovery_code (region, account, digest) select $1, $2, unnest($3::text[])',
)
const dropCodes = statement('account.recovery_drop', 'delete from recovery_code where region = $1 and account = $2')
const takeCode = statement(
  'account.recovery_take',
  'update recovery_code set used_on = $4 where region = $1 and account = $2 and digest = $3 and used_on is null',
)
const codesLeft = statement<{ n: number }>(
  'account.recovery_left',
  'select count(*) as n from recovery_code where region = $1 and account = $2 and used_on is null',
)

const DEVICE = `id, words, made_on as "madeOn", seen_on as "seenOn", trusted_until as "trustedUntil" from device where region = $1 and account = $2`
const deviceOf = statement<Device>('device.one', `select ${DEVICE} and digest = $3`)
const devices = statement<Device>('device.list', `select ${DEVICE} order by seen_on desc, id desc`)
const keepDevice = statement(
  'device.keep',
  `insert into device (region, account, digest, id, words, made_on, seen_on, trusted_until) values ($1, $2, $3, $4, $5, $6, $6, $7)
   on conflict (region, account, digest) do update set words = excluded.words, seen_on = excluded.seen_on,
     trusted_until = coalesce(excluded.trusted_until, device.trusted_until)`,
)
const dropDevice = statement('device.drop', 'delete from device where region = $1 and account = $2 and id = $3')
const dropDevices = statement('device.drop_all', 'delete from device where region = $1 and account = $2')

const begun = statement(
  'throttle.begin',
  'insert into throttle (region, bucket, failures, last_at) values ($1, $2, 0, $3) on conflict do nothing',
)
const held = statement<{ failures: number; last: Date }>(
  'throttle.hold',
  'select failures, last_at as last from throttle where region = $1 and bucket = $2 for update',
)
const counted = statement(
  'throttle.count',
  'update throttle set failures = failures + 1, last_at = $3 where region = $1 and bucket = $2',
)
const cleared = statement('throttle.clear', 'delete from throttle where region = $1 and bucket = $2')
const forgotten = statement(
  'throttle.forget',
  `delete from throttle where region = $1 and last_at < $2::timestamptz - interval '1 day'`,
)

const dropSignOns = statement('sign_on.drop_all', 'delete from sign_on where region = $1 and account = $2')
const dropCalendars = statement('calendar.drop_all', 'delete from calendar where region = $1 and account = $2')
const dropPasskeys = statement('passkey.drop_all', 'delete from passkey where region = $1 and account = $2')

const fingerprint = statement<{ fingerprint: string }>(
  'access_key.read',
  'select fingerprint from access_key where region = $1',
)
const keepFingerprint = statement(
  'access_key.keep',
  'insert into access_key (region, fingerprint) values ($1, $2) on conflict do nothing',
)

/** The fingerprint of the key that sealed the secrets of the region; null before the first. */
export async function sealedBy(tx: Tx): Promise<string | null> {
  return (await tx.one(fingerprint, [tx.region]))?.fingerprint ?? null
}

/** Remembers by which key the secrets are sealed from now on; gives the fingerprint that stands. */
export async function sealBy(tx: Tx, print: string): Promise<string | null> {
  await tx.run(keepFingerprint, [tx.region, print])
  return sealedBy(tx)
}

/** The account of a name, ended or not; null where there is none. */
export function findAccount(tx: Tx, name: string): Promise<Account | null> {
  return tx.one(byName, [tx.region, nameOf(name)])
}

/** The account of a person, ended or not; null where there is none. */
export function accountOf(tx: Tx, person: string): Promise<Account | null> {
  return tx.one(byPerson, [tx.region, person])
}

/** Every account of the region, ended ones too. Whoever shows them shows those in the reader's sight only. */
export function accounts(tx: Tx): Promise<Account[]> {
  return tx.all(all, [tx.region])
}

/** True when somebody can sign in. */
export async function anybody(tx: Tx): Promise<boolean> {
  return (await tx.one(anyone, [tx.region]))!.found
}

/** Gives a person an account, or takes the person's ended one up again under its name; with a password or without.
 *  Gives the name. Throws access.name, access.name_taken, access.password, access.present. */
export async function giveAccount(
  tx: Tx,
  keys: Keys,
  person: string,
  asked: { name: string; password: string | null },
): Promise<string> {
  const before = await accountOf(tx, person)
  const name = before?.name ?? nameOf(asked.name)
  if (before?.endedOn === null && (before.demo || before.password)) refuse('access.present', { account: name })
  if (!isName(name)) refuse('access.name', {})
  const hashed = asked.password === null ? null : await hashChecked(keys, asked.password, name)
  if (before) await tx.run(revive, [tx.region, name, hashed])
  else if ((await tx.run(make, [tx.region, name, person, hashed])) === 0) refuse('access.name_taken', { name })
  return name
}

/** Sets another password. Throws access.password when it would not protect the account. */
export async function changePassword(tx: Tx, keys: Keys, account: string, password: string): Promise<void> {
  await tx.run(setPassword, [tx.region, account, await hashChecked(keys, password, account)])
}

async function hashChecked(keys: Keys, password: string, name: string): Promise<string> {
  const why = passwordFault(password, name)
  return why ? refuse('access.password', { why }) : hashPassword(password, keys.pepper)
}

/** Ends an account: it keeps its name, which stands in what was written, and nothing that opens it. */
export async function endAccount(tx: Tx, account: string, on: Day): Promise<void> {
  await strip(tx, account)
  await tx.run(end, [tx.region, account, on])
}

/** Takes everything from an account that opens it, or shows what it sees; a new one-time code opens it again. */
export async function strip(tx: Tx, account: string): Promise<void> {
  await tx.run(setPassword, [tx.region, account, null])
  await dropSecond(tx, account)
  for (const drop of [dropDevices, dropSignOns, dropPasskeys, dropCalendars]) await tx.run(drop, [tx.region, account])
}

/** What a seed is sealed for: a row copied to another account does not open there. */
export function aboutSeed(account: string): string {
  return `totp ${account}`
}

/** Takes up a second factor after its first code was right, and gives fresh recovery codes. */
export async function keepSecond(tx: Tx, keys: Keys, account: string, seed: string, step: number): Promise<string[]> {
  await tx.run(setSeed, [tx.region, account, keys.seal(seed, aboutSeed(account)), step])
  return freshCodes(tx, keys, account)
}

/** Makes recovery codes, each good for one sign-in without the authenticator; earlier ones are void. */
export async function freshCodes(tx: Tx, keys: Keys, account: string): Promise<string[]> {
  const codes = Array.from({ length: RECOVERY_CODES }, () => randomCode(RECOVERY_LETTERS))
  await tx.run(dropCodes, [tx.region, account])
  await tx.run(keepCode, [tx.region, account, codes.map(code => recoveryDigest(keys, account, code))])
  return codes
}

/** Gives up the second factor with its recovery codes. */
export async function dropSecond(tx: Tx, account: string): Promise<void> {
  await tx.run(setSeed, [tx.region, account, null, null])
  await tx.run(dropCodes, [tx.region, account])
}

export async function recoveryLeft(tx: Tx, account: string): Promise<number> {
  return Number((await tx.one(codesLeft, [tx.region, account]))!.n)
}

/** True for a right second factor: a code of the authenticator that was not taken before, or an unused recovery code. */
export async function takeSecond(
  tx: Tx,
  keys: Keys,
  { name, totp }: Account,
  code: string,
  on: Day,
  now: Date,
): Promise<boolean> {
  const typed = plainCode(code)
  if (/^\d{6}$/.test(typed)) {
    const step = stepOf(keys.open(totp!, aboutSeed(name)), typed, now)
    return step !== null && (await tx.run(takeStep, [tx.region, name, step])) === 1
  }
  return (await tx.run(takeCode, [tx.region, name, recoveryDigest(keys, name, typed), on])) === 1
}

function recoveryDigest(keys: Keys, account: string, code: string): string {
  return keys.digest('recovery', `${account} ${plainCode(code)}`)
}

function deviceDigest(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}

/** The device of an account by its secret; null for one from which its owner never signed in. */
export function findDevice(tx: Tx, account: string, secret: string): Promise<Device | null> {
  return tx.one(deviceOf, [tx.region, account, deviceDigest(secret)])
}

/** The devices from which an account was entered. */
export function devicesOf(tx: Tx, account: string): Promise<Device[]> {
  return tx.all(devices, [tx.region, account])
}

/** Remembers a device after its owner has signed in from it, trusted from now on if so asked. */
export async function rememberDevice(
  tx: Tx,
  account: string,
  device: { secret: string; words: string; trust: boolean; on: Day },
): Promise<void> {
  const until = device.trust ? plusDays(device.on, TRUST_DAYS) : null
  await tx.run(keepDevice, [tx.region, account, deviceDigest(device.secret), v7(), device.words, device.on, until])
}

/** Forgets a device; gives whether it was known. */
export async function forgetDevice(tx: Tx, account: string, id: string): Promise<boolean> {
  return (await tx.run(dropDevice, [tx.region, account, id])) > 0
}

/** Forgets every device of an account. */
export async function forgetDevices(tx: Tx, account: string): Promise<void> {
  await tx.run(dropDevices, [tx.region, account])
}

/** Counts an attempt before it is looked at, so that many at once are not looked at for free. Throws access.wait.
 *  Names are digested: the table does not say who was tried, and unknown names wait like known ones. */
export async function countAttempt(tx: Tx, bucket: string, now: Date): Promise<void> {
  await tx.run(forgotten, [tx.region, now])
  await tx.run(begun, [tx.region, bucket, now])
  const { failures, last } = (await tx.one(held, [tx.region, bucket]))!
  const seconds = waitLeft(failures, last, now)
  if (seconds > 0) refuse('access.wait', { seconds })
  await tx.run(counted, [tx.region, bucket, now])
}

/** Forgets the failures of a bucket: its owner has come in. */
export async function clearAttempts(tx: Tx, bucket: string): Promise<void> {
  await tx.run(cleared, [tx.region, bucket])
}
