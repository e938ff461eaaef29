// Dividing an objective: a value for each organization below, the own part, and what is left, counted while one types.
import { useState } from 'react'
import { amountOf, unitsOf } from '../../pledge/amount.ts'
import { dividePledge, type PledgeRow, proposeParts } from '../../pledge/pledge.api.ts'
import { balanceOf } from '../../pledge/pledge.ts'
import { listOrgs } from '../../register/register.api.ts'
import { phrase } from '../../report/phrase.ts'
import { useAnswer } from '../answers.ts'
import { useChange } from '../change.ts'
import { ask, tell } from '../client.ts'
import { useSpeech } from '../language.ts'
import { OrgSelect } from './OrgPicker.tsx'
import { sentenceOf } from './Trouble.tsx'

interface Props {
  readonly pledge: PledgeRow
  readonly parts: readonly PledgeRow[]
  readonly done: () => void
}

export function Division({ pledge, parts, done }: Props) {
  const speech = useSpeech()
  const { language, say, pick } = speech
  const [own, setOwn] = useState(pledge.own)
  const [values, setValues] = useState<Readonly<Record<string, string>>>(
    Object.fromEntries(parts.map(part => [part.org.code, part.value])),
  )
  const [before, setBefore] = useState<Readonly<Record<string, number | null>>>({})
  const [more, setMore] = useState<readonly string[]>([])
  const below = useAnswer(listOrgs, { above: pledge.org.code }).data ?? []
  const named = useAnswer(listOrgs, { codes: more.join(',') }, { when: more.length > 0, keep: true }).data ?? []
  const codes = [...new Set([...below.map(org => org.code), ...parts.map(part => part.org.code), ...more])]
  const given = codes.flatMap(code => (values[code]?.trim() ? [{ org: code, value: values[code]!.trim() }] : []))
  const nameOf = (code: string) => {
    const org = [...below, ...named].find(one => one.code === code)
    const part = parts.find(one => one.org.code === code)
    return org ? (language === 'en' && org.english) || org.short : part ? pick(part.org.name) : code
  }
  const save = useChange(
    () =>
      tell(dividePledge, { own: pledge.rule === 'sum' ? own.trim() || '0' : '0', parts: given }, language, {
        id: pledge.id,
      }),
    done,
  )
  const propose = useChange(async () => {
    const proposal = await ask(proposeParts, { id: pledge.id }, language)
    setOwn('0')
    setValues(Object.fromEntries(proposal.parts.map(part => [part.org.code, part.value])))
    setBefore(Object.fromEntries(proposal.parts.map(part => [part.org.code, part.before])))
  })
  const sound = [own || '0', ...given.map(one => one.value)].every(text => (unitsOf(text) ?? -1n) >= 0n)
  const balance = sound
    ? balanceOf({
        ...pledge,
        own: amountOf(unitsOf(own || '0')!),
        parts: given.map(one => ({ name: { zh: nameOf(one.org), en: nameOf(one.org) }, value: one.value })),
      })
    : null
  const shown = (amount: string) => phrase(Math.abs(Number(amount)), pledge.unit, language, { digits: 2 })
  return (
    <form
      className="division"
      onSubmit={event => {
        event.preventDefault()
        save.run()
      }}
    >
      <header>
        <h3>{say('pledge.divide_title')}</h3>
        <button type="button" className="link" disabled={propose.busy} onClick={() => propose.run()}>
          {say('pledge.by_last_year')}
        </button>
      </header>
      {pledge.rule === 'sum' && (
        <label className="division-own">
          <span>{say('pledge.own')}</span>
          <input inputMode="decimal" value={own} onChange={event => setOwn(event.target.value)} />
        </label>
      )}
      <div className="division-parts">
        {codes.map(code => (
          <label key={code}>
            <span>
              {nameOf(code)}
              {before[code] !== undefined && before[code] !== null && (
                <small className="quiet">
                  {' '}
                  {say('pledge.last_year', { value: phrase(before[code]!, pledge.unit, language) })}
                </small>
              )}
            </span>
            <input
              inputMode="decimal"
              value={values[code] ?? ''}
              onChange={event => setValues({ ...values, [code]: event.target.value })}
            />
          </label>
        ))}
      </div>
      <div className="division-more">
        <span className="quiet">{say('pledge.add_org')}</span>
        <OrgSelect
          label={say('pledge.add_org')}
          value={null}
          under={pledge.org.code}
          onOrg={code => !codes.includes(code) && setMore([...more, code])}
        />
      </div>
      <p className={balance?.balanced ? 'quiet' : 'fault'} aria-live="polite">
        {balance === null
          ? ''
          : balance.balanced
            ? say(pledge.rule === 'sum' ? 'pledge.rule_sum' : 'pledge.rule_each')
            : balance.short.length > 0
              ? say('pledge.short', {
                  orgs: balance.short.map(part => pick(part.name)).join(language === 'zh' ? '、' : ', '),
                })
              : `${say(balance.rest.startsWith('-') ? 'pledge.over' : 'pledge.rest')} ${shown(balance.rest)}`}
      </p>
      <p className="pledge-ways">
        <button type="submit" className="button button-main" disabled={save.busy}>
          {say('pledge.save')}
        </button>
        <button type="button" className="button" onClick={done}>
          {say('pledge.cancel')}
        </button>
      </p>
      {(save.fault ?? propose.fault) !== null && (
        <p className="fault" role="alert">
          {sentenceOf(save.fault ?? propose.fault, speech)}
        </p>
      )}
    </form>
  )
}
