// Campaigns: what each is to reach, by when, how far every organization is, and what came of it.
import { useState } from 'react'
import { type Campaign, listCampaigns, type Task } from '../../record/campaign.api.ts'
import { type CaseKindRow, listCaseKinds } from '../../record/case.api.ts'
import { sayDay } from '../../report/phrase.ts'
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
import { NewRecordLink, RecordLink } from '../parts/RecordLink.tsx'
import { Glyph, markClass } from '../parts/StatusMark.tsx'
import { Nothing, Trouble, Waiting } from '../parts/Trouble.tsx'
import { useUndo } from '../parts/Undo.tsx'
import { useTitle } from '../title.ts'
import { useDay, useFormOpen, useView } from '../view.ts'
import '../style/cases.css'
import '../style/campaigns.css'
import '../style/pledge.css'

/** Tasks of a campaign in sight before somebody asks for all of them. */
const FEW = 8
const STATES = [
  ['closed', 'met'],
  ['open', 'open'],
  ['overdue', 'not_met'],
] as const

export function CampaignsPage() {
  const { say, pick } = useSpeech()
  const { view, search, turn } = useView()
  const me = useMe().data
  const day = useDay()
  const found = useAnswer(listCampaigns, { org: view.org, on: day }, { when: view.org !== '', keep: true })
  const mayRecord = me?.verbs.includes('record') ?? false
  const kinds = useAnswer(listCaseKinds, {}).data ?? []
  const [opening, setOpening] = useFormOpen('task')
  const undo = useUndo()
  const find = useFindKey()
  useTitle(say('campaigns.title'))
  const all = found.data?.campaigns ?? []
  const shown = all.filter(one => !search.campaign || one.campaign === search.campaign)
  const sought = (search.q ?? '').trim().toLowerCase()
  const fits = ({ case: row, result }: Task) =>
    [row.title, result, row.org.name.zh, row.org.name.en, row.owner?.zh, row.owner?.en].some(text =>
      text?.toLowerCase().includes(sought),
    )
  const tasks = shown.flatMap(one => one.tasks.filter(fits).map(task => task.case))
  const lines = useLines('campaigns', found.data ? tasks.map(row => row.id) : null, () => mayRecord)
  return (
    <>
      <header className="page-head cases-head">
        <div>
          <h1>{say('campaigns.title')}</h1>
          <p className="quiet">{say('campaigns.lead')}</p>
        </div>
        <DayPicker label={say('cases.on')} day={day} last={me?.latest} onDay={on => turn({ on }, true)} />
      </header>
      <div className="cases-bar campaigns-bar">
        <fieldset className="chips" aria-label={say('campaigns.which')}>
          <button
            type="button"
            className="chip"
            aria-pressed={!search.campaign}
            onClick={() => turn({ campaign: undefined }, true)}
          >
            {say('campaigns.every')}
          </button>
          {all.map(one => (
            <button
              key={one.campaign}
              type="button"
              className="chip"
              aria-pressed={search.campaign === one.campaign}
              onClick={() => turn({ campaign: one.campaign }, true)}
            >
              {pick(one.name)} <b>{one.total}</b>
            </button>
          ))}
        </fieldset>
        <span className="campaigns-ways">
          {all.length > 0 && (
            <button type="button" className="button" onClick={() => window.print()}>
              {say('board.print')}
            </button>
          )}
          {mayRecord && (
            <button type="button" className="button button-main" onClick={() => setOpening(true)}>
              {say('campaigns.begin')}
            </button>
          )}
        </span>
      </div>
      {opening && found.data && (
        <CaseOpening
          key={search.campaign ?? ''}
          org={view.org}
          day={day}
          kind={shown[0]?.kind}
          {...(search.campaign && shown[0] ? { given: shown[0].given } : {})}
          done={opened => turn({ form: undefined, ...(opened ? { case: opened } : {}) })}
        />
      )}
      {all.length > 0 && (
        <div className="cases-filter campaigns-filter">
          <input
            ref={find}
            type="search"
            className="cases-find"
            aria-label={say('campaigns.search')}
            placeholder={say('campaigns.search')}
            value={search.q ?? ''}
            onChange={event => turn({ q: event.target.value || undefined }, true)}
          />
          <LineKeys find />
        </div>
      )}
      {undo.bar}
      {found.isPending && <Waiting rows={12} />}
      {found.isError && <Trouble fault={found.error} again={() => void found.refetch()} />}
      {found.data && all.length === 0 && (
        <Nothing title={say('campaigns.none')} hint={say(mayRecord ? 'campaigns.none_hint' : 'campaigns.none_read')} />
      )}
      {shown.map(one => (
        <Section
          key={one.campaign}
          campaign={one}
          tasks={one.tasks.filter(fits)}
          kinds={kinds}
          lines={lines}
          whole={search.campaign !== undefined || sought !== ''}
          mayRecord={mayRecord}
          begin={() => {
            turn({ campaign: one.campaign, form: 'task' })
            window.scrollTo({ top: 0 })
          }}
        />
      ))}
      <CaseBulk lines={lines} form="campaign steps" cases={tasks} kinds={kinds} day={day} done={undo.put} />
      {search.case && <CaseDrawer day={day} mayRecord={mayRecord} />}
    </>
  )
}

