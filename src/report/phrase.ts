// Numbers as readers write them: measure words, 万 and plural forms, and days, in Chinese and English.
import type { Form } from '../charter/template.ts'
import { round } from '../measure/value.ts'
import type { Language } from '../problem/problem.ts'
import type { Day } from '../time/day.ts'

/** Measure words by unit code; the English pair is singular and plural. 名 counts people, 人次 counts how often they came. */
const WORDS: Readonly<Record<string, readonly [zh: string, one: string, many: string]>> = {
  organization: ['个', 'organization', 'organizations'],
  person: ['名', 'person', 'people'],
  attendance: ['人次', 'attendance', 'attendances'],
  document: ['个', 'document', 'documents'],
  item: ['项', 'item', 'items'],
  month: ['个月', 'month', 'months'],
  day: ['天', 'day', 'days'],
  yuan: ['元', 'yuan', 'yuan'],
  book: ['册', 'book', 'books'],
  m2: ['平方米', 'square metre', 'square metres'],
  activity: ['次', 'activity', 'activities'],
  use: ['次', 'use', 'uses'],
  enterprise: ['家', 'enterprise', 'enterprises'],
  percent: ['%', '%', '%'],
  point: ['个百分点', 'percentage point', 'percentage points'],
  year: ['岁', 'year', 'years'],
  animal: ['头（只）', 'animal', 'animals'],
  household: ['户', 'household', 'households'],
  level: ['级', 'level', 'levels'],
  hour: ['学时', 'class hour', 'class hours'],
}

const TIMES: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  year: ['/年', ' a year'],
  quarter: ['/季', ' a quarter'],
  month: ['/月', ' a month'],
}

/** The word that follows a number of this unit. A charter's own unit brings its words along: 剂|dose|doses. */
export function unitWord(unit: string, language: Language, count = 2): string {
  const thing = unit.split('/')[0]!
  const [zh, one = zh, many = one] = WORDS[thing] ?? (thing.split('|') as [string, string?, string?])
  return language === 'zh' ? zh : Math.abs(count) === 1 ? one : many
}

/** A value with its measure word, such as 66个, 30万元, 1,079 people. Rounding happens here and nowhere earlier. */
export function phrase(value: number, unit: string, language: Language, form: Form = {}): string {
  const money = unit.split('/')[0] === 'yuan'
  const exact = round(form.form === 'abs' ? Math.abs(value) : value, form.digits ?? (money ? 2 : 0))
  // Official usage allows two decimals before 万; what would need more stays in the unit itself.
  const inWan =
    language === 'zh' &&
    Number.isInteger(exact / 100) &&
    (form.form === 'wan' || (money && !form.bare && Math.abs(exact) >= 10_000))
  const number = inWan ? `${written(round(exact / 10_000, 2), 'zh')}万` : written(exact, language)
  if (form.bare) return number
  const word = form.word ? chosen(form.word, exact) : unitWord(unit, language, exact)
  const time = form.rate ? (TIMES[unit.split('/')[1] ?? '']?.[language === 'zh' ? 0 : 1] ?? '') : ''
  return number + (language === 'en' && word !== '%' ? ' ' : '') + word + time
}

/** What stands in the sentence where nothing is recorded. */
export function notRecorded(language: Language): string {
  return language === 'zh' ? '未记录' : 'not recorded'
}

/** Names in a row: 甲、乙、丙; A, B and C. */
export function list(names: readonly string[], language: Language): string {
  if (names.length === 0) return notRecorded(language)
  if (language === 'zh' || names.length === 1) return names.join('、')
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
}

/** Chinese text with its marks in full width (GB/T 15834), however they were typed; marks between digits and letters stay. */
export function punctuate(text: string): string {
  const near = String.raw`[\p{Script=Han}“”‘’、。《》\uff00-\uff20\]]`
  const marks = new RegExp(`(?<=${near}|^)[,;:?!()]|[,;:?!()](?=${near}|$)`, 'gu')
  let last = ''
  // A mark that has become full width makes its neighbour one, as in «),».
  for (let now = text; now !== last; now = now.replace(marks, sign => FULL[sign]!)) last = now
  return last
}

const FULL: Readonly<Record<string, string>> = {
  ',': '，',
  ';': '；',
  ':': '：',
  '?': '？',
  '!': '！',
  '(': '（',
  ')': '）',
}

/** A day in words: 2012年4月30日, 30 April 2012. */
export function sayDay(on: Day, language: Language): string {
  const [year, month, date] = on.split('-').map(Number) as [number, number, number]
  return language === 'zh' ? `${year}年${month}月${date}日` : `${date} ${MONTHS[month - 1]} ${year}`
}

const MONTHS = 'January February March April May June July August September October November December'.split(' ')

/** Chinese official text writes digits without separators; English groups them by three. */
function written(value: number, language: Language): string {
  const text = String(value)
  return language === 'zh' ? text : text.replace(/\B(?<!\.\d*)(?=(\d{3})+(?!\d))/g, ',')
}

function chosen(word: string, count: number): string {
  const [one, many] = word.split('|') as [string, string?]
  return Math.abs(count) === 1 ? one : (many ?? one)
}
