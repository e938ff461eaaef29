// An open house: the database, the charter in force and the clock, and the one way in which a request passes the door.
import { createHmac } from 'node:crypto'
import type { Verb } from '../access/policy.ts'
import { type Actor, insist } from '../access/session.sql.ts'
import type { Charter } from '../charter/charter.ts'
import { compile, shipped } from '../charter/compile.ts'
import { settle } from '../duty/duty.sql.ts'
import { type Asked, keep, type Reading } from '../measure/figure.sql.ts'
import { refuse } from '../problem/problem.ts'
import { findOrg } from '../register/organization.sql.ts'
import { openStore, type Place } from '../store/postgres.node.ts'
import { type Store, statement, type Tx } from '../store/store.ts'
import { SYSTEMS } from '../systems/index.ts'
import { type Day, dayAt, readDay } from '../time/day.ts'
import { type Period, readPeriod } from '../time/period.ts'

/** The region of a district's own house. A house of several regions would name it per request. */
export const REGION = 1

export interface House {
  readonly store: Store
  readonly charter: Charter
  /** Civil day of now, in the district's zone. */
  today(): Day
  /** Settles what is touched; answers asked at the same moment share one run. */
  settle(): Promise<void>
  close(): Promise<void>
}

const root = statement<{ code: string; ready: boolean }>(
  'house.root',
  'select code, ready from district where region = $1',
)
const secret = statement<{ secret: string }>('house.secret', 'select secret from district where region = $1')
const years = statement<{ year: number }>(
  'house.years',
  'select distinct month / 12 as year from kept_month where region = $1 order by 1',
)

/** Opens a house in a folder or on a server. The embedded server, if we started it, ends with it. */
export async function openHouse(place: Place): Promise<House> {
  const store = await openStore(place)
  const charter = compile(shipped(SYSTEMS))
  // One settling runs; those that come while it runs share the next.
  let running: Promise<unknown> = Promise.resolve()
  let next: Promise<void> | null = null
  const settleOnce = () => {
    next ??= running
      .catch(() => undefined)
      .then(async () => {
        next = null
        await (running = settle(store, charter, REGION))
      })
    return next
  }
  return { store, charter, today: () => dayAt(new Date()), settle: settleOnce, close: () => store.close() }
}

/** The district of the house: code of its top, whether it is the ready one, and the years that it has facts of. Null when none is loaded. */
export function districtOf(house: House): Promise<{ code: string; ready: boolean; years: number[] } | null> {
  return house.store.asOwner(REGION, async tx => {
    const found = await tx.one(root, [REGION])
    return found && { ...found, years: (await tx.all(years, [REGION])).map(row => row.year) }
  })
}

/** What stands for an id where ids may carry names: a digest that only this house can make. */
export async function digestOf(house: House): Promise<(id: string) => string> {
  const key = (await house.store.asOwner(REGION, tx => tx.one(secret, [REGION])))!.secret
  return id => createHmac('sha256', key).update(id).digest('hex').slice(0, 16)
}

/** Who works at the command line: the owner of the machine, with the whole district in sight. */
export async function operator(house: House, home: string): Promise<Actor> {
  const district = (await districtOf(house)) ?? refuse('store.empty', { home })
  return {
    account: 'operator',
    person: { id: '00000000-0000-7000-8000-000000000000', name: '操作员', english: 'Operator' },
    post: 'operator',
    org: { code: district.code, short: district.code, english: district.code },
    verbs: ['read', 'record', 'register', 'report', 'ballot', 'pledge', 'audit'],
    scope: { region: REGION, path: `/${district.code}/` },
  }
}

/** Runs a request in the actor's scope, after the verb has been allowed. Reports read as of one moment. */
export function pass<T>(house: House, actor: Actor, verb: Verb, work: (tx: Tx) => Promise<T>): Promise<T> {
  insist(actor, verb, actor.org.short)
  return house.store.within(verb === 'report' ? { ...actor.scope, snapshot: true } : actor.scope, work)
}

/** Reads a period; throws input.period. */
export function periodOf(text: string): Period {
  return readPeriod(text) ?? refuse('input.period', { text })
}

/** Reads a day, or gives today; throws input.day. */
export function dayOrToday(house: House, text: string | undefined, where: string): Day {
  return text === undefined ? house.today() : (readDay(text) ?? refuse('input.day', { text, where }))
}

/** What a question about figures asks: the organization (the actor's own when none is named), the period, the reading. */
export async function askedOf(
  house: House,
  actor: Actor,
  tx: Tx,
  query: { org?: string | undefined; period: string; tree: Reading },
): Promise<Asked> {
  return {
    place: await findOrg(tx, query.org ?? actor.org.code),
    period: periodOf(query.period),
    tree: query.tree,
    today: house.today(),
  }
}

/** Sees to it that the cells of a period exist before it is read. */
export async function ready(house: House, actor: Actor, period: Period): Promise<void> {
  if (await house.store.within(actor.scope, tx => keep(tx, period, house.today()))) await house.settle()
}
