// A new system as a form: its name and source, what is entered, how it is counted, what is owed.
import type { previewSystem } from '../../charter/charter.api.ts'
import type { Sketch } from '../../charter/sketch.ts'
import { useCodes } from '../answers.ts'
import type { Given } from '../client.ts'
import { useSpeech } from '../language.ts'
import { SketchDuty } from './SketchDuty.tsx'
import { Pair } from './SketchInputs.tsx'
import { SketchMeasure } from './SketchMeasure.tsx'
import { SketchRecord } from './SketchRecord.tsx'

interface Props {
  readonly sketch: Sketch
  readonly set: (change: Partial<Sketch>) => void
  readonly faults: Given<typeof previewSystem>['faults']
}

/** The whole form; each fault stands in the part that it belongs to. */
export function SketchForm({ sketch, set, faults }: Props) {
  const { say } = useSpeech()
  const codes = useCodes()
  const faultsAt = (part: string) => faults.filter(fault => partOf(fault.path) === part)
  return (
    <>
      <Pair label={say('charter.name')} value={sketch.name} set={name => set({ name })} faults={faultsAt('name')} />
      <Pair
        label={say('charter.clause')}
        value={sketch.clause}
        set={clause => set({ clause })}
        faults={faultsAt('clause')}
      />
      <label>
        <span>{say('charter.group')}</span>
        <select className="select" value={sketch.group} onChange={event => set({ group: event.target.value })}>
          {codes.groups.map(group => (
            <option key={group} value={group}>
              {codes.name('group', group)}
            </option>
          ))}
        </select>
      </label>
      <SketchRecord sketch={sketch} set={set} faultsAt={faultsAt} />
      <SketchMeasure sketch={sketch} set={set} faultsAt={faultsAt} />
      <SketchDuty sketch={sketch} set={set} faultsAt={faultsAt} />
    </>
  )
}

/** The part of the form that a fault belongs to. */
function partOf(path: readonly string[]): string {
  const [first, , third] = path
  if (first === 'records') return third === 'fields' ? 'fields' : 'record'
  if (first === 'measures') return 'way'
  if (first === 'duties' || first === 'standards') return 'duty'
  return first ?? ''
}
