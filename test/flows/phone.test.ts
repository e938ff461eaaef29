// The phone as a village secretary uses it: the real server behind a bad line, a real browser, days without signal.
import { randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, request, type Server, type ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import axe from 'axe-core'
import type { FastifyInstance } from 'fastify'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { readyDistrict } from '../../src/district/index.ts'
import { loadDistrict } from '../../src/district/load.sql.ts'
import type { RecordRow } from '../../src/record/record.api.ts'
import type { TwinPair } from '../../src/record/twin.api.ts'
import type { District } from '../../src/register/facts.ts'
import { type House, openHouse, REGION } from '../../src/server/house.node.ts'
import { serve } from '../../src/server/serve.node.ts'
import { composed } from '../../src/store/store.ts'
import { type Day, day, dayAt, plusDays } from '../../src/time/day.ts'
import { launch, PATIENCE } from '../chromium.ts'
import { migrated, type TestPlace } from '../place.ts'
import { jiceng } from '../ready.ts'
import { SlowUser } from '../slow-user.ts'

const HAND = { width: 390, height: 844 }
const NARROW = { width: 360, height: 780 }
const ATTENDEES = 30
const today = dayAt(new Date())
const ago = (days: number) => plusDays(today, -days)

let place: TestPlace
let house: House
let app: FastifyInstance
let line: Line
let browser: Browser
let base = ''
let complaints: string[] = []

/** The line between phone and server. It may hold the server's answer back: the request has arrived and nobody knows. */
class Line {
  /** `through`; or `mute`: what is asked arrives, what is answered does not; or `dead`. */
  mode: 'through' | 'mute' | 'dead' = 'through'
  /** Called when a muted request has been answered by the server. */
  muted: () => void = () => undefined
  private readonly server: Server
  private held: ServerResponse[] = []

  constructor(to: number) {
    this.server = createServer((asked, answer) => {
      if (this.mode === 'dead') return void asked.destroy()
      const mute = this.mode === 'mute' && asked.method === 'POST' && asked.url === '/api/records'
      const { method, url: path, headers } = asked
      const onward = request({ port: to, host: '127.0.0.1', method, path, headers }, given => {
        if (mute) {
          this.held.push(answer)
          given.resume().on('end', () => this.muted())
          return
        }
        answer.writeHead(given.statusCode!, given.headers)
        given.pipe(answer)
      })
      onward.on('error', () => answer.destroy())
      asked.pipe(onward)
    })
  }

  listen(): Promise<number> {
    return new Promise(done =>
      this.server.listen(0, '127.0.0.1', () => done((this.server.address() as { port: number }).port)),
    )
  }

  /** Breaks the connections that wait for an answer, and carries answers again, or nothing. */
  mend(mode: 'through' | 'dead' = 'through'): void {
    this.mode = mode
    for (const answer of this.held.splice(0)) answer.destroy()
  }

  close(): void {
    this.mend()
    this.server.closeAllConnections()
    this.server.close()
  }
}

/** The ready district, with so many members in the village that a meeting of thirty can be held. */
function district(): District {
  const { clock: _clock, ...ready } = readyDistrict()
  const village = ready.orgs.find(org => org.code === 'V01')!.id
  const here = ready.memberships.filter(one => one.org === village && one.to === null).length
  const posted = new Set(ready.posts.map(post => post.person))
  const others = ready.memberships.filter(one => one.org !== village && one.to === null && !posted.has(one.person))
  const moved = new Set(others.slice(0, ATTENDEES - here).map(one => one.id))
  // They come after the last day of which anything is recorded: what they were on the roll of stays as it was.
  const since = day('2013-01-01')
  return {
    ...ready,
    memberships: ready.memberships.flatMap(one =>
      moved.has(one.id)
        ? [
            { ...one, to: since },
            { ...one, id: randomUUID(), org: village, from: since },
          ]
        : [one],
    ),
  }
}

/** Where the server itself listens; a restarted one listens there again. */
let port = 0

beforeAll(async () => {
  place = await migrated()
  house = await openHouse(place.place)
  await loadDistrict(house.store, house.charter, REGION, district(), true)
  await house.settle()
  app = await serve(house, 0)
  port = (app.server.address() as { port: number }).port
  line = new Line(port)
  base = `http://127.0.0.1:${await line.listen()}`
  browser = await launch()
})

afterAll(async () => {
  await browser?.close()
  line?.close()
  await app?.close()
  await house?.close()
  await place?.remove()
})

afterEach(() => {
  const said = complaints
  complaints = []
  // A refused record and a lost line are told by the browser, too; they are what these tests are about.
  expect(
    said.filter(text => !/Failed to load resource/.test(text)),
    'the browser console',
  ).toEqual([])
})

async function newPhone(locale = 'zh-CN', viewport = HAND): Promise<BrowserContext> {
  const phone = await browser.newContext({ viewport, locale, hasTouch: true, isMobile: true, acceptDownloads: true })
  phone.setDefaultTimeout(PATIENCE)
  return phone
}

async function opened(phone: BrowserContext, path = '/m'): Promise<Page> {
  const page = await phone.newPage()
  page.on('console', message => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  page.on('pageerror', fault => complaints.push(fault.message))
  page.on('dialog', dialog => void dialog.accept())
  await page.goto(base + path)
  return page
}

/** A phone on which an account has signed in, with its lists and its service worker in place. */
async function signedIn(phone: BrowserContext, account = 'village'): Promise<Page> {
  const page = await opened(phone)
  await page.locator(`[data-account=${account}]`).click()
  // The first in a house waits until the running year is settled.
  await page.locator('.kind').first().waitFor()
  await page.evaluate('navigator.serviceWorker.ready.then(() => true)')
  await expect.poll(() => page.evaluate('navigator.serviceWorker.controller !== null')).toBe(true)
  return page
}

/** Fills in a study day and saves it; the day is the phone's today unless said. */
async function record(page: Page, topic: string, day?: Day): Promise<void> {
  await home(page)
  await page.locator('[data-kind="study.day"]').click()
  await page.locator('.form').waitFor()
  if (day) await page.locator('input[type=date]').fill(day)
  if (await page.locator('.known').isVisible()) await page.locator('.known .button:not(.button-main)').click()
  await page.locator('#field-topic').fill(topic)
  await page.locator('.bar .button-main').click()
  await page.locator('.review .button-main').click()
  await page.locator('.saved').waitFor()
}

async function home(page: Page): Promise<void> {
  await page.evaluate(`location.hash = ''`)
  await page.locator('.kind').first().waitFor()
}

/** What the server has of a topic, read at its own door. */
async function stored(topic: string): Promise<RecordRow[]> {
  const entered = await fetch(`http://127.0.0.1:${port}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ account: 'district' }),
  })
  const cookie = entered.headers.get('set-cookie')!.split(';')[0]!
  const rows = await fetch(`http://127.0.0.1:${port}/api/records?kind=study.day&org=V01&period=${today.slice(0, 4)}`, {
    headers: { cookie },
  })
  return ((await rows.json()) as RecordRow[]).filter(row => String(row.body.topic).startsWith(topic))
}

/** Waits until nothing on the phone is unsent. */
async function allSent(page: Page): Promise<void> {
  await page.locator('.top-unsent').waitFor({ state: 'detached' })
  await expect.poll(() => page.locator('[data-held]').count()).toBe(0)
}

/** Reads the unsent list: where each record is. */
async function whereabouts(page: Page): Promise<string[]> {
  await page.evaluate(`location.hash = '#/unsent'`)
  await page.locator('.held').first().waitFor()
  return page
    .locator('.held')
    .evaluateAll(all => all.map(one => (one as unknown as { dataset: { where: string } }).dataset.where))
}

/** Fills the browser's storage by halves until nothing fits any more. */
const FILL = `new Promise(done => {
  const opening = indexedDB.open('photos', 1)
  opening.onupgradeneeded = () => opening.result.createObjectStore('photos', { autoIncrement: true })
  opening.onsuccess = () => {
    const take = size => {
      if (size < 64) return done(true)
      const writing = opening.result.transaction('photos', 'readwrite')
      const bytes = crypto.getRandomValues(new Uint8Array(Math.min(size, 65536)))
      writing.objectStore('photos').put(new Uint8Array(size).map((_, n) => bytes[n % bytes.length]))
      writing.oncomplete = () => take(size)
      writing.onabort = () => take(size >> 1)
    }
    take(1 << 20)
  }
})`

/** Whether something of a store on the phone's shelf is as said: the disk is a moment behind the finger. */
const kept = (store: string, says: string) => `new Promise(done => {
  const opening = indexedDB.open('jiceng-phone')
  opening.onsuccess = () => {
    const asked = opening.result.transaction('${store}').objectStore('${store}').getAll()
    asked.onsuccess = () => {
      opening.result.close()
      done(asked.result.some(one => ${says}))
    }
  }
})`
const AWAY_KEPT = kept('drafts', 'Object.keys(one.away).length > 0')
const COMPLAINT_KEPT = kept('kept', 'Boolean(one.text)')

describe('two minutes on the phone', () => {
  it('records a study day of thirty people, three of them away, in twelve taps and ninety seconds', async () => {
    const phone = await newPhone()
    const page = await signedIn(phone)
    const begun = Date.now()
    const user = new SlowUser(page, true)
    user.look()
    await user.tap('.row-owed')
    await page.locator('.form').waitFor()
    expect(await page.locator('.person').count()).toBe(ATTENDEES)
    expect(await page.locator('.person[aria-pressed=true]').count()).toBe(ATTENDEES)
    await user.say('#field-topic', '草原生态保护补助政策，议定八月打草分工')
    user.look()
    for (const nth of [4, 11, 22]) await user.tap('.person', nth)
    await user.tap('.away .choice', 1)
    await user.tap('.bar .button-main')
    user.look()
    await user.tap('.review .button-main')
    await page.locator('.saved .done').waitFor()
    console.log(
      `study day, ${ATTENDEES} people: ${user.taps} taps, ${user.seconds} s by a slow user, ${Date.now() - begun} ms of it the machine`,
    )
    expect(user.taps).toBeLessThanOrEqual(12)
    expect(user.seconds).toBeLessThanOrEqual(90)
    const [row] = await stored('草原生态')
    expect([row!.present, row!.due, row!.day]).toEqual([27, 30, today])
    await phone.close()
  })

  it('records a visit in sixty seconds', async () => {
    const phone = await newPhone()
    const page = await signedIn(phone, 'district')
    await page.locator('.below summary').click()
    await page
      .locator('.below [data-org]', { hasText: '巴音朔敏' })
      .or(page.locator('.below [data-org]'))
      .first()
      .click()
    await page.locator('.note .button').waitFor()
    const begun = Date.now()
    const user = new SlowUser(page, true)
    user.look()
    if (!(await page.locator('[data-kind="contact.visit"]').isVisible())) await user.tap('details:not(.below) summary')
    await user.tap('[data-kind="contact.visit"]')
    await page.locator('.form').waitFor()
    await user.choose('#field-person', 1)
    await user.say('#field-need', '冬季饲草不足')
    await user.say('#field-help', '联系草料二十吨，月底前送到')
    await user.tap('.bar .button-main')
    user.look()
    await user.tap('.review .button-main')
    await page.locator('.saved .done').waitFor()
    console.log(
      `visit: ${user.taps} taps, ${user.seconds} s by a slow user, ${Date.now() - begun} ms of it the machine`,
    )
    expect(user.taps).toBeLessThanOrEqual(12)
    expect(user.seconds).toBeLessThanOrEqual(60)
    await phone.close()
  })

  it('opens a form by its address, with organization and day, and tells below what the month asked and takes a complaint', async () => {
    const phone = await newPhone()
    const page = await signedIn(phone)
    await page.evaluate(`location.hash = '#/new/study.day/V01/${ago(47)}'`)
    await page.locator('.form').waitFor()
    expect(await page.locator('input[type=date]').inputValue()).toBe(ago(47))
    expect(await page.locator('.person[aria-pressed=true]').count()).toBe(ATTENDEES)
    // Earlier turns are undone here: they are offered before that of the day, which is taken unless somebody chooses.
    const turns = page.locator('fieldset', { hasText: '为哪一期' }).locator('.choice')
    expect(await turns.count()).toBeGreaterThan(1)
    expect(await turns.last().innerText()).toBe('日期所在的一期')
    expect(await turns.last().getAttribute('aria-pressed')).toBe('true')
    await page.evaluate('history.back()')
    await page.locator('.burden-line', { hasText: /手填 \d+ 项|还没有填报/ }).tap()
    await page.getByRole('button', { name: '送出' }).tap()
    await page.locator('#text-said.fault').waitFor()
    await page.locator('#text').fill('同一个数一个月要了三次')
    await page.waitForFunction(COMPLAINT_KEPT)
    await page.reload()
    await expect.poll(() => page.locator('#text').inputValue()).toBe('同一个数一个月要了三次')
    await page.getByRole('button', { name: '送出' }).tap()
    await page.locator('#text-said.done').waitFor()
    await page.locator('.plain li', { hasText: '同一个数一个月要了三次' }).waitFor()
    expect(await page.locator('#text').inputValue()).toBe('')
    await phone.close()
  })

  it('loads little, and nothing of the desk', async () => {
    const folder = join(import.meta.dirname, '..', '..', 'dist', 'web', 'm')
    const html = readFileSync(join(folder, 'index.html'), 'utf8')
    const names = [...html.matchAll(/"\/m\/(assets\/[^"]+)"/g)].map(([, name]) => name!)
    expect(names.length).toBeGreaterThanOrEqual(2)
    const sizes = [html, ...names.map(name => readFileSync(join(folder, name), 'utf8'))].map(
      text => gzipSync(text).length,
    )
    const total = sizes.reduce((sum, size) => sum + size, 0)
    console.log(`first load of the phone's route: ${(total / 1000).toFixed(1)} kB gzip`)
    expect(total).toBeLessThan(180_000)
    const phone = await newPhone()
    const page = await phone.newPage()
    const asked: string[] = []
    page.on('request', one => asked.push(new URL(one.url()).pathname))
    await page.goto(`${base}/m`)
    await page.locator('.door .row').first().waitFor()
    expect(asked.filter(path => !path.startsWith('/m') && !path.startsWith('/api/'))).toEqual([])
    await phone.close()
  })

  it('can be put on the home screen, and asks the browser to keep what is not sent', async () => {
    const phone = await newPhone()
    let asked = 0
    await phone.exposeFunction('persistenceAsked', () => {
      asked++
    })
    await phone.addInitScript(`{
      const own = navigator.storage.persist
      StorageManager.prototype.persist = function () { persistenceAsked(); return own.call(this) }
    }`)
    const page = await signedIn(phone)
    const wire = await phone.newCDPSession(page)
    const { installabilityErrors } = await wire.send('Page.getInstallabilityErrors')
    // A private window installs nothing; it is the only reason left.
    expect(installabilityErrors.map(one => one.errorId).filter(id => id !== 'in-incognito')).toEqual([])
    expect(asked, 'not before there is something to lose').toBe(0)
    await phone.setOffline(true)
    await record(page, '要留住', ago(23))
    await expect.poll(() => asked).toBeGreaterThan(0)
    await phone.close()
  })
})

describe('a bad line', () => {
  it('keeps what was recorded in eight days without signal, through reloads, and sends each once', async () => {
    const phone = await newPhone()
    const page = await signedIn(phone)
    await phone.setOffline(true)
    for (const back of [8, 7, 5, 3, 1]) {
      await page.clock.setFixedTime(new Date(`${ago(back)}T10:00:00+08:00`))
      await page.reload()
      await record(page, `牧区八日 ${back}`)
      expect(await page.locator('.saved').innerText()).toContain('有信号时自动发出')
    }
    await page.clock.setFixedTime(new Date())
    expect(await whereabouts(page)).toEqual(Array(5).fill('unsent.waiting'))
    expect(await stored('牧区八日')).toEqual([])
    await phone.setOffline(false)
    await allSent(page)
    const rows = await stored('牧区八日')
    expect(rows.map(row => row.day).sort()).toEqual([8, 7, 5, 3, 1].map(ago).sort())
    await phone.close()
  })

  it('opens without signal after the tab was closed, and offers what it knows already', async () => {
    const phone = await newPhone()
    const first = await signedIn(phone)
    await record(first, '已知学习', ago(2))
    await first.locator('.saved .done').waitFor()
    await first.close()
    await phone.setOffline(true)
    const page = await opened(phone)
    await page.locator('[data-kind="study.day"]').click()
    await page.locator('.form').waitFor()
    await page.locator('input[type=date]').fill(ago(2))
    await page.locator('.known').waitFor()
    expect(await page.locator('.known').innerText()).toContain('已知学习')
    await page.locator('.known .button-main').click()
    await page.locator('.kind').first().waitFor()
    expect(await page.locator('.row-pair').count()).toBe(0)
    await phone.close()
  })

  it('keeps a form through a reload in its middle, and through a killed tab', async () => {
    const phone = await newPhone()
    const page = await signedIn(phone)
    await page.locator('[data-kind="study.day"]').click()
    await page.locator('.form').waitFor()
    await page.locator('input[type=date]').fill(ago(20))
    await page.locator('#field-topic').fill('写到一半')
    await page.locator('.person').nth(3).click()
    await page.waitForFunction(AWAY_KEPT)
    await page.reload()
    await page.locator('.form').waitFor()
    expect(await page.locator('#field-topic').inputValue()).toBe('写到一半')
    expect(await page.locator('.person[aria-pressed=false]').count()).toBe(1)
    await page.locator('#field-hours').fill('２')
    await page.close()
    const again = await opened(phone)
    await again.locator('.row-pair .row').click()
    expect(await again.locator('#field-hours').inputValue()).toBe('２')
    await again.locator('.bar .button-main').click()
    await again.locator('.review .button-main').click()
    await again.locator('.saved .done').waitFor()
    expect((await stored('写到一半')).map(row => [row.body.hours, row.present])).toEqual([[2, 29]])
    await phone.close()
  })

  it('sends once what was under way when the tab was killed', async () => {
    const phone = await newPhone()
    const page = await signedIn(phone)
    line.mode = 'mute'
    const arrived = new Promise<void>(done => {
      line.muted = done
    })
    await record(page, '半路关掉', ago(4))
    await arrived
    expect(await stored('半路关掉')).toHaveLength(1)
    await page.close({ runBeforeUnload: false })
    line.mend()
    const again = await opened(phone)
    await again.locator('.kind').first().waitFor()
    await allSent(again)
    expect(await stored('半路关掉')).toHaveLength(1)
    await phone.close()
  })

  it('does not let go of a record while nobody knows whether it arrived', async () => {
    const phone = await newPhone()
    const page = await signedIn(phone)
    line.mode = 'mute'
    const arrived = new Promise<void>(done => {
      line.muted = done
    })
    await record(page, '没有回音', ago(6))
    await arrived
    // The connection breaks: the phone has no answer, the server has the record.
    line.mend('dead')
    await page.locator('[data-where="unsent.tried"]').waitFor()
    expect(await page.locator('.held .button').count(), 'nothing there changes or deletes it').toBe(0)
    line.mend()
    await page.locator('.top-unsent').click()
    await page.getByRole('button', { name: '现在发' }).click()
    await allSent(page)
    expect(await stored('没有回音')).toHaveLength(1)
    await phone.close()
  })

  it('sends after the server was restarted during a save', async () => {
    const phone = await newPhone()
    const page = await signedIn(phone)
    await app.close()
    await record(page, '重启期间', ago(9))
    await page.locator('[data-where="unsent.tried"], [data-where="unsent.waiting"]').waitFor()
    app = await serve(house, port)
    await page.evaluate(`location.hash = '#/unsent'`)
    await page.getByRole('button', { name: '现在发' }).click()
    await allSent(page)
    expect(await stored('重启期间')).toHaveLength(1)
    await phone.close()
  })

  it('takes any other page that answers for no signal', async () => {
    const phone = await newPhone()
    const page = await signedIn(phone)
    await page.route('**/api/**', route =>
      route.fulfill({ status: 200, contentType: 'text/html', body: '<h1>Wi-Fi</h1>' }),
    )
    await record(page, '宾馆网络', ago(10))
    await page.locator('[data-where="unsent.waiting"], [data-where="unsent.tried"]').waitFor()
    await page.unroute('**/api/**')
    await page.evaluate(`location.hash = '#/unsent'`)
    await page.getByRole('button', { name: '现在发' }).click()
    await allSent(page)
    expect(await stored('宾馆网络')).toHaveLength(1)
    await phone.close()
  })
})

describe('what goes wrong', () => {
  it('goes on past a record over which the server fails, tries it last, says so and opens it', async () => {
    const owner = (sql: string) => house.store.asOwner(REGION, tx => tx.run(composed(sql)))
    await owner(`alter table record add constraint broken check (body->>'topic' is distinct from '坏的一条') not valid`)
    const phone = await newPhone()
    const page = await signedIn(phone)
    const order: string[] = []
    page.on('request', asked => {
      const topic = /"topic":"([^"]+)"/.exec(asked.postData() ?? '')?.[1]
      if (topic && asked.url().endsWith('/api/records')) order.push(topic)
    })
    line.mend('dead')
    await record(page, '坏的一条', ago(12))
    await record(page, '好的一条', ago(11))
    await record(page, '又一条好的', ago(9))
    order.length = 0
    line.mend()
    await page.evaluate(`location.hash = '#/unsent'`)
    await page.getByRole('button', { name: '现在发' }).click()
    await page.locator('[data-where="unsent.stuck"]').waitFor()
    await expect.poll(() => page.locator('.held').count()).toBe(1)
    expect(await stored('好的一条')).toHaveLength(1)
    expect(await stored('又一条好的')).toHaveLength(1)
    expect(await page.locator('.held').innerText()).toMatch(/服务器处理这一条时出错[\s\S]*编号 [0-9a-f-]{36}/)
    expect(order.slice(0, 3).sort()).toEqual(['又一条好的', '坏的一条', '好的一条'].sort())
    // A new one goes before it.
    order.length = 0
    await record(page, '第四条', ago(8))
    await expect.poll(async () => (await stored('第四条')).length).toBe(1)
    expect(order.indexOf('第四条')).toBeLessThan(order.indexOf('坏的一条') === -1 ? 99 : order.indexOf('坏的一条'))
    await page.evaluate(`location.hash = '#/unsent'`)
    await page.locator('.held .button', { hasText: '改正' }).click()
    await page.locator('#field-topic').fill('改好的一条')
    if (await page.locator('.known').isVisible()) await page.locator('.known .button:not(.button-main)').click()
    await page.locator('.bar .button-main').click()
    await page.locator('.review .button-main').click()
    await expect.poll(async () => (await stored('改好的一条')).length).toBe(1)
    await owner('alter table record drop constraint broken')
    await phone.close()
  })

  it('keeps a record that the server refuses, says why and how to put it right', async () => {
    const phone = await newPhone()
    const page = await signedIn(phone)
    await page.clock.setFixedTime(new Date(`${plusDays(today, 1)}T10:00:00+08:00`))
    await page.reload()
    await page.locator('.note-bad', { hasText: '快 1 天' }).waitFor()
    await record(page, '钟快一天')
    await page.locator('[data-where="unsent.refused"]').waitFor()
    expect(await page.locator('.held').innerText()).toContain('还没有到')
    // The reason follows the language.
    await page.locator('.top-language').click()
    expect(await page.locator('.held').innerText()).toContain('has not come yet')
    await page.locator('.top-language').click()
    // Opened to be corrected, the form says the reason beside the field that it speaks of, also after a reload.
    await page.locator('.held .button', { hasText: '改正' }).click()
    const reason = page.locator('.field', { has: page.locator('input[type=date]') }).locator('.fault')
    await reason.waitFor()
    await page.reload()
    expect(await reason.innerText()).toContain('还没有到')
    if (await page.locator('.known').isVisible()) await page.locator('.known .button:not(.button-main)').click()
    await page.locator('.bar .button-main').click()
    await page.locator('.review .button-main').click()
    await page.locator('[data-where="unsent.refused"]').waitFor()
    await page.locator('.held .button', { hasText: '改为' }).click()
    await page.locator('.form').waitFor()
    expect(await reason.count(), 'what was changed is no longer what was refused').toBe(0)
    if (await page.locator('.known').isVisible()) await page.locator('.known .button:not(.button-main)').click()
    expect(await page.locator('#field-topic').inputValue()).toBe('钟快一天')
    await page.locator('.bar .button-main').click()
    await page.locator('.review .button-main').click()
    await page.locator('.saved .done').waitFor()
    expect((await stored('钟快一天')).map(row => row.day)).toEqual([today])
    await phone.close()
  })

  it('says that the clock of the phone is a day behind, and records the day that it shows', async () => {
    const phone = await newPhone()
    const page = await signedIn(phone)
    await page.clock.setFixedTime(new Date(`${ago(1)}T10:00:00+08:00`))
    await page.reload()
    await page.locator('.note-bad', { hasText: '慢 1 天' }).waitFor()
    await record(page, '钟慢一天')
    await page.locator('.saved .done').waitFor()
    expect((await stored('钟慢一天')).map(row => row.day)).toEqual([ago(1)])
    await phone.close()
  })

  it('loses nothing when the session ends during typing', async () => {
    const phone = await newPhone()
    const page = await signedIn(phone)
    await page.locator('[data-kind="study.day"]').click()
    await page.locator('input[type=date]').fill(ago(24))
    await page.locator('#field-topic').fill('登录过期')
    await phone.clearCookies()
    await page.locator('.bar .button-main').click()
    await page.locator('.review .button-main').click()
    await page.locator('[data-where="unsent.unsigned"]').waitFor()
    await page.locator('.note .button', { hasText: '登录' }).click()
    await page.locator('[data-account=village]').click()
    await allSent(page)
    expect(await stored('登录过期')).toHaveLength(1)
    await phone.close()
  })

  it('sends nothing in the name of somebody else who has signed in meanwhile', async () => {
    const phone = await newPhone()
    const page = await signedIn(phone)
    await phone.setOffline(true)
    await record(page, '别人登录', ago(13))
    await page.request.post(`${base}/api/session`, { data: { account: 'district' } })
    await phone.setOffline(false)
    await page.evaluate(`location.hash = '#/unsent'`)
    await page.locator('[data-where="unsent.stranger"]').waitFor()
    expect(await stored('别人登录')).toEqual([])
    await page.request.post(`${base}/api/session`, { data: { account: 'village' } })
    await page.getByRole('button', { name: '现在发' }).click()
    await allSent(page)
    expect((await stored('别人登录')).map(row => row.by)).toEqual(['village'])
    await phone.close()
  })

  it('says that the phone is full, keeps what was typed, and saves when there is room again', async () => {
    const phone = await newPhone()
    const page = await opened(phone)
    const wire = await phone.newCDPSession(page)
    await wire.send('Storage.overrideQuotaForOrigin', { origin: base, quotaSize: 8 << 20 })
    await page.locator('[data-account=village]').click()
    await page.locator('[data-kind="study.day"]').click()
    await page.locator('.form').waitFor()
    await page.locator('input[type=date]').fill(ago(14))
    // Photos and videos take all the room, down to the last kilobyte.
    await page.evaluate(FILL)
    await page.locator('#field-topic').fill('存满了')
    await page.locator('.note-bad', { hasText: '没有备份' }).waitFor()
    await page.locator('.bar .button-main').click()
    await page.locator('.review .button-main').click()
    await page.locator('.note-bad', { hasText: '没有存上' }).waitFor()
    expect(await page.locator('.review').innerText()).toContain('存满了')
    expect(await stored('存满了')).toEqual([])
    await wire.send('Storage.overrideQuotaForOrigin', { origin: base })
    await page.locator('.review .button-main').click()
    await page.locator('.saved .done').waitFor()
    expect(await stored('存满了')).toHaveLength(1)
    await phone.close()
  })

  it('takes a text that is composed, and does not send a form by its Enter', async () => {
    const phone = await newPhone()
    const page = await signedIn(phone)
    await page.locator('[data-kind="study.day"]').click()
    await page.locator('input[type=date]').fill(ago(15))
    await page.locator('#field-topic').click()
    const wire = await phone.newCDPSession(page)
    await wire.send('Input.imeSetComposition', { text: 'xue xi', selectionStart: 6, selectionEnd: 6 })
    await wire.send('Input.imeSetComposition', { text: '学习', selectionStart: 2, selectionEnd: 2 })
    await wire.send('Input.insertText', { text: '学习党章' })
    await page.keyboard.press('Enter')
    await wire.send('Input.imeSetComposition', { text: '第一章', selectionStart: 3, selectionEnd: 3 })
    await wire.send('Input.insertText', { text: '第一章' })
    expect(await page.locator('#field-topic').inputValue()).toBe('学习党章\n第一章')
    expect(await page.locator('.form').isVisible()).toBe(true)
    await phone.close()
  })

  it('shows every problem beside its field and keeps what was typed', async () => {
    const phone = await newPhone()
    const page = await signedIn(phone)
    await page.locator('[data-kind="village.office_payment"]').click()
    await page.locator('#field-amount').fill('五千元')
    await page.locator('.bar .button-main').click()
    const fault = page.locator('#field-amount-fault')
    await fault.waitFor()
    expect(await fault.innerText()).toContain('请写金额')
    expect(await page.locator('#field-amount').inputValue()).toBe('五千元')
    await page.locator('#field-amount').fill('1.25万')
    await fault.waitFor({ state: 'detached' })
    await phone.close()
  })
})

