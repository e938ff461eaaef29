// Entries of the register through the wire and the command line: people, things and ties begin, change, end, and are taken back.
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { REGION } from '../../src/server/house.node.ts'
import { serve } from '../../src/server/serve.node.ts'
import { composed } from '../../src/store/store.ts'
import { everything, jiceng, type Ready, ready } from '../ready.ts'
import { type Visitor, visitor } from '../visitor.ts'

let place: Ready
let app: FastifyInstance
let district: Visitor
let village: Visitor

beforeAll(async () => {
  place = await ready()
  app = await serve(place.house, 0)
  const base = `http://127.0.0.1:${(app.server.address() as { port: number }).port}`
  district = visitor(base)
  village = visitor(base)
  await district.post('/api/session', { account: 'district' })
  await village.post('/api/session', { account: 'village' })
})
afterAll(async () => {
  await app.close()
  await place.remove()
})

type Done = { id: string; entered: string; said: { zh: string; en: string } }
const DAY = '2012-08-01'
const FACTS = {
  name: '其木格新',
  english: 'Qimuge Xin',
  sex: 2,
  born: '1988-03-04',
  nationality: '02',
  education: 20,
  occupation: 'cadre',
}
const change = async (what: object, who = district, preview = false) =>
  who.post('/api/register/changes', { preview, change: what })
const done = async (what: object): Promise<Done> => {
  const told = await change(what)
  expect(told.status, JSON.stringify(told.body)).toBe(200)
  return told.body as unknown as Done
}
const refused = (what: object, who = district) => problem(change(what, who))
const problem = async (asked: Promise<{ body: { type?: string } }>) =>
  (await asked).body.type?.replace('urn:jiceng:problem:', '') ?? 'taken'
const undo = (id: string) => district.post(`/api/register/changes/${id}/undo`, { preview: false })
const value = async (figure: string, org: string, period = '2012') =>
  (
    (await district.get(`/api/figures/${figure}?org=${org}&period=${period}&tree=then`)).body as unknown as {
      figure: { value: number }
    }
  ).figure.value
const rows = () =>
  place.house.store.asOwner(REGION, tx =>
    tx.all(
      composed<object>(
        `select 'person' as t, to_jsonb(p) as row from person p union all select 'thing', to_jsonb(t) from thing t
     union all select 'tie', to_jsonb(i) from tie i union all select 'membership', to_jsonb(m) - 'id' from membership m order by 1, 2`,
      ),
    ),
  )

