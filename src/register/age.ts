// From which age on one may be a member: the charter says it, with its day and its clause. Pure.

import type { Charter } from '../charter/charter.ts'
import { refuse } from '../problem/problem.ts'
import { inForce } from '../time/dated.ts'
import { ageOn, type Day } from '../time/day.ts'
import { nameWords } from './name.ts'

/** Throws member.young for somebody who has not reached the age on the day of joining. */
export function insistOfAge(
  { leastAge }: Pick<Charter, 'leastAge'>,
  { born, ...named }: { readonly name: string; readonly english: string; readonly born: Day },
  joins: Day,
): void {
  const norm = leastAge && inForce(leastAge.is.entries, joins)
  if (norm && ageOn(born, joins) < norm.value)
    refuse('member.young', { person: nameWords(named), born, day: joins, least: norm.value, clause: norm.clause })
}
