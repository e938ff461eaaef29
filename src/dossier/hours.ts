// Class hours of a person: how many a record gives, and how many are owed a year. Pure.
import type { Charter } from '../charter/charter.ts'
import type { HourRule, PersonWho, Standard } from '../charter/language.ts'
import { inForce } from '../time/dated.ts'
import type { Day } from '../time/day.ts'

/** Hours that a record of a kind gives everybody who was there or made it up; null where the rule does not count the kind. */
export function hoursOf(
  charter: Charter,
  rule: HourRule,
  record: { readonly kind: string; readonly day: Day; readonly body: Readonly<Record<string, unknown>> },
): number | null {
  const counts = rule.counts.find(one => one.over === record.kind)
  if (!counts) return null
  const said = counts.field === undefined ? undefined : record.body[counts.field]
  if (typeof said === 'number') return said
  if (counts.standard === undefined) return 0
  return inForce(charter.standards.get(counts.standard)!.is.entries, record.day)?.value ?? 0
}

/** The norm that holds for somebody of a rank and posts: the first of the rule that fits; null where none does. */
export function normFor(
  charter: Charter,
  rule: HourRule,
  person: { readonly rank: string | null; readonly posts: readonly string[] },
): Standard | null {
  const norm = rule.norms.find(({ who }) => fits(who, person))
  return norm ? charter.standards.get(norm.standard)!.is : null
}

/** True where the person has one of the ranks and one of the posts that are asked. */
export function fits(
  who: PersonWho,
  person: { readonly rank: string | null; readonly posts: readonly string[] },
): boolean {
  return (
    (!who.rank || (person.rank !== null && who.rank.includes(person.rank))) &&
    (!who.post || person.posts.some(post => who.post!.includes(post)))
  )
}
