// The names that the register knows, found in any text: Chinese by a two-character index, romanised ones word by word.
import type { Words } from '../charter/language.ts'
import { distance } from '../problem/nearest.ts'
import {
  core,
  fold,
  fullStop,
  isLatin,
  joins,
  runsOn,
  short,
  size,
  type Token,
  tokensOf,
  turned,
  wordsOf,
} from './name-parts.ts'
import {
  EN_LEVELS,
  isGenericEn,
  isGenericZh,
  type Level,
  ORDINARY,
  PERSON,
  UNIT,
  WORD_LEVELS,
  ZH_LEVELS,
} from './name-words.ts'

/** One thing of the register with every full, short, former and alias spelling, Chinese and English. */
export interface Named {
  /** The organization on top, one below it, a thing, or a person. */
  readonly sort: 'top' | 'org' | 'thing' | 'person'
  /** Code of its sector, tier or kind: two of one kind and name are one. */
  readonly kind: string
  /** What the charter calls that, the nearest first: the alias says it where the name itself does not. */
  readonly words: readonly Words[]
  readonly names: readonly string[]
}

/** What a name names. Things of the register that share a place, such as a town and its committee, are one. */
export interface Entity {
  readonly n: number
  readonly sort: Named['sort']
  readonly level: Level
}

/** A name in a text, in positions of that text as it was given. */
export interface Match {
  readonly start: number
  readonly end: number
  readonly name: string
  readonly entity: Entity
}

export interface Gazetteer {
  /** All names in the text, leftmost and longest first, none overlapping. */
  find(text: string): Match[]
  /** Every spelling that is found, given or derived. */
  readonly forms: readonly { readonly form: string; readonly entity: Entity }[]
  /** Given names that are not looked for, since they are ordinary or generic words: 公安局, 团结. */
  readonly left: readonly string[]
}

/** Makes the gazetteer. Names are stripped of party words (they stay in the text) and, for derived short forms, of level words and trades.
 *  `stop` holds ordinary words that never become a name on their own; people's names are always looked for. */
export function gazetteer(named: readonly Named[], stop: ReadonlySet<string> = ORDINARY): Gazetteer {
  return new Names(named, stop)
}

/** Names of the register that stand in a text, each with its place. */
export function leaks(text: string, names: Gazetteer): { name: string; at: number }[] {
  return names.find(text).map(match => ({ name: match.name, at: match.start }))
}

interface Latin {
  readonly entity: Entity
  /** The words in small letters, one blank between. */
  readonly words: string
}

/** Spelling counts as the same name up to this share of its letters, for single words from six letters on. */
const SPELLING = 0.2
const FUZZY_FROM = 6
/** From this length a name may be written together or apart: wulanhada, Wulan Hada. Shorter ones would hit words: Li Ke, like. */
const JOIN_FROM = 7

class Names implements Gazetteer {
  readonly left: readonly string[]
  private readonly stop: ReadonlySet<string>
  /** By the first two characters; longest first. */
  private readonly hanzi = new Map<string, { form: string; entity: Entity }[]>()
  private readonly latin = new Map<string, Latin[]>()
  /** Single words open to other spellings, by length. */
  private readonly words = new Map<number, { word: string; entity: Entity }[]>()
  private readonly spelled = new Map<string, Entity | null>()
  private longest = 0

  constructor(named: readonly Named[], stop: ReadonlySet<string>) {
    this.stop = stop
    const left = new Set<string>()
    const things = named.map(({ names, ...what }) => {
      const person = what.sort === 'person'
      const cores = names.flatMap(name => {
        const folded = fold(name).text.trim()
        const form = person ? folded : core(folded)
        if (person ? size(form) > 1 : !this.ordinary(form)) return [form]
        if (folded !== '') left.add(name)
        return []
      })
      return { ...what, person, cores }
    })
    this.left = [...left]
    const entities = unite(things)
    const owners = new Map<string, Entity>()
    const each = (step: (name: string, entity: Entity, person: boolean) => void) =>
      things.forEach(({ cores, person }, index) => {
        for (const name of cores) step(name, entities[index]!, person)
      })
    each((name, entity, person) => {
      if (!person && !owners.has(name)) owners.set(name, entity)
    })
    const proper = (forms: readonly string[]) => forms.filter(form => !this.ordinary(form))
    // Given names come before derived ones, so that a short form never takes what another thing is called.
    each((name, entity, person) => {
      if (person || !hangs(below(name, entity, owners))) this.add(name, entity)
    })
    each((name, entity, person) => {
      if (!person && hangs(below(name, entity, owners))) return
      for (const form of person ? turned(name) : proper(short(name))) this.add(form, entity)
    })
    // 巴音镇甲嘎查 is also called 甲嘎查 and 甲.
    each((name, entity, person) => {
      if (!person)
        for (const rest of proper(below(name, entity, owners)))
          for (const form of proper([rest, ...short(rest)])) this.add(form, entity)
    })
    for (const list of this.hanzi.values()) list.sort((a, b) => b.form.length - a.form.length)
  }

