// The complaint box: writing one, with or without a name, and those that the reader may see with their answers.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { v4, v7 } from 'uuid'
import { ABOUT, addComplaint, answerComplaint, type Complaint, listComplaints } from '../../burden/complaint.api.ts'
import { FAULTS } from '../../record/draft.ts'
import { sayDay } from '../../report/phrase.ts'
import type { Day } from '../../time/day.ts'
import { useAnswer } from '../answers.ts'
import { tell } from '../client.ts'
import { useFaults } from '../faults.ts'
import { useKept } from '../kept.ts'
import { useSpeech } from '../language.ts'
import { Beside, Named } from './Named.tsx'
import { Resumed } from './Resumed.tsx'

export function Complaints() {
  const { say } = useSpeech()
  const found = useAnswer(listComplaints, {})
  if (!found.data) return null
  const { department, kinds, complaints } = found.data
  return (
    <section className="block complaints" id="complaints">
      <h2>{say('complaint.title')}</h2>
      <p className="quiet">{say('complaint.lead')}</p>
      <Writing kinds={kinds} />
      {complaints.length === 0 && <p className="quiet">{say('complaint.none')}</p>}
      <ul>
        {complaints.map(one => (
          <Told key={one.id} one={one} answerable={department} />
        ))}
      </ul>
    </section>
  )
}

function Writing({ kinds }: { kinds: readonly { id: string; name: { zh: string; en: string } }[] }) {
  const { say, pick, language } = useSpeech()
  const answers = useQueryClient()
  const blank = () => ({ id: v4(), about: 'repeated' as Complaint['about'], kind: '', text: '', named: false })
  const kept = useKept('complaint', blank)
  const typed = kept.value
  const sending = useMutation({
    mutationFn: () => {
      const { kind, ...rest } = typed
      return tell(addComplaint, { ...rest, ...(kind ? { kind } : {}) }, language)
    },
    onSuccess: () => {
      kept.forget()
      void answers.invalidateQueries()
    },
  })
  const faults = useFaults({
    wrong: { text: typed.text.trim() === '' && pick(FAULTS.missing) },
    refused: sending.error,
    send: sending.mutate,
  })
  return (
    <form className="complaint-form" {...faults.form}>
      <Resumed of={kept} />
      <label>
        <span>{say('complaint.about')}</span>
        <select
          className="select"
          value={typed.about}
          onChange={event => kept.put({ about: event.target.value as Complaint['about'] })}
        >
          {ABOUT.map(about => (
            <option key={about} value={about}>
              {say(`complaint.about_${about}`)}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span>{say('complaint.kind')}</span>
        <select className="select" value={typed.kind} onChange={event => kept.put({ kind: event.target.value })}>
          <option value="">{say('complaint.kind_none')}</option>
          {kinds.map(kind => (
            <option key={kind.id} value={kind.id}>
              {pick(kind.name)}
            </option>
          ))}
        </select>
      </label>
      <Named className="complaint-text" label={say('complaint.text')} fault={faults.at('text')}>
        {told => (
          <textarea
            {...told}
            rows={3}
            required
            maxLength={1000}
            value={typed.text}
            onChange={event => kept.put({ text: event.target.value })}
          />
        )}
      </Named>
      <label className="check">
        <input type="checkbox" checked={typed.named} onChange={event => kept.put({ named: event.target.checked })} />
        {say('complaint.named')}
      </label>
      {!typed.named && <p className="quiet">{say('complaint.unnamed')}</p>}
      <p>
        <button type="submit" className="button button-main" disabled={sending.isPending}>
          {say('complaint.send')}
        </button>{' '}
        {sending.isSuccess && <span role="status">{say('complaint.sent')}</span>}
      </p>
      <Beside fault={faults.rest} />
    </form>
  )
}

function Told({ one, answerable }: { one: Complaint; answerable: boolean }) {
  const { say, pick, language } = useSpeech()
  const answers = useQueryClient()
  const kept = useKept(`answer ${one.id}`, () => ({ id: v7(), text: '' }))
  const answering = useMutation({
    mutationFn: () => tell(answerComplaint, kept.value, language, { id: one.id }),
    onSuccess: () => {
      kept.forget()
      void answers.invalidateQueries()
    },
  })
  const faults = useFaults({
    wrong: { text: kept.value.text.trim() === '' && pick(FAULTS.missing) },
    refused: answering.error,
    send: answering.mutate,
  })
  return (
    <li className="complaint" data-complaint={one.id}>
      <p className="quiet">
        {[
          pick(one.org.name),
          sayDay(one.day as Day, language),
          one.author ?? say('complaint.no_name'),
          say(`complaint.about_${one.about}`),
          one.kind && pick(one.kind.name),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      <p>{one.text}</p>
      <p className={one.state === 'overdue' ? 'fault' : 'quiet'}>
        {say(`complaint.state_${one.state}`, { day: sayDay(one.due as Day, language) })}
      </p>
      {one.answers.map(answer => (
        <blockquote key={`${answer.day} ${answer.text}`}>
          {answer.text}
          <small className="quiet">
            {' '}
            {answer.author} · {sayDay(answer.day as Day, language)}
          </small>
        </blockquote>
      ))}
      {answerable && (
        <form {...faults.form}>
          <Named className="complaint-text" label={say('complaint.answer_text')} fault={faults.at('text')}>
            {told => (
              <textarea
                {...told}
                rows={2}
                required
                maxLength={1000}
                value={kept.value.text}
                onChange={event => kept.put({ text: event.target.value })}
              />
            )}
          </Named>
          <button type="submit" className="button" disabled={answering.isPending}>
            {say('complaint.answer')}
          </button>
          <Beside fault={faults.rest} />
        </form>
      )}
    </li>
  )
}
