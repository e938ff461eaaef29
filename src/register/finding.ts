// By which words an organization is found: Chinese from any character, pinyin and its first letters from any syllable,
// other writing from any of its words, and the code.
import { pinyin } from 'pinyin-pro'
import type { OrgSpan } from './facts.ts'
import { nameKey } from './name.ts'

/** Longer beginnings of a word find no more. */
const LONGEST = 24
const HAN = /\p{Script=Han}/u
const BETWEEN = /[^\p{L}\p{N}]+/gu

/** The writing in which what is typed and what is kept are compared: small letters and digits, in full width or not,
 *  nothing between them, and no more than the beginning of what is long. */
export function findingWord(text: string): string {
  return [...nameKey(text).replace(BETWEEN, '')].slice(0, LONGEST).join('')
}

/** All words of an organization's names. Whole names are among them. */
export function findingWords(org: Pick<OrgSpan, 'code' | 'name' | 'short' | 'english' | 'aliases'>): string[] {
  const names = new Set([org.name, org.short, org.english, ...org.aliases])
  return [...new Set([org.code, ...[...names].flatMap(endings)].map(findingWord))].filter(Boolean)
}

function endings(name: string): string[] {
  const from = (parts: readonly string[]) => parts.map((_, index) => parts.slice(index).join(''))
  if (!HAN.test(name)) return from(name.split(BETWEEN))
  const syllables = pinyin(name.replace(BETWEEN, ''), {
    toneType: 'none',
    type: 'array',
    nonZh: 'consecutive',
    v: true,
  })
  return [...from([...name]), ...from(syllables), ...from(syllables.map(one => one[0] ?? ''))]
}