describe('two phones', () => {
  it('that record one meeting are both kept, and shown side by side to the organizer, who decides', async () => {
    const [one, other] = [await newPhone(), await newPhone()]
    const pages = [await signedIn(one), await signedIn(other)] as const
    for (const phone of [one, other]) await phone.setOffline(true)
    await record(pages[0], '两部手机 甲', ago(16))
    await record(pages[1], '两部手机 乙', ago(16))
    await record(pages[0], '同日两会 甲', ago(17))
    await record(pages[1], '同日两会 乙', ago(17))
    for (const phone of [one, other]) await phone.setOffline(false)
    for (const page of pages) await allSent(page)
    expect(await stored('两部手机')).toHaveLength(2)

    const desk = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'zh-CN' })
    desk.setDefaultTimeout(PATIENCE)
    const page = await desk.newPage()
    await page.request.post(`${base}/api/session`, { data: { account: 'district' } })
    const pairs = async () => (await (await page.request.get(`${base}/api/records/twins?org=V01`)).json()) as TwinPair[]
    const mine = (all: TwinPair[]) =>
      all.filter(pair => [ago(16), ago(17)].includes(pair.day as Day)).map(pair => pair.day)
    expect(mine(await pairs()).sort()).toEqual([ago(17), ago(16)])
    await page.goto(`${base}/organization?org=V01&period=${today.slice(0, 4)}&tree=then&on=${today}`)
    const once = page.locator('.twins', { hasText: '两部手机 甲' })
    const twice = page.locator('.twins', { hasText: '同日两会 甲' })
    await once.waitFor()
    expect(await once.locator('.twin').count()).toBe(2)
    await twice.getByRole('button', { name: '都留下' }).click()
    await twice.waitFor({ state: 'detached' })
    await once.locator('.twin', { hasText: '两部手机 乙' }).getByRole('button', { name: '撤回' }).click()
    await once.waitFor({ state: 'detached' })
    expect(mine(await pairs())).toEqual([])
    expect((await stored('同日两会')).filter(row => row.voidedBy === null)).toHaveLength(2)
    // Withdrawn, not deleted: the one that was taken back is still there and says by what.
    const rows = await stored('两部手机')
    expect(rows.map(row => [row.body.topic, row.voidedBy === null]).sort()).toEqual([
      ['两部手机 乙', false],
      ['两部手机 甲', true],
    ])
    for (const phone of [one, other, desk]) await phone.close()
  })
})

