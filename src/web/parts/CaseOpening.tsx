// Opening a case: what it is about, who owns it, and by which day it is to be closed.
import { useState } from 'react'
import { listCaseKinds, openCase } from '../../record/case.api.ts'
import { useAnswer } from '../answers.ts'
import { useChange } from '../change.ts'
import { tell } from '../client.ts'
import { useSpeech } from '../language.ts'
import { filled, KindFields, PersonSelect, type Values, valuesFor } from './KindFields.tsx'
import { OrgSelect } from './OrgPicker.tsx'
import { sentenceOf } from './Trouble.tsx'

/** Asked of every case, in places of their own. */
const STANDARD = new Set(['owner', 'owner_org', 'due'])

interface Props {
  readonly org: string
  readonly day: string
  readonly kind: string | undefined
  readonly done: (opened: string | null) => void
}

export function CaseOpening({ org: first, day: today, kind: given, done }: Props) {
  const speech = useSpeech()
  const { language, say, pick } = speech
  const kinds = useAnswer(listCaseKinds, {}).data ?? []
  const [kind, setKind] = useState(given ?? '')
  const [org, setOrg] = useState(first)
  const [owner, setOwner] = useState('')
  const [ownerOrg, setOwnerOrg] = useState('')
  const [due, setDue] = useState('')
  const [day, setDay] = useState(today)
  const [values, setValues] = useState<Values>({})
  const shown = kinds.find(one => one.kind === kind)
  const fields = shown?.fields.filter(field => !STANDARD.has(field.id)) ?? []
  const save = useChange(async () => {
    const body = valuesFor(fields, values)
    const asked = { kind, org, day, due, body, ...(owner ? { owner } : {}), ...(ownerOrg ? { ownerOrg } : {}) }
    done((await tell(openCase, asked, language)).id)
  })
  const ready = kind !== '' && org !== '' && due !== '' && (owner !== '' || ownerOrg !== '') && filled(fields, values)
  return (
    <form
      className="division case-opening"
      onSubmit={event => {
        event.preventDefault()
        save.run()
      }}
    >
      <h3>{say('cases.begin')}</h3>
      <p className="quiet">{say('cases.begin_hint')}</p>
      <div className="kind-fields">
        <label className="kind-field">
          <span>{say('cases.kind')}</span>
          <select className="select" value={kind} onChange={event => setKind(event.target.value)}>
            <option value="">{say('cases.choose')}</option>
            {kinds.map(one => (
              <option key={one.kind} value={one.kind}>
                {pick(one.name)}
              </option>
            ))}
          </select>
        </label>
        <div className="kind-field">
          <span>{say('cases.org')}</span>
          <OrgSelect label={say('cases.org')} value={org || null} onOrg={setOrg} />
        </div>
        <KindFields
          org={org}
          fields={fields}
          values={values}
          onChange={(id, value) => setValues(before => ({ ...before, [id]: value }))}
        />
        <div className="kind-field">
          <span>{say('cases.owner')}</span>
          <PersonSelect org={org} name={say('cases.owner')} value={owner} onChange={setOwner} />
        </div>
        <div className="kind-field">
          <span>{say('cases.owner_org')}</span>
          <OrgSelect label={say('cases.owner_org')} value={ownerOrg || null} onOrg={setOwnerOrg} clearable />
        </div>
        <label className="kind-field">
          <span>{say('cases.opened_on')}</span>
          <input type="date" value={day} onChange={event => setDay(event.target.value)} />
        </label>
        <label className="kind-field">
          <span>{say('cases.due')}</span>
          <input type="date" value={due} min={day} onChange={event => setDue(event.target.value)} />
        </label>
      </div>
      {shown && <p className="quiet case-clause">{pick(shown.clause)}</p>}
      <p className="pledge-ways">
        <button type="submit" className="button button-main" disabled={save.busy || !ready}>
          {say('cases.begin')}
        </button>
        <button type="button" className="button" onClick={() => done(null)}>
          {say('cases.cancel')}
        </button>
        {owner === '' && ownerOrg === '' && <span className="quiet">{say('cases.owner_either')}</span>}
      </p>
      {save.fault !== null && (
        <p className="fault" role="alert">
          {sentenceOf(save.fault, speech)}
        </p>
      )}
    </form>
  )
}
