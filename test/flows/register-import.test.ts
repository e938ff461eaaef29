// An official's own files: organizations and people of a district come out of workbooks, with every mess that offices make, into the
// register; what is wrong is told by its cell, the rest is kept, told again nothing changes, and one act takes all of it back.
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { unzipSync, zipSync } from 'fflate'
import { type CellValue, readXlsx, type WriteSheet, writeXlsx } from 'hucre/xlsx'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '../../src/access/session.sql.ts'
import { loadDistrict } from '../../src/district/load.sql.ts'
import type { ListMap, ListPlan } from '../../src/exchange/office-list.api.ts'
import { readIdentity, withCheck } from '../../src/register/identity.ts'
import { byStrokes } from '../../src/register/strokes.ts'
import { changeUndo } from '../../src/server/change.http.ts'
import { openHouse, operator, REGION } from '../../src/server/house.node.ts'
import { listsImport, listTake } from '../../src/server/office-list.http.ts'
import { composed } from '../../src/store/store.ts'
import { day } from '../../src/time/day.ts'
import { readPartial, sayKnown } from '../../src/time/partial.ts'
import { copyOf } from '../place.ts'
import { everything, jiceng, opened, type Ready } from '../ready.ts'

const TOP = '11111111-1111-7111-8111-111111111111'
let place: Ready
let owner: Actor

beforeAll(async () => {
  const at = await copyOf('one-organization', async where => {
    const house = await openHouse(where)
    await loadDistrict(
      house.store,
      house.charter,
      REGION,
      {
        orgs: [
          {
            ...{ id: TOP, code: 'D', parent: null, tier: 'district', sector: 'district', model: 'urban' },
            ...{
              name: '中共云桥区工作委员会',
              short: '云桥区党工委',
              english: '',
              aliases: [],
              from: day('1990-01-01'),
              to: null,
            },
          },
        ],
        ...{ people: [], memberships: [], posts: [], things: [], ties: [], records: [], accounts: [] },
        keptSince: day('2026-01-01'),
      },
      false,
    )
    await house.close()
  })
  place = await opened(at)
  owner = await operator(place.house, 'test')
})
afterAll(() => place.remove())

type Rows = readonly (readonly CellValue[])[]
type Page = Omit<WriteSheet, 'rows'> & { rows: Rows }
const book = (...sheets: readonly Page[]) =>
  writeXlsx({ sheets: sheets.map(sheet => ({ ...sheet, rows: sheet.rows.map(row => [...row]) })) })

const give = (
  bytes: Uint8Array,
  more: { preview?: boolean; map?: ListMap; file?: string; back?: boolean; actor?: Actor } = {},
): Promise<ListPlan> =>
  listsImport.give(
    { house: place.house, actor: more.actor ?? owner, language: 'zh' },
    {},
    {
      file: more.file ?? '名册.xlsx',
      bytes: Buffer.from(bytes).toString('base64'),
      map: more.map ?? {},
      preview: more.preview ?? true,
      back: more.back ?? false,
    },
  ) as Promise<ListPlan>
const undo = (plan: ListPlan) =>
  changeUndo.give({ house: place.house, actor: owner, language: 'zh' }, { id: plan.change! }, { preview: false })
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => 'nothing was refused',
    problem => (problem as { say(language: string): string }).say('zh'),
  )
const rowsIn = (text: string) =>
  place.house.store.asOwner(REGION, tx => tx.all(composed<Record<string, unknown>>(text)))
const facts = async () => {
  const { org, person, membership, post } = await everything(place.house.store)
  return { org, person, membership, post }
}
/** Rows of the register without the transactions that wrote them. */
const content = async () => ({
  orgs: await rowsIn('select id, code, name, parent, valid::text from org order by id, valid'),
  people: await rowsIn('select id, name, born, valid::text from person order by id, valid'),
  memberships: await rowsIn('select id, org, kind, valid::text from membership order by id'),
  posts: await rowsIn('select id, org, post, valid::text from post order by id'),
})

// ── an invented district: 40 organizations in four levels, 600 people in 31 sheets ──────────────────────────────────────────────

const TOWNS = ['石桥镇', '白杨镇', '云河农场', '区直机关']
const committees = TOWNS.map(town => `中共${town}委员会`)
const generals = TOWNS.map((town, n) => (n === 3 ? '区教育局党总支' : `${town}中心村党总支`))
const VILLAGES = [...'东西南北上下前后新老大小高长青红金银玉柳松梅']
const villages = VILLAGES.slice(0, 22).map(sign => `${sign}岭村党支部`)
const others = [
  '云桥社区党支部',
  '河畔社区党支部',
  '云桥粮油公司党支部',
  '三家企业联合党支部',
  '区财政局党支部',
  '区实验小学党支部',
  '派出所党支部',
  '云河一分场党支部',
  '云河二分场党支部',
]
const branches = [...villages, ...others]

