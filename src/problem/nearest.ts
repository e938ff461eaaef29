// The nearest valid name, for messages of the form «there is no X; did you mean Y?».

/** The candidate nearest to the name by edit distance, or null when none is close enough to be worth offering. */
export function nearest(name: string, candidates: Iterable<string>): string | null {
  let best: string | null = null
  let least = Math.max(2, Math.ceil(name.length * 0.4)) + 1
  for (const candidate of candidates) {
    const steps = distance(name.toLowerCase(), candidate.toLowerCase(), least)
    if (steps < least) [best, least] = [candidate, steps]
  }
  return best
}

/** Levenshtein distance, given up as soon as it must reach `limit`. */
export function distance(a: string, b: string, limit = Number.POSITIVE_INFINITY): number {
  if (Math.abs(a.length - b.length) >= limit) return limit
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i]
    for (let j = 1; j <= b.length; j += 1)
      next[j] = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1))
    if (Math.min(...next) >= limit) return limit
    row = next
  }
  return row[b.length]!
}
