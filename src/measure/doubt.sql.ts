// What is doubtful about the facts behind figures: pairs that may tell of one event until somebody says so, what was held with
// nobody there, and what does not say who came. Carried up the tree with the cells; few of them have any.
import { statement, type Tx } from '../store/store.ts'
import type { Month } from '../time/period.ts'
import type { Doubts } from './figure.api.ts'

export const CLEAR: Doubts = { twins: 0, nobody: 0, untold: 0 }

type Row = Doubts & { readonly measure: string; readonly org: string }
const SUMS = 'sum(twins)::int as twins, sum(nobody)::int as nobody, sum(untold)::int as untold'
// As the partial indexes have it.
const ANY = '(twins > 0 or nobody > 0 or untold > 0)'

const inCells = statement<Row>(
  'doubt.cells',
  `select w.measure, c.org, ${SUMS} from unnest($3::text[], $4::int[], $5::int[]) as w(measure, first, last)
   join cell c on c.region = $1 and c.reading = $2 and c.org = any($6::uuid[]) and c.measure = w.measure and c.month between w.first and w.last
   where ${ANY} group by w.measure, c.org`,
)
const inOwn = statement<Row & { readonly month: Month }>(
  'doubt.own',
  `select w.measure, o.org, o.month, ${SUMS} from unnest($2::text[], $3::int[], $4::int[]) as w(measure, first, last)
   join own o on o.region = $1 and o.org = any($5::uuid[]) and o.measure = w.measure and o.month between w.first and w.last
   where ${ANY} group by w.measure, o.org, o.month`,
)

/** What is doubtful behind measures, each in its months, in the subtrees of organizations. Keyed «measure org»; who has no doubts is left out. */
export async function doubtsBelow(
  tx: Tx,
  tree: 'then' | 'now',
  [ids, first, last]: readonly [readonly string[], readonly Month[], readonly Month[]],
  orgs: readonly string[],
): Promise<Map<string, Doubts>> {
  const rows = await tx.all(inCells, [tx.region, tree, ids, first, last, orgs])
  return new Map(rows.map(row => [`${row.measure} ${row.org}`, doubtsIn([row])]))
}

/** The same behind organizations' own parts, month by month. */
export function ownDoubts(
  tx: Tx,
  asked: readonly { readonly measure: string; readonly first: Month; readonly last: Month }[],
  orgs: readonly string[],
): Promise<(Row & { month: Month })[]> {
  return tx.all(inOwn, [
    tx.region,
    asked.map(one => one.measure),
    asked.map(one => one.first),
    asked.map(one => one.last),
    orgs,
  ])
}

export function doubtsIn(rows: readonly Doubts[]): Doubts {
  return rows.reduce(
    (sum, row) => ({ twins: sum.twins + row.twins, nobody: sum.nobody + row.nobody, untold: sum.untold + row.untold }),
    CLEAR,
  )
}
