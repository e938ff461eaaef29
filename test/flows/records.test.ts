// Records over the wire: sent twice, in any order, corrected and taken back, all or none, with their rolls and cases.
import fc from 'fast-check'
import type { FastifyInstance } from 'fastify'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { REGION } from '../../src/server/house.node.ts'
import { serve } from '../../src/server/serve.node.ts'
import { composed } from '../../src/store/store.ts'
import { everything, type Ready, ready } from '../ready.ts'

let place: Ready
let app: FastifyInstance
let base = ''
let cookie = ''
let village = ''

beforeAll(async () => {
  place = await ready()
  app = await serve(place.house, 0)
  base = `http://127.0.0.1:${(app.server.address() as { port: number }).port}`
  ;[cookie, village] = [await enter('district'), await enter('village')]
})
afterAll(async () => {
  await app.close()
  await place.remove()
})

async function enter(account: string): Promise<string> {
  const entered = await fetch(`${base}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ account }),
  })
  return entered.headers.get('set-cookie')!.split(';')[0]!
}

interface Line {
  readonly id?: string
  readonly kind: string
  readonly org: string
  readonly day: string
  readonly body?: object
  readonly roll?: object
  readonly voids?: string
  readonly for?: string
  readonly why?: string
}
type Sent = { status: number; ids: string[]; added: number; already: number; title?: string }

const send = (...lines: readonly Line[]) => sentBy(cookie, ...lines)
async function sentBy(who: string, ...lines: readonly Line[]): Promise<Sent> {
  const answer = await fetch(`${base}/api/records`, {
    method: 'POST',
    headers: { cookie: who, 'content-type': 'application/json', 'accept-language': 'en' },
    body: JSON.stringify({ lines }),
  })
  return { status: answer.status, ...((await answer.json()) as Omit<Sent, 'status'>) }
}
async function get<T>(path: string): Promise<T> {
  const answer = await fetch(`${base}${path}`, { headers: { cookie, 'accept-language': 'en' } })
  expect(answer.status, path).toBe(200)
  return (await answer.json()) as T
}
const figure = (id: string, org: string, period = '2012') =>
  get<{ figure: { value: number | null; records: number; status: string } }>(
    `/api/figures/${id}?period=${period}&org=${org}`,
  ).then(shown => shown.figure)

const spent = (amount: string | number, more: Partial<Line> = {}): Line => ({
  kind: 'training.spending',
  org: 'V03',
  day: '2012-05-05',
  body: { purpose: 'books', amount },
  ...more,
})
/** What the spendings of V03 add up to in a month without any other, in yuan. */
const MEASURE = 'herds.investment'
const herd = (invested: string | number, more: Partial<Line> = {}): Line => ({
  kind: 'herds.introduction',
  org: 'V03',
  day: '2012-11-11',
  body: { animal: 'sheep', head: 1, invested },
  ...more,
})
const total = () => figure(MEASURE, 'V03', '2012-11')

describe('a record', () => {
  it('sent twice counts once, alone, in a batch, or twice in one batch', async () => {
    const before = await total()
    const line = herd('10.10', { id: v7() })
    expect(await send(line)).toMatchObject({ status: 200, ids: [line.id], added: 1, already: 0 })
    expect(await send(line)).toMatchObject({ status: 200, ids: [line.id], added: 0, already: 1 })
    const other = herd('5', { id: v7() })
    expect(await send(line, other, other)).toMatchObject({ status: 200, added: 1, already: 2 })
    expect(await total()).toMatchObject({ value: (before.value ?? 0) + 15.1, records: before.records + 2 })
  })

  it('sent by many at the same moment counts once', async () => {
    const before = await total()
    const line = herd('3', { id: v7() })
    const sent = await Promise.all(Array.from({ length: 6 }, () => send(line)))
    expect(sent.map(one => one.status)).toEqual([200, 200, 200, 200, 200, 200])
    expect(sent.reduce((sum, one) => sum + one.added, 0)).toBe(1)
    expect((await total()).records).toBe(before.records + 1)
  })

  it('keeps its content: the same id with anything else is refused, whatever differs', async () => {
    const line = herd('20.00', { id: v7() })
    await send(line)
    const before = await everything(place.house.store)
    for (const more of [
      { body: { animal: 'sheep', head: 2, invested: '20.00' } },
      { org: 'V04' },
      { day: '2012-11-12' },
      { kind: 'training.spending', body: { purpose: 'x', amount: '20.00' } },
    ])
      expect(await send({ ...line, ...more })).toMatchObject({ status: 409, title: 'record.conflict' })
    expect(await everything(place.house.store)).toEqual(before)
    // The same content written another way is the same content.
    expect(await send({ ...line, body: { invested: 20, head: 1, animal: 'sheep' } })).toMatchObject({ already: 1 })
  })

  it('is corrected and withdrawn with a reason that stays in its history, and nothing else brings a reason', async () => {
    const [first, second] = [v7(), v7()]
    await send(herd('7', { id: first }))
    const reasoned = { ...herd('8', { id: second, voids: first }), why: 'a slip of the pen' }
    expect(await send(reasoned)).toMatchObject({ status: 200, added: 1 })
    expect(await send(reasoned)).toMatchObject({ status: 200, already: 1 })
    expect(await send({ ...reasoned, why: 'another reason' } as Line)).toMatchObject({ status: 409 })
    const gone = { kind: 'herds.introduction', org: 'V03', day: '2012-11-11', voids: second, why: 'it never came' }
    expect(await send(gone as Line)).toMatchObject({ status: 200 })
    type Told = { state: string; history: { id: string; change: string; why: string | null; turned: unknown[] }[] }
    const told = await get<Told>(`/api/records/${first}`)
    expect(told.state).toBe('withdrawn')
    expect(told.history.map(one => [one.change, one.why])).toEqual([
      ['recorded', null],
      ['corrected', 'a slip of the pen'],
      ['withdrawn', 'it never came'],
    ])
    expect(told.history[1]!.turned).toMatchObject([{ from: { en: '7.00' }, to: { en: '8.00' } }])
    expect(await get<Told>(`/api/records/${second}`)).toMatchObject({ state: 'withdrawn', history: told.history })
    expect(await send({ ...herd('9'), why: 'no correction' } as Line)).toMatchObject({
      status: 400,
      title: 'input.field',
    })
  })

  it('gets an id in the order of time when it brings none', async () => {
    const { ids } = await send(herd(1), herd(1), herd(1))
    expect(new Set(ids).size).toBe(3)
    expect([...ids].sort()).toEqual(ids)
  })

  it('is money to the last cent', async () => {
    const before = await figure(MEASURE, 'V04', '2012-10')
    await send(...Array.from({ length: 10 }, () => herd('0.10', { org: 'V04', day: '2012-10-10' })))
    await send(herd('9999999999999.99', { org: 'V04', day: '2012-10-10' }))
    expect((await figure(MEASURE, 'V04', '2012-10')).value).toBeCloseTo((before.value ?? 0) + 10000000000000.99, 2)
  })

  it('finds room in a month of which nothing was known', async () => {
    expect(await send(spent('1', { day: '2009-02-28' }), spent('1', { day: '2009-08-31' }))).toMatchObject({ added: 2 })
    const rows = await get<{ day: string }[]>('/api/records?kind=training.spending&org=V03&period=2009')
    expect(rows.map(row => row.day)).toEqual(['2009-08-31', '2009-02-28'])
  })

  it('is stored with all the others of its batch or not at all', async () => {
    const before = await everything(place.house.store)
    expect(await send(herd(1), herd(2), herd(-3))).toMatchObject({ status: 400 })
    expect(await send(herd(1, { id: v7(), day: '2010-05-05' }), herd(2, { org: 'nowhere' }))).toMatchObject({
      status: 404,
    })
    expect(await everything(place.house.store)).toEqual(before)
  })

  it('gives the same figures in whatever order a batch arrives, and none when all is taken back', async () => {
    const read = async () => JSON.stringify(await get<object[]>('/api/figures?period=2012&org=V05'))
    const first = await read()
    const seen = new Set<string>()
    const lines = Array.from({ length: 5 }, (_, index) => herd(index + 1, { org: 'V05', day: `2012-0${index + 4}-05` }))
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(lines, { minLength: 5 }), fc.boolean(), async (order, single) => {
        const own = order.map(line => ({ ...line, id: v7() }))
        if (single) for (const line of own) await send(line)
        else await send(...own)
        seen.add(await read())
        await send(...own.map(line => ({ kind: line.kind, org: line.org, day: line.day, voids: line.id })))
        expect(await read()).toBe(first)
      }),
      { numRuns: 4 },
    )
    expect(seen.size).toBe(1)
  })
})

describe('a correction', () => {
  it('takes the place of what it corrects, and both stay to be read', async () => {
    const before = await total()
    const wrong = herd('100', { id: v7() })
    await send(wrong)
    const right = herd('60.50', { id: v7(), voids: wrong.id! })
    expect(await send(right)).toMatchObject({ added: 1 })
    expect(await send(right)).toMatchObject({ already: 1 })
    expect(await total()).toMatchObject({ value: (before.value ?? 0) + 60.5, records: before.records + 1 })
    const rows = await get<{ id: string; voids: string | null; voidedBy: string | null }[]>(
      '/api/records?kind=herds.introduction&org=V03&period=2012-11',
    )
    expect(rows.find(row => row.id === wrong.id)).toMatchObject({ voids: null, voidedBy: right.id })
    expect(rows.find(row => row.id === right.id)).toMatchObject({ voids: wrong.id, voidedBy: null })
  })

  it('may itself be corrected, but nothing is corrected twice: both would count', async () => {
    const before = await total()
    const [first, second, third] = [v7(), v7(), v7()]
    await send(herd(100, { id: first }), herd(50, { id: second, voids: first }))
    const refused = await send(herd(40, { id: v7(), voids: first }))
    expect(refused).toMatchObject({ status: 409, title: 'record.corrected' })
    await send(herd(40, { id: third, voids: second }))
    expect(await total()).toMatchObject({ value: (before.value ?? 0) + 40, records: before.records + 1 })
  })

  it('with nothing in it takes back what it names, and counts for nothing itself', async () => {
    const before = await total()
    const wrong = v7()
    await send(herd(100, { id: wrong }))
    expect(await send({ kind: 'herds.introduction', org: 'V03', day: '2012-11-11', voids: wrong })).toMatchObject({
      added: 1,
    })
    expect(await total()).toEqual(before)
  })

  it('moves a fact to another month and another organization: both heal', async () => {
    const [there, here] = [await figure(MEASURE, 'V06', '2012-06'), await figure(MEASURE, 'V01', '2012-07')]
    const wrong = v7()
    await send(herd(100, { id: wrong, org: 'V06', day: '2012-06-06' }))
    expect((await figure(MEASURE, 'V06', '2012-06')).records).toBe(there.records + 1)
    await send(herd(100, { voids: wrong, org: 'V01', day: '2012-07-07' }))
    expect(await figure(MEASURE, 'V06', '2012-06')).toEqual(there)
    expect((await figure(MEASURE, 'V01', '2012-07')).records).toBe(here.records + 1)
  })

  it('is written by the author, beside a line of the audit', async () => {
    const { ids } = await send(herd(1))
    const rows = await place.house.store.asOwner(REGION, tx =>
      tx.all(
        composed<{ author: string; act: string }>(`select author, act from audit where what->>'id' = $1`),
        ids.slice(0, 1),
      ),
    )
    expect(rows).toEqual([{ author: 'district', act: 'record.append' }])
  })
})

describe('a roll', () => {
  const study = (day: string, roll: object): Line => ({
    kind: 'study.day',
    org: 'V02',
    day,
    body: { topic: 'charter' },
    roll,
  })
  let people: string[] = []
  beforeAll(async () => {
    people = await place.house.store.asOwner(REGION, tx =>
      tx
        .all(
          composed<{ person: string }>(
            `select person from membership where seat = '/D/C4/V02/' and valid @> '2013-03-01'::date order by 1`,
          ),
        )
        .then(rows => rows.map(row => row.person)),
    )
  })

  it('says who was due and who came; a make-up lesson closes an absence', async () => {
    const share = () => figure('study.attendance_share', 'V02', '2013-03')
    const [a, b, c, d] = people
    const { ids } = await send(study('2013-03-05', { present: [a, b], excused: [c], absent: [d] }))
    const before = await share()
    expect(before.value).toBeLessThan(100)
    const rows = await get<{ id: string; present: number; due: number }[]>(
      '/api/records?kind=study.day&org=V02&period=2013-03',
    )
    expect(rows).toMatchObject([{ id: ids[0], present: 2, due: 4 }])
    const again = study('2013-03-05', { present: [a, b], excused: [c], madeUp: [d] })
    const late = await send({ ...again, voids: ids[0]! })
    expect((await share()).value, 'written years later without a day, it is too late').toBe(before.value)
    const madeUpOn = { [String(d)]: '2013-04-30' }
    await send({ ...again, roll: { ...again.roll, madeUpOn } as never, voids: late.ids[0]! })
    expect((await share()).value).toBeGreaterThan(before.value!)
  })

  it('counts a person once as a person, and as often as they came as attendances', async () => {
    const [a, b, c] = people
    const lecture = (day: string, present: unknown[]): Line => ({
      kind: 'training.lecture',
      org: 'V02',
      day,
      body: { level: 'special', topic: 'x' },
      roll: { present },
    })
    const kinds = place.house.charter.kinds.get('training.lecture')!
    const level = Object.keys(kinds.fields.level!.choices!)[0]!
    const lines = [lecture('2013-03-06', [a, b]), lecture('2013-03-07', [a, c])].map(line => ({
      ...line,
      body: { level, topic: 'x' },
    }))
    const all = [...place.house.charter.measures.values()].filter(
      one => 'over' in one.is && one.is.over === 'training.lecture' && ['people', 'attendances'].includes(one.is.op),
    )
    const values = async () =>
      Promise.all(all.map(async one => [one.id, (await figure(one.id, 'V02', '2013-03')).value ?? 0] as const))
    const before = new Map(await values())
    expect(await send(...lines)).toMatchObject({ added: 2 })
    const counted = all.filter(one => {
      const where = (one.is as { where?: { level?: unknown } }).where?.level
      return where === undefined || where === level
    })
    expect(counted.length).toBeGreaterThan(0)
    const after = new Map(await values())
    for (const one of counted)
      expect(after.get(one.id)! - before.get(one.id)!, one.id).toBe(one.is.op === 'people' ? 3 : 4)
  })
})

describe('a case', () => {
  const at = { org: 'V01', body: {} }
  let owner = ''
  beforeAll(async () => {
    owner = (await place.house.store.asOwner(REGION, tx =>
      tx.one(
        composed<{ person: string }>(`select person from membership where seat = '/D/C4/V01/' order by 1 limit 1`),
      ),
    ))!.person
  })
  const findings = (period: string) => figure('supervision.findings_open', 'V01', period)
  const opened = (id: string): Line => ({
    ...at,
    id,
    kind: 'supervision.finding',
    day: '2012-03-10',
    body: { what: 'no minutes', owner, due: '2012-06-30' },
  })
  const stage = (name: string, of: string, day: string, id = v7()): Line => ({
    ...at,
    id,
    kind: `supervision.finding.${name}`,
    day,
    body: { case: of, ...(name === 'listed' ? { measure: 'm' } : name === 'rectified' ? { proof: 'p' } : {}) },
  })

  it('is open until its last stage is recorded, and open again when that is taken back months later', async () => {
    const before = (await findings('2012')).value ?? 0
    const [one, closing] = [v7(), v7()]
    await send(opened(one), stage('notified', one, '2012-03-20'))
    expect((await findings('2012')).value).toBe(before + 1)
    await send(stage('listed', one, '2012-04-02'))
    // The village reports that it is put right; the district judges it.
    await sentBy(village, stage('rectified', one, '2012-05-20'))
    await send(stage('rechecked', one, '2012-06-10'), stage('closed', one, '2012-06-20', closing))
    expect((await findings('2012')).value ?? 0).toBe(before)
    await send({ ...at, kind: 'supervision.finding.closed', day: '2012-06-20', voids: closing })
    expect((await findings('2012')).value).toBe(before + 1)
  })

  it('takes no stage from another organization, nor one of another sort of case', async () => {
    const one = v7()
    await send(opened(one))
    const before = await everything(place.house.store)
    expect(await send({ ...stage('closed', one, '2012-06-20'), org: 'V02' })).toMatchObject({ status: 400 })
    expect(await send({ ...stage('closed', one, '2012-06-20'), kind: 'meetings.decision.done' })).toMatchObject({
      status: 404,
      title: 'record.unknown',
    })
    expect(await everything(place.house.store)).toEqual(before)
  })
})

/** A photograph as a phone makes it: lying on its side, with the place and the device in its Exif segment, and a comment. */
function photograph(): Uint8Array {
  const text = (words: string) => [...new TextEncoder().encode(words)]
  const segment = (marker: number, content: readonly number[]) => {
    const length = content.length + 2
    return [0xff, marker, length >> 8, length & 255, ...content]
  }
  const side = [0, 42, 0, 0, 0, 8, 0, 2, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0x88, 0x25, 0, 4, 0, 0, 0, 1]
  const exif = [...text('Exif'), 0, 0, 0x4d, 0x4d, ...side, 0, 0, 0, 38, 0, 0, 0, 0, ...text('GPS 44.5N 118.2E PhoneX')]
  return new Uint8Array([
    ...[0xff, 0xd8],
    ...segment(0xe0, [...text('JFIF'), 0, 1, 1, 0, 0, 1, 0, 1, 0, 0]),
    ...segment(0xe1, exif),
    ...segment(0xfe, text('taken by PhoneX')),
    ...segment(0xda, [1, 1, 0, 0, 63, 0]),
    ...[1, 2, 3, 0xff, 0xd9],
  ])
}

describe('a file beside a record', () => {
  const files = (record: string) => `${base}/api/records/${record}/attachments`
  const lay = async (record: string, name: string, bytes: Uint8Array, as = cookie) => {
    const answer = await fetch(files(record), {
      method: 'POST',
      headers: { cookie: as, 'content-type': 'application/json', 'accept-language': 'en' },
      body: JSON.stringify({ name, content: Buffer.from(bytes).toString('base64') }),
    })
    return { status: answer.status, ...((await answer.json()) as { id: string; added: boolean; title?: string }) }
  }
  const taken = (id: string, as = cookie) => fetch(`${base}/api/attachments/${id}`, { headers: { cookie: as } })
  const pdf = new TextEncoder().encode('%PDF-1.7 minutes')
  it('comes back as it went, once however often it is sent, and is nobody else’s to see', async () => {
    const [record] = (await send(herd('1'))).ids
    const first = await lay(record!, '会议记录.pdf', pdf)
    expect(first).toMatchObject({ status: 200, added: true })
    expect(await lay(record!, 'again.pdf', pdf)).toMatchObject({ id: first.id, added: false })
    const answer = await taken(first.id)
    expect(answer.headers.get('content-type')).toContain('application/pdf')
    expect(answer.headers.get('content-disposition')).toContain(encodeURIComponent('会议记录.pdf'))
    expect(new Uint8Array(await answer.arrayBuffer())).toEqual(pdf)
    const foreign = await enter('village')
    expect((await taken(first.id, foreign)).status, 'V01 does not see what V03 keeps').toBe(404)
    expect((await lay(record!, 'x.pdf', pdf, foreign)).status).toBe(404)
  })

  it('that is a photograph keeps which side is up, and nothing of place and device', async () => {
    const [record] = (await send(herd('1'))).ids
    const { id } = await lay(record!, '现场.jpg', photograph())
    const bytes = new Uint8Array(await (await taken(id)).arrayBuffer())
    const text = Buffer.from(bytes).toString('latin1')
    expect(text).not.toMatch(/GPS|PhoneX/)
    expect(text).toContain('JFIF')
    expect([...bytes.slice(-5)], 'the picture itself').toEqual([1, 2, 3, 0xff, 0xd9])
    const at = text.indexOf('Exif')
    expect([bytes[at + 24], bytes[at + 25]], 'orientation 6').toEqual([0, 6])
    expect((await taken(id)).headers.get('content-type')).toContain('image/jpeg')
  })

  it('that is something else than its name says, of a foreign kind or too large is refused', async () => {
    const [record] = (await send(herd('1'))).ids
    const before = await everything(place.house.store)
    for (const [name, bytes] of [
      ['minutes.pdf', new TextEncoder().encode('<script>')],
      ['run.exe', pdf],
      ['large.pdf', new Uint8Array([...pdf, ...new Uint8Array(10 << 20)])],
    ] as const)
      expect(await lay(record!, name, bytes), name).toMatchObject({ status: 400, title: 'attachment.form' })
    expect(await lay(v7(), 'minutes.pdf', pdf)).toMatchObject({ status: 404, title: 'record.unknown' })
    expect(await everything(place.house.store)).toEqual(before)
  })

  it('can be taken back: its content is gone, that it was there stays', async () => {
    const [record] = (await send(herd('1'))).ids
    const { id } = await lay(record!, 'minutes.pdf', pdf)
    const undone = await fetch(`${files(record!)}/${id}`, { method: 'DELETE', headers: { cookie } })
    expect(undone.status).toBe(200)
    expect((await taken(id)).status).toBe(404)
    expect(await get(`/api/records/${record}/attachments`)).toMatchObject([
      { id, name: 'minutes.pdf', withdrawnBy: 'district' },
    ])
  })
})

describe('a payment above what is owed', () => {
  // In the last quarter of 2012 two members of V01 are owed 400 yuan a month each, and paid in full.
  const pay = (amount: string, more: object = {}) => ({
    ...{ kind: 'village.pay_payment', org: 'V01', day: '2012-12-31', body: { amount } },
    ...more,
  })

  const paid = async () =>
    (await get<{ figure: { value: number } }>('/api/figures/village.pay_paid?org=V01&period=2012-Q4')).figure.value

  it('asks why, stores nothing until it is said, and stores it then', async () => {
    const asked = await send(pay('999999'))
    expect(asked.status).toBe(400)
    expect(asked.title).toBe('pay.above')
    const before = await paid()
    expect((await send(pay('0.01'))).status, 'a cent too much').toBe(400)
    expect((await send(pay('100', { why: 'back pay of 2011' }))).added).toBe(1)
    expect(await paid()).toBe(before + 100)
  })

  it('is asked of the turn that it is for, and not of a norm that leaves room above', async () => {
    expect((await send(pay('1', { for: '2012-Q3' }))).status).toBe(400)
    const fund = { kind: 'training.spending', org: 'D', day: '2012-12-30', body: { purpose: 'x', amount: '900000' } }
    expect((await send(fund)).added).toBe(1)
    const owed = await send(pay('5', { why: 'a reason', kind: 'study.day', body: { topic: 'x' } }))
    expect(owed.status, 'only a payment, a correction or a withdrawal says why').toBe(400)
  })
})
