// Reads what forms are made of: who belongs to an organization, what it has, and what it has recorded of late.
import { byStrokes } from '../register/strokes.ts'
import { statement, type Tx } from '../store/store.ts'
import { type Day, plusDays } from '../time/day.ts'

interface Person {
  id: string
  name: string
  english: string
  member: boolean
  full: boolean
}

interface Thing {
  id: string
  kind: string
  name: string
  english: string
}

interface Known {
  id: string
  kind: string
  day: Day
  for: string | null
  body: Record<string, unknown>
  present: string[]
  absent: string[]
  by: string
}

/** Days back in which a record is offered instead of asked again: a phone may come home after weeks. */
const LATELY = 60
const MOST_KNOWN = 300

// Where nobody is a member of the organization itself (a committee), its leading body is due.
const peopleOf = statement<Person>(
  'capture.people',
  `select p.id, p.name, p.english, bool_or(c.member) as member, bool_or(c.voting) as full from (
     select person, true as member, kind = 'full' as voting from membership where region = $1 and org = $2 and valid @> $3::date
     union all select t.person, a.body, a.body and exists (select 1 from membership m where m.region = $1 and m.person = t.person and m.valid @> $3::date and m.kind = 'full')
       from post t, (select not exists (select 1 from membership where region = $1 and org = $2 and valid @> $3::date) as body) a
       where t.region = $1 and t.org = $2 and t.valid @> $3::date
     union all select (body->>'person')::uuid, false, false from tie where region = $1 and org = $2 and valid @> $3::date and body ? 'person') c
   join person p on p.region = $1 and p.id = c.person and p.valid @> $3::date
   group by p.id, p.name, p.english order by member desc, p.id`,
)
const thingsOf = statement<Thing>(
  'capture.things',
  'select id, kind, name, english from thing where region = $1 and org = $2 and valid @> $3::date order by kind, opened, id',
)
const lately = statement<Known>(
  'capture.lately',
  `select id, kind, day, settles as for, body, present, absent, author as by from record
   where region = $1 and kind = any($2) and org = $3 and day >= $4 and day <= $5 and voided_by is null order by day desc, id desc limit ${MOST_KNOWN}`,
)
const usedIn = statement<{ kind: string; count: number }>(
  'capture.used',
  `select kind, count(*)::int as count from record
   where region = $1 and kind = any($2) and org = $3 and day >= $4 and voided_by is null group by kind`,
)

const belowOf = statement<{ code: string; short: string; english: string }>(
  'capture.below',
  'select code, short, english from org where region = $1 and parent = $2 and valid @> $3::date order by path limit 300',
)

/** What stands at an organization on a day and what it has recorded of the kinds lately. */
export async function captured(
  tx: Tx,
  org: string,
  kinds: readonly string[],
  on: Day,
): Promise<{
  below: { code: string; short: string; english: string }[]
  people: Person[]
  things: Thing[]
  known: Known[]
  used: Map<string, number>
}> {
  const below = await tx.all(belowOf, [tx.region, org, on])
  const found = await tx.all(peopleOf, [tx.region, org, on])
  const people = found.sort((a, b) => Number(b.member) - Number(a.member) || byStrokes(a.name, b.name))
  const things = await tx.all(thingsOf, [tx.region, org, on])
  const known = await tx.all(lately, [tx.region, kinds, org, plusDays(on, -LATELY), on])
  const used = await tx.all(usedIn, [tx.region, kinds, org, plusDays(on, -366)])
  return { below, people, things, known, used: new Map(used.map(row => [row.kind, row.count])) }
}
