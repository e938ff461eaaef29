// Answers about due forms: the list, and the same as a workbook.

import { listDueForms } from '../dossier/due-form.api.ts'
import { dueForms } from '../dossier/due-form.sql.ts'
import { takeDueForms } from '../exchange/sheet.api.ts'
import { dueFormTables } from '../exchange/tables.ts'
import { orgWords } from '../register/name.ts'
import { findOrg, namedOn } from '../register/organization.sql.ts'
import { lastDay } from '../time/period.ts'
import { answer, file } from './answer.ts'
import { pass, periodOf, ready, todayFor } from './house.node.ts'
import { workbook } from './sheet.http.ts'

export const dueFormList = answer(listDueForms, async ({ house, actor }, query) => {
  const period = periodOf(query.period)
  await ready(house, actor, period)
  return pass(house, actor, 'read', async tx => {
    const [end, today] = [lastDay(period), todayFor(house, period)]
    const asOf = end > today ? today : end
    const place = await namedOn(tx, await findOrg(tx, query.org ?? actor.org.code), asOf)
    return {
      org: { code: place.code, name: orgWords(place) },
      period: period.label,
      asOf,
      kinds: await dueForms(tx, house.charter, { seat: place.seat, on: asOf }),
    }
  })
})

export const dueFormSheet = file(takeDueForms, 'export.due_forms', async (asking, { lang, ...query }) => {
  const shown = await dueFormList.give(asking, query, {})
  const name = `${lang === 'zh' ? '应建形式' : 'due-forms'}-${shown.org.code}-${shown.period}`
  return workbook(name, dueFormTables(shown, lang), lang)
})
