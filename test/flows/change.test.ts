// Changes of the register through the doors people use: wire and command line, looked at, done, undone, and refused.
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { REGION } from '../../src/server/house.node.ts'
import { serve } from '../../src/server/serve.node.ts'
import { composed } from '../../src/store/store.ts'
import { everything, jiceng, type Ready, ready } from '../ready.ts'

let place: Ready
let app: FastifyInstance
let base = ''

beforeAll(async () => {
  place = await ready()
  app = await serve(place.house, 0)
  base = `http://127.0.0.1:${(app.server.address() as { port: number }).port}`
  for (const account of ['district', 'town', 'village', 'leader']) await enter(account)
})
afterAll(async () => {
  await app.close()
  await place.remove()
})

const cookies = new Map<string, string>()
async function enter(account: string): Promise<void> {
  const said = await fetch(`${base}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ account }),
  })
  cookies.set(account, said.headers.get('set-cookie')!.split(';')[0]!)
}

// biome-ignore lint/suspicious/noExplicitAny: what arrives is looked at as it is
type Said = { status: number; body: any }

async function ask(account: string, path: string, body?: unknown): Promise<Said> {
  const said = await fetch(`${base}/api${path}`, {
    headers: { cookie: cookies.get(account)!, 'accept-language': 'en', 'content-type': 'application/json' },
    ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
  })
  return { status: said.status, body: await said.json() }
}
const change = (account: string, intended: object, preview = false) =>
  ask(account, '/register/changes', { preview, change: intended })
const undo = (account: string, id: string) => ask(account, `/register/changes/${id}/undo`, {})

/** Refused with its code, in one sentence, and nothing was stored. */
async function refused(code: string, work: () => Promise<Said>): Promise<string> {
  const before = await everything(place.house.store)
  const { status, body } = await work()
  expect(body.title, JSON.stringify(body)).toBe(code)
  expect(status).toBeGreaterThanOrEqual(400)
  // Whatever has an English name is called by it.
  expect(body.detail.replace('无此人', '')).not.toMatch(/\p{Script=Han}/u)
  expect(await everything(place.house.store)).toEqual(before)
  return body.detail
}

const some = (sql: string) =>
  place.house.store.asOwner(REGION, tx => tx.one(composed<{ id: string }>(sql), [])).then(row => row!.id)
const member = (code: string) =>
  some(
    `select m.person as id from membership m join org o on o.region = m.region and o.id = m.org and upper(o.valid) is null
     where o.code = '${code}' and upper(m.valid) is null and not exists (select 1 from post t where t.person = m.person and upper(t.valid) is null) order by m.id limit 1`,
  )
const fresh = {
  name: '新村党支部',
  short: '新村党支部',
  english: 'New Village',
  tier: 'branch',
  sector: 'village',
  model: 'pastoral',
}

describe('over the wire', () => {
  it('says whose duty ends by what the organization is, though it stays: a community that lacks what a station takes', async () => {
    const unready = { act: 'tie.enter', kind: 'distance.unready', org: 'S01', body: { reason: '未通光缆' } }
    const looked = await change('district', { ...unready, day: '2012-07-01' }, true)
    const ends = { duty: 'distance.connected', begins: false, turn: '2012', org: { code: 'S01' } }
    expect(looked.body.consequences.obligations).toMatchObject([ends])
    const other = { act: 'tie.enter', kind: 'contact.cadre', org: 'V01', body: { person: await member('V01') } }
    const none = await change('district', { ...other, day: '2012-07-01' }, true)
    expect(none.body.consequences.obligations).toEqual([])
  })

  it('every act is looked at without a trace, done, listed in words, and undone without a trace in the register', async () => {
    const person = await member('V01')
    const secretary = await some(
      `select t.person as id from post t join org o on o.region = t.region and o.id = t.org and upper(o.valid) is null where o.code = 'V01' and t.post = 'secretary' and upper(t.valid) is null`,
    )
    const acts = [
      { act: 'org.open', parent: 'C4', day: '2012-07-01', ...fresh },
      { act: 'org.move', org: 'V01', to: 'C5', day: '2012-07-01' },
      { act: 'org.merge', org: 'V01', into: 'V02', day: '2012-07-01' },
      { act: 'org.split', org: 'V01', people: [person], keeps: true, day: '2012-07-01', ...fresh },
      { act: 'org.change', org: 'C1', day: '2012-07-01', model: 'pastoral' },
      { act: 'member.leave', person, day: '2012-07-01' },
      { act: 'member.transfer', person, to: 'V02', day: '2012-07-01' },
      { act: 'post.appoint', person, org: 'V01', post: 'community_worker', day: '2012-07-01' },
      { act: 'post.release', person: secretary, org: 'V01', post: 'secretary', day: '2012-07-01' },
    ]
    const register = async () => {
      const rows = []
      for (const table of ['org', 'person', 'membership', 'post', 'thing', 'tie', 'own', 'cell', 'tally'])
        rows.push(
          await some(
            // Sums of two hashes of every row: nothing to sort, and no other rows give the same.
            `select concat_ws(' ', count(*), sum(hash_record_extended(t, 1)::numeric), sum(hash_record_extended(t, 2)::numeric)) as id
             from ${table} t`,
          ),
        )
      return rows
    }
    await place.house.settle()
    for (const intended of acts) {
      const before = await register()
      const looked = await change('district', intended, true)
      expect(looked.body, intended.act).toMatchObject({ id: null })
      expect(await register(), intended.act).toEqual(before)
      const done = await change('district', intended)
      expect(done.status, JSON.stringify(done.body)).toBe(200)
      await place.house.settle()
      expect(done.body.said).toEqual(looked.body.said)
      expect(await register(), intended.act).not.toEqual(before)
      const [listed] = (await ask('district', '/register/changes?limit=1')).body
      expect(listed).toMatchObject({ id: done.body.id, act: intended.act, said: done.body.said, undone: null })
      expect((await undo('district', done.body.id)).status).toBe(200)
      await place.house.settle()
      expect(await register(), intended.act).toEqual(before)
    }
  })

  it('closing asks that everybody has gone; joining takes only who belongs nowhere', async () => {
    const person = await member('V01')
    await refused('org.occupied', () => change('district', { act: 'org.close', org: 'V01', day: '2012-07-01' }))
    await refused('member.twice', () =>
      change('district', { act: 'member.join', person, org: 'V02', day: '2012-07-01' }),
    )
    const left = await change('district', { act: 'member.leave', person, day: '2012-07-01' })
    const joined = await change('district', { act: 'member.join', person, org: 'V02', day: '2012-08-01' })
    expect(joined.status).toBe(200)
    const sentence = await refused('change.rests', () => undo('district', left.body.id))
    expect(sentence).toContain(joined.body.id)
    for (const { body } of [joined, left]) expect((await undo('district', body.id)).status).toBe(200)
  })

  it('an organization that has got records of its own is not undone away', async () => {
    const opened = await change('district', { act: 'org.open', parent: 'C4', day: '2012-07-01', ...fresh })
    const line = { kind: 'study.day', org: opened.body.code, day: '2012-08-02', body: { topic: '读书' } }
    expect((await ask('district', '/records', { lines: [line] })).status).toBe(200)
    expect(await refused('change.rests', () => undo('district', opened.body.id))).toMatch(
      /Study day: 1\. Close it or merge it/,
    )
  })

  it('a town decides neither about what it does not see nor about itself', async () => {
    const own = await change('town', { act: 'org.move', org: 'V01', to: 'G1', day: '2012-07-01' }, true)
    expect(own.status).toBe(200)
    await refused('org.unknown', () => change('town', { act: 'org.move', org: 'V01', to: 'C5', day: '2012-07-01' }))
    await refused('org.unknown', () => change('town', { act: 'org.move', org: 'V07', to: 'C4', day: '2012-07-01' }))
    await refused('org.beyond', () =>
      change('town', { act: 'org.change', org: 'C4', model: 'urban', day: '2012-07-01' }),
    )
    await refused('org.beyond', () => change('town', { act: 'org.merge', org: 'C4', into: 'V01', day: '2012-07-01' }))
    await refused('access.denied', () =>
      change('village', { act: 'org.move', org: 'V01', to: 'G1', day: '2012-07-01' }),
    )
    await refused('access.denied', () => ask('leader', '/register/people?org=V01'))
  })

  it('a town sees a change that brought something in, but cannot undo what came from out of its sight', async () => {
    const { body } = await change('district', { act: 'org.move', org: 'V07', to: 'C4', day: '2012-07-01' })
    const listed = (await ask('town', '/register/changes?org=V07')).body
    expect(listed[0].id).toBe(body.id)
    expect(listed[0].said.en).toContain('out of sight')
    await refused('org.beyond', () => undo('town', body.id))
    expect((await undo('district', body.id)).status).toBe(200)
    await refused('change.unknown', () => undo('town', body.id))
  })

  it('what makes no sense is refused at its field', async () => {
    const move = { act: 'org.move', org: 'V01', to: 'C5', day: '2012-07-01' }
    await refused('change.nothing', () => change('district', { ...move, to: 'C4' }))
    await refused('record.future', () => change('district', { ...move, day: '2199-01-01' }))
    await refused('input.day', () => change('district', { ...move, day: '2012-02-30' }))
    await refused('org.circle', () => change('district', { ...move, org: 'C4', to: 'V01' }))
    await refused('input.field', () => change('district', { ...move, act: 'org.mov' }))
    const model = await refused('input.field', () =>
      change('district', { act: 'org.change', org: 'C1', model: 'urbn', day: '2012-07-01' }),
    )
    expect(model).toContain('urban')
    await refused('person.unnamed', () =>
      change('district', { act: 'member.leave', person: '无此人', day: '2012-07-01' }),
    )
    await refused('change.unknown', () => undo('district', 'nothing'))
  })

  it('what somebody out of sight has changed since is refused too, with who and when, and says no more', async () => {
    const thing = await some(
      `select t.id from thing t join org o on o.region = t.region and o.id = t.org and upper(o.valid) is null
       where o.code = 'V07' and upper(t.valid) is null and t.body ? 'area' order by 1 limit 1`,
    )
    const { seen } = (await ask('town', '/register/seen')).body
    const merged = await change('district', { act: 'org.merge', org: 'V07', into: 'V01', day: '2012-07-01' })
    const area = { act: 'thing.change', thing, day: '2012-08-01', body: { area: 77 } }
    const said = await ask('town', '/register/changes', { preview: false, change: area, seen })
    expect([said.status, said.body.title]).toEqual([409, 'change.meanwhile'])
    expect(said.body.detail).toMatch(/district made a change beyond your sight on \d{4}-\d\d-\d\d \d\d:\d\d/)
    expect(JSON.stringify(said.body)).not.toMatch(/V07|merge/)
    // Whoever has looked since decides by what is there; an office is one thing as well.
    expect((await ask('town', '/register/changes', { preview: true, change: area })).status).toBe(200)
    expect((await undo('district', merged.body.id)).status).toBe(200)
    const holder = await some(
      `select t.person as id from post t join org o on o.region = t.region and o.id = t.org and upper(o.valid) is null
       where o.code = 'V01' and t.post = 'secretary' and upper(t.valid) is null`,
    )
    const office = { org: 'V01', post: 'secretary', day: '2012-08-01' }
    const before = (await ask('town', '/register/seen')).body.seen
    const released = await change('district', { act: 'post.release', person: holder, ...office })
    const appoint = { act: 'post.appoint', person: await member('V01'), ...office }
    const late = await ask('town', '/register/changes', { preview: false, change: appoint, seen: before })
    expect([late.status, late.body.detail]).toEqual([
      409,
      expect.stringMatching(/district made this change .*released/),
    ])
    expect((await undo('district', released.body.id)).status).toBe(200)
  })

  it('people are found in the organization, and by name in sight alone', async () => {
    const people = (await ask('town', '/register/people?org=V01&on=2012-07-01')).body
    expect(people.length).toBeGreaterThan(10)
    const foreign = (await ask('district', '/register/people?org=V07&on=2012-07-01')).body[0]
    const query = `/register/people?org=V01&on=2012-07-01&q=${encodeURIComponent(foreign.name.zh)}`
    expect((await ask('district', query)).body.map((one: { id: string }) => one.id)).toContain(foreign.id)
    expect((await ask('town', query)).body.map((one: { id: string }) => one.id)).not.toContain(foreign.id)
  })
})

describe('on the command line', () => {
  const run = (line: string, language: 'zh' | 'en' = 'en') =>
    jiceng([...line.split(' '), ...place.at.args], { env: place.at.env, language })

  it('a look says in words what a move entails, in both languages; done and undone, the list shows both', async () => {
    const looked = await run('org move C1 --to C4 --from 2012-07-10 --preview')
    expect(looked).toMatchObject({ code: 0, err: '' })
    expect(looked.out).toMatch(/nothing was changed[\s\S]*11 organizations[\s\S]*Board of[\s\S]*\+ [\s\S]*will see/)
    expect((await run('org move C1 --to C4 --from 2012-07-10 --preview', 'zh')).out).toMatch(/预演，未作任何改动/)
    const done = JSON.parse((await run('org move C1 --to C4 --from 2012-07-10 --json')).out)
    expect(done).toMatchObject({ org: 'C1', to: 'C4', from: '2012-07-10' })
    expect((await run(`org undo ${done.change} --preview`)).out).toMatch(/nothing was changed/)
    expect((await run(`org undo ${done.change}`)).code).toBe(0)
    expect((await run('org changes --org C1')).out).toMatch(/Undone:.*\n.*undone/)
    const again = await run(`org undo ${done.change}`)
    expect([again.code, again.err]).toEqual([2, expect.stringMatching(/undone already/)])
  })

  it('members and posts change by the same words', async () => {
    const person = await member('V02')
    const transferred = JSON.parse((await run(`member transfer ${person} --to V01 --from 2012-07-01 --json`)).out)
    const appointed = JSON.parse(
      (await run(`post appoint ${person} --org V01 --post community_worker --from 2012-07-02 --json`)).out,
    )
    for (const { change } of [appointed, transferred]) expect((await run(`org undo ${change}`)).code).toBe(0)
    expect(await run(`post appoint ${person} --org V01 --post king --from 2012-07-02`)).toMatchObject({ code: 2 })
  })
})
