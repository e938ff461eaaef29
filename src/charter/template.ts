// The template language: paragraphs and headings with a closed set of directives, read into a tree that holds references instead of numbers.
import { nearest } from '../problem/nearest.ts'
import type { Language } from '../problem/problem.ts'
import type { TemplateText } from './language.ts'

/** How one figure is written, where it differs from the usual way of its unit. */
export interface Form {
  /** wan: in 万 where that loses nothing; abs: without the sign, for sentences that say «fell by». */
  readonly form?: 'wan' | 'abs'
  /** The number alone. */
  readonly bare?: boolean
  /** Another measure word; for English singular and plural, such as cow|cows. */
  readonly word?: string
  /** Say the time over which a standard is owed, too: 5000元/年, 5,000 yuan a year. */
  readonly rate?: boolean
  /** Decimals shown; two for money and none otherwise. */
  readonly digits?: number
}

/** A piece of a sentence. */
export type Piece =
  | { readonly kind: 'text'; readonly text: string; readonly strong?: boolean }
  | { readonly kind: 'fig'; readonly i: string; readonly form: Form }
  | {
      readonly kind: 'trend'
      readonly i: string
      readonly up: string
      readonly down: string
      readonly same: string
      readonly missing: string
    }
  | { readonly kind: 'names'; readonly of: string }
  | { readonly kind: 'org' }
  | { readonly kind: 'period' }
  | { readonly kind: 'asof' }

/** What a figure must be for the parts below to be shown; all that is said must hold. */
export interface Test {
  readonly i: string
  readonly atLeast?: number
  readonly below?: number
  readonly status?: 'ok' | 'missing'
}

/** Lines of a letter that stand apart from its text: whom it is addressed to, at the left; who signs it, at the right. */
export type Place = 'to' | 'signed'

/** A part of the report. */
export type Part =
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3; readonly pieces: readonly Piece[] }
  | { readonly kind: 'paragraph'; readonly pieces: readonly Piece[]; readonly place?: Place }
  | { readonly kind: 'if'; readonly test: Test; readonly parts: readonly Part[] }
  | { readonly kind: 'figures'; readonly of: readonly string[]; readonly caption: string }
  /** The cases behind a figure that counts them, one a row. */
  | { readonly kind: 'cases'; readonly of: string; readonly caption: string }

/** A template as it was read, in one language. */
export interface Template {
  readonly language: Language
  /** The title of the report; may name the organization and the period. */
  readonly title: readonly Piece[]
  readonly parts: readonly Part[]
}

/** What a template says that the language or the charter does not know, with its line in the title or in the text. */
export interface Misread {
  readonly in: 'title' | 'text'
  readonly line: number
  readonly what: string
  readonly near: string | null
}

/** The names under which a template may stand: they are part of addresses and of file names. */
export const TEMPLATE_ID = /^[a-z][a-z0-9_-]*$/

/** Directives, and the attributes each may carry. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  fig: ['i', 'form', 'bare', 'word'],
  trend: ['i', 'up', 'down', 'same', 'missing'],
  names: ['of'],
  org: [],
  period: [],
  asof: [],
  if: ['i', 'atLeast', 'below', 'missing', 'present'],
  figures: ['of', 'caption'],
  cases: ['of', 'caption'],
  to: [],
  signed: [],
}

/** Directives that stand alone, as a block of their own. */
const ALONE = ['figures', 'cases', 'to', 'signed']

const ATTRIBUTES = String.raw`\{((?:"[^"]*"|'[^']*'|[^"'{}])*)\}`
const ATTRIBUTE = /([A-Za-z][\w-]*)(?:=(?:"([^"]*)"|'([^']*)'|([^\s"'{}]+)))?/g
const BLOCK = new RegExp(String.raw`^(:{2,})([A-Za-z][\w-]*)(?:\[(.*)\])?[ \t]*(?:${ATTRIBUTES})?[ \t]*$`)
const INLINE = new RegExp(String.raw`:([A-Za-z][\w-]*)${ATTRIBUTES}`, 'g')
const PLACE = /(:(?:org|period|asof)(?![\w-])(?:\{\})?)/
/** What other Markdown begins a line with: lists, quotes, code, tables, rules, tags. */
const FOREIGN_BLOCK = /^(?: {4}|\t|[-*+] |\d+[.)] |>|`{3}|~{3}|\||<|={3,}$|-{3,}$|\*{3,}$)/
const FOREIGN_INLINE = /`[^`]*`|!?\[[^\]]*\]\([^)]*\)|<[A-Za-z/!][^>]*>|(?<![*\w])\*(?![*\s])[^*]*\*(?!\*)/

type Attributes = Readonly<Record<string, string>>

/** Ids of the charter's figures, and those of them that count cases. */
export interface Figures {
  readonly all: ReadonlySet<string>
  readonly ofCases: ReadonlySet<string>
}

