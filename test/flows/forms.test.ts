// Every form at a desk in a real browser: what was typed outlives a reload and a session, and each fault stands beside its field.
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openWindow, type Window } from '../browser.ts'

let window: Window
beforeAll(async () => {
  window = await openWindow()
})
afterAll(() => window.close())

const TYPED = '没有填完的内容'

async function get<T>(page: Page, path: string): Promise<T> {
  return (await (await page.request.get(`${window.base}${path}`)).json()) as T
}

/** The fault that stands in the same part of the form as a field. */
const beside = (page: Page, label: string) =>
  page
    .locator('form label', { hasText: label })
    .locator('xpath=..')
    .locator('.fault')
    .first()
    .innerText({ timeout: 5_000 })

describe('a form at a desk', () => {
  it('keeps what was typed over a reload, open as it stood', async () => {
    const page = await window.enter('district')
    const { cases } = await get<{ cases: { id: string; next: { stage: string }[] }[] }>(page, '/api/cases?org=D')
    const stepped = cases.find(one => one.next.length > 0)!
    const [person] = await get<{ id: string }[]>(page, '/api/people?org=V01')
    const { pledges } = await get<{ pledges: { id: string; rule: string }[] }>(page, '/api/pledges?org=D&year=2012')
    const forms: readonly [address: string, field: string][] = [
      ['/ballot?form=ballot', '.ballot-form input'],
      ['/cases?form=case', '.case-opening input[type=date]'],
      [`/cases?case=${stepped.id}`, '.case-step input:not([type=date], [role=combobox]), .case-step textarea'],
      ['/organization?org=V01&form=org.open', '.change-fields input'],
      ['/organization?org=V01&form=thing.enter', '.change-fields select'],
      [`/person/${person!.id}?form=person`, '.change-fields input'],
      ['/charter?form=standard+village.cadre_pay', '.charter-change input'],
      [`/pledge?org=D&period=2012&form=division+${pledges.find(one => one.rule === 'sum')!.id}`, '.division input'],
      ['/robots?form=robot', '.robot-form select'],
      ['/account?form=stand_in', '.access-form input[type=date]'],
    ]
    const lost: string[] = []
    for (const [address, field] of forms) {
      await page.goto(`${window.base}${address}`)
      if (address.includes('case=')) await page.locator('.case-ways button').first().click()
      const at = page.locator(field).first()
      await at.waitFor()
      const [tag, type] = await at.evaluate(one => [one.tagName, one.getAttribute('type')])
      if (tag === 'SELECT') await at.selectOption({ index: 1 })
      else await at.fill(type === 'date' ? '2031-05-06' : TYPED)
      const typed = await at.inputValue()
      await page.reload()
      await page.locator('.resumed').first().waitFor()
      // A list shows its choice once what it may choose from has come.
      const kept = await expect
        .poll(() => page.locator(field).first().inputValue())
        .toBe(typed)
        .then(() => true)
        .catch(() => false)
      if (!kept) lost.push(address)
    }
    expect(lost).toEqual([])
    // Cancelling drops it; signing out leaves nothing of any form.
    await page.getByRole('button', { name: '取消' }).click()
    await page.goto(`${window.base}/account?form=stand_in`)
    await page.locator('.access-form input[type=date]').first().waitFor()
    expect(await page.locator('.resumed').count()).toBe(0)
    expect(await page.evaluate('JSON.stringify(localStorage)')).toContain(TYPED)
    await page.locator('.account').click()
    await page.locator('.accounts-leave').click()
    await page.locator('.welcome').waitFor()
    expect(await page.evaluate('JSON.stringify(localStorage)')).not.toContain(TYPED)
    await page.context().close()
  })

  it('loses nothing when the session ended: behind the door it stands as it was', async () => {
    const page = await window.enter('district')
    await page.goto(`${window.base}/ballot?form=ballot`)
    const fill = async (label: string, text: string) => page.getByLabel(label).fill(text)
    await fill('推荐的名称', TYPED)
    await fill('推荐的职位或后备名单', '副书记')
    await fill('投票首日', '2031-05-06')
    await fill('投票末日', '2031-05-09')
    const cookies = await page.context().cookies()
    await page.request.delete(`${window.base}/api/session`)
    await page.context().addCookies(cookies)
    await page.getByRole('button', { name: '设立并冻结名册' }).click()
    await page.getByText('填的内容都还在').waitFor()
    const { demo } = await get<{ demo: { name: string }[] }>(page, '/api/me')
    await page
      .locator('.door-list button')
      .nth(demo.findIndex(one => one.name === 'district'))
      .click()
    await page.locator('.resumed').waitFor()
    expect(await page.getByLabel('推荐的名称').inputValue()).toBe(TYPED)
    expect(await page.getByLabel('投票末日').inputValue()).toBe('2031-05-09')
    await page.context().close()
  })

  it('says each fault beside its field, and leads to the first', async () => {
    const page = await window.enter('district')
    await page.goto(`${window.base}/cases?form=case`)
    await page.locator('.case-opening button[type=submit]').click()
    expect(await beside(page, '时限')).toContain('请填上')
    expect(await beside(page, '责任人')).toContain('至少填一个')
    expect(await page.evaluate('document.activeElement.tagName')).toBe('SELECT')

    await page.goto(`${window.base}/charter?form=standard+village.cadre_pay`)
    await page.getByLabel('新标准').fill('四百')
    await page.getByLabel('施行日期').last().fill('1999-01-01')
    await page.getByRole('button', { name: '施行', exact: true }).click()
    expect(await beside(page, '新标准')).toContain('请写数字')
    expect(await beside(page, '依据的文件和条款')).toContain('请填上')
    await page.getByLabel('新标准').fill('400')
    await page.getByLabel('依据的文件和条款').fill('办法')
    // A day that is past corrects what is in force, and asks why.
    await page.getByLabel('更正的理由').fill('录入有误')
    await page.getByRole('button', { name: '施行', exact: true }).click()
    await page.locator('.charter-change [aria-invalid]').waitFor()
    expect(await beside(page, '施行日期'), 'refused by the server').toContain('1999')

    await page.goto(`${window.base}/account?form=stand_in`)
    await page.getByLabel('到哪天止').fill('2020-01-01')
    await page.locator('.access-form button[type=submit]').first().click()
    expect(await beside(page, '请谁代理')).toContain('请选一个人')

    await page.goto(`${window.base}/robots?form=robot`)
    await page.getByLabel('这个群叫什么').fill('工作群')
    await page.getByRole('button', { name: '接上' }).click()
    expect(await beside(page, '机器人的地址')).toContain('请填上')
    await page.getByLabel('机器人的地址').fill('https://example.com/robot')
    await page.getByRole('button', { name: '接上' }).click()
    await expect.poll(() => beside(page, '机器人的地址'), { message: 'refused by the server' }).not.toContain('请填上')
    expect(await page.getByLabel('这个群叫什么').inputValue()).toBe('工作群')

    await page.goto(`${window.base}/burden?org=D&period=2012`)
    await page.getByRole('button', { name: '送出' }).click()
    expect(await beside(page, '怎么回事')).toContain('请填上')

    await page.goto(`${window.base}/ballot?form=ballot`)
    await page.getByLabel('推荐的名称').fill('推荐')
    await page.getByLabel('推荐的职位或后备名单').fill('副书记')
    await page.getByLabel('投票首日').fill('2001-05-06')
    await page.getByLabel('投票末日').fill('2001-05-04')
    await page.getByRole('button', { name: '设立并冻结名册' }).click()
    expect(await beside(page, '投票末日')).toContain('不能早于首日')
    await page.getByLabel('投票末日').fill('2001-05-09')
    await page.getByRole('button', { name: '设立并冻结名册' }).click()
    await page.locator('.ballot-form [aria-invalid]').waitFor()
    expect(await beside(page, '投票首日'), 'refused by the server').toContain('应晚于今天')

    const { pledges } = await get<{ pledges: { id: string; rule: string }[] }>(page, '/api/pledges?org=D&year=2012')
    await page.goto(
      `${window.base}/pledge?org=D&period=2012&form=division+${pledges.find(one => one.rule === 'sum')!.id}`,
    )
    await page.locator('.division-parts input').first().fill('许多')
    await page.locator('.division button[type=submit]').click()
    expect(await page.locator('.division-part', { has: page.locator('[aria-invalid]') }).innerText()).toContain(
      '请写数字',
    )
    await page.context().close()
  })
})
