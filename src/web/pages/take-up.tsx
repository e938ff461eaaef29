// Taking up an account with a one-time code: the first administrator, somebody invited, or somebody whose account was reset.
import { useParams } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { askInvitedPasskey, readInvitation, takeUpInvitation } from '../../access/door.api.ts'
import { isName, nameOf, passwordFault } from '../../access/password.ts'
import { Problem } from '../../problem/problem.ts'
import { dayAt } from '../../time/day.ts'
import { useAnswer } from '../answers.ts'
import { Trouble as Fault, type Given, tell } from '../client.ts'
import { useArrival } from '../entry.ts'
import { useSpeech } from '../language.ts'
import { InvitationEntry } from '../parts/SignIn.tsx'
import { TextField } from '../parts/TextField.tsx'
import { sentenceOf, Waiting } from '../parts/Trouble.tsx'
import { hasPasskeys, isTurnedAway, makePasskey } from '../passkey.ts'
import { useTitle } from '../title.ts'
import { useView } from '../view.ts'
import { Welcome } from './welcome.tsx'
import '../style/access.css'

export function SetUpPage() {
  return <TakeUp code={useView().search.code ?? ''} />
}

export function InvitePage() {
  return <TakeUp code={(useParams({ strict: false }) as { code?: string }).code ?? ''} />
}

function TakeUp({ code }: { code: string }) {
  const speech = useSpeech()
  const { say } = speech
  const found = useAnswer(readInvitation, { code }, { when: code !== '' })
  useTitle(say('access.take_up'))
  return (
    <Welcome demo={[]} unset={false}>
      <h2 id="door">{say(found.data?.kind === 'setup' ? 'access.set_up' : 'access.take_up')}</h2>
      {found.isError && (
        <p className="fault" role="alert">
          {sentenceOf(found.error, speech)}
        </p>
      )}
      {code !== '' && found.isPending && <Waiting rows={3} />}
      {(code === '' || found.isError) && <InvitationEntry />}
      {found.data && <TakeUpForm code={code} invitation={found.data} />}
    </Welcome>
  )
}

function TakeUpForm({ code, invitation }: { code: string; invitation: Given<typeof readInvitation> }) {
  const speech = useSpeech()
  const { say, pick, language } = speech
  const [name, setName] = useState(invitation.account ?? '')
  const [person, setPerson] = useState(invitation.people[0]?.person ?? '')
  const [password, setPassword] = useState('')
  const [trust, setTrust] = useState(false)
  const [tried, setTried] = useState(false)
  const arrival = useArrival()
  const fault = isTurnedAway(arrival.fault) ? null : arrival.fault
  const problem = fault instanceof Fault ? fault.problem : null
  const nameFault =
    problem?.code === 'access.name' || problem?.code === 'access.name_taken'
      ? sentenceOf(fault, speech)
      : tried && !isName(nameOf(name))
        ? new Problem('access.name', {}).say(language)
        : null
  const why = password === '' ? null : passwordFault(password, name)
  const weak = why && tried ? new Problem('access.password', { why }).say(language) : null
  const who = invitation.kind === 'setup' ? { person } : {}
  const enter = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (!isName(nameOf(name)) || passwordFault(password, name)) return
    arrival.run(() => tell(takeUpInvitation, { name, password, trust, ...who }, language, { code }))
  }
  const byPasskey = () => {
    setTried(true)
    if (!isName(nameOf(name))) return
    arrival.run(async () => {
      const passkey = await makePasskey(await tell(askInvitedPasskey, { name, ...who }, language, { code }))
      return tell(takeUpInvitation, { name, passkey, trust, ...who }, language, { code })
    })
  }
  const bySignOn = `/api/sign-in/district?${new URLSearchParams({ code, name, ...who })}`
  return (
    <form className="access-form" onSubmit={enter} noValidate>
      {invitation.kind === 'setup' ? (
        <fieldset className="access-people">
          <legend>{say('access.who')}</legend>
          {invitation.people.length === 0 && <p className="fault">{say('access.nobody')}</p>}
          {invitation.people.map(one => (
            <label key={one.person} className="access-check">
              <input
                type="radio"
                name="person"
                checked={person === one.person}
                onChange={() => setPerson(one.person)}
              />
              <span>
                {pick(one.name)}
                <small className="quiet">
                  {[one.org, one.postName].map(words => words && pick(words)).join(' · ')}
                </small>
              </span>
            </label>
          ))}
        </fieldset>
      ) : (
        invitation.people.map(one => (
          <p key={one.person} className="access-who">
            <b>{pick(one.name)}</b>
            <span className="quiet">
              {[one.org, one.postName]
                .map(words => words && pick(words))
                .filter(Boolean)
                .join(' · ')}
            </span>
            <small className="quiet">{say('access.until', { day: dayAt(new Date(invitation.until)) })}</small>
          </p>
        ))
      )}
      {fault && !nameFault && (
        <p className="fault" role="alert">
          {sentenceOf(fault, speech)}
        </p>
      )}
      <TextField
        label={say('access.name')}
        hint={say(invitation.account ? 'access.name_kept' : 'access.name_hint')}
        value={name}
        onValue={setName}
        readOnly={invitation.account !== null}
        required
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        fault={nameFault}
      />
      <TextField
        label={say('access.new_password')}
        hint={say('access.password_hint')}
        type="password"
        value={password}
        onValue={setPassword}
        required
        autoComplete="new-password"
        fault={weak ?? (tried && password === '' && !arrival.busy ? say('access.password_or') : null)}
      />
      <label className="access-check">
        <input type="checkbox" checked={trust} onChange={event => setTrust(event.target.checked)} />
        <span>
          {say('access.trust')}
          <small className="quiet">{say('access.trust_hint')}</small>
        </span>
      </label>
      <p className="access-ways">
        <button type="submit" className="button button-main" disabled={arrival.busy}>
          {say('access.begin')}
        </button>
        {hasPasskeys && (
          <button type="button" className="button" disabled={arrival.busy} onClick={byPasskey}>
            {say('access.with_passkey')}
          </button>
        )}
        {invitation.signOn && isName(nameOf(name)) && (
          <a className="button" href={bySignOn}>
            {pick(invitation.signOn)}
          </a>
        )}
      </p>
    </form>
  )
}
