// The turns of duties: one organization's as a table, many organizations' as strips that open into it; and excusing from one.

import { Fragment, useState } from 'react'
import { isUnfinished, STATUSES } from '../../charter/standing.ts'
import type { DutyRow, TurnRow } from '../../duty/duty.api.ts'
import { turnName } from '../../report/period-name.ts'
import { phrase } from '../../report/phrase.ts'
import { useMe } from '../answers.ts'
import { groupsOf } from '../groups.ts'
import { type Speech, useSpeech } from '../language.ts'
import { useView } from '../view.ts'
import { Doubtful } from './Doubtful.tsx'
import { Excuse } from './Excuse.tsx'
import { NewRecordLink } from './RecordLink.tsx'
import { Glyph, StatusMark } from './StatusMark.tsx'
import { useUndo } from './Undo.tsx'

/** Value and owed in one measure word. */
function useAmount(): (row: DutyRow) => string {
  const { language, say } = useSpeech()
  return row =>
    `${row.value === null ? say('figure.missing') : phrase(row.value, row.unit, language)} / ${phrase(row.owed, row.unit, language)}`
}

export function TurnTable({ rows }: { rows: readonly TurnRow[] }) {
  const { language, say } = useSpeech()
  const { turn } = useView()
  const me = useMe().data
  const mayRecord = me?.verbs.includes('record') ?? false
  const today = me?.today ?? ''
  const amount = useAmount()
  const undo = useUndo()
  // One at a time: its form stands below the turn.
  const [excusing, setExcusing] = useState<string | null>(null)
  return (
    <>
      <table className="rows turns">
        <thead>
          <tr>
            <th>{say('duty.turn')}</th>
            <th className="end">{say('duty.value')}</th>
            <th>{say('duty.status')}</th>
            <th>{say('duty.due')}</th>
            <th>
              <span className="sr">{say('duty.proof')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(row => (
            <Fragment key={`${row.duty} ${row.turn}`}>
              <tr>
                <td className="nowrap strong" data-label={say('duty.turn')}>
                  {turnName(row.turn, language)}
                </td>
                <td className="end nowrap" data-label={say('duty.value')}>
                  {amount(row)}
                  <Doubtful doubts={row.doubts} />
                </td>
                <td className="nowrap" data-label={say('duty.status')}>
                  <StatusMark status={row.status} />
                </td>
                <td className="nowrap quiet" data-label={say('duty.due')}>
                  {row.due}
                  {row.status === 'late' && (
                    <small className="under">
                      {say('duty.until')} {row.until}
                    </small>
                  )}
                  {row.settled && (
                    <small className="under">
                      {say(row.status === 'met_late' ? 'duty.settled_late' : 'duty.settled', {
                        day: row.settled,
                        until: row.until,
                      })}
                    </small>
                  )}
                </td>
                <td className="end nowrap turns-ways">
                  {mayRecord && row.by === 'record' && row.kind && isUnfinished(row.status) && (
                    <NewRecordLink
                      org={row.org}
                      kind={row.kind}
                      {...(row.due >= today
                        ? { day: today }
                        : row.names
                          ? { day: today, turn: row.turn }
                          : { day: row.due })}
                    >
                      {say('record.new_here')}
                    </NewRecordLink>
                  )}
                  {row.excusable && (
                    <button
                      type="button"
                      className="link"
                      aria-expanded={excusing === row.turn}
                      onClick={() => setExcusing(excusing === row.turn ? null : row.turn)}
                    >
                      {say('duty.excuse')}
                    </button>
                  )}
                  <button
                    type="button"
                    className="link"
                    onClick={() => turn({ proof: row.measure, at: row.org, in: row.turn, by: 'turn' })}
                  >
                    {say('duty.proof')}
                  </button>
                </td>
              </tr>
              {row.excusable && excusing === row.turn && (
                <tr className="turns-form">
                  <td colSpan={5}>
                    <Excuse row={row} today={today} close={() => setExcusing(null)} done={undo.put} />
                  </td>
                </tr>
              )}
            </Fragment>
          ))}
        </tbody>
      </table>
      {undo.bar}
    </>
  )
}

/** One symbol a turn, in order of time. */
export function TurnStrip({ rows }: { rows: readonly DutyRow[] }) {
  const { language, say, pick } = useSpeech()
  const amount = useAmount()
  return (
    <span className="turn-strip">
      {rows.map(row => (
        <span
          key={row.turn}
          className="turn-cell"
          title={`${turnName(row.turn, language)} ${pick(STATUSES[row.status].words)} · ${amount(row)}`}
        >
          <Glyph status={row.status} />
          <small>{shortTurn(row.turn, say)}</small>
          <span className="sr">
            {turnName(row.turn, language)} {pick(STATUSES[row.status].words)}
          </span>
        </span>
      ))}
    </span>
  )
}

/** The turn in two letters: 4 for April, 2季 or Q2, 上 or H1; nothing for a year. */
function shortTurn(label: string, say: Speech['say']): string {
  const part = label.split('-')[1] ?? ''
  if (/^\d/.test(part)) return String(Number(part))
  if (part === '') return ''
  return part.startsWith('Q')
    ? say('duty.short_quarter', { n: part.slice(1) })
    : say(part === 'H1' ? 'duty.short_h1' : 'duty.short_h2')
}

/** Many organizations: those with something unfinished first on demand, never ordered by how well they do. */
export function OrgTurns({ rows }: { rows: readonly TurnRow[] }) {
  const { say, pick } = useSpeech()
  const [only, setOnly] = useState(false)
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set())
  const orgs = groupsOf(rows, row => row.org)
  const shown = only ? orgs.filter(([, turns]) => turns.some(row => isUnfinished(row.status))) : orgs
  const flip = (code: string) =>
    setOpened(before =>
      before.has(code) ? new Set([...before].filter(one => one !== code)) : new Set([...before, code]),
    )
  return (
    <>
      <div className="org-turns-bar">
        <span className="quiet">{say('duty.orgs', { count: shown.length })}</span>
        <label className="check">
          <input type="checkbox" checked={only} onChange={event => setOnly(event.target.checked)} />
          {say('duty.only_unfinished')}
        </label>
      </div>
      {shown.length === 0 && <p className="quiet">{say('duty.all_met')}</p>}
      <ul className="org-turns">
        {shown.map(([code, turns]) => (
          <li key={code}>
            <button type="button" aria-expanded={opened.has(code)} onClick={() => flip(code)}>
              <span>{pick(turns[0]!.orgName)}</span>
              {turns.length === 1 ? <StatusMark status={turns[0]!.status} /> : <TurnStrip rows={turns} />}
            </button>
            {opened.has(code) && <TurnTable rows={turns} />}
          </li>
        ))}
      </ul>
    </>
  )
}