describe('the way out', () => {
  it('carries the queue away in a file that a passphrase opens, on another phone and at the command line', async () => {
    const phone = await newPhone()
    const page = await signedIn(phone)
    await phone.setOffline(true)
    await record(page, '带走 甲', ago(18))
    await record(page, '带走 乙', ago(19))
    await whereabouts(page)
    await page.locator('.parcel summary').click()
    await page.locator('#passphrase').fill('short')
    await page.getByRole('button', { name: '导出' }).click()
    await page.locator('.parcel .fault').waitFor()
    await page.locator('#passphrase').fill('four small dry words')
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: '导出' }).click(),
    ])
    const folder = mkdtempSync(join(tmpdir(), 'jiceng-parcel-'))
    const path = join(folder, file.suggestedFilename())
    await file.saveAs(path)
    expect(readFileSync(path, 'utf8')).not.toContain('带走')
    await phone.close()

    const wrong = await jiceng(['record', 'open', path], { env: { JICENG_PASSPHRASE: 'four small wet words' } })
    expect([wrong.code, wrong.out]).toEqual([2, ''])
    expect(wrong.err).toContain('passphrase is wrong')
    const right = await jiceng(['record', 'open', path], { env: { JICENG_PASSPHRASE: 'four small dry words' } })
    expect(right.code).toBe(0)
    const lines = right.out
      .trim()
      .split('\n')
      .map(one => JSON.parse(one) as { body: { topic: string } })
    expect(lines.map(one => one.body.topic).sort()).toEqual(['带走 乙', '带走 甲'])
    const foreign = await jiceng(['record', 'open', join(import.meta.dirname, '..', '..', 'package.json')], {
      env: { JICENG_PASSPHRASE: 'four small dry words' },
    })
    expect([foreign.code, foreign.err.includes('no records exported')]).toEqual([2, true])

    const rescue = await newPhone()
    const other = await signedIn(rescue)
    await other.evaluate(`location.hash = '#/unsent'`)
    await other.locator('.parcel summary').click()
    await other.locator('#passphrase').fill('four small dry words')
    await other.locator('.parcel input[type=file]').setInputFiles(path)
    await other.locator('.parcel .done').waitFor()
    await allSent(other)
    expect(await stored('带走')).toHaveLength(2)
    await rescue.close()
    rmSync(folder, { recursive: true })
  })
})

