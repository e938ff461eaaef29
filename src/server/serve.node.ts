// The server: routes read from their objects, problems told in the reader's language, the page from its folder.
import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { castBallot } from '../ballot/ballot.api.ts'
import { readCalendar } from '../exchange/calendar.api.ts'
import { type Language, Problem } from '../problem/problem.ts'
import type { Route } from '../problem/route.api.ts'
import { assetDir } from '../store/asset.node.ts'
import {
  accountEnd,
  accountInvite,
  accountList,
  accountReset,
  accountSessionsEnd,
  invitationWithdraw,
  standInEnd,
  standInGive,
  standInList,
} from './accounts.http.ts'
import { type Answer, parse } from './answer.ts'
import {
  appraisalList,
  appraisalRate,
  appraisalShow,
  appraisalSubjects,
  appraisalUnrate,
  appraisalWord,
} from './appraisal.http.ts'
import { auditList, auditLooks, chainShow } from './audit.http.ts'
import {
  ballotBox,
  ballotCast,
  ballotClose,
  ballotEntry,
  ballotList,
  ballotMerge,
  ballotNames,
  ballotOpen,
  ballotPaper,
  ballotShow,
  ballotToken,
  ballotTurnout,
  ballotWithdraw,
} from './ballot.http.ts'
import { burdenSheet, burdenShow, complaintAdd, complaintAnswer, complaintList } from './burden.http.ts'
import { openCalendar } from './calendar.http.ts'
import { campaignList } from './campaign.http.ts'
import { captureShow } from './capture.http.ts'
import { caseKindList, caseList, caseOpen, caseShow, caseStep, ownerList } from './case.http.ts'
import { changeList, changeMake, changeUndo, keptShow, kindList, peopleList, seenRead } from './change.http.ts'
import { chartList } from './chart.http.ts'
import {
  charterAdd,
  charterPreview,
  charterRead,
  charterShow,
  handbookFile,
  normWithdraw,
  standardChange,
  standardPreview,
  vocabularyRead,
} from './charter.http.ts'
import { DOOR_ROUTES, openDoors } from './door.node.ts'
import { dueFormList, dueFormSheet } from './due-form.http.ts'
import { boardShow, countList, dutyList, systemList } from './duty.http.ts'
import { formExport, formImport } from './exchange.http.ts'
import { figureList, figureShow, tableShow } from './figure.http.ts'
import type { House } from './house.node.ts'
import { mapSheet, mapShow } from './map.http.ts'
import { listsImport, listTake } from './office-list.http.ts'
import { personList, personShow, personWord } from './person.http.ts'
import {
  certificateFile,
  certificateShow,
  certificateSign,
  certificateWithdraw,
  certificateWord,
  keyMake,
  keyShow,
  pledgeDivide,
  pledgeDrop,
  pledgeList,
  pledgeProposal,
  pledgeSet,
} from './pledge.http.ts'
import {
  attachmentAdd,
  attachmentFile,
  attachmentList,
  attachmentWithdraw,
  recordAdd,
  recordList,
  recordShow,
  twinList,
} from './record.http.ts'
import { orgList, orgPage } from './register.http.ts'
import { reportCheck, reportDraft, reportFile, reportList } from './report.http.ts'
import { robotAnswers } from './robot.http.ts'
import { beginRounds } from './round.node.ts'
import { actorOfVisit } from './session.http.ts'
import type { Settings } from './settings.ts'
import {
  boardSheet,
  chartSheet,
  figuresSheet,
  hoursSheet,
  paySheet,
  proofSheet,
  sheetImport,
  sheetTake,
  tableSheet,
} from './sheet.http.ts'
import { thingShow } from './thing.http.ts'
import { todayLookedAt, todayRead, waitingRead } from './today.http.ts'
import { insistOwn, type Visit } from './visit.ts'
import { readHealth } from './watch.api.ts'
import { noteTicket, watch } from './watch.node.ts'

