// The day that counts as today on a phone: where a standing clock stands, else its own, for it must go on without a signal.
import { type Day, dayAt } from '../../time/day.ts'
import { usePhone } from './phone.ts'

export function useToday(): Day {
  return (usePhone().content?.me?.clock as Day | null | undefined) ?? latest()
}

/** The last day that a record may bear, by this phone's clock. */
export function latest(): Day {
  return dayAt(new Date())
}
