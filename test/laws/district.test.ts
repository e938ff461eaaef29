// The ready district against the investigation report: each figure that the report types by hand comes out of facts.
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readyDistrict } from '../../src/district/index.ts'
import type { DutyRow } from '../../src/duty/duty.api.ts'
import { duties } from '../../src/duty/duty.sql.ts'
import type { FigureRow } from '../../src/measure/figure.api.ts'
import { facts } from '../../src/measure/proof.sql.ts'
import type { RecordInput } from '../../src/record/record.api.ts'
import { append } from '../../src/record/record.sql.ts'
import { everyOrg, findOrg } from '../../src/register/organization.sql.ts'
import { boardShow, dutyList } from '../../src/server/duty.http.ts'
import { figureList, figureShow } from '../../src/server/figure.http.ts'
import { operator, REGION } from '../../src/server/house.node.ts'
import { composed, type Tx } from '../../src/store/store.ts'
import { vocabulary } from '../../src/systems/vocabulary.ts'
import { type Day, day, plusDays } from '../../src/time/day.ts'
import { monthsOf, readPeriod } from '../../src/time/period.ts'
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

const counted = composed<{
  kind: string
  org: string
  day: Day
  body: Record<string, unknown>
  present: string[]
  excused: string[]
  absent: string[]
  madeUp: string[]
}>(
  `select r.kind, o.code as org, r.day, r.body, r.present, r.excused, r.absent, r.made_up as "madeUp" from record r
   join org o on o.region = $1 and o.id = r.org and o.valid @> r.day where r.region = $1 and r.id = $2`,
)

let place: Ready
let asking: Parameters<typeof figureList.give>[0]
let computed: ReadonlyMap<string, FigureRow>
beforeAll(async () => {
  place = await ready()
  asking = { house: place.house, actor: await operator(place.house, ''), language: 'zh' }
  const rows = await figureList.give(asking, { org: 'D', period: '2012', tree: 'then' }, {})
  computed = new Map(rows.map(row => [row.id, row]))
})
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
        { id, org: 'D', period: '2012', tree: 'then', by: 'day', limit: 10, offset: 0 },
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