const HEAD = ['序号', '党组织名称', '上级党组织', '成立时间', '曾用名']
const organizations: CellValue[][] = [
  [1, '中共云桥区工作委员会', null, null, null],
  ...committees.map((name, n): CellValue[] => [n + 2, name, '云桥区党工委', '1995年3月', null]),
  ...generals.map((name, n): CellValue[] => [n + 6, name, committees[n]!.replace('中共', ''), '1996.07', null]),
  ...branches.map((name, n): CellValue[] => [
    n + 10,
    name,
    n < 22 ? generals[n % 3]! : n < 25 ? committees[0]! : n < 29 ? '区直机关党委' : committees[2]!,
    n === 0 ? '1985.10' : '1998-07-01',
    n === 1 ? '西山村党支部、西沟村党支部' : null,
  ]),
]
const organizationBook = (rows: Rows = organizations) =>
  book({
    name: '一览表',
    rows: [
      ['云桥区党组织一览表', null, null, null, null],
      HEAD,
      ...rows,
      ['合计', `${rows.length} 个`, null, null, null],
      ['填表人：某某', null, null, null, null],
    ],
    merges: [{ startRow: 0, endRow: 0, startCol: 0, endCol: 4 }],
  })

const SURNAMES = [...'王李张刘陈杨赵黄周吴徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹']
const GIVEN = [...'建国志强秀英丽娟海涛春梅永福文斌玉兰晓东桂芳']
const FORMS: readonly ((year: number, month: string, date: string) => CellValue)[] = [
  (y, m) => `${y}.${m}`,
  (y, m) => `${y}${m}`,
  (y, m) => `${y}年${Number(m)}月`,
  (y, m, d) => `${y}${m}${d}`,
  (y, m) =>
    [...`${y}.${m}`].map(sign => (sign === '.' ? '．' : String.fromCharCode(sign.charCodeAt(0) + 0xfee0))).join(''),
  (y, m) => `${y} . ${m}`,
]
interface One {
  readonly name: string
  readonly sex: '男' | '女'
  readonly year: number
  readonly month: string
  readonly id: string
}
function person(n: number): One {
  const given = `${GIVEN[Math.floor(n / 30) % 20]}${n % 3 === 0 ? GIVEN[(n * 7) % 20] : ''}`
  const [year, month] = [1950 + (n % 45), String((n % 12) + 1).padStart(2, '0')]
  const sex = n % 3 === 1 ? ('女' as const) : ('男' as const)
  const serial = String((n % 100) * 10 + (sex === '男' ? 1 : 2)).padStart(3, '0')
  return { name: `${SURNAMES[n % 30]}${given}`, sex, year, month, id: withCheck(`150000${year}${month}15${serial}`) }
}
const WIDE = [
  '序号',
  '姓名',
  '性别',
  '民族',
  '出生年月',
  '身份证号',
  '学历',
  '入党时间',
  '转正时间',
  '党内职务',
  '人员类别',
  '备注',
]
function personRow(
  n: number,
  serial: number,
  post: string | null,
  more: Partial<Record<string, CellValue>> = {},
): CellValue[] {
  const { name, sex, year, month, id } = person(n)
  const probationary = n % 50 === 7
  const cells: Record<string, CellValue> = {
    序号: serial,
    姓名: name.length === 2 && n % 2 === 0 ? `${name[0]}　${name[1]}` : name,
    性别: sex,
    民族: n % 5 === 0 ? '蒙古' : '汉族',
    出生年月: FORMS[n % 6]!(year, month, '15'),
    身份证号: n % 4 === 0 ? null : id,
    学历: ['大专', '高中', '中等专科', '本科', '初中'][n % 5]!,
    入党时间: probationary ? '2026.01' : `${year + 25}.06`,
    转正时间: probationary ? null : `${year + 26}年6月`,
    党内职务: post,
    人员类别: probationary ? '预备党员' : n % 2 === 0 ? '正式党员' : '正式',
    备注: null,
    ...more,
  }
  return WIDE.map(head => cells[head] ?? null)
}
const EACH = 600 / branches.length
const ofBranch = (b: number) =>
  Array.from({ length: Math.floor((b + 1) * EACH) - Math.floor(b * EACH) }, (_, k) => Math.floor(b * EACH) + k)

