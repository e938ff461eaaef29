// The fields that the charter asks at the opening of a case and at its stages, as inputs. Values stay text until they are sent.
import { Select } from 'antd'
import { type CaseField, listOwners } from '../../record/case.api.ts'
import { showOrg } from '../../register/register.api.ts'
import { useAnswer, useCodes } from '../answers.ts'
import { useSpeech } from '../language.ts'
import { OrgSelect } from './OrgPicker.tsx'

export type Values = Readonly<Record<string, string>>

/** Values in the form that the wire wants; what was left empty is left out. */
export function valuesFor(fields: readonly CaseField[], values: Values): Record<string, unknown> {
  return Object.fromEntries(
    fields
      .map(field => [field, (values[field.id] ?? '').trim()] as const)
      .filter(([, text]) => text !== '')
      .map(([{ id, type }, text]) => {
        if (type === 'flag') return [id, text === 'true']
        return [id, (type === 'integer' || type === 'decimal') && Number.isFinite(Number(text)) ? Number(text) : text]
      }),
  )
}

/** True when every field that must be filled is. */
export function filled(fields: readonly CaseField[], values: Values): boolean {
  return fields.every(field => field.optional || field.type === 'flag' || (values[field.id] ?? '').trim() !== '')
}

interface Props {
  readonly org: string
  readonly fields: readonly CaseField[]
  readonly values: Values
  readonly onChange: (id: string, value: string) => void
}

export function CaseFields({ org, fields, values, onChange }: Props) {
  const { pick, say } = useSpeech()
  return (
    <>
      {fields.map(field => (
        // biome-ignore lint/a11y/noLabelWithoutControl: each input below carries this name
        <label key={field.id} className={field.type === 'text' ? 'case-field case-field-wide' : 'case-field'}>
          <span>
            {pick(field.name)}
            {field.optional && <small className="quiet"> {say('cases.optional')}</small>}
          </span>
          <FieldInput org={org} field={field} value={values[field.id] ?? ''} onChange={to => onChange(field.id, to)} />
        </label>
      ))}
    </>
  )
}

interface One {
  readonly org: string
  readonly field: CaseField
  readonly value: string
  readonly onChange: (value: string) => void
}

function FieldInput({ org, field, value, onChange }: One) {
  const { pick, say } = useSpeech()
  const name = pick(field.name)
  switch (field.type) {
    case 'text':
      return (
        <textarea
          aria-label={name}
          rows={2}
          maxLength={4000}
          value={value}
          onChange={event => onChange(event.target.value)}
        />
      )
    case 'day':
      return <input type="date" aria-label={name} value={value} onChange={event => onChange(event.target.value)} />
    case 'flag':
      return (
        <input
          type="checkbox"
          aria-label={name}
          checked={value === 'true'}
          onChange={event => onChange(String(event.target.checked))}
        />
      )
    case 'choice':
      return (
        <select className="select" aria-label={name} value={value} onChange={event => onChange(event.target.value)}>
          <option value="">{say('cases.choose')}</option>
          {Object.entries(field.choices ?? {}).map(([id, words]) => (
            <option key={id} value={id}>
              {pick(words)}
            </option>
          ))}
        </select>
      )
    case 'person':
      return <PersonSelect org={org} name={name} value={value} onChange={onChange} />
    case 'org':
      return <OrgSelect label={name} value={value || null} onOrg={onChange} clearable />
    case 'thing':
      return <ThingSelect org={org} kind={field.of} name={name} value={value} onChange={onChange} />
    default:
      return (
        <input inputMode="decimal" aria-label={name} value={value} onChange={event => onChange(event.target.value)} />
      )
  }
}

interface Picking {
  readonly name: string
  readonly value: string
  readonly onChange: (value: string) => void
}

const PICKER = { showSearch: true, allowClear: true, optionFilterProp: 'label' } as const

/** Who may own a case here: those in office first, from the organization upwards, then its members. */
export function PersonSelect({ org, name, value, onChange }: Picking & { org: string }) {
  const { pick, say } = useSpeech()
  const codes = useCodes()
  const found = useAnswer(listOwners, { org }, { when: org !== '' })
  return (
    <Select
      {...PICKER}
      aria-label={name}
      placeholder={say('cases.choose')}
      loading={found.isPending}
      value={value || null}
      onChange={to => onChange(to ?? '')}
      options={(found.data ?? []).map(one => ({
        value: one.id,
        label: `${pick(one.name)} · ${one.post ? `${codes.name('post', one.post)} · ` : ''}${pick(one.org.name)}`,
      }))}
    />
  )
}

function ThingSelect({ org, kind, name, value, onChange }: Picking & { org: string; kind: string | null }) {
  const { language, say } = useSpeech()
  const found = useAnswer(showOrg, { code: org }, { when: org !== '' })
  return (
    <Select
      {...PICKER}
      aria-label={name}
      placeholder={say('cases.choose')}
      loading={found.isPending}
      value={value || null}
      onChange={to => onChange(to ?? '')}
      options={(found.data?.things ?? [])
        .filter(thing => kind === null || thing.kind === kind)
        .map(thing => ({ value: thing.id, label: (language === 'en' && thing.english) || thing.name }))}
    />
  )
}
