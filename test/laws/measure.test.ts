// The laws of measures: the house and the second reckoner agree, incremental and rebuilt agree, moves keep history, sums add up over the tree.
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { compile, shipped } from '../../src/charter/compile.ts'
import { loadDistrict } from '../../src/district/load.sql.ts'
import { rebuild, settle } from '../../src/duty/duty.sql.ts'
import { type Asked, figures, keep, partsOf } from '../../src/measure/figure.sql.ts'
import { NOTHING } from '../../src/measure/value.ts'
import { append } from '../../src/record/record.sql.ts'
import { moveOrg } from '../../src/register/change.sql.ts'
import type { District } from '../../src/register/facts.ts'
import { findOrg } from '../../src/register/organization.sql.ts'
import { openStore } from '../../src/store/postgres.node.ts'
import { type Store, statement, type Tx } from '../../src/store/store.ts'
import { day, dayAt } from '../../src/time/day.ts'
import { monthOf, readPeriod } from '../../src/time/period.ts'
import { migrated, type TestPlace } from '../place.ts'
import { factsOf } from '../reckon/facts.ts'
import { Reckoner } from '../reckon/reckoner.ts'
import { everything, worlds } from '../world.ts'

const charter = compile(shipped([everything]))
const today = day('2013-02-01')
const measures = [...charter.measures.keys()]
let at: TestPlace
let store: Store
let region = 0

beforeAll(async () => {
  at = await migrated()
  store = await openStore(at.place)
})
afterAll(async () => {
  await store.close()
  await at.remove()
})

const within = <T>(work: (tx: Tx) => Promise<T>) => store.within({ region, path: '/D/' }, work)
const load = async (district: District) => {
  region += 1
  await loadDistrict(store, charter, region, district, false)
  await settle(store, charter, region)
}
const ask = async (tx: Tx, code: string, period: string, tree: 'then' | 'now'): Promise<Asked> => ({
  place: await findOrg(tx, code),
  period: readPeriod(period)!,
  tree,
  today,
})
const kept = async (period: string) => {
  if (await within(tx => keep(tx, readPeriod(period)!, today))) await settle(store, charter, region)
}
const everyCell = statement<object>(
  'test.cells',
  'select reading, measure, month, path, num::float8 as num, den::float8 as den, facts, seat from cell where region = $1 order by 1, 2, 3, 4',
)
const cells = () => store.asOwner(region, tx => tx.all(everyCell, [region]))

