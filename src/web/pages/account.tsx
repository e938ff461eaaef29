// The own account: password, second factor, passkeys, devices and sessions, and who stands in for whom.
import { type FormEvent, useState } from 'react'
import * as api from '../../access/account.api.ts'
import { passwordFault } from '../../access/password.ts'
import { Problem } from '../../problem/problem.ts'
import { useAnswer } from '../answers.ts'
import { useChange } from '../change.ts'
import { Trouble as Fault, type Given, tell } from '../client.ts'
import { type Speech, useSpeech } from '../language.ts'
import { Calendars, useMaking } from '../parts/Calendars.tsx'
import { QrCode } from '../parts/QrCode.tsx'
import { StandIns } from '../parts/StandIns.tsx'
import { TextField } from '../parts/TextField.tsx'
import { sentenceOf, Trouble, Waiting } from '../parts/Trouble.tsx'
import { hasPasskeys, isTurnedAway, makePasskey } from '../passkey.ts'
import { useTitle } from '../title.ts'
import '../style/access.css'

type Own = Given<typeof api.showAccount>

const WAYS = {
  demo: 'access.way_demo',
  password: 'access.way_password',
  passkey: 'access.way_passkey',
  'sign-on': 'access.way_sign_on',
} as const

export function AccountPage() {
  const { say, language } = useSpeech()
  const found = useAnswer(api.showAccount, {})
  useTitle(say('account.title'))
  return (
    <>
      <header className="page-head">
        <div>
          <h1>{say('account.title')}</h1>
          {found.data && <p className="quiet">{found.data.name}</p>}
        </div>
      </header>
      {found.isPending && <Waiting />}
      {found.isError && <Trouble fault={found.error} again={() => void found.refetch()} />}
      {found.data && (
        <div className="access-page">
          {found.data.demo ? (
            <p className="quiet">{new Problem('access.demo', {}).say(language)}</p>
          ) : (
            <WaysIn own={found.data} />
          )}
          <CalendarFeeds own={found.data} />
          <Sessions own={found.data} />
          {!found.data.demo && <Devices own={found.data} />}
          <StandIns handed={found.data.handed} />
        </div>
      )}
    </>
  )
}

/** A change of a way in: what the server refuses because the proof is old is asked for first, and then done. */
function useGuarded<T = void>(work: (given: T) => Promise<unknown>, done: () => void = () => undefined) {
  const change = useChange<T>(work, done)
  const [wanted, setWanted] = useState<{ given?: T }>({})
  const stale = change.fault instanceof Fault && change.fault.problem?.code === 'access.stale'
  const run = (given?: T) => {
    setWanted({ given: given as T })
    change.run(given)
  }
  return {
    ...change,
    run,
    again: () => change.run(wanted.given),
    stale,
    fault: stale || isTurnedAway(change.fault) ? null : change.fault,
  }
}

function FaultLine({ fault, speech }: { fault: Error | null; speech: Speech }) {
  return fault ? (
    <p className="fault" role="alert">
      {sentenceOf(fault, speech)}
    </p>
  ) : null
}

/** Asks for the password again, and goes on with what was wanted. */
function Proof({ own, onDone }: { own: Own; onDone: () => void }) {
  const speech = useSpeech()
  const { say, language } = speech
  const [password, setPassword] = useState('')
  const proving = useChange(() => tell(api.prove, { password }, language), onDone)
  if (!own.password) return <p className="fault">{new Problem('access.stale', {}).say(language)}</p>
  return (
    <form
      className="access-form access-proof"
      onSubmit={event => {
        event.preventDefault()
        proving.run()
      }}
    >
      <input className="sr" tabIndex={-1} aria-hidden="true" autoComplete="username" readOnly value={own.name} />
      <TextField
        label={say('access.prove')}
        type="password"
        value={password}
        onValue={setPassword}
        required
        autoFocus
        autoComplete="current-password"
        fault={proving.fault ? sentenceOf(proving.fault, speech) : null}
      />
      <button type="submit" className="button" disabled={proving.busy}>
        {say('access.go_on')}
      </button>
    </form>
  )
}

function WaysIn({ own }: { own: Own }) {
  return (
    <>
      <Password own={own} />
      <SecondFactor own={own} />
      <Passkeys own={own} />
      {own.signOn && <SignOn own={own} />}
    </>
  )
}

