// Recording at a desk in a real browser: by keyboard, with every fault beside its field, nothing lost, corrected and taken back.
import axe from 'axe-core'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { stringify } from 'yaml'
import { dayAt, plusDays } from '../../src/time/day.ts'
import { openWindow, type Window } from '../browser.ts'
import { running } from '../ready.ts'

let window: Window
beforeAll(async () => {
  window = await openWindow(undefined, running)
})
afterAll(() => window.close())

const today = dayAt(new Date())
const ago = (days: number) => plusDays(today, -days)

interface Shown {
  readonly id: string
  readonly day: string
  readonly state: string
  readonly body: Readonly<Record<string, unknown>>
  readonly roll: {
    readonly present: readonly { id: string; name: { zh: string } }[]
    readonly absent: readonly unknown[]
  } | null
  readonly history: readonly { change: string; why: string | null }[]
}

const idIn = (page: Page) => page.url().match(/\/record\/([0-9a-f-]{36})/)![1]!
async function stored(page: Page, id = idIn(page)): Promise<Shown> {
  return (await (await page.request.get(`${window.base}/api/records/${id}`)).json()) as Shown
}
/** Each form on a day of its own: what one journey has recorded would be offered to the next. */
let apart = 100
async function form(page: Page, kind = 'study.day'): Promise<void> {
  await page.goto(`${window.base}/record/new?org=V01&kind=${kind}&day=${ago(apart++)}`)
  await page.locator('.record-form').waitFor()
}
const field = (page: Page, name: string) => page.locator(`[data-field="field-${name}"]`)
async function saved(page: Page): Promise<void> {
  await page.locator('.record-done').waitFor()
}
/** A study day written with the mouse's help, for journeys that are about something else. */
async function studyDay(page: Page, day: string, topic: string): Promise<string> {
  await form(page)
  await page.locator('#day').fill(day)
  await page.locator('#field-topic').fill(topic)
  await page.locator('#field-hours').fill('4')
  await page.keyboard.press('Control+Enter')
  await saved(page)
  return idIn(page)
}

