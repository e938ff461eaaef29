// The wire contract of cases: what waits, the story of one, opening, and steps one by one or many at once.
import { z } from 'zod'
import { fieldRow } from '../charter/charter.api.ts'
import { dayText, route, settling, words } from '../problem/route.api.ts'
import { consequences, seen } from '../register/change.api.ts'
import { recordLine } from './record.api.ts'

const party = z.object({ code: z.string(), name: words })
const does = z.enum(['step', 'close', 'reopen', 'extend', 'hand'])
/** `mine` are the open ones that wait for the reader or for the reader's organization. */
const state = z.enum(['mine', 'open', 'overdue', 'closed', 'all'])
export type CaseState = z.infer<typeof state>

const stageRow = z.object({
  stage: z.string(),
  name: words,
  does,
  optional: z.boolean(),
  /** It enters something in the register. */ enters: z.boolean(),
  fields: z.array(fieldRow),
})
export type StageRow = z.infer<typeof stageRow>

/** A kind of case: what is asked at its opening and at each stage. */
const kindRow = z.object({
  kind: z.string(),
  name: words,
  system: z.string(),
  clause: words,
  fields: z.array(fieldRow),
  /** Whether the reader may open one, for the organization asked about or below. */
  opens: z.boolean(),
  stages: z.array(stageRow),
})
export type CaseKindRow = z.infer<typeof kindRow>

export const caseRow = z.object({
  id: z.string(),
  kind: z.string(),
  kindName: words,
  /** Who carries it on the day; `origin` opened it, where another has taken over. */
  org: party,
  origin: party.nullable(),
  title: z.string(),
  day: dayText,
  due: dayText,
  stage: z.string(),
  stageName: words,
  since: dayText,
  state: z.enum(['open', 'overdue', 'closed']),
  /** Closed after its due day. */
  late: z.boolean(),
  /** Days to the due day, negative past it; null once closed. */
  left: z.number().nullable(),
  owner: words.nullable(),
  ownerOrg: party.nullable(),
  mine: z.boolean(),
  extended: z.number(),
  /** Days for which it has been open, where the charter asks to be told of that; null otherwise. */
  alert: z.number().nullable(),
  reopened: z.number(),
  /** The case of the same matter that had been closed before this one was opened. */
  repeats: z.string().nullable(),
  /** The steps that the reader may take. */
  next: z.array(z.object({ stage: z.string(), does })),
  /** Where the next step on the way is not the reader's to take: which it is, and who takes it. */
  awaits: z.object({ stage: words, who: words }).nullable(),
})
export type CaseRow = z.infer<typeof caseRow>

export const listCases = route({
  method: 'GET',
  path: '/api/cases',
  about:
    'Cases in the subtree of an organization as they stood on a day, the most pressing first, with how many stand how',
  query: z.object({
    org: z.string().optional(),
    kind: z.string().optional(),
    state: state.default('all'),
    on: dayText.optional(),
    q: z.string().max(100).optional(),
    limit: z.coerce.number().int().min(1).max(1000).default(100),
    offset: z.coerce.number().int().min(0).default(0),
  }),
  out: z.object({
    on: dayText,
    counts: z.record(state, z.number()),
    kinds: z.array(z.object({ kind: z.string(), name: words, count: z.number() })),
    total: z.number(),
    cases: z.array(caseRow),
  }),
})

export const listCaseKinds = route({
  method: 'GET',
  path: '/api/cases/kinds',
  about: 'The kinds of case of the charter with their fields and stages',
  query: z.object({ org: z.string().optional() }),
  out: z.array(kindRow),
})

export const listOwners = route({
  method: 'GET',
  path: '/api/cases/owners',
  about: 'Who may own a case of an organization: the holders of its posts and of those above, then its members',
  query: z.object({ org: z.string(), on: dayText.optional() }),
  out: z.array(z.object({ id: z.string(), name: words, post: z.string().nullable(), org: party })),
})

export const showCase = route({
  method: 'GET',
  path: '/api/cases/:id',
  about: 'One case on a day with its story, stage by stage',
  query: z.object({ id: z.string(), on: dayText.optional() }),
  out: z.object({
    case: caseRow,
    kind: kindRow,
    fields: z.array(z.object({ name: words, value: words })),
    /** Opening, stages, extensions and reopenings, oldest first. */
    story: z.array(
      z.object({
        id: z.string(),
        stage: z.string(),
        name: words,
        does: z.enum(['open', ...does.options]),
        day: dayText,
        by: z.string(),
        at: z.string(),
        fields: z.array(z.object({ name: words, value: words })),
      }),
    ),
    /** The stages of the way, and which of them the case has passed since it was last opened. */
    way: z.array(z.object({ stage: z.string(), name: words, passed: z.boolean(), optional: z.boolean() })),
  }),
})

export const openCase = route({
  method: 'POST',
  path: '/api/cases',
  about: 'Opens a case; it must have an owner, a person or an organization or both, and a due day',
  body: z
    .object({
      kind: z.string(),
      org: z.string(),
      day: z.string().optional(),
      due: z.string().optional(),
      /** Id of a person, or a name that only one person bears. */
      owner: z.string().optional(),
      /** Code, id or unique name of an organization. */
      ownerOrg: z.string().optional(),
      body: z.record(z.string(), z.unknown()).default({}),
    })
    .strict(),
  out: z.object({ id: z.string(), ...settling }),
})

/** A change of the register that a stage makes; what it would entail is given where it is only looked at. */
const entered = z.object({ said: words, consequences: consequences.nullable() })

export const stepCases = route({
  method: 'POST',
  path: '/api/cases/steps',
  about:
    'Takes cases on, all or none: to the next stage, to another due day, or open again; the lines undo it when sent back',
  body: z.object({
    /** Nothing is stored; the answer says what the steps would enter in the register. */
    preview: z.boolean().default(false),
    /** What a preview gave as seen: who has seen less than what was changed since is refused. */
    seen: seen.optional(),
    steps: z
      .array(
        z
          .object({
            case: z.string(),
            stage: z.string(),
            day: z.string().optional(),
            body: z.record(z.string(), z.unknown()).default({}),
          })
          .strict(),
      )
      .min(1)
      .max(500),
  }),
  out: z.object({
    ...settling,
    ids: z.array(z.string()),
    /** Records that take the steps back, the last first. */
    undo: z.array(recordLine),
    /** What the steps enter in the register, taken back with them. */
    entered: z.array(entered),
    /** The newest change of the register that was looked at; null where the steps were taken. */
    seen: seen.nullable(),
  }),
})
