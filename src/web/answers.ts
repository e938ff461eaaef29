// Answers kept on the page: one cache, asked by route and parameters.
import { keepPreviousData, QueryClient, type UseQueryResult, useQuery } from '@tanstack/react-query'
import type { z } from 'zod'
import { type account, whoAmI } from '../access/session.api.ts'
import { readVocabulary } from '../charter/charter.api.ts'
import type { Route } from '../problem/route.api.ts'
import { listOrgs, type TreeRow } from '../register/register.api.ts'
import { type Asked, ask, type Given, Trouble } from './client.ts'
import { useSpeech } from './language.ts'

export type Account = z.infer<typeof account>

export const answers = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      // A refusal stays a refusal; only a lost connection or a fault is worth a second try.
      retry: (count, fault) => count < 2 && fault instanceof Trouble && (fault.status === 0 || fault.status >= 502),
      refetchOnWindowFocus: false,
    },
  },
})

interface Ways {
  /** Ask only when true. */
  readonly when?: boolean
  /** Keep showing the last answer while another is on its way. */
  readonly keep?: boolean
  /** Milliseconds for which it holds: older, it is asked again when the reader comes back to the window. */
  readonly holds?: number
  /** The answer is written in the reader's language, so it is another one in another language. */
  readonly spoken?: boolean
}

/** The answer of a route; asked again by itself while it is not settled. */
export function useAnswer<R extends Route>(
  route: R,
  asked: Asked<R>,
  { when = true, keep = false, spoken = false, holds }: Ways = {},
): UseQueryResult<Given<R>> {
  const { language } = useSpeech()
  return useQuery<Given<R>>({
    queryKey: [route.path, asked, spoken ? language : ''],
    queryFn: ({ signal }) => ask(route, asked, language, signal),
    enabled: when,
    ...(holds === undefined ? {} : { staleTime: holds, refetchOnWindowFocus: true }),
    ...(keep ? { placeholderData: keepPreviousData as never } : {}),
    refetchInterval: ({ state }) => (unsettled(state.data) || refusedUnsettled(state.error) ? 2_000 : false),
  })
}

function unsettled(given: unknown): boolean {
  if (typeof given !== 'object' || given === null) return false
  if (Array.isArray(given)) return given.some(row => row?.status === 'unsettled')
  return 'settled' in given
    ? given.settled === false
    : 'figure' in given && (given.figure as { status?: string }).status === 'unsettled'
}

/** A report is refused, not shown with gaps, while a figure is being added up. */
function refusedUnsettled(fault: unknown): boolean {
  return fault instanceof Trouble && fault.problem?.code === 'report.unsettled'
}

/** What this charter calls its codes; a code without a word stands for itself. */
export function useCodes(): {
  name: (field: string, code: string) => string
  /** The codes of a field. */
  of: (field: string) => readonly string[]
  groups: readonly string[]
} {
  const { pick } = useSpeech()
  const codes = useAnswer(readVocabulary, {}).data?.codes
  return {
    name: (field, code) => {
      const words = codes?.[field]?.[code]
      return words ? pick(words) : code
    },
    of: field => inOrder(Object.keys(codes?.[field] ?? {})),
    groups: Object.keys(codes?.group ?? {}),
  }
}

/** Codes of a standard by their numbers (an object tells 10 before 01); others as the charter names them. */
function inOrder(codes: string[]): string[] {
  return codes.every(code => /^\d+$/.test(code)) ? codes.sort((a, b) => Number(a) - Number(b)) : codes
}

export function useMe(): UseQueryResult<Given<typeof whoAmI>> {
  return useAnswer(whoAmI, {})
}

/** An organization, by its code or id, of the tree of a day, today's where none is given; undefined until it is known, and where it did not stand. */
export function useOrg(code: string, on?: string): TreeRow | undefined {
  return useAnswer(listOrgs, { codes: code, on }, { when: code !== '' }).data?.[0]
}
