// A federation of herders' cooperatives: another charter, in English alone, through the same doors, with no system of the seed.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openWindow, type Window } from '../browser.ts'
import { freshPlace } from '../place.ts'
import { jiceng, opened, type Ready } from '../ready.ts'
import { type Visitor, visitor } from '../visitor.ts'

const SOURCES = ['01-members.yaml', '02-assemblies.yaml', '03-herds.yaml', '04-report.yaml', 'federation.jsonl'].map(
  name => join(import.meta.dirname, '../../examples/federation', name),
)

let window: Window
let folder = ''

/** The federation as its README loads it. */
async function federation(): Promise<Ready> {
  const at = await freshPlace()
  const said = await jiceng(['district', 'load', ...SOURCES, '--ready', ...at.args], { env: at.env })
  expect(said).toMatchObject({ code: 0, err: '' })
  return opened(at)
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'jiceng-federation-'))
  window = await openWindow(undefined, federation)
})
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true })
  await window.close()
})

const run = (args: readonly string[], language: 'zh' | 'en' = 'en') =>
  jiceng([...args, ...window.place.at.args], { env: window.place.at.env, language })
const path = (name: string) => join(folder, name)
const make = (name: string, ...more: string[]) =>
  run(['report', 'make', 'annual', '--period', '2025', '--out', path(name), ...more])

async function as(account: string): Promise<Visitor> {
  const one = visitor(window.base)
  await one.post('/api/session', { account })
  return one
}

describe('the annual report of the federation', () => {
  it('is made in every format, every number a figure, and agrees with the records', async () => {
    for (const format of ['docx', 'html', 'md']) {
      const name = `annual.${format}`
      expect(await make(name, '--format', format, '--lang', 'en')).toMatchObject({ code: 0, err: '' })
      expect((await run(['report', 'verify', path(name)])).out).toBe('All 33 figures agree\n')
    }
    const text = readFileSync(path('annual.md'), 'utf8').replace(/:fig\[([^\]]*)\]\{[^}]*\}/g, '$1')
    expect(text).toContain('# Annual report of the Federation of High Valley Herders, 2025')
    expect(text).toContain('An assembly counts when 4 members are there. The cooperatives held 5 valid assemblies')
    expect(text).toContain('On the last day of the period 1 complaint was still waiting for an answer.')
    // The quorum of that year, by the statutes of that year.
    await make('before.md', '--format', 'md', '--lang', 'en', '--period', '2024')
    expect(readFileSync(path('before.md'), 'utf8')).toContain('[3 members are]')
  })

  it('hides its names under the words of its own charter', async () => {
    expect(await make('hidden.md', '--format', 'md', '--lang', 'en', '--mask')).toMatchObject({ code: 0, err: '' })
    expect(readFileSync(path('hidden.md'), 'utf8')).toContain('# Annual report of the Federation A, 2025')
  })

  it('counts by the words of its own charter: one dose, two doses', async () => {
    const text = readFileSync(path('annual.md'), 'utf8').replace(/:fig\[([^\]]*)\]\{[^}]*\}/g, '$1')
    expect(text).toContain('1,621 doses were given')
    expect(text).toContain('at least 20 tonnes must lie in it')
    expect(text).toContain('| Valid general assemblies | 5 assemblies |')
    const listed = (await run(['figure', 'list', '--period', '2025', '--org', 'K1'])).out
    expect(listed).toMatch(/^assembly\.a_year +1 assembly /m)
    expect(listed).toMatch(/^coops\.total +1 cooperative /m)
    expect(listed).toMatch(/^wool\.delivered +[\d,]+\.\d kg /m)
    expect((await run(['charter', 'show', 'F02'])).out).toMatch(/assembly\.a_year +2020-01-01 +1 assembly a year /)
  })

  it('says which figure of a file is not what the records say', async () => {
    writeFileSync(
      path('changed.md'),
      readFileSync(path('annual.md'), 'utf8').replace('[5 valid assemblies]', '[6 valid assemblies]'),
    )
    const said = await run(['report', 'verify', path('changed.md')])
    expect(said.code).toBe(1)
    expect(said.out).toMatch(/assembly\.valid.*"6 valid assemblies".*"5 valid assemblies"/)
  })

  it('is refused in a language in which nobody wrote it, with the remedy', async () => {
    expect(
      await run(['report', 'make', 'annual', '--period', '2025', '--lang', 'zh', '--out', path('x.docx')]),
    ).toEqual({
      code: 2,
      out: '',
      err: 'The report "annual" is written in English only. Ask for it in English (--lang en).\n',
    })
    const chinese = await run(
      ['report', 'make', 'annual', '--period', '2025', '--lang', 'zh', '--out', path('x.docx')],
      'zh',
    )
    expect(chinese.err).toBe('报告“annual”只有英文文本。请改为生成英文稿（--lang en）。\n')
  })

  it('is the one that the wire lists; the report of the seed is unknown here', async () => {
    const coordinator = await as('coordinator')
    expect((await coordinator.get('/api/reports')).body).toEqual([
      {
        template: 'annual',
        title: { zh: 'Annual report of the federation', en: 'Annual report of the federation' },
        lists: [],
        languages: ['en'],
      },
    ])
    const { status, body } = await coordinator.get('/api/reports/annual/draft?period=2025&lang=en')
    expect(status).toBe(200)
    expect(body.title).toBe('Annual report of the Federation of High Valley Herders, 2025')
    expect((await coordinator.get('/api/reports/investigation/draft?period=2025&lang=en')).status).toBe(404)
    expect((await coordinator.get('/api/reports/annual/draft?period=2025&lang=zh')).status).toBe(404)
  })

  it('is read on the page, which offers the languages it is written in and no other', async () => {
    const page = await window.enter('coordinator', { locale: 'zh-CN' })
    await page.goto(`${window.base}/report?period=2025`)
    await page.locator('.sheet h1').waitFor()
    expect(await page.locator('.sheet h1').innerText()).toBe(
      'Annual report of the Federation of High Valley Herders, 2025',
    )
    expect(await page.locator('.report-rail .ant-segmented').count()).toBe(0)
    await page.goto(`${window.base}/charter?q=F04`)
    const entry = page.locator('.charter-system', { hasText: 'F04' })
    await entry.getByRole('link', { name: 'Annual report of the federation' }).click()
    await page.waitForURL(/\/report\?.*template=annual/)
    expect(window.complaints).toEqual([])
    await page.context().close()
  })
})

