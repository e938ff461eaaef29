// The board as a matrix: duties under their groups, the organization and those directly below it, a status in each cell.
import type { z } from 'zod'
import type { board, Status, Tally } from '../../duty/duty.api.ts'
import { useCodes } from '../answers.ts'
import { type Speech, useSpeech } from '../language.ts'
import { useView } from '../view.ts'
import { StatusMark } from './StatusMark.tsx'

export type Board = z.output<typeof board.out>
export type Row = Board['rows'][number]

/** The rows of each group, groups in the order of the charter. */
export function grouped<T extends { readonly group: string }>(
  rows: readonly T[],
  order: readonly string[],
): { group: string; rows: T[] }[] {
  return [...new Set([...order, ...rows.map(row => row.group)])]
    .map(group => ({ group, rows: rows.filter(row => row.group === group) }))
    .filter(one => one.rows.length > 0)
}

/** A tally in a word, or as met of due where there are several turns. */
export function TallyMark({ tally }: { tally: Tally }) {
  if (tally.status === 'none') return null
  return tally.due > 1 ? (
    <StatusMark status={tally.status} text={`${tally.met}/${tally.due}`} />
  ) : (
    <StatusMark status={tally.status} />
  )
}

/** A tally in full, for those who hear the page and for the pointer's hint. */
export function tallyWords(tally: Tally, { say }: Speech): string {
  if (tally.status === 'none') return ''
  const parts = (
    [
      ['met', tally.met],
      ['open', tally.open],
      ['late', tally.late],
      ['not_met', tally.notMet],
      ['excused', tally.excused],
    ] as [Status, number][]
  )
    .filter(([, count]) => count > 0)
    .map(([status, count]) => `${say(`status.${status}`)} ${count}`)
  return `${say('board.met_of_due', { met: tally.met, due: tally.due })}(${parts.join(', ')})`
}

export function Matrix({ shown, rows, stale }: { shown: Board; rows: readonly Row[]; stale: boolean }) {
  const speech = useSpeech()
  const { say, pick } = speech
  const codes = useCodes()
  const { search, turn } = useView()
  // An organization with nothing below it shows itself once, not itself and a sum of itself.
  const alone = shown.columns.length === 1
  return (
    <section className={stale ? 'matrix stale' : 'matrix'} aria-label={say('board.duties')}>
      <table>
        <thead>
          <tr>
            <th scope="col" className="matrix-duty">
              {say('board.duty')}
            </th>
            {!alone && (
              <th scope="col" className="matrix-total">
                {say('board.total')}
              </th>
            )}
            {shown.columns.map(column => (
              <th key={column.code} scope="col" className={column.self ? 'matrix-self' : ''}>
                {column.self ? (
                  <>
                    {say('board.self')}
                    <small>{pick(column.name)}</small>
                  </>
                ) : (
                  <button
                    type="button"
                    title={pick(column.name)}
                    onClick={() => turn({ org: column.code, duty: undefined, of: undefined })}
                  >
                    {pick(column.name)}
                  </button>
                )}
              </th>
            ))}
          </tr>
        </thead>
        {grouped(rows, codes.groups).map(({ group, rows: inGroup }) => (
          <tbody key={group}>
            <tr className="matrix-group">
              <th scope="rowgroup" colSpan={shown.columns.length + (alone ? 1 : 2)}>
                <span>{codes.name('group', group)}</span>
              </th>
            </tr>
            {inGroup.map(row => (
              <tr key={row.duty}>
                <th scope="row" className="matrix-duty">
                  <span className="matrix-title">{pick(row.title)}</span>
                  <small>
                    {row.system} {pick(row.name)} · {say(`every.${row.every}`)}
                  </small>
                </th>
                {!alone && cell(row, row.total, shown.org.code, shown.org.name, false, 'total')}
                {row.cells.map((tally, index) => {
                  const column = shown.columns[index]!
                  return cell(row, tally, column.code, column.name, column.self, column.code)
                })}
              </tr>
            ))}
          </tbody>
        ))}
      </table>
    </section>
  )

  function cell(row: Row, tally: Tally, code: string, name: { zh: string; en: string }, own: boolean, key: string) {
    const open = search.duty === row.duty && search.of === code && (search.own === '1') === own
    return (
      <td key={key} className={key === 'total' ? 'matrix-total' : own ? 'matrix-self' : ''}>
        {tally.status !== 'none' && (
          <button
            type="button"
            className={open ? 'cell cell-open' : 'cell'}
            title={tallyWords(tally, speech)}
            aria-label={say('board.cell', {
              duty: pick(row.title),
              org: pick(name),
              status: tallyWords(tally, speech),
            })}
            onClick={() => turn({ duty: row.duty, of: code, own: own ? '1' : undefined })}
          >
            <TallyMark tally={tally} />
          </button>
        )}
      </td>
    )
  }
}

/** The same on a phone: duties under their groups, each with its status; a touch opens its turns. */
export function DutyList({ shown, rows, stale }: { shown: Board; rows: readonly Row[]; stale: boolean }) {
  const speech = useSpeech()
  const { say, pick } = speech
  const codes = useCodes()
  const { turn } = useView()
  return (
    <div className={stale ? 'duty-list stale' : 'duty-list'}>
      {grouped(rows, codes.groups).map(({ group, rows: inGroup }) => (
        <section key={group}>
          <h3>{codes.name('group', group)}</h3>
          <ul>
            {inGroup.map(row => (
              <li key={row.duty}>
                <button type="button" onClick={() => turn({ duty: row.duty, of: shown.org.code, own: undefined })}>
                  <span className="duty-list-title">
                    {pick(row.title)}
                    <small>
                      {row.system} {pick(row.name)} · {say(`every.${row.every}`)}
                    </small>
                  </span>
                  <TallyMark tally={row.total} />
                </button>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  )
}
