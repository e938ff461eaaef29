// Parts and totals: parts that are listed as the whole of something add up to it, and none is above it. Pure.
import { between, type Doc, meet, sentencesOf, test, wordsFrom } from './doc.ts'
import { type Quantity, shown } from './number.ts'
import { type Finding, isSlip, lineAt } from './text.ts'

/** What opens a list that is the whole. */
const WHOLE =
  /分别(?:为|是|有)|分为|由|包括|即|：|:|—|（\s*[^（）]{0,12}$|compris|consist|made up of|namely|divided into|split into|broken down|respectively/
/** What opens a list of some parts. */
const SOME = /其中|含有?|including|include|of whom|of which|of these|among them|of them|with\b/
/** What ends a list: the sentence goes on about something else. */
const ENDS =
  /其中|比上|较上|同比|比去|较去|环比|增加|增长|减少|下降|提高|达到|每[\p{Script=Han}]|人均|平均|共|合计|总计|累计|计划|目标|另|此外|of whom|of which|compared|than|rose|fell|grew|increase|decrease|up |down |average|each\b|altogether|in total|in all|besides|separately|further/u
/** Sets whose members are all there is, by words of their members: each must be named. */
const COMPLEMENTS: readonly (readonly RegExp[])[] = [
  [/党委|committee/, /支部|branch/],
  [/男|\bmen\b|\bmale/, /女|women|female/],
  [/正式|full/, /预备|probationary/],
  [/城镇|城市|urban/, /农村|牧区|rural|pastoral/],
  [/上半年|first half/, /下半年|second half/],
  [/财政|拨款|上级|appropriat|budget|from above|grant/, /自筹|社会|raised|own|donat/],
  [/机关/, /农牧民|农民|牧民/, /企业/],
  [/一季度|first quarter/i, /二季度|second/i, /三季度|third/i, /四季度|fourth/i],
]
const REST = /其余|其他|其它|剩余|\bothers?\b|the rest|remaining/
const DONE =
  /已|完成|办结|整改(?!率)|解决|销号|实到|实际到|到会|出席|兑现|validated|corrected|closed|settled|resolved|solved|completed|attended|present|kept|put right|finished/
const LEFT =
  /未|正在|尚|还有|仍|剩余|其余|请假|缺席|缺课|逾期|remain|still|left|not yet|under way|outstanding|open\b|absent|excused|overdue|missed|in progress/

/** Parts that do not make up their total, and parts above their whole. */
export function sums(doc: Doc): Finding[] {
  return sentencesOf(doc).flatMap(sentence => {
    const counts = sentence.filter(one => !['%', 'point', 'age', 'times'].includes(one.unit))
    const found = counts.flatMap((total, index) => below(doc, total, counts.slice(index + 1)) ?? [])
    return found.length > 0 ? found.slice(0, 1) : [...leftOver(doc, counts), ...above(doc, counts)].slice(0, 1)
  })
}

const words = (one: Quantity) => `${one.before} ${one.after}`

function add(parts: readonly Quantity[]) {
  return { low: parts.reduce((sum, one) => sum + one.low, 0), high: parts.reduce((sum, one) => sum + one.high, 0) }
}

const makes = (parts: readonly Quantity[], total: Quantity) => {
  const { low, high } = add(parts)
  return meet(low, high, total)
}

/** The list that follows a total: true parts only, what stands in brackets behind a part skipped. */
function listAfter(doc: Doc, total: Quantity, rest: readonly Quantity[]): { parts: Quantity[]; cue: string } | null {
  // What stands between may measure the total in other ways: 38期，4560人次。其中区级9期.
  const from = rest.findIndex(one => one.unit === total.unit || one.unit === '')
  const first = rest[from]
  if (!first || rest.slice(0, from).some(one => one.unit === '')) return null
  const cue = between(doc, rest[from - 1] ?? total, first)
  if (from > 0 && !SOME.test(cue)) return null
  const near = cue.slice(-40)
  if (cue.length > 90 || !(WHOLE.test(near) || SOME.test(near)) || /[；;][^；;]*$/.test(cue.replace(/^[；;]/, '')))
    return null
  const parts: Quantity[] = []
  let last = rest[from - 1] ?? total
  let depth = 0
  for (const one of rest.slice(from)) {
    const gap = between(doc, last, one)
    const opened = (gap.match(/[（(]/g)?.length ?? 0) - (gap.match(/[）)]/g)?.length ?? 0)
    const nested = parts.length > 0 && depth + opened > (/[（(]/.test(cue) ? 1 : 0)
    depth += opened
    last = one
    if (nested) continue
    if (parts.length > 0 && (depth < 0 || ENDS.test(gap.replace(/[（(][^）)]*[）)]/g, '')))) break
    // A number of another kind ends the list, unless it measures the part before it.
    if (
      one.unit !== total.unit &&
      one.unit !== '' &&
      !(total.unit === '' && parts.every(part => part.unit === one.unit))
    ) {
      if (parts.length === 0) return null
      continue
    }
    parts.push(one)
  }
  return parts.length > 0 ? { parts, cue } : null
}

