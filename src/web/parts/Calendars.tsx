// Calendar feeds of the own account: a new address is shown once, with its QR code; each can be ended.
import { useState } from 'react'
import { endCalendar, listCalendars, makeCalendar } from '../../exchange/calendar.api.ts'
import { useAnswer } from '../answers.ts'
import { type Change, useChange } from '../change.ts'
import { tell } from '../client.ts'
import { useSpeech } from '../language.ts'
import { QrCode } from './QrCode.tsx'
import { sentenceOf } from './Trouble.tsx'

/** `making` is asked of the page, which asks for a proof first where the last one is old. */
export function Calendars({
  making,
  address,
  done,
}: {
  making: Change<void>
  address: string | null
  done: () => void
}) {
  const speech = useSpeech()
  const { say, language } = speech
  const found = useAnswer(listCalendars, {}).data ?? []
  const end = useChange((id: string) => tell(endCalendar, {}, language, { id }))
  const fault = making.fault ?? end.fault
  return (
    <>
      <header className="block-head">
        <h2 id="calendars">{say('calendar.title')}</h2>
        {!address && (
          <button type="button" className="button" disabled={making.busy} onClick={() => making.run()}>
            {say('calendar.make')}
          </button>
        )}
      </header>
      <p className="quiet">{say('calendar.are')}</p>
      {address && <Made address={address} done={done} />}
      <ul className="access-list">
        {found.map(one => (
          <li key={one.id}>
            <span>
              <b>{say(`calendar.row_${one.language}`)}</b>
              <small className="quiet">{say('access.made_on', { day: one.madeOn })}</small>
            </span>
            <button type="button" className="button" disabled={end.busy} onClick={() => end.run(one.id)}>
              {say('access.end')}
            </button>
          </li>
        ))}
      </ul>
      {fault && (
        <p className="fault" role="alert">
          {sentenceOf(fault, speech)}
        </p>
      )}
    </>
  )
}

/** Tells the server to make a feed in the language of the page. */
export function useMaking(): () => Promise<string> {
  const { language } = useSpeech()
  return async () => (await tell(makeCalendar, { language }, language)).address
}

function Made({ address, done }: { address: string; done: () => void }) {
  const { say } = useSpeech()
  const [copied, setCopied] = useState(false)
  return (
    <div className="access-made" role="status">
      <QrCode text={address} label={say('calendar.qr')} />
      <div>
        <p>{say('calendar.made')}</p>
        <span className="text-field-line">
          <input
            aria-label={say('calendar.address')}
            readOnly
            value={address}
            onFocus={event => event.target.select()}
          />
          {/* Only pages under https, and on this machine, may write into the clipboard; elsewhere the field is selected by hand. */}
          {navigator.clipboard && (
            <button
              type="button"
              className="button"
              onClick={() => void navigator.clipboard.writeText(address).then(() => setCopied(true))}
            >
              {say(copied ? 'calendar.copied' : 'calendar.copy')}
            </button>
          )}
        </span>
        <p className="access-ways access-made-ways">
          <a className="button" href={address.replace(/^https?:/, 'webcal:')}>
            {say('calendar.open')}
          </a>
          <button type="button" className="button" onClick={done}>
            {say('calendar.kept')}
          </button>
        </p>
      </div>
    </div>
  )
}
