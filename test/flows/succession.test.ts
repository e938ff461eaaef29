// No change of the register loses a fact: a merger or a closing that is entered weeks after its day, as its paper always arrives.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '../../src/access/session.sql.ts'
import type { Intended } from '../../src/register/change.api.ts'
import { caseOpen, caseStep } from '../../src/server/case.http.ts'
import { changeMake, changeUndo } from '../../src/server/change.http.ts'
import { figureList } from '../../src/server/figure.http.ts'
import { operator, REGION } from '../../src/server/house.node.ts'
import { recordAdd, recordList, recordShow } from '../../src/server/record.http.ts'
import { composed } from '../../src/store/store.ts'
import { type Ready, ready } from '../ready.ts'

let place: Ready
let actor: Actor
beforeAll(async () => {
  place = await ready(true)
  actor = await operator(place.house, '')
})
afterAll(() => place.remove())

const asking = () => ({ house: place.house, actor, language: 'en' as const })
const kept: string[] = []
/** Each test takes back what it did, the last first. */
afterEach(async () => {
  for (const id of kept.splice(0).reverse()) await changeUndo.give(asking(), { id }, { preview: false })
  await place.house.settle()
})

async function make(change: object, preview = false) {
  const done = await changeMake.give(asking(), {}, { preview, change: change as Intended })
  if (done.id) kept.push(done.id)
  if (!preview) await place.house.settle()
  return done
}
const figures = async (org: string, period = '2012', tree: 'then' | 'now' = 'then') =>
  new Map(
    (await figureList.give(asking(), figureList.route.query.parse({ org, period, tree }), {})).map(row => [
      row.id,
      row.value,
    ]),
  )
const listed = async (org: string, more: object = {}) =>
  recordList.give(asking(), recordList.route.query.parse({ org, limit: 1000, ...more }), {})
const tables = () =>
  place.house.store.asOwner(REGION, async tx => {
    const sums: string[] = []
    for (const table of ['record', 'record_key', 'case_state', 'attachment', 'cell', 'own', 'tally', 'succession']) {
      const [row] = await tx.all(
        composed<{ sum: string }>(
          `select concat_ws(' ', count(*), sum(hash_record_extended(t, 1)::numeric)) as sum from ${table} t where region = $1`,
        ),
        [REGION],
      )
      sums.push(`${table} ${row!.sum}`)
    }
    return sums
  })

/** Makes what was looked at: every figure of the top that differs was shown, and no other. Gives those that do. */
async function shownRightly(
  change: object,
  seen: Awaited<ReturnType<typeof make>>,
  before: Map<string, number | null>,
) {
  await make(change)
  const after = await figures('D')
  const differs = [...after].filter(([id, value]) => before.get(id) !== value).map(([id]) => id)
  const moved = seen.consequences!.figures
  for (const one of moved)
    expect([one.before, one.after], one.measure).toEqual([before.get(one.measure), after.get(one.measure)])
  expect(moved.map(one => one.measure).sort()).toEqual(differs.sort())
  return differs
}

const MERGER = { act: 'org.merge', org: 'V06', into: 'V05', day: '2012-07-15' }

