// The law of subordination (S34): state farms stand under the urban model; the day on which that is put right changes what
// comes after it and nothing before, and the change can be looked at first and taken back.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '../../src/access/session.sql.ts'
import type { Consequences, Intended } from '../../src/register/change.api.ts'
import { changeList, changeMake, changeUndo } from '../../src/server/change.http.ts'
import { boardShow } from '../../src/server/duty.http.ts'
import { figureShow } from '../../src/server/figure.http.ts'
import { operator } from '../../src/server/house.node.ts'
import { makeFile } from '../../src/server/report.http.ts'
import { everything, type Ready, ready } from '../ready.ts'

let place: Ready
let actor: Actor

beforeAll(async () => {
  place = await ready()
  actor = await operator(place.house, 'test')
})
afterAll(() => place.remove())

const asking = () => ({ house: place.house, actor, language: 'zh' as const })
const change = (intended: Partial<Intended> & Pick<Intended, 'act'>, preview = false) =>
  changeMake.give(asking(), {}, { preview, change: intended as Intended })
const undo = (id: string | null) => changeUndo.give(asking(), { id: id! }, { preview: false })
const value = async (id: string, org: string, period: string, tree: 'then' | 'now' = 'then') =>
  (await figureShow.give(asking(), { id, org, period, tree, limit: 1, offset: 0 } as never, {})).figure.value
/** The first-half report of the district under the tree of that day, byte for byte, in the three forms. */
const firstHalf = async () => {
  const order = {
    template: 'investigation',
    org: 'D',
    period: '2012-H1',
    tree: 'then',
    lang: 'zh',
    mask: false,
  } as const
  const files: string[] = []
  for (const format of ['md', 'html'] as const)
    files.push(Buffer.from((await makeFile(place.house, actor, order, format)).bytes).toString('base64'))
  return files
}
const board = (found: Consequences | null, org: string) => found!.boards.find(one => one.org.code === org)

describe('state farms managed by the urban model', () => {
  it('are counted as such until the day on which the model is put right, and not from then on', async () => {
    const [before, report] = [await value('orgs.farms_urban_model', 'D', '2012'), await firstHalf()]
    expect(before).toBe(3)
    const { id } = await change({ act: 'org.change', org: 'C1', model: 'pastoral', day: '2012-07-01' })
    expect(await value('orgs.farms_urban_model', 'D', '2012-H1')).toBe(3)
    expect(await value('orgs.farms_urban_model', 'D', '2012')).toBe(2)
    expect(await firstHalf()).toEqual(report)
    await undo(id)
    expect(await value('orgs.farms_urban_model', 'D', '2012')).toBe(3)
  })

  it('are straightened out on a day: the first-half report under the tree of that day is the same byte for byte, before and after', async () => {
    const report = await firstHalf()
    const towns = {
      half: await value('members.total', 'C4', '2012-H1'),
      year: await value('members.total', 'C4', '2012'),
    }
    const farm = await value('members.total', 'C1', '2012')
    const { id } = await change({ act: 'org.move', org: 'C1', to: 'C4', day: '2012-07-10' })
    expect(await firstHalf()).toEqual(report)
    expect(await value('members.total', 'C4', '2012-H1')).toBe(towns.half)
    expect(await value('members.total', 'C4', '2012')).toBe(towns.year! + farm!)
    // Under the tree of today the farm stood there all along.
    expect(await value('members.total', 'C4', '2012-H1', 'now')).toBeGreaterThan(towns.half!)
    await undo(id)
    expect(await firstHalf()).toEqual(report)
    expect(await value('members.total', 'C4', '2012')).toBe(towns.year)
    expect(await value('members.total', 'C4', '2012-H1', 'now')).toBe(towns.half)
  })

  it('are put right only after a look that stores nothing: what moves, whose board, who sees it', async () => {
    const before = await everything(place.house.store)
    const { id, consequences } = await change({ act: 'org.move', org: 'V01', to: 'C5', day: '2012-07-10' }, true)
    expect(id).toBe(null)
    expect(await everything(place.house.store)).toEqual(before)
    const [shift] = consequences!.shifts
    expect(shift!.before!.length).toBe(3)
    expect(shift!.organizations).toBe(1)
    const [loses, gains] = [board(consequences, 'C4')!.loses, board(consequences, 'C5')!.gains]
    expect(loses.length).toBeGreaterThan(0)
    expect(loses).toEqual(gains)
    expect(board(consequences, 'D')).toBe(undefined)
    expect(consequences!.sight.filter(one => one.gains).length).toBeGreaterThan(0)
    expect(consequences!.sight.filter(one => !one.gains).length).toBeGreaterThan(0)
  })

  it('move on their boards exactly what the look had said', async () => {
    const owed = async (org: string) => {
      const shown = await boardShow.give(asking(), boardShow.route.query.parse({ org, period: '2012' }), {})
      return new Map(shown.rows.map(row => [row.duty, [row.total.due, row.total.met]]))
    }
    const intended = { act: 'org.move', org: 'C1', to: 'C4', day: '2012-07-10' } as const
    const { consequences } = await change(intended, true)
    const [town, district] = [await owed('C4'), await owed('D')]
    const { id } = await change(intended)
    const gains = new Map(board(consequences, 'C4')!.gains.map(one => [one.duty, one]))
    for (const [duty, [due, met]] of await owed('C4'))
      expect([duty, due, met]).toEqual([
        duty,
        (town.get(duty)?.[0] ?? 0) + (gains.get(duty)?.owed ?? 0),
        (town.get(duty)?.[1] ?? 0) + (gains.get(duty)?.met ?? 0),
      ])
    expect(await owed('D')).toEqual(district)
    await undo(id)
    expect(await owed('C4')).toEqual(town)
  })
})

