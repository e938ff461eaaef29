// Keys and signatures: Ed25519 (RFC 8032) by the cryptography of Node; a private key exists sealed by a passphrase, or for
// the moment in which it signs.
import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  scryptSync,
  sign,
  verify,
} from 'node:crypto'
import { refuse } from '../problem/problem.ts'
import { canonical, type Json, leavesOf } from './canonical.ts'
import { type CertificateFile, type Content, type Signature, type Statement, sidesOf } from './certificate.ts'
import type { Side } from './pledge.ts'

/** A private key at rest: AES-256-GCM under scrypt (RFC 7914). The public key is bound to it as additional data. */
export interface SealedKey {
  readonly format: 'jiceng-key-1'
  readonly key: string
  readonly scrypt: { readonly N: number; readonly r: number; readonly p: number; readonly salt: string }
  readonly iv: string
  readonly sealed: string
}

/** A key that can sign now. `key` is the public one in base64url. */
export interface OpenKey {
  readonly key: string
  readonly secret: KeyObject
}

// 32 MiB and some 100 ms a try.
const COST = { N: 1 << 15, r: 8, p: 1 }
const MEMORY = 128 << 20
const SHORTEST = 8

export function makeKey(): OpenKey {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  return { key: publicKey.export({ format: 'jwk' }).x!, secret: privateKey }
}

/** Seals a key by a passphrase. Throws pledge.passphrase when it is too short to protect anything. */
export function sealKey({ key, secret }: OpenKey, passphrase: string): SealedKey {
  if ([...passphrase].length < SHORTEST) refuse('pledge.passphrase', { why: 'short' })
  const salt = randomBytes(16)
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', stretched(passphrase, salt, COST), iv).setAAD(Buffer.from(key))
  const seed = Buffer.from(secret.export({ format: 'jwk' }).d!, 'base64url')
  const sealed = Buffer.concat([cipher.update(seed), cipher.final(), cipher.getAuthTag()])
  return {
    format: 'jiceng-key-1',
    key,
    scrypt: { ...COST, salt: text(salt) },
    iv: text(iv),
    sealed: text(sealed),
  }
}

/** Opens a sealed key. Throws pledge.passphrase when the passphrase is not the one it was sealed by. */
export function openKey({ key, scrypt, iv, sealed }: SealedKey, passphrase: string): OpenKey {
  try {
    const bytes = bytesOf(sealed)
    const opener = createDecipheriv('aes-256-gcm', stretched(passphrase, bytesOf(scrypt.salt), scrypt), bytesOf(iv))
    opener.setAAD(Buffer.from(key)).setAuthTag(bytes.subarray(-16))
    const seed = Buffer.concat([opener.update(bytes.subarray(0, -16)), opener.final()])
    return {
      key,
      secret: createPrivateKey({ key: { kty: 'OKP', crv: 'Ed25519', d: text(seed), x: key }, format: 'jwk' }),
    }
  } catch {
    return refuse('pledge.passphrase', { why: 'wrong' })
  }
}

/** Twelve characters by which people compare a key: on the paper, on the screen and in the answer of the check. */
export function fingerprint(key: string): string {
  const hex = sha256(bytesOf(key)).slice(0, 12).toUpperCase()
  return `${hex.slice(0, 4)}-${hex.slice(4, 8)}-${hex.slice(8)}`
}

/** Digest of a content: by it a lower certificate names the one above. */
export function digestOf(content: Content): string {
  return sha256(canonical(content as unknown as Json))
}

/** Digest of every leaf of a content by its place. */
export function leafDigests(content: Content): Record<string, string> {
  return Object.fromEntries(leavesOf(content as unknown as Json).map(([place, leaf]) => [place, sha256(leaf)]))
}

/** Signs a statement. */
export function signStatement(statement: Statement, secret: KeyObject): Signature {
  return { statement, signature: text(sign(null, Buffer.from(canonical(statement as unknown as Json)), secret)) }
}

/** True where a signature is that of its statement's key. */
export function holds({ statement, signature }: Signature): boolean {
  try {
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: statement.key }, format: 'jwk' })
    const bytes = bytesOf(signature)
    // One signature has one spelling: a changed character that decodes to the same bytes is a change as well.
    return text(bytes) === signature && verify(null, Buffer.from(canonical(statement as unknown as Json)), key, bytes)
  } catch {
    return false
  }
}

/** The bytes of the exported file. */
export function written(file: CertificateFile): string {
  return `${canonical(file as unknown as Json)}\n`
}

/** What does not hold in an exported file, a sentence each; empty when everything does. Needs nothing but the file.
 *  `keys` are the fingerprints that the reader knows from elsewhere: without them the check says which keys signed, not whose. */
