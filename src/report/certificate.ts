// A responsibility certificate for paper: who promises what to whom, how it is counted, how far it is, and where to sign.
import type { z } from 'zod'
import type { Words } from '../charter/language.ts'
import type { showCertificate } from '../pledge/pledge.api.ts'
import type { Language } from '../problem/problem.ts'
import type { Day } from '../time/day.ts'
import type { Block, Draft, Inline, Shown } from './draft.ts'
import { notRecorded, phrase, sayDay } from './phrase.ts'

type Certificate = z.input<typeof showCertificate.out>
type Line = Certificate['lines'][number]

/** Under this prefix and its id or draft name a certificate stands where a report has its template. */
export const TEMPLATE = 'certificate/'

/** Composes the certificate. The figures of its progress carry their measures, as those of every report do. */
export function certificateDraft(certificate: Certificate, language: Language, today: Day): Draft {
  const { giver, taker, year, lines } = certificate
  const zh = language === 'zh'
  const say = (chinese: string, english: string) => (zh ? chinese : english)
  const pick = (words: Words) => words[language] || words.zh
  const end = `${year}-12-31` as Day
  const asOf = (lines.find(line => line.progress.asOf)?.progress.asOf as Day | undefined) ?? (today < end ? today : end)
  const levels = giver
    ? say(
        `为落实党建工作责任制，把年度目标分解到组织、落实到人，${pick(giver.name)}（甲方）与${pick(taker.name)}（乙方）签订本责任状。`,
        `To carry out the responsibility system, to divide the objectives of the year and to name who answers for them, ${pick(giver.name)} (first party) and ${pick(taker.name)} (second party) sign this certificate.`,
      )
    : say(
        `为落实党建工作责任制，${pick(taker.name)}确定本年度下列目标，并据此逐级分解、逐级签订责任状。`,
        `To carry out the responsibility system, ${pick(taker.name)} takes on the following objectives of the year; they are divided and signed for layer by layer.`,
      )
  const blocks: Block[] = [
    paragraph(levels),
    heading(say('一、责任目标', 'I. Objectives')),
    {
      kind: 'table',
      caption: say(`${year}年度责任目标`, `Objectives of ${year}`),
      head: [say('指标', 'Measure'), say('目标', 'Target'), say('落实方式', 'How it binds')],
      shares: [3, 2, 2],
      rows: lines.map(line => [
        [text(pick(line.title))],
        [text(target(line, language))],
        [text(binds(line, language))],
      ]),
    },
    heading(say('二、统计口径', 'II. How it is counted')),
    ...lines.map((line, index) =>
      paragraph(
        say(
          `${index + 1}.${pick(line.title)}：${pick(line.formula)}。`,
          `${index + 1}. ${pick(line.title)}: ${pick(line.formula)}.`,
        ),
      ),
    ),
    heading(say('三、完成进度', 'III. Progress')),
    {
      kind: 'table',
      caption: say(`截至${sayDay(asOf, 'zh')}`, `As of ${sayDay(asOf, 'en')}`),
      head: [say('指标', 'Measure'), say('目标', 'Target'), say('已完成', 'Done'), say('差距', 'Still to do')],
      rows: lines.map(line => [
        [text(pick(line.title))],
        [text(target(line, language))],
        [figure(line, pick, language, asOf)],
        [text(left(line, language))],
      ]),
    },
    heading(say('四、落实办法', 'IV. How it is followed')),
    paragraph(
      say(
        '完成进度由日常记录自动汇总，不另报表格，不打分，不排名。甲方应当为乙方完成目标提供指导和必要条件；乙方发现目标难以完成的，应当及时向甲方说明原因。',
        'Progress is added up from daily records; no further form is asked, no points are given, nobody is ranked. The first party guides and supports; where an objective cannot be reached, the second party says so and why in good time.',
      ),
    ),
    paragraph(
      say(
        '签字人离任的，由继任者在到任后补签；补签以前，本责任状显示为缺签。',
        'When a signer leaves office, the successor signs in turn; until then the certificate shows the missing signature.',
      ),
    ),
    paragraph(say('本责任状一式两份，双方各执一份。', 'This certificate is made in two copies, one for each party.')),
    heading(say('五、签署', 'V. Signatures')),
    signatures(certificate, language),
  ]
  return {
    binding: {
      template: `${TEMPLATE}${certificate.ref}`,
      org: taker.code,
      period: String(year),
      tree: 'then',
      language,
      masked: false,
    },
    title: say(`${year}年度党建工作目标责任状`, `Responsibility Certificate ${year}`),
    asOf,
    blocks,
  }
}