function below(doc: Doc, total: Quantity, rest: readonly Quantity[]): Finding[] | null {
  const list = listAfter(doc, total, rest)
  if (!list) return null
  const { parts, cue } = list
  const [first] = parts
  if (parts.length === 1) {
    if (!SOME.test(cue) || first!.unit !== total.unit || ENDS.test(cue.replace(SOME, '')) || total.vague) return null
    test(doc, total, first!)
    return first!.low > total.high ? [finding(doc, total, first!, 'above', [first!])] : null
  }
  for (let count = parts.length; count > 1; count -= 1)
    if (
      (count === parts.length || ends(doc, parts[count - 1]!, parts[count]!)) &&
      makes(parts.slice(0, count), total)
    ) {
      test(doc, total, ...parts.slice(0, count))
      return null
    }
  const tail = doc.texts[total.paragraph]!.slice(parts.at(-1)!.end, parts.at(-1)!.end + 12)
  const open = /等[，。、；）]|and (?:so on|others)|etc/.test(tail) || total.vague || parts.some(one => one.vague)
  const named = parts.map(words)
  const complement =
    COMPLEMENTS.some(set => set.every(member => named.some(name => member.test(name)))) ||
    named.some(name => REST.test(name))
  const { low, high } = add(parts)
  const near = Math.abs((low + high) / 2 - total.value) < total.value * 0.15
  // Without the word for a whole a list may leave something out; what misses by little and names three parts does not.
  const whole = WHOLE.test(cue.replace(/，其中[：:]|其中[：:]/, '')) && !SOME.test(cue)
  const overlap = OVERLAP.filter(shape => named.some(name => shape.test(name))).length > 1
  const close = low > total.high * 0.5 && low < total.high * 2
  const likely = (parts.length > 2 && near) || (sorts(parts, total) && close) || mended(parts, total)
  if (!open && (complement || whole || (likely && !overlap))) {
    test(doc, total, ...parts)
    return [finding(doc, total, parts.at(-1)!, 'sum', parts)]
  }
  const over =
    SOME.test(cue) && !total.vague ? parts.find(one => one.unit === total.unit && one.low > total.high) : undefined
  return over ? [finding(doc, total, over, 'above', [over])] : null
}

/** Whether a list may end between two numbers. */
const ends = (doc: Doc, a: Quantity, b: Quantity) =>
  !/^[^，。；,;]{0,4}(?:、|和|及|与|\sand\s)[^，。；]*$/.test(between(doc, a, b))

/** Whether one slip in one of three-digit numbers would mend the sum, which chance hardly brings about. */
function mended(parts: readonly Quantity[], total: Quantity): boolean {
  const sum = parts.reduce((all, one) => all + one.value, 0)
  if (total.value >= 100 && isSlip(shown(sum), shown(total.value))) return true
  return parts.some(
    one => total.value - sum + one.value >= 100 && isSlip(shown(total.value - sum + one.value), shown(one.value)),
  )
}

/** Whether all parts are sorts of what the total counts: 村级站点, 社区站点 of 站点. */
function sorts(parts: readonly Quantity[], total: Quantity): boolean {
  const noun = /[\p{Script=Han}]{2}$/u.exec(total.before.replace(/(?:共有|现有|共|有|为|达)+$/, ''))?.[0]
  return noun !== undefined && parts.every(one => one.before.trim().endsWith(noun) && one.before.trim().length > 2)
}

/** Ways to divide people: parts of different ones overlap. */
const OVERLAP = [
  /女|women|female/,
  /少数民族|蒙古族|minorit/,
  /岁|青年|\bunder\b|\bover\b|aged|young/,
  /大专|本科|高中|学历|college|school|degree/,
  /农牧民|农民|herders|farmers/,
  /预备|probationary/,
  /退休|retired/,
]

