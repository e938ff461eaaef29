// The door: entering, and leaving. What was typed before a session ended is still there behind it.
import { useState } from 'react'
import { Trouble } from '../../client.ts'
import { usePhone } from '../phone.ts'
import { go } from '../place.ts'
import { useSpeech } from '../speech.ts'

export function Door() {
  const { say, pick, language } = useSpeech()
  const { content, demo, reach, enter, leave, meetServer } = usePhone()
  const [fault, setFault] = useState<string | null>(null)
  const me = content?.me?.account
  const act = (work: () => Promise<void>) => {
    setFault(null)
    work().then(
      () => go('', '', true),
      problem =>
        setFault(problem instanceof Trouble && problem.problem ? problem.problem.say(language) : say('line.server')),
    )
  }
  return (
    <section className="door">
      <h1>{say('door.title')}</h1>
      {fault && (
        <p className="fault" role="alert">
          {fault}
        </p>
      )}
      {demo.length > 0 ? (
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
        </>
      ) : (
        reach !== 'asking' && (
          <>
            <p className="quiet">{say(reach === 'signal' ? 'door.offline' : 'door.none')}</p>
            <button type="button" className="button" onClick={() => void meetServer()}>
              {say('door.retry')}
            </button>
          </>
        )
      )}
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
