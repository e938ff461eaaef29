// The laws of pledges: parts and rest are the whole, what does not add up is not signed, only who is in office signs, and a
// signed content cannot be changed without being noticed.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { compile, shipped } from '../../src/charter/compile.ts'
import { amountOf, proportion, units, unitsOf } from '../../src/pledge/amount.ts'
import { canonical, type Json } from '../../src/pledge/canonical.ts'
import { balanceOf, gapsIn, ruleOf, stateOf } from '../../src/pledge/pledge.ts'
import { makeKey, openKey, sealKey, verifyFile } from '../../src/pledge/seal.node.ts'
import { Problem } from '../../src/problem/problem.ts'
import { appoint, moveOrg, release } from '../../src/register/change.sql.ts'
import { type House, REGION } from '../../src/server/house.node.ts'
import { serve } from '../../src/server/serve.node.ts'
import { statement } from '../../src/store/store.ts'
import { SYSTEMS } from '../../src/systems/index.ts'
import { type Day, day, plusDays } from '../../src/time/day.ts'
import { type Ready, ready } from '../ready.ts'

const charter = compile(shipped(SYSTEMS))
const name = (text: string) => ({ zh: text, en: text })
const amounts = fc.bigInt({ min: 0n, max: 10n ** 15n }).map(amountOf)

describe('an amount', () => {
  it('reads and writes the same decimal, whatever it is', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n }), count => unitsOf(amountOf(count)) === count),
    )
    expect(['0.1', '0.10', '300000.00', '12.3456'].map(text => amountOf(units(text)))).toEqual([
      '0.1',
      '0.1',
      '300000',
      '12.3456',
    ])
    expect(['', '1e3', '1.23456', '0x10', '1,000', '１２', 'NaN'].map(unitsOf)).toEqual(Array(7).fill(null))
  })

  it('divides by weights so that the parts are the whole, to the last digit', () => {
    fc.assert(
      fc.property(
        amounts,
        fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 70 }),
        fc.integer({ min: 0, max: 4 }),
        (whole, weights, decimals) => {
          const parts = proportion(whole, weights, decimals)
          expect(amountOf(parts.reduce((sum, part) => sum + units(part), 0n))).toBe(whole)
        },
      ),
    )
    expect(proportion('100', [1, 1, 1], 0)).toEqual(['34', '33', '33'])
    expect(proportion('10', [0, 0], 0)).toEqual(['5', '5'])
  })
})

describe('a division', () => {
  it('of a sum has parts, own and rest that are the whole, always', () => {
    fc.assert(
      fc.property(amounts, amounts, fc.array(amounts, { maxLength: 20 }), (value, own, parts) => {
        const balance = balanceOf({
          rule: 'sum',
          direction: 'at_least',
          value,
          own,
          parts: parts.map(part => ({ name: name('x'), value: part })),
        })
        expect(amountOf(units(balance.own) + units(balance.sum) + units(balance.rest))).toBe(value)
        expect(balance.balanced).toBe(balance.rest === '0')
      }),
    )
  })

  it('adds decimals exactly: a tenth and two tenths are three tenths', () => {
    const parts = ['0.1', '0.2'].map(value => ({ name: name(value), value }))
    expect(balanceOf({ rule: 'sum', direction: 'at_least', value: '0.3', own: '0', parts })).toMatchObject({
      rest: '0',
      balanced: true,
    })
  })

  it('of a share asks each part for at least as much as the whole, and of a ceiling for at most as much', () => {
    const parts = [
      { name: name('A'), value: '90' },
      { name: name('B'), value: '89.9' },
    ]
    const floor = balanceOf({ rule: 'each', direction: 'at_least', value: '90', own: '0', parts })
    expect([floor.balanced, floor.short.map(part => part.name.en)]).toEqual([false, ['B']])
    expect(balanceOf({ rule: 'each', direction: 'at_most', value: '90', own: '0', parts }).balanced).toBe(true)
  })

  it('follows from the operator of its measure', () => {
    const rules = Object.fromEntries(
      [
        'study.days',
        'households.changed_production',
        'training.lecture_people',
        'study.attendance_share',
        'positions.utilization',
        'teams.village_average_age',
        'teams.village_average_age_change',
        'members.total',
        'contact.leaders',
        'trip.places',
        'village.cadre_pay_before',
      ].map(id => [id, ruleOf(charter, id)]),
    )
    expect(rules).toEqual({
      'study.days': 'sum',
      'households.changed_production': 'sum',
      'training.lecture_people': 'sum',
      'study.attendance_share': 'each',
      'positions.utilization': 'each',
      'teams.village_average_age': 'each',
      'teams.village_average_age_change': 'each',
      'members.total': 'sum',
      'contact.leaders': 'whole',
      'trip.places': 'whole',
      'village.cadre_pay_before': null,
    })
  })
})

