// A chart with its table: drawn as plain SVG, every mark a door to its proof, taken away as a picture.
import { useNavigate } from '@tanstack/react-router'
import { type KeyboardEvent, useId, useRef, useState } from 'react'
import { takeChart } from '../../exchange/sheet.api.ts'
import type { ChartRow, Mark } from '../../measure/chart.api.ts'
import { turnName } from '../../report/period-name.ts'
import { phrase } from '../../report/phrase.ts'
import { useSpeech } from '../language.ts'
import { useNarrow } from '../narrow.ts'
import type { Search, View } from '../view.ts'
import { Excel } from './Excel.tsx'
import { PictureLink } from './PictureLink.tsx'
import { Places } from './Places.tsx'

/** Units of the drawing: a row, the head, a letter of a name. In a hand it is narrower, so that letters keep their size. */
const ROW = 34
const TOP = 28
const LETTER = 14
const DESK = { wide: 640, names: 190, number: 110 }
const HAND = { wide: 400, names: 122, number: 92 }

/** A chart of what was asked; it goes out as a picture and as Excel. */
export function Chart({ chart, asked }: { chart: ChartRow; asked: View }) {
  const { language, say, pick } = useSpeech()
  const [table, setTable] = useState(false)
  const drawing = useRef<SVGSVGElement>(null)
  const id = useId()
  const nameOf = (row: ChartRow['rows'][number]) => (row.turn ? turnName(row.turn, language) : pick(row.name))
  const text = (mark: Mark) =>
    mark.value === null ? say('figure.missing') : phrase(mark.value, mark.unit, language, { digits: mark.digits })
  const title = pick(chart.title)
  return (
    <section className="chart" aria-labelledby={`${id}-name`}>
      <header className="chart-head">
        <h2 id={`${id}-name`}>{title}</h2>
        <div className="chart-acts">
          <button type="button" className="link" aria-pressed={table} onClick={() => setTable(!table)}>
            {say(table ? 'charts.as_drawing' : 'charts.as_table')}
          </button>
          <Excel route={takeChart} asked={{ id: chart.id, ...asked }} link />
          {!table && <PictureLink drawing={drawing} title={title} />}
        </div>
      </header>
      {table ? (
        <table className="rows chart-table">
          <caption className="sr">{title}</caption>
          <thead>
            <tr>
              <th scope="col">{say('charts.row')}</th>
              {chart.sides.map(side => (
                <th key={side.zh} scope="col" className="end">
                  {pick(side)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {chart.rows.map(row => (
              <tr key={nameOf(row)}>
                <th scope="row">{nameOf(row)}</th>
                {row.marks.map((mark, index) => (
                  <td key={chart.sides[index]!.zh} className="end" data-label={pick(chart.sides[index]!)}>
                    {text(mark)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      ) : (
        <Drawing chart={chart} drawing={drawing} id={id} nameOf={nameOf} text={text} />
      )}
      {chart.places.length > 0 && <Places places={chart.places} />}
    </section>
  )
}

interface DrawingProps {
  readonly chart: ChartRow
  readonly drawing: React.RefObject<SVGSVGElement | null>
  readonly id: string
  readonly nameOf: (row: ChartRow['rows'][number]) => string
  readonly text: (mark: Mark) => string
}

function Drawing({ chart, drawing, id, nameOf, text }: DrawingProps) {
  const { pick, say } = useSpeech()
  const { wide, names, number } = useNarrow() ? HAND : DESK
  const column = chart.form === 'pyramid' ? 110 : names
  const high = TOP + chart.rows.length * ROW + 6
  const most = (rows: ChartRow['rows']) =>
    Math.max(...rows.flatMap(row => row.marks.map(mark => mark.value ?? 0)), 0) || 1
  const all = most(chart.rows)
  const pyramid = chart.form === 'pyramid'
  const middle = wide / 2
  const room = pyramid ? middle - column / 2 - 60 : wide - column - number
  const described = chart.rows
    .map(
      row =>
        `${nameOf(row)}: ${row.marks.map((mark, index) => `${pick(chart.sides[index]!)} ${text(mark)}`).join(', ')}`,
    )
    .join('; ')
  return (
    // biome-ignore lint/a11y/useSemanticElements: a drawing that holds buttons is a group, no form
    <svg
      ref={drawing}
      viewBox={`0 0 ${wide} ${high}`}
      width="100%"
      role="group"
      aria-labelledby={`${id}-title ${id}-desc`}
      className="chart-drawing"
    >
      <title id={`${id}-title`}>{pick(chart.title)}</title>
      <desc id={`${id}-desc`}>{described}</desc>
      {pyramid ? (
        <>
          <text x={middle - column / 2} y={16} textAnchor="end" className="chart-side">
            {pick(chart.sides[0])}
          </text>
          <text x={middle + column / 2} y={16} className="chart-side">
            {pick(chart.sides[1])}
          </text>
        </>
      ) : (
        <>
          <rect x={column} y={6} width={12} height={12} className="chart-first" />
          <text x={column + 18} y={16} className="chart-side">
            {pick(chart.sides[0])}
          </text>
          <path d={`M${column + 190} 4v16`} className="chart-owed" />
          <text x={column + 198} y={16} className="chart-side">
            {pick(chart.sides[1])}
          </text>
        </>
      )}
      {chart.rows.map((row, index) => {
        const y = TOP + index * ROW
        const scale = room / (chart.apart ? most([row]) : all)
        const [first, second] = row.marks
        const [one, two] = [(first.value ?? 0) * scale, (second.value ?? 0) * scale]
        const name = nameOf(row)
        if (pyramid)
          return (
            <g key={name}>
              <text x={middle} y={y + 21} textAnchor="middle">
                {name}
              </text>
              <Bar mark={first} name={`${name} ${pick(chart.sides[0])} ${text(first)}`}>
                <rect x={middle - column / 2 - one} y={y + 5} width={one} height={ROW - 12} className="chart-first" />
                <text x={middle - column / 2 - one - 6} y={y + 21} textAnchor="end">
                  {text(first)}
                </text>
              </Bar>
              <Bar mark={second} name={`${name} ${pick(chart.sides[1])} ${text(second)}`}>
                <rect x={middle + column / 2} y={y + 5} width={two} height={ROW - 12} className="chart-second" />
                <text x={middle + column / 2 + two + 6} y={y + 21}>
                  {text(second)}
                </text>
              </Bar>
            </g>
          )
        return (
          <g key={name}>
            <text x={column - 10} y={y + 21} textAnchor="end">
              {fitted(name, column - 14)}
              <title>{name}</title>
            </text>
            <Bar
              mark={first}
              name={`${name} ${pick(chart.sides[0])} ${text(first)}, ${pick(chart.sides[1])} ${text(second)}`}
            >
              <rect x={column} y={y + 5} width={room} height={ROW - 12} className="chart-ground" />
              <rect x={column} y={y + 5} width={one} height={ROW - 12} className="chart-first" />
              <text x={column + room + 8} y={y + 21}>
                {first.value === null ? say('figure.missing') : text(first)}
              </text>
            </Bar>
            {second.value !== null && <path d={`M${column + two} ${y + 2}v${ROW - 6}`} className="chart-owed" />}
          </g>
        )
      })}
    </svg>
  )
}

/** As much of a name as there is room for; Latin letters are half as wide. */
function fitted(name: string, room: number): string {
  let used = 0
  for (const [index, letter] of [...name].entries()) {
    used += letter.charCodeAt(0) < 0x2000 ? LETTER * 0.56 : LETTER
    if (used > room) return `${[...name].slice(0, index - 1).join('')}…`
  }
  return name
}

/** A mark that opens its proof by a touch or the Enter key. */
function Bar({ mark, name, children }: { mark: Mark; name: string; children: React.ReactNode }) {
  const navigate = useNavigate()
  const { proof } = mark
  if (!proof) return <g>{children}</g>
  const open = () =>
    void navigate({
      to: '.',
      search: (before: Search) => ({ ...before, proof: proof.figure, at: proof.org, in: proof.period, by: proof.by }),
      resetScroll: false,
    } as never)
  return (
    // biome-ignore lint/a11y/useSemanticElements: a drawing has no button of its own
    <g
      role="button"
      tabIndex={0}
      className="chart-mark"
      aria-label={name}
      data-figure={proof.figure}
      onClick={open}
      onKeyDown={(event: KeyboardEvent) => {
        if (event.key !== 'Enter' && event.key !== ' ') return
        event.preventDefault()
        open()
      }}
    >
      {children}
    </g>
  )
}
