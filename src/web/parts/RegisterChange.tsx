// Changing the register at an organization: what may be done to it, to its people, and what may be entered there.
import { Select } from 'antd'
import { useState } from 'react'
import { readVocabulary } from '../../charter/charter.api.ts'
import { FAULTS } from '../../record/draft.ts'
import { listKinds, listPeople } from '../../register/change.api.ts'
import type { OrgRow } from '../../register/register.api.ts'
import type { Day } from '../../time/day.ts'
import { useAnswer, useMe } from '../answers.ts'
import { type Faults, faulty, type Places } from '../faults.ts'
import { useKept } from '../kept.ts'
import { useSpeech } from '../language.ts'
import {
  actOf,
  BELOW_TOP,
  begun,
  type Draft,
  type EntryKind,
  FACT_ACTS,
  fieldsOf,
  intentOf,
  ORG_ACTS,
  type OrgAct,
  PEOPLE_ACTS,
  wrongOf,
} from '../register-draft.ts'
import { ChangeFlow } from './ChangeFlow.tsx'
import { DayPicker } from './DayPicker.tsx'
import { KindFields } from './KindFields.tsx'
import { Beside, Named, type Told } from './Named.tsx'
import { OrgSelect } from './OrgPicker.tsx'
import { PersonFields } from './PersonFields.tsx'
import { SideSheet } from './SideSheet.tsx'

const PLACES: Places = {
  'org.circle': 'to',
  'org.recorded': 'to',
  'org.recorded_before': 'day',
  'org.recorded_split': 'keeps',
  'org.unknown': 'to',
  'org.ambiguous': 'to',
  'org.absent': 'day',
  'input.day': 'day',
  'record.future': 'day',
  'org.code': 'code',
  'member.twice': 'person',
  'member.none': 'person',
  'person.unknown': 'person',
  'person.ambiguous': 'person',
  'person.unnamed': 'person',
  'post.twice': 'post',
  'post.taken': 'post',
  'post.none': 'post',
  'member.full': 'person',
  'person.present': 'facts',
  'person.unborn': 'facts',
}

interface Props {
  readonly org: OrgRow
  readonly day: Day
  /** What the address asks for. */
  readonly asked: string
  readonly onAct: (act: OrgAct) => void
  readonly onClose: () => void
}

/** The sheet in which an organization of the register is changed. */
export function RegisterChange({ org, day, asked, onAct, onClose }: Props) {
  const { language, say } = useSpeech()
  const name = (language === 'en' && org.english) || org.short
  const act = actOf(asked)
  // The day goes along from act to act.
  const [on, setOn] = useState(day)
  return (
    <SideSheet open onClose={onClose} size={620} title={say('change.title', { org: name })}>
      <Form key={act} org={org} day={on} onDay={setOn} act={act} onAct={onAct} onClose={onClose} />
    </SideSheet>
  )
}

type FormProps = Omit<Props, 'asked'> & { readonly act: OrgAct; readonly onDay: (day: Day) => void }

function Form({ org, day, onDay, act, onAct, onClose }: FormProps) {
  const { say, pick } = useSpeech()
  const kinds = useAnswer(listKinds, {}).data ?? []
  const kept = useKept(`register ${org.code} ${act}`, () => begun(org, act, day))
  const draft = kept.value
  const put = (part: Partial<Draft>) => {
    if (part.day) onDay(part.day)
    kept.put(part)
  }
  const entered = kinds.find(kind => kind.id === draft.of)?.fields ?? []
  const wrong = wrongOf(draft, entered, pick(FAULTS.missing))
  const intent = faulty(wrong) ? null : intentOf(org, draft, entered)
  return (
    <ChangeFlow intent={intent} wrong={wrong} places={PLACES} kept={kept} onClose={onClose}>
      {faults => (
        <>
          {[ORG_ACTS, PEOPLE_ACTS, FACT_ACTS].map(acts => (
            <fieldset key={acts[0]} className="chips" aria-label={say('change.what')}>
              {acts
                .filter(one => org.parent !== null || !BELOW_TOP.has(one))
                .map(one => (
                  <button
                    key={one}
                    type="button"
                    className="chip"
                    aria-pressed={act === one}
                    onClick={() => onAct(one)}
                  >
                    {say(`change.act_${one}`)}
                  </button>
                ))}
            </fieldset>
          ))}
          <p className="quiet">{say(`change.about_${act}`)}</p>
          <Fields org={org} draft={draft} put={put} kinds={kinds} faults={faults} />
        </>
      )}
    </ChangeFlow>
  )
}

