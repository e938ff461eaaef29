// Entering by whichever way, and leaving. What another account saw is forgotten.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useLocation, useNavigate } from '@tanstack/react-router'
import { actIn } from '../access/account.api.ts'
import { signIn, signOut } from '../access/session.api.ts'
import { type Account, useMe } from './answers.ts'
import { tell } from './client.ts'
import { forgetForms } from './kept.ts'
import { useSpeech } from './language.ts'
import { type Search, useView } from './view.ts'

const CLOSED: Search = {
  at: undefined,
  in: undefined,
  by: undefined,
  proof: undefined,
  duty: undefined,
  of: undefined,
  own: undefined,
  certificate: undefined,
  case: undefined,
  corrects: undefined,
  form: undefined,
}

/** Addresses at which nobody stays who has come in. */
export const DOORS = /^\/(sign-in|setup|invite)\b/

export interface Entry {
  /** `fresh` opens the account's own organization; otherwise the address that was asked for is kept. */
  readonly enter: (account: Account, fresh?: boolean) => void
  readonly leave: () => void
  /** Name of the account that is being entered. */
  readonly busy: string | null
  readonly fault: Error | null
}

export interface Arrival {
  /** Runs one way in; what comes of it is another reader's page. */
  readonly run: (way: () => Promise<{ readonly account: Account }>) => void
  readonly busy: boolean
  readonly fault: Error | null
}

/** Whose page it was when the session ended, and what goes on when they are back. */
export interface Return {
  readonly account: string
  readonly goOn: () => void
}

/** Entering by a way that proves who is there. The address that was asked for is kept unless it is that of a door; who comes
 *  back to a page finds it as it was. */
export function useArrival(back?: Return): Arrival {
  const kept = useQueryClient()
  const navigate = useNavigate()
  const pathname = useLocation({ select: ({ pathname }) => pathname })
  const arriving = useMutation({
    mutationFn: (way: () => Promise<{ readonly account: Account }>) => way(),
    onSuccess: async given => {
      if (back?.account === given.account.name) return back.goOn()
      if (DOORS.test(pathname)) await navigate({ to: '/', search: {}, replace: true } as never)
      await kept.resetQueries()
    },
  })
  return { run: way => arriving.mutate(way), busy: arriving.isPending, fault: arriving.error }
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
      if (name) forgetForms(name)
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

/** Acting in another post, or as a stand-in: the page begins anew in the organization of that post. */
export function useCapacity(): { readonly run: (capacity: string) => void; readonly busy: boolean } {
  const { language } = useSpeech()
  const { turn } = useView()
  const kept = useQueryClient()
  const turning = useMutation({
    mutationFn: (capacity: string) => tell(actIn, { capacity }, language),
    onSuccess: ({ org }) => {
      turn({ ...CLOSED, org })
      void kept.resetQueries()
    },
  })
  return { run: capacity => turning.mutate(capacity), busy: turning.isPending }
}
