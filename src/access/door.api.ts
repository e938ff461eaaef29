// The wire contract of the door: ways to sign in, and taking up an account with a one-time code.
import { z } from 'zod'
import { route, words } from '../problem/route.api.ts'
import { account } from './session.api.ts'

const name = z.string().min(1).max(64)
const password = z.string().min(1).max(1024)
/** What a browser answers to a passkey's question; the library that checks it knows its shape. */
export const ceremonyAnswer = z.looseObject({ id: z.string().max(2048) })
/** What a browser is asked for a passkey. */
export const ceremonyOptions = z.looseObject({ challenge: z.string() })
const entered = z.object({ account })

export const signInByPassword = route({
  method: 'POST',
  path: '/api/sign-in',
  about:
    'Signs in by user name and password, with the second factor where the account has one and the device is not trusted',
  body: z.object({
    name,
    password,
    /** Six digits of the authenticator, or a recovery code. */
    code: z.string().max(40).optional(),
    /** Ask no second factor on this device from now on, and keep the session longer. */
    trust: z.boolean().default(false),
  }),
  out: entered,
})

export const askPasskey = route({
  method: 'POST',
  path: '/api/sign-in/passkey',
  about: 'What the browser is asked for a passkey',
  out: ceremonyOptions,
})

export const signInByPasskey = route({
  method: 'POST',
  path: '/api/sign-in/passkey/answer',
  about: 'Signs in by a passkey, which is both factors at once',
  body: z.object({ answer: ceremonyAnswer, trust: z.boolean().default(false) }),
  out: entered,
})

const invited = z.object({ person: z.string(), name: words, postName: words.nullable(), org: words.nullable() })

export const readInvitation = route({
  method: 'GET',
  path: '/api/invitations/:code',
  about: 'Whom a one-time code is for and until when; the holder of the code only',
  query: z.object({ code: z.string().max(64) }),
  out: z.object({
    kind: z.enum(['setup', 'invite', 'reset']),
    until: z.string(),
    /** The invited; for the first administrator everybody who can be it. */
    people: z.array(invited),
    /** The user name where the person has had an account before. */
    account: z.string().nullable(),
    signOn: words.nullable(),
  }),
})

export const askInvitedPasskey = route({
  method: 'POST',
  path: '/api/invitations/:code/passkey',
  about: 'What the browser is asked to make a passkey for an account that is taken up',
  query: z.object({ code: z.string().max(64) }),
  body: z.object({ name, person: z.string().optional() }),
  out: ceremonyOptions,
})

export const takeUpInvitation = route({
  method: 'POST',
  path: '/api/invitations/:code',
  about: 'Takes up the account of a one-time code with a password or a passkey, and signs in',
  query: z.object({ code: z.string().max(64) }),
  body: z.object({
    name,
    /** The first administrator says who they are. */
    person: z.string().optional(),
    password: password.optional(),
    passkey: ceremonyAnswer.optional(),
    trust: z.boolean().default(false),
  }),
  out: entered,
})
