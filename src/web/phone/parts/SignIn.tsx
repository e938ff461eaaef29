// Signing in on the phone: user name and password, the second factor where this phone is not trusted, or a passkey.
import { type FormEvent, useState } from 'react'
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
  const said = fault ? { 'aria-describedby': 'door-fault', 'aria-invalid': true } : {}
  return (
    <form className="door" onSubmit={submit}>
      <div className="field">
        <label htmlFor="door-name">{say('door.name')}</label>
        <input
          id="door-name"
          required
          value={name}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          onInput={event => setName(event.currentTarget.value)}
        />
      </div>
      <div className="field">
        <label htmlFor="door-password">{say('door.password')}</label>
        <input
          id="door-password"
          type="password"
          required
          value={password}
          autoComplete="current-password"
          {...(second ? {} : said)}
          onInput={event => setPassword(event.currentTarget.value)}
        />
      </div>
      {second && (
        <div className="field">
          <label htmlFor="door-code">{say('door.code')}</label>
          <input
            id="door-code"
            required
            value={code}
            autoComplete="one-time-code"
            autoCapitalize="none"
            spellCheck={false}
            {...said}
            onInput={event => setCode(event.currentTarget.value)}
          />
        </div>
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
