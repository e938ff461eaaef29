// Answers about figures: the list, and one with its proof.

import type { Charter } from '../charter/charter.ts'
import type { Words } from '../charter/language.ts'
import { isUnfinished } from '../charter/standing.ts'
import { columnsOf } from '../duty/board.sql.ts'
import { duties } from '../duty/duty.sql.ts'
import { listFigures, MOST_ROWS, showFigure, showTable } from '../measure/figure.api.ts'
import { type Asked, figureOf, figures, insistFigure, partsOf } from '../measure/figure.sql.ts'
import { formulaOf } from '../measure/formula.ts'
import { facts, placesBehind } from '../measure/proof.sql.ts'
import { isRatio, NOTHING } from '../measure/value.ts'
import { orgWords } from '../register/name.ts'
import { subtreeNow } from '../register/organization.sql.ts'
import { childrenOf } from '../register/tree.sql.ts'
import { periodName } from '../report/period-name.ts'
import type { Tx } from '../store/store.ts'
import { lastDay } from '../time/period.ts'
import { answer, showing } from './answer.ts'
import { askedOf, pass, periodOf, ready } from './house.node.ts'

export const figureList = answer(listFigures, async ({ house, actor }, query) => {
  await ready(house, actor, periodOf(query.period))
  return pass(house, actor, 'read', async tx => figures(tx, house.charter, await askedOf(house, actor, tx, query)))
})

/** Facts that are people. */
const PEOPLE = new Set(['members', 'posts'])

export const figureShow = showing(
  showFigure,
  'look.proof',
  async ({ house, actor }, query) => {
    const { charter } = house
    insistFigure(charter, query.id)
    await ready(house, actor, periodOf(query.period))
    return pass(house, actor, 'read', async tx => {
      const asked = {
        ...(await askedOf(house, actor, tx, query)),
        ...(query.by === 'turn' ? { by: query.by } : {}),
      }
      const [figure] = await figures(tx, charter, asked, [query.id])
      const declared = charter.measures.get(query.id)
      const standard =
        charter.standards.get(query.id) ??
        (declared?.is.op === 'standard' ? charter.standards.get(declared.is.standard) : undefined)
      const counts = declared && declared.is.op !== 'standard' ? declared : null
      const read = counts ? (counts.is.op === 'difference' ? [...counts.is.of] : [query.id]) : []
      const day =
        asked.tree === 'now' ? asked.today : lastDay(asked.period) < asked.today ? lastDay(asked.period) : asked.today
      const below = counts ? await childrenOf(tx, asked.place.id, day) : []
      const parts = await partsOf(tx, charter, read, [asked.place.id, ...below.map(org => org.id)], asked)
      const own = parts.get(`${query.id} ${asked.place.id}`) ?? NOTHING
      // Of a norm that was not in force, its source says so.
      const owed =
        figure!.status !== 'missing'
          ? null
          : counts
            ? (await missingOf(tx, charter, [query.id], asked)).get(query.id)!
            : { why: figure!.source, owedBy: [] }
      return {
        figure: figure!,
        org: { code: asked.place.code, name: orgWords(asked.place) },
        period: asked.period.label,
        tree: asked.tree,
        by: query.by,
        formula: formulaOf(charter, query.id),
        parts: counts && isRatio(counts.is) ? { numerator: own.num, denominator: own.den } : null,
        missing: owed,
        below: below.map(org => {
          const row = figureOf(
            charter,
            query.id,
            { ...asked, place: org },
            id => parts.get(`${id} ${org.id}`) ?? NOTHING,
            new Set(),
          )
          return { code: org.code, name: orgWords(org), value: row.value, records: row.records }
        }),
        facts: counts ? await facts(tx, charter, query.id, asked, query) : [],
        places: await placesBehind(tx, charter, query.id, asked),
        entries: standard
          ? standard.is.entries.map(entry => ({ from: entry.from, value: entry.value, clause: entry.clause }))
          : [],
      }
    })
  },
  (_asking, { id, period }, { org, facts }) => {
    const count = facts.filter(fact => PEOPLE.has(fact.source)).length
    return count > 0 ? { of: org.code, what: { id, period, count } } : null
  },
)

