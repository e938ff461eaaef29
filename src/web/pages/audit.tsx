// The audit, for an auditor's post: lines by filter, looks for one person or one incident, and whether the chain is whole.
import { useState } from 'react'
import { type AuditRow, type Chain, listAudit, openLooks, showChain } from '../../audit/audit.api.ts'
import { sayHead } from '../../audit/audit.ts'
import { UUID } from '../../charter/body.ts'
import { ZONE } from '../../time/day.ts'
import { useAnswer } from '../answers.ts'
import { useChange } from '../change.ts'
import { type Given, tell } from '../client.ts'
import { useSpeech } from '../language.ts'
import { Nothing, sentenceOf, Trouble, Waiting } from '../parts/Trouble.tsx'
import { useTitle } from '../title.ts'
import { actWord, particularWord } from '../words.ts'
import '../style/audit.css'

const KINDS = ['acts', 'exports', 'accounts', 'sign-ins'] as const
type Open = (typeof KINDS)[number]
interface Filters {
  readonly from: string
  readonly to: string
  readonly who: string
  readonly about: string
}
const NONE: Filters = { from: '', to: '', who: '', about: '' }
const PAGE = 50
const CLOCK = new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE, dateStyle: 'short', timeStyle: 'medium' })

export function AuditPage() {
  const { say } = useSpeech()
  const [kind, setKind] = useState<Open | 'looks' | null>(null)
  useTitle(say('audit.title'))
  return (
    <>
      <header className="page-head">
        <div>
          <h1>{say('audit.title')}</h1>
          <p className="quiet">{say('audit.lead')}</p>
        </div>
      </header>
      <State />
      <fieldset className="chips audit-kinds" aria-label={say('audit.kind')}>
        {([null, ...KINDS, 'looks'] as const).map(one => (
          <button key={one} type="button" className="chip" aria-pressed={kind === one} onClick={() => setKind(one)}>
            {say(`audit.${one ?? 'all'}`)}
          </button>
        ))}
      </fieldset>
      {kind === 'looks' ? <Looks /> : <Listed key={kind} kind={kind} />}
    </>
  )
}

/** The chain as it stands: whole, or where it breaks. */
function State() {
  const { say } = useSpeech()
  const found = useAnswer(showChain, {})
  if (found.isPending) return <Waiting rows={2} />
  if (found.isError) return <Trouble fault={found.error} again={() => void found.refetch()} />
  const chain = found.data
  return (
    <section
      className={chain.sound ? 'audit-state' : 'audit-state audit-broken'}
      role={chain.sound ? 'status' : 'alert'}
    >
      <p>
        <b>{say(chain.sound ? 'audit.sound' : 'audit.broken')}</b>{' '}
        {say('audit.lines', { lines: chain.lines, since: chain.since ?? '—' })}
      </p>
      {chain.breaches.length > 0 && (
        <ul>
          {chain.breaches.map(({ n, day, why }) => (
            <li key={`${n} ${why}`}>
              {say(`audit.why_${why}`, { n })} {day}
            </li>
          ))}
        </ul>
      )}
      <p className="quiet">
        {say('audit.head')} <code>{sayHead(chain.head)}</code>
      </p>
      <p className="quiet">{say('audit.kept', chain.kept)}</p>
      <Folded sums={chain.folded} />
      <button type="button" className="button" disabled={found.isFetching} onClick={() => void found.refetch()}>
        {say('audit.again')}
      </button>
    </section>
  )
}

function Folded({ sums }: { sums: Chain['folded'] }) {
  const { say } = useSpeech()
  if (sums.length === 0) return null
  return (
    <details>
      <summary>{say('audit.folded')}</summary>
      <ul>
        {sums.map(({ month, kind, count }) => (
          <li key={`${month} ${kind}`}>
            {month} · {say(`audit.${kind}`)} · {count}
          </li>
        ))}
      </ul>
    </details>
  )
}

function Listed({ kind }: { kind: Open | null }) {
  const { say } = useSpeech()
  const [typed, setTyped] = useState(NONE)
  const [asked, setAsked] = useState(NONE)
  // The last number of each page that lies before the one shown.
  const [passed, setPassed] = useState<readonly number[]>([])
  const found = useAnswer(
    listAudit,
    {
      ...asked,
      kind: kind ?? undefined,
      limit: PAGE,
      ...(passed.length > 0 ? { before: passed.at(-1)! } : {}),
    } as never,
    { keep: true },
  )
  return (
    <>
      <form
        className="filters filters-top audit-form"
        onSubmit={event => {
          event.preventDefault()
          setPassed([])
          setAsked(typed)
        }}
      >
        {(['from', 'to', 'who', 'about'] as const).map(name => (
          <Field
            key={name}
            name={name}
            type={name === 'from' || name === 'to' ? 'date' : 'text'}
            value={typed[name]}
            onText={text => setTyped({ ...typed, [name]: text })}
          />
        ))}
        <button type="submit" className="button button-main">
          {say('audit.find')}
        </button>
      </form>
      {found.isPending && <Waiting />}
      {found.isError && <Trouble fault={found.error} again={() => void found.refetch()} />}
      {found.data && (
        <Rows
          page={found.data}
          newer={passed.length > 0 ? () => setPassed(passed.slice(0, -1)) : null}
          older={() => setPassed([...passed, found.data.rows.at(-1)!.n])}
        />
      )}
    </>
  )
}

