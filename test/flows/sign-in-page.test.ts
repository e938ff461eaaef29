// Signing in before a real browser: first administrator, invitation, passkey, second factor, trusted device, on desk and phone.
import { mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { Secret, TOTP } from 'otpauth'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { setUp } from '../../src/access/invitation.sql.ts'
import { REGION } from '../../src/server/house.node.ts'
import { composed } from '../../src/store/store.ts'
import { openWindow, type Window } from '../browser.ts'
import { PATIENCE } from '../chromium.ts'
import { real } from '../real.ts'

const PASSWORD = 'grassland under snow 42'
const OUT = join(import.meta.dirname, '..', 'out')
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

let window: Window
/** By name, because passkeys are bound to names and not to numbers. */
let base = ''

beforeAll(async () => {
  mkdirSync(OUT, { recursive: true })
  window = await openWindow(undefined, () => real(true))
  base = window.base.replace('127.0.0.1', 'localhost')
})
afterAll(() => window.close())

const owner = <T>(sql: string, values: readonly unknown[] = []) =>
  window.place.house.store.asOwner(REGION, tx => tx.all(composed<T>(sql), values))

async function reader(path: string, more: { width?: number; height?: number; locale?: string } = {}): Promise<Page> {
  const { width = 1440, height = 900, locale = 'zh-CN' } = more
  const page = await (await window.browser.newContext({ viewport: { width, height }, locale })).newPage()
  page.setDefaultTimeout(PATIENCE)
  page.on('pageerror', fault => window.complaints.push(`${page.url()}: ${fault.message}`))
  await page.goto(base + path)
  return page
}

/** A device with a finger reader of its own. */
async function withAuthenticator(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page)
  await session.send('WebAuthn.enable')
  await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      ...{ protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true },
      ...{ isUserVerified: true, automaticPresenceSimulation: true },
    },
  })
}

/** Serious findings of axe on what is shown. */
async function sins(page: Page): Promise<string[]> {
  await page.addScriptTag({ content: AXE }).catch(() => page.evaluate(AXE))
  const { violations } = await page.evaluate(() =>
    (
      globalThis as never as {
        axe: { run(): Promise<{ violations: { id: string; impact: string; nodes: { html: string }[] }[] }> }
      }
    ).axe.run(),
  )
  return violations
    .filter(one => one.impact === 'serious' || one.impact === 'critical')
    .map(one => `${one.id}: ${one.nodes[0]?.html}`)
}

const signOut = async (page: Page) => {
  await page.request.delete(`${base}/api/session`)
  await page.goto(`${base}/sign-in`)
  await page.getByLabel('用户名').waitFor()
}
const enter = async (page: Page, name: string, password = PASSWORD) => {
  await page.getByLabel('用户名').fill(name)
  await page.getByLabel('密码', { exact: true }).fill(password)
  await page.getByRole('button', { name: '登录', exact: true }).click()
}

let admin: Page
let seed = ''
const code = (shift = 0) =>
  new TOTP({ secret: Secret.fromBase32(seed), algorithm: 'SHA1', digits: 6, period: 30 }).generate({
    timestamp: Date.now() + shift,
  })

