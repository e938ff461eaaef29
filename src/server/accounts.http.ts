// Answers about the accounts that an administrator looks after, and about stand-ins.

import * as api from '../access/account.api.ts'
import * as accounts from '../access/account.sql.ts'
import * as invitations from '../access/invitation.sql.ts'
import type { Verb } from '../access/policy.ts'
import { type Actor, endSessions, insist, sessionsOf } from '../access/session.sql.ts'
import * as standIns from '../access/stand-in.sql.ts'
import { note } from '../access/trace.sql.ts'
import { findPerson } from '../dossier/person.sql.ts'
import { refuse } from '../problem/problem.ts'
import { nameWords } from '../register/name.ts'
import { findOrg } from '../register/organization.sql.ts'
import { postWords } from '../register/vocabulary.ts'
import { type Day, plusDays } from '../time/day.ts'
import { type Asking, answer, showing } from './answer.ts'
import { pass, REGION } from './house.node.ts'

/** Hours in which an account that was reset must be taken up. */
const RESET_HOURS = 48

/** People that the actor's scope shows, with the posts by which they enter; one row a post. */
async function inSight({ house, actor }: Asking, people: readonly string[]): Promise<invitations.Holder[]> {
  return pass(house, actor, 'account', tx => invitations.postsOf(tx, house.charter, people, house.today()))
}

/** True where every post of a person lies within the actor's own: who could be locked out above is not touched from below. */
function within(actor: Actor, posts: readonly invitations.Holder[]): boolean {
  return posts.every(one => one.seat === null || one.seat.startsWith(actor.scope.path))
}

/** Every post by which people enter, in sight or not; as the owner, because a post beyond the actor's scope is what is asked for. */
function postsOf({ house }: Asking, people: readonly string[]): Promise<invitations.Holder[]> {
  return house.store.asOwner(REGION, tx => invitations.postsOf(tx, house.charter, people, house.today()))
}

/** The account of a name that the actor may look after. Throws access.account, access.reach. */
async function kept(asking: Asking, name: string) {
  const { house, actor } = asking
  insist(actor, 'account')
  const account = await house.store.asOwner(REGION, tx => accounts.findAccount(tx, name))
  const [sight] = account ? await inSight(asking, [account.person]) : []
  if (!account || !sight) return refuse('access.account', { account: name, near: null })
  if (!within(actor, await postsOf(asking, [account.person]))) refuse('access.reach', { account: account.name })
  if (account.demo) refuse('access.demo', {})
  return { account, sight }
}

const named = (one: invitations.Holder) => nameWords(one)

function holder({ house }: Asking, one: invitations.Holder) {
  return {
    person: one.person,
    name: named(one),
    postName: one.post ? postWords(house.charter, one.post) : null,
    org: one.org ? { code: one.org, name: { zh: one.short ?? '', en: one.orgEnglish ?? '' } } : null,
  }
}

export const accountList = showing(
  api.listAccounts,
  'look.accounts',
  async asking => {
    const { house, actor } = asking
    insist(actor, 'account')
    const now = house.now()
    const { all, open, sessions } = await house.store.asOwner(REGION, async tx => {
      const all = await accounts.accounts(tx)
      const sessions = new Map<string, { count: number; seenOn: Day | null }>()
      for (const { name } of all) {
        const running = await sessionsOf(tx, name, now)
        const seenOn =
          running
            .map(one => one.seenOn)
            .sort()
            .at(-1) ?? null
        sessions.set(name, { count: running.length, seenOn })
      }
      return { all, open: await invitations.openInvitations(tx, now), sessions }
    })
    const people = [...all.map(one => one.person), ...open.map(one => one.person!)]
    const sight = await inSight(asking, people)
    const first = (person: string | null) => sight.find(one => one.person === person)
    const posts = await postsOf(asking, [...new Set(sight.map(one => one.person))])
    return {
      accounts: all.flatMap(one => {
        const found = first(one.person)
        if (!found) return []
        const { count, seenOn } = sessions.get(one.name)!
        return {
          ...holder(asking, found),
          account: one.name,
          demo: one.demo,
          second: one.totp !== null,
          endedOn: one.endedOn,
          sessions: count,
          seenOn,
          mine: within(
            actor,
            posts.filter(post => post.person === one.person),
          ),
        }
      }),
      invitations: open.flatMap(({ id, kind, person, until }) => {
        const found = first(person)
        return found && kind !== 'setup' ? { ...holder(asking, found), id, kind, until: until.toISOString() } : []
      }),
    }
  },
  (_asking, _query, { accounts }) => ({ what: { count: accounts.length } }),
)

