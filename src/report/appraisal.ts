// An appraisal on paper: the evidence of one organization or person, duty report, comments, problems, and where to sign.

import type { Words } from '../charter/language.ts'
import type { AppraisalPage, CriterionRow } from '../dossier/appraisal.api.ts'
import type { Language } from '../problem/problem.ts'
import type { Day } from '../time/day.ts'
import type { Block, Draft, Inline } from './draft.ts'
import { phrase, sayDay } from './phrase.ts'

/** Under this prefix an appraisal stands where a report has its template. */
export const APPRAISAL = 'appraisal/'

/** A value with its unit as it is said; turns of a duty are counted plainly. */
export function saidValue(row: Pick<CriterionRow, 'unit'>, value: number | null, language: Language): string {
  if (value === null) return '—'
  if (row.unit === 'turn') return language === 'zh' ? `${value}期` : String(value)
  return phrase(value, row.unit, language, { digits: value % 1 ? 1 : 0 })
}

/** Composes the appraisal for paper. */
export function appraisalDraft(page: AppraisalPage, language: Language): Draft {
  const zh = language === 'zh'
  const say = (chinese: string, english: string) => (zh ? chinese : english)
  const pick = (words: Words) => words[language] || words.zh
  const band = (id: string | null) => {
    const found = page.bands.find(one => one.id === id)
    return found ? pick(found.name) : say('无', 'none')
  }
  const subject = page.person ? `${pick(page.person.name)}（${pick(page.org.name)}）` : pick(page.org.name)
  const heading = (chinese: string, english: string): Block => ({
    kind: 'heading',
    level: 1,
    inlines: [text(say(chinese, english))],
  })
  const paragraph = (said: string): Block => ({ kind: 'paragraph', inlines: [text(said)] })
  const remarks = (list: AppraisalPage['reports']): Block[] =>
    list.length === 0
      ? [paragraph(say('未提交。', 'Not handed in.'))]
      : list.flatMap(one => one.fields.map(field => paragraph(`${pick(field.name)}${say('：', ': ')}${field.value}`)))
  const blocks: Block[] = [
    paragraph(
      say(
        `考核对象：${subject}。考核期：${page.period}。依据：${pick(page.clause)}。`,
        `Appraised: ${subject}. Period: ${page.period}. Source: ${pick(page.clause)}.`,
      ),
    ),
    heading('一、依据记录的情况', 'I. What the records show'),
    {
      kind: 'table',
      caption: say(`截至${sayDay(page.on as Day, 'zh')}`, `As of ${sayDay(page.on as Day, 'en')}`),
      head: [
        say('项目', 'Criterion'),
        say('权重', 'Weight'),
        say('实际', 'Value'),
        say('满分标准', 'Full mark'),
        say('扣减', 'Deducted'),
        say('计', 'Counts'),
      ],
      shares: [4, 2, 2, 2, 2, 2],
      rows: page.criteria.map(one => [
        [text(pick(one.title))],
        [text(String(one.weight))],
        [text(one.status === 'counted' ? saidValue(one, one.value, language) : '—')],
        [text(one.status === 'counted' ? saidValue(one, one.full, language) : '—')],
        [text(one.deductions.length > 0 ? String(one.deductions.reduce((sum, row) => sum + row.amount, 0)) : '—')],
        [text(one.status === 'counted' ? String(one.left) : STATUS[one.status][language])],
      ]),
    },
    ...page.criteria.flatMap(one =>
      one.deductions.map(row =>
        paragraph(`${pick(one.title)}${say('扣减', ' less ')}${row.amount}${say('：', ': ')}${row.reason}`),
      ),
    ),
    paragraph(
      page.share === null
        ? say('各项均不适用，没有依据可提出等次。', 'No criterion applies; the records suggest no rating.')
        : say(
            `适用各项合计为其权重的${page.share}%，依据记录的等次为“${band(page.suggested)}”。本表只记本对象自身情况，不作排名。`,
            `What applies gives ${page.share} % of its weight; the records suggest "${band(page.suggested)}". This paper tells of its own subject; nobody is ranked.`,
          ),
    ),
    heading('二、述职报告', 'II. Duty report'),
    ...remarks(page.reports),
    heading('三、评语', 'III. Comments'),
    ...remarks(page.comments),
    heading('四、问题清单', 'IV. Problems'),
    ...(page.problems.length === 0
      ? [paragraph(say('无。', 'None.'))]
      : page.problems.map((one, index) =>
          paragraph(
            say(
              `${index + 1}.${one.what}（时限${one.due}，${one.closed ? '已销号' : '未销号'}）。`,
              `${index + 1}. ${one.what} (due ${one.due}, ${one.closed ? 'closed' : 'open'}).`,
            ),
          ),
        )),
    heading('五、评定', 'V. Rating'),
    {
      kind: 'table',
      caption: page.rating
        ? say(`评定于${sayDay(page.rating.day as Day, 'zh')}`, `Confirmed on ${sayDay(page.rating.day as Day, 'en')}`)
        : say('尚未评定', 'Not confirmed yet'),
      head: [say('事项', 'Item'), say('内容', 'Content')],
      shares: [2, 5],
      room: [2],
      rows: [
        [[text(say('评定等次', 'Rating'))], [text(page.rating ? band(page.rating.rating) : '')]],
        [[text(say('说明', 'Reason'))], [text(page.rating?.reason ?? '')]],
        [[text(say('签字（盖章）', 'Signature (seal)'))], [text('')]],
        [[text(say('日期', 'Date'))], [text(say('　　年　　月　　日', ''))]],
      ],
    },
  ]
  return {
    binding: {
      template: `${APPRAISAL}${page.appraisal}`,
      org: page.org.code,
      period: page.period,
      tree: 'then',
      language,
      masked: false,
    },
    title: say(`${pick(page.title)}表`, pick(page.title)),
    asOf: page.on as Day,
    blocks,
  }
}

/** Why a criterion does not count. */
export const STATUS: Readonly<Record<'not_owed' | 'not_recorded', Words>> = {
  not_owed: { zh: '不适用', en: 'not owed' },
  not_recorded: { zh: '未记录', en: 'not recorded' },
}

function text(said: string): Inline {
  return { kind: 'text', text: said }
}
