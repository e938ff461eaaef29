// One line of a form: its name, what is typed, and what is wrong with it, said beside it.
import { type InputHTMLAttributes, useId, useState } from 'react'
import { FAULTS } from '../../record/draft.ts'
import { useSpeech } from '../language.ts'
import { useMissing } from '../missing.ts'

interface Props extends Omit<InputHTMLAttributes<HTMLInputElement>, 'onChange'> {
  readonly label: string
  readonly hint?: string | undefined
  readonly fault?: string | null | undefined
  readonly onValue: (value: string) => void
}

export function TextField({ label, hint, fault: found, onValue, type = 'text', ...input }: Props) {
  const { say, pick } = useSpeech()
  const id = useId()
  const [shown, setShown] = useState(false)
  const { missing, hears } = useMissing()
  const fault = missing ? pick(FAULTS.missing) : found
  const said = [hint && `${id}-hint`, fault && `${id}-fault`].filter(Boolean).join(' ')
  return (
    <div className="text-field">
      <label htmlFor={id}>{label}</label>
      <span className="text-field-line">
        <input
          {...input}
          {...hears}
          id={id}
          type={type === 'password' && shown ? 'text' : type}
          onChange={event => onValue(event.target.value)}
          {...(said ? { 'aria-describedby': said } : {})}
          {...(fault ? { 'aria-invalid': true } : {})}
        />
        {type === 'password' && (
          <button
            type="button"
            className="plain"
            aria-pressed={shown}
            aria-controls={id}
            onClick={() => setShown(!shown)}
          >
            {say(shown ? 'access.hide' : 'access.show')}
          </button>
        )}
      </span>
      {hint && (
        <small className="quiet" id={`${id}-hint`}>
          {hint}
        </small>
      )}
      {fault && (
        <p className="fault" role="alert" id={`${id}-fault`}>
          {fault}
        </p>
      )}
    </div>
  )
}
