// Voting tokens by blind RSA (RFC 9474, RSABSSA-SHA384-PSS-Deterministic): the roll signs what it cannot read.
// The message signed is a one-time public key made on the voter's device; that key signs the ballot, so that nobody who
// keeps the box can change it unseen. WebCrypto only: the same on the phone, on the server and in the offline check.
import { RSABSSA } from '@cloudflare/blindrsa-ts'
import { type Cast, canonical } from './ballot.ts'

type Jwk = Readonly<Record<string, unknown>>

/** The part of WebCrypto used here, so that this file needs the types of no platform. */
interface WebCrypto {
  readonly subtle: {
    generateKey(
      algorithm: object,
      extractable: boolean,
      uses: string[],
    ): Promise<{ publicKey: never; privateKey: never }>
    importKey(format: string, key: unknown, algorithm: object, extractable: boolean, uses: string[]): Promise<never>
    exportKey(format: 'jwk', key: unknown): Promise<Jwk>
    exportKey(format: 'raw', key: unknown): Promise<ArrayBuffer>
    sign(algorithm: object, key: unknown, bytes: Uint8Array): Promise<ArrayBuffer>
    verify(algorithm: object, key: unknown, signature: Uint8Array, bytes: Uint8Array): Promise<boolean>
    digest(algorithm: string, bytes: Uint8Array): Promise<ArrayBuffer>
  }
}
const { subtle } = (globalThis as unknown as { crypto: WebCrypto }).crypto

const suite = () => RSABSSA.SHA384.PSS.Deterministic()
const RSA = { name: 'RSA-PSS', hash: 'SHA-384' }
const ONCE = { name: 'ECDSA', namedCurve: 'P-256' }
const SIGN_ONCE = { name: 'ECDSA', hash: 'SHA-256' }

/** Both keys of one category, as JSON Web Keys (RFC 7517). */
export interface CategoryKeys {
  readonly publicKey: Jwk
  readonly privateKey: Jwk
}

/** Makes the keys of a category: 2048-bit RSA. Takes some hundred milliseconds. */
export async function makeKeys(): Promise<CategoryKeys> {
  const { publicKey, privateKey } = await suite().generateKey({
    publicExponent: Uint8Array.from([1, 0, 1]),
    modulusLength: 2048,
  })
  return { publicKey: await subtle.exportKey('jwk', publicKey), privateKey: await subtle.exportKey('jwk', privateKey) }
}

const publicOf = (jwk: Jwk) =>
  subtle.importKey('jwk', { ...jwk, key_ops: ['verify'], ext: true }, RSA, true, ['verify'])
const privateOf = (jwk: Jwk) => subtle.importKey('jwk', { ...jwk, key_ops: ['sign'], ext: true }, RSA, true, ['sign'])

/** What the voter's device keeps until voting day. It never leaves the device, except `blinded`. */
export interface Secret {
  readonly blinded: string
  readonly inverse: string
  readonly message: string
  readonly onceKey: Jwk
}

/** Makes a one-time key and blinds it. Only `blinded` is sent. */
export async function prepare(publicKey: Jwk): Promise<Secret> {
  const once = await subtle.generateKey(ONCE, true, ['sign', 'verify'])
  const message = new Uint8Array(await subtle.exportKey('raw', once.publicKey))
  const { blindedMsg, inv } = await suite().blind(await publicOf(publicKey), message)
  return {
    blinded: text(blindedMsg),
    inverse: text(inv),
    message: text(message),
    onceKey: await subtle.exportKey('jwk', once.privateKey),
  }
}

/** The roll's side: signs a blinded message. Throws when it is no number below the modulus. About a quarter of a second. */
export async function signBlinded(privateKey: Jwk, blinded: string): Promise<string> {
  return text(await suite().blindSign(await privateOf(privateKey), bytes(blinded)))
}

/** Unblinds: gives the token's signature. Throws when the roll did not sign what was sent. */
export async function finish(publicKey: Jwk, secret: Secret, signed: string): Promise<string> {
  return text(
    await suite().finalize(await publicOf(publicKey), bytes(secret.message), bytes(signed), bytes(secret.inverse)),
  )
}

/** A ballot as it is sent to the box and published. */
export interface Sealed extends Cast {
  readonly message: string
  readonly signature: string
  readonly proof: string
}

/** Seals a ballot: the one-time key signs its content and the recommendation it belongs to. */
export async function seal(ballot: string, cast: Cast, secret: Secret, signature: string): Promise<Sealed> {
  const key = await subtle.importKey('jwk', secret.onceKey, ONCE, false, ['sign'])
  const proof = text(new Uint8Array(await subtle.sign(SIGN_ONCE, key, content(ballot, cast))))
  return { category: cast.category, choices: cast.choices, message: secret.message, signature, proof }
}

/** True where the token was signed by the key of the category. */
export async function tokenHolds(
  publicKey: Jwk,
  { message, signature }: Pick<Sealed, 'message' | 'signature'>,
): Promise<boolean> {
  return suite()
    .verify(await publicOf(publicKey), bytes(signature), bytes(message))
    .catch(() => false)
}

/** True where the content is what the token's holder sealed. */
export async function contentHolds(ballot: string, sealed: Sealed): Promise<boolean> {
  try {
    const key = await subtle.importKey('raw', bytes(sealed.message), ONCE, true, ['verify'])
    return await subtle.verify(SIGN_ONCE, key, bytes(sealed.proof), content(ballot, sealed))
  } catch {
    return false
  }
}

/** The key under which the box keeps a ballot: a digest of the token's message, so that the order of keys says nothing. */
export async function tokenId(message: string): Promise<string> {
  return text(new Uint8Array(await subtle.digest('SHA-256', bytes(message))))
}

function content(ballot: string, cast: Cast): Uint8Array {
  return new TextEncoderOf().encode(`${ballot}\n${canonical(cast)}`)
}

const { TextEncoder: TextEncoderOf } = globalThis as unknown as {
  TextEncoder: new () => { encode(text: string): Uint8Array }
}
const { atob, btoa } = globalThis as unknown as { atob(text: string): string; btoa(text: string): string }

/** Bytes as base64url (RFC 4648, section 5) and back. */
function text(data: Uint8Array): string {
  return btoa(String.fromCharCode(...data))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '')
}
function bytes(data: string): Uint8Array {
  return Uint8Array.from(atob(data.replaceAll('-', '+').replaceAll('_', '/')), letter => letter.charCodeAt(0))
}
