// What waits for the reader, and what of it is new: asked when the page opens, after each change, and when its window is looked at
// again after a while. Never by the clock: a page that is left open asks nothing.

import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useState } from 'react'
import { lookAt, readWaiting } from '../today/today.api.ts'
import { useAnswer, useMe } from './answers.ts'
import { type Given, tell } from './client.ts'
import { useSpeech } from './language.ts'

type Waiting = Given<typeof readWaiting>

/** Milliseconds for which a count holds when the reader comes back to the window. */
const HOLDS = 10 * 60_000

/** The lines of Today by key, with those that are new; undefined until they are known and where nobody is signed in. */
export function useWaiting(): Waiting | undefined {
  const signedIn = useMe().data?.account != null
  return useAnswer(readWaiting, {}, { when: signedIn, holds: HOLDS }).data
}

/** The lines that were new when this page was opened. To show them is to look at them: elsewhere they are no longer new. */
export function useFresh(): readonly string[] {
  const { language } = useSpeech()
  const kept = useQueryClient()
  const waiting = useWaiting()
  const [fresh, setFresh] = useState<readonly string[]>([])
  const lines = waiting?.keys.join('\n')
  const look = useEffectEvent(() => {
    const { keys, fresh: unseen } = waiting!
    setFresh(before => [...new Set([...before, ...unseen])])
    // A look that cannot be kept is no loss: the lines are new once more.
    tell(lookAt, { keys }, language).then(
      () => kept.setQueriesData<Waiting>({ queryKey: [readWaiting.path] }, known => known && { ...known, fresh: [] }),
      () => undefined,
    )
  })
  // Told again only where the lines are others.
  useEffect(() => {
    if (lines !== undefined) look()
  }, [lines])
  return fresh
}
