// Answers about burden: what was asked of whom, and the complaint box.
import { insist } from '../access/session.sql.ts'
import { showBurden, takeBurden } from '../burden/burden.api.ts'
import { burdenOf } from '../burden/burden.sql.ts'
import { addComplaint, answerComplaint, listComplaints } from '../burden/complaint.api.ts'
import { answerTo, complain, complaintsSeen } from '../burden/complaint.sql.ts'
import { byHand } from '../charter/charter.ts'
import { burdenTables } from '../exchange/tables.ts'
import { refuse } from '../problem/problem.ts'
import { findOrg } from '../register/organization.sql.ts'
import { type Asking, answer, file } from './answer.ts'
import { districtOf, pass, periodOf } from './house.node.ts'
import { workbook } from './sheet.http.ts'

export const burdenShow = answer(showBurden, ({ house, actor }, query) =>
  pass(house, actor, 'read', async tx =>
    burdenOf(tx, house.charter, await findOrg(tx, query.org ?? actor.org.code), periodOf(query.period), house.today()),
  ),
)

export const burdenSheet = file(takeBurden, 'export.burden', async (asking, { lang, ...query }) => {
  const shown = await burdenShow.give(asking, query, {})
  const name = `${lang === 'zh' ? '负担' : 'burden'}-${shown.org.code}-${shown.period}`
  return workbook(name, burdenTables(shown, lang), lang)
})

/** Those who write reports at the top of the tree answer complaints. */
async function answers({ house, actor }: Asking): Promise<boolean> {
  return actor.verbs.includes('report') && (await districtOf(house))?.code === actor.org.code
}

export const complaintList = answer(listComplaints, async asking => {
  const { house, actor } = asking
  const on = house.today()
  return {
    department: await answers(asking),
    kinds: [...house.charter.kinds.values()]
      .filter(kind => byHand(kind, on))
      .map(({ id, name }) => ({ id, name: { zh: name.zh, en: name.en } })),
    complaints: await pass(house, actor, 'read', tx => complaintsSeen(tx, house.charter, on)),
  }
})

/** Leaves no line in the audit: it would say who wrote a complaint without a name. The complaint itself is never changed. */
export const complaintAdd = answer(addComplaint, ({ house, actor }, _query, body) =>
  pass(house, actor, 'read', async tx => ({
    added: await complain(tx, house.charter, await findOrg(tx, actor.org.code), body, actor.person.name, house.today()),
  })),
)

export const complaintAnswer = answer(answerComplaint, async (asking, { id }, body) => {
  const { house, actor } = asking
  insist(actor, 'report')
  // An organization between reads its own complaints; that does not make them its own to answer.
  if (!(await answers(asking))) refuse('complaint.unknown', { complaint: id })
  const added = await pass(house, actor, 'read', tx => answerTo(tx, id, body, actor.person.name, house.today()))
  return { added }
})
