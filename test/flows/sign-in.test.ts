// Signing in over real HTTP: first administrator, invitation, second factor, trusted devices, waits, sessions, the district's sign-on.
import { createHash, createSign, generateKeyPairSync } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { FastifyInstance } from 'fastify'
import { Secret, TOTP } from 'otpauth'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { setUp } from '../../src/access/invitation.sql.ts'
import { REGION } from '../../src/server/house.node.ts'
import { serve } from '../../src/server/serve.node.ts'
import type { Settings } from '../../src/server/settings.ts'
import { composed } from '../../src/store/store.ts'
import { dayAt } from '../../src/time/day.ts'
import { jiceng, type Ready } from '../ready.ts'
import { real } from '../real.ts'
import { type Visitor, visitor } from '../visitor.ts'

const PASSWORD = 'grassland under snow 42'
const OTHER = 'seven quiet wells at dusk'
const MINUTE = 60_000

let place: Ready
let app: FastifyInstance
let base = ''
/** The clock of the house; real time until a test moves it. */
let shift = 0
const now = () => new Date(Date.now() + shift)

const problem = (told: { body: { type?: string } }) => told.body.type?.replace('urn:jiceng:problem:', '')
const open = async (settings: Settings = {}) => {
  const house = { ...place.house, now, today: () => dayAt(now()), trueDay: () => dayAt(now()) }
  const server = await serve(house, 0, '127.0.0.1', settings)
  return { server, base: `http://127.0.0.1:${(server.server.address() as { port: number }).port}` }
}
const owner = <T>(sql: string, values: readonly unknown[] = []) =>
  place.house.store.asOwner(REGION, tx => tx.all(composed<T>(sql), values))
const personAt = async (post: string, org: string) =>
  (
    await owner<{ id: string; name: string }>(
      `select p.id, p.name from post t join org o on o.region = $1 and o.id = t.org and o.valid @> current_date
       join person p on p.region = $1 and p.id = t.person and p.valid @> current_date
       where t.region = $1 and t.post = $2 and o.code = $3 and t.valid @> current_date limit 1`,
      [REGION, post, org],
    )
  )[0]!

beforeAll(async () => {
  place = await real()
  const opened = await open()
  app = opened.server
  base = opened.base
})
afterAll(async () => {
  await app.close()
  await place.remove()
})

/** Takes up an account for a person with a fresh invitation by the administrator. */
async function invited(admin: Visitor, person: string, name: string, at = visitor(base)): Promise<Visitor> {
  const made = await admin.post('/api/accounts', { person })
  expect(made.status, JSON.stringify(made.body)).toBe(200)
  const taken = await at.post(`/api/invitations/${made.body.code}`, { name, password: PASSWORD })
  expect(taken.status, JSON.stringify(taken.body)).toBe(200)
  return at
}

let admin: Visitor
let village: Visitor

describe('the first administrator', () => {
  it('has no demo door before it: in a real district it is not there', async () => {
    const told = await visitor(base).post('/api/session', { account: 'district' })
    expect([told.status, problem(told)]).toEqual([404, 'server.route'])
    const { body } = await visitor(base).get('/api/me')
    expect(body).toMatchObject({ account: null, demo: [], ready: false, unset: true })
  })

  it('is made by whoever opens the code of the terminal, once', async () => {
    const keys = await place.house.keys()
    const { code } = (await place.house.store.asOwner(REGION, tx => setUp(tx, keys, { hours: 24, now: now() })))!
    const at = visitor(base)
    const shown = await at.get(`/api/invitations/${code}`)
    const [organizer] = shown.body.people as { person: string; name: { zh: string } }[]
    expect(shown.body.kind).toBe('setup')
    const weak = await at.post(`/api/invitations/${code}`, {
      name: 'wang',
      person: organizer!.person,
      password: 'password1234',
    })
    expect([weak.status, problem(weak), weak.body.why]).toEqual([400, 'access.password', 'known'])
    const done = await at.post(`/api/invitations/${code}`, {
      name: 'Wang',
      person: organizer!.person,
      password: PASSWORD,
    })
    expect(done.status, JSON.stringify(done.body)).toBe(200)
    expect((await at.get('/api/me')).body).toMatchObject({ account: { name: 'wang', post: 'organizer' }, unset: false })
    const again = await visitor(base).post(`/api/invitations/${code}`, {
      name: 'li',
      person: organizer!.person,
      password: PASSWORD,
    })
    expect([again.status, problem(again)]).toEqual([404, 'access.invitation'])
    expect(await place.house.store.asOwner(REGION, tx => setUp(tx, keys, { hours: 24, now: now() }))).toBe(null)
    admin = at
  })
})