describe('the state of a certificate', () => {
  const on = day('2012-06-01')
  const signed = (person: string, holder: string | null, at = '2012-01-10') => ({
    signatures: [{ person, day: day(at) }],
    holder,
  })
  it('goes from unbalanced by drafted and ready to signed', () => {
    expect(stateOf(false, true, null, on)).toBe('unbalanced')
    expect(stateOf(true, false, null, on)).toBe('drafted')
    expect(stateOf(true, true, null, on)).toBe('ready')
    const one = [
      { side: 'giver' as const, ...signed('a', 'a') },
      { side: 'taker' as const, signatures: [], holder: 'b' },
    ]
    expect(stateOf(true, true, one, on)).toBe('signed_by_one')
    const both = [
      { side: 'giver' as const, ...signed('a', 'a') },
      { side: 'taker' as const, ...signed('b', 'b') },
    ]
    expect(stateOf(true, true, both, on)).toBe('signed')
  })

  it('has a gap where the signer left the office, also when nobody follows, and none once the successor signed', () => {
    expect(gapsIn([{ side: 'taker', ...signed('a', 'b') }], on)).toEqual(['taker'])
    expect(gapsIn([{ side: 'taker', ...signed('a', null) }], on)).toEqual(['taker'])
    const after = [...signed('a', 'b').signatures, ...signed('b', 'b', '2012-05-30').signatures]
    expect(gapsIn([{ side: 'taker', signatures: after, holder: 'b' }], on)).toEqual([])
  })
})

describe('the canonical text', () => {
  it('is that of RFC 8785, section 3.2.2 and 3.2.3', () => {
    const numbers = [Number('333333333.33333329'), 1e30, 4.5, 2e-3, 0.000000000000000000000000001]
    const value = {
      numbers,
      string: '\u20ac$\u000F\u000aA\'\u0042\u0022\u005c\\"\u002f',
      literals: [null, true, false],
    }
    expect(canonical(value as Json)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    )
    const names = {
      '\u20ac': 'Euro Sign',
      '\r': 'Carriage Return',
      '\ufb33': 'Hebrew',
      '1': 'One',
      '\ud83d\ude00': 'Emoji',
      '\u0080': 'Control',
      '\u00f6': 'Latin',
    }
    const order = ['Carriage Return', 'One', 'Control', 'Latin', 'Euro Sign', 'Emoji', 'Hebrew']
    const places = order.map(word => canonical(names).indexOf(word))
    expect(places).toEqual([...places].sort((a, b) => a - b))
  })

  it('does not depend on the order in which names were written', () => {
    const shuffle = (value: Json): Json =>
      Array.isArray(value)
        ? value.map(shuffle)
        : typeof value === 'object' && value !== null
          ? Object.fromEntries(
              Object.entries(value)
                .reverse()
                .map(([key, one]) => [key, shuffle(one)]),
            )
          : value
    fc.assert(
      fc.property(fc.jsonValue(), value => {
        const text = canonical(value as Json)
        expect(canonical(shuffle(value as Json))).toBe(text)
        expect(canonical(JSON.parse(text))).toBe(text)
      }),
    )
  })

  it('is refused for what has none', () => {
    expect(() => canonical(Number.NaN)).toThrow(RangeError)
    expect(() => canonical('\ud800')).toThrow(RangeError)
  })
})

