// Names in the order of surname strokes (姓氏笔画), as every official list has them. Pure.
// The law: strokes of the first sign; equal ones by 横竖撇点折 from the first stroke on (GB 13000.1); of equal first signs, names of
// two signs before longer ones; then the second sign, the third.
import { plainName } from './name.ts'
import { STROKE_ORDER, STROKES_FROM } from './stroke-order.ts'

const SIGNS = [...STROKE_ORDER]
const PLACES = new Map(SIGNS.map((sign, place) => [sign, place]))
const HAN = /\p{Script=Han}/u
const beyond = new Map<string, number>()
let collated: { readonly compare: (one: string, other: string) => number; readonly signs: readonly string[] } | null =
  null

/** Compares two names by strokes; names that are written alike by their code. */
export function byStrokes(one: string, other: string): number {
  const [a, b] = [strokeKey(one), strokeKey(other)]
  if (a !== b) return a < b ? -1 : 1
  return one === other ? 0 : one < other ? -1 : 1
}

/** A text whose plain order, sign by sign, is the order by strokes. */
export function strokeKey(name: string): string {
  const [first = '', ...rest] = [...plainName(name)].filter(sign => sign !== '·')
  return `${placeOf(first)}${Math.min(rest.length, 2)}${rest.map(placeOf).join('')}`
}

/** The place of a sign, always as many characters. Signs beyond the table follow those with as many strokes; what is no Chinese
 *  sign follows all. */
function placeOf(sign: string): string {
  const place = PLACES.get(sign)
  if (place !== undefined) return `${hex(place, 4)}00000`
  if (sign === '') return '000000000'
  const code = hex(sign.codePointAt(0)!, 5)
  return HAN.test(sign) ? `${hex(lastLike(sign), 4)}${code}` : `ffff${code}`
}

const hex = (value: number, length: number) => value.toString(16).padStart(length, '0')

/** The last place of the signs that have as many strokes as one beyond the table. How many it has is asked of the reader's
 *  collation, which counts some parts otherwise: what most of its neighbours in the table have. */
function lastLike(sign: string): number {
  const before = beyond.get(sign)
  if (before !== undefined) return before
  if (!collated) {
    const { compare } = new Intl.Collator('zh-u-co-stroke')
    collated = { compare, signs: [...SIGNS].sort(compare) }
  }
  const { compare, signs } = collated
  let [low, high] = [0, signs.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (compare(signs[middle]!, sign) < 0) low = middle + 1
    else high = middle
  }
  const blocks = signs.slice(Math.max(0, low - 4), low + 4).map(near => blockOf(PLACES.get(near)!))
  const counts = blocks.map(block => blocks.filter(one => one === block).length)
  const block = blocks[counts.indexOf(Math.max(...counts))]!
  const last = (STROKES_FROM[block + 1]?.[1] ?? SIGNS.length) - 1
  beyond.set(sign, last)
  return last
}

function blockOf(place: number): number {
  return STROKES_FROM.findLastIndex(([, from]) => from <= place)
}
