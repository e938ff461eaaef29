// Answers about today.
import { runningSpan } from '../duty/duty.sql.ts'
import { findOrg } from '../register/organization.sql.ts'
import { lastDay, readPeriod } from '../time/period.ts'
import { readToday } from '../today/today.api.ts'
import { changedSince, owedBy, toDecide, toSign } from '../today/today.sql.ts'
import { answer } from './answer.ts'
import { districtOf, type House, pass, ready } from './house.node.ts'

/** The day that counts as today: a ready district ends with its records, and its last day is shown. */
async function dayShown(house: House) {
  const today = house.today()
  const district = await districtOf(house)
  const last = district?.years.at(-1)
  if (!district?.ready || last === undefined || last >= Number(today.slice(0, 4))) return { on: today, past: false }
  return { on: lastDay(readPeriod(String(last))!), past: true }
}

export const todayRead = answer(readToday, async ({ house, actor }) => {
  const { on, past } = await dayShown(house)
  await ready(house, actor, runningSpan(house.charter, on))
  return pass(house, actor, 'read', async tx => {
    const { charter } = house
    const org = await findOrg(tx, actor.org.code)
    const leads = actor.verbs.includes('report')
    return {
      on,
      past,
      owed: await owedBy(tx, charter, org, on),
      sign: await toSign(tx, charter, actor.person.id, on),
      decide: leads ? await toDecide(tx, charter, org, on) : [],
      changed: await changedSince(tx, actor.account, house.today()),
    }
  })
})
