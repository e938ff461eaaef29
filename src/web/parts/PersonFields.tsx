// What the register keeps of a person, as inputs: entered once, changed from a day on.
import { Select } from 'antd'
import { useCodes } from '../answers.ts'
import type { Faults } from '../faults.ts'
import { useSpeech } from '../language.ts'
import type { Facts } from '../person-facts.ts'
import { Named } from './Named.tsx'

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
              status={told['aria-invalid'] ? 'error' : ''}
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
