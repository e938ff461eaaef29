// People who may be chosen for a change of the register: those of an organization on a day, or those whose name contains a text.
import { statement, type Tx } from '../store/store.ts'
import type { Day } from '../time/day.ts'
import type { Membership } from './facts.ts'

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
  `${select('(position(lower($4) in lower(p.name)) > 0 or position(lower($4) in lower(p.english)) > 0)')} order by length(p.name), p.name, p.id limit 20`,
)
/** Names by the strokes of the surname, as lists of people are printed. */
const STROKES = new Intl.Collator('zh-u-co-stroke')

/** Who belongs to an organization or holds an office there, and whose home it is without being anybody's member; by strokes. */
export async function peopleOf(
  tx: Tx,
  org: { readonly id: string; readonly seat: string },
  on: Day,
): Promise<Person[]> {
  const rows = await tx.all(atOrg, [tx.region, org.id, on, org.seat])
  return rows.sort((a, b) => STROKES.compare(a.name, b.name))
}

/** At most twenty people in sight whose name contains the text. */
export function peopleCalled(tx: Tx, org: string, on: Day, text: string): Promise<Person[]> {
  return tx.all(called, [tx.region, org, on, text])
}
