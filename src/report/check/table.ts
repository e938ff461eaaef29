// Tables: the row and the column of totals are the sums of the others. Pure.
import { type Finding, lineAt, narrowed, type Paragraph } from './text.ts'

const TOTAL = /^(?:合\s*计|总\s*计|小\s*计|共\s*计|总\s*数|total|sum|in all|altogether)$/i
const RATIO = /率|比例|占|%|平均|人均|share|rate|average|per\b/i

/** Totals of tables that their rows or columns do not make. */
export function tables(paragraphs: readonly Paragraph[]): Finding[] {
  const by = new Map<number, Paragraph[]>()
  for (const one of paragraphs) if (one.row) by.set(one.row.table, [...(by.get(one.row.table) ?? []), one])
  return [...by.values()].flatMap(rows => [...down(rows), ...across(rows)])
}

const amountOf = (cell: string | undefined): number | null => {
  const plain = narrowed(cell ?? '').replace(/[,，\s]/g, '')
  return /^-?\d+(?:\.\d+)?$/.test(plain) ? Number(plain) : null
}
const differs = (a: number, b: number, cells: readonly string[]) => {
  const decimals = Math.max(0, ...cells.map(cell => narrowed(cell).trim().split('.')[1]?.length ?? 0))
  // Rounded parts may miss by half of their last place each.
  return Math.abs(a - b) > (decimals === 0 ? 0 : (cells.length + 1) * 0.5 * 10 ** -decimals) + 1e-9
}

function down(rows: readonly Paragraph[]): Finding[] {
  const at = rows.findIndex(one => TOTAL.test(one.row!.cells[0]!.trim()))
  const head = rows[0]!.row!.cells
  const body = at === 1 ? rows.slice(2) : rows.slice(1, at)
  if (at < 1 || body.length < 2) return []
  return rows[at]!.row!.cells.flatMap((cell, column) => {
    const total = amountOf(cell)
    const cells = body.map(one => one.row!.cells[column] ?? '')
    const values = cells.map(amountOf)
    if (column === 0 || total === null || RATIO.test(head[column] ?? '') || values.some(value => value === null))
      return []
    const sum = (values as number[]).reduce((all, value) => all + value, 0)
    return differs(sum, total, cells) ? [finding(rows[at]!, head[column] ?? '', cell, sum)] : []
  })
}

function across(rows: readonly Paragraph[]): Finding[] {
  const head = rows[0]!.row!.cells
  const column = head.findIndex((cell, index) => index > 0 && TOTAL.test(cell.trim()))
  const parts = head
    .map((_, index) => index)
    .filter(index => index > 0 && index !== column && !RATIO.test(head[index]!))
  if (column < 0 || parts.length < 2) return []
  return rows.slice(1).flatMap(row => {
    const total = amountOf(row.row!.cells[column])
    const cells = parts.map(index => row.row!.cells[index] ?? '')
    const values = cells.map(amountOf)
    if (total === null || values.some(value => value === null)) return []
    const sum = (values as number[]).reduce((all, value) => all + value, 0)
    return differs(sum, total, cells) ? [finding(row, row.row!.cells[0]!, row.row!.cells[column]!, sum)] : []
  })
}

function finding(row: Paragraph, of: string, said: string, sum: number): Finding {
  const is = String(Number(sum.toFixed(6)))
  return {
    line: lineAt(row, 0),
    words: row.text,
    kind: 'sum',
    why: {
      zh: `表中“${of.trim()}”各项之和为 ${is}，合计写的是 ${said.trim()}。`,
      en: `In the table, "${of.trim()}" adds up to ${is}; the total says ${said.trim()}.`,
    },
    suggest: { zh: '请核对合计和各项。', en: 'Check the total and its rows.' },
  }
}