export const tableShow = answer(showTable, async ({ house, actor }, query) => {
  const { charter } = house
  const ids = [...new Set(query.figures)]
  for (const id of ids) insistFigure(charter, id)
  await ready(house, actor, periodOf(query.period))
  return pass(house, actor, 'read', async tx => {
    const asked = await askedOf(house, actor, tx, query)
    const whole = await figures(tx, charter, asked, ids)
    const end = lastDay(asked.period)
    const asOf = end < asked.today ? end : asked.today
    const treeDay = asked.tree === 'now' ? asked.today : asOf
    const window = { offset: 0, limit: MOST_ROWS }
    const { count, columns } = await columnsOf(tx, asked, treeDay, asOf, [], query, window)
    const read = ids.flatMap(id => {
      const is = charter.measures.get(id)?.is
      return is ? [id, ...(is.op === 'difference' ? is.of : [])] : []
    })
    const parts = await partsOf(
      tx,
      charter,
      [...new Set(read)],
      columns.map(org => org.id),
      asked,
    )
    const valueAt = (id: string, org: (typeof columns)[number]) =>
      figureOf(
        charter,
        id,
        { ...asked, place: { ...asked.place, ...org } },
        one => parts.get(`${one} ${org.id}`) ?? NOTHING,
        new Set(),
      ).value
    const own = orgWords(asked.place)
    return {
      org: { code: asked.place.code, name: own },
      period: asked.period.label,
      asOf,
      tree: asked.tree,
      figures: whole,
      rows: [
        { code: asked.place.code, name: own, below: 0, values: whole.map(figure => figure.value) },
        ...columns.map(org => ({
          code: org.code,
          name: orgWords(org),
          below: org.below,
          values: ids.map(id => valueAt(id, org)),
        })),
      ],
      count,
      settled: whole.every(figure => figure.status !== 'unsettled'),
    }
  })
})

/** Why values are missing, and who owes the records that would give them. */
export async function missingOf(
  tx: Tx,
  charter: Charter,
  ids: readonly string[],
  asked: Asked,
): Promise<Map<string, { why: Words; owedBy: { code: string; name: Words }[] }>> {
  const over = (measure: string) => {
    const { is } = charter.measures.get(measure)!
    return 'over' in is ? is.over : null
  }
  const giving = (id: string) =>
    [...charter.duties.values()].filter(
      ({ is: { measure } }) => measure === id || (over(id) !== null && over(measure) === over(id)),
    )
  const rows = await duties(tx, charter, {
    orgs: await subtreeNow(tx, asked.place.seat),
    on: asked.today,
    period: asked.period,
    duties: ids.flatMap(giving).map(duty => duty.id),
  })
  const owed = rows.filter(row => isUnfinished(row.status))
  return new Map(
    ids.map(id => {
      const asking = new Set(giving(id).map(duty => duty.id))
      const owing = owed.filter(row => asking.has(row.duty)).map(row => ({ code: row.org, name: row.orgName }))
      return [
        id,
        {
          why: whyMissing(charter.kinds.get(over(id) ?? '')?.name, asked),
          owedBy: [...new Map(owing.map(org => [org.code, org])).values()],
        },
      ]
    }),
  )
}

function whyMissing(kind: Words | undefined, { period }: Asked): Words {
  return kind
    ? {
        zh: `${periodName(period.label, 'zh')}没有符合条件的“${kind.zh}”记录，不作推测`,
        en: `no record of "${kind.en}" that meets the conditions in ${periodName(period.label, 'en')}; nothing is guessed`,
      }
    : { zh: '没有可供计算的记录', en: 'there are no records to compute it from' }
}
