// Numbers with their units as a report prints them, and the interval in which each may lie by what is printed. Pure.
import { isChinese, narrowed, type Paragraph } from './text.ts'

/** A number of the text. Places are those of its paragraph. */
export interface Quantity {
  readonly paragraph: number
  /** Number of the sentence in its paragraph, and of the clause in its sentence. */
  readonly sentence: number
  readonly at: number
  readonly end: number
  readonly text: string
  readonly value: number
  /** Where the true value may lie: integers are exact, the rest by half of the last place, 余 and "about" wider. */
  readonly low: number
  readonly high: number
  /** True where a word makes the value inexact. */
  readonly vague: boolean
  /** A class of units: numbers of different classes are never added or divided. Empty where the text names none. */
  readonly unit: string
  /** The words before it in its clause, back to the number before it, and those after it up to the next. */
  readonly before: string
  readonly after: string
}

/** Measure words by class; the longest first. */
const ZH_UNITS: readonly (readonly [words: string, unit: string])[] = [
  ['个百分点 百分点', 'point'],
  ['% ‰', '%'],
  ['人次', 'attendance'],
  ['名 人 位', 'person'],
  ['平方米 平方公里 公里 千米 米 公顷 亩 吨 公斤 斤 度', '='],
  ['元', 'yuan'],
  ['岁', 'age'],
  ['天 日', 'day'],
  ['小时 学时 课时', 'hour'],
  ['户', 'household'],
  ['次 场 期 轮 届 班次', '='],
  ['倍', 'times'],
  ['头 只 匹 峰 口 羽', '='],
  ['册 本 份 篇 套 台 部 辆 枚 棵 株 件', '='],
  ['家 所 座 间 处 支 条 项 类 个 级 栋 幢', '='],
]
const ZH_BY_WORD = new Map(
  ZH_UNITS.flatMap(([words, unit]) => words.split(' ').map(word => [word, unit === '=' ? word : unit] as const)),
)
const ZH_WORD = [...ZH_BY_WORD.keys()].sort((a, b) => b.length - a.length).join('|')

const HAN = '零〇一二两三四五六七八九'
const ZH_NUMBER = new RegExp(
  `(?<vague>约|大约|近|超过|不少于|不低于|至少|突破|逾)?(?:(?<percent>百分之)(?<of>\\d+(?:\\.\\d+)?|[${HAN}十百]+(?:点[${HAN}]+)?)|(?<digits>(?:\\d{1,3}(?:,\\d{3})+|\\d+)(?:\\.\\d+)?)(?<more>余|多)?(?<scale>[百千]?[万亿]|[千百])?(?<rest>余|多)?(?<unit>${ZH_WORD})?(?<around>左右|以上|以下)?|(?<han>[${HAN}十百千万亿]+(?:点[${HAN}]+)?[万亿]?)(?<hanmore>余|多)?(?<hanunit>${ZH_WORD}))`,
  'g',
)
const SCALES: Readonly<Record<string, number>> = {
  百: 1e2,
  千: 1e3,
  万: 1e4,
  百万: 1e6,
  千万: 1e7,
  亿: 1e8,
  thousand: 1e3,
  million: 1e6,
  billion: 1e9,
}

/** A Chinese numeral: 三千二百五十六, 七千三百三十六点三万, 二〇一二. Null where it is none. */
export function hanValue(text: string): number | null {
  const [whole = '', part] = text.replace(/[万亿]$/, '').split('点')
  const scale = SCALES[/[万亿]$/.exec(text)?.[0] ?? ''] ?? 1
  const digit = (sign: string) =>
    sign === '两' ? 2 : Math.max(0, '零一二三四五六七八九'.indexOf(sign === '〇' ? '零' : sign))
  if (part !== undefined) {
    const head = hanValue(whole)
    return head === null ? null : Number(`${head}.${[...part].map(digit).join('')}`) * scale
  }
  if (!/[十百千万亿]/.test(whole)) return whole === '' ? null : Number([...whole].map(digit).join('')) * scale
  let [sum, section, last] = [0, 0, 0]
  for (const sign of whole) {
    const power = { 十: 10, 百: 100, 千: 1000 }[sign]
    if (power) {
      section += (last === 0 && power === 10 ? 1 : last) * power
      last = 0
    } else if (sign === '万' || sign === '亿') {
      sum = (sum + section + last) * SCALES[sign]!
      ;[section, last] = [0, 0]
    } else last = digit(sign)
  }
  return (sum + section + last) * scale
}

