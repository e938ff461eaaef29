// The rows of an office's lists as it wrote them: organizations and people, each with what its cells say and what they do not. Pure.
import type { Charter } from '../charter/charter.ts'
import type { Words } from '../charter/language.ts'
import type { Membership } from '../register/facts.ts'
import type { Identity } from '../register/identity.ts'
import { storedName, storedPersonName } from '../register/name.ts'
import type { Day } from '../time/day.ts'
import { mayAgree, type Partial, wholeDay } from '../time/partial.ts'
import { blank } from './cells.ts'
import {
  educationIn,
  identityIn,
  memberKindIn,
  nationalityIn,
  occupationIn,
  partialIn,
  postsIn,
  type Read,
  sexIn,
  textIn,
  type Wrong,
} from './list-cells.ts'
import { fieldWords, type ListForm, type ListTable, listIn } from './list-heading.ts'
import type { ListMap } from './office-list.api.ts'
import { type Cell, type Grid, lettersOf } from './sheet.ts'

/** A fault at its place: the sheet, the row as Excel counts, the letters of the column. */
export interface ListFault extends Wrong {
  readonly sheet: string
  readonly row: number | null
  readonly column: string | null
}

/** Where a row stands: its sheet, its place from 0, and the columns of its fields. */
export interface Place {
  readonly sheet: string
  readonly row: number
  readonly at: Readonly<Record<string, number>>
}

/** A row of a list of organizations. What its table has no column for is missing. */
export interface OrgRow {
  readonly place: Place
  readonly name: string
  readonly short?: string
  readonly code?: string
  readonly kind?: string
  readonly parent?: string
  readonly sector?: string
  readonly founded?: Partial
  readonly former: readonly string[]
}

/** A row of a roster that can be read. `branch` is the name of the organization by the row, else what its sheet is called after. */
export interface PersonRow {
  readonly place: Place
  readonly name: string
  readonly sex: 1 | 2
  readonly born: Partial
  readonly nationality: string
  readonly education: number
  readonly occupation: string | null
  readonly identity: Identity | null
  readonly joined: Partial | null
  readonly confirmed: Partial | null
  readonly kind: Membership['kind']
  readonly branch: readonly string[]
  readonly posts: readonly string[]
  /** What stands among the posts and is none of the charter's. */
  readonly unknownPosts: readonly string[]
  readonly appointed: Partial | null
}

/** How a sheet was read, for the reader to check. */
export interface SheetRead {
  readonly sheet: string
  readonly hidden: boolean
  readonly table: ListTable
}

export interface OfficeList {
  readonly sheets: readonly SheetRead[]
  readonly orgs: readonly OrgRow[]
  readonly people: readonly PersonRow[]
  /** Rows that could not be read, by form. */
  readonly refused: { readonly organizations: number; readonly roster: number }
  readonly faults: readonly ListFault[]
  readonly notes: readonly Words[]
  readonly left: readonly Words[]
}

/** A fault in a row, at the column of a field where the table has one. */
export function faultOf(place: Place, field: string | null, { what, remedy }: Wrong): ListFault {
  const at = field === null ? undefined : place.at[field]
  return {
    sheet: place.sheet,
    row: place.row + 1,
    column: at === undefined ? null : lettersOf(at),
    what,
    remedy,
  }
}

