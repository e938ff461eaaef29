// Every figure of the charter under its system; found by typing, opened by a click.
import { Link } from '@tanstack/react-router'
import { useDeferredValue } from 'react'
import { listSystems } from '../../duty/duty.api.ts'
import { takeFigures } from '../../exchange/sheet.api.ts'
import { type FigureRow, listFigures } from '../../measure/figure.api.ts'
import { useAnswer } from '../answers.ts'
import { useSpeech } from '../language.ts'
import { useFindKey } from '../lines.ts'
import { Excel } from '../parts/Excel.tsx'
import { FigureText } from '../parts/FigureText.tsx'
import { Nothing, Trouble, Waiting } from '../parts/Trouble.tsx'
import { useTitle } from '../title.ts'
import { type Search, scopeOf, useView } from '../view.ts'

const KINDS = ['all', 'measure', 'norm', 'missing'] as const

export function FiguresPage() {
  const { say, pick } = useSpeech()
  const { view, search, turn } = useView()
  useTitle(say('figures.title'))
  const found = useAnswer(listFigures, view, { keep: true, when: view.org !== '' && view.period !== '' })
  const systems = useAnswer(listSystems, {})
  const field = useFindKey()
  const q = useDeferredValue(search.q ?? '')
  const kind = KINDS.find(one => one === search.kind) ?? 'all'

  const matches = (figure: FigureRow) => {
    const text =
      `${figure.title.zh} ${figure.title.en} ${figure.id} ${figure.system} ${figure.source.zh} ${figure.source.en}`.toLowerCase()
    return q
      .toLowerCase()
      .split(/\s+/)
      .every(part => text.includes(part))
  }
  const ofKind = (figure: FigureRow) =>
    kind === 'all' || (kind === 'missing' ? figure.status === 'missing' : figure.kind === kind)
  const rows = (found.data ?? []).filter(figure => ofKind(figure) && matches(figure))
  const order = [...new Set([...(systems.data ?? []).map(system => system.id), ...rows.map(row => row.system)])]

  return (
    <>
      <header className="page-head">
        <h1>{say('figures.title')}</h1>
        <p className="quiet">{say('figures.lead')}</p>
      </header>
      <div className="filters filters-top">
        <label className="search">
          <span className="sr">{say('figures.search')}</span>
          <svg viewBox="0 0 20 20" width="16" height="16" aria-hidden="true">
            <path
              d="M9 3a6 6 0 1 1 0 12A6 6 0 0 1 9 3zm4.5 10.5L18 18"
              fill="none"
              stroke="currentColor"
              strokeWidth="1.6"
              strokeLinecap="round"
            />
          </svg>
          <input
            ref={field}
            type="search"
            placeholder={say('figures.search')}
            value={search.q ?? ''}
            onChange={event => turn({ q: event.target.value || undefined }, true)}
            onKeyDown={event => {
              if (event.key === 'Escape') event.currentTarget.blur()
            }}
          />
          <kbd title={say('figures.slash')}>/</kbd>
        </label>
        <fieldset className="chips" aria-label={say('figures.filter')}>
          {KINDS.map(one => (
            <button
              key={one}
              type="button"
              className="chip"
              aria-pressed={kind === one}
              onClick={() => turn({ kind: one === 'all' ? undefined : one })}
            >
              {say(`figures.kind_${one}`)}
            </button>
          ))}
        </fieldset>
        {/* Nothing beside it moves when the figures come: who is about to press a button would miss it. */}
        <span className="quiet filters-count">{found.data && say('figures.count', { count: rows.length })}</span>
        <Link to="/table" search={((before: Search) => scopeOf(before)) as never} className="button">
          {say('table.make')}
        </Link>
        <Excel route={takeFigures} asked={view} />
      </div>
      {found.isPending && <Waiting rows={12} />}
      {found.isError && <Trouble fault={found.error} again={() => void found.refetch()} />}
      {found.data && rows.length === 0 && (
        <Nothing title={say('figures.empty', { q })} hint={say('figures.empty_hint')} />
      )}
      <div className={found.isPlaceholderData ? 'stale' : ''}>
        {order.map(id => {
          const own = rows.filter(row => row.system === id)
          const system = systems.data?.find(one => one.id === id)
          if (own.length === 0) return null
          return (
            <section key={id} className="system">
              <header className="system-head">
                <span className="system-id">{id}</span>
                <h2>{system ? pick(system.name) : id}</h2>
                {system && <p className="quiet">{pick(system.clause)}</p>}
              </header>
              <ul className="figure-list">
                {own.map(figure => (
                  <FigureLine key={figure.id} figure={figure} />
                ))}
              </ul>
            </section>
          )
        })}
      </div>
    </>
  )
}

function FigureLine({ figure }: { figure: FigureRow }) {
  const { say, pick } = useSpeech()
  return (
    <li>
      <Link
        to="."
        search={((before: Search) => ({ ...before, proof: figure.id })) as never}
        resetScroll={false}
        data-figure={figure.id}
      >
        <span className="figure-title">
          {pick(figure.title)}
          <code>{figure.id}</code>
        </span>
        <span className="figure-value">
          <FigureText figure={figure} />
        </span>
        <span className="figure-source">{pick(figure.source)}</span>
        <span className="figure-as-of">
          {figure.kind === 'norm' ? (
            <span className="tag">{say('figure.norm')}</span>
          ) : (
            say('figure.facts_count', { count: figure.records })
          )}
          <small>{figure.asOf}</small>
        </span>
      </Link>
    </li>
  )
}
