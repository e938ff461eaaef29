// One form from the first tap to the save: every change is kept at once, so that a reload or a killed tab loses nothing.
import { useEffect, useRef, useState } from 'react'
import type { Field as FieldOf } from '../../../charter/language.ts'
import type { CaptureAnswer, CaptureKind } from '../../../record/capture.api.ts'
import {
  type Draft,
  FAULTS,
  faultsIn,
  knownLike,
  linesOf,
  placeOf,
  presentOf,
  typing,
  WHY,
} from '../../../record/draft.ts'
import { spentAfter } from '../../../record/effort.ts'
import type { Day } from '../../../time/day.ts'
import { forgetSpared, spare, sparedBy } from '../../spared.ts'
import { usePhone } from '../phone.ts'
import { go } from '../place.ts'
import { captureOf, draftOf, dropDraft, enqueue, type KeptDraft, keepDraft } from '../shelf.ts'
import { problemIn, useSpeech } from '../speech.ts'
import { latest } from '../today.ts'
import type { Word } from '../words.ts'
import { DayInput } from './Day.tsx'
import { Decisions } from './Decisions.tsx'
import { Field } from './Field.tsx'
import { Known } from './Known.tsx'
import { Review } from './Review.tsx'
import { TurnInput } from './Turn.tsx'
import { Who } from './Who.tsx'

export function Form({ id, reviewing }: { id: string; reviewing: boolean }) {
  const { say, pick } = useSpeech()
  const { content, answer: inHand } = usePhone()
  const [answer, setAnswer] = useState(inHand)
  const [draft, setDraft] = useState<KeptDraft | null | 'looking'>('looking')
  const [unkept, setUnkept] = useState<Word | null>(null)
  const lively = useRef(Date.now())
  useEffect(() => {
    const inTab = () => {
      const kept = sessionStorage.getItem(id)
      return kept ? (JSON.parse(kept) as Draft) : null
    }
    draftOf(id).then(
      found => setDraft(found ?? null),
      () => setDraft(inTab()),
    )
  }, [id])
  // A form belongs to its organization, whichever is in hand.
  const of = draft && draft !== 'looking' ? draft.org.code : null
  const account = content!.me!.account.name
  useEffect(() => {
    if (!of) return
    if (inHand?.org.code === of) setAnswer(inHand)
    else captureOf(account, of).then(setAnswer, () => setAnswer(null))
  }, [of, inHand, account])
  if (draft === 'looking') return null
  const kind = draft && answer?.org.code === of && answer?.kinds.find(one => one.id === draft.kind)
  if (!draft || !answer || !kind)
    return (
      <section>
        <p className="note">{say(draft ? 'form.kind_gone' : 'form.gone')}</p>
        <button type="button" className="button" onClick={() => go('', '', true)}>
          {say('nav.home')}
        </button>
      </section>
    )
  const change = (changed: Draft) => {
    // What is changed is no longer what was refused.
    const { refused: _refused, ...rest }: KeptDraft = changed
    const next = { ...rest, spent: spentAfter(draft.spent ?? 0, lively.current, Date.now()) }
    lively.current = Date.now()
    setDraft(next)
    keepDraft(next).then(
      () => setUnkept(null),
      () => setUnkept('note.draft_full'),
    )
  }
  return (
    <>
      <h1>{pick(kind.name)}</h1>
      {unkept && (
        <p className="note note-bad" role="alert">
          {say(unkept)}
        </p>
      )}
      <Filling draft={draft} answer={answer} kind={kind} reviewing={reviewing} onDraft={change} onUnkept={setUnkept} />
    </>
  )
}

