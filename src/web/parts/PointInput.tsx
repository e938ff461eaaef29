// Coordinates: typed, or taken from the device by a button; nobody has to give them.
import type { InputHTMLAttributes } from 'react'
import { useSpeech } from '../language.ts'
import { usePosition } from '../position.ts'

interface Props extends Omit<InputHTMLAttributes<HTMLInputElement>, 'value' | 'onChange'> {
  readonly value: string
  readonly onPoint: (value: string) => void
}

export function PointInput({ value, onPoint, ...more }: Props) {
  const { say } = useSpeech()
  const { state, seek } = usePosition(onPoint)
  return (
    <span className="point-input">
      <input
        {...more}
        autoComplete="off"
        placeholder={say('point.hint')}
        value={value}
        onChange={event => onPoint(event.target.value)}
      />
      {seek && (
        <button type="button" className="button" disabled={state === 'seeking'} onClick={seek}>
          {say(state === 'seeking' ? 'point.seeking' : 'point.here')}
        </button>
      )}
      {state === 'failed' && (
        <span className="fault" role="alert">
          {say('point.failed')}
        </span>
      )}
    </span>
  )
}
