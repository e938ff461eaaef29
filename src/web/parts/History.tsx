// The stretches of an organization's life, each with what changed at its beginning.

import type { OrgRow } from '../../register/register.api.ts'
import { CODES } from '../../register/vocabulary.ts'
import { sayDay } from '../../report/phrase.ts'
import type { Day } from '../../time/day.ts'
import { type Speech, useSpeech } from '../language.ts'
import type { Word } from '../words.ts'

/** The word of a register code, such as branch → 党支部. */
export function codeName(
  field: 'tier' | 'sector' | 'model' | 'education' | 'post' | 'team',
  code: string,
  { pick }: Speech,
): string {
  const words = CODES[field]?.[code]
  return words ? pick(words) : code
}

const CHANGES: readonly (readonly [keyof OrgRow, Word])[] = [
  ['name', 'org.change_name'],
  ['parent', 'org.change_parent'],
  ['tier', 'org.change_tier'],
  ['sector', 'org.change_sector'],
  ['model', 'org.change_model'],
]

export function History({ stretches, nameOf }: { stretches: readonly OrgRow[]; nameOf: (code: string) => string }) {
  const speech = useSpeech()
  const { language, say } = speech
  const changeOf = (stretch: OrgRow, before: OrgRow | undefined) =>
    before
      ? CHANGES.filter(([key]) => before[key] !== stretch[key])
          .map(([, word]) => say(word))
          .join(language === 'zh' ? '、' : ', ')
      : say('org.opened')
  const shown = stretches
    .map((stretch, index) => ({ stretch, changed: changeOf(stretch, stretches[index - 1]) }))
    .reverse()
  return (
    <ol className="history">
      {shown.map(({ stretch, changed }) => (
        <li key={stretch.from}>
          <p className="history-span">
            {sayDay(stretch.from as Day, language)} —{' '}
            {stretch.to ? sayDay(stretch.to as Day, language) : say('org.now')}
          </p>
          <p className="history-name">
            {language === 'en' ? stretch.english || stretch.name : stretch.name}
            {changed && <span className="tag">{changed}</span>}
          </p>
          <p className="quiet">
            {codeName('tier', stretch.tier, speech)} · {codeName('sector', stretch.sector, speech)} ·{' '}
            {codeName('model', stretch.model, speech)} ·{' '}
            {stretch.parent ? say('org.under', { org: nameOf(stretch.parent) }) : say('org.top')}
          </p>
        </li>
      ))}
    </ol>
  )
}
