// Cases through the doors of their users: the wire with its problems, the subtree of the reader, and the command line.

import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { kindsOfCase } from '../../src/charter/charter.ts'
import type { CaseRow, listCases, showCase } from '../../src/record/case.api.ts'
import { restandKinds } from '../../src/record/case-state.sql.ts'
import { REGION } from '../../src/server/house.node.ts'
import { serve } from '../../src/server/serve.node.ts'
import { composed } from '../../src/store/store.ts'
import { everything, jiceng, type Ready, ready } from '../ready.ts'

type List = z.output<typeof listCases.out>
type Told = z.output<typeof showCase.out>

let place: Ready
let app: FastifyInstance
const cookies: Record<string, string> = {}

beforeAll(async () => {
  place = await ready()
  app = await serve(place.house, 0)
  for (const account of ['district', 'village', 'leader']) {
    const answer = await app.inject({ method: 'POST', url: '/api/session', payload: { account } })
    cookies[account] = answer.cookies[0]!.value
  }
})
afterAll(async () => {
  await app.close()
  await place.remove()
})

const as = async (account: string, method: 'GET' | 'POST', url: string, payload?: object) => {
  const answer = await app.inject({
    method,
    url,
    cookies: { jiceng: cookies[account]! },
    headers: { 'accept-language': 'en' },
    ...(payload ? { payload } : {}),
  })
  return { status: answer.statusCode, type: answer.headers['content-type'], body: answer.json() }
}
const list = async (query: string, account = 'district') =>
  (await as(account, 'GET', `/api/cases?${query}`)).body as List
const told = async (id: string, on = '2012-12-31') =>
  (await as('district', 'GET', `/api/cases/${id}?on=${on}`)).body as Told
const finding = {
  kind: 'supervision.finding',
  org: 'V01',
  day: '2012-03-05',
  body: { what: 'No minutes', topic: 'study' },
}
const opened = async (more: object = {}) =>
  (await as('district', 'POST', '/api/cases', { ...finding, ownerOrg: 'C4', due: '2012-04-30', ...more })).body
    .id as string
const step = (id: string, stage: string, day: string, body: object = {}, account = 'district') =>
  as(account, 'POST', '/api/cases/steps', { steps: [{ case: id, stage, day, body }] })

