// Lighthouse on a slow phone for the phone's route and on a desk for the desk's pages: performance, accessibility, best practices.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { serve } from '../../src/server/serve.node.ts'
import { launch } from '../chromium.ts'
import { inReadyDistrict } from './rig.ts'

/** The last line that runs on Node 20. With what it needs it weighs more than the whole product, so it lives beside it. */
const LIGHTHOUSE = 'lighthouse@12.8.2'
const FOLDER = join(tmpdir(), 'jiceng-lighthouse')
const PORT = 9223
const RUNS = 3

interface Result {
  readonly lhr: {
    readonly categories: Readonly<Record<string, { readonly score: number | null }>>
    readonly audits: Readonly<
      Record<string, { readonly score: number | null; readonly numericValue?: number; readonly title: string }>
    >
  }
}
type Run = (address: string, flags: object, config?: object) => Promise<Result>

function installed(): Promise<{ default: Run; desktopConfig: object }> {
  const entry = join(FOLDER, 'node_modules', 'lighthouse', 'core', 'index.js')
  if (!existsSync(entry)) {
    mkdirSync(FOLDER, { recursive: true })
    writeFileSync(join(FOLDER, 'package.json'), '{"private":true}')
    execFileSync('npm', ['install', LIGHTHOUSE, '--no-audit', '--no-fund'], { cwd: FOLDER, stdio: 'inherit' })
  }
  return import(pathToFileURL(entry).href)
}

/** Pages, who reads them, on what, and what each must reach. */
const PAGES = [
  ['/m', null, 'phone', 95],
  ['/m', 'village', 'phone', 95],
  ['/sign-in', null, 'desk', 90],
  ['/', 'district', 'desk', 90],
  ['/today', 'district', 'desk', 90],
  ['/today', 'leader', 'desk', 90],
  ['/record/new?org=V01&kind=study.day', 'village', 'desk', 90],
  ['/organization?org=V01&period=2012&tree=then', 'district', 'desk', 90],
  ['/cases', 'district', 'desk', 90],
  ['/report?period=2012', 'district', 'desk', 90],
] as const
const ASPECTS = ['performance', 'accessibility', 'best-practices'] as const

const { default: lighthouse, desktopConfig } = await installed()
await inReadyDistrict(async house => {
  const app = await serve(house, 0)
  const base = `http://127.0.0.1:${(app.server.address() as { port: number }).port}`
  const browser = await launch([`--remote-debugging-port=${PORT}`])
  console.log(`\nLighthouse, median of ${RUNS} (npm run bench -- lighthouse)`)
  console.log(`  ${'page'.padEnd(46)} on     perf  a11y  best   first paint  largest   ready   blocked   shift`)
  for (const [path, account, on, target] of PAGES) {
    const entered = account
      ? await fetch(`${base}/api/session`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ account }),
        })
      : null
    const cookie = entered?.headers.get('set-cookie')?.split(';')[0]
    const results: Result['lhr'][] = []
    for (let run = 0; run < RUNS; run += 1) {
      const flags = {
        port: PORT,
        onlyCategories: [...ASPECTS],
        ...(cookie ? { extraHeaders: { Cookie: cookie } } : {}),
      }
      results.push((await lighthouse(base + path, flags, on === 'desk' ? desktopConfig : undefined)).lhr)
    }
    const middle = (of: (lhr: Result['lhr']) => number) => results.map(of).sort((one, other) => one - other)[RUNS >> 1]!
    const scores = ASPECTS.map(aspect => Math.round(middle(lhr => lhr.categories[aspect]?.score ?? 0) * 100))
    const ms = (audit: string) => `${Math.round(middle(lhr => lhr.audits[audit]?.numericValue ?? Number.NaN))} ms`
    console.log(
      `  ${`${path} ${account ?? 'at the door'}`.padEnd(46)} ${on.padEnd(6)}${scores
        .map(score => `${String(score).padStart(4)}${score < target ? '!' : ' '} `)
        .join('')} ${ms('first-contentful-paint').padStart(10)} ${ms('largest-contentful-paint').padStart(9)} ${ms(
        'interactive',
      ).padStart(9)} ${ms('total-blocking-time').padStart(8)}   ${middle(
        lhr => lhr.audits['cumulative-layout-shift']?.numericValue ?? 0,
      ).toFixed(3)}`,
    )
    const failed = Object.entries(results[0]!.audits).filter(([, audit]) => audit.score !== null && audit.score < 0.9)
    console.log(`    below 0.9: ${failed.map(([id]) => id).join(', ') || 'nothing'}`)
  }
  console.log(
    '  targets: 95 on the phone, 90 at a desk; ready in under 2,000 ms on the phone; ! marks what misses its target',
  )
  await browser.close()
  await app.close()
})
