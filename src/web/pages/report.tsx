// The composed report to read, check and take away.
import { Link } from '@tanstack/react-router'
import { Segmented } from 'antd'
import type { Draft, Shown } from '../../report/draft.ts'
import { periodName } from '../../report/period-name.ts'
import { sayDay } from '../../report/phrase.ts'
import { listReports, readReport } from '../../report/report.api.ts'
import { useAnswer, useMe } from '../answers.ts'
import { useSpeech } from '../language.ts'
import { Gaps } from '../parts/Gaps.tsx'
import { MaskedFigure } from '../parts/MaskedFigure.tsx'
import { ReportCheck } from '../parts/ReportCheck.tsx'
import { figuresOf, lengthOf, Sheet } from '../parts/Sheet.tsx'
import { Taking } from '../parts/Taking.tsx'
import { Nothing, Trouble, Waiting } from '../parts/Trouble.tsx'
import { useTitle } from '../title.ts'
import { type Search, scopeOf, useView } from '../view.ts'
import '../style/sheet.css'

export function ReportPage() {
  const speech = useSpeech()
  const { language, say, pick } = speech
  const { view, search, turn } = useView()
  const me = useMe().data
  const may = me?.verbs.includes('report') ?? false
  const templates = useAnswer(listReports, {}, { when: may })
  const chosen = templates.data?.find(one => one.template === search.template) ?? templates.data?.[0]
  const template = search.template ?? chosen?.template ?? ''
  const written = chosen?.languages ?? []
  const lang =
    written.find(one => one === search.lang) ?? written.find(one => one === language) ?? written[0] ?? language
  const asked = { template, ...view, lang, mask: search.mask === '1' }
  // Switches travel as words: the route reads true and false from text.
  const wire = { ...asked, mask: String(asked.mask) }
  // Templates are listed to those who may; in which languages one is written is known then.
  const found = useAnswer(readReport, wire, { when: chosen !== undefined && view.org !== '', keep: true })
  const draft = found.data
  useTitle(say('nav.report'), draft?.title)
  if (me && !may)
    return (
      <Nothing title={say('report.reader_title')} hint={say('report.reader_hint')}>
        <Link to="/figures" search={((before: Search) => scopeOf(before)) as never} className="button">
          {say('report.to_figures')}
        </Link>
      </Nothing>
    )
  if (templates.data?.length === 0) return <Nothing title={say('report.empty')} hint={say('report.empty_hint')} />
  const door = (figure: Shown): Search => (draft?.binding.masked ? { shown: figure.ref } : { proof: figure.ref })
  return (
    <div className="report">
      <aside className="report-rail">
        <h1>{chosen ? pick(chosen.title) : say('report.title')}</h1>
        {draft && <Bound draft={draft} />}
        {(templates.data?.length ?? 0) > 1 && (
          <label className="rail-field">
            <span>{say('report.template')}</span>
            <select className="select" value={template} onChange={event => turn({ template: event.target.value })}>
              {templates.data?.map(one => (
                <option key={one.template} value={one.template}>
                  {pick(one.title)}
                </option>
              ))}
            </select>
          </label>
        )}
        {written.length > 1 && (
          <div className="rail-field">
            <span>{say('report.language')}</span>
            <Segmented
              aria-label={say('report.language')}
              value={lang}
              options={[
                { value: 'zh', label: say('report.chinese') },
                { value: 'en', label: say('report.english') },
              ]}
              onChange={to => turn({ lang: to })}
            />
          </div>
        )}
        <label className="check rail-check">
          <input
            type="checkbox"
            checked={asked.mask}
            onChange={event => turn({ mask: event.target.checked ? '1' : undefined })}
          />
          {say('report.mask')}
        </label>
        <Taking asked={wire} ready={draft !== undefined} />
        {draft && <Gaps draft={draft} door={door} />}
        {may && <ReportCheck />}
      </aside>
      <div className={found.isPlaceholderData ? 'report-desk stale' : 'report-desk'}>
        {draft?.binding.masked && (
          <p className="notice" role="note">
            {say('report.masked_notice')}
          </p>
        )}
        {(found.isPending || templates.isPending) && !found.isError && (
          <div className="sheet">
            <Waiting rows={16} />
          </div>
        )}
        {(found.isError || templates.isError) && (
          <Trouble
            fault={found.error ?? templates.error}
            again={() => void (templates.isError ? templates.refetch() : found.refetch())}
          />
        )}
        {draft && <Sheet draft={draft} door={door} />}
      </div>
      {draft?.binding.masked && <MaskedFigure draft={draft} />}
    </div>
  )
}

function Bound({ draft }: { draft: Draft }) {
  const { language, say } = useSpeech()
  const count = figuresOf(draft).length
  return (
    <dl className="bound">
      <div>
        <dt>{say('report.bound')}</dt>
        <dd>{periodName(draft.binding.period, language)}</dd>
        <dd>{say('report.binding', { day: sayDay(draft.asOf, language), tree: say(`tree.${draft.binding.tree}`) })}</dd>
      </div>
      <div>
        <dd>
          {say('report.figures', { count })} ·{' '}
          {draft.binding.language === 'zh' && language === 'en'
            ? say('report.length_zh', { count: lengthOf(draft) })
            : say('report.length', { count: lengthOf(draft) })}
        </dd>
      </div>
    </dl>
  )
}