describe('organizations that merge', () => {
  it('hand everything over; duties end, objectives lose their place, and the look says so', async () => {
    const intended = { act: 'org.merge', org: 'V01', into: 'V02', day: '2012-07-10' } as const
    const { consequences } = await change(intended, true)
    expect(consequences!.handed.members[0]!.count).toBeGreaterThan(0)
    expect(consequences!.handed.ended).toBeGreaterThan(0)
    expect(consequences!.obligations.every(one => !one.begins && one.org.code === 'V01')).toBe(true)
    expect(consequences!.obligations.length).toBeGreaterThan(0)
    expect(consequences!.parts.some(one => one.why === 'closed')).toBe(true)
    const members = [await value('members.total', 'V02', '2012'), await value('members.total', 'V01', '2012-H1')]
    const { id } = await change(intended)
    expect(await value('members.total', 'V02', '2012')).toBeGreaterThan(members[0]!)
    expect(await value('members.total', 'V01', '2012-H1')).toBe(members[1])
    await undo(id)
    expect(await value('members.total', 'V02', '2012')).toBe(members[0])
  })

  it('part again only in the reverse order, and both stay in the journal', async () => {
    const first = await change({ act: 'org.move', org: 'V03', to: 'C5', day: '2012-07-10' })
    const second = await change({ act: 'org.merge', org: 'V03', into: 'V07', day: '2012-09-01' })
    await expect(undo(first.id)).rejects.toMatchObject({
      code: 'change.rests',
      details: { later: { id: second.id } },
    })
    await undo(second.id)
    await undo(first.id)
    await expect(undo(first.id)).rejects.toMatchObject({ code: 'change.undone' })
    const rows = await changeList.give(asking(), { org: 'V03', limit: 10 }, {})
    expect(rows.map(row => [row.act, row.undoes !== null, row.undone !== null])).toEqual([
      ['org.move', true, false],
      ['org.merge', true, false],
      ['org.merge', false, true],
      ['org.move', false, true],
    ])
    await expect(undo(rows[0]!.id)).rejects.toMatchObject({ code: 'change.undo' })
  })
})
