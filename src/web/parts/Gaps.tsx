// The gaps of a report, in the order of the text, so that somebody can close them.
import { Link } from '@tanstack/react-router'
import type { Draft, Shown } from '../../report/draft.ts'
import { useSpeech } from '../language.ts'
import { useNarrow } from '../narrow.ts'
import type { Search } from '../view.ts'
import { figuresOf } from './Sheet.tsx'

export function Gaps({ draft, door }: { draft: Draft; door: (figure: Shown) => Search }) {
  const { say } = useSpeech()
  const narrow = useNarrow()
  const missing = figuresOf(draft).filter(
    (figure, index, all) => figure.status === 'missing' && all.findIndex(one => one.ref === figure.ref) === index,
  )
  if (missing.length === 0) return null
  return (
    <details className="gaps" open={!narrow}>
      <summary>
        {say('report.missing_list')} {missing.length}
      </summary>
      <p className="quiet">{say('report.missing_note')}</p>
      <ul>
        {missing.map(figure => (
          <li key={figure.ref}>
            <Link
              to="."
              search={((before: Search) => ({ ...before, ...door(figure) })) as never}
              resetScroll={false}
              preload={false}
            >
              <b>{figure.title}</b>
              <span>{figure.formula}</span>
            </Link>
          </li>
        ))}
      </ul>
    </details>
  )
}
