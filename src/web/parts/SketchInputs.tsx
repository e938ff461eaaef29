// The small inputs of the form of a new system: words in two languages, a number, chips, and the faults beside them.
import { type InputHTMLAttributes, useId, useState } from 'react'
import type { Words } from '../../charter/language.ts'
import { FAULTS } from '../../record/draft.ts'
import { useSpeech } from '../language.ts'
import { useMissing } from '../missing.ts'

type Faults = readonly { readonly what: Words }[]

/** The faults of a part of the form. */
export type FaultsAt = (part: string) => Faults

interface NeededProps extends InputHTMLAttributes<HTMLInputElement> {
  readonly label?: string
  /** What is said where nothing, or nothing that fits, was typed. */
  readonly wrong?: Words
}

/** An input that must be filled in; what is wrong stands below it. */
export function Needed({ label, wrong = FAULTS.missing, ...input }: NeededProps) {
  const { pick } = useSpeech()
  const { missing, hears } = useMissing()
  const id = useId()
  return (
    <div>
      {label && (
        <label htmlFor={id}>
          <span>{label}</span>
        </label>
      )}
      <input
        required
        id={id}
        {...input}
        {...hears}
        {...(missing ? { 'aria-invalid': true, 'aria-describedby': `${id}-fault` } : {})}
      />
      {missing && (
        <small className="fault" role="alert" id={`${id}-fault`}>
          {pick(wrong)}
        </small>
      )}
    </div>
  )
}

/** Words in Chinese and English. */
export function Pair({
  label,
  value,
  set,
  faults,
}: {
  label: string
  value: Words
  set: (value: Words) => void
  faults: Faults
}) {
  const { say } = useSpeech()
  return (
    <div className="charter-pair">
      <Needed label={label} value={value.zh} onChange={event => set({ ...value, zh: event.target.value })} />
      <label>
        <span>{say('charter.in_english')}</span>
        <input value={value.en} onChange={event => set({ ...value, en: event.target.value })} />
      </label>
      <FaultLines faults={faults} />
    </div>
  )
}

/** Faults, each on its line. */
export function FaultLines({ faults }: { faults: Faults }) {
  const { pick } = useSpeech()
  return faults.map(fault => (
    <p key={fault.what.zh} className="fault charter-wide">
      {pick(fault.what)}
    </p>
  ))
}

/** A number that is proposed and may be written over. */
export function Amount({ label, value, set }: { label: string; value: number; set: (value: number) => void }) {
  const [text, setText] = useState(String(value))
  const shown = text === '' || Number(text) === value ? text : String(value)
  return (
    <Needed
      label={label}
      wrong={FAULTS.number}
      inputMode="decimal"
      pattern="\d+(\.\d+)?"
      value={shown}
      // What stands there is a proposal: whoever writes replaces it.
      onFocus={event => event.target.select()}
      onChange={event => {
        setText(event.target.value)
        const read = Number(event.target.value)
        if (event.target.value.trim() !== '' && Number.isFinite(read)) set(read)
      }}
    />
  )
}

/** Several of a few codes. */
export function Chips({
  label,
  options,
  chosen,
  set,
}: {
  label: string
  options: readonly (readonly [code: string, name: string])[]
  chosen: readonly string[]
  set: (chosen: readonly string[]) => void
}) {
  return (
    <fieldset className="chips charter-wide" aria-label={label}>
      <legend>{label}</legend>
      {options.map(([code, name]) => (
        <button
          key={code}
          type="button"
          className="chip"
          aria-pressed={chosen.includes(code)}
          onClick={() => set(chosen.includes(code) ? chosen.filter(one => one !== code) : [...chosen, code])}
        >
          {name}
        </button>
      ))}
    </fieldset>
  )
}
