// A new value of a standard: from which day, how much, by which document. What held before stays.
import { useState } from 'react'
import type { z } from 'zod'
import { changeStandard, previewStandard, type systemRow } from '../../charter/charter.api.ts'
import { periodName } from '../../report/period-name.ts'
import { phrase } from '../../report/phrase.ts'
import { useMe } from '../answers.ts'
import { useChange } from '../change.ts'
import { type Given, tell } from '../client.ts'
import { useSpeech } from '../language.ts'
import { sentenceOf } from './Trouble.tsx'

type Seen = Given<typeof previewStandard>
type Standard = z.output<typeof systemRow>['standards'][number]

export function StandardChange({ standard }: { standard: Standard }) {
  const speech = useSpeech()
  const { language, say } = speech
  const today = useMe().data?.today ?? ''
  const [open, setOpen] = useState(false)
  const [value, setValue] = useState('')
  const [since, setSince] = useState(today)
  const [source, setSource] = useState('')
  const save = useChange(
    () =>
      tell(
        changeStandard,
        { standard: standard.id, value: Number(value), since, source: { zh: source, en: source } },
        language,
      ),
    () => setOpen(false),
  )
  const [seen, setSeen] = useState<Seen | null>(null)
  const look = useChange(async () =>
    setSeen(await tell(previewStandard, { standard: standard.id, value: Number(value) }, language)),
  )
  if (!open)
    return (
      <button type="button" className="link" onClick={() => setOpen(true)}>
        {say('charter.change')}
      </button>
    )
  const last = standard.entries.at(-1)!
  const amount = Number(value)
  return (
    <form
      className="charter-form charter-change"
      onSubmit={event => {
        event.preventDefault()
        save.run()
      }}
    >
      <label>
        <span>{say('charter.new_value')}</span>
        <input
          required
          inputMode="decimal"
          value={value}
          onChange={event => {
            setValue(event.target.value)
            setSeen(null)
          }}
        />
      </label>
      <label>
        <span>{say('charter.since')}</span>
        <input required type="date" value={since} onChange={event => setSince(event.target.value)} />
      </label>
      <label className="charter-wide">
        <span>{say('charter.source')}</span>
        <input
          required
          value={source}
          placeholder={say('charter.source_hint')}
          onChange={event => setSource(event.target.value)}
        />
      </label>
      {value !== '' && Number.isFinite(amount) && (
        <p className="quiet charter-wide" aria-live="polite">
          {say('charter.changes', {
            before: phrase(last.value, standard.unit, language, { rate: true }),
            after: phrase(amount, standard.unit, language, { rate: true }),
            day: since,
          })}
        </p>
      )}
      {seen && <Effect seen={seen} />}
      <p className="charter-ways charter-wide">
        <button
          type="button"
          className="button"
          disabled={look.busy || value === '' || !Number.isFinite(amount)}
          onClick={() => look.run()}
        >
          {say('charter.preview')}
        </button>
        <button type="submit" className="button button-main" disabled={save.busy}>
          {say('charter.put_in_force')}
        </button>
        <button type="button" className="button" onClick={() => setOpen(false)}>
          {say('pledge.cancel')}
        </button>
      </p>
      {(save.fault ?? look.fault) !== null && (
        <p className="fault charter-wide" role="alert">
          {sentenceOf(save.fault ?? look.fault, speech)}
        </p>
      )}
    </form>
  )
}

/** How the turns of the last year stood, and how they would have stood with the new value. */
function Effect({ seen }: { seen: Seen }) {
  const { language, say, pick } = useSpeech()
  return (
    <section className="charter-wide" aria-live="polite">
      <h4>{say('charter.effect', { period: periodName(seen.period, language) })}</h4>
      {seen.duties.length === 0 && <p className="quiet">{say('charter.effect_none')}</p>}
      {seen.duties.map(duty => (
        <div key={duty.duty}>
          <p>
            {pick(duty.title)}
            {say('charter.effect_turns', {
              before: duty.before.met,
              of: duty.before.due,
              after: duty.after.met,
              due: duty.after.due,
            })}
          </p>
          <ul className="quiet charter-effect">
            {duty.orgs.map(org => (
              <li key={org.code}>
                {pick(org.name)} {org.before.met}/{org.before.due} → {org.after.met}/{org.after.due}
              </li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  )
}
