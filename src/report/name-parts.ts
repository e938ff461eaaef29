// The anatomy of a name: what looks the same is read as the same, words are cut, party words, levels and trades come off.
import { EN_LEVELS, isGenericEn, isPartyEn, ZH_LEADS, ZH_LEVELS, ZH_TAILS, ZH_TRADES } from './name-words.ts'

/** Characters that print nothing: zero widths, joiners, soft hyphens, direction and variation marks. */
const UNSEEN = /\p{M}|\p{Cf}|\p{DI}/u
/** Between two hanzi a blank or an interpunct means nothing: 哈 拉 盖 图, 巴雅尔·图雅. A line end does. */
const IDLE = /[^\S\n\r]|[·•・‧∙⋅]/u
const HANZI = /\p{Script=Han}/u

/** The text in NFKC without marks and unseen characters, and for each of its characters where it began and ended in the original. */
export function fold(text: string): { text: string; starts: number[]; ends: number[] } {
  const kept: { sign: string; start: number; end: number }[] = []
  let at = 0
  for (const sign of text) {
    const start = at
    at += sign.length
    for (const part of sign.normalize('NFKC').normalize('NFD'))
      if (!UNSEEN.test(part)) kept.push({ sign: part, start, end: at })
  }
  let folded = ''
  const starts: number[] = []
  const ends: number[] = []
  const put = (from: number, to: number) => {
    for (const { sign, start, end } of kept.slice(from, to)) {
      folded += sign
      for (let unit = 0; unit < sign.length; unit += 1) {
        starts.push(start)
        ends.push(end)
      }
    }
  }
  for (let index = 0; index < kept.length; index += 1) {
    let next = index
    while (next < kept.length && IDLE.test(kept[next]!.sign)) next += 1
    const between =
      index > 0 &&
      next > index &&
      next < kept.length &&
      HANZI.test(kept[index - 1]!.sign) &&
      HANZI.test(kept[next]!.sign)
    if (!between) put(index, Math.max(next, index + 1))
    index = Math.max(next, index + 1) - 1
  }
  return { text: folded, starts, ends }
}

export function size(name: string): number {
  return [...name].length
}

export function isLatin(name: string): boolean {
  return !/[^\P{L}A-Za-z]/u.test(name) && /[A-Za-z]/.test(name)
}

// Romanised names.

export interface Token {
  readonly start: number
  readonly end: number
  readonly word: string
}

/** Words of letters and of digits; ids are cut at their dots, underscores and humps. Long hexadecimal runs are digests, not words. */
export function tokensOf(text: string): Token[] {
  const digests = [...text.matchAll(/(?<![A-Za-z\d])(?=[a-f]*\d)[\da-f]{12,}(?![A-Za-z\d])/g)]
  return [...text.matchAll(/[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+/g)]
    .map(({ 0: word, index }) => ({ start: index, end: index + word.length, word: word.toLowerCase() }))
    .filter(({ start }) => !digests.some(({ 0: run, index }) => start >= index && start < index + run.length))
}

export function wordsOf(name: string): string[] {
  return tokensOf(name).map(({ word }) => word)
}

const ABBREVIATIONS = new Set(['co', 'ltd', 'inc', 'corp', 'no', 'st'])

/** Whether what stands between two words keeps them in one name. */
export function joins(before: string, between: string): boolean {
  return /^(?:[\s_'’&-]|·){0,3}$/u.test(between) || (ABBREVIATIONS.has(before) && /^[.,]{1,2}\s{0,2}$/.test(between))
}

/** The stop of «Ltd.» belongs to the name unless it ends the sentence. */
export function fullStop(text: string, token: Token): number {
  return ABBREVIATIONS.has(token.word) && /^\.(?:[,;:)]|\s+[a-z])/.test(text.slice(token.end, token.end + 4))
    ? token.end + 1
    : token.end
}

/** Whether a number or word runs on over this boundary, so that 1分场 is not found in 11分场. */
export function runsOn(text: string, at: number): boolean {
  const pair = text.slice(Math.max(0, at - 1), at + 1)
  return at > 0 && (/^\d\d$/.test(pair) || /^[a-z]{2}$/.test(pair))
}

// The parts of a name.

/** The name without party words at either end: 中共苏敏达图农牧场委员会 is 苏敏达图农牧场. */
export function core(name: string): string {
  if (isLatin(name)) {
    const words = name.split(/\s+/)
    const party = (word: string) => isPartyEn(word.toLowerCase().replace(/[^a-z]/g, ''))
    while (words.length > 1 && party(words[0]!)) words.shift()
    while (words.length > 1 && party(words.at(-1)!)) words.pop()
    return words.join(' ')
  }
  let rest = name
  for (let before = ''; before !== rest; ) {
    before = rest
    const lead = ZH_LEADS.find(word => rest.startsWith(word))
    if (lead && size(rest) - size(lead) > 1) rest = rest.slice(lead.length)
    const tail = ZH_TAILS.find(word => rest.endsWith(word))
    if (tail && size(rest) - size(tail) > 1) rest = rest.slice(0, -tail.length)
  }
  return rest
}

/** Derived short forms: without level words, then without the trade. At least two hanzi, or four letters, must remain. */
export function short(name: string): string[] {
  if (isLatin(name)) {
    const words = name.split(/\s+/)
    const bare = (word: string) => word.toLowerCase().replace(/[^a-z\d]/g, '')
    if (!words.some(word => EN_LEVELS.has(bare(word)))) return []
    while (words.length > 0 && isGenericEn(bare(words[0]!))) words.shift()
    while (words.length > 0 && isGenericEn(bare(words.at(-1)!))) words.pop()
    return words.join('').length >= 4 ? [words.join(' ')] : []
  }
  const forms: string[] = []
  for (let rest = name; ; ) {
    const end =
      ZH_LEVELS.map(([word]) => word).find(word => rest.endsWith(word)) ??
      (forms.length > 0 ? ZH_TRADES.find(word => rest.endsWith(word)) : undefined)
    if (!end || size(rest) - size(end) < 2) return forms
    rest = rest.slice(0, -end.length)
    forms.push(rest)
  }
}

/** People are also written given name first. */
export function turned(name: string): string[] {
  const words = isLatin(name) ? name.split(/\s+/) : []
  return words.length === 2 ? [words.toReversed().join(' ')] : []
}
