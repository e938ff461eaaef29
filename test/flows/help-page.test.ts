// The guide on the page, and everything that one click opens: read by keyboard, in a hand and by whoever does not see.
import axe from 'axe-core'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { openWindow, type Window } from '../browser.ts'

const HAND = { width: 390, height: 844 }
const SCOPE = 'org=D&period=2012&tree=then'

/** Where it stands, what is clicked, and what has then come. */
const OPENED: readonly (readonly [path: string, click: string, arrived: string])[] = [
  ['/today', '.account, .menu-button', '.accounts'],
  [`/?${SCOPE}`, '.matrix .cell, .duty-list button', '.ant-drawer .org-turns, .ant-drawer .turns'],
  [`/?${SCOPE}`, '.strip [data-figure="orgs.total"]', '.ant-drawer .ledger tbody tr'],
  [`/figures?${SCOPE}`, '.figure-list a, .figure-list button', '.proof-value'],
  [`/cases?${SCOPE}`, '.case-door', '.ant-drawer .story'],
  [`/cases?${SCOPE}`, '.cases-bar .button-main', '.case-opening'],
  ['/organization?org=V01&period=2012&tree=then', '.org-ways button.button', '.ant-drawer .sheet-import'],
  ['/organization?org=V01&period=2012&tree=then', '.org-ways button.button + button', '.ant-drawer .change-fields'],
  ['/organization?org=V01&period=2012&tree=then', '.org-main .head-act', '.ant-drawer .change-fields'],
  [`/pledge?${SCOPE}`, '.certificates li button', '.ant-drawer .certificate .sides'],
  [`/pledge?${SCOPE}`, '.pledge-ways .button', '.division'],
  ['/ballot', '.block-head .button', '.ballot-form'],
  [`/report?${SCOPE}&mask=1`, '.sheet .fig', '.ant-drawer .formula'],
]

let window: Window
beforeAll(async () => {
  window = await openWindow()
})
afterAll(() => window?.close())
afterEach(() => expect(window.complaints.splice(0), 'the browser console').toEqual([]))

/** What axe finds serious on what is shown. */
async function serious(page: Page): Promise<string[]> {
  await page.evaluate(axe.source)
  return (await page.evaluate(
    `axe.run(document, { resultTypes: ['violations'] }).then(result => result.violations
       .filter(one => ['serious', 'critical'].includes(one.impact))
       .map(one => one.id + ': ' + one.nodes[0].html.slice(0, 160)))`,
  )) as string[]
}

describe('the guide', () => {
  it('opens at the page of the reader’s own work, with its pictures, and turns its language without a reload', async () => {
    for (const [account, heading] of [
      ['village', '支部书记'],
      ['town', '场镇组织员'],
      ['district', '组织部门'],
      ['leader', '领导'],
      ['auditor', '审计'],
    ] as const) {
      const page = await window.enter(account)
      await page.goto(`${window.base}/today`)
      await page.locator('.help-door').click()
      await page.locator('.help-text h2', { hasText: heading }).waitFor()
      if (account === 'district') {
        const pictures = page.locator('.help-text img')
        expect(await pictures.count()).toBeGreaterThan(3)
        for (const picture of await pictures.all()) {
          await picture.scrollIntoViewIfNeeded()
          const width = () => picture.evaluate(one => (one as unknown as { naturalWidth: number }).naturalWidth)
          await expect.poll(width).toBeGreaterThan(300)
        }
        await page.getByRole('button', { name: 'English' }).click()
        await page.locator('.help-text h2', { hasText: 'Organization department' }).waitFor()
        // By keyboard alone to another page.
        await page.locator('.help-pages a').first().focus()
        await page.keyboard.press('Tab')
        await page.keyboard.press('Enter')
        await page.locator('.help-text h2', { hasText: 'Town organizer' }).waitFor()
        await page.emulateMedia({ media: 'print' })
        expect(await page.locator('.help-pages').isVisible()).toBe(false)
        expect(await page.locator('.help-text').isVisible()).toBe(true)
      }
      await page.context().close()
    }
  })

  it('is there before anybody has an account, in a hand, and from the phone’s own page', async () => {
    const page = await (await window.browser.newContext({ viewport: HAND, locale: 'zh-CN' })).newPage()
    await page.goto(`${window.base}/help`)
    await page.locator('.help-text h2', { hasText: '管理员' }).waitFor()
    expect(await page.evaluate('document.documentElement.scrollWidth - window.innerWidth')).toBeLessThanOrEqual(0)
    expect(await serious(page)).toEqual([])
    await page.goto(`${window.base}/m`)
    await page.locator('[data-account=village]').click()
    await page.locator('.foot a').click()
    await page.locator('.help-text h2', { hasText: '支部书记' }).waitFor()
    await page.context().close()
  })
})

describe('what one click opens', () => {
  it('can be read by everybody, at a desk in Chinese and in a hand in English', async () => {
    for (const [locale, viewport] of [
      ['zh-CN', { width: 1440, height: 900 }],
      ['en-GB', HAND],
    ] as const) {
      const page = await window.enter('district', { viewport, locale })
      for (const [path, click, arrived] of OPENED) {
        await page.goto(window.base + path)
        await page.locator(click).first().click()
        await page.locator(arrived).first().waitFor()
        // A text is read against what stands behind it, and what slides in, or is still waited for, has another ground than what
        // has come to rest: it is asked again until it has.
        await expect
          .poll(() => serious(page), { timeout: 20_000, message: `${click} of ${path} in ${locale}` })
          .toEqual([])
      }
      await page.context().close()
    }
  })
})
