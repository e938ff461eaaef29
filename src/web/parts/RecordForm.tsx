// The form of a record of any kind at a desk: made from the charter, kept while it is typed, its faults beside their fields.

import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { v7 } from 'uuid'
import { signIn } from '../../access/session.api.ts'
import type { Field } from '../../charter/language.ts'
import { type CaptureAnswer, type CaptureKind, capture } from '../../record/capture.api.ts'
import {
  askedIn,
  begin,
  correcting,
  type Decision,
  type Draft,
  FAULTS,
  type Faults,
  faultsIn,
  knownLike,
  linesOf,
  placeOf,
  turnsFor,
  typing,
  WARNINGS,
  warningIn,
  withPeople,
} from '../../record/draft.ts'
import { spentAfter } from '../../record/effort.ts'
import type { showRecord } from '../../record/record.api.ts'
import { addRecords } from '../../record/record.api.ts'
import { turnName } from '../../report/period-name.ts'
import { phrase, sayDay } from '../../report/phrase.ts'
import { type Day, plusDays, readDay } from '../../time/day.ts'
import { useAnswer, useMe } from '../answers.ts'
import { type Given, Trouble, tell } from '../client.ts'
import { sentenceAt } from '../faults.ts'
import { keepAt, useKept } from '../kept.ts'
import { useSpeech } from '../language.ts'
import { forgetSpared, spare, sparedBy } from '../spared.ts'
import { scopeOf, useView } from '../view.ts'
import { FormRow, RecordField, toldBy } from './RecordField.tsx'
import { Resumed } from './Resumed.tsx'
import { Roll } from './Roll.tsx'
import { SignIn } from './SignIn.tsx'
import { sentenceOf } from './Trouble.tsx'

type Shown = Given<typeof showRecord>

/** What a saved form tells the page of its record: all that was stored with it, and what was owed before. */
export interface Saved {
  readonly stored: readonly { readonly id: string; readonly kind: string }[]
  readonly corrected: boolean
  readonly before: readonly { readonly duty: string; readonly turn: string; readonly left: number }[]
}

/** What a form is about. */
export interface Subject {
  readonly account: string
  readonly org: string
  readonly kind: string
  /** Id of the record that is corrected. */
  readonly corrects?: string | undefined
}

function formOf({ org, kind, corrects = '' }: Subject): string {
  return `record ${org} ${kind} ${corrects}`
}

interface Props {
  readonly subject: Subject
  readonly kind: CaptureKind
  /** What stands there today, or on the day of the record that is corrected. */
  readonly first: CaptureAnswer
  /** The record that is corrected. */
  readonly record: Shown | null
  /** The day and the thing that the address asks for. */
  readonly day: string | undefined
  readonly thing: string | undefined
  /** The turn that the address says it is for. */
  readonly forTurn: string | undefined
  /** What stands above the day: organization and kind. */
  readonly head: (move: (org: { code: string; name: { zh: string; en: string } }) => void) => ReactNode
}

/** What keeps the reader from saving: a refusal of the server and the place it speaks of. */
interface Refusal {
  readonly fault: unknown
  readonly place: string | null
}

