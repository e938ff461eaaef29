// The masked edition of a draft: one name, one alias throughout, and nothing that leads back to the register.
import type { Language } from '../problem/problem.ts'
import type { Block, Draft, Inline, Shown } from './draft.ts'
import type { Entity, Gazetteer, Match } from './gazetteer.ts'
import { EN_LEVELS, ZH_LEVELS } from './name-words.ts'

/** Masks every text of a draft. Numbers stay as they are; references and the organization become digests. */
export function mask(draft: Draft, names: Gazetteer, digest: (ref: string) => string): Draft {
  return new Masking(draft, names, digest).draft()
}

class Masking {
  private readonly source: Draft
  private readonly names: Gazetteer
  private readonly digest: (ref: string) => string
  private readonly aliases: Aliases

  constructor(source: Draft, names: Gazetteer, digest: (ref: string) => string) {
    this.source = source
    this.names = names
    this.digest = digest
    this.aliases = new Aliases(source.binding.language, textsOf(source).join('\n'), names)
  }

  draft(): Draft {
    const { binding } = this.source
    return {
      ...this.source,
      binding: { ...binding, org: this.digest(binding.org), masked: true },
      title: this.text(this.source.title),
      blocks: this.source.blocks.map(block => this.block(block)),
    }
  }

  private block(block: Block): Block {
    if (block.kind !== 'table') return { ...block, inlines: this.sentence(block.inlines) }
    return {
      ...block,
      caption: this.text(block.caption),
      head: block.head.map(text => this.text(text)),
      rows: block.rows.map(row => row.map(cell => this.sentence(cell))),
    }
  }

  private text(text: string): string {
    return this.replace([{ text, fixed: false }])[0]!
  }

  /** A name may be split over inlines, even over a figure: the alias stands where the name began, the figure stays. */
  private sentence(inlines: readonly Inline[]): Inline[] {
    const texts = this.replace(
      inlines.map(inline =>
        inline.kind === 'text' ? { text: inline.text, fixed: false } : { text: inline.figure.text, fixed: true },
      ),
    )
    return inlines.flatMap((inline, index): Inline[] => {
      if (inline.kind === 'figure') return [{ kind: 'figure', figure: this.figure(inline.figure) }]
      return texts[index] === '' && inline.text !== '' ? [] : [{ ...inline, text: texts[index]! }]
    })
  }

  private figure(figure: Shown): Shown {
    return {
      ...figure,
      ref: this.digest(figure.ref),
      title: this.text(figure.title),
      formula: this.text(figure.formula),
    }
  }

  /** Replaces names in texts that stand next to each other. Should an alias form a name with its neighbours, it is set in brackets. */
  private replace(pieces: readonly { text: string; fixed: boolean }[]): string[] {
    const whole = pieces.map(piece => piece.text).join('')
    const matches = this.names.find(whole)
    const bracketed = new Set<number>()
    for (;;) {
      const masked = this.write(pieces, whole, matches, bracketed)
      const before = bracketed.size
      for (const hit of this.names.find(masked.texts.join('')))
        masked.spots.forEach(({ start, end }, index) => {
          if (hit.start <= end && start <= hit.end) bracketed.add(index)
        })
      if (bracketed.size === before) return masked.texts
    }
  }

  private write(
    pieces: readonly { text: string; fixed: boolean }[],
    whole: string,
    matches: readonly Match[],
    bracketed: ReadonlySet<number>,
  ) {
    const [open, close] = this.source.binding.language === 'zh' ? ['〔', '〕'] : ['(', ')']
    const planned = matches.map((match, index) => {
      const { text, end } = this.aliases.at(whole, match)
      return { start: match.start, end, text: bracketed.has(index) ? open + text + close : text, index, done: false }
    })
    const spots: { start: number; end: number }[] = matches.map(() => ({ start: -1, end: -1 }))
    const texts: string[] = []
    let [from, length] = [0, 0]
    for (const piece of pieces) {
      const to = from + piece.text.length
      let text = ''
      let at = from
      for (const plan of planned) {
        const [start, end] = [Math.max(plan.start, from), Math.min(plan.end, to)]
        if (piece.fixed || start >= end) continue
        text += whole.slice(at, start)
        at = end
        if (plan.done) continue
        plan.done = true
        spots[plan.index] = { start: length + text.length, end: length + text.length + plan.text.length }
        text += plan.text
      }
      text += whole.slice(at, to)
      texts.push(text)
      from = to
      length += text.length
    }
    return { texts, spots }
  }
}

