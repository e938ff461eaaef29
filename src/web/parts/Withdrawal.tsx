// Taking a record back, with a reason that stays beside it.
import { addRecords } from '../../record/record.api.ts'
import { useChange } from '../change.ts'
import { tell } from '../client.ts'
import { useFaults } from '../faults.ts'
import { useKept } from '../kept.ts'
import { useSpeech } from '../language.ts'
import { Beside, Named } from './Named.tsx'
import { Resumed } from './Resumed.tsx'

interface Props {
  readonly record: {
    readonly id: string
    readonly kind: string
    readonly org: { readonly code: string }
    readonly day: string
  }
  readonly close: () => void
}

export function Withdrawal({ record, close }: Props) {
  const { language, say } = useSpeech()
  const { id, kind, org, day } = record
  const kept = useKept(`withdrawal ${id}`, () => ({ why: '' }))
  const { why } = kept.value
  const leave = () => {
    kept.forget()
    close()
  }
  const withdraw = useChange(() => {
    const reason = why.trim()
    const line = { kind, org: org.code, day, voids: id, ...(reason ? { why: reason } : {}) }
    return tell(addRecords, { lines: [line] }, language)
  }, leave)
  const faults = useFaults({ wrong: { why: null }, refused: withdraw.fault, send: withdraw.run })
  return (
    <form className="record-withdrawal" {...faults.form}>
      <Resumed of={kept} />
      <p>{say('record.withdraw_sure')}</p>
      <Named label={say('record.why_withdraw')} fault={faults.at('why')} className="record-withdrawal-why">
        {told => (
          <input
            {...told}
            // biome-ignore lint/a11y/noAutofocus: it was just asked for
            autoFocus
            maxLength={500}
            value={why}
            placeholder={say('record.why_hint')}
            onChange={event => kept.put({ why: event.target.value })}
            onKeyDown={event => {
              if (event.key === 'Enter' && event.nativeEvent.isComposing) event.preventDefault()
            }}
          />
        )}
      </Named>
      <p className="record-ways">
        <button type="submit" className="button button-main" disabled={withdraw.busy}>
          {say('record.withdraw')}
        </button>
        <button type="button" className="button" onClick={leave}>
          {say('record.cancel')}
        </button>
      </p>
      <Beside fault={faults.rest} />
    </form>
  )
}
