// The wire contract of records: adding lines, and reading what happened.
import { z } from 'zod'
import { dayText, route, words } from '../problem/route.api.ts'

const ids = z.array(z.uuid())

/** One line of `record add`. Without an id one is made; `voids` names the record that this one corrects. */
export const recordLine = z
  .object({
    id: z.uuid().optional(),
    kind: z.string(),
    /** Code, id or unique name of the organization. */
    org: z.string(),
    day: z.string(),
    body: z.record(z.string(), z.unknown()).default({}),
    roll: z
      .object({ present: ids.default([]), excused: ids.default([]), absent: ids.default([]), madeUp: ids.default([]) })
      .strict()
      .optional(),
    voids: z.uuid().optional(),
  })
  .strict()
export type RecordInput = z.infer<typeof recordLine>

export const addRecords = route({
  method: 'POST',
  path: '/api/records',
  about: 'Adds records, all or none; the same id sent again is harmless',
  body: z.object({ lines: z.array(recordLine).min(1).max(1000) }),
  out: z.object({ ids: z.array(z.string()), added: z.number(), already: z.number() }),
})

export const recordRow = z.object({
  id: z.string(),
  kind: z.string(),
  kindName: words,
  org: z.string(),
  orgName: words,
  day: dayText,
  body: z.record(z.string(), z.unknown()),
  present: z.number(),
  due: z.number(),
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
