// The present position of the device, asked for when somebody taps and never otherwise.
import { useState } from 'react'
import { writePoint } from '../charter/point.ts'

/** How long a device may look for its position. */
const PATIENCE_MS = 30_000

/** `seek` is null on a device that has no position to give. */
export function usePosition(onPoint: (point: string) => void) {
  const [state, setState] = useState<'idle' | 'seeking' | 'failed'>('idle')
  const seek = () => {
    setState('seeking')
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        setState('idle')
        onPoint(writePoint([coords.longitude, coords.latitude]))
      },
      () => setState('failed'),
      { enableHighAccuracy: true, timeout: PATIENCE_MS },
    )
  }
  return { state, seek: 'geolocation' in navigator ? seek : null }
}
