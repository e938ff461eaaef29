// Objectives of a year with their parts, and the certificates in which they are signed.
import { Select } from 'antd'
import { useState } from 'react'
import { listFigures } from '../../measure/figure.api.ts'
import { type CertificateRow, listPledges, setPledge } from '../../pledge/pledge.api.ts'
import { periodName } from '../../report/period-name.ts'
import { sayDay } from '../../report/phrase.ts'
import type { Day } from '../../time/day.ts'
import { useAnswer, useMe } from '../answers.ts'
import { useChange } from '../change.ts'
import { tell } from '../client.ts'
import { useSpeech } from '../language.ts'
import { CertificateDrawer } from '../parts/Certificate.tsx'
import { Objective } from '../parts/Objective.tsx'
import { type PledgeState, STATES, StateGlyph, StateMark } from '../parts/StateMark.tsx'
import { Nothing, sentenceOf, Trouble, Waiting } from '../parts/Trouble.tsx'
import { useTitle } from '../title.ts'
import { useView } from '../view.ts'
import '../style/pledge.css'

export function PledgePage() {
  const { language, say } = useSpeech()
  const { view, search } = useView()
  const year = view.period.slice(0, 4)
  const asked = { year, org: view.org, tree: view.tree }
  const found = useAnswer(listPledges, asked, { when: view.org !== '' && year !== '', keep: true })
  const mayDivide = useMe().data?.verbs.includes('pledge') ?? false
  const [setting, setSetting] = useState(false)
  useTitle(say('pledge.title'))
  const pledges = found.data?.pledges ?? []
  const known = new Set(pledges.map(one => one.id))
  // What comes from above the organization that is looked at stands at the top here.
  const tops = pledges.filter(one => one.parent === null || !known.has(one.parent))
  return (
    <>
      <header className="page-head">
        <h1>{say('pledge.title')}</h1>
        <p className="quiet">
          {periodName(year, language)} · {say('pledge.lead')}
        </p>
      </header>
      {mayDivide && !setting && (
        <p className="pledge-ways">
          <button type="button" className="button" onClick={() => setSetting(true)}>
            {say('pledge.set')}
          </button>
        </p>
      )}
      {setting && <Setting org={view.org} year={year} done={() => setSetting(false)} />}
      {found.isPending && <Waiting rows={12} />}
      {found.isError && <Trouble fault={found.error} again={() => void found.refetch()} />}
      {found.data && pledges.length === 0 && <Nothing title={say('pledge.none')} hint={say('pledge.none_hint')} />}
      {found.data && pledges.length > 0 && (
        <div className={found.isPlaceholderData ? 'pledge-columns stale' : 'pledge-columns'}>
          <div>
            {!found.data.settled && <p className="notice">{say('pledge.settling')}</p>}
            {tops.map(one => (
              <Objective key={one.id} pledge={one} all={pledges} mayDivide={mayDivide} />
            ))}
          </div>
          <Certificates rows={found.data.certificates} on={found.data.on} />
        </div>
      )}
      {search.certificate && <CertificateDrawer mayWithdraw={mayDivide} />}
    </>
  )
}

function Certificates({ rows, on }: { rows: readonly CertificateRow[]; on: string }) {
  const { language, say, pick } = useSpeech()
  const { turn } = useView()
  const [only, setOnly] = useState<PledgeState | null>(null)
  const shown = rows.filter(row => only === null || row.state === only)
  return (
    <aside className="certificates">
      <h2>
        {say('pledge.certificates')}
        <small>{say('board.as_of', { day: sayDay(on as Day, language) })}</small>
      </h2>
      <p className="quiet">{say('pledge.certificates_note')}</p>
      <fieldset className="chips" aria-label={say('board.filter_status')}>
        <button type="button" className="chip" aria-pressed={only === null} onClick={() => setOnly(null)}>
          {say('pledge.all_states')} <b>{rows.length}</b>
        </button>
        {STATES.map(state => {
          const count = rows.filter(row => row.state === state).length
          if (count === 0) return null
          return (
            <button
              key={state}
              type="button"
              className="chip"
              aria-pressed={only === state}
              onClick={() => setOnly(state)}
            >
              <StateGlyph state={state} /> {say(`pledge.state_${state}`)} <b>{count}</b>
            </button>
          )
        })}
      </fieldset>
      <ul>
        {shown.map(row => (
          <li key={row.ref}>
            <button type="button" onClick={() => turn({ certificate: row.ref })}>
              <span>
                {pick(row.taker.name)}
                <small className="quiet">{row.giver ? pick(row.giver.name) : say('certificate.top')}</small>
              </span>
              <StateMark state={row.state} />
            </button>
          </li>
        ))}
      </ul>
    </aside>
  )
}

/** Setting an objective of the organization that is looked at. */
function Setting({ org, year, done }: { org: string; year: string; done: () => void }) {
  const speech = useSpeech()
  const { language, say, pick } = speech
  const figures = useAnswer(listFigures, { org, period: year })
  const [measure, setMeasure] = useState<string | null>(null)
  const [direction, setDirection] = useState<'at_least' | 'at_most'>('at_least')
  const [value, setValue] = useState('')
  const save = useChange(() => tell(setPledge, { year, org, measure: measure ?? '', direction, value }, language), done)
  return (
    <form
      className="division"
      onSubmit={event => {
        event.preventDefault()
        save.run()
      }}
    >
      <h3>{say('pledge.set')}</h3>
      <div className="setting">
        <div className="setting-field">
          <span>{say('pledge.measure')}</span>
          <Select
            showSearch
            aria-label={say('pledge.measure')}
            placeholder={say('pledge.measure_hint')}
            optionFilterProp="label"
            loading={figures.isPending}
            value={measure}
            onChange={setMeasure}
            options={(figures.data ?? [])
              .filter(figure => figure.kind === 'measure')
              .map(figure => ({ value: figure.id, label: pick(figure.title) }))}
          />
        </div>
        <label className="setting-field">
          <span>{say('pledge.direction')}</span>
          <select
            className="select"
            value={direction}
            onChange={event => setDirection(event.target.value as 'at_least')}
          >
            <option value="at_least">{say('pledge.at_least')}</option>
            <option value="at_most">{say('pledge.at_most')}</option>
          </select>
        </label>
        <label className="setting-field">
          <span>{say('pledge.target')}</span>
          <input inputMode="decimal" value={value} onChange={event => setValue(event.target.value)} />
        </label>
      </div>
      <p className="pledge-ways">
        <button type="submit" className="button button-main" disabled={save.busy || !measure || value.trim() === ''}>
          {say('pledge.save')}
        </button>
        <button type="button" className="button" onClick={done}>
          {say('pledge.cancel')}
        </button>
      </p>
      {save.fault !== null && (
        <p className="fault" role="alert">
          {sentenceOf(save.fault, speech)}
        </p>
      )}
    </form>
  )
}
