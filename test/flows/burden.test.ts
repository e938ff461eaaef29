// Burden over the wire: what forms cost is added once, to sums without persons; complaints reach the department past everybody between.
import type { FastifyInstance } from 'fastify'
import { v4, v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Burden } from '../../src/burden/burden.api.ts'
import type { Complaint } from '../../src/burden/complaint.api.ts'
import { REGION } from '../../src/server/house.node.ts'
import { serve } from '../../src/server/serve.node.ts'
import { composed } from '../../src/store/store.ts'
import { jiceng, type Ready, ready } from '../ready.ts'
import { type Visitor, visitor } from '../visitor.ts'

let place: Ready
let app: FastifyInstance
const readers: Record<string, Visitor> = {}

beforeAll(async () => {
  place = await ready()
  app = await serve(place.house, 0)
  const base = `http://127.0.0.1:${(app.server.address() as { port: number }).port}`
  for (const account of ['district', 'town', 'village']) {
    readers[account] = visitor(base)
    await readers[account].post('/api/session', { account })
  }
})
afterAll(async () => {
  await app.close()
  await place.remove()
})

const burden = async (org: string, account = 'district', period = '2012-12') =>
  (await readers[account]!.get(`/api/burden?org=${org}&period=${period}`)).body as unknown as Burden
const send = (...lines: object[]) => readers.village!.post('/api/records', { lines })
const study = (more: object) => ({
  kind: 'study.day',
  org: 'V01',
  day: '2012-12-20',
  body: { topic: 'x', hours: 2 },
  ...more,
})

describe('burden', () => {
  it('counts the values of a ready district, and invents no minutes', async () => {
    const shown = await burden('D', 'district', '2012')
    expect(shown.total.fields).toBeGreaterThan(shown.total.records)
    expect(shown.total).toMatchObject({ measured: 0, minutes: null })
    expect(shown.weekly).toBeNull()
    const below = shown.orgs.reduce((sum, org) => sum + org.sum.fields, 0)
    expect(below + shown.own.fields).toBe(shown.total.fields)
    expect(shown.months.reduce((sum, one) => sum + one.sum.fields, 0)).toBe(shown.total.fields)
    const stored = await place.house.store.asOwner(REGION, tx =>
      tx.one(composed<{ n: number }>('select sum(records)::int as n from effort where region = $1'), [REGION]),
    )
    expect(stored!.n).toBeGreaterThan(1000)
  })

  it('adds what a record cost once, however often it is sent, and of a correction only what it changed', async () => {
    const before = await burden('V01')
    const id = v7()
    const spared = [{ kind: 'study.day', day: '2012-12-19' }]
    const line = study({ id, effort: { minutes: 3, known: 1, spared } })
    for (const already of [0, 1]) expect((await send(line)).body).toMatchObject({ already })
    // The cost is no part of the record: another one does not make it another record.
    expect((await send(study({ id, effort: { minutes: 50 } }))).body).toMatchObject({ already: 1 })
    const after = await burden('V01')
    expect(after.total).toMatchObject({
      records: before.total.records + 1,
      fields: before.total.fields + 1,
      known: before.total.known + 1,
      spared: before.total.spared + 1,
      measured: 1,
      minutes: 3,
    })
    await send(study({ voids: id, body: { topic: 'y', hours: 2 }, effort: { minutes: 1 } }))
    const corrected = await burden('V01')
    expect(corrected.total).toMatchObject({ fields: after.total.fields + 1, minutes: 4, measured: 2 })
    const kind = corrected.kinds.find(one => one.kind === 'study.day')!
    expect(kind.sum.minutes).toBe(4)
  })

  it('adds nothing for a record that is refused', async () => {
    const before = await burden('V01')
    expect((await send(study({ effort: { minutes: 9 } }), study({ body: { hours: 'x' } }))).status).toBe(400)
    expect(await burden('V01')).toEqual(before)
  })

  it('shows everybody their own, and nobody another’s', async () => {
    expect((await burden('V01', 'village')).total.records).toBeGreaterThan(0)
    expect((await readers.village!.get('/api/burden?org=F01&period=2012')).status).toBe(404)
  })

  it('keeps no person and no record beside the sums', async () => {
    const columns = await place.house.store.asOwner(REGION, tx =>
      tx.all(
        composed<{ name: string }>(
          `select column_name as name from information_schema.columns where table_name = 'effort' order by 1`,
        ),
      ),
    )
    expect(columns.map(one => one.name).join(' ')).toBe(
      'fields kind known measured minutes month org records region seat spared',
    )
  })

  it('counts the tables that are answered from records, so that nobody below is asked', async () => {
    const month = place.house.today().slice(0, 7)
    const asked = (way: string, org: string) =>
      `/api/table${way}?org=${org}&period=2012&tree=then&figures=members.total,study.days,households.changed_production`
    const known: (number | null)[] = []
    expect((await burden('D', 'district', month)).tables).toEqual({ tables: 0, numbers: 0, answered: 0 })
    for (const [account, org] of [
      ['district', 'D'],
      ['district', 'C4'],
      ['town', 'C4'],
    ] as const) {
      expect((await readers[account]!.get(asked('/sheet', org))).status).toBe(200)
      const { rows } = (await readers[account]!.get(asked('', org))).body as unknown as {
        rows: { values: (number | null)[] }[]
      }
      known.push(...rows.flatMap(row => row.values))
    }
    const { tables, numbers, answered } = (await burden('D', 'district', month)).tables
    const below = (await burden('C4', 'town', month)).tables
    console.log(`tables: ${tables}, ${answered} of ${numbers} numbers on record`)
    expect(tables).toBe(3)
    expect(below.tables).toBe(2)
    expect([numbers, answered]).toEqual([known.length, known.filter(one => one !== null).length])
    expect((await burden('V01', 'village', month)).tables.tables).toBe(0)

    // Whatever the charter counts, asked of the district: nine of ten numbers need no message to anybody.
    const listed = (await readers.district!.get('/api/figures?org=D&period=2012&tree=then')).body as unknown as {
      id: string
      kind: string
    }[]
    const measured = listed.filter(one => one.kind === 'measure').map(one => one.id)
    expect(measured.length).toBeGreaterThan(100)
    for (let at = 0; at < measured.length; at += 20)
      await readers.district!.get(
        `/api/table/sheet?org=D&period=2012&tree=then&level=all&tier=district&figures=${measured.slice(at, at + 20).join()}`,
      )
    const now = (await burden('D', 'district', month)).tables
    const share = (now.answered - answered) / (now.numbers - numbers)
    console.log(`answered without asking: ${Math.round(share * 1000) / 10} % of ${now.numbers - numbers} numbers`)
    expect(share).toBeGreaterThanOrEqual(0.9)
    const columns = await place.house.store.asOwner(REGION, tx =>
      tx.all(
        composed<{ name: string }>(
          `select column_name as name from information_schema.columns where table_name = 'taken_table' order by 1`,
        ),
      ),
    )
    expect(columns.map(one => one.name).join(' '), 'without a person').toBe(
      'answered month numbers org region seat tables',
    )
  })

  it('is listed at the command line', async () => {
    const said = await jiceng(['burden', 'list', '--org', 'V01', '--period', '2012-12', '--json', ...place.at.args], {
      env: place.at.env,
    })
    expect(said.code, said.err).toBe(0)
    expect(JSON.parse(said.out)).toMatchObject({ total: { minutes: 4, measured: 2 } })
  })
})

