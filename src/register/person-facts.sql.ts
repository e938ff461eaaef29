// Changes of what is known of a person, and of things that tell of one: each from a day on, nothing overwritten.
import { v7 } from 'uuid'
import { statement, type Tx } from '../store/store.ts'
import type { Day } from '../time/day.ts'
import { monthOf } from '../time/period.ts'
import type { PersonSpan } from './facts.ts'
import type { Changer } from './journal.sql.ts'

/** What may change of a person as life goes on. */
export type PersonPatch = Partial<
  Pick<PersonSpan, 'name' | 'english' | 'education' | 'occupation' | 'rank' | 'nationality'>
>

const COLUMNS = 'seat, name, english, sex, born, nationality, education, occupation, rank'
const cut = statement(
  'person.cut',
  `update person set valid = daterange(lower(valid), $3) where region = $1 and id = $2 and valid @> $3::date and lower(valid) < $3`,
)
// What was cut goes on from the day with the new values; later stretches keep what they say of their own.
const goOn = statement(
  'person.go_on',
  `insert into person (region, id, valid, ${COLUMNS})
   select $1, p.id, daterange($3::date, coalesce((select min(lower(n.valid)) from person n where n.region = $1 and n.id = $2 and lower(n.valid) > $3), null)),
     p.seat, coalesce($4, p.name), coalesce($5, p.english), p.sex, p.born, coalesce($6, p.nationality), coalesce($7, p.education), coalesce($8, p.occupation), coalesce($9, p.rank)
   from person p where p.region = $1 and p.id = $2 and upper(p.valid) = $3`,
)
const change = statement(
  'person.change',
  `update person set name = coalesce($4, name), english = coalesce($5, english), nationality = coalesce($6, nationality),
     education = coalesce($7, education), occupation = coalesce($8, occupation), rank = coalesce($9, rank)
   where region = $1 and id = $2 and lower(valid) = $3`,
)
const touchOrgs = statement(
  'person.touch',
  `insert into touched (region, id, source, org, seat, month, until)
   select $1, gen_random_uuid(), 'people', x.org, x.seat, $3, null
   from (select org, seat from membership where region = $1 and person = $2 union select org, seat from post where region = $1 and person = $2) x`,
)
const audit = statement(
  'person.audit',
  'insert into audit (region, id, at, author, act, org, seat, what) select $1, $2, now(), $3, $4, null, p.seat, $6 from person p where p.region = $1 and p.id = $5 limit 1',
)

/** Changes facts of a person from a day on; the days before keep what held then. */
export async function amendPerson(tx: Tx, person: string, from: Day, patch: PersonPatch, by: Changer): Promise<void> {
  const { name, english, nationality, education, occupation, rank } = patch
  const values = [tx.region, person, from, name, english, nationality, education, occupation, rank].map(
    one => one ?? null,
  )
  if ((await tx.run(cut, [tx.region, person, from])) > 0) await tx.run(goOn, values)
  else await tx.run(change, values)
  await tx.run(touchOrgs, [tx.region, person, monthOf(from)])
  await tx.run(audit, [tx.region, v7(), by.name, 'person.amend', person, JSON.stringify({ from, ...patch })])
}

/** A thing that tells of a person: which it is, and where it stands. */
export interface Told {
  readonly kind: string
  readonly person: string
  readonly org: string
  readonly seat: string
  readonly name: string
  readonly english: string
}

const held = statement<{ id: string; from: Day; opened: Day }>(
  'person.thing',
  `select id, lower(valid) as from, opened from thing where region = $1 and kind = $2 and body->>'person' = $3 and valid @> $4::date order by valid desc limit 1`,
)
const cutThing = statement(
  'person.cut_thing',
  'update thing set valid = daterange(lower(valid), $3) where region = $1 and id = $2 and lower(valid) < $3 and valid @> $3::date',
)
const dropThing = statement(
  'person.drop_thing',
  'delete from thing where region = $1 and id = $2 and lower(valid) = $3',
)
const putThing = statement(
  'person.put_thing',
  `insert into thing (region, id, valid, opened, kind, org, seat, name, english, aliases, body)
   values ($1, $2, daterange($3, null), $4, $5, $6, $7, $8, $9, '{}', $10)`,
)
const touchThing = statement(
  'person.touch_thing',
  'insert into touched (region, id, source, org, seat, month, until) values ($1, $2, $3, $4, $5, $6, null)',
)

/** Puts what a thing says of a person from a day on: the thing that there is goes on with the new body, or a first one begins. */
export async function tellOf(
  tx: Tx,
  told: Told,
  from: Day,
  body: Readonly<Record<string, unknown>>,
  by: Changer,
): Promise<void> {
  const before = await tx.one(held, [tx.region, told.kind, told.person, from])
  const id = before?.id ?? v7()
  if (before) await tx.run(before.from === from ? dropThing : cutThing, [tx.region, id, from])
  await tx.run(putThing, [
    tx.region,
    id,
    from,
    before?.opened ?? from,
    told.kind,
    told.org,
    told.seat,
    told.name,
    told.english,
    JSON.stringify(body),
  ])
  await tx.run(touchThing, [tx.region, v7(), told.kind, told.org, told.seat, monthOf(from)])
  await tx.run(audit, [tx.region, v7(), by.name, 'person.tell', told.person, JSON.stringify({ from, thing: id })])
}