describe('a key', () => {
  it('opens by its passphrase alone, and says so in one sentence', () => {
    const key = makeKey()
    const sealed = sealKey(key, 'four small dry words')
    expect(openKey(sealed, 'four small dry words').key).toBe(key.key)
    expect(code(() => openKey(sealed, 'four small dry word'))).toBe('pledge.passphrase')
    expect(code(() => openKey({ ...sealed, key: makeKey().key }, 'four small dry words'))).toBe('pledge.passphrase')
    expect(code(() => sealKey(key, 'short'))).toBe('pledge.passphrase')
    expect(JSON.stringify(sealed)).not.toContain(key.secret.export({ format: 'jwk' }).d!)
  })
})

function code(work: () => unknown): string {
  try {
    work()
    return 'accepted'
  } catch (error) {
    return error instanceof Problem ? error.code : String(error)
  }
}

const WORDS = 'four small dry words'
let place: Ready
let house: House
let app: FastifyInstance
let folder = ''
let base = ''
let clock: Day = day('2013-01-10')
const cookies = new Map<string, string>()

async function call(account: string, method: string, path: string, body?: unknown) {
  const answer = await fetch(`${base}${path}`, {
    method,
    headers: {
      'accept-language': 'en',
      cookie: cookies.get(account)!,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await answer.text()
  return { status: answer.status, text, body: text.startsWith('{') ? JSON.parse(text) : null }
}
const post = (account: string, path: string, body: unknown = {}) => call(account, 'POST', path, body)
const get = (account: string, path: string) => call(account, 'GET', path)
const list = async (account: string, year = 2013) => (await get(account, `/api/pledges?year=${year}`)).body
const sign = (account: string, ref: string, passphrase = WORDS) =>
  post(account, `/api/certificates/${ref}/signatures`, { passphrase })
const certificate = async (account: string, taker: string, year = 2013) =>
  (await list(account, year)).certificates.find((one: { taker: { code: string } }) => one.taker.code === taker)

const putAccount = statement(
  'test.account',
  'insert into account (region, name, person, demo) values ($1, $2, $3, true)',
)
const secretary = statement<{ person: string }>(
  'test.secretary',
  `select t.person from post t join org o on o.region = $1 and o.id = t.org and upper(o.valid) is null
   where t.region = $1 and o.code = $2 and t.post = 'secretary' and upper(t.valid) is null`,
)
const somebody = statement<{ person: string }>(
  'test.somebody',
  `select m.person from membership m join org o on o.region = $1 and o.id = m.org and upper(o.valid) is null
   where m.region = $1 and o.code = $2 and upper(m.valid) is null and not exists (select 1 from post t where t.region = $1 and t.person = m.person) order by m.person limit 1`,
)

async function enter(account: string): Promise<void> {
  const entered = await fetch(`${base}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ account }),
  })
  cookies.set(account, entered.headers.get('set-cookie')!.split(';')[0]!)
}

/** A sentence for people: what, where, why, what to do. */
const detail = (answer: { body: { detail: string } }) => answer.body.detail

beforeAll(async () => {
  place = await ready()
  folder = mkdtempSync(join(tmpdir(), 'jiceng-pledge-'))
  house = { ...place.house, today: () => clock }
  await house.store.asOwner(REGION, async tx => {
    for (const org of ['D', 'C1', 'V07']) {
      const { person } = (await tx.one(secretary, [REGION, org]))!
      await tx.run(putAccount, [REGION, `secretary-${org}`, person])
    }
  })
  await house.settle()
  app = await serve(house, 0)
  base = `http://127.0.0.1:${(app.server.address() as { port: number }).port}`
  for (const account of ['district', 'town', 'village', 'auditor', 'secretary-D', 'secretary-C1', 'secretary-V07'])
    await enter(account)
  for (const account of ['secretary-D', 'secretary-C1', 'secretary-V07', 'village'])
    expect((await post(account, '/api/key', { passphrase: WORDS })).status).toBe(200)
})
afterAll(async () => {
  await app.close()
  await place.remove()
  rmSync(folder, { recursive: true, force: true })
})

describe('an objective', () => {
  const set = (body: object) =>
    post('district', '/api/pledges', {
      year: 2013,
      org: 'D',
      measure: 'contact.visits',
      direction: 'at_least',
      value: '100',
      ...body,
    })

  it('is refused on a norm, on an unknown measure, below zero, with halves of what is counted, above all there is', async () => {
    const refused = async (body: object) => (await set(body)).body.title
    expect(await refused({ measure: 'village.cadre_pay_before' })).toBe('pledge.norm')
    expect(await refused({ measure: 'contact.visit' })).toBe('figure.unknown')
    expect(await refused({ value: '-1' })).toBe('pledge.value')
    expect(await refused({ value: '1.5' })).toBe('pledge.value')
    expect(await refused({ value: 'many' })).toBe('pledge.value')
    expect(await refused({ measure: 'study.attendance_share', value: '101' })).toBe('pledge.value')
    expect(await refused({ org: 'C9' })).toBe('org.unknown')
    expect(await refused({ year: 12 })).toBe('input.field')
  })

  it('is set by who may, and by nobody else', async () => {
    expect(
      (
        await post('auditor', '/api/pledges', {
          year: 2013,
          org: 'D',
          measure: 'study.days',
          direction: 'at_least',
          value: '9',
        })
      ).body.title,
    ).toBe('access.denied')
    expect((await set({})).status).toBe(200)
  })

  it('cannot be at least more than it may be at most', async () => {
    const answer = await set({ direction: 'at_most', value: '99' })
    expect(answer.body.title).toBe('pledge.contrary')
    expect(detail(answer)).toContain('at least 100 and at most 99')
  })

  it('goes only to organizations below, to each once, and not at all where people count once', async () => {
    const { pledges } = await list('district')
    const { id } = pledges[0]
    const divide = (parts: object[], of = id) => post('district', `/api/pledges/${of}/parts`, { parts })
    expect((await divide([{ org: 'D', value: '100' }])).body.title).toBe('pledge.outside')
    // S28: layer by layer. Departments are given theirs directly.
    const skipped = await divide([{ org: 'V05', value: '100' }])
    expect(skipped.body.title).toBe('pledge.layer')
    expect(detail(skipped)).toMatch(/layer by layer.*Give the part to "Bayinshuomin Town/)
    expect((await divide([{ org: 'O05', value: '100' }])).status).toBe(200)
    expect((await divide([])).status).toBe(200)
    expect((await divide([1, 2].map(() => ({ org: 'C1', value: '50' })))).body.title).toBe('pledge.twice')
    const { id: leaders } = (await set({ measure: 'contact.leaders', value: '25' })).body
    const whole = await divide([{ org: 'C1', value: '25' }], leaders)
    expect(whole.body.title).toBe('pledge.whole')
    expect((await call('district', 'DELETE', `/api/pledges/${leaders}`)).status).toBe(200)
    expect((await post('district', `/api/pledges/${leaders}/parts`, { parts: [] })).body.title).toBe('pledge.unknown')
  })

  it('shows what nobody carries yet, and stays a draft that adds up to nothing less than the whole', async () => {
    const { id } = (await list('district')).pledges[0]
    const { body } = await post('district', `/api/pledges/${id}/parts`, {
      own: '5',
      parts: [
        { org: 'C1', value: '30' },
        { org: 'C2', value: '25' },
        { org: 'O02', value: '20' },
      ],
    })
    expect(body).toEqual({ rest: '20', balanced: false })
    const { pledges } = await list('district')
    const whole = pledges.find((one: { parent: string | null }) => one.parent === null)
    expect([whole.value, whole.own, whole.parts, whole.rest, whole.state]).toEqual([
      '100',
      '5',
      '75',
      '20',
      'unbalanced',
    ])
    expect(
      pledges
        .filter((one: { parent: string | null }) => one.parent)
        .map((one: { org: { code: string }; state: string }) => [one.org.code, one.state]),
    ).toEqual([
      ['C1', 'unbalanced'],
      ['C2', 'unbalanced'],
      ['O02', 'unbalanced'],
    ])
  })
})

describe('a certificate', () => {
  let top = ''
  let ranch = ''
  let village = ''

  it('is not signed while its set does not add up: the sentence names both sides and the remedy', async () => {
    for (const [account, ref] of [
      ['secretary-D', '2013..D'],
      ['secretary-D', '2013.D.C1'],
    ] as const) {
      const answer = await sign(account, ref)
      expect([answer.status, answer.body.title]).toEqual([409, 'pledge.sum'])
      expect(detail(answer)).toMatch(
        /the target of "Taminga District.*" is 100, the parts with its own make 80, 20 are given to nobody\. Change/,
      )
    }
    expect((await list('district')).certificates.every((one: { state: string }) => one.state === 'unbalanced')).toBe(
      true,
    )
  })

  it('is not signed where a part of a share asks for less than the whole', async () => {
    const share = await post('district', '/api/pledges', {
      year: 2014,
      org: 'D',
      measure: 'study.attendance_share',
      direction: 'at_least',
      value: '90',
    })
    await post('district', `/api/pledges/${share.body.id}/parts`, {
      parts: [
        { org: 'C1', value: '90' },
        { org: 'C2', value: '85.5' },
      ],
    })
    const answer = await sign('secretary-D', '2014..D')
    expect(answer.body.title).toBe('pledge.short')
    expect(detail(answer)).toMatch(
      /at least 90, but "Taminga Ranch Party Committee" has only 85\.5\. Set it to at least 90/,
    )
    await post('district', `/api/pledges/${share.body.id}/parts`, {
      parts: [
        { org: 'C1', value: '90' },
        { org: 'C2', value: '95' },
      ],
    })
    expect((await sign('secretary-D', '2014..D')).body.state).toBe('signed')
  })

  it('is signed from the top down: first the layer above, in it first the first party', async () => {
    const { pledges } = await list('district')
    const id = pledges.find((one: { parent: string | null }) => one.parent === null).id
    await post('district', `/api/pledges/${id}/parts`, {
      own: '25',
      parts: [
        { org: 'C1', value: '30' },
        { org: 'C2', value: '25' },
        { org: 'O02', value: '20' },
      ],
    })
    const part = (await list('district')).pledges.find((one: { org: { code: string } }) => one.org.code === 'C1')
    await post('district', `/api/pledges/${part.id}/parts`, {
      parts: [
        { org: 'V07', value: '12' },
        { org: 'F01', value: '18' },
      ],
    })
    expect((await certificate('district', 'C1')).state).toBe('drafted')
    const early = await sign('secretary-D', '2013.D.C1')
    expect(early.body.title).toBe('pledge.above')
    top = (await sign('secretary-D', '2013..D')).body.id
    expect((await sign('secretary-D', top)).body.title).toBe('pledge.again')
    expect((await certificate('district', 'C1')).state).toBe('ready')
    expect((await sign('secretary-C1', '2013.C1.V07')).body.title).toBe('pledge.above')
    const first = await sign('secretary-D', '2013.D.C1')
    expect(first.body.state).toBe('signed_by_one')
    ranch = first.body.id
    expect((await sign('secretary-C1', '2013.C1.V07')).body.title).toBe('pledge.above')
    expect((await sign('secretary-C1', ranch)).body.state).toBe('signed')
    expect((await certificate('district', 'V07')).state).toBe('ready')
    village = (await sign('secretary-C1', '2013.C1.V07')).body.id
    expect((await sign('secretary-V07', village)).body.state).toBe('signed')
  })

  it('takes no signature from somebody out of office, from a wrong passphrase, or without a key', async () => {
    const stranger = await sign('village', ranch)
    // The neighbour does not even see it.
    expect(stranger.body.title).toBe('pledge.certificate')
    const superior = await sign('secretary-D', village)
    expect([superior.status, superior.body.title]).toEqual([403, 'pledge.office'])
    expect(detail(superior)).toMatch(
      /does not hold the post that signs for ".+" or ".+" on 2013-01-10 and cannot sign. Let the holder of that day sign: ".+" .+; ".+" .+\./,
    )
    expect((await sign('secretary-C1', '2013.C1.F01', 'some other words')).body.title).toBe('pledge.passphrase')
    expect((await sign('auditor', village)).body.title).toBe('pledge.key')
    expect((await sign('secretary-D', '2013.D.C4')).body.title).toBe('pledge.nothing')
    expect((await sign('secretary-D', 'nonsense')).body.title).toBe('pledge.certificate')
  })

  it('shows each level what it owes and what stands below it, and nothing of its neighbours', async () => {
    const seen = await list('secretary-V07')
    expect(seen.pledges.map((one: { org: { code: string }; value: string }) => [one.org.code, one.value])).toEqual([
      ['V07', '12'],
    ])
    expect(seen.certificates.map((one: { ref: string; state: string }) => [one.ref, one.state])).toEqual([
      [village, 'signed'],
    ])
    const file = (await get('secretary-V07', `/api/certificates/${village}/file`)).text
    // Quoted: three letters alone may stand in a signature.
    expect(file).not.toContain('"F01"')
  })

  it('is not changed any more once it is signed, and can be withdrawn only from below', async () => {
    const { pledges } = await list('district')
    const whole = pledges.find((one: { parent: string | null }) => one.parent === null)
    const change = await post('district', '/api/pledges', {
      year: 2013,
      org: 'D',
      measure: 'contact.visits',
      direction: 'at_least',
      value: '90',
    })
    expect(change.body.title).toBe('pledge.signed')
    expect((await call('district', 'DELETE', `/api/pledges/${whole.id}`)).body.title).toBe('pledge.signed')
    const lower = await post('district', `/api/pledges/${whole.id}/parts`, {
      own: '26',
      parts: [
        { org: 'C1', value: '29' },
        { org: 'C2', value: '25' },
        { org: 'O02', value: '20' },
      ],
    })
    expect(lower.body.title).toBe('pledge.signed')
    const rests = await post('district', `/api/certificates/${ranch}/withdrawal`, { why: 'target changed' })
    expect(rests.body.title).toBe('pledge.rests')
    expect(detail(rests)).toContain('Arimintu')
  })

  it('opens the records behind its progress, and counts among the certificates in force', async () => {
    const shown = (await get('district', `/api/certificates/${village}`)).body
    expect(shown.lines[0]).toMatchObject({ measure: 'contact.visits', value: '12', direction: 'at_least' })
    const proof = await get('district', '/api/figures/contact.visits?org=V07&period=2013')
    expect([shown.lines[0].progress.value, shown.lines[0].progress.records]).toEqual([
      proof.body.figure.value,
      proof.body.figure.records,
    ])
    const year = (await get('district', `/api/certificates/${(await certificate('district', 'F01', 2012)).ref}`)).body
    const days = year.lines.find((line: { measure: string }) => line.measure === 'study.days')
    const records = await get('district', '/api/figures/study.days?org=F01&period=2012&limit=1000')
    expect(days.progress.value).toBe(records.body.facts.length)
    const inForce = await get('district', '/api/figures/responsibility.certificates?org=D&period=2013')
    // The district's own, the ranch's and the village's.
    expect(inForce.body.figure.value).toBe(3)
    const share = await get('district', '/api/figures/responsibility.signed_share?org=D&period=2013')
    expect(share.body.parts).toEqual({ numerator: 2, denominator: 66 })
    const duty = await get('district', '/api/board?org=C1&period=2013')
    const row = duty.body.rows.find((one: { duty: string }) => one.duty === 'responsibility.signed')
    const column = duty.body.columns.findIndex((one: { code: string }) => one.code === 'V07')
    expect(row.cells[column].status).toBe('met')
  })

  it('shows a gap after a change of office, until the successor signs the same content', async () => {
    const { person } = (await house.store.asOwner(REGION, tx => tx.one(secretary, [REGION, 'V07'])))!
    const next = (await house.store.asOwner(REGION, tx => tx.one(somebody, [REGION, 'V07'])))!.person
    const by = { name: 'test', today: day('2013-03-01') }
    clock = by.today
    await house.store.within({ region: REGION, path: '/D/' }, tx =>
      release(tx, house.charter, person, 'V07', 'secretary', day('2013-03-01'), by),
    )
    expect((await certificate('secretary-C1', 'V07')).state).toBe('gap')
    const out = await sign('secretary-V07', village)
    expect(out.status).toBeGreaterThanOrEqual(400)
    await house.store.within({ region: REGION, path: '/D/' }, tx =>
      appoint(tx, house.charter, next, 'V07', 'secretary', null, day('2013-03-01'), by),
    )
    await house.store.asOwner(REGION, tx => tx.run(putAccount, [REGION, 'successor', next]))
    await enter('successor')
    const seen = await certificate('successor', 'V07')
    expect([seen.state, seen.sides.map((side: { gap: boolean; mine: boolean }) => [side.gap, side.mine])]).toEqual([
      'gap',
      [
        [false, false],
        [true, true],
      ],
    ])
    await post('successor', '/api/key', { passphrase: WORDS })
    expect((await sign('successor', village)).body.state).toBe('signed')
    expect((await certificate('successor', 'V07')).sides[1].signatures.length).toBe(2)
  })

  it('shows below that the signer above has left', async () => {
    const { person } = (await house.store.asOwner(REGION, tx => tx.one(secretary, [REGION, 'C1'])))!
    const by = { name: 'test', today: clock }
    await house.store.within({ region: REGION, path: '/D/' }, tx =>
      release(tx, house.charter, person, 'C1', 'secretary', clock, by),
    )
    const seen = await certificate('successor', 'V07')
    expect([seen.state, seen.sides[0].gap]).toEqual(['gap', true])
    await house.store.within({ region: REGION, path: '/D/' }, tx =>
      appoint(tx, house.charter, person, 'C1', 'secretary', 'committee', clock, by),
    )
    expect((await certificate('successor', 'V07')).state).toBe('signed')
  })

  it('follows an organization that moves: the old superior loses sight of it, and the certificate shows that nobody above answers for it', async () => {
    const by = { name: 'test', today: clock }
    const move = (to: string) =>
      house.store
        .within({ region: REGION, path: '/D/' }, tx => moveOrg(tx, 'V07', to, clock, by))
        .then(() => house.settle())
    await move('C3')
    expect(await certificate('secretary-C1', 'V07')).toBeUndefined()
    const seen = await certificate('successor', 'V07')
    expect([seen.ref, seen.state, seen.moved]).toEqual([village, 'gap', true])
    clock = plusDays(clock, 1)
    by.today = clock
    await move('C1')
    expect((await certificate('secretary-C1', 'V07')).state).toBe('signed')
  })

  it('is checked from its file by one command without a database, and any change of the file is named', async () => {
    const bytes = (await get('district', `/api/certificates/${village}/file`)).text
    expect(verifyFile(bytes)).toEqual([])
    const check = (text: string, ...args: string[]) => {
      const file = join(folder, 'certificate.json')
      writeFileSync(file, text)
      const run = spawnSync(process.execPath, ['bin/jiceng.mjs', 'pledge', 'verify', file, ...args], {
        encoding: 'utf8',
        cwd: process.cwd(),
        env: { PATH: process.env.PATH, JICENG_LANG: 'en', HOME: folder },
      })
      return { exit: run.status, said: run.stdout + run.stderr }
    }
    const good = check(bytes)
    expect([good.exit, good.said]).toEqual([0, expect.stringContaining('Every signature holds')])
    const print = /[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{4}/g
    expect(check(bytes, ...good.said.match(print)!.flatMap(key => ['--key', key])).exit).toBe(0)
    expect(check(bytes, '--key', '0000-0000-0000').said).toContain('used another key')
    const changed = check(bytes.replace('"value":"12"', '"value":"10"'))
    expect([changed.exit, changed.said]).toEqual([
      1,
      expect.stringContaining('"/objectives/0/value" was changed: it now says "10"'),
    ])
    expect(check(bytes.replace('"side":"taker"', '"side":"giver"')).exit).toBe(1)
    expect(check(bytes.slice(0, -20)).said).toContain('not valid JSON')
    expect(check('{}').said).toContain('no exported certificate')
    // Another key over another content: it holds in itself, and only the known fingerprint shows it.
    expect(check(`${bytes.trimEnd()} \n`).said).toContain('text of the file was changed')
  })

  it('notices every single changed character of its file', async () => {
    const bytes = (await get('district', `/api/certificates/${village}/file`)).text
    fc.assert(
      fc.property(fc.nat({ max: bytes.length - 1 }), fc.constantFrom(...'0aZ"{ ,9中'), (index, sign) => {
        if (bytes[index] === sign) return
        expect(verifyFile(bytes.slice(0, index) + sign + bytes.slice(index + 1)).length).toBeGreaterThan(0)
      }),
      { numRuns: 300 },
    )
  })

  it('is taken away as Word for paper, also before anybody signed', async () => {
    for (const ref of [village, '2013.D.O02']) {
      const answer = await fetch(`${base}/api/certificates/${ref}/word?lang=zh`, {
        headers: { cookie: cookies.get('district')! },
      })
      expect(answer.headers.get('content-type')).toContain('wordprocessingml')
      expect(new Uint8Array(await answer.arrayBuffer()).slice(0, 2)).toEqual(new Uint8Array([0x50, 0x4b]))
    }
  })

  it('is withdrawn with a reason, leaves the certificates in force, and can be signed anew', async () => {
    expect((await post('secretary-C1', `/api/certificates/${village}/withdrawal`, { why: 'x' })).body.title).toBe(
      'access.denied',
    )
    expect((await post('district', `/api/certificates/${village}/withdrawal`, { why: ' ' })).status).toBe(400)
    expect((await post('district', `/api/certificates/${village}/withdrawal`, { why: 'target changed' })).status).toBe(
      200,
    )
    expect((await sign('successor', village)).body.title).toBe('pledge.withdrawn')
    expect((await certificate('district', 'V07')).state).toBe('ready')
    const inForce = await get('district', '/api/figures/responsibility.certificates?org=D&period=2013')
    expect(inForce.body.figure.value).toBe(2)
  })
})

describe('the database', () => {
  const secrets = statement<{ person: string }>('test.secrets', 'select person from signing_secret where region = $1')
  const forged = statement(
    'test.forged',
    `insert into certificate_signature (region, certificate, side, person, org, seat, day, statement, signature)
     select region, id, 'taker', $2, org, seat, '2013-01-01', '{}', '' from certificate where region = $1 limit 1`,
  )
  it('gives a sealed key to its own person alone, and takes no signature in the name of another', async () => {
    const person = (await house.store.asOwner(REGION, tx => tx.one(secretary, [REGION, 'D'])))!.person
    const all = await house.store.asOwner(REGION, tx => tx.all(secrets, [REGION]))
    expect(all.length).toBeGreaterThan(1)
    const own = await house.store.within({ region: REGION, path: '/D/', person }, tx => tx.all(secrets, [REGION]))
    expect(own).toEqual([{ person }])
    const other = all.find(one => one.person !== person)!.person
    await expect(
      house.store.within({ region: REGION, path: '/D/', person }, tx => tx.run(forged, [REGION, other])),
    ).rejects.toThrow(/row-level security/)
  })
})

describe('the ready district', () => {
  it('has objectives on three levels and with departments, in every state', async () => {
    const { pledges, certificates } = await list('district', 2012)
    const level = (one: { parent: string | null }): number =>
      one.parent ? 1 + level(pledges.find((other: { id: string }) => other.id === one.parent)) : 1
    expect(new Set(pledges.map(level))).toEqual(new Set([1, 2, 3, 4]))
    expect(pledges.some((one: { sector: string; parent: string | null }) => one.sector === 'organ' && one.parent)).toBe(
      true,
    )
    const states = new Set(certificates.map((one: { state: string }) => one.state))
    for (const state of ['unbalanced', 'ready', 'signed_by_one', 'signed', 'gap']) expect(states).toContain(state)
    // The village elected another secretary in March; the one of January signed.
    expect((await certificate('district', 'V03', 2012)).state).toBe('gap')
  })
})
