// Forms that were not filled in because the same was on record: counted in this browser until the next record takes the count along.
import type { Effort } from '../record/effort.ts'

type Spared = Effort['spared']

const MOST = 100
const keyOf = (account: string) => `jiceng.spared ${account}`

export function sparedBy(account: string): Spared {
  try {
    return JSON.parse(localStorage.getItem(keyOf(account)) ?? '[]') as Spared
  } catch {
    // What cannot be read is not counted.
    return []
  }
}

/** Counts a form that was left because its record is there already. */
export function spare(account: string, kind: string, day: string): void {
  try {
    localStorage.setItem(keyOf(account), JSON.stringify([...sparedBy(account), { kind, day }].slice(-MOST)))
  } catch {
    // A full browser counts one too few; that is better than one too many.
  }
}

/** A record has taken the count along. */
export function forgetSpared(account: string): void {
  localStorage.removeItem(keyOf(account))
}
