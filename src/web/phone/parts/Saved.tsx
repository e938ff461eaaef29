// After a save: where the record is now, said truly, and the way on.
import { usePhone } from '../phone.ts'
import { go } from '../place.ts'
import { useSpeech } from '../speech.ts'
import { Held } from './Held.tsx'

export function Saved({ id }: { id: string }) {
  const { say, pick } = useSpeech()
  const { content } = usePhone()
  const held = content!.queue.find(one => one.id === id)
  const sent = content!.sent.find(one => one.id === id)
  return (
    <section className="saved">
      <h1>{say(held || sent ? 'saved.title' : 'form.gone')}</h1>
      {sent && (
        <p className="done">
          ✓ {pick(sent.title)} · {say('saved.sent')}
        </p>
      )}
      {held && (
        <>
          {!held.refused && <p>{say('saved.waits')}</p>}
          <Held held={held} />
        </>
      )}
      <button type="button" className="button button-main" onClick={() => go('', '', true)}>
        {say('saved.another')}
      </button>
    </section>
  )
}
