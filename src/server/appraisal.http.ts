// Answers about appraisals: grades of one organization or one person at a time, never of several.
import {
  listAppraisals,
  listSubjects,
  rateAppraisal,
  showAppraisal,
  takeAppraisal,
  withdrawRating,
} from '../dossier/appraisal.api.ts'
import { type Asked, appraise, rate, subjectsOf, unrate } from '../dossier/appraisal.sql.ts'
import { figures } from '../measure/figure.sql.ts'
import { appraisalDraft } from '../report/appraisal.ts'
import { toWord } from '../report/word.node.ts'
import { monthOf } from '../time/period.ts'
import { type Asking, answer, file, showing } from './answer.ts'
import { askedOf, latest, pass, periodOf, ready } from './house.node.ts'

export const appraisalList = answer(listAppraisals, async ({ house }) =>
  [...house.charter.appraisals.values()].map(({ id, system, is }) => ({
    id,
    system: system.id,
    title: is.title,
    of: is.of,
    every: is.every,
    tier: is.who.tier ? [...is.who.tier] : null,
    sector: is.who.sector ? [...is.who.sector] : null,
  })),
)

export const appraisalShow = showing(
  showAppraisal,
  'look.appraisal',
  async ({ house, actor }, query) => {
    const period = periodOf(query.period)
    await ready(house, actor, period)
    return pass(house, actor, 'read', async tx => {
      const asked = await askedOf(house, actor, tx, { period: period.label, tree: 'then' })
      const [probe] = await figures(tx, house.charter, asked, [...house.charter.measures.keys()].slice(0, 1))
      const page = await appraise(tx, house.charter, questionOf({ house, actor }, query), actor)
      return { ...page, settled: probe?.status !== 'unsettled' }
    })
  },
  (_asking, { appraisal, period }, { person }) => (person ? { person: person.id, what: { appraisal, period } } : null),
)

export const appraisalRate = answer(rateAppraisal, async ({ house, actor }, { appraisal }, body) => {
  const asked = questionOf({ house, actor }, { ...body, appraisal })
  await ready(house, actor, asked.period)
  await house.store.keepMonths([monthOf(house.today())])
  const id = await pass(house, actor, 'appraise', tx => rate(tx, house.charter, asked, body, actor))
  return { id, ...(await house.settleStored()) }
})

export const appraisalUnrate = answer(withdrawRating, async ({ house, actor }, { id, ...query }) => {
  const asked = questionOf({ house, actor }, query)
  await pass(house, actor, 'appraise', tx => unrate(tx, house.charter, asked, id, actor))
  return house.settleStored()
})

export const appraisalSubjects = showing(
  listSubjects,
  'look.people',
  ({ house, actor }, query) =>
    pass(house, actor, 'read', tx => subjectsOf(tx, house.charter, questionOf({ house, actor }, query), actor)),
  (_asking, { appraisal, period }, given) => {
    const count = given.subjects.filter(one => one.person).length
    return count > 0 ? { what: { appraisal, period, count } } : null
  },
)

export const appraisalWord = file(takeAppraisal, 'export.appraisal', async (asking: Asking, { lang, ...query }) => {
  const page = await appraisalShow.plain(asking, query, {})
  const subject = page.person?.name ?? page.org.name
  return {
    name: `${page.title[lang]}-${subject[lang] || subject.zh}-${page.period}.docx`,
    type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    bytes: await toWord(appraisalDraft(page, lang)),
    ...(page.person ? { person: page.person.id } : {}),
  }
})

function questionOf(
  { house, actor }: Pick<Asking, 'house' | 'actor'>,
  query: { appraisal: string; period: string; org?: string | undefined; person?: string | undefined },
): Asked {
  const { appraisal, org, person } = query
  const period = periodOf(query.period)
  // A turn that ends on the day on which the clock stands is judged on the day after: nothing else would ever end it.
  const over = house.today() < period.to && period.to <= latest(house)
  return { appraisal, period, org: org ?? actor.org.code, person, today: over ? period.to : house.today() }
}
