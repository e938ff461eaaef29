// The wire contract of secret recommendations. The route that takes a ballot knows no session: who calls it stays unknown.
import { z } from 'zod'
import { dayText, route, words, written } from '../problem/route.api.ts'

const code = z.string().regex(/^[a-z0-9_]{1,40}$/)
const jwk = z.record(z.string(), z.unknown())
const choices = z.record(z.string(), z.array(z.string().max(200)).max(200))

export const question = z.object({
  title: written,
  posts: z.array(z.object({ code, name: written, lines: z.int().min(1).max(100) })).min(1),
  categories: z
    .array(
      z.object({ code, name: written, posts: z.array(z.string()).optional(), ranks: z.array(z.string()).optional() }),
    )
    .min(1),
  eligibleOn: dayText,
  opens: dayText,
  closes: dayText,
  minimum: z.int().min(2),
})
const turnout = z.object({ voters: z.int(), tokens: z.int(), paper: z.int() })
const listed = z.object({
  id: z.string(),
  holder: words,
  title: words,
  eligibleOn: dayText,
  opens: dayText,
  closes: dayText,
  closedOn: dayText.nullable(),
  /** True where it was taken back before anything was given out. */
  withdrawn: z.boolean(),
})
const one = z.object({ id: z.uuid() })

export const openBallot = route({
  method: 'POST',
  path: '/api/ballots',
  about: 'Sets up a recommendation: freezes its roll by the register of a day and makes the keys of its categories',
  body: question.extend({ org: z.string() }),
  out: z.object({ id: z.string(), voters: z.record(z.string(), z.int()) }),
})

export const listBallots = route({
  method: 'GET',
  path: '/api/ballots',
  about: 'Recommendations in sight, and those in which the reader may vote',
  out: z.object({
    held: z.array(listed),
    mine: z.array(listed.extend({ category: z.string(), way: z.enum(['token', 'paper']).nullable() })),
  }),
})

export const showBallot = route({
  method: 'GET',
  path: '/api/ballots/:id',
  about: 'What is asked, the public keys, and after closing how many voted',
  query: one,
  out: question.extend({
    id: z.string(),
    holder: words,
    closedOn: dayText.nullable(),
    keys: z.record(z.string(), jwk),
  }),
})

export const showTurnout = route({
  method: 'GET',
  path: '/api/ballots/:id/turnout',
  about: 'How many of each category took a token or a paper; for those who hold the recommendation',
  query: one,
  out: z.object({ roll: z.record(z.string(), turnout), cast: z.int() }),
})

export const takeToken = route({
  method: 'POST',
  path: '/api/ballots/:id/token',
  about: 'Signs a blinded token for the signed-in voter, once',
  query: one,
  body: z.object({ blinded: z.string().max(2000) }),
  out: z.object({ category: z.string(), signed: z.string() }),
})

export const castBallot = route({
  method: 'POST',
  path: '/api/ballots/:id/box',
  about: 'Takes a ballot from whoever holds a token; without a session, and without a trace of who sent it',
  query: one,
  body: z.object({
    category: z.string(),
    choices,
    message: z.string().max(200),
    signature: z.string().max(2000),
    proof: z.string().max(400),
  }),
  out: z.object({ taken: z.literal(true) }),
})

export const givePaper = route({
  method: 'POST',
  path: '/api/ballots/:id/paper',
  about: 'Marks that a voter was given a paper ballot',
  query: one,
  body: z.object({ person: z.uuid() }),
})

export const enterPaper = route({
  method: 'POST',
  path: '/api/ballots/:id/paper/:serial',
  about: 'Enters a paper ballot the first or the second time; without choices it takes the entry back',
  query: one.extend({ serial: z.coerce.number().int().min(1) }),
  body: z.object({
    entry: z.union([z.literal(1), z.literal(2)]),
    ballot: z.object({ category: z.string(), choices }).nullable(),
  }),
})

export const closeBallot = route({
  method: 'POST',
  path: '/api/ballots/:id/close',
  about: 'Closes a recommendation: no ballot is taken from now on',
  query: one,
})

export const withdrawBallot = route({
  method: 'POST',
  path: '/api/ballots/:id/withdrawal',
  about: 'Takes back a recommendation that was set up by mistake, while nobody has a token or a paper',
  query: one,
})

export const mergeNames = route({
  method: 'POST',
  path: '/api/ballots/:id/names',
  about: 'Counts one spelling as a name; an empty name takes it back',
  query: one,
  body: z.object({ post: z.string(), written: z.string(), meant: z.string().max(60) }),
})

export const showNames = route({
  method: 'GET',
  path: '/api/ballots/:id/names',
  about: 'Every name as written, without voter or category, and the merges made; papers that wait for a look',
  query: one,
  out: z.object({
    names: z.array(z.object({ post: z.string(), written: z.string(), count: z.int() })),
    merges: z.array(z.object({ post: z.string(), written: z.string(), meant: z.string() })),
    papers: z.array(z.int()),
  }),
})

export const showBox = route({
  method: 'GET',
  path: '/api/ballots/:id/box',
  about: 'The box with its tally, for anybody to count again; small categories are withheld',
  query: one,
  out: z.custom<import('./box-file.ts').BoxFile>(),
})