function Fields({
  org,
  draft,
  put,
  kinds,
  faults,
}: {
  org: OrgRow
  draft: Draft
  put: (part: Partial<Draft>) => void
  kinds: readonly EntryKind[]
  faults: Faults
}) {
  const { say, pick } = useSpeech()
  const latest = useMe().data?.latest
  const codes = useAnswer(readVocabulary, {}).data?.codes ?? {}
  const named = (field: string) =>
    Object.entries(codes[field] ?? {}).map(([value, words]) => ({ value, label: pick(words) }))
  const asked = fieldsOf(draft.act)
  return (
    <div className="change-fields">
      {asked.includes('name') &&
        (['short', 'name', 'english'] as const).map(key => (
          <Named key={key} className="change-field" label={say(`change.${key}`)} fault={faults.at(key)}>
            {told => (
              <input
                {...told}
                value={draft[key]}
                maxLength={120}
                required={key === 'short'}
                placeholder={key === 'name' ? draft.short : ''}
                onChange={event => put({ [key]: event.target.value })}
              />
            )}
          </Named>
        ))}
      {asked.includes('kind') &&
        (['tier', 'sector', 'model'] as const).map(key => (
          <Named key={key} className="change-field" label={say(`change.${key}`)} fault={faults.at(key)}>
            {told => (
              <select
                {...told}
                className="select"
                value={draft[key]}
                onChange={event => put({ [key]: event.target.value })}
              >
                {draft[key] === '' && <option value="">{say('cases.choose')}</option>}
                {named(key).map(one => (
                  <option key={one.value} value={one.value}>
                    {one.label}
                  </option>
                ))}
              </select>
            )}
          </Named>
        ))}
      {asked.includes('facts') && (
        <>
          <PersonFields facts={draft.facts} faults={faults} onFacts={facts => put({ facts })} />
          <Named className="change-field" label={say('change.joins')}>
            {told => (
              <select
                {...told}
                className="select"
                value={draft.joins}
                onChange={event => put({ joins: event.target.value as Draft['joins'] })}
              >
                {(['', 'probationary', 'full'] as const).map(kind => (
                  <option key={kind} value={kind}>
                    {say(kind ? `change.joins_${kind}` : 'change.joins_none')}
                  </option>
                ))}
              </select>
            )}
          </Named>
          <div className="change-wide">
            <Beside fault={faults.at('facts')} />
          </div>
          {(draft.another || faults.code === 'person.present') && (
            <label className="check change-wide">
              <input
                type="checkbox"
                checked={draft.another}
                onChange={event => put({ another: event.target.checked })}
              />
              {say('change.another')}
            </label>
          )}
        </>
      )}
      {(asked.includes('thing') || asked.includes('tie')) && (
        <Entry
          org={org}
          kinds={kinds.filter(kind => kind.form === (asked.includes('thing') ? 'thing' : 'tie'))}
          draft={draft}
          put={put}
          faults={faults}
        />
      )}
      {asked.includes('person') && (
        <Named
          className="change-field change-wide"
          label={say(draft.act === 'org.split' ? 'change.people' : 'change.person')}
          fault={faults.at('person')}
        >
          {told => <People told={told} org={org} draft={draft} put={put} />}
        </Named>
      )}
      {asked.includes('post') && (
        <Named className="change-field" label={say('change.post')} fault={faults.at('post')}>
          {told => (
            <select
              {...told}
              className="select"
              value={draft.post}
              onChange={event => put({ post: event.target.value })}
            >
              {draft.post === '' && <option value="">{say('cases.choose')}</option>}
              {Object.keys(codes.post ?? {}).map(office => (
                <option key={office} value={office}>
                  {pick(codes.post![office]!)}
                </option>
              ))}
            </select>
          )}
        </Named>
      )}
      {(asked.includes('to') || asked.includes('heir')) && (
        <Named
          className="change-field change-wide"
          label={say(`change.to_${draft.act as 'org.move' | 'org.merge' | 'org.close' | 'member.transfer'}`)}
          fault={faults.at('to')}
        >
          {told => (
            <OrgSelect
              id={told.id}
              on={draft.day}
              label={say(`change.to_${draft.act as 'org.move' | 'org.merge' | 'org.close' | 'member.transfer'}`)}
              value={draft.to}
              onOrg={to => put({ to })}
              invalid={faults.at('to') !== null}
            />
          )}
        </Named>
      )}
      {asked.includes('code') && (
        <Named className="change-field" label={say('change.code')} fault={faults.at('code')}>
          {told => (
            <input
              {...told}
              value={draft.code}
              maxLength={24}
              placeholder={say('change.code_hint')}
              onChange={event => put({ code: event.target.value })}
            />
          )}
        </Named>
      )}
      {asked.includes('keeps') && (
        <div className="change-field change-wide">
          <label className="check">
            <input type="checkbox" checked={draft.keeps} onChange={event => put({ keeps: event.target.checked })} />
            <span>{say('change.keeps')}</span>
          </label>
          <Beside fault={faults.at('keeps')} />
        </div>
      )}
      <div className="change-field">
        <DayPicker label={say('change.day')} day={draft.day} last={latest} onDay={day => put({ day })} />
        <Beside fault={faults.at('day')} />
      </div>
    </div>
  )
}

