// One figure on a page of its own.
import { Link, useParams } from '@tanstack/react-router'
import { showFigure } from '../../measure/figure.api.ts'
import { useAnswer } from '../answers.ts'
import { useSpeech } from '../language.ts'
import { Proof } from '../parts/Proof.tsx'
import { useTitle } from '../title.ts'
import { type Search, scopeOf, useView } from '../view.ts'

/** Facts on one page of the list. */
const PAGE = 50

export function FigurePage() {
  const { id = '' } = useParams({ strict: false }) as { id?: string }
  const { say, pick } = useSpeech()
  const { view, search, turn } = useView()
  const asked = { ...view, by: search.by === 'turn' ? ('turn' as const) : undefined }
  const found = useAnswer(showFigure, { id, ...asked, limit: PAGE, offset: 0 }, { keep: true, when: view.org !== '' })
  useTitle(found.data ? pick(found.data.figure.title) : id, found.data && pick(found.data.org.name))
  return (
    <div className="column">
      <p className="back">
        <Link to="/figures" search={((before: Search) => scopeOf(before)) as never}>
          ← {say('figure.back')}
        </Link>
      </p>
      {view.org && (
        <Proof
          key={`${id} ${view.org} ${view.period} ${view.tree} ${asked.by}`}
          id={id}
          asked={asked}
          page={PAGE}
          onOrg={org => turn({ org })}
          wide
        />
      )}
    </div>
  )
}
