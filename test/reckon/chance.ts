// Chance that a seed repeats: numbers, choices and ids.
import { v7 } from 'uuid'

const IDS_BEGIN = Date.UTC(2013, 0, 1)

/** A source of chance that a seed repeats (mulberry32). */
export class Chance {
  private state: number
  private made = 0

  constructor(seed: number) {
    this.state = seed >>> 0
  }

  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0
    let t = this.state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }

  /** A whole number from `least` to `most`. */
  int(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1))
  }

  one<T>(list: readonly T[]): T {
    return list[this.int(0, list.length - 1)]!
  }

  some<T>(list: readonly T[], share: number): T[] {
    return list.filter(() => this.next() < share)
  }

  shuffled<T>(list: readonly T[]): T[] {
    const mixed = [...list]
    for (let index = mixed.length - 1; index > 0; index -= 1) {
      const other = this.int(0, index)
      ;[mixed[index], mixed[other]] = [mixed[other]!, mixed[index]!]
    }
    return mixed
  }

  odds(share: number): boolean {
    return this.next() < share
  }

  /** An id that the seed repeats; one made later sorts later, as those of the house do. */
  id(): string {
    this.made += 1
    return v7({ msecs: IDS_BEGIN + this.made, seq: 0, random: Uint8Array.from({ length: 16 }, () => this.int(0, 255)) })
  }
}
