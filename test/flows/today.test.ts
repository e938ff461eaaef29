// Today over the wire: what one owes goes when it is done, what waits is one's own, what changed was done by others.
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { serve } from '../../src/server/serve.node.ts'
import type { readToday } from '../../src/today/today.api.ts'
import { type Ready, ready } from '../ready.ts'

type Today = z.output<typeof readToday.out>

let place: Ready
let app: FastifyInstance
let base = ''
beforeAll(async () => {
  place = await ready()
  app = await serve(place.house, 0)
  base = `http://127.0.0.1:${(app.server.address() as { port: number }).port}`
})
afterAll(async () => {
  await app.close()
  await place.remove()
})

const json = { 'content-type': 'application/json', 'accept-language': 'en' }
async function enter(account: string): Promise<string> {
  const entered = await fetch(`${base}/api/session`, {
    method: 'POST',
    headers: json,
    body: JSON.stringify({ account }),
  })
  return entered.headers.get('set-cookie')!.split(';')[0]!
}
async function today(cookie: string): Promise<Today> {
  const answer = await fetch(`${base}/api/today`, { headers: { cookie } })
  expect(answer.status).toBe(200)
  return (await answer.json()) as Today
}
async function record(cookie: string, line: object): Promise<void> {
  const answer = await fetch(`${base}/api/records`, {
    method: 'POST',
    headers: { ...json, cookie },
    body: JSON.stringify({ lines: [line] }),
  })
  expect(answer.status, await answer.clone().text()).toBe(200)
}

describe('today', () => {
  it('shows a ready district on the last day of its records, and says so', async () => {
    expect(await today(await enter('village'))).toMatchObject({ on: '2012-12-31', past: true })
  })

  it('lists what one still owes by its last day, each with the record by which it is done', async () => {
    const village = await enter('village')
    const before = await today(village)
    expect(before.owed.map(line => line.until)).toEqual(before.owed.map(line => line.until).sort())
    expect(before.owed.every(line => line.org === 'V01' && ['open', 'late'].includes(line.status))).toBe(true)
    const district = await enter('district')
    const line = (await today(district)).owed.find(one => one.system === 'S24')
    expect(line).toMatchObject({ duty: 'positions.investment_recorded', kind: 'positions.investment', owed: 2 })
  })

  it('lets a duty go when it is done, and brings it back when a record is withdrawn', async () => {
    const district = await enter('district')
    const owes = async () =>
      (await today(district)).owed.map(line => line.duty).filter(duty => duty.startsWith('positions.'))
    const listed = await fetch(`${base}/api/orgs/D?on=2012-12-31`, { headers: { cookie: district } })
    const { things } = (await listed.json()) as { things: { id: string; kind: string; body: { purpose: string } }[] }
    const invested = things
      .filter(thing => thing.kind === 'project')
      .map((thing, index) => ({
        id: `01370003-0000-7000-8000-00000000000${index}`,
        kind: 'positions.investment',
        org: 'D',
        day: '2012-12-30',
        body: { project: thing.id, purpose: thing.body.purpose, amount: '1.00' },
      }))
    expect(invested).toHaveLength(2)
    await record(district, invested[0]!)
    expect(await owes()).toEqual(['positions.investment_recorded'])
    await record(district, invested[1]!)
    expect(await owes()).toEqual([])
    await record(district, { kind: 'positions.investment', org: 'D', day: '2012-12-30', voids: invested[1]!.id })
    expect(await owes()).toEqual(['positions.investment_recorded'])
  })

  it('keeps for each person what only that person can sign', async () => {
    const village = await today(await enter('village'))
    expect(village.sign.map(line => line.taker.en)).toEqual(['Wuenhamu Gacha Party Branch'])
    expect((await today(await enter('auditor'))).sign).toEqual([])
  })

  it('gives those who lead three norms to decide, the strongest and most undone first, and no list of organizations', async () => {
    const leader = await today(await enter('leader'))
    expect(leader.decide.length).toBeLessThanOrEqual(3)
    expect(leader.decide.length).toBeGreaterThan(0)
    const left = leader.decide.map(line => line.late + line.notMet)
    expect(left).toEqual([...left].sort((a, b) => b - a))
    expect((await today(await enter('village'))).decide).toEqual([])
  })

  it('tells what others did where one may look, and not what one did oneself', async () => {
    const [district, village, town] = [await enter('district'), await enter('village'), await enter('town')]
    expect((await today(village)).changed).toEqual([])
    await record(district, { kind: 'study.day', org: 'V01', day: '2012-12-20', body: { topic: 'x', hours: 2 } })
    expect((await today(village)).changed).toMatchObject([
      { act: 'record.append', org: { en: 'Wuenhamu Gacha Party Branch' }, count: 1 },
    ])
    expect((await today(town)).changed).toHaveLength(1)
    expect((await today(district)).changed).toEqual([])
    await record(district, { kind: 'study.day', org: 'F01', day: '2012-12-20', body: { topic: 'x', hours: 2 } })
    expect((await today(village)).changed, 'a farm branch is none of the village’s business').toHaveLength(1)
  })
})
