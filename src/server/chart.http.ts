// Answers about charts.

import { chartOf } from '../duty/chart.sql.ts'
import type { ChartRow } from '../measure/chart.api.ts'
import { listCharts } from '../measure/chart.api.ts'
import { decimalsOf } from '../pledge/amount.ts'
import type { PledgeRow } from '../pledge/pledge.api.ts'
import { orgWords } from '../register/name.ts'
import { CHARTS } from '../systems/charts.ts'
import { lastDay } from '../time/period.ts'
import { answer } from './answer.ts'
import { askedOf, pass, periodOf, ready } from './house.node.ts'
import { pledgeList } from './pledge.http.ts'

export const chartList = answer(listCharts, async (asking, query) => {
  const { house, actor } = asking
  await ready(house, actor, periodOf(query.period))
  const shown = await pass(house, actor, 'read', async tx => {
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
      org: { code: asked.place.code, name: orgWords(asked.place) },
      period: asked.period.label,
      asOf,
      charts,
    }
  })
  const year = query.period.slice(0, 4)
  const { pledges } = await pledgeList.give(asking, { org: shown.org.code, tree: query.tree, year: Number(year) }, {})
  const own = pledges.filter(row => row.org.code === shown.org.code)
  return own.length > 0 ? { ...shown, charts: [...shown.charts, pledged(own, year)] } : shown
})

/** The objectives of an organization as a chart: each as far as it is, beside what was promised. */
function pledged(rows: readonly PledgeRow[], year: string): ChartRow {
  return {
    id: 'pledges',
    title: { zh: `${year} 年目标进度`, en: `Progress of the pledges of ${year}` },
    form: 'bars',
    sides: [
      { zh: '已完成', en: 'Done' },
      { zh: '目标', en: 'Pledged' },
    ],
    rows: rows.map(({ title, unit, digits, progress, measure, org, value }) => ({
      name: title,
      turn: null,
      marks: [
        {
          value: progress.value,
          unit,
          digits,
          proof: { figure: measure, org: org.code, period: year, by: 'day' as const },
        },
        { value: Number(value), unit, digits: decimalsOf(value), proof: null },
      ],
    })),
    apart: true,
    places: [],
    settled: true,
  }
}
