// The appraisal of one organization or one person: evidence by criterion, duty report, comments, problems, and the rating.
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { type AppraisalPage as Page, rateAppraisal, showAppraisal, takeAppraisal } from '../../dossier/appraisal.api.ts'
import { FAULTS } from '../../record/draft.ts'
import { addRecords } from '../../record/record.api.ts'
import { STATUS, saidValue } from '../../report/appraisal.ts'
import { periodName } from '../../report/period-name.ts'
import { sayDay } from '../../report/phrase.ts'
import type { Day } from '../../time/day.ts'
import { useAnswer, useMe } from '../answers.ts'
import { useChange } from '../change.ts'
import { tell } from '../client.ts'
import { useFaults } from '../faults.ts'
import { useKept } from '../kept.ts'
import { useSpeech } from '../language.ts'
import { Beside, Named } from '../parts/Named.tsx'
import { Resumed } from '../parts/Resumed.tsx'
import { Subjects } from '../parts/Subjects.tsx'
import { sentenceOf, Trouble, Waiting } from '../parts/Trouble.tsx'
import { carry } from '../taking.ts'
import { useTitle } from '../title.ts'
import { type Search, scopeOf, useView } from '../view.ts'
import '../style/person.css'

/** One appraisal, or, where none is named, whom the appraisals of the period are about. */
export function AppraisalPage() {
  return useView().search.appraisal ? <Appraisal /> : <Subjects />
}

