// A map as geometry: degrees to units of a drawing, places that fall together, names that do not overlap, a scale. Pure.
import type { Point } from '../charter/point.ts'

export interface Frame {
  readonly wide: number
  readonly high: number
  /** Left free on every side. */
  readonly edge: number
}

export type Spot<P> = { readonly x: number; readonly y: number; readonly places: readonly P[] }

export interface Label {
  readonly x: number
  readonly y: number
  readonly anchor: 'start' | 'middle' | 'end'
}

/** Kilometres of a degree of latitude. */
const DEGREE = 111.2
/** A map shows at least so many kilometres from edge to edge. */
const LEAST = 0.3

/** Lays points on a drawing so that all of them fit, north above; a district is small enough to be taken for flat. */
export function laid(
  points: readonly Point[],
  { wide, high, edge }: Frame,
): { at: [x: number, y: number][]; perKm: number } {
  const span = (axis: 0 | 1) => {
    const all = points.map(point => point[axis])
    return [Math.min(...all), Math.max(...all)] as const
  }
  const [[west, east], [south, north]] = [span(0), span(1)]
  const middle = [(west + east) / 2, (south + north) / 2] as const
  const narrow = Math.cos((middle[1] * Math.PI) / 180)
  const km = (from: number, to: number, by: number) => Math.max((to - from) * DEGREE * by, LEAST)
  const perKm = Math.min((wide - 2 * edge) / km(west, east, narrow), (high - 2 * edge) / km(south, north, 1))
  return {
    at: points.map(([lon, lat]) => [
      wide / 2 + (lon - middle[0]) * DEGREE * narrow * perKm,
      high / 2 - (lat - middle[1]) * DEGREE * perKm,
    ]),
    perKm,
  }
}

/** Puts together what lies closer than `near`, so that no symbol hides another. */
export function spotsOf<P>(places: readonly P[], at: readonly (readonly [number, number])[], near: number): Spot<P>[] {
  const spots: { x: number; y: number; places: P[] }[] = []
  places.forEach((place, index) => {
    const [x, y] = at[index]!
    const there = spots.find(spot => Math.hypot(spot.x - x, spot.y - y) < near)
    if (there) there.places.push(place)
    else spots.push({ x, y, places: [place] })
  })
  return spots
}

/** Where each name stands, if there is room for it: beside, above or below its symbol, over no symbol and no other name. */
export function labelled(
  spots: readonly { readonly x: number; readonly y: number; readonly room: number }[],
  { wide, high, letter, clear }: { wide: number; high: number; letter: number; clear: number },
): (Label | null)[] {
  type Box = readonly [left: number, top: number, right: number, bottom: number]
  const taken: Box[] = spots.map(({ x, y }) => [x - clear, y - clear, x + clear, y + clear])
  const meet = (a: Box, b: Box) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3]
  return spots.map(({ x, y, room }, own) => {
    const beside = clear + 3
    const row = (dy: number, side: 1 | -1): [Label, Box] => [
      { x: x + side * beside, y: y + dy + letter * 0.36, anchor: side > 0 ? 'start' : 'end' },
      [
        side > 0 ? x + beside : x - beside - room,
        y + dy - letter / 2,
        side > 0 ? x + beside + room : x - beside,
        y + dy + letter / 2,
      ],
    ]
    const middle = (dy: number): [Label, Box] => [
      { x, y: y + dy + letter * 0.36, anchor: 'middle' },
      [x - room / 2, y + dy - letter / 2, x + room / 2, y + dy + letter / 2],
    ]
    const apart = beside + letter / 2
    const places = [
      ...[row(0, 1), row(0, -1), middle(-apart), middle(apart)],
      ...[row(-letter, 1), row(letter, 1), row(-letter, -1), row(letter, -1)],
    ]
    const free = places.find(
      ([, box]) =>
        box[0] >= 0 &&
        box[1] >= 0 &&
        box[2] <= wide &&
        box[3] <= high &&
        taken.every((other, index) => index === own || !meet(box, other)),
    )
    if (!free) return null
    taken.push(free[1])
    return free[0]
  })
}

/** The longest round distance that is no longer than `most` units. */
export function scaleOf(perKm: number, most: number): { km: number; long: number } {
  const power = 10 ** Math.floor(Math.log10(most / perKm))
  const km = [5, 2, 1].map(step => step * power).find(one => one * perKm <= most) ?? power
  return { km, long: km * perKm }
}