describe('the door', () => {
  it('says who can open it while nobody has an account, and that of a demo is not there', async () => {
    const page = await reader('/')
    await page.getByText('还没有人能登录').waitFor()
    expect(await page.getByText('演示账号').count()).toBe(0)
    await page.context().close()
  })

  it('is opened by the code of the terminal with the keyboard alone, with every fault beside its field', async () => {
    const { house } = window.place
    const keys = await house.keys()
    const begin = await house.store.asOwner(REGION, tx => setUp(tx, keys, { hours: 1, now: new Date() }))
    admin = await reader(`/setup?code=${begin!.code}`)
    const name = admin.getByLabel('用户名')
    await name.focus()
    await admin.keyboard.type('w')
    await admin.keyboard.press('Tab')
    await admin.keyboard.type('short')
    await admin.keyboard.press('Enter')
    const beside = async (label: string) => {
      const field = admin.getByLabel(label, { exact: true })
      expect(await field.getAttribute('aria-invalid')).toBe('true')
      const ids = (await field.getAttribute('aria-describedby'))!.split(' ')
      return admin.locator(`[id="${ids.at(-1)}"]`).innerText()
    }
    expect(await beside('用户名')).toContain('2 到 32')
    expect(await beside('新密码')).toContain('太短')
    expect(await admin.getByLabel('新密码').inputValue(), 'what was typed stays').toBe('short')
    expect(await sins(admin)).toEqual([])
    await admin.screenshot({ path: join(OUT, 'setup-1440.png'), fullPage: true })
    await name.fill('wang')
    await admin.getByLabel('新密码').fill(PASSWORD)
    await admin.keyboard.press('Enter')
    await admin.getByRole('navigation').first().waitFor()
    expect(new URL(admin.url()).pathname).toBe('/')
  })

  it('tells browsers which field is which', async () => {
    const page = await reader('/sign-in')
    await page.getByLabel('用户名').waitFor()
    const fills = await page
      .locator('input[autocomplete]')
      .evaluateAll(all => all.map(one => one.getAttribute('autocomplete')))
    expect(fills).toEqual(['username', 'current-password', 'off'])
    expect(await sins(page)).toEqual([])
    await page.getByRole('button', { name: 'English' }).click()
    await page.getByRole('heading', { name: 'Sign in' }).waitFor()
    expect(await sins(page)).toEqual([])
    await page.context().close()
  })
})

describe('an invitation', () => {
  it('is made for a person found by initials, shown once with its QR code, and taken up by a passkey', async () => {
    const [who] = await owner<{ id: string; name: string }>(
      `select p.id, p.name from post t join org o on o.region = $1 and o.id = t.org and o.valid @> current_date
       join person p on p.region = $1 and p.id = t.person and p.valid @> current_date
       where t.region = $1 and t.post = 'secretary' and o.code = 'V01' and t.valid @> current_date`,
      [REGION],
    )
    await admin.goto(`${base}/accounts`)
    await admin.getByLabel('邀请谁').fill(who!.name)
    await admin.locator('.ant-select-item-option', { hasText: who!.name }).first().click()
    await admin.getByRole('button', { name: '发邀请码' }).click()
    const made = admin.locator('.access-made')
    await made.waitFor()
    expect(await made.locator('svg.qr path').count()).toBe(2)
    const address = (await made.locator('p.quiet').innerText()).trim()
    expect(await made.locator('code').innerText()).toBe(address.split('/').at(-1))
    expect(await sins(admin)).toEqual([])
    await admin.screenshot({ path: join(OUT, 'accounts-1440.png'), fullPage: true })

    const page = await reader(new URL(address).pathname, { width: 390, height: 844 })
    await withAuthenticator(page)
    await page.getByText(who!.name).waitFor()
    await page.getByLabel('用户名').fill('zhang')
    await page.screenshot({ path: join(OUT, 'invite-390.png'), fullPage: true })
    await page.getByRole('button', { name: '改用通行密钥' }).click()
    await page.waitForURL(url => url.pathname === '/')
    expect(await page.request.get(`${base}/api/me`).then(told => told.json())).toMatchObject({
      account: { name: 'zhang' },
    })

    await signOut(page)
    await page.getByRole('button', { name: '用通行密钥登录' }).click()
    await page.waitForURL(url => url.pathname === '/')
    expect(await page.request.get(`${base}/api/me`).then(told => told.json())).toMatchObject({
      account: { name: 'zhang' },
    })
    await page.goto(`${base}/account`)
    await page.getByRole('heading', { name: '通行密钥' }).waitFor()
    await page.locator('.access-list').first().waitFor()
    await page.screenshot({ path: join(OUT, 'account-390.png'), fullPage: true })
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth'), 'nothing hangs over').toBe(true)
    await page.getByRole('region', { name: '通行密钥' }).getByRole('button', { name: '去掉' }).click()
    await page.getByText('唯一的登录方式').waitFor()
    await page.context().close()
  })
})

