// Taking on all the cases that are chosen in a list, with the steps that fit every one of them.
import type { CaseKindRow, CaseRow } from '../../record/case.api.ts'
import { useSpeech } from '../language.ts'
import type { Lines } from '../lines.ts'
import { CaseSteps, commonSteps } from './CaseSteps.tsx'
import { Bulk } from './Lines.tsx'
import type { Done } from './Undo.tsx'

interface Props {
  readonly lines: Lines
  /** Everything that the list shows. */
  readonly cases: readonly CaseRow[]
  readonly kinds: readonly CaseKindRow[]
  readonly day: string
  /** The name under which is kept what is typed. */
  readonly form: string
  readonly done: (done: Done) => void
}

export function CaseBulk({ lines, cases, kinds, day, form, done }: Props) {
  const { say } = useSpeech()
  const picked = cases.filter(row => lines.chosen.has(row.id))
  return (
    <Bulk lines={lines} count={picked.length}>
      {commonSteps(picked, kinds).length === 0 ? (
        <p className="quiet">{say('cases.chosen_apart')}</p>
      ) : (
        <CaseSteps
          form={form}
          cases={picked}
          kinds={kinds}
          day={day}
          done={given => {
            lines.clear()
            done(given)
          }}
        />
      )}
    </Bulk>
  )
}
