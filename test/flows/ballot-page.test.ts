// A recommendation on the page: set up at a desk, voted on a phone on another day, closed, counted, and checked by anybody.
import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { verifyBox } from '../../src/ballot/box-file.ts'
import { day, plusDays } from '../../src/time/day.ts'
import { openWindow, type Window } from '../browser.ts'

const SETUP = day('2026-03-02')
const VOTING = plusDays(SETUP, 2)
let clock = SETUP
let window: Window
beforeAll(async () => {
  window = await openWindow(() => clock)
})
afterAll(() => window.close())

const PHONE = { viewport: { width: 390, height: 844 } }

/** Everything that a window and its computer keep, as one text. */
const keptIn = (page: Page) => page.evaluate('JSON.stringify([{ ...sessionStorage }, { ...localStorage }])')

describe('the pages of recommendations', () => {
  it('lead from setting up to a count that anybody can check, and nobody learns who voted how', async () => {
    const desk = await window.enter('district')
    await desk.goto(`${window.base}/ballot`)
    await desk.getByRole('button', { name: '设立推荐' }).click()
    await desk.getByLabel('推荐的名称').fill('嘎查后备干部推荐')
    await desk.getByLabel('在哪个组织进行').last().fill('V01')
    await desk.locator('.ant-select-tree-node-content-wrapper', { hasText: 'V01' }).first().click()
    await desk.getByLabel('推荐的职位或后备名单').fill('后备干部')
    await desk.getByLabel('可写几人').fill('2')
    await desk.getByLabel('投票首日').fill(SETUP)
    await desk.getByLabel('投票末日').fill(plusDays(VOTING, 3))
    await desk.getByLabel('少于几票不公布该类').fill('2')
    await desk.getByRole('button', { name: '设立并冻结名册' }).click()
    await desk.locator('.fault', { hasText: '应晚于今天' }).waitFor()
    expect(await desk.getByLabel('推荐的名称').inputValue(), 'what was typed stays').toBe('嘎查后备干部推荐')
    await desk.getByLabel('投票首日').fill(VOTING)
    await desk.getByRole('button', { name: '设立并冻结名册' }).click()
    await desk.locator('.ballot-held li').first().waitFor()

    const phone = await window.enter('village', PHONE)
    await phone.goto(`${window.base}/ballot`)
    await phone.getByRole('button', { name: '领取选票凭证' }).click()
    await phone.getByText('凭证已在本机').waitFor()
    clock = VOTING
    await phone.reload()
    const sent: (string | undefined)[] = []
    phone.on('request', request => {
      if (request.url().endsWith('/box')) sent.push(request.headers().cookie)
    })
    await phone.getByRole('button', { name: '填写推荐票' }).click()
    await phone.getByLabel('第 1 人').fill('巴雅尔')
    await phone.getByLabel('第 2 人').fill('乌云')
    // What is filled in outlives a reload of this window, and lies nowhere else.
    await phone.reload()
    const beside = await phone.context().newPage()
    await beside.goto(`${window.base}/ballot`)
    await beside.getByRole('button', { name: '填写推荐票' }).click()
    await beside.getByLabel('第 1 人').waitFor()
    expect(await beside.getByLabel('第 1 人').inputValue(), 'another window sees nothing').toBe('')
    expect(await keptIn(beside)).not.toContain('巴雅尔')
    await phone.getByRole('button', { name: '填写推荐票' }).click()
    await phone.locator('.resumed').waitFor()
    expect(await phone.getByLabel('第 1 人').inputValue()).toBe('巴雅尔')
    expect(await phone.getByLabel('第 2 人').inputValue()).toBe('乌云')
    await phone.getByText('只留在这个窗口里').waitFor()
    expect(await phone.evaluate('JSON.stringify(localStorage)')).not.toContain('巴雅尔')
    await beside.getByLabel('第 1 人').fill('别人')
    await phone.getByRole('button', { name: '请核对' }).click()
    expect(await phone.locator('.ballot-paper').innerText()).toContain('巴雅尔、乌云')
    await phone.getByRole('button', { name: '投票', exact: true }).click()
    await phone.getByText('您已投票').waitFor()
    expect(sent, 'the ballot went without a session').toEqual([undefined])
    expect(await phone.evaluate('JSON.stringify(sessionStorage)'), 'what was cast is gone').not.toContain('vote')
    expect(await keptIn(phone)).not.toMatch(/巴雅尔|乌云/)
    await beside.getByText('您已投票').waitFor()
    expect(await keptIn(beside), 'the other window forgets with the token').not.toContain('别人')
    await beside.close()
    await phone.reload()
    await phone.getByText('您已投票').waitFor()
    expect(await phone.evaluate('document.documentElement.scrollWidth - window.innerWidth')).toBeLessThanOrEqual(0)

    // One paper, given to a voter and entered by two people.
    const listed = await desk.request.get(`${window.base}/api/register/people?org=V01&on=${SETUP}`)
    const people = (await listed.json()) as { name: { zh: string }; kind: string | null; posts: string[] }[]
    const voter = people.find(person => person.kind !== null && person.posts.length === 0)!.name.zh
    for (const [account, entry] of [
      ['district', '1'],
      ['town', '2'],
    ] as const) {
      const clerk = await window.enter(account)
      await clerk.goto(`${window.base}/ballot`)
      await clerk.locator('.ballot-line').first().click()
      await clerk.getByText('录入纸质票').click()
      if (entry === '1') {
        await clerk.getByLabel('发给谁一张纸质票').fill(voter)
        await clerk.locator('.ballot-open').getByRole('button', { name: voter }).first().click()
        await clerk.getByText(`已发给${voter}`).waitFor()
      }
      await clerk.getByLabel('第几遍').selectOption(entry)
      await clerk.locator('.ballot-open textarea').fill('巴雅 尔\n')
      await clerk.reload()
      await clerk.getByText('录入纸质票').click()
      await clerk.locator('.ballot-open .resumed').waitFor()
      expect(await clerk.locator('.ballot-open textarea').inputValue(), 'a paper half entered').toBe('巴雅 尔\n')
      await clerk.getByRole('button', { name: '录入', exact: true }).click()
      await clerk.getByText(`第 1 号第 ${entry} 遍已录入`).waitFor()
      expect(await keptIn(clerk)).not.toContain('巴雅 尔')
      await clerk.context().close()
    }

    await desk.reload()
    await desk.locator('.ballot-line').first().click()
    await desk.getByText('已领凭证 1').waitFor()
    desk.on('dialog', dialog => void dialog.accept())
    await desk.getByRole('button', { name: '结束投票' }).click()
    await desk.locator('.ballot-tally').waitFor()
    expect(await desk.locator('.ballot-tally').innerText()).toMatch(/乌云\s+1 票[\s\S]*巴雅尔\s+2 票/)
    const noted = await desk.request.get(`${window.base}/api/records?kind=recommendation.held&period=2026`)
    expect(await noted.json(), 'the record is numbers').toMatchObject([
      { body: { title: '嘎查后备干部推荐', posts: 1, voted: 2 }, present: 0 },
    ])
    await desk.locator('.ballot-names li', { hasText: '乌云' }).locator('input').fill('乌云其木格')
    await desk.locator('.ballot-names li', { hasText: '乌云' }).getByRole('button', { name: '并' }).click()
    await desk.locator('.ballot-tally', { hasText: '乌云其木格' }).waitFor()
    const taking = desk.waitForEvent('download')
    await desk.getByRole('button', { name: '下载票箱' }).click()
    const file = readFileSync(await (await taking).path(), 'utf8')
    expect(file).not.toMatch(/village|V01-/)
    expect(await verifyBox(JSON.parse(file))).toEqual([])
    // The browser itself notes the one refusal.
    expect(window.complaints.filter(text => !text.includes('422'))).toEqual([])
  })

  it('forget what was filled in when the voter signs out, or another account comes into the window', async () => {
    clock = plusDays(VOTING, 10)
    const desk = await window.enter('district')
    const opens = plusDays(clock, 1)
    const held = await desk.request.post(`${window.base}/api/ballots`, {
      data: {
        org: 'V01',
        title: { zh: '第二次推荐', en: 'Second recommendation' },
        posts: [{ code: 'p1', name: { zh: '后备干部', en: 'Reserve' }, lines: 1 }],
        categories: [{ code: 'members', name: { zh: '党员', en: 'Members' } }],
        eligibleOn: SETUP,
        opens,
        closes: opens,
        minimum: 2,
      },
    })
    expect(held.ok()).toBe(true)
    const page = await window.enter('village')
    await page.goto(`${window.base}/ballot`)
    await page.getByRole('button', { name: '领取选票凭证' }).click()
    await page.getByText('凭证已在本机').waitFor()
    clock = opens
    const fill = async () => {
      await page.goto(`${window.base}/ballot`)
      await page.getByRole('button', { name: '填写推荐票' }).click()
      await page.getByLabel('第 1 人').fill('巴雅尔')
      expect(await keptIn(page)).toContain('巴雅尔')
    }
    await fill()
    await page.request.post(`${window.base}/api/session`, { data: { account: 'town' } })
    await page.reload()
    await page.getByText('民主推荐').first().waitFor()
    await expect.poll(() => keptIn(page)).not.toContain('巴雅尔')
    await page.request.post(`${window.base}/api/session`, { data: { account: 'village' } })
    await fill()
    await page.locator('.account').click()
    await page.locator('.accounts-leave').click()
    await page.locator('.welcome').waitFor()
    expect(await keptIn(page)).not.toContain('巴雅尔')
  })
})