/** What was found, done and left: 发现问题46项，已整改41项，还有5项正在整改. */
function leftOver(doc: Doc, counts: readonly Quantity[]): Finding[] {
  return counts.flatMap((total, index) => {
    const rest = counts.slice(index + 1, index + 6).filter(one => one.unit === total.unit || one.unit === '')
    const before = counts[index - 1]
    // «85 of the 92 requests were settled and 7 remain»: the total stands behind what was done.
    const turned = before !== undefined && OF_THE.test(between(doc, before, total))
    const done = turned ? before : rest[0]
    if (!done || total.vague || LEFT.test(total.before)) return []
    const text = doc.texts[total.paragraph]!
    const until = (one: Quantity, next: Quantity | undefined) =>
      text.slice(one.end, next?.at ?? one.end + one.after.length)
    const others = turned ? rest : rest.slice(1)
    const told = turned ? until(total, others[0]) : `${done.before} ${until(done, others[0])}`
    if (!DONE.test(told) || LEFT.test(done.before) || (!turned && OF_THE.test(between(doc, done, others[0] ?? done))))
      return []
    const left: Quantity[] = []
    for (const one of others) {
      if (!LEFT.test(words(one)) && !REST.test(words(one))) break
      left.push(one)
    }
    if (
      left.length === 0 ||
      DONE.test(total.before) ||
      (!turned && ENDS.test(between(doc, total, done).replace(OF_WHICH, '')))
    )
      return []
    test(doc, total, done, ...left)
    return left.some((_, count) => makes([done, ...left.slice(0, count + 1)], total))
      ? []
      : [finding(doc, total, left.at(-1)!, 'sum', [done, ...left])]
  })
}

const OF_THE = /^\s?(?:out )?of (?:the |all |its |their |these )?$/i
const OF_WHICH = /of which|of whom|其中/g
const TOTAL_ZH = /(?:合计|总计|共计|总共|一共|全年共|全年累计)[^，。；：]{0,8}$/
const TOTAL_EN = /(?:in total|altogether|a total of|together)[^.;:]{0,24}$/i
const TOTAL_AFTER = /^[^.;:]{0,24}\b(?:in total|in all|altogether)\b/i

/** A total behind its parts: any run of parts right before it may make it. */
function above(doc: Doc, counts: readonly Quantity[]): Finding[] {
  return counts.flatMap((total, index) => {
    if (total.vague || !(TOTAL_ZH.test(total.before) || TOTAL_EN.test(total.before) || TOTAL_AFTER.test(total.after)))
      return []
    const parts = counts.slice(0, index).filter(one => one.unit === total.unit || one.unit === '')
    if (
      parts.length < 2 ||
      parts.some(one => one.vague) ||
      /每|平均|each|per\b|average/.test(between(doc, parts[0]!, total))
    )
      return []
    if (parts.some(one => ENDS.test(one.before))) return []
    test(doc, total, ...parts)
    return parts.some((_, from) => from < parts.length - 1 && makes(parts.slice(from), total))
      ? []
      : [finding(doc, parts[0]!, total, 'sum', parts, total)]
  })
}

function finding(
  doc: Doc,
  from: Quantity,
  to: Quantity,
  sort: 'sum' | 'above',
  parts: readonly Quantity[],
  of = from,
): Finding {
  const sum = shown(parts.reduce((all, one) => all + one.value, 0))
  const sums = parts.map(one => shown(one.value)).join(' + ')
  return {
    line: lineAt(doc.paragraphs[from.paragraph]!, from.at),
    words: wordsFrom(doc, from, to),
    kind: 'sum',
    ...(sort === 'sum'
      ? {
          why: {
            zh: `各部分之和不等于总数：${sums} = ${sum}，文中总数为 ${shown(of.value)}。`,
            en: `The parts do not add up to the total: ${sums} = ${sum}, the text says ${shown(of.value)}.`,
          },
          suggest: {
            zh: '请对照原始台账，核对总数和每一部分。',
            en: 'Compare the total and each part with the records they came from.',
          },
        }
      : {
          why: {
            zh: `部分大于整体：${shown(parts[0]!.value)} 大于 ${shown(of.value)}。`,
            en: `A part is above its whole: ${shown(parts[0]!.value)} is more than ${shown(of.value)}.`,
          },
          suggest: { zh: '请核对这两个数。', en: 'Check both numbers.' },
        }),
  }
}
