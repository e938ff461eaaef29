// The browser of tests and benchmarks: it comes with the packages.
import chromium from '@sparticuz/chromium'
import { type Browser, chromium as playwright } from 'playwright-core'

/** Milliseconds that a browser waits for what a test expects: as long as it may take where the machine is busy. */
export const PATIENCE = 60_000

/** Starts a browser; `more` are switches of its command line. */
export async function launch(more: readonly string[] = []): Promise<Browser> {
  // The switches that build asks for suit a lambda: one process for everything would end the browser with its first closed
  // window, and a graphics processor made of software costs more than drawing without one.
  return playwright.launch({
    executablePath: await chromium.executablePath(),
    args: ['--no-sandbox', '--disable-gpu', '--font-render-hinting=none', ...more],
  })
}
