// What the audit adds to storing a record, through the handler of the page: with the chain, and with an append that does nothing.
// Then many writers at once, and the walk over a long chain.
import { v7 } from 'uuid'
import { proveChain } from '../../src/audit/audit.sql.ts'
import { note } from '../../src/audit/note.sql.ts'
import { REGION } from '../../src/server/house.node.ts'
import { add } from '../../src/server/record.http.ts'
import { composed } from '../../src/store/store.ts'
import { day, plusDays } from '../../src/time/day.ts'
import { asker, inReadyDistrict, medians } from './rig.ts'

const RUNS = 200
const WRITERS = 8
const EACH = 100
const LONG = 100_000

await inReadyDistrict(async house => {
  const actor = await asker(house)
  const owner = (sql: string) => house.store.asOwner(REGION, tx => tx.run(composed(sql)))
  await owner('alter function audit_append(int, jsonb) rename to audit_append_kept')
  await owner(
    `create function audit_append(region int, lines jsonb) returns void language sql security definer as 'select'`,
  )
  await owner('alter function audit_append(int, jsonb) rename to audit_append_none')
  // One name, either body: the statement of the product stays as it is.
  await owner(`create table bench_audit (region int primary key, chained boolean not null)`)
  await owner(`insert into bench_audit values (${REGION}, true)`)
  await owner(`create function audit_append(region int, lines jsonb) returns void language plpgsql security definer as $$
    begin
      if (select chained from bench_audit b where b.region = audit_append.region) then perform audit_append_kept(region, lines); end if;
    end $$`)
  let next = day('2012-01-01')
  const store = async (chained: boolean) => {
    await owner(`update bench_audit set chained = ${chained}`)
    next = next > '2012-11-01' ? day('2012-01-01') : plusDays(next, 1)
    const line = { id: v7(), kind: 'study.day', org: 'V01', day: next, body: { topic: v7(), hours: 2 } }
    const began = performance.now()
    await add(house, actor, [line])
    times[chained ? 'chained' : 'bare'].push(performance.now() - began)
  }
  const times = { chained: [] as number[], bare: [] as number[] }
  await medians(RUNS, { chained: () => store(true), bare: () => store(false) })
  const middle = (all: number[]) => all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)]!
  const [chained, bare] = [middle(times.chained), middle(times.bare)]
  console.log('\nStoring a record with and without the chain (npm run bench -- audit)')
  console.log(
    `  chained ${chained.toFixed(2)} ms, without ${bare.toFixed(2)} ms: ${((chained / bare - 1) * 100).toFixed(1)} %`,
  )

  await owner('update bench_audit set chained = true')
  const line = { kind: 'acts' as const, author: 'bench', act: 'bench', seat: '/D/', what: { text: 'x'.repeat(80) } }
  const began = performance.now()
  const write = async () => {
    for (let n = 0; n < EACH; n += 1) await house.store.asOwner(REGION, async tx => note(tx, line))
  }
  await Promise.all(Array.from({ length: WRITERS }, write))
  const each = (performance.now() - began) / (WRITERS * EACH)
  console.log(`  ${WRITERS} writers at once: ${(1000 / each).toFixed(0)} transactions of one line a second`)

  await house.store.asOwner(REGION, async tx => {
    for (let n = 0; n < LONG; n += 1) note(tx, line)
  })
  const walked = performance.now()
  const { lines, breaches } = await house.store.asOwner(REGION, tx => proveChain(tx))
  console.log(
    `  walked ${lines} lines in ${((performance.now() - walked) / 1000).toFixed(1)} s, ${breaches.length} breaches`,
  )
})
