// The board as people use it: every system by every organization, down to the record in three clicks, filtered, held against
// another year, walked by keys, printed; and a district of many organizations, of which only what is in sight is asked and drawn.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readGrids } from '../../src/exchange/sheet.node.ts'
import { swell } from '../bench/rig.ts'
import { openWindow, type Window } from '../browser.ts'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

let window: Window
beforeAll(async () => {
  window = await openWindow()
})
afterAll(() => window.close())

const opened = async (query: string, more: Parameters<Window['enter']>[1] = {}): Promise<Page> => {
  const page = await window.enter('district', more)
  await page.goto(`${window.base}/?org=D&period=2012${query}`)
  await page.locator('.cell .mark, .duty-list .mark, .nothing').first().waitFor()
  return page
}

const names = (page: Page) => page.locator('.matrix tbody .matrix-duty').allInnerTexts()
const focused = (page: Page) => page.evaluate('document.activeElement?.dataset.cell ?? document.activeElement?.tagName')

describe('an excuse', () => {
  it.each([1280, 390])('is written where a turn is not met, by keys, and taken back, at a width of %i', async width => {
    const page = await window.enter('town')
    await page.setViewportSize({ width, height: 844 })
    await page.goto(`${window.base}/?org=C4&period=2012&duty=study.monthly&of=V04`)
    const begin = page.getByRole('button', { name: '免于', exact: true }).first()
    await begin.waitFor()
    const count = await page.getByRole('button', { name: '免于', exact: true }).count()
    await begin.focus()
    await page.keyboard.press('Enter')
    const reason = page.getByLabel(/免于.*的理由/)
    await reason.waitFor()
    expect(await reason.evaluate(node => node === node.ownerDocument.activeElement)).toBe(true)
    await page.keyboard.press('Enter')
    await page.locator('.turns-form .fault').waitFor()
    await reason.fill('雪灾封路')
    await page.keyboard.press('Enter')
    const bar = page.locator('.undo', { hasText: '已免于' })
    await bar.waitFor()
    await expect.poll(() => page.getByRole('button', { name: '免于', exact: true }).count()).toBe(count - 1)
    await bar.getByRole('button', { name: '撤销' }).click()
    await page.locator('.undo', { hasText: '已撤回' }).waitFor()
    await expect.poll(() => page.getByRole('button', { name: '免于', exact: true }).count()).toBe(count)
    const wide = await page.evaluate('document.documentElement.scrollWidth > document.documentElement.clientWidth')
    expect(wide).toBe(false)
    await page.context().close()
  })
})

describe('the forms that are due', () => {
  it('stand in one list with the rule and its clause, at a desk, on a phone and in Excel', async () => {
    const page = await window.enter('district')
    await page.goto(`${window.base}/forms?org=D&period=2012`)
    const line = (name: string) => page.locator('.figure-list li', { hasText: name })
    await line('晨露食品厂').waitFor()
    expect(await page.locator('.figure-list li').count()).toBe(15)
    expect(await line('锡敏河煤化工').innerText()).toMatch(
      /单独组建党支部[\s\S]*正式党员 21[\s\S]*（3）[\s\S]*党章[\s\S]*已到位/,
    )
    expect(await line('晨露食品厂').innerText()).toMatch(/联合组建党支部[\s\S]*正式党员 2[\s\S]*未到位/)
    expect(await line('金穗粮油').innerText()).toMatch(/挂靠就近党组织/)
    expect(await line('云杉装饰').innerText()).toMatch(/选派党建指导员[\s\S]*已到位/)
    const grid = await excelOf(page, page.getByRole('button', { name: 'Excel' }))
    expect(grid.some(row => row[0] === '云杉装饰有限公司' && row.includes('选派党建指导员'))).toBe(true)
    await page.getByRole('button', { name: '未到位' }).click()
    await expect.poll(() => page.locator('.figure-list li').count()).toBeLessThan(15)
    await page.setViewportSize({ width: 390, height: 844 })
    const wide = await page.evaluate('document.documentElement.scrollWidth > document.documentElement.clientWidth')
    expect(wide).toBe(false)
    await page.context().close()
  })
})

