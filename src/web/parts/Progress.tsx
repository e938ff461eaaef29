// How far an objective is: the figure, a door to the records behind it, and what is left to do.
import { Link } from '@tanstack/react-router'
import { decimalsOf } from '../../pledge/amount.ts'
import type { PledgeRow } from '../../pledge/pledge.api.ts'
import { phrase } from '../../report/phrase.ts'
import { useSpeech } from '../language.ts'
import type { Search } from '../view.ts'
import { FigureText } from './FigureText.tsx'

type Line = Pick<PledgeRow, 'measure' | 'unit' | 'digits' | 'direction' | 'value' | 'progress'>

/** A target with its measure word: 不少于24天, at least 24 days. */
export function Target({ line }: { line: Pick<Line, 'unit' | 'direction' | 'value'> }) {
  const { say } = useSpeech()
  return (
    <span className="pledge-target">
      <small>{say(`pledge.${line.direction}`)}</small>{' '}
      <FigureText figure={{ ...line, value: Number(line.value), digits: decimalsOf(line.value) }} />
    </span>
  )
}

export function Progress({ line, org, year }: { line: Line; org: string; year: number }) {
  const { language, say } = useSpeech()
  const { progress, direction, unit } = line
  const left =
    progress.left === null
      ? ''
      : phrase(Math.abs(progress.left), unit === 'percent' ? 'point' : unit, language, { digits: 2 })
  return (
    <span className="pledge-progress">
      <Link
        to="."
        search={
          ((before: Search) => ({ ...before, proof: line.measure, at: org, in: String(year), by: undefined })) as never
        }
        resetScroll={false}
        preload={false}
        data-figure={line.measure}
      >
        <FigureText figure={{ ...progress, unit, digits: line.digits }} />
      </Link>
      {progress.reached !== null && (
        <small className={progress.reached ? 'quiet' : 'pledge-left'}>
          {direction === 'at_least'
            ? progress.reached
              ? say('pledge.reached')
              : say('pledge.left_floor', { left })
            : progress.reached
              ? say('pledge.left_ceiling', { left })
              : say('pledge.exceeded', { left })}
        </small>
      )}
    </span>
  )
}
