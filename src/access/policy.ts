// Who may do what: verbs by the post that a person holds that day, as the charter says. One list for screens, exports and commands.
import type { Charter } from '../charter/charter.ts'
import type { Verb } from '../charter/language.ts'

export type { Verb } from '../charter/language.ts'

/** Who hands over the accounts of others could be locked out by their own stand-in. */
const NEVER_HANDED: readonly Verb[] = ['account']

/** Days that a stand-in may last at most: who is away longer has a successor. */
export const LONGEST_STAND_IN = 366

/** The posts that open the district, the most far-reaching first: who holds several acts in the first of them. */
export function entryPosts(charter: Charter): string[] {
  return [...charter.posts.keys()]
    .filter(post => verbsOf(charter, post).length > 0)
    .sort((a, b) => reach(charter, b) - reach(charter, a))
}

/** Reading and recording are everybody's; what a post opens beyond them says how far it reaches. */
function reach(charter: Charter, post: string): number {
  return verbsOf(charter, post).filter(verb => verb !== 'read' && verb !== 'record').length
}

/** The verbs of a post; none for a post that opens nothing. */
export function verbsOf(charter: Charter, post: string): readonly Verb[] {
  return charter.posts.get(post)?.may ?? []
}

/** What the holder of a post may hand over to a stand-in. */
export function handedBy(charter: Charter, post: string): readonly Verb[] {
  return verbsOf(charter, post).filter(verb => !NEVER_HANDED.includes(verb))
}
