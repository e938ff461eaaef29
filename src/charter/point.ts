// A place on the earth as a field holds it: longitude and latitude in decimal degrees (WGS 84), such as 118.83152,45.71204.

/** Longitude and latitude. */
export type Point = readonly [lon: number, lat: number]

/** Decimals that are kept: the fifth is one metre. */
const DECIMALS = 5

/** Reads a point as people type it, longitude first; null where it is none. */
export function readPoint(text: string): Point | null {
  const parts = text
    .normalize('NFKC')
    .trim()
    .split(/\s*[,、;\s]\s*/)
  if (parts.length !== 2 || !parts.every(part => /^[+-]?\d{1,3}(?:\.\d+)?$/.test(part))) return null
  const [lon, lat] = parts.map(Number) as [number, number]
  return Math.abs(lon) <= 180 && Math.abs(lat) <= 90 ? [lon, lat] : null
}

/** Writes a point as it is stored. */
export function writePoint([lon, lat]: Point): string {
  return [lon, lat].map(part => String(Number(part.toFixed(DECIMALS)))).join(',')
}
