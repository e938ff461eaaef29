// Answers about organizations.
import { compared } from '../measure/compared.sql.ts'
import { findOrg, lifeOf, type Org, orgAt, orgRows, orgsOn } from '../register/organization.sql.ts'
import { pageOf } from '../register/organization-page.sql.ts'
import { listOrgs, showOrg } from '../register/register.api.ts'
import { answer } from './answer.ts'
import { dayOrToday, pass, periodOf, ready } from './house.node.ts'

export const orgList = answer(listOrgs, ({ house, actor }, query) =>
  pass(house, actor, 'read', async tx => orgRows(await orgsOn(tx, dayOrToday(house, query.on, 'on')))),
)

export const orgPage = answer(showOrg, async ({ house, actor }, query) => {
  const on = dayOrToday(house, query.on, 'on')
  const month = periodOf(on.slice(0, 7))
  // Found before anything is kept: a name that is none leaves not even an empty month behind.
  await pass(house, actor, 'read', async tx => orgAt(tx, await findOrg(tx, query.code), on))
  await ready(house, actor, month)
  return pass(house, actor, 'read', async tx => {
    const org = await orgAt(tx, await findOrg(tx, query.code), on)
    const all = await orgsOn(tx, on)
    const history = await lifeOf(tx, org.id)
    const rows = (orgs: readonly Org[]) => orgRows(orgs, [...all, ...history])
    return {
      org: rows([org])[0]!,
      history: rows(history),
      above: rows(all.filter(one => org.path.startsWith(one.path) && one.id !== org.id)),
      below: rows(all.filter(one => one.parent === org.id)),
      ...(await pageOf(tx, house.charter, org.id, on)),
      compared: await compared(tx, house.charter, { place: org, period: month, tree: 'then', today: house.today() }),
    }
  })
})
