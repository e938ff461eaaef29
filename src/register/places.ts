// Where every organization stood, and when: its own stretches crossed with the places of the organizations above it.
import type { OrgSpan, Span } from './facts.ts'

/** A stretch in one place of the tree. The path is made of codes: /D/C1/V03/. */
export type Stretch = OrgSpan & { readonly path: string }

/** All stretches of one organization, and its seat: the place in the last of them. */
export interface Placed {
  readonly seat: string
  readonly stretches: readonly Stretch[]
}

/** Stretches in the order of their first days. */
export function byFrom<T extends Span>(spans: readonly T[]): T[] {
  return [...spans].sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0))
}

/** Cuts each organization's life wherever its place changes, joins what does not differ, and gives every path.
 *  `known` are organizations outside the given ones, whose places do not change. */
export function placesOf(
  spans: readonly OrgSpan[],
  known: ReadonlyMap<string, readonly Stretch[]> = new Map(),
): Map<string, Placed> {
  const own = new Map<string, OrgSpan[]>()
  for (const span of byFrom(spans)) {
    const life = own.get(span.id)
    if (life) life.push(span)
    else own.set(span.id, [span])
  }
  const placed = new Map<string, Placed>()
  const stretchesOf = (id: string): readonly Stretch[] => {
    const before = placed.get(id)?.stretches ?? known.get(id)
    if (before) return before
    const stretches = joined(
      own.get(id)!.flatMap(span => {
        if (span.parent === null) return [{ ...span, path: `/${span.code}/` }]
        return stretchesOf(span.parent).flatMap(above => {
          const from = above.from > span.from ? above.from : span.from
          const to = above.to === null ? span.to : span.to === null || above.to < span.to ? above.to : span.to
          return to === null || from < to ? [{ ...span, from, to, path: `${above.path}${span.code}/` }] : []
        })
      }),
    )
    placed.set(id, { seat: stretches.at(-1)!.path, stretches })
    return stretches
  }
  for (const id of own.keys()) stretchesOf(id)
  return placed
}

function joined(stretches: readonly Stretch[]): Stretch[] {
  const result: Stretch[] = []
  for (const stretch of stretches) {
    const before = result.at(-1)
    if (before && before.to === stretch.from && alike(before, stretch))
      result[result.length - 1] = { ...before, to: stretch.to }
    else result.push(stretch)
  }
  return result
}

function alike(a: Stretch, b: Stretch): boolean {
  return (Object.keys(a) as (keyof Stretch)[]).every(
    key => key === 'from' || key === 'to' || JSON.stringify(a[key]) === JSON.stringify(b[key]),
  )
}

/** A life amended from a day on: the stretch of that day is cut, and it and the later ones take the new values,
 *  except where a later stretch had already changed the same value to something else. */
export function amended(life: readonly OrgSpan[], from: string, patch: Partial<OrgSpan>): OrgSpan[] {
  const standing = life.find(span => span.from <= from && (span.to === null || from < span.to))
  const take = (span: OrgSpan) =>
    Object.fromEntries(
      Object.entries(patch).filter(
        ([key]) => JSON.stringify(span[key as keyof OrgSpan]) === JSON.stringify(standing?.[key as keyof OrgSpan]),
      ),
    )
  return life.flatMap(span => {
    if (span.to !== null && span.to <= from) return [span]
    if (span.from >= from) return [{ ...span, ...take(span) }]
    return [
      { ...span, to: from as OrgSpan['from'] },
      { ...span, from: from as OrgSpan['from'], ...patch },
    ]
  })
}
