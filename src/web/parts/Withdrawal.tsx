// Taking a record back, with a reason that stays beside it.
import { useState } from 'react'
import { addRecords } from '../../record/record.api.ts'
import { useChange } from '../change.ts'
import { tell } from '../client.ts'
import { useSpeech } from '../language.ts'
import { sentenceOf } from './Trouble.tsx'

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
  const speech = useSpeech()
  const { language, say } = speech
  const [why, setWhy] = useState('')
  const { id, kind, org, day } = record
  const withdraw = useChange(() => {
    const reason = why.trim()
    const line = { kind, org: org.code, day, voids: id, ...(reason ? { why: reason } : {}) }
    return tell(addRecords, { lines: [line] }, language)
  }, close)
  return (
    <form
      className="record-withdrawal"
      onSubmit={event => {
        event.preventDefault()
        withdraw.run()
      }}
    >
      <p>{say('record.withdraw_sure')}</p>
      <label>
        <span>{say('record.why_withdraw')}</span>
        <input
          // biome-ignore lint/a11y/noAutofocus: it was just asked for
          autoFocus
          maxLength={500}
          value={why}
          placeholder={say('record.why_hint')}
          onChange={event => setWhy(event.target.value)}
          onKeyDown={event => {
            if (event.key === 'Enter' && event.nativeEvent.isComposing) event.preventDefault()
          }}
        />
      </label>
      <p className="record-ways">
        <button type="submit" className="button button-main" disabled={withdraw.busy}>
          {say('record.withdraw')}
        </button>
        <button type="button" className="button" onClick={close}>
          {say('record.cancel')}
        </button>
      </p>
      {withdraw.fault && (
        <p className="fault" role="alert">
          {sentenceOf(withdraw.fault, speech)}
        </p>
      )}
    </form>
  )
}
