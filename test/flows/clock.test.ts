// One clock: in the ready district today is one day for every reader, every page, every form and the command line, whatever is recorded.
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { serve } from '../../src/server/serve.node.ts'
import { dayAt } from '../../src/time/day.ts'
import { jiceng, type Ready, ready, running } from '../ready.ts'
import { type Visitor, visitor } from '../visitor.ts'

const CLOCK = '2012-12-31'
const TRUE = dayAt(new Date())

let place: Ready
let app: FastifyInstance
let village: Visitor
let district: Visitor

beforeAll(async () => {
  place = await ready()
  app = await serve(place.house, 0)
  const base = `http://127.0.0.1:${(app.server.address() as { port: number }).port}`
  const entered = async (account: string) => {
    const one = visitor(base)
    expect((await one.post('/api/session', { account })).status).toBe(200)
    return one
  }
  village = await entered('village')
  district = await entered('district')
})
afterAll(async () => {
  await app.close()
  await place.remove()
})

const read = async <T>(one: Visitor, path: string) => {
  const { status, body } = await one.get(path)
  expect(status, `${path} ${JSON.stringify(body)}`).toBe(200)
  return body as T
}

/** Every answer that names today without having been told a day, as two readers see it. */
async function days(): Promise<Record<string, unknown>> {
  const told: Record<string, unknown> = {}
  for (const [name, one] of [
    ['village', village],
    ['district', district],
  ] as const) {
    const me = await read<{ today: string; clock: string }>(one, '/api/me')
    told[`${name} me`] = me.today
    told[`${name} phone`] = me.clock
    told[`${name} form`] = (await read<{ today: string }>(one, '/api/capture')).today
    told[`${name} today`] = (await read<{ on: string }>(one, '/api/today')).on
    told[`${name} cases`] = (await read<{ on: string }>(one, '/api/cases')).on
    const board = await read<{ on: string; asOf: string }>(one, '/api/board?period=2012')
    told[`${name} board`] = board.asOf
    told[`${name} duties`] = board.on
    told[`${name} charts`] = (await read<{ asOf: string }>(one, '/api/charts?period=2012')).asOf
    told[`${name} map`] = (await read<{ asOf: string }>(one, '/api/map?period=2012')).asOf
    told[`${name} campaigns`] = (await read<{ on: string }>(one, '/api/campaigns')).on
  }
  return told
}

/** The turns that are owed today, with how they stand. */
const owed = () => read<unknown>(district, '/api/duties')

const study = (day: string, id: string) => ({
  lines: [
    {
      id: `01290000-0000-7000-8000-00000000000${id}`,
      kind: 'study.day',
      org: 'V01',
      day,
      body: { topic: '钟', hours: 2 },
    },
  ],
})

describe('the clock of the ready district', () => {
  it('is one day for two readers on desk, phone, form, board, charts, map and lists', async () => {
    const told = await days()
    expect([...new Set(Object.values(told))], JSON.stringify(told)).toEqual([CLOCK])
  })

  it('stands still whatever is recorded: on its last day, in January, and on the true day', async () => {
    const [before, turns] = [await days(), await owed()]
    for (const [day, id] of [
      [CLOCK, '1'],
      ['2013-01-10', '2'],
      [TRUE, '3'],
    ] as const) {
      expect((await village.post('/api/records', study(day, id))).status, day).toBe(200)
      expect(await days(), day).toEqual(before)
    }
    // Of what is owed today only the village's own turn may have moved, and no turn came that begins after today.
    const named = (rows: unknown) =>
      (rows as { duty: string; org: string; turn: string }[]).map(row => [row.duty, row.org, row.turn])
    expect(named(await owed())).toEqual(named(turns))
  })

  it('takes nothing of a day that has truly not come', async () => {
    const { status, body } = await village.post('/api/records', study('2199-01-01', '4'))
    expect([status, body.title]).toEqual([400, 'record.future'])
  })

  it('answers for what was recorded after it when one asks for that period or day by name', async () => {
    const { figure } = await read<{ figure: { value: number; asOf: string } }>(
      village,
      '/api/figures/study.days?org=V01&period=2013-01',
    )
    expect([figure.value, figure.asOf]).toEqual([1, '2013-01-31'])
    const rows = await read<{ turn: string; value: number }[]>(
      village,
      '/api/duties?duty=study.monthly&period=2013-01&on=2013-02-01',
    )
    expect(rows.map(row => [row.turn, row.value])).toEqual([['2013-01', 1]])
  })

  it('is the same as of a past period on board, charts and map', async () => {
    const asked = 'org=D&period=2012-Q1'
    const told = [
      (await read<{ asOf: string }>(district, `/api/board?${asked}`)).asOf,
      (await read<{ asOf: string }>(district, `/api/charts?${asked}`)).asOf,
      (await read<{ asOf: string }>(district, `/api/map?${asked}`)).asOf,
    ]
    expect(told).toEqual(['2012-03-31', '2012-03-31', '2012-03-31'])
  })

  it('is the day of the command line, where none is named', async () => {
    await place.house.settle()
    const home = ['--home', 'home' in place.at.place ? place.at.place.home : '']
    const env = 'url' in place.at.place ? { DATABASE_URL: place.at.place.url } : {}
    const at = 'url' in place.at.place ? [] : home
    const opened = await jiceng(
      [
        'case',
        'open',
        'supervision.finding',
        '--org',
        'V02',
        '--owner-org',
        'V02',
        '--due',
        '2013-01-05',
        '--set',
        'what=路灯',
        '--json',
        ...at,
      ],
      { env },
    )
    expect(opened.code, opened.err).toBe(0)
    const shown = await jiceng(['case', 'show', (JSON.parse(opened.out) as { id: string }).id, '--json', ...at], {
      env,
    })
    expect(JSON.parse(shown.out)).toMatchObject({ case: { day: CLOCK, state: 'open' } })
  })
})

describe('a real house', () => {
  it('goes by the true day', async () => {
    const real = await running()
    expect([real.house.clock, real.house.today()]).toEqual([null, TRUE])
    await real.remove()
  })
})
