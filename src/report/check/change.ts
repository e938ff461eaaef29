// Differences and rates of growth: what rose or fell did so by what is said, and percentages differ by points. Pure.
import { between, type Doc, meet, sentencesOf, test, wordsFrom } from './doc.ts'
import { type Quantity, shown } from './number.ts'
import { type Finding, lineAt } from './text.ts'

const UP = /增|提高|上升|上涨|升|扩大|多|高|rise|rose|rais|increas|grew|grow|up\b|more|higher|gain|climb/i
const DOWN = /减|下降|降|缩|少|低|fall|fell|decreas|down\b|drop|fewer|less|lower|reduc|declin/i
const CHANGED = new RegExp(`${UP.source}|${DOWN.source}|(?:,|，|、|—|\\(|\\bor)\\s*(?:or|即|an?)?\\s*$`, 'i')
const FROM = /(?:由|从|自)[^，。；]{0,24}$|\bfrom\b[^.;]{0,40}$/i
const TO = /^[^。；.;]{0,30}(?:到|至|为)[^，。；]{0,8}$|^[^;]{0,40}\bto\b[^.;]{0,30}$/i
const AGAINST = /比|较|同比|环比|than|over|against|compared|since|from/i
const EARLIER =
  /上年|去年|上届|年初|上期|同期|此前|原来|last (?:year|term)|the year before|previous|year earlier|at the (?:start|beginning) of the year/i

interface Step {
  readonly before: Quantity
  readonly after: Quantity
}

/** Results of a change that its two values do not give. */
export function changes(doc: Doc): Finding[] {
  return sentencesOf(doc).flatMap(sentence =>
    sentence.flatMap((result, index) => {
      if (result.vague) return []
      const way = index === 0 ? result.before : between(doc, sentence[index - 1]!, result)
      const told = clauseOf(way)
      // The beginning of another change is no result of this one.
      if (FROM.test(told)) return []
      if (!CHANGED.test(told) && !/^\s?(?:more|fewer|less|higher|lower)\b/.test(result.after)) return []
      return judged(doc, sentence.slice(0, index), result) ?? []
    }),
  )
}

const clauseOf = (text: string) => text.slice(-40)
/** Whether a value can be one end of a change, of the same kind as the other. */
const same = (a: Quantity, b: Quantity) => a.unit === b.unit || a.unit === '' || b.unit === ''

function judged(doc: Doc, earlier: readonly Quantity[], result: Quantity): Finding[] | null {
  const step = stepBefore(doc, earlier)
  if (step && step.after !== result) return bySteps(doc, step, result)
  // 3256名，比上年增加47名，增长1.5%: the value before is what is left when the difference is taken away.
  const [now, difference] = earlier.slice(-2)
  if (result.unit !== '%' || !now || !difference || now.unit === '%' || !same(now, difference)) return null
  const way = between(doc, now, difference)
  const link = between(doc, difference, result)
  const told = `${way}${difference.after}`
  if (!AGAINST.test(told) || !CHANGED.test(told) || /[。；;]/.test(way + link) || link.length > 48) return null
  if (now.vague || difference.vague || /其中|of whom|每/.test(way)) return null
  const down = DOWN.test(told) && !UP.test(told)
  const before = {
    low: now.low + (down ? difference.low : -difference.high),
    high: now.high + (down ? difference.high : -difference.low),
  }
  if (before.low <= 0) return null
  test(doc, now, difference, result)
  if (meet((difference.low / before.high) * 100, (difference.high / before.low) * 100, result)) return null
  const was = now.value + (down ? difference.value : -difference.value)
  return [
    finding(doc, now, result, {
      zh: `增减幅度不符：原为 ${shown(was)}，变化 ${shown(difference.value)}，应为 ${shown((difference.value / was) * 100)}%，文中为 ${result.text}。`,
      en: `The rate does not fit: ${shown(difference.value)} on ${shown(was)} before is ${shown((difference.value / was) * 100)}%, the text says ${result.text}.`,
    }),
  ]
}

/** The change last told before a place: from A to B, or A in an earlier year and B in a later one. */
function stepBefore(doc: Doc, earlier: readonly Quantity[]): Step | null {
  for (let index = earlier.length - 1; index > 0; index -= 1) {
    const [before, after] = [earlier[index - 1]!, earlier[index]!]
    if (!same(before, after) || before.vague || after.vague) continue
    const lead = doc.texts[before.paragraph]!.slice(Math.max(0, before.at - 44), before.at)
    const way = between(doc, before, after)
    if (FROM.test(lead) && TO.test(way)) return { before, after }
    const [first, second] = [yearOf(doc, before), yearOf(doc, after)]
    if (first !== null && second !== null && first < second && !/其中|每/.test(way)) return { before, after }
    if (first !== null && second !== null && second < first && /than|compared|against|比|较|from/.test(way))
      return { before: after, after: before }
  }
  return null
}

