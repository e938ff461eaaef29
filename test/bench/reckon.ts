// The second reckoner over large histories, up to a hundred thousand values: how many it compared and in what time, which differ,
// and what was met too rarely. npm run bench -- reckon
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openStore } from '../../src/store/postgres.node.ts'
import { monthOf } from '../../src/time/period.ts'
import { FIRST } from '../reckon/ground.ts'
import { Ledger, reckon } from '../reckon/reckon.ts'

const ENOUGH = 100_000
const LARGE = { measures: 150, chapters: 12 }
const home = mkdtempSync(join(tmpdir(), 'jiceng-bench-'))
const store = await openStore({ home })
try {
  await store.keepMonths(Array.from({ length: 18 }, (_, n) => monthOf(FIRST) + n))
  const ledger = new Ledger()
  const start = performance.now()
  const seconds = () => `${((performance.now() - start) / 1000).toFixed(0)} s`
  for (let history = 1; ledger.compared < ENOUGH; history += 1) {
    await reckon(store, history, 7_000 + history, LARGE, ledger)
    console.log(
      `${ledger.histories} histories, ${ledger.compared} values, ${ledger.differing.length} differ, ${seconds()}`,
    )
  }
  console.log(`${ledger.said()}\nin ${seconds()}`)
  for (const one of ledger.differing.slice(0, 50)) console.log(one)
  if (ledger.differing.length > 0) process.exitCode = 1
} finally {
  await store.close()
  rmSync(home, { recursive: true, force: true })
}