const ONES =
  'one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  )
const TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ')
const EN_NUMBER = new RegExp(
  `(?<vague>\\b(?:about|around|nearly|almost|over|more than|at least|not less than|no fewer than|some|up to)\\s+)?(?:(?<![\\w.,+-])(?:RMB\\s?|¥)?(?<digits>(?:\\d{1,3}(?:,\\d{3})+|\\d+)(?:\\.\\d+)?)(?:\\s?(?<scale>thousand|million|billion)\\b)?|\\b(?<word>(?:${TENS.join('|')})(?:-(?:${ONES.slice(0, 9).join('|')}))?|${ONES.join('|')})\\b)(?:\\s?(?<unit>%|per cent\\b|percent\\b|percentage points?\\b|yuan\\b|square (?:met(?:re|er)s?|feet)\\b|mu\\b|hectares?\\b|kilomet(?:re|er)s?\\b|years?(?: old| of age)?\\b|months?\\b|days?\\b|hours?\\b))?`,
  'gi',
)
const EN_UNITS: readonly (readonly [shape: RegExp, unit: string])[] = [
  [/^percentage/i, 'point'],
  [/^(?:%|per ?cent)/i, '%'],
  [/^yuan/i, 'yuan'],
  [/^square/i, 'area'],
  [/^year/i, 'age'],
  [/^month/i, 'month'],
  [/^day/i, 'day'],
  [/^hour/i, 'hour'],
]
/** English nouns of people; what they are is one class, as 名 is. */
export const PEOPLE =
  /\b(?:people|persons?|members?|cadres?|women|men|herders?|farmers?|herdsmen|officers?|instructors?|workers?|teachers?|staff|secretar(?:y|ies)|students?|participants?|trainees?|officials?|activists?|applicants?|graduates?|volunteers?|leaders?|liaisons?|retirees?|males?|females?|probationary|full)\b/i
/** Organizations of all tiers are one class, too. */
const ORGANIZATIONS = /\b(?:organi[sz]ations?|committees?|branch(?:es)?|groups?)$/

/** A noun without the ending of its plural; nothing where it only points to another. */
export function singular(noun: string): string {
  if (/^(?:ones?|others?|rest)$/.test(noun)) return ''
  return noun
    .replace(/ies$/, 'y')
    .replace(/(?<=ch|sh|x|ss)es$/, '')
    .replace(/(?<!s)s$/, '')
}

/** Words at which a noun phrase ends. */
const EN_STOP =
  /[,.;:()—–]|\b(?:of|in|at|on|for|to|from|by|with|and|or|but|than|as|that|which|who|whom|is|are|was|were|be|been|being|has|have|had|will|would|can|may|took|take|held|came|went|made|took|were|stood|stands?|remain(?:s|ed)?|now|then|this|last|over|under|between|during|within|compared|accounting|account|rose|fell|grew|increased|decreased|attended|completed|per|a|an|the|each|more|fewer|less|higher|lower|percent|up|down|so|after|before|since)\b/i

/** The words of the thing that an English number counts: «3,256 Party members of whom» gives «party members». */
export function nounAfter(after: string): string {
  const cut = after.search(EN_STOP)
  const words = (cut < 0 ? after : after.slice(0, cut)).trim().toLowerCase().split(/\s+/).slice(0, 6)
  // «18 villages voted»: a verb ends the noun; «retired cadres» begins with none.
  const verb = words.findIndex((word, index) => index > 0 && word.endsWith('ed'))
  return words.slice(0, verb < 0 ? words.length : verb).join(' ')
}

function stepOf(value: number): number {
  let step = 1
  while (value % (step * 10) === 0 && step * 10 <= value) step *= 10
  return step
}

/** Sentence ends: a full stop that ends no abbreviation; «其中» and «They comprise» still speak of the sentence before. */
const SENTENCE =
  /[。！？](?!其中)|(?<!\b(?:No|Co|Ltd|Mr|Ms|vs))[.!?](?=\s|$)(?!\s(?:They comprise|These comprise|These are|They are|Of (?:these|them|whom)|Among them)\b)/g

/** Every number of the paragraphs that counts or measures something; dates, ordinals, clauses and codes are left out. */
export function quantitiesOf(paragraphs: readonly Paragraph[]): Quantity[] {
  return paragraphs.flatMap(({ text, row }, index) => (row ? [] : quantitiesIn(text, index)))
}

