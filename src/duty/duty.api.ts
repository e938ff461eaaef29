// The wire contract of duties: the board, and what each organization owes.
import { z } from 'zod'
import { COUNTED, STATUSES, type Status } from '../charter/standing.ts'
import { doubts } from '../measure/figure.api.ts'
import { dayText, route, tree, words } from '../problem/route.api.ts'

export const status = z.enum(Object.keys(STATUSES) as [Status, ...Status[]])

type Count = (typeof COUNTED)[number]['count']
const counts = Object.fromEntries(COUNTED.map(({ count }) => [count, z.number()])) as Record<Count, z.ZodNumber>

/** How many turns of a duty stand where, in a subtree and a period. `none`: nobody owes it there. */
export const tally = z.object({
  due: z.number(),
  ...counts,
  status: z.union([status, z.literal('none')]),
})
export type Tally = z.infer<typeof tally>

/** A cell: how a duty stands, and how it stood in what the board is held against; pairs of records that may tell of one event
 *  and what was held with nobody there. */
const stands = tally.extend({
  before: tally.optional(),
  twins: z.number(),
  nobody: z.number(),
  /** The last day on which something for a turn came after its end; null where nothing did. */
  settled: dayText.nullable(),
})
export type Stands = z.infer<typeof stands>

/** Organizations in one answer: as many as a page shows, not as many as there are. */
const WINDOW = 60

export const board = route({
  method: 'GET',
  path: '/api/board',
  about:
    'Systems by organizations: how every duty stands in a period, for an organization and a window of those below it; on wish beside another period or the other reading of the tree',
  query: z.object({
    org: z.string().optional(),
    period: z.string(),
    tree: tree.default('then'),
    on: dayText.optional(),
    /** The organizations directly below, or every one of the subtree. */
    level: z.enum(['below', 'all']).default('below'),
    tier: z.string().optional(),
    sector: z.string().optional(),
    /** A part of the name in Chinese, English, pinyin or its first letters, or of the code. */
    q: z.string().max(80).optional(),
    /** Group of systems. */
    group: z.string().optional(),
    /** Only organizations with a duty that stands so. */
    status: z.enum([...status.options, 'unfinished']).optional(),
    /** Period and reading that every cell is held against; one of them suffices. */
    against: z.string().optional(),
    againstTree: tree.optional(),
    /** Only organizations with a duty that stands otherwise than in what it is held against. */
    changed: z.stringbool().default(false),
    offset: z.coerce.number().int().min(0).default(0),
    limit: z.coerce.number().int().min(1).max(500).default(WINDOW),
  }),
  out: z.object({
    org: z.object({ code: z.string(), name: words }),
    period: z.string(),
    tree,
    /** The day by which the turns are judged. */
    on: dayText,
    /** The day as of which the page stands: the period's last, or that of judging where it comes first. */
    asOf: dayText,
    settled: z.boolean(),
    against: z.object({ period: z.string(), tree }).nullable(),
    /** The groups that have duties here, whichever is asked. */
    groups: z.array(z.string()),
    /** Organizations that match, and the first of them in this answer. */
    count: z.number(),
    offset: z.number(),
    /** Organizations of the window in tree order, each with its subtree; `depth` counts levels under the one asked. */
    columns: z.array(
      z.object({ code: z.string(), name: words, tier: z.string(), sector: z.string(), depth: z.number() }),
    ),
    rows: z.array(
      z.object({
        system: z.string(),
        group: z.string(),
        name: words,
        duty: z.string(),
        title: words,
        every: z.enum(['month', 'quarter', 'half', 'year']),
        strength: z.enum(['must', 'floor', 'normally', 'may']),
        measure: z.string(),
        total: stands,
        /** The organization itself, without those below it. */
        own: stands,
        cells: z.array(stands),
      }),
    ),
  }),
})

export const dutyRow = z.object({
  system: z.string(),
  duty: z.string(),
  title: words,
  org: z.string(),
  orgName: words,
  /** Label of the turn, such as 2012-04 or 2012-Q2, and its last day. */
  turn: z.string(),
  due: dayText,
  /** Last day on which it may still be done and entered. */
  until: dayText,
  /** The day on which it was done, where what is for the turn came after it; null where its own days sufficed, or it is not done. */
  settled: dayText.nullable(),
  measure: z.string(),
  unit: z.string(),
  value: z.number().nullable(),
  owed: z.number(),
  /** What is doubtful about the records that were counted. */
  doubts,
  status,
  strength: z.enum(['must', 'floor', 'normally', 'may']),
  clause: words,
  /** The kind of record, or of case, that is counted; null where something else is. */
  kind: z.string().nullable(),
  /** Whether such a record, made later, may say that it is for this turn. */
  names: z.boolean(),
  /** By what it is done: a record written by hand, or a case carried on. */
  by: z.enum(['record', 'case']).nullable(),
})
export type DutyRow = z.infer<typeof dutyRow>

export const listDuties = route({
  method: 'GET',
  path: '/api/duties',
  about: 'What every organization of a subtree owes in the turns that run on a day, or in a period',
  query: z.object({
    org: z.string().optional(),
    on: dayText.optional(),
    period: z.string().optional(),
    duty: z.string().optional(),
    status: status.optional(),
  }),
  out: z.array(
    dutyRow.extend({
      /** Whether the reader may excuse the organization from the turn: it is not met, and an excuse is theirs to write. */
      excusable: z.boolean(),
    }),
  ),
})
export type TurnRow = DutyRow & { readonly excusable: boolean }

export const recordCounts = route({
  method: 'GET',
  path: '/api/records/:record/counts',
  about:
    'What a record counts for: the duties of its organization in the turns of its day, and the figures over its kind',
  query: z.object({ record: z.uuid() }),
  out: z.object({
    duties: z.array(dutyRow),
    figures: z.array(z.object({ id: z.string(), title: words })),
  }),
})

export const listSystems = route({
  method: 'GET',
  path: '/api/systems',
  about: 'The charter: systems with their clauses, duties and kinds',
  out: z.array(
    z.object({
      id: z.string(),
      name: words,
      group: z.string(),
      clause: words,
      duties: z.array(z.object({ id: z.string(), title: words })),
      figures: z.array(z.string()),
      records: z.array(z.object({ id: z.string(), name: words })),
    }),
  ),
})
