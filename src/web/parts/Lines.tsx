// What stands beside the lines of a list: the box that chooses one, the keys in words, and the bar for what is chosen.
import type { ReactNode } from 'react'
import { useSpeech } from '../language.ts'
import type { Lines } from '../lines.ts'
import '../style/lines.css'

export function LineBox({ lines, id, title }: { lines: Lines; id: string; title: string }) {
  const { say } = useSpeech()
  return (
    <input
      type="checkbox"
      className="line-box"
      aria-label={say('lines.select', { title })}
      checked={lines.chosen.has(id)}
      onChange={() => lines.toggle(id)}
    />
  )
}

/** The keys in words, where there is a keyboard. `find`: `/` leads to a field. */
export function LineKeys({ find = false }: { find?: boolean }) {
  const { say } = useSpeech()
  return <span className="quiet line-keys">{say(find ? 'lines.keys_find' : 'lines.keys')}</span>
}

/** What can be done with the lines that are chosen; nothing where none is. */
export function Bulk({ lines, count, children }: { lines: Lines; count: number; children: ReactNode }) {
  const { say } = useSpeech()
  if (count === 0) return null
  return (
    <section className="bulk" aria-label={say('lines.chosen', { count })}>
      <div className="bulk-head">
        <b>{say('lines.chosen', { count })}</b>
        <button type="button" className="link" onClick={lines.clear}>
          {say('lines.unselect')}
        </button>
      </div>
      {children}
    </section>
  )
}
