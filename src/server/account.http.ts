// Answers about one's own account: ways in, devices and sessions. What opens the account changes only for who has just proved it.
import type { z } from 'zod'
import type { showAccount } from '../access/account.api.ts'
import * as accounts from '../access/account.sql.ts'
import { askMaking } from '../access/passkey.node.ts'
import * as passkeys from '../access/passkey.sql.ts'
import { handedBy } from '../access/policy.ts'
import { isPassword, makeSeed, seedAddress, stepOf } from '../access/proof.node.ts'
import {
  type Actor,
  actAs,
  endSession,
  endSessions,
  noteProof,
  type Session,
  sessionOf,
  sessionsOf,
} from '../access/session.sql.ts'
import { note } from '../access/trace.sql.ts'
import { refuse } from '../problem/problem.ts'
import type { Tx } from '../store/store.ts'
import { dayAt } from '../time/day.ts'
import { REGION } from './house.node.ts'
import { actorOfVisit, answered, asked, keepMade, siteOf } from './session.http.ts'
import { deviceIn, tokenIn, type Visit } from './visit.ts'

/** Minutes for which a proof is fresh. */
const FRESH = 10

/** The owner of an account before it. */
export interface Own {
  readonly visit: Visit
  readonly actor: Actor
  readonly session: Session
}

/** Who is signed in, with the session. Throws access.unsigned. */
export async function ownOf(visit: Visit): Promise<Own> {
  const actor = (await actorOfVisit(visit)) ?? refuse('access.unsigned', {})
  const session = await visit.house.store.asOwner(REGION, tx => sessionOf(tx, tokenIn(visit)!, visit.house.now()))
  return { visit, actor, session: session ?? refuse('access.unsigned', {}) }
}

/** As ownOf, for what changes a way in. Throws access.demo, access.stale. */
export async function freshOwnOf(visit: Visit): Promise<Own> {
  const own = await ownOf(visit)
  if (own.session.way === 'demo') refuse('access.demo', {})
  insistFresh(own)
  return own
}

/** Throws access.stale where the owner of the session has not proved who they are for a while. */
export function insistFresh({ visit, session }: Own): void {
  if (visit.house.now().getTime() - session.provedAt.getTime() > FRESH * 60_000) refuse('access.stale', {})
}

const owner = <T>({ visit }: Own, work: (tx: Tx) => Promise<T>) => visit.house.store.asOwner(REGION, work)

export function showOwn(own: Own): Promise<z.input<(typeof showAccount)['out']>> {
  const { visit, actor, session } = own
  const { house, settings } = visit
  return owner(own, async tx => {
    const account = (await accounts.findAccount(tx, actor.account))!
    const secret = deviceIn(visit)
    const here = secret ? await accounts.findDevice(tx, account.name, secret) : null
    const signOn = settings.signOn
    return {
      name: account.name,
      demo: account.demo,
      password: account.password !== null,
      second: account.totp !== null,
      recoveryLeft: await accounts.recoveryLeft(tx, account.name),
      passkeys: (await passkeys.passkeysOf(tx, account.name)).map(({ id, words, madeOn, usedOn }) => ({
        ...{ id, words, madeOn, usedOn },
      })),
      devices: (await accounts.devicesOf(tx, account.name)).map(one => ({ ...one, here: one.id === here?.id })),
      sessions: (await sessionsOf(tx, account.name, house.now())).map(one => ({
        ...{ id: one.id, words: one.words, way: one.way, seenOn: one.seenOn },
        openedOn: dayAt(one.openedAt),
        here: one.id === session.id,
      })),
      signOn: signOn
        ? {
            name: signOn.name,
            madeOn:
              (await passkeys.signOnsOf(tx, account.name)).find(one => one.issuer === signOn.issuer)?.madeOn ?? null,
          }
        : null,
      handed: actor.standsFor ? [] : [...handedBy(house.charter, actor.post)],
    }
  })
}

/** Proves again who is there. Guesses from a session that was left open wait like others. Throws access.refused, access.wait. */
export async function proveOwn(own: Own, password: string): Promise<void> {
  const { visit, actor, session } = own
  const { house, keys } = visit
  const bucket = keys.digest('throttle', `proof ${actor.account}`)
  await owner(own, tx => accounts.countAttempt(tx, bucket, house.now()))
  const account = await owner(own, tx => accounts.findAccount(tx, actor.account))
  if (!(await isPassword(account?.password ?? null, password, keys.pepper))) refuse('access.refused', {})
  await owner(own, async tx => {
    await accounts.clearAttempts(tx, bucket)
    await noteProof(tx, session.id, house.now())
  })
}

