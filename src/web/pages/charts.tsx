// Figures to look at: ages, use of venues, money due and paid, pledges; each with its table, its picture and its proofs.
import '../style/charts.css'
import type { ChartRow } from '../../measure/chart.api.ts'
import { listCharts } from '../../measure/chart.api.ts'
import { decimalsOf } from '../../pledge/amount.ts'
import { listPledges, type PledgeRow } from '../../pledge/pledge.api.ts'
import { sayDay } from '../../report/phrase.ts'
import type { Day } from '../../time/day.ts'
import { useAnswer } from '../answers.ts'
import { useSpeech } from '../language.ts'
import { Chart } from '../parts/Chart.tsx'
import { Nothing, Trouble, Waiting } from '../parts/Trouble.tsx'
import { useTitle } from '../title.ts'
import { useView } from '../view.ts'

export function ChartsPage() {
  const { language, say, pick } = useSpeech()
  const { view } = useView()
  const when = view.org !== '' && view.period !== ''
  const found = useAnswer(listCharts, view, { keep: true, when })
  const year = view.period.slice(0, 4)
  const pledges = useAnswer(listPledges, { org: view.org, tree: view.tree, year }, { keep: true, when })
  useTitle(say('charts.title'), found.data && pick(found.data.org.name))
  if (found.isPending) return <Waiting rows={10} />
  if (found.isError) return <Trouble fault={found.error} again={() => void found.refetch()} />
  const own = (pledges.data?.pledges ?? []).filter(row => row.org.code === view.org)
  const { charts } = found.data
  return (
    <>
      <header className="page-head">
        <h1>{say('charts.title')}</h1>
        <p className="quiet">{say('board.as_of', { day: sayDay(found.data.asOf as Day, language) })}</p>
      </header>
      {charts.length + own.length === 0 && <Nothing title={say('charts.none')} hint={say('board.none_hint')} />}
      <div className="charts" aria-busy={found.isPlaceholderData}>
        {charts.map(chart => (
          <Chart key={chart.id} chart={chart} />
        ))}
        {own.length > 0 && <Chart chart={pledged(own, year)} own />}
      </div>
    </>
  )
}

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
        { value: progress.value, unit, digits, proof: { figure: measure, org: org.code, period: year } },
        { value: Number(value), unit, digits: decimalsOf(value), proof: null },
      ],
    })),
    settled: true,
  }
}
