// Answers about sessions: who asks, and the ways in and out. The only ones that work before anybody is known.

import type { z } from 'zod'
import * as accounts from '../access/account.sql.ts'
import { deviceWords } from '../access/device.ts'
import type {
  askInvitedPasskey,
  readInvitation,
  signInByPasskey,
  signInByPassword,
  takeUpInvitation,
} from '../access/door.api.ts'
import * as invitations from '../access/invitation.sql.ts'
import { randomText } from '../access/key.node.ts'
import { askMaking, askProof, challengeIn, madeBy, provenBy } from '../access/passkey.node.ts'
import * as passkeys from '../access/passkey.sql.ts'
import { nameOf } from '../access/password.ts'
import { isPassword } from '../access/proof.node.ts'
import {
  type Actor,
  actorOf,
  capacitiesIn,
  demo,
  enter,
  leave,
  openSession,
  PASSING,
  TRUSTED,
  VOTER,
  votesNow,
  type Way,
} from '../access/session.sql.ts'
import type { Errand, SignOn } from '../access/sign-on.node.ts'
import { Problem, refuse } from '../problem/problem.ts'
import { nameWords, orgWords } from '../register/name.ts'
import { postWords } from '../register/vocabulary.ts'
import type { Tx } from '../store/store.ts'
import { plusDays } from '../time/day.ts'
import { districtOf, type House, latest, REGION } from './house.node.ts'
import {
  deviceIn,
  dropToken,
  keepDevice,
  keepErrand,
  keepToken,
  originOf,
  takeErrand,
  tokenIn,
  type Visit,
} from './visit.ts'

type Body<R extends { body: z.ZodType }> = z.output<R['body']>

/** What a passkey's question was for. */
type Question = { for: 'proof' } | { for: 'making'; account: string }
/** What somebody is sent to the district's sign-on for. */
type Purpose =
  | { for: 'entry'; to: string }
  | { for: 'connection'; account: string }
  | { for: 'invitation'; code: string; name: string; person: string | null }

/** The signed-in actor of a visit, or null. Read anew for each request: who loses the post loses the sight that day. */
export async function actorOfVisit(visit: Visit): Promise<Actor | null> {
  const token = tokenIn(visit)
  const { house } = visit
  return token ? house.store.asOwner(REGION, tx => actorOf(tx, house.charter, token, house.today(), house.now())) : null
}

/** Who is asking, in what they could act, and how one enters where nobody is signed in. */
export async function me(visit: Visit) {
  const { house, settings } = visit
  const district = await districtOf(house)
  const token = tokenIn(visit)
  const [on, now] = [house.today(), house.now()]
  return house.store.asOwner(REGION, async tx => {
    const actor = token ? await actorOf(tx, house.charter, token, on, now) : null
    const capacities = token && actor ? await capacitiesIn(tx, house.charter, token, on, now) : []
    const doors = district?.ready ? await demo(tx, house.charter, on) : []
    return {
      account: actor && told(house, actor),
      capacity: actor?.capacity ?? null,
      capacities: capacities.map(one => ({
        id: one.capacity ?? '',
        postName: postName(house, one.post),
        org: { code: one.org.code, name: orgWords(one.org) },
        standsFor: one.standsFor ? { name: nameWords(one.standsFor), last: plusDays(one.standsFor.until, -1) } : null,
      })),
      verbs: [...(actor?.verbs ?? [])],
      demo: doors.map(one => told(house, one)),
      ready: district?.ready ?? false,
      unset: district !== null && !(await accounts.anybody(tx)),
      signOn: settings.signOn?.name ?? null,
      today: on,
      clock: house.clock,
      // Whoever may mend the charter is told that it is not whole.
      charterFaults: actor?.verbs.includes('charter') ? house.faults.map(({ zh, en }) => ({ zh, en })) : [],
      latest: latest(house),
      years: district?.years ?? [],
    }
  })
}