describe('a merger that is entered late', () => {
  it('leaves every sum of the district as it was, under both readings of the tree, and gives the successor what came after', async () => {
    const before = [await figures('D'), await figures('D', '2012', 'now')] as const
    const [own, gone] = [await figures('V05'), await figures('V06')]
    expect(own.get('study.days')).toBe(23)
    await make(MERGER)
    for (const [index, tree] of (['then', 'now'] as const).entries()) {
      const after = await figures('D', '2012', tree)
      for (const id of ['study.days', 'village.pay_paid', 'village.office_paid', 'herds.investment'])
        expect(after.get(id), `${id} ${tree}`).toBe(before[index]!.get(id))
    }
    expect((await figures('V05')).get('study.days')).toBe(34)
    expect((await figures('V06')).get('study.days')).toBe(gone.get('study.days')! - 11)
  })

  it('is shown beforehand with its records by kind and their yuan, and with the figures of the top that move', async () => {
    const before = await figures('D')
    const seen = await make(MERGER, true)
    const study = seen.records.find(one => one.kind === 'study.day')
    expect(study).toMatchObject({ kind: 'study.day', count: 11 })
    const pay = seen.records.find(one => one.kind === 'village.pay_payment')
    expect(pay?.money).toBeGreaterThan(0)
    expect(seen.consequences!.figures.length).toBeGreaterThan(0)
    expect(seen.consequences!.owed.find(one => one.duty === 'village.pay')).toBeTruthy()
    await shownRightly(MERGER, seen, before)
  })

  it('shows what moves with the sector of whoever takes over', async () => {
    const before = await figures('D')
    const into = { ...MERGER, into: 'S04' }
    const seen = await make(into, true)
    expect((await shownRightly(into, seen, before)).length).toBeGreaterThan(3)
  })

  it('loses no line: what V06 wrote is listed under it and under the top, and says in whose name it was written', async () => {
    const [mine, all] = [await listed('V06', { period: '2012-H2' }), await listed('C4', { period: '2012-H2' })]
    await make(MERGER)
    const after = await listed('V06', { period: '2012-H2' })
    expect(after.map(row => row.id)).toEqual(mine.map(row => row.id))
    expect((await listed('C4', { period: '2012-H2' })).map(row => row.id).sort()).toEqual(all.map(row => row.id).sort())
    const late = after.find(row => row.kind === 'study.day' && row.day > '2012-08')!
    expect([late.org, late.origin?.code]).toEqual(['V05', 'V06'])
    const shown = await recordShow.give(asking(), { record: late.id }, {})
    expect([shown.org.code, shown.origin?.code]).toEqual(['V05', 'V06'])
  })

  it('gives everything back byte for byte when it is undone', async () => {
    const before = await tables()
    await make(MERGER)
    expect(await tables()).not.toEqual(before)
    await changeUndo.give(asking(), { id: kept.pop()! }, { preview: false })
    await place.house.settle()
    expect(await tables()).toEqual(before)
  })

  it('takes what arrives afterwards in the old name at the successor, and says so; sent again it is the same record', async () => {
    const line = {
      id: '01990000-0000-7000-8000-000000000001',
      kind: 'study.day',
      org: 'V06',
      day: '2012-09-03',
      body: { topic: '迟到的手机' },
    }
    await make(MERGER)
    const before = await figures('V05')
    const done = await recordAdd.give(asking(), {}, recordAdd.route.body.parse({ lines: [line] }))
    expect(done.taken).toMatchObject([{ id: line.id, org: { code: 'V06' }, by: { code: 'V05' } }])
    expect((await figures('V05')).get('study.days')).toBe(before.get('study.days')! + 1)
    const correction = {
      kind: 'study.day',
      org: 'V06',
      day: '2012-09-04',
      body: { topic: '更正' },
      voids: line.id,
      why: '日期',
    }
    await recordAdd.give(asking(), {}, recordAdd.route.body.parse({ lines: [correction] }))
    expect((await figures('V05')).get('study.days')).toBe(before.get('study.days')! + 1)
    // After the merger is taken back the village has what was written in its name, and the phone may send once more.
    await changeUndo.give(asking(), { id: kept.pop()! }, { preview: false })
    await place.house.settle()
    expect((await figures('V06')).get('study.days')).toBe(25)
    const again = await recordAdd.give(asking(), {}, recordAdd.route.body.parse({ lines: [line] }))
    expect([again.added, again.already]).toEqual([0, 1])
    const [last] = (await listed('V06', { period: '2012-09' })).filter(
      row => row.kind === 'study.day' && row.day === '2012-09-04',
    )
    await recordAdd.give(
      asking(),
      {},
      recordAdd.route.body.parse({
        lines: [{ kind: 'study.day', org: 'V06', day: last!.day, body: {}, voids: last!.id, why: '试' }],
      }),
    )
  })
})

describe('a closing', () => {
  it('is refused while something of the day or later would belong nowhere, naming it with number and money', async () => {
    const people = await place.house.store.asOwner(REGION, tx =>
      tx.all(
        composed<{ id: string }>(
          `select m.person as id from membership m join org o on o.region = $1 and o.id = m.org and o.code = 'V06' and o.valid @> '2012-07-15'::date
           where m.region = $1 and m.valid && daterange('2012-07-15', null)`,
        ),
        [REGION],
      ),
    )
    for (const { id } of people) await make({ act: 'member.transfer', person: id, to: 'V05', day: '2012-07-15' })
    const close = { act: 'org.close', org: 'V06', into: null, day: '2012-07-15' }
    const problem = await make(close).catch(error => error)
    expect(problem.code).toBe('org.recorded')
    expect(problem.say('en')).toContain('11')
    expect(problem.say('en')).toContain('yuan')
    const before = await figures('D')
    const seen = await make({ ...close, into: 'V05' }, true)
    expect(seen.records.find(one => one.kind === 'study.day')?.count).toBe(11)
    await make({ ...close, into: 'V05' })
    const after = await figures('D')
    for (const id of ['study.days', 'village.pay_paid', 'village.office_paid', 'herds.investment'])
      expect(after.get(id), id).toBe(before.get(id))
    expect((await figures('V05')).get('study.days')).toBe(34)
  })
})

describe('another first day', () => {
  it('is refused where something was recorded before it, and else stands', async () => {
    const open = {
      act: 'org.open',
      parent: 'C4',
      day: '2012-05-02',
      code: 'V88',
      name: '新村',
      short: '新村',
      english: 'New',
      aliases: [],
      tier: 'branch',
      sector: 'village',
      model: 'pastoral',
    }
    await make(open)
    await make({ act: 'org.begin', org: 'V88', day: '2012-04-01' })
    await recordAdd.give(
      asking(),
      {},
      recordAdd.route.body.parse({
        lines: [
          {
            id: '01990000-0000-7000-8000-0000000000f1',
            kind: 'study.day',
            org: 'V88',
            day: '2012-04-10',
            body: { topic: 'x' },
          },
        ],
      }),
    )
    const problem = await make({ act: 'org.begin', org: 'V88', day: '2012-05-01' }).catch(error => error)
    expect(problem.code).toBe('org.recorded_before')
    const undone = await changeUndo.give(asking(), { id: kept.at(-1)! }, { preview: false }).catch(error => error)
    expect(undone.code).toBe('change.rests')
    expect(undone.say('en')).toContain('1')
    await recordAdd.give(
      asking(),
      {},
      recordAdd.route.body.parse({
        lines: [
          {
            kind: 'study.day',
            org: 'V88',
            day: '2012-04-10',
            body: {},
            voids: '01990000-0000-7000-8000-0000000000f1',
            why: 'x',
          },
        ],
      }),
    )
    kept.length = 0
  })
})