/** Reads the lists of a workbook. `today` bounds two-digit years and what cannot have happened yet. */
export function readLists(charter: Charter, grids: readonly Grid[], map: ListMap, today: Day): OfficeList {
  const found: Found = {
    sheets: [],
    orgs: [],
    people: [],
    refused: { organizations: 0, roster: 0 },
    faults: [],
    notes: [],
    left: [],
  }
  for (const grid of grids) {
    const said = map.sheets?.[grid.name]
    if (said === 'none') continue
    const table = listIn(grid, map.columns ?? {}, said ?? null)
    if (!table) {
      if (grid.rows.some(row => row.some(cell => !blank(cell))))
        found.left.push({
          zh: `工作表“${grid.name}”：没有找到名册或组织一览表的表头`,
          en: `the sheet "${grid.name}": no headings of a roster or a list of organizations`,
        })
      continue
    }
    found.sheets.push({ sheet: grid.name, hidden: grid.hidden, table })
    found.left.push(...table.left)
    for (const { field, columns } of table.twice)
      found.faults.push({
        sheet: grid.name,
        row: table.head.row + 1,
        column: columns.map(one => lettersOf(one.at)).join('、'),
        what: {
          zh: `${columns.map(one => `“${one.heading}”`).join('和')}都像“${fieldWords(table.form, field).zh}”`,
          en: `${columns.map(one => `"${one.heading}"`).join(' and ')} both read as ${fieldWords(table.form, field).en}`,
        },
        remedy: {
          zh: '在 --map 的 columns 里写明哪一列不读（写 null）',
          en: 'Say in the columns of --map which one is not to be read (null)',
        },
      })
    // Two columns for one field: nothing of the sheet is certain.
    if (table.twice.length > 0) {
      found.refused[table.form] += table.rows.length
      continue
    }
    const shown = new Set(table.rows)
    const hidden = [...grid.hiddenRows].filter(row => shown.has(row)).map(row => row + 1)
    if (hidden.length > 0)
      found.notes.push({
        zh: `工作表“${grid.name}”第 ${hidden.slice(0, 10).join('、')}${hidden.length > 10 ? ' 等' : ''} 行（共 ${hidden.length} 行）是隐藏的，也读了`,
        en: `${hidden.length} rows of the sheet "${grid.name}" are hidden and are read: ${hidden.slice(0, 10).join(', ')}${hidden.length > 10 ? ', …' : ''}`,
      })
    if (grid.hidden)
      found.notes.push({
        zh: `工作表“${grid.name}”是隐藏的，也读了`,
        en: `the sheet "${grid.name}" is hidden and is read`,
      })
    readSheet(charter, grid, table, map, today, found)
  }
  return found
}

type Writable<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer U)[] ? U[] : T[K] }
interface Found extends Writable<Omit<OfficeList, 'refused'>> {
  readonly refused: { organizations: number; roster: number }
}

function readSheet(charter: Charter, grid: Grid, table: ListTable, map: ListMap, today: Day, found: Found): void {
  const at: Record<string, number> = {}
  for (const column of table.columns) if (column.field) at[column.field] = column.at
  const months = monthColumns(grid, table)
  for (const column of months) {
    const heading = table.columns.find(one => one.at === column)!.heading
    found.notes.push({
      zh: `工作表“${grid.name}”的“${heading}”都是某月 1 日的日期格，按年月读`,
      en: `all date cells of "${heading}" in the sheet "${grid.name}" are the first of a month and are read as months`,
    })
  }
  const titles = titleNames(grid, table)
  for (const row of table.rows) {
    const place: Place = { sheet: grid.name, row, at }
    const cells = grid.rows[row]!
    const faults: ListFault[] = []
    const reader = new RowReader(place, cells, months, Number(today.slice(0, 4)), faults, map.constants ?? {})
    if (table.form === 'organizations') {
      const org = orgRow(reader)
      if (org && faults.length === 0) found.orgs.push(org)
      else found.refused.organizations++
    } else {
      const person = personRow(charter, reader, titles, today, faults, found.notes)
      if (person && faults.length === 0) found.people.push(person)
      else found.refused.roster++
    }
    found.faults.push(...faults)
  }
}

/** The columns of days whose date cells are all the first of a month: they were typed as months. */
function monthColumns(grid: Grid, table: ListTable): ReadonlySet<number> {
  const days = table.columns.filter(one =>
    ['born', 'joined', 'confirmed', 'founded', 'appointed'].includes(one.field ?? ''),
  )
  return new Set(
    days
      .map(one => one.at)
      .filter(at => {
        const dates = table.rows.flatMap(row => {
          const cell = grid.rows[row]?.[at]
          return cell instanceof Date ? [cell] : []
        })
        return dates.length >= 3 && dates.every(date => date.getUTCDate() === 1)
      }),
  )
}

