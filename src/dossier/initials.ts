// First letters of the pinyin of a name, by the order in which Chinese is sorted: 甄禾屿 → zhy. Pure; used for search only,
// so a reading that is rare for a name costs nothing but a hit.

/** The first character of each letter in pinyin order; i, u and v begin no syllable. */
const FIRST = '阿八嚓哒妸发旮哈讥咔垃妈拏噢妑七呥仨他穵夕丫帀'
const LETTERS = 'abcdefghjklmnopqrstwxyz'
const order = new Intl.Collator('zh-u-co-pinyin')
const known = new Map<string, string>()

/** Whether somebody who types `sought` may mean this name: a part of it in Chinese or in Latin letters, or the first letters of its
 *  pinyin. Nothing typed means everybody. */
export function isCalled(name: { readonly zh: string; readonly en: string }, sought: string): boolean {
  const wanted = plain(sought)
  return name.zh.includes(sought.trim()) || plain(name.en).includes(wanted) || initialsOf(name.zh).startsWith(wanted)
}

/** Without marks over letters, spaces and apostrophes: Chinese keyboards write zhen'he while they compose. */
function plain(text: string): string {
  return text
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
}

/** The first letters of a name, in small letters; what is no Chinese character is left out. */
export function initialsOf(name: string): string {
  return [...name].map(initialOf).join('')
}

function initialOf(sign: string): string {
  if (!/\p{Script=Han}/u.test(sign)) return ''
  const before = known.get(sign)
  if (before !== undefined) return before
  const index = [...FIRST].findLastIndex(first => order.compare(first, sign) <= 0)
  const letter = LETTERS[index] ?? ''
  known.set(sign, letter)
  return letter
}
