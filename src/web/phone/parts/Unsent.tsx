// Everything that has not arrived, each with where it is and why; and the way out for a phone that never finds signal.
import { useState } from 'react'
import { Problem } from '../../../problem/problem.ts'
import { seal, unseal } from '../../../record/parcel.ts'
import { usePhone } from '../phone.ts'
import { type Held as HeldRecord, setHeld } from '../shelf.ts'
import { useSpeech } from '../speech.ts'
import { Held } from './Held.tsx'

const FILE = 'jiceng-unsent.json'

export function Unsent() {
  const { say } = useSpeech()
  const { content, meetServer, sending } = usePhone()
  const { queue } = content!
  return (
    <section>
      <h1>{say('unsent.title')}</h1>
      {queue.length === 0 ? (
        <p className="quiet">{say('unsent.none')}</p>
      ) : (
        <button
          type="button"
          className="button button-main"
          disabled={sending !== null}
          onClick={() => void meetServer()}
        >
          {say('unsent.send')}
        </button>
      )}
      {queue.map(held => (
        <Held key={held.id} held={held} />
      ))}
      <Parcel queue={queue} />
    </section>
  )
}

function Parcel({ queue }: { queue: readonly HeldRecord[] }) {
  const { say, language } = useSpeech()
  const { content, meetServer } = usePhone()
  const [passphrase, setPassphrase] = useState('')
  const [said, setSaid] = useState<{ good: boolean; text: string } | null>(null)
  const act = (work: () => Promise<string>) => {
    work().then(
      text => setSaid({ good: true, text }),
      fault => setSaid({ good: false, text: fault instanceof Problem ? fault.say(language) : say('note.full') }),
    )
  }
  const send = () =>
    act(async () => {
      const link = document.createElement('a')
      link.href = URL.createObjectURL(new Blob([await seal(queue, passphrase)], { type: 'application/json' }))
      link.download = FILE
      link.click()
      setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
      setPassphrase('')
      return say('parcel.exported', { count: queue.length })
    })
  const take = (file: File) =>
    act(async () => {
      const forms = await unseal(file.name, await file.text(), passphrase)
      const account = content!.me!.account.name
      for (const form of forms) {
        const { id = form.lines[0]!.id! } = form as { id?: string }
        // Whoever brings them here sends them; what this phone has already stays as it is.
        if (queue.some(held => held.id === id) || content!.sent.some(one => one.id === id)) continue
        const words = { zh: form.lines[0]!.kind, en: form.lines[0]!.kind }
        const rest = { title: words, org: words, day: form.lines[0]!.day, ...form }
        await setHeld({ ...rest, id, account, lines: form.lines, draft: null, tried: true, refused: null })
      }
      setPassphrase('')
      void meetServer()
      return say('parcel.imported', { count: forms.length })
    })
  if (!window.isSecureContext) return <p className="note">{say('parcel.insecure')}</p>
  return (
    <details className="parcel">
      <summary>{say('parcel.title')}</summary>
      <p className="quiet">{say('parcel.about')}</p>
      <div className="field">
        <label htmlFor="passphrase">{say('parcel.passphrase')}</label>
        <input
          id="passphrase"
          type="password"
          autoComplete="off"
          value={passphrase}
          onInput={event => setPassphrase(event.currentTarget.value)}
        />
      </div>
      {said && (
        <p className={said.good ? 'done' : 'fault'} role="status">
          {said.text}
        </p>
      )}
      <p className="ways">
        <button type="button" className="button" disabled={queue.length === 0} onClick={send}>
          {say('parcel.export')}
        </button>
        <label className="button">
          {say('parcel.import')}
          <input
            type="file"
            accept=".json,application/json"
            className="sr"
            onChange={event => {
              const file = event.currentTarget.files?.[0]
              if (file) take(file)
              event.currentTarget.value = ''
            }}
          />
        </label>
      </p>
    </details>
  )
}
