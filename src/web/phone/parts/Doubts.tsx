// Asked at the start: whether what this phone has sent tells of the same event as something on record. One tap answers.
import { useEffect, useState } from 'react'
import { v7 } from 'uuid'
import { BOTH } from '../../../charter/charter.ts'
import type { RecordInput } from '../../../record/record.api.ts'
import { type Day, dayAt } from '../../../time/day.ts'
import { usePhone } from '../phone.ts'
import { type Doubt, doubtsOf, enqueue, keepDoubts } from '../shelf.ts'
import { useSpeech } from '../speech.ts'
import { dayName } from './Day.tsx'

export function Doubts() {
  const { say, pick, language } = useSpeech()
  const { content, meetServer } = usePhone()
  const account = content!.me!.account.name
  const [doubts, setDoubts] = useState<readonly Doubt[]>([])
  // biome-ignore lint/correctness/useExhaustiveDependencies: read again after every change of the shelf
  useEffect(() => void doubtsOf(account).then(setDoubts), [account, content])
  const decide = async (doubt: Doubt, line: Omit<RecordInput, 'id'>) => {
    const id = v7()
    const { title, day } = doubt
    await enqueue({
      ...{ id, account, title, org: content!.me!.account.org.name, day },
      ...{ lines: [{ ...line, id }], draft: null, tried: false, refused: null },
    })
    await keepDoubts(
      account,
      doubts.filter(one => one.id !== doubt.id),
    )
    void meetServer()
  }
  return (
    <>
      {doubts.map(doubt => (
        <section key={doubt.id} className="known" data-doubt={doubt.id} aria-live="polite">
          <h2>{say('doubt.ask')}</h2>
          <p>
            {pick(doubt.title)} · {dayName(doubt.day as Day, language)} · {say('form.known_by', { by: doubt.by })}
          </p>
          <button
            type="button"
            className="button button-main"
            onClick={() =>
              void decide(doubt, { kind: doubt.kind, org: doubt.org, day: doubt.day, body: {}, voids: doubt.id })
            }
          >
            {say('doubt.same')}
          </button>
          <button
            type="button"
            className="button"
            onClick={() =>
              void decide(doubt, {
                ...{ kind: BOTH, org: doubt.org, day: dayAt(new Date()) },
                body: { one: doubt.other, other: doubt.id },
              })
            }
          >
            {say('doubt.two')}
          </button>
        </section>
      ))}
    </>
  )
}
