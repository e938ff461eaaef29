// The wire contract of files that come in and go out: the appointment form of a cadre.
import { z } from 'zod'
import { dayText, route, settling, words } from '../problem/route.api.ts'

/** What a form changes, what it says otherwise than the register, and what of it is not taken. */
export const plan = z.object({
  ...settling,
  person: z.object({ id: z.string(), name: words, org: z.object({ code: z.string(), name: words }) }),
  on: dayText,
  changes: z.array(z.object({ field: z.string(), name: words, before: words, after: words })),
  differs: z.array(z.object({ name: words, register: words, form: words })),
  left: z.array(words),
})
export type Plan = z.infer<typeof plan>

export const importForm = route({
  method: 'POST',
  path: '/api/forms',
  about: 'Reads an appointment form (.lrmx) into the file of a cadre; with preview it only says what would change',
  body: z.object({
    file: z.string().min(1).max(200),
    /** The bytes of the file, in base64. */
    bytes: z.base64(),
    /** Id of the person meant, where name and month of birth do not say it. */
    person: z.string().optional(),
    preview: z.boolean().default(true),
  }),
  out: plan,
})

export const exportForm = route({
  method: 'GET',
  path: '/api/people/:id/form',
  about: 'The appointment form of a person as a file (.lrmx), with what the register and the form on file know',
  query: z.object({ id: z.string(), on: dayText.optional() }),
})