export function verifyFile(bytes: string, keys: readonly string[] = []): { zh: string; en: string }[] {
  let file: CertificateFile
  try {
    file = JSON.parse(bytes) as CertificateFile
  } catch {
    return [
      { zh: '文件不是有效的 JSON，可能被截断或改动。', en: 'The file is not valid JSON: it was cut off or changed.' },
    ]
  }
  const { content, signatures } = file ?? {}
  if (content?.format !== 'jiceng-certificate-1' || !Array.isArray(signatures))
    return [{ zh: '不是导出的责任状文件。', en: 'This is no exported certificate.' }]
  const wrong: { zh: string; en: string }[] = []
  const say = (zh: string, en: string) => wrong.push({ zh, en })
  try {
    examine(file, keys, say)
    if (written(file) !== bytes)
      say(
        `文件的写法被改动（第 ${unlike(written(file), bytes)} 个字符起与导出时不同），请用原始导出文件核验。`,
        `The text of the file was changed (from character ${unlike(written(file), bytes)} on it is not as exported); check the exported file itself.`,
      )
  } catch {
    say('文件的结构被改动，无法识别。', 'The structure of the file was changed beyond reading.')
  }
  return wrong
}

type Say = (zh: string, en: string) => void

function examine(file: CertificateFile, keys: readonly string[], say: Say): void {
  const { content, signatures } = file
  const now = leafDigests(content)
  const leaves = new Map(leavesOf(content as unknown as Json))
  for (const place of Object.keys(file).filter(name => name !== 'content' && name !== 'signatures'))
    say(`多出了“${place}”，没有人签过它。`, `"${place}" was added; nobody signed it.`)
  for (const [index, signature] of signatures.entries()) {
    const { statement } = signature
    const who = {
      zh: `${SIDES[statement.side]?.zh ?? '?'}${statement.signer.name}`,
      en: `${statement.signer.english || statement.signer.name} (${SIDES[statement.side]?.en ?? '?'})`,
    }
    if (!holds(signature) || Object.keys(signature).length !== 2)
      say(
        `${who.zh}的签名不成立：签名本身、签名人、职务、日期、密钥或所签内容的摘要被改动（signatures/${index}）。`,
        `The signature of ${who.en} does not hold: the signature itself, the signer, office, day, key or the digests of what was signed were changed (signatures/${index}).`,
      )
    if (keys.length > 0 && !keys.includes(fingerprint(statement.key)))
      say(
        `${who.zh}用的是另一把密钥 ${fingerprint(statement.key)}，不在所给的 ${keys.join('、')} 之中。`,
        `${who.en} used another key, ${fingerprint(statement.key)}; it is none of ${keys.join(', ')}.`,
      )
    for (const place of [...new Set([...Object.keys(statement.content), ...Object.keys(now)])].sort()) {
      if (statement.content[place] === now[place]) continue
      if (now[place] === undefined)
        say(`${who.zh}签过的“${place}”已被删去。`, `"${place}", which ${who.en} signed, is gone.`)
      else if (statement.content[place] === undefined)
        say(
          `“${place}”是后加的，${who.zh}没有签过：${leaves.get(place)}。`,
          `"${place}" was added after ${who.en} signed: ${leaves.get(place)}.`,
        )
      else
        say(
          `“${place}”被改动：现为 ${leaves.get(place)}，不是${who.zh}所签的内容。`,
          `"${place}" was changed: it now says ${leaves.get(place)}, which is not what ${who.en} signed.`,
        )
    }
  }
  for (const side of sidesOf(content.giver))
    if (!signatures.some(one => one.statement.side === side))
      say(`${SIDES[side].zh}没有签名。`, `The ${SIDES[side].en} has not signed.`)
}

const SIDES: Readonly<Record<Side, { zh: string; en: string }>> = {
  giver: { zh: '甲方', en: 'first party' },
  taker: { zh: '乙方', en: 'second party' },
}

/** Number of the first character in which two texts differ, from 1. */
function unlike(a: string, b: string): number {
  let at = 0
  while (at < a.length && a[at] === b[at]) at += 1
  return at + 1
}

function stretched(passphrase: string, salt: Buffer, { N, r, p }: { N: number; r: number; p: number }): Buffer {
  return scryptSync(passphrase.normalize('NFKC'), salt, 32, { N, r, p, maxmem: MEMORY })
}

function sha256(what: string | Buffer): string {
  return createHash('sha256').update(what).digest('hex')
}

function text(bytes: Buffer): string {
  return bytes.toString('base64url')
}

function bytesOf(written: string): Buffer {
  return Buffer.from(written, 'base64url')
}
