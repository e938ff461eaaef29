// The rolls of a district that is loaded at once: the same is asked of them as of a single record.

import type { Kind } from '../charter/charter.ts'
import { refuse } from '../problem/problem.ts'
import { everybodyOn, insistRoll, isOfMembers } from '../record/roll.ts'
import type { District, Membership, Post, RecordLine, Roll, Span } from '../register/facts.ts'
import { nameWords, orgWords } from '../register/name.ts'
import { placesOf } from '../register/places.ts'
import { type Day, day } from '../time/day.ts'

/** Who belongs where, day by day, to look at many rolls. */
export class Rolls {
  private readonly district: District
  private readonly places: ReturnType<typeof placesOf>
  private readonly memberships: ReadonlyMap<string, readonly Membership[]>
  private readonly posts: ReadonlyMap<string, readonly Post[]>

  constructor(district: District) {
    this.district = district
    this.places = placesOf(district.orgs)
    this.memberships = byPerson(district.memberships)
    this.posts = byPerson(district.posts)
  }

  /** Throws input.field for a roll that cannot be, and record.outsider for who does not belong on it. */
  insist(kind: Kind, { org, day: on }: Pick<RecordLine, 'org' | 'day'>, roll: Roll): void {
    insistRoll(kind, on, roll, LAST)
    if (!isOfMembers(kind)) return
    const path = this.pathOf(org, on)
    // That an organization does not stand on a day is told where its records are placed.
    if (path === undefined) return
    const full = kind.roll === 'full'
    for (const person of everybodyOn(roll)) {
      const held: Membership[] = (this.memberships.get(person) ?? []).filter(one => holds(one, on))
      const within: Membership[] = held.filter(one => this.pathOf(one.org, on)?.startsWith(path))
      const may = (one: Membership) => !full || one.kind === 'full'
      const serves = (this.posts.get(person) ?? []).some(one => one.org === org && holds(one, on))
      if (within.some(may) || (serves && (!full || held.some(may)))) continue
      const known = this.district.people.find(one => one.id === person)
      refuse('record.outsider', {
        person: nameWords(known ?? { name: person, english: '' }),
        member: within.length > 0,
        ...{ kind: kind.name, day: on, full },
        org: orgWords(this.district.orgs.find(one => one.id === org)!),
      })
    }
  }

  private pathOf(org: string, on: Day): string | undefined {
    return this.places.get(org)?.stretches.find(one => holds(one, on))?.path
  }
}

/** A make-up of a district that is loaded may be as late as it likes: its clock, if any, is set by the same facts. */
const LAST = day('9999-12-31')

function holds({ from, to }: Span, on: Day): boolean {
  return from <= on && (to === null || on < to)
}

function byPerson<T extends { readonly person: string }>(facts: readonly T[]): Map<string, T[]> {
  const found = new Map<string, T[]>()
  for (const fact of facts) {
    const list = found.get(fact.person)
    if (list) list.push(fact)
    else found.set(fact.person, [fact])
  }
  return found
}
