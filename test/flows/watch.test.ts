// What whoever looks after the machine sees: whether all is well, counts, and a line for each answer that tells of nobody.
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { serve } from '../../src/server/serve.node.ts'
import { type Ready, ready } from '../ready.ts'
import { type Visitor, visitor } from '../visitor.ts'

let place: Ready
let app: FastifyInstance
let base: string
let district: Visitor
const lines: string[] = []

beforeAll(async () => {
  place = await ready()
  app = await serve(place.house, 0, '127.0.0.1', { log: { write: line => lines.push(line) } })
  base = `http://127.0.0.1:${(app.server.address() as { port: number }).port}`
  district = visitor(base)
  await district.post('/api/session', { account: 'district' })
})
afterAll(async () => {
  await app.close()
  await place.at.remove()
})

/** The lines since the last look; an answer is logged once it has gone out. */
const logged = async (count: number) => {
  await expect.poll(() => lines.length).toBeGreaterThanOrEqual(count)
  return lines.splice(0).map(line => JSON.parse(line))
}

describe('the log', () => {
  it('has a line for each answer: route, status and milliseconds, and nobody', async () => {
    await logged(1)
    await district.get('/api/orgs/V01')
    await district.get('/api/orgs/NOBODY')
    const [shown, refused] = await logged(2)
    expect(shown).toEqual({
      at: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      method: 'GET',
      route: '/api/orgs/:code',
      status: 200,
      ms: expect.any(Number),
    })
    expect(refused).toMatchObject({ route: '/api/orgs/:code', status: 404 })
    expect(JSON.stringify([shown, refused])).not.toMatch(/V01|NOBODY/)
  })

  it('says under which number a fault was told', async () => {
    const house = { ...place.house, refresh: () => Promise.reject(new Error('on purpose')) }
    const broken = await serve(house, 0, '127.0.0.1', { log: { write: line => lines.push(line) } })
    const other = `http://127.0.0.1:${(broken.server.address() as { port: number }).port}`
    const told = (await (await fetch(`${other}/api/orgs`)).json()) as { ticket?: string; detail: string }
    const [line] = await logged(1)
    expect(line).toMatchObject({ status: 500, ticket: expect.stringMatching(/^[0-9a-f-]{36}$/) })
    expect(told.detail).toContain(line.ticket)
    await broken.close()
  })

  it('says nothing of ballots, and neither do the counts', async () => {
    expect((await district.get('/api/ballots')).status).toBe(200)
    await district.get('/api/orgs/V02')
    expect((await logged(1)).map(line => line.route)).toEqual(['/api/orgs/:code'])
    expect(await (await fetch(`${base}/api/metrics`)).text()).not.toContain('ballot')
  })
})

describe('health', () => {
  it('is told without an account: database, settling, disk and backup', async () => {
    const answer = await fetch(`${base}/api/health`)
    expect(answer.status).toBe(200)
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(await answer.json()).toEqual({
      database: { version: expect.stringMatching(/^\d+/) },
      settling: { changes: 0, months: 0 },
      disk: { free: expect.any(Number) },
      // There is none yet: that is said, and not passed over.
      backup: null,
    })
  })
})

describe('counts', () => {
  it('are told in the text format of Prometheus, by route and status', async () => {
    await district.get('/api/orgs/V03')
    await expect
      .poll(async () => (await fetch(`${base}/api/metrics`)).text())
      .toMatch(/jiceng_request_seconds_count\{method="GET",route="\/api\/orgs\/:code",status="200"\} \d+/)
    const answer = await fetch(`${base}/api/metrics`)
    expect(answer.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/)
    const text = await answer.text()
    expect(text).toContain('jiceng_settling_waiting{of="changes"} 0')
    expect(text).toMatch(/jiceng_disk_free_bytes \d/)
  })

  it('are for this machine alone: through a proxy there is nothing', async () => {
    for (const header of ['x-forwarded-for', 'forwarded'])
      expect((await fetch(`${base}/api/metrics`, { headers: { [header]: 'for=192.0.2.1' } })).status).toBe(404)
  })
})

describe('what is not there', () => {
  it.each(['/api/nothing', '/assets/nothing.js', '/m/nothing.png', '/favicon.gif'])('%s answers 404', async path => {
    const answer = await fetch(base + path)
    expect(answer.status).toBe(404)
    expect(answer.headers.get('content-type')).toContain('application/problem+json')
  })

  it.each(['/organization?org=V01', '/figures/members.total'])('%s is a page', async path => {
    const answer = await fetch(base + path)
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, expect.stringContaining('text/html')])
  })
})

// Last: the database does not come back.
describe('a database that does not answer', () => {
  it('is said with 503 and a sentence', async () => {
    await place.house.close()
    const answer = await fetch(`${base}/api/health`)
    expect(answer.status).toBe(503)
    expect(((await answer.json()) as { detail: string }).detail).toMatch(/^数据库没有应答/)
  })
})
