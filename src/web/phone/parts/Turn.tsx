// For which turn a record is: offered where an earlier one is not done yet, the one still open first.
import type { CaptureAnswer } from '../../../record/capture.api.ts'
import { type Draft, turnsFor } from '../../../record/draft.ts'
import { turnName } from '../../../report/period-name.ts'
import type { Day } from '../../../time/day.ts'
import { useSpeech } from '../speech.ts'
import { dateName } from './Day.tsx'

export function TurnInput({
  draft,
  answer,
  onTurn,
  fault,
}: {
  draft: Draft
  answer: CaptureAnswer
  onTurn: (turn: string) => void
  fault: string | null
}) {
  const { say, language } = useSpeech()
  const { turn = '' } = draft
  const offered = turnsFor(draft, answer)
  if (offered.length === 0 && turn === '') return null
  const named = turn === '' || offered.some(one => one.turn === turn) ? [] : [turn]
  return (
    <fieldset className="field">
      <legend>{say('form.turn')}</legend>
      <div className="choices">
        {named.map(one => (
          <button key={one} type="button" className="choice" aria-pressed>
            {turnName(one, language)}
          </button>
        ))}
        {offered.map(one => (
          <button
            key={one.turn}
            type="button"
            className="choice"
            aria-pressed={turn === one.turn}
            onClick={() => onTurn(one.turn)}
          >
            {turnName(one.turn, language)}
            <small>
              {one.status === 'late'
                ? say('form.turn_open', { day: dateName(one.until as Day, language) })
                : say('form.turn_over')}
            </small>
          </button>
        ))}
        <button type="button" className="choice" aria-pressed={turn === ''} onClick={() => onTurn('')}>
          {say('form.turn_own')}
        </button>
      </div>
      {fault && (
        <p className="fault" role="alert">
          {fault}
        </p>
      )}
    </fieldset>
  )
}