describe('on the wire', () => {
  it('is handed over to another owner with the reason: the list shows who has it now, the story who had it', async () => {
    const id = await opened()
    expect((await told(id, '2012-04-01')).case.ownerOrg?.code).toBe('C4')
    expect(await step(id, 'handed_over', '2012-03-20', { reason: 'new year, new office' })).toMatchObject({
      status: 400,
    })
    const owner = (await as('district', 'GET', '/api/orgs?codes=V01')).body[0].id
    await step(id, 'handed_over', '2012-03-20', { owner_org: owner, reason: 'it is for the branch to do' })
    expect((await told(id, '2012-03-19')).case.ownerOrg?.code).toBe('C4')
    const after = await told(id, '2012-04-01')
    expect(after.case).toMatchObject({ ownerOrg: { code: 'V01' }, stage: 'open', due: '2012-04-30' })
    expect(after.story.at(-1)).toMatchObject({ does: 'hand', name: { en: 'handed over' } })
    expect(after.story.at(-1)!.fields.map(field => field.value.en)).toContain('it is for the branch to do')
    await step(id, 'notified', '2012-03-21')
    expect((await told(id, '2012-04-01')).case.stage).toBe('notified')
  })

  it('refuses a case without an owner or a date as a problem document (RFC 9457), and stores nothing', async () => {
    const before = await everything(place.house.store)
    const refused = async (body: object) => as('district', 'POST', '/api/cases', { ...finding, ...body })
    expect(await refused({ due: '2012-04-30' })).toMatchObject({
      status: 400,
      type: expect.stringContaining('application/problem+json'),
      body: {
        type: 'urn:jiceng:problem:case.owner',
        status: 400,
        detail: '"Finding" needs an owner. Name a person (owner) or an organization (owner_org).',
      },
    })
    expect((await refused({ ownerOrg: 'C4' })).body.title).toBe('case.due')
    expect((await refused({ ownerOrg: 'C4', due: '2012-02-30' })).body.title).toBe('input.day')
    expect((await refused({ ownerOrg: 'C9', due: '2012-04-30' })).body.title).toBe('org.unknown')
    expect((await refused({ kind: 'supervision.findings', ownerOrg: 'C4', due: '2012-04-30' })).body).toMatchObject({
      title: 'case.kind',
      near: 'supervision.finding',
    })
    expect(await everything(place.house.store)).toEqual(before)
  })

  it('counts every case once as open or closed on any day, overdue among the open ones', async () => {
    for (const on of ['2011-06-30', '2012-03-31', '2012-12-31']) {
      const { counts } = await list(`org=D&on=${on}`)
      expect(counts.open + counts.closed).toBe(counts.all)
      expect(counts.overdue).toBeLessThanOrEqual(counts.open)
      expect(counts.all).toBeGreaterThan(0)
    }
  })

  it('counts and sorts as the story of each case tells, on any day, also after a step was taken back', async () => {
    const [kept, undone] = [await opened(), await opened()]
    for (const [stage, day, body] of [
      ['notified', '2012-03-06', {}],
      ['listed', '2012-03-07', { measure: 'a key for the cabinet' }],
      ['rectified', '2012-03-08', { proof: 'photograph of the minutes' }],
      ['rechecked', '2012-03-09', {}],
      ['closed', '2012-03-20', {}],
    ] as const) {
      // What is put right is reported by the village, and judged by those above it.
      const by = stage === 'rectified' ? 'village' : 'district'
      expect(await step(kept, stage, day, body, by)).toMatchObject({ status: 200 })
      const { body: given } = await step(undone, stage, day, body, by)
      if (stage === 'closed') await as('district', 'POST', '/api/records', { lines: given.undo })
    }
    const stands = {
      open: (row: CaseRow) => row.state !== 'closed',
      overdue: (row: CaseRow) => row.state === 'overdue',
    }
    for (const on of ['2012-03-19', '2012-03-20', '2012-05-01', '2012-12-31']) {
      const { cases, counts } = await list(`org=D&on=${on}&limit=1000`)
      expect(cases).toHaveLength(counts.all)
      expect(counts.open).toBe(cases.filter(stands.open).length)
      expect(counts.overdue).toBe(cases.filter(stands.overdue).length)
      const open = cases.slice(0, counts.open)
      expect(open.every(stands.open)).toBe(true)
      expect(open.map(row => row.due)).toEqual(open.map(row => row.due).sort())
      const since = cases.slice(counts.open).map(row => row.since)
      expect(since).toEqual(since.toSorted().reverse())
      const state = (id: string) => cases.find(row => row.id === id)!.state !== 'closed'
      expect([state(kept), state(undone)]).toEqual([on < '2012-03-20', true])
      const pages = [await list(`org=D&on=${on}&limit=7`), await list(`org=D&on=${on}&limit=7&offset=7`)]
      expect(pages.flatMap(page => page.cases)).toEqual(cases.slice(0, 14))
    }
  })

  it('agrees with the figures of the same day', async () => {
    const figure = async (id: string) =>
      (await as('district', 'GET', `/api/figures/${id}?org=D&period=2012`)).body.figure.value as number
    const { counts } = await list('org=D&kind=supervision.finding&on=2012-12-31')
    expect(await figure('supervision.findings_open')).toBe(counts.open)
    expect(await figure('supervision.findings_overdue')).toBe(counts.overdue)
    const { cases } = await list('org=D&kind=supervision.finding&on=2012-12-31&limit=1000')
    const year = cases.filter((row: CaseRow) => row.day >= '2012-01-01')
    expect(await figure('supervision.findings_repeated')).toBe(year.filter(row => row.repeats).length)
  })

  it('tells the story and says what can be done next', async () => {
    const id = await opened()
    await step(id, 'notified', '2012-03-06')
    await step(id, 'extended', '2012-04-20', { due: '2012-05-31', reason: 'lambing' })
    const { case: row, story, way } = await told(id)
    expect(row).toMatchObject({ stage: 'notified', due: '2012-05-31', extended: 1, state: 'overdue', left: -214 })
    expect(story.map(one => [one.stage, one.day])).toEqual([
      ['open', '2012-03-05'],
      ['notified', '2012-03-06'],
      ['extended', '2012-04-20'],
    ])
    expect(row.next.map(one => one.stage)).toEqual(['listed', 'extended', 'handed_over'])
    expect(way.filter(stage => stage.passed).map(stage => stage.stage)).toEqual(['notified'])
    // A past day shows the case as it was.
    expect((await told(id, '2012-03-05')).case).toMatchObject({ stage: 'open', due: '2012-04-30', state: 'open' })
  })

  it('takes several on or none, and what it gives back undoes all of them', async () => {
    const [one, two] = [await opened(), await opened()]
    await step(one, 'notified', '2012-03-06')
    const steps = [one, two].map(id => ({ case: id, stage: 'notified', day: '2012-03-07', body: {} }))
    const before = await everything(place.house.store)
    expect(await as('district', 'POST', '/api/cases/steps', { steps })).toMatchObject({
      status: 409,
      body: { title: 'case.again' },
    })
    expect(await everything(place.house.store)).toEqual(before)
    const three = await opened()
    const both = [two, three].map(id => ({ case: id, stage: 'notified', day: '2012-03-07', body: {} }))
    const { body } = await as('district', 'POST', '/api/cases/steps', { steps: both })
    expect((await told(two)).case.stage).toBe('notified')
    expect((await as('district', 'POST', '/api/records', { lines: body.undo })).status).toBe(200)
    expect([(await told(two)).case.stage, (await told(three)).case.stage]).toEqual(['open', 'open'])
  })

  it('sent twice at one moment, a next stage counts once', async () => {
    const id = await opened()
    const answers = await Promise.all([step(id, 'notified', '2012-03-06'), step(id, 'notified', '2012-03-06')])
    expect(answers.map(answer => answer.status).sort()).toEqual([200, 409])
  })
})

