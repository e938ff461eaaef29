// The wire contract of charts: figures side by side, each with the way to its proof.
import { z } from 'zod'
import { dayText, route, tree, words } from '../problem/route.api.ts'
import { by, placeRow } from './figure.api.ts'

const mark = z.object({
  /** Null where the value is missing; missing is no zero. */
  value: z.number().nullable(),
  unit: z.string(),
  digits: z.number(),
  /** The figure behind it: what, of whom, when. Null for what the charter asks. */
  proof: z.object({ figure: z.string(), org: z.string(), period: z.string(), by }).nullable(),
})
export type Mark = z.infer<typeof mark>

export const chart = z.object({
  id: z.string(),
  title: words,
  /** Two sides back to back, or bars, each beside what is owed. */
  form: z.enum(['pyramid', 'bars']),
  /** What the first mark of a row is, and what the second. */
  sides: z.tuple([words, words]),
  /** In their own order: of ages, of time, of the tree. Never by size. `turn` names a period instead of words. */
  rows: z.array(z.object({ name: words, turn: z.string().nullable(), marks: z.tuple([mark, mark]) })),
  /** Each row has a scale of its own: its two marks are compared, not the rows. */
  apart: z.boolean(),
  /** Of the use of places, every place; those used less than full are idle. In the order of the tree. */
  places: z.array(placeRow),
  settled: z.boolean(),
})
export type ChartRow = z.infer<typeof chart>

export const listCharts = route({
  method: 'GET',
  path: '/api/charts',
  about:
    'Figures of an organization and a period as charts: ages, use of venues, money due and paid, progress of pledges',
  query: z.object({ org: z.string().optional(), period: z.string(), tree: tree.default('then') }),
  out: z.object({
    org: z.object({ code: z.string(), name: words }),
    period: z.string(),
    asOf: dayText,
    charts: z.array(chart),
  }),
})
