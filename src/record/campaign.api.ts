// The wire contract of campaigns: their tasks, campaign by campaign, and what was held for them.
import { z } from 'zod'
import { dayText, route, words } from '../problem/route.api.ts'
import { caseRow } from './case.api.ts'

const task = z.object({
  case: caseRow,
  /** What was last reported at a stage, in the words of whoever reported it. */
  result: z.string().nullable(),
})
export type Task = z.infer<typeof task>

const campaign = z.object({
  /** Kind of its tasks, and its own code where the kind knows several campaigns. */
  campaign: z.string(),
  name: words,
  kind: z.string(),
  /** Fields of a new task that are known already. */
  given: z.record(z.string(), z.string()),
  counts: z.object({ open: z.number(), overdue: z.number(), closed: z.number() }),
  /** The last due day of a task that is not closed. */
  due: dayText.nullable(),
  /** What was held for it up to the day, and how such a thing is recorded; null where its system has no records. */
  held: z
    .object({
      kind: z.string(),
      name: words,
      count: z.number(),
      last: dayText.nullable(),
      record: z.string().nullable(),
    })
    .nullable(),
  /** How many tasks there are, of which `tasks` holds the first ones, the most pressing first. */
  total: z.number(),
  tasks: z.array(task),
})
export type Campaign = z.infer<typeof campaign>

export const listCampaigns = route({
  method: 'GET',
  path: '/api/campaigns',
  about: 'Campaigns in the subtree of an organization as they stood on a day: goals, deadlines, states and results',
  query: z.object({
    org: z.string().optional(),
    on: dayText.optional(),
    /** Tasks of each campaign that are given at most. */
    limit: z.coerce.number().int().min(1).max(1000).default(200),
  }),
  out: z.object({ on: dayText, campaigns: z.array(campaign) }),
})
