// The frame of the phone: who and where, how the server is reached, what must be said, and the page that was asked for.
import { useEffect, useMemo, useState } from 'react'
import type { Language } from '../../problem/problem.ts'
import { mark, remember, remembered } from '../choice.ts'
import { useInstallation } from './install.ts'
import { Burden } from './parts/Burden.tsx'
import { Door } from './parts/Door.tsx'
import { Form } from './parts/Form.tsx'
import { Home } from './parts/Home.tsx'
import { New } from './parts/New.tsx'
import { Notes } from './parts/Notes.tsx'
import { Saved } from './parts/Saved.tsx'
import { Unsent } from './parts/Unsent.tsx'
import { type Phone, PhoneContext, usePhoneState } from './phone.ts'
import { go, type Place, usePlace } from './place.ts'
import { SpeechContext, speechIn, useSpeech } from './speech.ts'

export function App() {
  const [language, setLanguage] = useState<Language>(remembered)
  const speech = useMemo(() => speechIn(language), [language])
  const phone = usePhoneState(language)
  useEffect(() => {
    mark(language)
    document.title = speech.say('product.title')
  }, [language, speech])
  const turn = () => {
    const other = language === 'zh' ? 'en' : 'zh'
    remember(other)
    setLanguage(other)
  }
  return (
    <SpeechContext.Provider value={speech}>
      <PhoneContext.Provider value={phone}>
        <Frame phone={phone} turn={turn} />
      </PhoneContext.Provider>
    </SpeechContext.Provider>
  )
}

function Frame({ phone, turn }: { phone: Phone; turn: () => void }) {
  const { say, pick } = useSpeech()
  const place = usePlace()
  const { content, reach } = phone
  const me = content?.me?.account
  const unsent = content?.queue.length ?? 0
  const installation = useInstallation(unsent > 0 || (content?.drafts.length ?? 0) > 0)
  return (
    <>
      <header className="top">
        {place.page !== '' && (
          <button type="button" className="top-back" onClick={() => go('')} aria-label={say('nav.home')}>
            ‹
          </button>
        )}
        <p className="top-where">
          <b>{me ? pick(me.org.name) : say('product.name')}</b>
          {me && <span>{pick(me.person)}</span>}
        </p>
        {unsent > 0 && place.page !== 'unsent' && (
          <button type="button" className="top-unsent" onClick={() => go('unsent')}>
            {say('unsent.count', { count: unsent })}
          </button>
        )}
        <button type="button" className="top-language" onClick={turn}>
          {say('language.other')}
        </button>
      </header>
      {/* At the first door there is nothing to send yet. */}
      {(me || (reach !== 'unsigned' && reach !== 'asking')) && (
        <p className={`line line-${reach}`} role="status">
          {say(LINES[reach])}
        </p>
      )}
      <main>
        {content && (
          <>
            <Notes installation={installation} />
            {/* Who is there is known in a moment; a door shown until then would jump. */}
            {(me || reach !== 'asking') && <Page place={place} signedIn={me !== undefined} />}
          </>
        )}
      </main>
    </>
  )
}

const LINES = {
  asking: 'line.asking',
  reached: 'line.reached',
  signal: 'line.offline',
  unsigned: 'line.unsigned',
  server: 'line.server',
} as const

function Page({ place: { page, id, more }, signedIn }: { place: Place; signedIn: boolean }) {
  // Signing in belongs to sending. Who was signed in before fills in forms without it.
  if (page === 'door' || !signedIn) return <Door />
  if (page === 'form' || page === 'review') return <Form key={id} id={id} reviewing={page === 'review'} />
  if (page === 'saved') return <Saved id={id} />
  if (page === 'new') return <New key={location.hash} kind={id} org={more[0] ?? ''} day={more[1] ?? ''} />
  if (page === 'burden') return <Burden />
  if (page === 'unsent') return <Unsent />
  return <Home />
}