export function RecordForm({ subject, kind, first, record, day, thing, forTurn, head }: Props) {
  const speech = useSpeech()
  const { language, say, pick } = speech
  const navigate = useNavigate()
  const answers = useQueryClient()
  const me = useMe().data
  const { search, turn } = useView()
  const fresh = (): Draft => {
    if (record) return correcting(v7(), subject.account, kind, record, withPeople(first, record))
    return begin(v7(), subject.account, kind, first, (readDay(day ?? '') ?? first.today) as Day, thing, forTurn)
  }
  const kept = useKept(formOf(subject), fresh)
  const draft = kept.value
  const [tried, setTried] = useState(false)
  const [warned, setWarned] = useState<keyof typeof WARNINGS | null>(null)
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const form = useRef<HTMLFormElement>(null)
  const lively = useRef(Date.now())
  // Whoever comes from a thing goes on at the first field that it does not fill.
  useEffect(() => {
    if (!thing) return
    const fields = form.current!.querySelectorAll<HTMLInputElement>(
      '[data-field^="field-"] :is(input, textarea, select)',
    )
    ;[...fields].find(one => one.value === '')?.focus()
  }, [thing])
  /** The form with the time since the last sign of life. */
  const timed = (of: Draft): Draft => {
    const spent = spentAfter(draft.spent ?? 0, lively.current, Date.now())
    lively.current = Date.now()
    return { ...of, spent }
  }

  // Who belongs there is asked of the day that is typed.
  const on = readDay(draft.day)
  const then = useAnswer(
    capture,
    { org: subject.org, ...(on ? { on } : {}) },
    { when: on !== null && on <= first.latest, keep: true },
  )
  const asOf = then.data?.org.code === first.org.code ? then.data : first
  const answer = record ? withPeople(asOf, record) : asOf

  const change = (changed: Draft) => {
    kept.put(timed(changed))
    setRefusal(null)
  }
  const faults: Faults = faultsIn(draft, kind, answer, first.latest as Day)
  const count = Object.keys(faults).length
  const warning = warningIn(draft, kind, answer)
  const dayRefused: Refusal | null = then.isError ? { fault: then.error, place: 'day' } : null
  const faultOf = (place: string): string | null => {
    if (tried && faults[place]) return pick(FAULTS[faults[place]])
    const refused = refusal?.place === place ? refusal : dayRefused?.place === place ? dayRefused : null
    return refused ? sentenceAt(refused.fault, speech) : null
  }
  const found = draft.another === null && !record ? knownLike(draft, kind, answer, []) : null
  const known = found && found.id !== draft.id ? found : null
  const ended = refusal?.fault instanceof Trouble && refusal.fault.status === 401

  const toFirstFault = () =>
    requestAnimationFrame(() => {
      const row = form.current?.querySelector('.form-row-fault')
      row?.scrollIntoView({ block: 'center' })
      row?.querySelector<HTMLElement>('input, textarea, select')?.focus()
    })

  const save = async () => {
    setTried(true)
    if (busy || known) return
    if (count > 0) return void toFirstFault()
    // Asked once; whoever saves again means it.
    if (warning && warned !== warning) return setWarned(warning)
    setBusy(true)
    const lines = linesOf(timed(draft), kind, answer, sparedBy(subject.account))
    try {
      await tell(addRecords, { lines }, language)
    } catch (fault) {
      const problem = fault instanceof Trouble ? fault.problem : null
      setRefusal({ fault, place: problem && placeOf(problem, draft, kind) })
      setBusy(false)
      return void toFirstFault()
    }
    kept.forget()
    forgetSpared(subject.account)
    const saved: Saved = {
      stored: lines.map(line => ({ id: line.id!, kind: line.kind })),
      corrected: record !== null,
      before: answer.owed.filter(one => one.kind === kind.id).map(({ duty, turn, left }) => ({ duty, turn, left })),
    }
    await navigate({
      to: '/record/$id',
      params: { id: draft.id },
      search: scopeOf(search),
      state: { saved },
    } as never)
    void answers.invalidateQueries()
  }

  const goOn = () => {
    setRefusal(null)
    void save()
  }
  const enterAgain = async () => {
    try {
      await tell(signIn, { account: subject.account }, language)
    } catch (fault) {
      return setRefusal({ fault, place: null })
    }
    goOn()
  }

  const startOver = () => {
    kept.forget()
    setTried(false)
    setRefusal(null)
  }

  /** The same event, of another organization: what was written goes along, what stands at the organization does not. */
  const move = (org: { code: string; name: { zh: string; en: string } }) => {
    const written = Object.entries(draft.typed).filter(([name]) => kind.fields[name]?.type !== 'thing')
    const there = { ...subject, org: org.code }
    const along = {
      ...draft,
      id: v7(),
      org,
      typed: Object.fromEntries(written),
      away: {},
      there: [],
      another: null,
    }
    if (written.length > 0 && keepAt(subject.account, formOf(there), along)) kept.forget()
    turn({ org: org.code })
  }

  const onKey = (event: KeyboardEvent<HTMLFormElement>) => {
    // An Enter that ends the composition of Chinese characters is no Enter of the form.
    if (event.key !== 'Enter' || event.nativeEvent.isComposing || event.defaultPrevented) return
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault()
      return void save()
    }
    const at = event.target as HTMLElement
    if (!(at instanceof HTMLInputElement || at instanceof HTMLSelectElement) || at.closest('.ant-select')) return
    event.preventDefault()
    nextOf(event.currentTarget, at)?.focus()
  }

  const asked = Object.entries(kind.fields) as unknown as [string, Field][]
  const places = asked.filter(([, field]) => field.type === 'thing')
  const others = asked.filter(([, field]) => field.type !== 'thing')
  const row = ([name, field]: [string, Field]) => (
    <RecordField
      key={name}
      id={`field-${name}`}
      field={field}
      value={draft.typed[name]}
      answer={answer}
      onValue={value => change({ ...draft, typed: typing(kind.fields, answer.things, draft.typed, name, value) })}
      fault={faultOf(name)}
    />
  )
  const account = me?.demo.find(one => one.name === subject.account)
  return (
    <>
      <form
        ref={form}
        className="record-form"
        noValidate
        onKeyDown={onKey}
        onSubmit={event => {
          event.preventDefault()
          void save()
        }}
      >
        <Resumed of={{ ...kept, forget: startOver }} />
        {head(move)}
        <DayRow
          day={draft.day}
          today={first.today as Day}
          latest={first.latest as Day}
          onDay={to => change({ ...draft, day: to, another: null })}
          fault={faultOf('day')}
        />
        <TurnRow
          draft={draft}
          turns={turnsFor(draft, answer)}
          onTurn={to => change({ ...draft, turn: to })}
          fault={faultOf('turn')}
        />
        {places.map(row)}
        {known ? (
          <KnownRecord
            known={known}
            kind={kind}
            day={draft.day as Day}
            onSame={() => {
              kept.forget()
              spare(subject.account, kind.id, draft.day)
              void navigate({ to: '/record/$id', params: { id: known.id }, search: scopeOf(search) } as never)
            }}
            onAnother={() => change({ ...draft, another: known.id })}
          />
        ) : (
          <>
            {others.map(row)}
            {kind.roll && <Roll draft={draft} kind={kind} answer={answer} onDraft={change} fault={faultOf('who')} />}
            {!record && kind.cases.length > 0 && (
              <Decisions draft={draft} kind={kind} answer={answer} onDraft={change} faultOf={faultOf} />
            )}
            {draft.corrects && (
              <FormRow id="why" label={say('record.why')} hint={say('record.why_hint')} fault={faultOf('why')}>
                <textarea
                  id="why"
                  rows={2}
                  maxLength={500}
                  value={draft.corrects.why}
                  onChange={event => change({ ...draft, corrects: { ...draft.corrects!, why: event.target.value } })}
                  {...toldBy('why', say('record.why_hint'), faultOf('why'))}
                />
              </FormRow>
            )}
            {!draft.corrects && (draft.why !== undefined || refusal?.place === 'why') && (
              <FormRow id="why" label={say('record.why_above')} fault={faultOf('why')}>
                <textarea
                  id="why"
                  rows={2}
                  maxLength={500}
                  value={draft.why ?? ''}
                  onChange={event => change({ ...draft, why: event.target.value })}
                  {...toldBy('why', undefined, faultOf('why'))}
                />
              </FormRow>
            )}
            {ended ? (
              <section className="record-ended" role="alert">
                <p>{say('record.ended')}</p>
                {account && (
                  <button type="button" className="button button-main" onClick={() => void enterAgain()}>
                    {say('record.ended_enter', { name: pick(account.person) })}
                  </button>
                )}
              </section>
            ) : (
              refusal?.place === null && (
                <p className="fault record-refused" role="alert">
                  {sentenceOf(refusal.fault, speech)}
                </p>
              )
            )}
            {warned !== null && warned === warning && (
              <p className="note" role="alert" data-warning={warned}>
                {pick(WARNINGS[warned])}
              </p>
            )}
            <footer className="record-bar">
              <button type="submit" className="button button-main" disabled={busy} aria-keyshortcuts="Control+Enter">
                {say(busy ? 'record.saving' : record ? 'record.save_correction' : 'record.save')}
              </button>
              {tried && count > 0 ? (
                <span className="fault" role="alert">
                  {say('record.faults', { count })}
                </span>
              ) : (
                <span className="quiet record-keys">{say('record.keys')}</span>
              )}
            </footer>
          </>
        )}
      </form>
      {ended && !account && <SignIn back={{ account: subject.account, goOn }} />}
    </>
  )
}