describe('a complaint', () => {
  const seen = async (account: string) =>
    ((await readers[account]!.get('/api/complaints')).body as { complaints: Complaint[] }).complaints

  it('without a name reaches the department, and nobody between; the answer comes back', async () => {
    const id = v4()
    const written = { id, about: 'repeated', kind: 'study.day', text: 'Asked on Monday and again today', named: false }
    expect((await readers.village!.post('/api/complaints', written)).body).toEqual({ added: true })
    expect((await readers.village!.post('/api/complaints', written)).body).toEqual({ added: false })
    expect(await seen('district')).toMatchObject([
      { id, author: null, state: 'waits', org: { code: 'V01' }, kind: { id: 'study.day' } },
    ])
    expect(await seen('town')).toEqual([])
    const answer = { id: v7(), text: 'The second request is withdrawn' }
    const forbidden = await readers.village!.post(`/api/complaints/${id}/answers`, answer)
    expect(forbidden.status).toBe(403)
    expect((await readers.district!.post(`/api/complaints/${id}/answers`, answer)).body).toEqual({ added: true })
    expect(await seen('village')).toMatchObject([{ state: 'answered', answers: [{ text: answer.text }] }])
    const traces = await place.house.store.asOwner(REGION, tx =>
      tx.all(composed(`select 1 from audit where region = $1 and act like 'complaint%'`), [REGION]),
    )
    expect(traces).toEqual([])
  })

  it('with a name says who wrote it', async () => {
    await readers.village!.post('/api/complaints', { id: v4(), about: 'many', text: 'x', named: true })
    expect((await seen('district')).filter(one => one.author)).toHaveLength(1)
  })
})
