// Plays a history through the real doors: the register is loaded, records come in any order, corrections, withdrawals, cases
// step by step, and the register changes in between. Settles now and then, so that what is settled bit by bit is what is judged.
import type { Charter } from '../../src/charter/charter.ts'
import { compile, shipped } from '../../src/charter/compile.ts'
import type { System } from '../../src/charter/language.ts'
import { loadDistrict } from '../../src/district/load.sql.ts'
import { settle } from '../../src/duty/duty.sql.ts'
import { keep } from '../../src/measure/figure.sql.ts'
import { Problem } from '../../src/problem/problem.ts'
import type { RecordInput } from '../../src/record/record.api.ts'
import { examine, keepSound } from '../../src/record/record.sql.ts'
import * as change from '../../src/register/change.sql.ts'
import { changePerson, endThing, endTie } from '../../src/register/entry.sql.ts'
import { undo } from '../../src/register/journal.sql.ts'
import { keepSince } from '../../src/register/kept-since.sql.ts'
import type { Store, Tx } from '../../src/store/store.ts'
import { type Day, daysBetween, plusDays } from '../../src/time/day.ts'
import { type Month, monthOf, readPeriod } from '../../src/time/period.ts'
import type { Chance } from './chance.ts'
import { chosen, shifted } from './charter.ts'
import { type Aims, covers, districtOf, FIRST, type Ground, groundOf, LAST } from './ground.ts'
import { Lines, type Told } from './lines.ts'

/** How much one history holds. */
export interface Size {
  /** Measures of the systems that it plays by. */
  readonly measures: number
  readonly chapters: number
}

/** However little is still needed. */
const LEAST_MEASURES = 15

export interface Played {
  readonly charter: Charter
  readonly systems: readonly System[]
  readonly today: Day
  /** How often what happened, and what the doors refused, by code. */
  readonly happened: ReadonlyMap<string, number>
  readonly refused: ReadonlyMap<string, number>
}

/** What a history may hold, beside the stages of cases; each is to occur. */
export const OCCURRENCES = [
  ...['founding', 'join', 'transfer', 'leave', 'move', 'merge', 'split', 'close', 'rename', 'undo'],
  ...['record', 'late', 'correction', 'withdrawal', 'withdrawn correction', 'for another turn'],
  ...['excuse', 'exemption', 'kept since', 'standard changed', 'case opened'],
] as const

class Counts extends Map<string, number> {
  add(what: string, times = 1): void {
    this.set(what, (this.get(what) ?? 0) + times)
  }
}

/** Plays one history into a region that is empty. `needs` are the measures that have been met with too few values. */
export async function play(
  store: Store,
  region: number,
  all: readonly System[],
  needs: ReadonlySet<string>,
  size: Size,
  chance: Chance,
): Promise<Played> {
  const [happened, refused] = [new Counts(), new Counts()]
  const { systems, changes } = shifted(
    chosen(all, needs, Math.max(LEAST_MEASURES, Math.min(size.measures, needs.size)), chance),
    needs,
    { first: FIRST, end: LAST },
    chance,
  )
  happened.add('standard changed', changes)
  const charter = compile(shipped(systems))
  const today = chance.odds(0.5) ? LAST : plusDays(LAST, -chance.int(20, 100))
  const aims = aimsOf(charter, needs, chance)
  const ground = groundOf(charter, chance, aims)
  await loadDistrict(store, charter, region, districtOf(ground), false)
  const within = <T>(work: (tx: Tx) => Promise<T>) => store.within({ region, path: '/D/' }, work)
  const refuse = (problem: unknown) => {
    if (!(problem instanceof Problem)) throw problem
    refused.add(problem.code)
  }
  const author = { name: 'history', hand: null, today, seals: [...charter.kinds.keys()] }
  const told: Told[] = []
  /** The last month of which something was on record when it was last settled. */
  let settled: Month = 0
  const settleNow = async () => {
    await settle(store, charter, region)
    settled = told.reduce((last, one) => Math.max(last, monthOf(one.day)), settled)
  }
  const note = (line: RecordInput) => {
    const kind = charter.kinds.get(line.kind)!
    const wrong = told.find(one => one.id === line.voids)
    const withdrawn = wrong !== undefined && Object.keys(line.body).length === 0
    if (wrong) happened.add(!withdrawn ? 'correction' : wrong.voids ? 'withdrawn correction' : 'withdrawal')
    if (monthOf(line.day as Day) < settled) happened.add('late')
    const turn = line.for === undefined ? null : readPeriod(line.for)!
    if (turn && turn.to <= line.day) happened.add('for another turn')
    if (kind.id === 'duty.excuse') happened.add('excuse')
    else if (kind.id === 'duty.exempt') happened.add('exemption')
    else if (kind.stage) happened.add(`stage ${kind.id}`)
    else happened.add(kind.form === 'case' ? 'case opened' : 'record')
    if (!withdrawn)
      told.push({
        id: line.id!,
        kind: line.kind,
        org: line.org,
        day: line.day as Day,
        voids: wrong !== undefined,
        step: kind.stage ? String(line.body.case) : null,
      })
  }
  /** Stores those of the lines that are taken; of others it is counted why they are not. */
  const tell = async (lines: readonly RecordInput[]): Promise<void> => {
    if (lines.length === 0) return
    try {
      const kept = await within(async tx => {
        for (let left = lines; ; ) {
          const { sound, faults } = await examine(tx, charter, left, author)
          if (faults.length === 0) {
            await keepSound(tx, charter, sound, author, (_, problem) => {
              throw problem
            })
            return left
          }
          for (const { problem } of faults) refuse(problem)
          const wrong = new Set(faults.map(fault => fault.index))
          left = left.filter((_, index) => !wrong.has(index))
        }
      })
      for (const line of kept) note(line)
    } catch (problem) {
      // What a stage enters in the register is refused only when it is entered: the others are told by themselves.
      if (lines.length === 1) return refuse(problem)
      const half = Math.ceil(lines.length / 2)
      await tell(lines.slice(0, half))
      await tell(lines.slice(half))
    }
  }
  await within(tx => keep(tx, readPeriod('2012')!, today))
  const lines = new Lines(ground, today, told)
  for (const chapter of lines.chapters(aims, size.chapters)) {
    await tell(chapter())
    for (let turns = chance.int(0, 3); turns > 0; turns -= 1) {
      const { what, act } = turnRegister(ground, today)
      try {
        const id = await within(act)
        happened.add(what)
        if (chance.odds(0.25)) {
          if (chance.odds(0.1)) await settleNow()
          await within(tx => undo(tx, charter, id, author))
          happened.add('undo')
        }
      } catch (problem) {
        refuse(problem)
      }
    }
    await tell(lines.amended())
    if (chance.odds(0.2)) await settleNow()
  }
  await settleNow()
  return { charter, systems, today, happened, refused }
}