/** The control after this one, in the order of the form. */
function nextOf(form: HTMLFormElement, at: HTMLElement): HTMLElement | undefined {
  const group = at instanceof HTMLInputElement && at.type === 'radio' ? at.name : null
  const list = [...form.querySelectorAll<HTMLElement>('input, textarea, select, button[type=submit]')].filter(
    one =>
      one === at || (one.offsetParent !== null && !(group && one instanceof HTMLInputElement && one.name === group)),
  )
  return list[list.indexOf(at) + 1]
}

function DayRow({
  day,
  today,
  latest,
  onDay,
  fault,
}: {
  day: string
  today: Day
  latest: Day
  onDay: (day: string) => void
  fault: string | null
}) {
  const { say, language } = useSpeech()
  const near = [
    [today, 'record.today'],
    [plusDays(today, -1), 'record.yesterday'],
  ] as const
  return (
    <FormRow id="day" label={say('record.day')} fault={fault}>
      <span className="form-day">
        <input
          id="day"
          type="date"
          max={latest}
          value={day}
          onChange={event => onDay(event.target.value)}
          {...toldBy('day', undefined, fault)}
        />
        {near.map(([on, word]) => (
          <button key={on} type="button" className="chip" aria-pressed={day === on} onClick={() => onDay(on)}>
            {say(word)}
          </button>
        ))}
        {readDay(day) && <span className="quiet">{sayDay(day as Day, language)}</span>}
      </span>
    </FormRow>
  )
}

