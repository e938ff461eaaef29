// A new system on one page, as a form or as text; what it would have asked of last year before it comes into force.
import { useState } from 'react'
import { stringify } from 'yaml'
import { addSystem, previewSystem, type SystemRow } from '../../charter/charter.api.ts'
import { readSystem } from '../../charter/reading.ts'
import { emptySketch, nextId, type Sketch, sketchOf, systemOf } from '../../charter/sketch.ts'
import type { Day } from '../../time/day.ts'
import { useCodes, useMe } from '../answers.ts'
import { useChange } from '../change.ts'
import { type Given, tell } from '../client.ts'
import { useKept } from '../kept.ts'
import { useSpeech } from '../language.ts'
import { Resumed } from './Resumed.tsx'
import { SketchForm } from './SketchForm.tsx'
import { Needed } from './SketchInputs.tsx'
import { SystemPreview } from './SystemPreview.tsx'
import { SystemText } from './SystemText.tsx'
import { sentenceOf } from './Trouble.tsx'

interface Typed {
  readonly sketch: Sketch
  /** The text, where it says more than the form can show or the reader prefers it. */
  readonly text: string | null
  /** Why it takes the place of a text that is in force; empty where it takes none. */
  readonly why: string
}

/** The sketch that a text means; null where it says more, or is no system yet: then the preview names every fault with its line. */
function sketchIn(text: string, since: Day): Sketch | null {
  try {
    return sketchOf(readSystem('new.yaml', text).system, since)
  } catch {
    return null
  }
}

type Answered = Given<typeof previewSystem>

interface Props {
  readonly systems: readonly SystemRow[]
  /** The system that is to have a new text, with the newest text that it has and that text's first day; null for a shipped one. */
  readonly amends?: { readonly id: string; readonly text: string; readonly since: string | null }
  readonly done: () => void
}

export function NewSystem({ systems, amends, done }: Props) {
  const speech = useSpeech()
  const { language, say, pick } = speech
  const today = (useMe().data?.today ?? '') as Day
  const codes = useCodes()
  const kept = useKept<Typed>(amends ? `system ${amends.id}` : 'system', () => {
    const id = amends?.id ?? nextId(systems.map(one => one.id))
    // A text put in force before the newest one would be followed by it, and change nothing that is read today.
    const since = amends?.since && amends.since > today ? (amends.since as Day) : today
    const empty = emptySketch(id, since, codes.groups[0] ?? '')
    return { sketch: (amends && sketchIn(amends.text, since)) ?? empty, text: amends?.text ?? null, why: '' }
  })
  const { sketch, text, why } = kept.value
  const reason = why.trim() === '' ? {} : { why }
  const [answered, setAnswered] = useState<Answered | null>(null)
  const written = text ?? stringify(systemOf(sketch), { lineWidth: 120 })
  const set = (change: Partial<Sketch>) => {
    setAnswered(null)
    kept.put({ sketch: { ...sketch, ...change }, text: null, why })
  }
  const setText = (next: string) => {
    setAnswered(null)
    kept.put({ sketch: sketchIn(next, sketch.since) ?? sketch, text: next, why })
  }
  const fitsForm = text === null || sketchIn(text, sketch.since) !== null
  const [asText, setAsText] = useState(false)
  const look = useChange(async () =>
    setAnswered(await tell(previewSystem, { text: written, since: sketch.since, ...reason }, language)),
  )
  const add = useChange(
    () => tell(addSystem, { text: written, since: sketch.since, ...reason }, language),
    () => {
      kept.forget()
      done()
    },
  )
  const fault = look.fault ?? add.fault
  return (
    <form
      className="charter-form charter-new"
      onSubmit={event => {
        event.preventDefault()
        look.run()
      }}
    >
      <Resumed of={kept} />
      <header className="charter-wide">
        <h2>
          {sketch.id} {say(amends ? 'charter.amend' : 'charter.add')}
        </h2>
        <fieldset className="chips" aria-label={say('charter.view')}>
          <button type="button" className="chip" aria-pressed={!asText} onClick={() => setAsText(false)}>
            {say('charter.view_form')}
          </button>
          <button type="button" className="chip" aria-pressed={asText} onClick={() => setAsText(true)}>
            YAML
          </button>
        </fieldset>
      </header>
      {asText ? (
        <SystemText text={written} onText={setText} />
      ) : fitsForm ? (
        <SketchForm sketch={sketch} set={set} faults={answered?.faults ?? []} />
      ) : (
        <p className="notice charter-wide">{say('charter.text_only')}</p>
      )}
      <Needed
        label={say('charter.since')}
        type="date"
        value={sketch.since}
        onChange={event => {
          setAnswered(null)
          kept.put({ sketch: { ...sketch, since: event.target.value as Day }, text, why })
        }}
      />
      {amends && (
        <label className="charter-named charter-wide">
          {say('charter.why_text')}
          <input
            value={why}
            onChange={event => {
              setAnswered(null)
              kept.put({ sketch, text, why: event.target.value })
            }}
          />
        </label>
      )}
      <p className="charter-ways charter-wide">
        <button type="submit" className="button" disabled={look.busy}>
          {say('charter.preview')}
        </button>
        <button
          type="button"
          className="button button-main"
          disabled={add.busy || answered?.preview == null}
          title={answered?.preview == null ? say('charter.preview_first') : undefined}
          onClick={() => add.run()}
        >
          {say('charter.put_in_force')}
        </button>
        <button type="button" className="link" onClick={done}>
          {say('charter.later')}
        </button>
        <button
          type="button"
          className="link"
          onClick={() => {
            kept.forget()
            done()
          }}
        >
          {say('charter.discard')}
        </button>
      </p>
      {fault !== null && (
        <p className="fault charter-wide" role="alert">
          {sentenceOf(fault, speech)}
        </p>
      )}
      {answered && answered.faults.length > 0 && (
        <ul className="fault charter-wide" role="alert">
          {answered.faults.map(one => (
            <li key={`${one.line} ${one.what.zh}`}>
              {asText && `${say('charter.line', { count: one.line })}: `}
              {pick(one.what)}
            </li>
          ))}
        </ul>
      )}
      {answered?.preview && <SystemPreview shown={answered.preview} />}
    </form>
  )
}
