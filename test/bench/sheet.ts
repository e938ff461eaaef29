// Reading 5,000 rows of Excel as records, beside the bare parse of the file and a bare INSERT of as many rows.
import { writeXlsx } from 'hucre/xlsx'
import { readGrids } from '../../src/exchange/sheet.node.ts'
import { sheetImport } from '../../src/server/sheet.http.ts'
import { statement } from '../../src/store/store.ts'
import { day, plusDays } from '../../src/time/day.ts'
import { asker, inReadyDistrict } from './rig.ts'

const ROWS = 5000
const make = statement(
  'bench.sheet_table',
  'create temporary table bench_row (id uuid, day date, kind text, org text, body jsonb)',
)
const put = statement('bench.sheet_put', 'insert into bench_row values ($1, $2, $3, $4, $5)')

await inReadyDistrict(async house => {
  const actor = await asker(house)
  const rows = Array.from({ length: ROWS }, (_, n) => [
    `V0${1 + (n % 9)}`,
    plusDays(day('2011-01-01'), n % 700),
    ['党委会', '领导小组会议', '述职汇报会'][n % 3]!,
    `第 ${n} 次会议的议题`,
  ])
  const bytes = await writeXlsx({ sheets: [{ name: 'a', rows: [['组织', '日期', '类型', '议题'], ...rows] }] })
  const timed = async (work: () => Promise<unknown>) => {
    const start = performance.now()
    await work()
    return performance.now() - start
  }
  const parse = await timed(() => readGrids('a.xlsx', bytes))
  const insert = await timed(() =>
    house.store.asOwner(actor.scope.region, async tx => {
      await tx.run(make)
      for (const [n, [org, on, kind, topic]] of rows.entries())
        await tx.run(put, [
          `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`,
          on,
          kind,
          org,
          JSON.stringify({ topic }),
        ])
    }),
  )
  const body = { file: 'a.xlsx', bytes: Buffer.from(bytes).toString('base64'), doubled: true }
  const asking = { house, actor, language: 'zh' as const }
  const preview = await timed(() => sheetImport.give(asking, { kind: 'meetings.held' }, { ...body, preview: true }))
  const store = await timed(() => sheetImport.give(asking, { kind: 'meetings.held' }, { ...body, preview: false }))
  console.log(`\n${ROWS} rows of Excel as records (npm run bench -- sheet)`)
  for (const [name, ms] of [
    ['read the file alone', parse],
    ['insert as many rows, one by one', insert],
    ['preview', preview],
    ['import and settle', store],
  ] as const)
    console.log(`  ${name.padEnd(34)}${ms.toFixed(0).padStart(8)} ms`)
  console.log(`  import beside parse and insert    ${(store / (parse + insert)).toFixed(1).padStart(8)} times`)
})
