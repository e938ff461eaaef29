// Changing what the register says of a person, a thing or a tie from a day on, each on its own page.
import type { ReactNode } from 'react'
import type { PersonFile } from '../../dossier/person.api.ts'
import type { showThing } from '../../dossier/thing.api.ts'
import { FAULTS } from '../../record/draft.ts'
import { listKinds } from '../../register/change.api.ts'
import type { showOrg } from '../../register/register.api.ts'
import type { Day } from '../../time/day.ts'
import { useAnswer, useMe } from '../answers.ts'
import type { Given } from '../client.ts'
import { type Faults, faulty, type Places, type Wrong } from '../faults.ts'
import { type Kept, useKept } from '../kept.ts'
import { type Values, valuesFor, wrongIn } from '../kind-values.ts'
import { useSpeech } from '../language.ts'
import { type Facts, wireFacts, wrongFacts } from '../person-facts.ts'
import type { Intent } from '../register-draft.ts'
import { ChangeFlow } from './ChangeFlow.tsx'
import { DayPicker } from './DayPicker.tsx'
import { KindFields } from './KindFields.tsx'
import { Beside, Named } from './Named.tsx'
import { PersonFields } from './PersonFields.tsx'
import { SideSheet } from './SideSheet.tsx'

interface SheetProps {
  readonly title: string
  readonly about: string
  readonly intent: Intent | null
  readonly wrong?: Wrong
  readonly kept: Kept<{ readonly day: Day }>
  readonly children?: (faults: Faults) => ReactNode
  readonly onClose: () => void
}

const PLACES: Places = { 'input.day': 'day', 'record.future': 'day', 'person.absent': 'day', 'thing.absent': 'day' }

function FactSheet({ title, about, intent, wrong = {}, kept, children, onClose }: SheetProps) {
  const { say } = useSpeech()
  const latest = useMe().data?.latest
  return (
    <SideSheet open onClose={onClose} size={620} title={title}>
      <ChangeFlow intent={intent} wrong={{ day: null, ...wrong }} places={PLACES} kept={kept} onClose={onClose}>
        {faults => (
          <>
            <p className="quiet">{about}</p>
            <div className="change-fields">
              {children?.(faults)}
              <div className="change-field">
                <DayPicker
                  label={say('change.day')}
                  day={kept.value.day}
                  last={latest}
                  onDay={day => kept.put({ day })}
                />
                <Beside fault={faults.at('day')} />
              </div>
            </div>
          </>
        )}
      </ChangeFlow>
    </SideSheet>
  )
}

/** Facts of a person as they stand, to be changed; only what differs is sent. */
export function PersonChange({ file, day, onClose }: { file: PersonFile; day: Day; onClose: () => void }) {
  const { say, pick } = useSpeech()
  const { person } = file
  // The file shows no more than the month of birth; a birthday that is typed here corrects it.
  const before: Facts = {
    name: person.name.zh,
    english: person.name.en,
    mongolian: person.mongolian,
    sex: person.sex as Facts['sex'],
    born: '',
    nationality: person.nationality,
    education: person.education,
    occupation: person.occupation,
    rank: person.rank ?? '',
  }
  const kept = useKept(`person ${person.id}`, () => ({ facts: before, day }))
  const { facts, day: on } = kept.value
  const wrong = wrongFacts(facts, pick(FAULTS.missing), before)
  const intent = (): Intent | null => {
    const changed = (Object.keys(before) as (keyof Facts)[]).filter(key => facts[key].trim() !== before[key])
    if (changed.length === 0 || faulty(wrong)) return null
    const now = wireFacts(facts)
    return {
      act: 'person.change',
      person: person.id,
      day: on,
      ...Object.fromEntries(changed.map(key => [key, now[key]])),
    }
  }
  return (
    <FactSheet
      title={say('change.title', { org: pick(person.name) })}
      about={say('change.about_person.change')}
      intent={intent()}
      wrong={wrong}
      kept={kept}
      onClose={onClose}
    >
      {faults => <PersonFields facts={facts} faults={faults} onFacts={to => kept.put({ facts: to })} />}
    </FactSheet>
  )
}

type Thing = Given<typeof showThing>

/** A thing as it stands, to be changed or ended. */
export function ThingChange({
  thing,
  end,
  day,
  onClose,
}: {
  thing: Thing
  end: boolean
  day: Day
  onClose: () => void
}) {
  const { say, pick } = useSpeech()
  const fields = useAnswer(listKinds, {}).data?.find(kind => kind.id === thing.kind)?.fields ?? []
  const first: Values = Object.fromEntries(Object.entries(thing.body).map(([name, value]) => [name, String(value)]))
  const kept = useKept(`thing ${thing.id}${end ? ' end' : ''}`, () => {
    return { name: thing.name.zh, english: thing.name.en, typed: first, day }
  })
  const { name, english, typed, day: on } = kept.value
  const missing = pick(FAULTS.missing)
  const wrong = end ? {} : { name: name.trim() === '' && missing, english: null, ...wrongIn(fields, typed, missing) }
  const intent = (): Intent | null => {
    if (end) return { act: 'thing.end', thing: thing.id, day: on }
    const changed = fields.filter(field => (typed[field.id] ?? '') !== (first[field.id] ?? ''))
    // A field that was emptied is said to be empty; one that is left out stays.
    const emptied = Object.fromEntries(changed.map(field => [field.id, '']))
    const named = {
      ...(name.trim() !== thing.name.zh ? { name: name.trim() } : {}),
      ...(english.trim() !== thing.name.en ? { english: english.trim() } : {}),
      ...(changed.length > 0 ? { body: { ...emptied, ...valuesFor(changed, typed) } } : {}),
    }
    return faulty(wrong) || Object.keys(named).length === 0
      ? null
      : { act: 'thing.change', thing: thing.id, day: on, ...named }
  }
  return (
    <FactSheet
      title={say(end ? 'change.end_title' : 'change.title', { org: pick(thing.name) })}
      about={say(end ? 'change.about_thing.end' : 'change.about_thing.change')}
      intent={intent()}
      wrong={wrong}
      kept={kept}
      onClose={onClose}
    >
      {faults =>
        !end && (
          <>
            {(['name', 'english'] as const).map(key => (
              <Named
                key={key}
                className="change-field"
                label={say(key === 'name' ? 'change.thing_name' : 'change.english')}
                fault={faults.at(key)}
              >
                {told => (
                  <input
                    {...told}
                    value={kept.value[key]}
                    maxLength={120}
                    onChange={event => kept.put({ [key]: event.target.value })}
                  />
                )}
              </Named>
            ))}
            <KindFields
              org={thing.org.code}
              fields={fields}
              values={typed}
              faults={faults}
              onChange={(field, value) => kept.put({ typed: { ...typed, [field]: value } })}
            />
          </>
        )
      }
    </FactSheet>
  )
}

/** A tie that is to hold no more. */
export function TieEnd({
  tie,
  day,
  onClose,
}: {
  tie: Given<typeof showOrg>['ties'][number]
  day: Day
  onClose: () => void
}) {
  const { say, pick } = useSpeech()
  const kept = useKept(`tie ${tie.id}`, () => ({ day }))
  return (
    <FactSheet
      title={say('change.end_title', { org: [pick(tie.kindName), ...tie.parties.map(pick)].join(' · ') })}
      about={say('change.about_tie.end')}
      intent={{ act: 'tie.end', tie: tie.id, day: kept.value.day }}
      kept={kept}
      onClose={onClose}
    />
  )
}
