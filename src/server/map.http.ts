// Answers about the map of a district: its places, and the same as a workbook.

import { showMap } from '../dossier/map.api.ts'
import { placesIn } from '../dossier/map.sql.ts'
import { takeMap } from '../exchange/sheet.api.ts'
import { mapTable } from '../exchange/tables.ts'
import { orgWords } from '../register/name.ts'
import { findOrg, namedOn } from '../register/organization.sql.ts'
import { lastDay } from '../time/period.ts'
import { answer, file } from './answer.ts'
import { pass, periodOf, todayFor } from './house.node.ts'
import { workbook } from './sheet.http.ts'

export const mapShow = answer(showMap, ({ house, actor }, query) =>
  pass(house, actor, 'read', async tx => {
    const period = periodOf(query.period)
    const [end, today] = [lastDay(period), todayFor(house, period)]
    const asOf = end > today ? today : end
    const place = await namedOn(tx, await findOrg(tx, query.org ?? actor.org.code), asOf)
    const found = await placesIn(tx, house.charter, { seat: place.seat, on: asOf, period })
    return {
      org: { code: place.code, name: orgWords(place) },
      period: period.label,
      asOf,
      ...found,
    }
  }),
)

export const mapSheet = file(takeMap, 'export.map', async (asking, { lang, ...query }) => {
  const shown = await mapShow.give(asking, query, {})
  return workbook(`${lang === 'zh' ? '地图' : 'map'}-${shown.org.code}-${shown.period}`, [mapTable(shown, lang)], lang)
})
