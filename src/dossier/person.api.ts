// The wire contract of people: finding one, and the file of one: everything that the register and the records know.
import { z } from 'zod'
import { UNFINISHED } from '../charter/standing.ts'
import { dayText, route, words } from '../problem/route.api.ts'

const org = z.object({ code: z.string(), name: words })

export const personRow = z.object({
  id: z.string(),
  name: words,
  /** Year of birth: two of one name are told apart. */
  born: z.string(),
  rank: z.string().nullable(),
  org: org.nullable(),
  posts: z.array(z.object({ post: z.string(), org })),
})
export type PersonRow = z.infer<typeof personRow>

export const findPeople = route({
  method: 'GET',
  path: '/api/people',
  about: 'People in sight by a part of their name, in Chinese, in Latin letters, or by the first letters of the pinyin',
  query: z.object({
    q: z.string().max(40).default(''),
    org: z.string().optional(),
    on: dayText.optional(),
    limit: z.coerce.number().int().min(1).max(100).default(20),
  }),
  out: z.array(personRow),
})

const field = z.object({ name: words, value: words })

/** A fact about the person: a record, or a tie that names them. */
const fact = z.object({
  id: z.string(),
  day: dayText,
  to: dayText.nullable(),
  org,
  title: words,
  fields: z.array(field),
})

export const personFile = z.object({
  on: dayText,
  settled: z.boolean(),
  person: z.object({
    id: z.string(),
    name: words,
    /** The name in Mongolian script, or empty. */
    mongolian: z.string(),
    sex: z.string(),
    born: z.string(),
    age: z.number(),
    nationality: z.string(),
    education: z.string(),
    occupation: z.string(),
    rank: z.string().nullable(),
  }),
  org: org.nullable(),
  memberships: z.array(z.object({ org, kind: z.string(), from: dayText, to: dayText.nullable() })),
  posts: z.array(
    z.object({ org, post: z.string(), team: z.string().nullable(), from: dayText, to: dayText.nullable() }),
  ),
  /** What of the person changed, and on which day: education, rank, occupation, name. */
  changes: z.array(z.object({ day: dayText, field: z.string(), from: z.string(), to: z.string() })),
  form: z
    .object({
      since: dayText,
      fields: z.array(field),
      /** The fields as they were given, by name. */
      body: z.record(z.string(), z.string()),
      career: z.array(z.object({ from: z.string(), to: z.string(), text: z.string() })),
    })
    .nullable(),
  hours: z.array(
    z.object({
      rule: z.string(),
      title: words,
      years: z.array(
        z.object({
          year: z.number(),
          hours: z.number(),
          owed: z.number().nullable(),
          clause: words.nullable(),
          strength: z.enum(['must', 'floor', 'normally', 'may']).nullable(),
          rows: z.array(
            z.object({
              id: z.string(),
              day: dayText,
              kindName: words,
              org,
              title: words,
              hours: z.number(),
              madeUp: z.boolean(),
            }),
          ),
        }),
      ),
    }),
  ),
  records: z.array(z.object({ kind: z.string(), kindName: words, system: z.string(), rows: z.array(fact) })),
  ties: z.array(z.object({ kind: z.string(), kindName: words, system: z.string(), rows: z.array(fact) })),
  signed: z.array(
    z.object({ certificate: z.string(), year: z.number(), side: z.enum(['giver', 'taker']), org, day: dayText }),
  ),
  missing: z.array(
    z.object({
      title: words,
      /** What is lacking, in words. */
      what: words,
      owedBy: org,
      turn: z.string(),
      until: dayText,
      status: z.enum(UNFINISHED),
      strength: z.string(),
      clause: words,
    }),
  ),
  /** Appraisals whose subject the person is, by their id and period. */
  appraisals: z.array(z.object({ appraisal: z.string(), title: words, period: z.string() })),
})
export type PersonFile = z.infer<typeof personFile>

export const showPerson = route({
  method: 'GET',
  path: '/api/people/:id',
  about: 'One person, one file: what the register and the records know of a person, and what is missing',
  query: z.object({ id: z.string(), on: dayText.optional() }),
  out: personFile,
})

export const takePerson = route({
  method: 'GET',
  path: '/api/people/:id/word',
  about: 'The file of a person as a Word document',
  query: z.object({ id: z.string(), on: dayText.optional(), lang: z.enum(['zh', 'en']).default('zh') }),
})
