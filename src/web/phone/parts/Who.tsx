// Who was there: everybody due is ticked and who was away is unticked; where nobody is due, who came is ticked.
import { useState } from 'react'
import type { CaptureAnswer, CaptureKind } from '../../../record/capture.api.ts'
import type { Draft } from '../../../record/draft.ts'
import { isDue, presentOf } from '../../../record/draft.ts'
import { isCalled } from '../../../register/called.ts'
import { useSpeech } from '../speech.ts'

/** From so many people on, a name is sought rather than looked for. */
const MANY = 40

export function Who({
  draft,
  kind,
  answer,
  onDraft,
  fault,
}: {
  draft: Draft
  kind: CaptureKind
  answer: CaptureAnswer
  onDraft: (draft: Draft) => void
  fault: string | null
}) {
  const { say, pick } = useSpeech()
  const [sought, setSought] = useState('')
  const named = kind.roll === 'named'
  const people = answer.people.filter(person => named || isDue(person, kind))
  const present = new Set(presentOf(draft, kind, answer))
  const away = people.filter(person => draft.away[person.id])
  const shown = people.filter(person => isCalled(person.name, sought, person.readings))
  const turn = (id: string) => {
    if (named)
      return onDraft({
        ...draft,
        there: present.has(id) ? draft.there.filter(one => one !== id) : [...draft.there, id],
      })
    const { [id]: was, ...rest } = draft.away
    onDraft({ ...draft, away: was ? rest : { ...rest, [id]: 'absent' } })
  }
  return (
    <fieldset className="field who">
      <legend>
        {say('form.who')}
        <small aria-live="polite">
          {say('form.who_count', { present: present.size, away: named ? 0 : away.length })}
        </small>
      </legend>
      <p className="quiet">{say(named ? 'form.who_named' : 'form.who_members')}</p>
      {people.length === 0 && <p className="quiet">{say('form.who_none')}</p>}
      {people.length > MANY && (
        <input
          type="search"
          aria-label={say('form.who_search')}
          placeholder={say('form.who_search')}
          value={sought}
          onInput={event => setSought(event.currentTarget.value)}
        />
      )}
      <ul className="people">
        {shown.map(person => (
          <li key={person.id}>
            <button
              type="button"
              className="person"
              aria-pressed={present.has(person.id)}
              onClick={() => turn(person.id)}
            >
              <span className="tick" aria-hidden="true">
                {present.has(person.id) ? '✓' : ''}
              </span>
              {pick(person.name)}
            </button>
          </li>
        ))}
      </ul>
      {!named && away.length > 0 && (
        <ul className="away">
          {away.map(person => (
            <li key={person.id}>
              <span>{pick(person.name)}</span>
              <button
                type="button"
                className="choice"
                aria-pressed={draft.away[person.id] === 'excused'}
                onClick={() =>
                  onDraft({
                    ...draft,
                    away: { ...draft.away, [person.id]: draft.away[person.id] === 'excused' ? 'absent' : 'excused' },
                  })
                }
              >
                {say('form.excused')}
              </button>
            </li>
          ))}
        </ul>
      )}
      {fault && (
        <p className="fault" role="alert">
          {fault}
        </p>
      )}
    </fieldset>
  )
}
