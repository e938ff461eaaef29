// The charter: every norm in words, the district's own among them; standards change by a date, systems are added before one's eyes.
import { Link } from '@tanstack/react-router'
import { lazy, Suspense, useDeferredValue, useState } from 'react'
import { readCharter, type SystemRow, showSystem, takeHandbook } from '../../charter/charter.api.ts'
import { takeSheet } from '../../exchange/sheet.api.ts'
import { phrase, sayDay } from '../../report/phrase.ts'
import { type Day, dayAt } from '../../time/day.ts'
import { useAnswer, useCodes, useMe, useOrg } from '../answers.ts'
import { useSpeech } from '../language.ts'
import { Excel } from '../parts/Excel.tsx'
import { NormWithdrawal } from '../parts/NormWithdrawal.tsx'
import { SheetImport } from '../parts/SheetImport.tsx'
import { StandardChange } from '../parts/StandardChange.tsx'
import { Nothing, sentenceOf, Trouble, Waiting } from '../parts/Trouble.tsx'
import { carry } from '../taking.ts'
import { useTitle } from '../title.ts'
import { type Search, scopeOf, useFormOpen, useView } from '../view.ts'
import '../style/charter.css'

// The reader of texts is heavy, and few come to write.
const NewSystem = lazy(() => import('../parts/NewSystem.tsx').then(part => ({ default: part.NewSystem })))

/** The charter is one for the whole district: who holds the verb at its top may add to it. */
function useMayLegislate(): boolean {
  const me = useMe().data
  const own = useOrg(me?.account?.org.code ?? '')
  return (me?.verbs.includes('charter') ?? false) && own?.parent === null
}

export function CharterPage() {
  const { say, pick } = useSpeech()
  const { search, turn } = useView()
  const codes = useCodes()
  const found = useAnswer(readCharter, {})
  const may = useMayLegislate()
  const [adding, setAdding] = useFormOpen('system')
  const q = useDeferredValue(search.q ?? '').toLowerCase()
  useTitle(say('charter.title'))
  const rows = (found.data ?? []).filter(row => matches(row, q))
  const groups = [...new Set([...codes.groups, ...rows.map(row => row.group)])].filter(group =>
    rows.some(row => row.group === group),
  )
  return (
    <>
      <header className="page-head">
        <h1>{say('charter.title')}</h1>
        <p className="quiet">{say('charter.lead')}</p>
      </header>
      <div className="filters filters-top">
        <label className="search">
          <span className="sr">{say('charter.search')}</span>
          <input
            type="search"
            placeholder={say('charter.search')}
            value={search.q ?? ''}
            onChange={event => turn({ q: event.target.value || undefined }, true)}
          />
        </label>
        <Handbook />
        {may && !adding && (
          <button type="button" className="button button-main" onClick={() => setAdding(true)}>
            {say('charter.add')}
          </button>
        )}
      </div>
      {adding && found.data && (
        <Suspense fallback={<Waiting rows={8} />}>
          <NewSystem systems={found.data} done={() => setAdding(false)} />
        </Suspense>
      )}
      {found.isPending && <Waiting rows={12} />}
      {found.isError && <Trouble fault={found.error} again={() => void found.refetch()} />}
      {found.data && rows.length === 0 && (
        <Nothing title={say('charter.empty', { q: search.q ?? '' })} hint={say('charter.empty_hint')} />
      )}
      {groups.map(group => (
        <section key={group} className="charter-group">
          <h2 className="charter-group-name">{codes.name('group', group)}</h2>
          {rows
            .filter(row => row.group === group)
            .map(row => (
              <SystemEntry key={`${row.id} ${row.inForce}`} row={row} may={may} open={q !== '' && rows.length <= 3} />
            ))}
        </section>
      ))}
    </>
  )

  function matches(row: SystemRow, asked: string): boolean {
    const texts = [
      row.id,
      ...[row.name, row.clause, ...row.duties.flatMap(duty => [duty.title, duty.sentence])].map(pick),
      ...[...row.standards, ...row.measures].map(one => pick(one.title)),
      ...[...row.kinds, ...row.templates].map(one => pick(one.name)),
    ]
    return asked.split(/\s+/).every(part => texts.some(text => text.toLowerCase().includes(part)))
  }
}

