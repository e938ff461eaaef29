// Group robots: connecting one, what it would say today, trying it, what came of its last messages, ending it.
import { useState } from 'react'
import * as api from '../../notice/robot.api.ts'
import { HOURS, KINDS, MAKES, type Make, MORNING } from '../../notice/robot.ts'
import { FAULTS } from '../../record/draft.ts'
import { ZONE } from '../../time/day.ts'
import { useAnswer, useMe } from '../answers.ts'
import { useChange } from '../change.ts'
import { tell } from '../client.ts'
import { useFaults } from '../faults.ts'
import { useKept } from '../kept.ts'
import { type Speech, useSpeech } from '../language.ts'
import { Beside, Named } from '../parts/Named.tsx'
import { OrgSelect } from '../parts/OrgPicker.tsx'
import { Resumed } from '../parts/Resumed.tsx'
import { TextField } from '../parts/TextField.tsx'
import { Nothing, sentenceOf, Trouble, Waiting } from '../parts/Trouble.tsx'
import { useTitle } from '../title.ts'
import { useFormOpen } from '../view.ts'
import '../style/access.css'

export function RobotsPage() {
  const { say } = useSpeech()
  const found = useAnswer(api.listRobots, {})
  const [open, setOpen] = useFormOpen('robot')
  useTitle(say('robot.title'))
  const none = found.data?.length === 0
  return (
    <>
      <header className="page-head">
        <div>
          <h1>{say('robot.title')}</h1>
          <p className="quiet robot-lead">{say('robot.are')}</p>
        </div>
        {!open && (
          <button type="button" className="button button-main" onClick={() => setOpen(true)}>
            {say('robot.add')}
          </button>
        )}
      </header>
      <div className="access-page">
        {open && <Connecting done={() => setOpen(false)} />}
        {found.isPending && <Waiting />}
        {found.isError && <Trouble fault={found.error} again={() => void found.refetch()} />}
        {none && !open && <Nothing title={say('robot.none')} hint={say('robot.none_hint')} />}
        <ul className="access-list">
          {found.data?.map(row => (
            <Robot key={row.id} row={row} />
          ))}
        </ul>
      </div>
    </>
  )
}

/** Day and time in the district's zone. */
function timeIn(speech: Speech, at: string): string {
  return new Intl.DateTimeFormat(speech.language === 'zh' ? 'zh-CN' : 'en-GB', {
    ...{ timeZone: ZONE, month: 'numeric', day: 'numeric', hour: '2-digit', minute: '2-digit' },
  }).format(new Date(at))
}

function Robot({ row }: { row: api.RobotRow }) {
  const speech = useSpeech()
  const { say, pick, language } = speech
  const trying = useChange(() => tell(api.tryRobot, {}, language, { id: row.id }))
  const ending = useChange(() => tell(api.endRobot, {}, language, { id: row.id }))
  const fault = trying.fault ?? ending.fault
  const { last } = row
  const result = last ? say(`robot.result_${last.result}`) : ''
  return (
    <li>
      <span className="robot">
        <b>{row.caption}</b> <span className="tag tag-quiet">{say(`robot.make_${row.make}`)}</span>
        <small className="quiet">
          {pick(row.org.name)} · {say('robot.hour_is', { hour: row.hour })} · {row.host}
          {row.signed && ` · ${say('robot.signed')}`}
        </small>
        {last && (
          <small className={last.result === 'sent' ? 'quiet' : 'robot-bad'}>
            {say('robot.last', { at: timeIn(speech, last.at) })}
            {last.said ? say('robot.result_said', { result, said: last.said }) : result}
          </small>
        )}
        {row.days.length > 0 && (
          <small className="quiet">
            {row.days
              .map(
                one =>
                  `${one.day.slice(5)} ${say(`robot.state_${one.state}`, { at: one.nextAt ? timeIn(speech, one.nextAt) : '' })}`,
              )
              .join(' · ')}
          </small>
        )}
        {fault && (
          <span className="fault" role="alert">
            {sentenceOf(fault, speech)}
          </span>
        )}
      </span>
      <span className="access-ways">
        <button type="button" className="button" disabled={trying.busy} onClick={() => trying.run()}>
          {say('robot.try')}
        </button>
        <button type="button" className="button" disabled={ending.busy} onClick={() => ending.run()}>
          {say('robot.end')}
        </button>
      </span>
    </li>
  )
}

