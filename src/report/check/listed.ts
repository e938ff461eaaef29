// A number and the names listed behind it: six committees, namely six names. Pure.
import { type Doc, test } from './doc.ts'
import { type Finding, isChinese, lineAt } from './text.ts'

const ZH =
  /^(?<lead>[^，。；：（）]{0,14})(?:，|（|——)?(?:分别是|分别为|即|它们是|包括|是|：)(?<list>[^。；：（）\d]{4,200})/
const EN = /^(?<lead>[^.,;:()]{0,60}),?\s?(?:\(|namely,?\s|(?:they|these) are\s|viz\.?\s)(?<list>[^.;:()\d]{6,300})/i
const CLOSED_ZH = /分别是|分别为|即|它们是|：/

/** Counts that differ from the number of what is listed. A list that ends in 等 or "others" says nothing. */
export function lists(doc: Doc): Finding[] {
  return doc.numbers.flat().flatMap(one => {
    if (one.vague || one.value > 40 || one.value < 2 || ['%', 'point', 'yuan', 'age', '次', 'day'].includes(one.unit))
      return []
    const text = doc.texts[one.paragraph]!
    // The stop of a company's name ends no sentence.
    const rest = text.slice(one.end).replace(/Co\., ?Ltd\.?/g, name => 'C'.padEnd(name.length, 'o'))
    const chinese = isChinese(text)
    const found = (chinese ? ZH : EN).exec(rest)
    const list = found?.groups?.list
    if (!list || (chinese && !CLOSED_ZH.test(found[0].slice(0, found[0].length - list.length)))) return []
    const items = chinese ? itemsZh(list) : itemsEn(list)
    if (!items) return []
    test(doc, one)
    if (items.counts.includes(one.value)) return []
    return [
      {
        line: lineAt(doc.paragraphs[one.paragraph]!, one.at),
        words: `${one.text}${found[0]}`.slice(0, 120),
        kind: 'sum' as const,
        why: {
          zh: `说有 ${one.value} 个，列出的是 ${items.counts[0]} 个。`,
          en: `The text says ${one.value} and lists ${items.counts[0]}.`,
        },
        suggest: { zh: '请补全或删减所列名称，或改正数目。', en: 'Complete the list, or correct the number.' },
      },
    ]
  })
}

/** How many a list may be read to hold, the likeliest first; null where it is open or no list of names. */
function itemsZh(list: string): { counts: number[] } | null {
  const cut = /^(?<all>[^，]*、[^，]*)(?:，|$)/.exec(list)?.groups?.all
  if (!cut || /等|各|每/.test(cut)) return null
  const parts = cut.split('、')
  if (parts.some(part => part.trim().length < 2 || part.length > 24)) return null
  return { counts: [parts.length, parts.length + Number(/[和与及]/.test(parts.at(-1)!))].toReversed() }
}

function itemsEn(list: string): { counts: number[] } | null {
  if (/\b(?:etc|others?|such as|so on)\b/.test(list)) return null
  const whole = list.split(/,\s(?:with|which|where|who|all|each|of which)\b/)[0]!
  const parts = whole.split(/,\s(?:and\s)?/)
  if (parts.length < 2 || !parts.every(part => /[A-Z“"]/.test(part) || /^[a-z]+(?: [a-z]+){0,3}$/.test(part)))
    return null
  const joined = (parts.at(-1)!.match(/\sand\s/g) ?? []).length
  return { counts: [...new Set([parts.length + joined, parts.length])] }
}