function Filling({
  draft,
  answer,
  kind,
  reviewing,
  onDraft,
  onUnkept,
}: {
  draft: KeptDraft
  answer: CaptureAnswer
  kind: CaptureKind
  reviewing: boolean
  onDraft: (draft: Draft) => void
  onUnkept: (why: Word | null) => void
}) {
  const { say, pick, tell } = useSpeech()
  const { content, meetServer } = usePhone()
  const [shown, setShown] = useState(false)
  const [saving, setSaving] = useState(false)
  const top = useRef<HTMLDivElement>(null)
  const faults = faultsIn(draft, kind, answer, latest())
  const count = Object.keys(faults).length
  const waiting = [...content!.queue, ...content!.sent].filter(held => held.id !== draft.id).flatMap(held => held.lines)
  const known = draft.another === null ? knownLike(draft, kind, answer, waiting) : null
  const { refused, ...form } = draft
  const told = refused && problemIn(refused)
  const refusal = refused && { at: told ? placeOf(told, draft, kind) : null, said: tell(refused) }
  const fault = (name: string) =>
    refusal?.at === name ? refusal.said : shown && faults[name] ? pick(FAULTS[faults[name]]) : null

  const review = () => {
    setShown(true)
    if (count === 0) return go('review', draft.id)
    // The first fault comes into sight once it has been drawn.
    requestAnimationFrame(() =>
      top.current?.querySelector('.fault')?.parentElement?.scrollIntoView({ block: 'center' }),
    )
  }
  const save = async () => {
    setSaving(true)
    try {
      const { account, org, day } = draft
      const lines = linesOf(draft, kind, answer, sparedBy(account))
      await enqueue({
        id: draft.id,
        account,
        title: kind.name,
        org: org.name,
        day,
        lines,
        draft: form,
        tried: false,
        refused: null,
      })
    } catch {
      onUnkept('note.full')
      return setSaving(false)
    }
    forgetSpared(draft.account)
    sessionStorage.removeItem(draft.id)
    void meetServer()
    go('saved', draft.id, true)
  }

  if (reviewing)
    return (
      <Review
        draft={draft}
        answer={answer}
        kind={kind}
        saving={saving}
        onEdit={() => history.back()}
        onSave={count === 0 ? () => void save() : () => history.back()}
      />
    )
  // Another organization is chosen at a desk; here it is left out.
  const fields = (Object.entries(kind.fields) as unknown as [string, FieldOf][]).filter(
    ([, field]) => field.type !== 'org',
  )
  const places = fields.filter(([, field]) => field.type === 'thing')
  const others = fields.filter(([, field]) => field.type !== 'thing')
  const draw = ([name, field]: [string, FieldOf]) => (
    <Field
      key={name}
      name={name}
      field={field}
      value={draft.typed[name]}
      answer={answer}
      onValue={value => onDraft({ ...draft, typed: typing(kind.fields, answer.things, draft.typed, name, value) })}
      fault={fault(name)}
    />
  )
  return (
    <div ref={top} className="form">
      {refusal && refusal.at === null && (
        <p className="note note-bad" role="alert">
          {refusal.said}
        </p>
      )}
      <DayInput day={draft.day} onDay={day => onDraft({ ...draft, day, another: null })} fault={fault('day')} />
      <TurnInput draft={draft} answer={answer} onTurn={turn => onDraft({ ...draft, turn })} fault={fault('turn')} />
      {places.map(draw)}
      {known && (
        <Known
          known={known}
          kind={kind}
          day={draft.day as Day}
          onSame={() => {
            spare(draft.account, kind.id, draft.day)
            void dropDraft(draft.id)
            go('', '', true)
          }}
          onAnother={() => onDraft({ ...draft, another: known.id })}
        />
      )}
      {!known && others.map(draw)}
      {!known && (draft.why !== undefined || refusal?.at === 'why') && (
        <Field
          name="why"
          field={WHY}
          value={draft.why}
          answer={answer}
          onValue={why => onDraft({ ...draft, why: String(why ?? '') })}
          fault={fault('why')}
        />
      )}
      {!known && kind.cases.length > 0 && (
        <Decisions draft={draft} answer={answer} kind={kind} onDraft={onDraft} fault={fault} />
      )}
      {!known && kind.roll && <Who draft={draft} kind={kind} answer={answer} onDraft={onDraft} fault={fault('who')} />}
      {!known && (
        <div className="bar">
          {shown && count > 0 && (
            <p className="fault" role="alert">
              {say('form.faults', { count })}
            </p>
          )}
          <button type="button" className="button button-main" onClick={review}>
            {say('form.review')}
            {kind.roll && <small>{say('form.people', { count: presentOf(draft, kind, answer).length })}</small>}
          </button>
        </div>
      )}
    </div>
  )
}
