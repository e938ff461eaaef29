// What the audit keeps, in five kinds, and for how long at least.

/** Acts on facts; files given out; acts on accounts; ways in and failures; who looked at whom. */
export const AUDIT_KINDS = ['acts', 'exports', 'accounts', 'sign-ins', 'looks'] as const
export type AuditKind = (typeof AUDIT_KINDS)[number]

/** Months for which the audit is kept at least: Cybersecurity Law (2016), article 21 (3). */
export const LEAST_MONTHS = 6
/** Months for which it is kept at least what was given to others: Regulations on network data security (2025). */
export const LEAST_EXPORT_MONTHS = 36

/** A place in the chain: the number of a line and its digest. */
export interface Head {
  readonly n: number
  readonly digest: string
}

/** The head as it stands on paper and is typed from it. */
export function sayHead({ n, digest }: Head): string {
  return `${n}:${digest}`
}

/** Reads a head; null for what is none. */
export function readHead(text: string): Head | null {
  const [, n, digest] = /^(\d{1,15}):([0-9a-f]{64})$/.exec(text.trim().toLowerCase()) ?? []
  return n && digest ? { n: Number(n), digest } : null
}

/** What a number in the chain is wrong by: its line reads otherwise, is gone, is there twice, or is not of the chain; or a head that
 *  was kept elsewhere does not stand there. */
export const BREACHES = ['changed', 'removed', 'inserted', 'head'] as const
export type Breach = (typeof BREACHES)[number]
