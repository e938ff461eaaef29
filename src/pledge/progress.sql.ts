// How far objectives are: the figure of each organization on its own measure in the year, as everywhere else.
import type { Charter } from '../charter/charter.ts'
import type { Figure } from '../measure/figure.api.ts'
import { type Asked, figureOf, figures, type Place, partsOf, type Reading } from '../measure/figure.sql.ts'
import { NOTHING } from '../measure/value.ts'
import type { Tx } from '../store/store.ts'
import type { Day } from '../time/day.ts'
import { readPeriod } from '../time/period.ts'

/** Figures keyed «measure org», for one year or the one before it. While anything under `top` is unsettled, all of them are. */
export async function progressOf(
  tx: Tx,
  charter: Charter,
  asked: { readonly top: Place; readonly year: number; readonly tree: Reading; readonly today: Day },
  wanted: readonly { readonly measure: string; readonly place: Place }[],
): Promise<Map<string, Figure>> {
  const ids = [...new Set(wanted.map(one => one.measure))].filter(id => charter.measures.has(id))
  if (ids.length === 0) return new Map()
  const question: Asked = {
    place: asked.top,
    period: readPeriod(String(asked.year))!,
    tree: asked.tree,
    today: asked.today,
  }
  const unsettled = new Set(
    (await figures(tx, charter, question, ids)).filter(row => row.status === 'unsettled').map(row => row.id),
  )
  const read = ids.flatMap(id => {
    const { is } = charter.measures.get(id)!
    return is.op === 'difference' ? [...is.of] : [id]
  })
  const places = new Map(wanted.map(one => [one.place.id, one.place]))
  const parts = await partsOf(tx, charter, [...new Set(read)], [...places.keys()], question)
  return new Map(
    wanted
      .filter(one => charter.measures.has(one.measure))
      .map(({ measure, place }) => {
        const row = figureOf(
          charter,
          measure,
          { ...question, place },
          id => parts.get(`${id} ${place.id}`) ?? NOTHING,
          new Set(),
        )
        return [`${measure} ${place.id}`, unsettled.has(measure) ? { ...row, status: 'unsettled' as const } : row]
      }),
  )
}
