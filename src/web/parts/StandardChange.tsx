// A new value of a standard: from which day, how much, by which document. What held before stays.
import { useState } from 'react'
import type { z } from 'zod'
import { changeStandard, previewStandard, type systemRow } from '../../charter/charter.api.ts'
import { FAULTS } from '../../record/draft.ts'
import { periodName } from '../../report/period-name.ts'
import { phrase } from '../../report/phrase.ts'
import { useMe } from '../answers.ts'
import { useChange } from '../change.ts'
import { type Given, tell } from '../client.ts'
import { type Places, useFaults } from '../faults.ts'
import { useKept } from '../kept.ts'
import { useSpeech } from '../language.ts'
import { useFormOpen } from '../view.ts'
import { Beside, Named } from './Named.tsx'
import { Resumed } from './Resumed.tsx'

type Seen = Given<typeof previewStandard>
type Standard = z.output<typeof systemRow>['standards'][number]

const PLACES: Places = {
  'charter.value': 'value',
  'charter.source': 'source',
  'charter.past': 'since',
  'charter.reason': 'why',
  'input.day': 'since',
}

export function StandardChange({ standard }: { standard: Standard }) {
  const { say } = useSpeech()
  const form = `standard ${standard.id}`
  const [open, setOpen] = useFormOpen(form)
  if (open) return <Changing standard={standard} form={form} done={() => setOpen(false)} />
  return (
    <button type="button" className="link" onClick={() => setOpen(true)}>
      {say('charter.change')}
    </button>
  )
}

function Changing({ standard, form, done }: { standard: Standard; form: string; done: () => void }) {
  const { language, say, pick } = useSpeech()
  const today = useMe().data?.today ?? ''
  const kept = useKept(form, () => ({ value: '', since: today, source: '', why: '' }))
  const { value, since, source, why } = kept.value
  // What is over, or stands already, is corrected: it takes a reason, and is looked at with its day.
  const back = since !== '' && (since < today || standard.entries.some(entry => entry.from === since))
  const amount = Number(value)
  const leave = () => {
    kept.forget()
    done()
  }
  const save = useChange(
    () =>
      tell(
        changeStandard,
        {
          ...{ standard: standard.id, value: amount, since, source: { zh: source, en: source } },
          ...(back && why.trim() !== '' ? { why } : {}),
        },
        language,
      ),
    leave,
  )
  const [seen, setSeen] = useState<Seen | null>(null)
  const look = useChange(async () =>
    setSeen(
      await tell(previewStandard, { standard: standard.id, value: amount, ...(back ? { since } : {}) }, language),
    ),
  )
  const missing = pick(FAULTS.missing)
  const faults = useFaults({
    wrong: {
      value: value.trim() === '' ? missing : !Number.isFinite(amount) && pick(FAULTS.number),
      since: since === '' && missing,
      source: source.trim() === '' && missing,
      why: back && why.trim() === '' && missing,
    },
    refused: save.fault ?? look.fault,
    places: PLACES,
    send: save.run,
  })
  const last = standard.entries.at(-1)!
  return (
    <form className="charter-form charter-change" {...faults.form}>
      <Resumed of={kept} />
      <Named className="charter-named" label={say('charter.new_value')} fault={faults.at('value')}>
        {told => (
          <input
            {...told}
            required
            inputMode="decimal"
            value={value}
            onChange={event => {
              kept.put({ value: event.target.value })
              setSeen(null)
            }}
          />
        )}
      </Named>
      <Named className="charter-named" label={say('charter.since')} fault={faults.at('since')}>
        {told => (
          <input
            {...told}
            required
            type="date"
            value={since}
            onChange={event => kept.put({ since: event.target.value })}
          />
        )}
      </Named>
      <Named className="charter-named charter-wide" label={say('charter.source')} fault={faults.at('source')}>
        {told => (
          <input
            {...told}
            required
            value={source}
            placeholder={say('charter.source_hint')}
            onChange={event => kept.put({ source: event.target.value })}
          />
        )}
      </Named>
      {back && (
        <Named className="charter-named charter-wide" label={say('charter.why')} fault={faults.at('why')}>
          {told => (
            <input
              {...told}
              required
              value={why}
              placeholder={say('charter.why_hint')}
              onChange={event => kept.put({ why: event.target.value })}
            />
          )}
        </Named>
      )}
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
        <button type="button" className="button" onClick={leave}>
          {say('pledge.cancel')}
        </button>
      </p>
      <div className="charter-wide">
        <Beside fault={faults.rest} />
      </div>
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
