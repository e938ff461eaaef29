// Reports as files: what a template promises, what the files carry, and what reading them back finds.
import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { compile, shipped } from '../../src/charter/compile.ts'
import { readTemplate, refsOf } from '../../src/charter/template.ts'
import { Problem } from '../../src/problem/problem.ts'
import { carried } from '../../src/report/carried.node.ts'
import { compose, type Found, type Lookup } from '../../src/report/compose.ts'
import type { Binding, Draft, Shown } from '../../src/report/draft.ts'
import { toHtml } from '../../src/report/html.ts'
import { ledgerOf, plain, sentences } from '../../src/report/ledger.ts'
import { toMarkdown } from '../../src/report/markdown.ts'
import { phrase, punctuate } from '../../src/report/phrase.ts'
import { toWord } from '../../src/report/word.node.ts'
import { SYSTEMS } from '../../src/systems/index.ts'
import { day } from '../../src/time/day.ts'

const declared = compile(shipped(SYSTEMS)).templates.get('investigation')!
const template = { zh: declared.texts.zh!, en: declared.texts.en! }
/** A small template; without known figures those that it names are known. */
const read = (body: string, known?: readonly string[], ofCases?: readonly string[]) => {
  const named = [...body.matchAll(/\b(?:i|of)="([^"]*)"/g)].flatMap(([, ids]) => ids!.split(','))
  const figures = { all: new Set(known ?? named), ofCases: new Set(ofCases ?? named) }
  return readTemplate('zh', { title: { zh: '小样', en: 'Small' }, text: { zh: body } }, figures)
}
const small = (body: string) => {
  const { template, faults } = read(body)
  expect(faults).toEqual([])
  return template
}

/** The figures that the seed report types by hand. */
const SEED = `
  orgs.total orgs.committees orgs.general_branches orgs.branches members.total members.farmers_herders
  documents.long_term_mechanism study.days_per_month training.fund_per_year training.study_tour_people
  training.secondments training.reading_room_books training.base_area training.special_lectures
  training.special_lecture_people training.lectures training.lecture_people community.office_fund_before
  community.office_fund community.worker_salary_before community.worker_salary community.position_area
  community.new_building_area distance.sessions distance.people enterprise.instructors
  enterprise.entities_without_org enterprise.liaison_officers teams.town_under_35 teams.town_college_share
  teams.village_average_age teams.village_average_age_change teams.village_high_school
  teams.village_high_school_share teams.student_official_rate positions.wulanhada_investment
  positions.distance_education_investment village.cadre_pay_before village.cadre_pay
  village.office_expense_before village.office_expense village.trips_per_year trip.goslings_contracted
  trip.cows_introduced herds.investment herds.cattle_introduced herds.geese_introduced
  households.demonstration households.support_funds households.changed_production duty.levels contact.leaders
  contact.bureaus contact.cadres contact.villages contact.sub_bureaus meetings.party_committee
  meetings.leading_group meetings.report supervision.per_year
`

const asOf = day('2012-12-31')
const bound = (language: 'zh' | 'en'): Binding => ({
  template: 'investigation',
  org: 'D',
  period: '2012',
  tree: 'then',
  language,
  masked: false,
})

function found(value: number | null, unit = 'organization', more: Partial<Found> = {}): Found {
  const status = value === null ? 'missing' : 'ok'
  return { value, unit, status, title: '某项', formula: '逐条计数', records: 3, asOf, ...more }
}

function looking(figure: (id: string) => Found, names: readonly string[] = ['甲地', '乙地']): Lookup {
  return { figure, names: () => names, cases: () => [], orgName: '某区', periodName: '2012年', asOf }
}