function Appraisal() {
  const speech = useSpeech()
  const { language, say, pick } = speech
  const me = useMe().data
  const { view, search } = useView()
  const asked = {
    appraisal: search.appraisal ?? '',
    period: view.period,
    ...(search.person ? { person: search.person } : { org: view.org }),
  }
  const found = useAnswer(showAppraisal, asked, { keep: true, when: view.org !== '' })
  const [fault, setFault] = useState<unknown>(null)
  const page = found.data
  const subject = page && pick(page.person?.name ?? page.org.name)
  useTitle(page ? pick(page.title) : say('appraisal.title'), subject)
  if (found.isPending) return <Waiting rows={12} />
  if (found.isError || !page) return <Trouble fault={found.error} again={() => void found.refetch()} />
  const band = (id: string | null) => {
    const one = page.bands.find(each => each.id === id)
    return one ? pick(one.name) : '—'
  }
  return (
    <div className={found.isPlaceholderData ? 'column stale' : 'column'}>
      <p className="back">
        {page.person ? (
          <Link
            to="/person/$id"
            params={{ id: page.person.id } as never}
            search={((before: Search) => ({ ...scopeOf(before), on: page.on })) as never}
          >
            ← {pick(page.person.name)}
          </Link>
        ) : (
          <Link to="/organization" search={((before: Search) => scopeOf(before)) as never}>
            ← {pick(page.org.name)}
          </Link>
        )}
      </p>
      <header className="org-head">
        <h1>{subject}</h1>
        <p className="org-other">
          {pick(page.title)} · {periodName(page.period, language)}
        </p>
        <p className="quiet">{pick(page.clause)}</p>
        <div className="person-ways">
          <button
            type="button"
            className="button button-main"
            onClick={() => {
              setFault(null)
              void carry(takeAppraisal, { ...asked, lang: language }, language).catch(setFault)
            }}
          >
            {say('appraisal.word')}
          </button>
          {fault !== null && (
            <p className="fault" role="alert">
              {sentenceOf(fault, speech)}
            </p>
          )}
        </div>
      </header>
      <section className="block">
        <h2>
          {say('appraisal.evidence')}
          <small>{say('figure.as_of', { day: sayDay(page.on as Day, language) })}</small>
        </h2>
        <Evidence page={page} />
      </section>
      <Remarks title={say('appraisal.reports')} none={say('appraisal.reports_none')} rows={page.reports} />
      <Remarks title={say('appraisal.comments')} none={say('appraisal.comments_none')} rows={page.comments} />
      {me?.verbs.includes('record') && <Comment page={page} />}
      {page.problems.length > 0 && (
        <section className="block">
          <h2>{say('appraisal.problems')}</h2>
          <ul className="person-facts">
            {page.problems.map(one => (
              <li key={one.id}>
                <span className="quiet nowrap">{one.day}</span>
                <span>{one.what}</span>
                <span className="quiet">
                  {one.closed ? say('appraisal.closed') : say('person.until', { day: one.due })}
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section className="block">
        <h2>{say('appraisal.rating')}</h2>
        {page.rating ? (
          <>
            <p className="appraisal-rating">
              <b>{band(page.rating.rating)}</b>
              <span className="quiet">
                {say('appraisal.confirmed', { day: sayDay(page.rating.day as Day, language), by: page.rating.by })}
              </span>
            </p>
            {page.rating.reason && <p>{page.rating.reason}</p>}
            {changed(page) && <p className="quiet">{say('appraisal.changed')}</p>}
          </>
        ) : (
          <p className="quiet">{page.over ? say('appraisal.unrated') : say('appraisal.running')}</p>
        )}
        {page.mayRate && <Rating key={page.rating?.id ?? ''} page={page} asked={asked} />}
      </section>
    </div>
  )
}

/** True where the records say otherwise now than when the rating was confirmed. */
function changed(page: Page): boolean {
  return (
    page.rating?.evidence.some(kept => {
      const now = page.criteria.find(one => one.id === kept.criterion)
      return now !== undefined && (String(now.value ?? '') !== kept.value || now.left !== kept.left)
    }) ?? false
  )
}

function Evidence({ page }: { page: Page }) {
  const { language, say, pick } = useSpeech()
  const suggested = page.bands.find(one => one.id === page.suggested)
  return (
    <>
      <table className="appraisal">
        <thead>
          <tr>
            <th>{say('appraisal.criterion')}</th>
            <th className="end">{say('appraisal.value')}</th>
            <th className="end">{say('appraisal.full')}</th>
            <th className="end">{say('appraisal.counts')}</th>
          </tr>
        </thead>
        <tbody>
          {page.criteria.map(one => (
            <tr key={one.id} className={one.status === 'counted' ? '' : 'appraisal-out'}>
              <td>
                <Source page={page} row={one} />
                {one.deductions.map(row => (
                  <small key={row.id} className="appraisal-off">
                    −{row.amount} {row.reason}
                  </small>
                ))}
              </td>
              <td className="end">{one.status === 'counted' ? saidValue(one, one.value, language) : '—'}</td>
              <td className="end quiet">{one.status === 'counted' ? saidValue(one, one.full, language) : '—'}</td>
              <td className="end">
                {one.status === 'counted' ? `${one.left} / ${one.weight}` : pick(STATUS[one.status])}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="appraisal-sum">
        {page.share === null
          ? say('appraisal.none')
          : say('appraisal.suggests', { share: page.share, rating: suggested ? pick(suggested.name) : '' })}
      </p>
    </>
  )
}

/** The criterion as a door to the records behind it. */
function Source({ page, row }: { page: Page; row: Page['criteria'][number] }) {
  const { pick } = useSpeech()
  const title = pick(row.title)
  if (page.person)
    return (
      <Link
        to="/person/$id"
        params={{ id: page.person.id } as never}
        search={((before: Search) => ({ ...scopeOf(before), on: page.on })) as never}
      >
        {title}
      </Link>
    )
  if (row.form === 'duty')
    return (
      <Link
        to="/"
        search={((before: Search) => ({ ...scopeOf(before), duty: row.ref, of: page.org.code, own: '1' })) as never}
      >
        {title}
      </Link>
    )
  return (
    <Link to="." search={((before: Search) => ({ ...before, proof: row.ref })) as never} resetScroll={false}>
      {title}
    </Link>
  )
}

function Remarks({ title, none, rows }: { title: string; none: string; rows: Page['reports'] }) {
  const { pick } = useSpeech()
  return (
    <section className="block">
      <h2>{title}</h2>
      {rows.length === 0 && <p className="quiet person-empty">{none}</p>}
      {rows.map(one => (
        <div key={one.id} className="appraisal-remark">
          <p className="quiet">
            {one.day} · {one.by}
          </p>
          {one.fields.map(field => (
            <p key={field.name.en}>
              {one.fields.length > 1 && <b>{pick(field.name)} </b>}
              {field.value}
            </p>
          ))}
        </div>
      ))}
    </section>
  )
}

/** What a form of this page is about. */
function formOf({ appraisal, period, person, org }: Page): string {
  return `${appraisal} ${period} ${person?.id ?? org.code}`
}

/** A comment is a record like any other. */
function Comment({ page }: { page: Page }) {
  const { language, say, pick } = useSpeech()
  const today = useMe().data?.today ?? page.on
  const kept = useKept(`comment ${formOf(page)}`, () => ({ text: '' }))
  const { text } = kept.value
  const add = useChange(
    () =>
      tell(
        addRecords,
        {
          lines: [
            {
              kind: 'appraisal.comment',
              org: page.org.code,
              day: today,
              body: {
                appraisal: page.appraisal,
                period: page.period,
                ...(page.person ? { person: page.person.id } : {}),
                text: text.trim(),
              },
            },
          ],
        },
        language,
      ),
    kept.forget,
  )
  const faults = useFaults({
    wrong: { text: text.trim() === '' && pick(FAULTS.missing) },
    refused: add.fault,
    send: add.run,
  })
  return (
    <form className="appraisal-form" {...faults.form}>
      <Resumed of={kept} />
      <Named className="appraisal-text" label={say('appraisal.comment')} fault={faults.at('text')}>
        {told => (
          <textarea
            {...told}
            rows={2}
            maxLength={2000}
            value={text}
            onChange={event => kept.put({ text: event.target.value })}
          />
        )}
      </Named>
      <button type="submit" className="button" disabled={add.busy}>
        {say('appraisal.comment_add')}
      </button>
      <Beside fault={faults.rest} />
    </form>
  )
}

function Rating({
  page,
  asked,
}: {
  page: Page
  asked: { appraisal: string; period: string; org?: string; person?: string }
}) {
  const { language, say, pick } = useSpeech()
  const kept = useKept(`rating ${formOf(page)}`, () => {
    return { rating: page.rating?.rating ?? page.suggested ?? page.bands[0]!.id, reason: '' }
  })
  const { rating, reason } = kept.value
  const { appraisal, ...body } = asked
  const confirm = useChange(async () => {
    const given = { ...body, rating, ...(reason.trim() ? { reason: reason.trim() } : {}) }
    await tell(rateAppraisal, given, language, { appraisal })
    kept.forget()
  })
  const faults = useFaults({
    wrong: { rating: null, reason: rating !== page.suggested && reason.trim() === '' && pick(FAULTS.missing) },
    refused: confirm.fault,
    places: { 'appraisal.rating': 'rating', 'appraisal.reason': 'reason' },
    send: confirm.run,
  })
  return (
    <form className="appraisal-form" {...faults.form}>
      <Resumed of={kept} />
      <fieldset className="appraisal-bands">
        <legend className="quiet">{say('appraisal.choose')}</legend>
        {page.bands.map(one => (
          <label key={one.id} className="check">
            <input
              type="radio"
              name="rating"
              checked={rating === one.id}
              onChange={() => kept.put({ rating: one.id })}
            />
            <span>
              {pick(one.name)}
              {one.id === page.suggested && <small className="quiet"> {say('appraisal.by_records')}</small>}
            </span>
          </label>
        ))}
        <Beside fault={faults.at('rating')} />
      </fieldset>
      {rating !== page.suggested && (
        <Named className="appraisal-text" label={say('appraisal.reason')} fault={faults.at('reason')}>
          {told => (
            <textarea
              {...told}
              rows={2}
              maxLength={2000}
              value={reason}
              onChange={event => kept.put({ reason: event.target.value })}
            />
          )}
        </Named>
      )}
      <button type="submit" className="button button-main" disabled={confirm.busy}>
        {page.rating ? say('appraisal.again') : say('appraisal.confirm')}
      </button>
      <Beside fault={faults.rest} />
    </form>
  )
}