describe('the form at a desk', () => {
  it('takes a study day by keyboard alone: opened, filled, somebody unticked by initials, saved', async () => {
    const page = await window.enter('village')
    await page.goto(`${window.base}/today`)
    await page.locator('.record-door').waitFor()
    await page.keyboard.press('Alt+n')
    await page.locator('.kind-choice').waitFor()
    await page.keyboard.type('学习日')
    await page.keyboard.press('Enter')
    await page.locator('.record-form').waitFor()
    await page.locator('#day').focus()
    await page.keyboard.press('Enter')
    // A turn before is still open, so the form asks for which one it is; it is left at the day's own.
    expect(await page.evaluate('document.activeElement.id')).toBe('turn')
    await page.keyboard.press('Enter')
    expect(await page.evaluate('document.activeElement.id')).toBe('field-venue')
    await page.keyboard.press('Enter')
    await page.keyboard.type('学习党章')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    await page.keyboard.type('4')
    expect(await page.evaluate('document.activeElement.id')).toBe('field-hours')
    await page.keyboard.press('Enter')
    const before = await page.locator('.roll input:checked').count()
    expect(before).toBeGreaterThan(2)
    // Found by the letters of the name, unticked by Enter; the form is not sent.
    expect(await page.evaluate('document.activeElement.className')).toBe('roll-find')
    const who = await page.locator('.roll li').nth(2).innerText()
    await page.keyboard.type(who.trim())
    await page.keyboard.press('Enter')
    expect(await page.locator('.roll input:checked').count()).toBe(before - 1)
    expect(await page.locator('.roll-away').innerText()).toContain(who.trim())
    await page.keyboard.press('Control+Enter')
    await saved(page)
    const record = await stored(page)
    expect(record).toMatchObject({ day: today, body: { topic: '学习党章', hours: 4 }, state: 'stands' })
    expect([record.roll!.present.length, record.roll!.absent.length]).toEqual([before - 1, 1])
    // What it changed is said, and one click leads from the duty to its proof, where the record stands.
    await page.locator('.record-counts a').first().click()
    await page.locator('.ledger').getByRole('link', { name: '学习党章' }).first().click()
    expect(idIn(page)).toBe(record.id)
    await page.context().close()
  })

  it('is not sent by the Enter that ends the composition of Chinese characters', async () => {
    const page = await window.enter('village')
    await form(page)
    await page.locator('#field-hours').fill('4')
    await page.locator('#field-hours').focus()
    const composed = (more: string) =>
      page.evaluate(
        `document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true, isComposing: true${more} }))`,
      )
    expect(await composed(''), 'left to the keyboard').toBe(true)
    expect(await page.evaluate('document.activeElement.id')).toBe('field-hours')
    await composed(', ctrlKey: true')
    expect(await page.locator('.fault').count()).toBe(0)
    await page.context().close()
  })

  it('says each fault beside its field, leads to the first, and keeps what was typed', async () => {
    const page = await window.enter('village')
    await form(page)
    await page.locator('#field-hours').fill('四')
    await page.keyboard.press('Control+Enter')
    await page.locator('.fault').first().waitFor()
    expect(await field(page, 'topic').innerText()).toContain('请填上')
    expect(await field(page, 'hours').innerText()).toContain('请写数字')
    expect(await page.locator('#field-hours').inputValue()).toBe('四')
    expect(await page.evaluate('document.activeElement.id')).toBe('field-topic')
    expect(await page.locator('#field-hours').getAttribute('aria-describedby')).toContain('field-hours-fault')
    await page.context().close()
  })

  it('sets a refusal of the server beside the field that it speaks of', async () => {
    const page = await window.enter('village')
    await form(page)
    await page.locator('#field-topic').fill('先于组织的事')
    await page.locator('#field-hours').fill('4')
    await page.locator('#day').fill('1911-10-10')
    await page.locator('[data-field=day] .fault').waitFor()
    expect(await page.locator('[data-field=day] .fault').innerText()).toMatch(/1911/)
    expect(await page.locator('#field-topic').inputValue()).toBe('先于组织的事')
    await page.context().close()
  })

  it('keeps what was typed over a reload, and forgets it on sign-out', async () => {
    const page = await window.enter('village')
    await form(page)
    await page.locator('#field-topic').fill('没写完的')
    await page.locator('.roll input').first().uncheck()
    await page.reload()
    await page.locator('.resumed').waitFor()
    expect(await page.locator('#field-topic').inputValue()).toBe('没写完的')
    expect(await page.locator('.roll input').first().isChecked()).toBe(false)
    await page.locator('.account').click()
    await page.locator('.accounts-leave').click()
    await page.locator('.welcome').waitFor()
    expect(await page.evaluate('JSON.stringify(localStorage)')).not.toContain('没写完的')
    await page.context().close()
  })

  it('loses nothing when the session has ended: signed in again in place, it goes on', async () => {
    const page = await window.enter('village')
    await form(page)
    await page.locator('#day').fill(ago(3))
    await page.locator('#field-topic').fill('会话结束以后')
    await page.locator('#field-hours').fill('4')
    await page.context().clearCookies()
    await page.keyboard.press('Control+Enter')
    await page.locator('.record-ended').waitFor()
    expect(await page.locator('#field-topic').inputValue()).toBe('会话结束以后')
    await page.locator('.record-ended button').click()
    await saved(page)
    expect(await stored(page)).toMatchObject({ day: ago(3), body: { topic: '会话结束以后' } })
    await page.context().close()
  })

  it('offers a record that is known already instead of asking again', async () => {
    const page = await window.enter('village')
    const id = await studyDay(page, ago(9), '已经记过的')
    await form(page)
    await page.locator('#day').fill(ago(9))
    await page.locator(`[data-known="${id}"]`).waitFor()
    expect(await page.locator('.record-known').innerText()).toContain('已经记过的')
    expect(await page.locator('#field-topic').count()).toBe(0)
    await page.getByRole('button', { name: '就是这一条' }).click()
    await page.locator('.recorded').waitFor()
    expect(idIn(page)).toBe(id)
    await form(page)
    await page.locator('#day').fill(ago(9))
    await page.getByRole('button', { name: '是另一次' }).click()
    await page.locator('#field-topic').waitFor()
    await page.context().close()
  })

  it('reads to those who do not record that their post only reads', async () => {
    const page = await window.enter('auditor')
    await page.goto(`${window.base}/record/new`)
    await page.getByText('您的岗位只看不记').waitFor()
    expect(await page.locator('.record-door').count()).toBe(0)
    await page.context().close()
  })

  it('offers the turns that are still undone, the one in its days of grace first, and the turn of the day', async () => {
    const page = await window.enter('district')
    await page.goto(`${window.base}/record/new?org=V05&kind=village.pay_payment`)
    await page.locator('#day').fill('2012-07-10')
    const offered = () => page.locator('#turn option').allInnerTexts()
    await expect
      .poll(offered)
      .toEqual([expect.stringMatching(/二季度：还差 2,?400 ?元，可补至 2012-07-15/), '日期所在的一期'])
    await page.locator('#day').fill('2012-07-16')
    await expect.poll(offered).toEqual([expect.stringContaining('期限已过'), '日期所在的一期'])
    const { turns } = (await (await page.request.get(`${window.base}/api/capture?org=V05&on=2012-07-10`)).json()) as {
      turns: { status: string }[]
    }
    const late = turns.map(one => one.status === 'late')
    expect(late).toEqual([...late].sort((one, other) => Number(other) - Number(one)))
    expect(late[0]).toBe(true)
    await page.context().close()
  })

  it('asks who belonged there on the day of the record, not today', async () => {
    const page = await window.enter('district')
    await page.goto(`${window.base}/record/new?org=F01&kind=study.day`)
    await page.locator('.roll li').first().waitFor()
    const now = await page.locator('.roll li').count()
    await page.locator('#day').fill('2012-01-10')
    const then = await page.request.get(`${window.base}/api/capture?org=F01&on=2012-01-10`)
    const { people } = (await then.json()) as { people: { member: boolean }[] }
    const members = people.filter(one => one.member).length
    expect(members).not.toBe(now)
    await expect.poll(() => page.locator('.roll li').count()).toBe(members)
    await page.context().close()
  })
})

