// One organization on a day: where it stands, who serves there, what it owes, what it has, and how it came to be so.
import { Link } from '@tanstack/react-router'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import { readVocabulary } from '../../charter/charter.api.ts'
import { listAppraisals } from '../../dossier/appraisal.api.ts'
import { listDuties } from '../../duty/duty.api.ts'
import { showFigure } from '../../measure/figure.api.ts'
import { showKept } from '../../register/change.api.ts'
import { showOrg } from '../../register/register.api.ts'
import { periodName } from '../../report/period-name.ts'
import { sayDay } from '../../report/phrase.ts'
import type { Day } from '../../time/day.ts'
import { readPeriod, turnsIn } from '../../time/period.ts'
import { useAnswer, useCodes, useMe } from '../answers.ts'
import type { Given } from '../client.ts'
import { groupsOf } from '../groups.ts'
import { useSpeech } from '../language.ts'
import { Changes } from '../parts/Changes.tsx'
import { DayPicker } from '../parts/DayPicker.tsx'
import { FigureText } from '../parts/FigureText.tsx'
import { History } from '../parts/History.tsx'
import { OrgCases } from '../parts/OrgCases.tsx'
import { OrgRecords } from '../parts/OrgRecords.tsx'
import { OrgTree } from '../parts/OrgTree.tsx'
import { OwnDuties } from '../parts/OwnDuties.tsx'
import { PeopleFinder } from '../parts/PeopleFinder.tsx'
import { NewRecordLink } from '../parts/RecordLink.tsx'
import { TimeLine } from '../parts/TimeLine.tsx'
import { Nothing, Trouble, Waiting } from '../parts/Trouble.tsx'
import { Twins } from '../parts/Twins.tsx'
import type { OrgAct } from '../register-draft.ts'
import { useTitle } from '../title.ts'
import { type Search, scopeOf, useDay, useView } from '../view.ts'

const RegisterChange = lazy(() =>
  import('../parts/RegisterChange.tsx').then(part => ({ default: part.RegisterChange })),
)

const ListImport = lazy(() => import('../parts/ListImport.tsx').then(part => ({ default: part.ListImport })))
const TieEnd = lazy(() => import('../parts/FactChange.tsx').then(part => ({ default: part.TieEnd })))

type Page = Given<typeof showOrg>

/** So many things of a kind are listed before the reader asks for more. */
const FEW = 6

