// A new system as its text.
import { useSpeech } from '../language.ts'

/** The text of the system, to be written freely. */
export function SystemText({ text, onText }: { text: string; onText: (text: string) => void }) {
  const { say } = useSpeech()
  return (
    <label className="charter-wide">
      <span>{say('charter.text')}</span>
      <textarea
        className="charter-text"
        rows={26}
        spellCheck={false}
        value={text}
        onChange={event => onText(event.target.value)}
      />
    </label>
  )
}
