// The first page: head figures, then how every duty stands for the organization and each one directly below it.
import { useEffect } from 'react'
import { board, type Status } from '../../duty/duty.api.ts'
import { sayDay } from '../../report/phrase.ts'
import type { Day } from '../../time/day.ts'
import { useAnswer, useCodes } from '../answers.ts'
import { useSpeech, written } from '../language.ts'
import { useNarrow } from '../narrow.ts'
import { DutyDrawer } from '../parts/DutyDrawer.tsx'
import { HeadStrip } from '../parts/HeadStrip.tsx'
import { DutyList, grouped, Matrix, type Row } from '../parts/Matrix.tsx'
import { Glyph, STATUSES, UNFINISHED } from '../parts/StatusMark.tsx'
import { Nothing, Trouble, Waiting } from '../parts/Trouble.tsx'
import { useTitle } from '../title.ts'
import { useView } from '../view.ts'

const countOf = (row: Row, status: Status): number => (status === 'not_met' ? row.total.notMet : row.total[status])

export function BoardPage() {
  const { language, say, pick } = useSpeech()
  const { view, search, turn } = useView()
  const narrow = useNarrow()
  const found = useAnswer(board, view, { keep: true, when: view.org !== '' && view.period !== '' })
  useTitle(say('board.title'), found.data && pick(found.data.org.name))
  const ofGroup = (found.data?.rows ?? []).filter(row => !search.group || row.group === search.group)
  const wanted: readonly Status[] =
    search.status === 'unfinished' ? UNFINISHED : STATUSES.filter(status => status === search.status)
  const rows = wanted.length === 0 ? ofGroup : ofGroup.filter(row => wanted.some(status => countOf(row, status) > 0))
  const codes = useCodes()
  const groups = grouped(found.data?.rows ?? [], codes.groups).map(one => one.group)

  // A filter by a group that another organization does not have would leave an empty board.
  useEffect(() => {
    if (
      found.data &&
      !found.isPlaceholderData &&
      search.group &&
      !found.data.rows.some(row => row.group === search.group)
    )
      turn({ group: undefined }, true)
  }, [found.data, found.isPlaceholderData, search.group, turn])

  return (
    <>
      <header className="page-head board-head">
        <h1>{found.data ? pick(found.data.org.name) : ' '}</h1>
        {found.data && <p className="quiet">{say('board.as_of', { day: sayDay(found.data.on as Day, language) })}</p>}
      </header>
      {!found.isError && <HeadStrip />}
      <section className="block">
        <div className="block-head">
          <h2>{say('board.duties')}</h2>
          <p className="quiet board-lead">{say('board.lead')}</p>
        </div>
        {found.data && (
          <div className="filters">
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
                {say('board.unfinished')}{' '}
                <b>
                  {UNFINISHED.reduce(
                    (sum, status) => sum + ofGroup.reduce((all, row) => all + countOf(row, status), 0),
                    0,
                  )}
                </b>
              </button>
              {STATUSES.map(status => (
                <button
                  key={status}
                  type="button"
                  className={`chip mark-${status}`}
                  aria-pressed={search.status === status}
                  title={say(`status.${status}_means`)}
                  onClick={() => turn({ status: search.status === status ? undefined : status })}
                >
                  <Glyph status={status} /> {say(`status.${status}`)}{' '}
                  <b>
                    {written(
                      ofGroup.reduce((sum, row) => sum + countOf(row, status), 0),
                      language,
                    )}
                  </b>
                </button>
              ))}
            </fieldset>
            <select
              className="select"
              aria-label={say('board.filter_group')}
              value={search.group ?? ''}
              onChange={event => turn({ group: event.target.value || undefined })}
            >
              <option value="">{say('board.all_groups')}</option>
              {groups.map(group => (
                <option key={group} value={group}>
                  {codes.name('group', group)}
                </option>
              ))}
            </select>
          </div>
        )}
        {found.data && !found.data.settled && (
          <p className="notice" role="status">
            {say('board.settling')}
          </p>
        )}
        {found.isPending && <Waiting rows={12} />}
        {found.isError && <Trouble fault={found.error} again={() => void found.refetch()} />}
        {found.data && found.data.rows.length === 0 && (
          <Nothing title={say('board.none')} hint={say('board.none_hint')} />
        )}
        {found.data && found.data.rows.length > 0 && rows.length === 0 && (
          <Nothing title={say('board.empty')} hint={say('board.empty_hint')}>
            <button type="button" className="link" onClick={() => turn({ status: undefined, group: undefined })}>
              {say('board.clear')}
            </button>
          </Nothing>
        )}
        {found.data &&
          rows.length > 0 &&
          (narrow ? (
            <DutyList shown={found.data} rows={rows} stale={found.isPlaceholderData} />
          ) : (
            <Matrix shown={found.data} rows={rows} stale={found.isPlaceholderData} />
          ))}
      </section>
      {found.data && <DutyDrawer shown={found.data} />}
    </>
  )
}