export function OrganizationPage() {
  const { language, pick, say } = useSpeech()
  const codes = useCodes()
  const { view, search, turn } = useView()
  const day = useDay()
  const latest = useMe().data?.latest
  const found = useAnswer(showOrg, { code: view.org, on: day }, { when: view.org !== '', keep: true })
  const duties = useAnswer(listDuties, { org: view.org, period: view.period }, { when: view.org !== '', keep: true })
  const kept = useAnswer(showKept, { org: view.org }, { when: view.org !== '', keep: true }).data
  const mayChange = useMe().data?.verbs.includes('register') ?? false
  const [importing, setImporting] = useState(false)
  const mayRecord = useMe().data?.verbs.includes('record') ?? false
  const open = (form: OrgAct | `tie ${string}` | undefined, replace = false) => turn({ form }, replace)
  const org = found.data?.org
  const name = org && ((language === 'en' && org.english) || org.name)
  useTitle(say('org.title'), name)
  const go = (code: string) => turn({ org: code })
  const onDay = (on: Day) => turn({ on }, true)
  const nameOf = (code: string) => {
    const one = found.data?.parents.find(parent => parent.code === code)
    return one ? pick(one.name) : code
  }
  if (found.isPending) return <Waiting rows={12} />
  if (found.isError || !org) return <Trouble fault={found.error} again={() => void found.refetch()} />
  const { above, posts, members, things, ties, history, compared } = found.data
  const ending = ties.find(tie => search.form === `tie ${tie.id}`)
  return (
    <div className={found.isPlaceholderData ? 'stale' : ''}>
      <header className="org-head">
        <nav className="crumbs" aria-label={say('org.above')}>
          {above.map(one => (
            <button key={one.code} type="button" className="link" onClick={() => go(one.code)}>
              {(language === 'en' && one.english) || one.short}
            </button>
          ))}
          <span>{(language === 'en' && org.english) || org.short}</span>
        </nav>
        <div className="org-title">
          <div>
            <h1>{name}</h1>
            <p className="org-other">{language === 'en' ? org.name : org.english}</p>
            <p className="quiet">
              {codes.name('tier', org.tier)} · {codes.name('sector', org.sector)} · {codes.name('model', org.model)} ·{' '}
              {say('org.since', { day: sayDay((history[0]?.from ?? org.from) as Day, language) })} · {say('org.code')}{' '}
              {org.code}
              {kept?.day && ` · ${say('org.kept_since', { day: sayDay(kept.day as Day, language) })}`}
            </p>
          </div>
          <div className="org-ways">
            {mayRecord && (
              <NewRecordLink className="button" org={org.code}>
                {say('record.new_here')}
              </NewRecordLink>
            )}
            {mayChange && (
              <>
                <button type="button" className="button" onClick={() => setImporting(true)}>
                  {say('lists.open')}
                </button>
                <button type="button" className="button" onClick={() => open('org.change')}>
                  {say('change.begin')}
                </button>
              </>
            )}
            <DayPicker label={say('org.on')} day={day} last={latest} onDay={onDay} />
          </div>
        </div>
        <TimeLine
          first={(history[0]?.from ?? org.from) as Day}
          last={(latest ?? day) as Day}
          turns={history.slice(1).map(stretch => stretch.from as Day)}
          day={day}
          onDay={onDay}
        />
      </header>
      <div className="org-columns">
        <div className="org-main">
          <Twins org={org.code} />
          <Part
            title={say('org.posts')}
            empty={posts.length === 0}
            none={say('org.posts_none')}
            hint={say(mayChange ? 'org.posts_hint' : 'org.posts_hint_read')}
          >
            <Posts posts={posts} />
          </Part>
          {compared.length > 0 && (
            <section className="block">
              <h2>
                {say('org.compared')}
                <small>{sayDay(day, language)}</small>
              </h2>
              <ComparedTable rows={compared} />
            </section>
          )}
          <section className="block">
            <h2>
              {say('org.duties')}
              <small>{periodName(view.period, language)}</small>
            </h2>
            {duties.isPending ? (
              <Waiting rows={4} />
            ) : duties.isError ? (
              <Trouble fault={duties.error} again={() => void duties.refetch()} />
            ) : (
              <OwnDuties rows={duties.data.filter(row => row.org === view.org)} />
            )}
          </section>
          <OrgCases org={view.org} day={day} />
          <section className="block">
            <h2>
              {say('record.recent')}
              <small>{periodName(view.period, language)}</small>
            </h2>
            <OrgRecords org={view.org} period={view.period} mayRecord={mayRecord} />
          </section>
          {(things.length > 0 || mayChange) && (
            <section className="block">
              <h2>
                {say('org.things')}
                {mayChange && <EnterButton onEnter={() => open('thing.enter')} />}
              </h2>
              {things.length === 0 ? <p className="quiet">{say('org.things_none')}</p> : <Things things={things} />}
            </section>
          )}
          {(ties.length > 0 || mayChange) && (
            <section className="block">
              <h2>
                {say('org.ties')}
                {mayChange && <EnterButton onEnter={() => open('tie.enter')} />}
              </h2>
              {ties.length === 0 ? (
                <p className="quiet">{say('org.ties_none')}</p>
              ) : (
                <Ties ties={ties} onEnd={mayChange ? tie => open(`tie ${tie.id}`) : null} />
              )}
            </section>
          )}
        </div>
        <aside className="org-side">
          <section className="block">
            <h2>{say('org.members')}</h2>
            <Members own={members} below={found.data.below.length} />
          </section>
          <section className="block">
            <h2>
              {say('person.people')}
              {mayChange && <EnterButton onEnter={() => open('person.enter')} />}
            </h2>
            <PeopleFinder key={org.code} org={org.code} on={day} />
          </section>
          <Appraisals tier={org.tier} sector={org.sector} />
          <section className="block">
            <h2>
              {say('org.below')}
              <small>{found.data.below.length || ''}</small>
            </h2>
            {found.data.below.length === 0 ? (
              <p className="quiet">{say(mayChange ? 'org.below_none_change' : 'org.below_none')}</p>
            ) : (
              <OrgTree key={org.code} rows={found.data.below} on={day} onOrg={go} />
            )}
          </section>
          <section className="block">
            <h2>{say('org.history')}</h2>
            <History stretches={history} nameOf={nameOf} />
          </section>
          <section className="block">
            <h2>{say('change.list')}</h2>
            <Changes org={org.code} mayChange={mayChange} />
          </section>
        </aside>
      </div>
      {importing && (
        <Suspense>
          <ListImport org={org.code} close={() => setImporting(false)} />
        </Suspense>
      )}
      {mayChange && search.form && (ending || !search.form.startsWith('tie ')) && (
        <Suspense>
          {ending ? (
            <TieEnd tie={ending} day={day} onClose={() => open(undefined)} />
          ) : (
            <RegisterChange
              key={org.code}
              org={org}
              day={day}
              asked={search.form}
              onAct={act => open(act, true)}
              onClose={() => open(undefined)}
            />
          )}
        </Suspense>
      )}
    </div>
  )
}

