// Who was there: everybody due is ticked and who was away is unticked; where nobody is due, who came is ticked.
import { type KeyboardEvent, useRef, useState } from 'react'
import type { CaptureAnswer, CaptureKind } from '../../record/capture.api.ts'
import { type Away, type Draft, isDue, presentOf } from '../../record/draft.ts'
import { isCalled } from '../../register/called.ts'
import { useSpeech } from '../language.ts'
import { FormRow } from './RecordField.tsx'

interface Props {
  readonly draft: Draft
  readonly kind: CaptureKind
  readonly answer: CaptureAnswer
  readonly onDraft: (draft: Draft) => void
  readonly fault: string | null
}

export function Roll({ draft, kind, answer, onDraft, fault }: Props) {
  const { say, pick } = useSpeech()
  const [sought, setSought] = useState('')
  const field = useRef<HTMLInputElement>(null)
  const named = kind.roll === 'named'
  const there = new Set(draft.there)
  const people = answer.people.filter(
    person => named || isDue(person, kind) || there.has(person.id) || draft.away[person.id],
  )
  const present = new Set(presentOf(draft, kind, answer))
  const away = named ? [] : people.filter(person => draft.away[person.id])
  const shown = people.filter(person => isCalled(person.name, sought, person.readings))
  const turn = (id: string) => {
    const { [id]: was, ...rest } = draft.away
    if (named)
      onDraft({ ...draft, there: there.has(id) ? draft.there.filter(one => one !== id) : [...draft.there, id] })
    else onDraft({ ...draft, away: was ? rest : { ...rest, [id]: 'absent' } })
  }
  const onKey = (event: KeyboardEvent) => {
    // The Enter that ends the composition of Chinese characters chooses nobody.
    if (event.key !== 'Enter' || event.nativeEvent.isComposing || event.ctrlKey || event.metaKey) return
    if (sought.trim() === '') return
    event.preventDefault()
    event.stopPropagation()
    const [first] = shown
    if (!first) return
    turn(first.id)
    setSought('')
  }
  return (
    <FormRow
      id="who"
      group
      fault={fault}
      label={
        <>
          {say('record.who')}
          <small className="quiet" aria-live="polite">
            {named
              ? say('record.who_present', { present: present.size })
              : say('record.who_count', { present: present.size, away: away.length })}
          </small>
        </>
      }
    >
      <p className="quiet roll-how">
        {people.length === 0 ? say('record.who_empty') : say(named ? 'record.who_named' : 'record.who_members')}
      </p>
      {people.length > 0 && (
        <input
          ref={field}
          type="search"
          className="roll-find"
          aria-label={say('record.who_find')}
          placeholder={say('record.who_find_hint')}
          value={sought}
          onChange={event => setSought(event.target.value)}
          onKeyDown={onKey}
        />
      )}
      {people.length > 0 && shown.length === 0 && <p className="quiet">{say('record.who_none')}</p>}
      <ul className="roll">
        {shown.map((person, index) => (
          <li key={person.id} className={sought.trim() !== '' && index === 0 ? 'roll-first' : ''}>
            <label className="check">
              <input type="checkbox" checked={present.has(person.id)} onChange={() => turn(person.id)} />
              <span>{pick(person.name)}</span>
            </label>
          </li>
        ))}
      </ul>
      {away.length > 0 && (
        <ul className="roll-away">
          {away.map(person => (
            <li key={person.id}>
              <span>{pick(person.name)}</span>
              <select
                className="select"
                aria-label={say('record.reason', { name: pick(person.name) })}
                value={draft.away[person.id]}
                onChange={event =>
                  onDraft({ ...draft, away: { ...draft.away, [person.id]: event.target.value as Away } })
                }
              >
                {(['absent', 'excused', 'madeUp', 'notDue'] as const).map(as => (
                  <option key={as} value={as}>
                    {say(`record.${as}`)}
                  </option>
                ))}
              </select>
            </li>
          ))}
        </ul>
      )}
    </FormRow>
  )
}
