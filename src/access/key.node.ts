// The key of the house: outside the database, so that who has the database alone can open none of its secrets.
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { refuse } from '../problem/problem.ts'

const BYTES = 32

/** What the key of a house can do; the key itself is given to nobody. */
export interface Keys {
  /** Mixed into every password before it is stored. */
  readonly pepper: Buffer
  /** Says which key it is and nothing about it. */
  readonly fingerprint: string
  /** AES-256-GCM; `about` says whose secret it is and must be the same when it is opened. */
  seal(secret: string, about: string): string
  open(sealed: string, about: string): string
  /** A digest that only this house can make, of a text for a purpose. */
  digest(purpose: string, text: string): string
}

/** Reads the key of a file; where there is none and `make` allows it, makes one that only its owner may read.
 *  Throws access.key for a file that is no key. */
export function readKey(file: string, make: boolean): Keys {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    const absent = (error as NodeJS.ErrnoException).code === 'ENOENT'
    if (!absent || !make) return refuse('access.key', { file, why: (error as Error).message })
    text = makeKey(file)
  }
  const secret = Buffer.from(text.trim(), 'base64url')
  return secret.length === BYTES ? keysOf(secret) : refuse('access.key', { file, why: `${secret.length} ≠ ${BYTES}` })
}

function makeKey(file: string): string {
  mkdirSync(dirname(file), { recursive: true })
  try {
    const made = `${randomBytes(BYTES).toString('base64url')}\n`
    writeFileSync(file, made, { mode: 0o600, flag: 'wx' })
    return made
  } catch (error) {
    // Another process of the house was quicker.
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return readFileSync(file, 'utf8')
    return refuse('access.key', { file, why: (error as Error).message })
  }
}

function keysOf(secret: Buffer): Keys {
  // One secret, a key for each purpose (RFC 5869).
  const derived = (purpose: string) => Buffer.from(hkdfSync('sha256', secret, '', `jiceng ${purpose}`, BYTES))
  const sealing = derived('seal')
  const known = new Map<string, Buffer>()
  const keyFor = (purpose: string) => {
    const key = known.get(purpose) ?? derived(purpose)
    known.set(purpose, key)
    return key
  }
  return {
    pepper: derived('pepper'),
    fingerprint: derived('fingerprint').toString('base64url').slice(0, 16),
    seal: (text, about) => {
      const iv = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', sealing, iv).setAAD(Buffer.from(about))
      return Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]).toString('base64url')
    },
    open: (sealed, about) => {
      const bytes = Buffer.from(sealed, 'base64url')
      const opener = createDecipheriv('aes-256-gcm', sealing, bytes.subarray(0, 12)).setAAD(Buffer.from(about))
      opener.setAuthTag(bytes.subarray(-16))
      return Buffer.concat([opener.update(bytes.subarray(12, -16)), opener.final()]).toString('utf8')
    },
    digest: (purpose, text) => createHmac('sha256', keyFor(purpose)).update(text).digest('base64url'),
  }
}

/** A random text of so many bytes, for tokens that nobody types. */
export function randomText(bytes = 32): string {
  return randomBytes(bytes).toString('base64url')
}

/** A random code that people type: letters and digits that are not mistaken for each other, 5 bits each, in groups of four. */
export function randomCode(letters: number): string {
  const ALPHABET = '23456789abcdefghjkmnpqrstuvwxyz'
  // 31 letters: bytes from 248 on would make the first eight likelier.
  const found: string[] = []
  while (found.length < letters)
    for (const byte of randomBytes(letters)) if (byte < 248) found.push(ALPHABET[byte % 31]!)
  return (
    found
      .slice(0, letters)
      .join('')
      .match(/.{1,4}/g) ?? []
  ).join('-')
}

/** A typed code as it was made: without spaces and marks, in small letters. */
export function plainCode(typed: string): string {
  return typed.toLowerCase().replace(/[^a-z0-9]/g, '')
}

/** Compares two texts in a time that says nothing about where they differ. */
export function same(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)]
  return a.length === b.length && timingSafeEqual(a, b)
}
