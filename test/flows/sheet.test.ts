// Excel in and out: sheets made of the charter, workbooks as people keep them, and the tables of the pages.
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import type { FastifyInstance } from 'fastify'
import { zipSync } from 'fflate'
import { type CellValue, readXlsx, type WriteSheet, writeXlsx } from 'hucre/xlsx'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Actor, demo } from '../../src/access/session.sql.ts'
import { compile, shipped } from '../../src/charter/compile.ts'
import type { BrokenMonth, Field, FieldType, Standard, System, Unit } from '../../src/charter/language.ts'
import { writePoint } from '../../src/charter/point.ts'
import { readyDistrict } from '../../src/district/index.ts'
import { loadDistrict } from '../../src/district/load.sql.ts'
import { shares, yuanOf } from '../../src/duty/accrual.ts'
import { payRows } from '../../src/exchange/pay.ts'
import type { SheetPlan } from '../../src/exchange/sheet.api.ts'
import { readGrids, writeTables } from '../../src/exchange/sheet.node.ts'
import { append } from '../../src/record/record.sql.ts'
import { boardShow } from '../../src/server/duty.http.ts'
import { figureList, figureShow } from '../../src/server/figure.http.ts'
import { REGION } from '../../src/server/house.node.ts'
import { personList, personShow } from '../../src/server/person.http.ts'
import { recordAdd, recordList } from '../../src/server/record.http.ts'
import { serve } from '../../src/server/serve.node.ts'
import {
  boardSheet,
  figuresSheet,
  hoursSheet,
  paySheet,
  proofSheet,
  sheetImport,
  sheetTake,
} from '../../src/server/sheet.http.ts'
import { statement } from '../../src/store/store.ts'
import { SYSTEMS } from '../../src/systems/index.ts'
import { day, plusDays } from '../../src/time/day.ts'
import { readPeriod } from '../../src/time/period.ts'
import { everything, jiceng, type Ready, ready } from '../ready.ts'

let place: Ready
let app: FastifyInstance
const actors = new Map<string, Actor>()

beforeAll(async () => {
  place = await ready()
  const today = place.house.today()
  for (const actor of await place.house.store.asOwner(REGION, tx => demo(tx, place.house.charter, today)))
    actors.set(actor.account, actor)
  app = await serve(place.house, 0)
})
afterAll(async () => {
  await app.close()
  await place.remove()
})

const as = (account: string) => ({ house: place.house, actor: actors.get(account)!, language: 'zh' as const })
const code = (work: Promise<unknown>) =>
  work.then(
    () => 'nothing',
    problem => (problem as { code: string }).code,
  )
const path = join(tmpdir(), `jiceng-sheet-${process.pid}.xlsx`)
const run = (args: string[], language: 'zh' | 'en' = 'zh') =>
  jiceng([...args, ...place.at.args], { env: place.at.env, language })

type Rows = readonly (readonly CellValue[])[]
const rowsOf = async (bytes: Uint8Array, sheet = 0) => (await readXlsx(bytes)).sheets[sheet]!.rows
const book = (sheets: readonly (Omit<WriteSheet, 'rows'> & { rows: Rows })[]) =>
  writeXlsx({ sheets: sheets.map(sheet => ({ ...sheet, rows: sheet.rows.map(row => [...row]) })) })
const take = async (kind: string, more: object = {}, account = 'district') =>
  ((await sheetTake.give(as(account), { kind, lang: 'zh', ...more } as never, {})) as { bytes: Uint8Array }).bytes
const give = (
  kind: string,
  bytes: Uint8Array,
  more: { preview?: boolean; doubled?: boolean; account?: string; why?: string } = {},
): Promise<SheetPlan> =>
  sheetImport.give(
    as(more.account ?? 'district'),
    { kind },
    {
      file: '表.xlsx',
      bytes: Buffer.from(bytes).toString('base64'),
      preview: more.preview ?? true,
      doubled: more.doubled ?? false,
      ...(more.why === undefined ? {} : { why: more.why }),
    },
  )
const recorded = (kind: string, org: string, period: string) =>
  recordList.give(as('district'), { kind, org, period, limit: 1000, offset: 0 }, {})

const taken = async (kind: string, org: string, period: string) => {
  const { from, to } = readPeriod(period)!
  const rows = await rowsOf(await take(kind, { org, from, to: plusDays(to, -1) }))
  const at = rows[2]!.indexOf('到会人员')
  return { present: String(rows[3]![at]).split('、') }
}
const figure = async (id: string, org: string, period: string) =>
  (await figureShow.give(as('district'), { id, org, period, tree: 'then', by: 'day', limit: 1, offset: 0 }, {})).figure
    .value

