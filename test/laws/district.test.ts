// The ready district against the investigation report: each figure that the report types by hand comes out of facts.
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readyDistrict } from '../../src/district/index.ts'
import type { FigureRow } from '../../src/measure/figure.api.ts'
import { figureList, figureShow } from '../../src/server/figure.http.ts'
import { operator } from '../../src/server/house.node.ts'
import { type Ready, ready } from '../ready.ts'

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
    expect(Math.round((13 / 18) * 100)).toBe(value('teams.village_high_school_share'))
  })

  it('is made by the same facts each time', () => {
    expect(readyDistrict()).toEqual(readyDistrict())
  })
})
