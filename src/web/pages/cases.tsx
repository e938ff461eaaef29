// Cases: what waits for the reader, what is overdue, what was closed; opening one, and taking one or many on.
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { type CaseKindRow, type CaseRow, type CaseState, listCaseKinds, listCases } from '../../record/case.api.ts'
import { sayDay } from '../../report/phrase.ts'
import type { Day } from '../../time/day.ts'
import { useAnswer, useMe } from '../answers.ts'
import { sayText, useSpeech } from '../language.ts'
import { CaseDrawer } from '../parts/CaseDrawer.tsx'
import { CaseMark, CaseTags, DaysLeft, WayBar } from '../parts/CaseMark.tsx'
import { CaseOpening } from '../parts/CaseOpening.tsx'
import { CaseSteps, commonSteps, type Done, Undo } from '../parts/CaseSteps.tsx'
import { DayPicker } from '../parts/DayPicker.tsx'
import { Nothing, Trouble, Waiting } from '../parts/Trouble.tsx'
import { useTitle } from '../title.ts'
import { useDay, useFormOpen, useView } from '../view.ts'
import '../style/cases.css'
import '../style/pledge.css'

const STATES: readonly CaseState[] = ['mine', 'overdue', 'open', 'closed', 'all']
const PAGE = 100

export function CasesPage() {
  const { say, pick } = useSpeech()
  const { view, search, turn } = useView()
  const me = useMe().data
  const day = useDay()
  const state = STATES.find(one => one === search.state) ?? 'open'
  const [limit, setLimit] = useState(PAGE)
  const asked = { org: view.org, on: day, state, limit, kind: search.kind, q: search.q }
  const found = useAnswer(listCases, asked, { when: view.org !== '', keep: true })
  const kinds = useAnswer(listCaseKinds, {}).data ?? []
  const mayRecord = me?.verbs.includes('record') ?? false
  const [opening, setOpening] = useFormOpen('case')
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [done, setDone] = useState<Done | null>(null)
  const find = useRef<HTMLInputElement>(null)
  useTitle(say('cases.title'))
  useEffect(() => {
    const hear = (event: globalThis.KeyboardEvent) => {
      if (event.key !== '/' || (event.target as Element).closest('input, textarea, select, [role=combobox]')) return
      event.preventDefault()
      find.current?.focus()
    }
    document.addEventListener('keydown', hear)
    return () => document.removeEventListener('keydown', hear)
  }, [])
  const cases = found.data?.cases ?? []
  const picked = cases.filter(row => chosen.has(row.id))
  const toggle = (id: string) => {
    const next = new Set(chosen)
    if (!next.delete(id)) next.add(id)
    setChosen(next)
  }
  return (
    <>
      <header className="page-head cases-head">
        <div>
          <h1>{say('cases.title')}</h1>
          <p className="quiet">{say('cases.lead')}</p>
        </div>
        <DayPicker label={say('cases.on')} day={day} last={me?.today} onDay={on => turn({ on }, true)} />
      </header>
      <div className="cases-bar">
        <fieldset className="chips" aria-label={say('cases.state')}>
          {STATES.map(one => (
            <button
              key={one}
              type="button"
              className={one === 'overdue' && found.data?.counts.overdue ? 'chip chip-alarm' : 'chip'}
              aria-pressed={state === one}
              onClick={() => {
                setChosen(new Set())
                turn({ state: one }, true)
              }}
            >
              {say(`cases.${one}`)} <b>{found.data?.counts[one] ?? ''}</b>
            </button>
          ))}
        </fieldset>
        {mayRecord && !opening && (
          <button type="button" className="button button-main" onClick={() => setOpening(true)}>
            {say('cases.begin')}
          </button>
        )}
      </div>
      {opening && (
        <CaseOpening
          org={view.org}
          day={day}
          kind={search.kind}
          done={opened => turn({ form: undefined, ...(opened ? { case: opened } : {}) })}
        />
      )}
      <div className="cases-filter">
        <select
          className="select"
          aria-label={say('cases.kind')}
          value={search.kind ?? ''}
          onChange={event => turn({ kind: event.target.value || undefined }, true)}
        >
          <option value="">{say('cases.kind_all')}</option>
          {(found.data?.kinds ?? []).map(one => (
            <option key={one.kind} value={one.kind}>
              {pick(one.name)} ({one.count})
            </option>
          ))}
        </select>
        <input
          ref={find}
          type="search"
          className="cases-find"
          aria-label={say('cases.search')}
          placeholder={say('cases.search')}
          value={search.q ?? ''}
          onChange={event => turn({ q: event.target.value || undefined }, true)}
        />
        <span className="quiet cases-keys">{say('cases.keys')}</span>
      </div>
      {done && <Undo key={done.undo[0]?.voids ?? ''} done={done} gone={() => setDone(null)} />}
      {found.isPending && <Waiting rows={12} />}
      {found.isError && <Trouble fault={found.error} again={() => void found.refetch()} />}
      {found.data && cases.length === 0 && (
        <Empty state={state} all={() => turn({ state: 'all', kind: undefined, q: undefined })} />
      )}
      {cases.length > 0 && (
        <Lines
          cases={cases}
          kinds={kinds}
          stale={found.isPlaceholderData}
          chosen={chosen}
          toggle={mayRecord ? toggle : null}
          open={id => turn({ case: id })}
        />
      )}
      {found.data && found.data.total > cases.length && (
        <p className="cases-more">
          <button type="button" className="button" onClick={() => setLimit(limit + PAGE)}>
            {say('cases.more', { count: Math.min(PAGE, found.data.total - cases.length) })}
          </button>
        </p>
      )}
      {picked.length > 0 && (
        <section className="bulk" aria-label={say('cases.chosen', { count: picked.length })}>
          <div className="bulk-head">
            <b>{say('cases.chosen', { count: picked.length })}</b>
            <button type="button" className="link" onClick={() => setChosen(new Set())}>
              {say('cases.unselect')}
            </button>
          </div>
          {commonSteps(picked, kinds).length === 0 ? (
            <p className="quiet">{say('cases.chosen_apart')}</p>
          ) : (
            <CaseSteps
              form="steps"
              cases={picked}
              kinds={kinds}
              day={day}
              done={given => {
                setChosen(new Set())
                setDone(given)
              }}
            />
          )}
        </section>
      )}
      {search.case && <CaseDrawer day={day} mayRecord={mayRecord} />}
    </>
  )
}

