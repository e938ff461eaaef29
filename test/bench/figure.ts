// A figure from its cells against the bare SQL that reads the same rows, and the whole list of figures.
import { figures } from '../../src/measure/figure.sql.ts'
import { REGION } from '../../src/server/house.node.ts'
import { statement } from '../../src/store/store.ts'
import { asked, asker, inReadyDistrict, medians, tell } from './rig.ts'

const bareCells = statement<object>(
  'bench.cells',
  `select sum(num) as num, sum(den) as den, sum(facts)::int as facts from cell
   where region = $1 and reading = 'then' and measure = $2 and org = $3 and month between $4 and $5`,
)
const barePending = statement<object>(
  'bench.pending',
  `select distinct source from touched where region = $1 and seat >= $2 and seat < left($2, -1) || '0'
   union all select '*' from kept_month where region = $1 and not filled`,
)

await inReadyDistrict(async house => {
  const { scope } = await asker(house)
  const place = await house.store.within(scope, tx => asked(house, tx))
  const id = 'training.lecture_people'
  const found = await medians(500, {
    figure: () => house.store.within(scope, tx => figures(tx, house.charter, place, [id])),
    bare: () =>
      house.store.within(scope, async tx => {
        await tx.all(bareCells, [REGION, id, place.place.id, 24144, 24155])
        await tx.all(barePending, [REGION, place.place.seat])
      }),
  })
  const { list } = await medians(50, {
    list: () => house.store.within(scope, tx => figures(tx, house.charter, place)),
  })
  tell('Figures of the ready district, year 2012 (npm run bench -- figure)', [
    ['bare SQL over the same rows', found.bare, ''],
    ['one figure from its cells', found.figure, `ratio ${(found.figure / found.bare).toFixed(2)}, target at most 1.3`],
    ['the whole list of figures', list, 'target under 50'],
  ])
})