/** For which turn it is: offered where an earlier one is not done yet, and where one is named already. */
function TurnRow({
  draft,
  turns,
  onTurn,
  fault,
}: {
  draft: Draft
  turns: ReturnType<typeof turnsFor>
  onTurn: (turn: string) => void
  fault: string | null
}) {
  const { say, language } = useSpeech()
  const { turn = '' } = draft
  const named = turn !== '' && !turns.some(one => one.turn === turn)
  if (turns.length === 0 && turn === '') return null
  return (
    <FormRow id="turn" label={say('record.turn')} hint={say('record.turn_hint')} fault={fault}>
      <select
        id="turn"
        className="select"
        value={turn}
        onChange={event => onTurn(event.target.value)}
        {...toldBy('turn', say('record.turn_hint'), fault)}
      >
        {named && <option value={turn}>{turnName(turn, language)}</option>}
        {turns.map(one => (
          <option key={one.turn} value={one.turn}>
            {say(one.status === 'late' ? 'record.turn_open' : 'record.turn_over', {
              turn: turnName(one.turn, language),
              left: phrase(one.left, one.unit, language),
              until: one.until,
            })}
          </option>
        ))}
        <option value="">{say('record.turn_own')}</option>
      </select>
    </FormRow>
  )
}

/** A record of this day that is there already: offered instead of asked again. */
function KnownRecord({
  known,
  kind,
  day,
  onSame,
  onAnother,
}: {
  known: NonNullable<ReturnType<typeof knownLike>>
  kind: CaptureKind
  day: Day
  onSame: () => void
  onAnother: () => void
}) {
  const { say, language } = useSpeech()
  const text = Object.keys(kind.fields).find(name => kind.fields[name]!.type === 'text' && known.body[name])
  return (
    <section className="record-known" data-known={known.id} aria-live="polite">
      <h2>{say('record.known')}</h2>
      {text && <p>{String(known.body[text])}</p>}
      <p className="quiet">
        {[
          sayDay(day, language),
          known.present > 0 && say('record.known_present', { present: known.present }),
          known.by && say('record.known_by', { by: known.by }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      <p className="record-ways">
        <button type="button" className="button button-main" onClick={onSame}>
          {say('record.known_same')}
        </button>
        <button type="button" className="button" onClick={onAnother}>
          {say('record.known_another')}
        </button>
      </p>
    </section>
  )
}

/** What the event decided: each a case to be opened with the record, with its owner and its day. */
function Decisions({
  draft,
  kind,
  answer,
  onDraft,
  faultOf,
}: {
  draft: Draft
  kind: CaptureKind
  answer: CaptureAnswer
  onDraft: (draft: Draft) => void
  faultOf: (place: string) => string | null
}) {
  const { say, pick } = useSpeech()
  const of = (id: string) => answer.kinds.find(one => one.id === id)
  const turn = (decision: Decision) =>
    onDraft({ ...draft, decisions: draft.decisions.map(one => (one.id === decision.id ? decision : one)) })
  return (
    <FormRow id="decisions" group label={say('record.decisions')} fault={null}>
      {draft.decisions.map(decision => (
        <section key={decision.id} className="record-decision">
          <h3>{pick(of(decision.kind)?.name ?? { zh: decision.kind, en: decision.kind })}</h3>
          {(askedIn(of(decision.kind) ?? { fields: {} }, kind.id) as unknown as [string, Field][]).map(
            ([name, field]) => (
              <RecordField
                key={name}
                id={`field-${decision.id}-${name}`}
                field={field}
                value={decision.typed[name]}
                answer={answer}
                onValue={value => turn({ ...decision, typed: { ...decision.typed, [name]: value } })}
                fault={faultOf(`${decision.id}.${name}`)}
              />
            ),
          )}
          <button
            type="button"
            className="link"
            onClick={() => onDraft({ ...draft, decisions: draft.decisions.filter(one => one.id !== decision.id) })}
          >
            {say('record.decision_drop')}
          </button>
        </section>
      ))}
      <p className="record-ways">
        {kind.cases
          .flatMap(id => of(id) ?? [])
          .map(one => (
            <button
              key={one.id}
              type="button"
              className="button"
              onClick={() =>
                onDraft({ ...draft, decisions: [...draft.decisions, { id: v7(), kind: one.id, typed: {} }] })
              }
            >
              + {say('record.decision_add', { name: pick(one.name) })}
            </button>
          ))}
      </p>
    </FormRow>
  )
}
