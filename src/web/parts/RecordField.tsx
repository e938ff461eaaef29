// One field of a record's form, by its type, with its unit, its hint and what is wrong with it.
import type { ReactNode } from 'react'
import type { Field } from '../../charter/language.ts'
import type { CaptureAnswer } from '../../record/capture.api.ts'
import { useOrg } from '../answers.ts'
import { useSpeech } from '../language.ts'
import { PersonSelect } from './KindFields.tsx'
import { OrgSelect } from './OrgPicker.tsx'
import { PointInput } from './PointInput.tsx'

/** So many choices are shown side by side; more stand in a list. */
const SIDE_BY_SIDE = 5

interface RowProps {
  readonly id: string
  readonly label: ReactNode
  readonly hint?: string | undefined
  readonly fault: string | null
  /** Several controls under one name. */
  readonly group?: boolean
  readonly children: ReactNode
}

/** A line of the form: its name, its control, and beside it what is wrong. */
export function FormRow({ id, label, hint, fault, group = false, children }: RowProps) {
  return (
    <div
      className={fault ? 'form-row form-row-fault' : 'form-row'}
      data-field={id}
      {...(group ? { role: 'group', 'aria-labelledby': `${id}-name` } : {})}
    >
      {group ? (
        <span className="form-name" id={`${id}-name`}>
          {label}
        </span>
      ) : (
        <label className="form-name" htmlFor={id} id={`${id}-name`}>
          {label}
        </label>
      )}
      <div className="form-control">
        {children}
        {hint && (
          <p className="form-hint quiet" id={`${id}-hint`}>
            {hint}
          </p>
        )}
        {fault && (
          <p className="fault" role="alert" id={`${id}-fault`}>
            {fault}
          </p>
        )}
      </div>
    </div>
  )
}

/** What tells a screen reader of the hint and the fault of a control. */
export function toldBy(id: string, hint: string | undefined, fault: string | null) {
  const by = [hint && `${id}-hint`, fault && `${id}-fault`].filter(Boolean).join(' ')
  return { ...(by ? { 'aria-describedby': by } : {}), ...(fault ? { 'aria-invalid': true } : {}) }
}

interface Props {
  readonly id: string
  readonly field: Field
  readonly value: string | boolean | undefined
  readonly answer: CaptureAnswer
  readonly onValue: (value: string | boolean) => void
  readonly fault: string | null
}

export function RecordField({ id, field, value, answer, onValue, fault }: Props) {
  const { say, pick } = useSpeech()
  const name = pick(field.name)
  const label = (
    <>
      {name}
      {field.optional && <small className="quiet">{say('record.optional')}</small>}
    </>
  )
  const text = String(value ?? '')
  const hint =
    field.type === 'money' || field.type === 'integer' || field.type === 'decimal'
      ? say(`record.hint_${field.type}`)
      : undefined
  const told = toldBy(id, hint, fault)
  const row = (control: ReactNode, group = false, more = hint) => (
    <FormRow id={id} label={label} hint={more} fault={fault} group={group}>
      {control}
    </FormRow>
  )
  switch (field.type) {
    case 'text':
      return row(<textarea id={id} rows={2} value={text} onChange={event => onValue(event.target.value)} {...told} />)
    case 'flag':
      return row(
        <Choices
          id={id}
          chosen={value === undefined ? '' : String(value)}
          options={[
            { value: 'true', name: say('record.yes') },
            { value: 'false', name: say('record.no') },
          ]}
          onChoose={to => onValue(to === 'true')}
        />,
        true,
      )
    case 'choice': {
      const options = Object.entries(field.choices ?? {}).map(([id, words]) => ({ value: id, name: pick(words) }))
      if (options.length <= SIDE_BY_SIDE)
        return row(
          <Choices
            id={id}
            chosen={text}
            options={field.optional ? [...options, { value: '', name: say('record.none') }] : options}
            onChoose={onValue}
          />,
          true,
        )
      return row(<List id={id} value={text} field={field} options={options} told={told} onValue={onValue} />)
    }
    case 'thing': {
      const things = answer.things.filter(thing => thing.kind === field.of)
      const options = things.map(thing => ({ value: thing.id, name: pick(thing.name) }))
      const none = things.length === 0 ? say('record.things_none') : undefined
      return row(
        <List id={id} value={text} field={field} options={options} told={told} onValue={onValue} />,
        false,
        none,
      )
    }
    case 'record': {
      const offered = answer.named.filter(one => one.kind === field.of)
      const options = offered.map(one => ({ value: one.id, name: pick(one.title) }))
      const none = offered.length === 0 ? say('record.named_none') : undefined
      return row(
        <List id={id} value={text} field={field} options={options} told={told} onValue={onValue} />,
        false,
        none,
      )
    }
    case 'person':
      return row(<PersonSelect org={answer.org.code} name={name} value={text} onChange={onValue} />, true)
    case 'org':
      return row(<OrgOf name={name} value={text} onValue={onValue} />, true)
    case 'day':
      return row(<input id={id} type="date" value={text} onChange={event => onValue(event.target.value)} {...told} />)
    case 'point':
      return row(<PointInput id={id} value={text} onPoint={onValue} {...told} />)
    default:
      return row(
        <span className="form-amount">
          <input
            id={id}
            inputMode={field.type === 'integer' ? 'numeric' : 'decimal'}
            autoComplete="off"
            value={text}
            onChange={event => onValue(event.target.value)}
            {...told}
          />
          {field.type === 'money' && <span>{say('record.yuan')}</span>}
        </span>,
      )
  }
}

interface Option {
  readonly value: string
  readonly name: string
}

function Choices({
  id,
  chosen,
  options,
  onChoose,
}: {
  id: string
  chosen: string
  options: readonly Option[]
  onChoose: (value: string) => void
}) {
  return (
    <span className="form-choices">
      {options.map(option => (
        <label key={option.value} className="check">
          <input type="radio" name={id} checked={chosen === option.value} onChange={() => onChoose(option.value)} />
          {option.name}
        </label>
      ))}
    </span>
  )
}

function List({
  id,
  value,
  field,
  options,
  told,
  onValue,
}: {
  id: string
  value: string
  field: Field
  options: readonly Option[]
  told: object
  onValue: (value: string) => void
}) {
  const { say } = useSpeech()
  return (
    <select id={id} className="select" value={value} onChange={event => onValue(event.target.value)} {...told}>
      <option value="">{say(field.optional ? 'record.none' : 'record.choose')}</option>
      {options.map(option => (
        <option key={option.value} value={option.value}>
          {option.name}
        </option>
      ))}
    </select>
  )
}

/** Records name organizations by their ids, people know them by name. */
function OrgOf({ name, value, onValue }: { name: string; value: string; onValue: (value: string) => void }) {
  const org = useOrg(value)
  return (
    <OrgSelect label={name} value={org?.code ?? null} onOrg={(_code, chosen) => onValue(chosen?.id ?? '')} clearable />
  )
}
