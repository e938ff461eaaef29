// The wire contract of capture: everything that forms are made of, in one answer that a phone can keep for weeks.
import { z } from 'zod'
import { FIELD_TYPES } from '../charter/language.ts'
import { UNFINISHED } from '../charter/standing.ts'
import { dayText, route, words } from '../problem/route.api.ts'

const field = z.object({
  name: words,
  type: z.enum(FIELD_TYPES),
  choices: z.record(z.string(), words).optional(),
  optional: z.boolean().optional(),
  /** Kind of the thing or record meant. */
  of: z.string().optional(),
  known: z.object({ of: z.string(), as: z.string() }).optional(),
})

/** A kind that can be recorded: its fields in the order in which they are asked. */
export const captureKind = z.object({
  id: z.string(),
  name: words,
  /** How the Chinese name may be read, so that a form finds it by Latin letters. */
  readings: z.string(),
  system: words,
  systemReadings: z.string(),
  /** Where the norms ask it. */
  clause: words,
  /** A case is opened by naming its owner and due day. */
  form: z.enum(['record', 'case']),
  /** Who is due: all members, or the full ones alone, unless somebody is unticked, or only who is named; null keeps no roll. */
  roll: z.enum(['members', 'full', 'named']).nullable(),
  fields: z.record(z.string(), field),
  /** What says that somebody was there: the roll, or a number field; null where nothing does. */
  held: z.string().nullable(),
  /** What makes two records of one day the same event; null for whatever is chosen, and who was there. */
  same: z.array(z.string()).nullable(),
  /** Whoever misses it makes it up, within the days that the charter gives. */
  makeUp: z.boolean(),
  /** Openings of cases that belong to an event of this kind, such as the decisions of a meeting. */
  cases: z.array(z.string()),
  /** How often the organization has recorded it in a year: what is used comes first. */
  used: z.number(),
})
export type CaptureKind = z.infer<typeof captureKind>

export const captureAnswer = z.object({
  org: z.object({ code: z.string(), name: words }),
  today: dayText,
  /** The last day that a record may bear. */
  latest: dayText,
  /** Organizations directly below, for which the reader may record as well. */
  below: z.array(z.object({ code: z.string(), name: words })),
  kinds: z.array(captureKind),
  /** Members first, then those who hold a post or a tie here. */
  /** `full` are members with a vote. */
  people: z.array(
    z.object({ id: z.string(), name: words, readings: z.string(), member: z.boolean(), full: z.boolean() }),
  ),
  things: z.array(
    z.object({
      id: z.string(),
      kind: z.string(),
      name: words,
      /** What follows of it, of what fields say is known. Absent in what a phone has kept from before. */
      follows: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
    }),
  ),
  /** Records here and above that a field of these kinds may name, the newest first, by day and title. */
  named: z.array(z.object({ id: z.string(), kind: z.string(), day: dayText, title: words })),
  /** Records of the last weeks, so that what is known is offered instead of asked again. */
  known: z.array(
    z.object({
      id: z.string(),
      kind: z.string(),
      day: dayText,
      /** The turn that it names. */
      for: z.string().nullable(),
      body: z.record(z.string(), z.unknown()),
      present: z.array(z.string()),
      /** Who missed it and has not made it up. */
      absent: z.array(z.string()),
      by: z.string(),
    }),
  ),
  /** What is owed and not met, the soonest first, with the kind of record that meets it. */
  owed: z.array(
    z.object({
      duty: z.string(),
      title: words,
      kind: z.string(),
      turn: z.string(),
      until: dayText,
      left: z.number(),
      unit: z.string(),
      status: z.enum(UNFINISHED),
    }),
  ),
  /** Turns of the last year that are over and not done, and that a record of the kind may still be for: those in their days of
   *  grace first, then the latest. */
  turns: z.array(
    z.object({
      kind: z.string(),
      duty: z.string(),
      title: words,
      turn: z.string(),
      until: dayText,
      left: z.number(),
      unit: z.string(),
      status: z.enum(UNFINISHED),
    }),
  ),
})
export type CaptureAnswer = z.infer<typeof captureAnswer>

export const capture = route({
  method: 'GET',
  path: '/api/capture',
  about: 'What the forms of an organization are made of: kinds, people, things, what is known and what is owed',
  query: z.object({
    org: z.string().optional(),
    /** The day of which is told who belongs there and what was recorded before; today unless said. */
    on: dayText.optional(),
  }),
  out: captureAnswer,
})
