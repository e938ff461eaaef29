// One certificate opened: what is promised and how far it is, who has signed, the reader's own signature, the files.
import { type ReactNode, useState } from 'react'
import type { z } from 'zod'
import {
  exportCertificate,
  makeOwnKey,
  showCertificate,
  showKey,
  signCertificate,
  takeCertificate,
  withdrawCertificate,
} from '../../pledge/pledge.api.ts'
import { FAULTS } from '../../record/draft.ts'
import { sayDay } from '../../report/phrase.ts'
import type { Day } from '../../time/day.ts'
import { useAnswer } from '../answers.ts'
import { oneByOne, useChange } from '../change.ts'
import { tell } from '../client.ts'
import { useFaults } from '../faults.ts'
import { useKept } from '../kept.ts'
import { useSpeech } from '../language.ts'
import { carry } from '../taking.ts'
import { useView } from '../view.ts'
import { Beside, Named } from './Named.tsx'
import { Progress, Target } from './Progress.tsx'
import { SideSheet } from './SideSheet.tsx'
import { StateMark } from './StateMark.tsx'
import { sentenceOf, Trouble, Waiting } from './Trouble.tsx'

type Shown = z.output<typeof showCertificate.out>

export function CertificateDrawer({ mayWithdraw }: { mayWithdraw: boolean }) {
  const { say, pick } = useSpeech()
  const { search, turn } = useView()
  const ref = search.certificate ?? ''
  const found = useAnswer(showCertificate, { ref }, { when: ref !== '' })
  const shown = found.data
  return (
    <SideSheet
      onClose={() => turn({ certificate: undefined })}
      size={680}
      title={<span className="eyebrow">{say('pledge.certificates')}</span>}
    >
      {found.isPending && <Waiting />}
      {found.isError && <Trouble fault={found.error} again={() => void found.refetch()} />}
      {shown && (
        <article className="proof certificate">
          <header className="proof-head">
            <p className="eyebrow">
              {shown.giver ? `${pick(shown.giver.name)} → ` : `${say('certificate.top')} · `}
              {pick(shown.taker.name)}
            </p>
            <h1>{say('certificate.title', { year: shown.year })}</h1>
            <StateMark state={shown.state} />
          </header>
          <h2>{say('certificate.objectives')}</h2>
          <ul className="pledge-tree certificate-lines">
            {shown.lines.map(line => (
              <li key={line.pledge}>
                <div className="pledge-line">
                  <span className="pledge-org">
                    {pick(line.title)}
                    <small className="quiet">{pick(line.formula)}</small>
                  </span>
                  <Target line={line} />
                  <Progress line={line} org={shown.taker.code} year={shown.year} />
                </div>
              </li>
            ))}
          </ul>
          <div className="sides">
            {shown.sides.map(side => (
              <Side key={side.side} side={side} />
            ))}
          </div>
          {shown.moved && <p className="fault">{say('certificate.moved')}</p>}
          {/* Whoever signs does so as the next side in turn, so one form is enough. */}
          {shown.state !== 'unbalanced' && shown.state !== 'drafted' && shown.sides.some(side => side.mine) && (
            <Signing
              refs={[shown.ref]}
              lead={say('certificate.sign_lead')}
              done={([id]) => turn({ certificate: id }, true)}
            />
          )}
          <Files shown={shown} />
          {mayWithdraw && shown.sides.some(side => side.signatures.length > 0) && <Withdrawal reference={shown.ref} />}
        </article>
      )}
    </SideSheet>
  )
}

function Side({ side }: { side: Shown['sides'][number] }) {
  const { language, say, pick } = useSpeech()
  return (
    <section className={side.gap ? 'side side-gap' : 'side'}>
      <p className="eyebrow">{say(`certificate.${side.side}`)}</p>
      <h3>{pick(side.org.name)}</h3>
      <p className="quiet">
        {side.holder
          ? say('certificate.holder', { name: pick(side.holder) })
          : side.holds
            ? side.gap && say('certificate.holder_unseen')
            : say('certificate.vacant')}
      </p>
      {side.signatures.map(one => (
        <p key={`${one.fingerprint} ${one.day}`} className={one.inOffice ? '' : 'quiet'}>
          {say('certificate.signed', { name: pick(one.name), day: sayDay(one.day as Day, language) })}
          {!one.inOffice && ` · ${say('certificate.left_office')}`}
          <small className="quiet side-key">
            {say('certificate.fingerprint')} <code>{one.fingerprint}</code>
          </small>
        </p>
      ))}
      {side.signatures.length === 0 && <p>{say('certificate.unsigned')}</p>}
      {side.gap && <p className="fault">{say('certificate.gap')}</p>}
    </section>
  )
}

/** The reader's own signature under one certificate or several: with the key kept here, or after one has been made. The
 *  passphrase is asked once; every certificate gets a signature of its own text. */
