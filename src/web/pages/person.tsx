// One person, one file: everything that the register and the records know, what is missing, and the appointment form.
import { Link, useParams } from '@tanstack/react-router'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import { type PersonFile, showPerson, takePerson } from '../../dossier/person.api.ts'
import { exportForm } from '../../exchange/exchange.api.ts'
import { takeHours } from '../../exchange/sheet.api.ts'
import { sayDay } from '../../report/phrase.ts'
import type { Day } from '../../time/day.ts'
import { useAnswer, useCodes, useMe } from '../answers.ts'
import { useSpeech } from '../language.ts'
import { DayPicker } from '../parts/DayPicker.tsx'
import { Excel } from '../parts/Excel.tsx'
import { FormImport } from '../parts/FormImport.tsx'
import { RecordLink } from '../parts/RecordLink.tsx'
import { Glyph } from '../parts/StatusMark.tsx'
import { sentenceOf, Trouble, Waiting } from '../parts/Trouble.tsx'
import { carry } from '../taking.ts'
import { useTitle } from '../title.ts'
import { type Search, scopeOf, useDay, useFormOpen, useView } from '../view.ts'
import '../style/person.css'

type Org = PersonFile['memberships'][number]['org']

const MongolianName = lazy(() => import('../parts/MongolianName.tsx'))
const PersonChange = lazy(() => import('../parts/FactChange.tsx').then(part => ({ default: part.PersonChange })))

