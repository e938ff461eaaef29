// The board on paper: a table for each group of systems, organizations below each other, symbols with their numbers.

import { READ_OUT } from '../../charter/standing.ts'
import { periodName } from '../../report/period-name.ts'
import { sayDay } from '../../report/phrase.ts'
import type { Day } from '../../time/day.ts'
import { useCodes } from '../answers.ts'
import type { Board, Row } from '../board.ts'
import { useSpeech } from '../language.ts'
import { grouped, StandsMark, turned } from './Matrix.tsx'
import { Glyph } from './StatusMark.tsx'

/** Duties side by side on a sheet of A4. */
const WIDTH = 9

export function BoardPrint({ board, rows, changed }: { board: Board; rows: readonly Row[]; changed: boolean }) {
  const { language, say, pick } = useSpeech()
  const codes = useCodes()
  const left = board.count - board.columns.length
  return (
    <section className="board-print">
      <p>
        {periodName(board.period, language)} · {say(`tree.${board.tree}`)} ·{' '}
        {say('board.as_of', { day: sayDay(board.asOf as Day, language) })}
        {board.against &&
          ` · ${say('board.against_period', { period: `${periodName(board.against.period, language)} ${say(`tree.${board.against.tree}`)}` })}`}
      </p>
      <p className="board-key">
        {READ_OUT.map(({ status, words }) => (
          <span key={status}>
            <Glyph status={status} /> {pick(words)}
          </span>
        ))}
      </p>
      {left > 0 && <p>{say('board.print_part', { shown: board.columns.length, count: board.count })}</p>}
      {grouped(rows, codes.groups).flatMap(({ group, rows: inGroup }) =>
        slices(inGroup).map(part => (
          <table key={part[0]!.duty}>
            <caption>{codes.name('group', group)}</caption>
            <thead>
              <tr>
                <th scope="col">{say('board.org')}</th>
                {part.map(row => (
                  <th key={row.duty} scope="col">
                    {pick(row.title)} <small>{row.system}</small>
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              <tr>
                <th scope="row">{say('board.total')}</th>
                {part.map(row => (
                  <td key={row.duty}>
                    <StandsMark stands={row.total} />
                  </td>
                ))}
              </tr>
              {board.columns.map((column, at) => (
                <tr key={column.code}>
                  <th scope="row" style={{ paddingLeft: column.depth * 8 }}>
                    {pick(column.name)}
                  </th>
                  {part.map(row => (
                    <td key={row.duty}>
                      {(!changed || turned(row.cells[at]!)) && <StandsMark stands={row.cells[at]!} />}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        )),
      )}
    </section>
  )
}

function slices(rows: readonly Row[]): Row[][] {
  return Array.from({ length: Math.ceil(rows.length / WIDTH) }, (_, index) =>
    rows.slice(index * WIDTH, (index + 1) * WIDTH),
  )
}
