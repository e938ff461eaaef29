// Numbers that were broken on their way into the text: by translation, recognition, page marks, blanks, lost signs. Pure.
import type { Doc } from './doc.ts'
import { type Finding, isChinese, lineAt } from './text.ts'

const UNIT = '(?:名|人|元|个|户|家|次|项|条|头|只|亩|万|亿|册|场|期|%|岁)'

/** What no number looks like, and how it may have come about. The true number is never guessed. */
const SHAPES: readonly (readonly [shape: RegExp, only: 'zh' | 'en' | 'both', zh: string, en: string])[] = [
  [
    /\d[\d.,]*\s?\+\s?(?:thousand|million|billion|千|万|亿)(?:\s?yuan|元)?/gi,
    'both',
    '数字被翻译或转换软件破坏',
    'the number was broken by translation or conversion',
  ],
  [/(?<![\d-])\d+-\d+-(?=[名人])/g, 'both', '数字中夹有页码的横线', 'the dash of a page number stands in the number'],
  [/(?<![\d.,])20[12]\d\d{2,4}(?=[名人户家个])/g, 'zh', '年份混入了数字', 'a year has run into the number'],
  [
    new RegExp(`(?<![\\d.年月])\\d{1,4}(?:[ \\u3000]+\\d{1,4})+(?=[ ]?${UNIT})`, 'g'),
    'zh',
    '数字被空格拆开',
    'the number is torn by blanks',
  ],
  [
    /(?<![\w.,/-])\d{1,3}(?: \d{1,3})+(?= (?:yuan|members|people|cadres|organi[sz]ations|branches|committees|households|%|per cent)\b)/g,
    'en',
    '数字被空格拆开',
    'the number is torn by blanks',
  ],
  [
    /(?<![\d.])\d+\s*[.,]\s+\d+(?=\s?(?:万|亿|元|%|名|人))/g,
    'zh',
    '数字在小数点或逗号处被拆开',
    'the number is torn at its point or comma',
  ],
  [
    /(?<![A-Za-z\d])(?=[OoIl\d]*\d)(?=[OoIl\d]*[OoIl])[OoIl\d]{2,}(?![A-Za-z\d])/g,
    'both',
    '数字中混有形近的字母（O、l、I）',
    'letters that look like digits (O, l, I) stand in the number',
  ],
  [new RegExp(`\\d+[Xx×*＊]{1,3}\\d*(?=${UNIT})`, 'g'), 'zh', '数字的几位被遮去或丢失', 'digits are hidden or lost'],
  [
    /(?<![\d.,])(?!\d{4},\d{4})\d{1,3}(?:,\d{3})*,(?:\d{1,2}|\d{4,})(?![\d,])(?=\s?(?:[名人元个户家次项%万亿]|[a-z]{3}))/g,
    'both',
    '千位分隔的位数不对',
    'the digits are not grouped by three',
  ],
  [
    /(?<![\d.])\d+(?:\.\d*){2,}(?=\s?(?:万|亿|元|%|million|yuan|percent))/g,
    'both',
    '一个数有两个小数点',
    'the number has two points',
  ],
  [/\d+\.(?=[万亿元名人个%])/g, 'both', '小数点后的数字丢失', 'the digits behind the point are lost'],
  [/\d+[万亿]?(?:元元|名名|人人次|万万元|户户(?!均)|次次|%%|元万元)/g, 'both', '单位重复', 'the unit stands twice'],
  [/�+|□{2,}|\d\?{2,}/g, 'both', '有无法识别的字符', 'signs could not be read'],
]
/** Numbers of chapters and versions, dates: points and blanks belong there. */
const ALLOWED = /^(?:No|NO)$/

/** Numbers that cannot be read. */
export function brokenNumbers(doc: Doc): Finding[] {
  return doc.paragraphs.flatMap((paragraph, index) => {
    if (paragraph.row) return []
    const text = doc.texts[index]!
    const language = isChinese(text) ? 'zh' : 'en'
    const taken: { from: number; to: number }[] = []
    return SHAPES.flatMap(([shape, only, zh, en]) =>
      only !== 'both' && only !== language
        ? []
        : [...text.matchAll(shape)].flatMap(match => {
            const [from, to] = [match.index, match.index + match[0].length]
            if (ALLOWED.test(match[0]) || taken.some(one => from < one.to && one.from < to)) return []
            taken.push({ from, to })
            const noun = language === 'zh' ? (/[\p{Script=Han}]{0,6}$/u.exec(text.slice(0, from))?.[0] ?? '') : ''
            const more = /^\s?(?:yuan|[\p{Script=Han}]{1,2})/u.exec(text.slice(to))?.[0] ?? ''
            return [
              {
                line: lineAt(paragraph, from),
                words: `${noun}${match[0]}${more}`,
                kind: 'number' as const,
                why: { zh: `${zh}，读不出数值。`, en: `Its value cannot be read: ${en}.` },
                suggest: {
                  zh: '请查原始凭证或台账补正，不要推测。',
                  en: 'Take the number from the voucher or ledger; do not guess it.',
                },
              },
            ]
          }),
    )
  })
}
