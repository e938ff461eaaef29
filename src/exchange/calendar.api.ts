// The wire contract of calendar feeds: those of the own account, a new one, and ending one.
import { z } from 'zod'
import { dayText, route } from '../problem/route.api.ts'

const language = z.enum(['zh', 'en'])

export const listCalendars = route({
  method: 'GET',
  path: '/api/account/calendars',
  about: 'The calendar feeds of the own account; their addresses are not kept',
  out: z.array(z.object({ id: z.string(), language, madeOn: dayText })),
})

export const makeCalendar = route({
  method: 'POST',
  path: '/api/account/calendars',
  about: 'Makes a secret address at which a calendar reads what the account owes; it is shown this once',
  body: z.object({ language }),
  out: z.object({ id: z.string(), address: z.string() }),
})

export const endCalendar = route({
  method: 'DELETE',
  path: '/api/account/calendars/:id',
  about: 'Ends a calendar feed: its address opens nothing any more',
  query: z.object({ id: z.uuid() }),
})

export const readCalendar = route({
  method: 'GET',
  path: '/calendar/:token',
  about: 'What the holder of a feed owes by which day, as iCalendar (RFC 5545); the address is the key',
  query: z.object({ token: z.string().max(128) }),
  out: z.string(),
})