function Password({ own }: { own: Own }) {
  const speech = useSpeech()
  const { say, language } = speech
  const [open, setOpen] = useState(false)
  const [password, setPassword] = useState('')
  const [tried, setTried] = useState(false)
  const saving = useGuarded(
    () => tell(api.setPassword, { password }, language),
    () => {
      setOpen(false)
      setPassword('')
      setTried(false)
    },
  )
  const why = passwordFault(password, own.name)
  const save = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (!why) saving.run()
  }
  return (
    <section className="block" aria-labelledby="access-password">
      <header className="block-head">
        <h2 id="access-password">{say('access.password')}</h2>
        {!open && (
          <button type="button" className="button" onClick={() => setOpen(true)}>
            {say(own.password ? 'access.change' : 'access.set')}
          </button>
        )}
      </header>
      {!open && <p className="quiet">{say(own.password ? 'access.password_is' : 'access.password_none')}</p>}
      {open && (
        <form className="access-form" onSubmit={save} noValidate>
          <input className="sr" tabIndex={-1} aria-hidden="true" autoComplete="username" readOnly value={own.name} />
          <TextField
            label={say('access.new_password')}
            hint={say('access.password_hint')}
            type="password"
            value={password}
            onValue={setPassword}
            required
            autoFocus
            autoComplete="new-password"
            fault={tried && why ? new Problem('access.password', { why }).say(language) : null}
          />
          <p className="quiet">{say('access.others_end')}</p>
          <p className="access-ways">
            <button type="submit" className="button button-main" disabled={saving.busy}>
              {say('access.save')}
            </button>
            <button type="button" className="button" onClick={() => setOpen(false)}>
              {say('pledge.cancel')}
            </button>
          </p>
        </form>
      )}
      {saving.stale && <Proof own={own} onDone={saving.again} />}
      <FaultLine fault={saving.fault} speech={speech} />
    </section>
  )
}

function SecondFactor({ own }: { own: Own }) {
  const speech = useSpeech()
  const { say, language } = speech
  const [begun, setBegun] = useState<Given<typeof api.beginSecond> | null>(null)
  const [codes, setCodes] = useState<readonly string[] | null>(null)
  const [code, setCode] = useState('')
  const begin = useGuarded(async () => setBegun(await tell(api.beginSecond, {}, language)))
  const confirm = useGuarded(async () => {
    const made = await tell(api.confirmSecond, { seed: begun!.seed, code }, language)
    setCodes(made.codes)
    setBegun(null)
    setCode('')
  })
  const renew = useGuarded(async () => setCodes((await tell(api.renewRecovery, {}, language)).codes))
  const end = useGuarded(
    () => tell(api.endSecond, {}, language),
    () => setCodes(null),
  )
  const stale = [begin, confirm, renew, end].find(one => one.stale)
  const wrong = confirm.fault ? sentenceOf(confirm.fault, speech) : null
  return (
    <section className="block" aria-labelledby="access-second">
      <header className="block-head">
        <h2 id="access-second">{say('access.second')}</h2>
        {own.second ? (
          <span className="access-ways">
            <button type="button" className="button" onClick={() => renew.run()}>
              {say('access.codes_renew')}
            </button>
            <button type="button" className="button" onClick={() => end.run()}>
              {say('access.second_end')}
            </button>
          </span>
        ) : (
          !begun && (
            <button type="button" className="button" onClick={() => begin.run()}>
              {say('access.second_begin')}
            </button>
          )
        )}
      </header>
      <p className="quiet">
        {own.second ? say('access.second_is', { left: own.recoveryLeft }) : say('access.second_none')}
      </p>
      {begun && !own.second && (
        <form
          className="access-form"
          onSubmit={event => {
            event.preventDefault()
            confirm.run()
          }}
        >
          <QrCode text={begun.address} label={say('access.second_qr')} />
          <p>{say('access.second_how')}</p>
          <p className="quiet">
            {say('access.second_seed')} <code>{new URL(begun.address).searchParams.get('secret')}</code>
          </p>
          <TextField
            label={say('access.code_first')}
            value={code}
            onValue={setCode}
            required
            inputMode="numeric"
            autoComplete="one-time-code"
            fault={wrong}
          />
          <p className="access-ways">
            <button type="submit" className="button button-main" disabled={confirm.busy}>
              {say('access.second_take')}
            </button>
            <button type="button" className="button" onClick={() => setBegun(null)}>
              {say('pledge.cancel')}
            </button>
          </p>
        </form>
      )}
      {codes && (
        <div className="access-codes" role="status">
          <p>{say('access.codes')}</p>
          <ul>
            {codes.map(one => (
              <li key={one}>
                <code>{one}</code>
              </li>
            ))}
          </ul>
          <button type="button" className="button" onClick={() => setCodes(null)}>
            {say('access.codes_kept')}
          </button>
        </div>
      )}
      {stale && <Proof own={own} onDone={stale.again} />}
      <FaultLine fault={begin.fault ?? renew.fault ?? end.fault} speech={speech} />
    </section>
  )
}

