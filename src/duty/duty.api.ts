// The wire contract of duties: the board, and what each organization owes.
import { z } from 'zod'
import { dayText, route, tree, words } from '../problem/route.api.ts'

export const status = z.enum(['met', 'open', 'late', 'not_met', 'excused'])
export type Status = z.infer<typeof status>

/** How many turns of a duty stand where, in a subtree and a period. `none`: nobody owes it there. */
export const tally = z.object({
  due: z.number(),
  met: z.number(),
  open: z.number(),
  late: z.number(),
  notMet: z.number(),
  excused: z.number(),
  status: z.union([status, z.literal('none')]),
})
export type Tally = z.infer<typeof tally>

export const board = route({
  method: 'GET',
  path: '/api/board',
  about:
    'Systems by organizations: how every duty stands in a period, for an organization and each one directly below it',
  query: z.object({
    org: z.string().optional(),
    period: z.string(),
    tree: tree.default('then'),
    on: dayText.optional(),
  }),
  out: z.object({
    org: z.object({ code: z.string(), name: words }),
    period: z.string(),
    on: dayText,
    settled: z.boolean(),
    /** The organization itself first (its own duties only), then those directly below it (with their subtrees). */
    columns: z.array(z.object({ code: z.string(), name: words, self: z.boolean() })),
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
        total: tally,
        cells: z.array(tally),
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
  measure: z.string(),
  unit: z.string(),
  value: z.number().nullable(),
  owed: z.number(),
  status,
  strength: z.enum(['must', 'floor', 'normally', 'may']),
  clause: words,
  /** The kind of record, or of case, that is counted; null where something else is. */
  kind: z.string().nullable(),
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
  out: z.array(dutyRow),
})

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
