// Entries of the register: people, things and ties begin, change and end on a day. Nothing is overwritten.
import { v7 } from 'uuid'
import { check, namedIn, normalized, UUID } from '../charter/body.ts'
import type { Kind } from '../charter/charter.ts'
import type { Words } from '../charter/language.ts'
import { refuse } from '../problem/problem.ts'
import { statement, type Tx } from '../store/store.ts'
import type { Day } from '../time/day.ts'
import { monthOf } from '../time/period.ts'
import { insistPast, putMember } from './change.sql.ts'
import type { Membership, PersonSpan, ThingSpan } from './facts.ts'
import { type Change, type Changer, homeOf, insistWriter, journal } from './journal.sql.ts'
import { touch, touchPerson } from './lives.sql.ts'
import { isMongolian } from './mongolian.ts'
import { insistName, keyOf, nameKey, nameWords, orgWords, storedName, storedPersonName, withEnglish } from './name.ts'
import { insistNamed } from './named.sql.ts'
import { findOrg, type Org, orgAt } from './organization.sql.ts'

/** An entry of something new, with its id. */
export type Entered = Change & { readonly entered: string }

/** What the register keeps of a person. */
export type PersonFacts = Omit<PersonSpan, 'id' | 'from' | 'to'>
/** What may change of a person as life goes on; sex and birth hold from the first day, so a correction of them does too. */
export type PersonPatch = Partial<PersonFacts>
/** What a thing is called and what is said of it. */
export type ThingFacts = Pick<ThingSpan, 'name' | 'english' | 'aliases' | 'body'>

