// The changes of the register that concern an organization, the newest first, each with its way back.
import { lazy, Suspense, useState } from 'react'
import { listChanges } from '../../register/change.api.ts'
import { useAnswer } from '../answers.ts'
import { useSpeech } from '../language.ts'
import { RecordLink } from './RecordLink.tsx'

const Undoing = lazy(() => import('./ChangeFlow.tsx').then(part => ({ default: part.Undoing })))

/** So many are shown before the reader asks for more. */
const FEW = 5

export function Changes({ org, mayChange }: { org: string; mayChange: boolean }) {
  const { say, pick } = useSpeech()
  const [all, setAll] = useState(false)
  const [undoing, setUndoing] = useState<string | null>(null)
  const rows = useAnswer(listChanges, { org }, { keep: true }).data ?? []
  if (rows.length === 0) return <p className="quiet">{say('change.none')}</p>
  const shown = all ? rows : rows.slice(0, FEW)
  return (
    <>
      <ol className="history changes">
        {shown.map(row => (
          <li key={row.id}>
            <p className={row.undone ? 'changes-said changes-undone' : 'changes-said'}>
              {pick(row.said)}
              {row.undone && <span className="tag tag-quiet">{say('change.undone')}</span>}
            </p>
            {row.details && <p>{pick(row.details)}</p>}
            <p className="quiet">
              {row.at.slice(0, 10)} · {row.author}
              {row.record && !row.undone && !row.undoes && (
                <RecordLink id={row.record}>{say('change.stage')}</RecordLink>
              )}
              {mayChange && !row.undone && !row.undoes && !row.record && (
                <button type="button" className="link" onClick={() => setUndoing(row.id)}>
                  {say('change.undo')}
                </button>
              )}
            </p>
          </li>
        ))}
      </ol>
      {rows.length > shown.length && (
        <button type="button" className="link" onClick={() => setAll(true)}>
          {say('org.more', { count: rows.length - shown.length })}
        </button>
      )}
      {undoing && (
        <Suspense>
          <Undoing key={undoing} id={undoing} onClose={() => setUndoing(null)} />
        </Suspense>
      )}
    </>
  )
}
