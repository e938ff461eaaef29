// An open house: the database, the charter in force and the clock, and the one way in which a request passes the door.
import { createHash, createHmac } from 'node:crypto'
import { dirname, join, resolve } from 'node:path'
import { sealBy, sealedBy } from '../access/account.sql.ts'
import { type Keys, readKey } from '../access/key.node.ts'
import type { Verb } from '../access/policy.ts'
import { type Actor, insist } from '../access/session.sql.ts'
import { Soon } from '../audit/soon.sql.ts'
import type { Made } from '../backup/backup.sql.ts'
import { copyBefore } from '../backup/house.node.ts'
import type { Charter, Fault } from '../charter/charter.ts'
import { compile, shipped } from '../charter/compile.ts'
import { notSettled, readOwn, settled, stampOn } from '../charter/own.sql.ts'
import { charterOn, type OwnStandard, type OwnSystem } from '../charter/own.ts'
import { settleWithin } from '../duty/duty.sql.ts'
import { type Asked, keep, type Reading } from '../measure/figure.sql.ts'
import { hold } from '../measure/settle.sql.ts'
import { refuse } from '../problem/problem.ts'
import { restandKinds } from '../record/case-state.sql.ts'
import { findOrg, namedOn } from '../register/organization.sql.ts'
import { openStore, type Place } from '../store/postgres.node.ts'
import { type Store, statement, type Tx } from '../store/store.ts'
import { SYSTEMS } from '../systems/index.ts'
import { type Day, dayAt, readDay } from '../time/day.ts'
import { lastDay, type Period, readPeriod } from '../time/period.ts'

/** The region of a district's own house. A house of several regions would name it per request. */
export const REGION = 1

export interface House {
  readonly store: Store
  /** The norms in force today; another object as soon as a change of them has come into force and is settled. */
  readonly charter: Charter
  /** Why the charter is not all that was said: a stored text no longer fits, and the house stands by the last good one. */
  readonly faults: readonly Fault[]
  /** Takes up what has come into force since, by this process, by another one, or because the day has come. Asked before every request. */
  refresh(): Promise<void>
  /** The day that counts as today, for every page, form, default and duty. A real house goes by the true day; the ready district
   *  has a clock that stands, whatever is recorded. */
  today(): Day
  /** The day on which the clock of a ready district stands; null where it runs. */
  readonly clock: Day | null
  /** The true civil day, in the district's zone: of what goes by real time, such as a vote, a digest or what others did lately. */
  trueDay(): Day
  now(): Date
  /** Where the files of the house lie. */
  readonly folder: string
  /** Where the key of the house stands. */
  readonly keyFile: string
  /** The copy that was made because this opening brought the house to a newer shape; null otherwise. */
  readonly copied: Made | null
  /** The key of the house, outside the database; read when it is first needed. Throws access.key. */
  keys(): Promise<Keys>
  /** Where looks and ways in are noted. */
  readonly soon: Soon
  /** Settles what is touched; answers asked at the same moment share one run. */
  settle(): Promise<void>
  /** Settles after something was stored. What is stored stays, whatever comes of it: where settling fails the answer says so, and it
   *  is tried again by itself until it is done. */
  settleStored(work?: () => Promise<void>): Promise<{ settled?: false }>
  close(): Promise<void>
}

/** The charter as it was last read, with what had to be left out of it. */
interface Kept {
  readonly charter: Charter
  readonly left: readonly (OwnSystem | OwnStandard)[]
  readonly faults: readonly Fault[]
  readonly stamp: string
  readonly clock: Day | null
}

const root = statement<{ code: string; ready: boolean }>(
  'house.root',
  'select code, ready from district where region = $1',
)
const secret = statement<{ secret: string }>('house.secret', 'select secret from district where region = $1')
const years = statement<{ year: number }>(
  'house.years',
  // Months are kept for whoever asks about them; a year is one of the district's by what happened in it.
  `select y.year from (select distinct month / 12 as year from kept_month where region = $1) y
   where exists (select from record r where r.region = $1 and r.day >= make_date(y.year, 1, 1) and r.day < make_date(y.year + 1, 1, 1))
   order by 1`,
)

