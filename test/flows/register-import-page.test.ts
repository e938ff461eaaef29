// A roster taken in on the page: shown before it is stored, handed back with what is wrong, stored, and taken back whole.
import { writeXlsx } from 'hucre/xlsx'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openWindow, type Window } from '../browser.ts'

let window: Window
beforeAll(async () => {
  window = await openWindow()
})
afterAll(() => window.close())

describe('an office file on the page of an organization', () => {
  it('is shown, stored without the rows that have a fault, and taken back', async () => {
    const page = await window.enter('district')
    const bytes = await writeXlsx({
      sheets: [
        {
          name: '名册',
          rows: [
            ['姓名', '性别', '民族', '出生年月', '学历', '入党时间', '人员类别', '所在支部'],
            ['钱一枫', '男', '汉', '1971.03', '大专', '2001.07', '正式党员', 'V01'],
            ['钱二枫', '女', '蒙', '1972.2.30', '高中', '2002.07', '正式党员', 'V01'],
          ],
        },
      ],
    })
    const changes: string[] = []
    page.on('response', answer => {
      if (answer.request().method() === 'POST' && answer.url().includes('/api/')) changes.push(`${answer.status()}`)
    })
    await page.goto(`${window.base}/organization?org=V01`)
    await page.getByRole('button', { name: '从表格导入' }).click()
    await page.locator('.sheet-import input[type=file]').setInputFiles({
      name: '名册.xlsx',
      mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      buffer: Buffer.from(bytes),
    })
    const sheet = page.locator('.sheet-import')
    await sheet.getByText('这是预览，还没有写入。').waitFor()
    expect(await sheet.innerText()).toContain('人员：新增 1，相同 0，变动 0，未收 1')
    expect(await sheet.innerText()).toContain('名册 D3 · “1972.2.30”不是存在的日期或年月')
    const [returned] = await Promise.all([
      page.waitForEvent('download'),
      sheet.getByRole('button', { name: '下载带“问题”列的原表' }).click(),
    ])
    expect(returned.suggestedFilename()).toBe('名册.xlsx')
    await sheet.getByRole('button', { name: '写入名册' }).click()
    await sheet.getByText('已写入名册。').waitFor()
    const people = async () =>
      (await (await page.request.get(`${window.base}/api/register/people?org=V01&q=钱一枫`)).json()) as {
        born: string
      }[]
    expect((await people()).map(one => one.born)).toEqual(['1971-03-31'])
    await sheet.getByRole('button', { name: '整体撤回' }).click()
    await sheet.getByText('已整体撤回。').waitFor()
    expect(await people()).toEqual([])
    expect(changes).toEqual(['200', '200', '200', '200'])
    await page.setViewportSize({ width: 390, height: 800 })
    expect(await page.evaluate('document.documentElement.scrollWidth <= 390')).toBe(true)
  })
})
