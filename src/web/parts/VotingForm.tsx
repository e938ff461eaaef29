// The ballot itself: blank lines, a look at what was written, and one press that cannot be undone. What is written stays in this
// window alone, and only until it is cast.
import { useEffect, useEffectEvent, useState } from 'react'
import { showBallot } from '../../ballot/ballot.api.ts'
import { useAnswer } from '../answers.ts'
import { useChange } from '../change.ts'
import { useKept } from '../kept.ts'
import { useSpeech } from '../language.ts'
import { castMine, formOf, tokenHere } from '../token.ts'
import { Resumed } from './Resumed.tsx'
import { sentenceOf, Trouble, Waiting } from './Trouble.tsx'

interface Written {
  readonly written: Readonly<Record<string, readonly string[]>>
}

export function VotingForm({ ballot, category, done }: { ballot: string; category: string; done: () => void }) {
  const speech = useSpeech()
  const { language, say, pick } = speech
  const found = useAnswer(showBallot, { id: ballot })
  const kept = useKept(formOf(ballot), (): Written => ({ written: {} }), 'window')
  const { written } = kept.value
  const [checking, setChecking] = useState(false)
  const cast = useChange(() => castMine(ballot, written, language), done)
  // Cast in another window, this one has neither token nor names any more.
  const look = useEffectEvent(() => tokenHere(ballot) !== 'kept' && done())
  useEffect(() => {
    const heard = () => void look()
    window.addEventListener('storage', heard)
    return () => window.removeEventListener('storage', heard)
  }, [])
  if (found.isError) return <Trouble fault={found.error} again={() => void found.refetch()} />
  if (!found.data) return <Waiting rows={3} />
  const { posts, categories } = found.data
  const set = (post: string, index: number, lines: number, name: string) =>
    kept.put({
      written: {
        ...written,
        [post]: Array.from({ length: lines }, (_, at) => (at === index ? name : (written[post]?.[at] ?? ''))),
      },
    })
  const own = categories.find(one => one.code === category)
  if (checking)
    return (
      <div className="ballot-paper">
        <h4>{say('ballot.review')}</h4>
        {posts.map(post => (
          <p key={post.code}>
            {pick(post.name)}
            {language === 'zh' ? '：' : ': '}
            <b>
              {(written[post.code] ?? [])
                .map(name => name.trim())
                .filter(name => name !== '')
                .join(language === 'zh' ? '、' : ', ') || say('ballot.nobody')}
            </b>
          </p>
        ))}
        <p className="quiet">{say('ballot.secret', { category: own ? pick(own.name) : category })}</p>
        <p className="ballot-ways">
          <button type="button" className="button button-main" disabled={cast.busy} onClick={() => cast.run()}>
            {say('ballot.cast')}
          </button>
          <button type="button" className="button" onClick={() => setChecking(false)}>
            {say('ballot.back')}
          </button>
        </p>
        {cast.fault !== null && (
          <p className="fault" role="alert">
            {sentenceOf(cast.fault, speech)}
          </p>
        )}
      </div>
    )
  return (
    <form
      className="ballot-paper"
      autoComplete="off"
      onSubmit={event => {
        event.preventDefault()
        setChecking(true)
      }}
    >
      <Resumed of={kept} />
      {posts.map(post => (
        <fieldset key={post.code}>
          <legend>{pick(post.name)}</legend>
          {Array.from({ length: post.lines }, (_, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a line is known by its place
            <label key={index}>
              <span>{say('ballot.line', { count: index + 1 })}</span>
              <input
                maxLength={60}
                value={written[post.code]?.[index] ?? ''}
                onChange={event => set(post.code, index, post.lines, event.target.value)}
              />
            </label>
          ))}
        </fieldset>
      ))}
      <p className="quiet">{say('ballot.blank')}</p>
      <p className="quiet">{say('ballot.stays')}</p>
      <button type="submit" className="button button-main">
        {say('ballot.review')}
      </button>
    </form>
  )
}
