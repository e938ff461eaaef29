// What many papers say at once, entered as one change of the register: organizations, people, memberships and posts, noted as a
// whole and taken back as a whole.
import { type Charter, isSole, signingPost } from '../charter/charter.ts'
import type { Words } from '../charter/language.ts'
import { refuse } from '../problem/problem.ts'
import { statement, type Tx } from '../store/store.ts'
import type { Day } from '../time/day.ts'
import { monthOf } from '../time/period.ts'
import { orgNames, putConfirmed } from './change.sql.ts'
import { type PersonPatch, personNames, putPatch } from './entry.sql.ts'
import type { Membership, OrgSpan, PersonSpan, Post } from './facts.ts'
import { type Change, type Changer, journal } from './journal.sql.ts'
import { livesOf, rewrite, touch } from './lives.sql.ts'
import { amended } from './places.ts'

/** Everything that comes in at once. */
export interface Intake {
  /** What it is called: the file and how much came of it. */
  readonly called: Words
  /** The organization by which the change is listed: the top of those concerned. */
  readonly org: string
  readonly orgs: readonly OrgSpan[]
  readonly orgPatches: readonly { readonly id: string; readonly from: Day; readonly patch: Partial<OrgSpan> }[]
  readonly people: readonly PersonSpan[]
  readonly patches: readonly { readonly person: string; readonly from: Day; readonly patch: PersonPatch }[]
  readonly memberships: readonly Membership[]
  readonly confirmed: readonly { readonly held: Membership; readonly from: Day }[]
  readonly posts: readonly Post[]
}

const seats = statement<{ id: string; seat: string }>(
  'intake.seats',
  'select distinct id, seat from org where region = $1 and id = any($2::uuid[])',
)
// Rows travel as one JSON parameter: one statement a table, whatever the number of rows.
const putPeople = statement(
  'intake.people',
  `insert into person (region, id, seat, name, english, mongolian, sex, born, born_known, nationality, education, occupation, rank, valid)
   select $1, id, seat, name, english, '', sex, born, known, nationality, education, occupation, rank, daterange("from", "to")
   from jsonb_to_recordset($2::jsonb) as x(id uuid, seat text, name text, english text, sex smallint, born date, known text, nationality text,
     education smallint, occupation text, rank text, "from" date, "to" date)`,
)
const putMembers = statement(
  'intake.members',
  `insert into membership (region, id, person, org, seat, kind, valid)
   select $1, id, person, org, seat, kind, daterange("from", "to")
   from jsonb_to_recordset($2::jsonb) as x(id uuid, person uuid, org uuid, seat text, kind text, "from" date, "to" date)`,
)
const putPosts = statement(
  'intake.posts',
  `insert into post (region, id, person, org, seat, post, team, sole, signs, valid)
   select $1, id, person, org, seat, post, team, sole, signs, daterange("from", "to")
   from jsonb_to_recordset($2::jsonb) as x(id uuid, person uuid, org uuid, seat text, post text, team text, sole uuid, signs boolean, "from" date, "to" date)`,
)

/** Enters everything in one change, all or nothing. Throws org.code where a code is in use out of the reader's sight, and what
 *  single changes throw. */
export async function takeIn(tx: Tx, charter: Charter, given: Intake, by: Changer): Promise<Change> {
  const { orgs, orgPatches, people, patches, memberships, confirmed, posts } = given
  const touchedPeople = new Set([
    ...people.map(one => one.id),
    ...memberships.map(one => one.person),
    ...confirmed.map(one => one.held.person),
    ...posts.map(one => one.person),
  ])
  const days = [...orgs, ...people, ...memberships, ...posts, ...orgPatches, ...patches, ...confirmed].map(
    one => one.from,
  )
  return journal(
    tx,
    by,
    {
      act: 'register.import',
      day: days.reduce((least, day) => (day < least ? day : least), by.today),
      org: given.org,
      extent: {
        lives: [...orgs.map(org => org.id), ...orgPatches.map(one => one.id)],
        people: [...touchedPeople],
        selves: [...people.map(one => one.id), ...patches.map(one => one.person)],
      },
      what: { called: given.called },
    },
    async () => {
      await putOrgs(tx, orgs, orgPatches)
      const homes = [...memberships, ...posts, ...confirmed.map(one => one.held)].map(one => one.org)
      const seat = new Map((await tx.all(seats, [tx.region, [...new Set(homes)]])).map(row => [row.id, row.seat]))
      const at = (org: string) => seat.get(org) ?? refuse('org.unknown', { org, near: null })
      const home = new Map([...posts, ...memberships].map(one => [one.person, at(one.org)]))
      const put = async (into: typeof putPeople, rows: readonly object[]) => {
        if (rows.length > 0) await tx.run(into, [tx.region, JSON.stringify(rows)])
      }
      await put(
        putPeople,
        people.map(person => ({
          ...personNames(person),
          known: person.bornKnown ?? 'day',
          seat: home.get(person.id)!,
        })),
      )
      await put(
        putMembers,
        memberships.map(one => ({ ...one, seat: at(one.org) })),
      )
      for (const { held, from } of confirmed) await putConfirmed(tx, held, at(held.org), from)
      await put(
        putPosts,
        posts.map(one => ({
          ...one,
          seat: at(one.org),
          sole: isSole(charter, one.post) ? one.org : null,
          signs: one.post === signingPost(charter),
        })),
      )
      for (const { person, from, patch } of patches) await putPatch(tx, person, from, patch)
      const held = [...memberships, ...posts, ...confirmed.map(one => ({ org: one.held.org, from: one.from }))]
      const first = held.map(one => one.from).sort()[0]
      if (first)
        await touch(
          tx,
          [...seat].map(([id, place]) => ({ id, seat: place })),
          'people',
          monthOf(first),
        )
    },
  )
}

async function putOrgs(tx: Tx, orgs: Intake['orgs'], patches: Intake['orgPatches']): Promise<void> {
  if (orgs.length + patches.length === 0) return
  const lives = await livesOf(
    tx,
    patches.map(one => one.id),
  )
  try {
    await rewrite(
      tx,
      new Map<string, readonly OrgSpan[]>([
        ...patches.map(({ id, from, patch }) => [id, amended(lives.get(id)!, from, patch)] as const),
        ...orgs.map(org => [org.id, [orgNames(org)]] as const),
      ]),
    )
  } catch (error) {
    if ((error as { constraint?: string }).constraint === 'org_code_once') refuse('org.code', { code: orgs[0]!.code })
    throw error
  }
}
