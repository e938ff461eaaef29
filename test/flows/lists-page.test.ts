// The lists of the working pages: walked by the arrows, chosen by X, taken on several at once, and taken back.
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { day, plusDays } from '../../src/time/day.ts'
import { openWindow, type Window } from '../browser.ts'

const TODAY = day('2026-03-02')
let clock = TODAY
let window: Window
beforeAll(async () => {
  window = await openWindow(() => clock)
})
afterAll(() => window.close())

/** Walks from the first line over `count` lines, choosing each by X, and reloads: what is chosen stays chosen. */
async function choose(page: Page, count: number) {
  const first = page.locator('[data-line]').first()
  await first.focus()
  for (let line = 0; line < count; line += 1) {
    if (line > 0) await page.keyboard.press('ArrowDown')
    await page.keyboard.press('x')
  }
  const bulk = page.locator('.bulk', { hasText: `已选 ${count} 项` })
  await bulk.waitFor()
  await page.reload()
  await bulk.waitFor()
  return bulk
}

async function undo(page: Page, said: string) {
  await page.locator('.undo', { hasText: said }).getByRole('button', { name: '撤销' }).click()
  await page.locator('.undo', { hasText: /已撤[销回]/ }).waitFor()
}

describe('the lists of the working pages', () => {
  it('take several tasks of a campaign on at once, keep what is chosen over a reload, and undo it', async () => {
    const page = await window.enter('district')
    await page.goto(`${window.base}/campaigns?org=D&period=2012&tree=then&campaign=organ.goal`)
    const bulk = await choose(page, 2)
    await bulk.getByRole('button', { name: '报告成效' }).click()
    await bulk.getByLabel('成效', { exact: true }).fill('已按方案完成')
    await bulk.getByRole('button', { name: '登记', exact: true }).click()
    await undo(page, '已登记 2 条')
    await page.locator('[data-line]').first().focus()
    await page.keyboard.press('Enter')
    await page.locator('.ant-drawer .story li').first().waitFor()
    await page.context().close()
  })

  it('drop what is chosen once it is no longer shown', async () => {
    const page = await window.enter('district')
    await page.goto(`${window.base}/cases?org=D&period=2012&tree=then`)
    await choose(page, 2)
    await page.goto(`${window.base}/cases?org=D&period=2012&tree=then&q=no+such+case`)
    await page.getByText('没有符合条件的事项').waitFor()
    await page.goto(`${window.base}/cases?org=D&period=2012&tree=then`)
    await page.locator('.case').first().waitFor()
    expect(await page.locator('.bulk').count()).toBe(0)
    await page.context().close()
  })

  it('withdraw several certificates for one reason, and undo an objective that was just set or divided', async () => {
    const page = await window.enter('district')
    await page.goto(`${window.base}/pledge?org=C2&period=2012&tree=then`)
    const pledge = page.locator('.pledge[data-pledge="households.changed_production"]')
    await pledge.getByRole('button', { name: '分解', exact: true }).first().click()
    await page.locator('.division').getByLabel('塔敏嘎五分场党支部').fill('15')
    await page.locator('.division').getByRole('button', { name: '保存' }).click()
    await pledge.locator('.pledge-sums', { hasText: '加得上' }).waitFor()
    await undo(page, '已分解')
    await pledge.locator('.pledge-sums', { hasText: '未落实' }).waitFor()

    await page.getByRole('button', { name: '设定目标' }).click()
    await page.locator('.setting').getByLabel('指标', { exact: true }).last().fill('联席会议')
    await page.locator('.ant-select-item-option').first().click()
    await page.locator('.setting').getByLabel('目标', { exact: true }).fill('12')
    const before = await page.locator('.pledge').count()
    await page.locator('.division').getByRole('button', { name: '保存' }).click()
    await undo(page, '目标已保存')
    await page.waitForFunction(`document.querySelectorAll('.pledge').length === ${before}`)

    // What was signed above is withdrawn after all that rests on it.
    await page.goto(`${window.base}/pledge?org=C5&period=2012&tree=then&status=signed`)
    const bulk = await choose(page, 7)
    await bulk.getByRole('button', { name: '撤回（7 份）' }).click()
    await bulk.getByRole('button', { name: '撤回', exact: true }).click()
    await bulk.locator('.fault').waitFor()
    await bulk.getByLabel('撤回原因').fill('目标有误')
    await bulk.getByRole('button', { name: '撤回', exact: true }).click()
    await page.locator('.undo', { hasText: '已撤回 7 份' }).waitFor()
    await page.context().close()
  })

  it('sign several certificates with one passphrase, each with a signature of its own', async () => {
    const page = await window.enter('town-secretary')
    await page.goto(`${window.base}/pledge?org=C4&period=2012&tree=then&status=ready`)
    const bulk = await choose(page, 2)
    await bulk.getByRole('button', { name: '签署（2 份）' }).click()
    await bulk.getByLabel(/设置签名口令/).fill('four small dry words')
    await bulk.getByRole('button', { name: '制作签名密钥' }).click()
    await bulk.getByLabel('签名口令', { exact: true }).fill('four small dry words')
    await bulk.getByRole('button', { name: '签署', exact: true }).click()
    await page.locator('.undo', { hasText: '已签署 2 份' }).waitFor()
    const listed = await page.request.get(`${window.base}/api/pledges?year=2012&org=C4`)
    const { certificates } = (await listed.json()) as { certificates: { ref: string; taker: { code: string } }[] }
    const kept = certificates.filter(one => ['V05', 'V06'].includes(one.taker.code)).map(one => one.ref)
    const files = await Promise.all(
      kept.map(async ref => (await page.request.get(`${window.base}/api/certificates/${ref}/file`)).json()),
    )
    expect(new Set(files.map(file => file.signatures[0].signature)).size).toBe(2)
    await page.context().close()
  })

  it('take back a recommendation set up by mistake, and close several whose days are over', async () => {
    const page = await window.enter('district')
    const question = (title: string) => ({
      org: 'V01',
      title: { zh: title, en: title },
      posts: [{ code: 'p1', name: { zh: '后备干部', en: 'Reserve' }, lines: 1 }],
      categories: [{ code: 'members', name: { zh: '党员', en: 'Members' } }],
      eligibleOn: TODAY,
      opens: plusDays(TODAY, 1),
      closes: plusDays(TODAY, 1),
      minimum: 2,
    })
    for (const title of ['甲', '乙']) await page.request.post(`${window.base}/api/ballots`, { data: question(title) })
    await page.goto(`${window.base}/ballot`)
    await page.getByRole('button', { name: '设立推荐' }).click()
    await page.getByLabel('推荐的名称').fill('丙')
    await page.getByLabel('推荐的职位或后备名单').fill('后备干部')
    await page.getByLabel('投票首日').fill(plusDays(TODAY, 1))
    await page.getByLabel('投票末日').fill(plusDays(TODAY, 1))
    await page.getByRole('button', { name: '设立并冻结名册' }).click()
    await undo(page, '“丙”已设立')
    await page.locator('.ballot-line', { hasText: '已撤回' }).waitFor()

    clock = plusDays(TODAY, 2)
    await page.reload()
    page.on('dialog', dialog => void dialog.accept())
    const bulk = await choose(page, 3)
    await bulk.getByRole('button', { name: '结束投票（2 次）' }).click()
    await page.locator('.undo', { hasText: '已结束 2 次推荐的投票' }).waitFor()
    clock = TODAY
    await page.context().close()
  })

  it('confirm several ratings as the records suggest, show no grade, and take them back', async () => {
    const page = await window.enter('district')
    await page.goto(`${window.base}/appraisal?org=C2&period=2012-H1&tree=then`)
    const bulk = await choose(page, 2)
    // The farm itself and its first branch wait; the others have their rating.
    const rated = page.locator('.subject', { hasText: '已评定' })
    const before = await rated.count()
    await bulk.getByRole('button', { name: '按依据评定（2 个）' }).click()
    await page.locator('.undo', { hasText: '已评定 2 个' }).waitFor()
    await expect.poll(() => rated.count()).toBe(before + 2)
    expect(await page.locator('.subjects').innerText()).not.toMatch(/较好|一般|差/)
    await undo(page, '已评定 2 个')
    await expect.poll(() => rated.count()).toBe(before)
    await page.locator('[data-line]').first().focus()
    await page.keyboard.press('Enter')
    await page.locator('.appraisal').waitFor()
    await page.context().close()
  })

  it('fit a phone', async () => {
    const page = await window.enter('district', { viewport: { width: 390, height: 844 } })
    for (const path of ['campaigns', 'pledge', 'ballot', 'appraisal']) {
      await page.goto(`${window.base}/${path}?org=C2&period=2012-H1&tree=then`)
      await page.locator('[data-line]').first().waitFor()
      await page.locator('.line-box[type=checkbox]').first().check()
      await page.locator('.bulk').waitFor()
      expect(await page.evaluate('document.documentElement.scrollWidth - window.innerWidth'), path).toBeLessThanOrEqual(
        0,
      )
    }
    await page.context().close()
  })

  it('leave no complaint in the console', () => {
    expect(window.complaints.filter(text => !text.includes('422'))).toEqual([])
  })
})
