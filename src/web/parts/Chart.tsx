// A chart with its table: drawn as plain SVG, every mark a door to its proof, taken away as a picture.
import { useNavigate } from '@tanstack/react-router'
import { type KeyboardEvent, useId, useRef, useState } from 'react'
import type { ChartRow, Mark } from '../../measure/chart.api.ts'
import { phrase } from '../../report/phrase.ts'
import { useSpeech } from '../language.ts'
import { turnName } from '../names.ts'
import { pictureOf } from '../picture.ts'
import type { Search } from '../view.ts'

/** Units of the drawing: its width, a row, the names, room for a number beside a bar. */
const WIDE = 640
const ROW = 34
const NAMES = 150
const NUMBER = 110
const TOP = 28

/** A proportion of two marks of one row; of a chart of several measures each row has a scale of its own. */
export function Chart({ chart, own = false }: { chart: ChartRow; own?: boolean }) {
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
          {!table && (
            <button
              type="button"
              className="link"
              onClick={() => drawing.current && void pictureOf(drawing.current, title)}
            >
              {say('charts.png')}
            </button>
          )}
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
        <Drawing chart={chart} own={own} drawing={drawing} id={id} nameOf={nameOf} text={text} />
      )}
    </section>
  )
}

interface DrawingProps {
  readonly chart: ChartRow
  readonly own: boolean
  readonly drawing: React.RefObject<SVGSVGElement | null>
  readonly id: string
  readonly nameOf: (row: ChartRow['rows'][number]) => string
  readonly text: (mark: Mark) => string
}

function Drawing({ chart, own, drawing, id, nameOf, text }: DrawingProps) {
  const { pick, say } = useSpeech()
  const high = TOP + chart.rows.length * ROW + 6
  const most = (rows: ChartRow['rows']) =>
    Math.max(...rows.flatMap(row => row.marks.map(mark => mark.value ?? 0)), 0) || 1
  const all = most(chart.rows)
  const pyramid = chart.form === 'pyramid'
  const middle = WIDE / 2
  const room = pyramid ? middle - NAMES / 2 - 56 : WIDE - NAMES - NUMBER
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
      viewBox={`0 0 ${WIDE} ${high}`}
      width="100%"
      role="group"
      aria-labelledby={`${id}-title ${id}-desc`}
      className="chart-drawing"
    >
      <title id={`${id}-title`}>{pick(chart.title)}</title>
      <desc id={`${id}-desc`}>{described}</desc>
      {pyramid ? (
        <>
          <text x={middle - NAMES / 2} y={16} textAnchor="end" className="chart-side">
            {pick(chart.sides[0])}
          </text>
          <text x={middle + NAMES / 2} y={16} className="chart-side">
            {pick(chart.sides[1])}
          </text>
        </>
      ) : (
        <>
          <rect x={NAMES} y={6} width={12} height={12} className="chart-first" />
          <text x={NAMES + 18} y={16} className="chart-side">
            {pick(chart.sides[0])}
          </text>
          <path d={`M${NAMES + 190} 4v16`} className="chart-owed" />
          <text x={NAMES + 198} y={16} className="chart-side">
            {pick(chart.sides[1])}
          </text>
        </>
      )}
      {chart.rows.map((row, index) => {
        const y = TOP + index * ROW
        const scale = room / (own ? most([row]) : all)
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
                <rect x={middle - NAMES / 2 - one} y={y + 5} width={one} height={ROW - 12} className="chart-first" />
                <text x={middle - NAMES / 2 - one - 6} y={y + 21} textAnchor="end">
                  {text(first)}
                </text>
              </Bar>
              <Bar mark={second} name={`${name} ${pick(chart.sides[1])} ${text(second)}`}>
                <rect x={middle + NAMES / 2} y={y + 5} width={two} height={ROW - 12} className="chart-second" />
                <text x={middle + NAMES / 2 + two + 6} y={y + 21}>
                  {text(second)}
                </text>
              </Bar>
            </g>
          )
        return (
          <g key={name}>
            <text x={NAMES - 10} y={y + 21} textAnchor="end">
              {name.length > 11 ? `${name.slice(0, 10)}…` : name}
              <title>{name}</title>
            </text>
            <Bar
              mark={first}
              name={`${name} ${pick(chart.sides[0])} ${text(first)}, ${pick(chart.sides[1])} ${text(second)}`}
            >
              <rect x={NAMES} y={y + 5} width={room} height={ROW - 12} className="chart-ground" />
              <rect x={NAMES} y={y + 5} width={one} height={ROW - 12} className="chart-first" />
              <text x={NAMES + room + 8} y={y + 21}>
                {first.value === null ? say('figure.missing') : text(first)}
              </text>
            </Bar>
            {second.value !== null && <path d={`M${NAMES + two} ${y + 2}v${ROW - 6}`} className="chart-owed" />}
          </g>
        )
      })}
    </svg>
  )
}

/** A mark that opens its proof by a touch or the Enter key. */
function Bar({ mark, name, children }: { mark: Mark; name: string; children: React.ReactNode }) {
  const navigate = useNavigate()
  const { proof } = mark
  if (!proof) return <g>{children}</g>
  const open = () =>
    void navigate({
      to: '.',
      search: (before: Search) => ({ ...before, proof: proof.figure, at: proof.org, in: proof.period }),
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
