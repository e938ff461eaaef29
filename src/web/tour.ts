// The tour of the ready district: whether it runs, and whether this device has been offered it.
import { useSyncExternalStore } from 'react'

const OFFERED = 'jiceng.tour'
type State = 'offer' | 'running' | 'over'

const heard = new Set<() => void>()
let state: State = localStorage.getItem(OFFERED) ? 'over' : 'offer'

function turn(to: State): void {
  state = to
  localStorage.setItem(OFFERED, 'offered')
  for (const hear of heard) hear()
}

export const startTour = () => turn('running')
/** Ends the tour, or declines it; it is not offered on this device again. */
export const endTour = () => turn('over')

export function useTour(): State {
  return useSyncExternalStore(
    hear => {
      heard.add(hear)
      return () => heard.delete(hear)
    },
    () => state,
  )
}
