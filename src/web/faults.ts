// What is wrong with a form, said beside its fields: what the page sees after the first try, and what the server refused.
import { type FormEvent, type RefObject, useEffect, useRef, useState } from 'react'
import type { Words } from '../charter/language.ts'
import { Trouble } from './client.ts'
import { type Speech, useSpeech } from './language.ts'
import { sentenceOf } from './parts/Trouble.tsx'

/** The field that a refusal is about, by the code of its problem; a problem that names its field needs none. */
export type Places = Readonly<Record<string, string | ((details: Readonly<Record<string, unknown>>) => string | null)>>

export interface Faults {
  /** What is wrong with a field; null where nothing is. */
  readonly at: (field: string) => string | null
  /** What was refused and belongs to no field. */
  readonly rest: string | null
  /** Code of the problem that was refused with. */
  readonly code: string | undefined
  /** What the form itself takes. */
  readonly form: {
    readonly ref: RefObject<HTMLFormElement | null>
    readonly noValidate: true
    readonly onSubmit: (event: FormEvent) => void
  }
}

/** Every field of a form, with what is wrong with it. */
export type Wrong = Readonly<Record<string, string | false | null>>

/** Whether anything is wrong. */
export function faulty(wrong: Wrong): boolean {
  return Object.values(wrong).some(Boolean)
}

interface Checked {
  readonly wrong: Wrong
  readonly refused: Error | null
  readonly places?: Places
  /** Sends the form once nothing is wrong. */
  readonly send: () => void
}

/** The faults of a form. A form with faults is not sent; the first faulty field gets the focus. */
export function useFaults({ wrong, refused, places = {}, send }: Checked): Faults {
  const speech = useSpeech()
  const [tried, setTried] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  const place = fieldOf(refused, places, Object.keys(wrong))
  useEffect(() => {
    if (place !== null && refused) focusFault(form.current)
  }, [place, refused])
  return {
    at: field => (tried && wrong[field]) || (refused && place === field ? sentenceAt(refused, speech) : null),
    rest: refused && place === null ? sentenceOf(refused, speech) : null,
    code: refused instanceof Trouble ? refused.problem?.code : undefined,
    form: {
      ref: form,
      noValidate: true,
      onSubmit: event => {
        event.preventDefault()
        const found = faulty(wrong)
        setTried(found)
        if (found) focusFault(form.current)
        else send()
      },
    },
  }
}

function focusFault(form: HTMLFormElement | null): void {
  requestAnimationFrame(() => form?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus())
}

/** The sentence of a refusal beside the field that it is about, which need not be named once more. */
export function sentenceAt(fault: unknown, speech: Speech): string {
  const details = fault instanceof Trouble ? (fault.problem?.details as { why?: Words } | undefined) : undefined
  const { why } = details ?? {}
  return typeof why === 'object' ? speech.pick(why) : sentenceOf(fault, speech)
}

function fieldOf(fault: unknown, places: Places, fields: readonly string[]): string | null {
  const problem = fault instanceof Trouble ? fault.problem : null
  if (!problem) return null
  const details = problem.details as Readonly<Record<string, unknown>>
  const told = places[problem.code]
  const field = typeof told === 'function' ? told(details) : (told ?? details.field)
  if (typeof field !== 'string') return null
  // A part of a field is told by its path, and what stands in a body by the body's.
  const path = field.replace(/^body\./, '').split('.')
  return path.map((_, index) => path.slice(0, path.length - index).join('.')).find(one => fields.includes(one)) ?? null
}
