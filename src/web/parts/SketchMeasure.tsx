// How the records of a new system are counted, and which of them count.
import { isNumber, type Sketch } from '../../charter/sketch.ts'
import { useSpeech } from '../language.ts'
import { Amount, FaultLines, type FaultsAt } from './SketchInputs.tsx'

interface Props {
  readonly sketch: Sketch
  readonly set: (change: Partial<Sketch>) => void
  readonly faultsAt: FaultsAt
}

/** The way of counting, and the least that counts. */
export function SketchMeasure({ sketch, set, faultsAt }: Props) {
  const { say } = useSpeech()
  const numbers = sketch.fields.flatMap((field, index) => (isNumber(field) ? [index] : []))
  return (
    <>
      <h3 className="charter-wide">{say('charter.how')}</h3>
      <label>
        <span>{say('charter.way')}</span>
        <select
          className="select"
          value={sketch.way}
          onChange={event => {
            const way = event.target.value as Sketch['way']
            set({ way, sum: way === 'sum' ? (numbers[0] ?? null) : null })
          }}
        >
          <option value="records">{say('charter.way_records')}</option>
          <option value="days">{say('charter.way_days')}</option>
          <option value="people" disabled={!sketch.roll}>
            {say('charter.way_people')}
          </option>
          <option value="attendances" disabled={!sketch.roll}>
            {say('charter.way_attendances')}
          </option>
          <option value="sum" disabled={numbers.length === 0}>
            {say('charter.way_sum')}
          </option>
        </select>
      </label>
      {sketch.way === 'sum' && (
        <NumberSelect
          label={say('charter.sum_of')}
          sketch={sketch}
          numbers={numbers}
          value={sketch.sum ?? 0}
          set={sum => set({ sum })}
        />
      )}
      {numbers.length > 0 && (
        <div className="charter-least">
          <label className="check">
            <input
              type="checkbox"
              checked={sketch.least !== null}
              onChange={event => set({ least: event.target.checked ? { field: numbers[0]!, value: 1 } : null })}
            />
            {say('charter.least')}
          </label>
          {sketch.least && (
            <>
              <NumberSelect
                label={say('charter.field')}
                sketch={sketch}
                numbers={numbers}
                value={sketch.least.field}
                set={field => set({ least: { ...sketch.least!, field } })}
              />
              <Amount
                label={say('charter.at_least_value')}
                value={sketch.least.value}
                set={value => set({ least: { ...sketch.least!, value } })}
              />
            </>
          )}
        </div>
      )}
      <FaultLines faults={faultsAt('way')} />
    </>
  )
}

/** One of the fields that hold a number. */
function NumberSelect({
  label,
  sketch,
  numbers,
  value,
  set,
}: {
  label: string
  sketch: Sketch
  numbers: readonly number[]
  value: number
  set: (index: number) => void
}) {
  const { pick } = useSpeech()
  return (
    <label>
      <span>{label}</span>
      <select className="select" value={value} onChange={event => set(Number(event.target.value))}>
        {numbers.map(index => (
          <option key={index} value={index}>
            {pick(sketch.fields[index]!.name) || index + 1}
          </option>
        ))}
      </select>
    </label>
  )
}
