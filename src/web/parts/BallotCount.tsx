// The officer's side: how many took part, papers entered twice, spellings counted as one, and the result that anybody can check.
import { useEffect, useRef, useState } from 'react'
import {
  enterPaper,
  givePaper,
  mergeNames,
  type showBallot,
  showBox,
  showNames,
  showTurnout,
} from '../../ballot/ballot.api.ts'
import { FAULTS } from '../../record/draft.ts'
import { listPeople } from '../../register/change.api.ts'
import { useAnswer } from '../answers.ts'
import { useChange } from '../change.ts'
import { type Given, tell } from '../client.ts'
import { useFaults } from '../faults.ts'
import { forgetInWindow, useKept } from '../kept.ts'
import { useSpeech } from '../language.ts'
import { useView } from '../view.ts'
import { Beside, Named } from './Named.tsx'
import { Resumed } from './Resumed.tsx'
import { sentenceOf } from './Trouble.tsx'

type Asked = Given<typeof showBallot>

/** The paper that is being entered. */
interface Paper {
  readonly serial: string
  readonly entry: 1 | 2
  readonly category: string
  readonly written: Readonly<Record<string, string>>
}

const paperOf = (ballot: string) => `paper ${ballot}`

export function BallotCount({ asked }: { asked: Asked }) {
  const { say, pick } = useSpeech()
  const turnout = useAnswer(showTurnout, { id: asked.id })
  // A paper half entered counts no more once voting is closed.
  useEffect(() => {
    if (asked.closedOn) forgetInWindow((_, form) => form === paperOf(asked.id))
  }, [asked.closedOn, asked.id])
  const nameOf = (code: string) => {
    const category = asked.categories.find(one => one.code === code)
    return category ? pick(category.name) : code
  }
  return (
    <>
      {turnout.data && (
        <section>
          <h3>{say('ballot.turnout')}</h3>
          <ul>
            {Object.entries(turnout.data.roll).map(([code, row]) => (
              <li key={code}>
                {nameOf(code)} <span className="quiet">{say('ballot.voters_n', { ...row })}</span>
              </li>
            ))}
            <li>{say('ballot.in_box', { count: turnout.data.cast })}</li>
          </ul>
        </section>
      )}
      {asked.closedOn ? <Result asked={asked} nameOf={nameOf} /> : <Papers asked={asked} nameOf={nameOf} />}
    </>
  )
}

