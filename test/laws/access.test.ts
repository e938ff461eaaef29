// Who may see what follows from the posts of the day and from stand-ins, to the day; and what a guess costs.
import type { FastifyInstance } from 'fastify'
import { Secret } from 'otpauth'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { setUp } from '../../src/access/invitation.sql.ts'
import { passwordFault } from '../../src/access/password.ts'
import { stepOf } from '../../src/access/proof.node.ts'
import { waitAfter, waitLeft } from '../../src/access/throttle.ts'
import { REGION } from '../../src/server/house.node.ts'
import { serve } from '../../src/server/serve.node.ts'
import { composed } from '../../src/store/store.ts'
import { type Day, dayAt, plusDays } from '../../src/time/day.ts'
import type { Ready } from '../ready.ts'
import { real } from '../real.ts'
import { type Told, type Visitor, visitor } from '../visitor.ts'

const PASSWORD = 'grassland under snow 42'
const TODAY = dayAt(new Date())

let place: Ready
let app: FastifyInstance
let base = ''
/** The day of the house. */
let on: Day = TODAY
let admin: Visitor

const problem = (told: Told) => told.body.type?.replace('urn:jiceng:problem:', '')
const rows = <T>(sql: string, values: readonly unknown[] = []) =>
  place.house.store.asOwner(REGION, tx => tx.all(composed<T>(sql), values))
const holder = async (post: string, org: string) =>
  (
    await rows<{ id: string; name: string }>(
      `select p.id, p.name from post t join org o on o.region = $1 and o.id = t.org and o.valid @> $4::date
       join person p on p.region = $1 and p.id = t.person and p.valid @> $4::date
       where t.region = $1 and t.post = $2 and o.code = $3 and t.valid @> $4::date limit 1`,
      [REGION, post, org, TODAY],
    )
  )[0]!
/** A member of an organization who holds no post anywhere. */
const member = async (org: string) =>
  (
    await rows<{ id: string; name: string }>(
      `select p.id, p.name from membership m join org o on o.region = $1 and o.id = m.org and o.valid @> $3::date
       join person p on p.region = $1 and p.id = m.person and p.valid @> $3::date
       where m.region = $1 and o.code = $2 and m.valid @> $3::date
         and not exists (select 1 from post t where t.region = $1 and t.person = p.id) order by p.id limit 1`,
      [REGION, org, TODAY],
    )
  )[0]!
const invited = async (person: string, name: string) => {
  const { body } = await admin.post('/api/accounts', { person })
  const at = visitor(base)
  return { at, told: await at.post(`/api/invitations/${body.code}`, { name, password: PASSWORD }), name }
}
/** Codes of the organizations in sight on the day of the house; null where nothing is opened. */
const sight = async (at: Visitor, day: Day) => {
  on = day
  const told = await at.get('/api/orgs?levels=all')
  on = TODAY
  return told.status === 200 ? (told.body as unknown as { code: string }[]).map(org => org.code).sort() : null
}
/** Changes the register on the day from which the change holds. */
const change = async (body: { act: string; person: string; org: string; post: string; day: Day }) => {
  on = body.day
  const told = await admin.post('/api/register/changes', { change: { ...body } })
  on = TODAY
  expect(told.status, JSON.stringify(told.body)).toBe(200)
}

beforeAll(async () => {
  place = await real()
  app = await serve({ ...place.house, today: () => on }, 0)
  base = `http://127.0.0.1:${(app.server.address() as { port: number }).port}`
  const keys = await place.house.keys()
  const begin = await place.house.store.asOwner(REGION, tx => setUp(tx, keys, { hours: 1, now: new Date() }))
  admin = visitor(base)
  const { id } = await holder('organizer', 'D')
  const told = await admin.post(`/api/invitations/${begin!.code}`, { name: 'admin', person: id, password: PASSWORD })
  expect(told.status).toBe(200)
})
afterAll(async () => {
  await app.close()
  await place.remove()
})

