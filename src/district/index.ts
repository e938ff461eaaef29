// The ready district: an invented one with the counts of the source report, made of facts and the same every time.
import type { District } from '../register/facts.ts'
import { type Day, day } from '../time/day.ts'
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
import { ratingsOf } from './ratings.ts'

/** Its records end with this day, and so its clock stands there: for desk, phone, forms, defaults, command line and duties alike. */
const CLOCK: Day = day('2012-12-31')
/** Its records begin with this day: what was owed before is not judged. */
const KEPT: Day = day('2011-01-01')

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
  const cases = casesOf(orgs, people, held, ids, records)
  const rest = outcomes(orgs, people, held, ids, records)
  const ratings = ratingsOf(orgs, records, ids)
  return {
    orgs: orgs.map(({ unit: _unit, members: _members, ...org }) => org),
    people: people.people,
    memberships: people.memberships,
    posts: people.posts,
    things: [...held.things, ...files.things],
    ties: [...held.ties, ...communityTies(orgs, people, ids), ...files.ties, ...rest.ties],
    records: [...records, ...cases, ...files.records, ...rest.records, ...ratings],
    accounts: [
      { name: 'district', person: holder('D', 'organizer') },
      { name: 'town', person: holder('C4', 'organizer') },
      { name: 'town-secretary', person: holder('C4', 'secretary') },
      { name: 'village', person: holder('V01', 'secretary') },
      { name: 'leader', person: people.leaders[1]! },
      { name: 'auditor', person: holder('D', 'auditor') },
    ],
    clock: CLOCK,
    keptSince: KEPT,
    pledges: pledgesOf(orgs),
  }
}
