// The wire contract of Today: what I owe, what waits for me, what changed, and for those who lead what is to be decided.
import { z } from 'zod'
import { dutyRow } from '../duty/duty.api.ts'
import { dayText, route, words } from '../problem/route.api.ts'

export const readToday = route({
  method: 'GET',
  path: '/api/today',
  about: 'What the reader owes, what waits for the reader, what changed; nothing else',
  out: z.object({
    on: dayText,
    /** True where the clock of a ready district stands on that day. */
    past: z.boolean(),
    /** Turns that run or may still be made good, the most urgent first, each with what it is done by. */
    owed: z.array(
      dutyRow.extend({
        by: z.enum(['record', 'case', 'pledge']).nullable(),
        /** Who does it, where the reader's post may not. */
        who: words.nullable(),
      }),
    ),
    /** Certificates that want the reader's own signature. */
    sign: z.array(z.object({ certificate: z.string(), year: z.number(), giver: words.nullable(), taker: words })),
    /** The three duties below that most want attention: must before may, then the most turns left undone. No organization is compared. */
    decide: z.array(
      z.object({
        duty: z.string(),
        system: z.string(),
        title: words,
        strength: z.enum(['must', 'floor', 'normally', 'may']),
        period: z.string(),
        late: z.number(),
        notMet: z.number(),
        due: z.number(),
      }),
    ),
    /** For who looks after the whole house: there is no backup (hours null), the last one is a week old or older, or the newest attempt
     *  failed. Null for everybody else, and where all is well. */
    backup: z.object({ hours: z.number().int().nullable(), fault: words.nullable() }).nullable(),
    /** What others did in the last days where the reader may look, the newest first. */
    changed: z.array(z.object({ day: dayText, act: z.string(), org: words.nullable(), count: z.number() })),
  }),
})

export const readWaiting = route({
  method: 'GET',
  path: '/api/today/waiting',
  about: 'The lines of Today that wait for the reader, by key, and which of them came since the reader last looked',
  out: z.object({ keys: z.array(z.string()), fresh: z.array(z.string()) }),
})

export const lookAt = route({
  method: 'POST',
  path: '/api/today/looked',
  about: 'The reader has seen these lines of Today; which, and not when',
  body: z.object({ keys: z.array(z.string().max(200)).max(1000) }),
})