describe('a person whom the register does not know', () => {
  it('is entered as a member, counts from that day, serves, and is taken back whole', async () => {
    const before = [await rows(), await value('members.total', 'V01', '2012-08')]
    const { id, entered, said } = await done({
      act: 'person.enter',
      org: 'V01',
      day: DAY,
      kind: 'probationary',
      ...FACTS,
    })
    expect(said.zh).toMatch(/^其木格新录入.+名册，自 2012-08-01 起$/)
    const file = (await district.get(`/api/people/${entered}?on=${DAY}`)).body as unknown as {
      person: { name: { zh: string } }
      memberships: { kind: string }[]
    }
    expect([file.person.name.zh, file.memberships.map(one => one.kind)]).toEqual(['其木格新', ['probationary']])
    const confirmed = await done({ act: 'member.confirm', person: entered, day: '2012-09-01' })
    expect(await refused({ act: 'member.confirm', person: entered, day: '2012-09-02' })).toBe('member.full')
    expect((await undo(id)).status, 'a later change rests on it').toBe(409)
    expect((await undo(confirmed.id)).status).toBe(200)
    expect((await undo(id)).status).toBe(200)
    expect([await rows(), await value('members.total', 'V01', '2012-08')]).toEqual(before)
  })

  it('is not entered twice unless it is said to be another, nor before birth, nor with an unknown code', async () => {
    const { id, entered } = await done({ act: 'person.enter', org: 'V02', day: DAY, ...FACTS })
    const again = { act: 'person.enter', org: 'V03', day: DAY, ...FACTS }
    const told = await change(again)
    expect([told.status, told.body.detail]).toEqual([409, expect.stringContaining(entered)])
    const other = await done({ ...again, another: true })
    expect(await refused({ ...again, name: '早生', born: '2012-08-02' })).toBe('person.unborn')
    expect(await refused({ ...again, name: '早生', mongolian: 'Bayar' })).toBe('person.mongolian')
    expect(await refused({ ...again, name: '无码', nationality: '99' })).toBe('input.field')
    expect(await refused({ ...again, name: '将来', day: '2999-01-01' })).toBe('record.future')
    for (const one of [other.id, id]) expect((await undo(one)).status).toBe(200)
  })

  it('stays while something names them', async () => {
    const { id, entered } = await done({ act: 'person.enter', org: 'V02', day: DAY, ...FACTS })
    const tie = await done({ act: 'tie.enter', kind: 'contact.cadre', org: 'V03', day: DAY, body: { person: entered } })
    expect(await problem(undo(id))).toBe('change.rests')
    expect((await undo(tie.id)).status).toBe(200)
    expect((await undo(id)).status).toBe(200)
  })

  it('changes from a day on: the days before keep what held, birth holds from the first', async () => {
    const first = await rows()
    const { id, entered } = await done({ act: 'person.enter', org: 'V02', day: DAY, kind: 'full', ...FACTS })
    const known = async (on: string) =>
      (
        (await district.get(`/api/people/${entered}?on=${on}`)).body as unknown as {
          person: { education: string; born: string; rank: string | null }
        }
      ).person
    const later = await done({
      act: 'person.change',
      person: entered,
      day: '2012-10-01',
      education: 10,
      rank: 'section',
      born: '1988-04-05',
      mongolian: 'ᠪᠠᠶᠠᠷ',
    })
    expect(await known('2012-09-30')).toMatchObject({ education: '20', rank: null, born: '1988-04', mongolian: '' })
    expect(await known('2012-10-01')).toMatchObject({
      education: '10',
      rank: 'section',
      born: '1988-04',
      mongolian: 'ᠪᠠᠶᠠᠷ',
    })
    expect(await refused({ act: 'person.change', person: entered, day: '2012-10-01', education: 10 })).toBe(
      'change.nothing',
    )
    expect(await refused({ act: 'person.change', person: entered, day: '2012-07-31', education: 10 })).toBe(
      'person.absent',
    )
    const listed = (await district.get('/api/register/changes?org=V02&limit=1')).body as unknown as {
      details: { zh: string }
    }[]
    expect(listed[0]!.details.zh.split('；').sort()).toEqual(
      ['出生日期：1988-04-05', '学历：研究生', '职级：科级', '蒙古文名：ᠪᠠᠶᠠᠷ'].sort(),
    )
    expect((await undo(later.id)).status).toBe(200)
    expect(await known('2012-10-01')).toMatchObject({ education: '20', rank: null, born: '1988-03' })
    expect((await undo(id)).status).toBe(200)
    expect(await rows()).toEqual(first)
  })
})

describe('a thing', () => {
  it('begins, changes and ends on a day, counts in between, and each step is taken back', async () => {
    const first = [await rows(), await value('households.demonstration', 'V01', '2012-09')]
    const count = first[1] as number
    const entered = await done({
      act: 'thing.enter',
      kind: 'household',
      org: 'V01',
      day: DAY,
      name: '新示范户',
      body: { project: 'cattle' },
    })
    const thing = entered.entered
    expect(entered.said.zh).toContain('登记示范户“新示范户”，自 2012-08-01 起')
    expect(await value('households.demonstration', 'V01', '2012-09')).toBe(count + 1)
    const changed = await done({
      act: 'thing.change',
      thing,
      day: '2012-10-01',
      name: '改名户',
      body: { project: 'sheep' },
    })
    expect(await refused({ act: 'thing.end', thing, day: '2012-08-01' })).toBe('thing.empty')
    const ended = await done({ act: 'thing.end', thing, day: '2012-12-01' })
    const life = (await district.get(`/api/things/${thing}?period=2012`)).body as unknown as {
      life: { from: string; to: string | null; name: { zh: string }; fields: { value: { zh: string } }[] }[]
    }
    expect(life.life.map(one => [one.from, one.to, one.name.zh, one.fields[0]!.value.zh])).toEqual([
      ['2012-08-01', '2012-10-01', '新示范户', '牛改良'],
      ['2012-10-01', '2012-12-01', '改名户', '黑羊提纯复壮'],
    ])
    expect(await value('households.demonstration', 'V01', '2012-12')).toBe(count)
    expect(await refused({ act: 'thing.end', thing, day: '2012-12-05' })).toBe('thing.absent')
    for (const one of [ended, changed, entered]) expect((await undo(one.id)).status).toBe(200)
    expect([await rows(), await value('households.demonstration', 'V01', '2012-09')]).toEqual(first)
  })

  it('must fit its kind, and what fits not changes nothing', async () => {
    const before = await everything(place.house.store)
    const thing = { act: 'thing.enter', org: 'V01', day: DAY, name: '某户' }
    const told = await change({ ...thing, kind: 'household', body: { project: 'camels' } })
    expect([told.status, told.body.detail]).toEqual([400, expect.stringMatching(/project.*camels/)])
    expect(await refused({ ...thing, kind: 'houshold', body: {} })).toBe('kind.unknown')
    expect(await refused({ ...thing, kind: 'household.contact', body: {} })).toBe('kind.unknown')
    expect(await refused({ act: 'thing.end', thing: place.house.charter.systems[0]!.id, day: DAY })).toBe(
      'thing.unknown',
    )
    expect(await refused({ ...thing, kind: 'household', body: { project: 'cattle' } }, village)).toBe('access.denied')
    const preview = await change({ ...thing, kind: 'household', body: { project: 'cattle' } }, district, true)
    expect(preview.status).toBe(200)
    expect(await everything(place.house.store)).toEqual(before)
  })
})

