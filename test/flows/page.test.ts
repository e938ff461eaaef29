// The page as people use it: the real server with the ready district, a real browser, on a desk and in a hand.
import { readFileSync } from 'node:fs'
import axe from 'axe-core'
import type { FastifyInstance } from 'fastify'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { verifyFile } from '../../src/pledge/seal.node.ts'
import type { capture } from '../../src/record/capture.api.ts'
import { REGION } from '../../src/server/house.node.ts'
import { serve } from '../../src/server/serve.node.ts'
import { composed } from '../../src/store/store.ts'
import { launch, PATIENCE } from '../chromium.ts'
import { type Ready, ready } from '../ready.ts'

/** Where nobody answers. */
const NOBODY = 'http://127.0.0.1:9'
const DESK = { width: 1440, height: 900 }
const PHONE = { width: 390, height: 844 }
/** Every page, and what shows that it has arrived. */
const PAGES = [
  ['/', '.matrix, .duty-list'],
  ['/today', '.today-list'],
  ['/figures', '.figure-list'],
  ['/figures/members.total', '.proof-value'],
  ['/organization', '.posts, .nothing'],
  ['/cases', '.case, .nothing'],
  ['/campaigns', '.campaign, .nothing'],
  ['/pledge', '.pledge'],
  ['/report', '.sheet-title'],
  ['/burden', '.burden-rows'],
  ['/charts', '.chart'],
  ['/ballot', 'h1'],
  ['/charter', 'h1'],
  ['/appraisal', 'h1, .nothing'],
  ['/account', 'h1'],
  ['/accounts', 'h1'],
  ['/robots', 'h1'],
  ['/table', 'h1'],
  ['/help', '.help-text h2'],
] as const

let place: Ready
let app: FastifyInstance
let browser: Browser
let base = ''
let complaints: string[] = []

beforeAll(async () => {
  place = await ready()
  // A robot may stand on this machine, where nothing listens.
  app = await serve(place.house, 0, '127.0.0.1', { receivers: [NOBODY] })
  base = `http://127.0.0.1:${(app.server.address() as { port: number }).port}`
  browser = await launch()
})

afterAll(async () => {
  await browser?.close()
  await app?.close()
  await place?.remove()
})

afterEach(() => {
  const said = complaints
  complaints = []
  expect(said, 'the browser console').toEqual([])
})

