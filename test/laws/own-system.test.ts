// A district's own system: added while everything runs, owed in its season, counted by its own minimum, and never rewriting the past.
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '../../src/access/session.sql.ts'
import { Problem } from '../../src/problem/problem.ts'
import {
  addText,
  charterAdd,
  charterPreview,
  charterRead,
  charterShow,
  standardChange,
  standardPreview,
} from '../../src/server/charter.http.ts'
import { boardShow, dutyList } from '../../src/server/duty.http.ts'
import { figureShow } from '../../src/server/figure.http.ts'
import { type House, openHouse, operator } from '../../src/server/house.node.ts'
import { add } from '../../src/server/record.http.ts'
import { composed } from '../../src/store/store.ts'
import { everything, type Ready, ready } from '../ready.ts'

const SHIPPED_TEXT = readFileSync('examples/night-school/S37.yaml', 'utf8')
/** The example, put into the past so that the ready district has turns that are over. */
const NIGHT = SHIPPED_TEXT.replaceAll('2026-11-01', '2012-01-01')
const SINCE = '2012-01-01'

let place: Ready
let house: House
let actor: Actor

beforeAll(async () => {
  place = await ready()
  house = place.house
  actor = await operator(house, 'test')
})
afterAll(() => place.remove())

const asking = (of = house) => ({ house: of, actor, language: 'en' as const })

const held = async (day: string, people: number, org = 'V01', of = house) =>
  add(of, actor, [{ kind: 'night_school.class', org, day, body: { topic: '农机', people } }])

const turns = async (period: string, on = '2013-01-31', org = 'V01') =>
  (await dutyList.give(asking(), { org, period, on, duty: 'night_school.monthly' }, {})).map(
    row => [row.turn, row.status, row.value, row.owed] as const,
  )

/** What is refused, as the problem; anything else fails. */
async function refused(work: Promise<unknown>): Promise<Problem> {
  const said = await work.then(
    () => null,
    error => error as Problem,
  )
  expect(said).toBeInstanceOf(Problem)
  return said!
}

describe('before it comes into force', () => {
  it('a preview says what it would have asked of last year, who would have owed it and what burden it is', async () => {
    const { preview, faults } = await charterPreview.give(
      asking(),
      {},
      { text: SHIPPED_TEXT, since: '2026-11-01', period: '2012' },
    )
    expect(faults).toEqual([])
    const [duty] = preview!.duties
    // Nine villages, five months of the season in the year.
    expect([duty!.due, duty!.met]).toEqual([45, 0])
    expect(duty!.orgs.map(org => [org.code, org.due])).toEqual(
      ['V01', 'V02', 'V03', 'V04', 'V05', 'V06', 'V07', 'V08', 'V09'].map(code => [code, 5]),
    )
    expect(preview!.records).toMatchObject([{ kind: 'night_school.class', count: 0 }])
    expect(preview!.burden).toEqual({ fields: 3, entries: 45 })
  })

  it('a preview of a norm on what is recorded already shows last year as it was', async () => {
    const text = `id: L40
name: Study in winter
group: education
clause: Winter study rules
standards:
  winter.days:
    title: Study days in a winter month
    unit: day/month
    strength: normally
    entries: [{ from: 2027-01-01, value: 1, clause: Winter study rules }]
measures:
  winter.study: { title: Study days of villages, unit: day, op: count, over: study.day, where: { sector: village } }
duties:
  winter.study:
    { title: Winter study, who: { sector: [village] }, every: month, months: [1, 2], measure: winter.study, atLeast: { standard: winter.days }, from: 2027-01-01, grace: 0 }
`
    const { preview, faults } = await charterPreview.give(asking(), {}, { text, since: '2027-01-01', period: '2012' })
    expect(faults).toEqual([])
    const shown = await figureShow.give(
      asking(),
      { id: 'study.days', org: 'V01', period: '2012-01', tree: 'then', by: 'day', limit: 1, offset: 0 },
      {},
    )
    const v01 = preview!.duties[0]!.orgs.find(org => org.code === 'V01')!
    expect(v01.due).toBe(2)
    expect(v01.met).toBeGreaterThanOrEqual(shown.figure.value! >= 1 ? 1 : 0)
    expect(preview!.figures[0]!.value).toBeGreaterThan(0)
  })

  it('a preview stores nothing and changes no board', async () => {
    const before = await everything(house.store)
    await charterPreview.give(asking(), {}, { text: SHIPPED_TEXT, since: '2026-11-01', period: '2012' })
    expect(await everything(house.store)).toEqual(before)
    expect(house.charter.kinds.has('night_school.class')).toBe(false)
  })

  it('a text for a later day is kept and not in force: nothing can be recorded, nothing is owed', async () => {
    const later = NIGHT.replace('id: S37', 'id: S38')
      .replaceAll('night_school.', 'day_school.')
      .replaceAll('2012-01-01', '2199-01-01')
    const added = await charterAdd.give(asking(), {}, { text: later, since: '2199-01-01' })
    expect(added).toEqual({ system: 'S38', since: '2199-01-01', inForce: false })
    expect(house.charter.systems.some(one => one.id === 'S38')).toBe(false)
    const systems = await charterRead.give(asking(), {}, {})
    expect(systems.find(one => one.id === 'S38')).toMatchObject({
      inForce: false,
      own: { since: '2199-01-01', by: 'operator' },
    })
    const problem = await refused(
      add(house, actor, [{ kind: 'day_school.class', org: 'V01', day: '2012-12-01', body: {} }]),
    )
    expect(problem.code).toBe('kind.unknown')
  })
})

