// Dividing an objective: a value for each organization below, the own part, and what is left, counted while one types.
import { useState } from 'react'
import type { Words } from '../../charter/language.ts'
import { amountOf, unitsOf } from '../../pledge/amount.ts'
import { dividePledge, type PledgeRow, proposeParts } from '../../pledge/pledge.api.ts'
import { balanceOf } from '../../pledge/pledge.ts'
import { FAULTS } from '../../record/draft.ts'
import { listOrgs } from '../../register/register.api.ts'
import { phrase } from '../../report/phrase.ts'
import { useAnswer } from '../answers.ts'
import { useChange } from '../change.ts'
import { ask, tell } from '../client.ts'
import { useFaults } from '../faults.ts'
import { useKept } from '../kept.ts'
import { useSpeech } from '../language.ts'
import { Beside, Named } from './Named.tsx'
import { OrgSelect } from './OrgPicker.tsx'
import { Resumed } from './Resumed.tsx'
import type { Done } from './Undo.tsx'

interface Props {
  readonly pledge: PledgeRow
  /** The objectives in sight, its parts among them. */
  readonly all: readonly PledgeRow[]
  /** Leaves the form, with what was divided and the way back. */
  readonly done: (done: Done | null) => void
}

interface Typed {
  readonly own: string
  readonly values: Readonly<Record<string, string>>
  /** Organizations that were added by name. */
  readonly more: readonly string[]
}

export function Division({ pledge, all, done }: Props) {
  const { language, say, pick } = useSpeech()
  const parts = all.filter(one => one.parent === pledge.id)
  const kept = useKept(`division ${pledge.id}`, (): Typed => {
    return { own: pledge.own, values: Object.fromEntries(parts.map(part => [part.org.code, part.value])), more: [] }
  })
  const { own, values, more } = kept.value
  const [before, setBefore] = useState<Readonly<Record<string, number | null>>>({})
  const below = useAnswer(listOrgs, { above: pledge.org.code }).data ?? []
  const named = useAnswer(listOrgs, { codes: more.join(',') }, { when: more.length > 0, keep: true }).data ?? []
  const codes = [...new Set([...below.map(org => org.code), ...parts.map(part => part.org.code), ...more])]
  const given = codes.flatMap(code => (values[code]?.trim() ? [{ org: code, value: values[code]!.trim() }] : []))
  const nameOf = (code: string) => {
    const org = [...below, ...named].find(one => one.code === code)
    const part = parts.find(one => one.org.code === code)
    return org ? (language === 'en' && org.english) || org.short : part ? pick(part.org.name) : code
  }
  const leave = (divided: Done | null) => {
    kept.forget()
    done(divided)
  }
  const divide = (carried: string, among: readonly { org: string; value: string }[]) =>
    tell(dividePledge, { own: carried, parts: [...among] }, language, { id: pledge.id })
  const save = useChange(async () => {
    const before = parts.map(part => ({ org: part.org.code, value: part.value }))
    // A part that is taken away takes its own parts along; those no division of this objective brings back.
    const lost = parts.some(
      part => all.some(one => one.parent === part.id) && !given.some(one => one.org === part.org.code),
    )
    await divide(pledge.rule === 'sum' ? own.trim() || '0' : '0', given)
    leave({
      said: say => say(lost ? 'pledge.divided_deep' : 'pledge.divided', { measure: pick(pledge.title) }),
      undone: say => say('pledge.undone'),
      takeBack: lost ? null : () => divide(pledge.own, before),
    })
  })
  const propose = useChange(async () => {
    const proposal = await ask(proposeParts, { id: pledge.id }, language)
    kept.put({ own: '0', values: Object.fromEntries(proposal.parts.map(part => [part.org.code, part.value])) })
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
  const number = (text: string) => (unitsOf(text) ?? -1n) < 0n && pick(FAULTS.number)
  const called = (name: unknown) => codes.find(code => nameOf(code) === pick(name as Words)) ?? null
  const faults = useFaults({
    wrong: { own: number(own.trim() || '0'), ...Object.fromEntries(given.map(one => [one.org, number(one.value)])) },
    refused: save.fault ?? propose.fault,
    places: {
      'pledge.own': 'own',
      'pledge.value': ({ value }) => given.find(one => one.value === value)?.org ?? 'own',
      'pledge.outside': ({ part }) => called(part),
      'pledge.layer': ({ part }) => called(part),
      'pledge.twice': ({ org }) => called(org),
      'pledge.contrary': ({ org }) => called(org),
      'pledge.signed': ({ org }) => called(org),
      'org.unknown': ({ org }) => String(org),
      'org.absent': ({ org }) => String(org),
      'input.field': ({ field }) => {
        const [list, place] = String(field).split('.')
        return list === 'parts' ? (given[Number(place)]?.org ?? null) : list!
      },
    },
    send: save.run,
  })
  const shown = (amount: string) => phrase(Math.abs(Number(amount)), pledge.unit, language, { digits: 2 })
  return (
    <form className="division" {...faults.form}>
      <header>
        <h3>{say('pledge.divide_title')}</h3>
        <button type="button" className="link" disabled={propose.busy} onClick={() => propose.run()}>
          {say('pledge.by_last_year')}
        </button>
      </header>
      <Resumed of={kept} />
      {pledge.rule === 'sum' && (
        <Named className="division-part division-own" label={say('pledge.own')} fault={faults.at('own')}>
          {told => (
            <input
              {...told}
              inputMode="decimal"
              value={own}
              onChange={event => kept.put({ own: event.target.value })}
            />
          )}
        </Named>
      )}
      <div className="division-parts">
        {codes.map(code => (
          <Named
            key={code}
            className="division-part"
            fault={faults.at(code)}
            label={
              <>
                {nameOf(code)}
                {before[code] !== undefined && before[code] !== null && (
                  <small className="quiet">
                    {' '}
                    {say('pledge.last_year', { value: phrase(before[code]!, pledge.unit, language) })}
                  </small>
                )}
              </>
            }
          >
            {told => (
              <input
                {...told}
                inputMode="decimal"
                value={values[code] ?? ''}
                onChange={event => kept.put({ values: { ...values, [code]: event.target.value } })}
              />
            )}
          </Named>
        ))}
      </div>
      <div className="division-more">
        <span className="quiet">{say('pledge.add_org')}</span>
        <OrgSelect
          label={say('pledge.add_org')}
          value={null}
          under={pledge.org.code}
          onOrg={code => !codes.includes(code) && kept.put({ more: [...more, code] })}
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
        <button type="submit" className="button button-main" disabled={save.busy || propose.busy}>
          {say('pledge.save')}
        </button>
        <button type="button" className="button" onClick={() => leave(null)}>
          {say('pledge.cancel')}
        </button>
      </p>
      <Beside fault={faults.rest} />
    </form>
  )
}
