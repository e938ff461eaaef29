// What the board shows: status, level, names, tier, sector and group of systems, and what every cell is held against.
import { useEffect, useState } from 'react'
import { READ_OUT, STATUSES, type Status, UNFINISHED } from '../../charter/standing.ts'
import { periodName } from '../../report/period-name.ts'
import { periodBefore, readPeriod } from '../../time/period.ts'
import { useCodes, useMe } from '../answers.ts'
import type { Board, Row } from '../board.ts'
import { useSpeech, written } from '../language.ts'
import { useNarrow } from '../narrow.ts'
import { useView } from '../view.ts'
import { Glyph, markClass } from './StatusMark.tsx'

/** The filters of the board in the address: taken out, they leave the whole board. */
export const CLEAR = { status: undefined, group: undefined, tier: undefined, sector: undefined, q: undefined } as const

/** How many turns of a duty stand so. */
export function countOf(row: Row, status: Status): number {
  const { count } = STATUSES[status]
  return count === null ? 0 : row.total[count]
}

export function BoardFilters({ board, onPrint }: { board: Board; onPrint: () => void }) {
  const { language, say, pick } = useSpeech()
  const { search, turn } = useView()
  const narrow = useNarrow()
  const codes = useCodes()
  const sum = (statuses: readonly Status[]) =>
    written(
      board.rows.reduce((all, row) => all + statuses.reduce((part, status) => part + countOf(row, status), 0), 0),
      language,
    )
  // What is rare is offered where there is some of it.
  const filters = READ_OUT.filter(
    ({ status, usual }) => usual || search.status === status || board.rows.some(row => countOf(row, status) > 0),
  )
  const orgs = (
    <div className="board-wish">
      <fieldset className="segments" aria-label={say('board.level')}>
        {(['below', 'all'] as const).map(level => (
          <button
            key={level}
            type="button"
            aria-pressed={(search.level === 'all') === (level === 'all')}
            onClick={() => turn({ level: level === 'all' ? level : undefined })}
          >
            {say(`board.level_${level}`)}
          </button>
        ))}
      </fieldset>
      <Find />
      <Choice name="tier" label={say('board.filter_tier')} none={say('board.all_tiers')} />
      <Choice name="sector" label={say('board.filter_sector')} none={say('board.all_sectors')} />
      <select
        className="select"
        aria-label={say('board.filter_group')}
        value={search.group ?? ''}
        onChange={event => turn({ group: event.target.value || undefined })}
      >
        <option value="">{say('board.all_groups')}</option>
        {board.groups.map(group => (
          <option key={group} value={group}>
            {codes.name('group', group)}
          </option>
        ))}
      </select>
      <Against />
      <button type="button" className="button board-print-button" onClick={onPrint}>
        {say('board.print')}
      </button>
    </div>
  )
  return (
    <div className="filters board-filters">
      <fieldset className="chips" aria-label={say('board.filter_status')}>
        <button
          type="button"
          className="chip"
          aria-pressed={!search.status}
          onClick={() => turn({ status: undefined })}
        >
          {say('board.all')}
        </button>
        <button
          type="button"
          className="chip"
          aria-pressed={search.status === 'unfinished'}
          onClick={() => turn({ status: 'unfinished' })}
        >
          {say('board.unfinished')} <b>{sum(UNFINISHED)}</b>
        </button>
        {filters.map(({ status, words, means }) => (
          <button
            key={status}
            type="button"
            className={`chip ${markClass(status)}`}
            aria-pressed={search.status === status}
            title={pick(means)}
            onClick={() => turn({ status: search.status === status ? undefined : status })}
          >
            <Glyph status={status} /> {pick(words)} <b>{sum([status])}</b>
          </button>
        ))}
      </fieldset>
      {narrow ? (
        <details className="board-more">
          <summary>{say('board.more')}</summary>
          {orgs}
        </details>
      ) : (
        orgs
      )}
    </div>
  )
}

/** Text by which organizations are found. The address follows once the hand rests, so that not every letter is a question. */
function Find() {
  const { say } = useSpeech()
  const { search, turn } = useView()
  const [text, setText] = useState(search.q ?? '')
  // The address may change under the field: another organization, a step back.
  const [known, setKnown] = useState(search.q)
  if (known !== search.q) {
    setKnown(search.q)
    if ((search.q ?? '') !== text.trim()) setText(search.q ?? '')
  }
  useEffect(() => {
    const wanted = text.trim() || undefined
    if (wanted === search.q) return
    // Whoever types a name means any organization of that name, not one of the next level.
    const timer = setTimeout(() => turn({ q: wanted, ...(wanted ? { level: 'all' } : {}) }, true), 250)
    return () => clearTimeout(timer)
  }, [text, search.q, turn])
  return (
    <label className="search board-find">
      <span className="sr">{say('board.find')}</span>
      <input
        type="search"
        placeholder={say('board.find')}
        value={text}
        onChange={event => setText(event.target.value)}
        onKeyDown={event => event.key === 'Escape' && event.currentTarget.blur()}
      />
    </label>
  )
}

/** One of the codes of a field, or none. */
function Choice({ name, label, none }: { name: 'tier' | 'sector'; label: string; none: string }) {
  const { search, turn } = useView()
  const codes = useCodes()
  return (
    <select
      className="select"
      aria-label={label}
      value={search[name] ?? ''}
      onChange={event => {
        const chosen = event.target.value || undefined
        turn({ [name]: chosen, ...(chosen ? { level: 'all' } : {}) })
      }}
    >
      <option value="">{none}</option>
      {codes.of(name).map(code => (
        <option key={code} value={code}>
          {codes.name(name, code)}
        </option>
      ))}
    </select>
  )
}

/** Another period, or the same under the other reading of the tree. */
function Against() {
  const { language, say } = useSpeech()
  const { view, search, turn } = useView()
  const me = useMe().data
  const period = readPeriod(view.period)
  const years = me?.years ?? []
  const known = (label: string) => years.some(year => label.startsWith(String(year)))
  const near = period ? [periodBefore(period).label, periodBefore(period, true).label] : []
  const labels = [...new Set([...near.filter(known), ...years.map(String), search.against ?? view.period])].filter(
    label => label !== view.period,
  )
  const other = view.tree === 'then' ? 'now' : 'then'
  const value = search.against ? search.against : search.beside ? `@${search.beside}` : ''
  return (
    <>
      <select
        className="select"
        aria-label={say('board.against')}
        value={value}
        onChange={event => {
          const chosen = event.target.value
          turn({
            against: chosen && !chosen.startsWith('@') ? chosen : undefined,
            beside: chosen.startsWith('@') ? chosen.slice(1) : undefined,
            ...(chosen ? {} : { changed: undefined }),
          })
        }}
      >
        <option value="">{say('board.against_none')}</option>
        {labels.map(label => (
          <option key={label} value={label}>
            {say('board.against_period', { period: periodName(label, language) })}
          </option>
        ))}
        <option value={`@${other}`}>{say('board.against_period', { period: say(`tree.${other}`) })}</option>
        {search.beside === view.tree && <option value={value}>{say(`tree.${view.tree}`)}</option>}
      </select>
      {value && (
        <label className="check">
          <input
            type="checkbox"
            checked={search.changed === '1'}
            onChange={event => turn({ changed: event.target.checked ? '1' : undefined })}
          />
          {say('board.changed')}
        </label>
      )}
    </>
  )
}
