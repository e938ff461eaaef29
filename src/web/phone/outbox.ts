// Sends what waits, oldest first, one form at a time. The server takes the same id twice without harm, so an answer that got lost
// is asked for again; what it refuses stays here with its reason.
import { whoAmI } from '../../access/session.api.ts'
import type { Language } from '../../problem/problem.ts'
import { addRecords } from '../../record/record.api.ts'
import { dayAt, daysBetween, readDay } from '../../time/day.ts'
import { ask, Trouble, tell } from '../client.ts'
import { type Account, arrived, type Held, keepMe, read, setHeld } from './shelf.ts'

/** How the last attempt to reach the server ended. */
export type Reach = 'reached' | 'signal' | 'unsigned' | 'server'

/** Only one page of the phone sends at a time; where the browser has no locks, sending twice is harmless anyway. */
async function alone<T>(work: () => Promise<T>): Promise<T | null> {
  if (!navigator.locks) return work()
  return navigator.locks.request('jiceng-outbox', { ifAvailable: true }, lock => (lock ? work() : null))
}

/** Who is signed in by the server's word; keeps it. Throws Trouble. */
export async function meet(language: Language): Promise<{ account: Account | null; demo: readonly Account[] }> {
  const { account, demo, today } = await ask(whoAmI, {}, language)
  const ahead = daysBetween(readDay(today)!, dayAt(new Date()))
  if (account) await keepMe({ account, ahead })
  return { account, demo }
}

/** What a fault says about the way to the server. A page that is not ours, such as the sign-in of a hotel's network, is no signal. */
export function reachOf(fault: unknown): Reach {
  if (!(fault instanceof Trouble)) throw fault
  if (fault.status === 401) return 'unsigned'
  if (fault.kind === 'network' || fault.kind === 'shape') return 'signal'
  return 'server'
}

/** Sends everything that may be sent in the name of who is signed in; null when another page is sending already. `onSending` is
 *  told the id of what is under way, then null. */
export async function deliver(
  language: Language,
  onSending: (id: string | null) => void,
): Promise<{ reach: Reach; delivered: number } | null> {
  return alone(async () => {
    let delivered = 0
    try {
      // Asked again behind the lock: in another page somebody else may have signed in meanwhile.
      const { account } = await meet(language)
      if (!account) return { reach: 'unsigned', delivered }
      const waiting = (await read()).queue.filter(held => held.account === account.name && !held.refused)
      for (const held of waiting) {
        onSending(held.id)
        if (await deliverOne({ ...held, tried: true }, language)) delivered++
      }
      return { reach: 'reached', delivered }
    } catch (fault) {
      return { reach: reachOf(fault), delivered }
    } finally {
      onSending(null)
    }
  })
}

/** True when the server has it. Throws Trouble when nothing is known of the outcome: then it waits for the next time. */
async function deliverOne(held: Held, language: Language): Promise<boolean> {
  // Kept before it leaves: a tab killed from here on knows that it may have arrived.
  await setHeld(held)
  try {
    await tell(addRecords, { lines: held.lines }, language)
  } catch (fault) {
    if (!(fault instanceof Trouble) || !fault.problem || fault.status >= 500 || fault.status === 401) throw fault
    await setHeld({ ...held, tried: false, refused: fault.problem.toDocument(language) })
    return false
  }
  await arrived(held)
  return true
}
