// What the words of an office's list mean: days known to the month, people's codes, posts, tiers and sectors. What is not certain
// is refused at its cell, with what would be right. Pure.
import type { Charter } from '../charter/charter.ts'
import type { Words } from '../charter/language.ts'
import type { Membership } from '../register/facts.ts'
import { type Identity, readIdentity } from '../register/identity.ts'
import { CODES } from '../register/vocabulary.ts'
import { readDay } from '../time/day.ts'
import { monthAlone, type Partial, readPartial, wholeDay } from '../time/partial.ts'
import { educationOf } from './appointment-form.ts'
import { narrowed, readText, type Told } from './cells.ts'
import type { Cell } from './sheet.ts'

/** A cell that cannot be read: what is wrong with it, and what would be right. */
export interface Wrong {
  readonly what: Words
  readonly remedy: Words
}

export type Read<T> = { readonly value: T } | Wrong

const wrong = (what: readonly [string, string], remedy: readonly [string, string]): Wrong => ({
  what: { zh: what[0], en: what[1] },
  remedy: { zh: remedy[0], en: remedy[1] },
})

/** The text of a cell. Throws nothing; a number that lost its end is refused. */
export function textIn(cell: Cell): Read<string> {
  const told: Told<string> = readText(cell)
  if ('value' in told) return { value: told.value.trim() }
  return wrong(
    [
      `为 ${narrowed(String(cell))}：Excel 只保留 15 位数字，后面的已经丢失，无法还原`,
      `is ${narrowed(String(cell))}: Excel keeps 15 digits, the rest is gone and cannot be restored`,
    ],
    ['先把该列设为文本格式，再从原件重新录入', 'Format the column as text and enter it again from the original'],
  )
}

/** A day as papers know it. `months` says that the date cells of the column are months, all shown as their first day; `texts` that
 *  its other cells are text. */
export function partialIn(cell: Cell, now: number, months: boolean): Read<Partial> {
  if (cell instanceof Date) {
    const on = Number.isNaN(cell.getTime()) ? null : readDay(cell.toISOString().slice(0, 10))
    if (on) return { value: months ? monthAlone(on) : wholeDay(on) }
  }
  // Excel drops the last 0 of 1985.10.
  if (typeof cell === 'number' && /^\d{4}\.1$/.test(String(cell)))
    return wrong(
      [`是数字 ${cell}，可能是 1 月，也可能是 10 月`, `is the number ${cell}, January or October`],
      ['把该列设为文本格式，写成 1985.01 或 1985.10', 'Format the column as text and write 1985.01 or 1985.10'],
    )
  const text = cell instanceof Date ? String(cell) : typeof cell === 'number' ? String(cell) : String(cell ?? '').trim()
  const found = readPartial(text, now)
  if (found) return { value: found }
  return wrong(
    [`“${text.slice(0, 40)}”不是存在的日期或年月`, `"${text.slice(0, 40)}" is no day, month or year that exists`],
    ['写成 1985.03、1985年3月 或 1985-03-01', 'Write 1985.03, 1985年3月 or 1985-03-01'],
  )
}

/** An identity number: kept by nobody, compared with the other cells. */
export function identityIn(cell: Cell): Read<Identity> {
  const text = textIn(cell)
  if (!('value' in text)) return text
  const read = readIdentity(text.value)
  if (typeof read !== 'string') return { value: read }
  const what = {
    form: ['不是 18 位的身份证号', 'is no identity number of 18 digits'],
    check: ['校验码不对', 'has a check digit that does not fit'],
    birth: ['中的出生日期不存在', 'names a birth that does not exist'],
  } as const
  return wrong(what[read], ['对照证件核对每一位', 'Check every digit against the card'])
}

export function sexIn(text: string): Read<1 | 2> {
  const found = { 男: 1, 女: 2, male: 1, female: 2, m: 1, f: 2 }[narrowed(text).replace(/性$/, '').toLowerCase()]
  if (found) return { value: found as 1 | 2 }
  return wrong([`“${text}”不是性别`, `"${text}" is no sex`], ['写“男”或“女”', 'Write 男 or 女'])
}

/** An English word as it is compared: without blanks and capitals. */
const english = (text: string) => narrowed(text).toLowerCase()

/** Old and short names of nationalities (GB/T 3304). 哈 may be 哈萨克 or 哈尼 and is asked. */
const PEOPLES: Readonly<Record<string, string>> = {
  蒙: '02',
  维: '05',
  柯: '29',
  毛难: '36',
  崩龙: '46',
  达翰尔: '31',
  达呼尔: '31',
}

/** Codes of nationalities by every word that is one. */
const NATIONALITIES: ReadonlyMap<string, string> = new Map([
  ...Object.entries(CODES.nationality!).flatMap(
    ([code, { zh, en }]) =>
      [
        [bare(zh), code],
        [english(en), code],
      ] as const,
  ),
  ...Object.entries(PEOPLES),
])

function bare(nationality: string): string {
  return english(nationality).replace(/族$/, '')
}

export function nationalityIn(text: string): Read<string> {
  const code = NATIONALITIES.get(bare(text))
  if (code) return { value: code }
  return wrong(
    [`“${text}”不是民族名称`, `"${text}" is no nationality`],
    ['写全称，如 汉族、蒙古族、维吾尔族', 'Write its full name, such as 汉族 or 蒙古族'],
  )
}