function Papers({ asked, nameOf }: { asked: Asked; nameOf: (code: string) => string }) {
  const { language, say, pick } = useSpeech()
  // What somebody wrote is nobody else's to read: it is kept in this window alone.
  const kept = useKept(
    paperOf(asked.id),
    (): Paper => ({ serial: '1', entry: 1, category: asked.categories[0]!.code, written: {} }),
    'window',
  )
  const { serial, entry, category, written } = kept.value
  const [last, setLast] = useState<string | null>(null)
  const first = useRef<HTMLTextAreaElement>(null)
  const enter = useChange(
    () =>
      tell(
        enterPaper,
        {
          entry,
          ballot: {
            category,
            choices: Object.fromEntries(asked.posts.map(post => [post.code, (written[post.code] ?? '').split('\n')])),
          },
        },
        language,
        { id: asked.id, serial: Number(serial) },
      ),
    () => {
      setLast(say('ballot.entered', { serial, entry }))
      kept.put({ serial: String(Number(serial) + 1), written: {} })
      first.current?.focus()
    },
  )
  const faults = useFaults({
    wrong: {
      serial: !/^[1-9]\d*$/.test(serial) && pick(FAULTS.number),
      entry: null,
      'ballot.category': null,
      ...Object.fromEntries(asked.posts.map(post => [`ballot.choices.${post.code}`, null])),
    },
    refused: enter.fault,
    places: {
      'ballot.entered': 'serial',
      'ballot.clerk': 'entry',
      'ballot.category': 'ballot.category',
      'ballot.lines': details => `ballot.choices.${details.post}`,
    },
    send: enter.run,
  })
  return (
    <>
      <BlankPaper asked={asked} />
      <details>
        <summary>{say('ballot.paper')}</summary>
        <Giving ballot={asked.id} />
        <form className="ballot-form" {...faults.form}>
          <Resumed of={kept} />
          <p className="quiet ballot-wide">{say('ballot.paper_lead')}</p>
          <Named className="ballot-field" label={say('ballot.serial')} fault={faults.at('serial')}>
            {told => (
              <input
                {...told}
                required
                type="number"
                min={1}
                value={serial}
                onChange={event => kept.put({ serial: event.target.value })}
              />
            )}
          </Named>
          <Named className="ballot-field" label={say('ballot.entry')} fault={faults.at('entry')}>
            {told => (
              <select
                {...told}
                className="select"
                value={entry}
                onChange={event => kept.put({ entry: event.target.value === '2' ? 2 : 1 })}
              >
                <option value={1}>1</option>
                <option value={2}>2</option>
              </select>
            )}
          </Named>
          <Named className="ballot-field" label={say('ballot.category')} fault={faults.at('ballot.category')}>
            {told => (
              <select
                {...told}
                className="select"
                value={category}
                onChange={event => kept.put({ category: event.target.value })}
              >
                {asked.categories.map(one => (
                  <option key={one.code} value={one.code}>
                    {nameOf(one.code)}
                  </option>
                ))}
              </select>
            )}
          </Named>
          {asked.posts.map((post, index) => (
            <Named
              key={post.code}
              className="ballot-wide"
              label={pick(post.name)}
              fault={faults.at(`ballot.choices.${post.code}`)}
            >
              {told => (
                <textarea
                  {...told}
                  ref={index === 0 ? first : null}
                  rows={post.lines}
                  value={written[post.code] ?? ''}
                  onChange={event => kept.put({ written: { ...written, [post.code]: event.target.value } })}
                />
              )}
            </Named>
          ))}
          <p className="ballot-ways ballot-wide">
            <button type="submit" className="button" disabled={enter.busy}>
              {say('ballot.enter')}
            </button>
            {last && <span className="quiet">{last}</span>}
          </p>
          <div className="ballot-wide">
            <Beside fault={faults.rest} />
          </div>
        </form>
      </details>
    </>
  )
}

/** The ballot as it is printed for those who vote on paper. */
function BlankPaper({ asked }: { asked: Asked }) {
  const { say, pick } = useSpeech()
  return (
    <>
      <p className="ballot-ways">
        <button type="button" className="button" onClick={() => window.print()}>
          {say('ballot.print_blank')}
        </button>
      </p>
      <section className="ballot-on-paper">
        {asked.posts.map(post => (
          <div key={post.code}>
            <h3>{pick(post.name)}</h3>
            <ol>
              {Array.from({ length: post.lines }, (_, line) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: empty lines
                <li key={line} />
              ))}
            </ol>
          </div>
        ))}
        <p>{say('ballot.blank')}</p>
      </section>
    </>
  )
}

/** Marks who was given a paper: from then on that voter has no token. */
function Giving({ ballot }: { ballot: string }) {
  const speech = useSpeech()
  const { language, say, pick } = speech
  const { view } = useView()
  const [q, setQ] = useState('')
  const [given, setGiven] = useState<string | null>(null)
  const found = useAnswer(listPeople, { org: view.org, q }, { when: q.trim() !== '', keep: true })
  const give = useChange((person: { id: string; name: string }) =>
    tell(givePaper, { person: person.id }, language, { id: ballot }).then(() => {
      setGiven(person.name)
      setQ('')
    }),
  )
  return (
    <div className="ballot-form">
      <label className="ballot-wide">
        <span>{say('ballot.give')}</span>
        <input
          type="search"
          placeholder={say('ballot.give_hint')}
          value={q}
          onChange={event => setQ(event.target.value)}
        />
      </label>
      {q.trim() !== '' && (
        <ul className="ballot-wide">
          {(found.data ?? []).slice(0, 8).map(person => (
            <li key={person.id}>
              <button
                type="button"
                className="link"
                disabled={give.busy}
                onClick={() => give.run({ id: person.id, name: pick(person.name) })}
              >
                {pick(person.name)}
              </button>{' '}
              <small className="quiet">{person.org && pick(person.org.name)}</small>
            </li>
          ))}
        </ul>
      )}
      {given && <p className="quiet ballot-wide">{say('ballot.given', { name: given })}</p>}
      {give.fault !== null && (
        <p className="fault ballot-wide" role="alert">
          {sentenceOf(give.fault, speech)}
        </p>
      )}
    </div>
  )
}

