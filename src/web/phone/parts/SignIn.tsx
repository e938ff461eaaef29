// Signing in on the phone: user name and password, the second factor where this phone is not trusted, or a passkey.
import { type FormEvent, useState } from 'react'
import { FAULTS } from '../../../record/draft.ts'
import { useMissing } from '../../missing.ts'
import { hasPasskeys } from '../../passkey.ts'
import { usePhone } from '../phone.ts'
import { useSpeech } from '../speech.ts'

interface Props {
  /** Runs a way in and says what became of it. */
  readonly act: (work: () => Promise<void>) => void
  readonly fault: string | null
  /** The server asks for the second factor. */
  readonly second: boolean
}

export function SignIn({ act, fault, second }: Props) {
  const { say } = useSpeech()
  const { enterByPassword, enterByPasskey } = usePhone()
  const [name, setName] = useState('')
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const [trust, setTrust] = useState(false)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    act(() => enterByPassword({ name, password, trust, ...(second && code ? { code } : {}) }))
  }
  return (
    <form className="door" onSubmit={submit}>
      <Field id="door-name" label={say('door.name')} value={name} autoComplete="username" onValue={setName} />
      <Field
        id="door-password"
        label={say('door.password')}
        type="password"
        value={password}
        autoComplete="current-password"
        refused={fault !== null && !second}
        onValue={setPassword}
      />
      {second && (
        <Field
          id="door-code"
          label={say('door.code')}
          value={code}
          autoComplete="one-time-code"
          refused={fault !== null}
          onValue={setCode}
        />
      )}
      {fault && (
        <p className="fault" role="alert" id="door-fault">
          {fault}
        </p>
      )}
      <button type="button" className="choice" aria-pressed={trust} onClick={() => setTrust(!trust)}>
        {say('door.trust')}
      </button>
      <button type="submit" className="button button-main">
        {say('door.enter')}
      </button>
      {hasPasskeys && (
        <button type="button" className="button" onClick={() => act(() => enterByPasskey(trust))}>
          {say('door.passkey')}
        </button>
      )}
    </form>
  )
}

interface FieldProps {
  readonly id: string
  readonly label: string
  readonly type?: 'password'
  readonly value: string
  readonly autoComplete: string
  /** What was refused stands below, and is about this field. */
  readonly refused?: boolean
  readonly onValue: (value: string) => void
}

function Field({ id, label, type, value, autoComplete, refused, onValue }: FieldProps) {
  const { pick } = useSpeech()
  const { missing, hears } = useMissing()
  const fault = missing ? `${id}-fault` : refused ? 'door-fault' : undefined
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type={type}
        required
        value={value}
        autoComplete={autoComplete}
        autoCapitalize="none"
        spellCheck={false}
        {...(fault ? { 'aria-invalid': true, 'aria-describedby': fault } : {})}
        {...hears}
        onInput={event => onValue(event.currentTarget.value)}
      />
      {missing && (
        <p className="fault" role="alert" id={fault}>
          {pick(FAULTS.missing)}
        </p>
      )}
    </div>
  )
}
