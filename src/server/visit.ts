// A visit: one request with its cookies, read and written in one place. What a cookie may be is decided here and nowhere else.
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Keys, randomText, same } from '../access/key.node.ts'
import { Problem } from '../problem/problem.ts'
import type { House } from './house.node.ts'
import type { Settings } from './settings.ts'

const SESSION = 'jiceng'
const DEVICE = 'jiceng_device'
const ERRAND = 'jiceng_errand'
/** Browsers keep a cookie for 400 days at most. */
const DEVICE_SECONDS = 400 * 86_400
const ERRAND_SECONDS = 600
/** The end of the idle time is written anew when it would move by so much: not with every request. */
const RENEW_MS = 5 * 60_000
const SAFE = new Set(['GET', 'HEAD', 'OPTIONS'])

export interface Visit {
  readonly house: House
  readonly keys: Keys
  readonly settings: Settings
  readonly request: FastifyRequest
  readonly reply: FastifyReply
}

/** The address of the house as its visitors know it. */
export function originOf({ settings, request }: Pick<Visit, 'settings' | 'request'>): string {
  return settings.origin ?? `${request.protocol}://${request.host}`
}

const secure = (visit: Visit) => originOf(visit).startsWith('https:')
/** With the prefix a browser takes the cookie from this host alone, over https alone (RFC 6265bis). */
const named = (visit: Visit, name: string) => (secure(visit) ? `__Host-${name}` : name)
const options = (visit: Visit) => ({ httpOnly: true, sameSite: 'strict', path: '/', secure: secure(visit) }) as const

// The idle time ends with what the cookie says, signed: nobody's times online are kept on the server.
const stampOf = ({ keys }: Visit, token: string, minutes: number, until: number) =>
  keys.digest('idle', `${token} ${minutes} ${until}`)

/** The token of the session, or undefined: none, made up, or not used for too long. */
export function tokenIn(visit: Visit): string | undefined {
  const [token = '', minutes = '', until = '', stamp = ''] = (visit.request.cookies[named(visit, SESSION)] ?? '').split(
    '.',
  )
  if (!token || !same(stamp, stampOf(visit, token, Number(minutes), Number(until)))) return undefined
  const left = Number(until) - visit.house.now().getTime()
  if (left <= 0) return undefined
  if (left < Number(minutes) * 60_000 - RENEW_MS) keepToken(visit, token, Number(minutes))
  return token
}

/** Gives the browser a session; a lasting one outlives the browser's window. */
export function keepToken(visit: Visit, token: string, idleMinutes: number): void {
  const until = visit.house.now().getTime() + idleMinutes * 60_000
  const value = `${token}.${idleMinutes}.${until}.${stampOf(visit, token, idleMinutes, until)}`
  const lasting = idleMinutes > 24 * 60 ? { maxAge: idleMinutes * 60 } : {}
  visit.reply.setCookie(named(visit, SESSION), value, { ...options(visit), ...lasting })
}

export function dropToken(visit: Visit): void {
  visit.reply.clearCookie(named(visit, SESSION), options(visit))
}

/** The secret by which this browser is known, if it carries one that this house has signed. */
export function deviceIn(visit: Visit): string | null {
  const [secret = '', sign = ''] = (visit.request.cookies[named(visit, DEVICE)] ?? '').split('.')
  return secret && same(sign, visit.keys.digest('device', secret)) ? secret : null
}

/** The secret of this browser, made now if it has none. */
export function keepDevice(visit: Visit): string {
  const secret = deviceIn(visit) ?? randomText()
  visit.reply.setCookie(named(visit, DEVICE), `${secret}.${visit.keys.digest('device', secret)}`, {
    ...options(visit),
    maxAge: DEVICE_SECONDS,
  })
  return secret
}

/** Binds an errand to the district's sign-on to this browser. Lax: the way back begins on another site. */
export function keepErrand(visit: Visit, state: string): void {
  visit.reply.setCookie(named(visit, ERRAND), state, { ...options(visit), sameSite: 'lax', maxAge: ERRAND_SECONDS })
}

export function takeErrand(visit: Visit): string | undefined {
  const name = named(visit, ERRAND)
  visit.reply.clearCookie(name, options(visit))
  return visit.request.cookies[name]
}

/** Throws access.foreign for a change that another site lets a browser ask for; SameSite alone lets sibling hosts through. */
export function insistOwn(request: FastifyRequest, settings: Settings): void {
  if (SAFE.has(request.method)) return
  const site = request.headers['sec-fetch-site']
  const from = request.headers.origin
  const own = site
    ? site === 'same-origin' || site === 'none'
    : !from || from === (settings.origin ?? `${request.protocol}://${request.host}`)
  if (!own) throw new Problem('access.foreign', {})
}
