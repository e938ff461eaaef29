// People who may be chosen for a change of the register: those of an organization on a day, or those whose name contains a text.
import { statement, type Tx } from '../store/store.ts'
import type { Day } from '../time/day.ts'
import { isCalled } from './called.ts'
import type { Membership } from './facts.ts'
import { keyOf, nameKey, nameWords } from './name.ts'
import { readingsOf } from './readings.ts'
import { byStrokes } from './strokes.ts'

/** A person as whoever keeps the register needs to tell people apart. */
export interface Person {
  readonly id: string
  readonly name: string
  readonly english: string
  readonly born: Day
  /** Short and English name and code of the organization to which the person belongs on the day; null for nobody's member. */
  readonly org: string | null
  readonly zh: string | null
  readonly en: string | null
  readonly kind: Membership['kind'] | null
  /** Offices held on the day in the organization that is asked about. */
  readonly posts: readonly string[]
}

const select = (
  which: string,
) => `select p.id, p.name, p.english, p.born, o.code as org, o.short as zh, o.english as en, m.kind,
     array(select t.post from post t where t.region = $1 and t.person = p.id and t.org = $2 and t.valid @> $3::date order by lower(t.valid)) as posts
   from person p
   left join membership m on m.region = $1 and m.person = p.id and m.valid @> $3::date
   left join org o on o.region = $1 and o.id = m.org and o.valid @> $3::date
   where p.region = $1 and p.valid @> $3::date and ${which}`
const atOrg = statement<Person>(
  'person.at_org',
  select(`p.id in (
     select person from membership where region = $1 and org = $2 and valid @> $3::date
     union select person from post where region = $1 and org = $2 and valid @> $3::date
     union select id from person where region = $1 and seat = $4 and not exists (select 1 from membership b where b.region = $1 and b.person = person.id and b.valid @> $3::date))`),
)
const called = statement<Person>(
  'person.called',
  `${select(`(strpos(${keyOf('p.name')}, $4) > 0 or strpos(${keyOf('p.english')}, $4) > 0 or p.id = any($5::uuid[]))`)} order by length(p.name), p.name, p.id limit 20`,
)
const names = statement<{ id: string; name: string; english: string }>(
  'person.names',
  'select id, name, english from person where region = $1 and valid @> $2::date order by name, id limit $3',
)
/** Names that are read for a search by readings: a district, not a country. */
const NAMES = 20_000

/** Who belongs to an organization or holds an office there, and whose home it is without being anybody's member; by strokes. */
export async function peopleOf(
  tx: Tx,
  org: { readonly id: string; readonly seat: string },
  on: Day,
): Promise<Person[]> {
  const rows = await tx.all(atOrg, [tx.region, org.id, on, org.seat])
  return rows.sort((a, b) => byStrokes(a.name, b.name))
}

/** At most twenty people in sight whose name contains the text, or is read so. */
export async function peopleCalled(tx: Tx, org: string, on: Day, text: string): Promise<Person[]> {
  const key = nameKey(text)
  return key === '' ? [] : tx.all(called, [tx.region, org, on, key, await readSo(tx, text, on)])
}

/** The names in sight on a day, as many as a district has. */
export function namesOn(tx: Tx, on: Day): Promise<{ id: string; name: string; english: string }[]> {
  return tx.all(names, [tx.region, on, NAMES])
}

/** Ids of those whose name is read so: by first letters or syllables, whichever reading of a sign is meant. */
export async function readSo(tx: Tx, text: string, on: Day): Promise<string[]> {
  if (!/^[a-z' ]{2,24}$/i.test(text.trim())) return []
  return (await namesOn(tx, on)).filter(one => isCalled(nameWords(one), text, readingsOf(one.name))).map(one => one.id)
}
