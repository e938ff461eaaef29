// The charter as an official works on it: a system of the district's own in a few minutes, a standard from a day on, nothing lost.

import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openWindow, type Window } from '../browser.ts'

let window: Window
beforeAll(async () => {
  window = await openWindow()
}, 120_000)
afterAll(() => window.close())

/** An official who does not hurry: counts what the hand does. */
class Hand {
  acts = 0
  private readonly began = Date.now()
  private readonly page: Page
  constructor(page: Page) {
    this.page = page
  }
  async type(label: string, text: string): Promise<void> {
    this.acts += 1
    await this.page.getByLabel(label, { exact: true }).first().fill(text)
  }
  async press(name: string): Promise<void> {
    this.acts += 1
    await this.page.getByRole('button', { name, exact: true }).first().click()
  }
  async choose(label: string, option: string): Promise<void> {
    this.acts += 1
    await this.page.locator('label', { hasText: label }).locator('select').first().selectOption({ label: option })
  }
  async tick(label: string): Promise<void> {
    this.acts += 1
    await this.page.getByLabel(label, { exact: true }).first().check()
  }
  seconds(): number {
    return Math.round((Date.now() - this.began) / 100) / 10
  }
}

describe('the page of the charter', { timeout: 120_000 }, () => {
  it('lets an official add night-school classes, looks at last year first, and puts them in force without a restart', async () => {
    const page = await window.enter('district')
    await page.goto(`${window.base}/charter`)
    const hand = new Hand(page)
    await hand.press('新增制度')
    await hand.type('制度名称', '嘎查村夜校')
    await hand.type('出自哪个文件', '嘎查村夜校办法')
    await hand.choose('类别', '农村牧区')
    await hand.type('记录的名称', '夜校课')
    await hand.press('+ 加一栏')
    await page.getByLabel('栏目', { exact: true }).last().fill('听课人数')
    hand.acts += 1
    await hand.tick('达到才算：')
    await hand.type('不少于', '10')
    await hand.type('要求的名称', '冬闲时每月一堂夜校课')
    await hand.press('嘎查村')
    for (const month of [11, 12, 1, 2, 3]) await hand.press(`${month}月`)
    await hand.type('施行日期', `${new Date().getFullYear()}-01-01`)
    // What was typed survives a reload.
    await page.reload()
    await page.locator('.resumed').waitFor()
    expect(await page.getByLabel('要求的名称', { exact: true }).inputValue()).toBe('冬闲时每月一堂夜校课')
    await hand.press('按去年试算')
    const preview = page.locator('.charter-preview')
    await preview.waitFor()
    expect(await preview.innerText()).toMatch(/9 个组织共 45 期/)
    await hand.press('施行')
    await page.locator('.charter-new').waitFor({ state: 'detached' })
    console.log(`S-37 by hand: ${hand.acts} acts, ${hand.seconds()} s`)
    expect(hand.acts).toBeLessThanOrEqual(30)
    const entry = page.locator('.charter-system', { hasText: '嘎查村夜校' })
    await entry.locator('summary').click()
    expect(await entry.innerText()).toContain('本地制度')
    // The board of the year in which it is in force asks it at once.
    const board = await page.request.get(`${window.base}/api/charter`)
    const rows = (await board.json()) as { id: string; duties: { id: string }[]; kinds: { id: string }[] }[]
    const own = rows.find(row => row.duties.some(duty => duty.id.endsWith('.duty')))!
    const year = new Date().getFullYear()
    const asked = await page.request.get(`${window.base}/api/board?org=D&period=${year}`)
    expect(JSON.stringify(await asked.json())).toContain(own.duties[0]!.id)
    const listed = await page.request.get(`${window.base}/api/figures?org=D&period=${year}`)
    expect(JSON.stringify(await listed.json())).toContain(`${own.id.toLowerCase()}.done`)
    await page.context().close()
  })

  it('gives a system of one’s own a new text from a day on', async () => {
    const page = await window.enter('district')
    await page.goto(`${window.base}/charter?q=夜校`)
    await page.getByRole('button', { name: '修改这项制度' }).click()
    await page.getByRole('button', { name: 'YAML' }).click()
    const text = page.locator('.charter-text')
    await text.fill((await text.inputValue()).replaceAll('嘎查村夜校办法', '嘎查村夜校办法（修订）'))
    await page.getByRole('button', { name: '按去年试算' }).click()
    await page.getByRole('button', { name: '施行', exact: true }).click()
    await page.locator('.charter-name', { hasText: '嘎查村夜校办法（修订）' }).waitFor()
    await page.context().close()
  })

  it('says what is wrong beside its field, and keeps what was typed', async () => {
    const page = await window.enter('district')
    await page.goto(`${window.base}/charter`)
    const hand = new Hand(page)
    await hand.press('新增制度')
    await hand.type('制度名称', '甲')
    await hand.type('出自哪个文件', '乙')
    await hand.type('记录的名称', '丙')
    await hand.type('要求的名称', '丁')
    await hand.press('YAML')
    const text = page.getByLabel('制度的文本')
    await text.fill((await text.inputValue()).replace(/measure: (\S+)\.done/, 'measure: $1.don'))
    await hand.press('按去年试算')
    await page.locator('.fault li').first().waitFor()
    expect(await page.locator('.fault li').first().innerText()).toMatch(/第 \d+ 行.*\.don/)
    expect(await text.inputValue()).toContain('.don\n')
    await page.context().close()
  })

  it('changes a standard from a day on and leaves the past', async () => {
    const page = await window.enter('district')
    await page.goto(`${window.base}/charter?q=S25`)
    const standard = page.locator('.charter-standard', { hasText: '嘎查村干部每月报酬' })
    await standard.getByRole('button', { name: '调整标准' }).click()
    await standard.getByLabel('新标准').fill('500')
    await standard.getByLabel('施行日期').fill('2027-01-01')
    await standard.getByLabel('依据的文件和条款').fill('嘎查村干部报酬规定（2027 年）')
    expect(await standard.innerText()).toContain('由 400元/月 改为 500元/月')
    await standard.getByRole('button', { name: '按去年试算' }).click()
    await standard.getByText('就这样要求').waitFor()
    expect(await standard.innerText()).toMatch(/完成 \d+\/\d+ → \d+\/\d+/)
    await standard.getByRole('button', { name: '施行' }).click()
    await standard.locator('li', { hasText: '500元/月' }).waitFor()
    expect(await standard.locator('li:not(.charter-effect li)').count()).toBe(3)
    await page.context().close()
  })

  it('is read by everybody and changed by nobody else', async () => {
    const page = await window.enter('village', { viewport: { width: 390, height: 844 } })
    await page.goto(`${window.base}/charter?q=S04`)
    await page.locator('.charter-duty').first().waitFor()
    expect(await page.getByRole('button', { name: '新增制度' }).count()).toBe(0)
    expect(await page.getByRole('button', { name: '调整标准' }).count()).toBe(0)
    expect(await page.evaluate('document.documentElement.scrollWidth - window.innerWidth')).toBeLessThanOrEqual(0)
    expect(window.complaints).toEqual([])
    await page.context().close()
  })
})
