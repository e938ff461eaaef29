// Answers about secret recommendations. Roll and box are never in one transaction; the ballot itself comes without a session.
import { v7 } from 'uuid'
import type { z } from 'zod'
import { insist } from '../access/session.sql.ts'
import {
  type castBallot,
  closeBallot,
  enterPaper,
  givePaper,
  listBallots,
  mergeNames,
  openBallot,
  showBallot,
  showBox,
  showNames,
  showTurnout,
  takeToken,
  withdrawBallot,
} from '../ballot/ballot.api.ts'
import { comparePaper, isWithdrawn, published, type Question, writtenNames } from '../ballot/ballot.ts'
import * as box from '../ballot/box.sql.ts'
import { boxFile } from '../ballot/box-file.ts'
import {
  closeQuestion,
  holderIn,
  insistSound,
  putQuestion,
  question,
  questions,
  type Stored,
  votersOf,
  withdrawQuestion,
} from '../ballot/question.sql.ts'
import * as roll from '../ballot/roll.sql.ts'
import { makeKeys } from '../ballot/token.ts'
import { refuse } from '../problem/problem.ts'
import { findOrg, orgAt } from '../register/organization.sql.ts'
import { type Day, readDay } from '../time/day.ts'
import { type Asking, answer } from './answer.ts'
import { type House, pass, REGION } from './house.node.ts'
import { add } from './record.http.ts'

/** The kind of record that says that a recommendation was held. */
const HELD = 'recommendation.held'

/** Reads a day of a recommendation; throws input.day. */
function dayIn(text: string, where: string): Day {
  return readDay(text) ?? refuse('input.day', { text, where })
}

export const ballotOpen = answer(openBallot, async ({ house, actor }, _query, body) => {
  const { org: code, ...given } = body
  const asked: Question = {
    ...given,
    eligibleOn: dayIn(given.eligibleOn, 'eligibleOn'),
    opens: dayIn(given.opens, 'opens'),
    closes: dayIn(given.closes, 'closes'),
  }
  const found = await pass(house, actor, 'ballot', async tx => {
    const org = await orgAt(tx, await findOrg(tx, code), asked.eligibleOn)
    return { org, voters: await votersOf(tx, org.seat, asked) }
  })
  insistSound(asked, found.voters, house.trueDay())
  const keys = new Map<string, Awaited<ReturnType<typeof makeKeys>>>()
  for (const { code: category } of asked.categories) keys.set(category, await makeKeys())
  const id = v7()
  // The roll first: a recommendation that is in sight has one.
  await house.store.onSide('roll', REGION, tx => roll.openRoll(tx, id, found.voters, keys))
  await pass(house, actor, 'ballot', tx => putQuestion(tx, id, found.org, asked, actor.account))
  return {
    id,
    voters: Object.fromEntries(
      asked.categories.map(one => [one.code, found.voters.filter(voter => voter.category === one.code).length]),
    ),
  }
})

export const ballotList = answer(listBallots, async ({ house, actor }) => {
  const held = actor.verbs.includes('ballot') ? await pass(house, actor, 'ballot', tx => questions(tx)) : []
  const rolls = await house.store.onSide('roll', REGION, tx => roll.rollsOf(tx, actor.person.id))
  const asked = await house.store.onSide('box', REGION, tx =>
    box.questionsOf(
      tx,
      rolls.map(one => one.ballot),
    ),
  )
  return {
    held: held.map(told),
    mine: rolls.flatMap(({ ballot, category, way }) =>
      asked.filter(one => one.id === ballot && !isWithdrawn(one)).map(one => ({ ...told(one), category, way })),
    ),
  }
})

export const ballotShow = answer(showBallot, async (asking, { id }) => {
  await insistConcerned(asking, id)
  const { house } = asking
  const { asked, keys } = await house.store.onSide('box', REGION, async tx => ({
    asked: (await box.questionOf(tx, id)) ?? refuse('ballot.unknown', { ballot: id }),
    keys: await box.keysOf(tx, id),
  }))
  return { ...asked, posts: [...asked.posts], categories: wireCategories(asked), keys }
})

export const ballotTurnout = answer(showTurnout, async (asking, { id }) => {
  await heldBy(asking, id)
  return {
    roll: await asking.house.store.onSide('roll', REGION, tx => roll.turnoutOf(tx, id)),
    cast: await asking.house.store.onSide('box', REGION, tx => box.countIn(tx, id)),
  }
})

export const ballotToken = answer(takeToken, async (asking, { id }, { blinded }) => {
  await insistConcerned(asking, id)
  const { house, actor } = asking
  return house.store.onSide('roll', REGION, tx => roll.giveToken(tx, id, actor.person.id, blinded, house.trueDay()))
})

/** Takes a ballot. There is no actor here and there must never be one. */
export async function ballotCast(house: House, id: string, sealed: z.output<typeof castBallot.body>) {
  // Voting has begun, so that the signing keys are of no more use to anybody.
  await house.store.onSide('roll', REGION, tx => roll.endTokens(tx, id, house.trueDay()))
  await house.store.onSide('box', REGION, tx => box.castBallot(tx, id, sealed, house.trueDay()))
  return { taken: true as const }
}

export const ballotPaper = answer(givePaper, async (asking, { id }, { person }) => {
  await heldBy(asking, id)
  await asking.house.store.onSide('roll', REGION, tx => roll.givePaper(tx, id, person, asking.house.trueDay()))
})

export const ballotEntry = answer(enterPaper, async (asking, { id, serial }, { entry, ballot }) => {
  await heldBy(asking, id)
  await asking.house.store.onSide('box', REGION, tx =>
    ballot
      ? box.enterPaper(tx, id, { ...ballot, serial, entry }, asking.actor.account)
      : box.takeBackPaper(tx, id, serial, entry),
  )
})

