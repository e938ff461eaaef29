// What a report file carries: its binding, and its figures with the text that stands in the file now. Files come from outside.

import { strFromU8, unzipSync } from 'fflate'
import { parse as parseYaml } from 'yaml'
import { z } from 'zod'
import { Problem, refuse } from '../problem/problem.ts'
import type { Binding } from './draft.ts'
import { inside, type Node, nameOf, parseXml } from './xml.ts'

/** A figure as it stands in a file. */
export interface Carried {
  readonly n: number
  readonly ref: string
  readonly text: string
}

export interface CarriedReport {
  readonly binding: Binding
  readonly figures: readonly Carried[]
}

/** Limits of an honest report; a file beyond them is refused before it is unpacked. */
const LIMIT = { bytes: 20_000_000, entries: 500, unpacked: 100_000_000 }

const WHY = {
  kind: { zh: '文件类型应为 .docx、.html 或 .md', en: 'the file type must be .docx, .html or .md' },
  large: { zh: '文件过大，或解压后过大', en: 'it is too large, or would be when unpacked' },
  broken: { zh: '文件已损坏或不是所称的类型', en: 'it is damaged, or not of the type that its name says' },
  unmarked: { zh: '其中没有报告的标识和数据台账', en: 'it holds neither the marks nor the ledger of a report' },
} as const

const binding = z.object({
  template: z.string(),
  org: z.string(),
  period: z.string(),
  tree: z.enum(['then', 'now']),
  language: z.enum(['zh', 'en']),
  masked: z.union([z.boolean(), z.stringbool()]),
})

/** Reads back what a report file carries. What counts is the text that stands in the file, not what its ledger says.
 *  Refuses with report.foreign a file that is none of ours, is damaged, or is larger than any report. */
export function carried(file: string, bytes: Uint8Array): CarriedReport {
  if (bytes.length > LIMIT.bytes) foreign(file, 'large')
  const read = { docx: fromWord, html: fromHtml, md: fromMarkdown }[file.toLowerCase().split('.').at(-1) ?? '']
  if (!read) return foreign(file, 'kind')
  try {
    return read(file, bytes)
  } catch (problem) {
    // Parsers throw what they like at hostile bytes; none of it should reach the reader.
    throw problem instanceof Problem ? problem : new Problem('report.foreign', { file, why: WHY.broken })
  }
}

function foreign(file: string, why: keyof typeof WHY): never {
  return refuse('report.foreign', { file, why: WHY[why] })
}

/** Figures in reading order; a figure that was copied within the file appears as often as it stands there. */
function report(file: string, bound: unknown, figures: readonly Carried[]): CarriedReport {
  const read = binding.safeParse(bound)
  return read.success
    ? { binding: read.data, figures: figures.toSorted((a, b) => a.n - b.n) }
    : foreign(file, 'unmarked')
}

// Word

function fromWord(file: string, bytes: Uint8Array): CarriedReport {
  const parts = unpack(file, bytes)
  const ledger = Object.values(parts)
    .map(readLedger)
    .find(found => found !== null)
  const kept = ledger ?? readProperties(parts['docProps/custom.xml'])
  if (!parts['word/document.xml'] || !kept) return foreign(file, 'unmarked')
  const standing = new Standing(parseXml(parts['word/document.xml']))
  const figures = kept.entries.flatMap(({ n, ref, before, after }) => {
    const texts = standing.tagged.get(n) ?? standing.bookmarked.get(n) ?? standing.between(before, after)
    return texts.map(text => ({ n, ref, text }))
  })
  return report(file, kept.binding, figures)
}

/** Only the parts that matter are unpacked, and only after the directory has promised an honest size. */
function unpack(file: string, bytes: Uint8Array): Readonly<Record<string, string>> {
  let entries = 0
  let unpacked = 0
  const parts = unzipSync(bytes, {
    filter: entry => {
      entries += 1
      unpacked += entry.originalSize
      if (entries > LIMIT.entries || unpacked > LIMIT.unpacked) foreign(file, 'large')
      return /^(word\/document\.xml|docProps\/custom\.xml|customXml\/item\d+\.xml)$/.test(entry.name)
    },
  })
  return Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, strFromU8(part)]))
}

function textOf(nodes: readonly Node[]): string {
  return nodes.map(node => (nameOf(node) === '#text' ? String(node['#text']) : textOf(inside(node)))).join('')
}

interface Kept {
  readonly binding: unknown
  readonly entries: readonly {
    readonly n: number
    readonly ref: string
    readonly before: string
    readonly after: string
  }[]
}

/** The ledger part; office programs may rename it, so it is known by its namespace. */
function readLedger(xml: string): Kept | null {
  if (!xml.includes('urn:jiceng:ledger')) return null
  const ledger = parseXml(xml).find(node => nameOf(node) === 'ledger')
  if (!ledger) return null
  const entries = inside(ledger)
    .filter(node => nameOf(node) === 'figure')
    .map(node => node[':@'] ?? {})
  return {
    binding: inside(ledger).find(node => nameOf(node) === 'binding')?.[':@'],
    entries: entries.map(({ n, ref, before, after }) => ({
      n: Number(n),
      ref: ref ?? '',
      before: before ?? '',
      after: after ?? '',
    })),
  }
}

