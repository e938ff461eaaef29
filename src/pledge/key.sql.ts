// Signing keys of people: the public one for everybody to compare, the private one sealed and for its person alone.
import { refuse } from '../problem/problem.ts'
import { statement, type Tx } from '../store/store.ts'
import type { Day } from '../time/day.ts'
import { type OpenKey, openKey, type SealedKey } from './seal.node.ts'

/** A public key on register. */
export interface Registered {
  readonly person: string
  readonly key: string
  readonly madeOn: Day
  /** True where the private half is kept here, sealed; false where its person keeps it, or where it is out of sight. */
  readonly kept: boolean
}

const current = statement<Registered>(
  'key.current',
  `select k.person, k.key, k.made_on as "madeOn", exists (select 1 from signing_secret s where s.region = $1 and s.key = k.key) as kept
   from signing_key k where k.region = $1 and k.person = $2 and k.ended_on is null`,
)
const ownerOf = statement<{ id: string; name: string }>(
  'key.owner',
  `select k.person as id, p.name from signing_key k join person p on p.region = $1 and p.id = k.person and p.valid @> $3::date
   where k.region = $1 and k.key = $2 and k.ended_on is null`,
)
const end = statement(
  'key.end',
  'update signing_key set ended_on = $3 where region = $1 and person = $2 and ended_on is null',
)
const forget = statement('key.forget', 'delete from signing_secret where region = $1 and person = $2')
const put = statement('key.put', 'insert into signing_key (region, person, key, made_on) values ($1, $2, $3, $4)')
const keep = statement('key.keep', 'insert into signing_secret (region, key, person, sealed) values ($1, $2, $3, $4)')
const secret = statement<{ sealed: SealedKey }>(
  'key.secret',
  'select sealed from signing_secret where region = $1 and person = $2 and key = $3',
)

/** The key with which a person signs now, or null. */
export function keyOf(tx: Tx, person: string): Promise<Registered | null> {
  return tx.one(current, [tx.region, person])
}

/** The person whose key it is, if it is one that may still sign. */
export function keyOwner(tx: Tx, key: string, today: Day): Promise<{ id: string; name: string } | null> {
  return tx.one(ownerOf, [tx.region, key, today])
}

/** Registers a person's key in the person's own session; an earlier one ends with that, and its sealed half is forgotten.
 *  Without a sealed half the person keeps it in a file. What was signed before stays verifiable: it carries its key. */
export async function registerKey(
  tx: Tx,
  person: string,
  key: string,
  sealed: SealedKey | null,
  today: Day,
): Promise<void> {
  await tx.run(end, [tx.region, person, today])
  await tx.run(forget, [tx.region, person])
  await tx.run(put, [tx.region, person, key, today])
  if (sealed) await tx.run(keep, [tx.region, key, person, JSON.stringify(sealed)])
}

/** Opens the key that is kept sealed for the signed-in person. Throws pledge.key, pledge.passphrase. */
export async function openOwn(tx: Tx, person: { id: string; name: string }, passphrase: string): Promise<OpenKey> {
  const registered = (await keyOf(tx, person.id)) ?? refuse('pledge.key', { person: person.name })
  const kept =
    (await tx.one(secret, [tx.region, person.id, registered.key])) ?? refuse('pledge.key', { person: person.name })
  return openKey(kept.sealed, passphrase)
}