/** Letters in order of first appearance: A to Z, then AA. Towns and farms share their letters, and so does each other rank. */
class Aliases {
  private readonly language: Language
  private readonly source: string
  private readonly names: Gazetteer
  private readonly given = new Map<Entity, string>()
  private readonly used = new Map<string, number>()

  constructor(language: Language, source: string, names: Gazetteer) {
    this.language = language
    this.source = source
    this.names = names
  }

  /** What to write for a match, and where the text goes on. A level word that follows is not said twice. */
  at(whole: string, match: Match): { text: string; end: number } {
    const { entity } = match
    const mark = this.mark(entity)
    if (this.language === 'en') {
      const end = entity.sort === 'person' ? match.end : pastLevels(whole, match)
      return { text: this.alias(entity, mark), end }
    }
    const after = whole.slice(match.end, match.end + 8)
    const said = entity.sort !== 'person' && ZH_LEVELS.some(([word]) => after.startsWith(word))
    return { text: said || after.startsWith(entity.level.zh) ? mark : this.alias(entity, mark), end: match.end }
  }

  private alias(entity: Entity, mark: string): string {
    return this.language === 'zh' ? mark + entity.level.zh : `${entity.level.en} ${mark}`
  }

  private mark(entity: Entity): string {
    const known = this.given.get(entity)
    if (known !== undefined) return known
    const mark = this.next(entity)
    this.given.set(entity, mark)
    return mark
  }

  private next(entity: Entity): string {
    const { rank } = entity.level
    if (
      entity.sort === 'top' &&
      this.language === 'zh' &&
      ![...this.given.keys()].some(other => other.sort === 'top') &&
      this.free(entity, '某某')
    )
      return '某某'
    const signs = rank === 'person' && this.language === 'zh' ? '甲乙丙丁戊己庚辛壬癸' : 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
    for (;;) {
      const count = this.used.get(rank) ?? 0
      this.used.set(rank, count + 1)
      const mark = letters(count, signs)
      if (this.free(entity, mark)) return mark
    }
  }

  /** An alias must not stand in the source, where it would mean something else, and must itself be no name. */
  private free(entity: Entity, mark: string): boolean {
    const alias = this.alias(entity, mark)
    if (this.source.includes(alias) || this.names.find(alias).length > 0) return false
    const { rank } = entity.level
    return !ZH_LEVELS.some(([word, level]) => level.rank === rank && this.source.includes(mark + word))
  }
}

/** The end of the level words after an English name: «Sumindatu Farm Ranch» is all Farm A. A word of another rank stays. */
function pastLevels(whole: string, { end, entity }: Match): number {
  let past = end
  for (;;) {
    const [said, word] = /^[ \u00a0]([A-Z][a-z]+)(?![A-Za-z])/.exec(whole.slice(past, past + 24)) ?? []
    if (!word || EN_LEVELS.get(word.toLowerCase())?.rank !== entity.level.rank) return past
    past += said!.length
  }
}

/** A, B, … Z, AA, AB …: the n-th mark over an alphabet, from 0. */
function letters(n: number, alphabet: string): string {
  const signs = [...alphabet]
  const last = signs[n % signs.length]!
  return n < signs.length ? last : letters(Math.floor(n / signs.length) - 1, alphabet) + last
}

/** Every text of a draft that a reader could see. */
function textsOf(draft: Draft): string[] {
  const sentence = (inlines: readonly Inline[]) => [
    inlines.map(inline => (inline.kind === 'text' ? inline.text : inline.figure.text)).join(''),
    ...inlines.flatMap(inline => (inline.kind === 'figure' ? [inline.figure.title, inline.figure.formula] : [])),
  ]
  const block = (part: Block) =>
    part.kind === 'table' ? [part.caption, ...part.head, ...part.rows.flat().flatMap(sentence)] : sentence(part.inlines)
  return [draft.title, ...draft.blocks.flatMap(block)]
}
