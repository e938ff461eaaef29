// Proofs of who somebody is that are checked by computing: passwords (argon2id, RFC 9106) and time-based codes (RFC 6238).
import { hash, verify } from '@node-rs/argon2'
import { Secret, TOTP } from 'otpauth'
import { passwordOf } from './password.ts'

/** OWASP's least for argon2id: 19 MiB, two passes, one lane. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }
/** Seconds that a code stands for, and how many steps a clock may be wrong to either side. */
const STEP = 30
const DRIFT = 1

/** The stored form of a password. */
export function hashPassword(password: string, pepper: Buffer): Promise<string> {
  return hash(passwordOf(password), { ...COST, secret: pepper })
}

const unknown = new Map<string, Promise<string>>()

/** True for the password that was stored. Where nothing is stored the same work is done and the answer is false. */
export async function isPassword(stored: string | null, password: string, pepper: Buffer): Promise<boolean> {
  const key = pepper.toString('hex')
  const nobody = unknown.get(key) ?? hashPassword('nobody has this password', pepper)
  unknown.set(key, nobody)
  const right = await verify(stored ?? (await nobody), passwordOf(password), { secret: pepper })
  return right && stored !== null
}

const totp = (secret: string, label = '') =>
  new TOTP({ issuer: 'Jiceng', label, secret: Secret.fromBase32(secret), algorithm: 'SHA1', digits: 6, period: STEP })

/** A new seed for time-based codes: 160 bits in Base32. */
export function makeSeed(): string {
  return new Secret({ size: 20 }).base32
}

/** The address by which an authenticator takes a seed up. */
export function seedAddress(seed: string, account: string): string {
  return totp(seed, account).toString()
}

/** The step to which a code belongs, or null for a wrong one. A step is taken once: the one who asks remembers it. */
export function stepOf(seed: string, code: string, now: Date): number | null {
  const delta = totp(seed).validate({ token: code, timestamp: now.getTime(), window: DRIFT })
  return delta === null ? null : Math.floor(now.getTime() / 1000 / STEP) + delta
}
