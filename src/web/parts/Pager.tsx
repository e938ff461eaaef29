// Leafs through a long list: where one is, one page back, one page on.
import { useSpeech } from '../language.ts'

interface Props {
  readonly from: number
  readonly page: number
  readonly total: number
  readonly onFrom: (from: number) => void
}

export function Pager({ from, page, total, onFrom }: Props) {
  const { say } = useSpeech()
  const last = Math.min(from + page, total)
  return (
    <nav className="pager" aria-label={say('pager.pages')}>
      <button type="button" className="button" disabled={from === 0} onClick={() => onFrom(Math.max(0, from - page))}>
        ‹ {say('pager.before')}
      </button>
      <span className="quiet" aria-live="polite">
        {say('figure.shown', { from: from + 1, to: last, total })}
      </span>
      <button type="button" className="button" disabled={last >= total} onClick={() => onFrom(from + page)}>
        {say('pager.after')} ›
      </button>
    </nav>
  )
}