/** A sheet as branches hand it in: every third with two rows of headings, titles, totals, notes, a hidden row. */
function sheetOf(b: number, change: (n: number) => Partial<Record<string, CellValue>> = () => ({})): Page {
  const name = branches[b]!
  const people = ofBranch(b)
  const rows = people.map((n, k) =>
    personRow(n, k + 1, k === 0 ? '书记' : k === 1 ? '组织委员' : k === 2 ? '副书记、宣传委员' : null, change(n)),
  )
  const two = b % 3 === 0
  const heads: CellValue[][] = two
    ? [
        WIDE.map(head => (head === '入党时间' ? '党籍' : head === '转正时间' ? '党籍' : head)),
        WIDE.map(head => (head === '入党时间' || head === '转正时间' ? head : null)),
      ]
    : [WIDE.map(head => (head === '人员类别' ? '人员类别\n（正式/预备）' : head === '姓名' ? '* 姓 名' : head))]
  const width = WIDE.length - 1
  const across = (row: number) => ({ startRow: row, endRow: row, startCol: 0, endCol: width })
  return {
    name: b % 2 === 0 ? name : `Sheet${b}`,
    rows: [
      [`中共${name}党员花名册`, ...Array.from({ length: width }, () => null)],
      [`填报单位：${name}`, ...Array.from({ length: width }, () => null)],
      ...heads,
      ...rows,
      ['合计', null, null, null, null, null, null, null, null, null, `${people.length}人`, null],
      ['注：本表一式两份', ...Array.from({ length: width }, () => null)],
      ['填表人：', null, null, null, '审核人：'],
    ],
    merges: [across(0), ...(two ? [{ startRow: 2, endRow: 2, startCol: 7, endCol: 8 }] : [])],
    ...(b === 4 ? { rowDefs: new Map([[5, { hidden: true }]]) } : {}),
  }
}
const rosterBook = (change?: (n: number) => Partial<Record<string, CellValue>>) =>
  book(...branches.map((_, b) => sheetOf(b, change)))

