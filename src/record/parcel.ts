// Records on their way out of a phone that cannot send them: a file that a passphrase opens, on another phone or at the
// command line. AES-256-GCM (NIST SP 800-38D) under PBKDF2 with SHA-256 (RFC 8018); WebCrypto only, the same everywhere.
import { z } from 'zod'
import { refuse } from '../problem/problem.ts'
import { recordLine } from './record.api.ts'

/** The part of the platform used here, so that this file needs the types of none. */
interface Platform {
  readonly crypto: {
    getRandomValues(bytes: Uint8Array): Uint8Array
    readonly subtle: {
      importKey(form: string, key: Uint8Array, algorithm: string, extractable: boolean, uses: string[]): Promise<never>
      deriveKey(by: object, key: unknown, of: object, extractable: boolean, uses: string[]): Promise<never>
      encrypt(algorithm: object, key: unknown, bytes: Uint8Array): Promise<ArrayBuffer>
      decrypt(algorithm: object, key: unknown, bytes: Uint8Array): Promise<ArrayBuffer>
    }
  }
  readonly TextEncoder: new () => { encode(text: string): Uint8Array }
  readonly TextDecoder: new () => { decode(bytes: ArrayBuffer): string }
  readonly btoa: (text: string) => string
  readonly atob: (text: string) => string
}
const platform = globalThis as unknown as Platform

/** Some half second a try on a cheap phone; the number travels in the file, so that it can grow. */
const ROUNDS = 600_000
const SHORTEST = 8
const FORMAT = 'jiceng-parcel-1'

const base64 = z.string().regex(/^[A-Za-z0-9+/]+={0,2}$/)
const parcel = z.strictObject({
  format: z.literal(FORMAT),
  pbkdf2: z.strictObject({ hash: z.literal('SHA-256'), rounds: z.number().int().min(1).max(10_000_000), salt: base64 }),
  iv: base64,
  sealed: base64,
})

/** One filled form: its lines are stored together or not at all. */
export const packed = z.object({ lines: z.array(recordLine).min(1) }).loose()
export type Packed = z.infer<typeof packed>

/** Seals forms by a passphrase. Gives the text of the file. Throws parcel.passphrase when it is too short to protect anything. */
export async function seal(forms: readonly unknown[], passphrase: string): Promise<string> {
  if ([...passphrase].length < SHORTEST) refuse('parcel.passphrase', { why: 'short' })
  const salt = platform.crypto.getRandomValues(new Uint8Array(16))
  const iv = platform.crypto.getRandomValues(new Uint8Array(12))
  const key = await keyOf(passphrase, salt, ROUNDS)
  const plain = new platform.TextEncoder().encode(JSON.stringify(forms))
  const sealed = await platform.crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, plain)
  const file: z.infer<typeof parcel> = {
    format: FORMAT,
    pbkdf2: { hash: 'SHA-256', rounds: ROUNDS, salt: written(salt) },
    iv: written(iv),
    sealed: written(new Uint8Array(sealed)),
  }
  return `${JSON.stringify(file)}\n`
}

/** Opens a file that `seal` has made. Throws parcel.foreign for any other file, parcel.passphrase when it does not open. */
export async function unseal(file: string, text: string, passphrase: string): Promise<Packed[]> {
  const read = parcel.safeParse(parsed(text))
  if (!read.success) return refuse('parcel.foreign', { file })
  const { pbkdf2, iv, sealed } = read.data
  const key = await keyOf(passphrase, bytes(pbkdf2.salt), pbkdf2.rounds)
  const plain = await platform.crypto.subtle
    .decrypt({ name: 'AES-GCM', iv: bytes(iv) }, key, bytes(sealed))
    .catch(() => refuse('parcel.passphrase', { why: 'wrong' }))
  const forms = z.array(packed).safeParse(parsed(new platform.TextDecoder().decode(plain)))
  return forms.success ? forms.data : refuse('parcel.foreign', { file })
}

async function keyOf(passphrase: string, salt: Uint8Array, iterations: number) {
  const { subtle } = platform.crypto
  // The same passphrase typed on two keyboards may be composed in two ways.
  const typed = new platform.TextEncoder().encode(passphrase.normalize('NFKC'))
  const raw = await subtle.importKey('raw', typed, 'PBKDF2', false, ['deriveKey'])
  const derived = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations }
  return subtle.deriveKey(derived, raw, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function written(raw: Uint8Array): string {
  return platform.btoa(Array.from(raw, byte => String.fromCharCode(byte)).join(''))
}

function bytes(text: string): Uint8Array {
  return Uint8Array.from(platform.atob(text), letter => letter.charCodeAt(0))
}
