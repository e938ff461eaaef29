// What may go wrong, as one class: a code, its details, and one clear sentence in Chinese and English.
import { type Code, type Details, WORDS } from './words.ts'

export type Language = 'zh' | 'en'

/** A refusal with its place and remedy. On the wire it is an RFC 9457 problem; on the command line one sentence. */
export class Problem<C extends Code = Code> extends Error {
  readonly code: C
  readonly details: Details[C]

  constructor(code: C, details: Details[C]) {
    super()
    this.code = code
    this.details = details
    this.message = this.say('en')
  }

  /** The sentence in the reader's language: what, where, why, and what to do. */
  say(language: Language): string {
    return WORDS[this.code][language](this.details as never)
  }

  /** HTTP status (RFC 9110). */
  get status(): number {
    return WORDS[this.code].status
  }

  /** Exit code of the command line: 2 bad input, 3 fault. */
  get exit(): 2 | 3 {
    return this.status >= 500 ? 3 : 2
  }

  /** The problem document (RFC 9457). */
  toDocument(language: Language): Record<string, unknown> {
    return {
      type: `urn:jiceng:problem:${this.code}`,
      title: this.code,
      status: this.status,
      detail: this.say(language),
      ...this.details,
    }
  }
}

/** Throws the problem; reads well in an expression: `find(id) ?? refuse('org.unknown', {…})`. */
export function refuse<C extends Code>(code: C, details: Details[C]): never {
  throw new Problem(code, details)
}