describe('numbers to take away', () => {
  it('makes a table to order: figures by typing, organizations by tier, on the page and in Excel', async () => {
    const page = await window.enter('district')
    await page.goto(`${window.base}/figures?org=D&period=2012`)
    await page.getByRole('link', { name: '做表' }).click()
    // The list of figures has a search of its own, until the table's page has come.
    await page.locator('.table-choice').waitFor()
    for (const figure of ['基层党组织', '女党员占比']) {
      await page.getByRole('searchbox').fill(figure)
      await page.locator('.table-offered button').first().waitFor()
      await page.keyboard.press('Enter')
    }
    await page.getByLabel('列出').selectOption('all')
    await page.getByLabel('层级').selectOption('committee')
    await expect.poll(() => page.locator('.table-numbers tbody tr').count()).toBe(7)
    const whole = async () => (await page.locator('.table-whole').innerText()).split(/\s+/)
    await expect.poll(whole).toEqual(['塔敏嘎管理区党工委', '66', '30.2'])
    const grid = await excelOf(page, page.locator('.table-take').getByRole('button', { name: 'Excel' }))
    const head = grid.findIndex(row => row[0] === '组织')
    expect(grid[head]).toEqual(['组织', '基层党组织（个）', '女党员占比（%）'])
    expect(grid[head + 1]).toEqual(['塔敏嘎管理区党工委', 66, 30.2])
    await page.locator('.table-whole button').first().click()
    await page.getByText('党组织的数目').first().waitFor()
    await page.context().close()
  })

  it('gives every chart as Excel, with the numbers that it draws', async () => {
    const page = await window.enter('district')
    await page.goto(`${window.base}/charts?org=D&period=2012`)
    const charts = page.locator('.chart')
    await charts.first().waitFor()
    for (let at = 0; at < (await charts.count()); at++) {
      const chart = charts.nth(at)
      const grid = await excelOf(page, chart.getByRole('button', { name: 'Excel' }))
      await chart.getByRole('button', { name: '看表格' }).click()
      const names = await chart.locator('tbody th').allInnerTexts()
      const head = grid.findIndex(row => row[0] === '项目')
      expect(grid.slice(head + 1, head + 1 + names.length).map(row => row[0])).toEqual(names)
    }
    await page.context().close()
  })
})