function Handbook() {
  const speech = useSpeech()
  const { language, say } = speech
  const [busy, setBusy] = useState(false)
  const [fault, setFault] = useState<unknown>(null)
  const take = async (format: 'docx' | 'html') => {
    setBusy(true)
    setFault(null)
    try {
      await carry(takeHandbook, { lang: language, format }, language)
    } catch (problem) {
      setFault(problem)
    } finally {
      setBusy(false)
    }
  }
  return (
    <span className="charter-book">
      {say('charter.handbook')}
      <button type="button" className="button" disabled={busy} onClick={() => void take('docx')}>
        Word
      </button>
      <button type="button" className="button" disabled={busy} onClick={() => void take('html')}>
        {say('report.take_html')}
      </button>
      {fault !== null && <span className="fault">{sentenceOf(fault, speech)}</span>}
    </span>
  )
}

/** The way to a new text of an own system, from a day on. */
function Amend({ id }: { id: string }) {
  const { say } = useSpeech()
  const [open, setOpen] = useFormOpen(`system ${id}`)
  const shown = useAnswer(showSystem, { id }, { when: open })
  if (!open)
    return (
      <button type="button" className="link" onClick={() => setOpen(true)}>
        {say('charter.amend')}
      </button>
    )
  if (shown.isPending) return <Waiting rows={4} />
  if (shown.isError) return <Trouble fault={shown.error} again={() => void shown.refetch()} />
  return (
    <Suspense fallback={<Waiting rows={4} />}>
      <NewSystem
        systems={[]}
        amends={{ id, text: shown.data.text, since: shown.data.texts[0]?.since ?? null }}
        done={() => setOpen(false)}
      />
    </Suspense>
  )
}

function SystemEntry({ row, may, open }: { row: SystemRow; may: boolean; open: boolean }) {
  const { language, say, pick } = useSpeech()
  const { form } = useView().search
  const amending = form === `system ${row.id}` || row.standards.some(one => form === `standard ${one.id}`)
  return (
    <details className="charter-system" open={open || amending}>
      <summary>
        <span className="system-id">{row.id}</span>
        <span className="charter-name">
          <b>{pick(row.name)}</b>
          {row.own && <span className="tag">{say('charter.own')}</span>}
          {row.own && !row.inForce && (
            <span className="tag tag-quiet">
              {say('charter.coming', { day: sayDay(row.own.since as Day, language) })}
            </span>
          )}
          <small className="quiet">{pick(row.clause)}</small>
        </span>
        <span className="charter-count quiet">
          {row.duties.length > 0
            ? say('charter.duties_count', { count: row.duties.length })
            : row.measures.length > 0 || row.templates.length === 0
              ? say('charter.measures_count', { count: row.measures.length })
              : say('charter.templates_count', { count: row.templates.length })}
        </span>
      </summary>
      <div className="charter-body">
        {may && row.own && <Amend id={row.id} />}
        {may && row.own && !row.inForce && <NormWithdrawal id={row.id} since={row.own.since} />}
        {row.duties.map(duty => (
          <article key={duty.id} className="charter-duty">
            <h3>{pick(duty.title)}</h3>
            <p>{pick(duty.sentence)}</p>
            <ul className="quiet">
              {duty.notes.map(note => (
                <li key={note.zh}>{pick(note)}</li>
              ))}
            </ul>
          </article>
        ))}
        {row.standards.length > 0 && (
          <section>
            <h3>{say('charter.standards')}</h3>
            {row.standards.map(standard => (
              <div key={standard.id} className="charter-standard">
                <p>
                  {pick(standard.title)} <small className="quiet">{say(`strength.${standard.strength}`)}</small>
                </p>
                <ol>
                  {standard.entries.map(entry => (
                    <li key={entry.from}>
                      <b>{phrase(entry.value, standard.unit, language, { rate: true })}</b>
                      <span className="quiet">
                        {say('charter.from', { day: sayDay(entry.from as Day, language) })} · {pick(entry.clause)}
                        {entry.why !== null && ` · ${say('charter.corrected', { why: entry.why })}`}
                      </span>
                      {may && entry.coming && <NormWithdrawal id={standard.id} since={entry.from} />}
                    </li>
                  ))}
                </ol>
                {may && <StandardChange standard={standard} />}
              </div>
            ))}
          </section>
        )}
        {row.measures.length > 0 && (
          <section>
            <h3>{say('charter.measures')}</h3>
            <ul className="charter-measures">
              {row.measures.map(measure => (
                <li key={measure.id}>
                  <Link
                    to="/figures/$id"
                    params={{ id: measure.id }}
                    search={((before: Search) => scopeOf(before)) as never}
                  >
                    {pick(measure.title)}
                  </Link>
                  <span className="quiet">{pick(measure.formula)}</span>
                </li>
              ))}
            </ul>
          </section>
        )}
        {row.kinds.length > 0 && (
          <section>
            <h3>{say('charter.kinds')}</h3>
            <ul className="charter-measures charter-kinds">
              {row.kinds.map(kind => (
                <li key={kind.id}>
                  <span>{pick(kind.name)}</span>
                  <span className="quiet">
                    {[
                      ...kind.fields.map(field => pick(field.name)),
                      ...(kind.roll ? [say('charter.with_roll')] : []),
                    ].join(language === 'zh' ? '、' : ', ')}
                  </span>
                  {kind.entered && row.inForce && <KindSheet kind={kind.id} name={pick(kind.name)} />}
                </li>
              ))}
            </ul>
          </section>
        )}
        <Taken id={row.id} />
        {row.templates.length > 0 && (
          <section>
            <h3>{say('charter.templates')}</h3>
            <ul className="charter-measures">
              {row.templates.map(template => (
                <li key={template.id}>
                  <Link
                    to="/report"
                    search={((before: Search) => ({ ...scopeOf(before), template: template.id })) as never}
                  >
                    {pick(template.name)}
                  </Link>
                  <span className="quiet">{say('report.figures', { count: template.figures })}</span>
                </li>
              ))}
            </ul>
          </section>
        )}
      </div>
    </details>
  )
}

