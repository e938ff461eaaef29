// Previews of changes of the register in the ready district, and with ten and a hundred times the organizations beside it.
import { changeMake } from '../../src/server/change.http.ts'
import { REGION } from '../../src/server/house.node.ts'
import { statement } from '../../src/store/store.ts'
import { asker, grow, inReadyDistrict, medians } from './rig.ts'

const orgs = statement<{ n: number }>('bench.orgs', 'select count(*)::int as n from org where region = $1')
const secretary = statement<{ id: string }>(
  'bench.secretary',
  `select t.person as id from post t join org o on o.region = $1 and o.id = t.org
   where t.region = $1 and o.code = 'V01' and t.post = 'secretary' and upper(t.valid) is null`,
)

await inReadyDistrict(async house => {
  const actor = await asker(house)
  const person = (await house.store.asOwner(REGION, tx => tx.one(secretary, [REGION])))!.id
  const look = (change: object) => () =>
    changeMake.give({ house, actor, language: 'zh' }, {}, { preview: true, change } as never)
  const rows: string[][] = []
  for (const [times, from, to] of [
    [1, 0, 0],
    [10, 2, 10],
    [100, 11, 100],
  ] as const) {
    if (to > 0) await grow(house, from, to)
    const found = await medians(20, {
      village: look({ act: 'org.move', org: 'V01', to: 'C5', day: '2012-07-10' }),
      farm: look({ act: 'org.move', org: 'C1', to: 'C4', day: '2012-07-10' }),
      merge: look({ act: 'org.merge', org: 'V01', into: 'V02', day: '2012-07-10' }),
      model: look({ act: 'org.change', org: 'C1', day: '2012-07-10', model: 'pastoral' }),
      release: look({ act: 'post.release', person, org: 'V01', post: 'secretary', day: '2012-07-10' }),
    })
    const count = (await house.store.asOwner(REGION, tx => tx.one(orgs, [REGION])))!.n
    rows.push([`\u00d7${times}`, String(count), ...Object.values(found).map(ms => ms.toFixed(1))])
  }
  console.log(
    '\nPreview of a change in ms, by the number of organizations beside the district (npm run bench -- preview)',
  )
  const head = ['', 'organizations', 'move village', 'move farm', 'merge', 'model', 'release']
  for (const row of [head, ...rows]) console.log(`  ${row.map(text => text.padStart(14)).join('')}`)
  console.log('  target: a move under 200 ms in the ready district; a farm has eleven organizations and 171 members')
})
