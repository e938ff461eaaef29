// How a case stands: its mark, how far it is on its way, and how many days it has left.
import type { CaseKindRow, CaseRow } from '../../record/case.api.ts'
import { useSpeech } from '../language.ts'
import { Glyph, markClass } from './StatusMark.tsx'

export function CaseMark({ row }: { row: CaseRow }) {
  const { say } = useSpeech()
  const status = row.state === 'overdue' ? 'not_met' : row.state === 'open' ? 'open' : row.late ? 'late' : 'met'
  return (
    <span className={`mark ${markClass(status)}`}>
      <Glyph status={status} />
      <span>{say(row.state === 'closed' && row.late ? 'cases.late' : `cases.${row.state}`)}</span>
    </span>
  )
}

/** The stages as a line of small bars, the passed ones filled. The words beside it say the same. */
export function WayBar({ row, kind }: { row: CaseRow; kind: CaseKindRow | undefined }) {
  const stages = kind?.stages.filter(stage => stage.does === 'step' || stage.does === 'close') ?? []
  const ahead = row.next.find(one => one.does === 'step' || one.does === 'close')
  const place = row.state === 'closed' ? stages.length : stages.findIndex(stage => stage.stage === ahead?.stage)
  return (
    <span className="way-bar" aria-hidden="true">
      {stages.map((stage, index) => (
        <i key={stage.stage} className={index < place ? 'passed' : ''} />
      ))}
    </span>
  )
}

export function DaysLeft({ row }: { row: CaseRow }) {
  const { say } = useSpeech()
  if (row.left === null) return null
  if (row.left === 0) return <span className="days-left days-near">{say('cases.today')}</span>
  if (row.left < 0) return <span className="days-left days-over">{say('cases.over', { count: -row.left })}</span>
  return (
    <span className={row.left <= 7 ? 'days-left days-near' : 'days-left'}>
      {say('cases.left', { count: row.left })}
    </span>
  )
}

/** What is unusual about a case, in small words. */
export function CaseTags({ row }: { row: CaseRow }) {
  const { say } = useSpeech()
  return (
    <>
      {row.alert !== null && <span className="tag tag-alert">{say('cases.alert', { count: row.alert })}</span>}
      {row.repeats && <span className="tag">{say('cases.repeated')}</span>}
      {row.reopened > 0 && <span className="tag">{say('cases.reopened', { count: row.reopened })}</span>}
      {row.extended > 0 && <span className="tag tag-quiet">{say('cases.extended', { count: row.extended })}</span>}
    </>
  )
}
