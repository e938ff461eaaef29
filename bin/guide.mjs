// `npm run guide`: takes the pictures of docs/guide from the running ready district, in Chinese and in English.
import { spawn } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import chromium from '@sparticuz/chromium'
import { chromium as playwright } from 'playwright-core'
import { build, install, ROOT } from './ground.mjs'

if (!install() || !build()) process.exit(1)

const PHONE = { viewport: { width: 390, height: 780 }, hasTouch: true, isMobile: true }
const DESK = { viewport: { width: 1200, height: 750 } }
/** So many bytes a picture may have; the quality is lowered until it fits. */
const MOST = 60_000
const EXAMPLE = join(ROOT, 'examples', 'federation')
const LANGUAGES = ['zh', 'en']
const SCOPE = 'org=D&period=2012&tree=then'
const TOPIC = { zh: '草原生态保护补助政策', en: 'Subsidies for grassland' }

/** Journeys through the product; each picture is taken where the journey says so. */
const JOURNEYS = [
  {
    account: 'leader',
    device: PHONE,
    walk: async ({ page, open, tap, picture }) => {
      await open('/today', '.today-list')
      await picture('leader-today')
      await tap('.today-list a', '.ant-drawer .org-turns, .ant-drawer .turns')
      await picture('leader-duty')
      await open(`/?${SCOPE}&proof=members.total`, '.ant-drawer .formula')
      await page.locator('.ant-drawer .ledger tbody tr').first().waitFor()
      await picture('leader-proof')
    },
  },
  {
    account: 'town',
    device: DESK,
    walk: async ({ open, picture }) => {
      await open('/today', '.today-list')
      await picture('today')
    },
  },
  {
    account: 'district',
    device: DESK,
    walk: async ({ page, open, tap, picture }) => {
      await open(`/?${SCOPE}`, '.matrix .cell')
      await page.locator('.matrix tr').nth(9).scrollIntoViewIfNeeded()
      await picture('board')
      await tap('.matrix .cell', '.ant-drawer .org-turns, .ant-drawer .turns')
      await picture('board-duty')
      await open(`/table?${SCOPE}&figures=members.total,study.days,training.fund_spent`, '.table-sheet')
      await picture('table')
      await open(`/cases?${SCOPE}&kind=supervision.finding&state=all`, '.case-door')
      await tap('.case-door', '.ant-drawer .story')
      await picture('case')
      await open('/organization?org=V01&period=2012&tree=then', '.posts')
      await tap('.org-ways button', '.ant-drawer .change')
      await tap('.change .chips >> nth=1 >> .chip >> nth=6', '.change-fields .ant-select')
      await tap('.change-fields .ant-select', '.ant-select-item-option')
      await tap('.ant-select-item-option', '.change-ways .button-main:enabled')
      await tap('.change-ways .button-main', '.change-seen')
      await picture('register-change')
      await open(`/pledge?${SCOPE}`, '.certificates li')
      await picture('pledge')
      await open('/ballot', '.block-head .button')
      await tap('.block-head .button', '.ballot-form')
      await picture('ballot-setting')
      await open(`/report?${SCOPE}`, '.sheet-title')
      await picture('report')
      await open(`/report?${SCOPE}&mask=1`, '.report-desk .notice')
      await picture('report-masked')
      await open('/accounts', 'h1')
      await picture('accounts')
      await open('/account', 'h1')
      await picture('account')
    },
  },
  {
    account: 'auditor',
    device: DESK,
    walk: async ({ open, tap, picture }) => {
      await open(`/figures?${SCOPE}`, '.figure-list')
      await picture('figures')
      await open('/figures/contact.visits?org=V01&period=2012&tree=then', '.ledger tbody tr')
      await picture('proof')
      await tap('.ledger tbody a', '.recorded')
      await picture('record-history')
      await open(`/pledge?${SCOPE}`, '.certificates li')
      await tap('.certificates li button', '.certificate .sides')
      await picture('certificate')
    },
  },
  {
    account: 'town',
    device: DESK,
    walk: async ({ page, open, picture, language }) => {
      await open('/record/new?org=C4&period=2012&tree=then&kind=study.day', '.record-form')
      await page.locator('#field-topic').fill(TOPIC[language])
      await picture('record-form')
    },
  },
  {
    device: PHONE,
    walk: async ({ page, open, tap, picture, language }) => {
      await open('/m', '.door .row')
      await picture('phone-door')
      await tap('[data-account=village]', '.row-owed')
      await picture('phone-home')
      await tap('.row-owed', '.form')
      await page.locator('#field-topic').fill(TOPIC[language])
      await page.locator('.person').nth(3).tap()
      await page.locator('.person').nth(3).scrollIntoViewIfNeeded()
      await picture('phone-form')
      await tap('.bar .button-main', '.review')
      await picture('phone-review')
      await page.context().setOffline(true)
      await tap('.review .button-main', '.saved')
      await page.evaluate(`location.hash = '#/unsent'`)
      await page.locator('.held').first().waitFor()
      await picture('phone-unsent')
    },
  },
]