/** Reads a template in one of its languages, with the figures that it may mention; every fault is told, each with its line. */
export function readTemplate(
  language: Language,
  { title, text }: Pick<TemplateText, 'title' | 'text'>,
  known: Figures,
): { template: Template; faults: readonly Misread[] } {
  const headed = new Reading('title', title[language], language, known)
  const bodied = new Reading('text', text[language] ?? '', language, known)
  const template = { language, title: headed.sentence(), parts: bodied.parts() }
  return { template, faults: [...headed.faults, ...bodied.faults] }
}

/** Every figure that the template mentions in any way, each once, in order of appearance. */
export function refsOf(template: Template): readonly string[] {
  const ofPiece = (piece: Piece) => ('i' in piece ? [piece.i] : 'of' in piece ? [piece.of] : [])
  const ofPart = (part: Part): readonly string[] => {
    if (part.kind === 'if') return [part.test.i, ...part.parts.flatMap(ofPart)]
    if (part.kind === 'cases') return [part.of]
    return part.kind === 'figures' ? part.of : part.pieces.flatMap(ofPiece)
  }
  return [...new Set([...template.title.flatMap(ofPiece), ...template.parts.flatMap(ofPart)])]
}

class Reading {
  readonly faults: Misread[] = []
  private readonly where: 'title' | 'text'
  private readonly lines: readonly string[]
  private readonly language: Language
  private readonly known: Figures
  private at = 0

  constructor(where: 'title' | 'text', text: string, language: Language, known: Figures) {
    this.where = where
    this.lines = text.replace(/^\uFEFF/, '').split(/\r\n?|\n/)
    this.language = language
    this.known = known
  }

  /** The whole text as one sentence. */
  sentence(): Piece[] {
    return this.pieces(this.lines.join('\n'), 1)
  }

  /** The parts up to the end, or up to the sign that closes the condition opened on a line. */
  parts(opened?: { readonly line: number; readonly sign: string }): Part[] {
    const found: Part[] = []
    while (this.at < this.lines.length) {
      const line = this.lines[this.at]!
      if (line.trim() === '') this.at += 1
      else if (/^:{3,}[ \t]*$/.test(line)) {
        if (opened) {
          this.at += 1
          return found
        }
        this.fault(this.at + 1, ':::')
        this.at += 1
      } else if (line.startsWith('<!--')) this.comment()
      else found.push(...this.part(line))
    }
    // A condition that swallows the rest is an error.
    if (opened) this.fault(opened.line, `${opened.sign} … (:::)`)
    return found
  }

  /** Comments are for the people who keep the template. */
  private comment(): void {
    const end = this.lines.findIndex((line, index) => index >= this.at && line.includes('-->'))
    this.at = end < 0 ? this.lines.length : end + 1
  }

