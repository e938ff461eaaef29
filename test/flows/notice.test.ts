// Notices through the real server: what is new on Today, the calendar feed as a calendar reads it, and group robots before a local receiver.
import { createHmac } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import ICAL from 'ical.js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RobotRow } from '../../src/notice/robot.api.ts'
import { isInside } from '../../src/notice/robot.node.ts'
import { REGION } from '../../src/server/house.node.ts'
import { serve } from '../../src/server/serve.node.ts'
import { composed } from '../../src/store/store.ts'
import { dayAt } from '../../src/time/day.ts'
import { jiceng, type Ready, ready } from '../ready.ts'
import { type Visitor, visitor } from '../visitor.ts'

interface Got {
  readonly path: string
  readonly query: URLSearchParams
  readonly body: Record<string, unknown> & { text?: { content: string }; content?: { text: string } }
}

/** A robot as its makers have them: it always answers 200, and says in the answer what it thinks. */
let receiver: Server
let there = ''
const got: Got[] = []
let says: (got: Got) => object | null = () => ({ errcode: 0, errmsg: 'ok' })

let place: Ready
let app: FastifyInstance
let base = ''
/** The clock of the house. */
let clock = new Date('2026-11-27T00:30:00Z')
const now = () => clock
const at = (text: string) => {
  clock = new Date(text)
}

const owner = <T>(sql: string, values: readonly unknown[] = []) =>
  place.house.store.asOwner(REGION, tx => tx.all(composed<T>(sql), values))
const problem = (told: { body: { type?: string } }) => told.body.type?.replace('urn:jiceng:problem:', '')

async function open(): Promise<void> {
  const house = { ...place.house, now, trueDay: () => dayAt(now()) }
  app = await serve(house, 0, '127.0.0.1', { origin: 'https://jiceng.example', receivers: [there] })
  base = `http://127.0.0.1:${(app.server.address() as { port: number }).port}`
}
/** Ends the server and begins another one at a later time. The first round of a server runs as it begins, and is waited for at its end. */
async function restart(time: string): Promise<void> {
  await app.close()
  at(time)
  await open()
  await app.close()
  await open()
}
async function enter(account: string): Promise<Visitor> {
  // The house has an address under https, so its cookies bear a prefix; the visitor keeps them as they are.
  const one = visitor(base)
  const told = await one.post('/api/session', { account })
  expect(told.status, JSON.stringify(told.body)).toBe(200)
  return one
}

beforeAll(async () => {
  receiver = createServer((request, response) => {
    const url = new URL(request.url!, 'http://receiver')
    let text = ''
    request.on('data', part => {
      text += part
    })
    request.on('end', () => {
      const one = { path: url.pathname, query: url.searchParams, body: JSON.parse(text) }
      got.push(one)
      const said = says(one)
      // Null: it has read the message and says nothing.
      if (said === null) request.socket.destroy()
      else response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(said))
    })
  })
  await new Promise<void>(done => receiver.listen(0, '127.0.0.1', done))
  there = `http://127.0.0.1:${(receiver.address() as { port: number }).port}`
  place = await ready()
  await open()
})
afterAll(async () => {
  await app.close()
  await place.remove()
  receiver.close()
})

