// The one text of a JSON value (RFC 8785, JSON Canonicalization Scheme): what a signature covers, to the byte.

export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json }

/** The canonical text: names in the order of their UTF-16 units, no spaces, numbers and strings as ECMAScript writes them.
 *  Throws a RangeError for what has no such text: numbers that are not finite, broken surrogate pairs. */
export function canonical(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value as { [name: string]: Json })
    // The plain comparison of strings is that of their UTF-16 units.
    entries.sort(([a], [b]) => (a < b ? -1 : 1))
    return `{${entries.map(([name, one]) => `${canonical(name)}:${canonical(one)}`).join(',')}}`
  }
  if (typeof value === 'number' && !Number.isFinite(value)) throw new RangeError(`${value} has no canonical form`)
  if (typeof value === 'string' && /\p{Surrogate}/u.test(value))
    throw new RangeError('a broken surrogate pair has no canonical form')
  return JSON.stringify(value)
}

/** Every leaf of a value with its place (RFC 6901, JSON Pointer). An empty list or object is a leaf, too. */
export function leavesOf(value: Json, place = ''): [place: string, leaf: string][] {
  const inner: readonly (readonly [string, Json])[] = Array.isArray(value)
    ? value.map((one, index) => [String(index), one] as const)
    : typeof value === 'object' && value !== null
      ? Object.entries(value as { [name: string]: Json })
      : []
  if (inner.length === 0) return [[place, canonical(value)]]
  return inner.flatMap(([name, one]) => leavesOf(one, `${place}/${name.replace(/~/g, '~0').replace(/\//g, '~1')}`))
}