const ANSWERS = [
  todayRead,
  waitingRead,
  todayLookedAt,
  orgList,
  orgPage,
  personList,
  personShow,
  thingShow,
  formImport,
  sheetImport,
  listsImport,
  appraisalList,
  appraisalShow,
  appraisalRate,
  appraisalUnrate,
  appraisalSubjects,
  changeMake,
  changeUndo,
  seenRead,
  changeList,
  keptShow,
  kindList,
  peopleList,
  captureShow,
  recordAdd,
  recordList,
  recordShow,
  attachmentAdd,
  attachmentList,
  attachmentWithdraw,
  campaignList,
  caseList,
  caseKindList,
  ownerList,
  caseShow,
  caseOpen,
  caseStep,
  twinList,
  figureList,
  figureShow,
  boardShow,
  chartList,
  dueFormList,
  mapShow,
  tableShow,
  dutyList,
  countList,
  systemList,
  vocabularyRead,
  charterRead,
  charterShow,
  charterPreview,
  charterAdd,
  standardChange,
  standardPreview,
  normWithdraw,
  reportList,
  reportCheck,
  reportDraft,
  ballotOpen,
  ballotList,
  ballotShow,
  ballotTurnout,
  ballotToken,
  ballotPaper,
  ballotEntry,
  ballotClose,
  ballotWithdraw,
  ballotMerge,
  ballotNames,
  ballotBox,
  pledgeList,
  pledgeSet,
  pledgeDivide,
  pledgeProposal,
  pledgeDrop,
  certificateShow,
  certificateSign,
  certificateWithdraw,
  keyShow,
  keyMake,
  accountList,
  accountInvite,
  accountReset,
  accountSessionsEnd,
  accountEnd,
  invitationWithdraw,
  standInList,
  standInGive,
  standInEnd,
  burdenShow,
  complaintList,
  complaintAdd,
  complaintAnswer,
  auditList,
  auditLooks,
  chainShow,
] as unknown as Answer[]
/** Answers that are files to take away. */
const FILES = [
  reportFile,
  attachmentFile,
  handbookFile,
  certificateFile,
  certificateWord,
  personWord,
  formExport,
  appraisalWord,
  sheetTake,
  boardSheet,
  figuresSheet,
  chartSheet,
  dueFormSheet,
  mapSheet,
  tableSheet,
  proofSheet,
  hoursSheet,
  paySheet,
  listTake,
  burdenSheet,
] as unknown as Answer[]
/** Addresses of files, by folder or ending: what is not there is not a page. The name of a figure has a dot as well. */
const FILE = /^\/(?:assets|m)\/|\.(?:css|gif|html|ico|jpe?g|js|json|map|png|svg|txt|webmanifest|webp|woff2?)$/i
/** Characters below which packing costs more than it saves. */
const WORTH_PACKING = 1400
const gzipped = promisify(gzip)

