// Gives a drawing away as a picture.
import type { RefObject } from 'react'
import { useSpeech } from '../language.ts'
import { pictureOf } from '../picture.ts'

interface Props {
  readonly drawing: RefObject<SVGSVGElement | null>
  readonly title: string
}

export function PictureLink({ drawing, title }: Props) {
  const { say } = useSpeech()
  return (
    <button type="button" className="link" onClick={() => drawing.current && void pictureOf(drawing.current, title)}>
      {say('charts.png')}
    </button>
  )
}
