// Cases: what waits for the reader, what is overdue, what was closed; opening one, and taking one or many on.
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { type CaseKindRow, type CaseRow, type CaseState, listCaseKinds, listCases } from '../../record/case.api.ts'
import { sayDay } from '../../report/phrase.ts'
import { listReports } from '../../report/report.api.ts'
import type { Day } from '../../time/day.ts'
import { useAnswer, useMe } from '../answers.ts'
import { sayText, useSpeech } from '../language.ts'
import { type Lines, useFindKey, useLines } from '../lines.ts'
import { CaseBulk } from '../parts/CaseBulk.tsx'
import { CaseDrawer } from '../parts/CaseDrawer.tsx'
import { CaseMark, CaseTags, DaysLeft, WayBar } from '../parts/CaseMark.tsx'
import { CaseOpening } from '../parts/CaseOpening.tsx'
import { DayPicker } from '../parts/DayPicker.tsx'
import { LineBox, LineKeys } from '../parts/Lines.tsx'
import { Nothing, Trouble, Waiting } from '../parts/Trouble.tsx'
import { useUndo } from '../parts/Undo.tsx'
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
  const undo = useUndo()
  const find = useFindKey()
  useTitle(say('cases.title'))
  const cases = found.data?.cases ?? []
  const lines = useLines('cases', found.data ? cases.map(row => row.id) : null, () => mayRecord)
  return (
    <>
      <header className="page-head cases-head">
        <div>
          <h1>{say('cases.title')}</h1>
          <p className="quiet">{say('cases.lead')}</p>
        </div>
        <DayPicker label={say('cases.on')} day={day} last={me?.latest} onDay={on => turn({ on }, true)} />
      </header>
      <div className="cases-bar">
        <fieldset className="chips" aria-label={say('cases.state')}>
          {STATES.map(one => (
            <button
              key={one}
              type="button"
              className={one === 'overdue' && found.data?.counts.overdue ? 'chip chip-alarm' : 'chip'}
              aria-pressed={state === one}
              onClick={() => turn({ state: one }, true)}
            >
              {say(`cases.${one}`)} <b>{found.data?.counts[one] ?? ''}</b>
            </button>
          ))}
        </fieldset>
        <Drafts kinds={search.kind ? [search.kind] : (found.data?.kinds ?? []).map(one => one.kind)} />
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
        <LineKeys find />
      </div>
      {undo.bar}
      {found.isPending && <Waiting rows={12} />}
      {found.isError && <Trouble fault={found.error} again={() => void found.refetch()} />}
      {found.data && cases.length === 0 && (
        <Empty
          state={state}
          bare={found.data.counts.all === 0 && !search.kind && !search.q}
          all={() => turn({ state: 'all', kind: undefined, q: undefined })}
        />
      )}
      {cases.length > 0 && (
        <List
          cases={cases}
          kinds={kinds}
          stale={found.isPlaceholderData}
          lines={lines}
          mayRecord={mayRecord}
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
      <CaseBulk lines={lines} form="steps" cases={cases} kinds={kinds} day={day} done={undo.put} />
      {search.case && <CaseDrawer day={day} mayRecord={mayRecord} />}
    </>
  )
}

/** The reports that list such cases, for the organization and the period in force. */
function Drafts({ kinds }: { kinds: readonly string[] }) {
  const { say, pick } = useSpeech()
  const { view } = useView()
  const may = useMe().data?.verbs.includes('report') ?? false
  const found = useAnswer(listReports, {}, { when: may }).data ?? []
  return found
    .filter(one => one.lists.some(kind => kinds.includes(kind)))
    .map(one => (
      <Link key={one.template} to="/report" search={{ ...view, template: one.template } as never} className="button">
        {say('cases.draft', { title: pick(one.title) })}
      </Link>
    ))
}

/** `bare`: there is no case at all yet, so that no other filter would find one. */
function Empty({ state, bare, all }: { state: CaseState; bare: boolean; all: () => void }) {
  const { say } = useSpeech()
  if (bare) return <Nothing title={say('cases.none_yet')} hint={say('cases.none_yet_hint')} />
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

interface ListProps {
  readonly cases: readonly CaseRow[]
  readonly kinds: readonly CaseKindRow[]
  readonly stale: boolean
  readonly lines: Lines
  readonly mayRecord: boolean
  readonly open: (id: string) => void
}

function List({ cases, kinds, stale, lines, mayRecord, open }: ListProps) {
  const { language, say, pick } = useSpeech()
  return (
    <ul className={stale ? 'cases stale' : 'cases'}>
      {cases.map(row => (
        <li key={row.id} className={lines.chosen.has(row.id) ? 'case chosen' : 'case'}>
          {mayRecord && <LineBox lines={lines} id={row.id} title={row.title} />}
          <button type="button" className="case-door line-door" onClick={() => open(row.id)} {...lines.door(row.id)}>
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
