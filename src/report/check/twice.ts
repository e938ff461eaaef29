// One fact with two values: the same thing of the same owner and time is counted twice, and differently. Pure.
import type { Doc } from './doc.ts'
import { nounAfter, type Quantity, shown } from './number.ts'
import { type Finding, isChinese, isSlip, lineAt } from './text.ts'

/** What says that the number is of all that the report speaks of. */
const SCOPE_ZH =
  /全区|全市|全县|全旗|全镇|全乡|全场|全街道|我区|我市|我县|我旗|我镇|全年|共有|现有|总数|总计|合计|共计|在册/
const SCOPE_EN =
  /\b(?:the (?:district|county|town|banner|city|region|farm|organi[sz]ations)(?: now| currently)? (?:has|have|had)|there (?:are|were)|in (?:all|total)|altogether|total(?:led|s)? |across the (?:district|county|town)|over the year|the year(?:'s)?|the \d)/i
/** Where a number is not what is. */
const OTHER =
  /上年|去年|上届|年初|往年|计划|目标|力争|争取|应当|预计|不少于|不低于|比|较|由|从|增加|减少|新增|提高|下降|净增|每|平均|人均|其中|各|最|last year|previous|plan|target|aim|expect|than|from|each|every|average|per\b|of whom|more|less|fewer|increase|decrease|new\b|at least/i
const OWNER =
  /[\p{Script=Han}A-ZX×某]{1,8}(?:镇|乡|苏木|街道|社区|嘎查|村|牧场|农场|农牧场|分场|公司|局|支部|党委)(?=[\p{Script=Han}]{0,4}(?:共|现|有|全|举|开|的))/u

interface Statement {
  readonly of: Quantity
  readonly noun: string
  readonly scoped: boolean
  readonly year: string
  readonly owner: string
}

const CLEAN =
  /^(?:全区|全市|全县|全旗|全镇|本区|我区|目前|截至目前|年末|年底|全年|期内|本期|今年|本年|共计|总计|合计|累计|共有|现有|拥有|建有|设有|在册|各类|各级|基层|全体|广大|先后|已|共|有|的|了|为|达到?|实际|开展|举办|召开|组织|进行|发放|投入)+|(?:共计|总计|合计|累计|总数|总量|人数|共有|现有|已有|共|有|为|是|达到?|数)+$/g

function statementOf(doc: Doc, one: Quantity): Statement | null {
  const text = doc.texts[one.paragraph]!
  const chinese = isChinese(text)
  if (one.vague || one.value < 2 || ['', 'point', 'times', 'day'].includes(one.unit) || OTHER.test(one.before))
    return null
  const cut = chinese ? /[。；！？]/ : /[.;!?](?=\s)/
  const sentence = `${text.slice(0, one.at).split(cut).at(-1)}${one.text}${text.slice(one.end).split(cut)[0]}`
  const clause = text
    .slice(0, one.at)
    .split(/[，。；：、]|[,.;:](?=\s)/)
    .at(-1)!
  if (/其中|of whom|of which/.test(text.slice(Math.max(0, one.at - 14), one.at))) return null
  const noun = chinese ? nounZh(one) : nounEn(one)
  if (noun === null) return null
  return {
    of: one,
    noun,
    scoped: chinese
      ? SCOPE_ZH.test(clause) || /(?:共有|现有)[^，。；]{0,16}，$/.test(text.slice(0, one.at - clause.length))
      : SCOPE_EN.test(one.before) || /^[^,.;]{0,24}\b(?:in all|in total|altogether)\b/.test(one.after),
    year: [...sentence.matchAll(/(?:19|20)\d{2}(?=年|\b)|上半年|下半年|[一二三四]季度|\d{1,2}月/g)]
      .map(match => match[0])
      .join(' '),
    owner: OWNER.exec(clause)?.[0] ?? '',
  }
}

function nounZh({ before, after, text }: Quantity): string | null {
  const ahead = /^[\p{Script=Han}]{2,10}/u.exec(after)?.[0] ?? ''
  const counted =
    /[名个家户次场期]$/.test(text) &&
    ahead !== '' &&
    !/^(?:，|。|占|均|已|都|被|参加|到|在|和|及|与|以上|以下)/.test(ahead)
      ? ahead
      : ''
  const noun = (counted || (/[\p{Script=Han}“”]{2,14}$/u.exec(before)?.[0] ?? ''))
    .replace(CLEAN, '')
    .replace(/(?:占|组成|被|均|已|参加|的|都|全部|中|等|合计|共).*$/, '')
  return noun.length >= 2 ? noun : null
}

function nounEn({ after, unit }: Quantity): string | null {
  const noun = nounAfter(after)
    .replace(/\b(?:primary-level|primary|grass-?roots|party)\b/g, '')
    .replace(/\s+/g, ' ')
    .trim()
  return noun === '' || ['%', 'yuan', 'age'].includes(unit) ? null : noun
}

/** Numbers of one fact that exclude each other. Equal values of different facts are nothing to tell. */
export function twice(doc: Doc): Finding[] {
  const told = doc.numbers.flat().flatMap(one => statementOf(doc, one) ?? [])
  const by = new Map<string, Statement[]>()
  for (const one of told) by.set(`${one.noun}|${one.of.unit}`, [...(by.get(`${one.noun}|${one.of.unit}`) ?? []), one])
  const found: Finding[] = []
  for (const all of by.values()) {
    const [head, ...rest] = all
    if (!head) continue
    for (const later of rest) {
      const first = all.find(one => one.of.at !== later.of.at || one.of.paragraph !== later.of.paragraph)!
      if (first.year !== later.year && first.year !== '' && later.year !== '') continue
      if (first.owner !== later.owner || !sure(first, later)) continue
      doc.tested.add(first.of).add(later.of)
      if (first.of.low <= later.of.high && later.of.low <= first.of.high) continue
      const paragraph = doc.paragraphs[later.of.paragraph]!
      const line = lineAt(doc.paragraphs[first.of.paragraph]!, first.of.at)
      found.push({
        line: lineAt(paragraph, later.of.at),
        words: around(paragraph.text, later.of),
        kind: 'twice',
        why: {
          zh: `同一事项前后两个数：第 ${line} 行为 ${shown(first.of.value)}，这里为 ${shown(later.of.value)}（${later.noun}）。`,
          en: `One fact with two values: ${shown(first.of.value)} on line ${line}, ${shown(later.of.value)} here (${later.noun}).`,
        },
        suggest: { zh: '请核对哪一个正确，并统一全文。', en: 'Find out which is right, and use it throughout.' },
      })
      break
    }
  }
  return found
}

/** Whether both speak of the whole, or the noun is long enough to be one thing and the numbers near enough to be one slip. */
function sure(a: Statement, b: Statement): boolean {
  const han = /\p{Script=Han}/u.test(a.noun)
  const slip = isSlip(shown(a.of.value), shown(b.of.value))
  // English nouns are as short as «members»: without a slip they may be of anybody.
  if (!han) return slip && (a.scoped || b.scoped || a.noun.includes(' '))
  if (a.scoped && b.scoped) return true
  if (a.scoped !== b.scoped) {
    // What is told of a part cannot be above what is told of the whole.
    const [whole, other] = a.scoped ? [a, b] : [b, a]
    if (other.of.low > whole.of.high) return true
  }
  return slip && (a.scoped || b.scoped || a.noun.length >= 3)
}

function around(text: string, one: Quantity): string {
  const from = isChinese(text)
    ? one.at - (/[\p{Script=Han}]{0,10}$/u.exec(text.slice(0, one.at))?.[0].length ?? 0)
    : one.at
  const tail = isChinese(text)
    ? (/^[\p{Script=Han}]{0,8}/u.exec(text.slice(one.end))?.[0] ?? '')
    : (/^(?: [\w-]+){0,3}/.exec(text.slice(one.end))?.[0] ?? '')
  return text.slice(from, one.end) + tail
}
