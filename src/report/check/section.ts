// Sections and enumerations: each series goes on by one, in one form, and its items stand in one manner. Pure.
import type { Doc } from './doc.ts'
import { hanValue } from './number.ts'
import { type Finding, isChinese, lineAt } from './text.ts'

interface Item {
  readonly paragraph: number
  readonly at: number
  readonly words: string
  /** What kind of sign counts; signs of one kind may form a series. */
  readonly family: string
  /** How it is written: one series keeps to one form. */
  readonly form: string
  readonly value: number
  readonly head: boolean
}

const ORDINALS = 'first second third fourth fifth sixth seventh eighth ninth tenth'.split(' ')
const CARDINALS = 'one two three four five six seven eight nine ten'.split(' ')
const HAN = '[一二三四五六七八九十]{1,3}'

/** Signs at the head of a paragraph; the first that fits counts. */
const HEADS: readonly (readonly [shape: RegExp, family: string, form: string])[] = [
  [new RegExp(`^(${HAN})、`), 'han', '一、'],
  [new RegExp(`^(${HAN})[，,.．](?=\\S)`), 'han', '一，'],
  [new RegExp(`^[（(](${HAN})[）)]`), 'han-bracket', '（一）'],
  [/^(\d{1,2})[.．](?!\d)/, 'digit', '1.'],
  [/^(\d{1,2})、/, 'digit', '1、'],
  [/^[（(](\d{1,2})[）)]/, 'bracket', '(1)'],
  [/^[（(]([A-Za-z])[）)]/, 'bracket', '(A)'],
  [new RegExp(`^第(${HAN})[，、]`), 'ordinal', '第一'],
  [new RegExp(`^(${HAN})(?:是|要)`), 'is', '一是'],
  [new RegExp(`^(?:The )?(${ORDINALS.join('|')})(?:ly)?(?:,| is\\b)`, 'i'), 'ordinal', 'First'],
  [new RegExp(`^(${CARDINALS.join('|')})[,.](?=\\s)`, 'i'), 'ordinal', 'One'],
]
/** Signs inside a paragraph, behind the end of a sentence or clause. */
const INSIDE: readonly (readonly [shape: RegExp, family: string, form: string])[] = [
  [new RegExp(`(?<=[。；：，、]|^)(${HAN})(?:是|要)(?=[\\p{Script=Han}])`, 'gu'), 'is', '一是'],
  [new RegExp(`(?<=[。；：])第(${HAN})，`, 'gu'), 'ordinal', '第一'],
  [new RegExp(`(?<=[。；])(${HAN})、(?=[\\p{Script=Han}])`, 'gu'), 'han', '一、'],
  [new RegExp(`(?<=[。；：])[（(](${HAN})[）)]`, 'gu'), 'han-bracket', '（一）'],
  [/(?<=[。；：])[（(](\d{1,2})[）)]/g, 'bracket', '(1)'],
  [new RegExp(`(?<=[.;:] )(${ORDINALS.join('|')}),`, 'gi'), 'ordinal', 'First'],
]

function ordinalOf(sign: string): number {
  const small = sign.toLowerCase()
  const spelled = Math.max(ORDINALS.indexOf(small), CARDINALS.indexOf(small))
  if (spelled >= 0) return spelled + 1
  if (/^\d+$/.test(sign)) return Number(sign)
  return /^[a-z]$/.test(small) ? small.charCodeAt(0) - 96 : (hanValue(sign) ?? 0)
}

function itemsOf(doc: Doc): Item[] {
  return doc.paragraphs.flatMap((paragraph, index) => {
    if (paragraph.row) return []
    const raw = doc.texts[index]!
    const lead = /^[\s\u3000#>*]*/.exec(raw)![0].length
    const text = raw.slice(lead)
    const head = HEADS.flatMap(([shape, family, form]) => {
      const match = shape.exec(text)
      return match
        ? [{ paragraph: index, at: lead, words: match[0], family, form, value: ordinalOf(match[1]!), head: true }]
        : []
    }).slice(0, 1)
    const inside = INSIDE.flatMap(([shape, family, form]) =>
      [...text.matchAll(shape)].flatMap(match =>
        match.index === 0
          ? []
          : [
              {
                paragraph: index,
                at: lead + match.index,
                words: match[0],
                family,
                form,
                value: ordinalOf(match[1]!),
                head: false,
              },
            ],
      ),
    ).toSorted((a, b) => a.at - b.at)
    return [...head, ...inside]
  })
}

/** Numbers that leave a gap or come twice, forms that change within a series, and an item that shares the paragraph of another. */
export function sections(doc: Doc): Finding[] {
  const open: { family: string; items: Item[] }[] = []
  const found: Finding[] = []
  const say = (item: Item, zh: string, en: string, suggest?: Finding['suggest']) => {
    const { text } = doc.paragraphs[item.paragraph]!
    found.push({
      line: lineAt(doc.paragraphs[item.paragraph]!, item.at),
      words: text.slice(item.at, item.at + (isChinese(text) ? 20 : 50)).trim(),
      kind: 'section',
      why: { zh, en },
      ...(suggest ? { suggest } : {}),
    })
  }
  for (const item of itemsOf(doc)) {
    const last = (items: readonly Item[]) => items.at(-1)!
    const kin = open.findLastIndex(
      series => series.family === item.family && last(series.items).value + 1 === item.value,
    )
    if (item.value === 1) {
      // A higher series that begins anew ends what hangs on the one before it.
      open.push({ family: item.family, items: [item] })
      continue
    }
    const at = kin >= 0 ? kin : open.findLastIndex(series => series.family === item.family)
    if (at < 0) {
      // 二是 without 一是 is a gap; (2) alone may point to a clause, and 三要 is a way of speaking.
      if (item.family === 'is' ? item.head : item.head && item.family.startsWith('han'))
        say(
          item,
          `序号从“${item.words}”开始，前面没有第一项。`,
          `The series begins with "${item.words}"; there is no first item.`,
        )
      open.push({ family: item.family, items: [item] })
      continue
    }
    open.length = at + 1
    const series = open[at]!
    const before = last(series.items)
    if (kin < 0 && !(item.family === 'is' && before.paragraph !== item.paragraph && !before.head && !item.head))
      say(
        item,
        `序号不连续：“${before.words}”之后是“${item.words}”。`,
        `The series is out of order: "${item.words}" follows "${before.words}".`,
        { zh: '请改正序号，或补上漏掉的一项。', en: 'Correct the number, or supply the missing item.' },
      )
    else if (kin >= 0 && item.form !== before.form && item.head)
      say(
        item,
        `同一级序号的写法不一：前面是“${before.words}”，这里是“${item.words}”。`,
        `One series is numbered in two ways: "${before.words}" before, "${item.words}" here.`,
        { zh: `请统一写法。`, en: 'Keep to one form.' },
      )
    else if (kin >= 0 && !item.head && before.head && series.items.length > 1 && before.paragraph === item.paragraph)
      say(
        item,
        `前几项各成一段，“${item.words}”却与“${before.words}”同在一段。`,
        `The items before have paragraphs of their own; "${item.words}" stands in the paragraph of "${before.words}".`,
        { zh: '请另起一段。', en: 'Begin a new paragraph.' },
      )
    series.items.push(item)
  }
  return found
}