const home = mkdtempSync(join(tmpdir(), 'jiceng-guide-'))
const started = []
try {
  const ready = join(home, 'ready')
  await jiceng(['district', 'load', 'demo', '--home', ready])
  const base = await served(ready, /https?:\/\/\S+/)
  const executablePath = await chromium.executablePath()
  const browser = await playwright.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--font-render-hinting=none'],
  })
  const folderOf = language => join(home, 'pictures', language)
  for (const language of LANGUAGES) mkdirSync(folderOf(language), { recursive: true })
  for (const one of JOURNEYS)
    for (const language of LANGUAGES) await journey({ browser, base, language, folder: folderOf(language), ...one })
  for (const language of LANGUAGES) {
    const own = await unset(language)
    await journey({
      ...{ browser, base: new URL(own).origin, language, folder: folderOf(language), device: DESK },
      walk: async ({ open, picture }) => {
        await open(own.slice(new URL(own).origin.length), '#door')
        await picture('setup')
      },
    })
  }
  await browser.close()
  // Only when all of them are taken do they replace what was there.
  for (const language of LANGUAGES) {
    const folder = join(ROOT, 'docs', 'guide', language, 'pictures')
    rmSync(folder, { recursive: true, force: true })
    cpSync(folderOf(language), folder, { recursive: true })
  }
} finally {
  for (const child of started) child.kill('SIGTERM')
  await Promise.all(
    started.map(child => new Promise(done => (child.exitCode === null ? child.once('exit', done) : done()))),
  )
  rmSync(home, { recursive: true, force: true })
}

/** A house that nobody has set up yet; gives its one-time address. */
async function unset(name) {
  const facts = join(home, 'facts.jsonl')
  const lines = readFileSync(join(EXAMPLE, 'federation.jsonl'), 'utf8').split('\n')
  writeFileSync(facts, lines.filter(line => !line.includes('"fact": "account"')).join('\n'))
  const norms = readdirSync(EXAMPLE).filter(file => file.endsWith('.yaml'))
  await jiceng(['district', 'load', ...norms.map(file => join(EXAMPLE, file)), facts, '--home', join(home, name)])
  return served(join(home, name), /https?:\/\/\S+\/setup\?\S+/)
}

/** Walks one journey and writes its pictures. */
async function journey({ browser, base, language, folder, account, device, walk }) {
  const context = await browser.newContext({ ...device, locale: language === 'zh' ? 'zh-CN' : 'en-GB' })
  const page = await context.newPage()
  if (account) await page.request.post(`${base}/api/session`, { data: { account } })
  const wire = await context.newCDPSession(page)
  await walk({
    page,
    language,
    open: async (path, arrived) => {
      await page.goto(base + path)
      await page.locator(arrived).first().waitFor()
    },
    tap: async (where, arrived) => {
      await page.locator(where).first().click()
      await page.locator(arrived).first().waitFor()
    },
    picture: async name => {
      // What slides in has come to rest, what loads has loaded.
      await page.waitForLoadState('networkidle')
      await page.waitForTimeout(500)
      let bytes
      for (let quality = 80; !bytes || (bytes.length > MOST && quality > 10); quality -= 10)
        bytes = Buffer.from((await wire.send('Page.captureScreenshot', { format: 'webp', quality })).data, 'base64')
      writeFileSync(join(folder, `${name}.webp`), bytes)
      console.log(`${language} ${name}: ${bytes.length}`)
    },
  })
  await context.close()
}

function start(args) {
  const { DATABASE_URL: _url, ...env } = process.env
  return spawn(process.execPath, [join(ROOT, 'bin', 'jiceng.mjs'), ...args], {
    env: { ...env, JICENG_LOG: 'off' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
}

async function jiceng(args) {
  const child = start(args)
  child.stdout.resume()
  const code = await new Promise(done => child.once('exit', done))
  if (code !== 0) throw new Error(`jiceng ${args.join(' ')}: ${code}`)
}

/** Serves a house and gives the first address that it prints of this shape. */
async function served(house, shape) {
  const child = start(['serve', '--port', '0', '--home', house])
  started.push(child)
  for await (const line of createInterface({ input: child.stdout })) {
    const [address] = shape.exec(line) ?? []
    if (address) return address.replace(/\/$/, '')
  }
  throw new Error('the server said no address')
}