/** What a sheet may be called after: the filler of the form, its title without the word for a roster, its own name. */
function titleNames(grid: Grid, table: ListTable): string[] {
  const above = grid.rows.slice(0, table.head.row).flatMap(cells => {
    const texts = cells.filter((cell): cell is string => typeof cell === 'string' && cell.trim() !== '')
    return [...new Set(texts)].map(text => text.trim())
  })
  const filler = above.flatMap(
    text =>
      /^(?:填报单位|填报党组织|单位|党组织名称|支部名称|所在党支部)(?:[(（].*?[)）])?[:：]\s*(.+)$/.exec(text)?.[1] ??
      [],
  )
  const title = above.map(text =>
    text
      .replace(/[(（].*?[)）]/g, '')
      .replace(/^\d{4}年度?/, '')
      .replace(/(?:党员)?(?:基本信息|信息|基本情况)?(?:花名册|名册|名单|登记表|汇总表|统计表|信息表|一览表)$/, '')
      .trim(),
  )
  return [...filler, ...title, grid.name].map(text => storedName(text)).filter(text => text !== '')
}

/** Reads the cells of a row field by field and keeps what cannot be read. */
class RowReader {
  readonly place: Place
  private readonly cells: readonly Cell[]
  private readonly months: ReadonlySet<number>
  private readonly now: number
  private readonly faults: ListFault[]
  private readonly constants: Readonly<Record<string, string>>

  constructor(
    place: Place,
    cells: readonly Cell[],
    months: ReadonlySet<number>,
    now: number,
    faults: ListFault[],
    constants: Readonly<Record<string, string>>,
  ) {
    this.place = place
    this.cells = cells
    this.months = months
    this.now = now
    this.faults = faults
    this.constants = constants
  }

  refuse(field: string | null, what: Words, remedy: Words): null {
    this.faults.push(faultOf(this.place, field, { what, remedy }))
    return null
  }

  /** What a field says; null where it is empty or cannot be read. */
  text(field: string): string | null {
    const cell = this.cell(field)
    if (cell === null) return this.constants[field] ?? null
    return this.take(field, textIn(cell)) || null
  }

  partial(field: string): Partial | null {
    const cell = this.cell(field)
    return cell === null ? null : this.take(field, partialIn(cell, this.now, this.months.has(this.place.at[field]!)))
  }

  identity(): Identity | null {
    const cell = this.cell('identity')
    return cell === null ? null : this.take('identity', identityIn(cell))
  }

  /** What the words of a field mean; null where it is empty. */
  meant<T>(field: string, read: (text: string) => Read<T>): T | null {
    const text = this.text(field)
    return text === null ? null : this.take(field, read(text))
  }

  /** Whether something stood in a field and could not be read. */
  failed(field: string): boolean {
    return this.cell(field) !== null && this.faults.some(one => one.column === lettersOf(this.place.at[field]!))
  }

  private cell(field: string): Cell {
    const at = this.place.at[field]
    const cell = at === undefined ? null : (this.cells[at] ?? null)
    return blank(cell) ? null : cell
  }

  private take<T>(field: string, read: Read<T>): T | null {
    if ('value' in read) return read.value
    this.faults.push(faultOf(this.place, field, read))
    return null
  }
}

const FILL = { zh: '请补上', en: 'Fill it in' }

function missing(reader: RowReader, form: ListForm, field: string): null {
  if (reader.failed(field)) return null
  const name = fieldWords(form, field)
  const hasColumn = reader.place.at[field] !== undefined
  return reader.refuse(
    field,
    { zh: `没有${name.zh}`, en: `no ${name.en} is given` },
    hasColumn
      ? FILL
      : {
          zh: `请在表中加一列“${name.zh}”；全表相同的，在 --map 的 constants 里写 "${field}"`,
          en: `Add a column ${name.zh}; where all are alike, give "${field}" in the constants of --map`,
        },
  )
}

function orgRow(reader: RowReader): OrgRow | null {
  const name = reader.text('name')
  if (name === null) return missing(reader, 'organizations', 'name')
  if (/\p{Co}/u.test(name)) return reader.refuse('name', PRIVATE.what, PRIVATE.remedy)
  const said = {
    short: reader.text('short'),
    code: reader.text('code'),
    kind: reader.text('kind'),
    parent: reader.text('parent'),
    sector: reader.text('sector'),
    founded: reader.partial('founded'),
  }
  const former = (reader.text('former') ?? '')
    .split(/[、，,;；]/)
    .map(storedName)
    .filter(Boolean)
  const given = Object.fromEntries(Object.entries(said).filter(([, value]) => value !== null))
  return { place: reader.place, name: storedName(name), former, ...given }
}