describe('an invitation', () => {
  it('is bound to a person of the register, and holds once and until its day', async () => {
    const secretary = await personAt('secretary', 'V01')
    const first = await admin.post('/api/accounts', { person: secretary.id, days: 2 })
    const second = await admin.post('/api/accounts', { person: secretary.id, days: 2 })
    const code = String(second.body.code)
    expect(code).toMatch(/^[2-9a-z]{4}-[2-9a-z]{4}-[2-9a-z]{4}$/)
    expect((await visitor(base).get(`/api/invitations/${first.body.code}`)).status, 'the earlier one is void').toBe(404)
    shift = 49 * 60 * MINUTE
    expect((await visitor(base).get(`/api/invitations/${code}`)).status, 'too old').toBe(404)
    shift = 0
    const shown = await visitor(base).get(`/api/invitations/${code.toUpperCase().replaceAll('-', ' ')}`)
    expect(shown.body).toMatchObject({ kind: 'invite', people: [{ name: { zh: secretary.name } }] })
    village = visitor(base)
    const taken = await village.post(`/api/invitations/${code}`, { name: '张书记', password: PASSWORD })
    expect(taken.body, JSON.stringify(taken.body)).toMatchObject({ account: { name: '张书记', org: { code: 'V01' } } })
    expect(problem(await admin.post('/api/accounts', { person: secretary.id }))).toBe('access.present')
  })

  it('is given by nobody below the post that it opens, and the other way round', async () => {
    const leader = await personAt('leader', 'D')
    await invited(admin, leader.id, 'leader')
    expect((await village.post('/api/accounts', { person: leader.id })).status).toBe(403)
    expect((await village.get('/api/accounts')).status).toBe(403)
    const town = await invited(admin, (await personAt('organizer', 'C4')).id, 'town')
    const listed = (await town.get('/api/accounts')).body as unknown as {
      accounts: { account: string; mine: boolean }[]
    }
    expect(listed.accounts.find(one => one.account === '张书记')?.mine).toBe(true)
    for (const account of ['wang', 'leader']) {
      const told = await town.post(`/api/accounts/${account}/reset`)
      expect([403, 404], account).toContain(told.status)
      expect(listed.accounts.find(one => one.account === account)?.mine ?? false).toBe(false)
    }
  })

  it('takes no name twice, and says beside which field a fault lies', async () => {
    const made = await admin.post('/api/accounts', { person: (await personAt('secretary', 'V07')).id })
    const at = (name: string, password = PASSWORD) =>
      visitor(base).post(`/api/invitations/${made.body.code}`, { name, password })
    expect(problem(await at('ＷＡＮＧ'))).toBe('access.name_taken')
    expect(problem(await at('a b'))).toBe('access.name')
    expect((await at('bayar', 'short')).body.why).toBe('short')
    expect((await at('bayar', 'my bayar is long enough')).body.why).toBe('name')
    expect((await at('bayar', 'aaaaaaaaaaaa')).body.why).toBe('plain')
    expect((await at('bayar')).status, 'every refusal left the code as it was').toBe(200)
  })
})

describe('the command line', () => {
  it('invites, lists, resets and ends for who looks after the machine', async () => {
    const run = (...args: string[]) => jiceng(['account', ...args, ...place.at.args], { env: place.at.env })
    const secretary = await personAt('secretary', 'V09')
    const made = await run('invite', secretary.id, '--days', '3')
    expect([made.code, made.err]).toEqual([0, ''])
    const code = /[2-9a-z]{4}-[2-9a-z]{4}-[2-9a-z]{4}/.exec(made.out)![0]
    const at = visitor(base)
    expect((await at.post(`/api/invitations/${code}`, { name: 'shell', password: PASSWORD })).status).toBe(200)
    expect((await run('list')).out).toMatch(/^shell\s/m)
    const again = await run('invite', secretary.id)
    expect([again.code, again.err]).toEqual([2, expect.stringContaining('has the account "shell" already')])
    const fresh = JSON.parse((await run('reset', 'shell', '--json')).out) as { code: string; address: string | null }
    expect([fresh.code.length, fresh.address]).toEqual([14, null])
    expect((await at.get('/api/orgs')).status).toBe(401)
    expect((await run('end', 'shell')).code).toBe(0)
    expect((await run('end', 'nobody-here')).code).toBe(2)
  })
})

