// The register in time: organizations open, move, merge, split, change and close; people join, leave, transfer, are appointed and released.
import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { Problem } from '../../src/problem/problem.ts'
import type { Code } from '../../src/problem/words.ts'
import * as change from '../../src/register/change.sql.ts'
import type { Membership, OrgSpan } from '../../src/register/facts.ts'
import { findOrg, orgsOn } from '../../src/register/organization.sql.ts'
import { REGION } from '../../src/server/house.node.ts'
import { composed, type Tx } from '../../src/store/store.ts'
import { type Day, day, plusDays } from '../../src/time/day.ts'
import { everything, type Ready, ready } from '../ready.ts'

const by = { name: 'test', today: day('2013-02-01') }
let place: Ready

beforeAll(async () => {
  place = await ready(false)
})
afterAll(() => place.remove())

const scope = { region: REGION, path: '/D/' }
const register = <T>(work: (tx: Tx) => Promise<T>) => place.house.store.within(scope, work)
const owner = <T>(work: (tx: Tx) => Promise<T>) => place.house.store.asOwner(REGION, work)
const pathOn = (code: string, on: string) =>
  register(async tx => (await orgsOn(tx, day(on))).find(org => org.code === code)?.path ?? null)

/** What is refused is refused with its code, and changes nothing. */
async function refused(code: Code, work: (tx: Tx) => Promise<unknown>): Promise<void> {
  const before = await everything(place.house.store)
  const problem = await register(work).then(
    () => null,
    error => error as Problem,
  )
  expect(problem, code).toBeInstanceOf(Problem)
  expect(problem!.code).toBe(code)
  // Whatever has an English name is called by it.
  expect(problem!.say('en').replace(/新|又|当天/gu, '')).not.toMatch(/\p{Script=Han}/u)
  expect(await everything(place.house.store)).toEqual(before)
}

/** Each test leaves the district as it found it. */
let kept: string[] = []
beforeEach(async () => {
  kept = ['org', 'succession', 'person', 'membership', 'post', 'thing', 'tie']
  await owner(async tx => {
    for (const table of kept) await tx.run(composed(`create table kept_${table} as select * from ${table}`))
  })
})
afterEach(async () => {
  await owner(async tx => {
    for (const table of kept)
      for (const sql of [
        `delete from ${table}`,
        `insert into ${table} select * from kept_${table}`,
        `drop table kept_${table}`,
      ])
        await tx.run(composed(sql))
  })
})

const unit = (name: string): Pick<OrgSpan, 'name' | 'short' | 'english' | 'aliases' | 'tier' | 'sector' | 'model'> => ({
  name: `中共${name}支部委员会`,
  short: `${name}党支部`,
  english: `${name} branch`,
  aliases: [],
  tier: 'branch',
  sector: 'village',
  model: 'pastoral',
})
const open = async (tx: Tx, name: string, parent: string, from: string, code?: string) =>
  (await change.openOrg(tx, { ...unit(name), parent, from: day(from), ...(code ? { code } : {}) }, by)).code
const move = (tx: Tx, org: string, to: string, from: string) => change.moveOrg(tx, org, to, day(from), by)

const membersOf = (code: string, on: string) =>
  register(tx =>
    tx.all(
      composed<Membership>(
        `select m.person, m.id from membership m join org o on o.region = $1 and o.id = m.org and o.valid @> $3::date
         where m.region = $1 and o.code = $2 and m.valid @> $3::date order by m.person`,
      ),
      [REGION, code, on],
    ),
  ).then(rows => rows.map(row => row.person))
const postsOf = (code: string, on: string) =>
  register(tx =>
    tx.all(
      composed<{ post: string; person: string }>(
        `select p.post, p.person from post p join org o on o.region = $1 and o.id = p.org and o.valid @> $3::date
         where p.region = $1 and o.code = $2 and p.valid @> $3::date order by 1, 2`,
      ),
      [REGION, code, on],
    ),
  )
