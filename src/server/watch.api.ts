// What whoever looks after the machine may ask without an account: whether all is well. Nothing of it tells of people.
import { z } from 'zod'
import { route } from '../problem/route.api.ts'

export const readHealth = route({
  method: 'GET',
  path: '/api/health',
  about:
    'Whether the house is well: its database, what waits to be settled, room on the disk, and the age of the last backup',
  out: z.object({
    database: z.object({ version: z.string() }),
    /** What was stored and is still to be added up: changes, and months that nobody has filled yet. */
    settling: z.object({ changes: z.number().int(), months: z.number().int() }),
    /** Bytes that are free where the files of the house lie. */
    disk: z.object({ free: z.number() }),
    /** Hours since the last backup; null until there is one. */
    backup: z.object({ hours: z.number() }).nullable(),
  }),
})