/** Enters with a demo account. Outside the ready district this door is not there. */
export async function enterDemo(visit: Visit, account: string) {
  const { house, request } = visit
  if (!(await districtOf(house))?.ready) refuse('server.route', { path: request.url })
  return admit(visit, 'demo', tx => enter(tx, visit.house.charter, account, house.today(), house.now(), wordsOf(visit)))
}

/** Signs in by user name and password. Every answer before the right password is the same, and so is the work. */
export async function enterByPassword(visit: Visit, body: Body<typeof signInByPassword>) {
  const { house, keys } = visit
  const { store } = house
  const [on, now] = [house.today(), house.now()]
  const name = nameOf(body.name)
  const secret = deviceIn(visit)
  const { account, device, bucket } = await store.asOwner(REGION, async tx => {
    const account = await accounts.findAccount(tx, name)
    const device = account && secret ? await accounts.findDevice(tx, account.name, secret) : null
    // A device of the owner has a count of its own: whoever guesses from elsewhere cannot hold the owner up.
    const bucket = keys.digest('throttle', device ? `device ${device.id}` : `account ${name}`)
    return { account: account?.endedOn === null ? account : null, device, bucket }
  })
  return noting(visit, 'password', account, async () => {
    await store.asOwner(REGION, tx => accounts.countAttempt(tx, bucket, now))
    const right = await isPassword(account?.password ?? null, body.password, keys.pepper)
    if (!account || !right) return refuse('access.refused', {})
    return admit(visit, 'password', async tx => {
      const trusted = device?.trustedUntil ? device.trustedUntil >= on : false
      if (account.totp && !trusted) {
        if (!body.code) refuse('access.code', { why: 'needed' })
        if (!(await accounts.takeSecond(tx, keys, account, body.code, on, now))) refuse('access.code', { why: 'wrong' })
      }
      await accounts.clearAttempts(tx, bucket)
      return open(visit, tx, account.name, 'password', trusted, body.trust)
    })
  })
}

/** What the browser is asked for a passkey. */
export async function askForPasskey(visit: Visit) {
  return asked(visit, await askProof(siteOf(visit)), { for: 'proof' })
}

/** Signs in by a passkey. */
export async function enterByPasskey(visit: Visit, { answer, trust }: Body<typeof signInByPasskey>) {
  const { house } = visit
  const found = await house.store.asOwner(REGION, async tx => {
    const passkey = await passkeys.findPasskey(tx, answer.id)
    return { passkey, account: passkey && (await accounts.findAccount(tx, passkey.account)) }
  })
  return noting(visit, 'passkey', found.account, async () => {
    const question = await answered(visit, answer)
    if (question?.for !== 'proof') return refuse('access.passkey', {})
    return admit(visit, 'passkey', async tx => {
      const passkey = found.passkey ?? refuse('access.passkey', {})
      const counter = await provenBy(siteOf(visit), answer, challengeIn(answer), passkey)
      await passkeys.notePasskey(tx, passkey.id, counter, house.trueDay())
      return open(visit, tx, passkey.account, 'passkey', false, trust)
    })
  })
}

/** Whom a one-time code is for. */
export async function showInvitation(visit: Visit, code: string): Promise<z.input<(typeof readInvitation)['out']>> {
  const { house, keys, settings } = visit
  const on = house.today()
  return house.store.asOwner(REGION, async tx => {
    const { kind, person, until } = await invitations.findInvitation(tx, keys, code, house.now())
    const holders = person
      ? await invitations.postsOf(tx, house.charter, [person], on)
      : await invitations.organizersOf(tx, house.charter, on)
    const people = holders.filter((one, index) => holders.findIndex(other => other.person === one.person) === index)
    return {
      kind,
      until: until.toISOString(),
      people: people.map(one => ({
        person: one.person,
        name: nameWords(one),
        postName: one.post ? postName(house, one.post) : null,
        org: one.org ? { zh: one.short ?? '', en: one.orgEnglish ?? '' } : null,
      })),
      account: (person && (await accounts.accountOf(tx, person))?.name) || null,
      signOn: settings.signOn?.name ?? null,
    }
  })
}

