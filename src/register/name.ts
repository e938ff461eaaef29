// What is one name: how names are compared, however they are typed, and how they are stored. Pure.
import type { Words } from '../charter/language.ts'
import { refuse } from '../problem/problem.ts'
import { isBlank, NO_ROOM } from '../problem/text.ts'

const SILENT = new RegExp(`[${NO_ROOM}\\u{e0000}-\\u{e01ef}]`, 'gu')
/** Every dot that people put between the parts of a name: 阿不都·热合曼. */
const DOTS = /[·•‧・･．.∙⋅●᛫◦°﹒]/g

/** A name as it is compared in the register, in searches, imports, forms and ballots: widths, blanks, signs without width,
 *  kinds of dots and capitals make no other name. `keyOf` writes the same rule for the database. */
export function nameKey(name: string): string {
  return plainName(name).toLowerCase()
}

/** The same in SQL, of a column. No column of its own holds it: a row copied from elsewhere would not know it. */
export function keyOf(column: string): string {
  const dots = '•‧・･．.∙⋅●᛫◦°﹒'
  return `lower(translate(regexp_replace(normalize(${column}, NFKC), '[${NO_ROOM}\\U000e0000-\\U000e01ef]', '', 'g'), '${dots}', '${'·'.repeat([...dots].length)}'))`
}

/** The same with capitals as written: a name that may be shown, as on a ballot. */
export function plainName(name: string): string {
  return name.normalize('NFKC').replace(SILENT, '').replace(DOTS, '·')
}

/** Signs without width and marks of direction; the joiners and selectors that spell Mongolian are among them. */
const WIDTHLESS = new RegExp(
  `[${String.raw`\p{Cf}\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180d\u180f\u3164\uffa0\ufe00-\ufe0f\u{e0100}-\u{e01ef}`}]`,
  'gu',
)
const SPELLING = String.raw`\u180b-\u180f\u200c\u200d`
const SPELLS_MONGOLIAN = new RegExp(`[${SPELLING}]`, 'u')
const BETWEEN_LETTERS = new RegExp(`^[${SPELLING}\\u202f]+`, 'u')
const LETTER = /^(?=\p{Script=Mongolian})\p{L}/u
const BLANKS = /[\s\p{Zs}]+/gu

/** A name as it is stored: without signs that have no width and marks of direction, blanks as one blank. Inside Mongolian script
 *  joiners and selectors are spelling, and its narrow blank stays what it is. */
export function storedName(name: string): string {
  return name
    .replace(WIDTHLESS, (sign, ...[at]) => (SPELLS_MONGOLIAN.test(sign) && isInMongolian(name, at) ? sign : ''))
    .replace(BLANKS, (blank, ...[at, whole]) => (blank === '\u202f' && isInMongolian(whole, at) ? blank : ' '))
    .trim()
}

/** Whether the nearest letter before or after a place, over other such signs, is Mongolian. */
function isInMongolian(name: string, at: number): boolean {
  const after = name.slice(at).replace(BETWEEN_LETTERS, '')
  const before = [...name.slice(0, at)].reverse().join('').replace(BETWEEN_LETTERS, '')
  return LETTER.test(after) || LETTER.test(before)
}

const CHINESE = /^[\p{Script=Han}〇·•‧・\s\p{Zs}]+$/u

/** A person's name as it is stored: a Chinese one without any blank, for tables pad names of two signs with one (曾　秀). */
export function storedPersonName(name: string): string {
  const stored = storedName(name)
  return CHINESE.test(stored) ? stored.replace(BLANKS, '') : stored
}

/** What something is called, with its Chinese name wherever no English one is given. */
export function withEnglish<Named extends { readonly english: string }>(named: Named, chinese: string): Named {
  return { ...named, english: storedName(named.english) || chinese }
}

/** What an organization is called in lists and sentences, in both languages. */
export function orgWords({ short, english }: { readonly short: string; readonly english: string }): Words {
  return { zh: short, en: english || short }
}

/** What anything else with a name is called in sentences, in both languages: a person, a place. */
export function nameWords({ name, english }: { readonly name: string; readonly english: string }): Words {
  return { zh: name, en: english || name }
}

/** A name of which something is left to read. Throws input.field. */
export function insistName(name: string, field = 'name'): string {
  if (!isBlank(name)) return name
  return refuse('input.field', {
    where: 'register',
    field,
    why: { zh: '没有填写，请补上。', en: 'is missing; fill it in.' },
  })
}
