// Who answers for the communities of the ready district, and which posts and services their members have taken.
import type { Tie } from '../register/facts.ts'
import { ageOn, day } from '../time/day.ts'
import { Chance, type Ids } from './making.ts'
import type { Unit } from './organizations.ts'
import type { People } from './people.ts'

const POSTS = ['policy', 'order', 'hygiene', 'mediation', 'help'] as const
const SERVICES = ['家电维修', '代办手续', '助老理发', '法律咨询', '图书借阅', '送药上门'] as const
const BEGAN = day('2011-03-01')
const LAST = day('2012-12-31')
/** From this age nothing is demanded; the charter says so. */
const OLD = 60
/** One community got its leader late, and has left two of its members without a post. */
const SLOW = 3
const WITHOUT = 2

/** Makes the ties of the communities. */
export function communityTies(units: readonly Unit[], people: People, ids: Ids): Tie[] {
  const chance = new Chance(15)
  const born = new Map(people.people.map(person => [person.id, person.born]))
  return units
    .filter(unit => unit.sector === 'community')
    .flatMap((unit, index): Tie[] => {
      const tie = (kind: string, body: Tie['body'], from = BEGAN): Tie => ({
        id: ids.of(from),
        kind,
        org: unit.id,
        body,
        from,
        to: null,
      })
      const able = people.memberships
        .filter(one => one.org === unit.id && one.to === null && ageOn(born.get(one.person)!, LAST) < OLD)
        .map(one => one.person)
      const posted = index === SLOW ? able.slice(WITHOUT) : able
      const leader = tie(
        'community.leader',
        { person: people.sections[60 + index]! },
        index === SLOW ? day('2012-02-15') : BEGAN,
      )
      return [
        leader,
        ...posted.map((person, n) =>
          // One in a dozen is excused; why is not kept.
          n % 12 === 11
            ? tie('member.excused_from_post', { person })
            : tie('member.duty_post', { person, post: POSTS[(n + index) % POSTS.length]! }),
        ),
        ...posted
          .filter((_, n) => n % 4 === 0)
          .map(person => tie('member.listed_service', { person, service: chance.pick(SERVICES) })),
      ]
    })
}