export function Signing({
  refs,
  lead,
  done,
}: {
  refs: readonly string[]
  lead: string
  done: (ids: readonly string[]) => void
}) {
  const { language, say } = useSpeech()
  const key = useAnswer(showKey, {})
  const [another, setAnother] = useState(false)
  const make = useChange(
    (passphrase: string) => tell(makeOwnKey, { passphrase }, language),
    () => setAnother(false),
  )
  const sign = useChange(async (passphrase: string) => {
    const signed = await oneByOne(refs, ref => tell(signCertificate, { passphrase }, language, { ref }))
    done(signed.map(one => one.id))
  })
  if (!key.data) return null
  const kept = key.data.key?.kept
  if (!kept || another)
    return (
      <Secret
        key="make"
        label={say('certificate.new_passphrase')}
        action={say('certificate.make_key')}
        change={make}
        fresh
        lead={say(key.data.key && !kept ? 'certificate.key_elsewhere' : 'certificate.make_key_lead')}
      />
    )
  return (
    <Secret
      key="sign"
      label={say('certificate.passphrase')}
      action={say('certificate.sign')}
      change={sign}
      lead={`${lead} ${say('certificate.fingerprint')} ${key.data.key!.fingerprint}`}
    >
      <button type="button" className="link" onClick={() => setAnother(true)}>
        {say('certificate.make_key')}
      </button>
    </Secret>
  )
}

function Secret({
  label,
  action,
  lead,
  change,
  fresh = false,
  children,
}: {
  label: string
  action: string
  lead: string
  change: { run: (given: string) => void; busy: boolean; fault: Error | null }
  fresh?: boolean
  children?: ReactNode
}) {
  const { pick } = useSpeech()
  const [text, setText] = useState('')
  const faults = useFaults({
    wrong: { passphrase: text === '' && pick(FAULTS.missing) },
    refused: change.fault,
    places: { 'pledge.passphrase': 'passphrase' },
    send: () => {
      change.run(text)
      setText('')
    },
  })
  return (
    <form className="signing" {...faults.form}>
      <p>{lead}</p>
      <Named className="signing-word" label={label} fault={faults.at('passphrase')}>
        {told => (
          <input
            {...told}
            type="password"
            autoComplete={fresh ? 'new-password' : 'current-password'}
            value={text}
            onChange={event => setText(event.target.value)}
          />
        )}
      </Named>
      <p className="pledge-ways">
        <button type="submit" className="button button-main" disabled={change.busy}>
          {action}
        </button>
        {children}
      </p>
      <Beside fault={faults.rest} />
    </form>
  )
}

function Files({ shown }: { shown: Shown }) {
  const speech = useSpeech()
  const { language, say } = speech
  const word = useChange(() => carry(takeCertificate, { ref: shown.ref, lang: language }, language))
  const file = useChange(() => carry(exportCertificate, { ref: shown.ref }, language))
  const signed = shown.sides.some(side => side.signatures.length > 0)
  return (
    <section className="certificate-files">
      <p className="pledge-ways">
        <button type="button" className="button" disabled={word.busy} onClick={() => word.run()}>
          {say('certificate.take_word')}
        </button>
        {signed && (
          <button type="button" className="button" disabled={file.busy} onClick={() => file.run()}>
            {say('certificate.take_file')}
          </button>
        )}
      </p>
      {signed && <p className="quiet">{say('certificate.verify_hint')}</p>}
      {(word.fault ?? file.fault) !== null && (
        <p className="fault" role="alert">
          {sentenceOf(word.fault ?? file.fault, speech)}
        </p>
      )}
    </section>
  )
}

function Withdrawal({ reference }: { reference: string }) {
  const { language, say, pick } = useSpeech()
  const { turn } = useView()
  const kept = useKept(`certificate ${reference}`, () => ({ why: '' }))
  const { why } = kept.value
  const change = useChange(
    () => tell(withdrawCertificate, { why }, language, { ref: reference }),
    () => {
      kept.forget()
      turn({ certificate: undefined })
    },
  )
  const faults = useFaults({
    wrong: { why: why.trim() === '' && pick(FAULTS.missing) },
    refused: change.fault,
    send: change.run,
  })
  return (
    <details className="withdrawal" open={kept.resumed}>
      <summary>{say('certificate.withdraw')}</summary>
      <form {...faults.form}>
        <Named className="withdrawal-why" label={say('certificate.withdraw_why')} fault={faults.at('why')}>
          {told => (
            <input {...told} value={why} maxLength={200} onChange={event => kept.put({ why: event.target.value })} />
          )}
        </Named>
        <button type="submit" className="button" disabled={change.busy}>
          {say('certificate.withdraw')}
        </button>
      </form>
      <Beside fault={faults.rest} />
    </details>
  )
}