describe('the library', () => {
  it('gives back what was written: text that looks like numbers and formulas, days, sums, merges, lists, hidden sheets', async () => {
    const text = ['=1+1', '0012', '+86', '_x000D_', 'a\nb', '152571197001011234', '@x', '1e5']
    const bytes = await writeTables(
      [
        {
          name: '表/一',
          title: '标题',
          lead: ['说明'],
          columns: [
            { head: '文字', width: 20, choices: text },
            { head: '日期', width: 12, form: 'day' },
            { head: '金额', width: 12, form: 'money' },
          ],
          rows: text.map((one, index) => [one, `2012-02-${20 + index}`, index + 0.1]),
          notes: ['注：完'],
          frozen: 1,
        },
      ],
      'zh',
    )
    const [grid, lists] = await readGrids('a.xlsx', bytes)
    expect(grid!.rows.slice(3, -1).map(row => row[0])).toEqual(text)
    expect(grid!.rows[3]![1]).toEqual(new Date(Date.UTC(2012, 1, 20)))
    expect(grid!.rows.slice(3, -1).map(row => row[2])).toEqual(text.map((_, index) => index + 0.1))
    expect(grid!.rows[0]).toEqual(['标题', '标题', '标题'])
    expect(lists).toMatchObject({ name: '选项', hidden: true })
    const [raw] = (await readXlsx(bytes)).sheets
    expect(raw!.freezePane).toEqual({ rows: 3, columns: 1 })
    expect(raw!.dataValidations![0]).toMatchObject({ type: 'list', range: 'A4:A11', formula1: "'选项'!$A$1:$A$8" })
    expect([...(raw!.cells ?? new Map()).values()].some(cell => cell.formula)).toBe(false)
  })

  it('refuses what is no workbook, and what would fill the memory', async () => {
    const refused = (bytes: Uint8Array) => code(readGrids('a.xlsx', bytes))
    expect(await refused(new TextEncoder().encode('组织，日期'))).toBe('sheet.unread')
    expect(await refused(new Uint8Array())).toBe('sheet.unread')
    const swollen = zipSync({ 'xl/worksheets/sheet1.xml': new Uint8Array(64 << 20) }, { level: 9 })
    expect(swollen.length).toBeLessThan(1 << 20)
    expect(await refused(swollen)).toBe('sheet.unread')
    const many = Object.fromEntries(Array.from({ length: 600 }, (_, n) => [`a${n}.xml`, new Uint8Array(1)]))
    expect(await refused(zipSync(many))).toBe('sheet.unread')
    expect(await refused(await book([{ name: 'a', rows: Array.from({ length: 20_001 }, () => ['x']) }]))).toBe(
      'sheet.unread',
    )
  })
})

describe('the sheet of a kind', () => {
  it('has the columns of the charter, lists to choose from, and what is required is marked', async () => {
    for (const [lang, head, flag] of [
      ['zh', ['*组织', '*日期', '期次', '*类型', '*议题', '到会人数', '记录编号'], '党委会'],
      ['en', ['*Organization', '*Day', 'For', '*Type', '*Topic', 'People present', 'Record id'], 'Party committee'],
    ] as const) {
      expect((await run(['record', 'sheet', 'meetings.held', '-o', path, '--lang', lang])).code).toBe(0)
      const { sheets } = await readXlsx(readFileSync(path))
      expect(sheets[0]!.rows[2]).toEqual(head)
      expect(sheets[0]!.dataValidations!.map(one => one.range)).toEqual(['A4:A303', 'D4:D303'])
      expect(sheets[1]!.rows.map(row => row[1])).toContain(flag)
      expect(sheets[1]!.rows.filter(row => row[0]).length).toBe(67)
    }
    rmSync(path)
  })

  it('offers the organizations of the reader and no others', async () => {
    const { sheets } = await readXlsx(await take('meetings.held', {}, 'village'))
    expect(sheets[1]!.rows.filter(row => row[0])).toHaveLength(1)
    expect(await code(take('meetings.held', { org: 'V02' }, 'village'))).toBe('org.unknown')
  })

  it('says the units in which the charter counts, and keeps the roll as names', async () => {
    expect((await rowsOf(await take('village.pay_payment')))[2]).toContain('*金额（元）')
    const rows = await rowsOf(await take('study.day', { from: '2012-01-01', to: '2012-01-31', org: 'V01' }))
    expect(rows[2]!.slice(-6)).toEqual(['到会人员', '请假人员', '缺席人员', '已补课人员', '补课日期', '记录编号'])
    const [stored] = await recorded('study.day', 'V01', '2012-01')
    const row = rows.find(one => one.at(-1) === stored!.id)!
    expect(String(row[rows[2]!.indexOf('到会人员')]).split('、')).toHaveLength(stored!.present)
  })

  it('comes back as it went out without a change, for every kind of the district', async () => {
    const before = await everything(place.house.store)
    for (const kind of place.house.charter.kinds.values()) {
      if ((kind.form !== 'record' && kind.form !== 'case') || kind.sealed) continue
      const bytes = await take(kind.id, { from: '2012-04-01', to: '2012-06-30' })
      const rows = (await rowsOf(bytes)).filter(row => typeof row.at(-1) === 'string').length - 1
      const plan = await give(kind.id, bytes, { preview: false })
      expect([kind.id, plan.counts]).toEqual([
        kind.id,
        { store: 0, correct: 0, doubled: 0, known: Math.max(0, rows), faults: 0 },
      ])
    }
    expect(await everything(place.house.store)).toEqual(before)
  })

  it('says beside the day for which turn a row is, goes out and comes back with it, and reads it as people write it', async () => {
    const head = ['组织', '日期', '期次', '金额']
    const paid = (...rows: CellValue[][]) => book([{ name: 'a', rows: [head, ...rows] }])
    const bytes = await paid(
      ['V02', '2014-01-10', '2013-Q4', 11],
      ['V02', '2014-01-11', '2013年四季度', 12],
      ['V02', '2014-01-12', new Date(Date.UTC(2013, 11, 1)), 13],
      ['V02', '2014-01-13', '２０１３年下半年', 14],
      ['V02', '2014-01-14', 2013, 15],
      ['V02', '2014-01-15', null, 16],
    )
    expect((await give('village.pay_payment', bytes, { preview: false })).counts).toMatchObject({ store: 6, faults: 0 })
    const kept = async () =>
      (await recorded('village.pay_payment', 'V02', '2014-01'))
        .filter(row => row.voidedBy === null)
        .map(row => [row.day.slice(8), row.for])
        .sort()
    const turns = [
      ...[
        ['10', '2013-Q4'],
        ['11', '2013-Q4'],
        ['12', '2013-12'],
        ['13', '2013-H2'],
        ['14', '2013'],
        ['15', null],
      ],
    ]
    expect(await kept()).toEqual(turns)
    const out = await take('village.pay_payment', { org: 'V02', from: '2014-01-01', to: '2014-01-31' })
    expect((await rowsOf(out)).slice(3, 9).map(row => row[2] ?? null)).toEqual(turns.map(([, turn]) => turn))
    expect((await give('village.pay_payment', out)).counts).toMatchObject({ known: 6, store: 0, correct: 0 })
    const other = async (said: CellValue) =>
      give(
        'village.pay_payment',
        await book([
          {
            name: 'a',
            rows: (await rowsOf(out)).map((row, at) => row.map((c, i) => (at === 3 && i === 2 ? said : c))),
          },
        ]),
        { preview: false },
      )
    expect((await other('2013年第4季度')).counts).toMatchObject({ known: 6, correct: 0 })
    expect((await other(null)).counts).toMatchObject({ known: 5, correct: 1 })
    expect((await kept())[0]).toEqual(['10', null])
    const faulty = await give(
      'village.pay_payment',
      await paid(['V02', '2014-01-10', '去年', 17], ['V02', '2014-01-10', '2014-Q2', 18]),
    )
    expect(faulty.faults.map(fault => [fault.cell, fault.field?.zh])).toEqual([
      ['C2', '期次'],
      ['C3', '期次'],
    ])
  })

  it('is there for a system that the district has added itself', async () => {
    const file = join(import.meta.dirname, '..', '..', 'examples', 'night-school', 'S37.yaml')
    expect((await run(['charter', 'add', file, '--from', '2026-11-01'])).code).toBe(0)
    await place.house.refresh()
    const kind = [...place.house.charter.kinds.values()].find(one => one.system.id === 'S37' && one.form === 'record')!
    const [, , head] = await rowsOf(await take(kind.id))
    for (const field of Object.values(kind.fields)) expect(head!.join()).toContain(field.name.zh)
  })
})

