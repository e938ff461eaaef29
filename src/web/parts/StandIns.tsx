// Who acts for whom: what one has handed over, what one holds, and handing the own post over for some days.
import { useId, useState } from 'react'
import { endStandIn, giveStandIn, listStandIns, type StandInRow } from '../../access/account.api.ts'
import { useAnswer, useMe } from '../answers.ts'
import { useChange } from '../change.ts'
import { tell } from '../client.ts'
import { useSpeech } from '../language.ts'
import type { Word } from '../words.ts'
import { PersonPicker } from './PersonPicker.tsx'
import { TextField } from './TextField.tsx'
import { sentenceOf } from './Trouble.tsx'

const STATES = { coming: 'stand_in.coming', holding: 'stand_in.holding', over: 'stand_in.over' } as const

export function StandIns({ handed }: { handed: readonly string[] }) {
  const { say } = useSpeech()
  const [open, setOpen] = useState(false)
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
                {row.verbs.map(verb => say(`verb.${verb}` as Word)).join(say('stand_in.and'))}
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

function Giving({ handed, done }: { handed: readonly string[]; done: () => void }) {
  const speech = useSpeech()
  const { say, language } = speech
  const me = useMe().data
  const today = me?.today ?? ''
  const [taker, setTaker] = useState<string | null>(null)
  const [from, setFrom] = useState(today)
  const [last, setLast] = useState(today)
  const [verbs, setVerbs] = useState(handed)
  const [tried, setTried] = useState(false)
  const id = useId()
  const giving = useChange(() => tell(giveStandIn, { taker: taker!, verbs: [...verbs], from, last }, language), done)
  return (
    <form
      className="access-form"
      noValidate
      onSubmit={event => {
        event.preventDefault()
        setTried(true)
        if (taker && verbs.length > 0 && from && last) giving.run()
      }}
    >
      <div className="text-field">
        <label htmlFor={id}>{say('stand_in.taker')}</label>
        <PersonPicker id={id} org={me?.account?.org.code ?? ''} value={taker} onPerson={setTaker} />
        {tried && !taker && (
          <p className="fault" role="alert">
            {say('stand_in.taker_none')}
          </p>
        )}
      </div>
      <div className="access-pair">
        <TextField label={say('stand_in.from')} type="date" min={today} value={from} onValue={setFrom} required />
        <TextField label={say('stand_in.last')} type="date" min={from} value={last} onValue={setLast} required />
      </div>
      <fieldset className="access-people">
        <legend>{say('stand_in.verbs')}</legend>
        {handed.map(verb => (
          <label key={verb} className="access-check">
            <input
              type="checkbox"
              checked={verbs.includes(verb)}
              onChange={event =>
                setVerbs(event.target.checked ? [...verbs, verb] : verbs.filter(other => other !== verb))
              }
            />
            <span>{say(`verb.${verb}` as Word)}</span>
          </label>
        ))}
        {tried && verbs.length === 0 && (
          <p className="fault" role="alert">
            {say('stand_in.verbs_none')}
          </p>
        )}
      </fieldset>
      {giving.fault && (
        <p className="fault" role="alert">
          {sentenceOf(giving.fault, speech)}
        </p>
      )}
      <p className="access-ways">
        <button type="submit" className="button button-main" disabled={giving.busy}>
          {say('stand_in.give')}
        </button>
        <button type="button" className="button" onClick={done}>
          {say('pledge.cancel')}
        </button>
      </p>
    </form>
  )
}