describe('a tie', () => {
  it('decides whether a duty is met from its first day to its last', async () => {
    const first = [await rows(), await value('contact.villages', 'V01', '2012-12')]
    const page = (await district.get(`/api/orgs/V01?on=2012-12-01`)).body as unknown as {
      ties: { id: string; kind: string; parties: { zh: string }[] }[]
    }
    const leaders = page.ties.filter(tie => tie.kind === 'contact.leader')
    expect(leaders.length).toBeGreaterThan(0)
    const ended = []
    for (const { id } of leaders) ended.push(await done({ act: 'tie.end', tie: id, day: '2012-11-15' }))
    expect(await value('contact.villages', 'V01', '2012-12')).toBe((first[1] as number) - 1)
    expect(await value('contact.villages', 'V01', '2012-10')).toBe(first[1])
    expect(await refused({ act: 'tie.end', tie: leaders[0]!.id, day: '2012-12-01' })).toBe('tie.absent')
    const name = encodeURIComponent(leaders[0]!.parties[0]!.zh)
    const leader = (await district.get(`/api/people?q=${name}&org=D&limit=5`)).body as unknown as { id: string }[]
    const tie = {
      act: 'tie.enter',
      kind: 'contact.leader',
      org: 'V01',
      day: '2012-11-20',
      body: { person: leader[0]!.id },
    }
    const begun = await done(tie)
    expect(await value('contact.villages', 'V01', '2012-12')).toBe(first[1])
    expect(await refused({ ...tie, day: '2012-12-01' })).toBe('tie.twice')
    expect(await refused({ ...tie, day: '2012-11-01', to: '2012-11-01' })).toBe('tie.empty')
    expect(await refused({ ...tie, body: { person: begun.id } })).toBe('person.unknown')
    for (const one of [begun, ...ended.reverse()]) expect((await undo(one.id)).status).toBe(200)
    expect([await rows(), await value('contact.villages', 'V01', '2012-12')]).toEqual(first)
  })
})

describe('the command line', () => {
  it('enters, changes and ends people, things and ties, by name', async () => {
    const run = async (...args: string[]) => {
      const said = await jiceng([...args, ...place.at.args, '--json'], { env: place.at.env })
      expect([said.code, said.err]).toEqual([0, ''])
      return JSON.parse(said.out) as { change: string; entered: string }
    }
    const facts = ['--sex', 'female', '--born', '1988-03-04', '--nationality', '02', '--education', '20']
    const person = await run(
      ...['person', 'enter', '其木格新', '--org', 'V01', '--from', DAY, '--occupation', 'farmer_herder', ...facts],
    )
    const thing = await run(
      ...['thing', 'enter', 'household', '--name', '命令户', '--org', 'V01', '--from', DAY, '--set', 'project=cattle'],
    )
    const tie = await run(
      ...['tie', 'enter', 'household.contact', '--org', 'V01', '--from', DAY],
      ...['--set', 'person=其木格新', `household=${thing.entered}`],
    )
    const renamed = await run('thing', 'change', thing.entered, '--name', '命令新户', '--from', '2012-09-01')
    const ended = await run('tie', 'end', tie.entered, '--from', '2012-09-01')
    expect(new Set([person, thing, tie, renamed, ended].map(one => one.change)).size).toBe(5)
    const bad = await jiceng(
      [...['thing', 'change', thing.entered, '--set', 'projekt=x', '--from', '2012-09-02'], ...place.at.args],
      { env: place.at.env },
    )
    expect([bad.code, bad.err]).toEqual([2, expect.stringContaining('"project"')])
  })
})
