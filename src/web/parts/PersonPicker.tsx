// Choosing one person in sight, by a part of the name, in Chinese, in Latin letters, or by the first letters of the pinyin.
import { Select } from 'antd'
import { useDeferredValue, useState } from 'react'
import { findPeople, type PersonRow } from '../../dossier/person.api.ts'
import { useAnswer, useCodes } from '../answers.ts'
import { useSpeech } from '../language.ts'
import type { Told } from './Named.tsx'

interface Props {
  readonly told: Told
  readonly org: string
  readonly value: string | null
  readonly onPerson: (id: string) => void
}

export function PersonPicker({ told, org, value, onPerson }: Props) {
  const { say, pick } = useSpeech()
  const codes = useCodes()
  const [typed, setTyped] = useState('')
  const q = useDeferredValue(typed.trim())
  const found = useAnswer(findPeople, { q, org, limit: 20 }, { keep: true })
  const label = (one: PersonRow) =>
    [pick(one.name), one.posts[0] && codes.name('post', one.posts[0].post), one.org && pick(one.org.name)]
      .filter(Boolean)
      .join(' · ')
  return (
    <Select
      {...told}
      status={told['aria-invalid'] ? 'error' : ''}
      className="access-person"
      showSearch={{ filterOption: false, onSearch: setTyped }}
      {...(value ? { value } : {})}
      placeholder={say('person.find_hint')}
      notFoundContent={say('person.find_none')}
      options={(found.data ?? []).map(one => ({ value: one.id, label: label(one) }))}
      onChange={onPerson}
    />
  )
}
