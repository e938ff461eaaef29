// From additive parts to a value: what a measure makes of a numerator, a denominator and a number of facts.
import type { Measure } from '../charter/language.ts'

/** What cells hold: parts that add up over organizations and months, and how many facts stand behind them. */
export interface Parts {
  readonly num: number
  readonly den: number
  readonly facts: number
}

export const NOTHING: Parts = { num: 0, den: 0, facts: 0 }

/** True where a measure counts people or things once, however often they come; such a count does not add up. */
export function distinct(measure: Measure): boolean {
  return measure.op === 'people' || (measure.op === 'count' && measure.once !== undefined)
}

/** True where a measure describes the last day of a period rather than what happened in it. `form` is that of its source. */
export function describesDay(measure: Measure, form: 'register' | 'record' | 'thing' | 'tie' | 'case'): boolean {
  if (measure.op === 'latest') return true
  if (measure.op === 'utilization' || measure.op === 'difference' || measure.op === 'standard') return false
  if (form === 'case') return measure.at === 'day'
  return (form === 'register' || form === 'thing' || form === 'tie') && measure.at !== 'opened'
}

/** The value, or null where nothing is recorded that could give one: no record is not the same as zero. */
export function valueFrom(measure: Measure, parts: Parts): number | null {
  switch (measure.op) {
    case 'count':
    case 'people':
    case 'attendances':
      return parts.num
    case 'sum':
    case 'latest':
      return parts.facts === 0 ? null : parts.num
    case 'share':
    case 'presence':
    case 'utilization':
      return parts.den === 0 ? null : (parts.num / parts.den) * 100
    case 'average':
      return parts.den === 0 ? null : parts.num / parts.den
    default:
      return null
  }
}

/** Rounds half away from zero to so many decimals. */
export function round(value: number, digits = 0): number {
  const scale = 10 ** digits
  // The nudge undoes binary dust, so that 0.285 with two digits gives 0.29.
  return (Math.sign(value) * Math.round(Math.abs(value) * scale * (1 + Number.EPSILON))) / scale || 0
}

/** True where the value is a ratio, so that its numerator and denominator are worth showing. */
export function isRatio(measure: Measure): boolean {
  return measure.op === 'share' || measure.op === 'average' || measure.op === 'presence' || measure.op === 'utilization'
}
