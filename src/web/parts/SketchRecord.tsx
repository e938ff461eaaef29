// What is entered of a new system: the record, its fields, and whether it keeps who was there.
import { useId } from 'react'
import { SKETCH_TYPES, SKETCH_WRITERS, type Sketch, type SketchField, type SketchWriter } from '../../charter/sketch.ts'
import { FAULTS } from '../../record/draft.ts'
import { useSpeech } from '../language.ts'
import { useMissing } from '../missing.ts'
import { FaultLines, type FaultsAt, Needed, Pair } from './SketchInputs.tsx'

interface Props {
  readonly sketch: Sketch
  readonly set: (change: Partial<Sketch>) => void
  readonly faultsAt: FaultsAt
}

/** The record, and each of its fields on a line. */
export function SketchRecord({ sketch, set, faultsAt }: Props) {
  const { say } = useSpeech()
  const setField = (index: number, change: Partial<SketchField>) =>
    set({ fields: sketch.fields.map((field, at) => (at === index ? { ...field, ...change } : field)) })
  const dropField = (index: number) =>
    set({
      fields: sketch.fields.filter((_, at) => at !== index),
      // What pointed at the field, or behind it, would point elsewhere.
      ...(sketch.least && sketch.least.field >= index ? { least: null } : {}),
      ...(sketch.sum !== null && sketch.sum >= index ? { way: 'records' as const, sum: null } : {}),
    })
  return (
    <>
      <h3 className="charter-wide">{say('charter.what')}</h3>
      <Pair
        label={say('charter.record')}
        value={sketch.record}
        set={record => set({ record })}
        faults={faultsAt('record')}
      />
      <label>
        {say('charter.writer')}
        <select
          className="select"
          value={sketch.writer}
          onChange={event => set({ writer: event.target.value as SketchWriter })}
        >
          {(Object.keys(SKETCH_WRITERS) as SketchWriter[]).map(one => (
            <option key={one} value={one}>
              {say(`charter.writer_${one}`)}
            </option>
          ))}
        </select>
      </label>
      <label className="check">
        <input
          type="checkbox"
          checked={sketch.roll}
          onChange={event =>
            set({
              roll: event.target.checked,
              ...(event.target.checked || sketch.way === 'records' || sketch.way === 'sum' ? {} : { way: 'records' }),
            })
          }
        />
        {say('charter.roll')}
      </label>
      <div className="charter-wide charter-fields">
        {sketch.fields.map((field, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a field is known by its place
          <div key={index} className="charter-field">
            <Needed
              aria-label={say('charter.field')}
              placeholder={say('charter.field')}
              value={field.name.zh}
              onChange={event => setField(index, { name: { ...field.name, zh: event.target.value } })}
            />
            <input
              aria-label={say('charter.in_english')}
              placeholder={say('charter.in_english')}
              value={field.name.en}
              onChange={event => setField(index, { name: { ...field.name, en: event.target.value } })}
            />
            <select
              className="select"
              aria-label={say('charter.type')}
              value={field.type}
              onChange={event => setField(index, { type: event.target.value as SketchField['type'] })}
            >
              {SKETCH_TYPES.map(type => (
                <option key={type} value={type}>
                  {say(`type.${type}`)}
                </option>
              ))}
            </select>
            <label className="check">
              <input
                type="checkbox"
                checked={field.optional}
                onChange={event => setField(index, { optional: event.target.checked })}
              />
              {say('charter.optional')}
            </label>
            <button
              type="button"
              className="link"
              disabled={sketch.fields.length === 1}
              onClick={() => dropField(index)}
            >
              {say('charter.drop')}
            </button>
            {field.type === 'choice' && (
              <Choices
                of={field.choices.map(choice => choice.zh)}
                set={lines => setField(index, { choices: lines.map(zh => ({ zh, en: zh })) })}
              />
            )}
          </div>
        ))}
        <button
          type="button"
          className="link"
          onClick={() =>
            set({
              fields: [...sketch.fields, { name: { zh: '', en: '' }, type: 'integer', optional: false, choices: [] }],
            })
          }
        >
          {say('charter.more_fields')}
        </button>
        <FaultLines faults={faultsAt('fields')} />
      </div>
    </>
  )
}

/** What can be chosen, a line each. */
function Choices({ of, set }: { of: readonly string[]; set: (lines: readonly string[]) => void }) {
  const { say, pick } = useSpeech()
  const { missing, hears } = useMissing()
  const id = useId()
  return (
    <>
      <textarea
        className="charter-choices"
        required
        rows={3}
        aria-label={say('charter.choices')}
        placeholder={say('charter.choices')}
        value={of.join('\n')}
        onChange={event => set(event.target.value.split('\n'))}
        {...hears}
        {...(missing ? { 'aria-invalid': true, 'aria-describedby': id } : {})}
      />
      {missing && (
        <small className="fault charter-choices" role="alert" id={id}>
          {pick(FAULTS.missing)}
        </small>
      )}
    </>
  )
}
