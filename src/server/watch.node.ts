// For whoever looks after the machine: a line for each request, whether all is well, and counts. Routes are told by their pattern,
// so that no line and no count says who asked, or about whom; of ballots nothing is told, for times alone could tell how somebody voted.
import { existsSync } from 'node:fs'
import { statfs } from 'node:fs/promises'
import { performance } from 'node:perf_hooks'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { lastBackup } from '../backup/backup.sql.ts'
import { refuse } from '../problem/problem.ts'
import { statement } from '../store/store.ts'
import { type House, REGION } from './house.node.ts'
import type { Settings } from './settings.ts'
import { readHealth } from './watch.api.ts'

/** Routes of which nothing is told. */
const SECRET = '/api/ballots'
/** Milliseconds after which a database that does not answer is taken for one that is not there. */
const SILENCE = 2_000
/** Upper bounds, in seconds, by which times are counted. */
const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

const health = statement<{ version: string; changes: number; months: number }>(
  'watch.health',
  `select current_setting('server_version') as version,
     (select count(*)::int from touched where region = $1) as changes,
     (select count(*)::int from kept_month where region = $1 and not filled) as months`,
)

/** Numbers of faults that were told to somebody, by request. */
const tickets = new WeakMap<FastifyRequest, string>()

/** Remembers the number under which a fault was told, for the line of its request. */
export function noteTicket(request: FastifyRequest, ticket: string): void {
  tickets.set(request, ticket)
}

/** Watches a server: logs each answer to `log` where one is given, and answers /api/health and /api/metrics. */
export async function watch(app: FastifyInstance, house: House, log?: Settings['log']): Promise<void> {
  const { Gauge, Histogram, Registry } = await import('prom-client')
  const registry = new Registry()
  const seconds = new Histogram({
    name: 'jiceng_request_seconds',
    help: 'Time from a request to its answer, by route and status',
    labelNames: ['method', 'route', 'status'],
    buckets: BUCKETS,
    registers: [registry],
  })
  const waiting = new Gauge({
    name: 'jiceng_settling_waiting',
    help: 'What was stored and is still to be added up',
    labelNames: ['of'],
    registers: [registry],
  })
  const free = new Gauge({
    name: 'jiceng_disk_free_bytes',
    help: 'Bytes that are free where the files of the house lie',
    registers: [registry],
  })
  const backedUp = new Gauge({
    name: 'jiceng_backup_time_seconds',
    help: 'Unix time at which the last backup ended; 0 until there is one',
    registers: [registry],
  })
  const began = new WeakMap<FastifyRequest, number>()
  app.addHook('onRequest', async request => {
    began.set(request, performance.now())
  })
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url
    if (!route?.startsWith('/api/') || route.startsWith(SECRET)) return
    const ms = performance.now() - began.get(request)!
    const { method } = request
    seconds.observe({ method, route, status: reply.statusCode }, ms / 1000)
    const ticket = tickets.get(request)
    const line = { at: house.now().toISOString(), method, route, status: reply.statusCode, ms: Math.round(ms), ticket }
    log?.write(`${JSON.stringify(line)}\n`)
  })

  const look = async () => {
    let giveUp: NodeJS.Timeout | undefined
    const silent = new Promise<never>((_, fail) => {
      giveUp = setTimeout(() => fail(new Error('no answer')), SILENCE)
    })
    try {
      const asked = house.store.asOwner(REGION, async tx => ({
        ...(await tx.one(health, [REGION]))!,
        backup: await lastBackup(tx, house.now()),
      }))
      const [found, disk] = await Promise.all([
        Promise.race([asked, silent]),
        statfs(existsSync(house.folder) ? house.folder : '.'),
      ])
      const { version, changes, months, backup } = found
      return {
        database: { version },
        settling: { changes, months },
        disk: { free: disk.bavail * disk.bsize },
        backup,
      }
    } catch (fault) {
      console.error(fault)
      return refuse('server.database', {})
    } finally {
      clearTimeout(giveUp)
    }
  }
  app.get(readHealth.path, async (_request, reply) => {
    reply.header('cache-control', 'no-store')
    const { backup, ...rest } = await look()
    return { ...rest, backup: backup.hours === null ? null : { hours: backup.hours } }
  })
  app.get('/api/metrics', async (request, reply) => {
    insistHere(request)
    const { settling, disk, backup } = await look()
    waiting.set({ of: 'changes' }, settling.changes)
    waiting.set({ of: 'months' }, settling.months)
    free.set(disk.free)
    backedUp.set((backup.at?.getTime() ?? 0) / 1000)
    return counted(reply, registry.contentType, await registry.metrics())
  })
}

function counted(reply: FastifyReply, type: string, text: string) {
  return reply.type(type).header('cache-control', 'no-store').send(text)
}

/** Counts are for whoever is on this machine: nobody else, and nobody through a proxy. Throws server.route, as if nothing were there. */
function insistHere(request: FastifyRequest): void {
  const near = ['127.0.0.1', '::1', '::ffff:127.0.0.1'].includes(request.socket.remoteAddress ?? '')
  if (!near || request.headers['x-forwarded-for'] !== undefined || request.headers.forwarded !== undefined)
    refuse('server.route', { path: request.url })
}
