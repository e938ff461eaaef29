// So many, each of so much, together: sessions by people, households by money, months by pay. Pure.
import { between, type Doc, meet, sentencesOf, test, wordsFrom } from './doc.ts'
import { type Quantity, shown, singular } from './number.ts'
import { type Finding, isSlip, lineAt } from './text.ts'

const EACH_ZH =
  /(?:平均)?每(?:个|一)?(?<of>期|次|场|班|户|家|人|名|个|村|社区|月|季度|季|年|轮|所|支)|(?<short>人均|户均|场均)/
const EACH_EN =
  /\beach\b|\bper\s(?<per>\w+)|\baverag|\b(?:a|every)\s(?<a>session|household|course|class|branch|month|quarter|person|village|meeting|round|team)\b/i
const EACH_OF =
  /\beach\s(?:of the\s)?(?:\d+\s)?(sessions?|courses?|households?|class(?:es)?|branch(?:es)?|villages?|meetings?|rounds?|teams?|persons?)\b/i
const TOGETHER = /共|合计|总计|累计|总额|总投|total|altogether|in all/
/** Months and quarters of a year may stand between: each so much a month, together in a year. */
const timesOf = (of: string) => (/月|month/.test(of) ? [1, 12, 6, 3] : /季|quarter/.test(of) ? [1, 4, 2] : [1])

/** Products and averages that do not hold, and attendances over several sessions that are printed as people. */
export function products(doc: Doc): Finding[] {
  return sentencesOf(doc).flatMap((sentence): Finding[] => {
    const rates = sentence.filter(one => perOf(doc, one) !== null)
    const [rate] = rates
    if (rates.length !== 1 || !rate || rate.vague || ['%', 'point', 'age', ''].includes(rate.unit)) return []
    const kin = (one: Quantity) => one.unit === rate.unit || (people(one) && people(rate)) || one.unit === ''
    const kindred = sentence.filter(one => one !== rate && kin(one) && !one.vague)
    const told = kindred.filter(one => TOGETHER.test(`${one.before} ${one.after}`))
    const of = perOf(doc, rate)!
    const counts = sentence.filter(one => one !== rate && !told.includes(one) && !one.vague && counted(one, of))
    if (told.length === 0 || counts.length !== 1) return []
    const [count] = counts as [Quantity]
    const makes = (one: Quantity) =>
      timesOf(`${of}${rate.before}`).some(times =>
        meet(count.low * rate.low * times, count.high * rate.high * times, one),
      )
    // Another number of that kind may be the same total, told before: it counts where it is that but for a slip.
    const product = shown(count.value * rate.value)
    const total =
      told.find(one => !makes(one)) ??
      kindred.find(one => one !== count && !makes(one) && isSlip(shown(one.value), product)) ??
      told[0]!
    if (/由|从|from/.test(between(doc, first(count, rate), last(count, rate)))) return []
    test(doc, count, rate, total)
    const holds = makes(total)
    const [from, to] = [first(first(count, rate), total), last(last(count, rate), total)]
    const place = { line: lineAt(doc.paragraphs[from.paragraph]!, from.at), words: wordsFrom(doc, from, to) }
    if (!holds)
      return [
        {
          ...place,
          kind: 'product' as const,
          why: {
            zh: `单项数与总数不符：${shown(count.value)} × ${shown(rate.value)} = ${shown(count.value * rate.value)}，文中为 ${shown(total.value)}。`,
            en: `The parts do not make the whole: ${shown(count.value)} × ${shown(rate.value)} = ${shown(count.value * rate.value)}, the text says ${shown(total.value)}.`,
          },
          suggest: { zh: '请核对次数、每次的数和总数。', en: 'Check the count, the number of each, and the total.' },
        },
      ]
    const sessions = /期|次|场|班|轮|session|course|class|meeting|round/.test(of)
    return sessions && total.unit === 'person' && count.value > 1 && /[名人]$/.test(total.text)
      ? [
          {
            ...place,
            kind: 'unit' as const,
            why: {
              zh: '各次人数相加得到的是人次，同一人可能到过几次。',
              en: 'People of several sessions added up are attendances: one person may have come more than once.',
            },
            suggest: { zh: `写作“${shown(total.value)}人次”。`, en: `Write ${shown(total.value)} attendances.` },
          },
        ]
      : []
  })
}

const people = (one: Quantity) => one.unit === 'person' || one.unit === 'attendance'
const first = (a: Quantity, b: Quantity) => (a.at < b.at ? a : b)
const last = (a: Quantity, b: Quantity) => (a.at < b.at ? b : a)

/** What a number is said to be of each: a measure word, or an English noun; null where it is no such number. */
function perOf(doc: Doc, one: Quantity): string | null {
  const zh = EACH_ZH.exec(one.before)
  if (zh) return zh.groups!.of ?? zh.groups!.short![0]!
  const around = `${one.before} ~ ${one.after}`
  const en = /[a-z]/.test(doc.texts[one.paragraph]!) && EACH_EN.exec(around)
  return en ? (en.groups!.per ?? en.groups!.a ?? EACH_OF.exec(around)?.[1] ?? '*').toLowerCase() : null
}

function counted(one: Quantity, of: string): boolean {
  if (['%', 'point', 'yuan', 'age'].includes(one.unit)) return false
  if (/^[a-z*]/.test(of)) return of === '*' || singular(of) === one.unit || (of === 'person' && one.unit === 'person')
  const unit = { 人: 'person', 名: 'person', 户: 'household', 村: '个', 社区: '个', 班: '期' }[of] ?? of
  return one.unit === unit || (of === '班' && one.unit === '个')
}