/** What the custom properties say where the ledger part was dropped: the binding, and the references in order. */
function readProperties(xml: string | undefined): Kept | null {
  const properties = parseXml(xml ?? '').find(node => nameOf(node) === 'Properties')
  if (!properties) return null
  const values = new Map(inside(properties).map(node => [node[':@']?.name ?? '', textOf(inside(node))]))
  const bound = values.get('jiceng.binding')
  if (!bound) return null
  const runs: string[] = []
  for (let run = 1; values.has(`jiceng.refs.${run}`); run += 1) runs.push(values.get(`jiceng.refs.${run}`)!)
  const refs = runs.join(' ').split(' ')
  return {
    binding: JSON.parse(bound),
    entries: refs.map((ref, index) => ({ n: index + 1, ref, before: '', after: '' })),
  }
}

/** The text that stands in a document: all of it by paragraphs, and that of each figure by either mark. */
class Standing {
  readonly tagged = new Map<number, string[]>()
  readonly bookmarked = new Map<number, string[]>()
  private readonly paragraphs: string[] = ['']
  /** Marks that are open where the walk stands; each takes the text that passes. */
  private readonly open = new Map<string, { readonly into: Map<number, string[]>; readonly n: number; text: string }>()
  private controls = 0

  constructor(nodes: readonly Node[]) {
    this.walk(nodes)
  }

  /** The text between two contexts, for a figure whose marks were dropped; empty when the sentence is gone. */
  between(before: string, after: string): string[] {
    if (before.length + after.length < 4) return []
    for (const text of this.paragraphs) {
      const start = text.indexOf(before)
      const from = start + before.length
      const end = after === '' ? text.length : text.indexOf(after, from + 1)
      if (start >= 0 && end > from && end - from <= 40) return [text.slice(from, end)]
    }
    return []
  }

  private walk(nodes: readonly Node[]): void {
    for (const node of nodes) this.visit(node)
  }

  private visit(node: Node): void {
    const attributes = node[':@'] ?? {}
    const mark = `bookmark ${attributes['w:id']}`
    switch (nameOf(node)) {
      // What was moved away does not stand here any more; a fallback repeats the choice beside it.
      case 'w:moveFrom':
      case 'mc:Fallback':
        break
      case 'w:t':
        this.take(textOf(inside(node)))
        break
      case 'w:bookmarkStart':
        this.start(mark, this.bookmarked, /^_jc_(\d+)$/, attributes['w:name'])
        break
      case 'w:bookmarkEnd':
        this.end(mark)
        break
      case 'w:sdt':
        this.control(node)
        break
      case 'w:p':
        this.paragraphs.push('')
        this.walk(inside(node))
        break
      default:
        this.walk(inside(node))
    }
  }

  private control(node: Node): void {
    const properties = inside(node).find(child => nameOf(child) === 'w:sdtPr')
    const tag = properties && inside(properties).find(child => nameOf(child) === 'w:tag')
    this.controls += 1
    const mark = `control ${this.controls}`
    this.start(mark, this.tagged, /^jc:fig:(\d+)$/, tag?.[':@']?.['w:val'])
    this.walk(inside(node).filter(child => child !== properties))
    this.end(mark)
  }

  private take(text: string): void {
    this.paragraphs[this.paragraphs.length - 1] += text
    for (const mark of this.open.values()) mark.text += text
  }

  private start(key: string, into: Map<number, string[]>, shape: RegExp, name: string | undefined): void {
    const n = shape.exec(name ?? '')?.[1]
    if (n) this.open.set(key, { into, n: Number(n), text: '' })
  }

  private end(key: string): void {
    const mark = this.open.get(key)
    if (!mark) return
    this.open.delete(key)
    mark.into.set(mark.n, [...(mark.into.get(mark.n) ?? []), mark.text])
  }
}

// HTML and Markdown. The patterns never look further than a tag or a few hundred characters: a hostile file costs no more.

function fromHtml(file: string, bytes: Uint8Array): CarriedReport {
  const html = strFromU8(bytes)
  const ledger = /<script\b[^<>]*\bid="jc-ledger"[^<>]*>([\s\S]*?)<\/script>/.exec(html)?.[1]
  if (!ledger) return foreign(file, 'unmarked')
  const { binding: bound, entries } = JSON.parse(ledger) as { binding: unknown; entries: { n: number; ref: string }[] }
  const refs = new Map(entries.map(entry => [entry.n, entry.ref]))
  const figures = [...html.matchAll(/<a\b[^<>]*\bdata-jc-fig="(\d+)"[^<>]*>([\s\S]{0,500}?)<\/a>/g)].map(
    ([, n, inner]) => ({
      n: Number(n),
      ref: refs.get(Number(n)) ?? '',
      text: plainOf(inner!),
    }),
  )
  return report(file, bound, figures)
}

function plainOf(html: string): string {
  const signs: Record<string, string> = { lt: '<', gt: '>', quot: '"', amp: '&', nbsp: '\u00a0', apos: "'" }
  return html
    .replace(/<[^>]*>/g, '')
    .replace(/&(?:#(\d+)|#x([\da-f]+)|(\w+));/gi, (whole, decimal, hex, name) =>
      name ? (signs[name] ?? whole) : String.fromCodePoint(decimal ? Number(decimal) : Number.parseInt(hex, 16)),
    )
}

function fromMarkdown(file: string, bytes: Uint8Array): CarriedReport {
  const text = strFromU8(bytes)
  const front = /^\uFEFF?---\r?\n([\s\S]*?)\r?\n---\r?\n/.exec(text)?.[1]
  if (!front) return foreign(file, 'unmarked')
  const figures = [...text.matchAll(/:fig\[((?:\\.|[^\]\\]){0,200})\]\{n="(\d+)" i="([^"]*)"\}/g)].map(
    ([, label, n, ref]) => ({
      n: Number(n),
      ref: ref!,
      text: label!.replace(/\\(.)/g, '$1'),
    }),
  )
  return report(file, parseYaml(front), figures)
}