function Empty({ state, all }: { state: CaseState; all: () => void }) {
  const { say } = useSpeech()
  const own = state === 'mine' || state === 'overdue' ? (`_${state}` as const) : ''
  return (
    <Nothing title={say(`cases.none${own}`)} hint={say(`cases.none${own}_hint`)}>
      {state !== 'all' && (
        <button type="button" className="button" onClick={all}>
          {say('cases.show_all')}
        </button>
      )}
    </Nothing>
  )
}

interface LinesProps {
  readonly cases: readonly CaseRow[]
  readonly kinds: readonly CaseKindRow[]
  readonly stale: boolean
  readonly chosen: ReadonlySet<string>
  readonly toggle: ((id: string) => void) | null
  readonly open: (id: string) => void
}

function Lines({ cases, kinds, stale, chosen, toggle, open }: LinesProps) {
  const { language, say, pick } = useSpeech()
  const list = useRef<HTMLUListElement>(null)
  const move = (event: KeyboardEvent<HTMLElement>, id: string) => {
    if (event.key === 'x' || event.key === 'X') return toggle?.(id)
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (by === 0) return
    event.preventDefault()
    const doors = [...(list.current?.querySelectorAll<HTMLElement>('.case-door') ?? [])]
    doors[doors.indexOf(event.currentTarget) + by]?.focus()
  }
  return (
    <ul ref={list} className={stale ? 'cases stale' : 'cases'}>
      {cases.map(row => (
        <li key={row.id} className={chosen.has(row.id) ? 'case chosen' : 'case'}>
          {toggle && (
            <input
              type="checkbox"
              aria-label={say('cases.select', { title: row.title })}
              checked={chosen.has(row.id)}
              onChange={() => toggle(row.id)}
            />
          )}
          <button
            type="button"
            className="case-door"
            onClick={() => open(row.id)}
            onKeyDown={event => move(event, row.id)}
          >
            <span className="case-due">
              <b>{sayDay((row.state === 'closed' ? row.since : row.due) as Day, language)}</b>
              {row.state === 'closed' ? (
                <small className="quiet">{say('cases.closed_on')}</small>
              ) : (
                <DaysLeft row={row} />
              )}
            </span>
            <span className="case-what">
              <b>
                {sayText(row.title, language)}
                <CaseTags row={row} />
              </b>
              <small className="quiet">
                {[
                  row.kindName,
                  row.org.name,
                  row.owner,
                  row.ownerOrg?.code === row.org.code ? null : row.ownerOrg?.name,
                ]
                  .flatMap(words => (words ? pick(words) : []))
                  .join(' · ')}
              </small>
            </span>
            <span className="case-stage">
              {pick(row.stageName)}
              <WayBar row={row} kind={kinds.find(kind => kind.kind === row.kind)} />
            </span>
            <CaseMark row={row} />
          </button>
        </li>
      ))}
    </ul>
  )
}
