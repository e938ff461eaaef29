// The name of the organization that is looked at, where its picker will stand.
import { useOrg } from '../answers.ts'
import { useSpeech } from '../language.ts'
import { useTreeDay, useView } from '../view.ts'

export function OrgName() {
  const { language, say } = useSpeech()
  const { view } = useView()
  const org = useOrg(view.org, useTreeDay())
  return (
    <span className="field org-name">
      <span className="field-name">{say('scope.org')}</span>
      <span className="field-value">{(language === 'en' && org?.english) || org?.short}</span>
    </span>
  )
}
