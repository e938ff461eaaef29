// Group robots as they are kept, and the days on which they have been written to. What opens a group is sealed.

import { v7 } from 'uuid'
import type { Keys } from '../access/key.node.ts'
import { note } from '../audit/note.sql.ts'
import { type Language, refuse } from '../problem/problem.ts'
import { isId, type Org } from '../register/organization.sql.ts'
import { statement, type Tx } from '../store/store.ts'
import { type Day, plusDays } from '../time/day.ts'
import type { Receiver } from './robot.node.ts'
import { AGAIN, type Make, OPEN_HOURS, type Outcome, readAddress } from './robot.ts'

/** Days whose digests are shown and kept. */
const KEPT_DAYS = 7
/** Minutes after which a claim without an outcome belongs to a server that is no more. */
const CLAIM = 5

export interface Robot {
  readonly id: string
  readonly org: string
  readonly make: Make
  readonly caption: string
  readonly language: Language
  readonly hour: number
  readonly address: string
  readonly secret: string | null
  readonly host: string
  readonly madeOn: Day
  readonly outcome: Outcome | null
  readonly outcomeAt: Date | null
}

export type DayState = 'claimed' | 'waiting' | 'sent' | 'failed' | 'unsure' | 'quiet'

const ROBOT = `r.id, r.org, r.make, r.caption, r.language, r.hour, r.address, r.secret, r.host, r.made_on as "madeOn", r.outcome, r.outcome_at as "outcomeAt"
  from robot r where r.region = $1`