describe('the subtree of the reader', () => {
  it('shows a village its own cases alone, and refuses to step on another one', async () => {
    const seen = await list('on=2012-12-31&limit=1000', 'village')
    expect(new Set(seen.cases.map(row => row.org.code))).toEqual(new Set(['V01']))
    const foreign = await opened({ org: 'V02' })
    expect((await as('village', 'GET', `/api/cases/${foreign}`)).status).toBe(404)
    const steps = [{ case: foreign, stage: 'notified', day: '2012-03-06', body: {} }]
    expect(await as('village', 'POST', '/api/cases/steps', { steps })).toMatchObject({
      status: 404,
      body: { title: 'case.unknown' },
    })
    expect((await as('village', 'GET', '/api/cases?org=C4')).status).toBe(404)
  })

  it('shows a case to whoever answers for it, though another organization opened it: both sides see how long a transfer is open', async () => {
    const [member] = (await as('district', 'GET', '/api/people?org=V02&on=2012-06-01')).body
    const transfer = {
      ...{ kind: 'member.transfer', org: 'V02', day: '2012-06-01', due: '2012-08-20' },
      body: { person: member.id, to: 'V01' },
    }
    const { id } = (await as('district', 'POST', '/api/cases', { ...transfer, ownerOrg: 'V01' })).body
    const seen = async (on: string) => (await list(`state=mine&on=${on}`, 'village')).cases.find(row => row.id === id)
    expect(await seen('2012-07-01')).toMatchObject({ mine: true, alert: null, org: { code: 'V02' } })
    expect(await seen('2012-07-02')).toMatchObject({ alert: 31, ownerOrg: { code: 'V01' } })
    const old = (await list('org=V02&on=2012-07-02')).cases.find(row => row.id === id)
    expect(old).toMatchObject({ alert: 31, mine: false })
    // Nothing else of the other organization comes into sight.
    const other = await opened({ org: 'V02' })
    expect((await as('village', 'GET', `/api/cases/${other}`)).status).toBe(404)
    expect((await list('on=2012-07-02&limit=1000', 'village')).cases.map(row => row.org.code)).not.toContain('V02')
    const received = { case: id, stage: 'received', day: '2012-07-03', body: {} }
    const steal = [received, { case: other, stage: 'notified', day: '2012-07-03', body: {} }]
    expect((await as('village', 'POST', '/api/cases/steps', { steps: steal })).body.title).toBe('case.unknown')
    const own = await opened({ ownerOrg: 'V01' })
    const mixed = [received, { case: own, stage: 'notified', day: '2012-07-03', body: {} }]
    expect((await as('village', 'POST', '/api/cases/steps', { steps: mixed })).body.title).toBe('case.elsewhere')
    // Who answers takes it on, and both sides see it received.
    const taken = await as('village', 'POST', '/api/cases/steps', { steps: [received] })
    expect(taken.status).toBe(200)
    expect((await as('village', 'GET', `/api/cases/${id}`)).body.story.at(-1)).toMatchObject({ stage: 'received' })
    expect((await told(id)).case).toMatchObject({ state: 'closed', late: false })
    expect(await seen('2012-07-04')).toBeUndefined()
  })

  it('goes with an organization that moves, and comes back when the move is undone', async () => {
    const below = async (org: string) =>
      (await list(`org=${org}&on=2012-12-31&limit=1000`)).cases.filter(row => row.org.code === 'V02').length
    const all = await below('C4')
    expect([all > 0, await below('C5')]).toEqual([true, 0])
    const change = { act: 'org.move', org: 'V02', to: 'C5', day: '2012-07-01' }
    const moved = await as('district', 'POST', '/api/register/changes', { preview: false, change })
    expect([await below('C4'), await below('C5')]).toEqual([0, all])
    await as('district', 'POST', `/api/register/changes/${moved.body.id}/undo`, {})
    expect([await below('C4'), await below('C5')]).toEqual([all, 0])
  })

  it('stands as its records tell it: told anew from all of them, nothing reads otherwise', async () => {
    const { store, charter } = place.house
    const stands = () =>
      store.asOwner(REGION, tx =>
        tx.all(composed('select * from case_state where region = $1 order by id, begins'), [REGION]),
      )
    const before = await stands()
    const kinds = kindsOfCase(charter).map(kind => kind.id)
    await store.asOwner(REGION, tx => restandKinds(tx, charter, kinds))
    expect(before.length).toBeGreaterThan(100)
    expect(await stands()).toEqual(before)
  })

  it('lets whoever may only read open nothing', async () => {
    const asked = { ...finding, ownerOrg: 'C4', due: '2012-04-30' }
    expect(await as('leader', 'POST', '/api/cases', asked)).toMatchObject({
      status: 403,
      body: { title: 'access.denied' },
    })
  })

  it('shows what waits for a person or for the organization where that person serves', async () => {
    const mine = await list('state=mine&on=2012-12-31', 'leader')
    expect(mine.cases.length).toBeGreaterThan(0)
    expect(mine.cases.every(row => row.mine && row.state !== 'closed')).toBe(true)
  })
})