describe('a workbook as people keep it', () => {
  it('is read past titles, two rows of headings, totals, notes, units, full width and hidden columns, a sheet a unit', async () => {
    const sheet = (name: string, rows: Rows): Omit<WriteSheet, 'rows'> & { rows: Rows } => ({
      name,
      rows: [
        ['2013 年报酬发放情况统计表', null, null, null, null],
        ['填报单位：某嘎查', null, null, null, null],
        ['序号', '发放', null, '备注', '经办人电话'],
        [null, '时间', '金额（万元）', null, null],
        ['合计', null, 3.6, null, null],
        ...rows,
        ['合 计', null, 3.6, null, null],
        ['注：本表一式两份，', null, null, null, null],
        ['填表人：张三', null, null, '负责人：李四', null],
      ],
      merges: [
        { startRow: 0, startCol: 0, endRow: 0, endCol: 4 },
        { startRow: 2, startCol: 1, endRow: 2, endCol: 2 },
        { startRow: 2, startCol: 0, endRow: 3, endCol: 0 },
        { startRow: 2, startCol: 3, endRow: 3, endCol: 3 },
      ],
      columns: [{}, {}, { hidden: true }, {}, {}],
    })
    const [one, other] = (await readXlsx(await take('village.pay_payment'))).sheets[1]!.rows.map(row =>
      String(row[0]),
    ).filter(name => name.includes('嘎查'))
    const bytes = await book([
      sheet(one!, [
        [1, '2013年3月5日', 0.24, null, '139'],
        [2, '2013.4.5', '１，２００元', null, null],
        [3, 20130505, '1.2万元', null, null],
        [4, null, null, null, null],
      ]),
      sheet(other!, [
        [1, '2013/6/5', '０．０６', null, null],
        [2, new Date(Date.UTC(2013, 6, 5)), 0.1234, null, null],
      ]),
      { name: '说明', rows: [['请各单位如实填写']] },
    ])
    const looked = await give('village.pay_payment', bytes)
    expect(looked.above.map(one => [one.org.zh, one.turn, one.paid])).toEqual([[one, '2013-Q2', 13_200]])
    expect(await code(give('village.pay_payment', bytes, { preview: false }))).toBe('pay.above')
    const plan = await give('village.pay_payment', bytes, { preview: false, why: '补发上年' })
    expect(plan.counts).toEqual({ store: 5, correct: 0, doubled: 0, known: 0, faults: 0 })
    const left = plan.left.map(words => words.zh).join('\n')
    for (const said of ['经办人电话', '合计行', '填表人', '“说明”']) expect(left).toContain(said)
    const rows = await recorded('village.pay_payment', 'D', '2013')
    expect(rows.map(row => [row.day, row.body.amount, row.orgName.zh]).sort()).toEqual([
      ['2013-03-05', '2400.00', one],
      ['2013-04-05', '1200.00', one],
      ['2013-05-05', '12000.00', one],
      ['2013-06-05', '600.00', other],
      ['2013-07-05', '1234.00', other],
    ])
  })

  it('may say «all» for the members, and tells namesakes apart', async () => {
    const rows = await rowsOf(await take('study.day', { from: '2012-01-01', to: '2012-01-31', org: 'V01' }))
    const names = String(rows[3]![rows[2]!.indexOf('到会人员')]).split('、')
    const bytes = await book([
      {
        name: 'Sheet1',
        rows: [
          ['单位', '活动时间', '学习内容', '参加人员', '请假'],
          ['V01', '2013-01-10', '读书', '全体', `${names[0]![0]}　${names[0]!.slice(1)}`],
        ],
      },
      // Headed by the charter's word for such an organization, as people shorten it.
      {
        name: 'Sheet2',
        rows: [
          ['嘎查', '活动时间', '学习内容', '参加人员', '请假'],
          ['V01', '2013-01-11', '读书', `${names[1]}，${names[2]}；${names[3]}`, null],
        ],
      },
    ])
    expect((await give('study.day', bytes, { preview: false })).counts.store).toBe(2)
    const [second, first] = await recorded('study.day', 'V01', '2013-01')
    expect(second).toMatchObject({ day: '2013-01-11', present: 3, due: 3 })
    expect(first!.due).toBe(first!.present + 1)
    expect(first!.due).toBeGreaterThan(10)
  })

  it('tells every fault at once, each with its cell, and stores nothing', async () => {
    const bytes = await book([
      {
        name: '一季度',
        rows: [
          ['组织', '日期', '类型', '议题'],
          ['没有的嘎查', '2013-01-05', '党委会', '议题'],
          ['C1', '2013-02-30', '党委会', '议题'],
          ['C1', '2013.2', '开会', ''],
          ['C1', 41_334, '党委会', 1.5e17],
          ['C1', '2099-01-01', '党委会', '议题'],
          ['C1', '2013-03-01', '党委会', '#REF!'],
          ['C1', '2013-03-02', '党委会', '好的一行'],
        ],
      },
      {
        name: '二季度',
        rows: [
          ['组织', '日期', '议题'],
          ['C1', '2013-04-01', '缺一列'],
        ],
      },
    ])
    const before = await everything(place.house.store)
    writeFileSync(path, bytes)
    const said = await run(['record', 'import', path, '--kind', 'meetings.held'])
    expect(said.code).toBe(2)
    for (const [cell, why] of [
      ['第 2 行（A2）“组织”', '不是您范围内的组织'],
      ['第 3 行（B3）“日期”', '不是完整、存在的日期'],
      ['第 4 行（B4）“日期”', '不是完整、存在的日期'],
      ['第 4 行（C4）“类型”', '不在可选范围内。可选：党委会、领导小组会议、述职汇报会'],
      ['第 4 行（D4）“议题”', '没有填写'],
      ['第 5 行（B5）“日期”', '则为 2013-03-01'],
      ['第 5 行（D5）“议题”', '1.5E+17：Excel 只保留 15 位数字'],
      ['第 6 行（B6）“日期”', '2099-01-01'],
      ['第 7 行（D7）“议题”', '公式出错'],
      ['工作表“二季度”“类型”', '表中没有这一列'],
    ] as const) {
      const line = said.err.split('\n').find(one => one.includes(cell))
      expect([cell, line]).toEqual([cell, expect.stringContaining(why)])
    }
    expect(said.err).toContain('10 处问题')
    const english = await run(['record', 'import', path, '--kind', 'meetings.held', '--preview'], 'en')
    expect(english.code).toBe(1)
    expect(english.out).toContain('Sheet "一季度", row 3 (B3), "Day": "2013-02-30" is not a whole day that exists')
    expect(english.out).toMatch(/\n1 would be stored\n/)
    expect(await everything(place.house.store)).toEqual(before)
    rmSync(path)
  })

  it('is told over the wire as a problem with every fault', async () => {
    const base = `http://127.0.0.1:${(app.server.address() as { port: number }).port}`
    const entered = await fetch(`${base}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ account: 'village' }),
    })
    const headers = {
      cookie: entered.headers.get('set-cookie')!.split(';')[0]!,
      'content-type': 'application/json',
      'accept-language': 'zh',
    }
    const send = async (bytes: Uint8Array, preview: boolean) =>
      fetch(`${base}/api/kinds/meetings.held/sheet`, {
        method: 'POST',
        headers,
        body: JSON.stringify({ file: 'a.xlsx', bytes: Buffer.from(bytes).toString('base64'), preview }),
      })
    const foreign = await book([
      {
        name: 'a',
        rows: [
          ['组织', '日期', '类型', '议题'],
          ['V02', '2013-01-05', '党委会', '越界'],
        ],
      },
    ])
    const refused = await send(foreign, false)
    expect(refused.status).toBe(400)
    const problem = (await refused.json()) as { title: string; faults: { cell: string }[]; detail: string }
    expect(problem).toMatchObject({ title: 'sheet.faults', faults: [{ cell: 'A2', row: 2, sheet: 'a' }] })
    expect(problem.detail).toContain('V02')
    const shown = await send(foreign, true)
    expect((await shown.json()) as SheetPlan).toMatchObject({ stored: false, counts: { store: 0, faults: 1 } })
    const blank = await fetch(`${base}/api/kinds/meetings.held/sheet?lang=en`, { headers })
    expect(blank.headers.get('content-type')).toContain('spreadsheetml')
    expect(await code(give('meetings.held', foreign, { account: 'leader' }))).toBe('access.denied')
    expect(await code(take('recommendation.result'))).not.toBe('nothing')
  })

  it('brings nothing twice: what is on record is shown and left out unless told otherwise', async () => {
    const bytes = await book([
      {
        name: 'a',
        rows: [
          ['组织', '日期', '类型', '议题'],
          ['C2', '2013-05-06', '领导小组会议', '甲'],
          ['C2', '2013-05-06', '领导小组会议', '甲'],
          ['C2', '2013-05-06', '党委会', '乙'],
        ],
      },
    ])
    const first = await give('meetings.held', bytes, { preview: false })
    expect(first.counts).toMatchObject({ store: 2, doubled: 1 })
    expect(first.doubled[0]).toMatchObject({ row: 3, record: 'a!2' })
    const again = await give('meetings.held', bytes)
    expect(again.counts).toMatchObject({ store: 0, doubled: 3 })
    const stored = await recorded('meetings.held', 'C2', '2013-05')
    expect(stored.map(row => row.id)).toContain(again.doubled[0]!.record)
    expect((await give('meetings.held', bytes, { preview: false, doubled: true })).counts.store).toBe(3)
    expect(await recorded('meetings.held', 'C2', '2013-05')).toHaveLength(stored.length + 3)
  })

  it('takes a row for the one above where cents or blanks alone are written otherwise', async () => {
    const bytes = await book([
      {
        name: 'a',
        rows: [
          ['组织', '日期', '金额'],
          ['V01', '2013-05-07', '5000'],
          ['V01', '2013-05-07', '5000.00'],
          ['V01', '2013-05-07', '5,000元'],
          ['V01', '2013-05-07', '5000.01'],
        ],
      },
    ])
    expect((await give('village.office_payment', bytes)).counts).toMatchObject({ store: 2, doubled: 2 })
    const texts = await book([
      {
        name: 'a',
        rows: [
          ['组织', '日期', '类型', '议题'],
          ['C2', '2013-05-08', '党委会', 'a'],
          ['C2', '2013-05-08', '党委会', '  a '],
        ],
      },
    ])
    expect((await give('meetings.held', texts)).counts).toMatchObject({ store: 1, doubled: 1 })
  })

  it('says on which day who missed it made it up: one day for all, or each with their own, out and in again', async () => {
    const [one, two] = (await taken('study.day', 'V02', '2012-03')).present
    const head = ['组织', '日期', '学习内容', '到会人员', '已补课人员', '补课日期']
    const row = (on: string, made: string, days: CellValue) => ['V02', on, `补课${on}`, null, made, days]
    const bytes = await book([
      {
        name: 'a',
        rows: [
          head,
          row('2014-03-03', `${one}、${two}`, '2014年4月5日'),
          row('2014-03-10', `${one}、${two}`, `${one} 2014-04-06、${two}（2014.5.7）`),
          row('2014-03-17', `${one}、${two}`, `${two} 2014-04-08`),
        ],
      },
    ])
    expect((await give('study.day', bytes, { preview: false })).counts).toMatchObject({ store: 3, faults: 0 })
    expect(await figure('study.made_up', 'V02', '2014-03'), 'the one of 7 May was too late').toBe(5)
    const out = await take('study.day', { org: 'V02', from: '2014-03-01', to: '2014-03-31' })
    const rows = await rowsOf(out)
    const at = rows[2]!.indexOf('补课日期')
    expect(rows.slice(3, 6).map(cells => cells[at])).toEqual([
      '2014-04-05',
      expect.stringMatching(/ 2014-04-06、.* 2014-05-07$/),
      expect.stringMatching(/^[^、]+ 2014-04-08$/),
    ])
    expect((await give('study.day', out)).counts).toMatchObject({ known: 3, store: 0, correct: 0 })
    const changed = await book([
      { name: 'a', rows: rows.map((cells, n) => (n === 3 ? cells.with(at, '2014-06-01') : cells)) },
    ])
    expect((await give('study.day', changed, { preview: false })).counts).toMatchObject({ known: 2, correct: 1 })
    expect(await figure('study.made_up', 'V02', '2014-03')).toBe(3)
    const early = await give(
      'study.day',
      await book([{ name: 'a', rows: [head, row('2014-03-24', String(one), '2014-03-01')] }]),
    )
    expect(early.faults.map(fault => fault.why.zh).join()).toMatch(/早于 2014-03-24/)
  })

  it('asks once of an import why more is paid than is owed, and stores nothing until it is said', async () => {
    const head = ['组织', '日期', '期次', '金额']
    const paid = (...rows: CellValue[][]) => book([{ name: 'a', rows: [head, ...rows] }])
    // Two members of each are owed 400 yuan a month.
    const bytes = await paid(
      ['V04', '2014-03-05', null, 2400],
      ['V04', '2014-03-06', null, 0.01],
      ['V05', '2014-03-05', null, 2000],
      ['V06', '2014-04-05', '2014-Q1', 9999],
    )
    const looked = await give('village.pay_payment', bytes)
    const asked = looked.above.map(({ turn, owed, paid }) => [turn, owed, paid])
    expect(asked).toEqual([
      ['2014-Q1', 2400, 2400.01],
      ['2014-Q1', 2400, 9999],
    ])
    for (const why of [undefined, '  '])
      expect(await code(give('village.pay_payment', bytes, { preview: false, ...(why ? { why } : {}) }))).toBe(
        'pay.above',
      )
    expect(await recorded('village.pay_payment', 'D', '2014-03')).toEqual([])
    writeFileSync(path, bytes)
    const command = ['record', 'import', path, '--kind', 'village.pay_payment']
    const told = await run([...command, '--preview'], 'en')
    expect(told.out).toMatch(/2 turns would be paid more than is owed.*\n.*2014-Q1: 2400 yuan owed, 2400.01 paid/)
    expect((await run(command)).code).toBe(2)
    expect((await give('village.pay_payment', bytes, { preview: false, why: '补发' })).counts.store).toBe(4)
    expect(await recorded('village.pay_payment', 'D', '2014-03')).toHaveLength(3)
    // A correction takes the old amount back: to what is owed, nothing is asked.
    const out = await take('village.pay_payment', { org: 'V06', from: '2014-04-01', to: '2014-04-30' })
    const rows = (await rowsOf(out)).map(row => row.map(cell => (cell === 9999 ? 2400 : cell)))
    const corrected = await give('village.pay_payment', await book([{ name: 'a', rows }]))
    expect([corrected.counts.correct, corrected.above]).toEqual([1, []])
  })

  it('corrects a record whose row was changed, once, and never one that was corrected since', async () => {
    const ids = (
      await recordAdd.give(
        as('district'),
        {},
        {
          lines: [
            { kind: 'meetings.held', org: 'C3', day: '2013-06-01', body: { type: 'report', topic: '原来的' } },
            { kind: 'meetings.held', org: 'C3', day: '2013-06-02', body: { type: 'report', topic: '不变的' } },
          ],
        },
      )
    ).ids
    const bytes = await take('meetings.held', { org: 'C3', from: '2013-06-01', to: '2013-06-30' })
    const change = async (topic: string) => {
      const rows = (await rowsOf(bytes)).map(row => row.map(cell => (cell === '原来的' ? topic : cell)))
      return book([{ name: 'a', rows }])
    }
    const changed = await change('改正的')
    const plan = await give('meetings.held', changed, { preview: false })
    expect(plan.counts).toEqual({ store: 0, correct: 1, doubled: 0, known: 1, faults: 0 })
    const now = (await recorded('meetings.held', 'C3', '2013-06')).filter(row => row.voidedBy === null)
    expect(now.map(row => row.body.topic).sort()).toEqual(['不变的', '改正的'])
    expect(now.find(row => row.body.topic === '改正的')!.voids).toBe(ids[0])
    for (const same of [changed, bytes])
      expect((await give('meetings.held', same)).counts).toMatchObject({ correct: 0, known: 2, faults: 0 })
    const late = await give('meetings.held', await change('又一个'))
    expect(late.faults[0]!.why.zh).toContain('已被更正')
  })

  it('refuses an id that was copied, invented, or belongs to another kind', async () => {
    const [meeting] = await recorded('study.day', 'V01', '2012-02')
    const bytes = await book([
      {
        name: 'a',
        rows: [
          ['组织', '日期', '类型', '议题', '记录编号'],
          ['C1', '2013-08-01', '党委会', '一', meeting!.id],
          ['C1', '2013-08-02', '党委会', '二', '00000000-0000-7000-8000-00000000000a'],
          ['C1', '2013-08-03', '党委会', '三', '00000000-0000-7000-8000-00000000000a'],
          ['C1', '2013-08-04', '党委会', '四', '第四'],
        ],
      },
    ])
    const plan = await give('meetings.held', bytes)
    expect(plan.faults.map(fault => fault.cell)).toEqual(['E2', 'E4', 'E5'])
  })
})

describe('the tables of the pages', () => {
  const asked = { org: 'D', period: '2012', tree: 'then' as const, lang: 'zh' as const }
  const bytesOf = async (file: Promise<unknown>) => ((await file) as { bytes: Uint8Array }).bytes

  it('hold the board in words, the figures with their source, and every fact behind a figure', async () => {
    const board = await boardShow.give(
      as('district'),
      { ...asked, level: 'below', changed: false, offset: 0, limit: 500 },
      {},
    )
    const rows = await rowsOf(await bytesOf(boardSheet.give(as('district'), asked, {})))
    expect(rows.length).toBe(board.rows.length + 3)
    const pay = board.rows.find(row => row.duty === 'village.pay')!
    const line = rows.find(row => row[2] === pay.title.zh)!
    expect(line[4]).toBe(`已完成 ${pay.total.met}，未完成 ${pay.total.notMet}`)

    const figures = await figureList.give(as('district'), asked, {})
    const told = await rowsOf(await bytesOf(figuresSheet.give(as('district'), asked, {})))
    expect(told.slice(3).map(row => [row.at(-1), row[2]])).toEqual(figures.map(row => [row.id, row.value ?? '未记录']))

    const proof = await figureShow.give(
      as('district'),
      { ...asked, id: 'study.days', by: 'day', limit: 1, offset: 0 },
      {},
    )
    expect(proof.figure.records).toBeGreaterThan(1000)
    const facts = await rowsOf(
      await bytesOf(proofSheet.give(as('district'), { ...asked, id: 'study.days', by: 'day' }, {})),
    )
    const ids = facts.slice(4).map(row => row.at(-1))
    expect(new Set(ids).size).toBe(proof.figure.records)
  })

  it('hold the class hours of a person, year by year, with their records', async () => {
    const people = await personList.give(as('district'), { q: '', org: 'O03', on: '2012-12-31', limit: 100 }, {})
    const id = people.find(one => one.rank === 'section')!.id
    const file = await personShow.give(as('district'), { id, on: '2012-12-31' }, {})
    const bytes = await bytesOf(hoursSheet.give(as('district'), { id, on: '2012-12-31', lang: 'zh' }, {}))
    const years = (await rowsOf(bytes)).slice(3)
    expect(years.map(row => row[2])).toEqual(file.hours.flatMap(rule => rule.years.map(year => year.hours)))
    const records = (await rowsOf(bytes, 1)).slice(3)
    expect(records.reduce((sum, row) => sum + Number(row[5]), 0)).toBe(
      file.hours.flatMap(rule => rule.years).reduce((sum, year) => sum + year.hours, 0),
    )
    expect(await code(hoursSheet.give(as('village'), { id, lang: 'zh' }, {}))).toBe('person.unknown')
  })

  it('hold the pay sheet of a quarter: each holder of a post, the standard in force, what is paid, what is not', async () => {
    const read = async (period: string) =>
      (
        await rowsOf(await bytesOf(paySheet.give(as('district'), { duty: 'village.pay', period, lang: 'zh' }, {})))
      ).slice(3)
    const rows = await read('2012-Q2')
    const people = rows.filter(row => row[1] !== '小计' && row[1] !== null)
    expect(people).toHaveLength(18)
    for (const row of people) expect(row.slice(3, 7)).toEqual([400, 3, null, 1200])
    const unpaid = rows.filter(row => row[1] === '小计' && row[8] !== 0)
    expect(unpaid.map(row => row.slice(6, 9))).toEqual([[2400, 0, -2400]])
    const total = rows.find(row => row[0] === '合计')!
    expect(total.slice(6, 9)).toEqual([21_600, 19_200, -2400])
    expect(rows.some(row => String(row[0]).includes('不足一个月的，按实际天数占当月天数的比例计算'))).toBe(true)
    const [, , , before] = await rowsOf(
      await bytesOf(paySheet.give(as('district'), { duty: 'village.pay', period: '2011-Q4', lang: 'zh' }, {})),
    )
    expect(before!.slice(3, 7)).toEqual([200, 3, null, 600])
    expect(rows.some(row => String(row[0]).includes('400 元/月，自 2012-01-01 起执行'))).toBe(true)
    expect(await code(paySheet.give(as('district'), { duty: 'village.pey', period: '2012-Q1', lang: 'zh' }, {}))).toBe(
      'sheet.pay',
    )
    expect((await run(['sheet', 'pay', 'village.pay', '--period', '2012-Q1', '-o', path])).code).toBe(0)
    rmSync(path)
  })

  it('splits what a unit owes to the cent, whatever the standard, the rule for broken months and the days in post', () => {
    const clause = { zh: '', en: '' }
    const turn = readPeriod('2012-Q1')!
    const days = fc.integer({ min: 0, max: 90 }).map(n => plusDays(turn.from, n))
    const name = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g')
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 3_000_000 }),
        fc.integer({ min: 1, max: 3_000_000 }),
        fc.constantFrom<Unit>('yuan/month', 'yuan/year'),
        fc.constantFrom<BrokenMonth>('days', 'begun', 1, 15, 31),
        fc.uniqueArray(days, { minLength: 1, maxLength: 4 }),
        fc.array(fc.uniqueArray(name), { minLength: 5, maxLength: 5 }),
        (one, other, unit, value, cuts, names) => {
          const entries = [
            { from: day('2011-01-01'), value: one / 100, clause },
            { from: cuts[0]!, value: other / 100, clause },
          ]
          const standard: Standard = {
            ...{ title: clause, unit, strength: 'must', entries },
            broken: [{ from: day('2011-01-01'), value, clause }],
          }
          const starts = [turn.from, ...cuts.filter(cut => cut > turn.from).sort()]
          const held = starts.map((from, index) => ({ from, to: starts[index + 1] ?? turn.to, whom: names[index]! }))
          const owed = shares(standard, held, turn)
          const rows = payRows(standard, owed, yuanOf(standard, owed))
          expect(rows.reduce((sum, row) => sum + row.cents, 0)).toBe(Math.round(yuanOf(standard, owed) * 100))
          for (const row of rows) {
            const per = unit === 'yuan/year' ? 12 : 1
            const due = row.shares.reduce((sum, { days, of }) => sum + (row.entry.value * 100 * days) / of / per, 0)
            expect(Math.abs(row.cents - due)).toBeLessThan(1.001)
          }
          // Whoever is there for the whole turn under one value is owed whole months by every rule.
          const always = (['a', 'b', 'c', 'd', 'e', 'f', 'g'] as const).filter(one =>
            held.every(({ whom }) => whom.includes(one)),
          )
          if (one === other)
            for (const person of always) {
              const mine = owed.filter(share => share.person === person)
              expect(mine.reduce((sum, share) => sum + share.days, 0)).toBe(91)
            }
        },
      ),
    )
  })
})

const bodies = statement<{ id: string }>(
  'test.sheet_bodies',
  'select id, kind, org, day, body, present, excused, absent, made_up from record where region = $1 and kind = $2 order by id',
)

it('any records of chance kinds, exported and imported elsewhere, are the same records', async () => {
  const other = 2
  await loadDistrict(place.house.store, place.house.charter, other, readyDistrict(), true)
  const facts = readyDistrict()
  const orgs = facts.orgs.filter(org => org.to === null && org.from <= '2012-01-01')
  const people = facts.people.filter(person => person.to === null).map(person => person.id)
  const things = facts.things.filter(thing => thing.kind === 'venue' && thing.to === null)
  const text = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
    // biome-ignore lint/suspicious/noControlCharactersInRegex: signs that no XML file can hold
    .filter(one => one.trim() !== '' && !/[\u0000-\u001f\u007f-\u009f\ufffe\uffff]/.test(one))
    .filter(one => !/^#|E\+/i.test(one.normalize('NFKC')))
  // What names another record is read back in a test of its own.
  const values: Record<Exclude<FieldType, 'record'>, fc.Arbitrary<unknown>> = {
    text,
    integer: fc.nat(1e12 as never),
    decimal: fc.integer({ min: 0, max: 1e9 }).map(n => n / 1000),
    money: fc.integer({ min: 0, max: 1e12 }).map(n => (n / 100).toFixed(2)),
    day: fc.integer({ min: 0, max: 9000 }).map(n => plusDays(day('1990-01-01'), n)),
    choice: fc.constantFrom('a', 'b'),
    flag: fc.boolean(),
    person: fc.constantFrom(...people),
    org: fc.constantFrom(...orgs.map(org => org.id)),
    thing: fc.constantFrom(...things.map(thing => thing.id)),
    point: fc
      .tuple(fc.integer({ min: -18e6, max: 18e6 }), fc.integer({ min: -9e6, max: 9e6 }))
      .map(([lon, lat]) => writePoint([lon / 1e5, lat / 1e5])),
  }
  const field = fc.record({
    // Names that the fixed columns bear, too, and one that comes twice.
    name: fc.constantFrom('内容', '日期', '组织', '名称（元）', '备注', '金额', '合计', 'id', '编号', '面积'),
    type: fc.constantFrom(...(Object.keys(values) as Exclude<FieldType, 'record'>[])),
    optional: fc.boolean(),
  })
  // A roll of members holds members alone.
  const rollOf = (kept: 'members' | 'named', org: string, on: string) => {
    const there = facts.memberships.filter(one => one.org === org && one.from <= on && (one.to === null || on < one.to))
    const pool = kept === 'named' ? people.slice(0, 200) : there.map(one => one.person)
    return pool.length === 0
      ? fc.constant<[string, number][]>([])
      : fc.array(fc.tuple(fc.constantFrom(...pool), fc.nat(3)), { maxLength: 12 })
  }
  let runs = 0
  await fc.assert(
    fc.asyncProperty(
      fc.array(field, { maxLength: 5 }),
      fc.constantFrom(undefined, 'members' as const, 'named' as const),
      fc.constantFrom('zh' as const, 'en' as const),
      fc.gen(),
      async (given, kept, lang, gen) => {
        const kind = `z.k${++runs}`
        const fields = Object.fromEntries(
          given.map(({ name, type, optional }, index): [string, Field] => [
            `f${index}`,
            {
              name: { zh: name, en: `${name}-en` },
              type,
              // A point may not be demanded.
              optional: optional || type === 'point',
              ...(type === 'choice' ? { choices: { a: { zh: '甲', en: 'A' }, b: { zh: '乙', en: 'B' } } } : {}),
              ...(type === 'thing' ? { of: 'venue' } : {}),
            },
          ]),
        )
        const own: System = {
          id: `Z${runs}`,
          name: { zh: '试', en: 'Trial' },
          group: 'report',
          clause: { zh: '试', en: 'for trial' },
          records: {
            [kind]: {
              name: { zh: `试${runs}`, en: `Trial ${runs}` },
              // The district imports what it may write: what stands above an organization.
              written: { by: ['own', 'above'], as: 'report' },
              fields,
              ...(kept ? { roll: kept } : {}),
            },
          },
        }
        const charter = compile([...shipped(SYSTEMS), { file: 'z', system: own, lineOf: () => 1 }])
        const lines = Array.from({ length: gen(fc.integer, { min: 1, max: 8 }) }, (_, index) => {
          const org = gen(() => fc.constantFrom(...orgs.map(one => one.id)))
          const on = plusDays(day('2012-01-01'), gen(fc.nat, { max: 360 }))
          const lists: [string[], string[], string[], string[]] = [[], [], [], []]
          if (kept)
            for (const [person, list] of new Map(gen(rollOf, kept, org, on)))
              if (!lists.flat().includes(person)) lists[list]!.push(person)
          const [present, excused, absent, madeUp] = lists
          return {
            id: `00000000-0000-7000-8000-${String(runs * 100 + index).padStart(12, '0')}`,
            kind,
            org,
            day: on,
            body: Object.fromEntries(
              Object.entries(fields).flatMap(([name, one]) =>
                one.optional && gen(fc.boolean)
                  ? []
                  : [[name, gen(() => values[one.type as Exclude<FieldType, 'record'>])]],
              ),
            ),
            ...(kept ? { roll: { present, excused, absent, madeUp } } : {}),
          }
        })
        const house = { ...place.house, charter, settle: async () => undefined }
        const here = { ...as('district'), house }
        const author = { name: 'test', hand: null, today: house.today() }
        await house.store.within(here.actor.scope, tx => append(tx, charter, lines, author))
        const range = { from: '2012-01-01', to: '2012-12-31' }
        const { bytes } = (await sheetTake.give(here, { kind, lang, ...range }, {})) as { bytes: Uint8Array }
        const body = { file: 'a.xlsx', bytes: Buffer.from(bytes).toString('base64'), preview: false, doubled: false }
        const same = await sheetImport.give(here, { kind }, body)
        expect(same.counts).toEqual({ store: 0, correct: 0, doubled: 0, known: lines.length, faults: 0 })
        const there = { ...here, actor: { ...here.actor, scope: { ...here.actor.scope, region: other } } }
        await sheetImport.give(there, { kind }, body)
        const of = (region: number) => house.store.asOwner(region, tx => tx.all(bodies, [region, kind]))
        expect(await of(other)).toEqual(await of(REGION))
      },
    ),
    // A failure is told while there is time: looking for a smaller one makes a charter anew at each step.
    { numRuns: 30, interruptAfterTimeLimit: 60_000, markInterruptAsFailure: true },
  )
})