export function educationIn(text: string): Read<number> {
  const said = narrowed(text)
  // Bare numbers differ between the standards of 1984 and 2006.
  const code =
    educationOf(said) ??
    Number(
      Object.entries(CODES.education!).find(
        ([, words]) => words.zh === said || english(words.en) === english(said),
      )?.[0] ?? Number.NaN,
    )
  if (!Number.isNaN(code)) return { value: code }
  return wrong(
    [`“${text}”看不出是哪一级学历`, `"${text}" does not say which education it is`],
    [
      `写成 ${Object.values(CODES.education!)
        .map(one => one.zh)
        .join('、')} 之一`,
      `Write one of ${Object.values(CODES.education!)
        .map(one => one.en)
        .join(', ')}`,
    ],
  )
}

/** Whether somebody is a full or a probationary member. Who is none does not stand in a roster of members. */
export function memberKindIn(text: string): Read<Membership['kind']> {
  const said = narrowed(text).replace(/^中共/, '')
  if (/^(?:预备|probationary)/i.test(said)) return { value: 'probationary' }
  if (/^(?:正式|党员|full)/i.test(said)) return { value: 'full' }
  return wrong(
    [`“${text}”不是正式党员，也不是预备党员`, `"${text}" is neither a full nor a probationary member`],
    [
      '名册只收党员：写“正式党员”或“预备党员”，其他人员请从表中去掉',
      'A roster holds members: say full or probationary, or take the row out',
    ],
  )
}

/** Prefixes of posts that say whose they are, and words for no post at all. */
const WHOSE = /^(?:中共)?(?:基层|村|社区|机关|本)?(?:党支部|党总支|总支部|总支|党委|支部|党组织|党)/
const NONE = /^(?:无|没有|-+|—+|\/|普通党员|党员|群众|none)$/
/** Speech and kinds of committee members. */
const POSTS: readonly (readonly [RegExp, string])[] = [
  [/^(?:组委|宣委|纪委|(?:组织|宣传|纪检|纪律|纪律检查|学习|青年|生产|统战|群工|保密|妇女|文体|支部)委员)$/, '委员'],
  [/^支书$/, '书记'],
]

/** The posts that a cell names, by the charter's codes, and the words that are none of them. */
export function postsIn(charter: Charter, text: string): { posts: string[]; unknown: string[] } {
  const known = Object.entries(charter.vocabulary.codes.post ?? {})
  const [posts, unknown]: [Set<string>, string[]] = [new Set(), []]
  for (const part of narrowed(text).split(/[、，,;；/]|兼任?/)) {
    if (part === '' || NONE.test(part)) continue
    const bare = part.replace(WHOSE, '') || part
    const word = POSTS.find(([form]) => form.test(bare))?.[1] ?? bare
    const code = known.find(([one, words]) =>
      [one, words.zh, words.en, words.zh.replace(/[（(].*$/, '')].some(
        name => narrowed(name).toLowerCase() === word.toLowerCase(),
      ),
    )?.[0]
    if (code) posts.add(code)
    else unknown.push(part)
  }
  return { posts: [...posts], unknown }
}

/** The code of an occupation that a cell names, or that contains its words; null where it says none of them. */
export function occupationIn(charter: Charter, text: string): string | null {
  const said = narrowed(text).toLowerCase()
  const known = Object.entries(charter.vocabulary.codes.occupation ?? {})
  const exact = known.find(([code, words]) => [code, words.zh, words.en].some(one => english(one) === said))
  return (exact ?? known.find(([, words]) => said.includes(narrowed(words.zh))))?.[0] ?? null
}

/** Tiers by the endings of names and by words, the narrower first; the charter's own word for it must fit the same. */
const TIERS: readonly RegExp[] = [/联合.*支部/, /总支/, /支部/, /党委|党工委|工委|委员会|党组/]
const SECTORS: readonly RegExp[] = [
  /公安|派出所/,
  /分场|分公司场/,
  /社区|居委会/,
  /村|嘎查/,
  /农场|牧场|林场|农牧场|渔场/,
  /公司|企业|厂|合作社|商会|集团/,
  /镇|乡|苏木|街道/,
  /机关|局|办|部|委|学校|中学|小学|医院|中心|站|院|所/,
]

/** The code of a tier or a sector that words mean: a code or a word of the charter, else by the endings of names. */
export function codeMeant(charter: Charter, of: 'tier' | 'sector', text: string): string | null {
  const said = narrowed(text)
  const known = Object.entries(charter.vocabulary.codes[of] ?? {})
  const exact = known.find(([code, words]) =>
    [code, words.zh, words.en].some(one => narrowed(one).toLowerCase() === said.toLowerCase()),
  )
  if (exact) return exact[0]
  const forms = of === 'tier' ? TIERS : SECTORS
  // The charter's own words go by the first form that fits them: 联合党支部 is no 党支部. What a name ends with says more than what
  // it contains: 农村工作局 is no village.
  const formOf = (words: string) => {
    const ends = forms.findIndex(form => new RegExp(`(?:${form.source})$`).test(words))
    return ends >= 0 ? ends : forms.findIndex(form => form.test(words))
  }
  const form = formOf(of === 'tier' ? said.replace(/(?:总支|支部)委员会$/, one => one.slice(0, -3)) : stem(said))
  return form < 0 ? null : (known.find(([, words]) => formOf(narrowed(words.zh)) === form)?.[0] ?? null)
}

/** The name of an organization without what every party organization has: 石桥村 of 中共石桥村党支部. */
export function stem(name: string): string {
  const bare = narrowed(name)
    .replace(/^(?:中国共产党|中共)/, '')
    .replace(/(?:联合)?(?:党)?(?:总支部委员会|总支部|总支|支部委员会|支部|工作委员会|工委|委员会|委|组)$/, '')
  return bare === '' ? narrowed(name) : bare
}