/** Serves a house on a port of this machine. Gives the running server. */
export async function serve(
  house: House,
  port: number,
  host = '127.0.0.1',
  settings: Settings = {},
): Promise<FastifyInstance> {
  // Read when something is served: a command that serves nothing need not wait for them.
  const [{ default: fastify }, { default: cookie }, { default: files }] = await Promise.all([
    import('fastify'),
    import('@fastify/cookie'),
    import('@fastify/static'),
  ])
  // Without a setting nobody's word on address and protocol is believed.
  const app = fastify({ bodyLimit: 4 << 20, trustProxy: settings.trust ? [...settings.trust] : false })
  await app.register(cookie)
  app.setErrorHandler((error, request, reply) => sendProblem(error, request, reply))
  app.addHook('onSend', async (request, reply, payload) => {
    reply.headers({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'same-origin',
      'x-frame-options': 'DENY',
      'content-security-policy':
        "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'",
    })
    return packed(request, reply, payload)
  })
  app.addHook('onRequest', async request => insistOwn(request, settings))
  await watch(app, house, settings.log)
  const visitOf = openDoors(app, house, settings)
  // No cookie is read here: whoever holds a token votes, and nobody learns who that was.
  app.post(castBallot.path, request =>
    ballotCast(
      house,
      (read(castBallot, request) as { id: string }).id,
      parse(castBallot.body, request.body ?? {}, 'body'),
    ),
  )
  const answers = [...ANSWERS, ...(Object.values(robotAnswers(settings)) as unknown as Answer[])]
  for (const { route, give } of answers)
    app.route({
      method: route.method,
      url: route.path,
      ...(route.room ? { bodyLimit: route.room } : {}),
      handler: async (request, reply) =>
        give(
          await asking(await visitOf(request, reply)),
          read(route, request),
          parse(route.body, request.body ?? {}, 'body'),
        ),
    })
  for (const { route, give } of FILES)
    app.get(route.path, async (request, reply) => {
      const file = await give(await asking(await visitOf(request, reply)), read(route, request), {})
      const { name, type, bytes } = file as { name: string; type: string; bytes: Uint8Array }
      reply.header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`).type(type)
      return Buffer.from(bytes)
    })
  openCalendar(app, house, settings)
  const routes = [...DOOR_ROUTES, castBallot, readCalendar, readHealth, ...[...answers, ...FILES].map(one => one.route)]
  app.get('/api/openapi.json', async () => openapi(routes))

  const page = assetDir('web')
  if (existsSync(join(page, 'index.html'))) {
    await app.register(files, {
      root: page,
      prefix: '/',
      preCompressed: true,
      cacheControl: false,
      // The name of an asset holds the digest of what is in it.
      setHeaders: (reply, path) => {
        reply.setHeader('cache-control', path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache')
        // The worker lies in /m/ and also answers for /m itself.
        if (path.endsWith('/m/worker.js')) reply.setHeader('service-worker-allowed', '/m')
      },
    })
    app.get('/m', (_request, reply) => reply.sendFile('m/index.html'))
  }
  app.setNotFoundHandler((request, reply) => {
    const [path] = request.url.split('?', 1)
    if (path!.startsWith('/api/') || FILE.test(path!) || !existsSync(join(page, 'index.html')))
      return sendProblem(new Problem('server.route', { path: request.url }), request, reply)
    return reply.sendFile('index.html')
  })
  let endRounds = async () => undefined as void
  app.addHook('onClose', () => endRounds())
  try {
    await app.listen({ port, host })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') throw new Problem('server.port', { port })
    throw error
  }
  endRounds = beginRounds(house, settings)
  return app
}

/** Answers of the wire are repetitive text; a bad network carries a tenth of it. Files of the page are packed when they are built. */
async function packed(request: FastifyRequest, reply: FastifyReply, payload: unknown): Promise<unknown> {
  if (typeof payload !== 'string' || payload.length < WORTH_PACKING) return payload
  reply.header('vary', 'accept-encoding')
  if (!/\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''))) return payload
  reply.removeHeader('content-length')
  reply.header('content-encoding', 'gzip')
  return gzipped(payload)
}

async function asking(visit: Visit) {
  const { house, request } = visit
  await house.refresh()
  const actor = (await actorOfVisit(visit)) ?? refuseUnsigned()
  return { house, actor, language: languageOf(request) }
}

function refuseUnsigned(): never {
  throw new Problem('access.unsigned', {})
}

function read(route: Route, request: FastifyRequest): unknown {
  return parse(route.query, { ...(request.query as object), ...(request.params as object) }, 'query')
}

function languageOf(request: FastifyRequest): Language {
  return /^en\b/i.test(String(request.headers['accept-language'] ?? '')) ? 'en' : 'zh'
}

/** Answers a problem document (RFC 9457). What is no problem of ours is a fault: it gets a number and is logged with it. */
function sendProblem(error: unknown, request: FastifyRequest, reply: FastifyReply) {
  let problem = error instanceof Problem ? error : null
  const status = (error as { statusCode?: number }).statusCode
  if (!problem && status && status < 500)
    problem = new Problem('input.field', {
      where: 'body',
      field: 'body',
      why: { zh: `无法读取：${(error as Error).message}`, en: `cannot be read: ${(error as Error).message}` },
    })
  if (!problem) {
    const ticket = randomUUID()
    noteTicket(request, ticket)
    console.error(ticket, error)
    problem = new Problem('server.fault', { ticket, reading: request.method === 'GET' || request.method === 'HEAD' })
  }
  return reply
    .status(problem.status)
    .type('application/problem+json')
    .send(JSON.stringify(problem.toDocument(languageOf(request))))
}

/** The OpenAPI 3.1 reading of the routes. */
function openapi(routes: readonly Route[]): unknown {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const route of routes) {
    const query = z.toJSONSchema(route.query, { io: 'input', unrepresentable: 'any' }) as {
      properties?: Record<string, unknown>
      required?: string[]
    }
    const path = route.path.replace(/:(\w+)/g, '{$1}')
    paths[path] = {
      ...paths[path],
      [route.method.toLowerCase()]: {
        summary: route.about,
        parameters: Object.entries(query.properties ?? {}).map(([name, schema]) => ({
          name,
          in: path.includes(`{${name}}`) ? 'path' : 'query',
          required: path.includes(`{${name}}`) || (query.required ?? []).includes(name),
          schema,
        })),
        ...(route.method === 'POST'
          ? {
              requestBody: {
                content: {
                  'application/json': { schema: z.toJSONSchema(route.body, { io: 'input', unrepresentable: 'any' }) },
                },
              },
            }
          : {}),
        responses: {
          200: {
            description: route.about,
            content: { 'application/json': { schema: z.toJSONSchema(route.out, { unrepresentable: 'any' }) } },
          },
        },
      },
    }
  }
  return { openapi: '3.1.0', info: { title: 'Jiceng 基层', version: '0.1.0' }, paths }
}
