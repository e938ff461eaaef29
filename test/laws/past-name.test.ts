// The name of a past period: under the tree of that day a head bears the name of the period's last day, whatever the organization is called since.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '../../src/access/session.sql.ts'
import { changeMake } from '../../src/server/change.http.ts'
import { chartList } from '../../src/server/chart.http.ts'
import { boardShow } from '../../src/server/duty.http.ts'
import { figureShow, tableShow } from '../../src/server/figure.http.ts'
import { type House, operator } from '../../src/server/house.node.ts'
import { mapShow } from '../../src/server/map.http.ts'
import { reportDraft } from '../../src/server/report.http.ts'
import { type Ready, ready } from '../ready.ts'

let place: Ready
let house: House
let actor: Actor

beforeAll(async () => {
  place = await ready()
  house = place.house
  actor = await operator(house, 'test')
})
afterAll(() => place.remove())

const asking = () => ({ house, actor, language: 'zh' as const })
const scope = (tree: 'then' | 'now') => ({ org: 'S05', period: '2012-Q1', tree })
const report = async (tree: 'then' | 'now') =>
  JSON.stringify(
    await reportDraft.give(
      asking(),
      reportDraft.route.query.parse({ ...scope(tree), template: 'supervision', lang: 'zh' }),
      {},
    ),
  )
const heads = async (tree: 'then' | 'now') => {
  const given = scope(tree)
  return [
    (await boardShow.give(asking(), boardShow.route.query.parse(given), {})).org.name.zh,
    (await chartList.give(asking(), chartList.route.query.parse(given), {})).org.name.zh,
    (await figureShow.give(asking(), figureShow.route.query.parse({ ...given, id: 'study.days' }), {})).org.name.zh,
    (await tableShow.give(asking(), tableShow.route.query.parse({ ...given, figures: 'study.days' }), {})).org.name.zh,
    ...(tree === 'then'
      ? [(await mapShow.give(asking(), mapShow.route.query.parse({ org: 'S05', period: '2012-Q1' }), {})).org.name.zh]
      : []),
  ]
}

describe('an organization that was renamed in June', () => {
  it('bears its old name in every head of the first quarter, and the report is the same byte for byte', async () => {
    const [before, named] = [await report('then'), await heads('then')]
    expect(new Set(named).size).toBe(1)
    await changeMake.give(
      asking(),
      {},
      {
        preview: false,
        change: { act: 'org.change', org: 'S05', day: '2012-06-01', short: '新名社区党支部', name: '新名社区党支部' },
      },
    )
    expect(await report('then')).toBe(before)
    expect(await heads('then')).toEqual(named)
    expect(new Set(await heads('now'))).toEqual(new Set(['新名社区党支部']))
  })
})
