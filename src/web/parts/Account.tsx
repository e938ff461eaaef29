// Who is signed in, the other demo accounts, and the way out; and the switch of language.
import { useMe } from '../answers.ts'
import { useEntry } from '../entry.ts'
import { switchLanguage, useSpeech } from '../language.ts'
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
  if (!me?.account) return null
  return (
    <div className="accounts">
      <p className="eyebrow">{say('account.signed_in')}</p>
      <p className="accounts-own">
        <b>{pick(me.account.person)}</b>
        <span>
          {pick(me.account.org.name)} · {pick(me.account.postName)}
        </span>
      </p>
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
