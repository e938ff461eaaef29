// Answers about calendar feeds, and the feed itself: it reads no cookie, its address is the key.
import { createHash } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { capacitiesOfAccount } from '../access/session.sql.ts'
import { note } from '../access/trace.sql.ts'
import { runningSpan } from '../duty/duty.sql.ts'
import { readCalendar } from '../exchange/calendar.api.ts'
import { endFeed, entriesOf, feedsOf, findFeed, makeFeed } from '../exchange/calendar.sql.ts'
import { type Entry, writeCalendar } from '../exchange/calendar.ts'
import type { Language } from '../problem/problem.ts'
import { findOrg } from '../register/organization.sql.ts'
import { insistFresh, type Own } from './account.http.ts'
import { parse } from './answer.ts'
import { type House, pass, REGION, ready } from './house.node.ts'
import type { Settings } from './settings.ts'
import { originOf } from './visit.ts'

const NAME = { zh: '基层：我要办的', en: 'Jiceng: what I owe' } as const

export async function showOwnCalendars({ visit, actor }: Own) {
  const feeds = await visit.house.store.asOwner(REGION, tx => feedsOf(tx, actor.account))
  return feeds.map(({ id, language, madeOn }) => ({ id, language, madeOn }))
}

/** A new feed with its address, which is shown this once. Throws access.stale, calendar.many. */
export async function makeOwnCalendar(own: Own, language: Language) {
  const { visit, actor } = own
  const { house, keys } = visit
  // Made from a session that was left open, a feed would look over its owner's shoulder for years. A demo account has nothing to prove.
  if (own.session.way !== 'demo') insistFresh(own)
  const { id, token } = await house.store.asOwner(REGION, async tx => {
    await note(tx, actor.account, 'account.calendar', actor.person.id, {})
    return makeFeed(tx, keys, { account: actor.account, language, on: house.trueDay() })
  })
  return { id, address: `${originOf(visit)}/calendar/${token}.ics` }
}

export async function endOwnCalendar({ visit, actor }: Own, id: string): Promise<void> {
  await visit.house.store.asOwner(REGION, async tx => {
    if (await endFeed(tx, actor.account, id)) await note(tx, actor.account, 'account.calendar_end', actor.person.id, {})
  })
}

/** The calendar of an account, in every capacity of the day; whoever holds none has an empty one, so that what was shown goes. */
export async function calendarOf(house: House, account: string, language: Language, origin: string | null) {
  const keys = await house.keys()
  const on = house.today()
  const capacities = await house.store.asOwner(REGION, tx =>
    capacitiesOfAccount(tx, house.charter, account, house.today()),
  )
  // Two posts in one organization owe the same.
  const entries = new Map<string, Entry>()
  for (const actor of capacities.filter(one => one.verbs.includes('read'))) {
    await ready(house, actor, runningSpan(house.charter, on))
    const found = await pass(house, actor, 'read', async tx =>
      entriesOf(tx, house.charter, {
        ...{ person: actor.person.id, org: await findOrg(tx, actor.org.code), on, language, origin, keys },
      }),
    )
    for (const entry of found) entries.set(entry.uid, entry)
  }
  const order = (a: Entry, b: Entry) => (a.day < b.day ? -1 : a.day > b.day ? 1 : a.uid < b.uid ? -1 : 1)
  return writeCalendar(NAME[language], language, [...entries.values()].sort(order))
}

/** Opens the feed. Calendars ask for it again and again: what has not changed is not sent again. */
export function openCalendar(app: FastifyInstance, house: House, settings: Settings): void {
  app.get(readCalendar.path, async (request, reply) => {
    const { token } = parse(readCalendar.query, request.params, 'query')
    await house.refresh()
    const keys = await house.keys()
    const feed = await house.store.asOwner(REGION, tx => findFeed(tx, keys, token.replace(/[.]ics$/, '')))
    const text = await calendarOf(house, feed.account, feed.language, originOf({ settings, request }))
    const tag = `"${createHash('sha256').update(text).digest('base64url')}"`
    reply.headers({ etag: tag, 'cache-control': 'private, no-cache', 'x-robots-tag': 'noindex' })
    const known = String(request.headers['if-none-match'] ?? '')
      .split(/\s*,\s*/)
      .map(one => one.replace(/^W[/]/, ''))
    if (known.includes(tag) || known.includes('*')) return reply.status(304).send()
    return reply.type('text/calendar; charset=utf-8').send(text)
  })
}
