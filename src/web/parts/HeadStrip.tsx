// The head figures over the board, each a door to its proof.
import { Link } from '@tanstack/react-router'
import { readVocabulary } from '../../charter/charter.api.ts'
import { listFigures } from '../../measure/figure.api.ts'
import { useAnswer } from '../answers.ts'
import { useSpeech } from '../language.ts'
import { type Search, useView } from '../view.ts'
import { FigureText } from './FigureText.tsx'
import { Trouble, Waiting } from './Trouble.tsx'

export function HeadStrip() {
  const { say, pick } = useSpeech()
  const { view } = useView()
  const found = useAnswer(listFigures, view, { keep: true, when: view.org !== '' && view.period !== '' })
  const words = useAnswer(readVocabulary, {})
  if (found.isPending || words.isPending)
    return (
      <div className="strip strip-waiting">
        <Waiting rows={1} />
      </div>
    )
  if (found.isError) return <Trouble fault={found.error} again={() => void found.refetch()} />
  const figures = (words.data?.head ?? []).flatMap(id => found.data.find(figure => figure.id === id) ?? [])
  if (figures.length === 0) return null
  return (
    <section className={found.isPlaceholderData ? 'strip stale' : 'strip'} aria-label={say('board.head')}>
      {figures.map(figure => (
        <Link
          key={figure.id}
          to="."
          search={((before: Search) => ({ ...before, proof: figure.id })) as never}
          resetScroll={false}
          className="strip-item"
          data-figure={figure.id}
        >
          <span className="strip-title">{pick(figure.title)}</span>
          <FigureText figure={figure} />
          <span className="strip-note">
            {figure.records > 0 ? say('figure.facts_count', { count: figure.records }) : ' '}
          </span>
        </Link>
      ))}
    </section>
  )
}
