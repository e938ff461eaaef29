// Which column of an office's list says what: rosters of people and lists of organizations, by the headings that offices use.
// Exact words after folding, never likeness: 入党时间 and 入团时间 differ by one sign. What is not certain is asked. Pure.
import type { Words } from '../charter/language.ts'
import { blank, narrowed } from './cells.ts'
import { isNote, isTotal } from './heading.ts'
import { normal } from './record-columns.ts'
import { type Cell, type Grid, lettersOf } from './sheet.ts'

/** The two forms that make a register. */
export type ListForm = 'roster' | 'organizations'

/** A field of a form: its name and the headings under which offices keep it, by public forms and party systems. */
interface ListField {
  readonly name: Words
  readonly also: readonly string[]
}

const field = (zh: string, en: string, also = ''): ListField => ({
  name: { zh, en },
  also: [zh, en, ...also.split(' ').filter(Boolean)],
})

/** What is read of a roster. */
const ROSTER = {
  name: field('姓名', 'name', '党员姓名 名字 人员姓名'),
  sex: field('性别', 'sex'),
  nationality: field('民族', 'nationality', '族别'),
  born: field('出生年月', 'born', '出生日期 出生年月日 生日 出生时间'),
  identity: field(
    '身份证号',
    'identity number',
    '身份证号码 公民身份号码 公民身份证号码 公民身份证号 身份证 证件号码 居民身份证号码',
  ),
  education: field('学历', 'education', '文化程度 最高学历 学历情况'),
  joined: field('入党时间', 'joined', '入党日期 入党年月 加入党组织日期 加入党组织时间 成为预备党员日期'),
  confirmed: field('转正时间', 'confirmed', '转正日期 转正年月 转为正式党员日期 转为正式党员时间'),
  branch: field(
    '所在党支部',
    'branch',
    '所在支部 所属党支部 所属支部 党支部 支部 支部名称 党支部名称 所属党组织 所在党组织 党组织 党组织名称 编入党支部 所属组织机构',
  ),
  kind: field('人员类别', 'member kind', '党员类别 党员类型 党员身份 党籍 政治面貌 党员阶段 发展阶段'),
  post: field('党内职务', 'post', '职务 党支部任职 党内岗位 现任党内职务 支部职务 党内职务名称'),
  appointed: field('任职时间', 'in office since', '任现职时间 任职日期 任现职日期'),
  occupation: field('职业', 'occupation', '工作岗位 岗位 从事工作'),
} as const satisfies Readonly<Record<string, ListField>>

/** What is read of a list of organizations. */
const ORGANIZATIONS = {
  name: field(
    '党组织名称',
    'organization',
    '党组织全称 组织名称 单位名称 支部名称 党支部名称 党组织名称全称 组织全称 名称 全称',
  ),
  short: field('简称', 'short name', '党组织简称 组织简称'),
  code: field('党组织编码', 'code', '党组织代码 组织代码 组织机构代码 编码 代码'),
  kind: field('党组织类别', 'organization kind', '党组织类型 组织类别 组织类型 支部类型 层级 级别'),
  parent: field(
    '上级党组织',
    'superior',
    '上级 上级组织 上级党组织名称 上级组织名称 隶属党组织 所属党委 所属党组织 主管党组织',
  ),
  sector: field('单位类别', 'sector', '单位性质 单位性质类别 所在单位情况 领域'),
  founded: field('成立时间', 'founded', '批准建立党组织日期 成立日期 建立时间 批准成立时间'),
  former: field('曾用名', 'former name', '原名 原名称 曾用名称'),
} as const satisfies Readonly<Record<string, ListField>>

export const FORMS = { roster: ROSTER, organizations: ORGANIZATIONS } as const
export type RosterField = keyof typeof ROSTER
export type OrganizationField = keyof typeof ORGANIZATIONS