const COLUMNS = 'name, english, mongolian, sex, born, born_known, nationality, education, occupation, rank'
const namesake = statement<{ id: string; org: Words | null }>(
  'entry.namesake',
  `select p.id, (select jsonb_build_object('zh', o.short, 'en', o.english) from org o where o.region = $1 and o.seat = p.seat
     order by o.valid desc limit 1) as org
   from person p where p.region = $1 and p.born = $3 and ${keyOf('p.name')} = $2 limit 1`,
)
const putPerson = statement(
  'entry.person',
  `insert into person (region, id, valid, seat, ${COLUMNS}) values ($1, $2, daterange($3, null), $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
)

/** A person's names as they are stored. */
export function personNames<Named extends Pick<PersonFacts, 'name' | 'english' | 'mongolian'>>(person: Named): Named {
  const name = insistName(storedPersonName(person.name))
  return withEnglish({ ...person, name, mongolian: storedName(person.mongolian ?? '') }, name)
}

/** What a thing is called as it is stored. */
export function thingNames<Named extends Omit<ThingFacts, 'body'>>(thing: Named): Named {
  const name = insistName(storedName(thing.name))
  return withEnglish({ ...thing, name, aliases: thing.aliases.map(storedName).filter(Boolean) }, name)
}

function insistMongolian(text = ''): void {
  if (!isMongolian(text)) refuse('person.mongolian', { text })
}

/** Enters a person whom the register does not know, at home in an organization, from a day on; with `kind`, as a member of it.
 *  Throws person.present where somebody of the same name was born on the same day, unless `another` says that it is not they. */
export async function enterPerson(
  tx: Tx,
  {
    org,
    from,
    kind,
    another,
    ...facts
  }: PersonFacts & {
    readonly org: string
    readonly from: Day
    readonly kind: Membership['kind'] | null
    readonly another: boolean
  },
  by: Changer,
): Promise<Entered> {
  insistPast(from, by)
  const called = personNames(facts)
  const {
    name,
    english,
    mongolian = '',
    sex,
    born,
    bornKnown = 'day',
    nationality,
    education,
    occupation,
    rank,
  } = called
  insistMongolian(mongolian)
  if (born > from) refuse('person.unborn', { person: nameWords({ name, english }), born, day: from })
  const home = await orgAt(tx, await findOrg(tx, org), from)
  const same = await tx.one(namesake, [tx.region, nameKey(name), born])
  if (same && !another) refuse('person.present', { ...same, person: nameWords({ name, english }), born })
  const id = v7()
  const change = await journal(
    tx,
    by,
    {
      act: 'person.enter',
      day: from,
      org: home.id,
      extent: { people: [id], selves: [id] },
      what: { people: [id], called: { zh: name, en: english } },
    },
    async () => {
      const values = [name, english, mongolian, sex, born, bornKnown, nationality, education, occupation, rank]
      await tx.run(putPerson, [tx.region, id, from, home.seat, ...values])
      if (kind) await tx.run(putMember, [tx.region, v7(), id, home.id, home.seat, kind, from, null])
      await touch(tx, [home], 'people', monthOf(from))
    },
  )
  return { ...change, entered: id }
}

const known = statement<{ name: string; english: string; first: Day }>(
  'entry.known',
  'select name, english, min(lower(valid)) over () as first from person where region = $1 and id = $2 order by valid desc limit 1',
)
const cutPerson = statement(
  'entry.cut_person',
  'update person set valid = daterange(lower(valid), $3) where region = $1 and id = $2 and valid @> $3::date and lower(valid) < $3',
)
// Without an English name of its own a person has the Chinese one, and keeps having it when that changes.
const ENGLISH = (p: string) =>
  `coalesce(nullif($5, ''), case when $5 = '' or ${p}english = ${p}name then coalesce($4, ${p}name) end, ${p}english)`
// What was cut goes on from the day with the new values; later stretches keep what they say of their own.
const goOn = statement(
  'entry.go_on',
  `insert into person (region, id, valid, seat, ${COLUMNS})
   select $1, p.id, daterange($3::date, (select min(lower(n.valid)) from person n where n.region = $1 and n.id = $2 and lower(n.valid) > $3)),
     p.seat, coalesce($4, p.name), ${ENGLISH('p.')}, coalesce($11, p.mongolian), p.sex, p.born, p.born_known, coalesce($6, p.nationality), coalesce($7, p.education),
     coalesce($8, p.occupation), case when $9 then $10 else p.rank end
   from person p where p.region = $1 and p.id = $2 and upper(p.valid) = $3`,
)
const changeStretch = statement(
  'entry.change_person',
  `update person set name = coalesce($4, name), english = ${ENGLISH('')}, mongolian = coalesce($11, mongolian), nationality = coalesce($6, nationality),
     education = coalesce($7, education), occupation = coalesce($8, occupation), rank = case when $9 then $10 else rank end
   where region = $1 and id = $2 and lower(valid) = $3`,
)
const changeBirth = statement(
  'entry.change_birth',
  'update person set sex = coalesce($3, sex), born = coalesce($4, born), born_known = coalesce($5, born_known) where region = $1 and id = $2',
)
/** Changes facts of a person from a day on; the days before keep what held then. Throws person.unknown, and person.absent
 *  before the first day. */
export async function changePerson(
  tx: Tx,
  person: string,
  from: Day,
  given: PersonPatch,
  by: Changer,
): Promise<Change> {
  insistPast(from, by)
  const patch = {
    ...given,
    ...(given.name === undefined ? {} : { name: insistName(storedPersonName(given.name)) }),
    ...(given.english === undefined ? {} : { english: storedName(given.english) }),
    ...(given.mongolian === undefined ? {} : { mongolian: storedName(given.mongolian) }),
  }
  insistMongolian(patch.mongolian)
  const { first, ...called } = (await tx.one(known, [tx.region, person])) ?? refuse('person.unknown', { person })
  if (from < first) refuse('person.absent', { person: nameWords(called), day: from, first })
  const org = await homeOf(tx, person)
  return journal(
    tx,
    by,
    { act: 'person.change', day: from, org, extent: { selves: [person] }, what: { people: [person], patch } },
    () => putPatch(tx, person, from, patch),
  )
}

/** Lets facts of a person read otherwise from a day on, within a change that somebody else notes. */
export async function putPatch(tx: Tx, person: string, from: Day, patch: PersonPatch): Promise<void> {
  const { name, english, mongolian, sex, born, bornKnown, nationality, education, occupation, rank } = patch
  const later = [name, english, nationality, education, occupation].map(one => one ?? null)
  const values = [tx.region, person, from, ...later, rank !== undefined, rank ?? null, mongolian ?? null]
  const birth = sex !== undefined || born !== undefined
  if (Object.keys(patch).some(field => !BIRTH.has(field))) {
    if ((await tx.run(cutPerson, [tx.region, person, from])) > 0) await tx.run(goOn, values)
    else await tx.run(changeStretch, values)
  }
  // A day that is named anew is known whole unless it is said otherwise.
  if (birth)
    await tx.run(changeBirth, [
      tx.region,
      person,
      sex ?? null,
      born ?? null,
      born === undefined ? null : (bornKnown ?? 'day'),
    ])
  await touchPerson(tx, person, birth ? 0 : monthOf(from))
}
const BIRTH: ReadonlySet<string> = new Set(['sex', 'born', 'bornKnown'])

/** A body that may be stored. Throws input.field and the problems of names that the register does not show. */
async function sound(
  tx: Tx,
  kind: Kind,
  body: Readonly<Record<string, unknown>>,
  on: Day,
): Promise<Record<string, unknown>> {
  const [issue] = check(kind, body, on)
  if (issue) refuse('input.field', { where: kind.id, field: issue.field, why: issue.why })
  await insistNamed(tx, namedIn(kind, body))
  return normalized(kind, body)
}

function insistKept(kind: Kind, from: Day): void {
  if (kind.retired && from >= kind.retired) refuse('kind.retired', { kind: kind.id, retired: kind.retired, day: from })
}

interface Stretch extends ThingFacts {
  readonly kind: string
  readonly org: string
  readonly from: Day
  readonly to: Day | null
  readonly opened: Day
}

const stretches = statement<Stretch>(
  'entry.thing_life',
  `select kind, org, name, english, aliases, body, opened, lower(valid) as from, upper(valid) as to from thing
   where region = $1 and id = $2 order by valid`,
)
const putThing = statement(
  'entry.thing',
  `insert into thing (region, id, valid, opened, kind, org, seat, name, english, aliases, body)
   values ($1, $2, daterange($3, $4), $5, $6, $7, $8, $9, $10, $11, $12)`,
)
const cutThing = statement(
  'entry.cut_thing',
  'update thing set valid = daterange(lower(valid), $3) where region = $1 and id = $2 and valid @> $3::date and lower(valid) < $3',
)
const dropThing = statement(
  'entry.drop_thing',
  'delete from thing where region = $1 and id = $2 and lower(valid) >= $3 and ($4::date is null or lower(valid) < $4)',
)

function calledThing(kind: Kind, { name, english }: ThingFacts) {
  return { zh: `${kind.name.zh}“${name}”`, en: `${kind.name.en} "${english || name}"` }
}

/** Enters a thing of a kind at an organization from a day on. Throws kind.retired and what its body breaks. */
export async function enterThing(
  tx: Tx,
  kind: Kind,
  { org, from, ...facts }: ThingFacts & { readonly org: string; readonly from: Day },
  by: Changer,
): Promise<Entered> {
  insistPast(from, by)
  insistKept(kind, from)
  const place = await orgAt(tx, await findOrg(tx, org), from)
  insistWriter(kind, place, facts.body, by)
  const body = await sound(tx, kind, facts.body, from)
  const id = v7()
  const called = thingNames(facts)
  const { name, english, aliases } = called
  const change = await journal(
    tx,
    by,
    {
      act: 'thing.enter',
      day: from,
      org: place.id,
      extent: { facts: [id] },
      what: { called: calledThing(kind, facts), kind: kind.id, patch: body },
    },
    async () => {
      const values = [from, null, from, kind.id, place.id, place.seat, name, english, aliases, JSON.stringify(body)]
      await tx.run(putThing, [tx.region, id, ...values])
      await touch(tx, [place], kind.id, monthOf(from))
    },
  )
  return { ...change, entered: id }
}

/** Changes what a thing is called or what is said of it, from a day on; stretches that begin later keep what they say.
 *  Fields of the body that are not given stay. Throws thing.unknown and thing.absent. */
export async function changeThing(
  tx: Tx,
  kindOf: (id: string) => Kind,
  id: string,
  from: Day,
  patch: Partial<ThingFacts>,
  by: Changer,
): Promise<Change> {
  insistPast(from, by)
  const held = await stretchOn(tx, id, from)
  const kind = kindOf(held.kind)
  // What is asked no more stays readable, but is not asked of the new stretch either.
  const before = Object.fromEntries(Object.entries(held.body).filter(([name]) => !kind.fields[name]?.retired))
  const body = await sound(tx, kind, { ...before, ...patch.body }, from)
  const { english: own, ...renamed } = patch
  const follows = own === undefined && held.english === held.name
  const facts = thingNames({
    ...{ name: held.name, aliases: held.aliases, ...renamed, body },
    english: follows ? '' : (own ?? held.english),
  })
  const place = await findOrg(tx, held.org)
  insistWriter(kind, place, { ...held.body, ...patch.body }, by)
  const { body: _body, ...named } = patch
  const changed = Object.fromEntries(
    Object.keys(patch.body ?? {})
      .filter(name => body[name] !== held.body[name])
      .map(name => [name, body[name] ?? '']),
  )
  return journal(
    tx,
    by,
    {
      act: 'thing.change',
      day: from,
      org: held.org,
      extent: { facts: [id] },
      what: { called: calledThing(kind, facts), kind: kind.id, patch: { ...named, ...changed } },
    },
    async () => {
      if (held.from === from) await tx.run(dropThing, [tx.region, id, from, held.to])
      else await tx.run(cutThing, [tx.region, id, from])
      const { name, english, aliases } = facts
      const values = [from, held.to, held.opened, kind.id, held.org, place.seat, name, english, aliases]
      await tx.run(putThing, [tx.region, id, ...values, JSON.stringify(body)])
      await touch(tx, [place], kind.id, monthOf(from))
    },
  )
}

/** Ends a thing on a day: the first on which it is no more. Throws thing.unknown, thing.absent and thing.empty. */
export async function endThing(
  tx: Tx,
  kindOf: (id: string) => Kind,
  id: string,
  on: Day,
  by: Changer,
): Promise<Change> {
  insistPast(on, by)
  const held = await stretchOn(tx, id, on)
  if (held.opened === on) refuse('thing.empty', { thing: nameWords(held), day: on })
  const kind = kindOf(held.kind)
  const place = await findOrg(tx, held.org)
  insistWriter(kind, place, held.body, by)
  return journal(
    tx,
    by,
    {
      act: 'thing.end',
      day: on,
      org: held.org,
      extent: { facts: [id] },
      what: { called: calledThing(kind, held), kind: kind.id },
    },
    async () => {
      await tx.run(cutThing, [tx.region, id, on])
      await tx.run(dropThing, [tx.region, id, on, null])
      await touch(tx, [place], kind.id, monthOf(on))
    },
  )
}

async function stretchOn(tx: Tx, id: string, on: Day): Promise<Stretch> {
  const life = UUID.test(id) ? await tx.all(stretches, [tx.region, id]) : []
  if (life.length === 0) refuse('thing.unknown', { thing: id, kind: null })
  const held = life.find(one => one.from <= on && (one.to === null || on < one.to))
  const last = life.at(-1)!
  return held ?? refuse('thing.absent', { thing: nameWords(last), day: on, opened: last.opened, closed: last.to })
}

const sameTie = statement<{ from: Day }>(
  'entry.same_tie',
  `select lower(valid) as from from tie where region = $1 and kind = $2 and org = $3 and body = $4::jsonb and valid && daterange($5, $6) limit 1`,
)
const putTie = statement(
  'entry.tie',
  'insert into tie (region, id, kind, org, seat, valid, body) values ($1, $2, $3, $4, $5, daterange($6, $7), $8)',
)
const tieById = statement<{
  kind: string
  org: string
  body: Record<string, unknown>
  from: Day
  to: Day | null
}>(
  'entry.tie_by_id',
  'select kind, org, body, lower(valid) as from, upper(valid) as to from tie where region = $1 and id = $2',
)
const cutTie = statement(
  'entry.cut_tie',
  'update tie set valid = daterange(lower(valid), $3) where region = $1 and id = $2',
)
const dropTie = statement('entry.drop_tie', 'delete from tie where region = $1 and id = $2')

/** Enters a tie that serves an organization, from a day on, up to another if its end is known. Throws tie.twice and tie.empty. */
export async function enterTie(
  tx: Tx,
  kind: Kind,
  tie: {
    readonly org: string
    readonly from: Day
    readonly to: Day | null
    readonly body: Readonly<Record<string, unknown>>
  },
  by: Changer,
): Promise<Entered> {
  const { org, from, to } = tie
  insistPast(from, by)
  insistKept(kind, from)
  if (to !== null && to <= from) refuse('tie.empty', { kind: kind.name, from, to })
  const place: Org = await orgAt(tx, await findOrg(tx, org), from)
  insistWriter(kind, place, tie.body, by)
  const body = await sound(tx, kind, tie.body, from)
  const text = JSON.stringify(body)
  const same = await tx.one(sameTie, [tx.region, kind.id, place.id, text, from, to])
  if (same) refuse('tie.twice', { kind: kind.name, org: orgWords(place), from: same.from })
  const id = v7()
  const change = await journal(
    tx,
    by,
    {
      act: 'tie.enter',
      day: from,
      org: place.id,
      extent: { facts: [id] },
      what: { called: kind.name, kind: kind.id, patch: body },
    },
    async () => {
      await tx.run(putTie, [tx.region, id, kind.id, place.id, place.seat, from, to, text])
      await touch(tx, [place], kind.id, monthOf(from))
    },
  )
  return { ...change, entered: id }
}

/** Ends a tie on a day: the first on which it holds no more. Throws tie.unknown. */
export async function endTie(tx: Tx, kindOf: (id: string) => Kind, id: string, on: Day, by: Changer): Promise<Change> {
  insistPast(on, by)
  const held = (UUID.test(id) && (await tx.one(tieById, [tx.region, id]))) || refuse('tie.unknown', { tie: id })
  const kind = kindOf(held.kind)
  if (on < held.from || (held.to !== null && held.to <= on))
    refuse('tie.absent', { kind: kind.name, from: held.from, to: held.to, day: on })
  const place = await findOrg(tx, held.org)
  insistWriter(kind, place, held.body, by)
  return journal(
    tx,
    by,
    {
      act: 'tie.end',
      day: on,
      org: held.org,
      extent: { facts: [id] },
      what: { called: kind.name, kind: kind.id },
    },
    async () => {
      if (on === held.from) await tx.run(dropTie, [tx.region, id])
      else await tx.run(cutTie, [tx.region, id, on])
      await touch(tx, [place], kind.id, monthOf(on))
    },
  )
}