export function PersonPage() {
  const { id = '' } = useParams({ strict: false }) as { id?: string }
  const speech = useSpeech()
  const { language, say, pick } = speech
  const codes = useCodes()
  const me = useMe().data
  const { turn } = useView()
  const day = useDay()
  const found = useAnswer(showPerson, { id, on: day }, { keep: true })
  const [importing, setImporting] = useState(false)
  const [changing, setChanging] = useFormOpen('person')
  const [fault, setFault] = useState<unknown>(null)
  const file = found.data
  useTitle(say('person.title'), file && pick(file.person.name))
  if (found.isPending) return <Waiting rows={12} />
  if (found.isError || !file) return <Trouble fault={found.error} again={() => void found.refetch()} />
  const { person } = file
  const take = (work: Promise<void>) => {
    setFault(null)
    void work.catch(setFault)
  }
  const other = language === 'en' ? person.name.zh : person.name.en
  return (
    <div className={found.isPlaceholderData ? 'stale' : ''}>
      <header className="org-head">
        <nav className="crumbs" aria-label={say('org.above')}>
          {file.org && <OrgLink org={file.org} />}
          <span>{pick(person.name)}</span>
        </nav>
        <div className="org-title">
          {person.mongolian && (
            <Suspense fallback={null}>
              <MongolianName name={person.mongolian} />
            </Suspense>
          )}
          <div>
            <h1>{pick(person.name)}</h1>
            <p className="org-other">{other}</p>
            <p className="quiet">
              {[
                codes.name('sex', person.sex),
                codes.name('nationality', person.nationality),
                say('person.born', { month: person.born.replace('-', '.'), age: person.age }),
                codes.name('education', person.education),
                codes.name('occupation', person.occupation),
                person.rank && codes.name('rank', person.rank),
              ]
                .filter(Boolean)
                .join(' · ')}
            </p>
          </div>
          <DayPicker label={say('org.on')} day={day} last={me?.latest} onDay={on => turn({ on }, true)} />
        </div>
        <div className="person-ways">
          <button
            type="button"
            className="button button-main"
            onClick={() => take(carry(takePerson, { id: person.id, on: day, lang: language }, language))}
          >
            {say('person.word')}
          </button>
          <button
            type="button"
            className="button"
            onClick={() => take(carry(exportForm, { id: person.id, on: day }, language))}
          >
            {say('person.form_out')}
          </button>
          {file.hours.length > 0 && (
            <Excel route={takeHours} asked={{ id: person.id, on: day }} text={say('excel.hours')} />
          )}
          {me?.verbs.includes('register') && (
            <>
              <button type="button" className="button" onClick={() => setImporting(true)}>
                {say('person.form_in')}
              </button>
              <button type="button" className="button" onClick={() => setChanging(true)}>
                {say('change.facts')}
              </button>
            </>
          )}
          {fault !== null && (
            <p className="fault" role="alert">
              {sentenceOf(fault, speech)}
            </p>
          )}
        </div>
      </header>
      {changing && (
        <Suspense fallback={null}>
          <PersonChange file={file} day={day} onClose={() => setChanging(false)} />
        </Suspense>
      )}
      {importing && <FormImport person={person.id} close={() => setImporting(false)} />}
      <div className="org-columns">
        <div className="org-main">
          <Part title={say('person.missing')} empty={file.missing.length === 0 && say('person.missing_none')}>
            <ul className="person-missing">
              {file.missing.map(one => (
                <li key={`${one.title.en} ${one.turn}`}>
                  <Glyph status={one.status} />
                  <span>
                    <b>{pick(one.what)}</b>
                    <small className="quiet">
                      {pick(one.title)} · {pick(one.clause)}
                    </small>
                  </span>
                  <span className="person-owed">
                    <OrgLink org={one.owedBy} />
                    <small className="quiet">{say('person.until', { day: sayDay(one.until as Day, language) })}</small>
                  </span>
                </li>
              ))}
            </ul>
          </Part>
          {file.hours.map(rule => (
            <Hours key={rule.rule} rule={rule} />
          ))}
          {file.records.map(group => (
            <Part key={group.kind} title={pick(group.kindName)} note={group.system}>
              <Facts rows={group.rows} records />
            </Part>
          ))}
          {file.ties.map(group => (
            <Part key={group.kind} title={pick(group.kindName)} note={group.system}>
              <Facts rows={group.rows} />
            </Part>
          ))}
          {file.form && file.form.career.length > 0 && (
            <Part title={say('person.career')} note={say('person.from_form')}>
              <ol className="person-career">
                {file.form.career.map((one, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: lines of a form have no other key and never change their order
                  <li key={index}>
                    <span className="quiet nowrap">
                      {one.from}
                      {one.from && '—'}
                      {one.to}
                    </span>
                    <span>{one.text}</span>
                  </li>
                ))}
              </ol>
            </Part>
          )}
        </div>
        <aside className="org-side">
          <Part title={say('person.posts')} empty={file.posts.length === 0 && say('person.posts_none')}>
            <ul className="person-spans">
              {file.posts.map(one => (
                <li key={`${one.post} ${one.org.code} ${one.from}`}>
                  <b>{codes.name('post', one.post)}</b>
                  <OrgLink org={one.org} />
                  <small className="quiet">
                    {one.from} – {one.to ?? say('org.now')}
                  </small>
                </li>
              ))}
            </ul>
          </Part>
          <Part title={say('person.membership')} empty={file.memberships.length === 0 && say('person.membership_none')}>
            <ul className="person-spans">
              {file.memberships.map(one => (
                <li key={`${one.org.code} ${one.from}`}>
                  <OrgLink org={one.org} />
                  <small className="quiet">
                    {one.from} – {one.to ?? say('org.now')}
                  </small>
                </li>
              ))}
            </ul>
          </Part>
          {file.appraisals.length > 0 && (
            <Part title={say('appraisal.title')}>
              <ul className="person-spans">
                {file.appraisals.map(one => (
                  <li key={one.appraisal}>
                    <Link
                      to="/appraisal"
                      search={
                        ((before: Search) => ({
                          ...scopeOf(before),
                          period: one.period,
                          appraisal: one.appraisal,
                          person: person.id,
                        })) as never
                      }
                    >
                      {pick(one.title)} {one.period}
                    </Link>
                  </li>
                ))}
              </ul>
            </Part>
          )}
          {file.signed.length > 0 && (
            <Part title={say('person.signed')}>
              <ul className="person-spans">
                {file.signed.map(one => (
                  <li key={`${one.certificate} ${one.side}`}>
                    <Link
                      to="/pledge"
                      search={
                        ((before: Search) => ({
                          ...scopeOf(before),
                          period: String(one.year),
                          certificate: one.certificate,
                        })) as never
                      }
                    >
                      {say('person.certificate', { year: one.year })} · {say(`person.${one.side}`)}
                    </Link>
                    <small className="quiet">
                      {pick(one.org.name)} · {one.day}
                    </small>
                  </li>
                ))}
              </ul>
            </Part>
          )}
          {file.form && (
            <Part title={say('person.form')} note={say('org.since', { day: file.form.since })}>
              <dl className="person-form">
                {file.form.fields.map(one => (
                  <div key={one.name.en}>
                    <dt>{pick(one.name)}</dt>
                    <dd>{pick(one.value)}</dd>
                  </div>
                ))}
              </dl>
            </Part>
          )}
          {file.changes.length > 0 && (
            <Part title={say('person.changes')}>
              <ul className="person-spans">
                {file.changes.map(one => (
                  <li key={`${one.day} ${one.field}`}>
                    <span>
                      {codes.name(one.field, one.from) || '—'} → {codes.name(one.field, one.to) || '—'}
                    </span>
                    <small className="quiet">{one.day}</small>
                  </li>
                ))}
              </ul>
            </Part>
          )}
          <p className="quiet person-left">{say('person.left')}</p>
        </aside>
      </div>
    </div>
  )
}