const all = statement<Robot>('robot.all', `select ${ROBOT} order by r.id`)
const one = statement<Robot>('robot.one', `select ${ROBOT} and r.id = $2`)
const keep = statement(
  'robot.keep',
  `insert into robot (region, id, org, make, caption, language, hour, address, secret, host, author, made_on)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
)
const drop = statement('robot.drop', 'delete from robot where region = $1 and id = $2')
const dropDays = statement('robot.drop_days', 'delete from robot_day where region = $1 and robot = $2')
const told = statement('robot.told', 'update robot set outcome = $3, outcome_at = $4 where region = $1 and id = $2')

const days = statement<{ robot: string; day: Day; state: DayState; tries: number; nextAt: Date | null }>(
  'robot.days',
  'select robot, day, state, tries, next_at as "nextAt" from robot_day where region = $1 order by day desc',
)
const fade = statement('robot.fade', 'delete from robot_day where region = $1 and day < $2')
const abandoned = statement(
  'robot.abandoned',
  `update robot_day set state = 'unsure' where region = $1 and state = 'claimed' and claimed_at < $2::timestamptz - $3 * interval '1 minute'`,
)
const closed = statement(
  'robot.closed',
  `update robot_day set state = 'failed', next_at = null where region = $1 and state = 'waiting' and (day < $2::date
     or exists (select from robot r where r.region = $1 and r.id = robot and r.hour + $4 <= $3))`,
)
const due = statement<Robot>(
  'robot.due',
  `select ${ROBOT} and r.hour <= $3 and $3 < r.hour + $5 and not exists (
     select from robot_day d where d.region = $1 and d.robot = r.id and d.day = $2::date
       and not (d.state = 'waiting' and d.next_at <= $4::timestamptz))
   order by r.id`,
)
const claim = statement<{ tries: number }>(
  'robot.claim',
  `insert into robot_day (region, robot, day, state, tries, claimed_at) values ($1, $2, $3, 'claimed', 1, $4)
   on conflict (region, robot, day) do update set state = 'claimed', tries = robot_day.tries + 1, claimed_at = excluded.claimed_at, next_at = null
     where robot_day.state = 'waiting' and robot_day.next_at <= excluded.claimed_at
   returning tries`,
)
const settleDay = statement(
  'robot.settle_day',
  'update robot_day set state = $4, next_at = $5 where region = $1 and robot = $2 and day = $3',
)

/** Every robot of the region. Whoever shows them shows those of organizations in the reader's sight only. */
export function robots(tx: Tx): Promise<Robot[]> {
  return tx.all(all, [tx.region])
}

/** A robot. Throws robot.unknown. */
export async function findRobot(tx: Tx, id: string): Promise<Robot> {
  return (isId(id) && (await tx.one(one, [tx.region, id]))) || refuse('robot.unknown', {})
}

/** How the digests of the last days stand, the newest first. */
export function daysOf(tx: Tx) {
  return tx.all(days, [tx.region])
}

/** Sets a robot for an organization; address and secret are sealed for it alone. Throws robot.address. */
export async function setRobot(
  tx: Tx,
  keys: Keys,
  asked: {
    org: Org
    make: Make
    caption: string
    address: string
    secret: string | null
    language: Language
    hour: number
    author: string
    on: Day
    allowed: readonly string[]
  },
): Promise<string> {
  const { org, make, caption, language, hour, author, on } = asked
  const address = readAddress(make, asked.address, asked.allowed)
  if (typeof address === 'string') return refuse('robot.address', { make, why: address })
  const id = v7()
  const sealed = (text: string) => keys.seal(text, aboutRobot(id))
  await tx.run(keep, [
    ...[tx.region, id, org.id, make, caption, language, hour, sealed(address.href)],
    ...[asked.secret && sealed(asked.secret), address.host, author, on],
  ])
  noteRobot(tx, 'robot.set', org, author, { make, caption })
  return id
}

/** Ends a robot with everything that was kept of it. */
export async function endRobot(tx: Tx, robot: Robot, org: Org, author: string): Promise<void> {
  await tx.run(drop, [tx.region, robot.id])
  await tx.run(dropDays, [tx.region, robot.id])
  const { make, caption } = robot
  noteRobot(tx, 'robot.end', org, author, { make, caption })
}

function noteRobot(tx: Tx, act: string, org: Org, author: string, what: object): void {
  note(tx, { kind: 'acts', author, act, org: org.id, seat: org.seat, what })
}

/** The robot as it is written to. `allowed` is asked again: what is no longer named is no longer reached. Throws robot.address. */
export function receiverOf(keys: Keys, robot: Robot, allowed: readonly string[]): Receiver {
  const { id, make } = robot
  const address = readAddress(make, keys.open(robot.address, aboutRobot(id)), allowed)
  if (typeof address === 'string') return refuse('robot.address', { make, why: address })
  return { make, address, secret: robot.secret && keys.open(robot.secret, aboutRobot(id)) }
}

/** What is sealed for a robot does not open in another's row. */
function aboutRobot(id: string): string {
  return `robot ${id}`
}

/** Remembers what came of the last message to a robot. */
export async function noteOutcome(tx: Tx, robot: string, outcome: Outcome, now: Date): Promise<void> {
  await tx.run(told, [tx.region, robot, JSON.stringify(outcome), now])
}

/** Whose digest is to be sent at an hour of a day. What an ended server left is settled first: nobody knows whether it
 *  arrived, so it is not sent again. */
export async function robotsDue(tx: Tx, at: { day: Day; hour: number; now: Date }): Promise<Robot[]> {
  const { day, hour, now } = at
  await tx.run(fade, [tx.region, plusDays(day, -KEPT_DAYS)])
  await tx.run(abandoned, [tx.region, now, CLAIM])
  await tx.run(closed, [tx.region, day, hour, OPEN_HOURS])
  return tx.all(due, [tx.region, day, hour, now, OPEN_HOURS])
}

/** Claims the digest of a robot and day before it is sent; gives which try it is, null where another has claimed it. */
export async function claimDay(tx: Tx, robot: string, day: Day, now: Date): Promise<number | null> {
  return (await tx.one(claim, [tx.region, robot, day, now]))?.tries ?? null
}

/** Writes down what came of a claim; null where nothing waited. What surely failed is tried again, later each time. */
export async function settleClaim(
  tx: Tx,
  claimed: { robot: string; day: Day; tries: number },
  outcome: Outcome | null,
  now: Date,
): Promise<void> {
  const { robot, day, tries } = claimed
  const minutes = AGAIN[tries - 1]
  const again = outcome !== null && surelyFailed(outcome) && minutes !== undefined
  const next = again ? new Date(now.getTime() + minutes * 60_000) : null
  await tx.run(settleDay, [tx.region, robot, day, again ? 'waiting' : endOf(outcome), next])
  if (outcome) await noteOutcome(tx, robot, outcome, now)
}

function surelyFailed({ result }: Outcome): boolean {
  return result === 'refused' || result === 'unreached'
}

function endOf(outcome: Outcome | null): DayState {
  if (!outcome) return 'quiet'
  if (surelyFailed(outcome)) return 'failed'
  return outcome.result === 'sent' ? 'sent' : 'unsure'
}
