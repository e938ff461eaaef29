// The way every change of the register goes: see what it would entail, do it, take it back.
import { type ReactNode, useEffect, useState } from 'react'
import { changeRegister, readSeen, undoChange } from '../../register/change.api.ts'
import { useChange } from '../change.ts'
import { ask, type Given, tell } from '../client.ts'
import { type Faults, faulty, type Places, useFaults, type Wrong } from '../faults.ts'
import type { Kept } from '../kept.ts'
import { useSpeech } from '../language.ts'
import type { Intent } from '../register-draft.ts'
import { Entailed } from './Entailed.tsx'
import { Beside } from './Named.tsx'
import { Resumed } from './Resumed.tsx'
import { SideSheet } from './SideSheet.tsx'
import { sentenceOf, Waiting } from './Trouble.tsx'
import '../style/change.css'

type Outcome = Given<typeof changeRegister>

interface Props {
  /** The change that the fields ask for; null while something is wrong or nothing is changed. */
  readonly intent: Intent | null
  /** Every field, with what is wrong with it, and those that a refusal is about by its code. */
  readonly wrong: Wrong
  readonly places?: Places
  /** What is typed. */
  readonly kept: Pick<Kept<object>, 'resumed' | 'unkept' | 'forget'>
  readonly children: (faults: Faults) => ReactNode
  readonly onClose: () => void
}

/** A form whose change is first looked at and then done. Whatever is typed after the look asks for another one. */
export function ChangeFlow({ intent, wrong, places = {}, kept, children, onClose }: Props) {
  const { language, say, pick } = useSpeech()
  const [looked, setLooked] = useState<{ readonly at: string; readonly outcome: Outcome } | null>(null)
  const [done, setDone] = useState<Outcome | null>(null)
  const asked = JSON.stringify(intent)
  const seen = looked?.at === asked ? looked.outcome : null
  const unchanged = intent === null && !faulty(wrong)
  // What the form was filled in before: whoever changes the same meanwhile is named.
  const [known, setKnown] = useState<string | undefined>()
  const lookAt = async () => {
    const { seen } = await ask(readSeen, {}, language)
    setKnown(seen)
    return seen
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: the form opens once.
  useEffect(() => {
    lookAt().catch(() => undefined)
  }, [])
  const change = useChange(async ({ preview, anew }: { preview: boolean; anew?: boolean }) => {
    const stamp = anew ? await lookAt() : known
    const outcome = await tell(
      changeRegister,
      { preview, change: intent!, ...(stamp ? { seen: stamp } : {}) },
      language,
    )
    if (preview) return setLooked({ at: asked, outcome })
    setDone(outcome)
    kept.forget()
  })
  const faults = useFaults({
    wrong,
    refused: change.fault,
    places,
    send: () => change.run({ preview: !seen }),
  })
  if (done?.id) return <Done id={done.id} said={done.said} onClose={onClose} />
  return (
    <form className="change" {...faults.form}>
      <Resumed of={kept} />
      {children(faults)}
      <Beside fault={faults.rest} />
      {faults.code === 'change.meanwhile' && (
        <button
          type="button"
          className="button"
          disabled={change.busy}
          onClick={() => change.run({ preview: true, anew: true })}
        >
          {say('change.look_again')}
        </button>
      )}
      {seen?.consequences && (
        <section className="change-seen" aria-live="polite">
          <h3>{pick(seen.said)}</h3>
          <Entailed found={seen.consequences} records={seen.records} split={intent?.act === 'org.split'} />
        </section>
      )}
      <p className="change-ways">
        <button type="submit" className="button button-main" disabled={change.busy || unchanged}>
          {change.busy ? say('change.busy') : say(seen ? 'change.do' : 'change.preview')}
        </button>
        {seen && (
          <button type="button" className="button" onClick={() => setLooked(null)}>
            {say('change.again')}
          </button>
        )}
        <span className="quiet">
          {say(seen ? 'change.do_note' : unchanged ? 'change.unchanged' : 'change.preview_note')}
        </span>
      </p>
    </form>
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
              {seen.consequences && <Entailed found={seen.consequences} records={seen.records} />}
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