describe('a district out of its own files', () => {
  it('shows the tree before anything is stored, with tiers and sectors guessed from names', async () => {
    const before = await everything(place.house.store)
    const plan = await give(await organizationBook())
    expect(await everything(place.house.store)).toEqual(before)
    expect(plan).toMatchObject({
      stored: false,
      faults: [],
      organizations: { new: 39, same: 1, changed: 0, refused: 0 },
    })
    const named = new Map(plan.tree.map(one => [one.name, one]))
    // Each stands behind the one above it, in the order of the file.
    for (const [at, one] of plan.tree.entries())
      if (one.level > 0) expect(plan.tree.slice(0, at).findLast(other => other.level < one.level)?.name).toBe(one.under)
    expect(new Set(plan.tree.map(one => one.level))).toEqual(new Set([0, 1, 2, 3]))
    expect(named.get('石桥镇委员会')).toMatchObject({
      tier: { code: 'committee', guessed: true },
      sector: { code: 'town' },
      from: '1995-03-01',
    })
    expect(named.get('石桥镇中心村党总支')).toMatchObject({
      tier: { code: 'general_branch' },
      sector: { code: 'village' },
    })
    expect(named.get('三家企业联合党支部')).toMatchObject({
      tier: { code: 'joint_branch' },
      sector: { code: 'enterprise' },
    })
    expect(named.get('云河一分场党支部')).toMatchObject({ tier: { code: 'branch' }, sector: { code: 'sub_bureau' } })
    expect(named.get('派出所党支部')?.sector.code).toBe('public_security')
    expect(named.get('区实验小学党支部')?.sector.code).toBe('organ')
    expect(named.get('东岭村党支部')).toMatchObject({ from: '1996-07-01', under: '石桥镇中心村党总支' })
    expect(plan.map.sectors?.派出所党支部).toBe('public_security')
    const told = await give(await organizationBook(), {
      map: { sectors: { 区实验小学党支部: '社区' }, tiers: { 派出所党支部: 'joint_branch' } },
    })
    expect(told.tree.find(one => one.name === '区实验小学党支部')?.sector).toMatchObject({
      code: 'community',
      guessed: false,
    })
    expect(told.tree.find(one => one.name === '派出所党支部')?.tier.code).toBe('joint_branch')
  })

  it('takes organizations and 600 people in, says the same of them again, and goes back by one act', async () => {
    const file = join(tmpdir(), `jiceng-lists-${process.pid}.xlsx`)
    const back = join(tmpdir(), `jiceng-lists-back-${process.pid}.xlsx`)
    writeFileSync(file, await organizationBook())
    const run = (args: string[]) => jiceng([...args, '--json', ...place.at.args], { env: place.at.env, language: 'zh' })
    const orgs = await run(['register', 'import', file])
    expect(orgs).toMatchObject({ code: 0, err: '' })
    const empty = await content()
    expect(empty.orgs).toHaveLength(40)

    const wrong: Record<number, Partial<Record<string, CellValue>>> = {
      3: { 身份证号: 1.5e17 },
      21: { 身份证号: '150000197104311018' },
      41: { 入党时间: '2005.2.31' },
      61: { 人员类别: '群众' },
      81: { 性别: null, 身份证号: null },
      101: { 出生年月: '1901.01' },
      121: { 学历: '在读' },
      141: {
        姓名: person(5).name,
        出生年月: `${person(5).year}.${person(5).month}`,
        身份证号: person(5).id,
        性别: person(5).sex,
      },
      161: { 出生年月: 1985.1, 身份证号: null },
    }
    writeFileSync(file, await rosterBook(n => wrong[n] ?? {}))
    const people = await run(['register', 'import', file, '--back', back])
    expect(people.code).toBe(1)
    const plan = JSON.parse(people.out) as ListPlan
    expect(plan.faults.map(one => `${one.sheet} ${one.row} ${one.column} ${one.what.zh}`)).toMatchInlineSnapshot(`
      [
        "东岭村党支部 8 F 为 150000000000000000：Excel 只保留 15 位数字，后面的已经丢失，无法还原",
        "Sheet1 6 F 校验码不对",
        "南岭村党支部 7 H “2005.2.31”不是存在的日期或年月",
        "Sheet3 8 K “群众”不是正式党员，也不是预备党员",
        "上岭村党支部 8 C 没有性别",
        "Sheet5 9 E 与身份证号中的出生日期 1961-06-15 不一致",
        "前岭村党支部 10 G “在读”看不出是哪一级学历",
        "Sheet7 10 F 与工作表“东岭村党支部”第 10 行是同一个身份证号",
        "新岭村党支部 11 E 是数字 1985.1，可能是 1 月，也可能是 10 月",
      ]
    `)
    expect(plan.people).toEqual({ new: 591, same: 0, changed: 0, refused: 9 })
    expect(plan.memberships.new).toBe(591)
    expect(plan.notes.map(one => one.zh).join('\n')).toContain('第 6 行（共 1 行）是隐藏的')

    // A month stays a month, and ages follow its last day.
    const [month] = await rowsIn(`select born::text, born_known from person where name = '${person(8).name}'`)
    expect(month).toEqual({
      born: `${person(8).year}-${person(8).month}-${new Date(Date.UTC(person(8).year, Number(person(8).month), 0)).getUTCDate()}`,
      born_known: 'month',
    })
    // Probationary until confirmed; no earlier than the branch stands.
    const stages = await rowsIn(
      `select m.kind, m.valid::text from membership m join person p on p.id = m.person where p.name = '${person(44).name}' order by m.valid`,
    )
    expect(stages).toEqual([
      { kind: 'probationary', valid: '[2019-06-01,2020-06-01)' },
      { kind: 'full', valid: '[2020-06-01,)' },
    ])
    expect(await rowsIn(`select count(*)::int as n from person where name like '%1500%'`)).toEqual([{ n: 0 }])
    expect(JSON.stringify(await rowsIn('select what, images from register_change'))).not.toContain(person(5).id)

    // The same workbook, with a column behind the last one.
    const given = await readXlsx(readFileSync(file))
    const returned = await readXlsx(readFileSync(back))
    expect(returned.sheets.map(sheet => sheet.name)).toEqual(given.sheets.map(sheet => sheet.name))
    for (const [index, sheet] of given.sheets.entries()) {
      const after = returned.sheets[index]!
      expect(after.rows.map(row => Array.from({ length: WIDE.length }, (_, at) => row[at] ?? null))).toEqual(
        sheet.rows.map(row => Array.from({ length: WIDE.length }, (_, at) => row[at] ?? null)),
      )
      for (const fault of plan.faults.filter(one => one.sheet === sheet.name))
        expect(after.rows[fault.row! - 1]!.at(-1)).toContain(fault.what.zh)
    }

    // Told again, nothing changes.
    const before = await facts()
    const again = await give(readFileSync(file), { preview: false })
    expect(again).toMatchObject({
      stored: false,
      change: null,
      people: { new: 0, same: 591, changed: 0, refused: 9 },
      memberships: { new: 0, same: 591 },
      posts: { new: 0, changed: 0 },
    })
    expect(again.posts.same).toBe(plan.posts.new)
    expect(await facts()).toEqual(before)

    // A newer one shows what differs.
    const newer = await give(
      await rosterBook(n =>
        n === 7 ? { 人员类别: '正式党员', 转正时间: '2026.11' } : n === 8 ? { 学历: '研究生' } : (wrong[n] ?? {}),
      ),
    )
    expect(newer).toMatchObject({ people: { new: 0, changed: 1 }, memberships: { new: 0, changed: 1 } })
    expect(newer.changes.map(one => `${one.who.zh} ${one.field.zh} ${one.before.zh}→${one.after.zh}`).sort()).toEqual(
      [
        `${person(7).name} 人员类别 预备党员→正式党员`,
        `${person(8).name} 学历 ${['专科', '高中', '中专', '本科', '初中'][8 % 5]}→研究生`,
      ].sort(),
    )

    // One act takes all of it back, then the organizations.
    const undone = await run(['org', 'undo', plan.change!])
    expect(undone).toMatchObject({ code: 0, err: '' })
    expect(await content()).toEqual(empty)
    await undo(JSON.parse(orgs.out) as ListPlan)
    expect((await content()).orgs).toHaveLength(1)
    for (const one of [file, back]) rmSync(one, { force: true })
  }, 60_000)
})

