// What a new system asks: of whom, how often, how much, how strongly.
import { readVocabulary } from '../../charter/charter.api.ts'
import { emptySketch, type Sketch } from '../../charter/sketch.ts'
import { useAnswer, useCodes } from '../answers.ts'
import { useSpeech } from '../language.ts'
import { Amount, Chips, type FaultsAt, Pair } from './SketchInputs.tsx'

const MONTHS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]

interface Props {
  readonly sketch: Sketch
  readonly set: (change: Partial<Sketch>) => void
  readonly faultsAt: FaultsAt
}

/** The duty, where the system has one. */
export function SketchDuty({ sketch, set, faultsAt }: Props) {
  const { say } = useSpeech()
  const codes = useCodes()
  const vocabulary = useAnswer(readVocabulary, {}).data?.codes
  const { duty } = sketch
  const setDuty = (change: Partial<NonNullable<Sketch['duty']>>) => duty && set({ duty: { ...duty, ...change } })
  return (
    <>
      <h3 className="charter-wide">{say('charter.owed')}</h3>
      <label className="check charter-wide">
        <input
          type="checkbox"
          checked={duty !== null}
          onChange={event =>
            set({ duty: event.target.checked ? emptySketch(sketch.id, sketch.since, sketch.group).duty : null })
          }
        />
        {say('charter.has_duty')}
      </label>
      {duty && (
        <>
          <Pair
            label={say('charter.duty_title')}
            value={duty.title}
            set={title => setDuty({ title })}
            faults={faultsAt('duty')}
          />
          <Chips
            label={say('charter.who')}
            options={Object.keys(vocabulary?.sector ?? {}).map(code => [code, codes.name('sector', code)])}
            chosen={duty.sectors}
            set={sectors => setDuty({ sectors })}
          />
          <label>
            <span>{say('charter.every')}</span>
            <select
              className="select"
              value={duty.every}
              onChange={event => setDuty({ every: event.target.value as typeof duty.every, months: [] })}
            >
              {(['month', 'quarter', 'half', 'year'] as const).map(one => (
                <option key={one} value={one}>
                  {say(`every.${one}`)}
                </option>
              ))}
            </select>
          </label>
          <Amount label={say('charter.at_least')} value={duty.atLeast} set={atLeast => setDuty({ atLeast })} />
          <label>
            <span>{say('charter.strength')}</span>
            <select
              className="select"
              value={duty.strength}
              onChange={event => setDuty({ strength: event.target.value as typeof duty.strength })}
            >
              {(['must', 'floor', 'normally', 'may'] as const).map(one => (
                <option key={one} value={one}>
                  {say(`strength.${one}`)}
                </option>
              ))}
            </select>
          </label>
          <Amount label={say('charter.grace')} value={duty.grace} set={grace => setDuty({ grace })} />
          {duty.every === 'month' && (
            <Chips
              label={say('charter.months')}
              options={MONTHS.map(month => [String(month), say('charter.month', { month })])}
              chosen={duty.months.map(String)}
              set={months => setDuty({ months: months.map(Number).sort((a, b) => a - b) })}
            />
          )}
        </>
      )}
    </>
  )
}
