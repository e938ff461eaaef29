// Excel in and out: with handed-back.node.ts the only file that knows the library. Tables become a workbook, a workbook becomes grids of cells.
import { Unzip, UnzipInflate } from 'fflate'
import { parseCsv } from 'hucre/csv'
import { type CellStyle, type DataValidation, readXlsx, type WriteSheet, writeXlsx } from 'hucre/xlsx'
import type { Words } from '../charter/language.ts'
import { decoded } from '../problem/encoding.ts'
import { refuse } from '../problem/problem.ts'
import { readDay, stamp } from '../time/day.ts'
import {
  type Cell,
  CHOICES,
  type Grid,
  lettersOf,
  MOST_COLUMNS,
  MOST_ROWS,
  type Table,
  type TableColumn,
} from './sheet.ts'

/** What an honest workbook of tables does not exceed: files inside, bytes unpacked, and how many of them a packed byte gives. */
const MOST_FILES = 500
const MOST_BYTES = 200 << 20
const MOST_RATIO = 100
/** Below this no ratio is asked: a small table of equal cells packs well. */
const SMALL = 8 << 20

const FORMS: Readonly<Record<NonNullable<TableColumn['form']>, string>> = {
  text: '@',
  day: 'yyyy-mm-dd',
  number: 'General',
  money: '#,##0.00',
}
const LINE = { style: 'thin', color: { rgb: 'BFBFBF' } } as const
const BORDER = { top: LINE, bottom: LINE, left: LINE, right: LINE }
const HEAD: CellStyle = {
  font: { bold: true },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'E8F0EE' } },
  alignment: { horizontal: 'center', vertical: 'center', wrapText: true },
  border: BORDER,
}
const TITLE: CellStyle = { font: { bold: true, size: 16 }, alignment: { horizontal: 'center', vertical: 'center' } }
const LEAD: CellStyle = { font: { color: { rgb: '666666' } }, alignment: { vertical: 'center', wrapText: true } }

/** Writes tables as a workbook, a sheet each. Text stays text, also where it looks like a number or a formula;
 *  the lists of columns stand on a hidden sheet, because Excel takes no long list in the cell itself. */
export async function writeTables(tables: readonly Table[], language: 'zh' | 'en'): Promise<Uint8Array> {
  const lists: string[][] = []
  const names = new Set<string>()
  const sheets = tables.map(table =>
    sheetOf(table, nameFor(table.print ? printable(table.name) : table.name, names), lists, CHOICES[language]),
  )
  if (lists.length > 0) {
    const longest = Math.max(...lists.map(list => list.length))
    sheets.push({
      name: CHOICES[language],
      hidden: true,
      rows: Array.from({ length: longest }, (_, row) => lists.map(list => plain(list[row] ?? null))),
    })
  }
  return writeXlsx({ sheets, defaultFont: { name: 'SimSun', size: 11 } })
}