describe('lists of organizations', () => {
  const list = (...rows: CellValue[][]) =>
    book({ name: '一览表', rows: [['党组织名称', '上级党组织', '类别', '成立时间'], ...rows] })
  const told = async (...rows: CellValue[][]) => {
    const plan = await give(await list(...rows), { map: { columns: { 类别: 'kind' } } })
    return { ...plan.organizations, faults: plan.faults.map(one => `${one.row}${one.column} ${one.what.zh}`) }
  }
  it('refuse a superior that is missing, unknown, or below itself, by its cell, with all that stands under it', async () => {
    expect(
      await told(
        ['甲镇党委', '云桥区党工委', null, null],
        ['乙村党支部', null, null, null],
        ['丙村党支部', '丁镇党委', null, null],
        ['戊村党支部', '戊村党支部', null, null],
        ['己党总支', '庚党总支', null, null],
        ['庚党总支', '己党总支', null, null],
        ['辛村党支部', '庚党总支', null, null],
        ['壬村党支部', '甲镇党委', null, '2026-02-30'],
        ['癸村党支部', '甲镇党委', null, '2099.1'],
      ),
    ).toMatchInlineSnapshot(`
      {
        "changed": 0,
        "faults": [
          "3B “乙村党支部”没有写上级",
          "4B 没有叫“丁镇党委”的上级（是否指“甲镇党委”？）",
          "5B 上级就是它自己",
          "6B 上级绕回了自己：己党总支 → 庚党总支 → 己党总支",
          "7B 上级绕回了自己：庚党总支 → 己党总支 → 庚党总支",
          "8B 上级“庚党总支”那一行没有导入",
          "9D “2026-02-30”不是存在的日期或年月",
          "10D 2099-01-01 还没有到",
        ],
        "new": 1,
        "refused": 8,
        "same": 0,
      }
    `)
  })
  it('ask of two branches of one name, and of people of an organization that several are called', async () => {
    expect(
      await told(
        ['甲镇党委', 'D', null, null],
        ['第一党支部', '甲镇党委', null, null],
        ['第一党支部', '甲镇党委', null, null],
      ),
    ).toMatchInlineSnapshot(`
      {
        "changed": 0,
        "faults": [
          "4A 与工作表“一览表”第 3 行同名，上级也相同",
        ],
        "new": 2,
        "refused": 1,
        "same": 0,
      }
    `)
    const two = await give(
      await book(
        {
          name: '一览表',
          rows: [
            ['党组织名称', '上级党组织'],
            ['甲镇党委', 'D'],
            ['乙镇党委', 'D'],
            ['第一党支部', '甲镇党委'],
            ['第一党支部', '乙镇党委'],
          ],
        },
        {
          name: '名册',
          rows: [
            [...WIDE, '所在党支部'],
            [...personRow(1, 1, null), '第一党支部'],
          ],
        },
      ),
    )
    expect(two).toMatchObject({ organizations: { new: 4, refused: 0 }, people: { refused: 1 } })
    expect(two.faults[0]!.what.zh).toBe('叫“第一党支部”的组织不止一个')
  })
})