function Passkeys({ own }: { own: Own }) {
  const speech = useSpeech()
  const { say, language } = speech
  const add = useGuarded(async () => {
    const answer = await makePasskey(await tell(api.askNewPasskey, {}, language))
    await tell(api.addPasskey, { answer }, language)
  })
  const drop = useGuarded((id: string) => tell(api.dropPasskey, {}, language, { id }))
  const stale = [add, drop].find(one => one.stale)
  return (
    <section className="block" aria-labelledby="access-passkeys">
      <header className="block-head">
        <h2 id="access-passkeys">{say('access.passkeys')}</h2>
        {hasPasskeys && (
          <button type="button" className="button" disabled={add.busy} onClick={() => add.run()}>
            {say('access.passkey_add')}
          </button>
        )}
      </header>
      <p className="quiet">{say(hasPasskeys ? 'access.passkeys_are' : 'access.passkeys_not')}</p>
      <ul className="access-list">
        {own.passkeys.map(one => (
          <li key={one.id}>
            <span>
              <b>{one.words}</b>
              <small className="quiet">
                {say('access.made_on', { day: one.madeOn })}
                {one.usedOn && ` · ${say('access.used_on', { day: one.usedOn })}`}
              </small>
            </span>
            <button type="button" className="button" onClick={() => drop.run(one.id)}>
              {say('access.remove')}
            </button>
          </li>
        ))}
      </ul>
      {stale && <Proof own={own} onDone={stale.again} />}
      <FaultLine fault={add.fault ?? drop.fault} speech={speech} />
    </section>
  )
}

function SignOn({ own }: { own: Own }) {
  const speech = useSpeech()
  const { say, pick, language } = speech
  const drop = useGuarded(() => tell(api.dropSignOn, {}, language))
  const { name, madeOn } = own.signOn!
  return (
    <section className="block" aria-labelledby="access-sign-on">
      <header className="block-head">
        <h2 id="access-sign-on">{pick(name)}</h2>
        {madeOn ? (
          <button type="button" className="button" onClick={() => drop.run()}>
            {say('access.disconnect')}
          </button>
        ) : (
          <a className="button" href="/api/sign-in/district?connect">
            {say('access.connect')}
          </a>
        )}
      </header>
      <p className="quiet">{madeOn ? say('access.connected', { day: madeOn }) : say('access.connect_hint')}</p>
      {drop.stale && <Proof own={own} onDone={drop.again} />}
      <FaultLine fault={drop.fault} speech={speech} />
    </section>
  )
}

function CalendarFeeds({ own }: { own: Own }) {
  const make = useMaking()
  const [address, setAddress] = useState<string | null>(null)
  const making = useGuarded(async () => setAddress(await make()))
  return (
    <section className="block" aria-labelledby="calendars">
      <Calendars making={making} address={address} done={() => setAddress(null)} />
      {making.stale && <Proof own={own} onDone={making.again} />}
    </section>
  )
}

function Sessions({ own }: { own: Own }) {
  const speech = useSpeech()
  const { say, language } = speech
  const end = useChange((id: string) => tell(api.endSession, {}, language, { id }))
  const others = useChange(() => tell(api.endOtherSessions, {}, language))
  return (
    <section className="block" aria-labelledby="access-sessions">
      <header className="block-head">
        <h2 id="access-sessions">{say('access.sessions')}</h2>
        {own.sessions.length > 1 && (
          <button type="button" className="button" disabled={others.busy} onClick={() => others.run()}>
            {say('access.end_others')}
          </button>
        )}
      </header>
      <p className="quiet">{say('access.sessions_are')}</p>
      <ul className="access-list">
        {own.sessions.map(one => (
          <li key={one.id}>
            <span>
              <b>{one.words}</b> {one.here && <span className="tag">{say('access.here')}</span>}
              <small className="quiet">
                {say(WAYS[one.way as keyof typeof WAYS])} · {say('access.opened_on', { day: one.openedOn })} ·{' '}
                {say('access.seen_on', { day: one.seenOn })}
              </small>
            </span>
            {!one.here && (
              <button type="button" className="button" disabled={end.busy} onClick={() => end.run(one.id)}>
                {say('access.end')}
              </button>
            )}
          </li>
        ))}
      </ul>
      <FaultLine fault={end.fault ?? others.fault} speech={speech} />
    </section>
  )
}

function Devices({ own }: { own: Own }) {
  const speech = useSpeech()
  const { say, language } = speech
  const drop = useChange((id: string) => tell(api.dropDevice, {}, language, { id }))
  return (
    <section className="block" aria-labelledby="access-devices">
      <header className="block-head">
        <h2 id="access-devices">{say('access.devices')}</h2>
      </header>
      <p className="quiet">{say('access.devices_are')}</p>
      <ul className="access-list">
        {own.devices.map(one => (
          <li key={one.id}>
            <span>
              <b>{one.words}</b> {one.here && <span className="tag">{say('access.here')}</span>}
              <small className="quiet">
                {say('access.seen_on', { day: one.seenOn })}
                {one.trustedUntil && ` · ${say('access.trusted_until', { day: one.trustedUntil })}`}
              </small>
            </span>
            <button type="button" className="button" disabled={drop.busy} onClick={() => drop.run(one.id)}>
              {say('access.forget')}
            </button>
          </li>
        ))}
      </ul>
      <FaultLine fault={drop.fault} speech={speech} />
    </section>
  )
}
