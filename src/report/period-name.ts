// Names of periods and turns in the reader's language, on pages and in reports.
import type { Language } from '../problem/problem.ts'

const MONTHS = 'January February March April May June July August September October November December'.split(' ')
const QUARTERS = ['一', '二', '三', '四']

/** A period as people say it: 2012年上半年, second quarter of 2012, April 2012. */
export function periodName(label: string, language: Language): string {
  const [year = '', part = ''] = label.split('-')
  if (label.includes('..')) return language === 'zh' ? `${label.replace('..', '–')}年` : label.replace('..', '–')
  if (part === '') return language === 'zh' ? `${year}年` : year
  const turn = partName(part, language)
  return language === 'zh' ? `${year}年${turn}` : `${turn} ${year}`
}

/** The part of a year alone: 上半年, Q2, Apr. `short` for narrow places. */
export function partName(part: string, language: Language, short = false): string {
  const number = Number(part.replace(/^[HQ]/, ''))
  if (part.startsWith('H')) return language === 'zh' ? (number === 1 ? '上半年' : '下半年') : `H${number}`
  if (part.startsWith('Q')) return language === 'zh' ? `${QUARTERS[number - 1]}季度` : `Q${number}`
  if (language === 'zh') return `${number}月`
  const name = MONTHS[number - 1] ?? part
  return short ? name.slice(0, 3) : name
}

/** The turn of a duty inside a list where the year is known, or with its year. */
export function turnName(label: string, language: Language): string {
  const [year = '', part] = label.split('-')
  return part ? partName(part, language, true) : language === 'zh' ? `${year}年` : year
}