function sheetOf(table: Table, name: string, lists: string[][], choices: string): WriteSheet {
  const { columns } = table
  const head = 1 + table.lead.length
  const first = head + 1
  const last = first + table.rows.length + (table.room ?? 0)
  const across = (row: number) => ({ startRow: row, endRow: row, startCol: 0, endCol: columns.length - 1 })
  const below = (table.notes ?? []).map((_, index) => last + index)
  const wide = columns.length > 1 ? [0, ...table.lead.map((_, index) => index + 1), ...below] : []
  const cells: NonNullable<WriteSheet['cells']> = new Map()
  const style = (row: number, column: number, given: CellStyle) => cells.set(`${row},${column}`, { style: given })
  style(0, 0, TITLE)
  for (const row of [...table.lead.map((_, index) => index + 1), ...below]) style(row, 0, LEAD)
  for (const [index, column] of columns.entries())
    cells.set(`${head},${index}`, {
      style: HEAD,
      ...(column.note ? { comment: { author: '', text: column.note } } : {}),
    })
  const totals = new Set(table.totals)
  for (let row = first; row < last; row++)
    for (const [index, column] of columns.entries())
      style(row, index, {
        border: BORDER,
        numFmt: FORMS[column.form ?? 'text'],
        alignment: { vertical: 'top', wrapText: column.width >= 16 },
        ...(totals.has(row - first) ? { font: { bold: true } } : {}),
      })
  const empty = Array.from({ length: table.room ?? 0 }, () => columns.map(() => null))
  return {
    name,
    columns: columns.map(column => ({ width: column.width })),
    rows: [
      [plain(table.title)],
      ...table.lead.map(text => [plain(text)]),
      columns.map(column => plain(column.head)),
      ...table.rows.map(row => row.map((cell, index) => formed(cell, columns[index]!))),
      ...empty,
      ...(table.notes ?? []).map(text => [plain(text)]),
    ],
    cells,
    merges: wide.map(across),
    rowDefs: new Map([
      [0, { height: 30 }],
      [head, { height: 32 }],
    ]),
    dataValidations: columns.flatMap((column, index) => validation(column, index, { first, last }, lists, choices)),
    freezePane: { rows: first, columns: table.frozen },
    pageSetup: {
      ...{ orientation: 'landscape', paperSize: 'a4', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
      // Without the dollars Excel repeats nothing.
      ...(table.print ? { printTitlesRow: `$1:$${head + 1}`, horizontalCentered: true } : {}),
    },
    ...(table.print
      ? {
          headerFooter: { oddFooter: choices === CHOICES.zh ? '&C第 &P 页 共 &N 页' : '&CPage &P of &N' },
          autoFilter: { range: `A${head + 1}:${lettersOf(columns.length - 1)}${Math.max(last, head + 2)}` },
        }
      : {}),
  }
}

/** A name that needs no quotes in the definition of what is printed again: the library writes none, and Excel would drop it. */
function printable(name: string): string {
  const plain = name.replace(/[^\p{L}\p{N}]/gu, '')
  return /^\p{Script=Han}/u.test(plain) ? plain : `S${plain}`
}

function validation(
  column: TableColumn,
  index: number,
  rows: { first: number; last: number },
  lists: string[][],
  choices: string,
): DataValidation[] {
  if (!column.choices || column.choices.length === 0 || rows.last === rows.first) return []
  const letters = lettersOf(lists.length)
  lists.push([...column.choices])
  return [
    {
      type: 'list',
      formula1: `'${choices}'!$${letters}$1:$${letters}$${column.choices.length}`,
      range: `${lettersOf(index)}${rows.first + 1}:${lettersOf(index)}${rows.last}`,
      allowBlank: true,
      showErrorMessage: true,
    },
  ]
}

function formed(cell: Cell, column: TableColumn): Cell {
  if (column.form === 'day' && typeof cell === 'string') {
    const on = readDay(cell)
    return on ? new Date(stamp(on)) : plain(cell)
  }
  return plain(cell)
}

/** Excel reads _x000D_ in a text as a sign; written with its own escape it stays what it is. */
function plain(cell: Cell): Cell {
  return typeof cell === 'string' ? cell.replace(/_(?=x[0-9a-f]{4}_)/gi, '_x005F_') : cell
}

/** A name that Excel takes for a sheet: 31 signs, none of its own, none twice. */
function nameFor(text: string, taken: Set<string>): string {
  const clean = text.replace(/[\\/?*[\]:：']/g, ' ').trim() || 'Sheet'
  for (let n = 1; ; n++) {
    const tail = n === 1 ? '' : ` ${n}`
    const name = [...clean].slice(0, 31 - tail.length).join('') + tail
    if (taken.has(name.toLowerCase())) continue
    taken.add(name.toLowerCase())
    return name
  }
}

/** Reads a workbook. Throws sheet.unread for what is no workbook, or unpacks to more than tables need. */
export async function readGrids(file: string, bytes: Uint8Array): Promise<Grid[]> {
  insistSmall(file, bytes)
  const workbook = await readXlsx(bytes, {
    range: `A1:${lettersOf(MOST_COLUMNS - 1)}${MOST_ROWS + 1}`,
  }).catch(() => unread(file, NO_WORKBOOK))
  return workbook.sheets.map(sheet => {
    if (sheet.rows.length > MOST_ROWS) unread(file, tooLong(sheet.name))
    const rows: Cell[][] = sheet.rows.map(row => [...row])
    const merges = (sheet.merges ?? []).map(one => ({
      top: one.startRow,
      left: one.startCol,
      bottom: Math.min(one.endRow, rows.length - 1),
      right: Math.min(one.endCol, MOST_COLUMNS - 1),
    }))
    for (const { top, left, bottom, right } of merges) {
      const value = rows[top]?.[left] ?? null
      for (let row = top; row <= bottom; row++)
        for (let column = left; column <= right; column++) rows[row]![column] = value
    }
    return {
      name: sheet.name,
      hidden: sheet.hidden === true || sheet.veryHidden === true,
      rows,
      merges,
      hiddenRows: new Set([...(sheet.rowDefs ?? [])].flatMap(([row, is]) => (is.hidden ? [row] : []))),
      hiddenColumns: new Set((sheet.columns ?? []).flatMap((column, index) => (column?.hidden ? [index] : []))),
    }
  })
}

/** Whether bytes are a text with separated values, and no workbook of any kind. */
export function isText(bytes: Uint8Array): boolean {
  return kindOf(bytes) === 'text'
}

const OLE = [0xd0, 0xcf, 0x11, 0xe0]
function kindOf(bytes: Uint8Array): 'xlsx' | 'ole' | 'markup' | 'text' {
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) return 'xlsx'
  if (OLE.every((byte, at) => bytes[at] === byte)) return 'ole'
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 200)).replace(/^[^<\w]+/, '')
  return head.startsWith('<') ? 'markup' : 'text'
}

/** Reads an office's file by what it holds, whatever its ending: a workbook, or text with separated values in UTF-8, UTF-16 or
 *  GB 18030, which is said. Throws sheet.unread with what to save it as. */
