// The door: what this is, how one signs in, and the demo accounts of the ready district, said to be just that.
import { type ReactNode, useEffect } from 'react'
import { type Language, Problem } from '../../problem/problem.ts'
import type { Account } from '../answers.ts'
import { useEntry } from '../entry.ts'
import { useSpeech } from '../language.ts'
import { LanguageSwitch } from '../parts/Account.tsx'
import { Brand } from '../parts/Brand.tsx'
import { InvitationEntry, SignIn } from '../parts/SignIn.tsx'
import { Nothing, sentenceOf } from '../parts/Trouble.tsx'
import { useView } from '../view.ts'

/** `children` stand in place of the ways to sign in: taking up an account. */
export function Welcome({ demo, unset, children }: { demo: readonly Account[]; unset: boolean; children?: ReactNode }) {
  const speech = useSpeech()
  const { say, pick } = speech
  const { enter, busy, fault } = useEntry()
  const { search } = useView()
  const said = saidOf(search.fault, speech.language)
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
          {!children && search.form && <p className="notice">{say('form.ended')}</p>}
          {children ??
            (demo.length === 0 && (
              <>
                <h2 id="door">{say('access.title')}</h2>
                {unset ? (
                  <Nothing title={say('access.unset')} hint={say('access.unset_hint')} />
                ) : (
                  <SignIn said={said} />
                )}
                {!unset && <InvitationEntry />}
              </>
            ))}
          {!children && demo.length > 0 && (
            <>
              <p className="demo-banner" role="note">
                {say('welcome.demo_banner')}
              </p>
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
              <details className="access-own">
                <summary>{say('access.own')}</summary>
                <SignIn said={said} />
                <InvitationEntry />
              </details>
            </>
          )}
        </section>
      </main>
    </div>
  )
}

/** What the district's sign-on came back with, by its code. */
function saidOf(code: string | undefined, language: Language): string | undefined {
  if (code === 'access.stranger') return new Problem(code, {}).say(language)
  if (code === 'access.postless') return new Problem(code, { day: '' }).say(language)
  return code ? new Problem('access.sign_on', { why: code.replace('access.', '') }).say(language) : undefined
}
