// The bar that says what was just done, and takes it back, all of it, with one button.
import { type ReactNode, useState } from 'react'
import { useChange } from '../change.ts'
import { type Speech, useSpeech } from '../language.ts'
import { sentenceOf } from './Trouble.tsx'
import '../style/lines.css'

/** What was just done, in words, and the way back; null where there is none. */
export interface Done {
  readonly said: (say: Speech['say']) => string
  readonly undone: (say: Speech['say']) => string
  readonly takeBack: (() => Promise<unknown>) | null
}

/** What was last done on a page, and its bar. */
export function useUndo(): { readonly bar: ReactNode; readonly put: (done: Done | null) => void } {
  const [{ done, count }, put] = useState<{ done: Done | null; count: number }>({ done: null, count: 0 })
  return {
    bar: done && <Undo key={count} done={done} gone={() => put({ done: null, count })} />,
    put: next => put(before => ({ done: next, count: before.count + 1 })),
  }
}

function Undo({ done, gone }: { done: Done; gone: () => void }) {
  const speech = useSpeech()
  const { say } = speech
  const [undone, setUndone] = useState(false)
  const undo = useChange(
    async () => done.takeBack?.(),
    () => setUndone(true),
  )
  return (
    <div className="undo" role="status">
      <span>{undone ? done.undone(say) : done.said(say)}</span>
      {!undone && done.takeBack && (
        <button type="button" className="link" disabled={undo.busy} onClick={() => undo.run()}>
          {say('lines.undo')}
        </button>
      )}
      {undo.fault !== null && <span className="fault">{sentenceOf(undo.fault, speech)}</span>}
      <button type="button" className="undo-close" aria-label={say('nav.close')} onClick={gone}>
        ×
      </button>
    </div>
  )
}
