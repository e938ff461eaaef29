// Answers about group robots. They are set by whoever looks after accounts, for organizations within the own subtree.

import { type Actor, insist } from '../access/session.sql.ts'
import { runningSpan } from '../duty/duty.sql.ts'
import { countsOf } from '../notice/digest.sql.ts'
import { sayDigest, sayTrial } from '../notice/digest.ts'
import * as api from '../notice/robot.api.ts'
import { send } from '../notice/robot.node.ts'
import * as robots from '../notice/robot.sql.ts'
import { type Language, refuse } from '../problem/problem.ts'
import { orgWords } from '../register/name.ts'
import { findOrg, lifeOf, type Org } from '../register/organization.sql.ts'
import { type Asking, answer } from './answer.ts'
import { type House, pass, REGION, ready } from './house.node.ts'
import type { Settings } from './settings.ts'

/** The robot of an id and its organization, which must be in the actor's sight. Throws robot.unknown for one out of it as for none. */
async function kept({ house, actor }: Asking, id: string): Promise<{ robot: robots.Robot; org: Org }> {
  insist(actor, 'account')
  const robot = await house.store.asOwner(REGION, tx => robots.findRobot(tx, id))
  const [org] = (await pass(house, actor, 'account', tx => lifeOf(tx, robot.org))).slice(-1)
  return org ? { robot, org } : refuse('robot.unknown', {})
}

const robotList = answer(api.listRobots, async ({ house, actor }) => {
  insist(actor, 'account')
  const { all, days } = await house.store.asOwner(REGION, async tx => ({
    all: await robots.robots(tx),
    days: await robots.daysOf(tx),
  }))
  return pass(house, actor, 'account', async tx => {
    const rows: (typeof api.robotRow)['_input'][] = []
    for (const robot of all) {
      const [org] = (await lifeOf(tx, robot.org)).slice(-1)
      if (!org) continue
      const { id, make, caption, language, hour, host, madeOn, outcome, outcomeAt } = robot
      rows.push({
        ...{ id, make, caption, language, hour, host, madeOn, signed: robot.secret !== null },
        org: { code: org.code, name: orgWords(org) },
        last: outcome && outcomeAt && { said: null, ...outcome, at: outcomeAt.toISOString() },
        days: days
          .filter(one => one.robot === id)
          .map(({ day, state, tries, nextAt }) => ({ day, state, tries, nextAt: nextAt?.toISOString() ?? null })),
      })
    }
    return rows
  })
})

const robotEnd = answer(api.endRobot, async (asking, { id }) => {
  const { robot, org } = await kept(asking, id)
  await asking.house.store.asOwner(REGION, tx => robots.endRobot(tx, robot, org, asking.actor.account))
  return {}
})

/** The robots of a house whose settings say which receivers are allowed and what its own address is. */
export function robotAnswers(settings: Settings) {
  const allowed = settings.receivers ?? []
  const origin = settings.origin ?? null
  return {
    list: robotList,
    end: robotEnd,
    set: answer(api.setRobot, async ({ house, actor }, _query, { secret, ...body }) => {
      const org = await pass(house, actor, 'account', tx => findOrg(tx, body.org))
      const keys = await house.keys()
      const asked = { ...body, org, secret: secret || null, author: actor.account, on: house.trueDay(), allowed }
      return { id: await house.store.asOwner(REGION, tx => robots.setRobot(tx, keys, asked)) }
    }),
    try: answer(api.tryRobot, async (asking, { id }) => {
      const { house } = asking
      const { robot } = await kept(asking, id)
      const receiver = robots.receiverOf(await house.keys(), robot, allowed)
      const outcome = await send(receiver, sayTrial(robot.language, origin), house.now(), allowed)
      await house.store.asOwner(REGION, tx => robots.noteOutcome(tx, id, outcome, house.now()))
      return { said: null, ...outcome }
    }),
    digest: answer(api.readDigest, async ({ house, actor }, query) => {
      const org = await pass(house, actor, 'account', tx => findOrg(tx, query.org ?? actor.org.code))
      return { text: await digestOf(house, org, query.language, origin) }
    }),
  }
}

/** What is said of an organization and those below it today; null where nothing waits. It counts what that subtree shows, and no more. */
export async function digestOf(house: House, org: Pick<Org, 'id' | 'seat'>, language: Language, origin: string | null) {
  const on = house.today()
  const own: Pick<Actor, 'scope'> = { scope: { region: REGION, path: org.seat } }
  await ready(house, own, runningSpan(house.charter, on))
  const counts = await house.store.within(own.scope, async tx =>
    countsOf(tx, house.charter, await findOrg(tx, org.id), on),
  )
  return sayDigest(counts, language, origin)
}