describe('people', () => {
  const roster = (...rows: CellValue[][]) => book({ name: '云桥区党工委', rows: [WIDE, ...rows] })
  it('are the same by their identity number, else by name, birth and branch, never by name alone', async () => {
    const noId = { 身份证号: null }
    const born = { 出生年月: '1971.03', 身份证号: null }
    const plan = await give(
      await roster(
        personRow(1, 1, null),
        personRow(1, 2, null),
        personRow(2, 3, null, { ...born, 姓名: '钱 枫' }),
        personRow(2, 4, null, { ...born, 姓名: '钱枫', 出生年月: '1971年3月' }),
        personRow(2, 5, null, { ...noId, 姓名: '钱枫', 出生年月: '1971.04' }),
      ),
      { preview: false },
    )
    expect(plan.people).toMatchObject({ new: 3, refused: 2 })
    expect(plan.faults.map(one => `${one.row}${one.column} ${one.what.zh}`)).toEqual([
      '3F 与工作表“云桥区党工委”第 2 行是同一个身份证号',
      '5B 与工作表“云桥区党工委”第 4 行同名、出生时间相同',
    ])
    await undo(plan)
    const twins = await roster(
      personRow(2, 3, null, { ...born, 姓名: '钱枫' }),
      personRow(2, 4, null, { ...born, 姓名: '钱枫' }),
    )
    const map: ListMap = { people: { '云桥区党工委!3': 'new' } }
    const both = await give(twins, { map, preview: false })
    expect(both.people).toMatchObject({ new: 2, refused: 0 })
    expect((await give(twins, { map })).people).toMatchObject({ new: 0, same: 2, refused: 0 })
    await undo(both)
  })
  it('keep a post that nobody else may hold for one, and are kept without a post that the charter does not know', async () => {
    const plan = await give(
      await roster(
        personRow(1, 1, '书记'),
        personRow(2, 2, '书记'),
        personRow(3, 3, '党小组长、支部副书记'),
        personRow(5, 4, '普通党员'),
      ),
    )
    expect(plan).toMatchObject({ people: { new: 4, refused: 0 }, posts: { new: 2, refused: 2 } })
    expect(plan.faults.map(one => `${one.row}${one.column}`)).toEqual(['3J', '4J'])
  })
  it('are read by other headings where the map says so, and by words for a missing column', async () => {
    const rows: CellValue[][] = [
      ['名号', '阳历生日', '类别'],
      ['钱枫', '1971.03.02', '正式'],
    ]
    const bytes = await book({ name: '云桥区党工委', rows })
    expect(await refusal(give(bytes))).toContain('没有找到名册或组织一览表的表头')
    const map: ListMap = {
      columns: { 名号: 'name', 阳历生日: 'born', 类别: 'kind' },
      constants: { sex: '男', nationality: '汉族', education: '高中' },
    }
    expect(await give(bytes, { map })).toMatchObject({ people: { new: 1, refused: 0 }, faults: [] })
    const twice = await give(
      await book({
        name: '云桥区党工委',
        rows: [
          [...WIDE, '党员类别'],
          [...personRow(1, 1, null), '正式'],
        ],
      }),
    )
    expect(twice).toMatchObject({ people: { new: 0, refused: 1 } })
    expect(twice.faults[0]).toMatchObject({ row: 1, column: 'K、M' })
  })
  it('of a branch out of sight are not there for whoever imports', async () => {
    const made = await give(
      await book({
        name: '一览表',
        rows: [
          ['党组织名称', '上级党组织', '编码'],
          ['甲镇党委', 'D', 'T1'],
          ['乙镇党委', 'D', 'T2'],
          ['甲村党支部', '甲镇党委', 'T11'],
        ],
      }),
      { preview: false },
    )
    const town: Actor = {
      ...owner,
      org: { code: 'T1', short: '甲镇党委', english: '甲镇党委' },
      scope: { region: REGION, path: '/D/T1/' },
    }
    const bytes = await book({
      name: '名册',
      rows: [
        [...WIDE, '支部'],
        [...personRow(1, 1, null), '甲村党支部'],
        [...personRow(2, 2, null), '乙镇党委'],
      ],
    })
    const plan = await give(bytes, { actor: town, preview: false })
    expect(plan).toMatchObject({ stored: true, people: { new: 1, refused: 1 } })
    expect(plan.faults[0]).toMatchObject({ row: 3, column: 'M' })
    // What another branch knows of somebody is asked of whoever sees both.
    const moved = await give(
      await book({
        name: '名册',
        rows: [
          [...WIDE, '支部'],
          [...personRow(1, 1, null), '乙镇党委'],
        ],
      }),
    )
    expect(moved.faults[0]).toMatchObject({ row: 2, column: 'B' })
    expect(moved.faults[0]!.remedy.zh).toContain('jiceng member transfer')
    await undo(plan)
    await undo(made)
  })
})