describe('a template of one’s own', () => {
  const WOOL = `id: F05
name: Wool letter
group: herds
clause: "Decision of the board, 3 May 2025"
templates:
  wool:
    name: Wool letter
    title: Wool of :org, :period
    text:
      en: |
        The stores took :fig{i="wool.delivred"}.

        They paid :fig{i="wool.price"} a kilogram.
`

  it('that names no figure of the charter is refused with its line and the nearest name', async () => {
    writeFileSync(path('wool.yaml'), WOOL)
    const said = await run(['charter', 'add', path('wool.yaml'), '--from', '2025-06-01'])
    expect(said.code).toBe(2)
    expect(said.err).toMatch(
      /wool\.yaml, line 11: "wool\.delivred" in the template "wool" is not known; the nearest is "wool\.delivered"/,
    )
  })

  it('is there at once, at every door, without a restart', async () => {
    writeFileSync(path('wool.yaml'), WOOL.replace('delivred', 'delivered'))
    expect(await run(['charter', 'add', path('wool.yaml'), '--from', '2025-06-01'])).toMatchObject({ code: 0 })
    const coordinator = await as('coordinator')
    const listed = (await coordinator.get('/api/reports')).body as unknown as { template: string }[]
    expect(listed.map(one => one.template)).toEqual(['annual', 'wool'])
    expect((await coordinator.get('/api/reports/wool/draft?period=2025&lang=en')).body.title).toBe(
      'Wool of Federation of High Valley Herders, 2025',
    )
  })
})

describe('posts of another charter', () => {
  it('open what the charter says of them, and nothing else', async () => {
    const [coordinator, auditor, chair] = [await as('coordinator'), await as('auditor'), await as('chair-k1')]
    const verbs = async (one: Visitor) => (await one.get('/api/me')).body.verbs
    expect(await verbs(coordinator)).toEqual(
      'read record register report ballot pledge charter appraise account'.split(' '),
    )
    expect(await verbs(auditor)).toEqual(['read', 'report', 'audit'])
    expect(await verbs(chair)).toEqual(['read', 'record'])
    const draft = '/api/reports/annual/draft?period=2025&lang=en'
    expect((await auditor.get(draft)).status).toBe(200)
    expect((await chair.get(draft)).status).toBe(403)
  })
})
