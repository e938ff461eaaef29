// What text may hold, whatever door it comes in by: signs that every file and database can carry, and something to read.

/** Signs that no text carries: U+0000 and the other controls that XML refuses, halves of surrogate pairs, and what Unicode
 *  will never give a meaning (XML 1.0 § 2.2; Unicode § 23.7). Tab and line break stay. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const UNFIT = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\p{Surrogate}\p{Noncharacter_Code_Point}]/u

/** Signs that take no room, and blanks of every width: between two names they say nothing. The list is written out because the
 *  database compares by the same one. */
export const NO_ROOM =
  '\\u0009-\\u000d\\u0020\\u0085\\u00a0\\u00ad\\u034f\\u0600-\\u0605\\u061c\\u06dd\\u070f\\u0890\\u0891\\u08e2\\u115f\\u1160\\u1680\\u17b4\\u17b5\\u180b-\\u180f\\u2000-\\u200f\\u2028-\\u202f\\u205f-\\u206f\\u3000\\u3164\\ufe00-\\ufe0f\\ufeff\\uffa0\\ufff9-\\ufffb'
const EMPTY = new RegExp(`^[${NO_ROOM}\\u2800\\u{e0000}-\\u{e01ef}]*$`, 'u')

/** How deep an input may be nested; the deepest shape of the wire has nine. */
const DEEPEST = 60

/** The first sign of a text that it must not hold, as U+FFFF; null when there is none. */
export function unfitSign(text: string): string | null {
  const found = UNFIT.exec(text)
  return found && `U+${found[0].codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`
}

/** True for a text with nothing to read in it: empty, or of blanks and signs without width alone. */
export function isBlank(text: string): boolean {
  return EMPTY.test(text)
}

/** What is said of a sign that no text carries. */
export function unfitWords(sign: string): { zh: string; en: string } {
  return {
    zh: `含有无法保存的字符（${sign}），多半是复制时带进来的残缺字符。请删去后重新填写。`,
    en: `holds a character that no text can carry (${sign}), most likely broken in copying. Delete it and write the text again.`,
  }
}

/** What is said of an input that is nested too deep. */
const TOO_DEEP = { zh: `嵌套超过 ${DEEPEST} 层。`, en: `is nested more than ${DEEPEST} deep.` }

export type Fit =
  | { readonly fits: true; readonly value: unknown }
  | { readonly fits: false; readonly path: PropertyKey[]; readonly zh: string; readonly en: string }

/** An input whose texts and names may all be carried, a text of blanks as the empty text that it is; or the first place that
 *  may not. Walks without calling itself, however deep the input. */
export function fitting(input: unknown): Fit {
  const root: { value: unknown } = { value: input }
  const left: { holder: Record<PropertyKey, unknown>; key: PropertyKey; path: PropertyKey[] }[] = [
    { holder: root as Record<PropertyKey, unknown>, key: 'value', path: [] },
  ]
  while (left.length > 0) {
    const { holder, key, path } = left.pop()!
    const value = holder[key]
    if (typeof value === 'string') {
      const sign = unfitSign(value)
      if (sign) return { fits: false, path, ...unfitWords(sign) }
      if (value !== '' && isBlank(value)) holder[key] = ''
    } else if (typeof value === 'object' && value !== null && isPlain(value)) {
      if (path.length >= DEEPEST) return { fits: false, path: path.slice(0, 3), ...TOO_DEEP }
      const copy: Record<PropertyKey, unknown> | unknown[] = Array.isArray(value)
        ? [...value]
        : Object.assign(Object.create(null), value)
      holder[key] = copy
      for (const name of Object.keys(value).reverse()) {
        const sign = unfitSign(name)
        if (sign) return { fits: false, path, ...unfitWords(sign) }
        const step = Array.isArray(value) ? Number(name) : name
        left.push({ holder: copy as Record<PropertyKey, unknown>, key: step, path: [...path, step] })
      }
      if (!Array.isArray(copy)) Object.setPrototypeOf(copy, Object.prototype)
    }
  }
  return { fits: true, value: root.value }
}

function isPlain(value: object): boolean {
  const above = Object.getPrototypeOf(value)
  return Array.isArray(value) || above === Object.prototype || above === null
}