/** A new reader at the door. */
async function reader(viewport = DESK, locale = 'zh-CN'): Promise<Page> {
  const page = await (await browser.newContext({ viewport, locale })).newPage()
  page.setDefaultTimeout(PATIENCE)
  page.on('console', message => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  page.on('pageerror', fault => complaints.push(fault.message))
  return page
}

/** A reader who has entered as the district's organizer and stands on the board. */
async function organizer(viewport = DESK, locale = 'zh-CN'): Promise<Page> {
  const page = await reader(viewport, locale)
  await page.goto(base)
  await page
    .locator('.door-list button', { hasText: locale === 'zh-CN' ? '管理区' : 'District' })
    .first()
    .click()
  await page.locator('.strip [data-figure="orgs.total"]').waitFor()
  return page
}

/** A reader who has entered as the district's organizer, who may record. */
async function recorder(locale = 'zh-CN'): Promise<Page> {
  const page = await reader(DESK, locale)
  await page.goto(base)
  await page.request.post(`${base}/api/session`, { data: { account: 'district' } })
  return page
}

describe('the page', () => {
  it('says at the door that its accounts are demo accounts, whatever page was asked for', async () => {
    const page = await reader()
    await page.goto(`${base}/figures/orgs.total?period=2012`)
    await page.getByRole('heading', { name: '演示账号' }).waitFor()
    expect(await page.locator('.welcome-plain').innerText()).toContain('虚构')
    await page.locator('.door-list button').first().click()
    await page.locator('.proof-value').waitFor()
    await page.context().close()
  })

  it('opens a number of the board into its formula and the records behind it', async () => {
    const page = await organizer()
    const figure = page.locator('.strip [data-figure="orgs.total"]')
    expect(await figure.locator('.number').textContent()).toBe('66个')
    await figure.click()
    const proof = page.locator('.ant-drawer .proof')
    await proof.locator('.ledger tbody tr').first().waitFor()
    expect(await proof.locator('.proof-value').textContent()).toBe('66个')
    expect(await proof.locator('.formula').innerText()).toContain('党组织')
    expect(await proof.locator('.proof-binding').innerText()).toContain('66 条依据')
    // Leafing through all pages shows as many facts as the number counts.
    let seen = await proof.locator('.ledger tbody tr').count()
    const on = proof.getByRole('button', { name: '下一页' })
    while (await on.isEnabled()) {
      const before = await proof.locator('.pager .quiet').innerText()
      await on.click()
      await page.waitForFunction(
        `document.querySelector('.ant-drawer .pager .quiet')?.textContent !== ${JSON.stringify(before)}`,
      )
      await page.locator('.ant-drawer .proof[aria-busy="false"]').waitFor()
      seen += await proof.locator('.ledger tbody tr').count()
    }
    expect(seen).toBe(66)
    await page.keyboard.press('Escape')
    await proof.waitFor({ state: 'hidden' })
    await page.context().close()
  })

  it('opens a cell of the board into the turns of its duty, and a turn into its records', async () => {
    const page = await organizer()
    await page.locator('.matrix tr', { hasText: '每月两次集中学习' }).locator('.cell').first().click()
    await page.locator('.ant-drawer .clause').waitFor()
    await page.locator('.ant-drawer .org-turns > li > button').first().click()
    const turns = page.locator('.ant-drawer .turns').first()
    expect(await turns.locator('tbody tr').count()).toBe(12)
    await turns.getByRole('button', { name: '看记录' }).first().click()
    await page.locator('.ant-drawer .proof-value').waitFor()
    expect(new URL(page.url()).searchParams.get('in')).toBe('2012-01')
    // Esc closes what was opened last, one at a time.
    await page.keyboard.press('Escape')
    await page.locator('.ant-drawer .proof-value').waitFor({ state: 'hidden' })
    expect(await page.locator('.ant-drawer .clause').isVisible()).toBe(true)
    await page.keyboard.press('Escape')
    await page.locator('.ant-drawer .clause').waitFor({ state: 'hidden' })
    await page.context().close()
  })

  it('opens a number of the report into its proof, and gives the report away as a file', async () => {
    const page = await organizer()
    await page.getByRole('link', { name: '报告' }).click()
    const figure = page.locator('.sheet [data-figure="orgs.total"]').first()
    await figure.click()
    const proof = page.locator('.ant-drawer .proof')
    await proof.locator('.formula').waitFor()
    expect(await proof.locator('.proof-value').textContent()).toBe(await figure.textContent())
    await page.keyboard.press('Escape')
    await proof.waitFor({ state: 'hidden' })
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Word' }).click(),
    ])
    expect(file.suggestedFilename()).toMatch(/\.docx$/)
    await page.context().close()
  })

  it('drafts the notice of what supervision found, from the page of cases', async () => {
    const page = await recorder()
    await page.goto(`${base}/cases?period=2012&state=all&kind=supervision.finding`)
    await page.locator('.case').first().waitFor()
    const there = Number(await page.locator('.chip[aria-pressed=true] b').innerText())
    await page.getByRole('link', { name: '起草督查情况通报' }).click()
    const all = page.locator('[data-figure="supervision.findings_all"]')
    expect(Number((await all.innerText()).replace(/\D/g, ''))).toBe(there)
    const listed = page.locator('.sheet-table', { hasText: '本期发现问题清单' }).locator('tbody tr')
    const found = (await page.locator('[data-figure="supervision.findings"]').first().innerText()).replace(/\D/g, '')
    expect(await listed.count()).toBe(Number(found))
    await page.context().close()
  })

  it('shows campaigns by organization, leads a goal to its story, and gives a task of the campaign that is asked', async () => {
    const page = await recorder()
    await page.goto(`${base}/campaigns?period=2012`)
    await page.locator('.chip', { hasText: '五个一' }).click()
    const section = page.locator('.campaign')
    expect(await section.count()).toBe(1)
    const rows = section.locator('tbody tr')
    const counts = (await section.locator('.campaign-counts').innerText()).match(/\d+/g)!.map(Number)
    expect(counts.reduce((sum, n) => sum + n)).toBe(await rows.count())
    await rows.first().locator('.campaign-door').click()
    await page.locator('.story').waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: '下达任务', exact: true }).click()
    const chosen = page.locator('.case-opening select')
    // The kinds that may be opened there come a moment after the form.
    await expect
      .poll(async () => [await chosen.nth(0).inputValue(), await chosen.nth(1).inputValue()])
      .toEqual(['campaign.task', 'five_ones'])
    await page.context().close()
  })

  it('says on an empty page what to do next', async () => {
    const page = await reader()
    await page.request.post(`${base}/api/session`, { data: { account: 'village' } })
    for (const [path, title, way] of [
      ['/campaigns', '还没有主题活动任务', '下达任务'],
      ['/pledge?period=2031', '这一年还没有目标', ''],
      ['/report', '您的岗位不起草报告', '看数据'],
    ] as const) {
      await page.goto(base + path)
      const nothing = page.locator('.nothing')
      expect(await nothing.locator('.nothing-title').innerText()).toBe(title)
      expect((await nothing.locator('.nothing-text').innerText()).length).toBeGreaterThan(10)
      if (way) await page.locator('main').getByText(way, { exact: true }).waitFor()
    }
    await page.getByRole('link', { name: '看数据' }).click()
    await page.locator('.figure-list').first().waitFor()
    await page.context().close()
  })

  it('offers the tour once, walks it by the keyboard from page to page, and starts it again from the account', async () => {
    const page = await recorder()
    const offer = page.locator('.tour-offer')
    await page.goto(`${base}/today?period=2012`)
    await offer.getByRole('button', { name: '看一遍导览' }).click()
    const stops: [title: string, path: string][] = [
      ['今日', '/today'],
      ['看板', '/'],
      ['每个数都有依据', '/'],
      ['组织', '/organization'],
      ['一件事只记一次', '/organization'],
      ['报告', '/report'],
      ['使用说明', '/today'],
    ]
    for (const [title, path] of stops) {
      await page.locator('.ant-tour-title', { hasText: title }).waitFor()
      await page.waitForURL(url => url.pathname === path)
      await page.keyboard.press('Enter')
    }
    const panel = page.locator('.ant-tour')
    await panel.waitFor({ state: 'hidden' })
    await page.reload()
    await page.locator('.demo-banner').waitFor()
    expect(await offer.count()).toBe(0)
    await page.locator('.top-end .account').click()
    await page.getByRole('button', { name: '看一遍导览' }).click()
    await page.locator('.ant-tour-title', { hasText: '今日' }).waitFor()
    await page.keyboard.press('Escape')
    await panel.waitFor({ state: 'hidden' })
    await page.context().close()
  })

  it('hides the names of a masked report and leads its figures nowhere', async () => {
    const page = await organizer()
    const heading = page.locator('main h1', { hasText: /\S/ }).first()
    await heading.waitFor()
    const name = await heading.innerText()
    await page.goto(`${base}/report?period=2012&mask=1`)
    await page.locator('.sheet-title').waitFor()
    expect(await page.locator('.sheet').innerText()).not.toContain(name)
    await page.locator('.sheet .fig').first().click()
    await page.locator('.ant-drawer .formula').waitFor()
    expect(await page.locator('.ant-drawer .ledger').count()).toBe(0)
    await page.context().close()
  })

  it('changes its language without a reload, and remembers it', async () => {
    const page = await organizer()
    await page.evaluate('window.kept = true')
    await page.getByRole('button', { name: 'English' }).click()
    await page.getByRole('link', { name: 'Board' }).waitFor()
    expect(await page.evaluate('[window.kept, document.documentElement.lang]')).toEqual([true, 'en'])
    expect(await page.title()).toMatch(/^Board · /)
    expect(await page.locator('.strip [data-figure="members.total"] .number').textContent()).toBe('1,079 people')
    await page.reload()
    await page.getByRole('link', { name: 'Board' }).waitFor()
    await page.context().close()
  })

  it('keeps organization, period and tree in its address, so that a view can be shared', async () => {
    const page = await organizer()
    await page.getByRole('button', { name: '期间' }).click()
    await page.getByRole('button', { name: '上半年' }).click()
    await page.getByText('按现在隶属', { exact: true }).click()
    await page.waitForURL(/tree=now/)
    const shared = new URL(page.url())
    expect([shared.searchParams.get('org'), shared.searchParams.get('period')]).toEqual(['D', '2012-H1'])
    const other = await organizer(DESK, 'en-GB')
    await other.goto(shared.href)
    await other.getByText('H1 2012').waitFor()
    await page.context().close()
    await other.context().close()
  })

  it('finds a figure by the keyboard alone', async () => {
    const page = await organizer(DESK, 'en-GB')
    await page.goto(`${base}/figures?period=2012`)
    await page.locator('.figure-list').first().waitFor()
    await page.keyboard.press('/')
    await page.keyboard.type('cattle')
    await page.waitForFunction(`document.querySelectorAll('.figure-list li').length < 10`)
    await page.keyboard.press('Tab')
    while ((await page.evaluate('document.activeElement.dataset.figure ?? ""')) === '') await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.locator('.ant-drawer .proof-value').waitFor()
    await page.context().close()
  })

  it('takes several cases on at once, and takes all of it back with one undo', async () => {
    const page = await recorder()
    await page.goto(`${base}/cases?org=D&period=2012&tree=then&state=overdue&kind=campaign.task`)
    const boxes = page.locator('.case input[type=checkbox]')
    await boxes.first().waitFor()
    const count = await boxes.count()
    expect(count).toBeGreaterThan(1)
    for (const box of await boxes.all()) await box.check()
    await page.locator('.bulk').getByRole('button', { name: '报告成效' }).click()
    await page.locator('.bulk').getByLabel('成效', { exact: true }).fill('已按方案完成')
    await page.locator('.bulk').getByRole('button', { name: '登记', exact: true }).click()
    await page.locator('.undo', { hasText: `已登记 ${count} 条` }).waitFor()
    await page.locator('.case-stage', { hasText: '报告成效' }).first().waitFor()
    await page.locator('.undo').getByRole('button', { name: '撤销' }).click()
    await page.locator('.undo', { hasText: '已撤销' }).waitFor()
    await page.locator('.case-stage', { hasText: '已启动' }).first().waitFor()
    expect(await page.locator('.case-stage', { hasText: '报告成效' }).count()).toBe(0)
    await page.context().close()
  })

  it('opens a case only with an owner and a due day, tells its story, and moves among cases by the keyboard', async () => {
    const page = await recorder('en-GB')
    await page.goto(`${base}/cases?org=V01&period=2012&tree=then`)
    await page.getByRole('button', { name: 'Open a case' }).click()
    const form = page.locator('.case-opening')
    await form.getByLabel('Kind').selectOption('supervision.finding')
    await form.getByLabel('Problem', { exact: true }).fill('No minutes were kept')
    const open = form.getByRole('button', { name: 'Open a case' })
    await open.click()
    expect(await form.locator('.fault').allInnerTexts()).toEqual([
      'Name a person, an organization, or both',
      'Fill this in.',
    ])
    await form.getByLabel('Due', { exact: true }).fill('2013-01-31')
    await open.click()
    expect(await form.locator('.fault').allInnerTexts()).toEqual(['Name a person, an organization, or both'])
    await form.getByLabel('Owner', { exact: true }).click()
    await page.locator('.ant-select-item-option').first().click()
    await open.click()
    const told = page.locator('.ant-drawer .proof')
    await told.getByRole('heading', { name: 'No minutes were kept' }).waitFor()
    expect(await told.locator('.way li').count()).toBe(5)
    await told.getByRole('button', { name: 'notified' }).click()
    await told.getByRole('button', { name: 'Record', exact: true }).click()
    await told.locator('.way .passed', { hasText: 'notified' }).waitFor()
    expect(await told.locator('.story li').count()).toBe(2)
    await page.keyboard.press('Escape')
    await told.waitFor({ state: 'hidden' })
    await page.goto(`${base}/cases?org=D&period=2012&tree=then`)
    await page.locator('.case-door').first().focus()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('x')
    expect(await page.locator('.case input[type=checkbox]').nth(1).isChecked()).toBe(true)
    await page.keyboard.press('Enter')
    await page.locator('.ant-drawer .story li').first().waitFor()
    await page.context().close()
  })

  it('asks nothing of a founding that follows of the enterprise, and takes another number', async () => {
    const page = await recorder('en-GB')
    const answer = await page.request.get(`${base}/api/capture?org=C4`)
    const { things } = (await answer.json()) as z.output<typeof capture.out>
    const known = things.flatMap(({ id, name, follows }) => {
      const members = Number(follows?.full_members ?? 0)
      return members > 0 ? [{ id, name: name.en, members }] : []
    })
    expect(known.length).toBeGreaterThan(1)
    await page.goto(`${base}/cases?org=C4&period=2012&tree=then`)
    await page.getByRole('button', { name: 'Open a case' }).click()
    const form = page.locator('.case-opening')
    await form.getByLabel('Kind').selectOption('founding')
    const members = form.getByLabel('Full members')
    const choose = async (name: string) => {
      await form.getByLabel('Enterprise', { exact: true }).fill(name)
      await page.locator('.ant-select-item-option', { hasText: name }).click()
    }
    for (const one of known.slice(0, 2)) {
      await choose(one.name)
      await expect.poll(() => members.inputValue()).toBe(String(one.members))
    }
    await members.fill('77')
    await choose(known[0]!.name)
    expect(await members.inputValue()).toBe('77')
    await page.context().close()
  })

  it('shows objectives with what nobody carries yet, and counts the rest while one divides', async () => {
    const page = await reader()
    await page.goto(base)
    await page.request.post(`${base}/api/session`, { data: { account: 'district' } })
    await page.goto(`${base}/pledge?org=C2&period=2012&tree=then`)
    const pledge = page.locator('.pledge[data-pledge="households.changed_production"]')
    expect(await pledge.locator('.pledge-sums').innerText()).toMatch(/未落实\s*15名/)
    await pledge.getByRole('button', { name: '分解', exact: true }).first().click()
    const form = page.locator('.division')
    await form.getByLabel('塔敏嘎五分场党支部').fill('14')
    expect(await form.locator('[aria-live]').innerText()).toBe('未落实 1名')
    await form.getByLabel('塔敏嘎五分场党支部').fill('15')
    expect(await form.locator('[aria-live]').innerText()).toBe('各部分之和等于总目标')
    await form.getByRole('button', { name: '保存' }).click()
    await pledge.locator('.pledge-sums', { hasText: '加得上' }).waitFor()
    expect(await page.locator('.certificates .mark-not_met').count()).toBe(0)
    await page.context().close()
  })

  it('lets a secretary make a key and sign, and gives away a file that holds', async () => {
    const page = await reader()
    await page.goto(base)
    await page.locator('.door-list button', { hasText: '乌恩哈穆' }).first().click()
    await page.locator('.pages').waitFor()
    await page.goto(`${base}/pledge?org=V01&period=2012&tree=then`)
    await page.locator('.certificates li button').first().click()
    await page.getByLabel(/设置签名口令/).fill('four small dry words')
    await page.getByRole('button', { name: '制作签名密钥' }).click()
    await page.getByLabel('签名口令', { exact: true }).fill('four small dry words')
    await page.getByRole('button', { name: '签署', exact: true }).click()
    await page.locator('.certificate .mark-met').waitFor()
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: '下载核验文件' }).click(),
    ])
    expect(verifyFile(readFileSync((await file.path())!, 'utf8'))).toEqual([])
    await page.locator('.certificate [data-figure="study.days"]').click()
    await page.locator('.ant-drawer .proof-value').waitFor()
    await page.context().close()
  })

  it('changes the register: what it entails before anything is stored, the refusal beside its field, and the way back', async () => {
    const page = await reader(PHONE)
    await page.goto(base)
    await page.request.post(`${base}/api/session`, { data: { account: 'district' } })
    await page.goto(`${base}/organization?org=C1&period=2012`)
    const model = page.locator('.org-title', { hasText: '城市模式' })
    await model.waitFor()
    await page.getByRole('button', { name: '变更…' }).click()
    const sheet = page.locator('.change')
    await sheet.getByLabel('管理模式').selectOption('pastoral')
    await sheet.getByRole('button', { name: '先看影响' }).press('Enter')
    await sheet.locator('.change-seen').waitFor()
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
    await sheet.getByRole('button', { name: '确认办理' }).press('Enter')
    const done = page.locator('.change-done')
    await done.waitFor()
    await done.getByRole('button', { name: '撤回' }).click()
    await done.getByText('已恢复原状').waitFor()
    await done.getByRole('button', { name: '关闭' }).click()
    await page.locator('.changes-undone').waitFor()
    await model.waitFor()
    await page.getByRole('button', { name: '变更…' }).click()
    await sheet.getByRole('button', { name: '划转隶属' }).click()
    // One that lies below, so that the list shows it only once it has been found.
    await sheet.getByLabel('划归哪个组织').last().fill('F01')
    // While the list is still being narrowed a click may fall between two drawings of it; what was chosen empties the search.
    const found = page.locator('.ant-select-tree-node-content-wrapper', { hasText: 'F01' }).first()
    await expect
      .poll(async () => {
        if (await found.isVisible()) await found.click({ timeout: 2_000 }).catch(() => undefined)
        return sheet.getByLabel('划归哪个组织').last().inputValue()
      })
      .toBe('')
    await sheet.getByRole('button', { name: '先看影响' }).click()
    await sheet.locator('.change-wide .fault', { hasText: '循环' }).waitFor()
    // The browser itself notes that the server said no.
    complaints = complaints.filter(said => !said.includes('status of 400'))
    await page.context().close()
  })

  it('enters a person and a household once, finds both at once, and takes one back', async () => {
    const page = await recorder()
    await page.goto(`${base}/organization?org=V02&period=2012&on=2012-12-31`)
    const sheet = page.locator('.change')
    const choose = async (label: string, option: string) => {
      await sheet.getByLabel(label, { exact: true }).last().fill(option)
      await page.locator('.ant-select-item-option:visible', { hasText: option }).first().waitFor()
      await page.keyboard.press('Enter')
    }
    await page.getByRole('button', { name: '登记' }).last().click()
    await sheet.getByRole('button', { name: '先看影响' }).click()
    expect(await sheet.locator('.fault').allInnerTexts()).toEqual(Array(6).fill('请填上。'))
    await page.waitForFunction(`document.activeElement?.getAttribute('aria-invalid') === 'true'`)
    await sheet.getByLabel('姓名').fill('其木格新')
    await sheet.getByLabel('出生日期').fill('1988-03-04')
    for (const [label, option] of [
      ['性别', '女'],
      ['民族', '鄂温克族'],
      ['学历', '本科'],
      ['职业', '农牧民'],
    ] as const)
      await choose(label, option)
    await sheet.getByLabel('同时成为').selectOption('probationary')
    await sheet.getByRole('button', { name: '先看影响' }).click()
    await sheet.locator('.change-seen').waitFor()
    await sheet.getByRole('button', { name: '确认办理' }).click()
    await page.locator('.change-done').getByRole('button', { name: '关闭' }).click()
    await page.getByRole('link', { name: '其木格新', exact: true }).waitFor()
    await page.getByRole('button', { name: '登记' }).first().click()
    await sheet.getByLabel('类别').selectOption('household')
    await sheet.getByLabel('名称', { exact: true }).fill('新示范户')
    await sheet.getByLabel('项目').selectOption('cattle')
    await sheet.getByRole('button', { name: '先看影响' }).click()
    await sheet.getByRole('button', { name: '确认办理' }).click()
    await page.locator('.change-done').getByRole('button', { name: '关闭' }).click()
    await page.getByRole('link', { name: '新示范户' }).click()
    await page.getByRole('button', { name: '注销' }).click()
    await sheet.locator('.day-picker input').fill('2013-06-30')
    await sheet.getByRole('button', { name: '先看影响' }).click()
    await sheet.getByRole('button', { name: '确认办理' }).click()
    await page.locator('.change-done').getByRole('button', { name: '撤回' }).click()
    await page.locator('.change-done').getByText('已恢复原状').waitFor()
    await page.context().close()
  })

  it('counts quietly what waits, gives a calendar address once, and connects a group robot', async () => {
    const page = await organizer()
    const count = page.locator('.pages .nav-count')
    await count.waitFor()
    expect(await count.locator('.sr').innerText()).toMatch(/^\d+ 件等您办$/)
    await page.goto(`${base}/today`)
    await page.locator('.today-list li').first().waitFor()
    expect(await page.locator('.today-list .tag').count(), 'the first look has no news').toBe(0)
    await expect.poll(() => lookedAt()).toBeGreaterThan(0)
    // Away from Today, where a look still on its way would take the news back.
    await page.goto(`${base}/charts`)
    await count.waitFor()
    await place.house.store.asOwner(REGION, tx =>
      tx.run(composed('update looked set keys = keys[2:] where region = $1'), [REGION]),
    )
    await page.reload()
    await page.locator('.pages .nav-count-fresh').waitFor()
    await page.goto(`${base}/today`)
    await page.locator('.today-list .tag', { hasText: '新' }).waitFor()
    await page.locator('.pages .nav-count-fresh').waitFor({ state: 'detached' })
    expect(await page.locator('.today-list .tag').count(), 'marked while one looks').toBe(1)

    await page.goto(`${base}/account`)
    const calendars = page.getByRole('region', { name: '日历' })
    await calendars.getByRole('button', { name: '取日历地址' }).click()
    await calendars.locator('svg.qr').waitFor()
    const address = await calendars.getByLabel('日历地址', { exact: true }).inputValue()
    expect((await (await fetch(address)).text()).startsWith('BEGIN:VCALENDAR')).toBe(true)
    await calendars.getByRole('button', { name: '已经订阅好' }).click()
    await page.reload()
    await calendars.locator('li').waitFor()
    expect(await calendars.innerText(), 'shown once').not.toContain('/calendar/')
    await calendars.getByRole('button', { name: '结束' }).click()
    await calendars.locator('li').waitFor({ state: 'detached' })
    expect((await fetch(address)).status).toBe(404)

    // Robots are set by whoever looks after accounts.
    await page.request.post(`${base}/api/session`, { data: { account: 'district' } })
    await page.goto(`${base}/robots`)
    await page.getByRole('button', { name: '接一个机器人' }).click()
    await page.locator('.robot-preview', { hasText: '今天等着办的' }).waitFor()
    await page.getByLabel('这个群叫什么').fill('组织委员群')
    const field = page.getByLabel('机器人的地址（Webhook）')
    await field.fill('https://example.com/hook')
    await page.getByRole('button', { name: '接上' }).click()
    await page.getByText('这不是企业微信群机器人的地址').waitFor()
    expect(await field.inputValue(), 'what was typed stays').toBe('https://example.com/hook')
    // The refusal is told by the browser's console as well.
    complaints = complaints.filter(said => !said.includes('400'))
    await field.fill(`${NOBODY}/cgi-bin/webhook/send?key=k`)
    await page.getByRole('button', { name: '接上' }).click()
    const row = page.locator('.access-list li', { hasText: '组织委员群' })
    await row.getByRole('button', { name: '发一条测试' }).click()
    await row.getByText('没有连上').waitFor()
    await row.getByRole('button', { name: '停用' }).click()
    await page.getByText('还没有群机器人').waitFor()
    await page.context().close()
  })

  it('shows the burden down the tree, measures a form, and carries a complaint to the Today of the department and back', async () => {
    const desk = await recorder()
    await desk.goto(`${base}/burden?org=D&period=2012&tree=then`)
    await desk.locator('[data-sum=minutes]', { hasText: '没有计时' }).waitFor()
    await desk.locator('.burden-rows a[data-org]').first().click()
    await desk.waitForURL(url => url.searchParams.get('org') !== 'D')
    await desk.goto(`${base}/record/new?org=V01&kind=study.day&day=2012-12-21`)
    // The first form of a house waits until the running year is settled.
    await desk.locator('#field-topic').fill('读书')
    await desk.locator('#field-hours').fill('2')
    await desk.locator('.record-bar button[type=submit]').click()
    await desk.waitForURL(/record\/[0-9a-f-]{36}/)
    await desk.goto(`${base}/burden?org=V01&period=2012-12&tree=then`)
    await desk.locator('[data-sum=minutes] b', { hasText: '1' }).waitFor()

    const hand = await reader(PHONE)
    await hand.goto(base)
    await hand.request.post(`${base}/api/session`, { data: { account: 'village' } })
    await hand.goto(`${base}/burden?org=V01&period=2012&tree=then`)
    await hand.getByLabel('哪张表单').selectOption('study.day')
    await hand.getByLabel('怎么回事').fill('周一要过，今天又要')
    await hand.getByRole('button', { name: '送出' }).click()
    await hand.locator('.complaint', { hasText: '未署名' }).waitFor()

    await desk.goto(`${base}/today`)
    await desk.locator('.today-list a', { hasText: '重复要' }).click()
    await desk.getByLabel('答复内容').fill('今天的不用交了')
    await desk.getByRole('button', { name: '答复', exact: true }).click()
    await desk.locator('.complaint', { hasText: '已答复' }).waitFor()
    await hand.reload()
    await hand.locator('.complaint blockquote', { hasText: '今天的不用交了' }).waitFor()
    await desk.context().close()
    await hand.context().close()
  })

  for (const [language, locale] of [
    ['Chinese', 'zh-CN'],
    ['English', 'en-GB'],
  ] as const)
    for (const [place, viewport] of [
      ['at a desk', DESK],
      ['in a hand', PHONE],
    ] as const)
      it(`can be read by everybody and never scrolls sideways, ${place} in ${language}`, async () => {
        const page = await organizer(viewport, locale)
        // Whoever looks after accounts may open every page.
        await page.request.post(`${base}/api/session`, { data: { account: 'district' } })
        for (const [path, arrived] of PAGES) {
          await page.goto(`${base}${path}?org=D&period=2012&tree=then`)
          await page.locator(arrived).first().waitFor()
          expect
            .soft(await page.evaluate('document.documentElement.scrollWidth - window.innerWidth'), path)
            .toBeLessThanOrEqual(0)
          // What it finds lies in colours, names and roles: one language and one width each show all of them.
          if ((viewport === DESK) !== (language === 'Chinese')) continue
          await page.evaluate(axe.source)
          const found = await page.evaluate(
            `axe.run(document, { resultTypes: ['violations'] }).then(result => result.violations
               .filter(one => ['serious', 'critical'].includes(one.impact))
               .map(one => one.id + ': ' + one.nodes[0].html.slice(0, 160)))`,
          )
          expect.soft(found, path).toEqual([])
        }
        await page.context().close()
      })
})

/** How many lines of Today somebody has looked at. */
async function lookedAt(): Promise<number> {
  const rows = await place.house.store.asOwner(REGION, tx =>
    tx.all(composed<{ keys: string[] }>('select keys from looked where region = $1'), [REGION]),
  )
  return rows[0]?.keys.length ?? 0
}
