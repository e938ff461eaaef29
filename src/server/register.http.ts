// Answers about organizations.
import { compared } from '../measure/compared.sql.ts'
import { findOrg, lifeOf, orgAt } from '../register/organization.sql.ts'
import { pageOf } from '../register/organization-page.sql.ts'
import { listOrgs, showOrg } from '../register/register.api.ts'
import {
  calledOn,
  childrenOf,
  codedOn,
  codesAbove,
  namesOf,
  orgRows,
  topsOn,
  treeRows,
  wholeOn,
} from '../register/tree.sql.ts'
import { answer, showing } from './answer.ts'
import { dayOrToday, pass, periodOf, ready } from './house.node.ts'

export const orgList = answer(listOrgs, ({ house, actor }, query) =>
  pass(house, actor, 'read', async tx => {
    const on = dayOrToday(house, query.on, 'on')
    const lines = async () => {
      if (query.codes !== undefined) return codedOn(tx, query.codes.split(','), on)
      if (query.q !== undefined) return calledOn(tx, query.q, on, query.limit)
      const above = query.above === undefined ? null : await orgAt(tx, await findOrg(tx, query.above), on)
      if (query.levels === 'all') return wholeOn(tx, above, on)
      return above ? childrenOf(tx, above.id, on) : topsOn(tx, on)
    }
    return treeRows(tx, await lines(), on)
  }),
)

export const orgPage = showing(
  showOrg,
  'look.organization',
  async ({ house, actor }, query) => {
    const on = dayOrToday(house, query.on, 'on')
    const month = periodOf(on.slice(0, 7))
    // Found before anything is kept: a name that is none leaves not even an empty month behind.
    await pass(house, actor, 'read', async tx => orgAt(tx, await findOrg(tx, query.code), on))
    await ready(house, actor, month)
    return pass(house, actor, 'read', async tx => {
      const org = await orgAt(tx, await findOrg(tx, query.code), on)
      const [own, ...history] = await orgRows(tx, [org, ...(await lifeOf(tx, org.id))])
      return {
        org: own!,
        history,
        parents: await namesOf(
          tx,
          history.flatMap(one => one.parent ?? []),
        ),
        above: await orgRows(tx, await codedOn(tx, codesAbove(org), on)),
        below: await treeRows(tx, await childrenOf(tx, org.id, on), on),
        ...(await pageOf(tx, house.charter, org.id, on)),
        compared: await compared(tx, house.charter, { place: org, period: month, tree: 'then', today: house.today() }),
      }
    })
  },
  (_asking, _query, { org, posts }) => (posts.length > 0 ? { of: org.code, what: { count: posts.length } } : null),
)
