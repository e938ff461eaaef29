// Changing the register: choose what is to be done, see what it would entail, do it, take it back.
import { Select } from 'antd'
import { type FormEvent, type ReactNode, useId, useState } from 'react'
import type { z } from 'zod'
import { readVocabulary } from '../../charter/charter.api.ts'
import { changeRegister, type intended, listPeople, undoChange } from '../../register/change.api.ts'
import type { Act, OrgRow } from '../../register/register.api.ts'
import type { Day } from '../../time/day.ts'
import { useAnswer, useMe } from '../answers.ts'
import { useChange } from '../change.ts'
import { Trouble as Fault, type Given, tell } from '../client.ts'
import { useSpeech } from '../language.ts'
import { DayPicker } from './DayPicker.tsx'
import { Entailed } from './Entailed.tsx'
import { OrgSelect } from './OrgPicker.tsx'
import { SideSheet } from './SideSheet.tsx'
import { sentenceOf, Waiting } from './Trouble.tsx'
import '../style/change.css'

type Intent = z.input<typeof intended>
type Outcome = Given<typeof changeRegister>
type Field = 'org' | 'to' | 'person' | 'day' | 'name' | 'code' | 'post' | 'kind'

const ORG_ACTS = ['org.change', 'org.move', 'org.merge', 'org.split', 'org.open', 'org.close'] as const
const PEOPLE_ACTS = ['member.transfer', 'member.join', 'member.leave', 'post.appoint', 'post.release'] as const
const OFFICES = [
  'secretary',
  'deputy_secretary',
  'committee_member',
  'village_head',
  'organizer',
  'leader',
  'auditor',
  'community_worker',
] as const
type Office = (typeof OFFICES)[number]

/** Beside which field a refusal belongs; the others stand below the form. */
const PLACES: Readonly<Record<string, Field>> = {
  'org.circle': 'to',
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
}

/** What is typed, before it becomes a change. */
interface Draft {
  readonly act: Act
  readonly day: Day
  readonly to: string | null
  readonly people: readonly string[]
  readonly post: Office
  readonly kind: 'full' | 'probationary'
  readonly name: string
  readonly short: string
  readonly english: string
  readonly code: string
  readonly tier: string
  readonly sector: string
  readonly model: string
}

/** The sheet in which an organization of the register is changed. */
export function RegisterChange({ org, day, onClose }: { org: OrgRow; day: Day; onClose: () => void }) {
  const { language, say } = useSpeech()
  const name = (language === 'en' && org.english) || org.short
  return (
    <SideSheet open onClose={onClose} size={620} title={say('change.title', { org: name })}>
      <Form org={org} day={day} onClose={onClose} />
    </SideSheet>
  )
}

function Form({ org, day, onClose }: { org: OrgRow; day: Day; onClose: () => void }) {
  const speech = useSpeech()
  const { language, say } = speech
  const [draft, setDraft] = useState<Draft>(() => begun(org, 'org.change', day))
  const [seen, setSeen] = useState<Outcome | null>(null)
  const [done, setDone] = useState<Outcome | null>(null)
  const intent = intentOf(org, draft)
  const put = (part: Partial<Draft>) => {
    setDraft(before => ({ ...before, ...part }))
    setSeen(null)
  }
  const send = async (preview: boolean) => {
    const answer = await tell(changeRegister, { preview, change: intent! }, language)
    if (preview) setSeen(answer)
    else setDone(answer)
  }
  const change = useChange((preview: boolean) => send(preview))
  const code = change.fault instanceof Fault ? change.fault.problem?.code : undefined
  const place = code ? PLACES[code] : undefined
  const asked = fieldsOf(draft.act)
  const beside = change.fault && place && asked.includes(place) ? place : null
  const sentence = change.fault ? sentenceOf(change.fault, speech) : ''
  if (done?.id) return <Done id={done.id} said={done.said} onClose={onClose} />
  const submit = (event: FormEvent) => {
    event.preventDefault()
    change.run(!seen)
  }
  return (
    <form className="change" onSubmit={submit}>
      {[ORG_ACTS, PEOPLE_ACTS].map(acts => (
        <fieldset key={acts[0]} className="chips" aria-label={say('change.what')}>
          {acts
            .filter(act => org.parent !== null || !BELOW_TOP.has(act))
            .map(act => (
              <button
                key={act}
                type="button"
                className="chip"
                aria-pressed={draft.act === act}
                onClick={() => {
                  setSeen(null)
                  setDraft(begun(org, act, draft.day))
                }}
              >
                {say(`change.act_${act}`)}
              </button>
            ))}
        </fieldset>
      ))}
      <p className="quiet">{say(`change.about_${draft.act}`)}</p>
      <Fields org={org} draft={draft} put={put} fault={beside ? { field: beside, sentence } : null} />
      {change.fault && !beside && (
        <p className="fault" role="alert">
          {sentence}
        </p>
      )}
      {seen?.consequences && (
        <section className="change-seen" aria-live="polite">
          <h3>{speech.pick(seen.said)}</h3>
          <Entailed found={seen.consequences} />
        </section>
      )}
      <p className="change-ways">
        <button type="submit" className="button button-main" disabled={change.busy || intent === null}>
          {change.busy ? say('change.busy') : say(seen ? 'change.do' : 'change.preview')}
        </button>
        {seen && (
          <button type="button" className="button" onClick={() => setSeen(null)}>
            {say('change.again')}
          </button>
        )}
        <span className="quiet">
          {say(seen ? 'change.do_note' : intent ? 'change.preview_note' : 'change.incomplete')}
        </span>
      </p>
    </form>
  )
}

