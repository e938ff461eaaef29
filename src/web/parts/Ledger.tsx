// The facts behind a figure as a table; on a phone as a list.
import type { FactRow } from '../../measure/figure.api.ts'
import { periodName } from '../../report/period-name.ts'
import { phrase } from '../../report/phrase.ts'
import { useSpeech } from '../language.ts'
import { RecordLink } from './RecordLink.tsx'

export function Ledger({ facts, unit }: { facts: readonly FactRow[]; unit: string }) {
  const { language, say, pick } = useSpeech()
  return (
    <table className="rows ledger">
      <thead>
        <tr>
          <th>{say('figure.day')}</th>
          <th>{say('figure.org')}</th>
          <th>{say('figure.fact')}</th>
          <th className="end">{say('figure.adds')}</th>
        </tr>
      </thead>
      <tbody>
        {facts.map(fact => (
          <tr key={fact.id}>
            <td className="nowrap" data-label={say('figure.day')}>
              {fact.day}
              {fact.for && (
                <small className="under">{say('figure.for', { turn: periodName(fact.for, language) })}</small>
              )}
            </td>
            <td data-label={say('figure.org')}>{pick(fact.orgName)}</td>
            <td className="ledger-fact" data-label={say('figure.fact')}>
              <span className="ledger-title">
                {fact.record ? <RecordLink id={fact.id}>{pick(fact.title)}</RecordLink> : pick(fact.title)}
              </span>
              <span className="tag tag-quiet">{pick(fact.sourceName)}</span>
              {fact.held && <span className="tag">{say(`held.${fact.held}`)}</span>}
              {fact.twins > 0 && <span className="tag">{say('doubt.twin')}</span>}
              {fact.fields.length > 0 && (
                <dl className="pairs">
                  {fact.fields.map(field => (
                    <div key={field.name.zh}>
                      <dt>{pick(field.name)}</dt>
                      <dd>{pick(field.value)}</dd>
                    </div>
                  ))}
                </dl>
              )}
            </td>
            <td className="end nowrap" data-label={say('figure.adds')}>
              {fact.adds === null ? (
                <span className="quiet" title={say('figure.adds_once_means')}>
                  {say('figure.adds_once')}
                </span>
              ) : (
                phrase(fact.adds, unit, language, { digits: Number.isInteger(fact.adds) ? 0 : 2 }).trim()
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
