// The template language: Markdown with a closed set of directives, read into a tree that holds references instead of numbers.
import type { BlockContent, DefinitionContent, PhrasingContent, RootContent } from 'mdast'
import type { Directives, TextDirective } from 'mdast-util-directive'
import remarkCjkFriendly from 'remark-cjk-friendly'
import remarkDirective from 'remark-directive'
import remarkParse from 'remark-parse'
import { unified } from 'unified'
import { parse as parseYaml } from 'yaml'
import { nearest } from '../problem/nearest.ts'
import { type Language, refuse } from '../problem/problem.ts'
import type { Place } from './draft.ts'
import type { Form } from './phrase.ts'

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

/** A part of the report. */
export type Part =
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3; readonly pieces: readonly Piece[] }
  | { readonly kind: 'paragraph'; readonly pieces: readonly Piece[]; readonly place?: Place }
  | { readonly kind: 'if'; readonly test: Test; readonly parts: readonly Part[] }
  | { readonly kind: 'figures'; readonly of: readonly string[]; readonly caption: string }
  /** The cases behind a figure that counts them, one a row. */
  | { readonly kind: 'cases'; readonly of: string; readonly caption: string }

export interface Template {
  /** The file's name, for messages. */
  readonly name: string
  readonly language: Language
  /** What the template is called in a list of templates. */
  readonly label: string
  /** The title of the report; may name the organization and the period. */
  readonly title: readonly Piece[]
  readonly parts: readonly Part[]
}

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

const markdown = unified().use(remarkParse).use(remarkCjkFriendly).use(remarkDirective)

type Attributes = Readonly<Record<string, string>>

/** Reads a template. `known` are the ids of the charter's figures, `ofCases` those of them that count cases; left out, every id is taken as it is.
 *  Refuses with file, line and the nearest name what the language or the charter does not know. */
