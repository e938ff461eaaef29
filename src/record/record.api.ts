// The wire contract of records: adding lines, and reading what happened.
import { z } from 'zod'
import { dayText, route, settling, words } from '../problem/route.api.ts'
import { seen } from '../register/change.api.ts'
import { MOST_BYTES } from './attachment.ts'
import { effort } from './effort.ts'
import { twinPair } from './twin.api.ts'

const ids = z.array(z.uuid())
const place = z.object({ code: z.string(), name: words })

/** Who was due at what a record tells, and how it went; `madeUpOn` are the days on which who missed it made it up, by person. */
export const roll = z
  .object({
    present: ids.default([]),
    excused: ids.default([]),
    absent: ids.default([]),
    madeUp: ids.default([]),
    madeUpOn: z.record(z.uuid(), dayText).optional(),
  })
  .strict()

/** One line of `record add`. Without an id one is made; `voids` names the record that this one corrects. */
export const recordLine = z
  .object({
    id: z.uuid().optional(),
    kind: z.string(),
    /** Code, id or unique name of the organization. */
    org: z.string(),
    day: z.string(),
    body: z.record(z.string(), z.unknown()).default({}),
    roll: roll.optional(),
    /** What those on the roll as made up had missed: the id of its record. The line then tells of the make-up alone, and its day
     *  is that of the make-up. */
    makesUp: z.uuid().optional(),
    /** The turn that it is for, such as 2012-Q4, where that is not the one in which its day lies. */
    for: z.string().optional(),
    voids: z.uuid().optional(),
    /** Why that record is corrected or taken back. */
    why: z.string().trim().min(1).max(500).optional(),
    /** What the form cost; no part of the record, and stored only as a sum. */
    effort: effort.optional(),
  })
  .strict()
export type RecordInput = z.infer<typeof recordLine>

export const addRecords = route({
  method: 'POST',
  path: '/api/records',
  about: 'Adds records, all or none; the same id sent again is harmless',
  body: z.object({
    lines: z.array(recordLine).min(1).max(1000),
    /** The newest change of the register that the author has seen, for stages that enter something there: who has seen less than
     *  what was changed since is refused. Without it, it is what stood when the request came. */
    seen: seen.optional(),
  }),
  out: z.object({
    ids: z.array(z.string()),
    added: z.number(),
    already: z.number(),
    /** Lines of days on which the organization that they name had ended: they count where it went. */
    taken: z.array(z.object({ id: z.string(), org: place, by: place })),
    /** What was added and may tell of the same event as something on record; both count until somebody says which it is. */
    twins: z.array(twinPair).default([]),
    ...settling,
  }),
})

/** Base64 takes four characters for three bytes. */
const ROOM = Math.ceil((MOST_BYTES * 4) / 3) + 4096

export const addAttachment = route({
  method: 'POST',
  path: '/api/records/:record/attachments',
  about: 'Sets a file beside a record, as base64; the same file again is harmless. Photographs lose place and device',
  query: z.object({ record: z.uuid() }),
  body: z.object({ name: z.string().min(1).max(200), content: z.base64() }),
  out: z.object({ id: z.string(), added: z.boolean() }),
  room: ROOM,
})

export const listAttachments = route({
  method: 'GET',
  path: '/api/records/:record/attachments',
  about: 'The files beside a record',
  query: z.object({ record: z.uuid() }),
  out: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      type: z.string(),
      size: z.number(),
      by: z.string(),
      at: z.string(),
      /** Who took it back; its content is gone then. */
      withdrawnBy: z.string().nullable(),
    }),
  ),
})

export const withdrawAttachment = route({
  method: 'DELETE',
  path: '/api/records/:record/attachments/:id',
  about: 'Takes a file back: its content is gone, that it was there stays',
  query: z.object({ record: z.uuid(), id: z.uuid() }),
  out: z.object({}),
})

