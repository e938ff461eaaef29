// What an Excel file is to us: tables that go out, and grids of cells that come in. Pure; the library stands in sheet.node.ts.

/** A cell as it is read or written. A date cell is the first moment of its day in UTC. */
export type Cell = string | number | boolean | Date | null

/** How a column of a written table looks and what may be typed into it. */
export interface TableColumn {
  readonly head: string
  /** In characters; a Chinese one takes two. */
  readonly width: number
  readonly form?: 'text' | 'day' | 'number' | 'money'
  /** Shown beside the heading when the pointer rests on it. */
  readonly note?: string
  /** Offered as a list; nothing else may be typed. */
  readonly choices?: readonly string[]
}

/** A table on a sheet of its own: a title over its whole width, lines that explain it, headings, rows, notes below. */
export interface Table {
  readonly name: string
  readonly title: string
  readonly lead: readonly string[]
  readonly columns: readonly TableColumn[]
  readonly rows: readonly (readonly Cell[])[]
  readonly notes?: readonly string[]
  /** Rows of totals among `rows`, by their place; set in bold. */
  readonly totals?: readonly number[]
  /** Columns that stay when the reader moves to the right. */
  readonly frozen: number
  /** A paper to be printed: headings again on every page, page numbers, a filter. */
  readonly print?: boolean
  /** Empty rows below that take the lists and forms of their columns. */
  readonly room?: number
}

/** A sheet as it came in: every cell at its place. What was merged stands in each of the merged cells. */
export interface Grid {
  readonly name: string
  readonly hidden: boolean
  readonly rows: readonly (readonly Cell[])[]
  /** Merged ranges, from 0, both ends inside. */
  readonly merges: readonly Merge[]
  readonly hiddenColumns: ReadonlySet<number>
  /** Rows that are not shown, as a filter leaves them. */
  readonly hiddenRows: ReadonlySet<number>
}

export interface Merge {
  readonly top: number
  readonly left: number
  readonly bottom: number
  readonly right: number
}

/** The hidden sheet on which the lists of columns stand. */
export const CHOICES = { zh: '选项', en: 'Choices' } as const

/** Rows and columns that are read of one sheet. */
export const MOST_ROWS = 20_000
export const MOST_COLUMNS = 256

/** The address of a cell as Excel writes it: row and column from 0 give A1. */
export function addressOf(row: number, column: number): string {
  return `${lettersOf(column)}${row + 1}`
}

/** The letters of a column, from 0: A, Z, AA. */
export function lettersOf(column: number): string {
  const last = String.fromCharCode(65 + (column % 26))
  return column < 26 ? last : lettersOf(Math.floor(column / 26) - 1) + last
}
