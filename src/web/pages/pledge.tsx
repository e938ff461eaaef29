// Objectives of a year with their parts, and the certificates in which they are signed.
import { Link } from '@tanstack/react-router'
import { Select } from 'antd'
import { useState } from 'react'
import { listFigures } from '../../measure/figure.api.ts'
import { dropPledge, listPledges, type PledgeRow, setPledge } from '../../pledge/pledge.api.ts'
import { FAULTS } from '../../record/draft.ts'
import { periodName } from '../../report/period-name.ts'
import { useAnswer, useMe } from '../answers.ts'
import { useChange } from '../change.ts'
import { tell } from '../client.ts'
import { useFaults } from '../faults.ts'
import { useKept } from '../kept.ts'
import { useSpeech } from '../language.ts'
import { useLines } from '../lines.ts'
import { CertificateDrawer } from '../parts/Certificate.tsx'
import { CertificateBulk, Certificates } from '../parts/Certificates.tsx'
import { Beside, Named } from '../parts/Named.tsx'
import { Objective } from '../parts/Objective.tsx'
import { Resumed } from '../parts/Resumed.tsx'
import { STATES } from '../parts/StateMark.tsx'
import { Nothing, Trouble, Waiting } from '../parts/Trouble.tsx'
import { type Done, useUndo } from '../parts/Undo.tsx'
import { useTitle } from '../title.ts'
import { type Search, scopeOf, useView } from '../view.ts'
import '../style/pledge.css'

export function PledgePage() {
  const { language, say } = useSpeech()
  const { view, search, turn } = useView()
  const year = view.period.slice(0, 4)
  const asked = { year, org: view.org, tree: view.tree }
  const found = useAnswer(listPledges, asked, { when: view.org !== '' && year !== '', keep: true })
  const mayDivide = useMe().data?.verbs.includes('pledge') ?? false
  const [setting, setSetting] = useState(false)
  const only = STATES.find(state => state === search.status) ?? null
  const undo = useUndo()
  useTitle(say('pledge.title'))
  const pledges = found.data?.pledges ?? []
  const certificates = (found.data?.certificates ?? []).filter(row => only === null || row.state === only)
  const lines = useLines('certificates', found.data ? certificates.map(row => row.ref) : null)
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
      <p className="pledge-ways">
        {mayDivide && !setting && (
          <button type="button" className="button" onClick={() => setSetting(true)}>
            {say('pledge.set')}
          </button>
        )}
        <Link to="/appraisal" search={((before: Search) => scopeOf(before)) as never} className="button">
          {say('appraisal.title')}
        </Link>
      </p>
      {setting && (
        <Setting
          org={view.org}
          year={year}
          pledges={pledges}
          done={done => {
            setSetting(false)
            undo.put(done)
          }}
        />
      )}
      {undo.bar}
      {found.isPending && <Waiting rows={12} />}
      {found.isError && <Trouble fault={found.error} again={() => void found.refetch()} />}
      {found.data && pledges.length === 0 && (
        <Nothing title={say('pledge.none')} hint={say(mayDivide ? 'pledge.none_set' : 'pledge.none_hint')} />
      )}
      {found.data && pledges.length > 0 && (
        <div className={found.isPlaceholderData ? 'pledge-columns stale' : 'pledge-columns'}>
          <div>
            {!found.data.settled && <p className="notice">{say('pledge.settling')}</p>}
            {tops.map(one => (
              <Objective key={one.id} pledge={one} all={pledges} mayDivide={mayDivide} divided={undo.put} />
            ))}
          </div>
          <Certificates
            all={found.data.certificates}
            shown={certificates}
            on={found.data.on}
            only={only}
            onOnly={state => turn({ status: state ?? undefined }, true)}
            lines={lines}
          />
        </div>
      )}
      <CertificateBulk lines={lines} rows={certificates} mayWithdraw={mayDivide} done={undo.put} />
      {search.certificate && <CertificateDrawer mayWithdraw={mayDivide} />}
    </>
  )
}

interface SettingProps {
  readonly org: string
  readonly year: string
  /** The objectives that stand. */
  readonly pledges: readonly PledgeRow[]
  /** Leaves the form, with what was set and the way back. */
  readonly done: (done: Done | null) => void
}

/** Setting an objective of the organization that is looked at. */
function Setting({ org, year, pledges, done }: SettingProps) {
  const { language, say, pick } = useSpeech()
  const figures = useAnswer(listFigures, { org, period: year })
  const kept = useKept(`pledge ${org} ${year}`, () => {
    return { measure: '', direction: 'at_least' as 'at_least' | 'at_most', value: '' }
  })
  const { measure, direction, value } = kept.value
  const leave = (set: Done | null) => {
    kept.forget()
    done(set)
  }
  const save = useChange(async () => {
    const before = pledges.find(
      one => one.org.code === org && one.measure === measure && one.direction === direction,
    )?.value
    const { id } = await tell(setPledge, { year, org, measure, direction, value }, language)
    leave({
      said: say => say('pledge.set_done'),
      undone: say => say('pledge.undone'),
      takeBack: () =>
        before === undefined
          ? tell(dropPledge, {}, language, { id })
          : tell(setPledge, { year, org, measure, direction, value: before }, language),
    })
  })
  const missing = pick(FAULTS.missing)
  const faults = useFaults({
    wrong: { measure: measure === '' && missing, direction: null, value: value.trim() === '' && missing },
    refused: save.fault,
    places: {
      'figure.unknown': 'measure',
      'pledge.norm': 'measure',
      'pledge.twice': 'measure',
      'pledge.contrary': 'value',
      'pledge.value': 'value',
    },
    send: save.run,
  })
  return (
    <form className="division" {...faults.form}>
      <h3>{say('pledge.set')}</h3>
      <Resumed of={kept} />
      <div className="setting">
        <Named className="setting-field" label={say('pledge.measure')} fault={faults.at('measure')}>
          {told => (
            <Select
              {...told}
              status={told['aria-invalid'] ? 'error' : ''}
              showSearch
              aria-label={say('pledge.measure')}
              placeholder={say('pledge.measure_hint')}
              optionFilterProp="label"
              loading={figures.isPending}
              value={measure || null}
              onChange={to => kept.put({ measure: to ?? '' })}
              options={(figures.data ?? [])
                .filter(figure => figure.kind === 'measure')
                .map(figure => ({ value: figure.id, label: pick(figure.title) }))}
            />
          )}
        </Named>
        <Named className="setting-field" label={say('pledge.direction')}>
          {told => (
            <select
              {...told}
              className="select"
              value={direction}
              onChange={event => kept.put({ direction: event.target.value as 'at_least' })}
            >
              <option value="at_least">{say('pledge.at_least')}</option>
              <option value="at_most">{say('pledge.at_most')}</option>
            </select>
          )}
        </Named>
        <Named className="setting-field" label={say('pledge.target')} fault={faults.at('value')}>
          {told => (
            <input
              {...told}
              inputMode="decimal"
              value={value}
              onChange={event => kept.put({ value: event.target.value })}
            />
          )}
        </Named>
      </div>
      <p className="pledge-ways">
        <button type="submit" className="button button-main" disabled={save.busy}>
          {say('pledge.save')}
        </button>
        <button type="button" className="button" onClick={() => leave(null)}>
          {say('pledge.cancel')}
        </button>
      </p>
      <Beside fault={faults.rest} />
    </form>
  )
}
