// Opening a case: what it is about, who owns it, and by which day it is to be closed.
import { useEffect } from 'react'
import { capture } from '../../record/capture.api.ts'
import { listCaseKinds, openCase } from '../../record/case.api.ts'
import { FAULTS, typing } from '../../record/draft.ts'
import { useAnswer } from '../answers.ts'
import { useChange } from '../change.ts'
import { tell } from '../client.ts'
import { type Places, useFaults } from '../faults.ts'
import { useKept } from '../kept.ts'
import { type Values, valuesFor, wrongIn } from '../kind-values.ts'
import { useSpeech } from '../language.ts'
import { KindFields, PersonSelect } from './KindFields.tsx'
import { Beside, Named } from './Named.tsx'
import { OrgSelect } from './OrgPicker.tsx'
import { Resumed } from './Resumed.tsx'

/** Asked of every case, in places of their own. */
const STANDARD = new Set(['owner', 'owner_org', 'due'])

const PLACES: Places = {
  'case.kind': 'kind',
  'kind.retired': 'kind',
  'case.owner': 'owner',
  'case.due': 'due',
  'person.unknown': 'owner',
  'record.future': 'day',
  'org.absent': 'day',
  'org.unknown': 'org',
  'input.day': 'day',
}

interface Typed {
  readonly kind: string
  readonly org: string
  readonly owner: string
  readonly ownerOrg: string
  readonly due: string
  readonly day: string
  readonly values: Values
}

interface Props {
  readonly org: string
  readonly day: string
  readonly kind: string | undefined
  /** Fields that are known already. */
  readonly given?: Values
  readonly done: (opened: string | null) => void
}

export function CaseOpening({ org: first, day: today, kind: known, given = {}, done }: Props) {
  const { language, say, pick } = useSpeech()
  const kept = useKept(['case', ...Object.values(given)].join(' '), (): Typed => {
    return { kind: known ?? '', org: first, owner: '', ownerOrg: '', due: '', day: today, values: given }
  })
  const { kind, org, owner, ownerOrg, due, day, values } = kept.value
  const kinds = useAnswer(listCaseKinds, org ? { org } : {}, { keep: true }).data ?? []
  const shown = kinds.find(one => one.kind === kind)
  const fields = shown?.fields.filter(field => !STANDARD.has(field.id)) ?? []
  // What the house knows of a thing that is chosen is offered, not asked.
  const asked = Object.fromEntries(fields.map(({ id, known }) => [id, known ? { known } : {}]))
  const offers = fields.some(field => field.known)
  const things = useAnswer(capture, { org }, { when: org !== '' && offers }).data?.things
  const fill = (typed: Values, id: string, value: string) => typing(asked, things ?? [], typed, id, value) as Values
  // The choice may have been quicker than the answer.
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is chosen afterwards is filled as it is chosen
  useEffect(() => {
    const chosen = [...new Set(fields.flatMap(({ known }) => (known ? [known.of] : [])))].filter(id => values[id])
    if (things && chosen.length > 0)
      kept.put({ values: chosen.reduce((typed, id) => fill(typed, id, typed[id]!), values) })
  }, [things])
  const byOrg = shown?.fields.some(field => field.id === 'owner_org' && !field.optional) ?? false
  const leave = (opened: string | null) => {
    kept.forget()
    done(opened)
  }
  const save = useChange(async () => {
    const body = valuesFor(fields, values)
    const asked = { kind, org, day, due, body, ...(owner ? { owner } : {}), ...(ownerOrg ? { ownerOrg } : {}) }
    leave((await tell(openCase, asked, language)).id)
  })
  const missing = pick(FAULTS.missing)
  const faults = useFaults({
    wrong: {
      kind: kind === '' && missing,
      org: org === '' && missing,
      ...wrongIn(fields, values, missing),
      owner: !byOrg && owner === '' && ownerOrg === '' && say('cases.owner_either'),
      ownerOrg: byOrg && ownerOrg === '' && missing,
      day: day === '' && missing,
      due: due === '' ? missing : due < day && pick(FAULTS.early),
    },
    refused: save.fault,
    places: PLACES,
    send: save.run,
  })
  return (
    <form className="division case-opening" {...faults.form}>
      <h3>{say('cases.begin')}</h3>
      <p className="quiet">{say('cases.begin_hint')}</p>
      <Resumed of={kept} />
      <div className="kind-fields">
        <Named className="kind-field" label={say('cases.kind')} fault={faults.at('kind')}>
          {told => (
            <select
              {...told}
              className="select"
              value={kind}
              onChange={event => kept.put({ kind: event.target.value })}
            >
              <option value="">{say('cases.choose')}</option>
              {kinds
                .filter(one => one.opens || one.kind === kind)
                .map(one => (
                  <option key={one.kind} value={one.kind}>
                    {pick(one.name)}
                  </option>
                ))}
            </select>
          )}
        </Named>
        <Named className="kind-field" label={say('cases.org')} fault={faults.at('org')}>
          {({ id, ...told }) => (
            <OrgSelect
              id={id}
              label={say('cases.org')}
              value={org || null}
              onOrg={to => kept.put({ org: to })}
              invalid={told['aria-invalid'] ?? false}
            />
          )}
        </Named>
        <KindFields
          org={org}
          fields={fields}
          values={values}
          faults={faults}
          onChange={(id, value) => kept.put({ values: fill(values, id, value) })}
        />
        <Named className="kind-field" label={say('cases.owner')} fault={faults.at('owner')}>
          {told => (
            <PersonSelect
              told={told}
              org={org}
              name={say('cases.owner')}
              value={owner}
              onChange={to => kept.put({ owner: to })}
            />
          )}
        </Named>
        <Named className="kind-field" label={say('cases.owner_org')} fault={faults.at('ownerOrg')}>
          {({ id, ...told }) => (
            <OrgSelect
              id={id}
              label={say('cases.owner_org')}
              value={ownerOrg || null}
              onOrg={to => kept.put({ ownerOrg: to })}
              invalid={told['aria-invalid'] ?? false}
              clearable
            />
          )}
        </Named>
        <Named className="kind-field" label={say('cases.opened_on')} fault={faults.at('day')}>
          {told => (
            <input {...told} type="date" value={day} onChange={event => kept.put({ day: event.target.value })} />
          )}
        </Named>
        <Named className="kind-field" label={say('cases.due')} fault={faults.at('due')}>
          {told => (
            <input
              {...told}
              type="date"
              value={due}
              min={day}
              onChange={event => kept.put({ due: event.target.value })}
            />
          )}
        </Named>
      </div>
      {shown && <p className="quiet case-clause">{pick(shown.clause)}</p>}
      <p className="pledge-ways">
        <button type="submit" className="button button-main" disabled={save.busy}>
          {say('cases.begin')}
        </button>
        <button type="button" className="button" onClick={() => leave(null)}>
          {say('cases.cancel')}
        </button>
      </p>
      <Beside fault={faults.rest} />
    </form>
  )
}
