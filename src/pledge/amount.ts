// Exact decimals: targets are text on the wire, in storage and under a signature, so that they add up to the last digit.

/** A decimal such as 300000 or 12.5: no exponent, at most four decimals, no zeros that say nothing. A rest may be negative. */
export type Amount = string

const DECIMALS = 4
const SHAPE = /^(-?)(\d{1,15})(?:\.(\d{1,15}))?$/

/** Reads a decimal as a whole number of its ten-thousandths; null when it is none or is finer than that. */
export function unitsOf(text: string): bigint | null {
  const [, sign, whole, part = ''] = SHAPE.exec(text) ?? []
  const fine = part.replace(/0+$/, '')
  if (whole === undefined || fine.length > DECIMALS) return null
  const units = BigInt(whole + fine.padEnd(DECIMALS, '0'))
  return sign ? -units : units
}

/** Ten-thousandths of an amount that is known to be one. */
export function units(amount: Amount): bigint {
  const read = unitsOf(amount)
  if (read === null) throw new RangeError(`${amount} is not an amount`)
  return read
}

/** The decimal of so many ten-thousandths, in its shortest form. */
export function amountOf(count: bigint): Amount {
  const digits = String(count < 0n ? -count : count).padStart(DECIMALS + 1, '0')
  const part = digits.slice(-DECIMALS).replace(/0+$/, '')
  return `${count < 0n ? '-' : ''}${digits.slice(0, -DECIMALS)}${part && `.${part}`}`
}

/** Number of decimals that an amount shows. */
export function decimalsOf(amount: Amount): number {
  return amount.split('.')[1]?.length ?? 0
}

/** Divides a whole by weights into amounts of so many decimals that add up to it exactly: what rounding leaves over goes
 *  where it was cut most. With no weight at all everybody gets the same. */
export function proportion(whole: Amount, weights: readonly number[], decimals: number): Amount[] {
  if (weights.length === 0) return []
  const grain = 10n ** BigInt(DECIMALS - Math.min(decimals, DECIMALS))
  const grains = units(whole) / grain
  const safe = weights.map(weight => (Number.isFinite(weight) && weight > 0 ? BigInt(Math.round(weight * 1e6)) : 0n))
  const sum = safe.reduce((total, weight) => total + weight, 0n)
  const shares = sum === 0n ? safe.map(() => 1n) : safe
  const all = sum === 0n ? BigInt(shares.length) : sum
  const parts = shares.map(share => ({ units: (grains * share) / all, cut: (grains * share) % all }))
  let left = grains - parts.reduce((total, part) => total + part.units, 0n)
  for (const index of parts
    .map((_, n) => n)
    .sort((a, b) => (parts[b]!.cut > parts[a]!.cut ? 1 : parts[b]!.cut < parts[a]!.cut ? -1 : a - b))) {
    if (left <= 0n) break
    parts[index]!.units += 1n
    left -= 1n
  }
  const result = parts.map(part => part.units * grain)
  // A whole that is finer than the grain keeps its remainder with the first.
  result[0] = result[0]! + (units(whole) - grains * grain)
  return result.map(amountOf)
}