/** Members of the organization and all below it, as the figure counts them; of its own where nothing is below. */
function Members({ own, below }: { own: number; below: number }) {
  const { language, say } = useSpeech()
  const { view } = useView()
  const id = useAnswer(readVocabulary, {}).data?.members ?? null
  const all = useAnswer(showFigure, { id: id ?? '', ...view, limit: 1 }, { when: below > 0 && id !== null, keep: true })
  const figure = all.data?.figure
  if (below === 0 || id === null || all.isError)
    return (
      <p className="number number-side">
        <FigureText figure={{ value: own, unit: 'person' }} />
      </p>
    )
  return (
    <>
      {figure ? (
        <Link
          to="."
          search={((before: Search) => ({ ...before, proof: id })) as never}
          resetScroll={false}
          className="number number-side"
        >
          <FigureText figure={figure} />
        </Link>
      ) : (
        <p className="number number-side" aria-busy="true" />
      )}
      <p className="quiet">
        {figure && `${say('figure.as_of', { day: sayDay(figure.asOf as Day, language) })} · `}
        {say('org.members_own', { count: own })}
      </p>
    </>
  )
}

function Part({
  title,
  empty,
  none,
  hint,
  children,
}: {
  title: string
  empty: boolean
  none: string
  hint: string
  children: ReactNode
}) {
  return (
    <section className="block">
      <h2>{title}</h2>
      {empty ? <Nothing title={none} hint={hint} /> : children}
    </section>
  )
}

function Posts({ posts }: { posts: Page['posts'] }) {
  const { language, say } = useSpeech()
  const codes = useCodes()
  return (
    <ul className="posts">
      {posts.map(post => (
        <li key={`${post.person} ${post.post} ${post.from}`}>
          <span className="posts-office">{codes.name('post', post.post)}</span>
          <Link
            to="/person/$id"
            params={{ id: post.id } as never}
            search={((before: Search) => ({ ...scopeOf(before), on: before.on })) as never}
          >
            {(language === 'en' && post.english) || post.person}
          </Link>
          <span className="quiet">
            {say('org.born', { year: post.born.slice(0, 4) })} · {codes.name('education', String(post.education))}
          </span>
          <span className="quiet posts-since">{say('org.since', { day: sayDay(post.from as Day, language) })}</span>
        </li>
      ))}
    </ul>
  )
}

function Things({ things }: { things: Page['things'] }) {
  const { language, pick, say } = useSpeech()
  const [all, setAll] = useState<ReadonlySet<string>>(new Set())
  return (
    <dl className="kinds">
      {groupsOf(things, thing => thing.kind).map(([kind, own]) => {
        const shown = all.has(kind) ? own : own.slice(0, FEW)
        return (
          <div key={kind}>
            <dt>
              {pick(own[0]!.kindName)}
              <small>{own.length}</small>
            </dt>
            <dd>
              <ul>
                {shown.map(thing => (
                  <li key={thing.id}>
                    <Link
                      to="/thing/$id"
                      params={{ id: thing.id } as never}
                      search={((before: Search) => scopeOf(before)) as never}
                    >
                      {(language === 'en' && thing.english) || thing.name}
                    </Link>
                    <small className="quiet">{say('org.since', { day: thing.from })}</small>
                  </li>
                ))}
              </ul>
              {own.length > shown.length && (
                <button type="button" className="link" onClick={() => setAll(new Set([...all, kind]))}>
                  {say('org.more', { count: own.length - shown.length })}
                </button>
              )}
            </dd>
          </div>
        )
      })}
    </dl>
  )
}