describe('two people, one fact', () => {
  it('transfer of one person to two places at once: the second is told by whom and when', async () => {
    const [{ id: person }] = (await place.house.store.asOwner(REGION, tx =>
      tx.all(
        composed<{ id: string }>(
          `select m.person as id from membership m join org o on o.region = $1 and o.id = m.org and o.code = 'V01' and o.valid @> '2012-07-15'::date
           where m.region = $1 and m.valid @> '2012-07-15'::date order by 1 limit 1`,
        ),
        [REGION],
      ),
    )) as [{ id: string }]
    const done = await Promise.allSettled(
      ['V09', 'V07'].map(to => make({ act: 'member.transfer', person, to, day: '2012-07-15' })),
    )
    expect(done.map(one => one.status).sort()).toEqual(['fulfilled', 'rejected'])
    const { reason } = done.find(one => one.status === 'rejected') as PromiseRejectedResult
    expect(reason.code).toBe('change.meanwhile')
    expect(reason.say('en')).toContain('operator')
  })

  it('area of one venue changed twice at once; and later by somebody who looked before', async () => {
    const [{ id: thing, kind }] = (await place.house.store.asOwner(REGION, tx =>
      tx.all(
        composed<{ id: string; kind: string }>(
          `select t.id, t.kind from thing t join org o on o.region = $1 and o.id = t.org and o.code = 'V01' and o.valid @> '2012-07-15'::date
           where t.region = $1 and t.valid @> '2012-07-15'::date and t.body ? 'area' order by 1 limit 1`,
        ),
        [REGION],
      ),
    )) as [{ id: string; kind: string }]
    expect(kind).toBeTruthy()
    const to = (area: number) => ({ act: 'thing.change', thing, day: '2012-07-15', body: { area } })
    const { seen } = await make(to(100), true)
    const done = await Promise.allSettled([101, 102].map(area => make(to(area))))
    expect(done.map(one => one.status).sort()).toEqual(['fulfilled', 'rejected'])
    const late = await changeMake
      .give(asking(), {}, { preview: false, change: to(103) as never, seen: seen! })
      .catch(error => error)
    expect(late.code).toBe('change.meanwhile')
    // Whoever looks again may decide.
    const again = await make(to(104), true)
    const last = await changeMake.give(asking(), {}, { preview: false, change: to(104) as never, seen: again.seen! })
    kept.push(last.id!)
  })

  it('the last stage of a case, looked at before somebody changed the same: told by whom, and taken after another look', async () => {
    const [, { id: person }] = (await place.house.store.asOwner(REGION, tx =>
      tx.all(
        composed<{ id: string }>(
          `select m.person as id from membership m join org o on o.region = $1 and o.id = m.org and o.code = 'V01' and o.valid @> '2012-07-15'::date
           where m.region = $1 and m.valid @> '2012-07-15'::date order by 1 limit 2`,
        ),
        [REGION],
      ),
    )) as [{ id: string }, { id: string }]
    const { id } = await caseOpen.give(
      asking(),
      {},
      {
        kind: 'member.transfer',
        org: 'V01',
        owner: person,
        day: '2012-07-01',
        due: '2012-09-20',
        body: { person, receiver: 'V02' },
      },
    )
    const step = (preview: boolean, seen?: string) =>
      caseStep.give(
        asking(),
        {},
        { preview, ...(seen ? { seen } : {}), steps: [{ case: id, stage: 'received', day: '2012-07-20', body: {} }] },
      )
    const { seen } = await step(true)
    await make({ act: 'member.transfer', person, to: 'V09', day: '2012-10-01' })
    const late = await step(false, seen!).catch(error => error)
    expect(late.code).toBe('change.meanwhile')
    // The same stage as a line of its own, as a phone or another program sends it.
    const line = { kind: 'member.transfer.received', org: 'V01', day: '2012-07-20', body: { case: id } }
    const sent = await recordAdd
      .give(asking(), {}, recordAdd.route.body.parse({ lines: [line], seen }))
      .catch(error => error)
    expect(sent.code).toBe('change.meanwhile')
    const again = await step(true)
    const done = await step(false, again.seen!)
    expect(done.seen).toBe(null)
    await recordAdd.give(
      asking(),
      {},
      recordAdd.route.body.parse({ lines: done.undo.map(one => ({ ...one, why: 'x' })) }),
    )
  })
})
