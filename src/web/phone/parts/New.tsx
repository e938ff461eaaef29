// The address of a form, `#/new/KIND/ORGANIZATION/DAY`: a line of what is owed leads here from wherever it stands, and the form opens by itself.
import { useEffect, useRef } from 'react'
import { readDay } from '../../../time/day.ts'
import { usePhone } from '../phone.ts'
import { go } from '../place.ts'
import { useSpeech } from '../speech.ts'
import { start } from '../start.ts'
import { useToday } from '../today.ts'

export function New({ kind: asked, org, day }: { kind: string; org: string; day: string }) {
  const { say, tell } = useSpeech()
  const { content, answer, denied, turnTo } = usePhone()
  const { name: account, org: own } = content!.me!.account
  const there = org || own.code
  const here = answer?.org.code === there ? answer : null
  const kind = here?.kinds.find(one => one.id === asked)
  const begun = useRef(false)
  const today = useToday()
  useEffect(() => turnTo(there === own.code ? null : there), [there, own.code, turnTo])
  useEffect(() => {
    if (!here || !kind || begun.current) return
    begun.current = true
    const on = readDay(day)
    void start(account, kind, here, on !== null && on < today ? on : today, { instead: true })
  }, [account, here, kind, day, today])
  if (!denied && !(here && !kind)) return <p className="note">{say('line.asking')}</p>
  return (
    <section>
      <p className="note">{denied ? tell(denied) : say('form.kind_gone')}</p>
      <button type="button" className="button" onClick={() => go('', '', true)}>
        {say('nav.home')}
      </button>
    </section>
  )
}
