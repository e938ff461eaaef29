// The wire contract of changes of the register: what may be done, what it would entail, what was done, and undoing it.
import { z } from 'zod'
import { fieldRow } from '../charter/charter.api.ts'
import { dayText, route, words } from '../problem/route.api.ts'
import { act } from './register.api.ts'

const text = z.string().trim().min(1).max(120)
/** Code, name or id of an organization; name or id of a person. */
const org = text
const person = text
const office = z.string().min(1).max(60)

const english = z.string().trim().max(120)
const mongolian = z.string().trim().max(120)
const aliases = z.array(text).max(40)
/** Values of the fields of its kind; people and organizations by id, name or code. */
const body = z.record(z.string(), z.unknown())
const birth = { sex: z.union([z.literal(1), z.literal(2)]), born: dayText }

const attributes = {
  name: text,
  short: text,
  english: english.default(''),
  aliases: aliases.default([]),
  tier: text,
  sector: text,
  model: text,
}
const code = z
  .string()
  .regex(/^[A-Za-z0-9-]{1,24}$/)
  .optional()

/** Something to be done to the register on a day. */
export const intended = z.discriminatedUnion('act', [
  z.object({ act: z.literal('org.open'), parent: org, day: dayText, code, ...attributes }),
  z.object({ act: z.literal('org.move'), org, to: org, day: dayText }),
  z.object({ act: z.literal('org.merge'), org, into: org, day: dayText }),
  z.object({
    act: z.literal('org.split'),
    org,
    day: dayText,
    people: z.array(person).max(5000).default([]),
    code,
    ...attributes,
  }),
  z.object({
    act: z.literal('org.change'),
    org,
    day: dayText,
    name: text.optional(),
    short: text.optional(),
    english: english.optional(),
    aliases: aliases.optional(),
    tier: text.optional(),
    sector: text.optional(),
    model: text.optional(),
  }),
  z.object({ act: z.literal('org.close'), org, day: dayText }),
  z.object({
    act: z.literal('member.join'),
    person,
    org,
    day: dayText,
    kind: z.enum(['full', 'probationary']).default('full'),
  }),
  z.object({ act: z.literal('member.confirm'), person, day: dayText }),
  z.object({ act: z.literal('member.leave'), person, day: dayText }),
  z.object({ act: z.literal('member.transfer'), person, to: org, day: dayText }),
  z.object({
    act: z.literal('post.appoint'),
    person,
    org,
    post: office,
    team: text.nullable().default(null),
    day: dayText,
  }),
  z.object({ act: z.literal('post.release'), person, org, post: office, day: dayText }),
  z.object({
    act: z.literal('person.enter'),
    org,
    day: dayText,
    ...birth,
    name: text,
    english: english.default(''),
    mongolian: mongolian.default(''),
    nationality: text,
    education: z.int().min(0).max(99),
    occupation: text,
    rank: text.nullable().default(null),
    /** Joins the organization on the same day. */
    kind: z.enum(['full', 'probationary']).nullable().default(null),
    /** Says that somebody of the same name and birthday is another person. */
    another: z.boolean().default(false),
  }),
  z.object({
    act: z.literal('person.change'),
    person,
    day: dayText,
    sex: birth.sex.optional(),
    born: birth.born.optional(),
    name: text.optional(),
    english: english.optional(),
    mongolian: mongolian.optional(),
    nationality: text.optional(),
    education: z.int().min(0).max(99).optional(),
    occupation: text.optional(),
    rank: text.nullable().optional(),
  }),
  z.object({
    act: z.literal('thing.enter'),
    kind: text,
    org,
    day: dayText,
    name: text,
    english: english.default(''),
    aliases: aliases.default([]),
    body,
  }),
  z.object({
    act: z.literal('thing.change'),
    thing: text,
    day: dayText,
    name: text.optional(),
    english: english.optional(),
    aliases: aliases.optional(),
    body: body.optional(),
  }),
  z.object({ act: z.literal('thing.end'), thing: text, day: dayText }),
  /** `to` is the first day on which it holds no more, where that is known already. */
  z.object({ act: z.literal('tie.enter'), kind: text, org, day: dayText, to: dayText.nullable().default(null), body }),
  z.object({ act: z.literal('tie.end'), tie: text, day: dayText }),
])
export type Intended = z.output<typeof intended>

