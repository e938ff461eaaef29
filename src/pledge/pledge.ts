// Objectives and their parts: what must add up and what each must reach, what remains, and how a certificate stands.
import type { Charter } from '../charter/charter.ts'
import { DAY, type Measure, type Words } from '../charter/language.ts'
import { isSubject } from '../charter/norms.ts'
import { distinct } from '../measure/value.ts'
import type { Day } from '../time/day.ts'
import { type Amount, amountOf, units } from './amount.ts'

export type Direction = 'at_least' | 'at_most'

/** What the parts of an objective owe to the whole. `sum`: they add up to it. `each`: every one is at least as demanding.
 *  `whole`: people or things count once wherever they come, so that there are no parts that could add up. */
export type Rule = 'sum' | 'each' | 'whole'

/** The tie that a certificate signed by both sides leaves in the register for its year (S28). */
export const CERTIFICATE = 'responsibility.certificate'

/** The clause that a part of an objective would break by passing over a layer; null where it breaks none. */
export function passedOver(
  { kinds }: Pick<Charter, 'kinds'>,
  whole: { readonly id: string },
  part: { readonly parent: string | null; readonly tier: string; readonly sector: string },
): Words | null {
  const layered = kinds.get(CERTIFICATE)?.layered
  if (!layered || part.parent === whole.id) return null
  return layered.departments && isSubject(layered.departments, part) ? null : layered.clause
}

/** The rule of a measure; it follows from its operator. Null for a norm, which nobody can work on. */
export function ruleOf(charter: Charter, id: string): Rule | null {
  const declared = charter.measures.get(id)
  if (!declared) return null
  const { is } = declared
  switch (is.op) {
    case 'standard':
      return null
    case 'share':
    case 'presence':
    case 'average':
    case 'utilization':
      return 'each'
    case 'difference':
      return is.of.every(part => ruleOf(charter, part) === 'sum') ? 'sum' : 'each'
    default:
      // So many a month or a year is owed by each, however it is counted.
      if (is.unit.includes('/')) return 'each'
      return distinct(is) && !partsAddUp(is) ? 'whole' : 'sum'
  }
}

/** A member belongs to one organization on a day, and a day is a day of one organization: they add up though each counts once. */
function partsAddUp(measure: Measure): boolean {
  if (measure.op === 'count' && measure.once === DAY) return true
  return 'over' in measure && measure.over === 'members' && (measure.at ?? 'day') === 'day'
}

/** Decimals that a target of the measure may have: none for what is counted. */
export function decimalsFor(charter: Charter, id: string): number {
  const { is } = charter.measures.get(id)!
  if (is.op === 'sum' || is.op === 'latest' || ruleOf(charter, id) === 'each') return Math.max(2, is.digits ?? 0)
  return is.digits ?? 0
}

/** An objective with its parts, as far as adding up goes. */
export interface Division {
  readonly rule: Rule
  readonly direction: Direction
  readonly value: Amount
  /** What the organization itself carries; what it does not divide at all it carries whole. */
  readonly own: Amount
  readonly parts: readonly { readonly name: Words; readonly value: Amount }[]
}

export interface Balance {
  readonly own: Amount
  /** What nobody carries yet; negative when more was given out than there is. Nothing where each has a target of its own. */
  readonly rest: Amount
  readonly sum: Amount
  /** The parts that ask for less than the whole does, where each must reach it. */
  readonly short: readonly { readonly name: Words; readonly value: Amount }[]
  readonly balanced: boolean
}

/** What a division leaves over. For sums own, parts and rest are the whole, always. */
export function balanceOf({ rule, direction, value, own, parts }: Division): Balance {
  const sum = parts.reduce((total, part) => total + units(part.value), 0n)
  if (rule === 'each') {
    const short = parts.filter(part =>
      direction === 'at_least' ? units(part.value) < units(value) : units(part.value) > units(value),
    )
    return { own: '0', rest: '0', sum: '0', short, balanced: short.length === 0 }
  }
  const carried = parts.length === 0 ? units(value) : units(own)
  const rest = units(value) - carried - sum
  return {
    own: amountOf(carried),
    rest: amountOf(rest),
    sum: amountOf(sum),
    short: [],
    balanced: rest === 0n && (rule === 'sum' || parts.length === 0),
  }
}

/** How an objective or its certificate stands. */
export type State = 'drafted' | 'unbalanced' | 'ready' | 'signed_by_one' | 'signed' | 'gap'

export type Side = 'giver' | 'taker'

/** A side of a certificate: who signed for it, and who holds the office now. */
export interface Signed {
  readonly side: Side
  readonly signatures: readonly { readonly person: string; readonly day: Day }[]
  /** The person in office on the day that is asked about; null when nobody is. */
  readonly holder: string | null
}

/** The day on which offices are compared: today, but never after the year of the certificate, which has then done its work. */
export function readingDay(year: number, today: Day): Day {
  const end = `${year}-12-31` as Day
  return today < end ? today : end
}

/** The sides whose signature is that of somebody who has left the office since. */
export function gapsIn(sides: readonly Signed[], on: Day): Side[] {
  return sides
    .filter(
      ({ signatures, holder }) =>
        signatures.length > 0 && !signatures.some(({ person, day }) => person === holder || day > on),
    )
    .map(({ side }) => side)
}

/** State of an objective: its sets first, then the layer above, then the signatures of its own certificate.
 *  `moved`: the second party stands under another superior by now, so that nobody above answers for the certificate. */
export function stateOf(
  balanced: boolean,
  aboveSigned: boolean,
  sides: readonly Signed[] | null,
  on: Day,
  moved = false,
): State {
  if (sides?.some(side => side.signatures.length > 0)) {
    if (moved || gapsIn(sides, on).length > 0) return 'gap'
    return sides.every(side => side.signatures.length > 0) ? 'signed' : 'signed_by_one'
  }
  if (!balanced) return 'unbalanced'
  return aboveSigned ? 'ready' : 'drafted'
}

/** How far an objective is on its way: what is missing to a floor, or what is left under a ceiling (negative: over it). */
export function standing(
  direction: Direction,
  target: Amount,
  value: number | null,
): { reached: boolean; left: number } | null {
  if (value === null) return null
  const goal = Number(target)
  const left = Math.round((goal - value) * 1e4) / 1e4
  return { reached: direction === 'at_least' ? left <= 0 : left >= 0, left }
}
