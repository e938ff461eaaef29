// The wire contract of due forms: of each thing of which a form follows, such as an enterprise, which is due, why, and whether it
// is in place.
import { z } from 'zod'
import { dayText, route, words } from '../problem/route.api.ts'

/** So many things of a kind are given at most. */
export const MOST_FORMS = 500

const row = z.object({
  id: z.string(),
  name: words,
  org: z.object({ code: z.string(), name: words }),
  /** What else follows of it, in the order of the columns. */
  facts: z.array(words),
  form: words,
  /** Whether it is in place. */
  met: z.boolean(),
  /** The rule that decided, with the values of the standards that it names. */
  why: words,
  clause: words,
})
export type DueForm = z.infer<typeof row>

export const listDueForms = route({
  method: 'GET',
  path: '/api/due-forms',
  about:
    'Of each thing of a subtree which form is due, why, and whether it is in place: own branch, joint branch, instructor',
  query: z.object({ org: z.string().optional(), period: z.string() }),
  out: z.object({
    org: z.object({ code: z.string(), name: words }),
    period: z.string(),
    asOf: dayText,
    kinds: z.array(
      z.object({
        kind: z.string(),
        name: words,
        form: words,
        columns: z.array(words),
        rows: z.array(row),
        /** True where there are more than are given. */
        more: z.boolean(),
      }),
    ),
  }),
})
export type DueForms = z.output<typeof listDueForms.out>
