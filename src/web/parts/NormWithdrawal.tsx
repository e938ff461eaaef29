// Taking back what was said of a system or a standard, before it is in force; a second press confirms it.
import { useState } from 'react'
import { withdrawNorm } from '../../charter/charter.api.ts'
import { useChange } from '../change.ts'
import { tell } from '../client.ts'
import { useSpeech } from '../language.ts'
import { Beside } from './Named.tsx'
import { sentenceOf } from './Trouble.tsx'

export function NormWithdrawal({ id, since }: { id: string; since: string }) {
  const speech = useSpeech()
  const { language, say } = speech
  const [asked, setAsked] = useState(false)
  const save = useChange(
    () => tell(withdrawNorm, { id, since }, language),
    () => setAsked(false),
  )
  if (!asked)
    return (
      <button type="button" className="link" onClick={() => setAsked(true)}>
        {say('charter.withdraw')}
      </button>
    )
  return (
    <span className="charter-ways">
      {say('charter.withdraw_asked', { id, day: since })}
      <button type="button" className="button button-main" disabled={save.busy} onClick={() => save.run()}>
        {say('charter.withdraw')}
      </button>
      <button type="button" className="button" onClick={() => setAsked(false)}>
        {say('pledge.cancel')}
      </button>
      <Beside fault={save.fault && sentenceOf(save.fault, speech)} />
    </span>
  )
}
