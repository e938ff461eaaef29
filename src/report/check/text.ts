// What a report is to its checker: paragraphs that know their lines, and findings about words in them. Pure.
import type { Words } from '../../charter/language.ts'

/** A paragraph or the cells of a table's row; where it was put together from several lines, each with where it begins. */
export interface Paragraph {
  readonly text: string
  readonly lines: readonly { readonly at: number; readonly line: number }[]
  /** The cells, where it is the row of a table; equal `table` means one table. */
  readonly row?: { readonly table: number; readonly cells: readonly string[] }
}

/** The kinds of findings; each rule has one. */
export const FINDING_KINDS = [
  'number',
  'sum',
  'share',
  'change',
  'product',
  'twice',
  'unit',
  'date',
  'section',
  'mark',
  'norm',
  'record',
  'mask',
  'name',
  'hidden',
] as const
export type FindingKind = (typeof FINDING_KINDS)[number]

/** What is wrong at a line, in the words that stand there; `suggest` only where there is something to do beyond reading again. */
export interface Finding {
  readonly line: number
  readonly words: string
  readonly kind: FindingKind
  readonly why: Words
  readonly suggest?: Words
}

/** The line on which a place of a paragraph stands. */
export function lineAt({ lines }: Paragraph, at: number): number {
  return lines.findLast(one => one.at <= at)?.line ?? lines[0]?.line ?? 1
}

/** A paragraph of one line. */
export function paragraphOf(text: string, line: number): Paragraph {
  return { text, lines: [{ at: 0, line }] }
}

/** Digits, per cent and stops in half width, sign for sign, so that places stay. */
export function narrowed(text: string): string {
  return text.replace(/[０-９％．＋－]/g, sign => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
}

/** Whether a paragraph is written in Chinese. */
export function isChinese(text: string): boolean {
  return /\p{Script=Han}/u.test(text)
}

/** Whether two numbers as printed differ by one slip of the hand: a digit changed, two neighbours exchanged, or one lost. */
export function isSlip(a: string, b: string): boolean {
  if (a.length === b.length) {
    const differ = [...a].flatMap((sign, index) => (sign === b[index] ? [] : [index]))
    const [first, second] = differ
    return (
      (differ.length === 1 && a.length > 2) ||
      (differ.length === 2 && second === first! + 1 && a[first!] === b[second] && a[second] === b[first!])
    )
  }
  const [long, short] = a.length > b.length ? [a, b] : [b, a]
  return (
    long.length > 2 &&
    long.length === short.length + 1 &&
    [...long].some((_, index) => long.slice(0, index) + long.slice(index + 1) === short)
  )
}
