// What the register keeps of a person, as inputs: entered once, changed from a day on.
import { Select } from 'antd'
import type { Day } from '../../time/day.ts'
import { useCodes } from '../answers.ts'
import type { Faults } from '../faults.ts'
import { useSpeech } from '../language.ts'
import { Named } from './Named.tsx'

/** What is typed; codes as text. */
export interface Facts {
  readonly name: string
  readonly english: string
  readonly mongolian: string
  readonly sex: '' | '1' | '2'
  readonly born: string
  readonly nationality: string
  readonly education: string
  readonly occupation: string
  readonly rank: string
}

export const NOBODY: Facts = {
  name: '',
  english: '',
  mongolian: '',
  sex: '',
  born: '',
  nationality: '',
  education: '',
  occupation: '',
  rank: '',
}

/** The facts in the form of the wire. */
export function wireFacts({ name, english, mongolian, sex, born, nationality, education, occupation, rank }: Facts) {
  return {
    name: name.trim(),
    english: english.trim(),
    mongolian: mongolian.trim(),
    sex: Number(sex) as 1 | 2,
    born: born as Day,
    nationality,
    education: Number(education),
    occupation,
    rank: rank || null,
  }
}

/** What a person may be without. */
const OPTIONAL: ReadonlySet<string> = new Set<keyof Facts>(['english', 'mongolian', 'rank'])

/** What is wrong in each fact: that it must be known and is not. What was empty `before` may stay so. */
export function wrongFacts(facts: Facts, missing: string, before?: Facts): Record<keyof Facts, string | null> {
  const wrong = ([key, text]: [string, string]) =>
    text.trim() === '' && !OPTIONAL.has(key) && before?.[key as keyof Facts] !== '' ? missing : null
  return Object.fromEntries(Object.entries(facts).map(one => [one[0], wrong(one)])) as Record<
    keyof Facts,
    string | null
  >
}

interface Props {
  readonly facts: Facts
  readonly faults: Pick<Faults, 'at'>
  readonly onFacts: (facts: Facts) => void
}

export function PersonFields({ facts, faults, onFacts }: Props) {
  const { say } = useSpeech()
  const codes = useCodes()
  const put = (part: Partial<Facts>) => onFacts({ ...facts, ...part })
  return (
    <>
      {(['name', 'english', 'mongolian'] as const).map(key => (
        <Named key={key} className="change-field" label={say(`person.${key}`)} fault={faults.at(key)}>
          {told => (
            <input
              {...told}
              value={facts[key]}
              lang={key === 'mongolian' ? 'mn-Mong' : undefined}
              maxLength={120}
              required={key === 'name'}
              autoComplete="off"
              onChange={event => put({ [key]: event.target.value })}
            />
          )}
        </Named>
      ))}
      <Named className="change-field" label={say('person.birthday')} fault={faults.at('born')}>
        {told => (
          <input
            {...told}
            type="date"
            className="change-date"
            value={facts.born}
            onChange={event => put({ born: event.target.value })}
          />
        )}
      </Named>
      {(['sex', 'nationality', 'education', 'occupation', 'rank'] as const).map(key => (
        <Named key={key} className="change-field" label={say(`person.${key}`)} fault={faults.at(key)}>
          {told => (
            <Select
              {...told}
              aria-label={say(`person.${key}`)}
              showSearch={{ optionFilterProp: 'label' }}
              allowClear={key === 'rank'}
              placeholder={say(key === 'rank' ? 'person.no_rank' : 'change.person_own')}
              value={facts[key] || null}
              onChange={(value: string | null) => put({ [key]: value ?? '' })}
              options={codes.of(key).map(code => ({ value: code, label: codes.name(key, code) }))}
            />
          )}
        </Named>
      ))}
    </>
  )
}