/** What was withdrawn before it was in force, or replaced: what it was, who took it back, when and why. */
function Taken({ id }: { id: string }) {
  const { language, say } = useSpeech()
  const [open, setOpen] = useState(false)
  const shown = useAnswer(showSystem, { id }, { when: open })
  if (!open)
    return (
      <button type="button" className="link" onClick={() => setOpen(true)}>
        {say('charter.taken')}
      </button>
    )
  if (shown.isPending) return <Waiting rows={2} />
  if (shown.isError) return <Trouble fault={shown.error} again={() => void shown.refetch()} />
  return (
    <section>
      <h3>{say('charter.taken')}</h3>
      {shown.data.taken.length === 0 && <p className="quiet">{say('charter.taken_none')}</p>}
      <ul className="charter-measures">
        {shown.data.taken.map(one => (
          <li key={`${one.id} ${one.since} ${one.takenAt}`}>
            <span>
              {one.id} {say('charter.from', { day: sayDay(one.since as Day, language) })}
              {one.value !== null && ` ${one.value}${one.now === null ? '' : ` → ${one.now}`}`}
            </span>
            <span className="quiet">
              {say('charter.taken_by', { who: one.takenBy, day: sayDay(dayAt(new Date(one.takenAt)), language) })}
              {one.why === null ? '' : ` · ${one.why}`}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** The sheet of a kind: blank to fill in, and filled to read. */
function KindSheet({ kind, name }: { kind: string; name: string }) {
  const { say } = useSpeech()
  const { view } = useView()
  const me = useMe().data
  const [importing, setImporting] = useState(false)
  return (
    <span className="charter-sheet">
      <Excel route={takeSheet} asked={{ kind, org: view.org }} text={say('excel.blank')} link />
      {me?.verbs.includes('record') && (
        <button type="button" className="link" onClick={() => setImporting(true)}>
          {say('excel.import')}
        </button>
      )}
      {importing && <SheetImport kind={kind} name={name} close={() => setImporting(false)} />}
    </span>
  )
}
