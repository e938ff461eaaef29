// A4: over any period, opened, closed and open agree at its last day. Closed in a period is what came to its end in it and is closed
// on its last day; a case that is opened again in a later month was closed for the periods that end before, and for no longer one.
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { caseKindOf, kindsOfCase, stagesOf } from '../../src/charter/charter.ts'
import { compile, shipped } from '../../src/charter/compile.ts'
import type { Field } from '../../src/charter/language.ts'
import { loadDistrict } from '../../src/district/load.sql.ts'
import { settle } from '../../src/duty/duty.sql.ts'
import { type Asked, figures, keep } from '../../src/measure/figure.sql.ts'
import { facts } from '../../src/measure/proof.sql.ts'
import type { District } from '../../src/register/facts.ts'
import { findOrg } from '../../src/register/organization.sql.ts'
import { openStore } from '../../src/store/postgres.node.ts'
import type { Store, Tx } from '../../src/store/store.ts'
import { SYSTEMS } from '../../src/systems/index.ts'
import { type Day, day, plusDays } from '../../src/time/day.ts'
import { lastDay, type Period, readPeriod } from '../../src/time/period.ts'
import { aHouse, Law } from '../law.ts'
import { migrated, type TestPlace } from '../place.ts'
import { everything, worlds } from '../world.ts'

aHouse()

const shippedCharter = compile(shipped(SYSTEMS))
/** Every shipped kind of case with the count of those closed; what proved false opens those that can be opened again. */
const counted = kindsOfCase(shippedCharter).flatMap(kind => {
  const closed = [...shippedCharter.measures.values()].find(
    ({ is }) => is.op === 'count' && 'over' in is && is.over === kind.id && is.at === 'closed' && !is.where && !is.once,
  )
  const back = [...stagesOf(caseKindOf(kind))].find(([, does]) => does === 'reopen')?.[0]
  return closed && back ? [{ kind, closed: closed.id, back }] : []
})

describe('a case that was closed and opened again', () => {
  it('is counted by one definition for every kind that can be opened again', () => {
    expect(counted.map(one => one.kind.id)).toEqual(
      expect.arrayContaining(['supervision.finding', 'positions.construction', 'organ.goal', 'campaign.task']),
    )
  })

  it.each(counted)('$kind.id: closed in November, opened again on 1 December', async ({ kind, closed, back }) => {
    const law = new Law()
    law.village('V1')
    law.person('巴图', 'V1')
    const value = (field: Field) => {
      const choice = Object.keys(field.choices ?? {})[0]
      const plain = {
        text: '内容',
        integer: 5,
        decimal: 5,
        money: '100.00',
        day: '2012-12-20',
        flag: true,
        person: '巴图',
      }
      return choice ?? (plain as Record<string, unknown>)[field.type] ?? 'V1'
    }
    const filled = (fields: Readonly<Record<string, Field>>) =>
      Object.fromEntries(
        Object.entries(fields)
          .filter(([, field]) => !field.optional && !field.retired)
          .map(([name, field]) => [name, value(field)]),
      )
    const id = await law.record(kind.id, 'V1', '2012-11-01', {
      ...filled(caseKindOf(kind).fields),
      owner: '巴图',
      ...(caseKindOf(kind).owned ? { owner_org: 'V1' } : {}),
      due: '2012-11-30',
    })
    const take = (stage: string, on: string, more: Record<string, unknown> = {}) =>
      law.record(`${kind.id}.${stage}`, 'V1', on, {
        ...filled(caseKindOf(kind).stages[stage]?.fields ?? {}),
        case: id,
        ...more,
      })
    const way = Object.keys(caseKindOf(kind).stages).filter(
      stage => caseKindOf(kind).stages[stage]!.reopens === undefined,
    )
    // What must wait some days after the stage before, waits.
    const walk = async (stages: readonly string[], first: string, later: string) => {
      let on = first
      for (const stage of stages) {
        if (caseKindOf(kind).stages[stage]!.after) on = later
        await take(stage, on)
      }
    }
    await walk(way, '2012-11-11', '2012-11-22')
    const all = async () => {
      const found = []
      for (const period of ['2012-11', '2012-12', '2012', '2012..2013', '2013'])
        found.push(await law.value(closed, period))
      return found
    }
    expect(await all()).toEqual([1, 0, 1, 1, 0])
    await take(back, '2012-12-01', { due: '2012-12-31', reason: '不实' })
    expect(await all(), 'November stays as it was; the year has nothing closed').toEqual([1, 0, 0, 0, 0])
    const on = caseKindOf(kind).stages[back]!.reopens!
    await walk(way.slice(way.indexOf(on)), '2013-01-07', '2013-01-22')
    expect(await all(), 'closed again next year: over both years once').toEqual([1, 0, 0, 1, 1])
  })

  it('leaves the share closed in time as well: over the year nothing was closed, so there is none', async () => {
    const law = new Law()
    law.village('V1')
    law.person('巴图', 'V1')
    const id = await law.record('supervision.finding', 'V1', '2012-11-01', {
      what: '学习记录不完整',
      topic: 'study',
      owner: '巴图',
      due: '2012-11-30',
    })
    const take = (stage: string, on: string, more: Record<string, unknown> = {}) =>
      law.record(`supervision.finding.${stage}`, 'V1', on, { case: id, ...more })
    await take('notified', '2012-11-11')
    await take('listed', '2012-11-11', { measure: '补齐' })
    await take('rectified', '2012-11-11', { proof: '记录本' })
    await take('rechecked', '2012-11-11')
    await take('closed', '2012-11-11')
    const again = await take('reopened', '2012-12-01', { due: '2012-12-31', reason: '不实' })
    const read = async (name: string, period = '2012') => law.value(`supervision.${name}`, period)
    expect([await read('findings_closed'), await read('findings_open'), await read('findings_settled')]).toEqual([
      0, 1, 0,
    ])
    expect([await read('closed_in_time'), await read('closed_in_time', '2012-11')]).toEqual([null, 100])
    await law.record('supervision.finding.reopened', 'V1', '2012-12-01', {}, { voids: again })
    expect([await read('findings_closed'), await read('findings_open'), await read('closed_in_time')]).toEqual([
      1, 0, 100,
    ])
  })
})

