// All that stands behind a figure: formula, parts, organizations, dated entries and the facts themselves.
import { useState } from 'react'
import type { z } from 'zod'
import { takeProof } from '../../exchange/sheet.api.ts'
import { showFigure } from '../../measure/figure.api.ts'
import { periodName } from '../../report/period-name.ts'
import { sayDay } from '../../report/phrase.ts'
import type { Day } from '../../time/day.ts'
import { useAnswer } from '../answers.ts'
import { useSpeech, written } from '../language.ts'
import type { View } from '../view.ts'
import { Doubtful } from './Doubtful.tsx'
import { Excel } from './Excel.tsx'
import { FigureText, sayValue } from './FigureText.tsx'
import { Ledger } from './Ledger.tsx'
import { Pager } from './Pager.tsx'
import { Places } from './Places.tsx'
import { Nothing, Trouble, Waiting } from './Trouble.tsx'

type Shown = z.output<typeof showFigure.out>

/** So many organizations are listed before the reader asks for all. */
const FEW = 10

interface Props {
  readonly id: string
  /** What is looked at; `by` the turn that facts are for, or by their day. */
  readonly asked: View & { readonly by: 'turn' | undefined }
  /** Facts on one page. */
  readonly page: number
  readonly onOrg: (code: string) => void
  readonly wide?: boolean
}

export function Proof({ id, asked, page, onOrg, wide = false }: Props) {
  const { language, say, pick } = useSpeech()
  const [from, setFrom] = useState(0)
  const found = useAnswer(showFigure, { id, ...asked, limit: page, offset: from }, { keep: true })
  if (found.isPending) return <Waiting rows={8} />
  if (found.isError) return <Trouble fault={found.error} again={() => void found.refetch()} />
  const { figure, org, formula, parts, missing, below, facts, entries, places } = found.data
  const total = figure.records
  return (
    <article className={wide ? 'proof proof-wide' : 'proof'} aria-busy={found.isPlaceholderData}>
      <header className="proof-head">
        <p className="eyebrow">
          {figure.system} · {pick(org.name)} · {periodName(found.data.period, language)}
        </p>
        <h1>{pick(figure.title)}</h1>
        <p className="proof-value">
          <FigureText figure={figure} />
        </p>
        <p className="proof-binding">
          {say('figure.as_of', { day: sayDay(figure.asOf as Day, language) })} · {say(`tree.${found.data.tree}`)}
          {found.data.by === 'turn' && ` · ${say('figure.by_turn')}`}
          {figure.kind === 'norm' ? ` · ${say('figure.norm')}` : ` · ${say('figure.facts_count', { count: total })}`}
        </p>
        <Doubtful doubts={figure.doubts} />
        <p className="excel-ways">
          <Excel route={takeProof} asked={{ id, ...asked }} />
        </p>
      </header>

      <section className="proof-part">
        <h2>{say('figure.formula')}</h2>
        <p className="formula">{pick(formula)}</p>
        {parts && (
          <p className="parts">
            <b>{written(parts.numerator, language)}</b> ÷ <b>{written(parts.denominator, language)}</b>
            {figure.value !== null && <> = {sayValue(figure, language)}</>}
            <small>{say('figure.parts')}</small>
          </p>
        )}
      </section>

      {missing && <Missing missing={missing} onOrg={onOrg} />}
      {entries.length > 0 && <Entries entries={entries} figure={figure} />}
      {places.length > 0 && <Places places={places} />}
      {below.length > 0 && <Below below={below} figure={figure} onOrg={onOrg} />}

      {figure.kind === 'norm' ? (
        <p className="quiet">{say('figure.norm_facts')}</p>
      ) : (
        <section className="proof-part">
          <h2>{say('figure.facts')}</h2>
          {facts.length === 0 ? (
            <Nothing title={say('figure.facts_none')} hint={say('figure.facts_none_hint')} />
          ) : (
            <>
              {/* What a fact adds to a ratio is a part of its numerator, not of its per cent. */}
              <Ledger facts={facts} unit={parts ? '' : figure.unit} />
              {total > page && <Pager from={from} page={page} total={total} onFrom={setFrom} />}
            </>
          )}
        </section>
      )}
    </article>
  )
}

function Missing({ missing, onOrg }: { missing: NonNullable<Shown['missing']>; onOrg: (code: string) => void }) {
  const { say, pick } = useSpeech()
  return (
    <section className="proof-part proof-missing">
      <h2>{say('figure.missing_title')}</h2>
      <p>{pick(missing.why)}</p>
      {missing.owedBy.length > 0 && (
        <>
          <h3>{say('figure.owed_by')}</h3>
          <p className="names">
            {missing.owedBy.map(org => (
              <button key={org.code} type="button" className="link" onClick={() => onOrg(org.code)}>
                {pick(org.name)}
              </button>
            ))}
          </p>
        </>
      )}
    </section>
  )
}

function Entries({ entries, figure }: { entries: Shown['entries']; figure: Shown['figure'] }) {
  const { language, say, pick } = useSpeech()
  const current = entries.findLastIndex(entry => entry.from <= figure.asOf)
  return (
    <section className="proof-part">
      <h2>{say('figure.entries')}</h2>
      <table className="rows">
        <thead>
          <tr>
            <th>{say('figure.entry_from')}</th>
            <th className="end">{say('figure.entry_value')}</th>
            <th>{say('figure.entry_clause')}</th>
          </tr>
        </thead>
        <tbody>
          {entries.map((entry, index) => (
            <tr key={entry.from} className={index === current ? 'current' : ''}>
              <td data-label={say('figure.entry_from')}>{sayDay(entry.from as Day, language)}</td>
              <td data-label={say('figure.entry_value')} className="end strong">
                {sayValue({ ...figure, value: entry.value, kind: 'norm' }, language)}
              </td>
              <td data-label={say('figure.entry_clause')}>
                {pick(entry.clause)}
                {index === current && <span className="tag">{say('figure.in_force')}</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Below({
  below,
  figure,
  onOrg,
}: {
  below: Shown['below']
  figure: Shown['figure']
  onOrg: (code: string) => void
}) {
  const { language, say, pick } = useSpeech()
  const [all, setAll] = useState(false)
  const shown = all ? below : below.slice(0, FEW)
  return (
    <section className="proof-part">
      <h2>
        {say('figure.below')}
        <small>{say('figure.below_note')}</small>
      </h2>
      <ul className="below">
        {shown.map(org => (
          <li key={org.code}>
            <button type="button" onClick={() => onOrg(org.code)}>
              <span>{pick(org.name)}</span>
              <b className={org.value === null ? 'quiet' : ''}>
                {org.value === null ? say('figure.missing') : sayValue({ ...figure, value: org.value }, language)}
              </b>
            </button>
          </li>
        ))}
      </ul>
      {below.length > shown.length && (
        <button type="button" className="link" onClick={() => setAll(true)}>
          {say('figure.show_all', { count: below.length })}
        </button>
      )}
    </section>
  )
}
