// The ready district against the investigation report: each figure that the report types by hand comes out of facts.
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readyDistrict } from '../../src/district/index.ts'
import type { FigureRow } from '../../src/measure/figure.api.ts'
import { figureList, figureShow } from '../../src/server/figure.http.ts'
import { operator, REGION } from '../../src/server/house.node.ts'
import { composed } from '../../src/store/store.ts'
import { vocabulary } from '../../src/systems/vocabulary.ts'
import { opened, type Ready, ready } from '../ready.ts'

interface Typed {
  readonly id: string
  readonly value: number | null
  readonly unit: string
  readonly kind?: 'norm'
  readonly at_least?: boolean
  readonly legible?: boolean
  readonly period?: string
}

const typed = (JSON.parse(readFileSync(new URL('./figures.json', import.meta.url), 'utf8')) as { figures: Typed[] })
  .figures

let place: Ready
let asking: Parameters<typeof figureList.give>[0]
let computed: ReadonlyMap<string, FigureRow>
beforeAll(async () => {
  place = await ready()
  asking = { house: place.house, actor: await operator(place.house, ''), language: 'zh' }
  const rows = await figureList.give(asking, { org: 'D', period: '2012', tree: 'then' }, {})
  computed = new Map(rows.map(row => [row.id, row]))
}, 120_000)
afterAll(() => place.remove())

const of = (id: string) => computed.get(id)!
const top = readyDistrict().orgs.find(org => org.parent === null)!
const value = (id: string) => of(id).value!

describe('the ready district', () => {
  it.each(typed.filter(one => one.legible !== false))('$id is $value $unit', ({ id, value: said, unit, kind }) => {
    const figure = of(id)
    expect(figure).toMatchObject({ status: 'ok', value: said, unit, kind: kind ?? 'measure' })
    // A norm stands on its clause and on no fact; everything else stands on facts.
    if (kind === 'norm') expect([figure.records, figure.source.zh]).toEqual([0, expect.stringMatching(/\S/)])
    else expect(figure.records).toBeGreaterThan(0)
  })

  it.each(typed.filter(one => one.legible === false))(
    '$id, which nobody can read in the report, is missing; it says why and who owes the record',
    async ({ id, unit }) => {
      expect(of(id)).toMatchObject({ status: 'missing', value: null, unit, records: 0 })
      const { missing } = await figureShow.give(
        asking,
        { id, org: 'D', period: '2012', tree: 'then', limit: 10, offset: 0 },
        {},
      )
      expect(missing!.owedBy.map(org => org.code)).toEqual(['D'])
      expect(missing!.why.zh).toMatch(/没有.*记录/)
    },
  )

  it('adds up: organizations by tier, and parts of members that are never more than the whole', () => {
    expect(value('orgs.committees') + value('orgs.general_branches') + value('orgs.branches')).toBe(value('orgs.total'))
    expect(value('members.farmers_herders')).toBeLessThan(value('members.total'))
    expect(Math.round((value('teams.village_high_school') / value('village.cadres')) * 100)).toBe(
      value('teams.village_high_school_share'),
    )
  })

  it('adds up over the tree: the committees and what else stands below the district are the district', async () => {
    const parts = readyDistrict().orgs.filter(org => org.parent === top.id)
    const sums = new Map<string, number>()
    for (const { code } of parts)
      for (const row of await figureList.give(asking, { org: code, period: '2012', tree: 'then' }, {}))
        sums.set(row.id, (sums.get(row.id) ?? 0) + (row.value ?? 0))
    for (const id of ['orgs.total', 'members.total', 'households.demonstration', 'herds.cattle_introduced'])
      expect(sums.get(id), id).toBe(value(id))
  })

  it('adds up over sectors and occupations, each member in one', () => {
    const { orgs, people, memberships } = readyDistrict()
    const sectors = ['village', 'sub_bureau', 'community', 'public_security', 'organ', 'enterprise']
    const branches = orgs.filter(org => org.tier === 'branch' || org.tier === 'joint_branch')
    const inSector = sectors.map(sector => branches.filter(org => org.sector === sector).length)
    expect(inSector.reduce((sum, count) => sum + count, 0)).toBe(value('orgs.branches'))
    expect(inSector.slice(0, 3)).toEqual([value('orgs.villages'), value('orgs.sub_bureaus'), value('orgs.communities')])
    const on = '2012-12-31'
    const now = memberships.filter(one => one.from <= on && (one.to === null || on < one.to)).map(one => one.person)
    expect(new Set(now).size).toBe(now.length)
    const trades = new Map(people.map(person => [person.id, person.occupation]))
    const counts = Object.keys(vocabulary.codes.occupation).map(
      code => [code, now.filter(person => trades.get(person) === code).length] as const,
    )
    expect(counts.reduce((sum, [, count]) => sum + count, 0)).toBe(value('members.total'))
    expect(Object.fromEntries(counts).farmer_herder).toBe(value('members.farmers_herders'))
  })

  it('is made by the same facts each time', () => {
    expect(readyDistrict()).toEqual(readyDistrict())
  })
})

describe('another edition of the systems', () => {
  it('has every cell counted anew when it opens the district, to the same numbers', async () => {
    const before = await ready()
    const cells = (of: Ready) =>
      of.house.store.asOwner(REGION, tx =>
        tx.one(
          composed<{ count: number; digest: string }>(
            `select count(*)::int as count, md5(string_agg(t::text, ',' order by t::text)) as digest from
               (select reading, measure, month, path, num, den, facts from cell where region = $1) t`,
          ),
          [REGION],
        ),
      )
    const counted = await cells(before)
    expect(counted!.count).toBeGreaterThan(100_000)
    await before.house.store.asOwner(REGION, tx =>
      tx.run(composed(`update district set edition = 'another' where region = $1`), [REGION]),
    )
    await before.house.close()
    const after = await opened(before.at)
    expect(await cells(after)).toEqual(counted)
    await after.remove()
  }, 120_000)
})
