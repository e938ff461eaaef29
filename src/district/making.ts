// What the ready district is made with: chance that repeats itself, and ids ordered by the day of their fact.
import { type Day, stamp } from '../time/day.ts'

/** Chance from a seed: the same seed gives the same district (mulberry32, public domain). */
export class Chance {
  private state: number

  constructor(seed: number) {
    this.state = seed
  }

  /** A number from 0 up to, and without, 1. */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0
    let t = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }

  /** A whole number from `least` to `most`. */
  between(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1))
  }

  pick<T>(values: readonly T[]): T {
    return values[Math.floor(this.next() * values.length)]!
  }
}

/** Makes ids in the form of UUIDv7 (RFC 9562): the day's first moment and a running number, then bits by chance. */
export class Ids {
  private readonly chance = new Chance(20_120_101)
  private count = 0

  of(on: Day): string {
    this.count += 1
    const time = (stamp(on) + (this.count % 86_400_000)).toString(16).padStart(12, '0')
    const hex = (digits: number) =>
      Math.floor(this.chance.next() * 16 ** digits)
        .toString(16)
        .padStart(digits, '0')
    return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(3)}-${(8 + this.chance.between(0, 3)).toString(16)}${hex(3)}-${hex(6)}${hex(6)}`
  }
}
