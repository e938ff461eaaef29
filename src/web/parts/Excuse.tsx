// Excusing an organization from one turn, by whom the charter lets write it: the reason, and nothing else that is known already.
import { EXCUSE } from '../../charter/charter.ts'
import type { TurnRow } from '../../duty/duty.api.ts'
import { addRecords } from '../../record/record.api.ts'
import { turnName } from '../../report/period-name.ts'
import { tell } from '../client.ts'
import { useSpeech } from '../language.ts'
import { ReasonForm } from './ReasonForm.tsx'
import type { Done } from './Undo.tsx'

interface Props {
  readonly row: TurnRow
  readonly today: string
  readonly close: () => void
  readonly done: (done: Done) => void
}

export function Excuse({ row, today, close, done }: Props) {
  const { language, say, pick } = useSpeech()
  const { duty, org, turn, due } = row
  const name = turnName(turn, language)
  const excuse = async (reason: string) => {
    // A turn that is over is named; the one that runs is that of the day.
    const line = { kind: EXCUSE, org, day: today, ...(due < today ? { for: turn } : {}), body: { duty, reason } }
    const { ids } = await tell(addRecords, { lines: [line] }, language)
    done({
      said: say => say('duty.excused', { org: pick(row.orgName), turn: name }),
      undone: say => say('duty.excuse_undone'),
      takeBack: () => tell(addRecords, { lines: [{ kind: EXCUSE, org, day: today, voids: ids[0]! }] }, language),
    })
  }
  return (
    <ReasonForm
      form={`excuse ${duty} ${org} ${turn}`}
      field="reason"
      label={say('duty.excuse_reason', { turn: name })}
      wanting={say('duty.excuse_why')}
      act={say('duty.excuse')}
      send={excuse}
      close={close}
    />
  )
}