describe('once it is in force', () => {
  let other: House
  beforeAll(async () => {
    other = await openHouse(place.at.place)
    const added = await addText(house, actor, { text: NIGHT, since: SINCE })
    expect(added).toEqual({ system: 'S37', since: SINCE, inForce: true })
  })
  afterAll(() => other.close())

  it('form, board row, figure and handbook entry exist without a restart', async () => {
    expect(house.charter.kinds.get('night_school.class')!.fields.people!.type).toBe('integer')
    const board = await boardShow.give(asking(), boardShow.route.query.parse({ period: '2012', on: '2013-02-01' }), {})
    expect(board.rows.find(row => row.duty === 'night_school.monthly')).toMatchObject({
      system: 'S37',
      strength: 'must',
      total: { due: 45, met: 0, notMet: 45 },
    })
    const shown = await figureShow.give(
      asking(),
      { id: 'night_school.classes', period: '2012', tree: 'then', by: 'day', limit: 10, offset: 0 },
      {},
    )
    expect(shown.figure).toMatchObject({ value: 0, status: 'ok' })
    expect(shown.formula.zh).toContain('不低于标准“每堂夜校课的人数”')
    const { system } = await charterShow.give(asking(), { id: 'S37' }, {})
    expect(system.duties[0]!.sentence).toEqual({
      zh: '嘎查村11月至次年3月每月必须完成“夜校课”不少于1次。',
      en: 'Every village must reach at least 1 activity in "Night-school classes" every month from November to March.',
    })
  })

  it('another process that was open all the time reads by it from its next request on', async () => {
    expect(other.charter.kinds.has('night_school.class')).toBe(false)
    await other.refresh()
    expect(other.charter.kinds.has('night_school.class')).toBe(true)
  })

  it('a class of nine people is recorded and counts for nothing; with ten it counts', async () => {
    await held('2012-11-05', 9)
    expect(await turns('2012-11')).toEqual([['2012-11', 'not_met', 0, 1]])
    await held('2012-11-30', 10)
    expect(await turns('2012-11')).toEqual([['2012-11', 'met', 1, 1]])
  })

  it('is owed from November to March and in no other month', async () => {
    expect((await turns('2012')).map(([turn]) => turn)).toEqual(['2012-01', '2012-02', '2012-03', '2012-11', '2012-12'])
    await held('2012-10-15', 30)
    expect(await turns('2012-10')).toEqual([])
  })

  it('the last day of the month counts for it, the day after for the next; grace of fifteen days is late, then missed', async () => {
    await held('2012-12-31', 12, 'V02')
    await held('2013-01-01', 12, 'V03')
    expect(await turns('2012-12', '2013-01-15', 'V02')).toEqual([['2012-12', 'met', 1, 1]])
    expect(await turns('2012-12', '2012-12-31', 'V03')).toEqual([['2012-12', 'open', 0, 1]])
    expect(await turns('2012-12', '2013-01-15', 'V03')).toEqual([['2012-12', 'late', 0, 1]])
    expect(await turns('2012-12', '2013-01-16', 'V03')).toEqual([['2012-12', 'not_met', 0, 1]])
  })

  it('a record made in one process is on the board of the other', async () => {
    await held('2012-03-03', 20, 'V04', other)
    const [row] = (
      await boardShow.give(asking(), boardShow.route.query.parse({ period: '2012-03', on: '2013-02-01' }), {})
    ).rows.filter(one => one.duty === 'night_school.monthly')
    expect(row!.total).toMatchObject({ due: 9, met: 1 })
  })

  it('a new minimum counts from its day; what was counted before stays, in figures and duties', async () => {
    await held('2012-01-20', 11, 'V05')
    await held('2012-02-20', 11, 'V05')
    const changed = await standardChange.give(
      asking(),
      {},
      {
        standard: 'night_school.people_each',
        value: 12,
        since: '2012-02-10',
        source: { zh: '补充通知第二条', en: 'Supplement, article 2' },
        why: '补充通知迟到',
      },
    )
    expect(changed.entries.map(entry => [entry.from, entry.value])).toEqual([
      ['2012-01-01', 10],
      ['2012-02-10', 12],
    ])
    expect(await turns('2012-01', '2013-01-31', 'V05')).toEqual([['2012-01', 'met', 1, 1]])
    expect(await turns('2012-02', '2013-01-31', 'V05')).toEqual([['2012-02', 'not_met', 0, 1]])
  })

  it('a look at another value says how last year would have stood, and stores nothing', async () => {
    const before = await everything(house.store)
    const seen = await standardPreview.give(
      asking(),
      {},
      { standard: 'study.days_per_month', value: 3, period: '2012' },
    )
    const [duty] = seen.duties
    expect([duty!.duty, duty!.before.due, duty!.after.due]).toEqual([
      'study.monthly',
      duty!.before.due,
      duty!.before.due,
    ])
    expect(duty!.after.met).toBeLessThan(duty!.before.met)
    const moved = (side: 'before' | 'after') => duty!.orgs.reduce((sum, org) => sum + org[side].met, 0)
    expect(moved('before') - moved('after')).toBe(duty!.before.met - duty!.after.met)
    expect(await everything(house.store)).toEqual(before)
    await expect(
      standardPreview.give(asking(), {}, { standard: 'study.day_per_month', value: 3 }),
    ).rejects.toMatchObject({
      code: 'charter.unknown',
    })
  })

  it('a shipped standard takes a new value the same way, and every process sees it', async () => {
    const study = (period: string) =>
      dutyList.give(asking(other), { org: 'V01', period, on: '2013-01-31', duty: 'study.monthly' }, {})
    expect((await study('2012-06'))[0]!.owed).toBe(2)
    await standardChange.give(
      asking(),
      {},
      {
        standard: 'study.days_per_month',
        value: 3,
        since: '2012-07-01',
        source: { zh: '学习制度（修订）', en: 'Study rules (revised)' },
        why: '修订文件迟到',
      },
    )
    await other.refresh()
    expect((await study('2012-06')).map(row => row.owed)).toEqual([2])
    expect((await study('2012-07')).map(row => [row.owed, row.clause.en])).toEqual([[3, 'Study rules (revised)']])
  })

  it('a later text may add; it may not take away a field, change what was counted, or end a duty in the past', async () => {
    const text = (change: (text: string) => string) => change(NIGHT)
    const since = '2013-01-01'
    const tried = async (change: (text: string) => string) =>
      (await charterPreview.give(asking(), {}, { text: text(change), since })).faults
        .map(fault => fault.what.en)
        .join('\n')
    expect(await tried(all => all.replace('      topic: { name: { zh: 内容, en: Topic }, type: text }\n', ''))).toMatch(
      /field topic vanished.*Retire/,
    )
    expect(
      await tried(all =>
        all.replace(
          'people: { name: { zh: 听课人数, en: People }, type: integer }',
          'people: { name: People, type: decimal }',
        ),
      ),
    ).toMatch(/changed from integer to decimal/)
    expect(
      await tried(all => all.replace('value: 1,', 'value: 1,').replace('        value: 10\n', '        value: 8\n')),
    ).toMatch(/was 10 from 2012-01-01; the past stays/)
    expect(await tried(all => all.replace('months: [11, 12, 1, 2, 3]', 'months: [11, 12]'))).toMatch(
      /is owed since 2012-01-01; the past stays\. End it on 2013-01-01/,
    )
    expect(await tried(all => all.replace('    grace: 15', '    to: 2012-06-01\n    grace: 15'))).toMatch(
      /cannot be made to end before 2013-01-01/,
    )
    expect(await tried(all => all.replace('    op: count\n', '    op: people\n'))).toMatch(/not counted otherwise/)
    expect(await tried(all => all.replace('    grace: 15', '    to: 2013-01-01\n    grace: 15'))).toBe('')
  })

  it('a duty that ended is owed to its end; its kind retires with it and takes no more records, the old ones stay', async () => {
    const text = NIGHT.replace('    grace: 15', '    to: 2013-01-01\n    grace: 15').replace(
      '    name: { zh: 夜校课, en: Night-school class }\n',
      '    name: { zh: 夜校课, en: Night-school class }\n    retired: 2013-01-01\n',
    )
    await addText(house, actor, { text, since: '2013-01-01' })
    expect((await turns('2012')).map(([turn]) => turn)).toEqual(['2012-01', '2012-02', '2012-03', '2012-11', '2012-12'])
    expect(await turns('2013-01', '2013-03-01')).toEqual([])
    await held('2012-12-30', 10)
    const problem = await refused(held('2013-01-02', 10))
    expect(problem.code).toBe('kind.retired')
    expect(problem.say('zh')).toContain('已自 2013-01-01 起停用')
    const { texts } = await charterShow.give(asking(), { id: 'S37' }, {})
    expect(texts.map(one => one.since)).toEqual(['2013-01-01', '2012-01-01'])
  })
})

