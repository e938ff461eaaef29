// Taking a record back, with a reason that stays beside it.
import { addRecords } from '../../record/record.api.ts'
import { tell } from '../client.ts'
import { useSpeech } from '../language.ts'
import { ReasonForm } from './ReasonForm.tsx'

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
  return (
    <div className="record-withdrawal">
      <ReasonForm
        form={`withdrawal ${id}`}
        field="why"
        label={say('record.why_withdraw')}
        hint={say('record.why_hint')}
        wanting={null}
        act={say('record.withdraw')}
        send={why =>
          tell(addRecords, { lines: [{ kind, org: org.code, day, voids: id, ...(why ? { why } : {}) }] }, language)
        }
        close={close}
      >
        <p>{say('record.withdraw_sure')}</p>
      </ReasonForm>
    </div>
  )
}
