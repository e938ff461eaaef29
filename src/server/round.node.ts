// The rounds of a running server: each minute it looks which robots are due, and whether the night's backup is. What was done stands
// in the database, so that rounds may end at any moment.
import { backUpByNight } from '../backup/nightly.node.ts'
import { send } from '../notice/robot.node.ts'
import { claimDay, type Robot, receiverOf, robotsDue, settleClaim } from '../notice/robot.sql.ts'
import type { Outcome } from '../notice/robot.ts'
import { lifeOf } from '../register/organization.sql.ts'
import type { Day } from '../time/day.ts'
import { hourAt } from '../time/day.ts'
import { foldOld } from './audit.http.ts'
import { districtOf, type House, REGION } from './house.node.ts'
import { digestOf } from './robot.http.ts'
import type { Settings } from './settings.ts'

const MINUTE = 60_000

/** Goes round at once and then every minute. Gives what ends the rounds: those that run are waited for. */
export function beginRounds(house: House, settings: Settings): () => Promise<void> {
  // A backup of a large house takes minutes: no robot waits for it.
  const ends = [
    everyMinute(() => goRound(house, settings)),
    everyMinute(() => backUpByNight(house, REGION, async () => (await districtOf(house))?.code ?? null)),
  ]
  return async () => {
    await Promise.all(ends.map(end => end()))
  }
}

function everyMinute(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> = Promise.resolve()
  let ended = false
  const go = () => {
    // A round that takes longer than a minute is not joined by another.
    running = running.then(() => (ended ? undefined : work())).catch(fault => console.error(fault))
  }
  go()
  const timer = setInterval(go, MINUTE)
  timer.unref()
  return async () => {
    ended = true
    clearInterval(timer)
    await running
  }
}

/** The day on which what is old was last folded, by house. */
const foldedOn = new WeakMap<House, Day>()

/** Folds what the audit no longer keeps, once a day: the days of a month differ, the month it goes by does not. */
async function foldDaily(house: House): Promise<void> {
  const day = house.trueDay()
  if (foldedOn.get(house) === day) return
  foldedOn.set(house, day)
  await house.refresh()
  await foldOld(house)
}

/** Sends every digest that is due, one after the other. A fault of one does not keep the others waiting. */
async function goRound(house: House, settings: Settings): Promise<void> {
  const now = house.now()
  await foldDaily(house).catch(fault => console.error(fault))
  const at = { day: house.trueDay(), hour: hourAt(now), now }
  const due = await house.store.asOwner(REGION, tx => robotsDue(tx, at))
  if (due.length === 0) return
  await house.refresh()
  for (const robot of due) await tell(house, settings, robot, at.day).catch(fault => console.error(fault))
}

// Put into words before it is claimed: a fault in counting leaves the day free for the next round.
async function tell(house: House, settings: Settings, robot: Robot, day: ReturnType<House['today']>): Promise<void> {
  const allowed = settings.receivers ?? []
  const owner = <T>(work: Parameters<typeof house.store.asOwner<T>>[1]) => house.store.asOwner(REGION, work)
  const org = await owner(async tx => (await lifeOf(tx, robot.org)).at(-1))
  const standing = org && (org.to === null || org.to > day)
  const text = standing ? await digestOf(house, org, robot.language, settings.origin ?? null) : null
  const receiver = receiverOf(await house.keys(), robot, allowed)
  const tries = await owner(tx => claimDay(tx, robot.id, day, house.now()))
  if (tries === null) return
  const outcome: Outcome | null = text === null ? null : await send(receiver, text, house.now(), allowed)
  await owner(tx => settleClaim(tx, { robot: robot.id, day, tries }, outcome, house.now()))
}
