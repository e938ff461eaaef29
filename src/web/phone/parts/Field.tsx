// One field of a form, by its type: plain inputs that voice and Chinese keyboards write into; what is chosen is tapped.
import type { Field as FieldOf } from '../../../charter/language.ts'
import type { CaptureAnswer } from '../../../record/capture.api.ts'
import { usePosition } from '../../position.ts'
import { useSpeech } from '../speech.ts'

const TAPPED = 4
/** Fields whose keyboard has more than digits. */
const FREE: ReadonlySet<FieldOf['type']> = new Set(['day', 'point'])

interface Props {
  readonly name: string
  readonly field: FieldOf
  readonly value: string | boolean | undefined
  readonly answer: CaptureAnswer
  readonly onValue: (value: string | boolean) => void
  readonly fault: string | null
}

export function Field({ name, field, value, answer, onValue, fault }: Props) {
  const { say, pick } = useSpeech()
  const id = `field-${name}`
  const wrong = fault ? { 'aria-invalid': true, 'aria-describedby': `${id}-fault` } : {}
  const label = (
    <>
      {pick(field.name)}
      {field.type === 'money' && <small>{say('form.yuan')}</small>}
      {field.optional && <small>{say('form.optional')}</small>}
    </>
  )
  const said = fault && (
    <p className="fault" role="alert" id={`${id}-fault`}>
      {fault}
    </p>
  )
  const options = optionsOf(field, answer, pick)
  if (options && options.length > 0 && options.length <= TAPPED)
    return (
      <fieldset className="field" {...wrong}>
        <legend>{label}</legend>
        <div className="choices">
          {options.map(option => (
            <button
              key={option.id}
              type="button"
              className="choice"
              aria-pressed={value === option.id}
              onClick={() => onValue(value === option.id && field.optional ? '' : option.id)}
            >
              {option.name}
            </button>
          ))}
        </div>
        {said}
      </fieldset>
    )
  if (field.type === 'flag')
    return (
      <fieldset className="field" {...wrong}>
        <legend>{label}</legend>
        <div className="choices">
          {[true, false].map(yes => (
            <button
              key={String(yes)}
              type="button"
              className="choice"
              aria-pressed={value === yes}
              onClick={() => onValue(yes)}
            >
              {say(yes ? 'form.yes' : 'form.no')}
            </button>
          ))}
        </div>
        {said}
      </fieldset>
    )
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {options ? (
        <select id={id} value={String(value ?? '')} onChange={event => onValue(event.currentTarget.value)} {...wrong}>
          <option value="">{say(field.optional ? 'form.none' : 'form.choose')}</option>
          {options.map(option => (
            <option key={option.id} value={option.id}>
              {option.name}
            </option>
          ))}
        </select>
      ) : field.type === 'text' ? (
        <textarea
          id={id}
          rows={2}
          value={String(value ?? '')}
          onInput={event => onValue(event.currentTarget.value)}
          {...wrong}
        />
      ) : (
        <input
          id={id}
          type={field.type === 'day' ? 'date' : 'text'}
          inputMode={field.type === 'integer' ? 'numeric' : FREE.has(field.type) ? undefined : 'decimal'}
          placeholder={field.type === 'point' ? say('form.point_hint') : undefined}
          autoComplete="off"
          value={String(value ?? '')}
          onInput={event => onValue(event.currentTarget.value)}
          {...wrong}
        />
      )}
      {field.type === 'point' && <Here onPoint={onValue} />}
      {said}
    </div>
  )
}

/** Offers the present position; nobody has to give it. */
function Here({ onPoint }: { onPoint: (point: string) => void }) {
  const { say } = useSpeech()
  const { state, seek } = usePosition(onPoint)
  if (!seek) return null
  return (
    <>
      <button type="button" className="choice" disabled={state === 'seeking'} onClick={seek}>
        {say(state === 'seeking' ? 'form.seeking' : 'form.here')}
      </button>
      {state === 'failed' && (
        <p className="fault" role="alert">
          {say('form.here_failed')}
        </p>
      )}
    </>
  )
}

/** What can be chosen for a field; null where something is written. */
function optionsOf(
  field: FieldOf,
  answer: CaptureAnswer,
  pick: (words: { zh: string; en: string }) => string,
): { id: string; name: string }[] | null {
  const named = (list: readonly { id: string; name: { zh: string; en: string } }[]) =>
    list.map(({ id, name }) => ({ id, name: pick(name) }))
  switch (field.type) {
    case 'choice':
      return Object.entries(field.choices ?? {}).map(([id, name]) => ({ id, name: pick(name) }))
    case 'person':
      return named(answer.people)
    case 'thing':
      return named(answer.things.filter(thing => thing.kind === field.of))
    case 'record':
      return answer.named.filter(one => one.kind === field.of).map(({ id, title }) => ({ id, name: pick(title) }))
    default:
      return null
  }
}
