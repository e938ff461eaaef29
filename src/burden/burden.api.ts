// The wire contract of burden: what the product asked of an organization and those below it, month by month and form by form.
import { z } from 'zod'
import { route, words } from '../problem/route.api.ts'

const sum = z.object({
  records: z.number(),
  /** Values written by hand. */
  fields: z.number(),
  /** Values that nobody had to write: they stood in the form already. */
  known: z.number(),
  /** Forms not filled in because the same was on record. */
  spared: z.number(),
  /** Of how many records the minutes are known. */
  measured: z.number(),
  /** What those took together; null where none was measured. */
  minutes: z.number().nullable(),
})
export type BurdenSum = z.infer<typeof sum>

/** Tables made to order: their numbers, and how many of these stood on record, so that nobody below was asked. */
const tables = z.object({ tables: z.number(), numbers: z.number(), answered: z.number() })
export type TablesTaken = z.infer<typeof tables>

export const burden = z.object({
  org: z.object({ code: z.string(), name: words }),
  period: z.string(),
  total: sum,
  /** Organizations that recorded anything. */
  busy: z.number(),
  /** Minutes a week and organization, of what was measured; null where nothing was. */
  weekly: z.number().nullable(),
  /** The target for a village, in minutes a week. */
  target: z.number(),
  tables,
  /** What the organization itself wrote. */
  own: sum,
  months: z.array(z.object({ month: z.string(), sum })),
  /** Directly below, in the order of the tree and never of the burden. */
  orgs: z.array(z.object({ code: z.string(), name: words, below: z.number(), sum })),
  /** Form by form, those that cost most values first. */
  kinds: z.array(z.object({ kind: z.string(), name: words, sum })),
})
export type Burden = z.infer<typeof burden>

const asked = { org: z.string().optional(), period: z.string() }

export const showBurden = route({
  method: 'GET',
  path: '/api/burden',
  about:
    'What was asked in the subtree of an organization and a period: values, minutes, and what nobody had to write again',
  query: z.object(asked),
  out: burden,
})

export const takeBurden = route({
  method: 'GET',
  path: '/api/burden/sheet',
  about: 'The same as a workbook',
  query: z.object({ ...asked, lang: z.enum(['zh', 'en']).default('zh') }),
})
