// Secret recommendations: where I may vote, and for who holds them setting up, turnout, closing, names and the count.
import { Select } from 'antd'
import { useState } from 'react'
import type { z } from 'zod'
import { closeBallot, listBallots, openBallot, showBallot, withdrawBallot } from '../../ballot/ballot.api.ts'
import { readVocabulary } from '../../charter/charter.api.ts'
import { FAULTS } from '../../record/draft.ts'
import { sayDay } from '../../report/phrase.ts'
import type { Day } from '../../time/day.ts'
import { useAnswer, useMe } from '../answers.ts'
import { oneByOne, useChange } from '../change.ts'
import { type Given, tell } from '../client.ts'
import { useFaults } from '../faults.ts'
import { useKept } from '../kept.ts'
import { useSpeech } from '../language.ts'
import { type Lines, useLines } from '../lines.ts'
import { BallotCount } from '../parts/BallotCount.tsx'
import { Bulk, LineBox, LineKeys } from '../parts/Lines.tsx'
import { Beside, Named } from '../parts/Named.tsx'
import { OrgSelect } from '../parts/OrgPicker.tsx'
import { Resumed } from '../parts/Resumed.tsx'
import { Nothing, sentenceOf, Trouble, Waiting } from '../parts/Trouble.tsx'
import { type Done, useUndo } from '../parts/Undo.tsx'
import { VotingForm } from '../parts/VotingForm.tsx'
import { useTitle } from '../title.ts'
import { takeMine, tokenHere } from '../token.ts'
import { useFormOpen, useView } from '../view.ts'
import '../style/ballot.css'

type Listed = Given<typeof listBallots>
type Mine = Listed['mine'][number]

export function BallotsPage() {
  const { say } = useSpeech()
  const me = useMe().data
  const found = useAnswer(listBallots, {})
  const [setting, setSetting] = useFormOpen('ballot')
  const undo = useUndo()
  const held = found.data?.held ?? []
  const today = me?.latest ?? ''
  const lines = useLines('ballots', found.data ? held.map(one => one.id) : null)
  useTitle(say('ballot.title'))
  const holds = me?.verbs.includes('ballot') ?? false
  return (
    <>
      <header className="page-head">
        <h1>{say('ballot.title')}</h1>
        <p className="quiet">{say('ballot.lead')}</p>
      </header>
      {found.isPending && <Waiting rows={6} />}
      {found.isError && <Trouble fault={found.error} again={() => void found.refetch()} />}
      {found.data && (
        <section className="block">
          <h2>{say('ballot.mine')}</h2>
          {found.data.mine.length === 0 ? (
            <p className="quiet">{say('ballot.none')}</p>
          ) : (
            found.data.mine.map(one => <Vote key={one.id} one={one} today={today} />)
          )}
        </section>
      )}
      {found.data && holds && (
        <section className="block">
          <div className="block-head">
            <h2>{say('ballot.held')}</h2>
            {!setting && (
              <button type="button" className="button" onClick={() => setSetting(true)}>
                {say('ballot.new')}
              </button>
            )}
          </div>
          {undo.bar}
          {setting && (
            <Setting
              done={done => {
                setSetting(false)
                undo.put(done)
              }}
            />
          )}
          {held.length === 0 && !setting && (
            <Nothing title={say('ballot.held_none')} hint={say('ballot.held_none_hint')} />
          )}
          {held.length > 0 && (
            <p className="line-bar">
              <LineKeys />
            </p>
          )}
          <ul className="ballot-held">
            {held.map(one => (
              <Held key={one.id} one={one} today={today} lines={lines} />
            ))}
          </ul>
          <Closing lines={lines} held={held} today={today} done={undo.put} />
        </section>
      )}
    </>
  )
}

function Dates({ one }: { one: Listed['held'][number] }) {
  const { language, say } = useSpeech()
  const day = (text: string) => sayDay(text as Day, language)
  return (
    <small className="quiet">
      {one.withdrawn
        ? say('ballot.withdrawn')
        : one.closedOn
          ? say('ballot.closed_on', { day: day(one.closedOn) })
          : say('ballot.dates', { opens: day(one.opens), closes: day(one.closes) })}
    </small>
  )
}

