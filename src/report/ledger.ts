// The ledger of a report: what a file must carry so that each of its figures can be found again and recomputed.
import type { Binding, Block, Draft, Inline, Shown } from './draft.ts'

/** One figure as it stands in the report. Numbers run through the report, so one figure used twice has two entries. */
export interface Entry extends Shown {
  readonly n: number
  /** The words around it, by which it is found when an office program has dropped every mark. */
  readonly before: string
  readonly after: string
}

export interface Ledger {
  readonly binding: Binding
  readonly entries: readonly Entry[]
}

const CONTEXT = 10

/** The ledger of a draft; figures are numbered from 1 in reading order, tables row by row. */
export function ledgerOf(draft: Draft): Ledger {
  const entries: Entry[] = []
  for (const inlines of draft.blocks.flatMap(sentences)) {
    let text = ''
    const whole = plain(inlines)
    for (const inline of inlines) {
      const before = text.slice(-CONTEXT)
      text += plain([inline])
      if (inline.kind !== 'figure') continue
      entries.push({
        n: entries.length + 1,
        ...inline.figure,
        before,
        after: whole.slice(text.length, text.length + CONTEXT),
      })
    }
  }
  return { binding: draft.binding, entries }
}

/** The sentences of a block, in reading order. */
export function sentences(block: Block): readonly (readonly Inline[])[] {
  return block.kind === 'table' ? block.rows.flat() : [block.inlines]
}

/** Text without marks. */
export function plain(inlines: readonly Inline[]): string {
  return inlines.map(inline => (inline.kind === 'text' ? inline.text : inline.figure.text)).join('')
}

/** Leaves out the characters that no XML file can hold; they come in with text pasted from elsewhere. */
export function clean(text: string): string {
  return [...text]
    .filter(sign => (sign >= ' ' ? sign !== '\ufffe' && sign !== '\uffff' : '\t\n\r'.includes(sign)))
    .join('')
}

/** Text made fit for XML and HTML, in elements and in attributes. */
export function escaped(text: string): string {
  return clean(text).replace(/[&<>"]/g, sign => SIGNS[sign]!)
}

const SIGNS: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
