// The wire contract of the complaint box: written by an organization, answered by the department at the top.
import { z } from 'zod'
import { dayText, route, words } from '../problem/route.api.ts'

/** What is complained of. */
export const ABOUT = ['repeated', 'many', 'hurried', 'trace', 'other'] as const
const about = z.enum(ABOUT)

export const complaint = z.object({
  id: z.string(),
  org: z.object({ code: z.string(), name: words }),
  about,
  /** The form that it names. */
  kind: z.object({ id: z.string(), name: words }).nullable(),
  text: z.string(),
  day: dayText,
  /** The day by which it is to be answered. */
  due: dayText,
  /** Null where it was written without a name. */
  author: z.string().nullable(),
  state: z.enum(['waits', 'overdue', 'answered']),
  answers: z.array(z.object({ text: z.string(), day: dayText, author: z.string() })),
})
export type Complaint = z.infer<typeof complaint>

export const listComplaints = route({
  method: 'GET',
  path: '/api/complaints',
  about: 'Complaints of the reader’s own organization; all of them for the department. Nobody between sees any',
  out: z.object({
    /** Whether the reader answers them. */
    department: z.boolean(),
    kinds: z.array(z.object({ id: z.string(), name: words })),
    complaints: z.array(complaint),
  }),
})

export const addComplaint = route({
  method: 'POST',
  path: '/api/complaints',
  about: 'Complains of a burden, with or without a name; the same id sent again is harmless',
  body: z
    .object({
      /** Not ordered by time, so that it does not tell the hour. */
      id: z.uuidv4(),
      about,
      kind: z.string().optional(),
      text: z.string().trim().min(1).max(1000),
      named: z.boolean(),
    })
    .strict(),
  out: z.object({ added: z.boolean() }),
})

export const answerComplaint = route({
  method: 'POST',
  path: '/api/complaints/:id/answers',
  about: 'Answers a complaint; the organization that complained reads it',
  query: z.object({ id: z.uuid() }),
  body: z.object({ id: z.uuid(), text: z.string().trim().min(1).max(1000) }).strict(),
  out: z.object({ added: z.boolean() }),
})
