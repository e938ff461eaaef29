// Who gains and who loses sight of an organization when it or a post changes.
import type { Charter } from '../charter/charter.ts'
import type { Words } from '../charter/language.ts'
import { statement, type Tx } from '../store/store.ts'
import type { Day } from '../time/day.ts'
import { entryPosts } from './policy.ts'

/** A person who sees an organization by a post held at it or above it. */
export interface Watcher {
  readonly of: string
  readonly person: string
  readonly name: Words
  readonly post: string
  readonly at: Words
}

// The superiors are found by their seats: every beginning of the organization's own.
const watchers = statement<{
  of: string
  person: string
  zh: string
  en: string
  post: string
  atZh: string
  atEn: string
}>(
  'access.watchers',
  `with s as (select distinct id, seat from org where region = $1 and id = any($2::uuid[])),
     above as (select s.id as of, left(s.seat, n) as seat from s, generate_series(2, length(s.seat)) as n where substr(s.seat, n, 1) = '/')
   select a.of, t.person, p.name as zh, p.english as en, t.post, o.short as "atZh", o.english as "atEn"
   from above a join org o on o.region = $1 and o.seat = a.seat and o.valid @> $3::date
   join post t on t.region = $1 and t.org = o.id and t.valid @> $3::date and t.post = any($4::text[])
   join person p on p.region = $1 and p.id = t.person and p.valid @> $3::date
   order by a.of, length(o.seat), array_position($4::text[], t.post), t.person`,
)

/** Who sees organizations on a day, in whichever state of the register the transaction sees. */
export async function watchersOf(tx: Tx, charter: Charter, orgs: readonly string[], on: Day): Promise<Watcher[]> {
  const rows = await tx.all(watchers, [tx.region, orgs, on, entryPosts(charter)])
  return rows.map(({ of, person, zh, en, post, atZh, atEn }) => ({
    of,
    person,
    name: { zh, en },
    post,
    at: { zh: atZh, en: atEn },
  }))
}

/** Those who see in one state what they do not see in the other. */
export function seenOnlyBy(these: readonly Watcher[], others: readonly Watcher[]): Watcher[] {
  const key = (one: Watcher) => `${one.of} ${one.person}`
  const known = new Set(others.map(key))
  return these.filter(
    (one, index) => !known.has(key(one)) && these.findIndex(other => key(other) === key(one)) === index,
  )
}
