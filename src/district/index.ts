// The ready district: an invented one with the counts of the source report, made of facts and the same every time.
import type { District } from '../register/facts.ts'
import { cadreFiles } from './cadres.ts'
import { casesOf } from './cases.ts'
import { communityTies } from './communities.ts'
import { happenings } from './happenings.ts'
import { holdings } from './holdings.ts'
import { Ids } from './making.ts'
import { organizations } from './organizations.ts'
import { outcomes } from './outcomes.ts'
import { peopleOf } from './people.ts'
import { pledgesOf } from './pledges.ts'

/** Makes the ready district of 2011 and 2012. Its people are invented; the same call gives the same facts. */
export function readyDistrict(): District {
  const ids = new Ids()
  const orgs = organizations(ids)
  const people = peopleOf(orgs, ids)
  const held = holdings(orgs, people, ids)
  const holder = (org: string, post: string) =>
    people.posts.find(
      one => one.post === post && one.to === null && orgs.find(unit => unit.id === one.org)!.code === org,
    )!.person
  const records = happenings(orgs, people, held, ids)
  const files = cadreFiles(orgs, people, ids)
  const cases = casesOf(orgs, people, held, ids)
  const rest = outcomes(orgs, people, held, ids)
  return {
    orgs: orgs.map(({ unit: _unit, members: _members, ...org }) => org),
    people: people.people,
    memberships: people.memberships,
    posts: people.posts,
    things: [...held.things, ...files.things],
    ties: [...held.ties, ...communityTies(orgs, people, ids), ...files.ties, ...rest.ties],
    records: [...records, ...cases, ...files.records, ...rest.records],
    accounts: [
      { name: 'district', person: holder('D', 'organizer') },
      { name: 'town', person: holder('C4', 'organizer') },
      { name: 'town-secretary', person: holder('C4', 'secretary') },
      { name: 'village', person: holder('V01', 'secretary') },
      { name: 'leader', person: people.leaders[1]! },
      { name: 'auditor', person: holder('D', 'auditor') },
    ],
    pledges: pledgesOf(orgs),
  }
}