export const ballotClose = answer(closeBallot, async (asking, { id }) => {
  const { house, actor } = asking
  const asked = await heldBy(asking, id)
  const today = house.trueDay()
  if (today < asked.opens) refuse('ballot.early', { opens: asked.opens })
  if (!(await pass(house, actor, 'ballot', tx => closeQuestion(tx, id, today))))
    refuse('ballot.closed', { closed: asked.closedOn ?? today })
  await house.store.onSide('roll', REGION, tx => roll.endTokens(tx, id, today))
  await house.store.shuffleBox()
  await noteHeld(asking, id, asked)
})

export const ballotWithdraw = answer(withdrawBallot, async (asking, { id }) => {
  const { house, actor } = asking
  const asked = await heldBy(asking, id)
  const today = house.trueDay()
  if (asked.closedOn) refuse('ballot.closed', { closed: asked.closedOn })
  if (today >= asked.opens) refuse('ballot.begun', { opens: asked.opens })
  const inBox = await house.store.onSide(
    'box',
    REGION,
    async tx => (await box.countIn(tx, id)) + (await box.papersIn(tx, id)).length,
  )
  if (inBox > 0) refuse('ballot.given', {})
  // The roll first: once it has ended nothing can be given out, whatever happens before the recommendation itself is closed.
  await house.store.onSide('roll', REGION, tx => roll.endUntouched(tx, id))
  if (!(await pass(house, actor, 'ballot', tx => withdrawQuestion(tx, id, today, actor.account))))
    refuse('ballot.closed', { closed: today })
})

/** What the register of records learns of a recommendation: that it was held, and two numbers. */
async function noteHeld({ house, actor }: Asking, id: string, asked: Stored): Promise<void> {
  if (!house.charter.kinds.has(HELD)) return
  const turnout = Object.values(await house.store.onSide('roll', REGION, tx => roll.turnoutOf(tx, id)))
  const voted = await house.store.onSide('box', REGION, async tx => {
    const { agreed } = comparePaper(await box.papersIn(tx, id))
    return (await box.sealedIn(tx, id)).length + agreed.length
  })
  const body = {
    title: asked.title.zh,
    posts: asked.posts.length,
    eligible: turnout.reduce((sum, row) => sum + row.voters, 0),
    voted,
  }
  const { id: org } = await pass(house, actor, 'ballot', tx => holderIn(tx, id))
  await add(house, actor, [{ id, kind: HELD, org, day: house.trueDay(), body }])
}

export const ballotMerge = answer(mergeNames, async (asking, { id }, body) => {
  await closedOne(asking, id)
  await asking.house.store.onSide('box', REGION, tx => box.merge(tx, id, body, asking.actor.account))
})

export const ballotNames = answer(showNames, async (asking, { id }) => {
  const asked = await closedOne(asking, id)
  return asking.house.store.onSide('box', REGION, async tx => {
    const { agreed, open } = comparePaper(await box.papersIn(tx, id))
    return {
      names: writtenNames(asked.posts, published(asked, [...(await box.sealedIn(tx, id)), ...agreed])),
      merges: await box.mergesIn(tx, id),
      papers: open,
    }
  })
})

export const ballotBox = answer(showBox, async (asking, { id }) => {
  const asked = await closedOne(asking, id)
  const turnout = await asking.house.store.onSide('roll', REGION, tx => roll.turnoutOf(tx, id))
  return asking.house.store.onSide('box', REGION, async tx => {
    const { sealed, paper } = await box.countable(tx, id)
    const { title, posts, categories, eligibleOn, opens, closes, minimum } = asked
    const plain = { title, posts, categories, eligibleOn, opens, closes, minimum }
    return boxFile(id, plain, await box.keysOf(tx, id), turnout, sealed, paper, await box.mergesIn(tx, id))
  })
})

/** Only who holds a recommendation or votes in it learns that there is one. Throws ballot.unknown. */
async function insistConcerned({ house, actor }: Asking, id: string): Promise<void> {
  if (actor.verbs.includes('ballot') && (await pass(house, actor, 'ballot', tx => question(tx, id)))) return
  const rolls = await house.store.onSide('roll', REGION, tx => roll.rollsOf(tx, actor.person.id))
  if (!rolls.some(one => one.ballot === id)) refuse('ballot.unknown', { ballot: id })
}

/** The recommendation, if the actor holds it. Throws access.denied, ballot.unknown. */
async function heldBy({ house, actor }: Asking, id: string): Promise<Stored> {
  insist(actor, 'ballot')
  return (await pass(house, actor, 'ballot', tx => question(tx, id))) ?? refuse('ballot.unknown', { ballot: id })
}

/** The same, once it is closed: before that nobody looks into the box. Throws ballot.open. */
async function closedOne(asking: Asking, id: string): Promise<Stored> {
  const asked = await heldBy(asking, id)
  return asked.closedOn ? asked : refuse('ballot.open', { closes: asked.closes })
}

function wireCategories({ categories }: Pick<Question, 'categories'>) {
  return categories.map(({ posts, ranks, ...rest }) => ({
    ...rest,
    ...(posts ? { posts: [...posts] } : {}),
    ...(ranks ? { ranks: [...ranks] } : {}),
  }))
}

function told({ id, holder, title, eligibleOn, opens, closes, closedOn }: Stored) {
  return { id, holder, title, eligibleOn, opens, closes, closedOn, withdrawn: isWithdrawn({ opens, closedOn }) }
}
