// A certificate as it is signed and exported: the exact content, who signed it in which office, and by which key.
import type { Words } from '../charter/language.ts'
import type { Day } from '../time/day.ts'
import type { Amount } from './amount.ts'
import type { Direction, Rule, Side } from './pledge.ts'

/** A side as it was named when the content was fixed. */
export interface Party {
  readonly org: string
  readonly code: string
  readonly name: Words
}

/** One line of a certificate. It holds what its signers owe and nothing about anybody else. */
export interface Objective {
  readonly pledge: string
  readonly measure: string
  readonly title: Words
  /** How it is counted, in words: nobody signs a number that may later be counted otherwise. */
  readonly formula: Words
  readonly unit: string
  readonly rule: Rule
  readonly direction: Direction
  readonly value: Amount
  /** The certificate of the layer above in which the whole stands, by its id and digest; null at the top. */
  readonly above: { readonly certificate: string; readonly digest: string } | null
}

/** What is signed. It is fixed with the first signature and never changes after it. */
export interface Content {
  readonly format: 'jiceng-certificate-1'
  readonly id: string
  readonly year: number
  /** Who sets the objectives; null at the top of the tree, where the organization takes them on itself. */
  readonly giver: Party | null
  readonly taker: Party
  readonly objectives: readonly Objective[]
}

/** What a signer says: who, in which office, on which day, with which key, about which content, leaf by leaf. */
export interface Statement {
  readonly format: 'jiceng-signature-1'
  readonly side: Side
  readonly signer: { readonly person: string; readonly name: string; readonly english: string }
  readonly office: { readonly post: string; readonly org: string; readonly since: Day }
  readonly day: Day
  /** Public key, 32 bytes in base64url (RFC 8032). */
  readonly key: string
  /** SHA-256 of every leaf of the content by its place, so that a change can be named and not only noticed. */
  readonly content: Readonly<Record<string, string>>
}

export interface Signature {
  readonly statement: Statement
  /** Ed25519 over the canonical text of the statement, 64 bytes in base64url. */
  readonly signature: string
}

/** The exported file. Its bytes are its canonical text with a line end: any other byte is a change. */
export interface CertificateFile {
  readonly content: Content
  readonly signatures: readonly Signature[]
}

/** Which sides a certificate has: at the top the organization signs alone. */
export function sidesOf(giver: unknown): readonly Side[] {
  return giver === null ? ['taker'] : ['giver', 'taker']
}

/** A certificate that nobody has signed yet is named by its year and sides: 2012.D.C4, or 2012..D at the top. */
export interface Draft {
  readonly year: number
  readonly giver: string | null
  readonly taker: string
}

export function draftName({ year, giver, taker }: Draft): string {
  return `${year}.${giver ?? ''}.${taker}`
}

/** Reads the name of a draft; null for anything else, such as the id of a signed certificate. */
export function readDraftName(text: string): Draft | null {
  const [, year, giver, taker] = /^(\d{4})\.([A-Za-z0-9-]*)\.([A-Za-z0-9-]+)$/.exec(text) ?? []
  return year ? { year: Number(year), giver: giver || null, taker: taker! } : null
}