describe('the lists going out again', () => {
  it('come in the order of strokes, print their headings on every page, and read back as the same', async () => {
    const made = await give(
      await book({
        name: '云桥区党工委',
        rows: [WIDE, ...Array.from({ length: 60 }, (_, n) => personRow(n, n + 1, n === 0 ? '书记' : null))],
      }),
      { preview: false },
    )
    for (const lang of ['zh', 'en'] as const) {
      const { bytes } = (await listTake.give(
        { house: place.house, actor: owner, language: lang },
        { form: 'roster', lang },
        {},
      )) as { bytes: Uint8Array }
      const [sheet] = (await readXlsx(bytes)).sheets
      const names = sheet!.rows.slice(3).map(row => String(row[1]))
      expect(names).toEqual([...names].sort(byStrokes))
      expect(names).toHaveLength(60)
      const workbook = new TextDecoder().decode(unzipSync(bytes)['xl/workbook.xml'])
      expect(workbook).toMatch(/_xlnm\.Print_Titles"[^>]*>[\p{L}\p{N}]+!\$1:\$3</u)
      expect(await give(bytes)).toMatchObject({
        people: { new: 0, same: 60, changed: 0, refused: 0 },
        posts: { same: 1 },
        faults: [],
      })
      const list = (await listTake.give(
        { house: place.house, actor: owner, language: lang },
        { form: 'organizations', lang },
        {},
      )) as { bytes: Uint8Array }
      expect(await give(list.bytes)).toMatchObject({ organizations: { new: 0, same: 1, changed: 0 }, faults: [] })
    }
    await undo(made)
  })
})

describe('files', () => {
  it('in UTF-8 and GBK with separated values say the same', async () => {
    const rows = [['单位：云桥区党工委'], WIDE, ...[1, 2, 3].map(n => personRow(n, n, null))]
    const text = rows.map(row => row.map(cell => cell ?? '').join(',')).join('\r\n')
    const utf8 = await give(new TextEncoder().encode(text), { file: '名册.csv' })
    expect(utf8.faults).toEqual([])
    expect(utf8).toMatchObject({ people: { new: 3, refused: 0 } })
    const GBK = Buffer.from(gbk(text))
    const old = await give(GBK, { file: '名册.csv', back: true })
    expect(old).toMatchObject({ people: { new: 3, refused: 0 } })
    expect(old.notes[0]!.zh).toContain('按 GBK 读取')
  })
  it('that cannot be read are refused in one sentence with the remedy', async () => {
    const sound = await organizationBook()
    const parts = unzipSync(sound)
    const with_ = (name: string) => zipSync({ ...parts, [name]: new Uint8Array(10) })
    const ole = (name: string) =>
      new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, ...Buffer.from(name, 'utf16le'), ...new Uint8Array(512)])
    const cases: Record<string, Uint8Array> = {
      宏: with_('xl/vbaProject.bin'),
      链接: with_('xl/externalLinks/externalLink1.xml'),
      密码: ole('EncryptedPackage'),
      旧版: ole('Workbook'),
      网页: new TextEncoder().encode('<html><table></table></html>'),
      损坏: sound.slice(0, sound.length / 2),
      炸弹: zipSync({ 'xl/worksheets/sheet1.xml': new Uint8Array(40 << 20) }),
      二进制: new Uint8Array(2000).fill(0).map((_, n) => n % 7),
    }
    const said: Record<string, string> = {}
    for (const [name, bytes] of Object.entries(cases)) said[name] = await refusal(give(bytes))
    expect(said).toMatchInlineSnapshot(`
      {
        "二进制": "读不了 名册.xlsx：不是完好的 .xlsx 文件（或加了密码）。请用 Excel 或 WPS 打开，另存为“Excel 工作簿（*.xlsx）”后再试。",
        "宏": "读不了 名册.xlsx：文件带有宏。请用 Excel 或 WPS 打开，另存为不带宏的“Excel 工作簿（*.xlsx）”后再试。",
        "密码": "读不了 名册.xlsx：文件加了密码。请用 Excel 或 WPS 打开，取消密码后另存为“Excel 工作簿（*.xlsx）”再试。",
        "损坏": "读不了 名册.xlsx：不是完好的 .xlsx 文件（或加了密码）。请用 Excel 或 WPS 打开，另存为“Excel 工作簿（*.xlsx）”后再试。",
        "旧版": "读不了 名册.xlsx：不是 .xlsx 文件（是旧版 .xls 或网页格式）。请用 Excel 或 WPS 打开，另存为“Excel 工作簿（*.xlsx）”后再试。",
        "炸弹": "读不了 名册.xlsx：解开后大得不像一份表格，为安全起见不读。请把需要的表另存为新的工作簿。",
        "网页": "读不了 名册.xlsx：不是 .xlsx 文件（是旧版 .xls 或网页格式）。请用 Excel 或 WPS 打开，另存为“Excel 工作簿（*.xlsx）”后再试。",
        "链接": "读不了 名册.xlsx：文件里有指向其他文件的链接。请用 Excel 或 WPS 打开，在“数据－编辑链接”中断开链接，保存后再试。",
      }
    `)
  })
  it('of a million rows that are empty, or with a cell at the far corner, take bounded time', async () => {
    const parts = unzipSync(await organizationBook())
    const name = 'xl/worksheets/sheet1.xml'
    const xml = new TextDecoder().decode(parts[name])
    const rows = Array.from({ length: 1_000_000 }, (_, n) => `<row r="${n + 100}"/>`).join('')
    const far = zipSync({
      ...parts,
      [name]: new TextEncoder().encode(
        xml.replace('</sheetData>', '<row r="1048576"><c r="A1048576"><v>1</v></c></row></sheetData>'),
      ),
    })
    const many = zipSync(
      { ...parts, [name]: new TextEncoder().encode(xml.replace('</sheetData>', `${rows}</sheetData>`)) },
      { level: 1 },
    )
    for (const bytes of [far, many]) {
      const start = Date.now()
      const plan = await give(bytes).catch(problem => problem as { code: string })
      expect('code' in plan ? plan.code : plan.organizations.new).toSatisfy(one => one === 'sheet.unread' || one === 39)
      expect(Date.now() - start).toBeLessThan(20_000)
    }
  }, 60_000)
  it('of 3,000 rows are shown in a preview, and how long it took is printed', async () => {
    const rows = Array.from({ length: 3000 }, (_, n) =>
      personRow(n % 600, n + 1, null, {
        姓名: `${SURNAMES[n % 30]}${GIVEN[Math.floor(n / 30) % 20]}${GIVEN[Math.floor(n / 600)]}`,
        身份证号: null,
      }),
    )
    const bytes = await book({ name: '云桥区党工委', rows: [WIDE, ...rows] })
    const began = performance.now()
    const plan = await give(bytes)
    console.log(`preview of 3,000 rows: ${Math.round(performance.now() - began)} ms`)
    expect(plan.people).toMatchObject({ new: 3000, refused: 0 })
  })
})

