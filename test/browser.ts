// A real browser before the real server with the ready district.
import type { FastifyInstance } from 'fastify'
import type { Browser, Page } from 'playwright-core'
import { serve } from '../src/server/serve.node.ts'
import type { Day } from '../src/time/day.ts'
import { launch, PATIENCE } from './chromium.ts'
import { type Ready, ready } from './ready.ts'

export interface Window {
  readonly place: Ready
  readonly base: string
  readonly browser: Browser
  /** A new reader who has entered with a demo account; what the console complained about is in `complaints`. */
  enter(account: string, more?: { viewport?: { width: number; height: number }; locale?: string }): Promise<Page>
  readonly complaints: string[]
  close(): Promise<void>
}

/** `today` is the clock of the house, where a journey takes days; `made` another district than the ready one. */
export async function openWindow(today?: () => Day, made: () => Promise<Ready> = ready): Promise<Window> {
  const place = await made()
  const app: FastifyInstance = await serve(today ? { ...place.house, today, trueDay: today } : place.house, 0)
  const base = `http://127.0.0.1:${(app.server.address() as { port: number }).port}`
  const browser = await launch()
  const complaints: string[] = []
  return {
    place,
    base,
    browser,
    complaints,
    enter: async (account, { viewport = { width: 1440, height: 900 }, locale = 'zh-CN' } = {}) => {
      const page = await (await browser.newContext({ viewport, locale })).newPage()
      page.setDefaultTimeout(PATIENCE)
      page.on('console', message => {
        if (message.type() === 'error') complaints.push(message.text())
      })
      page.on('pageerror', fault => complaints.push(fault.message))
      await page.request.post(`${base}/api/session`, { data: { account } })
      return page
    },
    close: async () => {
      await browser.close()
      await app.close()
      await place.remove()
    },
  }
}
