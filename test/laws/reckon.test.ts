// The second reckoner against the house: over histories by chance every shipped measure, in both readings of the tree, and how
// every duty stands. What is settled bit by bit is judged, and what is built anew is the same row by row.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openStore } from '../../src/store/postgres.node.ts'
import type { Store } from '../../src/store/store.ts'
import { monthOf } from '../../src/time/period.ts'
import { migrated, type TestPlace } from '../place.ts'
import { FIRST } from '../reckon/ground.ts'
import { Ledger, reckon } from '../reckon/reckon.ts'

const HISTORIES = 20
/** Histories go on while something was met too rarely, so far. */
const MOST = 60
const SMALL = { measures: 36, chapters: 4 }
let at: TestPlace
let store: Store

beforeAll(async () => {
  at = await migrated()
  store = await openStore(at.place)
  await store.keepMonths(Array.from({ length: 18 }, (_, n) => monthOf(FIRST) + n))
})
afterAll(async () => {
  await store.close()
  await at.remove()
})

it('gives the same figures and statuses as the house, for every measure and every duty', async () => {
  const ledger = new Ledger()
  const short = () => ledger.unmet().size + ledger.missed().length > 0
  for (let history = 1; history <= HISTORIES || (history <= MOST && short()); history += 1)
    await reckon(store, history, 20_121_130 + history, SMALL, ledger)
  console.log(ledger.said())
  expect(ledger.differing, 'values that differ').toEqual([])
  expect(ledger.compared).toBeGreaterThanOrEqual(2_000)
  expect([...ledger.unmet().keys()], 'met with too few different values').toEqual([])
  expect(ledger.missed(), 'never happened').toEqual([])
}, 1_200_000)
