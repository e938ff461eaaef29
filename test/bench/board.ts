// The board of every system by the organizations of the ready district, and with ten and a hundred times as many beside it.
import { boardShow } from '../../src/server/duty.http.ts'
import { REGION } from '../../src/server/house.node.ts'
import { statement } from '../../src/store/store.ts'
import { asker, grow, inReadyDistrict, medians } from './rig.ts'

const orgs = statement<{ n: number }>('bench.orgs', 'select count(*)::int as n from org where region = $1')

await inReadyDistrict(async house => {
  const actor = await asker(house)
  const board = (org: string) => () =>
    boardShow.give({ house, actor, language: 'zh' }, { org, period: '2012', tree: 'then' }, {})
  const rows: string[][] = []
  for (const [times, from, to] of [
    [1, 0, 0],
    [10, 2, 10],
    [100, 11, 100],
  ] as const) {
    if (to > 0) await grow(house, from, to)
    const found = await medians(20, { district: board('D'), town: board('C4'), village: board('V01') })
    const count = (await house.store.asOwner(REGION, tx => tx.one(orgs, [REGION])))!.n
    rows.push([`\u00d7${times}`, String(count), ...Object.values(found).map(ms => ms.toFixed(1))])
  }
  console.log('\nThe board in ms, by the number of organizations beside the district (npm run bench -- board)')
  for (const row of [['', 'organizations', 'district', 'town', 'village'], ...rows])
    console.log(`  ${row.map(text => text.padStart(14)).join('')}`)
  console.log('  target: under 50 ms warm for the district')
})