/** What the browser is asked to make for an account that is taken up. */
export async function askForInvitedPasskey(visit: Visit, code: string, body: Body<typeof askInvitedPasskey>) {
  const { house, keys } = visit
  const { person } = await house.store.asOwner(REGION, tx => invitations.findInvitation(tx, keys, code, house.now()))
  const account = nameOf(body.name)
  return asked(visit, await askMaking(siteOf(visit), person ?? body.person ?? account, account, []), {
    for: 'making',
    account,
  })
}

/** Takes an invitation up by password or passkey, and signs in. */
export async function acceptInvitation(visit: Visit, code: string, body: Body<typeof takeUpInvitation>) {
  const { house, keys } = visit
  const [on, now] = [house.today(), house.now()]
  const question = body.passkey ? await answered(visit, body.passkey) : null
  if (body.passkey && question?.for !== 'making') refuse('access.passkey', {})
  if (!body.passkey && !body.password) refuse('access.password', { why: 'short' })
  return admit(visit, body.passkey ? 'passkey' : 'password', async tx => {
    const { account } = await invitations.takeUp(tx, visit.house.charter, keys, {
      ...{ code, person: body.person ?? null, name: body.name, password: body.password ?? null, on, now },
    })
    if (body.passkey) await keepMade(visit, tx, account, body.passkey)
    return open(visit, tx, account, body.passkey ? 'passkey' : 'password', false, body.trust)
  })
}

/** Checks what a browser has made and keeps it for an account. Throws access.passkey. */
export async function keepMade(visit: Visit, tx: Tx, account: string, answer: unknown): Promise<void> {
  const made = await madeBy(siteOf(visit), answer, challengeIn(answer))
  const kept = await passkeys.keepPasskey(tx, {
    ...made,
    account,
    words: wordsOf(visit),
    madeOn: visit.house.trueDay(),
  })
  if (!kept) refuse('access.passkey', {})
}

/** Sends somebody to the district's sign-on; gives the address. */
export async function sendToSignOn(visit: Visit, signOn: SignOn, purpose: Purpose): Promise<string> {
  const { house } = visit
  const state = randomText()
  const redirect = `${originOf(visit)}/api/sign-in/district/back`
  const { address, errand } = await signOn.begin(redirect, state)
  await house.store.asOwner(REGION, tx => passkeys.beginCeremony(tx, state, { ...errand, purpose }, house.now()))
  keepErrand(visit, state)
  return address.href
}

/** Somebody comes back from the district's sign-on; gives the page to go on with. Throws access.sign_on, access.stranger. */
export async function backFromSignOn(visit: Visit, signOn: SignOn): Promise<string> {
  const { house, keys, request } = visit
  const [on, now] = [house.today(), house.now()]
  // The errand belongs to the browser that began it: nobody is signed in by a link that another one sends.
  const state = takeErrand(visit) ?? ''
  const errand = (await house.store.asOwner(REGION, tx => passkeys.takeCeremony(tx, state, now))) as
    | (Errand & { purpose: Purpose })
    | null
  if (!errand) return refuse('access.sign_on', { why: 'state' })
  const subject = await signOn.finish(new URL(request.url, originOf(visit)), state, errand)
  const as = { issuer: signOn.issuer, subject, on }
  const { purpose } = errand
  if (purpose.for === 'connection') {
    await house.store.asOwner(REGION, tx => passkeys.connectSignOn(tx, { ...as, account: purpose.account }))
    return '/account'
  }
  await noting(visit, 'sign-on', null, () =>
    admit(visit, 'sign-on', async tx => {
      if (purpose.for === 'invitation') {
        const { account } = await invitations.takeUp(tx, visit.house.charter, keys, {
          ...purpose,
          password: null,
          on,
          now,
        })
        await passkeys.connectSignOn(tx, { ...as, account })
      }
      const account = (await passkeys.accountOfSubject(tx, as.issuer, subject)) ?? refuse('access.stranger', {})
      return open(visit, tx, account, 'sign-on', false, false)
    }),
  )
  return purpose.for === 'entry' ? purpose.to : '/'
}