/** Acts that the top of the tree does not allow. */
const BELOW_TOP: ReadonlySet<Act> = new Set(['org.move', 'org.merge', 'org.split', 'org.close'])

function begun(org: OrgRow, act: Act, day: Day): Draft {
  const fresh = act === 'org.open' || act === 'org.split'
  return {
    act,
    day,
    to: null,
    people: [],
    post: 'secretary',
    kind: 'full',
    name: fresh ? '' : org.name,
    short: fresh ? '' : org.short,
    english: fresh ? '' : org.english,
    code: '',
    tier: act === 'org.open' ? 'branch' : org.tier,
    sector: org.sector,
    model: org.model,
  }
}

function fieldsOf(act: Act): readonly Field[] {
  switch (act) {
    case 'org.open':
      return ['name', 'kind', 'code', 'day']
    case 'org.split':
      return ['name', 'kind', 'person', 'code', 'day']
    case 'org.change':
      return ['name', 'kind', 'day']
    case 'org.move':
    case 'org.merge':
      return ['to', 'day']
    case 'org.close':
      return ['day']
    case 'member.transfer':
      return ['person', 'to', 'day']
    case 'post.appoint':
      return ['person', 'post', 'day']
    default:
      return ['person', 'day']
  }
}

/** The change that the draft asks for; null while something is missing. */
function intentOf(org: OrgRow, draft: Draft): Intent | null {
  const { act, day, to, people, post, kind, name, short, english, code, tier, sector, model } = draft
  const [person] = people
  const named = { name: name.trim() || short.trim(), short: short.trim(), english, tier, sector, model }
  const own = code.trim() ? { code: code.trim() } : {}
  switch (act) {
    case 'org.open':
      return named.short ? { act, parent: org.code, day, ...named, ...own } : null
    case 'org.split':
      return named.short ? { act, org: org.code, day, people: [...people], ...named, ...own } : null
    case 'org.change': {
      const changed = Object.entries(named).filter(([key, value]) => value !== org[key as keyof OrgRow])
      return changed.length > 0 && named.short ? { act, org: org.code, day, ...Object.fromEntries(changed) } : null
    }
    case 'org.move':
      return to ? { act, org: org.code, to, day } : null
    case 'org.merge':
      return to ? { act, org: org.code, into: to, day } : null
    case 'org.close':
      return { act, org: org.code, day }
    case 'member.join':
      return person ? { act, person, org: org.code, day, kind } : null
    case 'member.leave':
      return person ? { act, person, day } : null
    case 'member.transfer':
      return person && to ? { act, person, to, day } : null
    case 'post.appoint':
      return person ? { act, person, org: org.code, post, day } : null
    case 'post.release': {
      // A post is named by its holder and the office together.
      const [holder, office] = person?.split(' ') ?? []
      return holder && office ? { act, person: holder, org: org.code, post: office as Office, day } : null
    }
  }
}

