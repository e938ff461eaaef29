// One line of a form: its name, what is typed, and what is wrong with it, said beside it.
import { type InputHTMLAttributes, useId, useState } from 'react'
import { useSpeech } from '../language.ts'

interface Props extends Omit<InputHTMLAttributes<HTMLInputElement>, 'onChange'> {
  readonly label: string
  readonly hint?: string | undefined
  readonly fault?: string | null | undefined
  readonly onValue: (value: string) => void
}

export function TextField({ label, hint, fault, onValue, type = 'text', ...input }: Props) {
  const { say } = useSpeech()
  const id = useId()
  const [shown, setShown] = useState(false)
  const said = [hint && `${id}-hint`, fault && `${id}-fault`].filter(Boolean).join(' ')
  return (
    <div className="text-field">
      <label htmlFor={id}>{label}</label>
      <span className="text-field-line">
        <input
          {...input}
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
