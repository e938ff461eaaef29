// A table taken away as Excel: one small button that says while it works, and what went wrong.
import { useState } from 'react'
import type { Route } from '../../problem/route.api.ts'
import type { Asked } from '../client.ts'
import { useSpeech } from '../language.ts'
import { carry } from '../taking.ts'
import { sentenceOf } from './Trouble.tsx'
import '../style/excel.css'

interface Props<R extends Route> {
  readonly route: R
  /** What is asked beside the language. */
  readonly asked: Omit<Asked<R>, 'lang'>
  /** What the button says; «Excel» unless said. */
  readonly text?: string
  readonly link?: boolean
}

export function Excel<R extends Route>({ route, asked, text = 'Excel', link = false }: Props<R>) {
  const speech = useSpeech()
  const { language, say } = speech
  const [busy, setBusy] = useState(false)
  const [fault, setFault] = useState<unknown>(null)
  const take = async () => {
    setBusy(true)
    setFault(null)
    try {
      await carry(route, { ...asked, lang: language } as Asked<R>, language)
    } catch (problem) {
      setFault(problem)
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      <button
        type="button"
        className={link ? 'link' : 'button'}
        title={say('excel.take')}
        disabled={busy}
        onClick={() => void take()}
      >
        {busy ? say('report.taking') : text}
      </button>
      {fault !== null && (
        <span className="fault" role="alert">
          {sentenceOf(fault, speech)}
        </span>
      )}
    </>
  )
}
