// Where every organization stood, and when: its own stretches crossed with the places of the organizations above it.

import { refuse } from '../problem/problem.ts'
import type { Day } from '../time/day.ts'
import type { OrgSpan, Span } from './facts.ts'
import { orgWords } from './name.ts'

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

/** What organizations are of themselves: their stretches without the places that follow from those above. */
export function spansOf(stretches: readonly Stretch[]): OrgSpan[] {
  return joined(
    stretches.map(stretch => {
      const { path: _path, ...span } = stretch
      return span
    }),
  )
}

/** Cuts each organization's life wherever its place changes, joins what does not differ, and gives every path.
 *  `known` are organizations outside the given ones, whose places do not change.
 *  Throws org.circle, org.unknown, and org.absent where one would stand under another that does not exist then. */
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
  // Followed upwards in time: two organizations may well have changed places, so an id alone has no path.
  const pathsOf = (span: OrgSpan, over: Span, below: readonly string[]): Path[] => {
    const { parent } = span
    if (parent === null) return [{ from: over.from, to: over.to, path: `/${span.code}/` }]
    const outside = known.get(parent)
    const life = outside ?? own.get(parent) ?? refuse('org.unknown', { org: parent, near: null })
    const descended = [...below, span.id]
    if (descended.includes(parent))
      refuse('org.circle', { org: orgWords(span), to: orgWords(life[0]!), day: over.from, itself: parent === span.id })
    const above = outside
      ? clipped(outside, over)
      : clipped(own.get(parent)!, over).flatMap(part => pathsOf(part, part, descended))
    insistCovered(above, over, life)
    return above.map(({ from, to, path }) => ({ from, to, path: `${path}${span.code}/` }))
  }
  return new Map(
    [...own].map(([id, life]) => {
      const stretches = joined(life.flatMap(span => pathsOf(span, span, []).map(place => ({ ...span, ...place }))))
      return [id, { seat: stretches.at(-1)!.path, stretches }]
    }),
  )
}

type Path = Span & { readonly path: string }

/** The parts of a life that lie in a span. */
function clipped<T extends Span>(life: readonly T[], over: Span): T[] {
  return life.flatMap(one => {
    const from = one.from > over.from ? one.from : over.from
    const to = one.to === null ? over.to : over.to === null || one.to < over.to ? one.to : over.to
    return to === null || from < to ? [{ ...one, from, to }] : []
  })
}

/** Nobody stands under an organization that is not there. */
function insistCovered(above: readonly Span[], over: Span, life: readonly OrgSpan[]): void {
  let reached: Day | null = over.from
  for (const part of above) {
    if (part.from !== reached) break
    reached = part.to
  }
  if (reached === null || reached === over.to) return
  refuse('org.absent', { org: orgWords(life[0]!), day: reached, opened: life[0]!.from, closed: life.at(-1)!.to })
}

/** Stretches that follow each other and differ in nothing are one. */
function joined<T extends Span>(stretches: readonly T[]): T[] {
  const result: T[] = []
  for (const stretch of stretches) {
    const before = result.at(-1)
    if (before && before.to === stretch.from && alike(before, stretch))
      result[result.length - 1] = { ...before, to: stretch.to }
    else result.push(stretch)
  }
  return result
}

function alike<T extends Span>(a: T, b: T): boolean {
  return (Object.keys(a) as (keyof T)[]).every(
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
