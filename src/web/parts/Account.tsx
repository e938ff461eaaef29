// Who is signed in and in which post, the other demo accounts, and the way out; and the switch of language.
import { Link } from '@tanstack/react-router'
import { useMe } from '../answers.ts'
import { useCapacity, useEntry } from '../entry.ts'
import { switchLanguage, useSpeech } from '../language.ts'
import { startTour } from '../tour.ts'
import { type Search, scopeOf } from '../view.ts'
import { Flap } from './Flap.tsx'

export function LanguageSwitch() {
  const { language, say } = useSpeech()
  const other = language === 'zh' ? 'en' : 'zh'
  return (
    <button
      type="button"
      className="plain language"
      lang={other === 'zh' ? 'zh-CN' : 'en'}
      title={say('language.switch')}
      onClick={() => switchLanguage(other)}
    >
      {say('language.other')}
    </button>
  )
}

export function AccountMenu() {
  const { pick, say } = useSpeech()
  const me = useMe().data
  if (!me?.account) return null
  return (
    <Flap
      className="plain account"
      align="end"
      name={`${say('account.menu')}: ${pick(me.account.person)}`}
      label={
        <>
          <span className="account-dot" aria-hidden="true" data-initial={pick(me.account.person).slice(0, 1)} />
          <span className="account-name">{pick(me.account.person)}</span>
        </>
      }
    >
      {close => <AccountPanel done={close} />}
    </Flap>
  )
}

export function AccountPanel({ done }: { done: () => void }) {
  const { pick, say } = useSpeech()
  const me = useMe().data
  const { enter, leave } = useEntry()
  const turning = useCapacity()
  if (!me?.account) return null
  return (
    <div className="accounts">
      <p className="eyebrow">
        {say(me.demo.some(one => one.name === me.account?.name) ? 'account.signed_in' : 'account.yours')}
      </p>
      <p className="accounts-own">
        <b>{pick(me.account.person)}</b>
        <span>
          {pick(me.account.org.name)} · {pick(me.account.postName)}
        </span>
      </p>
      {me.capacities.length > 1 && (
        <>
          <p className="eyebrow">{say('account.capacities')}</p>
          <ul>
            {me.capacities
              .filter(one => one.id !== me.capacity)
              .map(one => (
                <li key={one.id}>
                  <button
                    type="button"
                    disabled={turning.busy}
                    onClick={() => {
                      turning.run(one.id)
                      done()
                    }}
                  >
                    <b>
                      {pick(one.org.name)} · {pick(one.postName)}
                    </b>
                    {one.standsFor && (
                      <span>
                        {say('account.stands_for', { name: pick(one.standsFor.name), last: one.standsFor.last })}
                      </span>
                    )}
                  </button>
                </li>
              ))}
          </ul>
        </>
      )}
      {me.demo.length > 1 && <p className="eyebrow">{say('account.switch')}</p>}
      <ul>
        {me.demo
          .filter(one => one.name !== me.account?.name)
          .map(one => (
            <li key={one.name}>
              <button
                type="button"
                onClick={() => {
                  enter(one, true)
                  done()
                }}
              >
                <b>{pick(one.person)}</b>
                <span>
                  {pick(one.org.name)} · {pick(one.postName)}
                </span>
              </button>
            </li>
          ))}
      </ul>
      <p className="accounts-pages">
        <Link to="/account" search={((before: Search) => scopeOf(before)) as never} onClick={done}>
          {say('account.title')}
        </Link>
        {me.verbs.includes('account') && (
          <>
            <Link to="/accounts" search={((before: Search) => scopeOf(before)) as never} onClick={done}>
              {say('accounts.title')}
            </Link>
            <Link to="/robots" search={((before: Search) => scopeOf(before)) as never} onClick={done}>
              {say('robot.title')}
            </Link>
          </>
        )}
        {me.verbs.includes('audit') && (
          <Link to="/audit" search={((before: Search) => scopeOf(before)) as never} onClick={done}>
            {say('audit.title')}
          </Link>
        )}
      </p>
      {me.ready && (
        <button
          type="button"
          className="accounts-tour"
          onClick={() => {
            done()
            startTour()
          }}
        >
          {say('tour.again')}
        </button>
      )}
      <button
        type="button"
        className="accounts-leave"
        onClick={() => {
          leave()
          done()
        }}
      >
        {say('account.leave')}
      </button>
    </div>
  )
}
