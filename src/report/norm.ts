// A norm in words: who owes what, how often, how strongly, from when, by which clause, and how it is counted.
import { type Charter, type Declared, isForTurns } from '../charter/charter.ts'
import type { BrokenMonth, Duty, Entry, Standard, Strength, Words } from '../charter/language.ts'
import { monthsPer } from '../charter/norms.ts'
import { formulaOf } from '../measure/formula.ts'
import type { Language } from '../problem/problem.ts'
import { codeOf } from '../register/vocabulary.ts'
import { inForce } from '../time/dated.ts'
import { type Day, dayOf } from '../time/day.ts'
import { type Length, MONTHS_IN } from '../time/period.ts'
import type { Inline } from './draft.ts'
import { list, phrase, sayDay } from './phrase.ts'

/** How the sentence of a norm speaks, before and after what is to be done. */
const STRENGTHS: Readonly<Record<Strength, { readonly zh: readonly [string, string]; readonly en: string }>> = {
  must: { zh: ['必须完成', '不少于'], en: 'must reach at least ' },
  floor: { zh: ['完成', '不得少于'], en: 'may not fall below ' },
  normally: { zh: ['一般应完成', '不少于'], en: 'should normally reach at least ' },
  may: { zh: ['可以完成', ''], en: 'may reach ' },
}
/** The same of a ceiling. */
const CEILINGS: typeof STRENGTHS = {
  must: { zh: ['必须使', '不超过'], en: 'must keep within ' },
  floor: { zh: ['应使', '不得超过'], en: 'may not pass ' },
  normally: { zh: ['一般应使', '不超过'], en: 'should normally keep within ' },
  may: { zh: ['可以使', '不超过'], en: 'may keep within ' },
}
const EVERY: Readonly<Record<Length, Words>> = {
  month: { zh: '每月', en: 'every month' },
  quarter: { zh: '每季度', en: 'every quarter' },
  half: { zh: '每半年', en: 'every half-year' },
  year: { zh: '每年', en: 'every year' },
}

/** How strongly a norm speaks, and what a miss means. */
export const SPEAKS: Readonly<Record<Strength, Words>> = {
  must: { zh: '必须：没有完成即为违反', en: 'must: a miss is a violation' },
  floor: { zh: '底线：低于此数即为违反', en: 'floor: less than this is a violation' },
  normally: { zh: '一般：没有完成要说明理由，不算违反', en: 'normally: a miss asks for a reason and is no violation' },
  may: { zh: '可以：由各组织自定', en: 'may: each organization decides' },
}

/** The sentence of a duty as it stands on a day; its value is a figure that leads to the standard. */
export function dutyWords(charter: Charter, duty: Declared<Duty>, on: Day, language: Language): Inline[] {
  const zh = language === 'zh'
  const { is } = duty
  const standard = charter.standards.get(is.atLeast.standard)!.is
  const entry = inForce(standard.entries, on) ?? standard.entries[0]!
  const title = charter.measures.get(is.measure)!.is.title[language]
  const who = subjects(charter, is, language)
  const every = EVERY[is.every][language]
  const when = is.months ? (zh ? `${season(is.months, 'zh')}${every}` : `${every} ${season(is.months, 'en')}`) : every
  const value: Inline = {
    kind: 'figure',
    figure: shown(is.atLeast.standard, standard, entry, on, language, is.every),
  }
  const rest = share(charter, is, standard, language)
  // «One for each of them» is said as what it is: all of them.
  if (is.atLeast.times && !is.ceiling && entry.value === 1 && monthsPer(standard.unit) === null) {
    const whole = charter.measures.get(is.atLeast.times)!.is.title[language]
    const strong = standard.strength === 'must' || standard.strength === 'floor'
    return zh
      ? [
          text(`${who}${when}${strong ? '必须' : '一般应'}使“${title}”达到“${whole}”的数目，每一个不少于`),
          value,
          text('。'),
        ]
      : [
          text(
            `${who} ${strong ? 'must' : 'should normally'} bring "${title}" up to the number of "${whole}" ${when}, at least `,
          ),
          value,
          text(' for each.'),
        ]
  }
  if (!zh)
    return [
      text(`${who} ${(is.ceiling ? CEILINGS : STRENGTHS)[standard.strength].en}`),
      value,
      text(` in "${title}" ${when}${rest}.`),
    ]
  const [verb, least] = (is.ceiling ? CEILINGS : STRENGTHS)[standard.strength].zh
  return [text(`${who}${when}${verb}“${title}”${least}`), value, text(`${rest}。`)]
}