  get forms(): readonly { form: string; entity: Entity }[] {
    return [
      ...[...this.hanzi.values()].flat(),
      ...[...this.latin.values()].flat().map(({ words, entity }) => ({ form: words, entity })),
    ]
  }

  find(text: string): Match[] {
    const folded = fold(text)
    const found = [...this.findHanzi(folded.text), ...this.findLatin(folded.text)].sort(
      (a, b) => a.start - b.start || b.end - a.end,
    )
    const matches: Match[] = []
    let free = 0
    for (const { start, end, entity } of found) {
      if (start < free) continue
      free = end
      const [from, to] = [folded.starts[start]!, folded.ends[end - 1]!]
      matches.push({ start: from, end: to, name: text.slice(from, to), entity })
    }
    return matches
  }

  private ordinary(name: string): boolean {
    if (isLatin(name)) return wordsOf(name).every(isGenericEn) || this.stop.has(name.toLowerCase())
    return size(name) < 2 || this.stop.has(name) || isGenericZh(name)
  }

  private add(form: string, entity: Entity): void {
    if (isLatin(form)) this.addLatin(wordsOf(form), entity)
    else this.addHanzi(form, entity)
  }

  private addHanzi(form: string, entity: Entity): void {
    const small = form.toLowerCase()
    if (small.length < 2) return
    const list = this.hanzi.get(small.slice(0, 2)) ?? []
    if (!list.some(other => other.form === small)) this.hanzi.set(small.slice(0, 2), [...list, { form: small, entity }])
  }

  private addLatin(words: readonly string[], entity: Entity): void {
    const [key, spaced] = [words.join(''), words.join(' ')]
    if (key.length < 2) return
    const list = this.latin.get(key) ?? []
    if (list.some(other => other.words === spaced)) return
    this.latin.set(key, [...list, { entity, words: spaced }])
    this.longest = Math.max(this.longest, key.length)
    if (key.length < FUZZY_FROM || words.some(isGenericEn) || (words.length > 1 && entity.sort === 'person')) return
    this.words.set(key.length, [...(this.words.get(key.length) ?? []), { word: key, entity }])
  }

  private *findHanzi(text: string): Generator<Span> {
    const small = text.toLowerCase()
    for (let at = 0; at + 1 < small.length; at += 1)
      for (const { form, entity } of this.hanzi.get(small.slice(at, at + 2)) ?? []) {
        const end = at + form.length
        if (small.startsWith(form, at) && !runsOn(small, at) && !runsOn(small, end)) {
          yield { start: at, end, entity }
          break
        }
      }
  }

  private *findLatin(text: string): Generator<Span> {
    const tokens = tokensOf(text)
    for (let first = 0; first < tokens.length; first += 1) {
      const best = this.longestAt(text, tokens, first)
      const { start, end } = tokens[first]!
      const other = best ? null : this.spelling(text.slice(start, end))
      if (best) yield best
      else if (other) yield { start, end, entity: other }
    }
  }

  private longestAt(text: string, tokens: readonly Token[], first: number): Span | null {
    const { start } = tokens[first]!
    let best: Span | null = null
    let key = ''
    let spaced = ''
    for (let at = first; at < tokens.length; at += 1) {
      const token = tokens[at]!
      const before = tokens[at - 1]
      if (at > first && !joins(before!.word, text.slice(before!.end, token.start))) break
      key += token.word
      spaced += (at > first ? ' ' : '') + token.word
      if (key.length > this.longest) break
      const hit = this.latin.get(key)?.find(({ words }) => words === spaced || key.length >= JOIN_FROM)
      if (hit) best = { start, end: fullStop(text, token), entity: hit.entity }
    }
    return best
  }

