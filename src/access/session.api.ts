// The wire contract of sessions: who is signed in, in which post, what that allows, and the ways in.
import { z } from 'zod'
import { dayText, route, words } from '../problem/route.api.ts'

export const account = z.object({
  name: z.string(),
  person: words,
  post: z.string(),
  /** What the charter calls the post. */
  postName: words,
  org: z.object({ code: z.string(), name: words }),
})

/** A post held today, or the one of somebody for whom the person stands in. */
export const capacity = z.object({
  id: z.string(),
  postName: words,
  org: z.object({ code: z.string(), name: words }),
  /** For whom, and the last day; null for a post of one's own. */
  standsFor: z.object({ name: words, last: dayText }).nullable(),
})
export type Capacity = z.infer<typeof capacity>

export const whoAmI = route({
  method: 'GET',
  path: '/api/me',
  about: 'The signed-in person, the post held today and its subtree; and how one enters where nobody is signed in',
  out: z.object({
    account: account.nullable(),
    /** The capacity in which the session acts, and all that the person could act in. */
    capacity: z.string().nullable(),
    capacities: z.array(capacity),
    verbs: z.array(z.string()),
    /** Demo accounts that can be entered without a password; empty outside the ready district. */
    demo: z.array(account),
    /** True in the ready district, whose people are invented. */
    ready: z.boolean(),
    /** True where nobody has an account yet: the terminal of the server shows the way in. */
    unset: z.boolean(),
    /** What the district calls its own sign-on; null where there is none. */
    signOn: words.nullable(),
    /** The day that counts as today, for every page and form. */
    today: dayText,
    /** The day on which the clock of a ready district stands; null where it runs, and a phone without signal goes by its own. */
    clock: dayText.nullable(),
    /** Why the charter in force is not all that was said, for those who may mend it; empty where it is whole. */
    charterFaults: z.array(words),
    /** The last day of which something may be told; later than today only where the clock stands. */
    latest: dayText,
    /** Years for which there are records, oldest first. */
    years: z.array(z.number()),
  }),
})

export const signIn = route({
  method: 'POST',
  path: '/api/session',
  about: 'Enters with a demo account; there is no such door outside the ready district',
  body: z.object({ account: z.string() }),
  out: z.object({ account }),
})

export const signOut = route({ method: 'DELETE', path: '/api/session', about: 'Ends the session' })
