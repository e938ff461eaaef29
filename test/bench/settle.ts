// Settling after one record, the board and the list of figures, in the ready district and with ten and a hundred times
// the organizations beside it. The copies are siblings under one province; each has facts and cells of its own.
import { figures } from '../../src/measure/figure.sql.ts'
import { append } from '../../src/record/record.sql.ts'
import { boardShow } from '../../src/server/duty.http.ts'
import { REGION } from '../../src/server/house.node.ts'
import { statement } from '../../src/store/store.ts'
import { day, plusDays } from '../../src/time/day.ts'
import { asked, asker, grow, inReadyDistrict, medians } from './rig.ts'

const count = (table: string) =>
  statement<{ n: number }>(`bench.count_${table}`, `select count(*)::int as n from ${table} where region = $1`)

await inReadyDistrict(async house => {
  const actor = await asker(house)
  const place = await house.store.within(actor.scope, tx => asked(house, tx))
  const settling: number[] = []
  let next = day('2012-05-01')
  const rows: string[][] = []
  for (const [times, from, to] of [
    [1, 0, 0],
    [10, 2, 10],
    [100, 11, 100],
  ] as const) {
    if (to > 0) await grow(house, from, to, '%study%')
    const found = await medians(30, {
      settle: async () => {
        next = plusDays(next, 1)
        await house.store.within(actor.scope, tx =>
          append(tx, house.charter, [{ kind: 'study.day', org: 'V01', day: next, body: { topic: '\u8bfb\u4e66' } }], {
            name: 'bench',
            hand: null,
            today: house.today(),
          }),
        )
        const start = performance.now()
        await house.settle()
        settling.push(performance.now() - start)
      },
      board: () =>
        boardShow.give({ house, actor, language: 'zh' }, boardShow.route.query.parse({ period: '2012' }), {}),
      list: () => house.store.within(actor.scope, tx => figures(tx, house.charter, place)),
    })
    const size = async (table: string) => (await house.store.asOwner(REGION, tx => tx.one(count(table), [REGION])))!.n
    const settled = settling
      .splice(0)
      .slice(6)
      .sort((a, b) => a - b)
    rows.push([
      `\u00d7${times}`,
      String(await size('org')),
      String(await size('cell')),
      settled[Math.floor(settled.length / 2)]!.toFixed(1),
      found.board.toFixed(1),
      found.list.toFixed(1),
    ])
  }
  console.log('\nOne record more, by the number of organizations beside the district (npm run bench -- settle)')
  for (const row of [['', 'organizations', 'cells', 'settle ms', 'board ms', 'figures ms'], ...rows])
    console.log(`  ${row.map(text => text.padStart(14)).join('')}`)
  console.log('  target: settle under 20 ms in the ready district; board and figures under 50 ms')
})
