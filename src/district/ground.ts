// Where the ready district lies. The points are invented, like its names.
import { writePoint } from '../charter/point.ts'
import type { Unit } from './organizations.ts'

/** Seats of the town and the farms, in degrees. */
const SEATS: Readonly<Record<string, readonly [lon: number, lat: number]>> = {
  C1: [119.28, 46.12],
  C2: [119.42, 45.63],
  C3: [118.78, 46.03],
  C4: [118.84, 45.71],
}
/** Degrees of latitude to the nearest and the farthest place of a seat, by what lies there. */
const REACH: Readonly<Record<string, readonly [near: number, far: number]>> = {
  community: [0.004, 0.012],
  village: [0.09, 0.22],
  sub_bureau: [0.07, 0.2],
}
/** Turns that never fall together: the golden angle. */
const TURN = Math.PI * (3 - Math.sqrt(5))

/** The point of every organization that lies somewhere of its own, by id. */
export function ground(units: readonly Unit[]): ReadonlyMap<string, string> {
  const byId = new Map(units.map(unit => [unit.id, unit]))
  const seatOf = (unit: Unit): (typeof SEATS)[string] | undefined =>
    SEATS[unit.code] ?? (unit.parent ? seatOf(byId.get(unit.parent)!) : undefined)
  const spread = new Map<string, number>()
  return new Map(
    units.flatMap((unit): [string, string][] => {
      const reach = REACH[unit.sector]
      const seat = seatOf(unit)
      if (!reach || !seat) return []
      const n = spread.get(`${seat}`) ?? 0
      spread.set(`${seat}`, n + 1)
      const far = reach[0] + (reach[1] - reach[0]) * ((n * 0.618) % 1)
      const [lon, lat] = [Math.cos(n * TURN), Math.sin(n * TURN)]
      return [[unit.id, writePoint([seat[0] + (far * lon) / Math.cos((seat[1] * Math.PI) / 180), seat[1] + far * lat])]]
    }),
  )
}