/** As {@link quantitiesOf}, of one text. */
export function quantitiesIn(given: string, paragraph = 0): Quantity[] {
  const text = blanked(narrowed(given))
  const chinese = isChinese(given)
  const found: Omit<Quantity, 'before' | 'after' | 'sentence'>[] = []
  for (const match of text.matchAll(chinese ? ZH_NUMBER : EN_NUMBER)) {
    const one = chinese ? readChinese(match) : readEnglish(match, text)
    if (one) found.push({ ...one, paragraph })
  }
  const ends = [...text.matchAll(SENTENCE)].map(end => end.index)
  return found.map((one, index) => {
    const back = Math.max(found[index - 1]?.end ?? 0, 0)
    const ahead = found[index + 1]?.at ?? text.length
    const before = text.slice(back, one.at)
    const after = text.slice(one.end, ahead)
    const stop = chinese ? /[，。；：！？、,;:]/ : /[.;:!?](?=\s|$)|,(?=\s)/
    const cut = after.search(stop)
    return {
      ...one,
      sentence: ends.filter(end => end < one.at).length,
      before: before.slice(Math.max(0, ...[...before.matchAll(new RegExp(stop, 'g'))].map(end => end.index + 1))),
      after: cut < 0 ? after : after.slice(0, cut),
    }
  })
}

type Read = Omit<Quantity, 'before' | 'after' | 'sentence' | 'paragraph'>

function readChinese(match: RegExpMatchArray): Read | null {
  const { vague, percent, of, digits, more, scale, rest, unit, around, han, hanmore, hanunit } = match.groups!
  const at = match.index! + (vague?.length ?? 0)
  const text = match[0].slice(vague?.length ?? 0)
  if (percent) return sized(of!, 1, '%', vague, undefined, at, text)
  if (digits !== undefined) {
    if (!unit && !scale) {
      const bare = !/[A-Za-z\d.]/.test(match.input!.charAt(match.index! - 1))
      return bare ? sized(digits, 1, '', vague, undefined, at, text) : null
    }
    const widest = around ?? vague
    return sized(digits, SCALES[scale ?? ''] ?? 1, ZH_BY_WORD.get(unit ?? '') ?? '', widest, more ?? rest, at, text)
  }
  // 一个, 两委, 五个一: words rather than counts.
  const value = hanValue(han!)
  if (
    value === null ||
    (han === '一' && hanunit !== '次') ||
    /^第|[第几数]$/.test(match.input!.charAt(match.index! - 1))
  )
    return null
  return sized(String(value), 1, ZH_BY_WORD.get(hanunit!) ?? '', vague, hanmore, at, text)
}

function readEnglish(match: RegExpMatchArray, whole: string): Read | null {
  const { vague, digits, scale, word, unit } = match.groups!
  const at = match.index! + (vague?.length ?? 0)
  const text = match[0].slice(vague?.length ?? 0)
  const after = whole.slice(match.index! + match[0].length)
  const [tens = '', ones] = (word ?? '').toLowerCase().split('-')
  const spelled = TENS.includes(tens)
    ? (TENS.indexOf(tens) + 2) * 10 + (ones ? ONES.indexOf(ones) + 1 : 0)
    : ONES.indexOf(tens) + 1
  if (word && (spelled === 1 || /^-/.test(after))) return null
  if (/^(?:st|nd|rd|th)\b|^-(?:year|storey|story|level|day)/.test(after)) return null
  const noun = nounAfter(after)
  const named = EN_UNITS.find(([shape]) => shape.test(unit ?? ''))?.[1]
  const counted = /\battendances?\b/.test(noun)
    ? 'attendance'
    : PEOPLE.test(noun)
      ? 'person'
      : ORGANIZATIONS.test(noun)
        ? 'organization'
        : singular(noun.split(' ').at(-1) ?? '')
  return sized(
    digits ?? String(spelled),
    SCALES[scale?.toLowerCase() ?? ''] ?? 1,
    named ?? (unit ? unit.toLowerCase().replace(/s$/, '') : counted),
    vague?.trim(),
    undefined,
    at,
    text,
  )
}

