// Moves through the life of an organization day by day: a slider over its whole life, with its turns marked.
import { useEffect, useState } from 'react'
import { sayDay } from '../../report/phrase.ts'
import { type Day, daysBetween, plusDays } from '../../time/day.ts'
import { useSpeech } from '../language.ts'

interface Props {
  readonly first: Day
  readonly last: Day
  /** Days on which something changed, in their order. */
  readonly turns: readonly Day[]
  readonly day: Day
  readonly onDay: (day: Day) => void
}

/** So long the slider rests on a day before the page asks for it. */
const REST = 180

export function TimeLine({ first, last, turns, day, onDay }: Props) {
  const { language, say } = useSpeech()
  const [dragged, setDragged] = useState<Day | null>(null)
  const shown = dragged ?? day
  const length = Math.max(1, daysBetween(first, last))
  useEffect(() => {
    if (dragged === null) return
    const rest = setTimeout(() => {
      onDay(dragged)
      setDragged(null)
    }, REST)
    return () => clearTimeout(rest)
  }, [dragged, onDay])
  const before = turns.findLast(turn => turn < shown)
  const after = turns.find(turn => turn > shown)
  return (
    <div className="timeline">
      {turns.length > 0 && (
        <button type="button" className="link" disabled={!before} onClick={() => before && onDay(before)}>
          ‹ {say('org.turn_before')}
        </button>
      )}
      <div className="timeline-track">
        <input
          type="range"
          min={0}
          max={length}
          value={Math.min(length, Math.max(0, daysBetween(first, shown)))}
          aria-label={say('org.on')}
          aria-valuetext={sayDay(shown, language)}
          onChange={event => setDragged(plusDays(first, Number(event.target.value)))}
        />
        {turns.map(turn => (
          <span
            key={turn}
            className="timeline-turn"
            style={{ left: `${(daysBetween(first, turn) / length) * 100}%` }}
            aria-hidden="true"
          />
        ))}
        <output style={{ left: `${(daysBetween(first, shown) / length) * 100}%` }} aria-hidden="true">
          {dragged && sayDay(dragged, language)}
        </output>
        <p className="timeline-ends" aria-hidden="true">
          <span>{sayDay(first, language)}</span>
          <span>{sayDay(last, language)}</span>
        </p>
      </div>
      {turns.length > 0 && (
        <button type="button" className="link" disabled={!after} onClick={() => after && onDay(after)}>
          {say('org.turn_after')} ›
        </button>
      )}
    </div>
  )
}