describe('a post', () => {
  it('opens its subtree from its first day, and closes it on the day on which another one holds it', async () => {
    const before = await holder('secretary', 'V05')
    const after = await member('V05')
    const day = plusDays(TODAY, 10)
    const old = await invited(before.id, 'old')
    expect(old.told.status).toBe(200)
    const fresh = await invited(after.id, 'fresh')
    expect(problem(fresh.told), 'no post yet: the invitation stays').toBe('access.postless')
    await change({ act: 'post.release', person: before.id, org: 'V05', post: 'secretary', day })
    await change({ act: 'post.appoint', person: after.id, org: 'V05', post: 'secretary', day })
    on = day
    const taken = await invited(after.id, 'fresh')
    on = TODAY
    expect(taken.told.status, JSON.stringify(taken.told.body)).toBe(200)
    const seen = async (at: Visitor) => [
      await sight(at, plusDays(day, -1)),
      await sight(at, day),
      await sight(at, plusDays(day, 1)),
    ]
    expect(await seen(old.at)).toEqual([['V05'], null, null])
    expect(await seen(taken.at)).toEqual([null, ['V05'], ['V05']])
  })
})

describe('a stand-in', () => {
  let giver: Visitor
  let taker: { at: Visitor; id: string }
  const first = plusDays(TODAY, 3)
  const last = plusDays(TODAY, 6)
  const give = (at: Visitor, more: object = {}) =>
    at.post('/api/stand-ins', { taker: taker.id, verbs: ['read', 'record'], from: first, last, ...more })
  const capacities = async (at: Visitor, day: Day) => {
    on = day
    const { body } = await at.get('/api/me')
    on = TODAY
    return body as {
      capacity: string
      verbs: string[]
      capacities: { id: string; org: { code: string }; standsFor: { last: string } | null }[]
    }
  }
  /** Acts as the stand-in that is held on a day. */
  const actAs = async (at: Visitor, day: Day) => {
    const found = (await capacities(at, day)).capacities.find(one => one.standsFor)!
    on = day
    const told = await at.post('/api/account/capacity', { capacity: found.id })
    on = TODAY
    expect(told.status).toBe(200)
    return found.id
  }

  beforeAll(async () => {
    giver = (await invited((await holder('organizer', 'C4')).id, 'giver')).at
    const village = await holder('secretary', 'V01')
    taker = { at: (await invited(village.id, 'taker')).at, id: village.id }
  })

  it('hands over no more than the giver has: no wider subtree, no further verb, no day that is past', async () => {
    for (const more of [{ verbs: ['read', 'audit'] }, { verbs: ['account'] }, { verbs: ['everything'] }])
      expect(problem(await give(giver, more)), JSON.stringify(more)).toBe('stand_in.wider')
    expect((await give(giver, { org: 'D' })).status).toBe(404)
    expect((await give(giver, { org: 'V07' })).status).toBe(404)
    for (const more of [{ from: plusDays(TODAY, -1) }, { from: last, last: first }, { last: plusDays(TODAY, 400) }])
      expect(problem(await give(giver, more)), JSON.stringify(more)).toBe('stand_in.dates')
    expect(problem(await give(taker.at))).toBe('stand_in.own')
  })

  it('holds from its first to its last day, beside the own post, with the verbs that were handed over', async () => {
    expect((await give(giver)).status).toBe(200)
    const held = async (day: Day) => (await capacities(taker.at, day)).capacities.map(one => one.org.code)
    expect(await held(plusDays(first, -1))).toEqual(['V01'])
    expect(await held(first)).toEqual(['V01', 'C4'])
    expect(await sight(taker.at, first), 'the own post comes first').toEqual(['V01'])
    await actAs(taker.at, first)
    const town = await sight(giver, first)
    expect(await sight(taker.at, first)).toEqual(town)
    expect(await sight(taker.at, last)).toEqual(town)
    expect(await sight(taker.at, plusDays(last, 1)), 'back in the own post').toEqual(['V01'])
    expect((await capacities(taker.at, first)).verbs).toEqual(['read', 'record'])
    on = first
    const asked = await Promise.all([
      taker.at.get('/api/figures/members.total?period=2012&org=V07'),
      taker.at.get('/api/reports/investigation/draft?period=2012'),
      taker.at.get('/api/accounts'),
      give(taker.at, { from: first }),
    ])
    on = TODAY
    expect(
      asked.map(one => one.status),
      'outside, and beyond what was handed over',
    ).toEqual([404, 403, 403, 403])
  })

  it('stands on the page of both sides and in the journal, with both acts', async () => {
    const list = async (at: Visitor) =>
      (await at.get('/api/stand-ins')).body as Record<'given' | 'held', { state: string; taker: { zh: string } }[]>
    expect((await list(giver)).given.map(one => one.state)).toEqual(['coming'])
    expect((await list(taker.at)).held.map(one => one.state)).toEqual(['coming'])
    const acts = await rows<{ act: string; author: string }>(
      `select act, author from audit where region = $1 and act like 'stand_in.%' order by at, id`,
      [REGION],
    )
    expect(acts.map(({ act, author }) => `${author} ${act}`)).toEqual(['giver stand_in.give', 'taker stand_in.act'])
  })

  it('ends when either side says so, and nobody else does', async () => {
    const { held } = (await taker.at.get('/api/stand-ins')).body as { held: { id: string }[] }
    const other = (await invited((await holder('secretary', 'V02')).id, 'other')).at
    expect(problem(await other.drop(`/api/stand-ins/${held[0]!.id}`))).toBe('stand_in.unknown')
    expect((await taker.at.drop(`/api/stand-ins/${held[0]!.id}`)).status).toBe(200)
    expect((await capacities(taker.at, first)).capacities.map(one => one.org.code)).toEqual(['V01'])
    expect(problem(await giver.drop(`/api/stand-ins/${held[0]!.id}`))).toBe('stand_in.unknown')
  })

  it('ends with the post of the giver, whatever its last day', async () => {
    expect((await give(giver)).status).toBe(200)
    const { id } = await holder('organizer', 'C4')
    await actAs(taker.at, first)
    await change({ act: 'post.release', person: id, org: 'C4', post: 'organizer', day: plusDays(first, 1) })
    expect((await sight(taker.at, first))!.length).toBeGreaterThan(1)
    expect(await sight(taker.at, plusDays(first, 1))).toEqual(['V01'])
  })
})

