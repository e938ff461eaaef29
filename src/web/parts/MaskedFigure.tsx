// A figure of a masked report: what it is and how it is counted, and nothing that leads to the records.
import type { Draft } from '../../report/draft.ts'
import { sayDay } from '../../report/phrase.ts'
import { useSpeech } from '../language.ts'
import { useView } from '../view.ts'
import { figuresOf } from './Sheet.tsx'
import { SideSheet } from './SideSheet.tsx'

export function MaskedFigure({ draft }: { draft: Draft }) {
  const { language, say } = useSpeech()
  const { search, turn } = useView()
  const close = () => turn({ shown: undefined })
  const figure = figuresOf(draft).find(one => one.ref === search.shown)
  return (
    <SideSheet
      open={figure !== undefined}
      onClose={close}
      size={480}
      title={<span className="eyebrow">{say('report.mask')}</span>}
    >
      {figure && (
        <article className="proof">
          <header className="proof-head">
            <h1>{figure.title}</h1>
            <p className="proof-value">
              <span className={figure.value === null ? 'number number-missing' : 'number'}>
                <b>{figure.text}</b>
              </span>
            </p>
            <p className="proof-binding">
              {say('figure.as_of', { day: sayDay(figure.asOf, language) })} ·{' '}
              {say('figure.facts_count', { count: figure.records })}
            </p>
          </header>
          <section className="proof-part">
            <h2>{say('figure.formula')}</h2>
            <p className="formula">{figure.formula}</p>
          </section>
          <p className="quiet">{say('report.masked_notice')}</p>
          <button type="button" className="button" onClick={close}>
            {say('nav.close')}
          </button>
        </article>
      )}
    </SideSheet>
  )
}
