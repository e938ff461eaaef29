// A new system on one page, as a form or as text; what it would have asked of last year before it comes into force.
import { useState } from 'react'
import { stringify } from 'yaml'
import { addSystem, previewSystem, readVocabulary, type SystemRow } from '../../charter/charter.api.ts'
import type { Words } from '../../charter/language.ts'
import { readSystem } from '../../charter/reading.ts'
import {
  emptySketch,
  isNumber,
  nextId,
  SKETCH_TYPES,
  type Sketch,
  type SketchField,
  sketchOf,
  systemOf,
} from '../../charter/sketch.ts'
import { periodName } from '../../report/period-name.ts'
import { phrase } from '../../report/phrase.ts'
import type { Day } from '../../time/day.ts'
import { useAnswer, useCodes, useMe } from '../answers.ts'
import { useChange } from '../change.ts'
import { type Given, tell } from '../client.ts'
import { useKept } from '../kept.ts'
import { useSpeech } from '../language.ts'
import { Resumed } from './Resumed.tsx'
import { sentenceOf } from './Trouble.tsx'

const MONTHS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]

interface Typed {
  readonly sketch: Sketch
  /** The text, where it says more than the form can show or the reader prefers it. */
  readonly text: string | null
}

/** The sketch that a text means; null where it says more, or is no system yet: then the preview names every fault with its line. */
function sketchIn(text: string, since: Day): Sketch | null {
  try {
    return sketchOf(readSystem('new.yaml', text).system, since)
  } catch {
    return null
  }
}

type Answered = Given<typeof previewSystem>

interface Props {
  readonly systems: readonly SystemRow[]
  /** The system that is to have a new text, with the text that it has. */
  readonly amends?: { readonly id: string; readonly text: string }
  readonly done: () => void
}

export function NewSystem({ systems, amends, done }: Props) {
  const speech = useSpeech()
  const { language, say, pick } = speech
  const today = (useMe().data?.today ?? '') as Day
  const codes = useCodes()
  const kept = useKept<Typed>(amends ? `system ${amends.id}` : 'system', () => {
    const id = amends?.id ?? nextId(systems.map(one => one.id))
    const empty = emptySketch(id, today, codes.groups[0] ?? '')
    return { sketch: (amends && sketchIn(amends.text, today)) ?? empty, text: amends?.text ?? null }
  })
  const { sketch, text } = kept.value
  const [answered, setAnswered] = useState<Answered | null>(null)
  const written = text ?? stringify(systemOf(sketch), { lineWidth: 120 })
  const set = (change: Partial<Sketch>) => {
    setAnswered(null)
    kept.put({ sketch: { ...sketch, ...change }, text: null })
  }
  const setText = (next: string) => {
    setAnswered(null)
    kept.put({ sketch: sketchIn(next, sketch.since) ?? sketch, text: next })
  }
  const fitsForm = text === null || sketchIn(text, sketch.since) !== null
  const [asText, setAsText] = useState(false)
  const look = useChange(async () =>
    setAnswered(await tell(previewSystem, { text: written, since: sketch.since }, language)),
  )
  const add = useChange(
    () => tell(addSystem, { text: written, since: sketch.since }, language),
    () => {
      kept.forget()
      done()
    },
  )
  const faultsAt = (part: string) => (answered?.faults ?? []).filter(fault => partOf(fault.path) === part)
  const fault = look.fault ?? add.fault
  return (
    <form
      className="charter-form charter-new"
      onSubmit={event => {
        event.preventDefault()
        look.run()
      }}
    >
      <Resumed of={kept} />
      <header className="charter-wide">
        <h2>
          {sketch.id} {say(amends ? 'charter.amend' : 'charter.add')}
        </h2>
        <fieldset className="chips" aria-label={say('charter.view')}>
          <button type="button" className="chip" aria-pressed={!asText} onClick={() => setAsText(false)}>
            {say('charter.view_form')}
          </button>
          <button type="button" className="chip" aria-pressed={asText} onClick={() => setAsText(true)}>
            YAML
          </button>
        </fieldset>
      </header>
      {asText ? (
        <label className="charter-wide">
          <span>{say('charter.text')}</span>
          <textarea
            className="charter-text"
            rows={26}
            spellCheck={false}
            value={written}
            onChange={event => setText(event.target.value)}
          />
        </label>
      ) : fitsForm ? (
        <FormParts sketch={sketch} set={set} faultsAt={faultsAt} />
      ) : (
        <p className="notice charter-wide">{say('charter.text_only')}</p>
      )}
      <label>
        <span>{say('charter.since')}</span>
        <input
          required
          type="date"
          value={sketch.since}
          onChange={event => {
            setAnswered(null)
            kept.put({ sketch: { ...sketch, since: event.target.value as Day }, text })
          }}
        />
      </label>
      <p className="charter-ways charter-wide">
        <button type="submit" className="button" disabled={look.busy}>
          {say('charter.preview')}
        </button>
        <button
          type="button"
          className="button button-main"
          disabled={add.busy || answered?.preview == null}
          title={answered?.preview == null ? say('charter.preview_first') : undefined}
          onClick={() => add.run()}
        >
          {say('charter.put_in_force')}
        </button>
        <button type="button" className="link" onClick={done}>
          {say('charter.later')}
        </button>
        <button
          type="button"
          className="link"
          onClick={() => {
            kept.forget()
            done()
          }}
        >
          {say('charter.discard')}
        </button>
      </p>
      {fault !== null && (
        <p className="fault charter-wide" role="alert">
          {sentenceOf(fault, speech)}
        </p>
      )}
      {answered && answered.faults.length > 0 && (
        <ul className="fault charter-wide" role="alert">
          {answered.faults.map(one => (
            <li key={`${one.line} ${one.what.zh}`}>
              {asText && `${say('charter.line', { count: one.line })}: `}
              {pick(one.what)}
            </li>
          ))}
        </ul>
      )}
      {answered?.preview && <Preview shown={answered.preview} />}
    </form>
  )
}

