// What one organization owes itself in a period: a line for each duty, opened into its turns.
import { useState } from 'react'
import type { TurnRow } from '../../duty/duty.api.ts'
import { groupsOf } from '../groups.ts'
import { useSpeech } from '../language.ts'
import { StatusMark } from './StatusMark.tsx'
import { TurnStrip, TurnTable } from './Turns.tsx'

export function OwnDuties({ rows }: { rows: readonly TurnRow[] }) {
  const { say, pick } = useSpeech()
  const [opened, setOpened] = useState<string | null>(null)
  if (rows.length === 0) return <p className="quiet">{say('org.duties_none')}</p>
  return (
    <ul className="org-turns">
      {groupsOf(rows, row => row.duty).map(([duty, turns]) => (
        <li key={duty}>
          <button
            type="button"
            aria-expanded={opened === duty}
            onClick={() => setOpened(opened === duty ? null : duty)}
          >
            <span>
              {pick(turns[0]!.title)}
              <small className="quiet">{turns[0]!.system}</small>
            </span>
            {turns.length === 1 ? <StatusMark status={turns[0]!.status} /> : <TurnStrip rows={turns} />}
          </button>
          {opened === duty && (
            <div className="org-turns-open">
              <p className="quiet">{pick(turns[0]!.clause)}</p>
              <TurnTable rows={turns} />
            </div>
          )}
        </li>
      ))}
    </ul>
  )
}