describe('the turns of the ready district', () => {
  const turns = (period: string, on: string, org = 'D') =>
    dutyList.give(asking, { org, on, period, duty: 'appraisal.held' }, {})

  it('have ratings for S32, counted by the half that they rate: mostly in time, some late, none missed; the second half is open', async () => {
    const count = (rows: readonly { status: string }[]) => {
      const all: Record<string, number> = {}
      for (const { status } of rows) all[status] = (all[status] ?? 0) + 1
      return all
    }
    expect(count(await turns('2012-H1', '2012-12-31'))).toEqual({ met: 60, met_late: 3, excused: 3 })
    expect(count(await turns('2012-H2', '2012-12-31'))).toEqual({ open: 66 })
    const [late] = await turns('2012-H1', '2012-12-31', 'F03')
    expect(late).toMatchObject({
      status: 'met_late',
      until: '2012-08-14',
      settled: expect.stringMatching(/^2012-08-2/),
    })
    expect(value('appraisal.organizations_rated')).toBe(63)
  })

  it('are not judged where they began before its records did', async () => {
    const old = await dutyList.give(asking, { org: 'D', on: '2010-12-31', period: '2010' }, {})
    expect(new Set(old.map(row => row.status))).toEqual(new Set(old.length > 0 ? ['not_kept'] : []))
    const board = await boardShow.give(
      asking,
      { org: 'D', period: '2010', tree: 'then', level: 'below', changed: false, offset: 0, limit: 500 },
      {},
    )
    expect(board.rows).toEqual([])
  })

  // Whatever met a turn in its own days, done again later for it: in the grace it meets it, afterwards it is met late.
  it('follow one law of grace, whichever duty counts their records', async () => {
    const { charter, store } = place.house
    const today = day('2013-12-31')
    const author = { name: 'law', hand: null, today, seals: [...charter.kinds.keys()] }
    await store.keepMonths(monthsOf(readPeriod('2013-Q1')!))
    const within = <T>(work: (tx: Tx) => Promise<T>) => store.within(asking.actor.scope, work)
    const kindOf = (duty: { is: { measure: string } }) => {
      const { is } = charter.measures.get(duty.is.measure)!
      return charter.kinds.get('over' in is ? is.over : '')
    }
    // These have their law among those of turns: a lesson made up bears a day of its own; every round is named by its findings
    // and stays where it is; of the investments one is not recorded, since nobody can read it.
    const apart = ['study.made_up_all', 'supervision.held', 'positions.investment_recorded']
    const counting = [...charter.duties.values()].filter(
      duty => duty.is.grace > 0 && kindOf(duty)?.form === 'record' && !apart.includes(duty.id),
    )
    const judged = (period: string) =>
      within(async tx =>
        duties(tx, charter, {
          orgs: (await everyOrg(tx)).map(org => org.id),
          on: today,
          period: readPeriod(period)!,
          duties: counting.map(duty => duty.id),
        }),
      )
    const met = (await judged('2011..2012')).filter(row => row.status === 'met')
    const chosen = counting.flatMap(duty => met.findLast(row => row.duty === duty.id && row.owed > 0) ?? [])
    expect(chosen.map(row => row.duty).sort()).toEqual(counting.map(duty => duty.id).sort())

    const told = await within(async tx => {
      const lines: {
        kind: string
        org: string
        body: Record<string, unknown>
        roll?: RecordInput['roll']
        row: DutyRow
        /** Days after the others. */
        later: number
      }[] = []
      const old: RecordInput[] = []
      for (const row of chosen) {
        const asked = {
          place: await findOrg(tx, row.org),
          period: readPeriod(row.turn)!,
          tree: 'now',
          today,
          by: 'turn',
        } as const
        for (const fact of await facts(tx, charter, row.measure, asked, { limit: 1000, offset: 0 })) {
          const {
            kind,
            org,
            day: on,
            body,
            present,
            excused,
            absent,
            madeUp,
          } = (await tx.one(counted, [tx.region, fact.id]))!
          const roll = { present: [...present, ...madeUp], excused, absent, madeUp: [] }
          const listed = Object.values(roll).some(list => list.length > 0)
          // Two days are two: what counts days is not done twice on one.
          const later = row.duty === 'study.monthly' ? lines.filter(line => line.row === row).length : 0
          lines.push({ kind, org, body, row, later, ...(listed ? { roll } : {}) })
          old.push({ kind, org, day: on, body: {}, voids: fact.id })
        }
      }
      await append(tx, charter, old, author)
      return lines
    })
    let last: RecordInput[] = []
    for (const [after, status] of [
      [0, 'met'],
      [1, 'met_late'],
    ] as const) {
      const most = (row: DutyRow) => Math.max(...told.filter(one => one.row === row).map(one => one.later))
      const done = (row: DutyRow) => plusDays(row.until as Day, after === 0 ? 0 : after + most(row))
      const on = (row: DutyRow) => plusDays(done(row), -most(row))
      last = await within(async tx => {
        if (last.length > 0) await append(tx, charter, last, author)
        const lines = told.map(({ row, later, ...line }) => ({ ...line, day: plusDays(on(row), later), for: row.turn }))
        const kept = await append(tx, charter, lines, author)
        return lines.map(({ kind, org, day }, at) => ({ kind, org, day, body: {}, voids: kept[at]!.id }))
      })
      await place.house.settle()
      const now = await judged('2011..2012')
      for (const row of chosen)
        expect(now.find(one => one.duty === row.duty && one.org === row.org && one.turn === row.turn)).toMatchObject({
          ...{ duty: row.duty, status, until: row.until },
          settled: done(row),
        })
    }
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
  })
})