/** Where a robot speaks, through whom, and when. Its address is a secret, and so is its key: neither is kept with what is typed. */
function Connecting({ done }: { done: () => void }) {
  const { say, pick, language } = useSpeech()
  const me = useMe().data
  const kept = useKept('robot', () => ({
    org: me?.account?.org.code ?? '',
    make: 'wecom' as Make,
    caption: '',
    hour: MORNING,
  }))
  const { org, make, caption, hour } = kept.value
  const [address, setAddress] = useState('')
  const [secret, setSecret] = useState('')
  const leave = () => {
    kept.forget()
    done()
  }
  const preview = useAnswer(api.readDigest, { org, language }, { when: org !== '', keep: true })
  const saving = useChange(
    () =>
      tell(
        api.setRobot,
        { ...{ org, make, caption, address, language, hour }, ...(secret && KINDS[make].signs ? { secret } : {}) },
        language,
      ),
    leave,
  )
  const blank = (text: string) => text.trim() === '' && pick(FAULTS.missing)
  const faults = useFaults({
    wrong: { org: blank(org), make: null, hour: null, caption: blank(caption), address: blank(address), secret: null },
    refused: saving.fault,
    places: { 'org.unknown': 'org', 'access.denied': 'org', 'robot.address': 'address' },
    send: saving.run,
  })
  return (
    <form className="access-form robot-form" {...faults.form}>
      <Resumed of={kept} />
      <Named className="text-field" label={say('robot.org')} fault={faults.at('org')}>
        {told => (
          <OrgSelect
            id={told.id}
            label={say('robot.org')}
            value={org}
            onOrg={to => kept.put({ org: to })}
            invalid={told['aria-invalid'] ?? false}
          />
        )}
      </Named>
      <div className="access-pair">
        <Named className="text-field" label={say('robot.make')} fault={faults.at('make')}>
          {told => (
            <select
              {...told}
              className="select"
              value={make}
              onChange={event => kept.put({ make: event.target.value as Make })}
            >
              {MAKES.map(one => (
                <option key={one} value={one}>
                  {say(`robot.make_${one}`)}
                </option>
              ))}
            </select>
          )}
        </Named>
        <Named className="text-field" label={say('robot.hour')} fault={faults.at('hour')}>
          {told => (
            <select
              {...told}
              className="select"
              value={hour}
              onChange={event => kept.put({ hour: Number(event.target.value) })}
            >
              {HOURS.map(one => (
                <option key={one} value={one}>
                  {say('robot.hour_is', { hour: one })}
                </option>
              ))}
            </select>
          )}
        </Named>
      </div>
      <TextField
        label={say('robot.caption')}
        hint={say('robot.caption_hint')}
        value={caption}
        onValue={to => kept.put({ caption: to })}
        fault={faults.at('caption')}
        required
        maxLength={60}
      />
      <TextField
        label={say('robot.address')}
        hint={say('robot.address_hint')}
        value={address}
        onValue={setAddress}
        required
        inputMode="url"
        autoComplete="off"
        spellCheck={false}
        fault={faults.at('address')}
      />
      {KINDS[make].signs && (
        <TextField
          label={say('robot.secret')}
          hint={say('robot.secret_hint')}
          value={secret}
          onValue={setSecret}
          fault={faults.at('secret')}
          autoComplete="off"
          spellCheck={false}
        />
      )}
      <figure className="robot-preview">
        <figcaption className="quiet">{say('robot.preview')}</figcaption>
        <p>{preview.data ? (preview.data.text ?? say('robot.preview_none')) : '…'}</p>
      </figure>
      <p className="access-ways">
        <button type="submit" className="button button-main" disabled={saving.busy}>
          {say('robot.save')}
        </button>
        <button type="button" className="button" onClick={leave}>
          {say('pledge.cancel')}
        </button>
      </p>
      <Beside fault={faults.rest} />
    </form>
  )
}