interface SectionProps {
  readonly campaign: Campaign
  readonly tasks: readonly Task[]
  readonly kinds: readonly CaseKindRow[]
  readonly lines: Lines
  /** All its tasks at once: somebody looks for them. */
  readonly whole: boolean
  readonly mayRecord: boolean
  readonly begin: () => void
}

function Section({ campaign, tasks, kinds, lines, whole, mayRecord, begin }: SectionProps) {
  const { language, say, pick } = useSpeech()
  const { turn } = useView()
  const [opened, setOpened] = useState(false)
  const { counts, held, due, total } = campaign
  // Nothing is chosen out of sight.
  const all = whole || opened || tasks.slice(FEW).some(task => lines.chosen.has(task.case.id))
  return (
    <section className={all ? 'campaign campaign-whole' : 'campaign'} data-campaign={campaign.campaign}>
      <div className="campaign-head">
        <h2>{pick(campaign.name)}</h2>
        <p className="campaign-counts">
          {STATES.map(([state, status]) => (
            <span key={state} className={`mark ${markClass(status)}`}>
              <Glyph status={status} />
              <span>
                {say(`campaigns.${state}`)} {counts[state]}
              </span>
            </span>
          ))}
        </p>
        <p className="quiet campaign-line">
          {due && <span>{say('campaigns.due', { day: sayDay(due as Day, language) })}</span>}
          {held && held.count === 0 && <span>{say('campaigns.held_none')}</span>}
          {held?.record && held.last && (
            <span>
              {say('campaigns.held', { count: held.count })}{' '}
              <RecordLink id={held.record}>
                {say('campaigns.held_last', { day: sayDay(held.last as Day, language) })}
              </RecordLink>
            </span>
          )}
          {mayRecord && held && <NewRecordLink kind={held.kind}>{say('campaigns.hold')}</NewRecordLink>}
          {mayRecord && (
            <button type="button" className="link" onClick={begin}>
              {say('campaigns.begin_here')}
            </button>
          )}
        </p>
      </div>
      {tasks.length === 0 ? (
        <p className="quiet campaign-empty">{say(total === 0 ? 'campaigns.no_tasks' : 'campaigns.no_match')}</p>
      ) : (
        <table className="rows campaign-rows">
          <thead>
            <tr>
              <th scope="col">{say('campaigns.org')}</th>
              <th scope="col">{say('campaigns.goal')}</th>
              <th scope="col">{say('cases.due')}</th>
              <th scope="col">{say('campaigns.stage')}</th>
              <th scope="col">{say('campaigns.state')}</th>
            </tr>
          </thead>
          <tbody>
            {tasks.map(({ case: row, result }) => (
              <tr key={row.id} className={lines.chosen.has(row.id) ? 'chosen' : undefined}>
                <td>
                  <span className="campaign-org">
                    {mayRecord && <LineBox lines={lines} id={row.id} title={`${pick(row.org.name)} ${row.title}`} />}
                    {pick(row.org.name)}
                  </span>
                </td>
                <td>
                  <button
                    type="button"
                    className="link campaign-door"
                    onClick={() => turn({ case: row.id })}
                    {...lines.door(row.id)}
                  >
                    {sayText(row.title, language)}
                  </button>
                  <CaseTags row={row} />
                  {result && (
                    <small className="quiet">{say('campaigns.result', { text: sayText(result, language) })}</small>
                  )}
                </td>
                <td className="nowrap" data-label={say('cases.due')}>
                  <span>
                    {sayDay(row.due as Day, language)} <DaysLeft row={row} />
                  </span>
                </td>
                <td data-label={say('campaigns.stage')}>
                  <span>
                    {pick(row.stageName)}
                    <WayBar row={row} kind={kinds.find(kind => kind.kind === row.kind)} />
                  </span>
                </td>
                <td data-label={say('campaigns.state')}>
                  <CaseMark row={row} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {!all && tasks.length > FEW && (
        <p className="campaign-more">
          <button type="button" className="button" onClick={() => setOpened(true)}>
            {say('cases.more', { count: tasks.length - FEW })}
          </button>
        </p>
      )}
      {total > campaign.tasks.length && (
        <p className="quiet">{say('campaigns.part', { shown: campaign.tasks.length, total })}</p>
      )}
    </section>
  )
}
