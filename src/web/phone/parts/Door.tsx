// The door: entering, and leaving. What was typed before a session ended is still there behind it.
import { useState } from 'react'
import { Trouble } from '../../client.ts'
import { isTurnedAway } from '../../passkey.ts'
import { usePhone } from '../phone.ts'
import { go } from '../place.ts'
import { useSpeech } from '../speech.ts'
import { SignIn } from './SignIn.tsx'

export function Door() {
  const { say, pick, language } = useSpeech()
  const { content, demo, reach, enter, leave, meetServer } = usePhone()
  const [fault, setFault] = useState<string | null>(null)
  const [second, setSecond] = useState(false)
  const me = content?.me?.account
  const act = (work: () => Promise<void>) => {
    setFault(null)
    work().then(
      () => go('', '', true),
      problem => {
        if (isTurnedAway(problem)) return
        const told = problem instanceof Trouble ? problem.problem : null
        if (told?.code === 'access.code') setSecond(true)
        const unreached = problem instanceof Trouble && problem.kind === 'network'
        setFault(told ? told.say(language) : say(unreached ? 'door.offline' : 'line.server'))
      },
    )
  }
  return (
    <section className="door">
      <h1>{say('door.title')}</h1>
      {reach === 'signal' && (
        <>
          <p className="quiet">{say('door.offline')}</p>
          <button type="button" className="button" onClick={() => void meetServer()}>
            {say('door.retry')}
          </button>
        </>
      )}
      {demo.length > 0 && (
        <>
          <h2>{say('door.demo')}</h2>
          <p className="quiet">{say('door.demo_plain')}</p>
          <ul className="rows">
            {demo.map(account => (
              <li key={account.name}>
                <button
                  type="button"
                  className="row"
                  data-account={account.name}
                  onClick={() => act(() => enter(account))}
                >
                  <b>{pick(account.person)}</b>
                  <span>
                    {pick(account.org.name)} · {pick(account.postName)}
                  </span>
                </button>
              </li>
            ))}
          </ul>
          <h2>{say('door.own')}</h2>
        </>
      )}
      <SignIn act={act} fault={fault} second={second} />
      {me && (
        <button
          type="button"
          className="button button-plain"
          onClick={() => {
            if (confirm(say('door.leave_sure', { count: content?.queue.length ?? 0 }))) act(leave)
          }}
        >
          {say('door.leave')}
        </button>
      )}
    </section>
  )
}