describe('a password', () => {
  it('is stored as argon2id with a pepper that the database does not hold', async () => {
    const [row] = await owner<{ password: string }>(
      `select password from account where region = $1 and name = 'wang'`,
      [REGION],
    )
    expect(row!.password).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
    const { verify } = await import('@node-rs/argon2')
    expect(await verify(row!.password, PASSWORD)).toBe(false)
  })

  it('opens a session that is another one each time, in a cookie that no script and no other site reads', async () => {
    const at = visitor(base)
    await at.post('/api/sign-in', { name: 'WANG', password: PASSWORD })
    const before = at.cookies.get('jiceng')
    expect(at.attributes.get('jiceng')).toMatch(/Path=\/; HttpOnly; SameSite=Strict/)
    await at.post('/api/sign-in', { name: 'wang', password: PASSWORD })
    const after = at.cookies.get('jiceng')!
    expect(after).not.toBe(before)
    at.cookies.set('jiceng', before!)
    expect((await at.get('/api/orgs')).status, 'the session before has ended').toBe(401)
    at.cookies.set('jiceng', `${after.slice(0, -2)}xx`)
    expect((await at.get('/api/orgs')).status, 'a changed cookie is none').toBe(401)
  })

  it('is refused in the same words for a wrong one and for an unknown account', async () => {
    const told = async (name: string) => {
      const { status, body } = await visitor(base).post('/api/sign-in', { name, password: 'not this one at all' })
      return { status, body }
    }
    const known = await told('town')
    expect(known).toEqual(await told('nobody'))
    expect(known.status).toBe(401)
  })

  it('is slowed for those who guess and never for the owner on a device that is known', async () => {
    const guess = (name: string) => visitor(base).post('/api/sign-in', { name, password: 'not this one at all' })
    for (const name of ['leader', 'no-such-one']) {
      const codes = []
      for (let turn = 0; turn < 7; turn++) codes.push(problem(await guess(name)))
      expect(codes.slice(0, 4), name).toEqual(Array(4).fill('access.refused'))
      expect(codes.at(-1), name).toBe('access.wait')
    }
    const stranger = await visitor(base).post('/api/sign-in', { name: 'leader', password: PASSWORD })
    expect(problem(stranger), 'the right password from an unknown device waits as well').toBe('access.wait')
    shift = 16 * MINUTE
    const owners = visitor(base)
    expect((await owners.post('/api/sign-in', { name: 'leader', password: PASSWORD })).status).toBe(200)
    shift = 0
    for (let turn = 0; turn < 8; turn++) await guess('leader')
    expect(problem(await guess('leader'))).toBe('access.wait')
    expect((await owners.post('/api/sign-in', { name: 'leader', password: PASSWORD })).status, 'known device').toBe(200)
    owners.cookies.set('jiceng_device', `${owners.cookies.get('jiceng_device')!.split('.')[0]}.forged`)
    expect(problem(await owners.post('/api/sign-in', { name: 'leader', password: PASSWORD }))).toBe('access.wait')
  })

  it('is looked at no more often when many guesses come at once', async () => {
    await visitor(base).post('/api/sign-in', { name: 'many', password: 'x' })
    const told = await Promise.all(
      Array.from({ length: 20 }, () => visitor(base).post('/api/sign-in', { name: 'many', password: 'x' })),
    )
    expect(told.filter(one => problem(one) === 'access.refused').length).toBeLessThanOrEqual(4)
  })
})

