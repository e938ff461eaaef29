// The door: what this is, and the demo accounts of the ready district, said to be just that.
import { useEffect } from 'react'
import type { Account } from '../answers.ts'
import { useEntry } from '../entry.ts'
import { useSpeech } from '../language.ts'
import { LanguageSwitch } from '../parts/Account.tsx'
import { Brand } from '../parts/Brand.tsx'
import { Nothing, sentenceOf } from '../parts/Trouble.tsx'

export function Welcome({ demo }: { demo: readonly Account[] }) {
  const speech = useSpeech()
  const { say, pick } = speech
  const { enter, busy, fault } = useEntry()
  useEffect(() => {
    document.title = `${say('product.name')} · ${say('product.about')}`
  })
  return (
    <div className="welcome">
      <header className="welcome-top">
        <Brand />
        <LanguageSwitch />
      </header>
      <main className="welcome-main">
        <section className="welcome-about">
          <p className="eyebrow">{say('product.about')}</p>
          <h1>{say('welcome.title')}</h1>
          <p className="welcome-lead">{say('welcome.lead')}</p>
          <dl className="promises">
            {([1, 2, 3] as const).map(index => (
              <div key={index}>
                <dt>{say(`welcome.promise_${index}`)}</dt>
                <dd>{say(`welcome.promise_${index}_text`)}</dd>
              </div>
            ))}
          </dl>
        </section>
        <section className="welcome-door" aria-labelledby="door">
          {demo.length === 0 ? (
            <Nothing title={say('welcome.none_title')} hint={say('welcome.none_hint')} />
          ) : (
            <>
              <h2 id="door">{say('welcome.demo_title')}</h2>
              <p className="welcome-plain">{say('welcome.demo_plain')}</p>
              {fault && (
                <p className="fault" role="alert">
                  {sentenceOf(fault, speech)}
                </p>
              )}
              <ul className="door-list">
                {demo.map(account => (
                  <li key={account.name}>
                    <button
                      type="button"
                      disabled={busy !== null}
                      aria-busy={busy === account.name}
                      onClick={() => enter(account)}
                    >
                      <span className="door-who">
                        <b>{pick(account.person)}</b>
                        <span>
                          {pick(account.org.name)} · {pick(account.postName)}
                        </span>
                      </span>
                      <span className="door-enter">{say('welcome.enter')} →</span>
                    </button>
                  </li>
                ))}
              </ul>
            </>
          )}
        </section>
      </main>
    </div>
  )
}