function sized(
  digits: string,
  scale: number,
  unit: string,
  vague: string | undefined,
  more: string | undefined,
  at: number,
  text: string,
): Read {
  const plain = digits.replaceAll(',', '')
  const own = /^[\d.]+$/.test(plain) ? Number(plain) : (hanValue(plain) ?? 0)
  const decimals = plain.split('.')[1]?.length ?? (plain.includes('点') ? plain.split('点')[1]!.length : 0)
  const value = Number((own * scale).toPrecision(14))
  const exact = decimals === 0 && scale === 1 && unit !== '%' && unit !== 'point'
  const half = exact ? 0 : (10 ** -decimals * scale) / 2
  const step = Math.max(stepOf(value), half * 2)
  const wide =
    more ||
    /^(?:逾|超过|突破|不少于|不低于|至少|以上|over|more than|at least|not less than|no fewer than)$/i.test(vague ?? '')
      ? { low: value, high: value + Math.max(step, more ? 0 : value * 0.1) }
      : /^(?:近|以下|nearly|almost|up to)$/i.test(vague ?? '')
        ? { low: value - Math.max(step, value * 0.1), high: value }
        : vague
          ? { low: value * 0.9, high: value * 1.1 }
          : { low: value - half, high: value + half }
  return { at, end: at + text.length, text, value, ...wide, vague: vague !== undefined || more !== undefined, unit }
}

/** Dates, years, document numbers, ordinals, clauses, ages in bands: digits that count nothing. They become blanks, place for place. */
const NO_COUNT = [
  /〔\d{4}〕\s?\d+号|\[\d{4}\]\s?\d+号/g,
  /\d{2,4}\s?[—–~～至-]\s?\d{2,4}年/g,
  /(?:(?:19|20)\d{2}|[一二][〇零○九一二三四五六七八]{3})年(?:度|代)?(?:\d{1,2}月(?:份|底|初|末|中旬|上旬|下旬)?(?:\d{1,2}日)?)?/g,
  /\d{1,2}月(?:\d{1,2}日|份|底|初|末)|\d{1,2}月(?=[，。、至到—-])/g,
  /\d{4}-\d{1,2}-\d{1,2}|\d{4}\/\d{1,2}\/\d{1,2}|\d{4}\.\d{1,2}\.\d{1,2}/g,
  /\b\d{1,2}(?:st|nd|rd|th)?\s(?:January|February|March|April|May|June|July|August|September|October|November|December)(?:\s\d{4})?|\b(?:January|February|March|April|May|June|July|August|September|October|November|December)(?:\s\d{1,2},?)?(?:\s\d{4})?\b/g,
  /\b(?:19|20)\d{2}\b(?!\s*[名个人元项户次家场期册万])/g,
  /第[一二三四五六七八九十百\d]+(?:[、，,至到—-]?[一二三四五六七八九十百\d]+)?(?:个|次|届|期|条|款|项|章|批|季度|产业|名|位|阶段|轮|类|分场)?/g,
  /[一二三四1-4](?:、[一二三四1-4])*季度/g,
  /(?<=^|\n)\s*(?:#+\s*)?(?:[（(]?[一二三四五六七八九十\d]+[)）]|[一二三四五六七八九十]+、|\d+(?:\.\d+)*[.、．]?\s)(?!\d)/g,
  /\d+\s?[—–~～至到-]\s?\d+(?:周)?岁(?:以[上下])?|(?:\d+|[一二三四五六七八九十]+)(?:周)?岁(?:及)?(?:以[上下])/g,
  /\b(?:aged?|under|over|above|below)\s(?:the age of\s)?(?:\d{2}|[a-z]+(?:-[a-z]+)?ty(?:-[a-z]+)?)(?:\s?(?:to|and|-|–)\s?\d{2})?\b(?:\sor\s(?:over|older|above|under))?(?!\s?(?:%|per|yuan|people|million|[a-z]+s\b))/gi,
  /\b\d{2}\s?(?:to|-|–)\s?\d{2}\s(?:years|age)/g,
  /“[^”]{0,16}”/g,
  /[A-Za-z]+-?\d+[A-Za-z\d-]*|\b\d+[A-Za-z]+\d*\b(?<!\d(?:st|nd|rd|th))/g,
]

function blanked(text: string): string {
  let out = text
  for (const shape of NO_COUNT) out = out.replace(shape, part => '\u00a0'.repeat(part.length))
  return out
}

/** Whether two quantities may be of one kind: equal classes, or one of them named by none. */
export function alike(a: Quantity, b: Quantity): boolean {
  return a.unit === b.unit || (a.unit === '' && b.unit !== '%') || (b.unit === '' && a.unit !== '%')
}

/** A number as a reader writes it, at most two decimals. */
export function shown(value: number): string {
  return String(Number(value.toFixed(2)))
}