describe('a second factor', () => {
  let codes: string[] = []
  let secret = ''
  const code = (at = now()) =>
    new TOTP({ secret: Secret.fromBase32(secret), algorithm: 'SHA1', digits: 6, period: 30 }).generate({
      timestamp: at.getTime(),
    })

  it('counts after its first code, with its seed sealed by a key outside the database', async () => {
    const begun = await village.post('/api/account/second')
    secret = new URL(String(begun.body.address)).searchParams.get('secret')!
    expect(problem(await village.post('/api/account/second/code', { seed: begun.body.seed, code: '000000' }))).toBe(
      'access.code',
    )
    const done = await village.post('/api/account/second/code', { seed: begun.body.seed, code: code() })
    codes = done.body.codes as string[]
    expect(codes.length).toBe(10)
    const rows = await owner<object>('select * from account where region = $1', [REGION])
    const digests = await owner<object>('select * from recovery_code where region = $1', [REGION])
    const stored = JSON.stringify([rows, digests])
    expect(stored).not.toContain(secret)
    for (const one of codes) expect(stored).not.toContain(one)
  })

  it('is asked on a device that is not trusted, is taken once, and not asked again on a trusted one', async () => {
    shift = MINUTE
    const at = visitor(base, 'Mozilla/5.0 (Linux; Android 13) Chrome/120.0 Mobile')
    const enter = (more: object) => at.post('/api/sign-in', { name: '张书记', password: PASSWORD, ...more })
    const needed = await enter({})
    expect([problem(needed), needed.body.why]).toEqual(['access.code', 'needed'])
    const right = code()
    expect((await enter({ code: right, trust: true })).status).toBe(200)
    expect(problem(await visitor(base).post('/api/sign-in', { name: '张书记', password: PASSWORD, code: right }))).toBe(
      'access.code',
    )
    expect((await enter({})).status, 'trusted').toBe(200)
    const { devices } = (await at.get('/api/account')).body as {
      devices: { id: string; words: string; here: boolean; trustedUntil: string | null }[]
    }
    const here = devices.find(one => one.here)!
    expect([here.words, here.trustedUntil !== null]).toEqual(['Chrome · Android', true])
    await village.drop(`/api/account/devices/${here.id}`)
    expect(problem(await enter({})), 'trust is taken back').toBe('access.code')
    shift = 0
  })

  it('is replaced by a recovery code, each good once', async () => {
    const enter = (used: string) =>
      visitor(base).post('/api/sign-in', { name: '张书记', password: PASSWORD, code: used })
    expect((await enter(codes[0]!.toUpperCase())).status).toBe(200)
    expect(problem(await enter(codes[0]!))).toBe('access.code')
    expect((await village.get('/api/account')).body).toMatchObject({ second: true, recoveryLeft: 9 })
  })

  it('changes only for who has just proved who they are', async () => {
    shift = 11 * MINUTE
    expect(problem(await village.drop('/api/account/second'))).toBe('access.stale')
    expect(problem(await village.post('/api/account/proof', { password: OTHER }))).toBe('access.refused')
    expect((await village.post('/api/account/proof', { password: PASSWORD })).status).toBe(200)
    expect((await village.drop('/api/account/second')).status).toBe(200)
    shift = 0
  })
})