describe('what waits', () => {
  it('is the lines of Today, and new is what came since one last looked', async () => {
    const village = await enter('village')
    const today = (await village.get('/api/today')).body as unknown as {
      owed: { duty: string; turn: string; who: object | null }[]
      sign: unknown[]
    }
    // What others have to do stands on the page and waits for nobody here.
    const own = today.owed.filter(line => line.who === null)
    const mine = (await village.get('/api/cases?state=mine&on=2012-12-31')).body as unknown as { total: number }
    const waiting = async () =>
      (await village.get('/api/today/waiting')).body as unknown as { keys: string[]; fresh: string[] }
    const first = await waiting()
    expect(first.keys).toHaveLength(own.length + today.sign.length + mine.total)
    expect(first.fresh, 'before the first look nothing is new').toEqual([])
    await village.post('/api/today/looked', { keys: first.keys.slice(1) })
    expect((await waiting()).fresh).toEqual(first.keys.slice(0, 1))
    await village.post('/api/today/looked', { keys: first.keys })
    expect((await waiting()).fresh).toEqual([])
    const town = await enter('town')
    expect(
      ((await town.get('/api/today/waiting')).body as unknown as { fresh: string[] }).fresh,
      'another account has not looked',
    ).toEqual([])
    const columns = await owner<{ name: string }>(
      `select column_name as name from information_schema.columns where table_name = 'looked' and $1::int > 0 order by 1`,
      [REGION],
    )
    expect(
      columns.map(one => one.name),
      'which lines, never when',
    ).toEqual(['account', 'keys', 'org', 'region'])
  })
})

interface Event {
  uid: string
  day: string
  end: string
  title: string
  about: string
  sequence: number
  stamp: string
}

function read(text: string): Event[] {
  const calendar = new ICAL.Component(ICAL.parse(text))
  return calendar.getAllSubcomponents('vevent').map(component => {
    const event = new ICAL.Event(component)
    expect(event.startDate.isDate, 'whole days').toBe(true)
    return {
      uid: event.uid,
      day: event.startDate.toString(),
      end: event.endDate.toString(),
      title: event.summary,
      about: event.description,
      sequence: Number(component.getFirstPropertyValue('sequence')),
      stamp: String(component.getFirstPropertyValue('dtstamp')),
    }
  })
}

/** Takes a feed and gives the way to read it here, whatever the house calls itself. */
async function feed(who: Visitor, language: 'zh' | 'en') {
  const made = await who.post('/api/account/calendars', { language })
  expect(made.status, JSON.stringify(made.body)).toBe(200)
  const address = String(made.body.address)
  expect(address).toMatch(/^https:\/\/jiceng\.example\/calendar\/[\w-]{43}\.ics$/)
  const path = new URL(address).pathname
  return {
    id: String(made.body.id),
    path,
    get: (headers: Readonly<Record<string, string>> = {}) => fetch(`${base}${path}`, { headers }),
  }
}

