// Norms below the regulation: a sentence that tells what is laid down, with less than the charter's standard says. Pure.
import type { Words } from '../../charter/language.ts'
import type { Doc } from './doc.ts'
import { type Quantity, shown } from './number.ts'
import { type Finding, isChinese, lineAt } from './text.ts'

/** A standard that must be reached, with every value that it has had. */
export interface NormKnown {
  readonly title: Words
  /** As the charter codes it: yuan/month, day, m2. */
  readonly unit: string
  readonly values: readonly { readonly from: string; readonly value: number; readonly clause: Words }[]
}

/** Units of the charter as the reading of numbers calls them. */
const UNITS: Readonly<Record<string, readonly string[]>> = {
  yuan: ['yuan'],
  day: ['day', '天'],
  hour: ['hour'],
  m2: ['平方米', 'area'],
  percent: ['%'],
  activity: ['次', 'time', '场', 'activity', 'trip', 'round', 'meeting'],
  document: ['个', 'document'],
}
const EVERY: Readonly<Record<string, RegExp>> = {
  month: /每月|月均|\/月|每人每月|a month|per month|every month|monthly/i,
  year: /每年|年均|\/年|全年|a year|per year|every year|yearly|annual/i,
  quarter: /每季|\/季|a quarter|per quarter|every quarter|quarterly/i,
}
const CITED =
  /规定|标准|制度|办法|要求|按照|不少于|不低于|以上|至少|必须|定为|提高到|rule|standard|regulation|at least|not less|must|laid down|required|requires|minimum|rose from|raised|increased from/i
const NO_CONTENT =
  /每(?:个|名|家|次|项|人|户)?|每?(?:月|年|季度|半年)|不少于|一般|不低于|的|标准|a (?:month|year|quarter)|of|the|at least|normally|each|every|yearly|monthly|per/gi

function contentZh(title: string): string[] {
  const plain = title.replace(NO_CONTENT, '').replace(/[^\p{Script=Han}]/gu, '')
  return [...plain].flatMap((sign, index) => (index + 1 < plain.length ? [sign + plain[index + 1]] : []))
}
const contentEn = (title: string) => [
  ...new Set(
    title
      .toLowerCase()
      .replace(NO_CONTENT, ' ')
      .match(/[a-z]{3,}/g)
      ?.map(word => word.replace(/s$/, '')) ?? [],
  ),
]

/** Sentences that cite a norm with less than the lowest value that was in force in their year, or ever where no year is told. */
export function norms(doc: Doc, known: readonly NormKnown[], year: number | null): Finding[] {
  return doc.numbers.flat().flatMap(one => {
    const paragraph = doc.paragraphs[one.paragraph]!
    const text = doc.texts[one.paragraph]!
    const chinese = isChinese(text)
    const stop = chinese ? /[。；！？]/ : /[.;!?](?=\s|$)/
    const head = text.slice(0, one.at).split(stop).at(-1)!
    const tail = text.slice(one.end).split(stop)[0]!
    const sentence = `${head}${one.text}${tail}`
    if (
      !CITED.test(sentence) ||
      before(one, head, tail) ||
      /实际|本期|支出|发放|actual|spent|spending|paid/.test(`${head.slice(-12)}`)
    )
      return []
    const found = known.filter(norm => fits(norm, one, head.slice(-60), tail, chinese))
    if (found.length !== 1) return []
    const [norm] = found as [NormKnown]
    const values = norm.values.filter(
      (_, index) => year === null || (norm.values[index + 1]?.from ?? '9999') > `${year}-01-01`,
    )
    const inForce = values.filter(({ from }) => year === null || from <= `${year}-12-31`)
    const least = inForce.toSorted((a, b) => a.value - b.value)[0]
    if (!least) return []
    doc.tested.add(one)
    if (one.value >= least.value || one.high >= least.value) return []
    return [
      {
        line: lineAt(paragraph, one.at),
        words: sentence.trim().slice(0, 80),
        kind: 'norm',
        why: {
          zh: `低于规定：${norm.title.zh}的标准是 ${shown(least.value)}（${least.clause.zh}），文中为 ${one.text}。`,
          en: `Below the regulation: ${norm.title.en}: ${shown(least.value)} (${least.clause.en}); the text says ${one.text}.`,
        },
        suggest: { zh: '请核对引用的规定和数额。', en: 'Check the rule that is cited and its amount.' },
      },
    ]
  })
}

/** The value that a norm had before it was raised is history. */
function before(one: Quantity, head: string, tail: string): boolean {
  return (
    // By how much it was raised is no norm either.
    /(?:增加|提高|上调|增长|减少|降低)了?[^，。到至为]{0,3}$|\b(?:increase|rise|raise) of\s$|\bby\s$/i.test(head) ||
    /(?:由|从|自)[^，。；]{0,10}$|\bfrom\s(?:[A-Za-z]+\s){0,3}$/i.test(head) ||
    /^[^，。；.;\d]{0,10}(?:提高到|增加到|调整到|上调至|提高至|增加至|\bto\s\d)/.test(tail) ||
    (one.vague && /以下|under|below/.test(one.text))
  )
}

function fits(norm: NormKnown, one: Quantity, head: string, tail: string, chinese: boolean): boolean {
  const [unit = '', per = ''] = norm.unit.split('/')
  if (!UNITS[unit]?.includes(one.unit)) return false
  const clause = `${head}${tail.slice(0, 24)}`
  if (per !== '' && !(EVERY[per]?.test(clause) ?? false)) return false
  for (const [name, shape] of Object.entries(EVERY))
    if (name !== per && per !== '' && shape.test(clause) && !EVERY[per]!.test(clause)) return false
  const content = chinese ? contentZh(norm.title.zh) : contentEn(norm.title.en)
  const text = chinese ? clause : clause.toLowerCase()
  return content.length > 1 && content.filter(part => text.includes(part)).length / content.length >= 0.8
}