describe('a record', () => {
  it('is corrected by the same form, filled; the former one stays, with the reason and what turned into what', async () => {
    const page = await window.enter('village')
    const wrong = await studyDay(page, ago(20), '写错的题目')
    const was = await stored(page)
    await page.getByRole('link', { name: '更正' }).click()
    await page.locator('.record-form').waitFor()
    expect(await page.locator('#field-topic').inputValue()).toBe('写错的题目')
    expect(await page.locator('.record-known').count()).toBe(0)
    await page.locator('#field-topic').fill('改对的题目')
    await page.locator('#why').fill('题目抄错了')
    await page.keyboard.press('Control+Enter')
    await saved(page)
    const right = await stored(page)
    expect(right.id).not.toBe(wrong)
    expect(right.history.map(one => [one.change, one.why])).toEqual([
      ['recorded', null],
      ['corrected', '题目抄错了'],
    ])
    expect(right.roll!.present.map(one => one.id).sort()).toEqual(was.roll!.present.map(one => one.id).sort())
    expect(await page.locator('.record-history').innerText()).toMatch(/题目抄错了[\s\S]*写错的题目 → 改对的题目/)
    await page.goto(`${window.base}/record/${wrong}`)
    await page.getByRole('link', { name: '看现在的' }).click()
    await page.waitForURL(`**/record/${right.id}*`)
    await page.context().close()
  })

  it('is withdrawn with a reason and counts no more; what was just saved is undone by one click', async () => {
    const page = await window.enter('village')
    const id = await studyDay(page, ago(31), '没开成的会')
    await page.goto(`${window.base}/record/${id}`)
    await page.getByRole('button', { name: '撤回' }).click()
    await page.getByLabel('为什么撤回').fill('改期了')
    await page.locator('.record-withdrawal button[type=submit]').click()
    await page.getByText('这条记录已经撤回').waitFor()
    expect(await stored(page)).toMatchObject({
      state: 'withdrawn',
      history: [{}, { change: 'withdrawn', why: '改期了' }],
    })
    const undone = await studyDay(page, ago(33), '点错了')
    await page.getByRole('button', { name: '撤销' }).click()
    await page.getByText('已撤回。', { exact: true }).waitFor()
    expect(await stored(page, undone)).toMatchObject({ state: 'withdrawn' })
    await page.context().close()
  })

  it('carries files', async () => {
    const page = await window.enter('village')
    await studyDay(page, ago(40), '有附件的')
    await page.locator('input[type=file]').setInputFiles({
      name: '签到表.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from('%PDF-1.4 a list'),
    })
    await page.getByRole('button', { name: '签到表.pdf' }).waitFor()
    await page.getByRole('button', { name: '撤掉' }).click()
    await page.getByText('签到表.pdf，已由 village 撤掉').waitFor()
    await page.context().close()
  })
})

