// How soon the pages of the ready district answer a hand: from the press to the next picture, as the browser itself measures it.
import type { Page } from 'playwright-core'
import { serve } from '../../src/server/serve.node.ts'
import { launch } from '../chromium.ts'
import { inReadyDistrict } from './rig.ts'

const TARGET = 100
const RUNS = 5

type Act = readonly [name: string, address: string, ready: string, work: (page: Page) => Promise<unknown>]

const scope = 'org=D&period=2012&tree=then'
const ACTS: readonly Act[] = [
  ['board: open a cell', `/?${scope}`, '.cell .mark', page => page.locator('.cell').nth(40).click()],
  [
    'board: choose all levels',
    `/?${scope}`,
    '.cell .mark',
    page => page.locator('.filters select').first().press('ArrowDown'),
  ],
  ['today: go to cases', `/today?${scope}`, '#main h1', page => page.locator('.pages a[href*="/cases"]').click()],
  ['cases: overdue', `/cases?${scope}`, '.case-door', page => page.locator('.cases-bar .chip').nth(1).click()],
  ['cases: open one', `/cases?${scope}`, '.case-door', page => page.locator('.case-door').first().click()],
  ['cases: type to find', `/cases?${scope}`, '.case-door', page => page.locator('.cases-find').press('a')],
  [
    'organization: open the form',
    `/organization?${scope}`,
    '.org-ways',
    page => page.locator('.org-ways .button').last().click(),
  ],
  ['language', `/figures?${scope}`, '#main h1', page => page.locator('.language').first().click()],
  [
    'record: type a letter',
    `/record/new?org=V01&kind=study.day`,
    '#field-topic',
    page => page.locator('#field-topic').press('a'),
  ],
  [
    'record: untick a person',
    `/record/new?org=V01&kind=study.day`,
    '.roll input',
    page => page.locator('.roll input').first().click(),
  ],
  ['charter: type to find', '/charter', '.charter-system', page => page.locator('.search input').press('1')],
]

await inReadyDistrict(async house => {
  const app = await serve(house, 0)
  const base = `http://127.0.0.1:${(app.server.address() as { port: number }).port}`
  const browser = await launch()
  const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'zh-CN' })).newPage()
  await page.request.post(`${base}/api/session`, { data: { account: 'district' } })
  await page.addInitScript(`
    window.events = []
    new PerformanceObserver(list => window.events.push(...list.getEntries().map(one => one.duration)))
      .observe({ type: 'event', durationThreshold: 16, buffered: true })
  `)
  console.log(`\nFrom the press to the next picture, ${RUNS} times (npm run bench -- interaction)`)
  for (const [name, address, ready, work] of ACTS) {
    const took: number[] = []
    for (let run = 0; run < RUNS; run += 1) {
      await page.goto(base + address)
      await page.locator(ready).first().waitFor()
      await page.waitForLoadState('networkidle')
      await page.evaluate('window.events = []')
      await work(page)
      await page.waitForTimeout(500)
      // What took less than a frame or two is not told of.
      took.push(Math.max(8, ...((await page.evaluate('window.events')) as number[])))
    }
    took.sort((one, other) => one - other)
    const [middle, worst] = [took[RUNS >> 1]!, took.at(-1)!]
    console.log(
      `  ${name.padEnd(30)} median ${String(middle).padStart(4)} ms   worst ${String(worst).padStart(4)} ms${middle < TARGET ? '' : '   !'}`,
    )
  }
  console.log(`  target: under ${TARGET} ms; ! marks what misses it`)
  await browser.close()
  await app.close()
})
