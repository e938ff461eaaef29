// The board of every system by the organizations of the ready district, and with ten and a hundred times as many beside it.
import { boardShow } from '../../src/server/duty.http.ts'
import { type House, REGION } from '../../src/server/house.node.ts'
import { statement } from '../../src/store/store.ts'
import { asker, grow, inReadyDistrict, medians } from './rig.ts'

const orgs = statement<{ n: number }>('bench.orgs', 'select count(*)::int as n from org where region = $1')
const count = async (house: House) => (await house.store.asOwner(REGION, tx => tx.one(orgs, [REGION])))!.n

function print(title: string, head: readonly string[], rows: readonly (readonly string[])[]): void {
  console.log(`\n${title}`)
  for (const row of [head, ...rows]) console.log(`  ${row.map(text => text.padStart(14)).join('')}`)
}

await inReadyDistrict(async house => {
  const board = await boards(house)
  const rows: string[][] = []
  for (const [times, from, to] of [
    [1, 0, 0],
    [10, 2, 10],
    [100, 11, 100],
  ] as const) {
    if (to > 0) await grow(house, from, to)
    const found = await medians(20, {
      district: board({ org: 'D' }),
      all: board({ org: 'D', level: 'all', limit: 100 }),
      against: board({ org: 'D', level: 'all', limit: 100, against: '2011' }),
      town: board({ org: 'C4' }),
      village: board({ org: 'V01' }),
    })
    rows.push([`\u00d7${times}`, String(await count(house)), ...Object.values(found).map(ms => ms.toFixed(1))])
  }
  print(
    'The board in ms, by the number of organizations beside the district (npm run bench -- board)',
    ['', 'organizations', 'district', 'all 66', 'all, 2 years', 'town', 'village'],
    rows,
  )
  console.log('  target: all systems by 66 organizations under 50 ms warm')
})

async function boards(house: House) {
  const actor = await asker(house)
  return (asked: Readonly<Record<string, unknown>>) => () =>
    boardShow.give({ house, actor, language: 'zh' }, boardShow.route.query.parse({ period: '2012', ...asked }), {})
}
