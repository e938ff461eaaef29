// Signing in: user name and password, the second factor when it is asked for, a passkey, or the district's own sign-on.
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useId, useState } from 'react'
import { askPasskey, signInByPasskey, signInByPassword } from '../../access/door.api.ts'
import { FAULTS } from '../../record/draft.ts'
import { useMe } from '../answers.ts'
import { Trouble, tell } from '../client.ts'
import { type Return, useArrival } from '../entry.ts'
import { useSpeech } from '../language.ts'
import { useMissing } from '../missing.ts'
import { hasPasskeys, isTurnedAway, provePasskey } from '../passkey.ts'
import { TextField } from './TextField.tsx'
import { sentenceOf } from './Trouble.tsx'
import '../style/access.css'

/** Beside which field a refusal belongs. */
const BESIDE: Readonly<Record<string, 'password' | 'code'>> = {
  'access.refused': 'password',
  'access.code': 'code',
}

export function SignIn({ said, back }: { said?: string | undefined; back?: Return }) {
  const speech = useSpeech()
  const { say, pick, language } = speech
  const me = useMe().data
  const [name, setName] = useState(back?.account ?? '')
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const [trust, setTrust] = useState(false)
  const [second, setSecond] = useState(false)
  const arrival = useArrival(back)
  const fault = isTurnedAway(arrival.fault) ? null : arrival.fault
  const problem = fault instanceof Trouble ? fault.problem : null
  const beside = problem ? BESIDE[problem.code] : undefined
  const sentence = fault ? sentenceOf(fault, speech) : null
  const asksCode = problem?.code === 'access.code'
  if (asksCode && !second) setSecond(true)
  const enter = (event: FormEvent) => {
    event.preventDefault()
    arrival.run(() => tell(signInByPassword, { name, password, trust, ...(second && code ? { code } : {}) }, language))
  }
  const byPasskey = () =>
    arrival.run(async () => {
      const answer = await provePasskey(await tell(askPasskey, {}, language))
      return tell(signInByPasskey, { answer, trust }, language)
    })
  return (
    <form className="access-form" onSubmit={enter}>
      {(said ?? (beside ? null : sentence)) && (
        <p className="fault" role="alert">
          {sentence ?? said}
        </p>
      )}
      <TextField
        label={say('access.name')}
        value={name}
        onValue={setName}
        required
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
      />
      <TextField
        label={say('access.password')}
        type="password"
        value={password}
        onValue={setPassword}
        required
        autoComplete="current-password"
        fault={beside === 'password' ? sentence : null}
      />
      {second && (
        <TextField
          label={say('access.code')}
          hint={say('access.code_hint')}
          value={code}
          onValue={setCode}
          required
          autoFocus
          autoComplete="one-time-code"
          autoCapitalize="none"
          spellCheck={false}
          fault={beside === 'code' ? sentence : null}
        />
      )}
      <label className="access-check">
        <input type="checkbox" checked={trust} onChange={event => setTrust(event.target.checked)} />
        <span>
          {say('access.trust')}
          <small className="quiet">{say('access.trust_hint')}</small>
        </span>
      </label>
      <p className="access-ways">
        <button type="submit" className="button button-main" disabled={arrival.busy}>
          {say('access.enter')}
        </button>
        {hasPasskeys && (
          <button type="button" className="button" disabled={arrival.busy} onClick={byPasskey}>
            {say('access.by_passkey')}
          </button>
        )}
        {me?.signOn && (
          <a className="button" href="/api/sign-in/district">
            {pick(me.signOn)}
          </a>
        )}
      </p>
    </form>
  )
}

/** Where a one-time code is typed that somebody was given on paper. */
export function InvitationEntry() {
  const { say, pick } = useSpeech()
  const navigate = useNavigate()
  const [code, setCode] = useState('')
  const id = useId()
  const { missing, hears } = useMissing()
  return (
    <form
      className="access-code"
      onSubmit={event => {
        event.preventDefault()
        void navigate({ to: '/invite/$code', params: { code: code.trim() } } as never)
      }}
    >
      <label htmlFor={id}>{say('access.have_code')}</label>
      <span className="text-field-line">
        <input
          id={id}
          required
          {...hears}
          {...(missing ? { 'aria-invalid': true, 'aria-describedby': `${id}-fault` } : {})}
          value={code}
          placeholder="xxxx-xxxx-xxxx"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          onChange={event => setCode(event.target.value)}
        />
        <button type="submit" className="button">
          {say('access.go_on')}
        </button>
      </span>
      {missing && (
        <p className="fault" role="alert" id={`${id}-fault`}>
          {pick(FAULTS.missing)}
        </p>
      )}
    </form>
  )
}