/** One recommendation from the voter's side: token, ballot, done. */
function Vote({ one, today }: { one: Mine; today: string }) {
  const speech = useSpeech()
  const { language, say, pick } = speech
  const [here, setHere] = useState(() => tokenHere(one.id))
  const [filling, setFilling] = useState(false)
  const take = useChange(
    () => takeMine(one.id, one.category, language),
    () => setHere(tokenHere(one.id)),
  )
  const running = today >= one.opens && today <= one.closes && !one.closedOn
  const way =
    one.way === 'paper'
      ? 'paper_given'
      : here === 'cast'
        ? 'done'
        : one.closedOn || today > one.closes
          ? 'over'
          : here === 'kept'
            ? running
              ? null
              : 'kept'
            : one.way === 'token'
              ? 'elsewhere'
              : running
                ? 'too_late'
                : null
  return (
    <article className="ballot-vote">
      <header>
        <h3>{pick(one.title)}</h3>
        <p className="quiet">
          {pick(one.holder)} · <Dates one={one} />
        </p>
      </header>
      {way ? (
        <p>{say(`ballot.${way}`, { opens: sayDay(one.opens as Day, language) })}</p>
      ) : running ? (
        filling ? (
          <VotingForm ballot={one.id} category={one.category} done={() => setHere(tokenHere(one.id))} />
        ) : (
          <button type="button" className="button button-main" onClick={() => setFilling(true)}>
            {say('ballot.fill')}
          </button>
        )
      ) : (
        <>
          <p className="quiet">{say('ballot.take_why')}</p>
          <button type="button" className="button button-main" disabled={take.busy} onClick={() => take.run()}>
            {say('ballot.take')}
          </button>
        </>
      )}
      {take.fault !== null && (
        <p className="fault" role="alert">
          {sentenceOf(take.fault, speech)}
        </p>
      )}
    </article>
  )
}

interface ClosingProps {
  readonly lines: Lines
  readonly held: Listed['held']
  readonly today: string
  readonly done: (done: Done) => void
}

/** Closing several at once: only those whose days are over, so that nobody who could still vote is cut off by the way. */
function Closing({ lines, held, today, done }: ClosingProps) {
  const speech = useSpeech()
  const { language, say, pick } = speech
  const picked = held.filter(one => lines.chosen.has(one.id))
  const over = picked.filter(one => !one.closedOn && one.closes < today)
  const close = useChange(async () => {
    await oneByOne(over, ({ id }) => tell(closeBallot, {}, language, { id }))
    lines.clear()
    done({ said: say => say('ballot.closed_n', { count: over.length }), undone: () => '', takeBack: null })
  })
  return (
    <Bulk lines={lines} count={picked.length}>
      {over.length === 0 ? (
        <p className="quiet">{say('ballot.chosen_running')}</p>
      ) : (
        <p className="bulk-ways">
          <button
            type="button"
            className="button button-main"
            disabled={close.busy}
            onClick={() => window.confirm(say('ballot.close_sure')) && close.run()}
          >
            {say('ballot.close_n', { count: over.length })}
          </button>
          <span className="quiet">{over.map(one => pick(one.title)).join(language === 'zh' ? '、' : ', ')}</span>
        </p>
      )}
      {close.fault !== null && (
        <p className="fault" role="alert">
          {sentenceOf(close.fault, speech)}
        </p>
      )}
    </Bulk>
  )
}

