// The wire contract of the charter: the norms in words, adding to them, and a look at what a new one would have asked.
import { z } from 'zod'
import { dayText, route, settling, words, written } from '../problem/route.api.ts'
import { FIELD_TYPES } from './language.ts'

const entry = z.object({
  from: dayText,
  value: z.number(),
  clause: words,
  /** True for a value of the district's own that has not come into force: it can still be withdrawn. */
  coming: z.boolean(),
  /** Why it was entered back or corrected; null for what was said in its time. */
  why: z.string().nullable(),
})

/** A field of a kind, as forms ask it. */
export const fieldRow = z.object({
  id: z.string(),
  name: words,
  type: z.enum(FIELD_TYPES),
  optional: z.boolean(),
  choices: z.record(z.string(), words).nullable(),
  /** Kind of the thing meant, for a field of type thing. */
  of: z.string().nullable(),
  /** The field that names the thing of which it follows, and as what, where the value need not be asked. */
  known: z.object({ of: z.string(), as: z.string() }).nullable(),
})
export type FieldRow = z.infer<typeof fieldRow>

/** A system as the handbook shows it. */
export const systemRow = z.object({
  id: z.string(),
  name: words,
  group: z.string(),
  clause: words,
  /** For a district's own system: since when, and who added it; null for a shipped one. */
  own: z.object({ since: dayText, by: z.string(), at: z.string() }).nullable(),
  /** False for a text that is stored and comes into force on a later day. */
  inForce: z.boolean(),
  duties: z.array(
    z.object({
      id: z.string(),
      title: words,
      strength: z.enum(['must', 'floor', 'normally', 'may']),
      /** Who owes what, how often and how much; then from when, the clause, and how it is counted. */
      sentence: words,
      notes: z.array(words),
    }),
  ),
  standards: z.array(
    z.object({
      id: z.string(),
      title: words,
      unit: z.string(),
      strength: z.enum(['must', 'floor', 'normally', 'may']),
      entries: z.array(entry),
    }),
  ),
  measures: z.array(z.object({ id: z.string(), title: words, formula: words })),
  kinds: z.array(
    z.object({
      id: z.string(),
      name: words,
      form: z.enum(['record', 'thing', 'tie', 'case']),
      roll: z.boolean(),
      /** Whether people enter its records themselves. */
      entered: z.boolean(),
      fields: z.array(z.object({ id: z.string(), name: words, type: z.string(), optional: z.boolean() })),
    }),
  ),
  /** Reports that are made by this system. */
  templates: z.array(z.object({ id: z.string(), name: words, figures: z.number() })),
})
export type SystemRow = z.infer<typeof systemRow>

const codes = z.record(z.string(), words)

export const readVocabulary = route({
  method: 'GET',
  path: '/api/vocabulary',
  about: 'What this charter calls the tiers, sectors, posts and groups, and which figures stand over the board',
  out: z.object({
    fields: codes,
    codes: z.record(z.string(), codes),
    head: z.array(z.string()),
    /** The figure that counts all members, where the charter has one. */
    members: z.string().nullable(),
  }),
})

export const readCharter = route({
  method: 'GET',
  path: '/api/charter',
  about: 'Every system of the charter with its norms in words',
  out: z.array(systemRow),
})

export const showSystem = route({
  method: 'GET',
  path: '/api/charter/:id',
  about: 'One system, its text as YAML, and the texts that it had before',
  query: z.object({ id: z.string() }),
  out: z.object({
    system: systemRow,
    text: z.string(),
    texts: z.array(
      z.object({ since: dayText, by: z.string(), at: z.string(), text: z.string(), why: z.string().nullable() }),
    ),
    /** What was withdrawn before it was in force, or replaced: what it was, and who took it back, when and why. */
    taken: z.array(
      z.object({
        id: z.string(),
        since: dayText,
        /** The value of a standard; null for a text. */
        value: z.number().nullable(),
        /** The value that stands in its place now; null where none does. */
        now: z.number().nullable(),
        by: z.string(),
        at: z.string(),
        takenBy: z.string(),
        takenAt: z.string(),
        why: z.string().nullable(),
      }),
    ),
  }),
})

const fault = z.object({
  line: z.number(),
  /** The part of the system that is meant, such as duties, night.monthly, measure. */
  path: z.array(z.string()),
  what: words,
})

const text = z.string().min(1).max(200_000)
const reason = z.string().min(1).max(2_000)

/** A period in which a system is rehearsed: the last year on record unless said. */
export const previewSystem = route({
  method: 'POST',
  path: '/api/charter/preview',
  about: 'Every fault of a new system, or what it would have asked and shown in a past period; nothing is stored',
  body: z.object({ text, since: dayText, period: z.string().optional(), why: reason.optional() }),
  out: z.object({
    faults: z.array(fault),
    preview: z
      .object({
        system: systemRow,
        period: z.string(),
        duties: z.array(
          z.object({
            duty: z.string(),
            title: words,
            due: z.number(),
            met: z.number(),
            orgs: z.array(z.object({ code: z.string(), name: words, due: z.number(), met: z.number() })),
          }),
        ),
        figures: z.array(z.object({ id: z.string(), title: words, value: z.number().nullable(), unit: z.string() })),
        records: z.array(z.object({ kind: z.string(), name: words, count: z.number() })),
        burden: z.object({ fields: z.number(), entries: z.number() }),
      })
      .nullable(),
  }),
})

export const addSystem = route({
  method: 'POST',
  path: '/api/charter',
  about:
    'Adds a system, or a new text of one, in force from a day; what held before stays. A text in force is corrected by one of the same day with the reason',
  body: z.object({ text, since: dayText, why: reason.optional() }),
  out: z.object({ system: z.string(), since: dayText, inForce: z.boolean(), ...settling }),
})

export const changeStandard = route({
  method: 'POST',
  path: '/api/charter/standards',
  about:
    'Gives a standard a new value from a day on, with its source; what held before stays. Where days that are over change, it says why',
  body: z.object({ standard: z.string(), value: z.number(), since: dayText, source: written, why: reason.optional() }),
  out: z.object({ standard: z.string(), entries: z.array(entry), ...settling }),
})

export const withdrawNorm = route({
  method: 'POST',
  path: '/api/charter/withdraw',
  about: 'Takes back what was said of a system or a standard from a day on, before it is in force',
  body: z.object({ id: z.string(), since: dayText }),
  out: z.object({ id: z.string(), since: dayText, ...settling }),
})

const standing = z.object({ due: z.number(), met: z.number() })

export const previewStandard = route({
  method: 'POST',
  path: '/api/charter/standards/preview',
  about:
    'How the duties of a standard stood in a past period, and how they would have stood with another value; nothing is stored',
  body: z.object({
    standard: z.string(),
    value: z.number().min(0),
    period: z.string().optional(),
    /** First day of the value; without it the value is tried as if it had always held. */
    since: dayText.optional(),
  }),
  out: z.object({
    period: z.string(),
    duties: z.array(
      z.object({
        duty: z.string(),
        title: words,
        before: standing,
        after: standing,
        /** Organizations whose turns would have stood otherwise. */
        orgs: z.array(z.object({ code: z.string(), name: words, before: standing, after: standing })),
      }),
    ),
  }),
})

export const takeHandbook = route({
  method: 'GET',
  path: '/api/handbook',
  about: 'The norms in force as a book: Word in GB/T 9704 typography, HTML or Markdown',
  query: z.object({ lang: z.enum(['zh', 'en']).default('zh'), format: z.enum(['docx', 'html', 'md']) }),
})
