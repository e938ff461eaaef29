// Reading what people type into cells: days, numbers with their units, choices. What is not certain is refused, not repaired.
import type { Field, Words } from '../charter/language.ts'
import { unitWord } from '../report/phrase.ts'
import { type Day, plusDays, readDay } from '../time/day.ts'
import type { Cell } from './sheet.ts'

/** What a cell says, or why it cannot be read. */
export type Told<T> = { readonly value: T } | { readonly why: Words }

/** Excel keeps 15 digits of a number; what had more has lost its end. */
const KEPT_DIGITS = 1e15

/** Words after a number that mean its unit, with the power of ten by which they differ from it. */
const SPELLINGS: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  yuan: { 元: 0, 圆: 0, 块: 0, 块钱: 0, 元整: 0, rmb: 0, cny: 0, 元人民币: 0 },
  m2: { 平方米: 0, 平米: 0, 平方: 0, m2: 0, sqm: 0, 公顷: 4 },
  hour: { 学时: 0, 课时: 0 },
  person: { 人: 0, 名: 0, 位: 0 },
  attendance: { 人次: 0 },
  day: { 天: 0, 日: 0 },
  book: { 册: 0, 本: 0 },
  activity: { 次: 0, 场: 0, 期: 0 },
  enterprise: { 家: 0, 个: 0 },
  animal: { 头: 0, 只: 0, 匹: 0 },
  item: { 项: 0, 个: 0, 件: 0, 条: 0 },
  year: { 岁: 0 },
  household: { 户: 0 },
}
const MULTIPLES: Readonly<Record<string, number>> = { 十: 1, 百: 2, 千: 3, 万: 4, 十万: 5, 百万: 6, 千万: 7, 亿: 8 }
const NUMBER = /^[¥$]?([+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|[+-]?\.\d+)(.*)$/
const BROKEN = /^#(?:REF!|N\/A|DIV\/0!|VALUE!|NAME\?|NUM!|NULL!|SPILL!)$/

/** Full-width digits, letters and marks as half-width ones, without blanks: for comparing, never for keeping. */
export function narrowed(text: string): string {
  return text.normalize('NFKC').replace(/\s/g, '')
}

/** True for a cell in which nothing is said. */
export function blank(cell: Cell | undefined): boolean {
  return cell === null || cell === undefined || (typeof cell === 'string' && cell.trim() === '')
}

/** The power of ten and the unit word of a text such as 万元; null where it is no word of the unit. */
export function powerOf(text: string, unit: string | null): number | null {
  const word = narrowed(text).toLowerCase()
  if (word === '') return 0
  const known: Readonly<Record<string, number>> = unit
    ? {
        ...SPELLINGS[unit],
        [narrowed(unitWord(unit, 'zh'))]: 0,
        [narrowed(unitWord(unit, 'en', 1))]: 0,
        [narrowed(unitWord(unit, 'en', 2))]: 0,
      }
    : {}
  if (word in known) return known[word]!
  for (const [multiple, power] of Object.entries(MULTIPLES).reverse())
    if (word.startsWith(multiple)) {
      const rest = word.slice(multiple.length)
      if (rest === '' || rest in known) return power + (known[rest] ?? 0)
    }
  return null
}

/** Reads the cell of a field that is no name: the value as records keep it. `unit` is the field's, `power` that of the heading. */
export function readField(field: Field, unit: string | null, power: number, cell: Cell): Told<unknown> {
  if (typeof cell === 'string' && BROKEN.test(cell.trim()))
    return no(
      `公式出错（${cell.trim()}）。请改成数值或文字。`,
      `holds a broken formula (${cell.trim()}). Enter the value itself.`,
    )
  switch (field.type) {
    case 'integer':
    case 'decimal':
    case 'money': {
      const read = readNumber(cell, unit, power)
      if ('why' in read) return read
      return { value: field.type === 'money' ? read.value : Number(read.value) }
    }
    case 'day':
      return readDayCell(cell)
    case 'choice':
      return readChoice(field, cell)
    case 'flag':
      return readFlag(cell)
    default:
      return readText(cell)
  }
}

/** Reads text. A number in a text column is a number that Excel made of it; with more than 15 digits it is not what was typed. */
export function readText(cell: Cell): Told<string> {
  if (typeof cell === 'string')
    return /^\d(?:\.\d+)?E\+\d+$/i.test(narrowed(cell)) ? lost(narrowed(cell)) : { value: cell }
  if (typeof cell === 'number')
    return Math.abs(cell) >= KEPT_DIGITS ? lost(scientific(cell)) : { value: String(tidy(cell)) }
  if (cell instanceof Date) return { value: dayIn(cell) ?? cell.toISOString() }
  return { value: typeof cell === 'boolean' ? (cell ? '是' : '否') : '' }
}

/** Reads a number as exact decimal text, in the field's own unit. */
export function readNumber(cell: Cell, unit: string | null, power: number): Told<string> {
  if (typeof cell === 'number') {
    if (Math.abs(cell) >= KEPT_DIGITS) return lost(scientific(cell))
    return { value: shifted(decimal(tidy(cell)), power) }
  }
  if (typeof cell !== 'string')
    return no('应为数，现为日期或是否。请改成数。', 'must be a number, not a date or a yes. Enter a number.')
  const text = narrowed(cell)
  const parts = NUMBER.exec(text)
  if (/^[+-]?\d+(?:\.\d+)?E[+-]?\d+$/i.test(text)) return lost(text)
  const own = unit ? unitWord(unit, 'zh') : null
  if (!parts)
    return no(
      `“${cell.trim()}”不是数。请只填数字${own ? `，单位为${own}` : ''}。`,
      `"${cell.trim()}" is not a number. Enter digits${unit ? ` in ${unitWord(unit, 'en')}` : ''}.`,
    )
  const tail = parts[2]!
  const said = powerOf(tail, unit)
  if (said === null)
    return no(
      `“${cell.trim()}”的单位“${tail}”不能换算${own ? `成${own}` : ''}。请换算后只填数字。`,
      `the unit "${tail}" of "${cell.trim()}" cannot be turned into ${unit ? unitWord(unit, 'en') : 'that of this field'}. Convert it and enter the number alone.`,
    )
  // A cell that names its unit speaks for itself; the heading speaks for those that do not.
  return { value: shifted(parts[1]!.replaceAll(',', ''), tail === '' ? power : said) }
}

/** Reads a day as a date cell or as people write it: 2026年3月5日, 2026.3.5, 2026/3/5, 20260305. */
export function readDayCell(cell: Cell): Told<Day> {
  if (cell instanceof Date) {
    const on = dayIn(cell)
    return on ? { value: on } : no('不是存在的日期。', 'is not a day that exists.')
  }
  const text = narrowed(
    typeof cell === 'string' ? cell.replace(/[\sT]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?\s*$/, '') : String(cell),
  )
  const parts =
    /^(\d{4})年(\d{1,2})月(\d{1,2})[日号]?$/.exec(text) ??
    /^(\d{4})([./-])(\d{1,2})\2(\d{1,2})$/.exec(text) ??
    /^(\d{4})(\d{2})(\d{2})$/.exec(text)
  if (parts) {
    const [year, month, date] = [parts[1]!, parts.at(-2)!, parts.at(-1)!]
    const on = readDay(`${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`)
    if (on) return { value: on }
  }
  if (typeof cell === 'number' && cell >= 20_000 && cell < 80_000) {
    const meant = plusDays('1899-12-30' as Day, Math.floor(cell))
    return no(
      `是数字 ${cell}，不是日期；若是 Excel 的日期序号，则为 ${meant}。请把单元格设为日期格式，或写成 ${meant}。`,
      `is the number ${cell}, not a day; as a serial of Excel it would be ${meant}. Format the cell as a date, or write ${meant}.`,
    )
  }
  return no(
    `“${text}”不是完整、存在的日期。请写成 2026-03-05 或 2026年3月5日。`,
    `"${text}" is not a whole day that exists. Write it like 2026-03-05.`,
  )
}

const QUARTER_WORDS = '一二三四'
const TURNS: readonly (readonly [RegExp, (year: string, part: string) => string])[] = [
  [/^(\d{4})年?$/, year => year],
  [/^(\d{4})年?([上下])半年$/, (year, part) => `${year}-H${part === '上' ? 1 : 2}`],
  [/^(\d{4})年?第?([一二三四1-4])季度?$/, (year, part) => `${year}-Q${QUARTER_WORDS.indexOf(part) + 1 || part}`],
  [/^(\d{4})[年./-](\d{1,2})月?$/, (year, part) => `${year}-${part.padStart(2, '0')}`],
  [/^(\d{4})-?([HQ]\d)$/, (year, part) => `${year}-${part}`],
]

/** Reads a turn by its label or as people write it: 2012-Q4, 2012年四季度, 2012年12月. Excel makes the first of a month of 2012-12. */
export function readTurnCell(cell: Cell): Told<string> {
  if (cell instanceof Date) {
    const on = dayIn(cell)
    if (on?.endsWith('-01')) return { value: on.slice(0, 7) }
  }
  const text = narrowed(cell instanceof Date ? (dayIn(cell) ?? '') : String(cell)).toUpperCase()
  for (const [form, label] of TURNS) {
    const parts = form.exec(text)
    if (parts) return { value: label(parts[1]!, parts[2] ?? '') }
  }
  return no(
    `“${text}”不是期次。请写年、半年、季度或月，如 2012、2012-H2、2012-Q4、2012-12。`,
    `"${text}" is no turn. Write a year, half, quarter or month, such as 2012, 2012-H2, 2012-Q4 or 2012-12.`,
  )
}

function readChoice(field: Field, cell: Cell): Told<string> {
  const said = narrowed(String(cell)).toLowerCase()
  const choices = Object.entries(field.choices ?? {})
  const found = choices.find(([code, words]) =>
    [code, words.zh, words.en].some(word => narrowed(word).toLowerCase() === said),
  )
  if (found) return { value: found[0] }
  const list = (language: 'zh' | 'en') => choices.map(([, words]) => words[language])
  return no(
    `“${String(cell).trim()}”不在可选范围内。可选：${list('zh').join('、')}。`,
    `"${String(cell).trim()}" is none of the choices: ${list('en').join(', ')}.`,
  )
}

const YES = new Set(['是', '有', '√', 'y', 'yes', 'true', '1', '对'])
const NO = new Set(['否', '无', '×', 'n', 'no', 'false', '0', '不'])

function readFlag(cell: Cell): Told<boolean> {
  if (typeof cell === 'boolean') return { value: cell }
  const said = narrowed(String(cell)).toLowerCase()
  if (YES.has(said)) return { value: true }
  if (NO.has(said)) return { value: false }
  return no(
    `“${String(cell).trim()}”既不是“是”也不是“否”。请选其一。`,
    `"${String(cell).trim()}" is neither yes nor no. Choose one.`,
  )
}

function lost(text: string): Told<never> {
  return no(
    `为 ${text}：Excel 只保留 15 位数字，后面的已经丢失，无法还原。请先把该列设为文本格式，再从原件重新录入。`,
    `is ${text}: Excel keeps 15 digits and the rest is gone; it cannot be restored. Format the column as text and enter it again from the original.`,
  )
}

function no(zh: string, en: string): { why: Words } {
  return { why: { zh, en } }
}

function dayIn(date: Date): Day | null {
  return Number.isNaN(date.getTime()) ? null : readDay(date.toISOString().slice(0, 10))
}

function scientific(value: number): string {
  return value.toExponential().toUpperCase()
}

/** Without the noise that binary fractions leave behind the 15 digits that Excel shows. */
function tidy(value: number): number {
  return Number(value.toPrecision(15))
}

/** A number as digits, without an exponent. */
function decimal(value: number): string {
  const text = String(value)
  if (!/e/i.test(text)) return text
  const [mantissa, exponent] = text.split(/e/i) as [string, string]
  return shifted(mantissa, Number(exponent))
}

/** Decimal text times a power of ten, exactly. */
function shifted(text: string, power: number): string {
  if (power === 0) return text.replace(/^\+/, '').replace(/^(-?)\./, '$10.')
  const sign = text.startsWith('-') ? '-' : ''
  const [whole = '', part = ''] = text.replace(/^[+-]/, '').split('.')
  const digits = whole + part
  const point = whole.length + power
  const padded = point <= 0 ? '0'.repeat(1 - point) + digits : digits.padEnd(point, '0')
  const at = point <= 0 ? 1 : point
  const left = padded.slice(0, at).replace(/^0+(?=\d)/, '')
  const right = padded.slice(at).replace(/0+$/, '')
  return sign + left + (right ? `.${right}` : '')
}