function Result({ asked, nameOf }: { asked: Asked; nameOf: (code: string) => string }) {
  const speech = useSpeech()
  const { language, say, pick } = speech
  const names = useAnswer(showNames, { id: asked.id })
  const box = useAnswer(showBox, { id: asked.id })
  const [meant, setMeant] = useState<Readonly<Record<string, string>>>({})
  const merge = useChange((given: { post: string; written: string; meant: string }) =>
    tell(mergeNames, given, language, { id: asked.id }),
  )
  const postName = (code: string) => {
    const post = asked.posts.find(one => one.code === code)
    return post ? pick(post.name) : code
  }
  const download = () => {
    const address = URL.createObjectURL(new Blob([JSON.stringify(box.data)], { type: 'application/json' }))
    Object.assign(document.createElement('a'), { href: address, download: `box-${asked.id}.json` }).click()
    setTimeout(() => URL.revokeObjectURL(address), 10_000)
  }
  return (
    <>
      {box.data && (
        <section>
          <h3>{say('ballot.tally')}</h3>
          {box.data.tally.withheld.map(code => (
            <p key={code} className="notice">
              {say('ballot.withheld', { category: nameOf(code), minimum: asked.minimum })}
            </p>
          ))}
          {box.data.tally.posts.map(post => (
            <table key={post.post} className="rows ballot-tally">
              <caption>{postName(post.post)}</caption>
              <tbody>
                {post.names.map(row => (
                  <tr key={row.name}>
                    <td>{row.name}</td>
                    <td className="end">{say('ballot.votes', { count: row.votes })}</td>
                  </tr>
                ))}
              </tbody>
              <tfoot>
                <tr>
                  <td colSpan={2} className="quiet">
                    {say('ballot.blank_n', { count: post.blank, spoilt: post.spoilt })}
                  </td>
                </tr>
              </tfoot>
            </table>
          ))}
          <dl className="ballot-on-paper">
            {(['tellers', 'counters', 'signed_on'] as const).map(line => (
              <div key={line}>
                <dt>{say(`ballot.${line}`)}</dt>
                <dd />
              </div>
            ))}
          </dl>
          <p className="ballot-ways">
            <button type="button" className="button" onClick={() => window.print()}>
              {say('ballot.print_protocol')}
            </button>
            <button type="button" className="button" onClick={download}>
              {say('ballot.box')}
            </button>
            <span className="quiet">
              {say('ballot.box_why')} <code>{`npx jiceng ballot verify box-${asked.id}.json`}</code>
            </span>
          </p>
        </section>
      )}
      {names.data && (
        <section className="ballot-merging">
          <h3>{say('ballot.names')}</h3>
          <p className="quiet">{say('ballot.names_lead')}</p>
          {names.data.papers.length > 0 && (
            <p className="notice">{say('ballot.papers_open', { serials: names.data.papers.join(', ') })}</p>
          )}
          <ul className="ballot-names">
            {names.data.names.map(row => {
              const key = `${row.post} ${row.written}`
              const merged = names.data?.merges.find(one => one.post === row.post && one.written === row.written)
              return (
                <li key={key}>
                  <span>
                    <b>{row.written}</b> <small className="quiet">{postName(row.post)}</small>
                  </span>
                  <label>
                    <span className="sr">{say('ballot.meant')}</span>
                    <input
                      placeholder={say('ballot.meant')}
                      value={meant[key] ?? merged?.meant ?? ''}
                      onChange={event => setMeant({ ...meant, [key]: event.target.value })}
                    />
                  </label>
                  <button
                    type="button"
                    className="link"
                    disabled={merge.busy || meant[key] === undefined}
                    onClick={() => merge.run({ post: row.post, written: row.written, meant: meant[key] ?? '' })}
                  >
                    {say('ballot.merge')}
                  </button>
                </li>
              )
            })}
          </ul>
          {merge.fault !== null && (
            <p className="fault" role="alert">
              {sentenceOf(merge.fault, speech)}
            </p>
          )}
        </section>
      )}
    </>
  )
}
