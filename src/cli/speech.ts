// How the command line speaks: the language of the terminal, tables, numbers with their unit.
import type { Language } from '../problem/problem.ts'
import { phrase } from '../report/phrase.ts'

/** JICENG_LANG, else the terminal's: Chinese when its locale says so, English otherwise. */
export const language: Language = (process.env.JICENG_LANG ?? process.env.LC_ALL ?? process.env.LANG ?? '')
  .toLowerCase()
  .startsWith('zh')
  ? 'zh'
  : 'en'

/** Chooses the sentence of the terminal's language. */
export function say(zh: string, en: string): string {
  return language === 'zh' ? zh : en
}

export function withUnit(value: number, unit: string, digits?: number): string {
  return phrase(value, unit, language, digits === undefined ? {} : { digits })
}

/** Rows as columns; a Chinese character takes two places. */
export function table(rows: readonly (readonly string[])[]): string {
  const width = (text: string) => [...text].reduce((sum, sign) => sum + (/[\u2e80-\uffef]/.test(sign) ? 2 : 1), 0)
  const widths = rows.reduce<number[]>(
    (most, row) => row.map((text, index) => Math.max(most[index] ?? 0, width(text))),
    [],
  )
  return rows
    .map(row =>
      row
        .map((text, index) => (index === row.length - 1 ? text : text + ' '.repeat(widths[index]! - width(text))))
        .join('  '),
    )
    .join('\n')
}
