// Whether somebody who types something means a name: by a part of it, or by how its signs are read. Pure, and light enough for
// a phone: the readings come with the name.
import { nameKey } from './name.ts'

/** Whether the readings of a name, as `readingsOf` gives them, begin so: each sign by its first letter, by a reading, or, the last
 *  one typed, by the beginning of a reading. zxy, zengxy and zengxiuy all mean zeng/ceng xiu ying. */
export function isReadSo(readings: string, typed: string): boolean {
  if (typed === '' || !/^[a-z]+$/.test(typed)) return false
  let rests = new Set([typed])
  for (const sign of readings.split(' ')) {
    const next = new Set<string>()
    for (const rest of rests)
      for (const reading of sign.split('/')) {
        if (reading === '') continue
        if (reading.startsWith(rest)) return true
        if (rest.startsWith(reading)) next.add(rest.slice(reading.length))
        if (rest[0] === reading[0]) next.add(rest.slice(1))
      }
    if (next.has('')) return true
    rests = next
  }
  return false
}

/** Text in Latin letters as it is compared: without marks over letters, blanks and apostrophes; keyboards write zhen'he while
 *  they compose. */
export function plainLetters(text: string): string {
  return text
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
}

/** Whether somebody who types `sought` may mean this name: a part of it in Chinese or in Latin letters, the first letters of the
 *  English name, or the readings of its signs where they are known. Nothing typed means everybody. */
export function isCalled(name: { readonly zh: string; readonly en: string }, sought: string, readings = ''): boolean {
  const letters = plainLetters(sought)
  return (
    nameKey(name.zh).includes(nameKey(sought)) ||
    plainLetters(name.en).includes(letters) ||
    (letters !== '' && firstLetters(name.en).startsWith(letters)) ||
    isReadSo(readings, letters)
  )
}

function firstLetters(english: string): string {
  return (english.match(/\p{L}+/gu) ?? []).map(word => plainLetters(word)[0]).join('')
}