describe('the map', () => {
  it('shows what lies where, names that do not overlap, and as many records as the place tells; it goes out like a chart', async () => {
    const page = await window.enter('district')
    await page.goto(`${window.base}/charts?org=D&period=2012`)
    const map = page.locator('.district-map')
    await map.locator('.map-spot').first().waitFor()
    const told = (await (await page.request.get(`${window.base}/api/map?org=D&period=2012`)).json()) as {
      places: { id: string; name: { zh: string }; at: [number, number]; records: number }[]
    }
    expect(told.places.length).toBeGreaterThan(30)
    expect(await map.locator('tbody tr').count()).toBe(told.places.length)
    const boxes = await map
      .locator('.map-spot .map-name')
      .evaluateAll(names =>
        names
          .map(name => (name as never as { getBBox(): Record<'x' | 'y' | 'width' | 'height', number> }).getBBox())
          .map(box => [box.x, box.y, box.width, box.height]),
      )
    expect(boxes.length).toBeGreaterThan(10)
    const overlapping = boxes.flatMap(([x, y, wide], one) =>
      boxes.slice(one + 1).filter(([a, b, width]) => x! < a! + width! && a! < x! + wide! && Math.abs(y! - b!) < 9),
    )
    expect(overlapping).toEqual([])
    const used = told.places.find(place => place.records > 0)!
    const thing = (await (await page.request.get(`${window.base}/api/things/${used.id}?period=2012`)).json()) as {
      records: object[]
    }
    expect(thing.records).toHaveLength(Math.min(used.records, 100))
    const grid = await excelOf(page, map.getByRole('button', { name: 'Excel' }))
    const head = grid.findIndex(row => row[0] === '地点')
    expect(grid.slice(head + 1, head + 1 + told.places.length).map(row => [row[3], row[4]].map(Number))).toEqual(
      told.places.map(place => place.at),
    )
    // What lies together is one symbol; a tap goes closer, and back.
    const several = map.locator('.map-spot', { hasText: '处' }).first()
    await several.locator('.map-touch').click()
    expect(await map.locator('tbody tr').count()).toBeLessThan(told.places.length)
    await map.getByRole('button', { name: '看全图' }).click()
    await map.locator('tbody a').first().click()
    await page.waitForURL(/\/thing\//)
    await page.context().close()
  })

  it('takes the present position into the form of a place when its button is tapped', async () => {
    const page = await window.enter('district')
    await page.context().grantPermissions(['geolocation'])
    await page.context().setGeolocation({ longitude: 118.5, latitude: 45.5 })
    const { places } = (await (await page.request.get(`${window.base}/api/map?org=D&period=2012`)).json()) as {
      places: { id: string }[]
    }
    await page.goto(`${window.base}/thing/${places.at(-1)!.id}`)
    await page.getByRole('button', { name: '变更' }).click()
    const typed = page.getByLabel('坐标')
    expect(await typed.inputValue()).not.toBe('118.5,45.5')
    await page.getByRole('button', { name: '用当前位置' }).click()
    await expect.poll(() => typed.inputValue()).toBe('118.5,45.5')
    await page.context().close()
  })
})

describe('the page of the board', () => {
  it('leads from a cell to the records in three clicks', async () => {
    const page = await opened('')
    let clicks = 0
    const click = async (selector: string) => {
      clicks += 1
      await page.locator(selector).first().click()
    }
    await click('.matrix tr:has-text("每月两次集中学习") .cell')
    await click('.ant-drawer .org-turns > li > button')
    await click('.ant-drawer .turns button.link:last-child')
    await page.locator('.ledger tbody tr').first().waitFor()
    expect(clicks).toBeLessThanOrEqual(3)
    await page.context().close()
    // Of one organization it takes two.
    const every = await opened('&level=all&q=V01')
    await every.locator('.matrix tr', { hasText: '嘎查' }).locator('.cell .mark').first().click()
    await every.locator('.ant-drawer .turns button.link:last-child').first().click()
    await every.locator('.ledger tbody tr').first().waitFor()
    await every.context().close()
  })

  it('finds organizations by Chinese, first letters and code, and keeps every filter in the address', async () => {
    const page = await opened('&level=all')
    const find = page.getByPlaceholder('名称、拼音、首字母')
    const count = page.locator('.board-count')
    for (const [typed, wanted] of [
      ['公安局', 'gaj'],
      ['机关', 'jg'],
    ] as const) {
      await find.fill(typed)
      await page.waitForURL(url => url.searchParams.get('q') === typed)
      await expect.poll(() => count.innerText()).not.toBe('共 66 个组织')
      const inChinese = await names(page)
      await find.fill(wanted)
      await page.waitForURL(url => url.searchParams.get('q') === wanted)
      await expect.poll(async () => (await names(page)).join()).toContain(inChinese.at(-1)!)
    }
    await find.fill('')
    await page.getByLabel('按领域').selectOption('village')
    await expect.poll(() => count.innerText()).toBe('共 9 个组织')
    await page.getByLabel('按组织类型').selectOption('branch')
    await page.getByLabel('按类别').selectOption('education')
    await expect.poll(() => page.locator('.matrix thead th').count()).toBeLessThan(13)
    await page.getByRole('button', { name: /^未完成/ }).click()
    const url = new URL(page.url())
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      level: 'all',
      sector: 'village',
      tier: 'branch',
      group: 'education',
      status: 'not_met',
    })
    // The address alone shows the same board to somebody else.
    const before = await names(page)
    const other = await opened(url.search.replace('?', '&'))
    await expect.poll(() => names(other)).toEqual(before)
    await other.context().close()
    await page.context().close()
  })

  it('shows of the organizations that stand so only those, as the server says', async () => {
    const page = await opened('&level=all&status=excused')
    const told = await (
      await page.request.get(`${window.base}/api/board?org=D&period=2012&level=all&status=not_met`)
    ).json()
    expect(told.count).toBeGreaterThan(0)
    for (const at of told.columns.keys())
      expect(told.rows.some((row: { cells: { notMet: number }[] }) => row.cells[at]!.notMet > 0)).toBe(true)
    const all = await (await page.request.get(`${window.base}/api/board?org=D&period=2012&level=all&limit=500`)).json()
    const bad = all.columns.filter((_: unknown, at: number) =>
      all.rows.some((row: { cells: { notMet: number }[] }) => row.cells[at]!.notMet > 0),
    )
    expect(told.count).toBe(bad.length)
    await page.context().close()
  })

  it('holds a period against another and one reading of the tree against the other', async () => {
    const page = await opened('&level=all')
    const ask = async (query: string) =>
      (await (await page.request.get(`${window.base}/api/board?org=D&level=all&limit=500${query}`)).json()) as {
        count: number
        columns: { code: string }[]
        rows: { duty: string; cells: { status: string; before?: { status: string } }[] }[]
      }
    const [now, held, then] = [
      await ask('&period=2012'),
      await ask('&period=2012&against=2012-H1'),
      await ask('&period=2012-H1'),
    ]
    // Both sides are what each says alone.
    const statusOf = (board: typeof now, code: string, duty: string, before = false) => {
      const at = board.columns.findIndex(column => column.code === code)
      const cell = board.rows.find(row => row.duty === duty)?.cells[at]
      return (before ? cell?.before?.status : cell?.status) ?? 'none'
    }
    for (const { code } of now.columns)
      for (const { duty } of held.rows) {
        expect(statusOf(held, code, duty)).toBe(statusOf(now, code, duty))
        expect(statusOf(held, code, duty, true)).toBe(statusOf(then, code, duty))
      }
    const changed = await ask('&period=2012&against=2012-H1&changed=true')
    const differing = held.columns.filter((_, at) =>
      held.rows.some(row => row.cells[at]!.status !== row.cells[at]!.before!.status),
    )
    expect(changed.columns.map(column => column.code)).toEqual(differing.map(column => column.code))
    expect(changed.count).toBeLessThan(held.count + 1)
    await page.getByLabel('对比', { exact: true }).selectOption('@now')
    await page.locator('.turned').first().waitFor()
    expect(new URL(page.url()).searchParams.get('beside')).toBe('now')
    await page.getByText('只看有变化的').click()
    await page.waitForURL(url => url.searchParams.get('changed') === '1')
    // Nothing of 2012 moved, so the two readings agree, and the page says so.
    await expect.poll(() => page.locator('.turned:not(.turned-same)').count()).toBe(0)
    await page.context().close()
  })

  it('is walked by keys: arrows move the cell, Enter opens it, Esc closes and gives it back', async () => {
    const page = await opened('&level=all')
    const grid = page.getByRole('grid')
    expect(await grid.getAttribute('aria-rowcount')).toBe('69')
    await page.locator('.matrix .cell').first().focus()
    expect(await focused(page)).toBe('0:0')
    for (const key of ['ArrowDown', 'ArrowDown', 'ArrowRight']) await page.keyboard.press(key)
    await expect.poll(() => focused(page)).toBe('2:1')
    await page.keyboard.press('Control+End')
    await expect.poll(async () => String(await focused(page))).toMatch(/^67:\d+$/)
    await page.keyboard.press('Control+Home')
    await expect.poll(() => focused(page)).toBe('0:0')
    await page.keyboard.press('ArrowRight')
    await expect.poll(() => focused(page)).toBe('0:1')
    await page.keyboard.press('Enter')
    await page.locator('.ant-drawer .clause').waitFor()
    await page.keyboard.press('Escape')
    await page.locator('.ant-drawer .clause').waitFor({ state: 'hidden' })
    // The drawer gives the focus back when it has gone.
    await expect.poll(() => focused(page)).toBe('0:1')
    await page.context().close()
  })

  it('is printed whole: one table for each group, every organization a line', async () => {
    const page = await opened('&level=all')
    await page.evaluate(
      'window.print = () => { window.printed = document.querySelectorAll(".board-print tbody tr").length }',
    )
    await page.getByRole('button', { name: '打印' }).click()
    const tables = page.locator('.board-print table')
    await tables.first().waitFor({ state: 'attached' })
    expect(await tables.first().locator('tbody tr').count()).toBe(67)
    expect(await page.evaluate('window.printed')).toBe(67 * (await tables.count()))
    await page.emulateMedia({ media: 'print' })
    expect(await tables.first().isVisible()).toBe(true)
    expect(await page.locator('.matrix').isVisible()).toBe(false)
    await page.context().close()
  })

  it('has nothing serious to answer for, in both languages, on a desk and in a hand', async () => {
    for (const locale of ['zh-CN', 'en-GB'])
      for (const viewport of [
        { width: 1440, height: 900 },
        { width: 390, height: 844 },
      ])
        for (const query of ['', '&level=all&against=2011']) {
          const page = await opened(query, { locale, viewport })
          await page.evaluate(AXE)
          const found = (await page.evaluate(
            `axe.run('#main', { resultTypes: ['violations'] }).then(result => result.violations
               .filter(one => one.impact === 'serious' || one.impact === 'critical')
               .map(one => one.id + ' ' + one.nodes[0].html.slice(0, 120)))`,
          )) as string[]
          expect(found, `${locale} ${viewport.width} ${query}`).toEqual([])
          expect(await page.evaluate('document.documentElement.scrollWidth - window.innerWidth')).toBeLessThanOrEqual(0)
          await page.context().close()
        }
    expect(window.complaints).toEqual([])
  })

  it('draws figures with their table: every mark opens its proof with the same number, and the picture can be taken away', async () => {
    const page = await window.enter('district')
    await page.goto(`${window.base}/charts?org=D&period=2012`)
    const ages = page.locator('.chart', { hasText: '党员年龄结构' })
    await ages.locator('.chart-mark').first().waitFor()
    const told = (await (await page.request.get(`${window.base}/api/charts?org=D&period=2012`)).json()) as {
      charts: {
        id: string
        rows: { name: { zh: string }; marks: { value: number | null; proof: object | null }[] }[]
        places: { state: string }[]
      }[]
    }
    const counted = told.charts.find(chart => chart.id === 'members.ages')!.rows.flatMap(row => row.marks)
    expect(counted.reduce((sum, mark) => sum + mark.value!, 0)).toBe(1079)
    // Beside how far places are used stands which of them are idle.
    const idle = told.charts.flatMap(chart => chart.places.filter(place => place.state !== 'full'))
    expect(idle.length).toBeGreaterThan(0)
    expect(await page.locator('.chart [data-places] li').count()).toBe(idle.length)
    // Under the scope of the reader, like every figure.
    const village = await window.enter('village')
    const less = (await (await village.request.get(`${window.base}/api/charts?period=2012`)).json()) as typeof told
    const own = less.charts.find(chart => chart.id === 'members.ages')!.rows.flatMap(row => row.marks)
    expect(own.reduce((sum, mark) => sum + mark.value!, 0)).toBeLessThan(100)
    await village.context().close()
    const shown = await ages.locator('.chart-mark').nth(2).locator('text').innerHTML()
    await ages.getByRole('button', { name: '看表格' }).click()
    expect(await ages.locator('tbody tr').count()).toBe(5)
    expect(await ages.locator('tbody').innerText()).toContain(shown.trim())
    await ages.getByRole('button', { name: '看图' }).click()
    const saved = page.waitForEvent('download')
    await ages.getByRole('button', { name: '下载图片' }).click()
    const picture = readFileSync(await (await saved).path())
    expect(picture.subarray(1, 4).toString()).toBe('PNG')
    expect(picture.length).toBeGreaterThan(5000)
    await ages.locator('.chart-mark').nth(2).focus()
    await page.keyboard.press('Enter')
    await page.locator('.ant-drawer .proof-value').waitFor()
    expect((await page.locator('.ant-drawer .proof-value').innerText()).replace(/\s/g, '')).toBe(
      shown.replace(/\s/g, ''),
    )
    await page.context().close()
    for (const viewport of [
      { width: 1440, height: 900 },
      { width: 390, height: 844 },
    ]) {
      const other = await window.enter('district', { viewport, locale: 'en-GB' })
      await other.goto(`${window.base}/charts?org=D&period=2012`)
      await other.locator('.chart-mark').first().waitFor()
      await other.evaluate(AXE)
      const found = await other.evaluate(
        `axe.run('#main', { resultTypes: ['violations'] }).then(result => result.violations
           .filter(one => one.impact === 'serious' || one.impact === 'critical').map(one => one.id + ' ' + one.nodes[0].html.slice(0, 160)))`,
      )
      expect(found).toEqual([])
      expect(await other.evaluate('document.documentElement.scrollWidth - window.innerWidth')).toBeLessThanOrEqual(0)
      await other.context().close()
    }
  })

  it('asks and draws of a thousand organizations only what is in sight', async () => {
    await swell(window.place.house, 1, 14)
    const page = await window.enter('district')
    const asked: URL[] = []
    page.on('request', request => {
      if (request.url().includes('/api/board')) asked.push(new URL(request.url()))
    })
    await page.goto(`${window.base}/?org=D&period=2012&level=all`)
    await page.locator('.cell .mark').first().waitFor()
    expect(await page.locator('.board-count').innerText()).toBe(`共 ${66 * 15} 个组织`)
    expect(asked.every(url => Number(url.searchParams.get('limit')) <= 60)).toBe(true)
    const drawn = () => page.locator('.matrix tbody tr').count()
    expect(await drawn()).toBeLessThan(60)
    const windows = asked.length
    expect(windows).toBeLessThanOrEqual(2)
    // The middle of the tree: its own window is asked, none of those between.
    await page.evaluate('document.querySelector(".matrix").scrollTop = 500 * 44')
    await expect.poll(() => asked.some(url => url.searchParams.get('offset') === '480')).toBe(true)
    await expect.poll(async () => (await names(page)).filter(name => name.trim() !== '').length).toBeGreaterThan(10)
    expect(await drawn()).toBeLessThan(60)
    expect(asked.length - windows).toBeLessThanOrEqual(3)
    await page.context().close()
  })
})

/** The first sheet of the workbook that a button gives. */
async function excelOf(page: Page, button: Locator): Promise<readonly (readonly unknown[])[]> {
  const [download] = await Promise.all([page.waitForEvent('download'), button.click()])
  const [grid] = await readGrids(download.suggestedFilename(), readFileSync(await download.path()))
  return grid!.rows
}