function Held({ one, today, lines }: { one: Listed['held'][number]; today: string; lines: Lines }) {
  const speech = useSpeech()
  const { language, say, pick } = speech
  const { search, turn } = useView()
  const open = search.ballot === one.id
  const asked = useAnswer(showBallot, { id: one.id }, { when: open })
  const close = useChange(() => tell(closeBallot, {}, language, { id: one.id }))
  const withdraw = useChange(() => tell(withdrawBallot, {}, language, { id: one.id }))
  return (
    <li>
      <div className={lines.chosen.has(one.id) ? 'ballot-row chosen' : 'ballot-row'}>
        <LineBox lines={lines} id={one.id} title={pick(one.title)} />
        <button
          type="button"
          className="plain ballot-line line-door"
          aria-expanded={open}
          onClick={() => turn({ ballot: open ? undefined : one.id })}
          {...lines.door(one.id)}
        >
          <b>{pick(one.title)}</b>
          <span className="quiet">{pick(one.holder)}</span>
          <Dates one={one} />
        </button>
      </div>
      {open && (
        <div className="ballot-open">
          {one.withdrawn ? (
            <p className="quiet">{say('ballot.withdrawn_note', { day: sayDay(one.closedOn as Day, language) })}</p>
          ) : (
            asked.data && <BallotCount asked={asked.data} />
          )}
          {!one.closedOn && today < one.opens && (
            <button
              type="button"
              className="button"
              disabled={withdraw.busy}
              onClick={() => window.confirm(say('ballot.withdraw_sure')) && withdraw.run()}
            >
              {say('ballot.withdraw')}
            </button>
          )}
          {!one.closedOn && today >= one.opens && (
            <button
              type="button"
              className="button"
              disabled={close.busy}
              onClick={() => window.confirm(say('ballot.close_sure')) && close.run()}
            >
              {say('ballot.close')}
            </button>
          )}
          {(close.fault ?? withdraw.fault) !== null && (
            <p className="fault" role="alert">
              {sentenceOf(close.fault ?? withdraw.fault, speech)}
            </p>
          )}
        </div>
      )}
    </li>
  )
}

type Body = z.input<typeof openBallot.body>

interface Typed {
  readonly title: string
  readonly org: string
  readonly posts: readonly { readonly name: string; readonly lines: string }[]
  /** Posts whose holders are counted apart from everybody else. */
  readonly apart: readonly string[]
  readonly eligibleOn: string
  readonly opens: string
  readonly closes: string
  readonly minimum: string
}

