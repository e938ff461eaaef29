// Changing something: runs once at a time, keeps the refusal, and lets every answer on the page be asked again.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { whoAmI } from '../access/session.api.ts'
import { answers } from './answers.ts'
import { Trouble } from './client.ts'

export interface Change<T> {
  readonly run: (given?: T) => void
  readonly busy: boolean
  readonly fault: Error | null
}

/** `work` tells the server; `done` follows when it has answered. */
export function useChange<T = void>(
  work: (given: T) => Promise<unknown>,
  done: () => void = () => undefined,
): Change<T> {
  const kept = useQueryClient()
  const change = useMutation({
    mutationFn: work,
    onSuccess: async () => {
      await kept.invalidateQueries()
      done()
    },
    // A session that has ended shows the door; behind it the form stands open with what was typed.
    onError: async fault => {
      if (fault instanceof Trouble && fault.status === 401) await kept.invalidateQueries({ queryKey: [whoAmI.path] })
    },
  })
  return { run: given => change.mutate(given as T), busy: change.isPending, fault: change.error }
}

/** Does something for one after the other, and gives what each gave. Where one is refused the earlier ones stay done, and the
 *  page shows it. */
export async function oneByOne<T, R>(all: readonly T[], work: (one: T) => Promise<R>): Promise<R[]> {
  const given: R[] = []
  try {
    for (const one of all) given.push(await work(one))
  } catch (fault) {
    await answers.invalidateQueries()
    throw fault
  }
  return given
}
