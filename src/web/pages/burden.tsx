// What the product asks of people: month by month, organization by organization, form by form; and the box for complaints.
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { type Burden, type BurdenSum, showBurden, takeBurden } from '../../burden/burden.api.ts'
import { periodName } from '../../report/period-name.ts'
import { useAnswer } from '../answers.ts'
import { useSpeech } from '../language.ts'
import { Complaints } from '../parts/Complaints.tsx'
import { Excel } from '../parts/Excel.tsx'
import { Nothing, Trouble, Waiting } from '../parts/Trouble.tsx'
import { useTitle } from '../title.ts'
import { type Search, scopeOf, useView } from '../view.ts'
import '../style/board.css'
import '../style/burden.css'

/** Percent of the numbers in tables that are to stand on record. */
const ANSWERED = 90
/** Forms that are shown at first; the others cost little. */
const FEW = 12

export function BurdenPage() {
  const { say, pick } = useSpeech()
  const { view } = useView()
  const asked = { org: view.org, period: view.period }
  const found = useAnswer(showBurden, asked, { keep: true, when: view.org !== '' && view.period !== '' })
  useTitle(say('burden.title'), found.data && pick(found.data.org.name))
  const shown = found.data
  return (
    <>
      <header className="page-head">
        <h1>{say('burden.title')}</h1>
        <p className="quiet">{say('burden.lead')}</p>
      </header>
      {found.isPending && <Waiting rows={10} />}
      {found.isError && <Trouble fault={found.error} again={() => void found.refetch()} />}
      {shown && shown.total.records === 0 && (
        <>
          <Nothing title={say('burden.none')} hint={say('burden.none_hint')} />
          <Tables of={shown} />
        </>
      )}
      {shown && shown.total.records > 0 && <Shown shown={shown} asked={asked} stale={found.isPlaceholderData} />}
      <Complaints />
    </>
  )
}

function Shown({ shown, asked, stale }: { shown: Burden; asked: { org: string; period: string }; stale: boolean }) {
  const { say, pick, language } = useSpeech()
  const [all, setAll] = useState(false)
  const { total } = shown
  const each = (total.fields / total.records).toFixed(1)
  return (
    <div className={stale ? 'stale' : ''}>
      <section className="strip" aria-label={say('burden.title')}>
        <Sum name="fields" text={total.fields} note={say('burden.per_record', { value: each })} />
        <Sum name="known" text={total.known} note={say('burden.known_note')} />
        <Sum name="spared" text={total.spared} note={say('burden.spared_note')} />
        <Sum
          name="minutes"
          text={total.minutes ?? say('burden.missing')}
          note={say('burden.measured', { measured: total.measured, records: total.records })}
        />
      </section>
      {shown.weekly !== null && (
        <p className="burden-weekly">{say('burden.weekly', { minutes: shown.weekly, target: shown.target })}</p>
      )}
      <Tables of={shown} />
      <div className="filters burden-take">
        <details className="quiet">
          <summary>{say('figure.formula')}</summary>
          <p>{say('burden.how')}</p>
        </details>
        <Excel route={takeBurden} asked={asked} />
      </div>
      <Sums head={say('burden.by_org')} first={say('burden.org')}>
        {shown.orgs.length > 0 && (
          <Line name={say('burden.itself', { org: pick(shown.org.name) })} label={say('burden.org')} sum={shown.own} />
        )}
        {(shown.orgs.length > 0 ? shown.orgs : [{ ...shown.org, sum: shown.own }]).map(org => (
          <Line
            key={org.code}
            label={say('burden.org')}
            sum={org.sum}
            name={
              <Link
                to="/burden"
                data-org={org.code}
                search={((before: Search) => ({ ...scopeOf(before), org: org.code })) as never}
              >
                {pick(org.name)}
              </Link>
            }
          />
        ))}
      </Sums>
      <Sums head={say('burden.by_month')} first={say('burden.month')}>
        {shown.months.map(one => (
          <Line key={one.month} name={periodName(one.month, language)} label={say('burden.month')} sum={one.sum} />
        ))}
      </Sums>
      <Sums head={say('burden.by_kind')} first={say('burden.kind')}>
        {shown.kinds.slice(0, all ? undefined : FEW).map(one => (
          <Line key={one.kind} name={pick(one.name)} label={say('burden.kind')} sum={one.sum} />
        ))}
      </Sums>
      {!all && shown.kinds.length > FEW && (
        <button type="button" className="button burden-all" onClick={() => setAll(true)}>
          {say('burden.all', { count: shown.kinds.length })}
        </button>
      )}
    </div>
  )
}

/** How much of what tables asked stood on record. */
function Tables({ of: { tables } }: { of: Burden }) {
  const { say } = useSpeech()
  if (tables.numbers === 0) return null
  const share = ((tables.answered / tables.numbers) * 100).toFixed(1)
  return <p className="burden-weekly">{say('burden.tables', { ...tables, share, target: ANSWERED })}</p>
}

function Sum({
  name,
  text,
  note,
}: {
  name: 'fields' | 'known' | 'spared' | 'minutes'
  text: number | string
  note: string
}) {
  const { say, language } = useSpeech()
  return (
    <div className="strip-item" data-sum={name}>
      <span className="strip-title">{say(`burden.${name}`)}</span>
      <span className={typeof text === 'number' ? 'number' : 'number number-wait'}>
        {typeof text === 'number' ? <b>{text.toLocaleString(language)}</b> : text}
      </span>
      <span className="strip-note">{note}</span>
    </div>
  )
}

const COLUMNS = ['records', 'fields', 'known', 'spared', 'minutes'] as const

function Sums({ head, first, children }: { head: string; first: string; children: React.ReactNode }) {
  const { say } = useSpeech()
  return (
    <section className="block">
      <h2>{head}</h2>
      <table className="rows burden-rows">
        <thead>
          <tr>
            <th>{first}</th>
            {COLUMNS.map(name => (
              <th key={name} className="end">
                {say(`burden.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </section>
  )
}

function Line({ name, label, sum }: { name: React.ReactNode; label: string; sum: BurdenSum }) {
  const { say, language } = useSpeech()
  return (
    <tr>
      <td data-label={label}>{name}</td>
      {COLUMNS.map(column => (
        <td key={column} className="end" data-label={say(`burden.${column}`)}>
          {sum[column] === null ? (
            <span className="quiet">{sum.records === 0 ? '—' : say('burden.missing')}</span>
          ) : (
            sum[column].toLocaleString(language)
          )}
        </td>
      ))}
    </tr>
  )
}
