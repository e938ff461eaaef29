// What an event decided: each a case to be opened with the record, with its owner and its day.
import { v7 } from 'uuid'
import type { Field as FieldOf } from '../../../charter/language.ts'
import type { CaptureAnswer, CaptureKind } from '../../../record/capture.api.ts'
import { askedIn, type Decision, type Draft } from '../../../record/draft.ts'
import { useSpeech } from '../speech.ts'
import { Field } from './Field.tsx'

export function Decisions({
  draft,
  answer,
  kind,
  onDraft,
  fault,
}: {
  draft: Draft
  answer: CaptureAnswer
  kind: CaptureKind
  onDraft: (draft: Draft) => void
  /** What is wrong with a field, by its name with the decision's before it. */
  fault: (name: string) => string | null
}) {
  const { say, pick } = useSpeech()
  const of = (id: string) => answer.kinds.find(one => one.id === id)
  const turn = (decision: Decision) =>
    onDraft({ ...draft, decisions: draft.decisions.map(one => (one.id === decision.id ? decision : one)) })
  return (
    <section className="decisions" aria-label={say('form.decisions')}>
      {draft.decisions.map(decision => (
        <div key={decision.id} className="decision">
          <h2>{pick(of(decision.kind)!.name)}</h2>
          {(askedIn(of(decision.kind)!, kind.id) as unknown as [string, FieldOf][])
            .filter(([, field]) => field.type !== 'org')
            .map(([name, field]) => (
              <Field
                key={name}
                name={`${decision.id}-${name}`}
                field={name === 'owner' ? { ...field, optional: false } : field}
                value={decision.typed[name]}
                answer={answer}
                onValue={value => turn({ ...decision, typed: { ...decision.typed, [name]: value } })}
                fault={fault(`${decision.id}.${name}`)}
              />
            ))}
          <button
            type="button"
            className="button button-plain"
            onClick={() => onDraft({ ...draft, decisions: draft.decisions.filter(one => one.id !== decision.id) })}
          >
            {say('form.decision_drop')}
          </button>
        </div>
      ))}
      {kind.cases.map(id => {
        const one = of(id)
        return (
          one && (
            <button
              key={id}
              type="button"
              className="button"
              onClick={() => onDraft({ ...draft, decisions: [...draft.decisions, { id: v7(), kind: id, typed: {} }] })}
            >
              + {say('form.decision_add', { name: pick(one.name) })}
            </button>
          )
        )
      })}
    </section>
  )
}
