// The same file handed back with a column that says what is wrong with each row: everything else of it stays as it was.
import { openXlsx, saveXlsx } from 'hucre/xlsx'
import type { Grid } from './sheet.ts'

/** What is said of rows: by sheet, by row from 0. */
export type Remarks = ReadonlyMap<string, ReadonlyMap<number, string>>

/** The heading of the column. */
const HEAD = { zh: '问题', en: 'Problem' } as const

/** A workbook with the column behind the last one of each sheet that has remarks. `heads` are the rows of the headings, from 0. */
export async function handedBack(
  bytes: Uint8Array,
  remarks: Remarks,
  heads: ReadonlyMap<string, number>,
  language: 'zh' | 'en',
): Promise<Uint8Array> {
  const book = await openXlsx(bytes, { readStyles: true })
  for (const sheet of book.sheets) {
    const said = remarks.get(sheet.name)
    if (!said) continue
    const head = heads.get(sheet.name) ?? 0
    const at = columnOf(sheet.rows, head, language)
    while (sheet.rows.length <= head) sheet.rows.push([])
    write(sheet.rows, head, at, HEAD[language])
    for (const row of sheet.rows.keys()) if (row > head) write(sheet.rows, row, at, said.get(row) ?? null)
  }
  return saveXlsx(book)
}

/** A text with separated values, with the column behind the last one; as UTF-8 with its mark, which Excel knows. */
export function handedBackText(
  grid: Grid,
  said: ReadonlyMap<number, string>,
  head: number,
  language: 'zh' | 'en',
): Uint8Array {
  const rows: (string | null)[][] = grid.rows.map(row => row.map(cell => (cell === null ? null : String(cell))))
  const at = columnOf(rows, head, language)
  if (rows[head]) write(rows, head, at, HEAD[language])
  for (const [row, text] of said) write(rows, row, at, text)
  const quoted = (cell: string | null) =>
    cell !== null && /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : (cell ?? '')
  return new TextEncoder().encode(`\uFEFF${rows.map(row => row.map(quoted).join(',')).join('\r\n')}\r\n`)
}

/** The column of an earlier time, or the first that is free in every row. */
function columnOf(rows: readonly (readonly unknown[])[], head: number, language: 'zh' | 'en'): number {
  const before = (rows[head] ?? []).indexOf(HEAD[language])
  return before >= 0 ? before : rows.reduce((most, row) => Math.max(most, row.length), 0)
}

function write(rows: unknown[][], row: number, at: number, value: string | null): void {
  const cells = rows[row]
  if (!cells) return
  while (cells.length <= at) cells.push(null)
  cells[at] = value
}
