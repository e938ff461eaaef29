// The first page: head figures, then how every duty stands for the organization and those below it.
import { useEffect, useState } from 'react'
import { flushSync } from 'react-dom'
import { COUNTED, type Status, UNFINISHED } from '../../charter/standing.ts'
import { board as boardRoute } from '../../duty/duty.api.ts'
import { takeBoard } from '../../exchange/sheet.api.ts'
import { sayDay } from '../../report/phrase.ts'
import type { Day } from '../../time/day.ts'
import { type Board, type Row, useBoard } from '../board.ts'
import { ask } from '../client.ts'
import { useSpeech } from '../language.ts'
import { useNarrow } from '../narrow.ts'
import { BoardFilters, CLEAR, countOf } from '../parts/BoardFilters.tsx'
import { BoardPrint } from '../parts/BoardPrint.tsx'
import { DutyDrawer } from '../parts/DutyDrawer.tsx'
import { Excel } from '../parts/Excel.tsx'
import { HeadStrip } from '../parts/HeadStrip.tsx'
import { DutyList, Matrix, turned } from '../parts/Matrix.tsx'
import { Nothing, Trouble, Waiting } from '../parts/Trouble.tsx'
import { useTitle } from '../title.ts'
import { useView } from '../view.ts'

/** Organizations on paper; a larger board says that it is cut. */
const ON_PAPER = 500

export function BoardPage() {
  const { language, say, pick } = useSpeech()
  const { view, search, turn } = useView()
  const narrow = useNarrow()
  const { found, shown, asked } = useBoard()
  const first = shown?.first
  useTitle(say('board.title'), first && pick(first.org.name))
  const wanted: readonly Status[] =
    search.status === 'unfinished'
      ? UNFINISHED
      : COUNTED.map(({ status }) => status).filter(status => status === search.status)
  const differs = (row: Row) => [row.total, row.own, ...row.cells].some(turned)
  const rowsOf = (board: Board) =>
    board.rows
      .filter(row => wanted.length === 0 || wanted.some(status => countOf(row, status) > 0))
      .filter(row => search.changed !== '1' || !board.against || board.count > board.columns.length || differs(row))
  const rows = first ? rowsOf(first) : []
  const filtered = Boolean(search.q || search.tier || search.sector || search.changed || search.status)
  const every = search.level === 'all'

  // A filter by a group that another organization does not have would leave an empty board.
  useEffect(() => {
    if (first && !found.isPlaceholderData && search.group && !first.groups.includes(search.group))
      turn({ group: undefined }, true)
  }, [first, found.isPlaceholderData, search.group, turn])

  // Paper has no scrolling: whoever prints gets a table of its own, with every organization that a sheet may hold.
  const [paper, setPaper] = useState<Board | null>(null)
  useEffect(() => {
    if (!first) return
    const before = () => flushSync(() => setPaper(held => held ?? first))
    const after = () => setPaper(null)
    window.addEventListener('beforeprint', before)
    window.addEventListener('afterprint', after)
    return () => {
      window.removeEventListener('beforeprint', before)
      window.removeEventListener('afterprint', after)
    }
  }, [first])
  const print = async () => {
    const whole = await ask(boardRoute, { ...asked, limit: ON_PAPER }, language)
    flushSync(() => setPaper(whole))
    window.print()
  }

  return (
    <>
      <header className="page-head board-head">
        <h1>{first ? pick(first.org.name) : ' '}</h1>
        {first && <p className="quiet">{say('board.as_of', { day: sayDay(first.asOf as Day, language) })}</p>}
      </header>
      {!found.isError && <HeadStrip />}
      <section className="block">
        <div className="block-head">
          <h2>{say('board.duties')}</h2>
          <p className="quiet board-lead" id="board-keys">
            {say(every ? 'board.lead_all' : 'board.lead')}
          </p>
          {rows.length > 0 && (
            <span className="excel-end">
              <Excel route={takeBoard} asked={view} />
            </span>
          )}
        </div>
        {first && <BoardFilters board={first} onPrint={() => void print()} />}
        {first && every && (
          <p className="quiet board-count" role="status">
            {say('board.count', { count: first.count })}
          </p>
        )}
        {first && !first.settled && (
          <p className="notice" role="status">
            {say('board.settling')}
          </p>
        )}
        {found.isPending && <Waiting rows={12} />}
        {found.isError && <Trouble fault={found.error} again={() => void found.refetch()} />}
        {first && first.rows.length === 0 && <Nothing title={say('board.none')} hint={say('board.none_hint')} />}
        {first && first.rows.length > 0 && (rows.length === 0 || (every && filtered && first.count === 0)) && (
          <Nothing title={say(rows.length === 0 ? 'board.empty' : 'board.empty_orgs')} hint={say('board.empty_hint')}>
            <button type="button" className="link" onClick={() => turn({ ...CLEAR, changed: undefined })}>
              {say('board.clear')}
            </button>
          </Nothing>
        )}
        {shown &&
          rows.length > 0 &&
          !(every && filtered && first?.count === 0) &&
          (narrow && !every ? (
            <DutyList shown={shown} rows={rows} stale={found.isPlaceholderData} />
          ) : (
            <Matrix shown={shown} rows={rows} stale={found.isPlaceholderData} />
          ))}
        {paper && <BoardPrint board={paper} rows={rowsOf(paper)} changed={search.changed === '1'} />}
      </section>
      {first && <DutyDrawer shown={first} />}
    </>
  )
}
