// The wire contract of the audit: what was done, given out and tried; who looked at whom; and whether the chain is whole.
import { z } from 'zod'
import { dayText, route, words } from '../problem/route.api.ts'
import { AUDIT_KINDS, BREACHES } from './audit.ts'

const text = z.string().trim().min(1).max(120)
const page = {
  /** Lines with smaller numbers only: the number of the last line that is known. */
  before: z.coerce.number().int().min(1).optional(),
  limit: z.coerce.number().int().min(1).max(1000).default(100),
}

export const auditRow = z.object({
  n: z.number(),
  at: z.string(),
  /** Name of the account. */
  who: z.string(),
  kind: z.enum(AUDIT_KINDS),
  act: z.string(),
  org: z.object({ code: z.string(), name: words }).nullable(),
  /** The person or the record that it is about. */
  about: z.object({ id: z.string(), is: z.enum(['person', 'record']), name: words }).nullable(),
  what: z.record(z.string(), z.unknown()),
})
export type AuditRow = z.infer<typeof auditRow>

/** Lines, the newest first, and whether there are older ones. */
const lines = z.object({ rows: z.array(auditRow), more: z.boolean() })

export const listAudit = route({
  method: 'GET',
  path: '/api/audit',
  about:
    'The audit in sight, the newest first: acts, files given out, accounts and ways in. Looks at people are opened by themselves',
  query: z.object({
    from: dayText.optional(),
    /** The last day. */
    to: dayText.optional(),
    /** Name of an account. */
    who: text.optional(),
    /** A person by id or whole name, an organization by code or id, or a record by id. */
    about: text.optional(),
    kind: z.enum(['acts', 'exports', 'accounts', 'sign-ins']).optional(),
    ...page,
  }),
  out: lines,
})

export const openLooks = route({
  method: 'POST',
  path: '/api/audit/looks',
  about:
    'Who looked at one person, one record, or on one day at anybody; with a reason that is itself noted, and never by account',
  body: z.object({
    about: text.optional(),
    day: dayText.optional(),
    who: text.optional(),
    reason: z.string().trim().max(400).default(''),
    ...page,
  }),
  out: lines,
})

export const showChain = route({
  method: 'GET',
  path: '/api/audit/chain',
  about: 'Walks the chain of the audit from its first line and says whether it is whole, and where it breaks',
  query: z.object({ head: z.string().max(100).optional() }),
  out: z.object({
    sound: z.boolean(),
    head: z.object({ n: z.number(), digest: z.string() }),
    /** Lines that stand; older ones were folded into sums. */
    lines: z.number(),
    since: dayText.nullable(),
    /** The first places where it breaks, with the day of the line there or of the one before it. */
    breaches: z.array(z.object({ n: z.number(), day: dayText.nullable(), why: z.enum(BREACHES) })),
    /** What is left of lines that were kept as long as the charter says: sums by month and kind. */
    folded: z.array(z.object({ month: z.string(), kind: z.enum(AUDIT_KINDS), count: z.number() })),
    /** Months for which lines are kept, and for which files given out are. */
    kept: z.object({ months: z.number(), exports: z.number() }),
  }),
})
export type Chain = z.infer<typeof showChain.out>
