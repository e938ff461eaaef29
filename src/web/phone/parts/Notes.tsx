// What must be said before anything else, each with what to do about it.
import type { Installation } from '../install.ts'
import { usePhone } from '../phone.ts'
import { go } from '../place.ts'
import { useSpeech } from '../speech.ts'

export function Notes({ installation }: { installation: Installation }) {
  const { say } = useSpeech()
  const { content, shelfless, reach } = usePhone()
  const ahead = content?.me?.ahead ?? 0
  const { takeUpdate, install, persisted } = installation
  const unsent = content?.queue.length ?? 0
  return (
    <div className="notes">
      {shelfless && <p className="note note-bad">{say('note.no_shelf')}</p>}
      {ahead !== 0 && (
        <p className="note note-bad">
          {say('note.clock', {
            count: Math.abs(ahead),
            how: say(ahead > 0 ? 'note.clock_ahead' : 'note.clock_behind'),
          })}
        </p>
      )}
      {content?.me && reach === 'unsigned' && (
        <p className="note note-bad">
          {say('door.again')}
          <button type="button" className="button" onClick={() => go('door')}>
            {say('door.title')}
          </button>
        </p>
      )}
      {takeUpdate && (
        <p className="note">
          {say('note.update')}
          <button type="button" className="button" onClick={takeUpdate}>
            {say('note.update_take')}
          </button>
        </p>
      )}
      {!window.isSecureContext && <p className="note">{say('note.insecure')}</p>}
      {install && (
        <p className="note">
          {say('note.install')}
          <button type="button" className="button" onClick={install}>
            {say('note.install_do')}
          </button>
        </p>
      )}
      {!install && unsent > 0 && persisted === false && <p className="note">{say('note.unkept')}</p>}
    </div>
  )
}
