// The stretches of an organization's life, each with what changed at its beginning.

import type { OrgRow } from '../../register/register.api.ts'
import { sayDay } from '../../report/phrase.ts'
import type { Day } from '../../time/day.ts'
import { useCodes } from '../answers.ts'
import { useSpeech } from '../language.ts'
import type { Word } from '../words.ts'

const CHANGES: readonly (readonly [keyof OrgRow, Word])[] = [
  ['name', 'org.change_name'],
  ['parent', 'org.change_parent'],
  ['tier', 'org.change_tier'],
  ['sector', 'org.change_sector'],
  ['model', 'org.change_model'],
]

export function History({ stretches, nameOf }: { stretches: readonly OrgRow[]; nameOf: (code: string) => string }) {
  const { language, say } = useSpeech()
  const codes = useCodes()
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
            {codes.name('tier', stretch.tier)} · {codes.name('sector', stretch.sector)} ·{' '}
            {codes.name('model', stretch.model)} ·{' '}
            {stretch.parent ? say('org.under', { org: nameOf(stretch.parent) }) : say('org.top')}
          </p>
        </li>
      ))}
    </ol>
  )
}
