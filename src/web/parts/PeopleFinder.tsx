// Finding a person: by a part of the name, in Chinese, in Latin letters, or by the first letters of the pinyin.
import { Link, useNavigate } from '@tanstack/react-router'
import { useDeferredValue, useEffect, useEffectEvent, useState } from 'react'
import { findPeople } from '../../dossier/person.api.ts'
import { useAnswer, useCodes } from '../answers.ts'
import { useSpeech } from '../language.ts'
import { type Search, scopeOf } from '../view.ts'
import { sentenceOf } from './Trouble.tsx'

export function PeopleFinder({ org, on }: { org: string; on: string }) {
  const speech = useSpeech()
  const { say, pick } = speech
  const codes = useCodes()
  const [typed, setTyped] = useState('')
  const [entered, setEntered] = useState('')
  const q = useDeferredValue(typed.trim())
  const found = useAnswer(findPeople, { q, org, on, limit: 12 }, { keep: true })
  const navigate = useNavigate()
  const first = found.isPlaceholderData || q !== typed.trim() ? undefined : found.data?.[0]
  const search = ((before: Search) => ({ ...scopeOf(before), on: before.on })) as never
  // Enter is quicker than the answer: the first who is called so opens when it has come.
  const open = useEffectEvent((id: string) => void navigate({ to: '/person/$id', params: { id }, search } as never))
  const wanted = entered !== '' && entered === q ? first?.id : undefined
  useEffect(() => {
    if (wanted) open(wanted)
  }, [wanted])
  return (
    <div className="finder">
      <label className="search">
        <span className="sr">{say('person.find')}</span>
        <input
          type="search"
          value={typed}
          maxLength={40}
          placeholder={say('person.find_hint')}
          onChange={event => setTyped(event.target.value)}
          onKeyDown={event => {
            if (event.key === 'Enter' && !event.nativeEvent.isComposing) setEntered(typed.trim())
          }}
        />
      </label>
      {found.isError && (
        <p className="fault" role="alert">
          {sentenceOf(found.error, speech)}
        </p>
      )}
      {found.data && found.data.length === 0 && <p className="quiet">{say('person.find_none')}</p>}
      <ul className={found.isPlaceholderData ? 'finder-list stale' : 'finder-list'}>
        {found.data?.map(one => (
          <li key={one.id}>
            <Link to="/person/$id" params={{ id: one.id } as never} search={search}>
              {pick(one.name)}
            </Link>
            <small className="quiet">
              {[
                say('org.born', { year: one.born }),
                one.posts[0] && codes.name('post', one.posts[0].post),
                one.org && one.org.code !== org && pick(one.org.name),
              ]
                .filter(Boolean)
                .join(' · ')}
            </small>
          </li>
        ))}
      </ul>
    </div>
  )
}
