// Against the records of the district: a figure that the report gives for all of it, in a measure's own words. Pure.
import type { Words } from '../../charter/language.ts'
import type { Doc } from './doc.ts'
import { nounAfter, type Quantity, shown } from './number.ts'
import { type Finding, isChinese, lineAt } from './text.ts'

/** What the records say of the district for the period of the report. */
export interface FigureKnown {
  readonly title: Words
  readonly unit: string
  readonly value: number
}

const UNITS: Readonly<Record<string, readonly string[]>> = {
  organization: ['个', 'organization'],
  person: ['person'],
  attendance: ['attendance'],
  yuan: ['yuan'],
  activity: ['次', '场', '期'],
  enterprise: ['家', 'enterprise'],
  household: ['household'],
  item: ['项', '个', 'item'],
  animal: ['头', '只'],
}
const SCOPE_ZH = /(?:共有|现有|全区|我区|总数|共)[\p{Script=Han}]{0,12}$/u
const SCOPE_EN = /\b(?:has|have|there (?:are|were)|in all|total)\b[^.;,]{0,20}$/i
const OTHER =
  /其中|上年|去年|年初|比|较|由|从|计划|目标|新增|各|镇|嘎查|last year|than|from|plan|target|of whom|town|village/

const clean = (title: string) => title.replace(/（[^）]*）/g, '').replace(/^基层(?=党组织)/, '')
const cleanEn = (title: string) =>
  title
    .toLowerCase()
    .replace(/\b(?:primary-level|grass-?roots|party)\b/g, '')
    .replace(/\s+/g, ' ')
    .trim()

/** Statements about the whole district that its records do not bear out. */
export function records(doc: Doc, known: readonly FigureKnown[]): Finding[] {
  return doc.numbers.flat().flatMap(one => {
    const text = doc.texts[one.paragraph]!
    const chinese = isChinese(text)
    const clause = text
      .slice(0, one.at)
      .split(/[，。；：、]|[,.;:](?=\s)/)
      .at(-1)!
    if (one.vague || OTHER.test(clause) || !(chinese ? SCOPE_ZH : SCOPE_EN).test(clause)) return []
    const found = known.filter(figure => UNITS[figure.unit]?.includes(one.unit) && named(figure, one, clause, chinese))
    const [figure] = found
    if (!figure || found.length !== 1) return []
    doc.tested.add(one)
    if (one.low <= figure.value && figure.value <= one.high) return []
    return [
      {
        line: lineAt(doc.paragraphs[one.paragraph]!, one.at),
        words: `${clause.trim().slice(-20)}${one.text}${/^[\p{Script=Han}]{0,8}|^(?: [\w-]+){0,3}/u.exec(text.slice(one.end))?.[0] ?? ''}`,
        kind: 'record',
        why: {
          zh: `与本地区的记录不符：“${figure.title.zh}”为 ${shown(figure.value)}，文中为 ${shown(one.value)}。`,
          en: `The records of this district say otherwise: ${figure.title.en}: ${shown(figure.value)}; the text says ${shown(one.value)}.`,
        },
        suggest: { zh: '请对照该项数据背后的记录。', en: 'Look at the records behind that figure.' },
      },
    ]
  })
}

function named(figure: FigureKnown, one: Quantity, clause: string, chinese: boolean): boolean {
  if (!chinese) return cleanEn(nounAfter(one.after)) === cleanEn(figure.title.en)
  const title = clean(figure.title.zh)
  const after = /^[\p{Script=Han}]+/u.exec(one.after)?.[0].replace(/^基层(?=党组织)/, '') ?? ''
  const before = (/[\p{Script=Han}]+$/u.exec(clause)?.[0] ?? '')
    .replace(/(?:共有|现有|总数|达到|共|有|为|达)+$/, '')
    .replace(/^.*(?:共有|现有|全区|我区|共)/, '')
    .replace(/^基层(?=党组织)/, '')
  return after === title || (after === '' && before === title)
}
