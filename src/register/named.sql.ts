// Whether the people, organizations and things that a body names are in the register, within sight.
import type { namedIn } from '../charter/body.ts'
import { refuse } from '../problem/problem.ts'
import { statement, type Tx } from '../store/store.ts'

const knownPeople = statement<{ id: string }>(
  'known.people',
  'select distinct id from person where region = $1 and id = any($2::uuid[])',
)
const knownOrgs = statement<{ id: string }>(
  'known.orgs',
  'select distinct id from org where region = $1 and id = any($2::uuid[])',
)
const knownThings = statement<{ id: string; kind: string }>(
  'known.things',
  'select distinct id, kind from thing where region = $1 and id = any($2::uuid[])',
)

/** Throws person.unknown, org.unknown or thing.unknown for the first that the register does not show. */
export async function insistNamed(
  tx: Tx,
  { people, orgs, things }: Readonly<Pick<ReturnType<typeof namedIn>, 'people' | 'orgs' | 'things'>>,
): Promise<void> {
  if (orgs.length > 0) {
    const known = new Set((await tx.all(knownOrgs, [tx.region, orgs])).map(row => row.id))
    const stranger = orgs.find(id => !known.has(id))
    if (stranger) refuse('org.unknown', { org: stranger, near: null })
  }
  if (people.length > 0) {
    const known = new Set((await tx.all(knownPeople, [tx.region, [...new Set(people)]])).map(row => row.id))
    const stranger = people.find(id => !known.has(id))
    if (stranger) refuse('person.unknown', { person: stranger })
  }
  if (things.length > 0) {
    const ids = things.map(thing => thing.id)
    const known = new Map((await tx.all(knownThings, [tx.region, ids])).map(row => [row.id, row.kind]))
    const stranger = things.find(
      thing => !known.has(thing.id) || (thing.of !== undefined && known.get(thing.id) !== thing.of),
    )
    if (stranger) refuse('thing.unknown', { thing: stranger.id, kind: stranger.of ?? null })
  }
}
