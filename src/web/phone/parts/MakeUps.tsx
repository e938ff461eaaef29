// Who has missed something and not made it up: a tap on the name, and one that says it was today.
import { useState } from 'react'
import { v7 } from 'uuid'
import { type Day, dayAt } from '../../../time/day.ts'
import { usePhone } from '../phone.ts'
import { enqueue } from '../shelf.ts'
import { useSpeech } from '../speech.ts'
import { dayName } from './Day.tsx'

export function MakeUps() {
  const { say, pick, language } = useSpeech()
  const { content, answer, meetServer } = usePhone()
  const [chosen, setChosen] = useState<string | null>(null)
  if (!answer) return null
  const account = content!.me!.account.name
  const told = new Set(
    [...content!.queue, ...content!.sent].flatMap(held =>
      held.lines.flatMap(line => (line.makesUp ? (line.roll?.madeUp ?? []).map(one => `${line.makesUp} ${one}`) : [])),
    ),
  )
  const kinds = new Map(answer.kinds.filter(kind => kind.makeUp).map(kind => [kind.id, kind]))
  const missed = answer.known
    .filter(record => kinds.has(record.kind))
    .flatMap(record => (record.absent ?? []).map(person => ({ key: `${record.id} ${person}`, record, person })))
    .filter(one => !told.has(one.key))
  if (missed.length === 0) return null
  const save = async ({ record, person }: (typeof missed)[number]) => {
    const id = v7()
    const day = dayAt(new Date())
    const line = {
      ...{ id, kind: record.kind, org: answer.org.code, day, body: {}, makesUp: record.id },
      roll: { present: [], excused: [], absent: [], madeUp: [person] },
    }
    await enqueue({
      ...{ id, account, title: kinds.get(record.kind)!.name, org: answer.org.name, day },
      ...{ lines: [line], draft: null, tried: false, refused: null },
    })
    setChosen(null)
    void meetServer()
  }
  return (
    <section aria-labelledby="makeups">
      <details>
        <summary id="makeups">{say('makeup.title', { count: missed.length })}</summary>
        <ul className="rows">
          {missed.map(one => (
            <li key={one.key} data-make-up={one.key}>
              <button
                type="button"
                className="row"
                aria-expanded={chosen === one.key}
                onClick={() => setChosen(chosen === one.key ? null : one.key)}
              >
                <b>
                  {pick(
                    answer.people.find(person => person.id === one.person)?.name ?? { zh: one.person, en: one.person },
                  )}
                </b>
                <span>
                  {pick(kinds.get(one.record.kind)!.name)} · {dayName(one.record.day as Day, language)}
                </span>
              </button>
              {chosen === one.key && (
                <button type="button" className="button button-main" onClick={() => void save(one)}>
                  {say('makeup.today')}
                </button>
              )}
            </li>
          ))}
        </ul>
      </details>
    </section>
  )
}
