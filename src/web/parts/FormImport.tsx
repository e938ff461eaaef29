// Reading an appointment form into the file of a person: choose the file, see what it changes, store it or leave it.
import { useState } from 'react'
import { importForm, type Plan } from '../../exchange/exchange.api.ts'
import { useChange } from '../change.ts'
import { tell } from '../client.ts'
import { useSpeech } from '../language.ts'
import { type Carried, carriedIn } from '../taking.ts'
import { SideSheet } from './SideSheet.tsx'
import { sentenceOf } from './Trouble.tsx'

export function FormImport({ person, close }: { person: string; close: () => void }) {
  const speech = useSpeech()
  const { language, say, pick } = speech
  const [chosen, setChosen] = useState<Carried | null>(null)
  const [plan, setPlan] = useState<Plan | null>(null)
  const [fault, setFault] = useState<unknown>(null)
  const store = useChange(() => tell(importForm, { ...chosen!, person, preview: false }, language), close)
  const choose = async (file: File | undefined) => {
    if (!file) return
    setPlan(null)
    setFault(null)
    try {
      const one = await carriedIn(file)
      setChosen(one)
      setPlan(await tell(importForm, { ...one, person, preview: true }, language))
    } catch (problem) {
      setFault(problem)
    }
  }
  return (
    <SideSheet onClose={close} size={640} title={say('person.form_in')}>
      <div className="form-import">
        <p className="quiet">{say('person.form_hint')}</p>
        <label className="button">
          {say('person.form_choose')}
          <input
            type="file"
            accept=".lrmx,.xml"
            className="sr"
            onChange={event => void choose(event.target.files?.[0])}
          />
        </label>
        {fault !== null && (
          <p className="fault" role="alert">
            {sentenceOf(fault, speech)}
          </p>
        )}
        {plan && chosen && (
          <>
            <h2>{say('person.form_changes', { count: plan.changes.length })}</h2>
            {plan.changes.length === 0 ? (
              <p className="quiet">{say('person.form_same')}</p>
            ) : (
              <ul className="form-changes">
                {plan.changes.map(one => (
                  <li key={one.field}>
                    <b>{pick(one.name)}</b>
                    <del>{pick(one.before)}</del>
                    <ins>{pick(one.after)}</ins>
                  </li>
                ))}
              </ul>
            )}
            {plan.differs.length > 0 && (
              <>
                <h2>{say('person.form_differs')}</h2>
                <ul className="form-changes">
                  {plan.differs.map(one => (
                    <li key={one.name.en}>
                      <b>{pick(one.name)}</b>
                      <span>{say('person.form_register', { text: pick(one.register) })}</span>
                      <span>{say('person.form_says', { text: pick(one.form) })}</span>
                    </li>
                  ))}
                </ul>
              </>
            )}
            {plan.left.length > 0 && (
              <p className="quiet">
                {say('person.form_left', { names: plan.left.map(pick).join(say('person.comma')) })}
              </p>
            )}
            <p className="form-ways">
              <button
                type="button"
                className="button button-main"
                disabled={store.busy || plan.changes.length === 0}
                onClick={() => store.run()}
              >
                {say('person.form_store')}
              </button>
              <button type="button" className="button" onClick={close}>
                {say('person.form_leave')}
              </button>
            </p>
            {store.fault && (
              <p className="fault" role="alert">
                {sentenceOf(store.fault, speech)}
              </p>
            )}
          </>
        )}
      </div>
    </SideSheet>
  )
}
