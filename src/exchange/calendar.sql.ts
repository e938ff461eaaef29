// Calendar feeds: who holds one, and what stands in it. A feed shows what its holder could see that day, and nothing to whoever has lost the post.
import { v7 } from 'uuid'
import { type Keys, randomText } from '../access/key.node.ts'
import type { Charter } from '../charter/charter.ts'
import { duties } from '../duty/duty.sql.ts'
import { type Language, refuse } from '../problem/problem.ts'
import { casesDue } from '../record/case-state.sql.ts'
import type { Org } from '../register/organization.sql.ts'
import { phrase, sayDay } from '../report/phrase.ts'
import { statement, type Tx } from '../store/store.ts'
import { type Day, plusDays, startOf } from '../time/day.ts'
import { readPeriod } from '../time/period.ts'
import type { Entry } from './calendar.ts'

/** Feeds of one account at a time: a phone, a desk, and some that were forgotten. */
const MOST = 5

export interface Feed {
  readonly id: string
  readonly account: string
  readonly language: Language
  readonly madeOn: Day
}

const FEED = 'id, account, language, made_on as "madeOn" from calendar where region = $1'
const byDigest = statement<Feed>('calendar.by_token', `select ${FEED} and digest = $2`)
const ofAccount = statement<Feed>('calendar.of_account', `select ${FEED} and account = $2 order by id desc`)
const keep = statement(
  'calendar.keep',
  'insert into calendar (region, id, digest, account, language, made_on) values ($1, $2, $3, $4, $5, $6)',
)
const drop = statement('calendar.drop', 'delete from calendar where region = $1 and account = $2 and id = $3')

/** The feeds of an account, the youngest first. */
export function feedsOf(tx: Tx, account: string): Promise<Feed[]> {
  return tx.all(ofAccount, [tx.region, account])
}

/** Makes a feed and gives its token, which is kept nowhere. Throws calendar.many. */
export async function makeFeed(
  tx: Tx,
  keys: Keys,
  asked: { account: string; language: Language; on: Day },
): Promise<{ id: string; token: string }> {
  if ((await feedsOf(tx, asked.account)).length >= MOST) refuse('calendar.many', { most: MOST })
  const [id, token] = [v7(), randomText()]
  await tx.run(keep, [tx.region, id, digestOf(keys, token), asked.account, asked.language, asked.on])
  return { id, token }
}

/** Ends a feed of an account; gives whether there was one. */
export async function endFeed(tx: Tx, account: string, id: string): Promise<boolean> {
  return (await tx.run(drop, [tx.region, account, id])) > 0
}

/** The feed of a token. Throws calendar.unknown for one that never was and one that has ended alike. */
export async function findFeed(tx: Tx, keys: Keys, token: string): Promise<Feed> {
  return (await tx.one(byDigest, [tx.region, digestOf(keys, token)])) ?? refuse('calendar.unknown', {})
}

function digestOf(keys: Keys, token: string): string {
  return keys.digest('calendar', token)
}

/** For whom a calendar is written, and in which house. */
export interface Reader {
  readonly person: string
  readonly org: Org
  readonly on: Day
  readonly language: Language
  /** The address of the house; null where it is not known. */
  readonly origin: string | null
  readonly keys: Keys
}

/** What an organization owes and what waits for a person, each on the last day that counts. */
export async function entriesOf(tx: Tx, charter: Charter, reader: Reader): Promise<Entry[]> {
  return [...(await dutyEntries(tx, charter, reader)), ...(await caseEntries(tx, charter, reader))]
}

// A turn stands on its own last day; once that has passed it moves, as the same entry, to the last day of its grace.
async function dutyEntries(tx: Tx, charter: Charter, { org, on, language, origin, keys }: Reader): Promise<Entry[]> {
  const rows = await duties(tx, charter, { orgs: [org.id], on })
  return rows
    .filter(row => row.status === 'open' || row.status === 'late')
    .map(row => {
      const late = row.status === 'late'
      const turn = readPeriod(row.turn)!
      const [title, owed] = [row.title[language], phrase(row.owed, row.unit, language)]
      const [from, due, until] = [turn.from, row.due, row.until].map(day => sayDay(day as Day, language))
      return {
        uid: uidOf(keys, `duty ${org.id} ${row.duty} ${row.turn}`),
        day: (late ? row.until : row.due) as Day,
        title: late ? TEXT.late[language](title) : title,
        about: [
          row.orgName[language],
          TEXT.owed[language](owed, from!, due!),
          ...(row.until > row.due ? [TEXT.grace[language](until!)] : []),
          TEXT.clause[language](row.clause[language]),
        ].join('\n'),
        revised: startOf(late ? plusDays(row.due as Day, 1) : turn.from),
        sequence: Number(late),
        address: origin && `${origin}/today`,
      }
    })
}

// Each step may have set another due day: so many steps, so many revisions.
async function caseEntries(
  tx: Tx,
  charter: Charter,
  { person, org, on, language, origin, keys }: Reader,
): Promise<Entry[]> {
  const open = await casesDue(tx, { on, mine: { person, org: org.id } })
  return open.map(one => ({
    uid: uidOf(keys, `case ${one.id}`),
    day: one.due,
    title: TEXT.close[language](one.title),
    about: [one[language], charter.kinds.get(one.kind)!.name[language], TEXT.due[language](sayDay(one.due, language))]
      .filter(Boolean)
      .join('\n'),
    revised: one.told,
    sequence: one.steps,
    address: origin && `${origin}/cases?state=mine&case=${one.id}`,
  }))
}

/** Says nothing about the thing and is the same at every reading (RFC 7986, 5.3). */
function uidOf(keys: Keys, of: string): string {
  return `${keys.digest('calendar entry', of)}@jiceng`
}

const TEXT = {
  late: { zh: (title: string) => `补办：${title}`, en: (title: string) => `Make good: ${title}` },
  owed: {
    zh: (owed: string, from: string, due: string) => `应办 ${owed}，${from}至${due}`,
    en: (owed: string, from: string, due: string) => `${owed} owed, ${from} to ${due}`,
  },
  grace: {
    zh: (until: string) => `补办到${until}为止`,
    en: (until: string) => `May be made good until ${until}`,
  },
  clause: { zh: (clause: string) => `依据：${clause}`, en: (clause: string) => `Source: ${clause}` },
  close: { zh: (title: string) => `办结：${title}`, en: (title: string) => `Close: ${title}` },
  due: { zh: (due: string) => `时限：${due}`, en: (due: string) => `Due ${due}` },
} as const