describe('a calendar feed', () => {
  it('says on which day what is owed ends, as calendars read it, and is not sent again while nothing has changed', async () => {
    const village = await enter('village')
    const zh = await feed(village, 'zh')
    const answer = await zh.get()
    expect(answer.headers.get('content-type')).toBe('text/calendar; charset=utf-8')
    const text = await answer.text()
    expect(text.endsWith('END:VCALENDAR\r\n')).toBe(true)
    const lines = text.split('\r\n')
    expect(lines.filter(line => Buffer.byteLength(line) > 75)).toEqual([])
    expect(
      lines.some(line => line.startsWith(' ')),
      'Chinese text is long in octets',
    ).toBe(true)
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)

    const events = read(text)
    const today = (await village.get('/api/today')).body as unknown as {
      owed: { title: { zh: string }; due: string; until: string; status: string }[]
    }
    const { cases } = (await village.get('/api/cases?state=mine&on=2012-12-31')).body as unknown as {
      cases: { title: string; due: string }[]
    }
    const expected = [
      ...today.owed.map(line =>
        line.status === 'late' ? `${line.until} 补办：${line.title.zh}` : `${line.due} ${line.title.zh}`,
      ),
      ...cases.map(one => `${one.due} 办结：${one.title}`),
    ]
    expect(events.map(one => `${one.day} ${one.title}`).sort()).toEqual(expected.sort())
    expect(new Set(events.map(one => one.uid)).size).toBe(events.length)
    for (const one of events) expect(Date.parse(one.end) - Date.parse(one.day)).toBe(86_400_000)
    expect(events.every(one => one.about.includes('\n'))).toBe(true)

    const tag = answer.headers.get('etag')!
    expect((await zh.get({ 'if-none-match': tag })).status).toBe(304)
    expect((await zh.get({ 'if-none-match': '"other"' })).status).toBe(200)
    const en = read(await (await (await feed(village, 'en')).get()).text())
    expect(en.map(one => one.uid).sort(), 'the same things in another language').toEqual(
      events.map(one => one.uid).sort(),
    )
    expect(en.some(one => /\p{Script=Han}/u.test(one.title.replace(/^Close: .*/, '')))).toBe(false)
  })

  it('keeps the entry and moves its day when a case is given longer, and lets it go when the case is closed', async () => {
    const [district, village] = [await enter('district'), await enter('village')]
    const one = await feed(village, 'zh')
    const what = '台账缺页；补齐, 再报\n并说明 \\ 附件'
    const made = await district.post('/api/cases', {
      ...{ kind: 'supervision.finding', org: 'V01', day: '2012-12-01', due: '2012-12-20', ownerOrg: 'V01' },
      body: { what },
    })
    expect(made.status, JSON.stringify(made.body)).toBe(200)
    const entry = async () => read(await (await one.get()).text()).find(event => event.title === `办结：${what}`)
    const step = async (stage: string, day: string, body: object = {}, by = district) => {
      const told = await by.post('/api/cases/steps', { steps: [{ case: made.body.id, stage, day, body }] })
      expect(told.status, JSON.stringify(told.body)).toBe(200)
    }
    const first = (await entry())!
    expect(first).toMatchObject({ day: '2012-12-20', sequence: 0 })
    await step('extended', '2012-12-19', { due: '2013-01-10', reason: '大雪封路' })
    const later = (await entry())!
    expect(later).toMatchObject({ uid: first.uid, day: '2013-01-10', sequence: 1 })
    expect(later.stamp >= first.stamp).toBe(true)
    await step('notified', '2012-12-20')
    await step('listed', '2012-12-21', { measure: '补页' })
    // The village reports it, the district judges it.
    await step('rectified', '2012-12-22', { proof: '照片' }, village)
    await step('rechecked', '2012-12-23')
    await step('closed', '2012-12-24')
    expect(await entry()).toBeUndefined()
  })

  it('is its holder’s alone: no session opens another’s, an ended one opens nothing, the table does not tell it', async () => {
    const village = await enter('village')
    const town = await enter('town')
    const one = await feed(town, 'zh')
    const stored = await owner<{ row: string }>(`select c::text as row from calendar c where region = $1`, [REGION])
    expect(stored.some(({ row }) => row.includes(one.path.slice(10, -4)))).toBe(false)
    await village.drop(`/api/account/calendars/${one.id}`)
    expect((await one.get()).status, 'not the village’s to end').toBe(200)
    const listed = (await town.get('/api/account/calendars')).body as unknown as { id: string }[]
    expect(listed.map(row => row.id)).toContain(one.id)
    await town.drop(`/api/account/calendars/${one.id}`)
    const gone = await one.get()
    expect(gone.status).toBe(404)
    expect(await gone.text()).toContain('calendar.unknown')
    expect((await fetch(`${base}/calendar/${'x'.repeat(43)}.ics`)).status).toBe(404)
    const told = []
    for (let n = 0; n < 6; n += 1) told.push(problem(await town.post('/api/account/calendars', { language: 'zh' })))
    expect(told).toEqual([undefined, undefined, undefined, undefined, undefined, 'calendar.many'])
  })

  it('is empty from the day on which its holder has left the post', async () => {
    const secretary = await enter('town-secretary')
    const one = await feed(secretary, 'zh')
    expect(read(await (await one.get()).text()).length).toBeGreaterThan(0)
    const district = await enter('district')
    const [who] = await owner<{ person: string }>(
      `select person from account where region = $1 and name = 'town-secretary'`,
      [REGION],
    )
    const day = place.house.today()
    const released = await district.post('/api/register/changes', {
      preview: false,
      change: { act: 'post.release', person: who!.person, org: 'C4', post: 'secretary', day },
    })
    expect(released.status, JSON.stringify(released.body)).toBe(200)
    const after = await one.get()
    expect(after.status, 'the calendar drops what it showed').toBe(200)
    expect(read(await after.text())).toEqual([])
  })

  it('is written by the command line as well', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'jiceng-notice-'))
    const file = join(folder, 'village.ics')
    const run = (...args: string[]) => jiceng([...args, ...place.at.args], { env: place.at.env })
    const wrote = await run('notice', 'calendar', '--account', 'village', '--lang', 'en', '--out', file)
    expect(wrote.err).toBe('')
    expect(read(readFileSync(file, 'utf8')).length).toBeGreaterThan(0)
    expect((await run('notice', 'calendar', '--account', 'nobody', '--out', file)).code).toBe(2)
    rmSync(folder, { recursive: true })
  })
})