/** How many facts are made for each measure: more for those that have been met with too few values. */
function aimsOf(charter: Charter, needs: ReadonlySet<string>, chance: Chance): Aims {
  return new Map(
    [...charter.measures.keys()].map(id => [id, needs.has(id) ? chance.int(5, 9) : Math.max(0, chance.int(-2, 1))]),
  )
}

/** Changes that are refused more often than others, or that touch the most. */
const RARE: readonly string[] = ['founding', 'merge', 'split', 'kept since', 'close', 'transfer']

/** One change of the register by chance: what it is called, and what makes it and gives its id. */
function turnRegister(ground: Ground, today: Day): { what: string; act: (tx: Tx) => Promise<string> } {
  const { charter, chance, orgs, people, memberships, things, ties } = ground
  const by = { name: 'history', today }
  const on = plusDays(FIRST, chance.int(30, daysBetween(FIRST, today)))
  const standing = orgs.filter(org => org.code !== 'D')
  const branches = standing.filter(org => org.tier.endsWith('branch'))
  const [org, to] = [chance.one(branches), chance.one(standing)]
  const above = chance.one(orgs.filter(one => ['district', 'committee'].includes(one.tier)))
  const member = chance.one(memberships)
  const person = chance.one(people).id
  const mine = memberships.filter(one => one.org === org.id && covers(one, on)).map(one => one.person)
  const sector = chance.one(orgs).sector === 'district' ? 'village' : chance.one(branches).sector
  const called = { name: `新${on}`, short: `新${on}`, english: `New ${on}`, aliases: [] }
  const fresh = { ...called, tier: 'branch', sector, model: 'urban' }
  const kindOf = (id: string) => charter.kinds.get(id)!
  const acts: readonly (readonly [string, (tx: Tx) => Promise<{ id: string }>])[] = [
    ['founding', tx => change.openOrg(tx, { ...fresh, parent: above.code, from: on }, by)],
    ['join', tx => change.join(tx, person, to.code, on, chance.one(['full', 'probationary']), by)],
    ['transfer', tx => change.transfer(tx, member.person, to.code, on, by)],
    ['leave', tx => change.leave(tx, member.person, on, by)],
    ['confirmation', tx => change.confirm(tx, member.person, on, by)],
    ['move', tx => change.moveOrg(tx, org.code, above.code, on, by)],
    ['merge', tx => change.mergeOrg(tx, org.code, to.code, on, by)],
    [
      'split',
      tx =>
        change.splitOrg(tx, charter, org.code, { ...fresh, keeps: chance.odds(0.7) }, chance.some(mine, 0.5), on, by),
    ],
    ['close', tx => change.closeOrg(tx, charter, org.code, chance.odds(0.7) ? to.code : null, on, by)],
    ['rename', tx => change.changeOrg(tx, org.code, on, { name: `改${on}`, short: `改${on}` }, by)],
    ['other model', tx => change.changeOrg(tx, org.code, on, { model: chance.one(['urban', 'pastoral']) }, by)],
    ['other sector', tx => change.changeOrg(tx, org.code, on, { sector }, by)],
    ['first day', tx => change.beginOrg(tx, charter, org.code, plusDays(on, -20), by)],
    ['kept since', tx => keepSince(tx, chance.odds(0.3) ? 'D' : org.code, on, by)],
    [
      'appointment',
      tx => change.appoint(tx, charter, person, to.code, chance.one([...charter.posts.keys()]), null, on, by),
    ],
    ['change of a person', tx => changePerson(tx, person, on, { education: 20, rank: 'section' }, by)],
    ...(things.length > 0
      ? [['end of a thing', (tx: Tx) => endThing(tx, kindOf, chance.one(things).id, on, by)] as const]
      : []),
    ...(ties.length > 0
      ? [['end of a tie', (tx: Tx) => endTie(tx, kindOf, chance.one(ties).id, on, by)] as const]
      : []),
  ]
  const [what, act] = chance.one(chance.odds(0.25) ? acts.filter(([name]) => RARE.includes(name)) : acts)
  return { what, act: async tx => (await act(tx)).id }
}
