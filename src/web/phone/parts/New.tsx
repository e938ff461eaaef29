// The address of a form, `#/new/KIND/ORGANIZATION/DAY`: a line of what is owed leads here from wherever it stands, and the form opens by itself.
import { useEffect, useRef } from 'react'
import { dayAt, readDay } from '../../../time/day.ts'
import { usePhone } from '../phone.ts'
import { useSpeech } from '../speech.ts'
import { start } from '../start.ts'

export function New({ kind: asked, org, day }: { kind: string; org: string; day: string }) {
  const { say, tell } = useSpeech()
  const { content, answer, denied, turnTo } = usePhone()
  const { name: account, org: own } = content!.me!.account
  const there = org || own.code
  const here = answer?.org.code === there ? answer : null
  const kind = here?.kinds.find(one => one.id === asked)
  const begun = useRef(false)
  useEffect(() => turnTo(there === own.code ? null : there), [there, own.code, turnTo])
  useEffect(() => {
    if (!here || !kind || begun.current) return
    begun.current = true
    const today = dayAt(new Date())
    const on = readDay(day)
    void start(account, kind, here, on !== null && on < today ? on : today, true)
  }, [account, here, kind, day])
  if (denied) return <p className="note">{tell(denied)}</p>
  return <p className="note">{say(here && !kind ? 'form.kind_gone' : 'line.asking')}</p>
}