describe('doors', () => {
  it('lead from Today to the form with organization, kind and a day of the turn, in one tap', async () => {
    const page = await window.enter('district')
    const told = (await (await page.request.get(`${window.base}/api/today`)).json()) as {
      owed: { by: string; kind: string; title: { zh: string }; due: string }[]
    }
    const line = told.owed.find(one => one.by === 'record')!
    await page.goto(`${window.base}/today`)
    await page.locator('.today-list a', { hasText: line.title.zh }).first().click()
    await page.waitForURL(`**/record/new?*kind=${line.kind}*`)
    await page.locator('.record-form').waitFor()
    expect((await page.locator('#day').inputValue()) <= line.due).toBe(true)
    await page.context().close()
  })

  it('lead from an organization to its latest records and to the kinds that it records', async () => {
    const page = await window.enter('village')
    await studyDay(page, ago(1), '组织页上的')
    await page.goto(`${window.base}/organization?org=V01&period=${today.slice(0, 4)}&tree=then`)
    await page.locator('.record-kinds a', { hasText: '学习日' }).waitFor()
    await page.locator('.record-recent a').first().click()
    await page.locator('.recorded').waitFor()
    await page.context().close()
  })
})

describe('a kind of the district’s own', () => {
  it('has its form and its page without a restart', async () => {
    const page = await window.enter('district')
    const text = stringify({
      id: 'S37',
      name: { zh: '嘎查村夜校', en: 'Village night school' },
      group: 'pastoral',
      clause: { zh: '嘎查村夜校办法', en: 'Night school rules' },
      records: {
        'night.class': {
          name: { zh: '夜校课', en: 'Night class' },
          fields: {
            subject: { name: { zh: '讲什么', en: 'Subject' }, type: 'text' },
            people: { name: { zh: '听课人数', en: 'People' }, type: 'integer' },
            cost: { name: { zh: '花费', en: 'Cost' }, type: 'money', optional: true },
          },
        },
      },
    })
    const added = await page.request.post(`${window.base}/api/charter`, {
      data: { text, since: `${today.slice(0, 4)}-01-01` },
    })
    expect(added.status(), await added.text()).toBe(200)
    await form(page, 'night.class')
    expect(await page.locator('.page-head').innerText()).toContain('嘎查村夜校办法')
    await page.locator('#field-subject').fill('草场法')
    await page.locator('#field-people').fill('１２人')
    await page.locator('#field-cost').fill('1.2万')
    await page.keyboard.press('Control+Enter')
    await saved(page)
    expect(await stored(page)).toMatchObject({ body: { subject: '草场法', people: 12, cost: '12000.00' } })
    await page.context().close()
  })
})

describe('both pages', () => {
  it('can be read by everybody and never scroll sideways, at a desk and on a phone, in Chinese and in English', async () => {
    for (const locale of ['zh-CN', 'en-GB'])
      for (const viewport of [
        { width: 1440, height: 900 },
        { width: 390, height: 844 },
      ]) {
        const page = await window.enter('village', { viewport, locale })
        const sound = async (name: string) => {
          const wide = await page.evaluate('document.documentElement.scrollWidth - window.innerWidth')
          expect(wide, `${name} in ${locale} at ${viewport.width}`).toBeLessThanOrEqual(0)
          // What it finds lies in colours, names and roles: one language and one width each show all of them.
          if (viewport.width > 1000 !== (locale === 'zh-CN')) return
          await page.evaluate(axe.source)
          const found = await page.evaluate(
            `axe.run(document, { resultTypes: ['violations'] }).then(result => result.violations.filter(one => ['serious', 'critical'].includes(one.impact)).map(one => one.id + ': ' + one.nodes.map(node => node.html).join(' ')))`,
          )
          expect(found, `${name} in ${locale} at ${viewport.width}`).toEqual([])
        }
        await page.goto(`${window.base}/record/new`)
        await page.locator('.kind-choice').waitFor()
        await sound('choosing')
        await form(page, 'meetings.held')
        await page.locator('#day').fill(ago(50))
        await page.keyboard.press('Control+Enter')
        await page.locator('.fault').first().waitFor()
        await sound('faults')
        const topic = `${locale} ${viewport.width}`
        await studyDay(page, ago(60 + viewport.width + (locale === 'zh-CN' ? 0 : 1)), topic)
        await page.locator('.record-counts, .record-history').first().waitFor()
        await sound('record')
        await page.context().close()
      }
    const known = /40[0-9] \(|status of 40[01]/
    expect(window.complaints.filter(text => !known.test(text))).toEqual([])
  })
})