/** How a broken month is owed, in words that follow «of a broken month». */
export function brokenWords(rule: BrokenMonth): Words {
  if (rule === 'days') return { zh: '按实际天数占当月天数的比例计算', en: 'each day is owed its part of the month' }
  if (rule === 'begun') return { zh: '按整月计算', en: 'the whole month is owed' }
  return rule === 31
    ? {
        zh: '月末在职的按整月计算，其余不计',
        en: 'the whole month is owed to whom it falls on its last day, and nothing otherwise',
      }
    : {
        zh: `当月${rule}日在职的按整月计算，其余不计`,
        en: `the whole month is owed to whom it falls on day ${rule}, and nothing otherwise`,
      }
}

/** From when it is owed and how long a miss may be made good, by which clause, and how it is counted. */
export function dutyNotes(charter: Charter, duty: Declared<Duty>, on: Day, language: Language): string[] {
  const zh = language === 'zh'
  const { is } = duty
  const { entries, broken } = charter.standards.get(is.atLeast.standard)!.is
  const entry = inForce(entries, on) ?? entries[0]!
  const until = is.to ? (zh ? `，至${sayDay(is.to, 'zh')}止` : ` until ${sayDay(is.to, 'en')}`) : ''
  const from = zh ? `自${sayDay(is.from, 'zh')}起${until}` : `From ${sayDay(is.from, 'en')}${until}`
  const grace = zh
    ? is.grace > 0
      ? `；期满后${is.grace}日内可以补做补记`
      : '；须在期内完成'
    : is.grace > 0
      ? `; it may be made good within ${is.grace} days after the turn`
      : '; it is to be done within its turn'
  const stop = zh ? '。' : '.'
  const { is: measure } = charter.measures.get(is.measure)!
  const named = 'over' in measure && isForTurns(charter, measure.over)
  const rule = inForce(broken ?? [], on) ?? broken?.[0]
  const part = rule && brokenWords(rule.value)[language]
  return [
    from + grace + stop,
    ...(named
      ? [
          zh
            ? '期后办理的写明为哪一期：应办事项计入那一期，并写明办理的日期；数据按办理的日期统计。补做期限过后才办的，记为逾期完成。'
            : 'What is done later says for which turn it is: the duty counts it there and tells the day on which it was done; figures count it by that day. What comes after the time to make it good reads as met late.',
        ]
      : []),
    (zh ? '依据：' : 'Source: ') + entry.clause[language] + stop,
    ...(rule
      ? [zh ? `不足一个月的，${part}（${rule.clause.zh}）。` : `Of a broken month, ${part} (${rule.clause.en}).`]
      : []),
    (zh ? '计算：' : 'Counted: ') + formulaOf(charter, is.measure)[language] + stop,
  ]
}

/** A standard's value with its unit, and the day and clause behind it; a value asked `every` turn leaves out what the sentence says. */
export function shown(id: string, standard: Standard, entry: Entry, on: Day, language: Language, every?: Length) {
  return {
    ref: id,
    text: valueWords(standard, entry, language, every),
    value: entry.value,
    status: 'ok' as const,
    title: standard.title[language],
    unit: standard.unit,
    formula: `${entry.clause[language]}${language === 'zh' ? `（自${sayDay(entry.from, 'zh')}起）` : ` (from ${sayDay(entry.from, 'en')})`}`,
    records: 0,
    asOf: on,
  }
}