function Looks() {
  const speech = useSpeech()
  const { say, language } = speech
  const [typed, setTyped] = useState({ about: '', day: '', reason: '' })
  const [page, setPage] = useState<Given<typeof openLooks> | null>(null)
  const opening = useChange(async (before: number | undefined) => {
    const { about, day, reason } = typed
    const asked = { ...(about ? { about } : {}), ...(day ? { day } : {}), reason, limit: PAGE }
    setPage(await tell(openLooks, { ...asked, ...(before ? { before } : {}) }, language))
  })
  return (
    <>
      <form
        className="audit-form audit-looks"
        onSubmit={event => {
          event.preventDefault()
          opening.run(undefined)
        }}
      >
        <p>{say('audit.looks_lead')}</p>
        <div className="filters filters-top">
          {(['about', 'day', 'reason'] as const).map(name => (
            <Field
              key={name}
              name={name}
              type={name === 'day' ? 'date' : 'text'}
              value={typed[name]}
              onText={text => setTyped({ ...typed, [name]: text })}
            />
          ))}
          <button type="submit" className="button button-main" disabled={opening.busy}>
            {say('audit.open')}
          </button>
        </div>
      </form>
      {opening.fault && (
        <p className="fault" role="alert">
          {sentenceOf(opening.fault, speech)}
        </p>
      )}
      {page && <Rows page={page} newer={null} older={() => opening.run(page.rows.at(-1)!.n)} />}
    </>
  )
}

function Field({
  name,
  type,
  value,
  onText,
}: {
  name: 'from' | 'to' | 'who' | 'about' | 'day' | 'reason'
  type: 'date' | 'text'
  value: string
  onText: (text: string) => void
}) {
  const { say } = useSpeech()
  return (
    <label className={`audit-field audit-field-${name}`}>
      <span>{say(`audit.${name}`)}</span>
      <input
        type={type}
        maxLength={name === 'reason' ? 400 : 120}
        value={value}
        onChange={event => onText(event.target.value)}
      />
    </label>
  )
}

function Rows({
  page: { rows, more },
  newer,
  older,
}: {
  page: { rows: readonly AuditRow[]; more: boolean }
  newer: (() => void) | null
  older: () => void
}) {
  const { say, pick } = useSpeech()
  const nameOf = (name: string) => {
    const known = particularWord(name)
    return known ? say(known) : name
  }
  if (rows.length === 0 && !newer) return <Nothing title={say('audit.none')} hint={say('audit.none_hint')} />
  return (
    <>
      <table className="rows audit-rows">
        <thead>
          <tr>
            <th>{say('audit.n')}</th>
            <th>{say('audit.at')}</th>
            <th>{say('audit.who')}</th>
            <th>{say('audit.act')}</th>
            <th>{say('audit.org')}</th>
            <th>{say('audit.about')}</th>
            <th>{say('audit.what')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(row => (
            <tr key={row.n} data-act={row.act}>
              <td data-label={say('audit.n')}>{row.n}</td>
              <td data-label={say('audit.at')}>{CLOCK.format(new Date(row.at))}</td>
              <td data-label={say('audit.who')}>{row.who || say('audit.nobody')}</td>
              <td data-label={say('audit.act')}>{say(actWord(row.act))}</td>
              <td data-label={say('audit.org')}>{row.org ? pick(row.org.name) : '—'}</td>
              <td data-label={say('audit.about')}>{row.about ? pick(row.about.name) : '—'}</td>
              <td data-label={say('audit.what')} className="audit-what">
                {Object.entries(row.what)
                  // What an id means stands beside it in words; the command line gives the ids.
                  .filter(([, value]) => value !== null && value !== '' && !isId(value))
                  .map(([name, value]) => (
                    <span key={name}>
                      {nameOf(name)}: {told(value)}
                    </span>
                  ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {(newer || more) && (
        <nav className="pager" aria-label={say('pager.pages')}>
          <button type="button" className="button" disabled={!newer} onClick={() => newer?.()}>
            ‹ {say('audit.newer')}
          </button>
          <button type="button" className="button" disabled={!more} onClick={older}>
            {say('audit.older')} ›
          </button>
        </nav>
      )}
    </>
  )
}

function isId(value: unknown): boolean {
  return typeof value === 'string' && UUID.test(value)
}

function told(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
