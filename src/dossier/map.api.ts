// The wire contract of the map: the things of a district whose coordinates are known, and how often records named each.
import { z } from 'zod'
import { dayText, route, words } from '../problem/route.api.ts'

/** So many places are given at most. */
export const MOST_PLACES = 500

const place = z.object({
  id: z.string(),
  name: words,
  kind: z.string(),
  kindName: words,
  org: z.object({ code: z.string(), name: words }),
  /** Longitude and latitude in degrees. */
  at: z.tuple([z.number(), z.number()]),
  /** Records and cases of the period that name it. */
  records: z.number(),
})
export type Place = z.infer<typeof place>

export const showMap = route({
  method: 'GET',
  path: '/api/map',
  about: 'Places with known coordinates in the subtree of an organization, and the records of a period that name them',
  query: z.object({ org: z.string().optional(), period: z.string() }),
  out: z.object({
    org: z.object({ code: z.string(), name: words }),
    period: z.string(),
    asOf: dayText,
    places: z.array(place),
    /** Places of the same kinds whose coordinates nobody has entered. */
    unplaced: z.number(),
    /** True where there are more places than are given. */
    more: z.boolean(),
  }),
})
export type MapShown = z.output<typeof showMap.out>