describe('every page of the phone', () => {
  it('can be read by everybody and never scrolls sideways, in Chinese and in English', async () => {
    for (const locale of ['zh-CN', 'en-GB']) {
      const phone = await newPhone(locale, NARROW)
      const page = await opened(phone)
      const sound = async (name: string) => {
        await page.evaluate(axe.source)
        const found = (await page.evaluate(
          `axe.run(document, { resultTypes: ['violations'] }).then(result => result.violations.filter(one => ['serious', 'critical'].includes(one.impact)).map(one => one.id + ': ' + one.nodes.map(node => node.html).join(' ')))`,
        )) as string[]
        expect(found, `${name} in ${locale}`).toEqual([])
        const wide = await page.evaluate('document.documentElement.scrollWidth - window.innerWidth')
        expect(wide, `${name} in ${locale}`).toBeLessThanOrEqual(0)
        const small = (await page.evaluate(
          `[...document.querySelectorAll('button, select, summary, input:not([type=file]), a, label.button')].filter(one => one.offsetParent !== null && !one.classList.contains('sr') && (one.closest('label.choice') ?? one).getBoundingClientRect().height < 44).map(one => one.outerHTML)`,
        )) as string[]
        expect(small, `targets of ${name} in ${locale}`).toEqual([])
      }
      await page.locator('.door .row').first().waitFor()
      await sound('door')
      await page.locator('[data-account=village]').click()
      await page.locator('.kind').first().waitFor()
      await page.locator('details summary').first().click()
      await sound('home')
      await page.evaluate(`location.hash = '#/burden'`)
      await page.locator('#text').waitFor()
      await sound('burden')
      await page.evaluate(`location.hash = ''`)
      await page.locator('[data-kind="study.day"]').click()
      await page.locator('.form').waitFor()
      await page.locator('input[type=date]').fill(ago(locale === 'en-GB' ? 21 : 22))
      await page.locator('.person').nth(1).click()
      await page.locator('.bar .button-main').click()
      await page.locator('.fault').first().waitFor()
      await sound('form')
      await page.locator('#field-topic').fill('Grassland')
      await page.locator('.bar .button-main').click()
      await page.locator('.review').waitFor()
      await sound('review')
      await phone.setOffline(true)
      await page.locator('.review .button-main').click()
      await page.locator('.saved').waitFor()
      await sound('saved')
      await page.evaluate(`location.hash = '#/unsent'`)
      await page.locator('.parcel summary').click()
      await sound('unsent')
      await phone.close()
    }
  })
})
