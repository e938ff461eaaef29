// How a status looks: a symbol and a word, so that colour never carries it alone.
import type { Status } from '../../duty/duty.api.ts'
import { useSpeech } from '../language.ts'

export const STATUSES: readonly Status[] = ['met', 'open', 'late', 'not_met', 'excused']

/** The five symbols drawn alike: ● met, ○ open, ◐ late, ✕ not met, – excused. Fonts draw these characters in five sizes. */
export function Glyph({ status }: { status: Status }) {
  return (
    <svg
      className={`glyph glyph-${status}`}
      viewBox="0 0 12 12"
      width="12"
      height="12"
      aria-hidden="true"
      focusable="false"
    >
      {status === 'met' && <circle cx="6" cy="6" r="4.6" fill="currentColor" />}
      {(status === 'open' || status === 'late') && (
        <circle cx="6" cy="6" r="4" fill="none" stroke="currentColor" strokeWidth="1.4" />
      )}
      {status === 'late' && <path d="M6 2a4 4 0 0 0 0 8z" fill="currentColor" />}
      {status === 'not_met' && (
        <path d="M2.4 2.4l7.2 7.2M9.6 2.4l-7.2 7.2" stroke="currentColor" strokeWidth="1.8" strokeLinecap="round" />
      )}
      {status === 'excused' && <path d="M2 6h8" stroke="currentColor" strokeWidth="1.6" strokeLinecap="round" />}
    </svg>
  )
}

export function StatusMark({
  status,
  text,
}: {
  status: Status /** Stands for the word, such as 11/12. */
  text?: string
}) {
  const { say } = useSpeech()
  return (
    <span className={`mark mark-${status}${text ? ' mark-count' : ''}`}>
      <Glyph status={status} />
      <span>{text ?? say(`status.${status}`)}</span>
    </span>
  )
}
