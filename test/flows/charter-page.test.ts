// The charter as an official works on it: a system of the district's own in a few minutes, a standard from a day on, nothing lost.

import { readXlsx } from 'hucre/xlsx'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openWindow, type Window } from '../browser.ts'
import { SlowUser } from '../slow-user.ts'

let window: Window
beforeAll(async () => {
  window = await openWindow()
})
afterAll(() => window.close())

describe('the page of the charter', () => {
  it('lets an official add night-school classes in five minutes, and has form, board, figure, handbook and sheet of them at once', async () => {
    const page = await window.enter('district')
    await page.goto(`${window.base}/charter`)
    const user = new SlowUser(page)
    const field = (label: string) => page.getByLabel(label, { exact: true })
    const press = (name: string) => user.tap(page.getByRole('button', { name, exact: true }))
    const year = new Date().getFullYear()
    await press('新增制度')
    await user.say(field('制度名称'), '嘎查村夜校')
    await user.say(field('出自哪个文件'), '嘎查村夜校办法')
    await user.choose(page.locator('label', { hasText: '类别' }).locator('select'), '农村牧区')
    await user.say(field('记录的名称'), '夜校课')
    await press('+ 加一栏')
    await user.say(field('栏目').last(), '听课人数')
    await user.tap(field('达到才算：'))
    await user.say(field('不少于'), '10')
    await user.say(field('要求的名称'), '冬闲时每月一堂夜校课')
    await press('嘎查村')
    for (const month of [11, 12, 1, 2, 3]) await press(`${month}月`)
    await user.date(field('施行日期'), `${year}-01-01`)
    // What was typed survives a reload.
    await page.reload()
    await page.locator('.resumed').waitFor()
    expect(await field('要求的名称').inputValue()).toBe('冬闲时每月一堂夜校课')
    await press('按去年试算')
    const preview = page.locator('.charter-preview')
    await preview.waitFor()
    user.look()
    expect(await preview.innerText()).toMatch(/9 个组织共 45 期/)
    await press('施行')
    await page.locator('.charter-new').waitFor({ state: 'detached' })
    console.log(`S-37 by hand: ${user.taps} taps, ${user.characters} characters, ${user.seconds} s`)
    expect(user.seconds).toBeLessThan(5 * 60)

    const entry = page.locator('.charter-system', { hasText: '嘎查村夜校' })
    await entry.locator('summary').click()
    expect(await entry.innerText()).toContain('本地制度')
    const read = async (path: string) => (await page.request.get(window.base + path)).json()
    const systems = (await read('/api/charter')) as { id: string; duties: { id: string }[]; kinds: { id: string }[] }[]
    const own = systems.find(row => row.duties.some(duty => duty.id.endsWith('.duty')))!
    expect(own.id).toBe('S37')
    const kind = own.kinds[0]!.id
    // The form: nine listeners are one too few, ten are a class.
    const hold = async (org: string, listeners: string) => {
      await page.goto(`${window.base}/record/new?org=${org}&kind=${kind}&day=${year}-01-10`)
      await page.locator('.record-form').waitFor()
      await page.getByLabel('内容').fill('识字')
      await page.getByLabel('听课人数').fill(listeners)
      await page.keyboard.press('Control+Enter')
      await page.locator('.record-done').waitFor()
    }
    await hold('V01', '9')
    await hold('V02', '10')
    for (const [org, status, classes] of [
      ['V01', 'not_met', 0],
      ['V02', 'met', 1],
    ] as const) {
      await page.goto(`${window.base}/?org=${org}&period=${year}-01&tree=then`)
      await page
        .locator('[role=row], tr')
        .filter({ hasText: '冬闲时每月一堂夜校课' })
        .locator(`.mark-${status}`)
        .waitFor()
      const path = `/api/figures/${own.id.toLowerCase()}.done?org=${org}&period=${year}-01&tree=then`
      expect(await read(path)).toMatchObject({ figure: { value: classes, records: classes } })
    }
    const book = await (await page.request.get(`${window.base}/api/handbook?lang=zh&format=md`)).text()
    expect(book).toContain('嘎查村夜校办法')
    expect(book).toContain('冬闲时每月一堂夜校课')
    const sheet = await page.request.get(
      `${window.base}/api/kinds/${kind}/sheet?lang=zh&from=${year}-01-01&to=${year}-01-31`,
    )
    const rows = (await readXlsx(await sheet.body())).sheets[0]!.rows
    expect(rows.flat()).toEqual(expect.arrayContaining(['*听课人数', 9, 10]))
    await page.context().close()
  })

  it('gives a system of one’s own a new text from a day on', async () => {
    const page = await window.enter('district')
    await page.goto(`${window.base}/charter?q=夜校`)
    await page.getByRole('button', { name: '修改这项制度' }).click()
    await page.getByRole('button', { name: 'YAML' }).click()
    const text = page.locator('.charter-text')
    await text.fill((await text.inputValue()).replaceAll('嘎查村夜校办法', '嘎查村夜校办法（修订）'))
    // Its own first day is over: what replaces it from there says why.
    await page.getByLabel('更正已经施行的文本时，写明理由').fill('名称有误')
    await page.getByRole('button', { name: '按去年试算' }).click()
    await page.getByRole('button', { name: '施行', exact: true }).click()
    await page.locator('.charter-name', { hasText: '嘎查村夜校办法（修订）' }).waitFor()
    await page.context().close()
  })

  it('says what is wrong beside its field, and keeps what was typed', async () => {
    const page = await window.enter('district')
    await page.goto(`${window.base}/charter`)
    await page.getByRole('button', { name: '新增制度', exact: true }).click()
    await page.getByLabel('制度名称', { exact: true }).fill('甲')
    await page.getByLabel('出自哪个文件', { exact: true }).fill('乙')
    await page.getByLabel('记录的名称', { exact: true }).fill('丙')
    await page.getByLabel('要求的名称', { exact: true }).fill('丁')
    await page.getByRole('button', { name: 'YAML', exact: true }).click()
    const text = page.getByLabel('制度的文本')
    await text.fill((await text.inputValue()).replace(/measure: (\S+)\.done/, 'measure: $1.don'))
    await page.getByRole('button', { name: '按去年试算', exact: true }).click()
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