/** The part of the form that a fault belongs to. */
function partOf(path: readonly string[]): string {
  const [first, , third] = path
  if (first === 'records') return third === 'fields' ? 'fields' : 'record'
  if (first === 'measures') return 'way'
  if (first === 'duties' || first === 'standards') return 'duty'
  return first ?? ''
}

type Faults = (part: string) => readonly { readonly what: Words }[]

function FormParts({
  sketch,
  set,
  faultsAt,
}: {
  sketch: Sketch
  set: (change: Partial<Sketch>) => void
  faultsAt: Faults
}) {
  const { say } = useSpeech()
  const codes = useCodes()
  const vocabulary = useAnswer(readVocabulary, {}).data?.codes
  const numbers = sketch.fields.flatMap((field, index) => (isNumber(field) ? [index] : []))
  const { duty } = sketch
  const setDuty = (change: Partial<NonNullable<Sketch['duty']>>) => duty && set({ duty: { ...duty, ...change } })
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
      <Pair label={say('charter.name')} value={sketch.name} set={name => set({ name })} faults={faultsAt('name')} />
      <Pair
        label={say('charter.clause')}
        value={sketch.clause}
        set={clause => set({ clause })}
        faults={faultsAt('clause')}
      />
      <label>
        <span>{say('charter.group')}</span>
        <select className="select" value={sketch.group} onChange={event => set({ group: event.target.value })}>
          {codes.groups.map(group => (
            <option key={group} value={group}>
              {codes.name('group', group)}
            </option>
          ))}
        </select>
      </label>
      <h3 className="charter-wide">{say('charter.what')}</h3>
      <Pair
        label={say('charter.record')}
        value={sketch.record}
        set={record => set({ record })}
        faults={faultsAt('record')}
      />
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
            <input
              required
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
              <textarea
                className="charter-choices"
                required
                rows={3}
                aria-label={say('charter.choices')}
                placeholder={say('charter.choices')}
                value={field.choices.map(choice => choice.zh).join('\n')}
                onChange={event =>
                  setField(index, { choices: event.target.value.split('\n').map(zh => ({ zh, en: zh })) })
                }
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

function Pair({
  label,
  value,
  set,
  faults,
}: {
  label: string
  value: Words
  set: (value: Words) => void
  faults: readonly { readonly what: Words }[]
}) {
  const { say } = useSpeech()
  return (
    <div className="charter-pair">
      <label>
        <span>{label}</span>
        <input required value={value.zh} onChange={event => set({ ...value, zh: event.target.value })} />
      </label>
      <label>
        <span>{say('charter.in_english')}</span>
        <input value={value.en} onChange={event => set({ ...value, en: event.target.value })} />
      </label>
      <FaultLines faults={faults} />
    </div>
  )
}

function FaultLines({ faults }: { faults: readonly { readonly what: Words }[] }) {
  const { pick } = useSpeech()
  return faults.map(fault => (
    <p key={fault.what.zh} className="fault charter-wide">
      {pick(fault.what)}
    </p>
  ))
}

function Amount({ label, value, set }: { label: string; value: number; set: (value: number) => void }) {
  const [text, setText] = useState(String(value))
  const shown = text === '' || Number(text) === value ? text : String(value)
  return (
    <label>
      <span>{label}</span>
      <input
        required
        inputMode="decimal"
        pattern="\d+(\.\d+)?"
        value={shown}
        // What stands there is a proposal: whoever writes replaces it.
        onFocus={event => event.target.select()}
        onChange={event => {
          setText(event.target.value)
          const read = Number(event.target.value)
          if (event.target.value.trim() !== '' && Number.isFinite(read)) set(read)
        }}
      />
    </label>
  )
}

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

function Chips({
  label,
  options,
  chosen,
  set,
}: {
  label: string
  options: readonly (readonly [code: string, name: string])[]
  chosen: readonly string[]
  set: (chosen: readonly string[]) => void
}) {
  return (
    <fieldset className="chips charter-wide" aria-label={label}>
      <legend>{label}</legend>
      {options.map(([code, name]) => (
        <button
          key={code}
          type="button"
          className="chip"
          aria-pressed={chosen.includes(code)}
          onClick={() => set(chosen.includes(code) ? chosen.filter(one => one !== code) : [...chosen, code])}
        >
          {name}
        </button>
      ))}
    </fieldset>
  )
}

function Preview({ shown }: { shown: NonNullable<Answered['preview']> }) {
  const { language, say, pick } = useSpeech()
  return (
    <section className="charter-wide charter-preview" aria-live="polite">
      <h3>{say('charter.previewed', { period: periodName(shown.period, language) })}</h3>
      {shown.system.duties.map(duty => (
        <p key={duty.id}>{pick(duty.sentence)}</p>
      ))}
      <ul>
        {shown.duties.map(duty => (
          <li key={duty.duty}>
            {say('charter.would_ask', { due: duty.due, orgs: duty.orgs.length, met: duty.met })}
            <small className="quiet">
              {' '}
              {duty.orgs.map(org => pick(org.name)).join(language === 'zh' ? '、' : ', ')}
            </small>
          </li>
        ))}
        {shown.figures.map(figure => (
          <li key={figure.id}>
            {pick(figure.title)}{' '}
            {figure.value === null ? say('figure.missing') : phrase(figure.value, figure.unit, language)}
          </li>
        ))}
        <li>{say('charter.burden', { fields: shown.burden.fields, entries: shown.burden.entries })}</li>
      </ul>
    </section>
  )
}
