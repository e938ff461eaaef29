// The wire contract of accounts: one's own, those that an administrator looks after, and stand-ins.
import { z } from 'zod'
import { dayText, route, words } from '../problem/route.api.ts'
import { ceremonyAnswer, ceremonyOptions } from './door.api.ts'

const id = z.string().max(1024)
const org = z.object({ code: z.string(), name: words })

export const standInRow = z.object({
  id: z.string(),
  giver: words,
  taker: words,
  postName: words,
  org: org.nullable(),
  verbs: z.array(z.string()),
  from: dayText,
  last: dayText,
  endedOn: dayText.nullable(),
  /** What it is today. */
  state: z.enum(['coming', 'holding', 'over']),
})
export type StandInRow = z.infer<typeof standInRow>

export const showAccount = route({
  method: 'GET',
  path: '/api/account',
  about: 'The own account: ways in, devices, sessions',
  out: z.object({
    name: z.string(),
    demo: z.boolean(),
    password: z.boolean(),
    second: z.boolean(),
    recoveryLeft: z.number(),
    passkeys: z.array(z.object({ id: z.string(), words: z.string(), madeOn: dayText, usedOn: dayText.nullable() })),
    devices: z.array(
      z.object({
        id: z.string(),
        words: z.string(),
        madeOn: dayText,
        seenOn: dayText,
        trustedUntil: dayText.nullable(),
        here: z.boolean(),
      }),
    ),
    sessions: z.array(
      z.object({
        id: z.string(),
        words: z.string(),
        way: z.string(),
        openedOn: dayText,
        seenOn: dayText,
        here: z.boolean(),
      }),
    ),
    signOn: z.object({ name: words, madeOn: dayText.nullable() }).nullable(),
    /** What the own post of today may hand over; empty for a post that hands nothing over. */
    handed: z.array(z.string()),
  }),
})

export const prove = route({
  method: 'POST',
  path: '/api/account/proof',
  about: 'Proves again who is there, before a way in is changed',
  body: z.object({ password: z.string().min(1).max(1024) }),
})
export const setPassword = route({
  method: 'POST',
  path: '/api/account/password',
  about: 'Sets another password and ends every other session',
  body: z.object({ password: z.string().min(1).max(1024) }),
})
export const beginSecond = route({
  method: 'POST',
  path: '/api/account/second',
  about: 'A fresh seed for an authenticator; it counts after its first code',
  out: z.object({ seed: z.string(), address: z.string() }),
})
export const confirmSecond = route({
  method: 'POST',
  path: '/api/account/second/code',
  about: 'Takes the second factor up and gives its recovery codes, which are shown this once',
  body: z.object({ seed: z.string().max(256), code: z.string().max(40) }),
  out: z.object({ codes: z.array(z.string()) }),
})
export const renewRecovery = route({
  method: 'POST',
  path: '/api/account/recovery',
  about: 'Fresh recovery codes; earlier ones are void',
  out: z.object({ codes: z.array(z.string()) }),
})
export const endSecond = route({
  method: 'DELETE',
  path: '/api/account/second',
  about: 'Gives the second factor up',
})
export const askNewPasskey = route({
  method: 'POST',
  path: '/api/account/passkeys/question',
  about: 'What the browser is asked to make a passkey',
  out: ceremonyOptions,
})
export const addPasskey = route({
  method: 'POST',
  path: '/api/account/passkeys',
  about: 'Adds a passkey',
  body: z.object({ answer: ceremonyAnswer }),
})
export const dropPasskey = route({
  method: 'DELETE',
  path: '/api/account/passkeys/:id',
  about: 'Takes a passkey away',
  query: z.object({ id }),
})
export const dropDevice = route({
  method: 'DELETE',
  path: '/api/account/devices/:id',
  about: 'Forgets a device: it is asked for the second factor again',
  query: z.object({ id: z.uuid() }),
})
export const endSession = route({
  method: 'DELETE',
  path: '/api/account/sessions/:id',
  about: 'Ends a session of the own account',
  query: z.object({ id: z.uuid() }),
})
export const endOtherSessions = route({
  method: 'DELETE',
  path: '/api/account/sessions',
  about: 'Ends every other session of the own account',
})
export const dropSignOn = route({
  method: 'DELETE',
  path: '/api/account/sign-on',
  about: "Disconnects the district's own sign-on",
})
export const actIn = route({
  method: 'POST',
  path: '/api/account/capacity',
  about: 'Acts in another post, or as a stand-in',
  body: z.object({ capacity: z.string() }),
  out: z.object({ org: z.string() }),
})

export const listStandIns = route({
  method: 'GET',
  path: '/api/stand-ins',
  about: 'Stand-ins that one has given or holds',
  out: z.object({ given: z.array(standInRow), held: z.array(standInRow) }),
})
export const giveStandIn = route({
  method: 'POST',
  path: '/api/stand-ins',
  about: 'Lets somebody act in the own post for some days, in its subtree or a part of it',
  body: z.object({
    taker: z.string(),
    /** The own organization when none is named. */
    org: z.string().optional(),
    verbs: z.array(z.string()).min(1).max(20),
    from: dayText,
    last: dayText,
  }),
  out: z.object({ id: z.string() }),
})
export const endStandIn = route({
  method: 'DELETE',
  path: '/api/stand-ins/:id',
  about: 'Ends a stand-in: the giver, the taker, or who looks after the accounts above',
  query: z.object({ id: z.uuid() }),
})

const kept = z.object({ person: z.string(), name: words, postName: words.nullable(), org: org.nullable() })

export const listAccounts = route({
  method: 'GET',
  path: '/api/accounts',
  about: 'Accounts and invitations of people in sight',
  out: z.object({
    accounts: z.array(
      kept.extend({
        account: z.string(),
        demo: z.boolean(),
        second: z.boolean(),
        endedOn: dayText.nullable(),
        sessions: z.number(),
        seenOn: dayText.nullable(),
        /** False where a post of the person reaches beyond the reader's own. */
        mine: z.boolean(),
      }),
    ),
    invitations: z.array(kept.extend({ id: z.string(), kind: z.enum(['invite', 'reset']), until: z.string() })),
  }),
})
const made = z.object({ code: z.string(), until: z.string(), name: words })
export const invitePerson = route({
  method: 'POST',
  path: '/api/accounts',
  about: 'Invites a person of the register: gives a one-time code',
  body: z.object({ person: z.string(), days: z.number().int().min(1).max(30).default(7) }),
  out: made,
})
export const resetAccount = route({
  method: 'POST',
  path: '/api/accounts/:name/reset',
  about: 'Takes password, factors, devices and sessions from an account and gives a one-time code to take it up again',
  query: z.object({ name: z.string() }),
  out: made,
})
export const endAccountSessions = route({
  method: 'DELETE',
  path: '/api/accounts/:name/sessions',
  about: 'Ends every session of an account',
  query: z.object({ name: z.string() }),
  out: z.object({ ended: z.number() }),
})
export const endAccount = route({
  method: 'DELETE',
  path: '/api/accounts/:name',
  about: 'Ends an account: nobody enters with it any more',
  query: z.object({ name: z.string() }),
})
export const withdrawInvitation = route({
  method: 'DELETE',
  path: '/api/accounts/invitations/:id',
  about: 'Takes an invitation back',
  query: z.object({ id: z.uuid() }),
})
