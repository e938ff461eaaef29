// What is doubtful about the records behind a value: said beside it until somebody has decided.
import type { Doubts } from '../../measure/figure.api.ts'
import { type Speech, useSpeech } from '../language.ts'

type Told = Pick<Doubts, 'twins' | 'nobody'> & Partial<Doubts>

/** In one line; empty where nothing is doubtful. */
export function doubtWords({ twins, nobody, untold = 0 }: Told, { language, say }: Speech): string {
  return [
    ...(twins > 0 ? [say('doubt.twins', { count: twins })] : []),
    ...(nobody > 0 ? [say('doubt.nobody', { count: nobody })] : []),
    ...(untold > 0 ? [say('doubt.untold', { count: untold })] : []),
  ].join(language === 'zh' ? '；' : '; ')
}

export function Doubtful({ doubts }: { doubts: Told }) {
  const told = doubtWords(doubts, useSpeech())
  if (told === '') return null
  return (
    <small className="under quiet" data-doubts>
      {told}
    </small>
  )
}
