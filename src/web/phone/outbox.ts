// Sends what waits, oldest first, one form at a time. The server takes the same id twice without harm, so an answer that got lost
// is asked for again; what it refuses, or fails on, stays here with its reason and holds nothing else back.
import { whoAmI } from '../../access/session.api.ts'
import { type Language, Problem } from '../../problem/problem.ts'
import { addRecords } from '../../record/record.api.ts'
import type { TwinPair } from '../../record/twin.api.ts'
import { dayAt, daysBetween, readDay } from '../../time/day.ts'
import { ask, Trouble, tell } from '../client.ts'
import {
  type Account,
  arrived,
  type Doubt,
  doubtsOf,
  type Held,
  keepDoubts,
  keepMe,
  pauseUntil,
  read,
  setHeld,
} from './shelf.ts'

/** How the last attempt to reach the server ended. */
export type Reach = 'reached' | 'signal' | 'unsigned' | 'server'

/** Only one page of the phone sends at a time; where the browser has no locks, sending twice is harmless anyway. */
async function alone<T>(work: () => Promise<T>): Promise<T | null> {
  if (!navigator.locks) return work()
  return navigator.locks.request('jiceng-outbox', { ifAvailable: true }, lock => (lock ? work() : null))
}

/** Who is signed in by the server's word; keeps it. Throws Trouble. */
export async function meet(language: Language): Promise<{ account: Account | null; demo: readonly Account[] }> {
  const { account, demo, latest, clock } = await ask(whoAmI, {}, language)
  const ahead = daysBetween(readDay(latest)!, dayAt(new Date()))
  if (account) await keepMe({ account, ahead, clock })
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
      // What the server has failed on before is tried last.
      for (const held of [...waiting.filter(one => !one.stuck), ...waiting.filter(one => one.stuck)]) {
        onSending(held.id)
        if (await deliverOne({ ...held, tried: true }, language)) delivered++
      }
      return { reach: 'reached', delivered }
    } catch (fault) {
      await heed(fault)
      return { reach: reachOf(fault), delivered }
    } finally {
      onSending(null)
    }
  })
}

/** Keeps how long the server wants to be left alone. */
export async function heed(fault: unknown): Promise<void> {
  if (fault instanceof Trouble && fault.wait > 0) await pauseUntil(Date.now() + fault.wait)
}

/** What ends a round: no way to the server, nobody signed in, too much at once, or a server that is not there. */
const STOPS: ReadonlySet<number> = new Set([0, 401, 429, 502, 503, 504])

/** True when the server has it. Throws Trouble when the round ends here: what was tried waits for the next. */
async function deliverOne(held: Held, language: Language): Promise<boolean> {
  // Kept before it leaves: a tab killed from here on knows that it may have arrived.
  await setHeld(held)
  try {
    const { twins } = await tell(addRecords, { lines: held.lines }, language)
    if (twins.length > 0) await keepDoubts(held.account, [...(await doubtsOf(held.account)), ...twins.map(doubtOf)])
  } catch (fault) {
    if (!(fault instanceof Trouble) || fault.kind === 'shape' || STOPS.has(fault.status)) throw fault
    // A page that is not ours refuses nothing: it has not read the record.
    if (!fault.problem && fault.status < 500) throw fault
    const problem = fault.problem ?? new Problem('server.fault', { ticket: String(fault.status), reading: false })
    const why = problem.toDocument(language)
    // Should a fault have come after it was stored, the same content again does no harm, and another one is refused.
    await setHeld({ ...held, tried: false, ...(fault.status >= 500 ? { stuck: why } : { refused: why, stuck: null }) })
    return false
  }
  await arrived(held)
  return true
}

/** The later of the two is the one that was just sent. */
function doubtOf({ kind, kindName, org, day, twins: [one, other] }: TwinPair): Doubt {
  return { id: other.id, other: one.id, kind, org, title: kindName, day, by: one.by }
}
