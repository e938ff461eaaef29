// Charts from figures: what is shown is what the figure says for the same organization and period, and nothing else.

import type { Charter } from '../charter/charter.ts'
import type { Chart } from '../charter/language.ts'
import { isJudged } from '../charter/standing.ts'
import type { ChartRow, Mark } from '../measure/chart.api.ts'
import { type Asked, figureOf, figures, partsOf } from '../measure/figure.sql.ts'
import { placesBehind } from '../measure/proof.sql.ts'
import { NOTHING } from '../measure/value.ts'
import { orgWords } from '../register/name.ts'
import { subtreeNow } from '../register/organization.sql.ts'
import type { Tx } from '../store/store.ts'
import type { Day } from '../time/day.ts'
import { turnsIn } from '../time/period.ts'
import { columnsOf } from './board.sql.ts'
import { duties } from './duty.sql.ts'

/** Organizations in one chart. */
const SHOWN = 60
const DONE = { zh: '已完成', en: 'Done' }
const OWED = { zh: '应完成', en: 'Due' }

/** A chart of an organization and a period; null where the charter does not have it or nothing is owed there. */
export async function chartOf(
  tx: Tx,
  charter: Charter,
  chart: Chart,
  asked: Asked,
  treeDay: Day,
): Promise<ChartRow | null> {
  const { id, title } = chart
  if (chart.form === 'pyramid') {
    const ids = chart.bands.flatMap(band => band.of)
    if (!ids.every(one => charter.measures.has(one))) return null
    const rows = await figures(tx, charter, asked, ids)
    const at = new Map(rows.map(row => [row.id, row]))
    const mark = (of: string): Mark => {
      const { value, unit, digits } = at.get(of)!
      return {
        value,
        unit,
        digits,
        proof: { figure: of, org: asked.place.code, period: asked.period.label, by: 'day' },
      }
    }
    return {
      id,
      title,
      form: 'pyramid',
      sides: [...chart.sides],
      rows: chart.bands.map(({ name, of }) => ({ name, turn: null, marks: [mark(of[0]), mark(of[1])] })),
      apart: false,
      places: [],
      settled: rows.every(row => row.status !== 'unsettled'),
    }
  }
  if (chart.form === 'below') {
    const standard = charter.standards.get(chart.standard)
    const { measure } = chart
    if (!charter.measures.has(measure) || !standard) return null
    // What no part of the subtree has is no chart of empty lines.
    const [whole, norm] = await figures(tx, charter, asked, [measure, chart.standard])
    if (whole!.value === null) return null
    const { columns } = await columnsOf(
      tx,
      asked,
      treeDay,
      asked.today,
      [],
      { level: 'all' },
      { offset: 0, limit: SHOWN },
    )
    const places = [{ ...asked.place, name: asked.place.short }, ...columns]
    const parts = await partsOf(
      tx,
      charter,
      [measure],
      places.map(place => place.id),
      asked,
    )
    const owed: Mark = { value: norm!.value, unit: norm!.unit, digits: norm!.digits, proof: null }
    return {
      id,
      title,
      form: 'bars',
      sides: [whole!.title, norm!.title],
      rows: places.flatMap(place => {
        const of = (one: string) => parts.get(`${one} ${place.id}`) ?? NOTHING
        const row = figureOf(charter, measure, { ...asked, place: { ...asked.place, ...place } }, of, new Set())
        if (row.value === null) return []
        const proof = { figure: measure, org: place.code, period: asked.period.label, by: 'day' as const }
        const done: Mark = { value: row.value, unit: row.unit, digits: row.digits, proof }
        return [{ name: orgWords(place), turn: null, marks: [done, owed] as [Mark, Mark] }]
      }),
      apart: false,
      places: await placesBehind(tx, charter, measure, asked),
      settled: whole!.status !== 'unsettled',
    }
  }
  const duty = charter.duties.get(chart.duty)
  if (!duty) return null
  const orgs = await subtreeNow(tx, asked.place.seat)
  const all = await duties(tx, charter, { orgs, on: asked.today, period: asked.period, duties: [duty.id] })
  const turns = all.filter(turn => isJudged(turn.status))
  if (turns.length === 0) return null
  const rows: ChartRow['rows'][number][] = []
  let settled = true
  for (const period of turnsIn(asked.period, duty.is.every)) {
    const [figure] = await figures(tx, charter, { ...asked, period, by: 'turn' }, [duty.is.measure])
    const owed = turns.filter(turn => turn.turn === period.label)
    if (owed.length === 0) continue
    settled &&= figure!.status !== 'unsettled'
    // Added in cents, so that parts of a yuan stay exact.
    const due = owed.reduce((sum, turn) => sum + Math.round(turn.owed * 100), 0) / 100
    const { value, unit, digits } = figure!
    rows.push({
      name: { zh: period.label, en: period.label },
      turn: period.label,
      marks: [
        {
          ...{ value, unit, digits },
          proof: { figure: duty.is.measure, org: asked.place.code, period: period.label, by: 'turn' },
        },
        { value: due, unit, digits, proof: null },
      ],
    })
  }
  return { id, title, form: 'bars', sides: [DONE, OWED], rows, apart: false, places: [], settled }
}
