// The wire contract of group robots: which there are, setting one, trying it, ending it.
import { z } from 'zod'
import { dayText, route, words } from '../problem/route.api.ts'
import { HOURS, MAKES, MORNING } from './robot.ts'

const make = z.enum(MAKES)
const language = z.enum(['zh', 'en'])
const org = z.object({ code: z.string(), name: words })

const outcome = z.object({
  result: z.enum(['sent', 'refused', 'unreached', 'silent']),
  /** The robot's own words, or why it was not reached; null where it took the message. */
  said: z.string().nullable(),
})

export const robotRow = z.object({
  id: z.string(),
  org,
  make,
  caption: z.string(),
  language,
  hour: z.number(),
  /** The rest of the address is shown to nobody. */
  host: z.string(),
  signed: z.boolean(),
  madeOn: dayText,
  /** What came of the last message, a trial or a digest; null before the first. */
  last: outcome.extend({ at: z.string() }).nullable(),
  /** How the digest of the last days stands, the newest first. `quiet`: nothing waited, so nothing was sent. */
  days: z.array(
    z.object({
      day: dayText,
      state: z.enum(['claimed', 'waiting', 'sent', 'failed', 'unsure', 'quiet']),
      tries: z.number(),
      nextAt: z.string().nullable(),
    }),
  ),
})
export type RobotRow = z.infer<typeof robotRow>

export const listRobots = route({
  method: 'GET',
  path: '/api/robots',
  about: 'The group robots of the organizations in sight, with what came of their last messages',
  out: z.array(robotRow),
})

export const setRobot = route({
  method: 'POST',
  path: '/api/robots',
  about: 'Sets a group robot for an organization: each day it says how much waits there and below',
  body: z
    .object({
      org: z.string(),
      make,
      caption: z.string().trim().min(1).max(60),
      address: z.string().trim().max(2048),
      /** The secret with which the robot asks messages to be signed; without one where it does not. */
      secret: z.string().trim().max(200).optional(),
      language: language.default('zh'),
      hour: z.number().int().min(HOURS[0]!).max(HOURS.at(-1)!).default(MORNING),
    })
    .strict(),
  out: z.object({ id: z.string() }),
})

export const tryRobot = route({
  method: 'POST',
  path: '/api/robots/:id/trial',
  about: 'Sends a trial to a robot and gives what came of it',
  query: z.object({ id: z.string() }),
  out: outcome,
})

export const endRobot = route({
  method: 'DELETE',
  path: '/api/robots/:id',
  about: 'Ends a robot; its address is forgotten',
  query: z.object({ id: z.string() }),
})

export const readDigest = route({
  method: 'GET',
  path: '/api/digest',
  about: 'What a robot of an organization would say now; null where nothing waits',
  query: z.object({ org: z.string().optional(), language: language.default('zh') }),
  out: z.object({ text: z.string().nullable() }),
})