export const takeAttachment = route({
  method: 'GET',
  path: '/api/attachments/:id',
  about: 'The content of a file beside a record',
  query: z.object({ id: z.uuid() }),
})

/** What an entry in the history of a record did. */
export const change = z.enum(['recorded', 'corrected', 'withdrawn'])

const one = z.object({ id: z.string(), name: words })
const named = z.array(one)
const madeUp = one.extend({ on: dayText.nullable(), late: z.boolean() })
const held = z.enum(['held', 'nobody', 'untold'])

/** In whose name it was written, where another organization has taken over and it counts there; else null. */
const origin = place.nullable()

export const showRecord = route({
  method: 'GET',
  path: '/api/records/:record',
  about: 'One record in words: its fields, who was there, how it came to be so, and whether a form may correct it',
  query: z.object({ record: z.uuid() }),
  out: z.object({
    id: z.string(),
    kind: z.string(),
    kindName: words,
    system: z.object({ id: z.string(), name: words, clause: words }),
    org: z.object({ code: z.string(), name: words }),
    origin,
    day: dayText,
    /** The turn that it is for, where it names one. */
    for: z.string().nullable(),
    /** As it is stored, for a form that corrects it. */
    body: z.record(z.string(), z.unknown()),
    fields: z.array(
      z.object({
        id: z.string(),
        name: words,
        type: z.string(),
        value: words,
        /** Id of the person that the value names. */
        person: z.string().nullable(),
        /** Id of the record that the value names. */
        record: z.string().nullable(),
      }),
    ),
    /** Null where the kind keeps no roll. */
    roll: z.object({ present: named, excused: named, absent: named, madeUp: z.array(madeUp) }).nullable(),
    /** The last day on which who missed it makes it up in time; null where the charter sets none. */
    makeUpUntil: dayText.nullable(),
    /** Whether it was held, with nobody there, or does not say; null for a kind that takes place with nobody. */
    held: held.nullable(),
    /** Id of the case that it opens or carries on. */
    case: z.string().nullable(),
    /** `stands`: it counts; otherwise another record has taken its place, or nothing has. */
    state: z.enum(['stands', 'corrected', 'withdrawn']),
    /** Id of the record that stands in its place now, where one does. */
    now: z.string().nullable(),
    /** Whether a form may correct or withdraw it: its kind is written by hand, and the reader may record. */
    correctable: z.boolean(),
    withdrawable: z.boolean(),
    by: z.string(),
    at: z.string(),
    /** Oldest first; each entry is a record of its own. */
    history: z.array(
      z.object({
        id: z.string(),
        change,
        day: dayText,
        by: z.string(),
        at: z.string(),
        why: z.string().nullable(),
        /** What the change turned into what, field by field; empty for the first entry and for a withdrawal. */
        turned: z.array(z.object({ name: words, from: words.nullable(), to: words.nullable() })),
      }),
    ),
  }),
})

export const recordRow = z.object({
  id: z.string(),
  kind: z.string(),
  kindName: words,
  org: z.string(),
  orgName: words,
  origin,
  day: dayText,
  /** The turn that it is for, where it names one. */
  for: z.string().nullable(),
  body: z.record(z.string(), z.unknown()),
  present: z.number(),
  due: z.number(),
  /** Whether it was held, with nobody there, or does not say; null for a kind that takes place with nobody. */
  held: held.nullable(),
  voids: z.string().nullable(),
  /** Id of the record that corrects this one. */
  voidedBy: z.string().nullable(),
  by: z.string(),
  at: z.string(),
})
export type RecordRow = z.infer<typeof recordRow>

export const listRecords = route({
  method: 'GET',
  path: '/api/records',
  about: 'Records of a kind in the subtree of an organization and a period, newest first',
  query: z.object({
    kind: z.string().optional(),
    org: z.string().optional(),
    period: z.string().optional(),
    limit: z.coerce.number().int().min(1).max(1000).default(200),
    offset: z.coerce.number().int().min(0).default(0),
  }),
  out: z.array(recordRow),
})
