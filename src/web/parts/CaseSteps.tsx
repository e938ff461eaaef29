// Taking cases on: the steps that fit, and a small form for what a step asks.
import { useState } from 'react'
import { type CaseKindRow, type CaseRow, type StageRow, stepCases } from '../../record/case.api.ts'
import { FAULTS } from '../../record/draft.ts'
import { addRecords, type RecordInput } from '../../record/record.api.ts'
import { useChange } from '../change.ts'
import { type Given, tell } from '../client.ts'
import { type Places, useFaults } from '../faults.ts'
import { useKept } from '../kept.ts'
import { type Values, valuesFor, wrongIn } from '../kind-values.ts'
import { useSpeech } from '../language.ts'
import { Entailed } from './Entailed.tsx'
import { KindFields } from './KindFields.tsx'
import { Beside, Named } from './Named.tsx'
import { Resumed } from './Resumed.tsx'
import '../style/change.css'
import type { Done } from './Undo.tsx'

/** The steps that fit every one of the cases: those that all of them can take next. */
export function commonSteps(cases: readonly CaseRow[], kinds: readonly CaseKindRow[]): StageRow[] {
  const [first] = cases
  const kind = kinds.find(one => one.kind === first?.kind)
  if (!first || !kind || cases.some(one => one.kind !== first.kind)) return []
  return first.next
    .filter(step => cases.every(one => one.next.some(other => other.stage === step.stage)))
    .flatMap(step => kind.stages.find(stage => stage.stage === step.stage) ?? [])
}

const PLACES: Places = {
  'case.order': 'day',
  'case.early': 'day',
  'case.due': 'due',
  'case.owner': 'owner',
  'record.future': 'day',
  'input.day': 'day',
}

interface Typed {
  /** The step that is taken. */
  readonly chosen: string | null
  readonly values: Values
  readonly day: string
}

interface Props {
  readonly cases: readonly CaseRow[]
  readonly kinds: readonly CaseKindRow[]
  readonly day: string
  /** The name under which is kept what is typed. */
  readonly form: string
  readonly done: (done: Done) => void
}

export function CaseSteps({ cases, kinds, day: shown, form, done }: Props) {
  const { language, say, pick } = useSpeech()
  const steps = commonSteps(cases, kinds)
  const kept = useKept(form, (): Typed => {
    return { chosen: null, values: {}, day: shown }
  })
  const { chosen, values, day } = kept.value
  const stage = steps.find(step => step.stage === chosen)
  // A step that enters something in the register is first looked at; whatever is typed after the look asks for another one.
  const [looked, setLooked] = useState<{ at: string; given: Given<typeof stepCases> } | null>(null)
  const asked = JSON.stringify([cases.map(one => one.id), chosen, values, day])
  const seen = looked?.at === asked ? looked.given : null
  const save = useChange(async () => {
    const body = valuesFor(stage!.fields, values)
    const steps = cases.map(one => ({ case: one.id, stage: stage!.stage, day, body }))
    if (stage!.enters && !seen) {
      return setLooked({ at: asked, given: await tell(stepCases, { preview: true, steps }, language) })
    }
    // Whatever is refused after the look asks for another one.
    setLooked(null)
    const known = seen?.seen ? { seen: seen.seen } : {}
    const { undo } = await tell(stepCases, { preview: false, steps, ...known }, language)
    kept.forget()
    done({
      said: say => say('cases.recorded', { count: cases.length }),
      undone: say => say('cases.undone'),
      takeBack: () => tell(addRecords, { lines: [...undo] as RecordInput[] }, language),
    })
  })
  const missing = pick(FAULTS.missing)
  const faults = useFaults({
    wrong: { ...wrongIn(stage?.fields ?? [], values, missing), day: day === '' && missing },
    refused: save.fault,
    places: PLACES,
    send: save.run,
  })
  const act = ({ does, name }: { does: string; name: Parameters<typeof pick>[0] }) =>
    does === 'extend' ? say('cases.extend') : does === 'hand' ? say('cases.hand') : pick(name)
  const ahead = steps.findIndex(step => step.does === 'step' || step.does === 'close')
  return (
    <div className="case-steps">
      <div className="case-ways">
        {steps.map((step, index) => (
          <button
            key={step.stage}
            type="button"
            className={index === ahead ? 'button button-main' : 'button'}
            aria-pressed={chosen === step.stage}
            onClick={() => kept.put({ chosen: chosen === step.stage ? null : step.stage })}
          >
            {act(step)}
          </button>
        ))}
      </div>
      {stage && (
        <form className="case-step" {...faults.form}>
          <h3>{say('cases.act_stage', { stage: act(stage) })}</h3>
          <Resumed of={kept} />
          <div className="kind-fields">
            <KindFields
              org={cases[0]!.org.code}
              fields={stage.fields}
              values={values}
              faults={faults}
              onChange={(id, value) => kept.put({ values: { ...values, [id]: value } })}
            />
            <Named className="kind-field" label={say('cases.day')} fault={faults.at('day')}>
              {told => (
                <input {...told} type="date" value={day} onChange={event => kept.put({ day: event.target.value })} />
              )}
            </Named>
          </div>
          {seen && (
            <section className="change-seen" aria-live="polite">
              <p className="quiet">{say('cases.enters')}</p>
              {seen.entered.length === 0 && <p>{say('cases.enters_nothing')}</p>}
              {seen.entered.map(one => (
                <div key={one.said.en}>
                  <h3>{pick(one.said)}</h3>
                  {one.consequences && <Entailed found={one.consequences} records={[]} />}
                </div>
              ))}
            </section>
          )}
          <p className="pledge-ways">
            <button type="submit" className="button button-main" disabled={save.busy}>
              {say(stage.enters && !seen ? 'change.preview' : 'cases.record')}
            </button>
            <button type="button" className="button" onClick={kept.forget}>
              {say('cases.cancel')}
            </button>
          </p>
        </form>
      )}
      <Beside fault={faults.rest} />
    </div>
  )
}