describe('over any period, in any history', () => {
  const charter = compile(shipped([everything]))
  const today = day('2013-02-01')
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
  const asked = async (tx: Tx, code: string, period: Period, tree: 'then' | 'now'): Promise<Asked> => ({
    place: await findOrg(tx, code),
    period,
    tree,
    today,
  })

  /** The stretches of a case, told anew from its bare records: the days on which it was closed and opened again, in turn. */
  const lifeOf = (district: District, id: string) => {
    const gone = new Set(district.records.flatMap(one => (one.voids ? [one.voids, one.id] : [])))
    return district.records
      .filter(one => one.body.case === id && !gone.has(one.id))
      .filter(one => /\.(?:closed|reopened)$/.test(one.kind))
      .toSorted((a, b) => (a.day === b.day ? (a.id < b.id ? -1 : 1) : a.day < b.day ? -1 : 1))
      .map(one => ({ day: one.day, closed: one.kind.endsWith('.closed') }))
  }
  const closedOn = (district: District, id: string, on: Day) =>
    lifeOf(district, id).findLast(one => one.day <= on)?.closed ?? false

  const periods = fc.constantFrom(
    ...[
      '2012',
      '2011..2012',
      '2012..2013',
      '2012-H1',
      '2012-H2',
      '2012-Q1',
      '2012-Q2',
      '2012-Q3',
      '2012-Q4',
      '2013-01',
    ],
    ...['2011-12', '2012-03', '2012-05', '2012-07', '2012-08', '2012-10', '2012-11'],
  )

  // Chance alone seldom opens a case again in a later month: every history has one such case more, on days of chance.
  const reopening = fc.record({
    on: fc.nat({ max: 200 }),
    gaps: fc.array(fc.integer({ min: 0, max: 70 }), { minLength: 5, maxLength: 5 }),
    last: fc.constantFrom(4, 5, 6),
  })
  const told = (district: District, { on, gaps, last }: { on: number; gaps: readonly number[]; last: number }) => {
    const id = '01349900-0000-7000-8000-000000000000'
    const at = { org: district.orgs[0]!.id }
    const first = plusDays(day('2011-11-01'), on)
    const due = day('2014-01-01')
    let now = first
    const steps = ['told', 'proved', 'closed', 'reopened', 'proved', 'closed'].slice(0, last).map((stage, n) => {
      now = plusDays(now, gaps[n % gaps.length]!)
      return {
        ...at,
        id: `${id.slice(0, -1)}${n + 1}`,
        kind: `x.finding.${stage}`,
        day: now,
        body: { case: id, ...(stage === 'reopened' ? { due, reason: 'r' } : {}) },
      }
    })
    const opening = { ...at, id, kind: 'x.finding', day: first, body: { owner: district.people[0]!.id, due } }
    return [opening, ...steps.filter(step => step.day < today)]
  }

  it('opened before, opened in it and opened again in it are those closed in it and those open at its end; the proof lists them', async () => {
    let again = 0
    await fc.assert(
      fc.asyncProperty(
        worlds,
        reopening,
        fc.array(periods, { minLength: 4, maxLength: 6 }),
        async (world, one, wanted) => {
          const district = { ...world, records: [...world.records, ...told(world, one)] }
          region += 1
          await loadDistrict(store, charter, region, district, false)
          await settle(store, charter, region)
          const openings = district.records.filter(one => one.kind === 'x.finding')
          for (const label of wanted) {
            const period = readPeriod(label)!
            const before = { ...period, to: period.from }
            for (const one of [period, { ...period, from: before.from, to: plusDays(period.from, 0) }])
              if (await within(tx => keep(tx, one, today))) await settle(store, charter, region)
            const last = lastDay(period)
            const eve = plusDays(period.from, -1)
            const open = (on: Day) => openings.filter(one => one.day <= on && !closedOn(district, one.id, on)).length
            const closed = openings.filter(
              one =>
                closedOn(district, one.id, last) &&
                lifeOf(district, one.id).findLast(step => step.day <= last)!.day >= period.from,
            )
            const reopened = openings.filter(
              one =>
                closedOn(district, one.id, eve) &&
                lifeOf(district, one.id).some(step => !step.closed && step.day > eve && step.day <= last),
            ).length
            again += reopened
            for (const tree of ['then', 'now'] as const)
              await within(async tx => {
                const place = await asked(tx, 'D', period, tree)
                const rows = await figures(tx, charter, place, ['c.opened', 'c.closed', 'c.open'])
                const [opened, shut, left] = rows.map(row => row.value as number)
                expect({ label, tree, shut, left }).toEqual({ label, tree, shut: closed.length, left: open(last) })
                expect(open(eve) + opened! + reopened, label).toBe(shut! + left!)
                const proof = await facts(tx, charter, 'c.closed', place, { limit: 100, offset: 0 })
                expect(proof.map(fact => fact.id).toSorted()).toEqual(closed.map(one => one.id).toSorted())
              })
          }
        },
      ),
      { numRuns: 30, endOnFailure: true },
    )
    expect(again, 'cases opened again in a later period occur').toBeGreaterThan(0)
  })
})