/** Ends the session of the visit. */
export async function signOutOf(visit: Visit): Promise<object> {
  const token = tokenIn(visit)
  dropToken(visit)
  if (token) await visit.house.store.asOwner(REGION, tx => leave(tx, token))
  return {}
}

/** Remembers a question until its answer comes. */
export async function asked<O extends { challenge: string }>(
  visit: Visit,
  options: O,
  question: Question,
): Promise<O & Record<string, unknown>> {
  const { house } = visit
  await house.store.asOwner(REGION, tx => passkeys.beginCeremony(tx, options.challenge, question, house.now()))
  return { ...options }
}

/** The question to which a browser's answer belongs, once; null where there is none. */
export async function answered(visit: Visit, answer: unknown): Promise<Question | null> {
  const { house } = visit
  return (await house.store.asOwner(REGION, tx =>
    passkeys.takeCeremony(tx, challengeIn(answer), house.now()),
  )) as Question | null
}

export function siteOf(visit: Visit) {
  return { origin: originOf(visit) }
}

export function wordsOf({ request }: Visit): string {
  return deviceWords(String(request.headers['user-agent'] ?? ''))
}

/** Opens a session and knows the device from now on; a trusted one is not asked for the second factor again. */
async function open(visit: Visit, tx: Tx, account: string, way: Way, trusted: boolean, trust: boolean) {
  const [on, now] = [visit.house.today(), visit.house.now()]
  const words = wordsOf(visit)
  const limits = trusted || trust ? TRUSTED : PASSING
  const opened = await openSession(tx, visit.house.charter, { account, way, limits, words, on, now })
  await accounts.rememberDevice(tx, account, { secret: keepDevice(visit), words, trust, on })
  return opened
}

/** Gives the browser the new session; the one it had before ends. */
async function admit(
  visit: Visit,
  way: Way,
  work: (tx: Tx) => Promise<{ token: string; actor: Actor; idleMinutes: number }>,
): Promise<{ account: ReturnType<typeof told> }> {
  const { house } = visit
  const before = tokenIn(visit)
  const { token, actor, idleMinutes, votes } = await house.store.asOwner(REGION, async tx => {
    const opened = await work(tx)
    if (before) await leave(tx, before)
    return { ...opened, votes: await votesNow(tx, opened.actor.person.id, house.trueDay()) }
  })
  if (!votes)
    house.soon.note({
      ...{
        kind: 'sign-ins',
        author: actor.account,
        act: 'sign_in.enter',
        person: actor.person.id,
        about: actor.person.id,
      },
      what: { way },
    })
  keepToken(visit, token, idleMinutes)
  return { account: told(house, actor) }
}

/** Notes that somebody did not come in, and why. A name that is no account's is not kept: people type passwords there. */
async function noting<T>(
  { house }: Visit,
  way: Way,
  account: { readonly name: string; readonly person: string } | null,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work()
  } catch (error) {
    // The right password before the second factor is no failure yet.
    const asks =
      error instanceof Problem && error.code === 'access.code' && (error.details as { why: string }).why === 'needed'
    if (error instanceof Problem && !asks)
      house.soon.note({
        ...{ kind: 'sign-ins', author: account?.name ?? '', act: 'sign_in.refused', what: { way, why: error.code } },
        ...(account ? { person: account.person, about: account.person } : {}),
      })
    throw error
  }
}

function postName(house: House, post: string) {
  if (post === VOTER) return { zh: '投票人', en: 'voter' }
  return postWords(house.charter, post)
}

function told(house: House, actor: Actor) {
  return {
    name: actor.account,
    person: nameWords(actor.person),
    post: actor.post,
    postName: postName(house, actor.post),
    org: { code: actor.org.code, name: orgWords(actor.org) },
  }
}

/** A problem as an address of the page can carry it: its code alone. */
export function codeIn(error: unknown): string {
  if (error instanceof Problem) return error.code
  throw error
}