/** What every district begins with. */
export const SHIPPED = shipped(SYSTEMS)

/** Tells one state of what the shipped systems count from every other; a report's text counts nothing, nor does who writes. */
const EDITION = createHash('sha256')
  .update(JSON.stringify(SYSTEMS, (key, value) => (key === 'templates' || key === 'written' ? undefined : value)))
  .digest('hex')
  .slice(0, 16)

/** Milliseconds after which settling that failed is tried again, and the longest that it waits then. */
const FIRST_WAIT = 1000
const LONGEST_WAIT = 60_000
/** Milliseconds that an answer waits for settling, which goes on without it: somebody else may hold the lock for long. */
const PATIENCE = 10_000

/** Opens a house in a folder or on a server. The embedded server of a folder ends with the last house that stands on it. An answer
 *  waits for settling no longer than `patience`, in milliseconds. */
export async function openHouse(place: Place, patience = PATIENCE): Promise<House> {
  let copied: Made | null = null
  const store = await openStore(
    place,
    copyBefore(keyFile(place), REGION, made => {
      copied = made
    }),
  )
  const now = () => new Date()
  let current: Kept = {
    ...{ charter: compile(SHIPPED), left: [], faults: [] },
    stamp: '',
    clock: null,
  }
  const trueDay = () => dayAt(now())
  const today = () => current.clock ?? trueDay()
  // The charter is read under the settler's lock: whoever settles by an older one would take marks of kinds that it does not know.
  const settleByNow = async () => {
    current = await store.asOwner(REGION, async tx => {
      await hold(tx)
      const on = trueDay()
      const { stamp, clock, edition } = await stampOn(tx, on)
      const renewed = edition !== null && edition !== EDITION
      const found = stamp === current.stamp ? current : charterOn(await readOwn(tx, SHIPPED), on)
      const { charter, left, faults } = found
      const { ids, measures, cases } = await notSettled(tx, charter, on, renewed)
      if (cases) await restandKinds(tx, charter, cases)
      await settleWithin(tx, charter, { measures, in: () => true })
      await settled(
        tx,
        ids,
        left.map(one => one.id),
        renewed ? EDITION : null,
      )
      return { charter, left, faults, stamp, clock }
    })
  }
  // One settling runs; those that come while it runs share the next.
  let running: Promise<unknown> = Promise.resolve()
  let next: Promise<void> | null = null
  const settleOnce = () => {
    next ??= running
      .catch(() => undefined)
      .then(async () => {
        next = null
        await (running = settleByNow())
      })
    return next
  }
  const refresh = async () => {
    const { stamp } = await store.asOwner(REGION, tx => stampOn(tx, trueDay()))
    if (stamp !== current.stamp) await settleOnce()
  }
  let trying: NodeJS.Timeout | null = null
  const tryAgain = (after: number) => {
    if (trying) return
    trying = setTimeout(() => {
      trying = null
      settleOnce().catch(fault => {
        console.error(fault)
        tryAgain(Math.min(after * 2, LONGEST_WAIT))
      })
    }, after)
    trying.unref()
  }
  const settleStored: House['settleStored'] = async (work = settleOnce) => {
    let timer: NodeJS.Timeout | undefined
    const later = new Promise<{ settled: false }>(done => {
      timer = setTimeout(() => done({ settled: false }), patience)
    })
    const done = work().then(
      () => ({}),
      fault => {
        console.error(fault)
        tryAgain(FIRST_WAIT)
        return { settled: false as const }
      },
    )
    return Promise.race([done, later]).finally(() => clearTimeout(timer))
  }
  const soon = new Soon(store, REGION)
  let keys: Promise<Keys> | null = null
  const house: House = {
    store,
    get charter() {
      return current.charter
    },
    get faults() {
      return current.faults
    },
    refresh,
    today,
    get clock() {
      return current.clock
    },
    trueDay,
    now,
    folder: dirname(keyFile(place)),
    keyFile: keyFile(place),
    copied,
    keys: () => {
      keys ??= keysOf(store, keyFile(place)).catch(fault => {
        keys = null
        throw fault
      })
      return keys
    },
    soon,
    settle: settleOnce,
    settleStored,
    // What is being settled is carried to its end.
    close: async () => {
      if (trying) clearTimeout(trying)
      await (next ?? running).catch(() => undefined)
      await soon.written().catch(fault => console.error(fault))
      await store.close()
    },
  }
  try {
    await refresh()
  } catch (error) {
    await store.close()
    throw error
  }
  return house
}

