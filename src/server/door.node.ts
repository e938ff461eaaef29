// The doors of the house: routes that read and write cookies, each bound to its answer. Everything else asks who is there already.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import * as api from '../access/account.api.ts'
import {
  askInvitedPasskey,
  askPasskey,
  readInvitation,
  signInByPasskey,
  signInByPassword,
  takeUpInvitation,
} from '../access/door.api.ts'
import { signIn, signOut, whoAmI } from '../access/session.api.ts'
import { type SignOn, signOnOf } from '../access/sign-on.node.ts'
import { endCalendar, listCalendars, makeCalendar } from '../exchange/calendar.api.ts'
import { refuse } from '../problem/problem.ts'
import type { Route } from '../problem/route.api.ts'
import * as own from './account.http.ts'
import { parse } from './answer.ts'
import { endOwnCalendar, makeOwnCalendar, showOwnCalendars } from './calendar.http.ts'
import type { House } from './house.node.ts'
import * as session from './session.http.ts'
import type { Settings } from './settings.ts'
import type { Visit } from './visit.ts'

interface Door {
  readonly route: Route
  readonly open: (visit: Visit, query: never, body: never) => Promise<unknown>
}

function door<R extends Route>(
  route: R,
  open: (visit: Visit, query: z.output<R['query']>, body: z.output<R['body']>) => Promise<z.input<R['out']>>,
): Door {
  return { route, open: open as Door['open'] }
}

/** A door to one's own account; a fresh one asks for a proof that is not old. */
function ownDoor<R extends Route>(
  route: R,
  open: (own: own.Own, query: z.output<R['query']>, body: z.output<R['body']>) => unknown,
  fresh = false,
): Door {
  const through = fresh ? own.freshOwnOf : own.ownOf
  return door(route, async (visit, query, body) => ((await open(await through(visit), query, body)) ?? {}) as never)
}

const DOORS: readonly Door[] = [
  door(whoAmI, session.me),
  door(signIn, (visit, _query, { account }) => session.enterDemo(visit, account)),
  door(signOut, session.signOutOf),
  door(signInByPassword, (visit, _query, body) => session.enterByPassword(visit, body)),
  door(askPasskey, session.askForPasskey),
  door(signInByPasskey, (visit, _query, body) => session.enterByPasskey(visit, body)),
  door(readInvitation, (visit, { code }) => session.showInvitation(visit, code)),
  door(askInvitedPasskey, (visit, { code }, body) => session.askForInvitedPasskey(visit, code, body)),
  door(takeUpInvitation, (visit, { code }, body) => session.acceptInvitation(visit, code, body)),
  ownDoor(api.showAccount, own.showOwn),
  ownDoor(api.prove, (mine, _query, { password }) => own.proveOwn(mine, password)),
  ownDoor(api.setPassword, (mine, _query, { password }) => own.changeOwnPassword(mine, password), true),
  ownDoor(api.beginSecond, own.beginOwnSecond, true),
  ownDoor(api.confirmSecond, (mine, _query, { seed, code }) => own.confirmOwnSecond(mine, seed, code), true),
  ownDoor(api.renewRecovery, own.renewOwnRecovery, true),
  ownDoor(api.endSecond, own.endOwnSecond, true),
  ownDoor(api.askNewPasskey, own.askOwnPasskey, true),
  ownDoor(api.addPasskey, (mine, _query, { answer }) => own.addOwnPasskey(mine, answer), true),
  ownDoor(api.dropPasskey, (mine, { id }) => own.dropOwnPasskey(mine, id), true),
  ownDoor(api.dropSignOn, own.dropOwnSignOn, true),
  ownDoor(api.dropDevice, (mine, { id }) => own.dropOwnDevice(mine, id)),
  ownDoor(api.endSession, (mine, { id }) => own.endOwnSession(mine, id)),
  ownDoor(api.endOtherSessions, own.endOwnOtherSessions),
  ownDoor(listCalendars, showOwnCalendars),
  ownDoor(makeCalendar, (mine, _query, { language }) => makeOwnCalendar(mine, language)),
  ownDoor(endCalendar, (mine, { id }) => endOwnCalendar(mine, id)),
  ownDoor(api.actIn, (mine, _query, { capacity }) => own.actOwn(mine, capacity)),
]

/** The routes of the doors, for the description of the wire. */
export const DOOR_ROUTES: readonly Route[] = DOORS.map(one => one.route)

/** Pages on which one may begin; no other address is gone to after a sign-on. */
const BEGINNINGS = new Set(['/', '/m', '/account'])

/** Opens the doors of a server. Gives what makes a visit of a request. */
export function openDoors(
  app: FastifyInstance,
  house: House,
  settings: Settings,
): (request: FastifyRequest, reply: FastifyReply) => Promise<Visit> {
  const visitOf = async (request: FastifyRequest, reply: FastifyReply): Promise<Visit> => {
    // What comes in by these doors is for this browser alone.
    reply.header('cache-control', 'no-store')
    return { house, keys: await house.keys(), settings, request, reply }
  }
  for (const { route, open } of DOORS)
    app.route({
      method: route.method,
      url: route.path,
      handler: async (request, reply) => {
        const query = parse(route.query, { ...(request.query as object), ...(request.params as object) }, 'query')
        const body = parse(route.body, request.body ?? {}, 'body')
        return open(await visitOf(request, reply), query as never, body as never)
      },
    })
  const signOn: SignOn | null = settings.signOn ? signOnOf(settings.signOn) : null
  // Addresses that a browser goes to, not answers that a page reads: a refusal leads back to a page that says it.
  app.get('/api/sign-in/district', async (request, reply) => {
    const asked = request.query as Readonly<Record<string, string | undefined>>
    const visit = await visitOf(request, reply)
    const known = signOn ?? refuse('server.route', { path: '/api/sign-in/district' })
    return goingOn(reply, async () => {
      if (asked.connect !== undefined) {
        const { actor } = await own.freshOwnOf(visit)
        return session.sendToSignOn(visit, known, { for: 'connection', account: actor.account })
      }
      const { code, name = '', person = null } = asked
      if (code) return session.sendToSignOn(visit, known, { for: 'invitation', code, name, person })
      const to = BEGINNINGS.has(asked.then ?? '') ? asked.then! : '/'
      return session.sendToSignOn(visit, known, { for: 'entry', to })
    })
  })
  app.get('/api/sign-in/district/back', async (request, reply) => {
    const visit = await visitOf(request, reply)
    const known = signOn ?? refuse('server.route', { path: '/api/sign-in/district/back' })
    return goingOn(reply, () => session.backFromSignOn(visit, known))
  })
  return visitOf
}

async function goingOn(reply: FastifyReply, way: () => Promise<string>) {
  const to = await way().catch(error => `/sign-in?fault=${session.codeIn(error)}`)
  return reply.redirect(to, 303)
}