  /** The thing whose single-word name is nearly this word. Only words that begin large are asked, so ordinary prose is not. */
  private spelling(token: string): Entity | null {
    const word = token.toLowerCase()
    if (
      !/^[A-Z]/.test(token) ||
      word.length < FUZZY_FROM - 1 ||
      isGenericEn(word) ||
      /(?:tion|ment|ness|ship|ity|ing|ism|ally)s?$/.test(word)
    )
      return null
    const known = this.spelled.get(word)
    if (known !== undefined) return known
    let nearest: Entity | null = null
    let least = Number.POSITIVE_INFINITY
    for (let length = Math.floor(word.length / (1 + SPELLING)); length <= word.length / (1 - SPELLING); length += 1)
      for (const candidate of this.words.get(length) ?? []) {
        const allowed = Math.floor(length * SPELLING)
        const steps = distance(word, candidate.word, allowed + 1)
        if (steps <= allowed && steps < least) [nearest, least] = [candidate.entity, steps]
      }
    this.spelled.set(word, nearest)
    return nearest
  }
}

interface Span {
  readonly start: number
  readonly end: number
  readonly entity: Entity
}

/** What remains of a compound name after the name of something else that it begins with. */
function below(name: string, entity: Entity, owners: ReadonlyMap<string, Entity>): string[] {
  const rests: string[] = []
  const signs = isLatin(name) ? name.split(/(?<=\s)/) : [...name]
  for (let cut = 1; cut < signs.length; cut += 1) {
    const owner = owners.get(signs.slice(0, cut).join('').trim())
    if (owner && owner !== entity) rests.push(signs.slice(cut).join(''))
  }
  return rests
}

/** Whether nothing but words of office follows the other name: in 某某区教育局 the district is masked, the rest may stay. */
function hangs(rests: readonly string[]): boolean {
  return rests.some(rest => {
    if (!isLatin(rest)) return isGenericZh(rest) && !ZH_LEVELS.some(([word]) => word === rest)
    const words = wordsOf(rest)
    return words.every(isGenericEn) && !EN_LEVELS.has(words[0]!)
  })
}

type Thing = Omit<Named, 'names'> & { readonly cores: readonly string[] }

/** One entity for all things that share a name with a level word in it; others stay apart, and the first of them keeps the name. */
function unite(things: readonly Thing[]): Entity[] {
  const roots = things.map((_, index) => index)
  const root = (index: number): number => (roots[index] === index ? index : root(roots[index]!))
  const owners = new Map<string, number>()
  const one = (a: Thing, b: Thing, name: string) =>
    a.sort === 'person' || b.sort === 'person'
      ? a.sort === b.sort
      : (a.sort === b.sort && a.kind === b.kind) || levelOf(name) !== null
  things.forEach((thing, index) => {
    for (const name of thing.cores) {
      const key = name.toLowerCase()
      const owner = owners.get(key)
      if (owner === undefined) owners.set(key, index)
      else if (one(things[owner]!, thing, name)) roots[root(index)] = root(owner)
    }
  })
  const united = new Map<number, string[]>()
  things.forEach(({ cores }, index) => {
    united.set(root(index), [...(united.get(root(index)) ?? []), ...cores])
  })
  const all = new Map(
    [...united].map(([n, cores]) => [n, { n, sort: things[n]!.sort, level: chooseLevel(things[n]!, cores) }]),
  )
  return things.map((_, index) => all.get(root(index))!)
}

/** The level that a name itself tells, if any. */
function levelOf(name: string): Level | null {
  if (!isLatin(name)) return ZH_LEVELS.find(([end]) => name.endsWith(end) && name.length > end.length)?.[1] ?? null
  const levels = wordsOf(name).map(word => EN_LEVELS.get(word))
  return levels.length > 1 ? (levels.find(level => level !== undefined) ?? null) : null
}

/** The level that the charter's word for a kind ends in (非公企业, wool cooperative); that word itself where it ends in none. */
function levelOfKind({ sort, words }: Thing): Level {
  if (sort === 'person') return PERSON
  for (const { zh, en } of words) {
    const last = en.toLowerCase().split(/\s+/).at(-1)
    const told = WORD_LEVELS.find(([end]) => zh.endsWith(end)) ?? WORD_LEVELS.find(([end]) => last === end)
    if (told) return told[1]
  }
  const [word] = words
  return sort === 'thing' && word
    ? { zh: word.zh, en: word.en.charAt(0).toUpperCase() + word.en.slice(1), rank: 'item' }
    : UNIT
}

function chooseLevel(thing: Thing, cores: readonly string[]): Level {
  const usual = levelOfKind(thing)
  if (thing.sort === 'person' || thing.sort === 'top' || usual.rank === 'household') return usual
  const told = cores.toSorted((a, b) => Number(isLatin(a)) - Number(isLatin(b))).flatMap(name => levelOf(name) ?? [])
  return told.find(level => level.rank === usual.rank) ?? told[0] ?? usual
}
