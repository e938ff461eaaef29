// Says that a form goes on from an earlier time, or that this browser cannot keep it.
import type { Kept } from '../kept.ts'
import { useSpeech } from '../language.ts'
import '../style/fields.css'

interface Props {
  readonly of: Pick<Kept<object>, 'resumed' | 'unkept' | 'forget'>
}

export function Resumed({ of: { resumed, unkept, forget } }: Props) {
  const { say } = useSpeech()
  return (
    <>
      {resumed && (
        <p className="notice resumed">
          {say('form.resumed')}
          <button type="button" className="link" onClick={forget}>
            {say('form.start_over')}
          </button>
        </p>
      )}
      {unkept && (
        <p className="fault resumed" role="alert">
          {say('form.unkept')}
        </p>
      )}
    </>
  )
}
