// One objective with its parts as a tree: target, what is carried, divided and given to nobody, progress and signature.
import { useState } from 'react'
import { dropPledge, type PledgeRow } from '../../pledge/pledge.api.ts'
import { phrase } from '../../report/phrase.ts'
import { useOrg } from '../answers.ts'
import { useChange } from '../change.ts'
import { tell } from '../client.ts'
import { useSpeech } from '../language.ts'
import { useFormOpen, useView } from '../view.ts'
import { Division } from './Division.tsx'
import { Progress, Target } from './Progress.tsx'
import { StateMark } from './StateMark.tsx'
import { sentenceOf } from './Trouble.tsx'
import type { Done } from './Undo.tsx'

interface Props {
  readonly pledge: PledgeRow
  readonly all: readonly PledgeRow[]
  /** True for those who set and divide objectives. */
  readonly mayDivide: boolean
  /** What was divided, and the way back. */
  readonly divided: (done: Done | null) => void
}

/** The top of a tree: the objective in full. */
export function Objective({ pledge, all, mayDivide, divided }: Props) {
  const speech = useSpeech()
  const { language, say, pick } = speech
  const parts = all.filter(one => one.parent === pledge.id)
  const [open, setOpen] = useState(!pledge.balanced)
  const [dividing, setDividing] = useFormOpen(`division ${pledge.id}`)
  const leave = (done: Done | null) => {
    setDividing(false)
    divided(done)
  }
  const drop = useChange(() => tell(dropPledge, {}, language, { id: pledge.id }))
  const [sure, setSure] = useState(false)
  return (
    <section className="pledge" data-pledge={pledge.measure}>
      <header className="pledge-head">
        <div>
          <h2>{pick(pledge.title)}</h2>
          <p className="quiet">
            {pick(pledge.org.name)} · {say(`pledge.rule_${pledge.rule}`)}
          </p>
        </div>
        <CertificateDoor pledge={pledge} />
      </header>
      <dl className="pledge-sums">
        <div>
          <dt>{say('pledge.target')}</dt>
          <dd>
            <Target line={pledge} />
          </dd>
        </div>
        <div>
          <dt>{say('pledge.done')}</dt>
          <dd>
            <Progress line={pledge} org={pledge.org.code} year={pledge.year} />
          </dd>
        </div>
        {pledge.rule === 'sum' && parts.length > 0 && <Carried pledge={pledge} />}
      </dl>
      {pledge.short.length > 0 && (
        <p className="fault">
          {say('pledge.short', { orgs: pledge.short.map(pick).join(language === 'zh' ? '、' : ', ') })}
        </p>
      )}
      <p className="pledge-ways">
        {parts.length > 0 && (
          <button type="button" className="link" aria-expanded={open} onClick={() => setOpen(!open)}>
            {open ? '−' : '+'} {say('pledge.show_parts', { count: parts.length })}
          </button>
        )}
        {mayDivide && pledge.rule !== 'whole' && !dividing && (
          <button type="button" className="link" onClick={() => setDividing(true)}>
            {say('pledge.divide')}
          </button>
        )}
        {mayDivide && pledge.parent === null && !['signed', 'signed_by_one', 'gap'].includes(pledge.state) && (
          <button type="button" className="link" onClick={() => (sure ? drop.run() : setSure(true))}>
            {say(sure ? 'pledge.drop_sure' : 'pledge.drop')}
          </button>
        )}
        {drop.fault !== null && <span className="fault">{sentenceOf(drop.fault, speech)}</span>}
      </p>
      {dividing && <Division pledge={pledge} all={all} done={leave} />}
      {open && !dividing && (
        <ul className="pledge-tree">
          {parts.map(part => (
            <Part key={part.id} pledge={part} all={all} mayDivide={mayDivide} divided={divided} />
          ))}
        </ul>
      )}
    </section>
  )
}

function Part({ pledge, all, mayDivide, divided }: Props) {
  const { language, say, pick } = useSpeech()
  const parts = all.filter(one => one.parent === pledge.id)
  const [open, setOpen] = useState(false)
  const [dividing, setDividing] = useFormOpen(`division ${pledge.id}`)
  const leave = (done: Done | null) => {
    setDividing(false)
    divided(done)
  }
  const divisible = (useOrg(pledge.org.code)?.below ?? 0) > 0
  const name = pick(pledge.org.name)
  return (
    <li>
      <div className="pledge-line">
        {parts.length > 0 ? (
          <button
            type="button"
            className="twist"
            aria-expanded={open}
            aria-label={say(open ? 'org.fold' : 'org.expand', { org: name })}
            onClick={() => setOpen(!open)}
          >
            {open ? '−' : '+'}
          </button>
        ) : (
          <span className="twist twist-leaf" aria-hidden="true" />
        )}
        <span className="pledge-org">
          {name}
          {pledge.rest !== '0' && (
            <small className="fault">
              {say(pledge.rest.startsWith('-') ? 'pledge.over' : 'pledge.rest')}{' '}
              {phrase(Math.abs(Number(pledge.rest)), pledge.unit, language)}
            </small>
          )}
          {mayDivide && divisible && pledge.rule !== 'whole' && !dividing && (
            <button type="button" className="link pledge-divide" onClick={() => setDividing(true)}>
              {say('pledge.divide')}
            </button>
          )}
        </span>
        <Target line={pledge} />
        <Progress line={pledge} org={pledge.org.code} year={pledge.year} />
        <CertificateDoor pledge={pledge} />
      </div>
      {dividing && <Division pledge={pledge} all={all} done={leave} />}
      {open && !dividing && (
        <ul>
          {parts.map(part => (
            <Part key={part.id} pledge={part} all={all} mayDivide={mayDivide} divided={divided} />
          ))}
        </ul>
      )}
    </li>
  )
}

function Carried({ pledge }: { pledge: PledgeRow }) {
  const { language, say } = useSpeech()
  const shown = (amount: string) => phrase(Math.abs(Number(amount)), pledge.unit, language, { digits: 2 })
  return (
    <>
      <div>
        <dt>{say('pledge.own')}</dt>
        <dd>{shown(pledge.own)}</dd>
      </div>
      <div>
        <dt>{say('pledge.parts')}</dt>
        <dd>{shown(pledge.parts)}</dd>
      </div>
      <div>
        <dt>{say(pledge.rest.startsWith('-') ? 'pledge.over' : 'pledge.rest')}</dt>
        <dd className={pledge.rest === '0' ? 'quiet' : 'fault'}>
          {pledge.rest === '0' ? say('pledge.adds_up') : shown(pledge.rest)}
        </dd>
      </div>
    </>
  )
}

/** The state, leading to the certificate where it is in sight. */
function CertificateDoor({ pledge }: { pledge: PledgeRow }) {
  const { say } = useSpeech()
  const { turn } = useView()
  if (!pledge.certificate) return <StateMark state={pledge.state} />
  return (
    <button
      type="button"
      className="pledge-door"
      title={say('pledge.open')}
      onClick={() => turn({ certificate: pledge.certificate! })}
    >
      <StateMark state={pledge.state} />
    </button>
  )
}