describe('a measure', () => {
  it('has the same parts as the second reckoner finds, for every organization, period and reading of the tree', async () => {
    await fc.assert(
      fc.asyncProperty(worlds, async district => {
        await load(district)
        const twin = new Reckoner([everything], await factsOf(store, region), today, dayAt(new Date()))
        for (const period of ['2012', '2012-H1', '2012-Q3', '2012-04']) {
          await kept(period)
          for (const tree of ['then', 'now'] as const)
            await within(async tx => {
              for (const org of new Map(district.orgs.map(one => [one.code, one])).values()) {
                const asked = await ask(tx, org.code, period, tree)
                const parts = await partsOf(tx, charter, measures, [org.id], asked)
                for (const [id, is] of twin.measures) {
                  if (is.op === 'difference' || is.op === 'standard') continue
                  expect({ id, org: org.code, period, tree, ...(parts.get(`${id} ${org.id}`) ?? NOTHING) }).toEqual({
                    id,
                    org: org.code,
                    period,
                    tree,
                    ...twin.parts(id, org.id, asked.period, tree),
                  })
                }
              }
            })
        }
      }),
      { numRuns: 25, endOnFailure: true },
    )
  })

  it('keeps opened = closed + open for cases at every moment, and from month to month', async () => {
    await fc.assert(
      fc.asyncProperty(worlds, async district => {
        await load(district)
        await kept('2012')
        const read = async (id: string, period: string) =>
          within(async tx => (await figures(tx, charter, await ask(tx, 'D', period, 'then'), [id]))[0]!.value as number)
        const happened = { opened: 0 }
        for (let month = 1; month <= 12; month += 1) {
          const period = `2012-${String(month).padStart(2, '0')}`
          const [all, open, shut] = [
            await read('c.all', period),
            await read('c.open', period),
            await read('c.shut', period),
          ]
          expect(open + shut, period).toBe(all)
          if (month > 1) expect(all - happened.opened, period).toBe(await read('c.opened', period))
          happened.opened = all
        }
      }),
      { numRuns: 10, endOnFailure: true },
    )
  })

  it('counts every fact once by its day and once by the turn that it is for: nothing twice, nothing lost', async () => {
    await fc.assert(
      fc.asyncProperty(worlds, async district => {
        await load(district)
        await kept('2010..2013')
        const all = await within(async tx =>
          figures(tx, charter, await ask(tx, 'D', '2010..2013', 'then'), [
            'm.count',
            'm.turned',
            'm.sum',
            'm.turned_sum',
          ]),
        )
        const [count, turned, sum, turnedSum] = all.map(row => row.value)
        expect(turned).toBe(count)
        expect(turnedSum).toBe(sum)
      }),
      { numRuns: 10, endOnFailure: true },
    )
  })

  it('gives the same cells when records come one by one in any order as when everything is rebuilt', async () => {
    await fc.assert(
      fc.asyncProperty(worlds, fc.infiniteStream(fc.nat()), async (district, chance) => {
        await load({ ...district, records: [] })
        await store.keepMonths(new Set(district.records.map(record => monthOf(record.day))))
        // A record that corrects another must come after it, and so must a step of a case; beyond that, order is chance.
        const waiting = [...district.records]
        while (waiting.length > 0) {
          const ready = waiting.filter(
            record =>
              !(record.voids && waiting.some(other => other.id === record.voids)) &&
              // The steps of a case come after its opening, in their order.
              !waiting.some(
                other =>
                  record.body.case !== undefined &&
                  (other.id === record.body.case || other.body.case === record.body.case) &&
                  other.id < record.id,
              ),
          )
          const record = ready[(chance.next().value as number) % ready.length]!
          waiting.splice(waiting.indexOf(record), 1)
          const { roll, voids, ...line } = record
          await within(tx =>
            append(
              tx,
              charter,
              [
                {
                  ...line,
                  body: { ...line.body },
                  ...(roll
                    ? {
                        roll: {
                          present: [...roll.present],
                          excused: [...roll.excused],
                          absent: [...roll.absent],
                          madeUp: [...roll.madeUp],
                        },
                      }
                    : {}),
                  ...(voids ? { voids } : {}),
                },
              ],
              { hand: null, name: 'test', today },
            ),
          )
          await settle(store, charter, region)
        }
        await kept('2012')
        const grown = await cells()
        await rebuild(store, charter, region)
        expect(await cells()).toEqual(grown)
      }),
      { numRuns: 12, endOnFailure: true },
    )
  })

  it('keeps a first-half report under the tree of that day byte for byte when an organization moves in July', async () => {
    await fc.assert(
      fc.asyncProperty(worlds, fc.nat(), async (district, to) => {
        await load(district)
        await kept('2012-H1')
        const codes = [...new Set(district.orgs.map(org => org.code))]
        const read = () =>
          within(async tx => {
            const all = []
            for (const code of codes) all.push(await figures(tx, charter, await ask(tx, code, '2012-H1', 'then')))
            return JSON.stringify(all)
          })
        const before = await read()
        const last = district.orgs.at(-1)!
        const on = day('2012-07-10')
        const stays = district.orgs.find(
          org => org.id === last.id && org.from <= on && (org.to === null || on < org.to),
        )?.parent
        // Moving to where it stands already is refused.
        const targets = district.orgs.filter(org => org.id !== last.id && org.id !== stays).map(org => org.code)
        fc.pre(targets.length > 0)
        await within(tx => moveOrg(tx, last.code, targets[to % targets.length]!, on, { name: 'test', today }))
        await settle(store, charter, region)
        expect(await read()).toBe(before)
        const moved = await cells()
        await rebuild(store, charter, region)
        expect(await cells()).toEqual(moved)
      }),
      { numRuns: 10, endOnFailure: true },
    )
  })
})