/** The year that the clause of a number speaks of: a number, or −1 and 0 for last year and this. */
function yearOf(doc: Doc, one: Quantity): number | null {
  const text = doc.texts[one.paragraph]!
  const clause = `${text
    .slice(Math.max(0, one.at - 30), one.at)
    .split(/[，。；,;]/)
    .at(-1)}\n${text.slice(one.end, one.end + 30).split(/[，。；,;.]/)[0]}`
  const year = /(?:19|20)\d{2}/.exec(clause)?.[0]
  if (year) return Number(year)
  if (EARLIER.test(clause)) return -1
  return /今年|本年|全年|本期|目前|this year|now\b/i.test(clause) ? 0 : null
}

function bySteps(doc: Doc, { before, after }: Step, result: Quantity): Finding[] | null {
  const way = between(doc, before.at < after.at ? after : before, result)
  if (way.length > 60 || /[。；;]|其中|每/.test(way.replace(/每[年月季]/g, ''))) return null
  if (result.value === before.value && EARLIER.test(way)) return null
  const [low, high] = [after.low - before.high, after.high - before.low]
  const gap = { low: Math.min(Math.abs(low), Math.abs(high)), high: Math.max(Math.abs(low), Math.abs(high)) }
  const told = `${way} ${result.after}`
  const [up, down] = [UP.test(told), DOWN.test(told)]
  const rose = after.value > before.value
  const compared = { zh: `${before.text}→${after.text}`, en: `${before.text} to ${after.text}` }
  if (
    up !== down &&
    up !== rose &&
    after.value !== before.value &&
    /增|减|升|降|increas|decreas|up\b|down\b/.test(told)
  ) {
    test(doc, before, after, result)
    return [
      finding(doc, before.at < after.at ? before : after, result, {
        zh: `增减方向不符：${compared.zh}。`,
        en: `The direction does not fit: ${compared.en}.`,
      }),
    ]
  }
  if (result.unit === '%' && before.unit === '%') {
    test(doc, before, after, result)
    const points = meet(gap.low, gap.high, result)
    const rate = meet((gap.low / before.high) * 100, (gap.high / before.low) * 100, result)
    if (rate && !points) return null
    return [
      finding(
        doc,
        before,
        result,
        points
          ? {
              zh: `两个百分比之差应说“百分点”：${compared.zh}，相差 ${shown(gap.low + (gap.high - gap.low) / 2)} 个百分点。`,
              en: `Percentages differ by percentage points, not per cent: ${compared.en}.`,
            }
          : wrong(compared, `${shown(Math.abs(after.value - before.value))}`, result, ' 个百分点', ' points'),
      ),
    ]
  }
  if (result.unit === 'point' && before.unit === '%') {
    test(doc, before, after, result)
    return meet(gap.low, gap.high, result)
      ? null
      : [
          finding(
            doc,
            before,
            result,
            wrong(compared, shown(Math.abs(after.value - before.value)), result, ' 个百分点', ' points'),
          ),
        ]
  }
  if (result.unit === '%') {
    if (before.low <= 0) return null
    test(doc, before, after, result)
    const rate = (Math.abs(after.value - before.value) / before.value) * 100
    return meet((gap.low / before.high) * 100, (gap.high / before.low) * 100, result)
      ? null
      : [finding(doc, before.at < after.at ? before : after, result, wrong(compared, shown(rate), result, '%', '%'))]
  }
  if (!same(result, before)) return null
  test(doc, before, after, result)
  return meet(gap.low, gap.high, result)
    ? null
    : [
        finding(
          doc,
          before.at < after.at ? before : after,
          result,
          wrong(compared, shown(Math.abs(after.value - before.value)), result, '', ''),
        ),
      ]
}

function wrong(compared: { zh: string; en: string }, is: string, result: Quantity, zh: string, en: string) {
  return {
    zh: `差额或增减幅度不符：${compared.zh}，应为 ${is}${zh}，文中为 ${result.text}。`,
    en: `The difference does not fit: ${compared.en} is ${is}${en}, the text says ${result.text}.`,
  }
}

function finding(doc: Doc, from: Quantity, to: Quantity, why: Finding['why']): Finding {
  return {
    line: lineAt(doc.paragraphs[from.paragraph]!, from.at),
    words: wordsFrom(doc, from, to),
    kind: 'change',
    why,
    suggest: { zh: '请核对前后两个数和增减数。', en: 'Check both values and the difference.' },
  }
}
