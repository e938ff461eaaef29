// Picks a period: a year, and in it the whole, a half, a quarter or a month.
import { useState } from 'react'
import { partName, periodName } from '../../report/period-name.ts'
import { useMe } from '../answers.ts'
import { useSpeech } from '../language.ts'
import { useView } from '../view.ts'
import { Flap } from './Flap.tsx'

const HALVES = ['H1', 'H2']
const QUARTERS = ['Q1', 'Q2', 'Q3', 'Q4']
const MONTHS = Array.from({ length: 12 }, (_, index) => String(index + 1).padStart(2, '0'))

export function PeriodPicker() {
  const { language, say } = useSpeech()
  const { view } = useView()
  return (
    <Flap
      className="field"
      label={
        <>
          <span className="field-name">{say('scope.period')}</span>
          <span className="field-value">{periodName(view.period, language)}</span>
          <span className="field-caret" aria-hidden="true" />
        </>
      }
    >
      {close => <PeriodPanel done={close} />}
    </Flap>
  )
}

export function PeriodPanel({ done }: { done?: () => void }) {
  const { language, say } = useSpeech()
  const { view, turn } = useView()
  const me = useMe().data
  const [year, setYear] = useState(Number(view.period.slice(0, 4)))
  const years = me?.years ?? []
  const [first, last] = [years[0] ?? year, Math.max(years.at(-1) ?? year, Number(view.period.slice(0, 4)))]
  const choose = (part: string) => {
    turn({ period: part ? `${year}-${part}` : String(year) })
    done?.()
  }
  const choice = (part: string, text: string) => {
    const label = part ? `${year}-${part}` : String(year)
    return (
      <button
        key={label}
        type="button"
        className="choice"
        aria-pressed={label === view.period}
        onClick={() => choose(part)}
      >
        {text}
      </button>
    )
  }
  return (
    <fieldset className="periods">
      <legend className="sr">{say('scope.period')}</legend>
      <div className="periods-year">
        <button
          type="button"
          className="step"
          disabled={year <= first}
          aria-label={say('scope.year_before')}
          onClick={() => setYear(year - 1)}
        >
          ‹
        </button>
        <b aria-live="polite">{periodName(String(year), language)}</b>
        <button
          type="button"
          className="step"
          disabled={year >= last}
          aria-label={say('scope.year_after')}
          onClick={() => setYear(year + 1)}
        >
          ›
        </button>
      </div>
      <div className="choices choices-2">{choice('', say('scope.whole_year'))}</div>
      <div className="choices choices-2">{HALVES.map(part => choice(part, partName(part, language)))}</div>
      <div className="choices choices-4">{QUARTERS.map(part => choice(part, partName(part, language)))}</div>
      <div className="choices choices-4">{MONTHS.map(part => choice(part, partName(part, language, true)))}</div>
    </fieldset>
  )
}