const UNITS = [
  'organization',
  'person',
  'attendance',
  'yuan',
  'yuan/month',
  'percent',
  'm2',
  'animal',
  'year',
  'unheard-of',
]
/** Reports with any values, some missing, and with titles that hold every sign a format must guard. */
const drafts = fc
  .record({
    language: fc.constantFrom('zh' as const, 'en' as const),
    seed: fc.array(fc.option(fc.integer({ min: -5_000_000, max: 5_000_000 }), { nil: null }), {
      minLength: 90,
      maxLength: 90,
    }),
    words: fc.string({ unit: fc.constantFrom(...'甲乙 <>&"\'`*_[]{}:|\\#~0a'), maxLength: 12 }),
  })
  .map(({ language, seed, words }) => {
    const refs = refsOf(template[language])
    const figure = (id: string) => {
      const index = refs.indexOf(id)
      return found(seed[index % seed.length]!, UNITS[index % UNITS.length]!, {
        title: `题${words}`,
        formula: `法${words}`,
      })
    }
    return compose(template[language], bound(language), looking(figure, [`名${words}`, '乙地']))
  })

const shown = (draft: Draft): Shown[] =>
  draft.blocks
    .flatMap(sentences)
    .flat()
    .flatMap(inline => (inline.kind === 'figure' ? [inline.figure] : []))
const expected = (draft: Draft) => ({
  binding: draft.binding,
  figures: shown(draft).map(({ ref, text }, index) => ({ n: index + 1, ref, text })),
})
const sample = () =>
  compose(
    template.zh,
    bound('zh'),
    looking(id => found(id.length, 'organization')),
  )
const parts = (bytes: Uint8Array) =>
  Object.fromEntries(Object.entries(unzipSync(bytes)).map(([name, part]) => [name, strFromU8(part)]))
const rewritten = (bytes: Uint8Array, change: (name: string, part: string) => string | null) =>
  zipSync(
    Object.fromEntries(
      Object.entries(parts(bytes)).flatMap(([name, part]) => {
        const changed = change(name, part)
        return changed === null ? [] : [[name, strToU8(changed)]]
      }),
    ),
  )
const refusal = (action: () => unknown) => {
  try {
    action()
  } catch (problem) {
    if (problem instanceof Problem) return { code: problem.code, ...problem.details }
  }
  return null
}

