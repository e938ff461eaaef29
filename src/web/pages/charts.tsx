// Figures to look at: ages, use of venues, money due and paid, pledges; each with its table, its picture and its proofs.
import '../style/charts.css'
import { listCharts } from '../../measure/chart.api.ts'
import { sayDay } from '../../report/phrase.ts'
import type { Day } from '../../time/day.ts'
import { useAnswer } from '../answers.ts'
import { useSpeech } from '../language.ts'
import { Chart } from '../parts/Chart.tsx'
import { DistrictMap } from '../parts/DistrictMap.tsx'
import { Nothing, Trouble, Waiting } from '../parts/Trouble.tsx'
import { useTitle } from '../title.ts'
import { useView } from '../view.ts'

export function ChartsPage() {
  const { language, say, pick } = useSpeech()
  const { view } = useView()
  const when = view.org !== '' && view.period !== ''
  const found = useAnswer(listCharts, view, { keep: true, when })
  useTitle(say('charts.title'), found.data && pick(found.data.org.name))
  if (found.isPending) return <Waiting rows={10} />
  if (found.isError) return <Trouble fault={found.error} again={() => void found.refetch()} />
  const { charts } = found.data
  return (
    <>
      <header className="page-head">
        <h1>{say('charts.title')}</h1>
        <p className="quiet">{say('board.as_of', { day: sayDay(found.data.asOf as Day, language) })}</p>
      </header>
      <DistrictMap key={view.org} asked={view} />
      {charts.length === 0 && <Nothing title={say('charts.none')} hint={say('charts.none_hint')} />}
      <div className="charts" aria-busy={found.isPlaceholderData}>
        {charts.map(chart => (
          <Chart key={chart.id} chart={chart} asked={view} />
        ))}
      </div>
    </>
  )
}
