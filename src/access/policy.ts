// Who may do what: verbs by the post that a person holds that day. One list for screens, exports and commands.
import type { Office } from '../register/facts.ts'

/** What can be done in a subtree. Reading is what row-level security grants; the others ask for a post. */
export type Verb =
  | 'read'
  | 'record'
  | 'register'
  | 'report'
  | 'ballot'
  | 'pledge'
  | 'charter'
  | 'appraise'
  | 'audit'
  | 'account'

const ALLOWED: Readonly<Partial<Record<Office, readonly Verb[]>>> = {
  organizer: ['read', 'record', 'register', 'report', 'ballot', 'pledge', 'charter', 'appraise', 'account'],
  leader: ['read', 'report'],
  auditor: ['read', 'report', 'audit'],
  secretary: ['read', 'record'],
  deputy_secretary: ['read', 'record'],
}

/** Who hands over the accounts of others could be locked out by their own stand-in. */
const NEVER_HANDED: readonly Verb[] = ['account']

/** Days that a stand-in may last at most: who is away longer has a successor. */
export const LONGEST_STAND_IN = 366

/** The posts that open the district, the most far-reaching first: who holds several acts in the first of them. */
export const ENTRY_POSTS = Object.keys(ALLOWED) as Office[]

/** The verbs of a post; none for a post that opens nothing. */
export function verbsOf(post: string): readonly Verb[] {
  return ALLOWED[post as Office] ?? []
}

/** What the holder of a post may hand over to a stand-in. */
export function handedBy(post: string): readonly Verb[] {
  return verbsOf(post).filter(verb => !NEVER_HANDED.includes(verb))
}
