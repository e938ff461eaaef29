// What this month asked of the organization, and the box for complaints. Both need signal; what is typed stays until it is sent.
import { useCallback, useEffect, useState } from 'react'
import { v4 } from 'uuid'
import { type BurdenSum, showBurden } from '../../../burden/burden.api.ts'
import { ABOUT, addComplaint, type Complaint, listComplaints } from '../../../burden/complaint.api.ts'
import type { Day } from '../../../time/day.ts'
import { ask, tell as send, Trouble } from '../../client.ts'
import { usePhone } from '../phone.ts'
import { go } from '../place.ts'
import { keepComplaint, keptComplaint, type TypedComplaint } from '../shelf.ts'
import { useSpeech } from '../speech.ts'
import { useToday } from '../today.ts'
import { dateName } from './Day.tsx'

/** What this month asked of the organization in hand; null until the server has told it. */
function useMonth(): BurdenSum | null {
  const { content, answer, reach } = usePhone()
  const { language } = useSpeech()
  const org = answer?.org.code ?? content!.me!.account.org.code
  const [sum, setSum] = useState<BurdenSum | null>(null)
  const today = useToday()
  useEffect(() => {
    if (reach !== 'reached') return
    ask(showBurden, { org, period: today.slice(0, 7) }, language).then(
      found => setSum(found.own),
      // Without it nothing is missing on this page.
      () => setSum(null),
    )
  }, [org, reach, language, today])
  return sum
}

/** One line at the foot of the start, which leads to the page. */
export function BurdenLine() {
  const { say } = useSpeech()
  const month = useMonth()
  return (
    <button type="button" className="row burden-line" onClick={() => go('burden')}>
      <b>{say('burden.title')}</b>
      <span>{month ? <Month sum={month} /> : say('burden.unknown')}</span>
    </button>
  )
}

function Month({ sum }: { sum: BurdenSum }) {
  const { say } = useSpeech()
  const { records, fields, known, minutes } = sum
  if (records === 0) return say('burden.nothing')
  return (
    <>
      {say('burden.asked', { records, fields, known })}
      {minutes !== null && say('burden.minutes', { minutes })}
    </>
  )
}

export function Burden() {
  const { say } = useSpeech()
  const month = useMonth()
  return (
    <section>
      <h1>{say('burden.title')}</h1>
      <p className="note">{month ? <Month sum={month} /> : say('burden.unknown')}</p>
      <p className="quiet">{say('burden.lead')}</p>
      <Box />
    </section>
  )
}

function Box() {
  const { say, pick, tell, language } = useSpeech()
  const { content, reach } = usePhone()
  const account = content!.me!.account.name
  const [typed, setTyped] = useState<TypedComplaint>(blank)
  const [list, setList] = useState<readonly Complaint[]>([])
  const [said, setSaid] = useState<{ good: boolean; text: string } | null>(null)
  useEffect(() => {
    void keptComplaint(account).then(kept => kept && setTyped(kept))
  }, [account])
  const look = useCallback(() => {
    ask(listComplaints, {}, language).then(
      found => setList(found.complaints),
      () => setList([]),
    )
  }, [language])
  useEffect(() => {
    if (reach === 'reached') look()
  }, [reach, look])
  const put = (part: Partial<TypedComplaint>) => {
    const next = { ...typed, ...part }
    setTyped(next)
    void keepComplaint(account, next)
  }
  const give = () => {
    if (typed.text.trim() === '') return setSaid({ good: false, text: say('burden.empty') })
    send(addComplaint, typed, language).then(
      () => {
        setTyped(blank())
        void keepComplaint(account, null)
        look()
        setSaid({ good: true, text: say('burden.sent') })
      },
      fault => {
        const problem = fault instanceof Trouble ? fault.problem : null
        setSaid({ good: false, text: problem ? tell(problem.toDocument(language)) : say('burden.unsent') })
      },
    )
  }
  return (
    <>
      <h2>{say('burden.box')}</h2>
      <div className="field">
        <label htmlFor="about">{say('burden.about')}</label>
        <select
          id="about"
          value={typed.about}
          onChange={event => put({ about: event.currentTarget.value as TypedComplaint['about'] })}
        >
          {ABOUT.map(about => (
            <option key={about} value={about}>
              {say(`burden.about_${about}`)}
            </option>
          ))}
        </select>
      </div>
      <div className="field">
        <label htmlFor="text">{say('burden.text')}</label>
        <textarea
          id="text"
          rows={3}
          maxLength={1000}
          value={typed.text}
          onInput={event => put({ text: event.currentTarget.value })}
          {...(said && !said.good ? { 'aria-invalid': true, 'aria-describedby': 'text-said' } : {})}
        />
        {said && (
          <p id="text-said" className={said.good ? 'done' : 'fault'} role="status">
            {said.text}
          </p>
        )}
      </div>
      <button type="button" className="choice" aria-pressed={typed.named} onClick={() => put({ named: !typed.named })}>
        {say(typed.named ? 'burden.named' : 'burden.unnamed')}
      </button>
      <button type="button" className="button button-main" onClick={give}>
        {say('burden.send')}
      </button>
      <ul className="plain">
        {list.map(one => (
          <li key={one.id}>
            {one.text}
            <br />
            <span className="quiet">
              {say(`burden.state_${one.state}`, { day: dateName(one.due as Day, language) })} · {pick(one.org.name)}
            </span>
            {one.answers.map(answer => (
              <blockquote key={answer.text}>{answer.text}</blockquote>
            ))}
          </li>
        ))}
      </ul>
    </>
  )
}

const blank = (): TypedComplaint => ({ id: v4(), about: 'repeated', text: '', named: false })
