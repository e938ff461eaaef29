// Answers about charts.
import { chartOf } from '../duty/chart.sql.ts'
import { listCharts } from '../measure/chart.api.ts'
import { CHARTS } from '../systems/charts.ts'
import { lastDay } from '../time/period.ts'
import { answer } from './answer.ts'
import { askedOf, pass, periodOf, ready } from './house.node.ts'

export const chartList = answer(listCharts, async ({ house, actor }, query) => {
  await ready(house, actor, periodOf(query.period))
  return pass(house, actor, 'read', async tx => {
    const asked = await askedOf(house, actor, tx, query)
    const end = lastDay(asked.period)
    const asOf = end > asked.today ? asked.today : end
    const treeDay = asked.tree === 'now' ? asked.today : asOf
    const charts = []
    for (const chart of CHARTS) {
      const found = await chartOf(tx, house.charter, chart, asked, treeDay)
      if (found) charts.push(found)
    }
    return {
      org: { code: asked.place.code, name: { zh: asked.place.short, en: asked.place.english } },
      period: asked.period.label,
      asOf,
      charts,
    }
  })
})
