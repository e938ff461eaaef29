// The wire contract of changes of the register: what may be done, what it would entail, what was done, and undoing it.
import { z } from 'zod'
import { fieldRow } from '../charter/charter.api.ts'
import { dayText, route, settling, words } from '../problem/route.api.ts'
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
    /** What was recorded for the day or later stays with the organization that wrote it; unless said, nothing of the kind may be there. */
    keeps: z.boolean().default(false),
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
  /** Lets it stand from another first day on. */
  z.object({ act: z.literal('org.begin'), org, day: dayText }),
  /** `into` takes over what was recorded for the day or later, things and ties. */
  z.object({ act: z.literal('org.close'), org, into: org.nullable().default(null), day: dayText }),
  /** Since which day records are kept at the organization and below it: turns that began before are judged only as met. */
  z.object({ act: z.literal('org.keep'), org, day: dayText }),
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

/** A figure of the top that reads differently after the change. */
const figureMoved = z.object({
  measure: z.string(),
  title: words,
  unit: z.string(),
  before: z.number().nullable(),
  after: z.number().nullable(),
})

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
  /** Yuan that the organizations concerned owe together in the year, by duty, where it is another amount afterwards. */
  owed: z.array(z.object({ duty: z.string(), title: words, before: z.number(), after: z.number() })),
  /** Figures of the top of what the reader sees, for the year, that count organizations, members, posts, things or ties, or what
   *  happened by what its organization is or has. */
  figures: z.array(figureMoved),
  certificates: z.array(
    z.object({ year: z.number(), giver: words.nullable(), taker: words, before: z.string(), after: z.string() }),
  ),
  parts: z.array(z.object({ year: z.number(), org: words, title: words, why: z.enum(['closed', 'outside']) })),
  /** Holders of posts that open the district, who see an organization from then on, or no more. */
  sight: z.array(z.object({ person: words, post: z.string(), at: words, of: place, gains: z.boolean() })),
})
export type Consequences = z.infer<typeof consequences>

/** Records by kind; `money` in yuan where the kind has an amount. */
const recorded = z.object({ kind: z.string(), name: words, count: z.number(), money: z.number().optional() })

/** The newest change of the register that somebody had in sight when they decided. */
export const seen = z.string().regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)

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
  /** The record of the stage of a case that made it, with which it is taken back. */
  record: z.string().nullable(),
})
export type ChangeRow = z.infer<typeof changeRow>

const outcome = z.object({
  ...settling,
  /** Null where it was only looked at. */
  id: z.string().nullable(),
  said: words,
  /** Code of an organization that the change opened. */
  code: z.string().nullable(),
  /** Id of the person, thing or tie that was entered. */
  entered: z.string().nullable(),
  /** Given where it was only looked at. */
  consequences: consequences.nullable(),
  /** Records of the day or later that count elsewhere then, or stand beside what is split off. */
  records: z.array(recorded),
  /** Where it was only looked at: to be sent along when it is made, so that nothing changes in between unnoticed. */
  seen: seen.nullable(),
})

export const changeRegister = route({
  method: 'POST',
  path: '/api/register/changes',
  about:
    'Changes the register on a day; with preview nothing is stored and the answer says what the change would entail. Whoever says what they have seen is told when the same has been changed since',
  body: z.object({ preview: z.boolean().default(false), change: intended, seen: seen.optional() }),
  out: outcome,
})

export const readSeen = route({
  method: 'GET',
  path: '/api/register/seen',
  about: 'The newest change of the register in sight, for a form that begins now',
  query: z.object({}),
  out: z.object({ seen }),
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

export const showKept = route({
  method: 'GET',
  path: '/api/register/kept-since',
  about: 'Since which day records are kept at an organization, and whose day that is',
  query: z.object({ org: z.string().optional() }),
  out: z.object({
    org: place,
    day: dayText.nullable(),
    /** The organization whose day it is: itself, or the nearest above. */
    by: place.nullable(),
  }),
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