export async function readOffice(file: string, bytes: Uint8Array): Promise<{ grids: Grid[]; notes: Words[] }> {
  const kind = kindOf(bytes)
  if (kind === 'xlsx') return { grids: await readGrids(file, bytes), notes: [] }
  if (kind === 'ole') {
    // The directory of such a file names its parts in UTF-16.
    const locked = holds(bytes, 'EncryptedPackage')
    if (locked) unread(file, LOCKED)
    unread(file, OLD)
  }
  if (kind === 'markup') unread(file, OLD)
  const { text, encoding } = decoded(bytes) ?? unread(file, NO_WORKBOOK)
  if (text.includes('\0')) unread(file, NO_WORKBOOK)
  const rows = parseCsv(text.replace(/^\ufeff/, ''), { maxRows: MOST_ROWS + 1 })
  if (rows.length > MOST_ROWS) unread(file, tooLong(file))
  const name = file.replace(/^.*[\\/]/, '').replace(/\.\w+$/, '')
  const cells = rows.map(row =>
    row.slice(0, MOST_COLUMNS).map((cell): Cell => (cell === '' || cell === null ? null : String(cell))),
  )
  return {
    grids: [{ name, hidden: false, rows: cells, merges: [], hiddenRows: new Set(), hiddenColumns: new Set() }],
    notes:
      encoding === 'gb18030'
        ? [
            {
              zh: `${file} 按 GBK 读取。如有乱码，请另存为 UTF-8 后重试`,
              en: `${file} is read as GBK. If the text looks wrong, save it as UTF-8 and try again`,
            },
          ]
        : [],
  }
}

function holds(bytes: Uint8Array, name: string): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(Buffer.from(name, 'utf16le'))
}

function tooLong(name: string): Words {
  return {
    zh: `“${name}”超过 ${MOST_ROWS} 行。请删去下面的空行；确有这么多的，分成几个文件。`,
    en: `"${name}" has more than ${MOST_ROWS} rows. Delete the empty rows below; if so many are filled, split it into several files.`,
  }
}

const LOCKED = {
  zh: '文件加了密码。请用 Excel 或 WPS 打开，取消密码后另存为“Excel 工作簿（*.xlsx）”再试。',
  en: 'it has a password. Open it in Excel or WPS, take the password off and save it as an Excel workbook (*.xlsx).',
}
const OLD = {
  zh: '不是 .xlsx 文件（是旧版 .xls 或网页格式）。请用 Excel 或 WPS 打开，另存为“Excel 工作簿（*.xlsx）”后再试。',
  en: 'it is no .xlsx file, but an old .xls or a web page. Open it in Excel or WPS and save it as an Excel workbook (*.xlsx).',
}
const MACROS = {
  zh: '文件带有宏。请用 Excel 或 WPS 打开，另存为不带宏的“Excel 工作簿（*.xlsx）”后再试。',
  en: 'it holds macros. Open it in Excel or WPS and save it as an Excel workbook without macros (*.xlsx).',
}
const LINKED = {
  zh: '文件里有指向其他文件的链接。请用 Excel 或 WPS 打开，在“数据－编辑链接”中断开链接，保存后再试。',
  en: 'it links to other files. Open it in Excel or WPS, break the links under Data, Edit Links, and save it.',
}
const NO_WORKBOOK = {
  zh: '不是完好的 .xlsx 文件（或加了密码）。请用 Excel 或 WPS 打开，另存为“Excel 工作簿（*.xlsx）”后再试。',
  en: 'it is no sound .xlsx file, or it has a password. Open it in Excel or WPS, save it as an Excel workbook (*.xlsx) and try again.',
}

function unread(file: string, why: { zh: string; en: string }): never {
  return refuse('sheet.unread', { file, why })
}

/** Unpacks piece by piece and keeps nothing: a file that would fill the memory is refused, whatever its directory claims. */
function insistSmall(file: string, bytes: Uint8Array): void {
  let files = 0
  let size = 0
  const swollen = () => files > MOST_FILES || size > MOST_BYTES || (size > SMALL && size > bytes.length * MOST_RATIO)
  const unzip = new Unzip(entry => {
    files++
    if (entry.name.endsWith('vbaProject.bin')) throw MACROS
    if (/(?:^|\/)externalLinks\//.test(entry.name)) throw LINKED
    entry.ondata = (fault, part) => {
      if (fault) throw fault
      size += part.length
      if (swollen()) throw SWOLLEN
    }
    entry.start()
  })
  unzip.register(UnzipInflate)
  try {
    for (let from = 0; from < bytes.length; from += PIECE)
      unzip.push(bytes.subarray(from, from + PIECE), from + PIECE >= bytes.length)
  } catch (fault) {
    for (const why of [MACROS, LINKED]) if (fault === why) unread(file, why)
    unread(
      file,
      fault === SWOLLEN
        ? {
            zh: '解开后大得不像一份表格，为安全起见不读。请把需要的表另存为新的工作簿。',
            en: 'it unpacks to far more than a table holds and is not read, to be safe. Save the table you need as a new workbook.',
          }
        : NO_WORKBOOK,
    )
  }
  if (files === 0) unread(file, NO_WORKBOOK)
}

const SWOLLEN = new Error('swollen')
const PIECE = 1 << 16