const firstOf = async (code: string, on = '2012-06-30') => (await membersOf(code, on))[0]!

describe('an organization', () => {
  it('stands from its day on, with everything below it from then', async () => {
    const code = await register(tx => open(tx, '新', 'C4', '2012-03-01'))
    expect(await pathOn(code, '2012-02-29')).toBe(null)
    expect(await pathOn(code, '2012-03-01')).toBe(`/D/C4/${code}/`)
  })

  it('has a code of its own for ever: in use, or closed, or written small, it is not given again', async () => {
    await refused('org.code', tx => open(tx, '新', 'C4', '2012-03-01', 'V01'))
    await refused('org.code', tx => open(tx, '新', 'C4', '2012-03-01', 'v01'))
    const code = await register(tx => open(tx, '新', 'C4', '2012-03-01'))
    await register(tx => change.closeOrg(tx, place.house.charter, code, null, day('2012-05-01'), by))
    await refused('org.code', tx => open(tx, '又', 'C4', '2012-06-01', code))
    expect(await register(tx => open(tx, '又', 'C4', '2012-06-01'))).not.toBe(code)
  })

  it('has a code of its own even where the one who opens it may not look', async () => {
    const narrow = { region: REGION, path: '/D/C4/' }
    const before = await everything(place.house.store)
    await expect(
      place.house.store.within(narrow, tx => open(tx, '新', 'C4', '2012-03-01', 'V07')),
    ).rejects.toMatchObject({ code: 'org.code' })
    expect(await everything(place.house.store)).toEqual(before)
  })

  it('moves with all below it, and the old days keep the old tree', async () => {
    await register(tx => move(tx, 'G1', 'C6', '2012-07-10'))
    expect(await pathOn('S01', '2012-07-09')).toBe('/D/C4/G1/S01/')
    expect(await pathOn('S01', '2012-07-10')).toBe('/D/C6/G1/S01/')
    const { seat } = await register(tx => findOrg(tx, 'S01'))
    expect(seat).toBe('/D/C6/G1/S01/')
  })

  it('may take the place of the one above it, which then stands below it', async () => {
    await register(tx => move(tx, 'G1', 'D', '2012-03-01'))
    await register(tx => move(tx, 'C4', 'G1', '2012-06-01'))
    expect(await pathOn('G1', '2012-02-01')).toBe('/D/C4/G1/')
    expect(await pathOn('C4', '2012-06-01')).toBe('/D/G1/C4/')
    expect(await pathOn('V01', '2012-06-01')).toBe('/D/G1/C4/V01/')
  })

  it('never moves below itself, on the day or on any later day', async () => {
    await refused('org.circle', tx => move(tx, 'C4', 'C4', '2012-03-01'))
    await refused('org.circle', tx => move(tx, 'C4', 'G1', '2012-03-01'))
    await refused('org.circle', tx => move(tx, 'C4', 'S01', '2012-03-01'))
    // V01 stands below S01 in spring only; S01 may not go below V01 from winter on.
    await register(async tx => {
      await move(tx, 'V01', 'S01', '2012-03-01')
      await move(tx, 'V01', 'C4', '2012-06-01')
    })
    await refused('org.circle', tx => move(tx, 'S01', 'V01', '2012-01-01'))
    await register(tx => move(tx, 'S01', 'V01', '2012-07-01'))
  })

  it('stands only where there is something to stand under', async () => {
    await refused('org.root', tx => move(tx, 'D', 'C1', '2012-03-01'))
    await refused('org.unknown', tx => move(tx, 'V99', 'C1', '2012-03-01'))
    await refused('org.unknown', tx => move(tx, 'V01', 'C99', '2012-03-01'))
    await refused('org.absent', tx => move(tx, 'V01', 'C1', '2005-03-01'))
    await refused('record.future', tx => move(tx, 'V01', 'C1', '2013-02-02'))
    await refused('org.absent', tx => open(tx, '新', 'C4', '2005-03-01'))
    const brief = await register(tx => open(tx, '新', 'C4', '2012-03-01'))
    await register(tx => change.closeOrg(tx, place.house.charter, brief, null, day('2012-05-01'), by))
    await refused('org.absent', tx => move(tx, 'V01', brief, '2012-05-01'))
    await refused('org.absent', tx => move(tx, 'V01', brief, '2012-04-01'))
    await refused('org.absent', tx => open(tx, '又', brief, '2012-04-01'))
  })

  it('changes its name, tier and sector on a day; the old name still finds it', async () => {
    await register(tx =>
      change.changeOrg(tx, 'V05', day('2012-05-01'), { short: '大禾坡村党支部', tier: 'general_branch' }, by),
    )
    const at = (on: string) =>
      register(async tx => {
        const org = (await orgsOn(tx, day(on))).find(one => one.code === 'V05')!
        return [org.short, org.tier]
      })
    expect(await at('2012-04-30')).toEqual(['新禾坡村党支部', 'branch'])
    expect(await at('2012-05-01')).toEqual(['大禾坡村党支部', 'general_branch'])
    expect((await register(tx => findOrg(tx, '新禾坡村党支部'))).code).toBe('V05')
    await refused('org.absent', tx => change.changeOrg(tx, 'V05', day('2001-01-01'), { tier: 'branch' }, by))
  })

  it('closes only when nobody is left in it and nothing stands below it', async () => {
    await refused('org.occupied', tx => change.closeOrg(tx, place.house.charter, 'V01', null, day('2012-05-01'), by))
    await refused('org.occupied', tx => change.closeOrg(tx, place.house.charter, 'C5', null, day('2012-05-01'), by))
    await refused('org.root', tx => change.closeOrg(tx, place.house.charter, 'D', null, day('2012-05-01'), by))
    const people = await membersOf('V01', '2012-05-01')
    await register(async tx => {
      for (const person of people) await change.transfer(tx, person, 'V02', day('2012-05-01'), by)
    })
    // The year's records of the days after it would belong nowhere: somebody takes over.
    await refused('org.recorded', tx => change.closeOrg(tx, place.house.charter, 'V01', null, day('2012-05-01'), by))
    await register(tx => change.closeOrg(tx, place.house.charter, 'V01', 'V02', day('2012-05-01'), by))
    expect(await pathOn('V01', '2012-04-30')).toBe('/D/C4/V01/')
    expect(await pathOn('V01', '2012-05-01')).toBe(null)
    expect(await postsOf('V01', '2012-04-30')).not.toEqual([])
    await refused('org.absent', tx => change.closeOrg(tx, place.house.charter, 'V01', null, day('2012-06-01'), by))
    await refused('org.absent', tx => change.join(tx, people[0]!, 'V01', day('2012-06-01'), 'full', by))
  })

  it('neither closes nor merges on the very day on which it opens: none would ever have stood', async () => {
    const code = await register(tx => open(tx, '当天', 'C4', day('2012-05-01')))
    await refused('org.first_day', tx => change.closeOrg(tx, place.house.charter, code, null, day('2012-05-01'), by))
    await refused('org.first_day', tx => change.mergeOrg(tx, code, 'V02', day('2012-05-01'), by))
    await refused('org.absent', tx => change.mergeOrg(tx, code, 'V02', day('2012-04-30'), by))
    await register(tx => change.closeOrg(tx, place.house.charter, code, null, day('2012-05-02'), by))
  })

  it('merges with its members, things, ties and all below it, and loses nothing', async () => {
    const held = (code: string, on: string) =>
      register(tx =>
        tx.all(
          composed<{ kind: string; n: number }>(
            `select x.kind, count(*)::int as n from (select region, kind, org, valid from thing union all select region, kind, org, valid from tie) x
             join org o on o.region = $1 and o.id = x.org and o.valid @> $3::date where x.region = $1 and o.code = $2 and x.valid @> $3::date group by 1 order by 1`,
          ),
          [REGION, code, on],
        ),
      ).then(rows => new Map(rows.map(row => [row.kind, row.n])))
    const added = (...all: Map<string, number>[]) => {
      const sum = new Map<string, number>()
      for (const one of all) for (const [kind, n] of one) sum.set(kind, (sum.get(kind) ?? 0) + n)
      return [...sum].sort()
    }
    const on = '2012-05-01'
    const eve = '2012-04-30'
    // What begins on the day of the merger or after it belongs to the successor too.
    await owner(tx =>
      tx.run(
        composed(`insert into tie (region, id, kind, org, seat, valid, body)
          select ${REGION}, gen_random_uuid(), kind, org, seat, x.valid, body from tie t, (values (daterange('2012-05-01', null)), (daterange('2012-06-01', '2012-07-01')), (daterange('2012-04-01', '2012-06-01'))) as x(valid)
          where t.region = ${REGION} and t.id = (select id from tie where seat = '/D/C4/G1/S01/' or seat = '/D/C4/V01/' order by id limit 1)`),
      ),
    )
    const gone = await register(
      async tx =>
        (await tx.one(
          composed<{ seat: string }>(
            `select seat from tie where valid = daterange('2012-05-01', null) and seat ~ '(S01|V01)/$' limit 1`,
          ),
        ))!.seat
          .split('/')
          .at(-2)!,
    )
    const [people, stay] = [await membersOf(gone, eve), await membersOf('V02', eve)]
    const things = new Map<string, [string, number][]>()
    for (const at of [eve, on, '2012-06-15', '2012-12-31'])
      things.set(at, added(await held(gone, at), await held('V02', at)))
    await register(tx => change.mergeOrg(tx, gone, 'V02', day(on), by))
    expect(await pathOn(gone, eve)).not.toBe(null)
    expect(await pathOn(gone, on)).toBe(null)
    expect(await membersOf('V02', on)).toEqual([...people, ...stay].sort())
    expect(await membersOf(gone, eve)).toEqual(people)
    for (const [at, sum] of things) expect(added(await held(gone, at), await held('V02', at)), at).toEqual(sum)
    await refused('org.absent', tx => change.mergeOrg(tx, gone, 'V02', day('2012-06-01'), by))
    await refused('org.heir', tx => change.mergeOrg(tx, 'V02', 'V02', day('2012-06-01'), by))
    await refused('org.heir', tx => change.mergeOrg(tx, 'C4', 'V02', day('2012-06-01'), by))
    await refused('org.root', tx => change.mergeOrg(tx, 'D', 'C1', day('2012-06-01'), by))
  })

  it('merges on a day gone by, and those who came later go along', async () => {
    const [early, late] = [await firstOf('V03'), await firstOf('V04')]
    const child = await register(async tx => {
      await change.transfer(tx, late, 'V01', day('2012-08-01'), by)
      return open(tx, '后', 'V01', '2012-09-01')
    })
    await register(tx => change.mergeOrg(tx, 'V01', 'V02', day('2012-05-01'), by))
    expect(await membersOf('V02', '2012-08-01')).toContain(late)
    expect(await membersOf('V04', '2012-07-31')).toContain(late)
    expect(await membersOf('V03', '2012-08-01')).toContain(early)
    expect(await pathOn(child, '2012-09-01')).toBe(`/D/C4/V02/${child}/`)
  })

  it('splits: a new one opens beside it with the members named, and only its own can be named', async () => {
    const people = await membersOf('V01', '2012-05-01')
    const stranger = await firstOf('V02')
    const split = (tx: Tx, org: string, those: string[], keeps = true) =>
      change.splitOrg(tx, place.house.charter, org, { ...unit('分'), keeps }, those, day('2012-05-01'), by)
    await refused('member.none', tx => split(tx, 'V01', [stranger]))
    // Which part takes what was recorded since must be said.
    await refused('org.recorded_split', tx => split(tx, 'V01', [], false))
    const { code } = await register(tx => split(tx, 'V01', people.slice(0, 4)))
    expect(await pathOn(code, '2012-05-01')).toBe(`/D/C4/${code}/`)
    expect(await membersOf(code, '2012-05-01')).toEqual(people.slice(0, 4))
    expect(await membersOf('V01', '2012-05-01')).toEqual(people.slice(4))
    expect(await membersOf('V01', '2012-04-30')).toEqual(people)
    await refused('org.root', tx => split(tx, 'D', []))
  })
})

