// Dates: days that do not exist, spans that end before they begin, a paper dated before the state that it reports. Pure.
import { daysIn } from '../../time/day.ts'
import type { Doc } from './doc.ts'
import { type Finding, lineAt } from './text.ts'

const MONTHS = 'January February March April May June July August September October November December'.split(' ')
const MONTH = MONTHS.join('|')
const WEEKDAYS = '日一二三四五六'
const ENGLISH_WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']
const SHAPE = new RegExp(
  `(?<zy>\\d{4})年(?<zm>\\d{1,2})月(?:(?<zd>\\d{1,2})日)?(?:[（(](?:星期|周)(?<week>[一二三四五六日天])[）)])?|(?<!\\d)(?<mm>\\d{1,2})月(?<md>\\d{1,2})日|(?<![\\d-])(?<iy>\\d{4})-(?<im>\\d{1,2})-(?<id>\\d{1,2})(?![\\d-])|\\b(?:(?<ed>\\d{1,2})(?:st|nd|rd|th)?\\s)(?<em>${MONTH})(?:,?\\s(?<ey>\\d{4}))?|\\b(?<am>${MONTH})\\s(?<ad>\\d{1,2})(?:st|nd|rd|th)?\\b(?!,?\\s\\d{1,2}\\b)(?:,?\\s(?<ay>\\d{4}))?|\\b(?<om>${MONTH})\\s(?<oy>\\d{4})|(?<!\\d)(?<year>(?:19|20)\\d{2})年?(?=\\s?(?:至|到|[—–~-]|to\\b|年))`,
  'g',
)
const SPAN = /^(?:起|开始)?\s?(?:至|到|—|–|~|-|to|until|till|through)\s?$/

interface Told {
  readonly at: number
  readonly end: number
  readonly text: string
  readonly year: number | null
  readonly month: number | null
  readonly date: number | null
  readonly week: string | undefined
}

function datesIn(text: string): Told[] {
  return [...text.matchAll(SHAPE)].map(match => {
    const g = match.groups!
    const number = (...texts: (string | undefined)[]) => {
      const found = texts.find(one => one !== undefined)
      return found === undefined ? null : Number(found)
    }
    const name = g.em ?? g.am ?? g.om
    return {
      at: match.index,
      end: match.index + match[0].length,
      text: match[0],
      year: number(g.zy, g.iy, g.ey, g.ay, g.oy, g.year),
      month: name ? MONTHS.indexOf(name) + 1 : number(g.zm, g.mm, g.im),
      date: number(g.zd, g.md, g.id, g.ed, g.ad),
      week: g.week,
    }
  })
}

/** A day that can be compared; the first of what is left out. */
const rank = ({ year, month, date }: Told) => (year ?? 0) * 10_000 + (month ?? 1) * 100 + (date ?? 1)

/** Days that no calendar has, and days out of order. */
export function dates(doc: Doc): Finding[] {
  const all = doc.texts.map(datesIn)
  const finding = (index: number, at: number, words: string, zh: string, en: string): Finding => ({
    line: lineAt(doc.paragraphs[index]!, at),
    words,
    kind: 'date',
    why: { zh, en },
    suggest: { zh: '请查原件核对日期。', en: 'Check the date against the original.' },
  })
  const found = all.flatMap((told, index) =>
    told.flatMap((one, place) => {
      const { year, month, date } = one
      if (month !== null && (month < 1 || month > 12))
        return [finding(index, one.at, one.text, `没有 ${month} 月。`, `There is no month ${month}.`)]
      if (month !== null && date !== null) {
        const most = daysIn(year ?? 2024, month)
        if (date < 1 || date > most)
          return [
            finding(
              index,
              one.at,
              one.text,
              `${year === null ? '' : `${year} 年 `}${month} 月没有 ${date} 日。`,
              `${MONTHS[month - 1]}${year === null ? '' : ` ${year}`} has no day ${date}.`,
            ),
          ]
      }
      if (one.week && year !== null && month !== null && date !== null) {
        const weekday = new Date(Date.UTC(year, month - 1, date)).getUTCDay()
        const is = WEEKDAYS[weekday]!
        if (is !== one.week.replace('天', '日'))
          return [
            finding(
              index,
              one.at,
              one.text,
              `这一天是星期${is}，不是星期${one.week}。`,
              `That day was a ${ENGLISH_WEEKDAYS[weekday]}.`,
            ),
          ]
      }
      const next = told[place + 1]
      if (!next) return []
      const text = doc.texts[index]!
      const way = text.slice(one.end, next.at)
      const year2 = next.year ?? (year !== null && next.month !== null ? year : null)
      // 2012年11月至3月 may run into the next year; 11月5日至3日 may not.
      const known =
        (year !== null && next.year !== null) ||
        (year === null && next.year === null && one.month === next.month) ||
        (year2 !== null && one.month === next.month)
      if (!SPAN.test(way) || !known || rank({ ...next, year: year2 }) >= rank(one)) return []
      if ((one.date === null) !== (next.date === null) && one.month === next.month && year === year2) return []
      return [
        finding(index, one.at, text.slice(one.at, next.end), '起止日期前后颠倒。', 'The span ends before it begins.'),
      ]
    }),
  )
  return [...found, ...quarters(doc), ...signed(doc, all, finding)]
}

function quarters(doc: Doc): Finding[] {
  return doc.texts.flatMap((text, index) =>
    [
      ...text.matchAll(
        /第[五六七八九5-9]季度|\b(?:fifth|sixth|seventh) quarter\b|(?<![\d.])(?:1[3-9]|[2-9]\d)月(?:份|底|初|末)/gi,
      ),
    ].map(match => ({
      line: lineAt(doc.paragraphs[index]!, match.index),
      words: match[0],
      kind: 'date' as const,
      why: { zh: '一年没有这个季度或月份。', en: 'A year has no such quarter or month.' },
    })),
  )
}

/** The date of the paper itself stands alone at its end. */
function signed(
  doc: Doc,
  all: readonly Told[][],
  finding: (index: number, at: number, words: string, zh: string, en: string) => Finding,
): Finding[] {
  const last = doc.texts.findLastIndex(
    (text, index) => index > doc.texts.length - 6 && all[index]!.length === 1 && text.trim() === all[index]![0]!.text,
  )
  const day = all[last]?.[0]
  if (!day || day.year === null || day.date === null) return []
  return all.flatMap((told, index) =>
    told.flatMap(one => {
      const lead = doc.texts[index]!.slice(Math.max(0, one.at - 8), one.at)
      return one.year !== null &&
        one.date !== null &&
        /截[至止]|as of\s?$|as at\s?$/i.test(lead) &&
        rank(one) > rank(day)
        ? [
            finding(
              index,
              one.at,
              one.text,
              `数据截止日在成文日期（${day.text}）之后。`,
              `The figures hold as of a day after the date of the paper (${day.text}).`,
            ),
          ]
        : []
    }),
  )
}