describe('sessions', () => {
  it('are listed with a day and no hour, and ended by their owner', async () => {
    const phone = visitor(base, 'Mozilla/5.0 (iPhone) Safari/605')
    await phone.post('/api/sign-in', { name: 'town', password: PASSWORD })
    const desk = visitor(base)
    await desk.post('/api/sign-in', { name: 'town', password: PASSWORD })
    const { sessions } = (await desk.get('/api/account')).body as { sessions: Record<string, string>[] }
    const other = sessions.find(one => one.words === 'Safari · iOS')!
    expect(Object.keys(other).sort()).toEqual(['here', 'id', 'openedOn', 'seenOn', 'way', 'words'])
    expect(other.seenOn).toMatch(/^\d{4}-\d{2}-\d{2}$/)
    expect((await desk.drop(`/api/account/sessions/${other.id}`)).status).toBe(200)
    expect((await phone.get('/api/orgs')).status).toBe(401)
    expect((await desk.get('/api/orgs')).status).toBe(200)
  })

  it('end when they are not used, and in any case at their limit', async () => {
    const desk = visitor(base)
    await desk.post('/api/sign-in', { name: 'town', password: PASSWORD })
    const idle = desk.cookies.get('jiceng')!
    shift = 3 * 60 * MINUTE
    expect((await desk.get('/api/orgs')).status).toBe(200)
    expect(desk.cookies.get('jiceng'), 'used, so its time runs anew').not.toBe(idle)
    shift = 5 * 60 * MINUTE
    expect((await desk.get('/api/orgs')).status).toBe(200)
    desk.cookies.set('jiceng', idle)
    expect((await desk.get('/api/orgs')).status, 'five hours after the stamp').toBe(401)
    shift = 0
    await desk.post('/api/sign-in', { name: 'town', password: PASSWORD })
    for (const hours of [3, 6, 9, 11.9]) {
      shift = hours * 60 * MINUTE
      expect((await desk.get('/api/orgs')).status, `${hours}`).toBe(200)
    }
    shift = 12.1 * 60 * MINUTE
    expect((await desk.get('/api/orgs')).status, 'the day is over').toBe(401)
    shift = 0
  })

  it('all end but one with another password, and all with a reset by the administrator', async () => {
    const [one, two] = [visitor(base), visitor(base)]
    for (const at of [one, two]) await at.post('/api/sign-in', { name: 'bayar', password: PASSWORD })
    expect((await one.post('/api/account/password', { password: OTHER })).status).toBe(200)
    expect([(await one.get('/api/orgs')).status, (await two.get('/api/orgs')).status]).toEqual([200, 401])
    const reset = await admin.post('/api/accounts/bayar/reset')
    expect((await one.get('/api/orgs')).status).toBe(401)
    expect(problem(await one.post('/api/sign-in', { name: 'bayar', password: OTHER }))).toBe('access.refused')
    const back = await one.post(`/api/invitations/${reset.body.code}`, { name: 'ignored', password: PASSWORD })
    expect(back.body).toMatchObject({ account: { name: 'bayar' } })
    expect((await admin.drop('/api/accounts/bayar')).status).toBe(200)
    expect((await one.get('/api/orgs')).status).toBe(401)
    expect(problem(await one.post('/api/sign-in', { name: 'bayar', password: PASSWORD }))).toBe('access.refused')
  })

  it('do nothing that another site asks for', async () => {
    const from = (headers: Record<string, string>) =>
      admin.ask('POST', '/api/account/capacity', { capacity: 'x' }, headers)
    for (const headers of [
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { origin: 'https://elsewhere.example' },
    ])
      expect(problem(await from(headers as unknown as Record<string, string>))).toBe('access.foreign')
    expect(problem(await from({ 'sec-fetch-site': 'same-origin' }))).toBe('access.capacity')
  })

  it('believe no proxy that was not named, and are bound to the host where the house is reached by https', async () => {
    const plain = visitor(base)
    await plain.ask('POST', '/api/sign-in', { name: 'town', password: PASSWORD }, { 'x-forwarded-proto': 'https' })
    expect([...plain.cookies.keys()]).toContain('jiceng')
    const behind = await open({ trust: ['127.0.0.1'] })
    const named = visitor(behind.base)
    await named.ask('POST', '/api/sign-in', { name: 'town', password: PASSWORD }, { 'x-forwarded-proto': 'https' })
    expect(named.attributes.get('__Host-jiceng')).toMatch(/^Path=\/; HttpOnly; Secure; SameSite=Strict$/)
    await behind.server.close()
    const set = await open({ origin: 'https://jiceng.example' })
    const there = visitor(set.base)
    await there.post('/api/sign-in', { name: 'town', password: PASSWORD })
    expect([...there.cookies.keys()].sort()).toEqual(['__Host-jiceng', '__Host-jiceng_device'])
    expect((await there.get('/api/orgs')).status).toBe(200)
    await set.server.close()
  })
})