describe('a person', () => {
  const nobody = '01370000-0000-7000-8000-00000000dead'

  it('is a member in one place: who belongs somewhere, or will, is refused elsewhere', async () => {
    const person = await firstOf('V01')
    await refused('member.twice', tx => change.join(tx, person, 'V02', day('2012-05-01'), 'full', by))
    await refused('member.twice', tx => change.join(tx, person, 'V02', day('2008-01-01'), 'full', by))
    await refused('person.unknown', tx => change.join(tx, nobody, 'V02', day('2012-05-01'), 'full', by))
    await refused('org.unknown', tx => change.join(tx, person, 'V99', day('2012-05-01'), 'full', by))
    await refused('record.future', tx => change.join(tx, person, 'V02', day('2013-05-01'), 'full', by))
  })

  it('leaves, and may join again; the gap stays a gap', async () => {
    const person = await firstOf('V01')
    await register(tx => change.leave(tx, person, day('2012-05-01'), by))
    expect(await membersOf('V01', '2012-04-30')).toContain(person)
    expect(await membersOf('V01', '2012-05-01')).not.toContain(person)
    await refused('member.none', tx => change.leave(tx, person, day('2012-05-02'), by))
    await refused('member.none', tx => change.transfer(tx, person, 'V02', day('2012-05-02'), by))
    await register(tx => change.join(tx, person, 'V02', day('2012-06-01'), 'full', by))
    expect(await membersOf('V02', '2012-05-31')).not.toContain(person)
    expect(await membersOf('V02', '2012-06-01')).toContain(person)
  })

  it('transfers without a gap and without an overlap', async () => {
    const person = await firstOf('V01')
    await register(tx => change.transfer(tx, person, 'V02', day('2012-05-01'), by))
    expect(await membersOf('V01', '2012-04-30')).toContain(person)
    expect(await membersOf('V01', '2012-05-01')).not.toContain(person)
    expect(await membersOf('V02', '2012-05-01')).toContain(person)
    await refused('person.unknown', tx => change.transfer(tx, nobody, 'V02', day('2012-05-01'), by))
    await refused('org.absent', tx => change.transfer(tx, person, 'V02', day('2005-05-01'), by))
  })

  it('holds a post once, and a sole post alone', async () => {
    const [holder] = (await postsOf('V01', '2012-06-30')).filter(one => one.post === 'secretary')
    const other = (await membersOf('V01', '2012-06-30')).find(one => one !== holder!.person)!
    const appoint = (person: string, post: 'secretary' | 'committee_member', from: string) => (tx: Tx) =>
      change.appoint(tx, place.house.charter, person, 'V01', post, null, day(from), by)
    await refused('post.taken', appoint(other, 'secretary', '2012-06-30'))
    await refused('post.twice', appoint(holder!.person, 'secretary', '2012-06-30'))
    await refused('person.unknown', appoint(nobody, 'committee_member', '2012-06-30'))
    await refused('org.absent', appoint(other, 'secretary', '2005-06-30'))
    await refused('post.none', tx =>
      change.release(tx, place.house.charter, other, 'V01', 'secretary', day('2012-06-30'), by),
    )
    await register(async tx => {
      await change.release(tx, place.house.charter, holder!.person, 'V01', 'secretary', day('2012-06-30'), by)
      await appoint(other, 'secretary', '2012-06-30')(tx)
    })
    const secretaries = async (on: string) =>
      (await postsOf('V01', on)).filter(one => one.post === 'secretary').map(one => one.person)
    expect(await secretaries('2012-06-29')).toEqual([holder!.person])
    expect(await secretaries('2012-06-30')).toEqual([other])
  })
})

