// One record that has not arrived: where it is, why, and what can be done about it.
import type { Day } from '../../../time/day.ts'
import { usePhone } from '../phone.ts'
import { go } from '../place.ts'
import { dropHeld, type Held as HeldRecord, reopen, setHeld } from '../shelf.ts'
import { useSpeech } from '../speech.ts'
import type { Word } from '../words.ts'
import { dayName } from './Day.tsx'

/** Where a record is and why it has not arrived. */
function whereIs(held: HeldRecord, sending: string | null, reach: string, mine: boolean): Word {
  if (held.refused) return 'unsent.refused'
  if (held.id === sending) return 'unsent.sending'
  if (!mine) return 'unsent.stranger'
  if (reach === 'unsigned') return 'unsent.unsigned'
  if (held.stuck) return 'unsent.stuck'
  if (held.tried) return 'unsent.tried'
  if (reach === 'server') return 'unsent.server'
  return reach === 'reached' ? 'unsent.queued' : 'unsent.waiting'
}

export function Held({ held }: { held: HeldRecord }) {
  const { say, pick, language, tell } = useSpeech()
  const { content, sending, reach, meetServer } = usePhone()
  const mine = content!.me?.account.name === held.account
  const where = whereIs(held, sending, reach, mine)
  const { draft } = held
  const why = held.refused ?? held.stuck
  const open = async (day?: string) => {
    if (!draft) return
    await reopen(day ? { ...held, draft: { ...draft, day }, refused: null, stuck: null } : { ...held, draft })
    go('form', held.id)
  }
  // What may have arrived is not changed: its id would then stand for two contents.
  const changeable = mine && draft !== null && !held.tried && held.id !== sending
  const today = held.refused?.title === 'record.future' ? (held.refused.today as Day) : null
  return (
    <article className={`held held-${where.split('.')[1]}`} data-held={held.id} data-where={where}>
      <h2>
        {pick(held.title)} <small>{dayName(held.day as Day, language)}</small>
      </h2>
      <p className="held-where">
        {say(where, { name: held.account })}
        {why && <span>{tell(why)}</span>}
      </p>
      <p className="ways">
        {today && changeable && (
          <button type="button" className="button" onClick={() => void open(today)}>
            {say('unsent.move_day', { day: dayName(today, language) })}
          </button>
        )}
        {changeable && (
          <button type="button" className="button" onClick={() => void open()}>
            {say(why ? 'unsent.correct' : 'unsent.change')}
          </button>
        )}
        {held.refused && mine && (
          <button
            type="button"
            className="button"
            onClick={() => void setHeld({ ...held, refused: null }).then(meetServer)}
          >
            {say('unsent.again')}
          </button>
        )}
        {!held.tried && held.id !== sending && (
          <button
            type="button"
            className="button button-plain"
            onClick={() => confirm(say('unsent.drop_sure')) && void dropHeld(held.id)}
          >
            {say('unsent.drop')}
          </button>
        )}
      </p>
    </article>
  )
}