describe('the command line', () => {
  const run = (...args: string[]) => jiceng(['case', ...args, ...place.at.args], { env: place.at.env })
  it('opens a case, takes it on, lists it and tells its story', async () => {
    const asked = ['open', 'supervision.finding', '--org', 'V03', '--set', 'what=No key', '--day', '2012-03-05']
    const refused = await run(...asked, '--due', '2012-04-30')
    expect([refused.code, refused.err]).toEqual([2, expect.stringContaining('needs an owner')])
    const done = await run(...asked, '--due', '2012-04-30', '--owner-org', 'C4')
    expect(done.code).toBe(0)
    const id = done.out.trim()
    expect((await run('step', id, 'listed', '--day', '2012-03-06', '--set', 'measure=x')).err).toContain(
      'Record "notified" first',
    )
    expect((await run('step', id, 'notified', '--day', '2012-03-06')).code).toBe(0)
    const listed = JSON.parse(
      (
        await run(
          'list',
          '--org',
          'V03',
          '--kind',
          'supervision.finding',
          '--state',
          'overdue',
          '--on',
          '2012-05-01',
          '--json',
        )
      ).out,
    ) as List
    expect(listed.cases.map(row => row.id)).toContain(id)
    expect((await run('show', id)).out).toContain('notified')
  })
})