const HOOK = {
  wecom: '/cgi-bin/webhook/send?key=k-1',
  dingtalk: '/robot/send?access_token=t-1',
  feishu: '/open-apis/bot/v2/hook/h-1',
} as const

async function robot(who: Visitor, more: Readonly<Record<string, unknown>> & { make: keyof typeof HOOK }) {
  const body = { org: 'C4', caption: '镇群', hour: 8, address: `${there}${HOOK[more.make]}`, ...more }
  const made = await who.post('/api/robots', body)
  return { status: made.status, code: problem(made), id: String(made.body.id) }
}
const rows = async (who: Visitor) => (await who.get('/api/robots')).body as unknown as RobotRow[]

describe('a group robot', () => {
  it('is set for organizations in sight by whoever looks after accounts, at its maker’s address and nowhere else', async () => {
    const town = await enter('town')
    const village = await enter('village')
    expect((await robot(village, { make: 'wecom', org: 'V01' })).code).toBe('access.denied')
    expect((await village.get('/api/robots')).status).toBe(403)
    expect((await robot(town, { make: 'wecom', org: 'F01' })).code, 'out of sight').toBe('org.unknown')
    for (const [make, address] of [
      ['wecom', 'not an address'],
      ['wecom', 'http://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=k'],
      ['wecom', 'https://qyapi.weixin.qq.com:8443/cgi-bin/webhook/send?key=k'],
      ['wecom', 'https://qyapi.weixin.qq.com.evil.example/cgi-bin/webhook/send?key=k'],
      ['wecom', 'https://qyapi.weixin.qq.com@127.0.0.1/cgi-bin/webhook/send?key=k'],
      ['wecom', 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send'],
      ['wecom', 'https://oapi.dingtalk.com/robot/send?access_token=k'],
      ['dingtalk', 'https://127.0.0.1/robot/send?access_token=k'],
      ['dingtalk', 'https://169.254.169.254/robot/send?access_token=k'],
      ['feishu', 'https://open.feishu.cn/open-apis/bot/v2/hook/../../../im'],
      ['feishu', 'http://localhost:1/open-apis/bot/v2/hook/h'],
    ] as const)
      expect((await robot(town, { make, address })).code, address).toBe('robot.address')
    expect(await rows(town)).toEqual([])
    for (const address of [
      '127.0.0.1',
      '10.1.2.3',
      '100.64.0.1',
      '169.254.169.254',
      '::1',
      'fd00::1',
      '::ffff:10.0.0.1',
    ])
      expect(isInside(address), address).toBe(true)
    for (const address of ['1.1.1.1', '203.119.207.1', '2400:3200::1']) expect(isInside(address), address).toBe(false)
  })

  it('is signed as its make asks, names nobody, and its own words are shown when it refuses', async () => {
    const town = await enter('town')
    const trials: Record<string, string> = {}
    for (const [make, secret] of [
      ['wecom', undefined],
      ['dingtalk', 'SEC-ding'],
      ['feishu', 'SEC-fei'],
    ] as const) {
      const made = await robot(town, { make, secret, caption: make })
      expect(made.status, made.code).toBe(200)
      trials[make] = made.id
    }
    says = ({ path }) => (path.startsWith('/open-apis') ? { code: 0, msg: 'success' } : { errcode: 0, errmsg: 'ok' })
    got.length = 0
    for (const id of Object.values(trials))
      expect((await town.post(`/api/robots/${id}/trial`)).body).toEqual({ result: 'sent', said: null })
    const [wecom, ding, fei] = got
    expect(wecom!.query.get('key')).toBe('k-1')
    expect(wecom!.body).toMatchObject({ msgtype: 'text', text: { content: expect.stringContaining('【基层】') } })
    const stamp = String(now().getTime())
    expect(ding!.query.get('timestamp')).toBe(stamp)
    expect(ding!.query.get('sign')).toBe(createHmac('sha256', 'SEC-ding').update(`${stamp}\nSEC-ding`).digest('base64'))
    const seconds = stamp.slice(0, -3)
    expect(fei!.body).toMatchObject({
      ...{ timestamp: seconds, msg_type: 'text' },
      sign: createHmac('sha256', `${seconds}\nSEC-fei`).update('').digest('base64'),
    })

    says = () => ({ errcode: 45009, errmsg: 'api freq out of limit' })
    expect((await town.post(`/api/robots/${trials.wecom}/trial`)).body).toEqual({
      result: 'refused',
      said: '45009 api freq out of limit',
    })
    expect((await rows(town)).find(row => row.make === 'wecom')).toMatchObject({
      last: { result: 'refused', said: '45009 api freq out of limit' },
      host: new URL(there).host,
    })
    const stored = await owner<{ row: string }>('select r::text as row from robot r where region = $1', [REGION])
    expect(
      stored.some(({ row }) => /k-1|t-1|h-1|SEC-/.test(row)),
      'sealed',
    ).toBe(false)
    expect(JSON.stringify(await rows(town))).not.toMatch(/k-1|t-1|h-1|SEC-/)

    const village = await enter('village')
    expect((await village.post(`/api/robots/${trials.wecom}/trial`)).status).toBe(403)
    for (const id of Object.values(trials)) expect((await town.drop(`/api/robots/${id}`)).status).toBe(200)
    expect(await owner('select 1 from robot where region = $1', [REGION])).toEqual([])
    expect(problem(await town.post(`/api/robots/${trials.wecom}/trial`))).toBe('robot.unknown')
  })

  it('says each day once how much waits, whatever restarts', async () => {
    const town = await enter('town')
    const { id } = await robot(town, { make: 'wecom' })
    says = () => ({ errcode: 0, errmsg: 'ok' })
    got.length = 0
    await restart('2026-11-29T23:59:00Z')
    expect(got, 'a minute before eight').toEqual([])
    await restart('2026-11-30T00:00:00Z')
    await restart('2026-11-30T00:01:00Z')
    await restart('2026-11-30T03:00:00Z')
    expect(got).toHaveLength(1)
    const text = got[0]!.body.text!.content
    expect(text).toContain('https://jiceng.example/today')
    expect(text).toMatch(/^【基层】今天等着办的：.*\d+ 期/)
    const names = await owner<{ name: string }>(
      `select distinct name from person where region = $1 union select distinct short from org where region = $1`,
      [REGION],
    )
    expect(names.filter(({ name }) => text.includes(name))).toEqual([])
    const told = (await (await enter('town')).get('/api/digest?org=C4')).body
    expect(told.text).toBe(text)
    await restart('2026-12-01T00:10:00Z')
    expect(got, 'another day').toHaveLength(2)
    await restart('2026-12-02T07:00:00Z')
    expect(got, 'a morning’s word is not sent in the afternoon').toHaveLength(2)
    expect((await rows(await enter('town'))).find(row => row.id === id)!.days).toMatchObject([
      { day: '2026-12-01', state: 'sent', tries: 1 },
      { day: '2026-11-30', state: 'sent', tries: 1 },
    ])
  })

  it('is tried again later and later when it refused, and not when nobody knows whether it arrived', async () => {
    const [row] = await rows(await enter('town'))
    const day = async () => {
      const found = (await rows(await enter('town'))).find(one => one.id === row!.id)!
      return { state: found.days[0]!.state, tries: found.days[0]!.tries, said: found.last?.said }
    }
    got.length = 0
    says = () => ({ errcode: 93000, errmsg: 'invalid webhook url' })
    await restart('2026-12-03T00:00:00Z')
    expect(await day()).toEqual({ state: 'waiting', tries: 1, said: '93000 invalid webhook url' })
    await restart('2026-12-03T00:00:30Z')
    expect(got, 'not before its time').toHaveLength(1)
    await restart('2026-12-03T00:01:00Z')
    expect(await day()).toMatchObject({ state: 'waiting', tries: 2 })
    says = () => ({ errcode: 0, errmsg: 'ok' })
    await restart('2026-12-03T00:06:00Z')
    await restart('2026-12-03T01:00:00Z')
    expect(await day()).toEqual({ state: 'sent', tries: 3, said: null })
    expect(got).toHaveLength(3)

    says = () => null
    await restart('2026-12-04T00:00:00Z')
    await restart('2026-12-04T02:00:00Z')
    expect(got).toHaveLength(4)
    expect(await day()).toMatchObject({ state: 'unsure', tries: 1 })

    // A server that died between claiming and hearing has left only the claim.
    await app.close()
    await owner(
      `insert into robot_day (region, robot, day, state, tries, claimed_at) values ($1, $2, '2026-12-05', 'claimed', 1, '2026-12-05T00:00:00Z')`,
      [REGION, row!.id],
    )
    await open()
    await restart('2026-12-05T01:00:00Z')
    expect(got).toHaveLength(4)
    expect(await day()).toMatchObject({ state: 'unsure', tries: 1 })
  })
})

describe('a robot from the command line', () => {
  it('is set with its address from standard input, tried, listed and ended; its address is never shown', async () => {
    const run = (args: readonly string[], input = '') =>
      jiceng([...args, ...place.at.args], { env: { ...place.at.env, JICENG_ROBOT_ORIGINS: there }, input })
    const address = `${there}/cgi-bin/webhook/send?key=k-command`
    const set = (...more: string[]) =>
      run(['robot', 'set', '--org', 'C4', '--make', 'wecom', '--caption', '乡镇工作群', ...more], `${address}\n`)
    const night = await set('--hour', '3')
    expect(night.code).toBe(2)
    expect(night.err).toMatch(/hour/)
    const made = await set('--hour', '9')
    expect([made.code, made.err]).toEqual([0, ''])
    const id = made.out.trim()
    got.length = 0
    says = () => ({ errcode: 0, errmsg: 'ok' })
    expect(await run(['robot', 'try', id])).toMatchObject({ code: 0, out: expect.stringMatching(/^sent/) })
    expect(got).toHaveLength(1)
    says = () => ({ errcode: 93000, errmsg: 'invalid webhook url' })
    expect(await run(['robot', 'try', id])).toMatchObject({ code: 1, out: expect.stringContaining('93000') })
    const listed = await run(['robot', 'list'])
    expect(listed.out).toMatch(new RegExp(`${id}.*C4.*wecom.*乡镇工作群.*9:00.*refused by the robot 93000`))
    expect(listed.out + made.out).not.toContain('k-command')
    const wrong = await run(
      ['robot', 'set', '--org', 'C4', '--make', 'feishu', '--caption', 'x'],
      'https://example.com/hook',
    )
    expect(wrong.code).toBe(2)
    expect(await run(['robot', 'end', id])).toMatchObject({ code: 0 })
    expect((await run(['robot', 'list'])).out).not.toContain(id)
    expect(await run(['robot', 'end', id])).toMatchObject({ code: 2 })
    const said = await run(['notice', 'digest', '--org', 'C4'])
    expect([said.code, said.out.trim().split('\n').length]).toEqual([0, 1])
  })
})
