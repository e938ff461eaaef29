// Finds the table on a sheet as people keep it: titles above, headings in one row or two, totals, notes and blank rows between.
import type { Words } from '../charter/language.ts'
import { nearest } from '../problem/nearest.ts'
import { blank, narrowed, powerOf } from './cells.ts'
import { type Column, columnFor, normal } from './record-columns.ts'
import { addressOf, type Cell, type Grid, lettersOf } from './sheet.ts'

/** Where a column of records stands on a sheet, and by which power of ten the unit of its heading differs from its own. */
export interface Placed {
  readonly column: Column
  readonly at: number
  readonly power: number
}

/** The table of a sheet: its columns and the rows that hold records, by their place from 0. */
export interface Found {
  readonly placed: readonly Placed[]
  readonly rows: readonly number[]
  /** What of the sheet is not read, said to the reader. */
  readonly left: readonly Words[]
  /** Headings whose unit cannot be turned into that of their column. */
  readonly units: readonly { readonly cell: string; readonly column: Column; readonly unit: string }[]
}

/** Rows from the top among which the heading is looked for. */
const DEPTH = 40
const TOTAL = /^(?:合计|总计|小计|共计|累计|总数|总额|total|subtotal|grandtotal|sum)(?:[:：(].*)?$/i
const NOTE =
  /^(?:注|备注|说明|附注|填表说明|填表人|制表|制表人|审核|审核人|审批|负责人|单位负责人|主要负责人|联系人|联系电话|填报|填报人|填报单位|填报时间|填报日期|单位[(（]盖章|盖章|报送|note|notes|remark|prepared|checked|signed|approved)(?:\d*[:：.、)(（].*|\d*)$/i
/** Whether a narrowed text begins a row of totals. */
export function isTotal(text: string): boolean {
  return TOTAL.test(text)
}

/** Whether a narrowed text begins a note below a table, such as 填表人： or 注：. */
export function isNote(text: string): boolean {
  return NOTE.test(text)
}

/** Headings that everybody has and nobody reads. */
const SERIAL = /^(?:序号|编号|no\.?|#|号)$/i

/** The table of a sheet, or null where no heading is found that fits the kind. */
export function tableIn(grid: Grid, columns: readonly Column[]): Found | null {
  let best: { placed: Placed[]; row: number; height: 1 | 2; units: Found['units'] } | null = null
  for (let row = 0; row < Math.min(grid.rows.length, DEPTH); row++)
    for (const height of [1, 2] as const) {
      if (row + height > grid.rows.length) continue
      const tried = headings(grid, columns, row, height)
      const enough = tried.placed.length >= 2 && tried.placed.some(one => one.column.part === 'day')
      if (enough && tried.placed.length > (best?.placed.length ?? 0)) best = { ...tried, row, height }
    }
  if (!best) return null
  const { placed, row, height, units } = best
  const left: Words[] = []
  const at = new Set(placed.map(one => one.at))
  const width = Math.max(...grid.rows.map(cells => cells.length))
  const last = row + height - 1
  for (let column = 0; column < width; column++) {
    if (at.has(column)) continue
    const heading = headingOf(grid, row, height, column).find(text => text !== '') ?? ''
    const filled = grid.rows.slice(last + 1).some(cells => !blank(cells[column]))
    if (heading === '' || SERIAL.test(normal(heading)) || !filled) continue
    const near = nearest(
      heading,
      columns.map(one => one.name.zh),
    )
    left.push({
      zh: `工作表“${grid.name}”的 ${lettersOf(column)} 列“${heading}”${near ? `（是否指“${near}”？）` : ''}`,
      en: `column ${lettersOf(column)} "${heading}" of the sheet "${grid.name}"`,
    })
  }
  const rows: number[] = []
  for (let index = last + 1; index < grid.rows.length; index++) {
    const cells = grid.rows[index]!
    const why = passed(grid, cells, index, placed)
    if (why === null) rows.push(index)
    else if (why !== 'blank')
      left.push({
        zh: `工作表“${grid.name}”第 ${index + 1} 行（${why === 'total' ? '合计行' : '表下说明'}：${firstText(cells)}）`,
        en: `row ${index + 1} of the sheet "${grid.name}" (${why === 'total' ? 'total' : 'note'}: ${firstText(cells)})`,
      })
  }
  return { placed, rows, left, units }
}

function headings(grid: Grid, columns: readonly Column[], row: number, height: 1 | 2) {
  const placed: Placed[] = []
  const units: { cell: string; column: Column; unit: string }[] = []
  const width = Math.max(grid.rows[row]!.length, grid.rows[row + height - 1]!.length)
  for (let at = 0; at < width; at++)
    for (const text of headingOf(grid, row, height, at)) {
      const found = columnFor(columns, text)
      // A heading that spans several columns names the group; the first that bears a name has it.
      if (!found || placed.some(one => one.column === found.column)) continue
      const power = found.column.unit === null && found.unit === '' ? 0 : powerOf(found.unit, found.column.unit)
      if (power === null && found.column.unit !== null)
        units.push({ cell: addressOf(row + height - 1, at), column: found.column, unit: found.unit })
      placed.push({ column: found.column, at, power: power ?? 0 })
      break
    }
  return { placed, units }
}

/** What may be the heading of a column, the nearest to the rows first. */
function headingOf(grid: Grid, row: number, height: 1 | 2, column: number): string[] {
  const [top, bottom] = [grid.rows[row]?.[column], grid.rows[row + height - 1]?.[column]].map(cell =>
    typeof cell === 'string' ? cell.trim() : '',
  ) as [string, string]
  return height === 1 ? [top] : top === bottom || bottom === '' ? [top] : [bottom, `${top}${bottom}`]
}

/** Why a row below the heading is no record; null for one that is. */
function passed(
  grid: Grid,
  cells: readonly Cell[],
  row: number,
  placed: readonly Placed[],
): 'blank' | 'total' | 'note' | null {
  const said = placed.filter(one => !blank(cells[one.at]))
  // Rows that are only numbered, or only bear the name of a unit, wait for what never came.
  if (said.every(one => one.column.part === 'org')) {
    const text = narrowed(firstText(cells))
    return TOTAL.test(text) ? 'total' : NOTE.test(text) ? 'note' : 'blank'
  }
  const day = placed.find(one => one.column.part === 'day')!
  const texts = [
    ...new Set(
      cells.filter(cell => typeof cell === 'string' && cell.trim() !== '').map(cell => narrowed(String(cell))),
    ),
  ]
  if (texts.some(text => TOTAL.test(text)) && (blank(cells[day.at]) || TOTAL.test(narrowed(String(cells[day.at])))))
    return 'total'
  const wide = grid.merges.some(
    one => one.top === row && one.bottom === row && one.left === 0 && one.right >= placed.length - 1,
  )
  const dayless = blank(cells[day.at]) || wide
  return dayless && texts.length > 0 && NOTE.test(texts[0]!) ? 'note' : null
}

function firstText(cells: readonly Cell[]): string {
  const text = cells.find(cell => typeof cell === 'string' && cell.trim() !== '')
  return text === undefined || text === null ? '' : String(text).trim().slice(0, 40)
}