/** A sign of an old font that other machines show otherwise. */
const PRIVATE: Wrong = {
  what: { zh: '含有旧字库的造字，别的电脑上认不出', en: 'holds a sign of an old font that no other machine knows' },
  remedy: { zh: '请用新输入法重新录入这个字', en: 'Type the sign anew with a present-day input method' },
}

function personRow(
  charter: Charter,
  reader: RowReader,
  titles: readonly string[],
  today: Day,
  faults: ListFault[],
  notes: Words[],
): PersonRow | null {
  const { place } = reader
  const written = reader.text('name')
  if (written === null) return missing(reader, 'roster', 'name')
  if (/\p{Co}/u.test(written)) return reader.refuse('name', PRIVATE.what, PRIVATE.remedy)
  const name = storedPersonName(written)
  const identity = reader.identity()
  const told = reader.partial('born')
  if (identity && told && !mayAgree(told, wholeDay(identity.born)))
    reader.refuse(
      'born',
      {
        zh: `与身份证号中的出生日期 ${identity.born} 不一致`,
        en: `differs from the birth in the identity number, ${identity.born}`,
      },
      { zh: '对照证件，改正其中一个', en: 'Check the card and correct the one that is wrong' },
    )
  const born = identity ? wholeDay(identity.born) : told
  const saidSex = reader.meant('sex', sexIn)
  if (identity && saidSex && identity.sex !== saidSex)
    reader.refuse(
      'sex',
      { zh: '与身份证号中的性别不一致', en: 'differs from the sex in the identity number' },
      { zh: '对照证件，改正其中一个', en: 'Check the card and correct the one that is wrong' },
    )
  if (identity?.number.endsWith('000'))
    notes.push({
      zh: `工作表“${place.sheet}”第 ${place.row + 1} 行：身份证号末三位是 000，可能被 Excel 改过，请核对`,
      en: `row ${place.row + 1} of the sheet "${place.sheet}": the identity number ends in 000, as Excel leaves them; check it`,
    })
  const sex = saidSex ?? identity?.sex ?? null
  const nationality = reader.meant('nationality', nationalityIn)
  const education = reader.meant('education', educationIn)
  const work = reader.text('occupation')
  const joined = reader.partial('joined')
  const confirmed = reader.partial('confirmed')
  const saidKind = reader.meant('kind', memberKindIn)
  const appointed = reader.partial('appointed')
  const kind = saidKind ?? (confirmed ? 'full' : joined && place.at.confirmed !== undefined ? 'probationary' : null)
  for (const [field, value] of [
    ['sex', sex],
    ['born', born],
    ['nationality', nationality],
    ['education', education],
    ['kind', kind],
  ] as const)
    if (value === null) missing(reader, 'roster', field)
  for (const [field, value] of [
    ['born', born],
    ['joined', joined],
    ['appointed', appointed],
  ] as const)
    if (value && value.first > today)
      reader.refuse(
        field,
        { zh: `${value.first} 还没有到`, en: `${value.first} has not come` },
        { zh: '请改正', en: 'Correct it' },
      )
  if (born && joined && joined.last < born.first)
    reader.refuse('joined', { zh: '早于出生时间', en: 'is before the birth' }, { zh: '请改正', en: 'Correct it' })
  if (joined && confirmed && confirmed.last < joined.first)
    reader.refuse(
      'confirmed',
      { zh: '早于入党时间', en: 'is before the day of joining' },
      { zh: '请改正', en: 'Correct it' },
    )
  if (saidKind === 'probationary' && confirmed && confirmed.first <= today)
    reader.refuse(
      'kind',
      {
        zh: `是预备党员，却已于 ${confirmed.first} 转正`,
        en: `is probationary, but was confirmed on ${confirmed.first}`,
      },
      { zh: '改正人员类别，或清空转正时间', en: 'Correct the kind, or empty the day of confirmation' },
    )
  const branch = reader.text('branch')
  const { posts, unknown } = postsIn(charter, reader.text('post') ?? '')
  if (faults.length > 0) return null
  return {
    place,
    name,
    sex: sex!,
    born: born!,
    nationality: nationality!,
    education: education!,
    occupation: work === null ? null : occupationIn(charter, work),
    identity,
    joined,
    confirmed: confirmed && confirmed.first <= today ? confirmed : null,
    kind: kind!,
    branch: branch === null ? titles : [branch],
    posts,
    unknownPosts: unknown,
    appointed,
  }
}