describe('what papers say of a person', () => {
  it('keeps days and months as they are written, and makes none of what does not exist', () => {
    const written = fc.record({ year: fc.integer({ min: 1930, max: 2026 }), month: fc.integer({ min: 1, max: 12 }) })
    fc.assert(
      fc.property(written, fc.constantFrom('.', '-', '/', '年', ''), ({ year, month }, sign) => {
        const mm = sign === '' ? String(month).padStart(2, '0') : String(month)
        const found = readPartial(`${year}${sign}${mm}${sign === '年' ? '月' : ''}`, 2026)!
        expect(sayKnown(found.last, found.known)).toBe(`${year}-${String(month).padStart(2, '0')}`)
        expect(found.first.slice(0, 7)).toBe(found.last.slice(0, 7))
      }),
    )
    for (const none of ['1985.13', '2012.2.31', '1990-02-29', '31107', '一九八五年三月', '0000.00.00', '1985.03.1x'])
      expect([none, readPartial(none, 2026)]).toEqual([none, null])
    expect(readPartial('85年3月', 2026)).toEqual(readPartial('1985年3月', 2026))
    expect(readPartial('1985/03/00', 2026)?.known).toBe('month')
    expect(readPartial('1985', 2026)?.known).toBe('year')
  })
  it('sees every wrong digit of an identity number, and every two neighbours that changed places', () => {
    const number = fc
      .tuple(fc.integer({ min: 0, max: 35_000 }), fc.integer({ min: 0, max: 999 }))
      .map(([days, serial]) => {
        const born = new Date(Date.UTC(1930, 0, 1) + days * 86_400_000).toISOString().slice(0, 10).replaceAll('-', '')
        return withCheck(`150000${born}${String(serial).padStart(3, '0')}`)
      })
    fc.assert(
      fc.property(number, fc.nat(16), fc.integer({ min: 1, max: 9 }), (text, at, by) => {
        expect(readIdentity(text)).toMatchObject({ number: text })
        const other = text.slice(0, at) + ((Number(text[at]) + by) % 10) + text.slice(at + 1)
        expect(typeof readIdentity(other)).toBe('string')
        if (at < 16 && text[at] !== text[at + 1])
          expect(typeof readIdentity(text.slice(0, at) + text[at + 1] + text[at] + text.slice(at + 2))).toBe('string')
      }),
    )
  })
})

/** A text in GBK: the encoding turned round, sign by sign. */
function gbk(text: string): number[] {
  const decoder = new TextDecoder('gb18030')
  const table = new Map<string, number[]>()
  for (let high = 0x81; high <= 0xfe; high++)
    for (let low = 0x40; low <= 0xfe; low++)
      if (low !== 0x7f) table.set(decoder.decode(new Uint8Array([high, low])), [high, low])
  return [...text].flatMap(sign => (sign.charCodeAt(0) < 128 ? [sign.charCodeAt(0)] : (table.get(sign) ?? [0x3f])))
}
