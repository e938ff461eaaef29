// Where the reader is: a word, an id and what more it says behind the # of the address, so that going back and reloading work without a router.
import { useEffect, useState } from 'react'

export interface Place {
  readonly page: string
  readonly id: string
  /** What more the address says. */
  readonly more: readonly string[]
}

function here(): Place {
  const [page = '', id = '', ...more] = location.hash.replace(/^#\/?/, '').split('/')
  return { page, id, more }
}

/** Goes to a page; `instead` leaves no way back to the present one. */
export function go(page: string, id = '', instead = false): void {
  const hash = `#/${page}${id ? `/${id}` : ''}`
  if (instead) location.replace(hash)
  else location.hash = hash
}

export function usePlace(): Place {
  const [place, setPlace] = useState(here)
  useEffect(() => {
    const moved = () => {
      setPlace(here())
      window.scrollTo(0, 0)
    }
    window.addEventListener('hashchange', moved)
    // It may have changed before anybody listened.
    setPlace(here())
    return () => window.removeEventListener('hashchange', moved)
  }, [])
  return place
}
