// Who acts for whom: what one has handed over, what one holds, and handing the own post over for some days.
import { endStandIn, giveStandIn, listStandIns, type StandInRow } from '../../access/account.api.ts'
import { VERBS, type Verb } from '../../charter/language.ts'
import { FAULTS } from '../../record/draft.ts'
import { useAnswer, useMe } from '../answers.ts'
import { useChange } from '../change.ts'
import { tell } from '../client.ts'
import { type Places, useFaults } from '../faults.ts'
import { useKept } from '../kept.ts'
import { useSpeech } from '../language.ts'
import { useFormOpen } from '../view.ts'
import { Beside, Named } from './Named.tsx'
import { PersonPicker } from './PersonPicker.tsx'
import { Resumed } from './Resumed.tsx'
import { TextField } from './TextField.tsx'
import { sentenceOf } from './Trouble.tsx'

const STATES = { coming: 'stand_in.coming', holding: 'stand_in.holding', over: 'stand_in.over' } as const

export function StandIns({ handed }: { handed: readonly string[] }) {
  const { say } = useSpeech()
  const [open, setOpen] = useFormOpen('stand_in')
  const found = useAnswer(listStandIns, {}).data
  return (
    <section className="block" aria-labelledby="stand-ins">
      <header className="block-head">
        <h2 id="stand-ins">{say('stand_in.title')}</h2>
        {handed.length > 0 && !open && (
          <button type="button" className="button" onClick={() => setOpen(true)}>
            {say('stand_in.give')}
          </button>
        )}
      </header>
      <p className="quiet">{say('stand_in.are')}</p>
      {open && <Giving handed={handed} done={() => setOpen(false)} />}
      <Rows title={say('stand_in.given')} rows={found?.given ?? []} side="taker" />
      <Rows title={say('stand_in.held')} rows={found?.held ?? []} side="giver" />
    </section>
  )
}

function Rows({ title, rows, side }: { title: string; rows: readonly StandInRow[]; side: 'giver' | 'taker' }) {
  const speech = useSpeech()
  const { say, pick, language } = speech
  const end = useChange((id: string) => tell(endStandIn, {}, language, { id }))
  if (rows.length === 0) return null
  return (
    <>
      <h3>{title}</h3>
      <ul className="access-list">
        {rows.map(row => (
          <li key={row.id}>
            <span>
              <b>{pick(row[side])}</b>{' '}
              <span className={row.state === 'over' ? 'tag tag-quiet' : 'tag'}>{say(STATES[row.state])}</span>
              <small className="quiet">
                {[
                  row.org && pick(row.org.name),
                  pick(row.postName),
                  say('stand_in.span', { from: row.from, last: row.last }),
                ]
                  .filter(Boolean)
                  .join(' · ')}
                {' · '}
                {row.verbs.map(verb => pick(VERBS[verb as Verb])).join(say('stand_in.and'))}
                {row.endedOn && ` · ${say('stand_in.ended', { day: row.endedOn })}`}
              </small>
            </span>
            {row.state !== 'over' && (
              <button type="button" className="button" disabled={end.busy} onClick={() => end.run(row.id)}>
                {say('access.end')}
              </button>
            )}
          </li>
        ))}
      </ul>
      {end.fault && (
        <p className="fault" role="alert">
          {sentenceOf(end.fault, speech)}
        </p>
      )}
    </>
  )
}

const PLACES: Places = {
  'stand_in.own': 'taker',
  'person.unknown': 'taker',
  'stand_in.dates': 'last',
  'stand_in.wider': 'verbs',
}

interface Typed {
  readonly taker: string
  readonly from: string
  readonly last: string
  readonly verbs: readonly string[]
}

function Giving({ handed, done }: { handed: readonly string[]; done: () => void }) {
  const { say, language, pick } = useSpeech()
  const me = useMe().data
  const today = me?.today ?? ''
  const kept = useKept('stand_in', (): Typed => ({ taker: '', from: today, last: today, verbs: handed }))
  const { taker, from, last, verbs } = kept.value
  const leave = () => {
    kept.forget()
    done()
  }
  const giving = useChange(() => tell(giveStandIn, { taker, verbs: [...verbs], from, last }, language), leave)
  const missing = pick(FAULTS.missing)
  const faults = useFaults({
    wrong: {
      taker: taker === '' && say('stand_in.taker_none'),
      from: from === '' && missing,
      last: last === '' && missing,
      verbs: verbs.length === 0 && say('stand_in.verbs_none'),
    },
    refused: giving.fault,
    places: PLACES,
    send: giving.run,
  })
  return (
    <form className="access-form" {...faults.form}>
      <Resumed of={kept} />
      <Named className="text-field" label={say('stand_in.taker')} fault={faults.at('taker')}>
        {told => (
          <PersonPicker
            told={told}
            org={me?.account?.org.code ?? ''}
            value={taker || null}
            onPerson={to => kept.put({ taker: to })}
          />
        )}
      </Named>
      <div className="access-pair">
        <TextField
          label={say('stand_in.from')}
          type="date"
          min={today}
          value={from}
          onValue={to => kept.put({ from: to })}
          required
          fault={faults.at('from')}
        />
        <TextField
          label={say('stand_in.last')}
          type="date"
          min={from}
          value={last}
          onValue={to => kept.put({ last: to })}
          required
          fault={faults.at('last')}
        />
      </div>
      <fieldset className="access-people">
        <legend>{say('stand_in.verbs')}</legend>
        {handed.map(verb => (
          <label key={verb} className="access-check">
            <input
              type="checkbox"
              checked={verbs.includes(verb)}
              onChange={event =>
                kept.put({
                  verbs: event.target.checked ? [...verbs, verb] : verbs.filter(other => other !== verb),
                })
              }
            />
            <span>{pick(VERBS[verb as Verb])}</span>
          </label>
        ))}
        <Beside fault={faults.at('verbs')} />
      </fieldset>
      <Beside fault={faults.rest} />
      <p className="access-ways">
        <button type="submit" className="button button-main" disabled={giving.busy}>
          {say('stand_in.give')}
        </button>
        <button type="button" className="button" onClick={leave}>
          {say('pledge.cancel')}
        </button>
      </p>
    </form>
  )
}
