// A field that must not be left empty says so itself, in the reader's words and not in those of the browser.
import { type SyntheticEvent, useState } from 'react'

interface Missing {
  /** True after a try to send the form without it, until something is typed. */
  readonly missing: boolean
  /** What the field takes. */
  readonly hears: {
    readonly onInvalid: (event: SyntheticEvent<HTMLInputElement | HTMLTextAreaElement>) => void
    readonly onInputCapture: () => void
  }
}

/** Hears what the browser finds of a required field, and leads to the first one that is empty. */
export function useMissing(): Missing {
  const [missing, setMissing] = useState(false)
  return {
    missing,
    hears: {
      onInvalid: event => {
        event.preventDefault()
        setMissing(true)
        const field = event.currentTarget
        if (field.form?.querySelector(':is(input, textarea):invalid') === field) field.focus()
      },
      onInputCapture: () => setMissing(false),
    },
  }
}