function Fields({
  org,
  draft,
  put,
  fault,
}: {
  org: OrgRow
  draft: Draft
  put: (part: Partial<Draft>) => void
  fault: { field: Field; sentence: string } | null
}) {
  const { say, pick } = useSpeech()
  const today = useMe().data?.today
  const codes = useAnswer(readVocabulary, {}).data?.codes ?? {}
  const named = (field: string) =>
    Object.entries(codes[field] ?? {}).map(([value, words]) => ({ value, label: pick(words) }))
  const asked = fieldsOf(draft.act)
  const wrong = (field: Field) => (fault?.field === field ? fault.sentence : null)
  return (
    <div className="change-fields">
      {asked.includes('name') &&
        (['short', 'name', 'english'] as const).map(key => (
          <Box key={key} label={say(`change.${key}`)}>
            {id => (
              <input
                id={id}
                value={draft[key]}
                maxLength={120}
                required={key === 'short'}
                placeholder={key === 'name' ? draft.short : ''}
                onChange={event => put({ [key]: event.target.value })}
              />
            )}
          </Box>
        ))}
      {asked.includes('kind') &&
        (['tier', 'sector', 'model'] as const).map(key => (
          <Box key={key} label={say(`change.${key}`)}>
            {id => (
              <select
                id={id}
                className="select"
                value={draft[key]}
                onChange={event => put({ [key]: event.target.value })}
              >
                {named(key).map(one => (
                  <option key={one.value} value={one.value}>
                    {one.label}
                  </option>
                ))}
              </select>
            )}
          </Box>
        ))}
      {asked.includes('person') && (
        <Box label={say(draft.act === 'org.split' ? 'change.people' : 'change.person')} fault={wrong('person')} wide>
          {id => <People id={id} org={org} draft={draft} put={put} />}
        </Box>
      )}
      {asked.includes('post') && (
        <Box label={say('change.post')} fault={wrong('post')}>
          {id => (
            <select
              id={id}
              className="select"
              value={draft.post}
              onChange={event => put({ post: event.target.value as Office })}
            >
              {OFFICES.map(office => (
                <option key={office} value={office}>
                  {codes.post?.[office] ? pick(codes.post[office]) : office}
                </option>
              ))}
            </select>
          )}
        </Box>
      )}
      {asked.includes('to') && (
        <Box
          label={say(`change.to_${draft.act as 'org.move' | 'org.merge' | 'member.transfer'}`)}
          fault={wrong('to')}
          wide
        >
          {id => (
            <OrgSelect
              id={id}
              on={draft.day}
              label={say(`change.to_${draft.act as 'org.move' | 'org.merge' | 'member.transfer'}`)}
              value={draft.to}
              onOrg={to => put({ to })}
              invalid={wrong('to') !== null}
            />
          )}
        </Box>
      )}
      {asked.includes('code') && (
        <Box label={say('change.code')} fault={wrong('code')}>
          {id => (
            <input
              id={id}
              value={draft.code}
              maxLength={24}
              placeholder={say('change.code_hint')}
              onChange={event => put({ code: event.target.value })}
            />
          )}
        </Box>
      )}
      <div className="change-field">
        <DayPicker label={say('change.day')} day={draft.day} last={today} onDay={day => put({ day })} />
        {wrong('day') && (
          <p className="fault" role="alert">
            {wrong('day')}
          </p>
        )}
      </div>
    </div>
  )
}

function Box({
  label,
  fault = null,
  wide = false,
  children,
}: {
  label: string
  fault?: string | null
  wide?: boolean
  /** The control, under the id that its label names. */
  children: (id: string) => ReactNode
}) {
  const id = useId()
  return (
    <div className={wide ? 'change-field change-wide' : 'change-field'}>
      <label htmlFor={id}>{label}</label>
      {children(id)}
      {fault && (
        <p className="fault" role="alert">
          {fault}
        </p>
      )}
    </div>
  )
}

/** People to choose from: those of the organization first; whoever is typed by name, from all in sight, where that makes sense. */
function People({
  id,
  org,
  draft,
  put,
}: {
  id: string
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
      id={id}
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

/** What was done, with the way back. */
function Done({ id, said, onClose }: { id: string; said: Outcome['said']; onClose: () => void }) {
  const speech = useSpeech()
  const { language, say, pick } = speech
  const [undone, setUndone] = useState<Outcome | null>(null)
  const undo = useChange(async () => setUndone(await tell(undoChange, { preview: false }, language, { id })))
  return (
    <div className="change-done" role="status">
      <p className="change-said">{pick(undone ? undone.said : said)}</p>
      <p className="quiet">{say(undone ? 'change.undone_note' : 'change.done_note')}</p>
      {undo.fault && (
        <p className="fault" role="alert">
          {sentenceOf(undo.fault, speech)}
        </p>
      )}
      <p className="change-ways">
        <button type="button" className="button button-main" onClick={onClose}>
          {say('change.close')}
        </button>
        {!undone && (
          <button type="button" className="button" disabled={undo.busy} onClick={() => undo.run()}>
            {say('change.undo')}
          </button>
        )}
      </p>
    </div>
  )
}

/** The sheet in which a change of the journal is taken back, once its consequences have been seen. */
export function Undoing({ id, onClose }: { id: string; onClose: () => void }) {
  const speech = useSpeech()
  const { language, say, pick } = speech
  const [seen, setSeen] = useState<Outcome | null>(null)
  const [done, setDone] = useState<Outcome | null>(null)
  const undo = useChange(async (preview: boolean) => {
    const answer = await tell(undoChange, { preview }, language, { id })
    if (preview) setSeen(answer)
    else setDone(answer)
  })
  const [asked, setAsked] = useState(false)
  if (!asked) {
    setAsked(true)
    undo.run(true)
  }
  return (
    <SideSheet open onClose={onClose} size={620} title={say('change.undo')}>
      <div className="change">
        {undo.fault && (
          <p className="fault" role="alert">
            {sentenceOf(undo.fault, speech)}
          </p>
        )}
        {!seen && !undo.fault && <Waiting rows={5} />}
        {done ? (
          <p className="change-said" role="status">
            {pick(done.said)}
          </p>
        ) : (
          seen && (
            <section className="change-seen">
              <h3>{pick(seen.said)}</h3>
              {seen.consequences && <Entailed found={seen.consequences} />}
            </section>
          )
        )}
        <p className="change-ways">
          {seen && !done && (
            <button type="button" className="button button-main" disabled={undo.busy} onClick={() => undo.run(false)}>
              {say('change.undo_do')}
            </button>
          )}
          <button type="button" className="button" onClick={onClose}>
            {say('change.close')}
          </button>
        </p>
      </div>
    </SideSheet>
  )
}