describe('S35 调研报告 files of the report', () => {
  it('carry exactly the figures of the draft, and give them back as they stand', async () => {
    await fc.assert(
      fc.asyncProperty(drafts, async draft => {
        const wanted = expected(draft)
        expect(carried('r.md', strToU8(toMarkdown(draft)))).toEqual(wanted)
        expect(carried('r.html', strToU8(toHtml(draft)))).toEqual(wanted)
        expect(carried('r.docx', await toWord(draft))).toEqual(wanted)
      }),
      { numRuns: 15 },
    )
  })

  it('are the same bytes for the same draft', async () => {
    const [one, other] = [await toWord(sample()), await toWord(sample())]
    expect(createHash('sha256').update(one).digest('hex')).toBe(createHash('sha256').update(other).digest('hex'))
    expect(toHtml(sample())).toBe(toHtml(sample()))
  })

  it('show a figure that somebody changed in Word', async () => {
    const draft = sample()
    const wanted = expected(draft).figures
    const bytes = rewritten(await toWord(draft), (name, part) =>
      name === 'word/document.xml' ? part.replace(/(jc:fig:7"[\s\S]*?<w:t[^>]*>)[^<]*/, '$1999个') : part,
    )
    const changed = carried('r.docx', bytes).figures.filter((figure, index) => figure.text !== wanted[index]!.text)
    expect(changed).toEqual([{ n: 7, ref: wanted[6]!.ref, text: '999个' }])
  })

  it('keep their figures when an office program drops the tags, the ledger or every mark', async () => {
    const draft = sample()
    const bytes = await toWord(draft)
    const untagged = rewritten(bytes, (_, part) => part.replace(/<w:tag [^>]*>/g, ''))
    expect(carried('r.docx', untagged)).toEqual(expected(draft))
    const withoutLedger = rewritten(bytes, (name, part) => (name.startsWith('customXml') ? null : part))
    expect(carried('r.docx', withoutLedger)).toEqual(expected(draft))
    const bare = carried(
      'r.docx',
      rewritten(bytes, (_, part) => part.replace(/<w:(tag|bookmarkStart|bookmarkEnd) [^>]*>/g, '')),
    )
    expect(bare.figures.length).toBeGreaterThan(expected(draft).figures.length * 0.8)
    for (const figure of bare.figures) expect(figure).toEqual(expected(draft).figures[figure.n - 1])
  })

  it('that are none of ours, damaged or bombs are refused', async () => {
    const foreign = (name: string, bytes: Uint8Array) => refusal(() => carried(name, bytes))?.code
    expect(foreign('r.docx', strToU8('no zip'))).toBe('report.foreign')
    expect(foreign('r.docx', zipSync({ 'word/document.xml': strToU8('<w:document/>') }))).toBe('report.foreign')
    expect(foreign('r.html', strToU8('<html></html>'))).toBe('report.foreign')
    expect(foreign('r.html', strToU8('<script id="jc-ledger">{broken</script>'))).toBe('report.foreign')
    expect(foreign('r.md', strToU8('# Notes'))).toBe('report.foreign')
    expect(foreign('r.md', strToU8('---\ntitle: Notes\n---\n'))).toBe('report.foreign')
    expect(foreign('r.pdf', strToU8('%PDF'))).toBe('report.foreign')
    const many = Object.fromEntries(Array.from({ length: 501 }, (_, index) => [`word/${index}.xml`, new Uint8Array()]))
    expect(foreign('r.docx', zipSync(many))).toBe('report.foreign')
    expect(foreign('r.docx', zipSync({ 'word/document.xml': new Uint8Array(101_000_000) }, { level: 1 }))).toBe(
      'report.foreign',
    )
    const entities = rewritten(await toWord(sample()), (name, part) =>
      name === 'word/document.xml' ? part.replace('?>', '?><!DOCTYPE a [<!ENTITY b "bb">]>') : part,
    )
    expect(foreign('r.docx', entities)).toBe('report.foreign')
  })

  it('in Word have the geometry of GB/T 9704 and no plain-text controls', async () => {
    const {
      'word/document.xml': document,
      'word/styles.xml': styles,
      'word/settings.xml': settings,
      ...rest
    } = parts(await toWord(sample()))
    expect(document).toMatch(/<w:pgSz [^>]*w:w="11906"[^>]*w:h="16838"/)
    for (const [side, mm] of Object.entries({ top: 37, bottom: 35, left: 28, right: 26 })) {
      const twips = Number(new RegExp(`<w:pgMar [^>]*w:${side}="(\\d+)"`).exec(document!)![1])
      expect(Math.abs((twips / 1440) * 25.4 - mm), side).toBeLessThan(0.1)
    }
    expect(document).toMatch(/<w:docGrid [^>]*w:type="lines"/)
    expect(document).toMatch(/<w:docGrid [^>]*w:linePitch="579"/)
    const body = /<w:style [^>]*w:styleId="Body"[\s\S]*?<\/w:style>/.exec(styles!)![0]
    for (const part of [
      /w:line="579"/,
      /w:lineRule="exact"/,
      /<w:sz w:val="32"/,
      /<w:spacing w:val="-5"/,
      /w:firstLineChars="200"/,
    ])
      expect(body).toMatch(part)
    expect(body).toMatch(/<w:rFonts [^>]*w:ascii="Times New Roman"/)
    expect(body).toMatch(/<w:rFonts [^>]*w:eastAsia="仿宋_GB2312"/)
    expect(settings).toContain('<w:evenAndOddHeaders')
    expect(document).not.toContain('<w:text')
    const ids = [...document!.matchAll(/<w:sdtPr>[\s\S]*?<w:id w:val="(\d+)"/g)].map(match => match[1])
    expect(new Set(ids).size).toBe(shown(sample()).length)
    expect(document!.match(/<w:lock w:val="sdtLocked"/g)).toHaveLength(ids.length)
    expect(rest['docProps/core.xml']).not.toMatch(/creator|lastModifiedBy/)
    const digest = createHash('sha256').update(rest['customXml/item1.xml']!).digest('hex')
    expect(rest['docProps/custom.xml']).toContain(digest)
  })

  it('in HTML hold no script that runs, and a note for every figure', () => {
    const html = toHtml(sample())
    expect(html.match(/<script\b[^>]*>/g)).toEqual(['<script type="application/json" id="jc-ledger">'])
    for (const { n } of ledgerOf(sample()).entries) expect(html).toContain(`<li id="n${n}">`)
    expect(html).not.toMatch(/(src|href)="(?!#)/)
  })
})

describe('templates', () => {
  it('bind every figure of the seed report, the same in both languages', () => {
    const seed = SEED.trim().split(/\s+/)
    expect(seed.filter(id => !refsOf(template.zh).includes(id))).toEqual([])
    expect(refsOf(template.en).toSorted()).toEqual(refsOf(template.zh).toSorted())
  })

  it('hold no number that somebody typed', () => {
    for (const language of ['zh', 'en'] as const) {
      const typed = declared.is.text[language]!.replace(/\{[^}]*\}|<!--[\s\S]*?-->/g, '')
      expect(typed.match(/\d+/g)).toBeNull()
    }
  })

  it('stay within the length of a general paper', () => {
    const length = sample().blocks.flatMap(sentences).map(plain).join('').length
    expect(length).toBeGreaterThan(4000)
    expect(length).toBeLessThan(5000)
  })

  it('tell every unknown figure with its line and the nearest id', () => {
    const body = '一。\n\n共:fig{i="orgs.totl"}。\n党员**:fig{i="members.totl"}**。'
    expect(read(body, ['orgs.total', 'members.total']).faults).toEqual([
      { in: 'text', line: 3, what: 'orgs.totl', near: 'orgs.total' },
      { in: 'text', line: 4, what: 'members.totl', near: 'members.total' },
    ])
  })

  it.each([
    ['共:fgi{i="a"}。', 'fig'],
    ['共:fig{j="a"}。', 'i'],
    ['共:fig{i="a" form="wann"}。', 'wan'],
    ['::figurs{of="a" caption="b"}', 'figures'],
    ['共:fig。', ':fig{}'],
    ['共:fig(i="a")。', ':fig{}'],
    [':::if{i="a" missing}\n丢了结尾', null],
    [':::if{i="a"}\n没有条件\n:::', null],
    [':::if{i="a" below="x"}\n条件不是数\n:::', null],
    ['没有开头\n:::', null, 2],
    ['共**:fig{i="a"}。', null],
    ['见[网址](a)。', null],
    ['用*斜体*。', null],
    ['#### 四级标题', null],
    ['- 列表', null],
    ['::cases{of="a"}', 'caption'],
    ['::casse{of="a" caption="b"}', 'cases'],
    ['> 引文', null],
    ['| 表 |', null],
  ])('with %j are refused', (body, near, line = 1) => {
    expect(read(body).faults[0]).toMatchObject({ line, near })
  })

  it('list the cases of a figure that counts cases, and of no other', () => {
    const of = (id: string) =>
      read(
        `::to[各支部:]\n\n::cases{of="${id}" caption="清单"}\n\n::signed[:org]`,
        ['findings', 'finding'],
        ['findings'],
      )
    expect(of('finding').faults).toEqual([{ in: 'text', line: 3, what: 'finding', near: 'findings' }])
    const line = {
      org: '甲村',
      what: '记录不全',
      due: day('2012-04-30'),
      stage: '已通报',
      late: false,
      repeated: false,
    }
    const draft = compose(of('findings').template, bound('zh'), {
      ...looking(() => found(2)),
      cases: () => [
        { ...line, owners: ['巴图', '甲村党支部'], state: 'overdue' },
        { ...line, owners: ['巴图'], stage: '已销号', state: 'closed', late: true, repeated: true },
      ],
    })
    expect(draft.blocks.map(block => ('place' in block ? block.place : block.kind))).toEqual(['to', 'table', 'signed'])
    expect(sentences(draft.blocks[1]!).map(plain)).toEqual([
      ...['甲村', '记录不全', '巴图、甲村党支部', '2012年4月30日', '已通报（逾期）', '—'],
      ...['甲村', '记录不全', '巴图', '2012年4月30日', '已销号（超期）', '是'],
    ])
  })

  it('keep colons that are only colons', () => {
    const draft = compose(
      small('比例3:2,时间:2012年,见a:b[c]。:org:period共:fig{i="a"}。'),
      bound('zh'),
      looking(() => found(66)),
    )
    expect(plain(sentences(draft.blocks[0]!)[0]!)).toBe('比例3:2，时间：2012年，见a:b[c]。某区2012年共66个。')
  })
})

describe('sentences', () => {
  const say = (body: string, value: number | null, unit = 'organization') => {
    const draft = compose(
      small(body),
      bound('zh'),
      looking(() => found(value, unit)),
    )
    return draft.blocks.flatMap(sentences).map(plain).join('|')
  }

  it('take their words from the sign of the change', () => {
    const body = '比上届:trend{i="a" up="提高" down="降低" same="变化"}:fig{i="a" form="abs"}。'
    expect([-1, 0, 2, null].map(value => say(body, value, 'year'))).toEqual([
      '比上届降低1岁。',
      '比上届变化0岁。',
      '比上届提高2岁。',
      '比上届变化未记录。|附：未记录的数据|1.某项：逐条计数。',
    ])
  })

  it('stand only where their condition holds, and headings are numbered as they stand', () => {
    const body =
      '# 甲\n\n:::if{i="a" atLeast="25"}\n# 乙\n:::\n\n:::if{i="a" below="25"}\n# 丙\n\n## 丁\n:::\n\n:::if{i="a" missing}\n# 戊\n:::\n\n# 己'
    expect(say(body, 25)).toBe('一、甲|二、乙|三、己')
    expect(say(body, 24)).toBe('一、甲|二、丙|（一）丁|三、己')
    expect(say(body, null)).toBe('一、甲|二、戊|三、己')
  })

  it('write numbers as their readers do', () => {
    const zh = (value: number, unit: string, form = {}) => phrase(value, unit, 'zh', form)
    const en = (value: number, unit: string, form = {}) => phrase(value, unit, 'en', form)
    expect([
      zh(1079, 'person'),
      zh(300_000, 'yuan'),
      zh(12_345, 'yuan'),
      zh(12_300, 'yuan'),
      zh(5000, 'yuan/year'),
    ]).toEqual(['1079名', '30万元', '12345元', '1.23万元', '5000元'])
    expect([zh(58_000, 'animal', { word: '只', form: 'wan' }), zh(72.22, 'percent'), zh(540, 'attendance')]).toEqual([
      '5.8万只',
      '72%',
      '540人次',
    ])
    expect([zh(4_800_000, 'yuan', { bare: true }), zh(5000, 'yuan/year', { rate: true })]).toEqual([
      '4800000',
      '5000元/年',
    ])
    expect([en(1079, 'person'), en(1, 'person'), en(1_234_567.5, 'yuan'), en(72.22, 'percent')]).toEqual([
      '1,079 people',
      '1 person',
      '1,234,567.5 yuan',
      '72%',
    ])
    expect([en(1, 'animal', { word: 'goose|geese' }), en(2, 'animal', { word: 'goose|geese' })]).toEqual([
      '1 goose',
      '2 geese',
    ])
    expect(phrase(-1, 'year', 'zh', { form: 'abs' })).toBe('1岁')
  })

  it('have full-width marks in Chinese, and figures of digits are left alone', () => {
    expect(punctuate('甲(乙),丙:丁;1,079 and 3:2 (ok) in all')).toBe('甲（乙），丙：丁；1,079 and 3:2 (ok) in all')
  })

  it('end once where a name ends with a stop', () => {
    const words = { zh: '小样', en: 'Small' }
    const written = { title: words, text: { en: 'They are :names{of="a"}. And more...' } }
    const { template: named } = readTemplate('en', written, { all: new Set(['a']), ofCases: new Set() })
    const look = looking(() => found(2), ['One Co., Ltd.', 'Two Co., Ltd.'])
    expect(toMarkdown(compose(named, bound('en'), look))).toContain(
      'They are One Co., Ltd. and Two Co., Ltd. And more...',
    )
  })
})