export function changeOwnPassword(own: Own, password: string): Promise<void> {
  return changed(own, 'account.password', async tx => {
    await accounts.changePassword(tx, own.visit.keys, own.actor.account, password)
    await endSessions(tx, own.actor.account, own.session.id)
  })
}

/** A fresh seed; nothing is kept until its first code is right. It is sealed, so that what comes back was made here. */
export function beginOwnSecond({ visit, actor }: Own) {
  const seed = makeSeed()
  return {
    seed: visit.keys.seal(seed, `fresh ${accounts.aboutSeed(actor.account)}`),
    address: seedAddress(seed, actor.account),
  }
}

export async function confirmOwnSecond(own: Own, sealed: string, code: string): Promise<{ codes: string[] }> {
  const { visit, actor } = own
  const seed = opened(() => visit.keys.open(sealed, `fresh ${accounts.aboutSeed(actor.account)}`))
  const step = stepOf(seed, code.replace(/\s/g, ''), visit.house.now())
  if (step === null) return refuse('access.code', { why: 'wrong' })
  return changed(own, 'account.second', async tx => ({
    codes: await accounts.keepSecond(tx, visit.keys, actor.account, seed, step),
  }))
}

function opened(work: () => string): string {
  try {
    return work()
  } catch {
    return refuse('access.code', { why: 'wrong' })
  }
}

export function renewOwnRecovery(own: Own): Promise<{ codes: string[] }> {
  return changed(own, 'account.recovery', async tx => ({
    codes: await accounts.freshCodes(tx, own.visit.keys, own.actor.account),
  }))
}

export function endOwnSecond(own: Own): Promise<void> {
  return changed(own, 'account.second_end', tx => accounts.dropSecond(tx, own.actor.account))
}

export async function askOwnPasskey(own: Own) {
  const { visit, actor } = own
  const held = await owner(own, tx => passkeys.passkeysOf(tx, actor.account))
  const question = { for: 'making', account: actor.account } as const
  return asked(visit, await askMaking(siteOf(visit), actor.person.id, actor.account, held), question)
}

export async function addOwnPasskey(own: Own, answer: unknown): Promise<void> {
  const question = await answered(own.visit, answer)
  if (question?.for !== 'making' || question.account !== own.actor.account) refuse('access.passkey', {})
  await changed(own, 'account.passkey', tx => keepMade(own.visit, tx, own.actor.account, answer))
}

export function dropOwnPasskey(own: Own, id: string): Promise<void> {
  return changed(own, 'account.passkey_end', async tx => {
    await passkeys.dropPasskey(tx, own.actor.account, id)
    await insistWay(own, tx)
  })
}

export function dropOwnSignOn(own: Own): Promise<void> {
  return changed(own, 'account.sign_on_end', async tx => {
    await passkeys.disconnectSignOn(tx, own.actor.account, own.visit.settings.signOn?.issuer ?? '')
    await insistWay(own, tx)
  })
}

/** Throws access.last where nothing is left by which the account could be entered. */
async function insistWay({ actor }: Own, tx: Tx): Promise<void> {
  const account = await accounts.findAccount(tx, actor.account)
  const left = [await passkeys.passkeysOf(tx, actor.account), await passkeys.signOnsOf(tx, actor.account)].flat()
  if (!account?.password && left.length === 0) refuse('access.last', {})
}

export async function dropOwnDevice(own: Own, id: string): Promise<void> {
  await owner(own, tx => accounts.forgetDevice(tx, own.actor.account, id))
}

export async function endOwnSession(own: Own, id: string): Promise<void> {
  await owner(own, tx => endSession(tx, own.actor.account, id))
}

export async function endOwnOtherSessions(own: Own): Promise<void> {
  await owner(own, tx => endSessions(tx, own.actor.account, own.session.id))
}

/** Acts in another of one's capacities from now on. What is done as a stand-in is noted as begun by it. */
export function actOwn(own: Own, capacity: string): Promise<{ org: string }> {
  const { visit, actor } = own
  const { house } = visit
  return owner(own, async tx => {
    const now = await actAs(tx, house.charter, tokenIn(visit)!, capacity, house.today(), house.now())
    if (now.standsFor) await note(tx, actor.account, 'stand_in.act', actor.person.id, { id: capacity })
    return { org: now.org.code }
  })
}

/** Does what changes a way in, with its note. */
function changed<T>(own: Own, act: string, work: (tx: Tx) => Promise<T>): Promise<T> {
  return owner(own, async tx => {
    const done = await work(tx)
    await note(tx, own.actor.account, act, own.actor.person.id, {})
    return done
  })
}