export const accountInvite = answer(api.invitePerson, async (asking, _query, { person, days }) => {
  const { house, actor } = asking
  const id = await pass(house, actor, 'account', tx => findPerson(tx, person, house.today()))
  const [sight] = await inSight(asking, [id])
  if (!sight) return refuse('person.unknown', { person })
  if (!within(actor, await postsOf(asking, [id]))) refuse('access.reach', { account: sight.name })
  const keys = await house.keys()
  const { code, until } = await house.store.asOwner(REGION, tx =>
    invitations.invite(tx, keys, { person: id, hours: days * 24, author: actor.account, now: house.now() }),
  )
  return { code, until: until.toISOString(), name: named(sight) }
})

export const accountReset = answer(api.resetAccount, async (asking, { name }) => {
  const { house, actor } = asking
  const { account, sight } = await kept(asking, name)
  const keys = await house.keys()
  const { code, until } = await house.store.asOwner(REGION, tx =>
    invitations.reset(tx, keys, {
      ...{ account: account.name, person: account.person, hours: RESET_HOURS, author: actor.account, now: house.now() },
    }),
  )
  return { code, until: until.toISOString(), name: named(sight) }
})

export const accountSessionsEnd = answer(api.endAccountSessions, async (asking, { name }) => {
  const { account } = await kept(asking, name)
  const ended = await asking.house.store.asOwner(REGION, async tx => {
    const count = await endSessions(tx, account.name, null)
    await note(tx, asking.actor.account, 'account.sessions_end', account.person, { account: account.name, count })
    return count
  })
  return { ended }
})

export const accountEnd = answer(api.endAccount, async (asking, { name }) => {
  const { account } = await kept(asking, name)
  await asking.house.store.asOwner(REGION, async tx => {
    await accounts.endAccount(tx, account.name, asking.house.today())
    await endSessions(tx, account.name, null)
    await note(tx, asking.actor.account, 'account.end', account.person, { account: account.name })
  })
  return {}
})

export const invitationWithdraw = answer(api.withdrawInvitation, async (asking, { id }) => {
  const { house, actor } = asking
  insist(actor, 'account')
  const open = await house.store.asOwner(REGION, tx => invitations.openInvitations(tx, house.now()))
  const found = open.find(one => one.id === id)
  if (!found?.person || (await inSight(asking, [found.person])).length === 0) return refuse('access.invitation', {})
  if (!within(actor, await postsOf(asking, [found.person]))) refuse('access.reach', { account: '' })
  await house.store.asOwner(REGION, async tx => {
    await invitations.withdrawInvitation(tx, id)
    await note(tx, actor.account, 'account.invitation_end', found.person!, {})
  })
  return {}
})

export const standInList = answer(api.listStandIns, async asking => {
  const { house, actor } = asking
  const on = house.today()
  insist(actor, 'read')
  // As the owner, of this person alone: a side that the reader's scope does not show is still the other side of a fact that is theirs.
  const rows = await house.store.asOwner(REGION, tx => standIns.standInsOf(tx, actor.person.id, on))
  const told = (row: standIns.StandIn) => ({
    id: row.id,
    giver: { zh: row.giverName ?? '', en: row.giverEnglish ?? '' },
    taker: { zh: row.takerName ?? '', en: row.takerEnglish ?? '' },
    postName: postWords(house.charter, row.post),
    org: row.org ? { code: row.org, name: { zh: row.short ?? '', en: row.orgEnglish ?? '' } } : null,
    verbs: row.verbs,
    from: row.from,
    last: plusDays(row.until, -1),
    endedOn: row.endedOn,
    state: stateOf(row, on),
  })
  return {
    given: rows.filter(row => row.giver === actor.person.id).map(told),
    held: rows.filter(row => row.taker === actor.person.id).map(told),
  }
})

function stateOf(row: standIns.StandIn, on: Day): 'coming' | 'holding' | 'over' {
  if (row.endedOn || row.until <= on || !row.standing) return 'over'
  return row.from > on ? 'coming' : 'holding'
}

export const standInGive = answer(api.giveStandIn, (asking, _query, body) => {
  const { house, actor } = asking
  if (!actor.capacity || actor.standsFor) return refuse('stand_in.wider', {})
  const giver = { account: actor.account, person: actor.person.id, capacity: actor.capacity, path: actor.scope.path }
  return pass(house, actor, 'read', async tx => {
    const org = await findOrg(tx, body.org ?? actor.org.code)
    const id = await standIns.standIn(tx, house.charter, {
      giver,
      taker: await findPerson(tx, body.taker, house.today()),
      org,
      verbs: body.verbs as Verb[],
      from: body.from as Day,
      last: body.last as Day,
      today: house.today(),
    })
    return { id }
  })
})

export const standInEnd = answer(api.endStandIn, async ({ house, actor }, { id }) => {
  const by = { person: actor.person.id, keeper: actor.verbs.includes('account') }
  const standIn = await pass(house, actor, 'read', tx => standIns.findEndable(tx, id, by))
  await house.store.asOwner(REGION, tx => standIns.endStandIn(tx, standIn, actor.account, house.today()))
  return {}
})