function OrgLink({ org }: { org: Org }) {
  const { pick } = useSpeech()
  return (
    <Link
      to="/organization"
      search={((before: Search) => ({ ...scopeOf(before), on: before.on, org: org.code })) as never}
    >
      {pick(org.name)}
    </Link>
  )
}

function Part({
  title,
  note,
  empty = false,
  children,
}: {
  title: string
  note?: string
  empty?: string | false
  children: ReactNode
}) {
  return (
    <section className="block">
      <h2>
        {title}
        {note && <small>{note}</small>}
      </h2>
      {empty ? <p className="quiet person-empty">{empty}</p> : children}
    </section>
  )
}

function Facts({ rows, records = false }: { rows: PersonFile['records'][number]['rows']; records?: boolean }) {
  const { pick, say } = useSpeech()
  return (
    <ul className="person-facts">
      {rows.map(row => (
        <li key={row.id}>
          <span className="quiet nowrap">
            {row.day}
            {row.to && ` – ${row.to}`}
          </span>
          <span>
            {records ? <RecordLink id={row.id}>{pick(row.title)}</RecordLink> : pick(row.title)}
            {row.fields.length > 0 && (
              <small className="quiet">
                {row.fields.map(one => `${pick(one.name)}${say('person.colon')}${pick(one.value)}`).join(' · ')}
              </small>
            )}
          </span>
          <OrgLink org={row.org} />
        </li>
      ))}
    </ul>
  )
}

/** Hours by year against the norm; a year opens into its records, the newest at once. */
function Hours({ rule }: { rule: PersonFile['hours'][number] }) {
  const { pick, say } = useSpeech()
  const [opened, setOpened] = useState<number | null>(() => Math.max(...rule.years.map(one => one.year)))
  return (
    <Part title={pick(rule.title)}>
      <ul className="person-hours">
        {rule.years.map(year => {
          const share = year.owed ? Math.min(1, year.hours / year.owed) : 1
          return (
            <li key={year.year}>
              <button
                type="button"
                aria-expanded={opened === year.year}
                onClick={() => setOpened(opened === year.year ? null : year.year)}
              >
                <b>{year.year}</b>
                <span className="person-bar" aria-hidden="true">
                  <span style={{ width: `${share * 100}%` }} className={share < 1 ? 'person-short' : ''} />
                </span>
                <span>
                  {year.owed === null
                    ? say('person.hours', { hours: year.hours })
                    : say('person.hours_of', { hours: year.hours, owed: year.owed })}
                  <small className="quiet">{say('person.records', { count: year.rows.length })}</small>
                </span>
              </button>
              {opened === year.year && (
                <div className="person-sources">
                  {year.clause && <p className="quiet">{pick(year.clause)}</p>}
                  <ul className="person-facts">
                    {year.rows.map(row => (
                      <li key={row.id}>
                        <span className="quiet nowrap">{row.day}</span>
                        <span>
                          <RecordLink id={row.id}>{pick(row.title)}</RecordLink>
                          <small className="quiet">
                            {pick(row.kindName)} · {pick(row.org.name)}
                            {row.madeUp && ` · ${say('person.made_up')}`}
                          </small>
                        </span>
                        <span className="nowrap">{say('person.hours', { hours: row.hours })}</span>
                      </li>
                    ))}
                  </ul>
                </div>
              )}
            </li>
          )
        })}
      </ul>
    </Part>
  )
}