describe("the district's own sign-on", () => {
  let provider: Server
  let issuer = ''
  let subject = 'cadre-7'
  /** What the provider was asked for a code, and what it gives for which. */
  const grants = new Map<string, { challenge: string; nonce: string; sub: string }>()
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  let tamper: (claims: Record<string, unknown>) => object = claims => claims

  beforeAll(async () => {
    const text = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
    provider = createServer(async (request, response) => {
      const url = new URL(request.url!, issuer)
      const give = (value: unknown, status = 200) => {
        response.writeHead(status, { 'content-type': 'application/json' })
        response.end(JSON.stringify(value))
      }
      if (url.pathname === '/.well-known/openid-configuration')
        return give({
          issuer,
          authorization_endpoint: `${issuer}/authorize`,
          token_endpoint: `${issuer}/token`,
          jwks_uri: `${issuer}/keys`,
          response_types_supported: ['code'],
          subject_types_supported: ['public'],
          id_token_signing_alg_values_supported: ['RS256'],
          code_challenge_methods_supported: ['S256'],
        })
      if (url.pathname === '/keys')
        return give({ keys: [{ ...publicKey.export({ format: 'jwk' }), alg: 'RS256', use: 'sig', kid: '1' }] })
      if (url.pathname === '/authorize') {
        const asked = url.searchParams
        if (asked.get('code_challenge_method') !== 'S256' || asked.get('response_type') !== 'code') return give({}, 400)
        const code = `code-${grants.size}`
        grants.set(code, { challenge: asked.get('code_challenge')!, nonce: asked.get('nonce')!, sub: subject })
        const back = new URL(asked.get('redirect_uri')!)
        back.searchParams.set('code', code)
        back.searchParams.set('state', asked.get('state')!)
        response.writeHead(302, { location: back.href })
        return response.end()
      }
      const parts: Buffer[] = []
      for await (const part of request) parts.push(part as Buffer)
      const form = new URLSearchParams(Buffer.concat(parts).toString())
      const grant = grants.get(form.get('code') ?? '')
      const challenge = createHash('sha256')
        .update(form.get('code_verifier') ?? '')
        .digest('base64url')
      if (!grant || challenge !== grant.challenge) return give({ error: 'invalid_grant' }, 400)
      grants.delete(form.get('code')!)
      const second = Math.floor(Date.now() / 1000)
      const claims = tamper({
        iss: issuer,
        sub: grant.sub,
        aud: 'jiceng',
        iat: second,
        exp: second + 60,
        nonce: grant.nonce,
      })
      const signed = `${text({ alg: 'RS256', kid: '1', typ: 'JWT' })}.${text(claims)}`
      const signature = createSign('RSA-SHA256').update(signed).sign(privateKey, 'base64url')
      return give({ access_token: 'x', token_type: 'Bearer', expires_in: 60, id_token: `${signed}.${signature}` })
    })
    await new Promise<void>(done => provider.listen(0, '127.0.0.1', done))
    issuer = `http://127.0.0.1:${(provider.address() as { port: number }).port}`
  })
  afterAll(() => provider.close())

  /** Goes the way of a browser from the house to the provider and back; gives the page that follows. */
  const round = async (at: Visitor, from: string) => {
    const out = await at.get(from)
    const there = await fetch(String(out.body.location), { redirect: 'manual' })
    return at.get(there.headers.get('location') ?? '')
  }

  it('opens what was connected with it, and nothing else', async () => {
    const signOn = {
      issuer,
      client: 'jiceng',
      secret: 'shared',
      name: { zh: '塔敏嘎统一登录', en: 'District sign-on' },
    }
    const { server, base: there } = await open({ signOn })
    const stranger = visitor(there)
    expect((await stranger.get('/api/me')).body.signOn).toEqual(signOn.name)
    expect((await round(stranger, '/api/sign-in/district')).body.location).toBe('/sign-in?fault=access.stranger')
    expect((await stranger.get('/api/orgs')).status).toBe(401)

    const made = await admin.post('/api/accounts', { person: (await personAt('secretary', 'V02')).id })
    const at = visitor(there)
    expect((await round(at, `/api/sign-in/district?code=${made.body.code}&name=liu`)).body.location).toBe('/')
    expect((await at.get('/api/me')).body).toMatchObject({ account: { name: 'liu', org: { code: 'V02' } } })
    const again = visitor(there)
    expect((await round(again, '/api/sign-in/district?then=/m')).body.location).toBe('/m')
    expect((await again.get('/api/me')).body).toMatchObject({ account: { name: 'liu' } })
    expect((await round(visitor(there), '/api/sign-in/district?then=//evil.example')).body.location).toBe('/')

    subject = 'cadre-8'
    const own = visitor(there)
    await own.post('/api/sign-in', { name: 'town', password: PASSWORD })
    expect((await round(own, '/api/sign-in/district?connect')).body.location).toBe('/account')
    const connected = visitor(there)
    await round(connected, '/api/sign-in/district')
    expect((await connected.get('/api/me')).body).toMatchObject({ account: { name: 'town' } })

    const begun = await visitor(there).get('/api/sign-in/district')
    const sent = await fetch(String(begun.body.location), { redirect: 'manual' })
    const victim = visitor(there)
    expect(
      (await victim.get(sent.headers.get('location')!)).body.location,
      'a link of another browser signs nobody in',
    ).toBe('/sign-in?fault=access.sign_on')
    for (const wrong of [{ nonce: 'other' }, { aud: 'another' }, { iss: 'https://elsewhere.example' }]) {
      tamper = claims => ({ ...claims, ...wrong })
      expect((await round(visitor(there), '/api/sign-in/district')).body.location, JSON.stringify(wrong)).toBe(
        '/sign-in?fault=access.sign_on',
      )
    }
    tamper = claims => claims
    await server.close()
  })
})