const place = z.object({ code: z.string(), name: words })
const moved = z.object({ duty: z.string(), title: words, owed: z.number(), met: z.number() })

/** What a change entails, found by making it and taking it back at once. */
export const consequences = z.object({
  /** Organizations that begin, end or stand elsewhere, with everything below them. Places from the top down. */
  shifts: z.array(
    z.object({
      org: place,
      before: z.array(words).nullable(),
      after: z.array(words).nullable(),
      organizations: z.number(),
      members: z.number(),
      things: z.number(),
    }),
  ),
  /** What goes from hand to hand. */
  handed: z.object({
    members: z.array(z.object({ from: words.nullable(), to: words.nullable(), count: z.number() })),
    ended: z.number(),
    begun: z.number(),
    things: z.number(),
    ties: z.number(),
  }),
  /** The year over whose turns boards are compared, and whether everything was settled. */
  year: z.number(),
  boards: z.array(z.object({ org: place, loses: z.array(moved), gains: z.array(moved) })),
  /** Duties that an organization owes anew or no more, with the first turn concerned. */
  obligations: z.array(z.object({ org: place, duty: z.string(), title: words, begins: z.boolean(), turn: z.string() })),
  certificates: z.array(
    z.object({ year: z.number(), giver: words.nullable(), taker: words, before: z.string(), after: z.string() }),
  ),
  parts: z.array(z.object({ year: z.number(), org: words, title: words, why: z.enum(['closed', 'outside']) })),
  /** Holders of posts that open the district, who see an organization from then on, or no more. */
  sight: z.array(z.object({ person: words, post: z.string(), at: words, of: place, gains: z.boolean() })),
})
export type Consequences = z.infer<typeof consequences>

export const changeRow = z.object({
  id: z.string(),
  at: z.string(),
  author: z.string(),
  act,
  day: dayText,
  /** Code of its subject, if it is in sight and stands. */
  org: z.string().nullable(),
  said: words,
  /** The office, or the attributes that changed. */
  details: words.nullable(),
  undoes: z.string().nullable(),
  undone: z.string().nullable(),
})
export type ChangeRow = z.infer<typeof changeRow>

const outcome = z.object({
  /** Null where it was only looked at. */
  id: z.string().nullable(),
  said: words,
  /** Code of an organization that the change opened. */
  code: z.string().nullable(),
  /** Id of the person, thing or tie that was entered. */
  entered: z.string().nullable(),
  /** Given where it was only looked at. */
  consequences: consequences.nullable(),
})

export const changeRegister = route({
  method: 'POST',
  path: '/api/register/changes',
  about:
    'Changes the register on a day; with preview nothing is stored and the answer says what the change would entail',
  body: z.object({ preview: z.boolean().default(false), change: intended }),
  out: outcome,
})

export const listKinds = route({
  method: 'GET',
  path: '/api/register/kinds',
  about: 'Kinds of things and ties that may be entered, with the fields that each asks',
  query: z.object({}),
  out: z.array(
    z.object({
      id: z.string(),
      form: z.enum(['thing', 'tie']),
      name: words,
      system: words,
      clause: words,
      fields: z.array(fieldRow),
    }),
  ),
})

export const undoChange = route({
  method: 'POST',
  path: '/api/register/changes/:id/undo',
  about: 'Takes a change back, unless a later one rests on it; with preview nothing is stored',
  query: z.object({ id: z.string() }),
  body: z.object({ preview: z.boolean().default(false) }),
  out: outcome,
})

export const listChanges = route({
  method: 'GET',
  path: '/api/register/changes',
  about: 'Changes of the register in sight, the newest first; of one organization if one is named',
  query: z.object({ org: z.string().optional(), limit: z.coerce.number().int().min(1).max(1000).default(100) }),
  out: z.array(changeRow),
})

export const listPeople = route({
  method: 'GET',
  path: '/api/register/people',
  about:
    'People of an organization on a day by strokes of the surname; or, with a text, people in sight whose name contains it',
  query: z.object({ org: z.string(), on: dayText.optional(), q: z.string().trim().max(60).optional() }),
  out: z.array(
    z.object({
      id: z.string(),
      name: words,
      born: dayText,
      org: place.nullable(),
      kind: z.string().nullable(),
      posts: z.array(z.string()),
    }),
  ),
})
