// Previews of changes of the register in the ready district, beside the bare SQL of the change that they look at.
import { recordedFrom } from '../../src/register/aftermath.sql.ts'
import * as change from '../../src/register/change.sql.ts'
import { findOrg } from '../../src/register/organization.sql.ts'
import { changeMake } from '../../src/server/change.http.ts'
import { REGION } from '../../src/server/house.node.ts'
import { rehearse, type Tx } from '../../src/store/store.ts'
import { type Day, day } from '../../src/time/day.ts'
import { asker, inReadyDistrict, medians } from './rig.ts'

/** A merger with its records is looked at within so many milliseconds. */
const TARGET = 300
const ON: Day = day('2012-07-15')

await inReadyDistrict(async house => {
  const actor = await asker(house)
  const look = (asked: object) => () =>
    changeMake.give({ house, actor, language: 'zh' }, {}, { preview: true, change: asked } as never)
  const by = { name: 'bench', today: house.today() }
  const bare = (work: (tx: Tx) => Promise<unknown>) => () =>
    rehearse(inner => house.store.within({ region: REGION, path: '/D/' }, inner), work)
  const found = await medians(15, {
    merge: look({ act: 'org.merge', org: 'V06', into: 'V05', day: ON }),
    'merge, bare SQL': bare(async tx => {
      const gone = await findOrg(tx, 'V06')
      await recordedFrom(tx, house.charter, gone, ON)
      await change.mergeOrg(tx, 'V06', 'V05', ON, by)
    }),
    split: look({
      act: 'org.split',
      ...{ org: 'V06', people: [], keeps: true, day: ON, name: '新村', short: '新村', english: 'New', aliases: [] },
      ...{ tier: 'branch', sector: 'village', model: 'pastoral' },
    }),
    'move of a village': look({ act: 'org.move', org: 'V01', to: 'C5', day: ON }),
    'move of a farm': look({ act: 'org.move', org: 'C1', to: 'C4', day: ON }),
    'farm, bare SQL': bare(tx => change.moveOrg(tx, 'C1', 'C4', ON, by)),
    model: look({ act: 'org.change', org: 'C1', day: ON, model: 'pastoral' }),
  })
  console.log('\nPreview of a change in the ready district, medians (npm run bench -- preview)')
  for (const [what, ms] of Object.entries(found)) console.log(`  ${what.padEnd(24)}${ms.toFixed(1).padStart(9)} ms`)
  const ratio = (a: keyof typeof found, b: keyof typeof found) => (found[a] / found[b]).toFixed(1)
  console.log(
    `  ratio to bare SQL: merge ${ratio('merge', 'merge, bare SQL')}, farm ${ratio('move of a farm', 'farm, bare SQL')}`,
  )
  console.log(`  target: merge with its records under ${TARGET} ms: ${found.merge < TARGET ? 'met' : 'NOT MET'}`)
})
