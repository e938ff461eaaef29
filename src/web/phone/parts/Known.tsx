// A record of this day that is known already: offered instead of asked again.
import type { CaptureKind } from '../../../record/capture.api.ts'
import type { knownLike } from '../../../record/draft.ts'
import type { Day } from '../../../time/day.ts'
import { useSpeech } from '../speech.ts'
import { dayName } from './Day.tsx'

export function Known({
  known,
  kind,
  day,
  onSame,
  onAnother,
}: {
  known: NonNullable<ReturnType<typeof knownLike>>
  kind: CaptureKind
  day: Day
  onSame: () => void
  onAnother: () => void
}) {
  const { say, language } = useSpeech()
  return (
    <section className="known" data-known={known.id} aria-live="polite">
      <h2>{say('form.known')}</h2>
      <p>{firstText(kind, known.body)}</p>
      <p className="quiet">
        {dayName(day, language)}
        {known.present > 0 && ` · ${say('form.people', { count: known.present })}`}
        {' · '}
        {known.by === null ? say('form.known_here') : say('form.known_by', { by: known.by })}
      </p>
      <button type="button" className="button button-main" onClick={onSame}>
        {say('form.known_same')}
      </button>
      <button type="button" className="button" onClick={onAnother}>
        {say('form.known_another')}
      </button>
    </section>
  )
}

/** What a known record was about: the first text that it holds. */
function firstText(kind: CaptureKind, body: Readonly<Record<string, unknown>>): string {
  const name = Object.keys(kind.fields).find(one => kind.fields[one]!.type === 'text' && body[one])
  return name ? String(body[name]) : ''
}
