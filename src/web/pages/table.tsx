// A table made to order: figures and organizations are chosen, the numbers stand there at once, and go out as Excel.
import { useState } from 'react'
import { takeTable } from '../../exchange/sheet.api.ts'
import { type FigureRow, listFigures, MOST_FIGURES, showTable } from '../../measure/figure.api.ts'
import { phrase, sayDay, unitWord } from '../../report/phrase.ts'
import type { Day } from '../../time/day.ts'
import { useAnswer, useCodes } from '../answers.ts'
import type { Given } from '../client.ts'
import { useSpeech } from '../language.ts'
import { Excel } from '../parts/Excel.tsx'
import { Nothing, Trouble, Waiting } from '../parts/Trouble.tsx'
import { useTitle } from '../title.ts'
import { type Search, useView } from '../view.ts'
import '../style/table.css'

/** Figures offered at once; typing finds the others. */
const OFFERED = 12

function figuresIn(search: Search): readonly string[] {
  return (search.figures ?? '').split(',').filter(Boolean)
}

export function TablePage() {
  const { language, say, pick } = useSpeech()
  const codes = useCodes()
  const { view, search, turn } = useView()
  const when = view.org !== '' && view.period !== ''
  const all = useAnswer(listFigures, view, { keep: true, when })
  const chosen = figuresIn(search)
  const level = search.level === 'all' ? 'all' : 'below'
  const asked = { ...view, figures: chosen.join(','), level, tier: search.tier, sector: search.sector } as const
  const found = useAnswer(showTable, asked as never, { keep: true, when: when && chosen.length > 0 })
  useTitle(say('table.title'))
  const choose = (next: (chosen: readonly string[]) => readonly string[]) =>
    turn(now => ({ figures: next(figuresIn(now)).join(',') || undefined }), true)
  const rows = all.data ?? []
  return (
    <>
      <header className="page-head">
        <h1>{say('table.title')}</h1>
        <p className="quiet">{say('table.lead')}</p>
      </header>
      <Choice
        rows={rows}
        chosen={chosen}
        add={id => choose(before => [...before.filter(one => one !== id), id])}
        remove={id => choose(before => before.filter(one => one !== id))}
      />
      <div className="filters table-filters">
        <label className="table-field">
          <span>{say('table.which')}</span>
          <select
            className="select"
            value={level}
            onChange={event => turn({ level: event.target.value === 'all' ? 'all' : undefined }, true)}
          >
            <option value="below">{say('table.below')}</option>
            <option value="all">{say('table.all')}</option>
          </select>
        </label>
        {(['tier', 'sector'] as const).map(field => (
          <label key={field} className="table-field">
            <span>{say(`table.${field}`)}</span>
            <select
              className="select"
              value={search[field] ?? ''}
              onChange={event => turn({ [field]: event.target.value || undefined }, true)}
            >
              <option value="">{say('table.any')}</option>
              {codes.of(field).map(code => (
                <option key={code} value={code}>
                  {codes.name(field, code)}
                </option>
              ))}
            </select>
          </label>
        ))}
        {chosen.length > 0 && found.data && (
          <span className="table-take">
            <span className="quiet">{say('board.as_of', { day: sayDay(found.data.asOf as Day, language) })}</span>
            <Excel route={takeTable} asked={asked as never} />
          </span>
        )}
      </div>
      {chosen.length === 0 && <Nothing title={say('table.none')} hint={say('table.none_hint')} />}
      {chosen.length > 0 && found.isPending && <Waiting rows={10} />}
      {chosen.length > 0 && found.isError && <Trouble fault={found.error} again={() => void found.refetch()} />}
      {chosen.length > 0 && found.data && (
        <div className={found.isPlaceholderData ? 'table-sheet stale' : 'table-sheet'}>
          <Numbers shown={found.data} open={(proof, at) => turn({ proof, at })} />
          {found.data.count >= found.data.rows.length && (
            <p className="quiet">{say('table.cut', { count: found.data.rows.length - 1, all: found.data.count })}</p>
          )}
        </div>
      )}
      <p className="sr" aria-live="polite">
        {chosen
          .map(id => rows.find(row => row.id === id))
          .map(row => (row ? pick(row.title) : ''))
          .join('、')}
      </p>
    </>
  )
}