describe('the database itself', () => {
  it('keeps one place, one membership and one post at a time even from the owner', async () => {
    const twice = {
      member_twice: `insert into membership select region, gen_random_uuid(), person, org, seat, daterange('2012-05-01', '2012-05-02'), kind
        from membership where valid @> '2012-05-01'::date limit 1`,
      post_twice: `insert into post select region, gen_random_uuid(), person, org, seat, daterange('2012-05-01', '2012-05-02'), post, team, null, signs
        from post where valid @> '2012-05-01'::date limit 1`,
      post_taken: `insert into post select region, gen_random_uuid(), gen_random_uuid(), org, seat, daterange('2012-05-01', '2012-05-02'), post, team, sole, signs
        from post where valid @> '2012-05-01'::date and sole is not null limit 1`,
      org_one_place: `insert into org select region, id, daterange('2012-05-01', '2012-05-02'), code, gen_random_uuid(), path, seat, tier, sector, model,
        name, short, english, aliases from org where code = 'V01'`,
      org_code_once: `insert into org select region, gen_random_uuid(), daterange('2030-01-01', null), lower(code), parent, path, seat, tier, sector, model,
        name, short, english, aliases from org where code = 'V01'`,
      person_one_state: `insert into person select region, id, daterange('2012-05-01', '2012-05-02'), seat, name, english, sex, born, nationality,
        education, occupation, rank from person where valid @> '2012-05-01'::date limit 1`,
      thing_one_state: `insert into thing select region, id, daterange('2012-05-01', '2012-05-02'), opened, kind, org, seat, name, english, aliases, body
        from thing where valid @> '2012-05-01'::date limit 1`,
    }
    for (const [constraint, sql] of Object.entries(twice))
      await expect(
        owner(tx => tx.run(composed(sql))),
        constraint,
      ).rejects.toMatchObject({ code: '23P01', constraint })
  })

  it('lets one of two who take the same post at the same moment have it', async () => {
    const [holder] = (await postsOf('V01', '2012-06-30')).filter(one => one.post === 'secretary')
    await register(tx =>
      change.release(tx, place.house.charter, holder!.person, 'V01', 'secretary', day('2012-06-30'), by),
    )
    const both = (await membersOf('V01', '2012-06-30')).filter(one => one !== holder!.person).slice(0, 2)
    const done = await Promise.allSettled(
      both.map(person =>
        register(tx =>
          change.appoint(tx, place.house.charter, person, 'V01', 'secretary', null, day('2012-07-01'), by),
        ),
      ),
    )
    expect(done.map(one => one.status).sort()).toEqual(['fulfilled', 'rejected'])
    const lost = done.find(one => one.status === 'rejected') as PromiseRejectedResult
    expect(lost.reason).toMatchObject({ code: 'post.taken' })
  })

  it('notes who changed what in the same transaction', async () => {
    const count = () =>
      owner(tx =>
        tx.all(composed<{ act: string }>(`select act from register_change where author = 'test' order by id`)),
      )
    const before = (await count()).length
    await register(tx => move(tx, 'V01', 'C1', '2012-03-01'))
    expect((await count()).slice(before).map(one => one.act)).toEqual(['org.move'])
    const then = (await count()).length
    await refused('org.circle', tx => move(tx, 'C4', 'C4', '2012-03-01'))
    expect(await count()).toHaveLength(then)
  })
})

