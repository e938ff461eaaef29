// The wire contract of a registered thing's page: a place, an enterprise, a household, and what happened with it.
import { z } from 'zod'
import { factRow } from '../measure/figure.api.ts'
import { dayText, route, words } from '../problem/route.api.ts'

const org = z.object({ code: z.string(), name: words })

export const showThing = route({
  method: 'GET',
  path: '/api/things/:id',
  about:
    'One registered thing: how it was from day to day, its ties, and the records and cases of a period that name it',
  query: z.object({ id: z.string(), period: z.string() }),
  out: z.object({
    id: z.string(),
    kind: z.string(),
    kindName: words,
    system: z.string(),
    name: words,
    org,
    opened: dayText,
    /** First day on which it was no more. */
    closed: dayText.nullable(),
    /** Its fields as they are now, as forms take them. */
    body: z.record(z.string(), z.unknown()),
    /** Its stretches, oldest first; each has the fields as they then were. */
    life: z.array(
      z.object({
        from: dayText,
        to: dayText.nullable(),
        name: words,
        org,
        fields: z.array(z.object({ name: words, value: words })),
      }),
    ),
    ties: z.array(factRow),
    /** The newest of the period first; no more than `MOST`. */
    records: z.array(factRow),
    /** True where the period holds more than are given. */
    more: z.boolean(),
  }),
})

/** So many records are given at once. */
export const MOST = 100