  private part(line: string): Part[] {
    const number = this.at + 1
    const heading = /^(#+)[ \t]+(.*)$/.exec(line)
    if (heading) {
      this.at += 1
      const [, marks, words] = heading as unknown as [string, string, string]
      if (marks.length > 3) this.fault(number, marks)
      return [{ kind: 'heading', level: marks.length as 1 | 2 | 3, pieces: this.pieces(words, number) }]
    }
    const block = BLOCK.exec(line)
    if (block) {
      this.at += 1
      return this.block(
        { container: block[1]!.length > 2, name: block[2]!, words: block[3] ?? '' },
        block[4] ?? '',
        number,
      )
    }
    if (FOREIGN_BLOCK.test(line)) {
      this.at += 1
      this.fault(number, line.trim().split(/\s/)[0]!)
      return []
    }
    return [{ kind: 'paragraph', pieces: this.pieces(this.paragraph(), number) }]
  }

  /** The lines of a paragraph: up to an empty one, or one that begins something else. */
  private paragraph(): string {
    const from = this.at
    do this.at += 1
    while (
      this.at < this.lines.length &&
      this.lines[this.at]!.trim() !== '' &&
      !/^(?:#+[ \t]|:{2,}|<!--)/.test(this.lines[this.at]!)
    )
    return this.lines.slice(from, this.at).join('\n')
  }

  private block(block: { container: boolean; name: string; words: string }, written: string, line: number): Part[] {
    const { container, name } = block
    const wanted = container ? ['if'] : ALONE
    const sign = (container ? ':::' : '::') + name
    if (!wanted.includes(name)) {
      this.fault(line, sign, nearest(name, wanted))
      return container ? this.parts({ line, sign }) : []
    }
    const given = this.attributes(name, written, line)
    if (container) {
      const test = this.test(given, line)
      return [{ kind: 'if', test, parts: this.parts({ line, sign }) }]
    }
    if (name === 'to' || name === 'signed')
      return [{ kind: 'paragraph', pieces: this.pieces(block.words, line), place: name }]
    const of = this.needed(name, given, 'of', line)
    const caption = this.needed(name, given, 'caption', line)
    if (name === 'cases') return [{ kind: 'cases', of: this.figure(of, line, this.known.ofCases), caption }]
    return [{ kind: 'figures', of: of.split(',').map(id => this.figure(id.trim(), line)), caption }]
  }

  private test(given: Attributes, line: number): Test {
    const bound = (key: 'atLeast' | 'below') => {
      if (given[key] === undefined) return {}
      const value = given[key].trim() === '' ? Number.NaN : Number(given[key])
      if (!Number.isFinite(value)) this.fault(line, `${key}="${given[key]}"`)
      return { [key]: value }
    }
    const i = this.figure(this.needed('if', given, 'i', line), line)
    if (Object.keys(given).length === 1) this.fault(line, `:::if{i="${i}"}`)
    const status = given.missing !== undefined ? 'missing' : given.present !== undefined ? 'ok' : null
    return { i, ...bound('atLeast'), ...bound('below'), ...(status && { status }) }
  }

  /** The pieces of a sentence; `line` is the one on which it begins. */
  private pieces(written: string, line: number): Piece[] {
    const marks = written.split('**')
    if (marks.length % 2 === 0) this.fault(line, '**')
    let before = line
    return marks.flatMap((part, index) => {
      const pieces = this.run(part, before, index % 2 === 1)
      before += breaks(part)
      return pieces
    })
  }

  private run(written: string, line: number, strong: boolean): Piece[] {
    const found: Piece[] = []
    let from = 0
    for (const match of written.matchAll(INLINE)) {
      const [whole, name, given] = match as unknown as [string, string, string]
      const on = line + breaks(written.slice(0, match.index))
      if (name === 'org' || name === 'period' || name === 'asof') continue
      found.push(...this.words(written.slice(from, match.index), line + breaks(written.slice(0, from)), strong))
      found.push(...this.directive(name, given, on))
      from = match.index + whole.length
    }
    return [...found, ...this.words(written.slice(from), line + breaks(written.slice(0, from)), strong)]
  }

  private directive(name: string, written: string, line: number): Piece[] {
    const given = this.attributes(name, written, line)
    const word = (key: string) => this.needed(name, given, key, line)
    if (name === 'fig') {
      const { form } = given
      if (form !== undefined && form !== 'wan' && form !== 'abs')
        this.fault(line, `form="${form}"`, nearest(form, ['wan', 'abs']))
      return [
        {
          kind: 'fig',
          i: this.figure(word('i'), line),
          form: {
            ...(form && { form }),
            ...(given.bare !== undefined && { bare: true }),
            ...(given.word && { word: given.word }),
          } as Form,
        },
      ]
    }
    if (name === 'trend') {
      const [i, up, down, same] = [this.figure(word('i'), line), word('up'), word('down'), word('same')]
      return [{ kind: 'trend', i, up, down, same, missing: given.missing ?? same }]
    }
    if (name === 'names') return [{ kind: 'names', of: this.figure(word('of'), line) }]
    if (name in ALLOWED) this.fault(line, `:${name}`)
    return []
  }

  private attributes(name: string, written: string, line: number): Attributes {
    const given = Object.fromEntries(
      [...written.matchAll(ATTRIBUTE)].map(([, key, ...values]) => [key!, values.find(one => one !== undefined) ?? '']),
    )
    const allowed = ALLOWED[name]
    if (!allowed) this.fault(line, `:${name}`, nearest(name, Object.keys(ALLOWED)))
    const odd = allowed && Object.keys(given).find(key => !allowed.includes(key))
    if (odd) this.fault(line, `:${name}{${odd}}`, nearest(odd, allowed))
    return given
  }

  private needed(name: string, given: Attributes, key: string, line: number): string {
    if (!given[key]) this.fault(line, `:${name}{}`, key)
    return given[key] ?? ''
  }

  private figure(id: string, line: number, known = this.known.all): string {
    if (id !== '' && !known.has(id)) this.fault(line, id, nearest(id, known))
    return id
  }

  /** Plain text with its placeholders. A plain colon in a sentence passes. Lines are broken for review only: Chinese
   *  closes the gap, English keeps a space. */
  private words(written: string, line: number, strong: boolean): Piece[] {
    const lost = /:(fig|trend|names|if|figures|cases|to|signed)(?![\w-])/.exec(written)
    if (lost) this.fault(line + breaks(written.slice(0, lost.index)), lost[0], `${lost[0]}{}`)
    const foreign = FOREIGN_INLINE.exec(written)
    if (foreign) this.fault(line + breaks(written.slice(0, foreign.index)), foreign[0])
    const joined = written.replace(/[ \t]*\n[ \t]*/g, this.language === 'zh' ? '' : ' ')
    return joined.split(PLACE).flatMap((part, index): Piece[] => {
      if (index % 2 === 1) return [{ kind: part.slice(1).replace('{}', '') as 'org' | 'period' | 'asof' }]
      return part === '' ? [] : [{ kind: 'text', text: part, ...(strong && { strong }) }]
    })
  }

  private fault(line: number, what: string, near: string | null = null): void {
    this.faults.push({ in: this.where, line, what, near })
  }
}

function breaks(text: string): number {
  return text.split('\n').length - 1
}