/** A door to entering something of what stands below the heading. */
function EnterButton({ onEnter }: { onEnter: () => void }) {
  const { say } = useSpeech()
  return (
    <button type="button" className="link head-act" onClick={onEnter}>
      {say('change.enter')}
    </button>
  )
}

function Ties({ ties, onEnd }: { ties: Page['ties']; onEnd: ((tie: Page['ties'][number]) => void) | null }) {
  const { pick, say } = useSpeech()
  return (
    <dl className="kinds">
      {groupsOf(ties, tie => tie.kind).map(([kind, own]) => (
        <div key={kind}>
          <dt>
            {pick(own[0]!.kindName)}
            <small>{own.length}</small>
          </dt>
          <dd>
            <ul>
              {own.map(tie => (
                <li key={tie.id}>
                  <span>{tie.parties.map(pick).join(' — ')}</span>
                  <small className="quiet">
                    {tie.to ? `${tie.from} – ${tie.to}` : say('org.since', { day: tie.from })}
                  </small>
                  {onEnd && (
                    <button
                      type="button"
                      className="link"
                      aria-label={`${say('change.end_tie')} ${pick(tie.kindName)} ${tie.parties.map(pick).join(' ')}`}
                      onClick={() => onEnd(tie)}
                    >
                      {say('change.end_tie')}
                    </button>
                  )}
                </li>
              ))}
            </ul>
          </dd>
        </div>
      ))}
    </dl>
  )
}

/** The team against that of the previous term, each value a door to its proof. */
function ComparedTable({ rows }: { rows: Page['compared'] }) {
  const { pick, say } = useSpeech()
  return (
    <table className="compared">
      <thead>
        <tr>
          <th>{say('org.compared_what')}</th>
          <th className="end">{say('org.compared_before')}</th>
          <th className="end">{say('org.compared_now')}</th>
          <th className="end">{say('org.compared_change')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(row => {
          const { unit, digits } = row
          return (
            <tr key={row.id}>
              <td>
                <Link to="." search={((before: Search) => ({ ...before, proof: row.id })) as never} resetScroll={false}>
                  {pick(row.title)}
                </Link>
              </td>
              <td className="end">
                <FigureText figure={{ value: row.before, unit, digits }} />
              </td>
              <td className="end">
                <FigureText figure={{ value: row.now, unit, digits }} />
              </td>
              <td className="end">
                {row.change > 0 && '+'}
                <FigureText figure={{ value: row.change, unit: unit === 'percent' ? 'point' : unit, digits }} />
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

/** Doors to the organization's own appraisals of the period. */
function Appraisals({ tier, sector }: { tier: string; sector: string }) {
  const { language, pick, say } = useSpeech()
  const { view } = useView()
  const found = useAnswer(listAppraisals, {})
  const period = readPeriod(view.period)
  const fitting = (found.data ?? []).filter(
    one => one.of === 'orgs' && (one.tier?.includes(tier) ?? true) && (one.sector?.includes(sector) ?? true),
  )
  const doors = period
    ? fitting.flatMap(one => turnsIn(period, one.every).map(turn => ({ ...one, turn: turn.label })))
    : []
  if (!period || !found.data) return null
  return (
    <section className="block">
      <h2>{say('appraisal.title')}</h2>
      <ul>
        {doors.map(one => (
          <li key={`${one.id} ${one.turn}`}>
            <Link
              to="/appraisal"
              search={((before: Search) => ({ ...scopeOf(before), period: one.turn, appraisal: one.id })) as never}
            >
              {periodName(one.turn, language)} {pick(one.title)}
            </Link>
          </li>
        ))}
        <li>
          <Link to="/appraisal" search={((before: Search) => scopeOf(before)) as never}>
            {say('appraisal.to_subjects')}
          </Link>
        </li>
      </ul>
    </section>
  )
}
