// Choosing what to record: what is owed now, what the organization records often, and every kind of the charter by a part of its name.
import { type KeyboardEvent, useState } from 'react'
import type { CaptureAnswer, CaptureKind } from '../../record/capture.api.ts'
import { isCalled } from '../../register/called.ts'
import { groupsOf } from '../groups.ts'
import { useSpeech } from '../language.ts'

const OFTEN = 6

export function KindChoice({ answer, onKind }: { answer: CaptureAnswer; onKind: (kind: string) => void }) {
  const { say, pick } = useSpeech()
  const [sought, setSought] = useState('')
  const fits = answer.kinds.filter(
    kind => isCalled(kind.name, sought, kind.readings) || isCalled(kind.system, sought, kind.systemReadings),
  )
  const owed = [...new Set(answer.owed.map(one => one.kind))].flatMap(id => fits.find(kind => kind.id === id) ?? [])
  const often = fits
    .filter(kind => kind.used > 0 && !owed.includes(kind))
    .sort((one, other) => other.used - one.used)
    .slice(0, OFTEN)
  const rest = fits.filter(kind => !owed.includes(kind) && !often.includes(kind))
  const first = owed[0] ?? often[0] ?? rest[0]
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && !event.nativeEvent.isComposing && first) onKind(first.id)
  }
  const list = (kinds: readonly CaptureKind[]) => (
    <ul className="kind-list">
      {kinds.map(kind => (
        <li key={kind.id}>
          <button type="button" className="button" data-kind={kind.id} onClick={() => onKind(kind.id)}>
            {pick(kind.name)}
          </button>
        </li>
      ))}
    </ul>
  )
  return (
    <div className="kind-choice">
      <label className="search">
        <span className="sr">{say('record.kind_find')}</span>
        <input
          // biome-ignore lint/a11y/noAutofocus: nothing else can be done here
          autoFocus
          type="search"
          value={sought}
          placeholder={say('record.kind_find_hint')}
          onChange={event => setSought(event.target.value)}
          onKeyDown={onKey}
        />
      </label>
      {fits.length === 0 && <p className="quiet">{say('record.kind_none')}</p>}
      {owed.length > 0 && (
        <section>
          <h2>{say('record.kind_owed')}</h2>
          {list(owed)}
        </section>
      )}
      {often.length > 0 && (
        <section>
          <h2>{say('record.kind_used')}</h2>
          {list(often)}
        </section>
      )}
      {rest.length > 0 && (
        <section>
          <h2>{say('record.kind_all')}</h2>
          {groupsOf(rest, kind => pick(kind.system)).map(([system, kinds]) => (
            <div key={system} className="kind-system">
              <h3 className="eyebrow">{system}</h3>
              {list(kinds)}
            </div>
          ))}
        </section>
      )}
    </div>
  )
}
