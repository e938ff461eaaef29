// The start: what is owed, what was left unfinished, what can be recorded, and what has been sent. Every line is one tap to its form.
import { useState } from 'react'
import type { CaptureKind } from '../../../record/capture.api.ts'
import { unitWord } from '../../../report/phrase.ts'
import type { Day } from '../../../time/day.ts'
import { usePhone } from '../phone.ts'
import { go } from '../place.ts'
import { dropDraft } from '../shelf.ts'
import { useSpeech } from '../speech.ts'
import { start } from '../start.ts'
import { useToday } from '../today.ts'
import { BurdenLine } from './Burden.tsx'
import { dateName, dayName } from './Day.tsx'
import { Doubts } from './Doubts.tsx'
import { MakeUps } from './MakeUps.tsx'

const FEW = 3
const FIRST = 6
const NEWEST = 5

export function Home() {
  const { say, pick, tell, language } = useSpeech()
  const { content, answer, denied, reach, turnTo } = usePhone()
  const [more, setMore] = useState(false)
  const { name: account, org: own } = content!.me!.account
  const elsewhere = answer !== null && answer.org.code !== own.code
  const today = useToday()
  // What stands below waits for the lists, or for the word that they do not come: nothing moves under the finger.
  const settled = answer !== null || denied !== null || (reach !== 'asking' && reach !== 'reached')
  const kinds = [...(answer?.kinds ?? [])]
  const owed = answer?.owed ?? []
  const owes = new Set(owed.map(one => one.kind))
  const weight = (kind: CaptureKind) => (kind.used > 0 ? 1000 + kind.used : 0) + (owes.has(kind.id) ? 500 : 0)
  const ranked = kinds.filter(kind => kind.form === 'record').sort((one, other) => weight(other) - weight(one))
  const drafts = content!.drafts.filter(draft => draft.account === account)
  const open = (kind: CaptureKind, turn = '') => start(account, kind, answer!, today, { turn })
  /** The turn that is over but may still be made good: what is done now is for it. */
  const overdue = ({ kind, turn }: { kind: string; turn: string }) =>
    answer?.turns?.some(one => one.kind === kind && one.turn === turn) ? turn : ''
  const kindNamed = (id: string) => kinds.find(kind => kind.id === id)
  const shownOwed = owed.filter(one => kindNamed(one.kind))
  const sent = content!.sent
    .filter(one => one.account === account)
    .slice(-NEWEST)
    .reverse()
  return (
    <>
      <h1 className="sr">{say('product.title')}</h1>
      {elsewhere && (
        <p className="note">
          {say('place.for', { org: pick(answer.org.name) })}
          <button type="button" className="button" onClick={() => turnTo(null)}>
            {say('place.own')}
          </button>
        </p>
      )}
      <Doubts />
      <section aria-labelledby="owed">
        <h2 id="owed">{say('owed.title')}</h2>
        {answer && shownOwed.length === 0 && <p className="quiet">{say('owed.none')}</p>}
        {!answer && <p className="quiet">{denied ? tell(denied) : say('form.who_none')}</p>}
        <ul className="rows">
          {(more ? shownOwed : shownOwed.slice(0, FEW)).map(one => (
            <li key={`${one.duty} ${one.turn}`}>
              <button
                type="button"
                className="row row-owed"
                onClick={() => void open(kindNamed(one.kind)!, overdue(one))}
              >
                <b>{pick(one.title)}</b>
                <span>
                  {say('owed.left', {
                    left: `${one.left}${language === 'zh' ? '' : ' '}${unitWord(one.unit, language, one.left)}`,
                  })}
                  {' · '}
                  {one.status === 'open'
                    ? say('owed.until', { day: dateName(one.until as Day, language) })
                    : say('owed.late')}
                </span>
              </button>
            </li>
          ))}
        </ul>
        {!more && shownOwed.length > FEW && (
          <button type="button" className="button button-plain" onClick={() => setMore(true)}>
            {say('owed.more', { count: shownOwed.length - FEW })}
          </button>
        )}
      </section>
      <MakeUps />
      {drafts.length > 0 && (
        <section aria-labelledby="drafts">
          <h2 id="drafts">{say('draft.title')}</h2>
          <ul className="rows">
            {drafts.map(draft => (
              <li key={draft.id} className="row-pair">
                <button type="button" className="row" onClick={() => go('form', draft.id)}>
                  <b>{kindNamed(draft.kind) ? pick(kindNamed(draft.kind)!.name) : draft.kind}</b>
                  <span>
                    {draft.day && dayName(draft.day as Day, language)} · {say('draft.go_on')}
                  </span>
                </button>
                <button
                  type="button"
                  className="button button-plain"
                  onClick={() => confirm(say('draft.drop_sure')) && void dropDraft(draft.id)}
                >
                  {say('draft.drop')}
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
      {ranked.length > 0 && (
        <section aria-labelledby="kinds">
          <h2 id="kinds">{say('kind.title')}</h2>
          <Kinds kinds={ranked.slice(0, FIRST)} open={open} />
          {ranked.length > FIRST && (
            <details>
              <summary>{say('kind.more', { count: ranked.length - FIRST })}</summary>
              <Kinds kinds={ranked.slice(FIRST)} open={open} />
            </details>
          )}
        </section>
      )}
      {answer && answer.below.length > 0 && (
        <details className="below">
          <summary>{say('place.below', { count: answer.below.length })}</summary>
          <ul className="rows">
            {answer.below.map(org => (
              <li key={org.code}>
                <button type="button" className="row" data-org={org.code} onClick={() => turnTo(org.code)}>
                  {pick(org.name)}
                </button>
              </li>
            ))}
          </ul>
        </details>
      )}
      {settled && (
        <>
          <section aria-labelledby="sent">
            <h2 id="sent">{say('sent.title')}</h2>
            {sent.length === 0 && <p className="quiet">{say('sent.none')}</p>}
            <ul className="plain">
              {sent.map(one => (
                <li key={one.id}>
                  ✓ {pick(one.title)} · {dayName(one.day as Day, language)}
                </li>
              ))}
            </ul>
          </section>
          <BurdenLine />
          <footer className="foot">
            <button type="button" className="button button-plain" onClick={() => go('unsent')}>
              {say('unsent.title')}
            </button>
            <button type="button" className="button button-plain" onClick={() => go('door')}>
              {say('door.other')}
            </button>
            <a className="button button-plain" href="/help">
              {say('help.title')}
            </a>
          </footer>
        </>
      )}
    </>
  )
}

function Kinds({ kinds, open }: { kinds: readonly CaptureKind[]; open: (kind: CaptureKind) => Promise<void> }) {
  const { pick } = useSpeech()
  return (
    <ul className="kinds">
      {kinds.map(kind => (
        <li key={kind.id}>
          <button type="button" className="kind" data-kind={kind.id} onClick={() => void open(kind)}>
            {pick(kind.name)}
          </button>
        </li>
      ))}
    </ul>
  )
}
