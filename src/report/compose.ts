// Composing: a template and the figures looked up for it become a draft. Nothing is computed here, only chosen and written.
import type { Form, Part, Piece, Template, Test } from '../charter/template.ts'
import type { Language } from '../problem/problem.ts'
import type { Day } from '../time/day.ts'
import type { Binding, Block, Draft, Inline, Shown } from './draft.ts'
import { plain } from './ledger.ts'
import { list, notRecorded, phrase, punctuate, sayDay } from './phrase.ts'

/** A figure as the report asks for it: what will be shown, without the words of the sentence. */
export interface Found extends Omit<Shown, 'ref' | 'text'> {
  /** Decimals shown. */
  readonly digits?: number
}

/** A case as a report lists it. */
export interface CaseLine {
  readonly org: string
  readonly what: string
  /** Who answers for it: a person, an organization, or both. */
  readonly owners: readonly string[]
  readonly due: Day
  readonly stage: string
  readonly state: 'open' | 'overdue' | 'closed'
  /** Closed after its due day. */
  readonly late: boolean
  readonly repeated: boolean
}

/** What the template's references mean for one organization and period. */
export interface Lookup {
  figure(id: string): Found
  /** Names of the organizations, things or places that stand behind a figure, in the order of the register. */
  names(id: string): readonly string[]
  /** The cases that a figure counts, in the order of the register. */
  cases(id: string): readonly CaseLine[]
  readonly orgName: string
  readonly periodName: string
  readonly asOf: Day
}

/** Makes the report: every number a figure with its reference; what is not recorded says so, and why stands at the end. */
export function compose(template: Template, binding: Binding, look: Lookup): Draft {
  return new Composing(template, binding, look).draft()
}

class Composing {
  private readonly template: Template
  private readonly binding: Binding
  private readonly look: Lookup
  private readonly language: Language
  private readonly missing = new Map<string, Found>()
  private readonly counts = [0, 0, 0]

  constructor(template: Template, binding: Binding, look: Lookup) {
    this.template = template
    this.binding = binding
    this.look = look
    this.language = template.language
  }

  draft(): Draft {
    const title = plain(this.sentence(this.template.title))
    const blocks = this.template.parts.flatMap(part => this.blocks(part))
    return { binding: this.binding, title, asOf: this.look.asOf, blocks: [...blocks, ...this.notes()] }
  }

  private blocks(part: Part): Block[] {
    if (part.kind === 'if') return this.holds(part.test) ? part.parts.flatMap(inner => this.blocks(inner)) : []
    if (part.kind === 'figures') return [this.table(part.of, part.caption)]
    if (part.kind === 'cases') return this.cases(part.of, part.caption)
    const inlines = this.sentence(part.pieces)
    if (part.kind === 'paragraph') return [{ kind: 'paragraph', inlines, ...(part.place && { place: part.place }) }]
    return [
      {
        kind: 'heading',
        level: part.level,
        inlines: this.merge([text(this.ordinal(part.level)), ...inlines]),
      },
    ]
  }

  private holds(test: Test): boolean {
    const { value, status } = this.look.figure(test.i)
    if (test.status && test.status !== status) return false
    if (test.atLeast !== undefined && (value === null || value < test.atLeast)) return false
    return test.below === undefined || (value !== null && value < test.below)
  }

  private sentence(pieces: readonly Piece[]): Inline[] {
    return this.merge(
      pieces.map(piece => (piece.kind === 'fig' ? this.figure(piece.i, piece.form) : this.words(piece))),
    )
  }

  private words(piece: Exclude<Piece, { kind: 'fig' }>): Inline {
    if (piece.kind === 'org') return text(this.look.orgName)
    if (piece.kind === 'period') return text(this.look.periodName)
    if (piece.kind === 'asof') return text(sayDay(this.look.asOf, this.language))
    if (piece.kind === 'names') return text(list(this.look.names(piece.of), this.language))
    if (piece.kind === 'text') return piece
    // A change that nobody recorded has no direction; the figure beside it says that it is not recorded.
    const { value } = this.look.figure(piece.i)
    if (value === null) return text(piece.missing)
    return text(value > 0 ? piece.up : value < 0 ? piece.down : piece.same)
  }

  private figure(id: string, form: Form): Inline {
    const { digits, ...found } = this.find(id)
    const known = found.status === 'ok' && found.value !== null
    if (!known) this.missing.set(id, found)
    const written = known
      ? phrase(found.value!, found.unit, this.language, digits === undefined ? form : { digits, ...form })
      : notRecorded(this.language)
    return { kind: 'figure', figure: { ...found, ref: id, text: written, status: known ? 'ok' : 'missing' } }
  }

