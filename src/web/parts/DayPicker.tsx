// Picks the day on which something is looked at. The browser's own calendar, under the day written in the reader's language.
import { useEffect, useRef } from 'react'
import { sayDay } from '../../report/phrase.ts'
import { type Day, readDay } from '../../time/day.ts'
import { useSpeech } from '../language.ts'

interface Props {
  readonly label: string
  readonly day: Day
  readonly last: string | undefined
  readonly onDay: (day: Day) => void
}

export function DayPicker({ label, day, last, onDay }: Props) {
  const { language } = useSpeech()
  const field = useRef<HTMLInputElement>(null)
  // The field keeps what is being typed; it only follows when the day changes elsewhere.
  useEffect(() => {
    if (field.current && document.activeElement !== field.current) field.current.value = day
  }, [day])
  return (
    <label className="day-picker">
      <span className="day-label">{label}</span>
      <span className="day-field">
        <b>{sayDay(day, language)}</b>
        <span className="field-caret" aria-hidden="true" />
        <input
          ref={field}
          type="date"
          defaultValue={day}
          max={last}
          onClick={event => {
            try {
              event.currentTarget.showPicker()
            } catch {
              // A browser without it opens its calendar by itself, or lets the day be typed.
            }
          }}
          onChange={event => {
            const read = readDay(event.target.value)
            if (read) onDay(read)
          }}
        />
      </span>
    </label>
  )
}
