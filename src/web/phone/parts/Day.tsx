// The day of a record: today and yesterday with their dates written out, so that a wrong clock shows, or another day.

import type { Language } from '../../../problem/problem.ts'
import { type Day, plusDays, readDay } from '../../../time/day.ts'
import { useSpeech } from '../speech.ts'
import { latest, useToday } from '../today.ts'

/** A day as people say it: 11月23日周一, Mon 23 Nov; with its year where that is another one. */
export function dayName(on: Day, language: Language): string {
  return named(on, language, { weekday: 'short' })
}

/** The same without the day of the week. */
export function dateName(on: Day, language: Language): string {
  return named(on, language, {})
}

function named(on: Day, language: Language, more: Intl.DateTimeFormatOptions): string {
  const same = on.slice(0, 4) === latest().slice(0, 4)
  return new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', {
    ...more,
    timeZone: 'UTC',
    day: 'numeric',
    month: language === 'zh' ? 'long' : 'short',
    ...(same ? {} : { year: 'numeric' }),
  }).format(new Date(`${on}T00:00:00Z`))
}

export function DayInput({ day, onDay, fault }: { day: string; onDay: (day: string) => void; fault: string | null }) {
  const { say, language } = useSpeech()
  const today = useToday()
  const near = [
    [today, 'form.today'],
    [plusDays(today, -1), 'form.yesterday'],
  ] as const
  const other = !near.some(([on]) => on === day)
  return (
    <fieldset className="field">
      <legend>{say('form.day')}</legend>
      <div className="choices">
        {near.map(([on, word]) => (
          <button key={on} type="button" className="choice" aria-pressed={day === on} onClick={() => onDay(on)}>
            {say(word)}
            <small>{dayName(on, language)}</small>
          </button>
        ))}
        <label className="choice choice-day" data-chosen={other}>
          {say('form.other_day')}
          <input
            type="date"
            aria-label={say('form.other_day')}
            value={other ? day : ''}
            max={latest()}
            onInput={event => onDay(readDay(event.currentTarget.value) ?? '')}
          />
        </label>
      </div>
      {fault && (
        <p className="fault" role="alert">
          {fault}
        </p>
      )}
    </fieldset>
  )
}