/** The target as it is written: 不少于24次, at most 12 activities. */
export function target(line: Pick<Line, 'direction' | 'value' | 'unit'>, language: Language): string {
  const value = phrase(Number(line.value), line.unit, language, { digits: line.value.split('.')[1]?.length ?? 0 })
  if (language === 'zh') return `${line.direction === 'at_least' ? '不少于' : '不超过'}${value}`
  return `${line.direction === 'at_least' ? 'at least' : 'at most'} ${value}`
}

function binds(line: Line, language: Language): string {
  const said: Record<Line['rule'], [string, string]> = {
    sum: ['逐级分解，合计相等', 'divided; the parts add up'],
    each: ['各单位分别达到', 'reached by each'],
    whole: ['本级整体承担', 'borne as a whole'],
  }
  return said[line.rule][language === 'zh' ? 0 : 1]
}

function left({ direction, unit, progress }: Line, language: Language): string {
  const zh = language === 'zh'
  if (progress.left === null) return '—'
  const size = phrase(Math.abs(progress.left), unit === 'percent' ? 'point' : unit, language, { digits: 2 })
  if (direction === 'at_least')
    return progress.reached ? (zh ? '已达到' : 'reached') : zh ? `还差${size}` : `${size} to go`
  return progress.reached ? (zh ? '未超过' : 'kept') : zh ? `超出${size}` : `${size} over`
}

function figure(line: Line, pick: (words: Words) => string, language: Language, asOf: Day): Inline {
  const { value, records, status } = line.progress
  const missing = value === null || status !== 'ok'
  const shown: Shown = {
    ref: line.measure,
    text: missing
      ? notRecorded(language)
      : phrase(value, line.unit, language, { ...(line.digits ? { digits: line.digits } : {}) }),
    value: missing ? null : value,
    status: missing ? 'missing' : 'ok',
    title: pick(line.title),
    unit: line.unit,
    formula: pick(line.formula),
    records,
    asOf,
  }
  return { kind: 'figure', figure: shown }
}

/** Where the parties sign: by hand and seal, beside the electronic signatures that there are. */
function signatures({ sides, ref }: Certificate, language: Language): Block {
  const zh = language === 'zh'
  const pick = (words: Words) => words[language] || words.zh
  const SIDES = { giver: zh ? '甲方' : 'First party', taker: zh ? '乙方' : 'Second party' }
  const lines: [string, (side: Certificate['sides'][number]) => string][] = [
    [zh ? '组织' : 'Organization', side => pick(side.org.name)],
    [zh ? '签署人' : 'Signatory', side => (side.holder ? pick(side.holder) : zh ? '（空缺）' : '(vacant)')],
    [
      zh ? '电子签名' : 'Electronic signature',
      side =>
        side.signatures
          .map(one => `${pick(one.name)} ${sayDay(one.day as Day, language)} ${one.fingerprint}`)
          .join(zh ? '；' : '; ') || (zh ? '未签' : 'not signed'),
    ],
    [zh ? '签字（盖章）' : 'Signature (seal)', () => ''],
    [zh ? '日期' : 'Date', () => (zh ? '　　年　　月　　日' : '')],
  ]
  return {
    kind: 'table',
    caption: zh ? `编号 ${ref}` : `No. ${ref}`,
    head: [zh ? '事项' : '', ...sides.map(side => SIDES[side.side])],
    shares: [2, ...sides.map(() => 3)],
    room: [3],
    rows: lines.map(([name, of]) => [[text(name)], ...sides.map(side => [text(of(side))])]),
  }
}

function text(said: string): Inline {
  return { kind: 'text', text: said }
}

function paragraph(said: string): Block {
  return { kind: 'paragraph', inlines: [text(said)] }
}

function heading(said: string): Block {
  return { kind: 'heading', level: 1, inlines: [text(said)] }
}
