// The accounts of people in sight: inviting, ending sessions, resetting, ending. A fresh code is shown once, with its QR code.
import { useState } from 'react'
import * as api from '../../access/account.api.ts'
import { dayAt } from '../../time/day.ts'
import { useAnswer, useMe } from '../answers.ts'
import { useChange } from '../change.ts'
import { type Given, tell } from '../client.ts'
import { useFaults } from '../faults.ts'
import { useSpeech } from '../language.ts'
import { Beside, Named } from '../parts/Named.tsx'
import { PersonPicker } from '../parts/PersonPicker.tsx'
import { QrCode } from '../parts/QrCode.tsx'
import { Nothing, sentenceOf, Trouble, Waiting } from '../parts/Trouble.tsx'
import { useTitle } from '../title.ts'
import '../style/access.css'

type Made = Given<typeof api.invitePerson>
type Row = Given<typeof api.listAccounts>['accounts'][number]
type Act = 'sessions' | 'reset' | 'end'

export function AccountsPage() {
  const speech = useSpeech()
  const { say, pick, language } = speech
  const found = useAnswer(api.listAccounts, {})
  const [made, setMade] = useState<Made | null>(null)
  const [asked, setAsked] = useState<{ account: string; act: Act } | null>(null)
  useTitle(say('accounts.title'))
  const acting = useChange(
    async ({ account: name, act }: { account: string; act: Act }) => {
      if (act === 'reset') return setMade(await tell(api.resetAccount, {}, language, { name }))
      await tell(act === 'end' ? api.endAccount : api.endAccountSessions, {}, language, { name })
    },
    () => setAsked(null),
  )
  const withdraw = useChange((id: string) => tell(api.withdrawInvitation, {}, language, { id }))
  const fault = acting.fault ?? withdraw.fault
  return (
    <>
      <header className="page-head">
        <div>
          <h1>{say('accounts.title')}</h1>
          <p className="quiet">{say('accounts.are')}</p>
        </div>
      </header>
      <div className="access-page">
        <Inviting onMade={setMade} />
        {made && <Code made={made} done={() => setMade(null)} />}
        {fault && (
          <p className="fault" role="alert">
            {sentenceOf(fault, speech)}
          </p>
        )}
        {found.isPending && <Waiting />}
        {found.isError && <Trouble fault={found.error} again={() => void found.refetch()} />}
        {found.data && found.data.invitations.length > 0 && (
          <section className="block" aria-labelledby="invitations">
            <header className="block-head">
              <h2 id="invitations">{say('accounts.invitations')}</h2>
            </header>
            <ul className="access-list">
              {found.data.invitations.map(one => (
                <li key={one.id}>
                  <span>
                    <b>{pick(one.name)}</b>
                    <small className="quiet">
                      {[one.org && pick(one.org.name), one.postName && pick(one.postName)].filter(Boolean).join(' · ')}{' '}
                      {say('access.until', { day: dayAt(new Date(one.until)) })}
                    </small>
                  </span>
                  <button
                    type="button"
                    className="button"
                    disabled={withdraw.busy}
                    onClick={() => withdraw.run(one.id)}
                  >
                    {say('accounts.withdraw')}
                  </button>
                </li>
              ))}
            </ul>
          </section>
        )}
        {found.data && (
          <section className="block" aria-labelledby="accounts">
            <header className="block-head">
              <h2 id="accounts">{say('accounts.list')}</h2>
            </header>
            {found.data.accounts.length === 0 && <Nothing title={say('accounts.none')} />}
            <ul className="access-list">
              {found.data.accounts.map(row => (
                <li key={row.account}>
                  <Told row={row} />
                  {row.mine && !row.demo && !row.endedOn && (
                    <span className="access-ways">
                      {asked?.account === row.account ? (
                        <>
                          <span role="alert">{say(`accounts.sure_${asked.act}`)}</span>
                          <button
                            type="button"
                            className="button button-main"
                            disabled={acting.busy}
                            onClick={() => acting.run(asked)}
                          >
                            {say(`accounts.${asked.act}`)}
                          </button>
                          <button type="button" className="button" onClick={() => setAsked(null)}>
                            {say('pledge.cancel')}
                          </button>
                        </>
                      ) : (
                        (['sessions', 'reset', 'end'] as const).map(act => (
                          <button
                            key={act}
                            type="button"
                            className="button"
                            disabled={act === 'sessions' && row.sessions === 0}
                            onClick={() => setAsked({ account: row.account, act })}
                          >
                            {say(`accounts.${act}`)}
                          </button>
                        ))
                      )}
                    </span>
                  )}
                </li>
              ))}
            </ul>
          </section>
        )}
      </div>
    </>
  )
}

function Told({ row }: { row: Row }) {
  const { say, pick } = useSpeech()
  const stands = [
    row.org && row.postName ? `${pick(row.org.name)} · ${pick(row.postName)}` : say('accounts.no_post'),
    row.endedOn ? say('accounts.ended', { day: row.endedOn }) : null,
    row.second ? say('accounts.second') : null,
    row.seenOn ? say('access.seen_on', { day: row.seenOn }) : null,
  ]
  return (
    <span>
      <b>{pick(row.name)}</b> <span className="quiet">{row.account}</span>{' '}
      {row.demo && <span className="tag tag-quiet">{say('welcome.demo_title')}</span>}
      <small className="quiet">{stands.filter(Boolean).join(' · ')}</small>
    </span>
  )
}

function Inviting({ onMade }: { onMade: (made: Made) => void }) {
  const { say, language } = useSpeech()
  const me = useMe().data
  const [person, setPerson] = useState<string | null>(null)
  const inviting = useChange(async () => onMade(await tell(api.invitePerson, { person: person! }, language)))
  const faults = useFaults({
    wrong: { person: person === null && say('stand_in.taker_none') },
    refused: inviting.fault,
    places: { 'access.reach': 'person', 'person.unknown': 'person', 'access.present': 'person' },
    send: inviting.run,
  })
  return (
    <form className="access-form access-inviting" {...faults.form}>
      <Named className="text-field" label={say('accounts.invite_whom')} fault={faults.at('person')}>
        {told => <PersonPicker told={told} org={me?.account?.org.code ?? ''} value={person} onPerson={setPerson} />}
      </Named>
      <Beside fault={faults.rest} />
      <button type="submit" className="button button-main" disabled={inviting.busy}>
        {say('accounts.invite')}
      </button>
    </form>
  )
}

function Code({ made, done }: { made: Made; done: () => void }) {
  const { say, pick } = useSpeech()
  const address = `${location.origin}/invite/${made.code}`
  return (
    <section className="access-made" role="status">
      <QrCode text={address} label={say('accounts.qr', { name: pick(made.name) })} />
      <div>
        <p>{say('accounts.made', { name: pick(made.name), day: dayAt(new Date(made.until)) })}</p>
        <p className="access-big">
          <code>{made.code}</code>
        </p>
        <p className="quiet">{address}</p>
        <button type="button" className="button" onClick={done}>
          {say('accounts.handed')}
        </button>
      </div>
    </section>
  )
}
