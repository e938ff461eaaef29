// The fields that the charter asks of a case, a thing or a tie, as inputs. Values stay text until they are sent.
import { Select } from 'antd'
import { useDeferredValue, useState } from 'react'
import type { FieldRow } from '../../charter/charter.api.ts'
import type { Words } from '../../charter/language.ts'
import { findPeople } from '../../dossier/person.api.ts'
import { capture } from '../../record/capture.api.ts'
import { listOwners } from '../../record/case.api.ts'
import { showOrg } from '../../register/register.api.ts'
import { useAnswer, useCodes } from '../answers.ts'
import type { Faults } from '../faults.ts'
import type { Values } from '../kind-values.ts'
import { useSpeech } from '../language.ts'
import { Named, type Told } from './Named.tsx'
import { OrgSelect } from './OrgPicker.tsx'
import { PointInput } from './PointInput.tsx'
import '../style/fields.css'

interface Props {
  readonly org: string
  readonly fields: readonly FieldRow[]
  readonly values: Values
  readonly faults: Pick<Faults, 'at'>
  readonly onChange: (id: string, value: string) => void
}

export function KindFields({ org, fields, values, faults, onChange }: Props) {
  const { pick, say } = useSpeech()
  return (
    <>
      {fields.map(field => (
        <Named
          key={field.id}
          className={field.type === 'text' ? 'kind-field kind-field-wide' : 'kind-field'}
          label={
            <>
              {pick(field.name)}
              {field.optional && <small className="quiet"> {say('cases.optional')}</small>}
            </>
          }
          fault={faults.at(field.id)}
        >
          {told => (
            <FieldInput
              org={org}
              told={told}
              field={field}
              value={values[field.id] ?? ''}
              onChange={to => onChange(field.id, to)}
            />
          )}
        </Named>
      ))}
    </>
  )
}

interface One {
  readonly org: string
  readonly told: Told
  readonly field: FieldRow
  readonly value: string
  readonly onChange: (value: string) => void
}

function FieldInput({ org, told, field, value, onChange }: One) {
  const { pick, say } = useSpeech()
  const name = pick(field.name)
  switch (field.type) {
    case 'text':
      return (
        <textarea
          {...told}
          aria-label={name}
          rows={2}
          maxLength={4000}
          value={value}
          onChange={event => onChange(event.target.value)}
        />
      )
    case 'day':
      return (
        <input {...told} type="date" aria-label={name} value={value} onChange={event => onChange(event.target.value)} />
      )
    case 'flag':
      return (
        <input
          {...told}
          type="checkbox"
          aria-label={name}
          checked={value === 'true'}
          onChange={event => onChange(String(event.target.checked))}
        />
      )
    case 'choice':
      return (
        <select
          {...told}
          className="select"
          aria-label={name}
          value={value}
          onChange={event => onChange(event.target.value)}
        >
          <option value="">{say('cases.choose')}</option>
          {Object.entries(field.choices ?? {}).map(([id, words]) => (
            <option key={id} value={id}>
              {pick(words)}
            </option>
          ))}
        </select>
      )
    case 'point':
      return <PointInput {...told} aria-label={name} value={value} onPoint={onChange} />
    case 'person':
      return <PersonSelect told={told} org={org} name={name} value={value} onChange={onChange} />
    case 'org':
      return (
        <OrgSelect
          id={told.id}
          label={name}
          value={value || null}
          onOrg={onChange}
          invalid={told['aria-invalid'] ?? false}
          clearable
        />
      )
    case 'thing':
      return <ThingSelect told={told} org={org} kind={field.of} name={name} value={value} onChange={onChange} />
    case 'record':
      return <NamedSelect told={told} org={org} kind={field.of} name={name} value={value} onChange={onChange} />
    default:
      return (
        <input
          {...told}
          inputMode="decimal"
          aria-label={name}
          value={value}
          onChange={event => onChange(event.target.value)}
        />
      )
  }
}

interface Picking {
  readonly told?: Told
  readonly name: string
  readonly value: string
  readonly onChange: (value: string) => void
}

/** A person: those in office first, from the organization upwards, then its members; whoever is typed, from all in sight. */
export function PersonSelect({ told, org, name, value, onChange }: Picking & { org: string }) {
  const { pick, say } = useSpeech()
  const codes = useCodes()
  const [typed, setTyped] = useState('')
  const q = useDeferredValue(typed.trim())
  const near = useAnswer(listOwners, { org }, { when: org !== '' })
  const called = useAnswer(findPeople, { q, org, limit: 20 }, { when: q !== '', keep: true })
  const label = (one: { name: Words; org: { name: Words } | null }, post: string | null | undefined) =>
    [pick(one.name), post && codes.name('post', post), one.org && pick(one.org.name)].filter(Boolean).join(' · ')
  const options = new Map([
    ...(near.data ?? []).map(one => [one.id, label(one, one.post)] as const),
    ...(q === '' ? [] : (called.data ?? []).map(one => [one.id, label(one, one.posts[0]?.post)] as const)),
  ])
  const found = new Set(called.data?.map(one => one.id))
  return (
    <Select
      {...told}
      status={told?.['aria-invalid'] ? 'error' : ''}
      allowClear
      showSearch={{
        onSearch: setTyped,
        // Who was found by pinyin does not contain the letters that were typed.
        filterOption: (text, option) =>
          found.has(String(option?.value)) || String(option?.label).toLowerCase().includes(text.toLowerCase()),
      }}
      aria-label={name}
      placeholder={say('cases.choose')}
      loading={near.isPending || called.isFetching}
      notFoundContent={<span className="quiet">{say('change.person_none')}</span>}
      value={value || null}
      onChange={to => onChange(to ?? '')}
      options={[...options].map(([id, label]) => ({ value: id, label }))}
    />
  )
}

function ThingSelect({ told, org, kind, name, value, onChange }: Picking & { org: string; kind: string | null }) {
  const { language, say } = useSpeech()
  const found = useAnswer(showOrg, { code: org }, { when: org !== '' })
  return (
    <Select
      {...told}
      status={told?.['aria-invalid'] ? 'error' : ''}
      showSearch={{ optionFilterProp: 'label' }}
      allowClear
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

/** A record of the organization or one above it, by its day and title. */
function NamedSelect({ told, org, kind, name, value, onChange }: Picking & { org: string; kind: string | null }) {
  const { pick, say } = useSpeech()
  const found = useAnswer(capture, { org }, { when: org !== '' })
  return (
    <Select
      {...told}
      status={told?.['aria-invalid'] ? 'error' : ''}
      showSearch={{ optionFilterProp: 'label' }}
      allowClear
      aria-label={name}
      placeholder={say('cases.choose')}
      loading={found.isPending}
      notFoundContent={<span className="quiet">{say('record.named_none')}</span>}
      value={value || null}
      onChange={to => onChange(to ?? '')}
      options={(found.data?.named ?? [])
        .filter(one => one.kind === kind)
        .map(one => ({ value: one.id, label: pick(one.title) }))}
    />
  )
}
