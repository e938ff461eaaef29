// Scrolling the board of a district of 10,000 organizations in a real browser: the long tasks that the page itself reports.
import { serve } from '../../src/server/serve.node.ts'
import { launch } from '../chromium.ts'
import { inReadyDistrict, swell } from './rig.ts'

await inReadyDistrict(async house => {
  await swell(house, 1, 153)
  const app = await serve(house, 0)
  const base = `http://127.0.0.1:${(app.server.address() as { port: number }).port}`
  const browser = await launch()
  const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'zh-CN' })).newPage()
  await page.request.post(`${base}/api/session`, { data: { account: 'district' } })
  await page.goto(`${base}/?org=D&period=2012&level=all`)
  await page.locator('.cell .mark').first().waitFor()
  await page.waitForTimeout(2000)
  await page.evaluate(`(() => {
    window.long = []
    new PerformanceObserver(list => window.long.push(...list.getEntries().map(entry => entry.duration))).observe({ type: 'longtask' })
  })()`)
  const frame = await page.locator('.matrix').boundingBox()
  await page.mouse.move(frame!.x + 600, frame!.y + 300)
  const rows: [string, number[]][] = []
  const measure = async (name: string, work: () => Promise<unknown>) => {
    await page.evaluate('window.long = []')
    await work()
    await page.waitForTimeout(1500)
    rows.push([name, (await page.evaluate('window.long')) as number[]])
  }
  const wheel = async (times: number, x: number, y: number) => {
    for (let turn = 0; turn < times; turn += 1) {
      await page.mouse.wheel(x, y)
      await page.waitForTimeout(16)
    }
  }
  await measure('wheel, 200 steps of 120 px', () => wheel(200, 0, 120))
  await measure('wheel, 100 steps of 1,200 px', () => wheel(100, 0, 1200))
  await measure('jump to the middle', () => page.evaluate('document.querySelector(".matrix").scrollTop = 220000'))
  await measure('to the right, 60 steps of 60 px', () => wheel(60, 60, 0))
  const drawn = await page.evaluate('document.querySelectorAll(".matrix tbody tr").length')
  console.log('\nScrolling 10,000 organizations in Chromium (npm run bench -- board-scroll)')
  for (const [name, long] of rows)
    console.log(
      `  ${name.padEnd(34)} long tasks over 50 ms: ${String(long.length).padStart(3)}   longest ${Math.max(0, ...long).toFixed(0)} ms`,
    )
  console.log(`  rows drawn at the end: ${drawn}; target: no long task over 50 ms`)
  await browser.close()
  await app.close()
})
