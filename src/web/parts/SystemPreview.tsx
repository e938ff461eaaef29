// What a new system would have asked of last year.
import type { previewSystem } from '../../charter/charter.api.ts'
import { periodName } from '../../report/period-name.ts'
import { phrase } from '../../report/phrase.ts'
import type { Given } from '../client.ts'
import { useSpeech } from '../language.ts'

/** The duties in words, whom they would have asked, the figures and the burden. */
export function SystemPreview({ shown }: { shown: NonNullable<Given<typeof previewSystem>['preview']> }) {
  const { language, say, pick } = useSpeech()
  return (
    <section className="charter-wide charter-preview" aria-live="polite">
      <h3>{say('charter.previewed', { period: periodName(shown.period, language) })}</h3>
      {shown.system.duties.map(duty => (
        <p key={duty.id}>{pick(duty.sentence)}</p>
      ))}
      <ul>
        {shown.duties.map(duty => (
          <li key={duty.duty}>
            {say('charter.would_ask', { due: duty.due, orgs: duty.orgs.length, met: duty.met })}
            <small className="quiet">
              {' '}
              {duty.orgs.map(org => pick(org.name)).join(language === 'zh' ? '、' : ', ')}
            </small>
          </li>
        ))}
        {shown.figures.map(figure => (
          <li key={figure.id}>
            {pick(figure.title)}{' '}
            {figure.value === null ? say('figure.missing') : phrase(figure.value, figure.unit, language)}
          </li>
        ))}
        <li>{say('charter.burden', { fields: shown.burden.fields, entries: shown.burden.entries })}</li>
      </ul>
    </section>
  )
}