/** Setting one up: what is recommended, who votes, when. */
function Setting({ done }: { done: (done: Done | null) => void }) {
  const { language, say, pick } = useSpeech()
  const me = useMe().data
  const today = me?.latest ?? ''
  const kept = useKept(
    'ballot',
    (): Typed => ({
      title: '',
      org: me?.account?.org.code ?? '',
      posts: [{ name: '', lines: '1' }],
      apart: [],
      eligibleOn: today,
      opens: '',
      closes: '',
      minimum: '5',
    }),
  )
  const { title, org, posts, apart, eligibleOn, opens, closes, minimum } = kept.value
  const leave = (set: Done | null) => {
    kept.forget()
    done(set)
  }
  const both = (text: string) => ({ zh: text, en: text })
  const vocabulary = useAnswer(readVocabulary, {}).data
  const offices = vocabulary?.codes.post ?? {}
  const everybody = { code: 'members', name: vocabulary?.fields.members ?? both('') }
  const holders = {
    code: 'holders',
    name: {
      zh: apart.map(post => offices[post]?.zh).join('、'),
      en: apart.map(post => offices[post]?.en).join(', '),
    },
    posts: [...apart],
  }
  const open = useChange(async () => {
    const { id } = await tell(
      openBallot,
      {
        org,
        title: both(title),
        posts: posts.map((post, index) => ({
          code: `p${index + 1}`,
          name: both(post.name),
          lines: Number(post.lines),
        })),
        categories: apart.length > 0 ? [holders, everybody] : [everybody],
        eligibleOn,
        opens,
        closes,
        minimum: Number(minimum),
      } satisfies Body,
      language,
    )
    leave({
      said: say => say('ballot.set_up', { title }),
      undone: say => say('ballot.undone'),
      takeBack: () => tell(withdrawBallot, {}, language, { id }),
    })
  })
  const setPost = (index: number, change: Partial<(typeof posts)[number]>) =>
    kept.put({ posts: posts.map((post, at) => (at === index ? { ...post, ...change } : post)) })
  const missing = pick(FAULTS.missing)
  const count = (text: string) => !/^[1-9]\d*$/.test(text.trim()) && pick(FAULTS.number)
  const faults = useFaults({
    wrong: {
      title: title.trim() === '' && missing,
      org: org === '' && missing,
      ...Object.fromEntries(
        posts.flatMap((post, index) => [
          [`posts.${index}.name`, post.name.trim() === '' && missing],
          [`posts.${index}.lines`, count(post.lines)],
        ]),
      ),
      posts: null,
      categories: null,
      eligibleOn: eligibleOn === '' && missing,
      opens: opens === '' && missing,
      closes: closes === '' ? missing : closes < opens && say('ballot.closes_early'),
      minimum: count(minimum),
    },
    refused: open.fault,
    places: { 'org.unknown': 'org', 'org.absent': 'org', 'access.denied': 'org' },
    send: open.run,
  })
  return (
    <form className="ballot-form" {...faults.form}>
      <Resumed of={kept} />
      <Named className="ballot-wide" label={say('ballot.name')} fault={faults.at('title')}>
        {told => <input {...told} required value={title} onChange={event => kept.put({ title: event.target.value })} />}
      </Named>
      <Named className="ballot-field" label={say('ballot.org')} fault={faults.at('org')}>
        {told => (
          <OrgSelect
            id={told.id}
            label={say('ballot.org')}
            value={org}
            onOrg={to => kept.put({ org: to })}
            invalid={told['aria-invalid'] ?? false}
          />
        )}
      </Named>
      {posts.map((post, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a post is known by its place
        <div key={index} className="ballot-post ballot-wide">
          <Named className="ballot-field" label={say('ballot.post')} fault={faults.at(`posts.${index}.name`)}>
            {told => (
              <input
                {...told}
                required
                value={post.name}
                onChange={event => setPost(index, { name: event.target.value })}
              />
            )}
          </Named>
          <Named className="ballot-field" label={say('ballot.lines')} fault={faults.at(`posts.${index}.lines`)}>
            {told => (
              <input
                {...told}
                required
                type="number"
                min={1}
                max={100}
                value={post.lines}
                onFocus={event => event.target.select()}
                onChange={event => setPost(index, { lines: event.target.value })}
              />
            )}
          </Named>
        </div>
      ))}
      <div className="ballot-wide">
        <Beside fault={faults.at('posts')} />
        <button
          type="button"
          className="link"
          onClick={() => kept.put({ posts: [...posts, { name: '', lines: '1' }] })}
        >
          {say('ballot.more_posts')}
        </button>
      </div>
      <Named className="ballot-wide" label={say('ballot.apart')} fault={faults.at('categories')}>
        {told => (
          <Select
            {...told}
            mode="multiple"
            aria-label={say('ballot.apart')}
            placeholder={say('ballot.apart_none')}
            showSearch={{ optionFilterProp: 'label' }}
            value={[...apart]}
            onChange={(value: string[]) => kept.put({ apart: value })}
            options={Object.entries(offices).map(([value, words]) => ({ value, label: pick(words) }))}
          />
        )}
      </Named>
      {(['eligibleOn', 'opens', 'closes'] as const).map(key => (
        <Named
          key={key}
          className="ballot-field"
          label={say(key === 'eligibleOn' ? 'ballot.eligible_on' : `ballot.${key}`)}
          fault={faults.at(key)}
        >
          {told => (
            <input
              {...told}
              required
              type="date"
              {...(key === 'eligibleOn' ? { max: today } : key === 'closes' ? { min: opens } : {})}
              value={kept.value[key]}
              onChange={event => kept.put({ [key]: event.target.value })}
            />
          )}
        </Named>
      ))}
      <Named className="ballot-field" label={say('ballot.minimum')} fault={faults.at('minimum')}>
        {told => (
          <input
            {...told}
            required
            type="number"
            min={2}
            value={minimum}
            onFocus={event => event.target.select()}
            onChange={event => kept.put({ minimum: event.target.value })}
          />
        )}
      </Named>
      <p className="ballot-ways ballot-wide">
        <button type="submit" className="button button-main" disabled={open.busy}>
          {say('ballot.put')}
        </button>
        <button type="button" className="button" onClick={() => leave(null)}>
          {say('pledge.cancel')}
        </button>
      </p>
      <div className="ballot-wide">
        <Beside fault={faults.rest} />
      </div>
    </form>
  )
}
