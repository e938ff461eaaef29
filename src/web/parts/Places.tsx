// The places behind the use of places: which of them stand idle, and which are used less than full.
import { useState } from 'react'
import type { PlaceRow } from '../../measure/figure.api.ts'
import { useSpeech } from '../language.ts'

/** Every place with the days of its use, in the order of the tree; those used less than full stand out, nobody is ranked. */
export function Places({ places }: { places: readonly PlaceRow[] }) {
  const { say, pick } = useSpeech()
  const [idle, setIdle] = useState(true)
  const lacking = places.filter(place => place.state !== 'full')
  const shown = idle ? lacking : places
  return (
    <section className="proof-part" data-places>
      <h2>
        {say('figure.places', { count: lacking.length })}
        <small>{say('figure.places_note')}</small>
      </h2>
      <ul className="below">
        {shown.map(place => (
          <li key={`${place.id} ${place.org}`} data-state={place.state}>
            <span>
              {pick(place.orgName)} · {pick(place.name)}
            </span>{' '}
            <b className={place.state === 'full' ? 'quiet' : ''}>
              {say('figure.place_days', { used: place.used, full: place.full })}
              {place.state !== 'full' && ` · ${say(`figure.place_${place.state}`)}`}
            </b>
          </li>
        ))}
      </ul>
      {places.length > lacking.length && (
        <button type="button" className="link" onClick={() => setIdle(!idle)}>
          {say(idle ? 'figure.places_all' : 'figure.places_idle', { count: places.length })}
        </button>
      )}
    </section>
  )
}