export function parseTemplate(
  name: string,
  text: string,
  known?: Iterable<string>,
  ofCases?: Iterable<string>,
): Template {
  return new Reading(name, text, known ? new Set(known) : null, ofCases ? new Set(ofCases) : null).read()
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
  private readonly name: string
  private readonly text: string
  private readonly known: ReadonlySet<string> | null
  private readonly ofCases: ReadonlySet<string> | null
  private language: Language = 'zh'
  /** Text being parsed and the lines above it, so that messages give the line of the file. */
  private body = ''
  private above = 0

  constructor(name: string, text: string, known: ReadonlySet<string> | null, ofCases: ReadonlySet<string> | null) {
    this.name = name
    this.text = text.replace(/\r\n?/g, '\n').replace(/^\uFEFF/, '')
    this.known = known
    this.ofCases = ofCases
  }

  read(): Template {
    const front = /^---\n([\s\S]*?)\n---\n/.exec(this.text) ?? this.refuse(1, '---')
    const words = this.frontMatter(front[1]!)
    this.language = words.language
    // Front matter holds no figures with a place of their own, so its pieces report the line of the title key.
    const title = this.paragraph(words.title, front[1]!.split('\n').findIndex(line => line.startsWith('title:')) + 1)
    this.body = this.text.slice(front[0].length)
    this.above = front[0].split('\n').length - 1
    const parts = markdown.parse(this.body).children.flatMap(node => this.part(node))
    return { name: this.name, language: words.language, label: words.name, title, parts }
  }

  private frontMatter(yaml: string): { language: Language; name: string; title: string } {
    let words: Record<string, unknown> | null
    try {
      words = parseYaml(yaml)
    } catch {
      return this.refuse(1, '---')
    }
    for (const key of ['language', 'name', 'title'])
      if (typeof words?.[key] !== 'string') this.refuse(1, `${key}: ${words?.[key] ?? ''}`)
    if (words!.language !== 'zh' && words!.language !== 'en') this.refuse(1, `language: ${words!.language}`)
    return words as never
  }

  private paragraph(text: string, above: number): readonly Piece[] {
    this.body = text
    this.above = above
    const [node] = markdown.parse(text).children
    return node?.type === 'paragraph' ? this.pieces(node.children) : this.refuse(above + 1, `title: ${text}`)
  }

  private part(node: RootContent | BlockContent | DefinitionContent): Part[] {
    if (node.type === 'heading') {
      if (node.depth > 3) this.refuse(this.line(node), '#'.repeat(node.depth))
      return [{ kind: 'heading', level: node.depth as 1 | 2 | 3, pieces: this.pieces(node.children) }]
    }
    if (node.type === 'paragraph') return [{ kind: 'paragraph', pieces: this.pieces(node.children) }]
    // Comments are for the people who keep the template.
    if (node.type === 'html' && node.value.startsWith('<!--')) return []
    if (node.type === 'containerDirective' || node.type === 'leafDirective') return this.block(node)
    return this.refuse(this.line(node), node.type)
  }

  private block(node: Directives): Part[] {
    const wanted = node.type === 'containerDirective' ? ['if'] : ALONE
    const sign = (node.type === 'containerDirective' ? ':::' : '::') + node.name
    if (!wanted.includes(node.name)) this.refuse(this.line(node), sign, nearest(node.name, wanted))
    const given = this.attributes(node)
    if (node.type === 'leafDirective' && (node.name === 'to' || node.name === 'signed'))
      return [{ kind: 'paragraph', pieces: this.pieces(node.children), place: node.name }]
    if (node.name === 'cases') {
      const of = this.figure(node, this.needed(node, given, 'of'), this.ofCases)
      return [{ kind: 'cases', of, caption: this.needed(node, given, 'caption') }]
    }
    if (node.type !== 'containerDirective') {
      const ids = this.needed(node, given, 'of')
        .split(',')
        .map(id => id.trim())
      return [
        { kind: 'figures', of: ids.map(id => this.figure(node, id)), caption: this.needed(node, given, 'caption') },
      ]
    }
    // The parser closes an open container at the end of the file; a condition that swallows the rest is an error.
    if (!/\n:{3,}[ \t]*$/.test(this.source(node))) this.refuse(this.line(node), `${sign} … (:::)`)
    return [{ kind: 'if', test: this.test(node, given), parts: node.children.flatMap(child => this.part(child)) }]
  }

  private test(node: Directives, given: Attributes): Test {
    const bound = (key: 'atLeast' | 'below') => {
      if (given[key] === undefined) return {}
      const value = given[key].trim() === '' ? Number.NaN : Number(given[key])
      return Number.isFinite(value) ? { [key]: value } : this.refuse(this.line(node), `${key}="${given[key]}"`)
    }
    const i = this.figure(node, this.needed(node, given, 'i'))
    if (Object.keys(given).length < 2) this.refuse(this.line(node), `:::if{i="${i}"}`)
    const status = given.missing !== undefined ? 'missing' : given.present !== undefined ? 'ok' : null
    return { i, ...bound('atLeast'), ...bound('below'), ...(status && { status }) }
  }

  private pieces(nodes: readonly PhrasingContent[], strong = false): Piece[] {
    return nodes.flatMap(node => {
      if (node.type === 'text') return this.words(node, node.value, strong)
      if (node.type === 'break') return this.words(node, '\n', strong)
      if (node.type === 'strong') return this.pieces(node.children, true)
      if (node.type === 'textDirective') return this.directive(node, strong)
      return this.refuse(this.line(node), node.type)
    })
  }

  private directive(node: TextDirective, strong: boolean): Piece[] {
    const given = this.attributes(node)
    if (node.name === 'fig') {
      const form = given.form
      if (form !== undefined && form !== 'wan' && form !== 'abs')
        this.refuse(this.line(node), `form="${form}"`, nearest(form, ['wan', 'abs']))
      return [
        {
          kind: 'fig',
          i: this.figure(node, this.needed(node, given, 'i')),
          form: {
            ...(form && { form }),
            ...(given.bare !== undefined && { bare: true }),
            ...(given.word && { word: given.word }),
          } as Form,
        },
      ]
    }
    if (node.name === 'trend') {
      const word = (key: string) => this.needed(node, given, key)
      const i = this.figure(node, word('i'))
      const same = word('same')
      return [{ kind: 'trend', i, up: word('up'), down: word('down'), same, missing: given.missing ?? same }]
    }
    if (node.name === 'names') return [{ kind: 'names', of: this.figure(node, this.needed(node, given, 'of')) }]
    return this.words(node, this.source(node), strong)
  }

  /** The attributes of a directive that the language knows; a plain colon in a sentence has none and passes. */
  private attributes(node: Directives): Attributes {
    const given = (node.attributes ?? {}) as Attributes
    const allowed = ALLOWED[node.name]
    const keys = Object.keys(given)
    if (!allowed && keys.length > 0)
      this.refuse(this.line(node), `:${node.name}`, nearest(node.name, Object.keys(ALLOWED)))
    const odd = allowed && keys.find(key => !allowed.includes(key))
    if (odd) this.refuse(this.line(node), `:${node.name}{${odd}}`, nearest(odd, allowed))
    return given
  }

  private needed(node: Directives, given: Attributes, key: string): string {
    return given[key] || this.refuse(this.line(node), `:${node.name}{}`, key)
  }

  private figure(node: Directives, id: string, known = this.known): string {
    if (known && !known.has(id)) this.refuse(this.line(node), id, nearest(id, known))
    return id
  }

  /** Plain text with its placeholders. They are found here and not by the parser, to which «:org的» is one long name
   *  and «:org:period» no directive at all. Lines are broken for review only: Chinese closes the gap, English keeps a space. */
  private words(node: PhrasingContent, text: string, strong: boolean): Piece[] {
    const lost = /:(fig|trend|names|if|figures|cases|to|signed)(?![\w-])/.exec(text)
    if (lost) this.refuse(this.line(node), lost[0], `${lost[0]}{}`)
    const joined = text.replace(/[ \t]*\n[ \t]*/g, this.language === 'zh' ? '' : ' ')
    return joined.split(/(:(?:org|period|asof)(?![\w-])(?:\{\})?)/).flatMap((part, index): Piece[] => {
      if (index % 2 === 1) return [{ kind: part.slice(1).replace('{}', '') as 'org' | 'period' | 'asof' }]
      return part === '' ? [] : [{ kind: 'text', text: part, ...(strong && { strong }) }]
    })
  }

  private source(node: Directives): string {
    return this.body.slice(node.position!.start.offset, node.position!.end.offset)
  }

  private line(node: { position?: { start: { line: number } } | undefined }): number {
    return this.above + (node.position?.start.line ?? 1)
  }

  private refuse(line: number, what: string, near: string | null = null): never {
    return refuse('report.template', { template: this.name, line, what, near })
  }
}