describe('the tree as of any day', () => {
  const START = day('2012-01-01')
  const codes = ['C4', 'C6', 'G1', 'G2', 'S01', 'S02', 'V01', 'V02', 'O01', 'O11']
  const step = fc.record({
    what: fc.constantFrom('move', 'move', 'move', 'open', 'close', 'merge', 'rename'),
    org: fc.nat({ max: 99 }),
    to: fc.nat({ max: 99 }),
    after: fc.nat({ max: 45 }),
  })
  type Step = typeof step extends fc.Arbitrary<infer S> ? S : never

  /** Does a step; a refusal is an answer too. */
  async function take(one: Step, on: Day, opened: string[]): Promise<void> {
    const all = [...codes, ...opened]
    const [org, to] = [all[one.org % all.length]!, all[one.to % all.length]!]
    await register(async tx => {
      if (one.what === 'move') await change.moveOrg(tx, org, to, on, by)
      else if (one.what === 'merge') await change.mergeOrg(tx, org, to, on, by)
      else if (one.what === 'close') await change.closeOrg(tx, place.house.charter, org, null, on, by)
      else if (one.what === 'rename') await change.changeOrg(tx, org, on, { english: `${org} ${on}` }, by)
      else opened.push(await open(tx, `新${opened.length}`, to, on))
    }).catch(error => {
      if (!(error instanceof Problem)) throw error
    })
  }
  const treeOn = (on: Day) =>
    register(tx => orgsOn(tx, on)).then(rows => rows.map(row => `${row.path} ${row.english}`).sort())

  it('is, on each day, the tree as it was when that day was the last: later changes never reach back', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 10 }), async steps => {
        await rewound(async () => {
          const opened: string[] = []
          const seen: [Day, string[]][] = []
          let on = START
          for (const one of steps) {
            on = plusDays(on, one.after + 1) > by.today ? on : plusDays(on, one.after + 1)
            seen.push([plusDays(on, -1), await treeOn(plusDays(on, -1))])
            await take(one, on, opened)
          }
          for (const [then, tree] of seen) expect(await treeOn(then), then).toEqual(tree)
        })
      }),
      { numRuns: 12 },
    )
  })

  it('is a tree on every day, whatever is changed on whichever day, in whatever order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 12 }), async steps => {
        await rewound(async () => {
          const opened: string[] = []
          const days = steps.map(one => plusDays(START, (one.after * 97 + one.org) % 390))
          for (const [index, one] of steps.entries()) await take(one, days[index]!, opened)
          for (const on of new Set(days.flatMap(one => [plusDays(one, -1), one]))) {
            const rows = await register(tx => orgsOn(tx, on))
            const byId = new Map(rows.map(row => [row.id, row]))
            expect(byId.size, `${on}: one place each`).toBe(rows.length)
            for (const row of rows) {
              const above = row.parent === null ? '/' : byId.get(row.parent)?.path
              expect(row.path, `${on} ${row.code}`).toBe(`${above}${row.code}/`)
            }
          }
          const adrift = await owner(tx =>
            tx.all(
              composed<{ code: string }>(
                `select o.code from org o where o.seat <> (select l.path from org l where l.region = o.region and l.id = o.id order by l.valid desc limit 1)
                 union all select 'member' from membership m where not exists (select 1 from org o where o.region = m.region and o.id = m.org and o.valid @> m.valid)
                   and not (select range_agg(o.valid) @> m.valid from org o where o.region = m.region and o.id = m.org)`,
              ),
            ),
          )
          expect(adrift, 'seats and members').toEqual([])
        })
      }),
      { numRuns: 12 },
    )
  })

  /** Runs on the district as loaded, and puts it back. */
  async function rewound(work: () => Promise<void>): Promise<void> {
    await work()
    await owner(async tx => {
      for (const table of kept)
        for (const sql of [`delete from ${table}`, `insert into ${table} select * from kept_${table}`])
          await tx.run(composed(sql))
    })
  }
})