describe('who may add to the charter', () => {
  it('the top of the district, not a town: neither by the verb nor past it in the database', async () => {
    const town: Actor = {
      ...actor,
      org: { code: 'C1', short: '镇', english: 'Town' },
      scope: { region: 1, path: '/D/C1/' },
    }
    const asked = { text: NIGHT.replace('id: S37', 'id: S39').replaceAll('night_school.', 'x_school.'), since: SINCE }
    const problem = await refused(charterAdd.give({ ...asking(), actor: town }, {}, asked))
    expect(problem.code).toBe('charter.scope')
    expect(
      (await refused(charterAdd.give({ ...asking(), actor: { ...actor, verbs: ['read', 'record'] } }, {}, asked))).code,
    ).toBe('access.denied')
    const write = composed<object>(
      `insert into own_system (region, id, system, since, text, author, at) values (1, gen_random_uuid(), 'X', '2012-01-01', 'x', 'x', now())`,
    )
    await expect(house.store.within(town.scope, tx => tx.run(write))).rejects.toThrow(/row-level security/)
  })

  it('what was said is not rewritten: no request can change or remove it', async () => {
    for (const text of [
      'update own_system set text = text where region = 1',
      'delete from own_standard where region = 1',
    ])
      await expect(house.store.within(actor.scope, tx => tx.run(composed(text)))).rejects.toThrow(/permission denied/)
  })
})
