// Which form is due of each thing, such as an enterprise: own branch, joint branch, affiliation, instructor; with the rule and its clause.
import { Link } from '@tanstack/react-router'
import { type DueForm, type DueForms, listDueForms } from '../../dossier/due-form.api.ts'
import { takeDueForms } from '../../exchange/sheet.api.ts'
import { sayDay } from '../../report/phrase.ts'
import type { Day } from '../../time/day.ts'
import { useAnswer } from '../answers.ts'
import { useSpeech } from '../language.ts'
import { Excel } from '../parts/Excel.tsx'
import { Nothing, Trouble, Waiting } from '../parts/Trouble.tsx'
import { useTitle } from '../title.ts'
import { type Search, scopeOf, useView } from '../view.ts'

const STATES = ['all', 'open'] as const

export function FormsPage() {
  const { language, say, pick } = useSpeech()
  const { view, search, turn } = useView()
  const asked = { org: view.org, period: view.period }
  const found = useAnswer(listDueForms, asked, { keep: true, when: view.org !== '' && view.period !== '' })
  useTitle(say('forms.title'), found.data && pick(found.data.org.name))
  const state = STATES.find(one => one === search.state) ?? 'all'
  const kinds = (found.data?.kinds ?? []).map(kind => ({
    ...kind,
    shown: kind.rows.filter(row => state === 'all' || !row.met),
  }))
  const count = kinds.reduce((sum, kind) => sum + kind.shown.length, 0)
  return (
    <>
      <header className="page-head">
        <h1>{say('forms.title')}</h1>
        <p className="quiet">
          {say('forms.lead')}
          {found.data && say('board.as_of', { day: sayDay(found.data.asOf as Day, language) })}
        </p>
      </header>
      <div className="filters filters-top">
        <fieldset className="chips" aria-label={say('forms.filter')}>
          {STATES.map(one => (
            <button
              key={one}
              type="button"
              className="chip"
              aria-pressed={state === one}
              onClick={() => turn({ state: one === 'all' ? undefined : one })}
            >
              {say(`forms.${one}`)}
            </button>
          ))}
        </fieldset>
        {found.data && <span className="quiet filters-count">{say('forms.count', { count })}</span>}
        {found.data && <Excel route={takeDueForms} asked={asked} />}
      </div>
      {found.isPending && <Waiting rows={10} />}
      {found.isError && <Trouble fault={found.error} again={() => void found.refetch()} />}
      {found.data && count === 0 && <Nothing title={say('forms.none')} hint={say('forms.none_hint')} />}
      <div className={found.isPlaceholderData ? 'stale' : ''}>
        {kinds
          .filter(kind => kind.shown.length > 0)
          .map(kind => (
            <section key={kind.kind} className="system">
              <header className="system-head">
                <h2>{pick(kind.name)}</h2>
              </header>
              <ul className="figure-list">
                {kind.shown.map(row => (
                  <Line key={row.id} row={row} columns={kind.columns} />
                ))}
              </ul>
              {kind.more && <p className="quiet">{say('forms.more', { count: kind.rows.length })}</p>}
            </section>
          ))}
      </div>
    </>
  )
}

function Line({ row, columns }: { row: DueForm; columns: DueForms['kinds'][number]['columns'] }) {
  const { say, pick } = useSpeech()
  return (
    <li>
      <Link
        to="/thing/$id"
        params={{ id: row.id } as never}
        search={((before: Search) => scopeOf(before)) as never}
        data-line={row.id}
      >
        <span className="figure-title">
          {pick(row.name)}
          <small className="quiet"> {pick(row.org.name)}</small>
        </span>
        <span className="figure-value">{pick(row.form)}</span>
        <span className="figure-source">
          {columns.map((column, index) => `${pick(column)} ${pick(row.facts[index]!)}`).join(say('person.comma'))}
          {say('forms.because', { why: pick(row.why), clause: pick(row.clause) })}
        </span>
        <span className="figure-as-of">
          <span className={row.met ? 'tag tag-quiet' : 'tag'}>{say(row.met ? 'forms.met' : 'forms.unmet')}</span>
        </span>
      </Link>
    </li>
  )
}
