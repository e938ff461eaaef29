// The wire contract of sessions: who is signed in, in which post, and what that allows.
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

export const whoAmI = route({
  method: 'GET',
  path: '/api/me',
  about: 'The signed-in person, the post held today and its subtree; and the demo accounts of a ready district',
  out: z.object({
    account: account.nullable(),
    verbs: z.array(z.string()),
    /** Demo accounts that can be entered without a password; empty outside the ready district. */
    demo: z.array(account),
    today: dayText,
    /** Years for which there are records, oldest first. */
    years: z.array(z.number()),
  }),
})

export const signIn = route({
  method: 'POST',
  path: '/api/session',
  about: 'Enters with a demo account',
  body: z.object({ account: z.string() }),
  out: z.object({ account }),
})

export const signOut = route({ method: 'DELETE', path: '/api/session', about: 'Ends the session' })
