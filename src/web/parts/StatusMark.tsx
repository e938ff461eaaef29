// How a status looks: a symbol and a word, so that colour never carries it alone. What they are, the table of statuses says.
import { STATUSES, type Status } from '../../charter/standing.ts'
import { useSpeech } from '../language.ts'

/** The classes of whatever is marked by a status: its tone colours it. */
export function markClass(status: Status): string {
  return `mark-${status} tone-${STATUSES[status].tone}`
}

/** The symbols drawn alike: fonts draw such characters in as many sizes. */
export function Glyph({ status }: { status: Status }) {
  const { sign, tone } = STATUSES[status]
  return (
    <svg
      className={`glyph tone-${tone}`}
      viewBox="0 0 12 12"
      width="12"
      height="12"
      aria-hidden="true"
      focusable="false"
    >
      {'fill' in sign && <path d={sign.fill} fill="currentColor" fillRule="evenodd" />}
      {'line' in sign && (
        <path d={sign.line} fill="none" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" />
      )}
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
  const { pick } = useSpeech()
  return (
    <span className={`mark ${markClass(status)}${text ? ' mark-count' : ''}`}>
      <Glyph status={status} />
      <span>{text ?? pick(STATUSES[status].words)}</span>
    </span>
  )
}
