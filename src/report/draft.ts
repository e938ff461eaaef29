// The composed report before it becomes a file: blocks of text in which every number is a figure with its reference.
import type { Place } from '../charter/template.ts'
import type { Language } from '../problem/problem.ts'
import type { Day } from '../time/day.ts'

/** A figure as it stands in a sentence, with all that a reader needs to check it. */
export interface Shown {
  /** Id of the figure in the charter, such as orgs.total; in a masked draft its digest. */
  readonly ref: string
  /** The text printed in the sentence, number and measure word, such as 66个; for a missing figure the words for «not recorded». */
  readonly text: string
  /** The exact value; null when it is missing. */
  readonly value: number | null
  readonly status: 'ok' | 'missing'
  readonly title: string
  readonly unit: string
  /** How it is counted, in words; for a norm the clause. For a missing figure: why, and who owes the record. */
  readonly formula: string
  /** Number of facts behind the value; 0 for a norm. */
  readonly records: number
  readonly asOf: Day
}

export type Inline =
  | { readonly kind: 'text'; readonly text: string; readonly strong?: boolean }
  | { readonly kind: 'figure'; readonly figure: Shown }

export type Block =
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3; readonly inlines: readonly Inline[] }
  | { readonly kind: 'paragraph'; readonly inlines: readonly Inline[]; readonly place?: Place }
  | {
      readonly kind: 'table'
      readonly caption: string
      readonly head: readonly string[]
      readonly rows: readonly (readonly (readonly Inline[])[])[]
      /** Widths of the columns to each other; without them the first is twice as wide as the others. */
      readonly shares?: readonly number[]
      /** Columns of running words, by their index, which stand left; the first one always does. */
      readonly wordy?: readonly number[]
      /** Rows that are filled in by hand and need room for it, by their index. */
      readonly room?: readonly number[]
    }

/** What was asked for: enough to recompute every figure that the file carries. */
export interface Binding {
  readonly template: string
  /** Code of the organization in the register. */
  readonly org: string
  readonly period: string
  readonly tree: 'then' | 'now'
  readonly language: Language
  readonly masked: boolean
}

export interface Draft {
  readonly binding: Binding
  readonly title: string
  readonly asOf: Day
  readonly blocks: readonly Block[]
}
