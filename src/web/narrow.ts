// Whether the page is as narrow as a phone: there matrices and tables become lists.
import { useSyncExternalStore } from 'react'

const query = window.matchMedia('(max-width: 760px)')

function listen(change: () => void): () => void {
  query.addEventListener('change', change)
  return () => query.removeEventListener('change', change)
}

export function useNarrow(): boolean {
  return useSyncExternalStore(listen, () => query.matches)
}
