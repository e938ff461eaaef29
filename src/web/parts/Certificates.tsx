// The certificates of a year as lines, and what can be done with several of them: signing, taking back, taking away.
import { type CertificateRow, takeCertificate, withdrawCertificate } from '../../pledge/pledge.api.ts'
import { FAULTS } from '../../record/draft.ts'
import { sayDay } from '../../report/phrase.ts'
import type { Day } from '../../time/day.ts'
import { oneByOne, useChange } from '../change.ts'
import { tell } from '../client.ts'
import { useFaults } from '../faults.ts'
import { useKept } from '../kept.ts'
import { useSpeech } from '../language.ts'
import type { Lines } from '../lines.ts'
import { carry } from '../taking.ts'
import { useView } from '../view.ts'
import { Signing } from './Certificate.tsx'
import { Bulk, LineBox, LineKeys } from './Lines.tsx'
import { Beside, Named } from './Named.tsx'
import { Resumed } from './Resumed.tsx'
import { type PledgeState, STATES, StateGlyph, StateMark } from './StateMark.tsx'
import { sentenceOf } from './Trouble.tsx'
import type { Done } from './Undo.tsx'

interface Props {
  readonly all: readonly CertificateRow[]
  /** Those in the state that is asked. */
  readonly shown: readonly CertificateRow[]
  readonly on: string
  readonly only: PledgeState | null
  readonly onOnly: (state: PledgeState | null) => void
  readonly lines: Lines
}

export function Certificates({ all, shown, on, only, onOnly, lines }: Props) {
  const { language, say, pick } = useSpeech()
  const { turn } = useView()
  return (
    <aside className="certificates">
      <h2>
        {say('pledge.certificates')}
        <small>{say('board.as_of', { day: sayDay(on as Day, language) })}</small>
      </h2>
      <p className="quiet">{say('pledge.certificates_note')}</p>
      <fieldset className="chips" aria-label={say('board.filter_status')}>
        <button type="button" className="chip" aria-pressed={only === null} onClick={() => onOnly(null)}>
          {say('pledge.all_states')} <b>{all.length}</b>
        </button>
        {STATES.map(state => {
          const count = all.filter(row => row.state === state).length
          if (count === 0) return null
          return (
            <button
              key={state}
              type="button"
              className="chip"
              aria-pressed={only === state}
              onClick={() => onOnly(state)}
            >
              <StateGlyph state={state} /> {say(`pledge.state_${state}`)} <b>{count}</b>
            </button>
          )
        })}
      </fieldset>
      <p className="line-bar">
        <LineKeys />
      </p>
      <ul>
        {shown.map(row => (
          <li key={row.ref} className={lines.chosen.has(row.ref) ? 'chosen' : undefined}>
            <LineBox lines={lines} id={row.ref} title={pick(row.taker.name)} />
            <button
              type="button"
              className="line-door line-split"
              onClick={() => turn({ certificate: row.ref })}
              {...lines.door(row.ref)}
            >
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

/** Whether the reader's own signature is the next one in turn. */
function signable({ state, sides }: CertificateRow): boolean {
  const next = sides.find(side => side.mine || side.signatures.length === 0)
  return state !== 'unbalanced' && state !== 'drafted' && next?.mine === true
}

interface BulkProps {
  readonly lines: Lines
  /** Everything that the list shows, what stands above first. */
  readonly rows: readonly CertificateRow[]
  readonly mayWithdraw: boolean
  readonly done: (done: Done) => void
}

export function CertificateBulk({ lines, rows, mayWithdraw, done }: BulkProps) {
  const speech = useSpeech()
  const { language, say } = speech
  const kept = useKept('certificates', () => ({ act: null as 'sign' | 'withdraw' | null, why: '' }))
  const { act } = kept.value
  const picked = rows.filter(row => lines.chosen.has(row.ref))
  const mine = picked.filter(signable)
  const signed = mayWithdraw ? picked.filter(row => row.sides.some(side => side.signatures.length > 0)) : []
  const word = useChange(() => oneByOne(picked, ({ ref }) => carry(takeCertificate, { ref, lang: language }, language)))
  const leave = (said: 'certificate.signed_n' | 'certificate.withdrawn_n', count: number) => {
    kept.forget()
    lines.clear()
    done({ said: say => say(said, { count }), undone: () => '', takeBack: null })
  }
  const door = (to: 'sign' | 'withdraw', count: number) =>
    count > 0 && (
      <button
        type="button"
        className="button"
        aria-pressed={act === to}
        onClick={() => kept.put({ act: act === to ? null : to })}
      >
        {say(`certificate.${to}_n`, { count })}
      </button>
    )
  return (
    <Bulk lines={lines} count={picked.length}>
      <p className="bulk-ways">
        <button type="button" className="button" disabled={word.busy} onClick={() => word.run()}>
          {say('certificate.word_n', { count: picked.length })}
        </button>
        {door('sign', mine.length)}
        {door('withdraw', signed.length)}
      </p>
      {word.fault !== null && (
        <p className="fault" role="alert">
          {sentenceOf(word.fault, speech)}
        </p>
      )}
      {act === 'sign' && mine.length > 0 && (
        <Signing
          refs={mine.map(row => row.ref)}
          lead={say('certificate.sign_lead_n', { count: mine.length })}
          done={ids => leave('certificate.signed_n', ids.length)}
        />
      )}
      {act === 'withdraw' && signed.length > 0 && (
        <Withdrawal
          // What rests on another certificate is taken back before it.
          refs={signed.map(row => row.ref).reverse()}
          kept={kept}
          done={() => leave('certificate.withdrawn_n', signed.length)}
        />
      )}
    </Bulk>
  )
}

interface WithdrawalProps {
  readonly refs: readonly string[]
  readonly kept: ReturnType<typeof useKept<{ act: 'sign' | 'withdraw' | null; why: string }>>
  readonly done: () => void
}

/** Takes several back, one after the other, for one reason that stays beside each. */
function Withdrawal({ refs, kept, done }: WithdrawalProps) {
  const { language, say, pick } = useSpeech()
  const { why } = kept.value
  const change = useChange(() => oneByOne(refs, ref => tell(withdrawCertificate, { why }, language, { ref })), done)
  const faults = useFaults({
    wrong: { why: why.trim() === '' && pick(FAULTS.missing) },
    refused: change.fault,
    send: change.run,
  })
  return (
    <form className="signing" {...faults.form}>
      <Resumed of={kept} />
      <p>{say('certificate.withdraw_lead')}</p>
      <Named className="signing-word" label={say('certificate.withdraw_why')} fault={faults.at('why')}>
        {told => (
          <input {...told} value={why} maxLength={200} onChange={event => kept.put({ why: event.target.value })} />
        )}
      </Named>
      <p className="pledge-ways">
        <button type="submit" className="button button-main" disabled={change.busy}>
          {say('certificate.withdraw')}
        </button>
      </p>
      <Beside fault={faults.rest} />
    </form>
  )
}
