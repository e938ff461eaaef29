// One question, why: asked before something is taken back or excused, kept over a reload, with the two ways out below it.
import '../style/reason.css'
import type { ReactNode } from 'react'
import { useChange } from '../change.ts'
import { useFaults } from '../faults.ts'
import { useKept } from '../kept.ts'
import { useSpeech } from '../language.ts'
import { Beside, Named } from './Named.tsx'
import { Resumed } from './Resumed.tsx'

interface Props {
  /** The name under which what is typed is kept. */
  readonly form: string
  /** What the server calls the reason, so that its refusal stands beside it. */
  readonly field: string
  readonly label: string
  readonly hint?: string
  /** What is said where no reason is given; null where none is needed. */
  readonly wanting: string | null
  readonly act: string
  readonly send: (reason: string) => Promise<unknown>
  readonly close: () => void
  readonly children?: ReactNode
}

export function ReasonForm({ form, field, label, hint, wanting, act, send, close, children }: Props) {
  const { say } = useSpeech()
  const kept = useKept(form, () => ({ reason: '' }))
  const reason = kept.value.reason.trim()
  const leave = () => {
    kept.forget()
    close()
  }
  const sent = useChange(() => send(reason), leave)
  const faults = useFaults({
    wrong: { [field]: reason === '' ? wanting : null },
    refused: sent.fault,
    send: sent.run,
  })
  return (
    <form className="reason" {...faults.form}>
      <Resumed of={kept} />
      {children}
      <Named label={label} fault={faults.at(field)} className="reason-asked">
        {told => (
          <input
            {...told}
            // biome-ignore lint/a11y/noAutofocus: it was just asked for
            autoFocus
            maxLength={500}
            value={kept.value.reason}
            placeholder={hint}
            onChange={event => kept.put({ reason: event.target.value })}
            onKeyDown={event => {
              if (event.key === 'Enter' && event.nativeEvent.isComposing) event.preventDefault()
            }}
          />
        )}
      </Named>
      <p className="record-ways">
        <button type="submit" className="button button-main" disabled={sent.busy}>
          {act}
        </button>
        <button type="button" className="button" onClick={leave}>
          {say('record.cancel')}
        </button>
      </p>
      <Beside fault={faults.rest} />
    </form>
  )
}
