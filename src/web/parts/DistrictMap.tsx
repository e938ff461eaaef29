// The map of a district: places as points of an own drawing, no tiles and no outside; the same places as a list beside it.
import { Link, useNavigate } from '@tanstack/react-router'
import { type KeyboardEvent, useId, useRef, useState } from 'react'
import { type Place, showMap } from '../../dossier/map.api.ts'
import { takeMap } from '../../exchange/sheet.api.ts'
import { useAnswer } from '../answers.ts'
import { useSpeech } from '../language.ts'
import { labelled, laid, type Spot, scaleOf, spotsOf } from '../map.ts'
import { useNarrow } from '../narrow.ts'
import { type Search, scopeOf, type View } from '../view.ts'
import { Excel } from './Excel.tsx'
import { PictureLink } from './PictureLink.tsx'

const DESK = { wide: 720, high: 520, edge: 56 }
const HAND = { wide: 400, high: 420, edge: 44 }
const LETTER = 12
/** Half the size of a symbol, and how close two may stand before they become one. */
const SYMBOL = 7
const NEAR = 22
/** Width of a name at most; the whole of it stands in the list. */
const ROOM = 126
const SCALE = 110
/** What a symbol of the key and the gap after its words take beside these. */
const BESIDE = 26

export function DistrictMap({ asked: { org, period } }: { asked: View }) {
  const { say, pick } = useSpeech()
  const narrow = useNarrow()
  const navigate = useNavigate()
  const found = useAnswer(showMap, { org, period }, { keep: true, when: org !== '' && period !== '' })
  const drawing = useRef<SVGSVGElement>(null)
  const id = useId()
  // Places that are looked at closely; none is all of them.
  const [close, setClose] = useState<ReadonlySet<string>>(new Set())
  const shown = found.data
  if (!shown || shown.places.length + shown.unplaced === 0) return null
  const title = say('map.title')
  const kept = shown.places.filter(place => close.has(place.id))
  const places = kept.length > 0 ? kept : shown.places
  const open = ({ places: here }: Spot<Place>) => {
    if (here.length === 1)
      void navigate({
        to: '/thing/$id',
        params: { id: here[0]!.id },
        search: (before: Search) => scopeOf(before),
      } as never)
    else setClose(new Set(here.map(place => place.id)))
  }
  return (
    <section className="district-map" aria-labelledby={`${id}-name`}>
      <header className="chart-head">
        <h2 id={`${id}-name`}>{title}</h2>
        <div className="chart-acts">
          {kept.length > 0 && (
            <button type="button" className="link" onClick={() => setClose(new Set())}>
              {say('map.whole')}
            </button>
          )}
          {places.length > 0 && (
            <>
              <Excel route={takeMap} asked={{ org, period }} link />
              <PictureLink drawing={drawing} title={title} />
            </>
          )}
        </div>
      </header>
      {places.length === 0 ? (
        <p className="quiet">{say('map.none', { count: shown.unplaced })}</p>
      ) : (
        <div className="map-sides">
          <Drawing places={places} frame={narrow ? HAND : DESK} drawing={drawing} id={id} open={open} />
          <div className="map-list">
            <table className="rows">
              <caption className="sr">{title}</caption>
              <thead>
                <tr>
                  <th scope="col">{say('map.place')}</th>
                  <th scope="col" className="end">
                    {say('map.records')}
                  </th>
                </tr>
              </thead>
              <tbody>
                {places.map(place => (
                  <tr key={place.id}>
                    <td>
                      <Link
                        to="/thing/$id"
                        params={{ id: place.id } as never}
                        search={((before: Search) => scopeOf(before)) as never}
                      >
                        {pick(place.name)}
                      </Link>
                      <small className="quiet">
                        {pick(place.kindName)} · {pick(place.org.name)}
                      </small>
                    </td>
                    <td className="end" data-label={say('map.records')}>
                      <span className="map-count">
                        <svg viewBox="-8 -8 16 16" width="14" height="14" aria-hidden="true">
                          <Sign records={[place.records]} />
                        </svg>
                        {place.records > 0 ? place.records : say('map.no_record')}
                      </span>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
            {shown.unplaced > 0 && <p className="quiet">{say('map.unplaced', { count: shown.unplaced })}</p>}
            {shown.more && <p className="quiet">{say('map.more', { count: shown.places.length })}</p>}
          </div>
        </div>
      )}
    </section>
  )
}

/** Named by some record, by none, or some of several: a disc, a diamond, a disc half full. */
function Sign({ records }: { records: readonly number[] }) {
  const named = records.filter(count => count > 0).length
  if (named === 0) return <path d={`M0 ${-SYMBOL}L${SYMBOL} 0 0 ${SYMBOL} ${-SYMBOL} 0z`} className="map-none" />
  return (
    <>
      <circle r={SYMBOL - 1} className={named === records.length ? 'map-all' : 'map-some'} />
      {named < records.length && (
        <path d={`M0 ${1 - SYMBOL}a${SYMBOL - 1} ${SYMBOL - 1} 0 0 0 0 ${2 * SYMBOL - 2}z`} className="map-half" />
      )}
    </>
  )
}

interface DrawingProps {
  readonly places: readonly Place[]
  readonly frame: typeof DESK
  readonly drawing: React.RefObject<SVGSVGElement | null>
  readonly id: string
  readonly open: (spot: Spot<Place>) => void
}

function Drawing({ places, frame, drawing, id, open }: DrawingProps) {
  const { say, pick } = useSpeech()
  const { wide, high } = frame
  const { at, perKm } = laid(
    places.map(place => place.at),
    frame,
  )
  const spots = spotsOf(places, at, NEAR)
  const nameOf = (spot: Spot<Place>) => {
    // The last of the tree is the nearest to the ground: a branch rather than the committee above it.
    const name = fitted(pick(spot.places.at(-1)!.org.name), spot.places.length > 1 ? ROOM - 28 : ROOM)
    return spot.places.length > 1 ? say('map.several', { name, count: spot.places.length }) : name
  }
  const labels = labelled(
    spots.map(spot => ({ x: spot.x, y: spot.y, room: widthOf(nameOf(spot)) })),
    { wide, high: high - 34, letter: LETTER, clear: SYMBOL + 1 },
  )
  const scale = scaleOf(perKm, Math.min(SCALE, wide / 5))
  const told = (spot: Spot<Place>) =>
    spot.places
      .map(
        place =>
          `${pick(place.name)} ${place.records > 0 ? say('map.named', { count: place.records }) : say('map.no_record')}`,
      )
      .join('; ')
  const key = [
    { text: say('map.key_some'), records: [1] },
    { text: say('map.key_none'), records: [0] },
    { text: say('map.key_part'), records: [1, 0] },
  ].map((one, index, all) => ({
    ...one,
    x: 8 + all.slice(0, index).reduce((taken, { text }) => taken + widthOf(text) + BESIDE, 0),
  }))
  return (
    // biome-ignore lint/a11y/useSemanticElements: a drawing that holds buttons is a group, no form
    <svg
      ref={drawing}
      viewBox={`0 0 ${wide} ${high}`}
      width="100%"
      role="group"
      aria-labelledby={`${id}-title`}
      className="chart-drawing map-drawing"
    >
      <title id={`${id}-title`}>{say('map.title')}</title>
      <rect x="0.5" y="0.5" width={wide - 1} height={high - 35} className="map-ground" />
      {spots.map((spot, index) => {
        const label = labels[index]
        return (
          // biome-ignore lint/a11y/useSemanticElements: a drawing has no button of its own
          <g
            key={spot.places[0]!.id}
            role="button"
            tabIndex={0}
            className="chart-mark map-spot"
            // What is read begins with what is seen.
            aria-label={label ? `${nameOf(spot)}, ${told(spot)}` : told(spot)}
            onClick={() => open(spot)}
            onKeyDown={(event: KeyboardEvent) => {
              if (event.key !== 'Enter' && event.key !== ' ') return
              event.preventDefault()
              open(spot)
            }}
          >
            <title>{told(spot)}</title>
            <circle cx={spot.x} cy={spot.y} r={NEAR / 2} className="map-touch" />
            <g transform={`translate(${spot.x} ${spot.y})`}>
              <Sign records={spot.places.map(place => place.records)} />
            </g>
            {label && (
              <text x={label.x} y={label.y} textAnchor={label.anchor} className="map-name">
                {nameOf(spot)}
              </text>
            )}
          </g>
        )
      })}
      <g transform={`translate(0 ${high - 14})`}>
        {key.map(({ text, records, x }) => (
          <g key={text} transform={`translate(${x} 0)`}>
            <Sign records={records} />
            <text x={14} y={4} className="map-name">
              {text}
            </text>
          </g>
        ))}
        <g transform={`translate(${wide - scale.long - 2} 0)`}>
          <path d={`M0 -4v8M0 0h${scale.long}M${scale.long} -4v8`} className="map-scale" />
          <text x={-6} y={4} textAnchor="end" className="map-name">
            {scale.km < 1
              ? say('map.metres', { n: String(Math.round(scale.km * 1000)) })
              : say('map.kilometres', { n: String(scale.km) })}
          </text>
        </g>
      </g>
    </svg>
  )
}

/** Width of a text in the drawing; Latin letters are half as wide. */
function widthOf(text: string): number {
  return [...text].reduce((sum, sign) => sum + (sign.charCodeAt(0) < 0x2000 ? LETTER * 0.58 : LETTER), 0)
}

function fitted(name: string, room: number): string {
  if (widthOf(name) <= room) return name
  const signs = [...name]
  while (widthOf(signs.join('')) > room - LETTER) signs.pop()
  return `${signs.join('').trimEnd()}…`
}
