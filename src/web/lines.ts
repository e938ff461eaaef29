// The lines of a list: walked by the arrows, chosen by X or their box. What is chosen is kept like what is typed, until it is no longer shown.
import { type KeyboardEvent, type RefObject, useEffect, useRef } from 'react'
import { useKept } from './kept.ts'

/** What a list and its lines take. */
export interface Lines {
  readonly chosen: ReadonlySet<string>
  readonly toggle: (id: string) => void
  readonly clear: () => void
  /** What the button that opens a line takes. */
  readonly door: (id: string) => LineDoor
}

interface LineDoor {
  readonly 'data-line': string
  readonly onKeyDown: (event: KeyboardEvent<HTMLElement>) => void
}

/** Lines under the name of their list. `shown` are those on the page, null while they are awaited; `may` says which can be chosen. */
export function useLines(
  list: string,
  shown: readonly string[] | null,
  may: (id: string) => boolean = () => true,
): Lines {
  const kept = useKept(`lines ${list}`, () => ({ ids: [] as readonly string[] }))
  const { ids } = kept.value
  const gone = shown !== null && ids.some(id => !shown.includes(id) || !may(id))
  const choose = (next: readonly string[]) => (next.length > 0 ? kept.put({ ids: next }) : kept.forget())
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is gone is told by the lines themselves
  useEffect(() => {
    if (gone) choose(ids.filter(id => shown.includes(id) && may(id)))
  }, [gone])
  const toggle = (id: string) => {
    if (may(id)) choose(ids.includes(id) ? ids.filter(one => one !== id) : [...ids, id])
  }
  return {
    chosen: new Set(ids),
    toggle,
    clear: kept.forget,
    door: id => ({
      'data-line': id,
      onKeyDown: event => {
        if (event.ctrlKey || event.metaKey || event.altKey) return
        if (event.key === 'x' || event.key === 'X') return toggle(id)
        const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
        if (by === 0) return
        event.preventDefault()
        neighbour(event.currentTarget, by)?.focus()
      },
    }),
  }
}

/** The line above or below on the page; lines that are folded away are passed over. */
function neighbour(door: HTMLElement, by: 1 | -1): HTMLElement | undefined {
  const doors = [...document.querySelectorAll<HTMLElement>('[data-line]')].filter(one => one.offsetParent !== null)
  return doors[doors.indexOf(door) + by]
}

/** The field that `/` leads to from anywhere on the page. */
export function useFindKey(): RefObject<HTMLInputElement | null> {
  const find = useRef<HTMLInputElement>(null)
  useEffect(() => {
    const hear = (event: globalThis.KeyboardEvent) => {
      const typing = (event.target as Element).closest('input:not([type=checkbox]), textarea, select, [role=combobox]')
      if (event.key !== '/' || typing || event.ctrlKey || event.metaKey) return
      event.preventDefault()
      find.current?.focus()
      find.current?.select()
    }
    document.addEventListener('keydown', hear)
    return () => document.removeEventListener('keydown', hear)
  }, [])
  return find
}