describe('a second factor', () => {
  it('is taken up on the account page, asked for in place, and not asked again on a trusted device', async () => {
    await admin.goto(`${base}/account`)
    await admin.getByRole('region', { name: '第二因素' }).getByRole('button', { name: '启用' }).click()
    await admin.locator('svg.qr').waitFor()
    seed = await admin.locator('form code').innerText()
    await admin.getByLabel('六位数字').fill('000000')
    await admin.getByRole('button', { name: '确认启用' }).click()
    await admin.getByText('验证码不对').waitFor()
    await admin.getByLabel('六位数字').fill(code())
    await admin.getByRole('button', { name: '确认启用' }).click()
    await admin.locator('.access-codes li').first().waitFor()
    expect(await admin.locator('.access-codes li').count()).toBe(10)
    expect(await sins(admin)).toEqual([])
    await admin.screenshot({ path: join(OUT, 'account-1440.png'), fullPage: true })

    await signOut(admin)
    await enter(admin, 'wang', 'not this one at all')
    await admin.getByText('用户名或密码不对').waitFor()
    expect(await admin.getByLabel('用户名').inputValue()).toBe('wang')
    await enter(admin, 'wang')
    const asked = admin.getByLabel('验证码', { exact: true })
    await asked.waitFor()
    expect(await asked.getAttribute('autocomplete')).toBe('one-time-code')
    await asked.fill(code(30_000))
    await admin.getByLabel('信任这台设备').check()
    await admin.getByRole('button', { name: '登录', exact: true }).click()
    await admin.waitForURL(url => url.pathname === '/')
    await signOut(admin)
    await enter(admin, 'wang')
    await admin.waitForURL(url => url.pathname === '/')
  })

  it('opens the phone as well, whose session may end without loss', async () => {
    // The step of the code before is taken; on this phone a recovery code stands in for the next one.
    await admin.goto(`${base}/account`)
    await admin.getByRole('button', { name: '换一批恢复码' }).click()
    const recovery = await admin.locator('.access-codes code').first().innerText()
    const page = await reader('/m', { width: 390, height: 844 })
    const type = async () => {
      await page.getByLabel('用户名').fill('wang')
      await page.getByLabel('密码', { exact: true }).fill(PASSWORD)
      await page.locator('form').getByRole('button', { name: '登录', exact: true }).click()
    }
    await page.getByRole('button', { name: /^这是我自己的手机/ }).click()
    await type()
    await page.getByLabel(/^验证码/).fill(recovery)
    await page.screenshot({ path: join(OUT, 'phone-door-390.png'), fullPage: true })
    await page.getByRole('button', { name: '登录', exact: true }).click()
    await page.locator('.line-reached').waitFor()
    await owner('delete from session where region = $1', [REGION])
    await page.reload()
    await page.locator('.line-unsigned').waitFor()
    await page.goto(`${base}/m#/door`)
    await type()
    await page.locator('.line-reached').waitFor()
    await page.context().close()
  })
})

it('a form at the desk outlives its session: its owner signs in beside it and it is stored', async () => {
  await admin.goto(`${base}/record/new?org=V01&kind=study.day`)
  await admin.getByLabel('用户名').fill('wang')
  await admin.getByLabel('密码', { exact: true }).fill(PASSWORD)
  await admin.getByRole('button', { name: '登录', exact: true }).click()
  await admin.locator('#field-topic').fill('会话结束以后')
  await admin.locator('#field-hours').fill('4')
  await owner('delete from session where region = $1', [REGION])
  await admin.keyboard.press('Control+Enter')
  await admin.locator('.record-ended').waitFor()
  await admin.getByLabel('密码', { exact: true }).fill(PASSWORD)
  await admin.getByRole('button', { name: '登录', exact: true }).click()
  await admin.locator('.record-done').waitFor()
  const [stored] = await owner<{ author: string }>(
    `select author from record where region = $1 and body->>'topic' = '会话结束以后'`,
    [REGION],
  )
  expect(stored!.author).toBe('wang')
})

it('nothing fell over on the way', () => {
  expect(window.complaints).toEqual([])
})