/** A value of a standard, such as 2天/月. */
export function valueWords(standard: Standard, entry: Entry, language: Language, every?: Length): string {
  const digits = String(entry.value).split('.')[1]?.length ?? 0
  const rate = every === undefined || monthsPer(standard.unit) !== MONTHS_IN[every]
  return phrase(entry.value, standard.unit, language, { rate, digits })
}

/** Who owes it: by tier and sector, and by a figure of their own where the duty tells them by one. */
function subjects(charter: Charter, duty: Duty, language: Language): string {
  const who = subjectsByCode(charter, duty, language)
  if (!duty.who.sized) return who
  const { measure, atLeast, atMost } = duty.who.sized
  const figure = charter.measures.get(measure)!.is.title[language]
  const bound = charter.standards.get((atLeast ?? atMost)!)!.is.title[language]
  return language === 'zh'
    ? `“${figure}”${atLeast === undefined ? '不超过' : '达到'}“${bound}”的${who}`
    : `${who} whose "${figure}" ${atLeast === undefined ? 'keeps within' : 'reaches'} "${bound}"`
}

function subjectsByCode(charter: Charter, duty: Duty, language: Language): string {
  const zh = language === 'zh'
  const words = (field: 'tier' | 'sector') =>
    duty.who[field]?.map(code => codeOf(charter, field, code)?.[language] ?? code) ?? []
  const [tiers, sectors] = [words('tier'), words('sector')]
  if (zh) {
    if (tiers.length + sectors.length === 0) return '各组织'
    return `${sectors.join('、')}${sectors.length > 0 && tiers.length > 0 ? '的' : ''}${tiers.join('、')}`
  }
  if (tiers.length + sectors.length === 0) return 'Every organization'
  const what = (names: readonly string[]) => list(names, 'en').replace(/ and (?=[^ ]+$|[^,]*$)/, ' or ')
  if (tiers.length === 0) return `Every ${what(sectors)}`
  return `Every ${what(tiers)}${sectors.length > 0 ? ` of a ${what(sectors)}` : ''}`
}

/** Runs of months in words: 11月至次年3月, from November to March. */
export function season(months: readonly number[], language: Language): string {
  const owed = new Set(months)
  const before = (month: number) => ((month + 10) % 12) + 1
  const starts = [...owed].filter(month => !owed.has(before(month))).sort((a, b) => a - b)
  if (starts.length === 0) return language === 'zh' ? '全年' : 'all year'
  const runs = starts.map(start => {
    let end = start
    while (owed.has((end % 12) + 1)) end = (end % 12) + 1
    const name = (month: number) =>
      language === 'zh' ? `${month}月` : sayDay(dayOf(2000, month, 1), 'en').split(' ')[1]!
    if (start === end) return language === 'zh' ? name(start) : `in ${name(start)}`
    return language === 'zh'
      ? `${name(start)}至${end < start ? '次年' : ''}${name(end)}`
      : `from ${name(start)} to ${name(end)}`
  })
  return list(runs, language)
}

/** How a standard is carried over to the turn: multiplied by a number of subjects, or divided by its months. */
function share(charter: Charter, duty: Duty, standard: Standard, language: Language): string {
  const zh = language === 'zh'
  const months = monthsPer(standard.unit)
  const parts: string[] = []
  if (duty.atLeast.times) {
    const times = charter.measures.get(duty.atLeast.times)!.is.title[language]
    parts.push(zh ? `每月乘以“${times}”的数目` : `times the number of "${times}", month by month`)
  }
  if (months && months !== MONTHS_IN[duty.every]) parts.push(zh ? '折算到本期各月' : 'taken for the months of the turn')
  if (duty.atLeast.each) {
    const each = charter.measures.get(duty.atLeast.each)!.is.title[language]
    parts.push(zh ? `对每一名“${each}”` : `for each of "${each}"`)
  }
  if (parts.length === 0) return ''
  return zh ? `（${parts.join('，')}）` : ` (${parts.join(', ')})`
}

function text(words: string): Inline {
  return { kind: 'text', text: words }
}
