// How Chinese names are typed without Chinese: whole syllables, and their first letters.
import { pinyin } from 'pinyin-pro'

/** The syllables of a text in small letters, one for each character; what is no Chinese stays together as it is written. */
export function syllablesOf(text: string): string[] {
  return pinyin(text, { toneType: 'none', type: 'array', nonZh: 'consecutive', v: true }).map(one => one.toLowerCase())
}

/** The first letters of a name: 甄禾屿 → zhy. */
export function initialsOf(name: string): string {
  return syllablesOf(name)
    .map(syllable => syllable[0] ?? '')
    .join('')
}