  /** Titles and formulas come from the charter, where people type marks as they like. */
  private find(id: string): Found {
    const found = this.look.figure(id)
    return { ...found, title: this.set(found.title), formula: this.set(found.formula) }
  }

  private table(ids: readonly string[], caption: string): Block {
    const head = this.language === 'zh' ? ['项目', '数值', '截至'] : ['Item', 'Value', 'As of']
    const rows = ids.map(id => {
      const { title, asOf } = this.find(id)
      return [[text(title)], [this.figure(id, { rate: true })], [text(sayDay(asOf, this.language))]]
    })
    return { kind: 'table', caption: this.set(caption), head, rows }
  }

  /** The cases behind a figure; where it counts none there is no table. */
  private cases(id: string, caption: string): Block[] {
    const zh = this.language === 'zh'
    const state = ({ stage, state, late }: CaseLine) => {
      if (state === 'overdue') return zh ? `${stage}（逾期）` : `${stage} (overdue)`
      return late ? (zh ? `${stage}（超期）` : `${stage} (late)`) : stage
    }
    const rows = this.look
      .cases(id)
      .map(line => [
        line.org,
        line.what,
        line.owners.join(zh ? '、' : ', '),
        sayDay(line.due, this.language),
        state(line),
        line.repeated ? (zh ? '是' : 'yes') : '—',
      ])
    if (rows.length === 0) return []
    return [
      {
        kind: 'table',
        caption: this.set(caption),
        head: zh
          ? ['单位', '问题', '责任人', '整改时限', '进展', '重复']
          : ['Organization', 'Problem', 'Owner', 'Due', 'Stage', 'Repeated'],
        shares: zh ? [9, 12, 8, 12, 8, 5] : [6, 6, 5, 5, 4, 4],
        wordy: [1],
        rows: rows.map(row => row.map(cell => [text(this.set(cell))])),
      },
    ]
  }

  /** The number of a heading, so that a part left out leaves no gap: 一、 (一) 1. (GB/T 9704), or 1. 1.1. */
  private ordinal(level: 1 | 2 | 3): string {
    this.counts.fill(0, level)
    const count = (this.counts[level - 1]! += 1)
    if (this.language === 'en') return `${this.counts.filter(part => part > 0).join('.')}${level === 1 ? '.' : ''} `
    return level === 1 ? `${hanzi(count)}、` : level === 2 ? `（${hanzi(count)}）` : `${count}.`
  }

  private notes(): Block[] {
    if (this.missing.size === 0) return []
    const [title, number, colon, stop] =
      this.language === 'zh' ? ['附：未记录的数据', '.', '：', '。'] : ['Note: what is not recorded', '. ', ': ', '.']
    const notes = [...this.missing.values()].map((found, index): Block => {
      const note = `${index + 1}${number}${found.title}${colon}${found.formula}`
      return { kind: 'paragraph', inlines: [text(/[。.!?！？]$/.test(note) ? note : note + stop)] }
    })
    return [{ kind: 'heading', level: 1, inlines: [text(title)] }, ...notes]
  }

  /** Joins neighbouring texts, so that a sentence has no seams where a name was put in, and sets its marks. */
  private merge(inlines: readonly Inline[]): Inline[] {
    const merged: Inline[] = []
    for (const inline of inlines) {
      const last = merged.at(-1)
      if (inline.kind === 'text' && last?.kind === 'text' && !last.strong === !inline.strong)
        merged[merged.length - 1] = { ...last, text: last.text + inline.text }
      else if (inline.kind === 'figure' || inline.text !== '') merged.push(inline)
    }
    return merged.map(inline => (inline.kind === 'text' ? { ...inline, text: this.set(inline.text) } : inline))
  }

  private set(words: string): string {
    // An abbreviation at the end of a sentence ends it too.
    return this.language === 'zh' ? punctuate(words) : words.replace(/(?<!\.)\.\.(?!\.)/g, '.')
  }
}

function text(words: string): Inline {
  return { kind: 'text', text: words }
}

/** Chinese numerals for headings, 1 to 99. */
export function hanzi(count: number): string {
  const digits = '〇一二三四五六七八九'
  const [tens, ones] = [Math.floor(count / 10), count % 10]
  return (tens > 1 ? digits[tens]! : '') + (tens > 0 ? '十' : '') + (ones > 0 || tens === 0 ? digits[ones]! : '')
}
