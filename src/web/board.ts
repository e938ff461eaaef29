// The board as the page asks for it: what the address wants, the first window of organizations, and those scrolled to.
import { useQueries } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import type { z } from 'zod'
import { board, type Stands } from '../duty/duty.api.ts'
import { useAnswer } from './answers.ts'
import { type Asked, ask } from './client.ts'
import { useSpeech } from './language.ts'
import { useView } from './view.ts'

export type Board = z.output<typeof board.out>
export type Row = Board['rows'][number]
export type Column = Board['columns'][number]

/** Organizations in one answer. */
const WINDOW = 60

/** What the address asks of the board. */
export function useBoardAsked(): Asked<typeof board> {
  const { view, search } = useView()
  const every = search.level === 'all'
  return {
    ...view,
    level: every ? 'all' : 'below',
    tier: search.tier,
    sector: search.sector,
    q: search.q,
    group: search.group,
    // One level is few organizations: all of them stay in sight.
    status: every ? (search.status as 'met' | undefined) : undefined,
    against: search.against,
    againstTree: search.beside as 'then' | undefined,
    changed: search.changed === '1' && every ? 'true' : undefined,
  }
}

/** An organization of the board with its cells by duty. */
export interface Standing {
  readonly column: Column
  readonly cells: ReadonlyMap<string, Stands>
}

export interface Shown {
  readonly first: Board
  /** The organization at a place in tree order; undefined while it is on its way. */
  readonly at: (index: number) => Standing | undefined
  /** Says which places are in sight, so that their windows are asked for. */
  readonly see: (from: number, to: number) => void
}

/** The board of the address. The first window comes with the page, the others as they are scrolled to. */
export function useBoard() {
  const { language } = useSpeech()
  const asked = useBoardAsked()
  const found = useAnswer(
    board,
    { ...asked, limit: WINDOW },
    { keep: true, when: asked.org !== '' && asked.period !== '' },
  )
  const [pages, setPages] = useState<readonly number[]>([])
  const count = found.data?.count ?? 0
  const more = useQueries({
    queries: pages
      .filter(page => page > 0 && page * WINDOW < count && !found.isPlaceholderData)
      .map(page => {
        const window = { ...asked, offset: page * WINDOW, limit: WINDOW }
        return {
          queryKey: [board.path, window],
          queryFn: ({ signal }: { signal: AbortSignal }) => ask(board, window, language, signal),
          staleTime: 30_000,
        }
      }),
    combine: given,
  })
  const shown = useMemo(() => {
    if (!found.data) return null
    const windows = new Map([found.data, ...more].map(one => [one.offset / WINDOW, standings(one)]))
    return {
      first: found.data,
      at: (index: number) => windows.get(Math.floor(index / WINDOW))?.[index % WINDOW],
      see: (from: number, to: number) => {
        const [low, high] = [Math.floor(from / WINDOW), Math.floor(to / WINDOW)]
        setPages(before => (before[0] === low && before.at(-1) === high ? before : low === high ? [low] : [low, high]))
      },
    } satisfies Shown
  }, [found.data, more])
  return { found, shown, asked }
}

// One function for all times: the same answers give the same list, and rows in sight are not drawn again.
const given = (results: readonly { readonly data?: Board | undefined }[]) =>
  results.flatMap(result => result.data ?? [])

const kept = new WeakMap<Board, readonly Standing[]>()

/** The organizations of an answer, each with its own cells. */
function standings(board: Board): readonly Standing[] {
  const before = kept.get(board)
  if (before) return before
  const made = board.columns.map((column, index) => ({
    column,
    cells: new Map(board.rows.map(row => [row.duty, row.cells[index]!])),
  }))
  kept.set(board, made)
  return made
}
