// One registered thing: a place, an enterprise, a household; how it was from day to day, and what happened with it.
import { Link, useParams } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { showThing } from '../../dossier/thing.api.ts'
import { capture } from '../../record/capture.api.ts'
import { periodName } from '../../report/period-name.ts'
import { sayDay } from '../../report/phrase.ts'
import type { Day } from '../../time/day.ts'
import { useAnswer, useMe } from '../answers.ts'
import type { Given } from '../client.ts'
import { useSpeech } from '../language.ts'
import { NewRecordLink } from '../parts/RecordLink.tsx'
import { Nothing, Trouble, Waiting } from '../parts/Trouble.tsx'
import { useTitle } from '../title.ts'
import { type Search, scopeOf, useDay, useFormOpen, useView } from '../view.ts'
import '../style/person.css'

type Fact = Given<typeof showThing>['records'][number]

const ThingChange = lazy(() => import('../parts/FactChange.tsx').then(part => ({ default: part.ThingChange })))

export function ThingPage() {
  const { id = '' } = useParams({ strict: false }) as { id?: string }
  const { language, say, pick } = useSpeech()
  const { view } = useView()
  const day = useDay()
  const mayChange = useMe().data?.verbs.includes('register') ?? false
  const [changing, setChanging] = useFormOpen('thing')
  const [ending, setEnding] = useFormOpen('end')
  const mayRecord = useMe().data?.verbs.includes('record') ?? false
  const found = useAnswer(showThing, { id, period: view.period }, { when: view.period !== '', keep: true })
  useTitle(found.data ? pick(found.data.name) : say('org.things'), found.data && pick(found.data.kindName))
  if (found.isPending) return <Waiting rows={10} />
  if (!found.data) return <Trouble fault={found.error} again={() => void found.refetch()} />
  const { name, kindName, system, org, opened, closed, life, ties, records, more } = found.data
  return (
    <div className={found.isPlaceholderData ? 'column stale' : 'column'}>
      <header className="org-head">
        <h1>{pick(name)}</h1>
        <p className="quiet">
          {pick(kindName)} {system} ·{' '}
          <Link to="/organization" search={((before: Search) => ({ ...scopeOf(before), org: org.code })) as never}>
            {pick(org.name)}
          </Link>{' '}
          · {say('org.since', { day: sayDay(opened as Day, language) })}
          {closed && ` · ${say('thing.until', { day: sayDay(closed as Day, language) })}`}
        </p>
        {mayChange && !closed && (
          <p className="person-ways">
            <button type="button" className="button" onClick={() => setChanging(true)}>
              {say('change.begin')}
            </button>
            <button type="button" className="button" onClick={() => setEnding(true)}>
              {say('change.end')}
            </button>
          </p>
        )}
      </header>
      {(changing || ending) && (
        <Suspense fallback={null}>
          <ThingChange thing={found.data} end={ending} day={day} onClose={() => setChanging(false)} />
        </Suspense>
      )}
      <section className="block">
        <h2>{say('thing.life')}</h2>
        <ol className="history">
          {[...life].reverse().map(stretch => (
            <li key={stretch.from}>
              <p className="history-span">
                {sayDay(stretch.from as Day, language)} —{' '}
                {stretch.to ? sayDay(stretch.to as Day, language) : say('org.now')}
              </p>
              <p className="history-name">
                {pick(stretch.name)}
                {stretch.org.code !== org.code && <span className="tag">{pick(stretch.org.name)}</span>}
              </p>
              <Pairs fields={stretch.fields} />
            </li>
          ))}
        </ol>
      </section>
      {ties.length > 0 && (
        <section className="block">
          <h2>{say('org.ties')}</h2>
          <Facts facts={ties} of={found.data} />
        </section>
      )}
      <section className="block">
        <h2>
          {say('thing.records')}
          <small>{periodName(view.period, language)}</small>
        </h2>
        {mayRecord && !closed && <Recording org={org.code} kind={found.data.kind} thing={id} />}
        {records.length === 0 ? (
          <Nothing title={say('thing.records_none')} hint={say('thing.records_hint')} />
        ) : (
          <Facts facts={records} of={found.data} />
        )}
        {more && <p className="quiet">{say('thing.records_more', { count: records.length })}</p>}
      </section>
    </div>
  )
}

/** The forms that can name the thing, opened with it already named. */
function Recording({ org, kind, thing }: { org: string; kind: string; thing: string }) {
  const { say, pick } = useSpeech()
  const kinds = useAnswer(capture, { org }).data?.kinds ?? []
  const naming = kinds.filter(
    one =>
      one.form === 'record' && Object.values(one.fields).some(field => field.type === 'thing' && field.of === kind),
  )
  if (naming.length === 0) return null
  return (
    <p className="record-kinds">
      <span className="quiet">{say('record.new_here')}</span>
      {naming.map(one => (
        <NewRecordLink key={one.id} org={org} kind={one.id} thing={thing} className="chip">
          {pick(one.name)}
        </NewRecordLink>
      ))}
    </p>
  )
}

/** What happened, without saying again what the page says: the thing itself, and its organization. */
function Facts({ facts, of }: { facts: readonly Fact[]; of: Given<typeof showThing> }) {
  const { language, pick } = useSpeech()
  return (
    <ul className="person-facts">
      {facts.map(fact => (
        <li key={fact.id}>
          <span className="quiet nowrap">{sayDay(fact.day as Day, language)}</span>
          <span>
            {pick(fact.title)} <span className="tag tag-quiet">{pick(fact.sourceName)}</span>
            <Pairs fields={fact.fields.filter(field => field.value.zh !== of.name.zh)} />
          </span>
          <span className="quiet">{fact.org !== of.org.code && pick(fact.orgName)}</span>
        </li>
      ))}
    </ul>
  )
}

function Pairs({ fields }: { fields: Fact['fields'] }) {
  const { pick } = useSpeech()
  if (fields.length === 0) return null
  return (
    <dl className="pairs">
      {fields.map(field => (
        <div key={field.name.zh}>
          <dt>{pick(field.name)}</dt>
          <dd>{pick(field.value)}</dd>
        </div>
      ))}
    </dl>
  )
}
