// A window of the board of every organization in the ready district, and in districts of 1,000 and 10,000 organizations.
import { boardShow } from '../../src/server/duty.http.ts'
import { type House, REGION } from '../../src/server/house.node.ts'
import { statement } from '../../src/store/store.ts'
import { asker, inReadyDistrict, medians, swell } from './rig.ts'

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
    [15, 1, 14],
    [154, 15, 153],
  ] as const) {
    if (to > 0) await swell(house, from, to)
    const all = { org: 'D', level: 'all' } as const
    const middle = Math.floor((await count(house)) / 2)
    const found = await medians(10, {
      first: board(all),
      middle: board({ ...all, offset: middle }),
      against: board({ ...all, offset: middle, against: '2011' }),
      towns: board({ org: 'D' }),
      named: board({ ...all, q: 'bgs' }),
      late: board({ ...all, status: 'not_met' }),
      rare: board({ ...all, status: 'excused' }),
      changed: board({ ...all, against: '2011', changed: 'true' }),
    })
    rows.push([`\u00d7${times}`, String(await count(house)), ...Object.values(found).map(ms => ms.toFixed(1))])
  }
  print(
    'A window of 60 organizations in ms, by the size of the district itself (npm run bench -- large-board)',
    ['', 'organizations', 'first', 'middle', '2 years', 'directly below', 'by name', 'not met', 'excused', 'changed'],
    rows,
  )
})

async function boards(house: House) {
  const actor = await asker(house)
  return (asked: Readonly<Record<string, unknown>>) => () =>
    boardShow.give({ house, actor, language: 'zh' }, boardShow.route.query.parse({ period: '2012', ...asked }), {})
}
