// The form read back before it is saved: what will be stored, and nothing else.
import type { Words } from '../../../charter/language.ts'
import type { CaptureAnswer, CaptureKind } from '../../../record/capture.api.ts'
import { type Draft, presentOf, type Typed, WARNINGS, warningIn } from '../../../record/draft.ts'
import { turnName } from '../../../report/period-name.ts'
import type { Day } from '../../../time/day.ts'
import { useSpeech } from '../speech.ts'
import { dayName } from './Day.tsx'

export function Review({
  draft,
  answer,
  kind,
  saving,
  onEdit,
  onSave,
}: {
  draft: Draft
  answer: CaptureAnswer
  kind: CaptureKind
  saving: boolean
  onEdit: () => void
  onSave: () => void
}) {
  const { say, pick, language } = useSpeech()
  const nameOf = (id: string): Words | undefined =>
    answer.people.find(one => one.id === id)?.name ?? answer.things.find(one => one.id === id)?.name
  const told = (of: CaptureKind, typed: Typed) =>
    Object.entries(of.fields).flatMap(([name, field]) => {
      const value = typed[name]
      if (value === undefined || value === '') return []
      const words =
        typeof value === 'boolean' ? null : (field.choices?.[value] ?? nameOf(value) ?? { zh: value, en: value })
      return [
        <div key={`${of.id} ${name}`}>
          <dt>{pick(field.name)}</dt>
          <dd>
            {words ? pick(words) : say(value ? 'form.yes' : 'form.no')}
            {field.type === 'money' && ` ${say('form.yuan')}`}
          </dd>
        </div>,
      ]
    })
  const warning = warningIn(draft, kind, answer)
  const away = Object.entries(draft.away)
  const there = kind.roll === 'named' ? draft.there.flatMap(id => nameOf(id) ?? []) : []
  return (
    <section className="review">
      <h2>{say('review.title')}</h2>
      <dl>
        <div>
          <dt>{say('form.day')}</dt>
          <dd>{dayName(draft.day as Day, language)}</dd>
        </div>
        {draft.turn && (
          <div>
            <dt>{say('form.turn')}</dt>
            <dd>{turnName(draft.turn, language)}</dd>
          </div>
        )}
        {told(kind, draft.typed)}
        {kind.roll && (
          <div>
            <dt>{say('review.present')}</dt>
            <dd>
              {presentOf(draft, kind, answer).length}
              {there.length > 0 && `: ${there.map(pick).join(language === 'zh' ? '、' : ', ')}`}
            </dd>
          </div>
        )}
        {away.length > 0 && (
          <div>
            <dt>{say('review.away')}</dt>
            <dd>
              {away
                .map(([id, as]) => `${pick(nameOf(id) ?? { zh: id, en: id })} (${say(`form.${as}`)})`)
                .join(language === 'zh' ? '、' : ', ')}
            </dd>
          </div>
        )}
        {draft.decisions.flatMap(decision => {
          const of = answer.kinds.find(one => one.id === decision.kind)
          return of ? told(of, decision.typed) : []
        })}
      </dl>
      {warning && (
        <p className="note note-bad" role="alert" data-warning={warning}>
          {pick(WARNINGS[warning])}
        </p>
      )}
      <div className="bar bar-two">
        <button type="button" className="button" onClick={onEdit}>
          {say('review.edit')}
        </button>
        <button type="button" className="button button-main" disabled={saving} onClick={onSave}>
          {say(saving ? 'review.saving' : 'review.save')}
        </button>
      </div>
    </section>
  )
}