/** Where the key stands: as JICENG_KEY_FILE says, else in the folder of the house, which for a server is .jiceng here. */
export function keyFile(place: Place): string {
  return process.env.JICENG_KEY_FILE || join('home' in place ? place.home : resolve('.jiceng'), 'access.key')
}

// With another key passwords would fail and codes would not open, one by one and without a reason: better not to begin.
async function keysOf(store: Store, file: string): Promise<Keys> {
  const print = await store.asOwner(REGION, sealedBy)
  const keys = readKey(file, print === null)
  const standing = print ?? (await store.asOwner(REGION, tx => sealBy(tx, keys.fingerprint)))
  if (standing !== keys.fingerprint) refuse('access.key', { file, why: `${keys.fingerprint} ≠ ${standing}` })
  return keys
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
    hand: null,
    verbs: ['read', 'record', 'register', 'report', 'ballot', 'pledge', 'charter', 'appraise', 'audit', 'account'],
    scope: { region: REGION, path: `/${district.code}/` },
  }
}

/** Runs a request in the actor's scope, after the verb has been allowed. Reports read as of one moment. */
export function pass<T>(house: House, actor: Actor, verb: Verb, work: (tx: Tx) => Promise<T>): Promise<T> {
  insist(actor, verb)
  const more = { ...(verb === 'report' ? { snapshot: true } : {}), ...(verb === 'audit' ? { audit: true } : {}) }
  return house.store.within({ ...actor.scope, ...more }, work)
}

/** Reads a period; throws input.period. */
export function periodOf(text: string): Period {
  return readPeriod(text) ?? refuse('input.period', { text })
}

/** The last day of which something may be told. Where the clock stands it is the true day: in the ready district January may be
 *  tried by naming its days, while today stays where it is. */
export function latest(house: Pick<House, 'trueDay' | 'today'>): Day {
  const [shown, now] = [house.today(), house.trueDay()]
  return now > shown ? now : shown
}

/** The day as of which a period is read: its own last day or today, whichever comes first; a period that lies behind the standing
 *  clock of the ready district is read as of the true day. One rule for every page. */
export function todayFor(house: Pick<House, 'trueDay' | 'today'>, period: Period): Day {
  return period.from > house.today() ? latest(house) : house.today()
}

/** Reads a day, or gives today, for a period the day as of which it is read; throws input.day. */
export function dayOrToday(
  house: Pick<House, 'trueDay' | 'today'>,
  text: string | undefined,
  where: string,
  period?: Period,
): Day {
  if (text === undefined) return period ? todayFor(house, period) : house.today()
  return readDay(text) ?? refuse('input.day', { text, where })
}

/** What a question about figures asks: the organization (the actor's own when none is named), the period, the reading. */
export async function askedOf(
  house: House,
  actor: Actor,
  tx: Tx,
  query: { org?: string | undefined; period: string; tree: Reading },
): Promise<Asked> {
  const period = periodOf(query.period)
  const place = await findOrg(tx, query.org ?? actor.org.code)
  const today = todayFor(house, period)
  return {
    place: query.tree === 'then' ? await namedOn(tx, place, lastDay(period) < today ? lastDay(period) : today) : place,
    period,
    tree: query.tree,
    today,
  }
}

/** Sees to it that the cells of a period exist before it is read. */
export async function ready(house: House, actor: Pick<Actor, 'scope'>, period: Period): Promise<void> {
  if (await house.store.within(actor.scope, tx => keep(tx, period, latest(house)))) await house.settle()
}
