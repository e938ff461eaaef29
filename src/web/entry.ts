// Entering with a demo account, and leaving. What another account saw is forgotten.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { signIn, signOut } from '../access/session.api.ts'
import { type Account, useMe } from './answers.ts'
import { tell } from './client.ts'
import { forgetDrafts } from './kept.ts'
import { useSpeech } from './language.ts'
import { type Search, useView } from './view.ts'

const CLOSED: Search = {
  at: undefined,
  in: undefined,
  proof: undefined,
  duty: undefined,
  of: undefined,
  own: undefined,
  certificate: undefined,
  case: undefined,
  corrects: undefined,
}

export interface Entry {
  /** `fresh` opens the account's own organization; otherwise the address that was asked for is kept. */
  readonly enter: (account: Account, fresh?: boolean) => void
  readonly leave: () => void
  /** Name of the account that is being entered. */
  readonly busy: string | null
  readonly fault: Error | null
}

export function useEntry(): Entry {
  const { language } = useSpeech()
  const { turn } = useView()
  const kept = useQueryClient()
  const name = useMe().data?.account?.name
  const entering = useMutation({
    mutationFn: ({ account }: { account: Account; fresh: boolean }) =>
      tell(signIn, { account: account.name }, language),
    onSuccess: (given, { fresh }) => {
      // Another account has another subtree, so the organization in the address must be one of its own.
      if (fresh) turn({ ...CLOSED, org: given.account.org.code })
      void kept.resetQueries()
    },
  })
  const leaving = useMutation({
    mutationFn: () => tell(signOut, {}, language),
    onSuccess: async () => {
      if (name) forgetDrafts(name)
      await kept.resetQueries()
      turn({ ...CLOSED, org: undefined })
    },
  })
  return {
    enter: (account, fresh = false) => entering.mutate({ account, fresh }),
    leave: () => leaving.mutate(),
    busy: entering.isPending ? entering.variables.account.name : null,
    fault: entering.error ?? leaving.error,
  }
}
