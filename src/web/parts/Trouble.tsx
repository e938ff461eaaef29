// What the reader sees instead of content: waiting, nothing there, or what went wrong and how to go on.
import { Skeleton } from 'antd'
import type { ReactNode } from 'react'
import { useMe } from '../answers.ts'
import { Trouble as Fault } from '../client.ts'
import { type Speech, sayText, useSpeech } from '../language.ts'
import { useView } from '../view.ts'

/** The sentence of a fault in the reader's language. */
export function sentenceOf(fault: unknown, { language, say }: Speech): string {
  if (!(fault instanceof Fault)) return say('trouble.fault')
  if (fault.problem) return sayText(fault.problem.say(language), language)
  if (fault.kind === 'network') return say('trouble.network')
  return fault.kind === 'shape' ? say('trouble.shape') : say('trouble.foreign', { status: fault.status })
}

export function Trouble({ fault, again }: { fault: unknown; again?: () => void }) {
  const speech = useSpeech()
  const own = useMe().data?.account?.org.code
  const { view, turn } = useView()
  // Outside the reader's subtree the way on is back into it.
  const strayed =
    fault instanceof Fault &&
    (fault.status === 403 || fault.status === 404 || fault.problem?.code === 'org.absent') &&
    own &&
    own !== view.org
  return (
    <div className="nothing nothing-fault" role="alert">
      <p className="nothing-title">{speech.say('trouble.title')}</p>
      <p className="nothing-text">{sentenceOf(fault, speech)}</p>
      <p className="nothing-ways">
        {again && (
          <button type="button" className="button" onClick={again}>
            {speech.say('trouble.retry')}
          </button>
        )}
        {strayed && (
          <button
            type="button"
            className="button"
            onClick={() => turn({ org: own, at: undefined, proof: undefined, duty: undefined, of: undefined })}
          >
            {speech.say('trouble.home')}
          </button>
        )}
      </p>
    </div>
  )
}

/** Nothing to show, said plainly, with what to do next. */
export function Nothing({ title, hint, children }: { title: string; hint?: string; children?: ReactNode }) {
  return (
    <div className="nothing">
      <p className="nothing-title">{title}</p>
      {hint && <p className="nothing-text">{hint}</p>}
      {children && <p className="nothing-ways">{children}</p>}
    </div>
  )
}

export function Waiting({ rows = 6 }: { rows?: number }) {
  const { say } = useSpeech()
  return (
    <div className="waiting" role="status" aria-label={say('wait.loading')}>
      <Skeleton
        active
        title={{ width: '30%' }}
        paragraph={{ rows, width: Array.from({ length: rows }, (_, index) => `${92 - ((index * 17) % 40)}%`) }}
      />
    </div>
  )
}
