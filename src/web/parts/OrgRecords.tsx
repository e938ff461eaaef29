// What an organization and those below it recorded of late, each line a door to its record, and the kinds that it records.
import { capture } from '../../record/capture.api.ts'
import { listRecords } from '../../record/record.api.ts'
import { sayDay } from '../../report/phrase.ts'
import type { Day } from '../../time/day.ts'
import { useAnswer } from '../answers.ts'
import { useSpeech } from '../language.ts'
import { NewRecordLink, RecordLink } from './RecordLink.tsx'
import { Trouble, Waiting } from './Trouble.tsx'

const FEW = 8

export function OrgRecords({ org, period, mayRecord }: { org: string; period: string; mayRecord: boolean }) {
  const { language, say, pick } = useSpeech()
  const found = useAnswer(listRecords, { org, period, limit: FEW }, { keep: true })
  const made = useAnswer(capture, { org }, { when: mayRecord })
  const owed = new Set(made.data?.owed.map(one => one.kind))
  const kinds = (made.data?.kinds ?? [])
    .filter(kind => kind.used > 0 || owed.has(kind.id))
    .sort((one, other) => other.used - one.used)
    .slice(0, FEW)
  if (found.isPending) return <Waiting rows={4} />
  if (found.isError) return <Trouble fault={found.error} again={() => void found.refetch()} />
  return (
    <>
      {kinds.length > 0 && (
        <p className="record-kinds">
          <span className="quiet">{say('record.new_here')}</span>
          {kinds.map(kind => (
            <NewRecordLink key={kind.id} org={org} kind={kind.id} className="chip">
              {pick(kind.name)}
            </NewRecordLink>
          ))}
        </p>
      )}
      {found.data.length === 0 && <p className="quiet">{say('record.recent_none')}</p>}
      <ul className="record-recent">
        {found.data.map(row => (
          <li key={row.id}>
            <span className="quiet nowrap">{sayDay(row.day as Day, language)}</span>
            <RecordLink id={row.id}>{pick(row.kindName)}</RecordLink>
            <span className="quiet">
              {row.org !== org && pick(row.orgName)}
              {row.origin && row.origin.code !== org && ` · ${say('record.origin', { org: pick(row.origin.name) })}`}
              {row.voidedBy && ` · ${say('record.withdrawn_mark')}`}
            </span>
          </li>
        ))}
      </ul>
    </>
  )
}