interface ChoiceProps {
  readonly rows: readonly FigureRow[]
  readonly chosen: readonly string[]
  readonly add: (id: string) => void
  readonly remove: (id: string) => void
}

function Choice({ rows, chosen, add, remove }: ChoiceProps) {
  const { say, pick } = useSpeech()
  const [typed, setTyped] = useState('')
  // Not deferred: Enter takes what the letters mean now.
  const q = typed.trim().toLowerCase()
  const offered = rows
    .filter(row => !chosen.includes(row.id))
    .filter(row =>
      q.split(/\s+/).every(part => `${row.title.zh} ${row.title.en} ${row.id}`.toLowerCase().includes(part)),
    )
    .slice(0, OFFERED)
  const take = (id: string) => {
    add(id)
    setTyped('')
  }
  return (
    <section className="table-choice" aria-label={say('table.figures')}>
      {chosen.length > 0 && (
        <ul className="chips" aria-label={say('table.chosen')}>
          {chosen.map(id => {
            const row = rows.find(one => one.id === id)
            const name = row ? pick(row.title) : id
            return (
              <li key={id}>
                <button
                  type="button"
                  className="chip"
                  aria-label={say('table.remove', { name })}
                  onClick={() => remove(id)}
                >
                  {name} <span aria-hidden="true">×</span>
                </button>
              </li>
            )
          })}
        </ul>
      )}
      {chosen.length < MOST_FIGURES && (
        <>
          <input
            type="search"
            aria-label={say('table.find')}
            placeholder={say('table.find')}
            value={typed}
            onChange={event => setTyped(event.target.value)}
            onKeyDown={event => {
              // Enter while an input method composes belongs to the input method.
              if (event.key === 'Enter' && !event.nativeEvent.isComposing && q !== '' && offered[0]) take(offered[0].id)
            }}
          />
          {(q !== '' || chosen.length === 0) && (
            <ul className="table-offered">
              {offered.map(row => (
                <li key={row.id}>
                  <button type="button" className="link" onClick={() => take(row.id)}>
                    ＋ {pick(row.title)}
                  </button>
                </li>
              ))}
              {offered.length === 0 && rows.length > 0 && <li className="quiet">{say('table.unknown')}</li>}
            </ul>
          )}
        </>
      )}
    </section>
  )
}

function Numbers({ shown, open }: { shown: Given<typeof showTable>; open: (figure: string, org: string) => void }) {
  const { language, say, pick } = useSpeech()
  return (
    <table className="rows table-numbers">
      <caption className="sr">{say('table.title')}</caption>
      <thead>
        <tr>
          <th scope="col">{say('scope.org')}</th>
          {shown.figures.map(figure => (
            <th key={figure.id} scope="col" className="end">
              {pick(figure.title)}
              <small className="quiet">{unitWord(figure.unit, language)}</small>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {shown.rows.map(row => (
          <tr key={row.code} className={row.below === 0 ? 'table-whole' : ''}>
            <th scope="row" style={{ paddingInlineStart: `${Math.max(0, row.below - 1) * 16}px` }}>
              {pick(row.name)}
            </th>
            {row.values.map((value, index) => {
              const figure = shown.figures[index]!
              return (
                <td key={figure.id} className="end" data-label={pick(figure.title)}>
                  <button
                    type="button"
                    className={value === null ? 'link quiet' : 'link table-number'}
                    onClick={() => open(figure.id, row.code)}
                  >
                    {value === null
                      ? say('figure.missing')
                      : phrase(value, figure.unit, language, { bare: true, digits: figure.digits })}
                  </button>
                </td>
              )
            })}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
