// Answers about today.
import { lastBackup } from '../backup/backup.sql.ts'
import { runningSpan } from '../duty/duty.sql.ts'
import { caseIds } from '../record/case-state.sql.ts'
import { findOrg } from '../register/organization.sql.ts'
import { keepLooked, lookedAt } from '../today/looked.sql.ts'
import { lookAt, readToday, readWaiting } from '../today/today.api.ts'
import { changedSince, owedBy, toDecide, toSign } from '../today/today.sql.ts'
import { keyOf } from '../today/waiting.ts'
import { type Asking, answer } from './answer.ts'
import { pass, REGION, ready } from './house.node.ts'

/** Hours after which a backup is too old. */
const OLD = 7 * 24

/** What is to be said of backups to who looks after accounts from the top of the tree; null for others, and where all is well. */
async function backupFor({ house, actor }: Pick<Asking, 'house' | 'actor'>) {
  if (!actor.verbs.includes('account') || !/^\/[^/]+\/$/.test(actor.scope.path)) return null
  const { hours, fault } = await house.store.asOwner(REGION, tx => lastBackup(tx, house.now()))
  return hours === null || hours >= OLD || fault ? { hours, fault } : null
}

export const todayRead = answer(readToday, async ({ house, actor }) => {
  const on = house.today()
  const backup = await backupFor({ house, actor })
  await ready(house, actor, runningSpan(house.charter, on))
  return pass(house, actor, 'read', async tx => {
    const { charter } = house
    const org = await findOrg(tx, actor.org.code)
    const leads = actor.verbs.includes('report')
    return {
      on,
      past: house.clock !== null,
      backup,
      owed: await owedBy(tx, charter, org, on, actor),
      sign: await toSign(tx, charter, actor.person.id, on),
      decide: leads ? await toDecide(tx, charter, org, on) : [],
      changed: await changedSince(tx, actor.account, house.trueDay()),
    }
  })
})

/** The lines of Today as keys alone: what the frame of every page counts. What others have to do is not counted. */
export const waitingRead = answer(readWaiting, async ({ house, actor }) => {
  const { charter } = house
  const on = house.today()
  await ready(house, actor, runningSpan(charter, on))
  const { org, keys } = await pass(house, actor, 'read', async tx => {
    const org = await findOrg(tx, actor.org.code)
    const mine = { person: actor.person.id, org: org.id }
    const cases = await caseIds(tx, { on, mine, state: 'open' })
    const owed = (await owedBy(tx, charter, org, on, actor)).filter(row => row.who === null)
    const sign = await toSign(tx, charter, actor.person.id, on)
    return {
      org,
      keys: [...owed.map(keyOf.turn), ...cases.map(id => keyOf.case({ id })), ...sign.map(keyOf.certificate)],
    }
  })
  const looked = await house.store.asOwner(REGION, tx => lookedAt(tx, actor.account, org.id))
  return { keys, fresh: looked ? keys.filter(key => !looked.includes(key)) : [] }
})

export const todayLookedAt = answer(lookAt, async ({ house, actor }, _query, { keys }) => {
  const org = await pass(house, actor, 'read', tx => findOrg(tx, actor.org.code))
  await house.store.asOwner(REGION, tx => keepLooked(tx, actor.account, org.id, keys))
  return {}
})