/** What is entered of a thing or a tie: its kind, its name, and the fields that the charter asks. */
function Entry({
  org,
  kinds,
  draft,
  put,
  faults,
}: {
  org: OrgRow
  kinds: readonly EntryKind[]
  draft: Draft
  put: (part: Partial<Draft>) => void
  faults: Faults
}) {
  const { say, pick } = useSpeech()
  const chosen = kinds.find(kind => kind.id === draft.of)
  return (
    <>
      <Named className="change-field change-wide" label={say('change.of')} fault={faults.at('kind')}>
        {told => (
          <select
            {...told}
            className="select"
            value={draft.of}
            onChange={event => put({ of: event.target.value, typed: {} })}
          >
            <option value="">{say('cases.choose')}</option>
            {kinds.map(kind => (
              <option key={kind.id} value={kind.id}>
                {pick(kind.name)} · {pick(kind.system)}
              </option>
            ))}
          </select>
        )}
      </Named>
      {chosen?.form === 'thing' &&
        (['short', 'english'] as const).map(key => (
          <Named
            key={key}
            className="change-field"
            label={say(key === 'short' ? 'change.thing_name' : 'change.english')}
            fault={faults.at(key === 'short' ? 'name' : key)}
          >
            {told => (
              <input
                {...told}
                value={draft[key]}
                maxLength={120}
                required={key === 'short'}
                onChange={event => put({ [key]: event.target.value })}
              />
            )}
          </Named>
        ))}
      {chosen && (
        <>
          <KindFields
            org={org.code}
            fields={chosen.fields}
            values={draft.typed}
            faults={faults}
            onChange={(name, value) => put({ typed: { ...draft.typed, [name]: value } })}
          />
          <p className="quiet change-wide">{pick(chosen.clause)}</p>
        </>
      )}
    </>
  )
}

/** People to choose from: those of the organization first; whoever is typed by name, from all in sight, where that makes sense. */
function People({
  told,
  org,
  draft,
  put,
}: {
  told: Told
  org: OrgRow
  draft: Draft
  put: (part: Partial<Draft>) => void
}) {
  const { say, pick } = useSpeech()
  const [text, setText] = useState('')
  const codes = useAnswer(readVocabulary, {}).data?.codes.post ?? {}
  const { act, day } = draft
  const own = useAnswer(listPeople, { org: org.code, on: day }, { keep: true })
  const wide = act === 'member.join' || act === 'post.appoint'
  const called = useAnswer(
    listPeople,
    { org: org.code, on: day, q: text },
    { when: wide && text.trim() !== '', keep: true },
  )
  const several = act === 'org.split'
  const found = [...(own.data ?? []), ...(wide && text.trim() ? (called.data ?? []) : [])]
  const people = found.filter(
    (one, index) =>
      found.findIndex(other => other.id === one.id) === index &&
      (act === 'member.join'
        ? one.org === null
        : act === 'member.confirm'
          ? one.kind === 'probationary' && one.org?.code === org.code
          : act === 'post.appoint'
            ? true
            : act === 'post.release'
              ? one.posts.length > 0
              : one.org?.code === org.code),
  )
  const label = (one: (typeof people)[number]) =>
    `${pick(one.name)} · ${say('org.born', { year: one.born.slice(0, 4) })}${one.org && one.org.code !== org.code ? ` · ${pick(one.org.name)}` : ''}`
  const options =
    act === 'post.release'
      ? people.flatMap(one =>
          one.posts.map(post => ({
            value: `${one.id} ${post}`,
            label: `${codes[post] ? pick(codes[post]) : post} · ${label(one)}`,
          })),
        )
      : people.map(one => ({ value: one.id, label: label(one) }))
  return (
    <Select
      {...told}
      status={told['aria-invalid'] ? 'error' : ''}
      {...(several ? { mode: 'multiple' as const } : {})}
      aria-label={say(several ? 'change.people' : 'change.person')}
      placeholder={say(wide ? 'change.person_any' : 'change.person_own')}
      showSearch={{ optionFilterProp: 'label', onSearch: setText }}
      loading={own.isPending || called.isFetching}
      notFoundContent={<span className="quiet">{say('change.person_none')}</span>}
      value={several ? [...draft.people] : (draft.people[0] ?? null)}
      onChange={(value: string | string[] | null) =>
        put({ people: Array.isArray(value) ? value : value === null ? [] : [value] })
      }
      options={options}
    />
  )
}