/** Headings that everybody has and that are computed or belong to other forms: their columns are left without a word on each. */
const SERIAL = /^(?:序号|编号|顺序号|序|no\.?|#|号)$/i
/** Rows from the top among which the heading is looked for. */
const DEPTH = 20

/** A column of a list: its heading, and the field that it is read as; null where it is not read. */
export interface ListColumn {
  readonly at: number
  readonly heading: string
  readonly field: string | null
}

/** The table of a sheet. */
export interface ListTable {
  readonly form: ListForm
  /** The rows of its heading, from 0. */
  readonly head: { readonly row: number; readonly height: 1 | 2 }
  readonly columns: readonly ListColumn[]
  /** Rows that say something, by their place from 0. */
  readonly rows: readonly number[]
  /** Two columns that would both be the same field. */
  readonly twice: readonly { readonly field: string; readonly columns: readonly ListColumn[] }[]
  readonly left: readonly Words[]
}

/** How headings are read where the words alone do not say it: by heading, the field, or null for a column to leave. */
export type Overrides = Readonly<Record<string, string | null>>

/** The name of a field of a form. */
export function fieldWords(form: ListForm, name: string): Words {
  return (FORMS[form] as Readonly<Record<string, ListField>>)[name]?.name ?? { zh: name, en: name }
}

/** The list on a sheet, or null where none is found. `form` says which it is, where the words are not to decide. */
export function listIn(grid: Grid, overrides: Overrides, form: ListForm | null): ListTable | null {
  let best: { form: ListForm; row: number; height: 1 | 2; columns: ListColumn[]; score: number } | null = null
  for (const tried of form ? [form] : (['roster', 'organizations'] as const))
    for (let row = 0; row < Math.min(grid.rows.length, DEPTH); row++)
      for (const height of [1, 2] as const) {
        if (row + height > grid.rows.length) continue
        const columns = columnsOf(grid, tried, row, height, overrides)
        const fields = new Set(columns.flatMap(one => one.field ?? []))
        if (!fields.has('name') || fields.size < 2) continue
        // A roster has columns for names of people; «支部名称» alone may head either.
        const score = fields.size + (columns.some(one => normal(one.heading) === '姓名') && tried === 'roster' ? 10 : 0)
        // The lowest of those that say as much: what stands above a heading is the title.
        const better = !best || score > best.score || (score === best.score && row > best.row)
        if (better) best = { form: tried, row, height, columns, score }
      }
  if (!best) return null
  const { row, height, columns } = best
  const place = (name: string) => columns.find(one => one.field === name)
  const left: Words[] = columns
    .filter(one => one.field === null && one.heading !== '' && !SERIAL.test(normal(one.heading)))
    .map(one => ({
      zh: `工作表“${grid.name}”的 ${lettersOf(one.at)} 列“${one.heading}”`,
      en: `column ${lettersOf(one.at)} "${one.heading}" of the sheet "${grid.name}"`,
    }))
  const rows: number[] = []
  for (let index = row + height; index < grid.rows.length; index++) {
    const cells = grid.rows[index]!
    const why = passed(grid, cells, index, columns, place('name')!.at)
    if (why === null) rows.push(index)
    else if (why !== 'blank')
      left.push({
        zh: `工作表“${grid.name}”第 ${index + 1} 行（${LEFT[why].zh}）`,
        en: `row ${index + 1} of the sheet "${grid.name}" (${LEFT[why].en})`,
      })
  }
  const fields = [...new Set(columns.flatMap(one => one.field ?? []))]
  const twice = fields
    .map(name => ({ field: name, columns: columns.filter(one => one.field === name) }))
    .filter(one => one.columns.length > 1)
  return { form: best.form, head: { row, height }, columns, rows, twice, left }
}

const LEFT = {
  total: { zh: '合计行', en: 'total' },
  note: { zh: '表下说明', en: 'note' },
  numbers: { zh: '列号行', en: 'numbers of columns' },
} as const

function columnsOf(grid: Grid, form: ListForm, row: number, height: 1 | 2, overrides: Overrides): ListColumn[] {
  const width = Math.max(grid.rows[row]!.length, grid.rows[row + height - 1]!.length)
  const folded = new Map(Object.entries(overrides).map(([heading, name]) => [normal(heading), name]))
  return Array.from({ length: width }, (_, at) => {
    const texts = headingOf(grid, row, height, at)
    const shown = texts.at(-1) ?? ''
    for (const text of texts) {
      const told = folded.get(normal(text))
      if (told !== undefined) return { at, heading: text, field: told !== null && told in FORMS[form] ? told : null }
    }
    for (const text of texts) {
      const found = fieldFor(form, text)
      if (found) return { at, heading: text, field: found }
    }
    return { at, heading: shown, field: null }
  })
}

/** What may be the heading of a column: what stands lowest, then with what stands above it. */
function headingOf(grid: Grid, row: number, height: 1 | 2, column: number): string[] {
  const said = (index: number) => {
    const cell = grid.rows[index]?.[column]
    return typeof cell === 'string' ? cell.trim() : ''
  }
  const [top, bottom] = [said(row), said(row + height - 1)]
  if (height === 1 || top === bottom || bottom === '') return top === '' ? [] : [top]
  return top === '' ? [bottom] : [`${top}${bottom}`, bottom]
}

/** The field of each heading, as headings are compared. */
const FIELD_OF: Readonly<Record<ListForm, ReadonlyMap<string, string>>> = {
  roster: headingsOf(ROSTER),
  organizations: headingsOf(ORGANIZATIONS),
}

function headingsOf(fields: Readonly<Record<string, ListField>>): Map<string, string> {
  return new Map(Object.entries(fields).flatMap(([key, { also }]) => also.map(one => [normal(one), key] as const)))
}

/** The field of a heading: by its words, else by those before a bracket, as in 人员类别（正式/预备）. */
function fieldFor(form: ListForm, heading: string): string | null {
  const text = normal(heading).replace(/\(?必填\)?/g, '')
  const names = new Set([text, text.replace(/[([【].*$/, '')])
  for (const name of names) {
    const found = FIELD_OF[form].get(name)
    if (found) return found
  }
  return null
}

/** Why a row below the heading is left; null for one that says something. */
function passed(
  grid: Grid,
  cells: readonly Cell[],
  row: number,
  columns: readonly ListColumn[],
  name: number,
): keyof typeof LEFT | 'blank' | null {
  const texts = cells.filter(cell => typeof cell === 'string' && cell.trim() !== '').map(cell => narrowed(String(cell)))
  if (cells.every(cell => blank(cell))) return 'blank'
  if (cells.every(cell => blank(cell) || /^\d{1,2}$/.test(narrowed(String(cell)))) && !blank(cells[name]))
    return 'numbers'
  // The word for a total stands where nothing is read, or where the name would.
  const read = new Set(columns.flatMap(one => (one.field !== null && one.at !== name ? [one.at] : [])))
  if (cells.some((cell, at) => typeof cell === 'string' && !read.has(at) && isTotal(narrowed(cell)))) return 'total'
  const wide = grid.merges.some(
    one => one.top === row && one.bottom === row && one.left <= 1 && one.right >= Math.min(columns.length, 4) - 1,
  )
  if (
    texts.length > 0 &&
    isNote(texts[0]!) &&
    (wide || blank(cells[name]) || narrowed(String(cells[name])) === texts[0])
  )
    return 'note'
  if (wide) return 'note'
  // Rows that are only numbered wait for what never came.
  const said = columns.filter(one => one.field !== null && !blank(cells[one.at]))
  return said.length === 0 ? 'blank' : null
}