describe('a time-based code', () => {
  // RFC 6238, appendix B, SHA-1; its codes have eight digits, of which ours are the last six.
  const seed = new Secret({ buffer: new TextEncoder().encode('12345678901234567890').buffer as ArrayBuffer }).base32
  const VECTORS = [
    [59, '94287082'],
    [1111111109, '07081804'],
    [1111111111, '14050471'],
    [1234567890, '89005924'],
    [2000000000, '69279037'],
    [20000000000, '65353130'],
  ] as const

  it('is that of the standard, one step early or late as well, and no further', () => {
    for (const [second, code] of VECTORS) {
      const step = Math.floor(second / 30)
      const at = (shift: number) => stepOf(seed, code.slice(2), new Date((second + shift) * 1000))
      expect([at(-30), at(0), at(30)], code).toEqual([step, step, step])
      expect([at(-90), at(90)], code).toEqual([null, null])
    }
  })
})

describe('a wait', () => {
  it('begins after five failures, doubles, and never becomes a lock', () => {
    expect([0, 4, 5, 6, 7, 8].map(waitAfter)).toEqual([0, 0, 2, 4, 8, 16])
    expect(waitAfter(1000)).toBe(900)
    const last = new Date(0)
    expect([waitLeft(7, last, new Date(7_001)), waitLeft(7, last, new Date(8_000))]).toEqual([1, 0])
    expect([waitLeft(0, last, new Date(-60_000)), waitLeft(7, last, new Date(-60_000))], 'a clock put back').toEqual([
      0, 8,
    ])
  })
})

describe('a password', () => {
  it('is judged by its length and by what everybody tries first, not by kinds of characters', () => {
    expect(passwordFault('correct horse battery', 'wang')).toBe(null)
    expect(passwordFault('草原上的雪还没有化开呢', 'wang')).toBe(null)
    expect(passwordFault('Ab1!xyz', 'wang')).toBe('short')
    expect(passwordFault('Password123!', 'wang')).toBe('known')
    expect(passwordFault('abcdefghijklm', 'wang')).toBe('plain')
    expect(passwordFault('I am Wang of D', 'wang')).toBe('name')
  })
})
