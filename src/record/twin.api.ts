// The wire contract of twins: two records that may tell of one event, side by side for who decides.
import { z } from 'zod'
import { dayText, route, words } from '../problem/route.api.ts'

const twin = z.object({
  id: z.string(),
  by: z.string(),
  at: z.string(),
  fields: z.array(z.object({ name: words, value: words })),
  present: z.number(),
  due: z.number(),
  /** People who are present in this one and not in the other. */
  onlyHere: z.array(words),
})
export type Twin = z.infer<typeof twin>

export const twinPair = z.object({
  kind: z.string(),
  kindName: words,
  org: z.string(),
  orgName: words,
  day: dayText,
  /** The one that arrived first, first. */
  twins: z.tuple([twin, twin]),
})
export type TwinPair = z.infer<typeof twinPair>

export const listTwins = route({
  method: 'GET',
  path: '/api/records/twins',
  about: 'Pairs of records of one kind, organization, day and place that nobody has decided about yet, newest first',
  query: z.object({
    org: z.string().optional(),
    /** Only pairs with this record. */
    record: z.uuid().optional(),
    /** The year up to today unless said. */
    period: z.string().optional(),
  }),
  out: z.array(twinPair),
})
