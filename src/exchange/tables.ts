// The tables of the pages as they go out in Excel: the board in words, the figures, tables made to order, charts, a figure's facts,
// a person's class hours. Pure.
import type { z } from 'zod'
import type { Burden, BurdenSum } from '../burden/burden.api.ts'
import type { Charter } from '../charter/charter.ts'
import type { Words } from '../charter/language.ts'
import { READ_OUT } from '../charter/standing.ts'
import type { DueForms } from '../dossier/due-form.api.ts'
import type { MapShown } from '../dossier/map.api.ts'
import type { PersonFile } from '../dossier/person.api.ts'
import type { board, Tally } from '../duty/duty.api.ts'
import type { ChartRow } from '../measure/chart.api.ts'
import type { FactRow, FigureRow, showFigure, TableShown } from '../measure/figure.api.ts'
import type { Language } from '../problem/problem.ts'
import { codeOf } from '../register/vocabulary.ts'
import { periodName, turnName } from '../report/period-name.ts'
import { notRecorded, sayDay, unitWord } from '../report/phrase.ts'
import type { Day } from '../time/day.ts'
import type { Cell, Table } from './sheet.ts'

type Board = z.output<typeof board.out>
type Proof = Omit<z.output<typeof showFigure.out>, 'facts'>

const EVERY: Readonly<Record<Board['rows'][number]['every'], Words>> = {
  month: { zh: '每月', en: 'monthly' },
  quarter: { zh: '每季度', en: 'quarterly' },
  half: { zh: '每半年', en: 'half-yearly' },
  year: { zh: '每年', en: 'yearly' },
}

/** How turns stand, in words and numbers: 已完成 3，未完成 1. A dash where nobody owes anything. */
export function standing(tally: Tally, language: Language): string {
  if (tally.due === 0) return '—'
  return READ_OUT.filter(({ count }) => tally[count] !== 0)
    .map(({ count, words }) => `${wordIn(words, language)} ${tally[count]}`)
    .join(language === 'zh' ? '，' : ', ')
}

/** A status within a line: in English it begins small. */
function wordIn(words: Words, language: Language): string {
  return language === 'zh' ? words.zh : words.en.toLowerCase()
}

/** The board: a row a duty, a column an organization. */
export function boardTable(charter: Charter, shown: Board, language: Language): Table {
  const { say, pick } = speaker(language)
  return {
    name: say('看板', 'Board'),
    title: `${pick(shown.org.name)}${say('　看板　', ': board, ')}${shown.period}`,
    lead: [
      say(
        `截至 ${shown.asOf}。格内为应完成的期次数：${READ_OUT.map(({ words, means }) => `${words.zh}（${means.zh}）`).join('，')}。“—”为不承担。`,
        `As of ${shown.asOf}. Cells count turns: ${READ_OUT.map(({ words, means }) => `${words.en.toLowerCase()} (${means.en})`).join(', ')}. A dash: nothing is owed.`,
      ),
    ],
    columns: [
      { head: say('类别', 'Group'), width: 14 },
      { head: say('制度', 'System'), width: 22 },
      { head: say('事项', 'Duty'), width: 30 },
      { head: say('频次', 'How often'), width: 11 },
      { head: say('合计', 'Total'), width: 24 },
      { head: `${pick(shown.org.name)}${say('（本级）', ' (itself)')}`, width: 18 },
      ...shown.columns.map(column => ({ head: pick(column.name), width: 18 })),
    ],
    rows: shown.rows.map(row => [
      pick(codeOf(charter, 'group', row.group) ?? { zh: row.group, en: row.group }),
      `${row.system} ${pick(row.name)}`,
      pick(row.title),
      pick(EVERY[row.every]),
      standing(row.total, language),
      standing(row.own, language),
      ...row.cells.map(cell => standing(cell, language)),
    ]),
    frozen: 3,
  }
}

/** Every figure with its unit, its source and the number of facts behind it. */
export function figuresTable(
  charter: Charter,
  given: { org: Words; period: string; rows: readonly FigureRow[] },
  language: Language,
): Table {
  const { say, pick } = speaker(language)
  const systems = new Map(charter.systems.map(system => [system.id, system.name]))
  return {
    name: say('数据', 'Figures'),
    title: `${pick(given.org)}${say('　数据　', ': figures, ')}${given.period}`,
    lead: [
      say(
        '每个数都由记录算出。“未记录”是没有记录可算，不等于零。',
        'Every figure is computed from records. "Not recorded" means that there is nothing to compute it from; it is not zero.',
      ),
    ],
    columns: [
      { head: say('制度', 'System'), width: 26 },
      { head: say('指标', 'Figure'), width: 36 },
      { head: say('数值', 'Value'), width: 14, form: 'number' },
      { head: say('单位', 'Unit'), width: 12 },
      { head: say('依据记录数', 'Facts behind it'), width: 12, form: 'number' },
      { head: say('截至', 'As of'), width: 13, form: 'day' },
      { head: say('口径或依据', 'How it is counted, or the clause'), width: 60 },
      { head: say('编号', 'Id'), width: 32 },
    ],
    rows: given.rows.map(row => [
      `${row.system} ${pick(systems.get(row.system) ?? { zh: '', en: '' })}`,
      pick(row.title),
      saidValue(row, language),
      rateWord(row.unit, language),
      row.kind === 'norm' ? null : row.records,
      row.asOf,
      pick(row.source),
      row.id,
    ]),
    frozen: 2,
  }
}

/** A table made to order: a row an organization, a column a figure, in the order in which they were chosen. */
export function orderedTable(shown: TableShown, language: Language): Table {
  const { say, pick } = speaker(language)
  return {
    name: say('数据表', 'Table'),
    title: `${pick(shown.org.name)}${say('　数据表　', ': table, ')}${periodName(shown.period, language)}`,
    lead: [
      say(
        `截至 ${sayDay(shown.asOf as Day, 'zh')}，按${shown.tree === 'then' ? '当时' : '现在'}隶属。每个数都由记录算出；“未记录”不等于零。`,
        `As of ${sayDay(shown.asOf as Day, 'en')}, under ${shown.tree === 'then' ? 'the tree of that day' : "today's tree"}. Every figure is computed from records; "not recorded" is not zero.`,
      ),
    ],
    columns: [
      { head: say('组织', 'Organization'), width: 30 },
      ...shown.figures.map(figure => ({
        head: `${pick(figure.title)}（${rateWord(figure.unit, language)}）`,
        width: 20,
        form: 'number' as const,
      })),
    ],
    rows: shown.rows.map(row => [pick(row.name), ...row.values.map(value => value ?? notRecorded(language))]),
    notes: [
      ...shown.figures.map(figure => `${pick(figure.title)}${say('：', ': ')}${pick(figure.source)}`),
      ...(shown.count >= shown.rows.length
        ? [
            say(
              `共 ${shown.count} 个组织，只列出前 ${shown.rows.length - 1} 个。`,
              `The first ${shown.rows.length - 1} of ${shown.count} organizations.`,
            ),
          ]
        : []),
    ],
    totals: [0],
    frozen: 1,
  }
}

/** The numbers of a chart: a row as the chart has it, a column for each of its two sides. */
export function chartTable(
  given: { org: Words; period: string; asOf: Day; chart: ChartRow },
  language: Language,
): Table {
  const { say, pick } = speaker(language)
  const { chart } = given
  const unitOf = (index: 0 | 1) => {
    const units = [...new Set(chart.rows.map(row => row.marks[index].unit))]
    return units.length === 1 ? `（${rateWord(units[0]!, language)}）` : ''
  }
  return {
    name: pick(chart.title)
      .replace(/[\\/?*[\]:：]/g, ' ')
      .slice(0, 31),
    title: `${pick(given.org)}${say('　', ': ')}${pick(chart.title)}${say('　', ', ')}${periodName(given.period, language)}`,
    lead: [say(`截至 ${sayDay(given.asOf, 'zh')}。`, `As of ${sayDay(given.asOf, 'en')}.`)],
    columns: [
      { head: say('项目', 'Item'), width: 34 },
      { head: `${pick(chart.sides[0])}${unitOf(0)}`, width: 20, form: 'number' },
      { head: `${pick(chart.sides[1])}${unitOf(1)}`, width: 20, form: 'number' },
    ],
    rows: chart.rows.map(row => [
      row.turn ? turnName(row.turn, language) : pick(row.name),
      ...row.marks.map(mark => mark.value ?? notRecorded(language)),
    ]),
    frozen: 1,
  }
}

/** Which form is due: a table a kind, a row a thing, with what it rests on, the rule and its clause. */
export function dueFormTables(shown: DueForms, language: Language): Table[] {
  const { say, pick } = speaker(language)
  return shown.kinds.map(kind => ({
    name: pick(kind.name),
    title: `${pick(shown.org.name)}${say('　', ': ')}${pick(kind.name)}${say('　', ', ')}${pick(kind.form)}`,
    lead: [
      say(
        `截至 ${sayDay(shown.asOf as Day, 'zh')}。由名册和联系推得，无须填报。`,
        `As of ${sayDay(shown.asOf as Day, 'en')}. It follows from the register and the ties; nobody types it.`,
      ),
    ],
    columns: [
      { head: pick(kind.name), width: 30 },
      { head: say('组织', 'Organization'), width: 26 },
      ...kind.columns.map(column => ({ head: pick(column), width: 18 })),
      { head: pick(kind.form), width: 22 },
      { head: say('是否到位', 'In place'), width: 12 },
      { head: say('理由', 'Why'), width: 40 },
      { head: say('依据', 'Clause'), width: 60 },
    ],
    rows: kind.rows.map(row => [
      pick(row.name),
      pick(row.org.name),
      ...row.facts.map(pick),
      pick(row.form),
      row.met ? say('已到位', 'yes') : say('未到位', 'no'),
      pick(row.why),
      pick(row.clause),
    ]),
    frozen: 1,
    ...(kind.more
      ? { notes: [say(`只列出前 ${kind.rows.length} 个。`, `The first ${kind.rows.length} of them.`)] }
      : {}),
  }))
}

/** The places of a map: a row each, in the order of the tree. */
export function mapTable(shown: MapShown, language: Language): Table {
  const { say, pick } = speaker(language)
  return {
    name: say('地图', 'Map'),
    title: `${pick(shown.org.name)}${say('　地图　', ': map, ')}${periodName(shown.period, language)}`,
    lead: [
      say(
        `截至 ${sayDay(shown.asOf as Day, 'zh')}。坐标为 WGS 84 十进制度；没有登记坐标的地点 ${shown.unplaced} 处未列入。`,
        `As of ${sayDay(shown.asOf as Day, 'en')}. Coordinates are decimal degrees (WGS 84); places without coordinates, left out: ${shown.unplaced}.`,
      ),
    ],
    columns: [
      { head: say('地点', 'Place'), width: 34 },
      { head: say('类型', 'Kind'), width: 20 },
      { head: say('组织', 'Organization'), width: 30 },
      { head: say('经度', 'Longitude'), width: 12, form: 'number' },
      { head: say('纬度', 'Latitude'), width: 12, form: 'number' },
      { head: say('本期记录', 'Records'), width: 12, form: 'number' },
    ],
    rows: shown.places.map(place => [
      pick(place.name),
      pick(place.kindName),
      pick(place.org.name),
      ...place.at,
      place.records,
    ]),
    frozen: 1,
  }
}

/** A figure with its parts below, and on a second sheet every fact that it counts. */
export function proofTables(proof: Proof, facts: readonly FactRow[], language: Language): Table[] {
  const { say, pick } = speaker(language)
  const { figure } = proof
  const title = `${pick(proof.org.name)}${say('　', ': ')}${pick(figure.title)}${say('　', ', ')}${proof.period}`
  const lead = [
    `${say('数值：', 'Value: ')}${saidValue(figure, language)} ${rateWord(figure.unit, language)}${say('；截至 ', '; as of ')}${figure.asOf}`,
    `${say('口径：', 'How it is counted: ')}${pick(proof.formula)}`,
    ...(proof.parts
      ? [
          `${say('分子 ', 'Numerator ')}${proof.parts.numerator}${say('，分母 ', ', denominator ')}${proof.parts.denominator}`,
        ]
      : []),
    ...(proof.by === 'turn'
      ? [
          say(
            '按所属期次：期后办理的，计入它所为的那一期。',
            'By turn: what was done later counts in the turn that it is for.',
          ),
        ]
      : []),
    ...(proof.missing ? [pick(proof.missing.why)] : []),
  ]
  const fields = [...new Map(facts.flatMap(fact => fact.fields.map(field => [field.name.zh, field.name]))).values()]
  const tables: Table[] = []
  if (figure.kind === 'measure')
    tables.push({
      name: say('依据', 'Facts'),
      title,
      lead,
      columns: [
        { head: say('日期', 'Day'), width: 13, form: 'day' },
        { head: say('期次', 'For'), width: 12 },
        { head: say('组织', 'Organization'), width: 24 },
        { head: say('类别', 'Kind'), width: 22 },
        { head: say('内容', 'What'), width: 30 },
        ...fields.map(name => ({ head: pick(name), width: 20 })),
        { head: say('计入', 'Adds'), width: 10, form: 'number' as const },
        { head: say('编号', 'Id'), width: 38 },
      ],
      rows: facts.map(fact => [
        fact.day,
        fact.for,
        pick(fact.orgName),
        pick(fact.sourceName),
        pick(fact.title),
        ...fields.map((name): Cell => {
          const field = fact.fields.find(one => one.name.zh === name.zh)
          return field ? pick(field.value) : null
        }),
        fact.adds,
        fact.id,
      ]),
      frozen: 3,
    })
  if (figure.kind === 'norm')
    tables.push({
      name: say('标准', 'Standard'),
      title,
      lead,
      columns: [
        { head: say('自', 'From'), width: 13, form: 'day' },
        { head: say('数值', 'Value'), width: 14, form: 'number' },
        { head: say('依据', 'Clause'), width: 60 },
      ],
      rows: proof.entries.map(entry => [entry.from, entry.value, pick(entry.clause)]),
      frozen: 1,
    })
  if (proof.below.length > 0)
    tables.push({
      name: say('下级组织', 'Organizations below'),
      title,
      lead: [],
      columns: [
        { head: say('代码', 'Code'), width: 10 },
        { head: say('组织', 'Organization'), width: 30 },
        { head: say('数值', 'Value'), width: 14, form: 'number' },
        { head: say('依据记录数', 'Facts behind it'), width: 12, form: 'number' },
      ],
      rows: proof.below.map(org => [org.code, pick(org.name), org.value ?? notRecorded(language), org.records]),
      frozen: 2,
    })
  return tables
}

/** Class hours by rule and year with their norm, and on a second sheet the records that give them. */
export function hoursTables(file: Pick<PersonFile, 'person' | 'hours' | 'on'>, language: Language): Table[] {
  const { say, pick } = speaker(language)
  const title = `${pick(file.person.name)}${say('　教育培训学时', ': class hours')}`
  const lead = [
    say(`截至 ${file.on}。学时由到课记录算出。`, `As of ${file.on}. Hours are computed from records of attendance.`),
  ]
  return [
    {
      name: say('学时', 'Hours'),
      title,
      lead,
      columns: [
        { head: say('规则', 'Rule'), width: 30 },
        { head: say('年度', 'Year'), width: 8, form: 'number' },
        { head: say('学时', 'Hours'), width: 10, form: 'number' },
        { head: say('应修学时', 'Owed'), width: 10, form: 'number' },
        { head: say('差额', 'Short by'), width: 10, form: 'number' },
        { head: say('依据', 'Clause'), width: 50 },
      ],
      rows: file.hours.flatMap(rule =>
        rule.years.map((year): Cell[] => [
          pick(rule.title),
          year.year,
          year.hours,
          year.owed,
          year.owed === null ? null : Math.max(0, year.owed - year.hours),
          year.clause ? pick(year.clause) : null,
        ]),
      ),
      frozen: 1,
    },
    {
      name: say('明细', 'Records'),
      title,
      lead,
      columns: [
        { head: say('规则', 'Rule'), width: 30 },
        { head: say('日期', 'Day'), width: 13, form: 'day' },
        { head: say('类别', 'Kind'), width: 20 },
        { head: say('组织', 'Organization'), width: 24 },
        { head: say('内容', 'What'), width: 36 },
        { head: say('学时', 'Hours'), width: 10, form: 'number' },
        { head: say('补课', 'Made up'), width: 8 },
        { head: say('记录编号', 'Record id'), width: 38 },
      ],
      rows: file.hours.flatMap(rule =>
        rule.years.flatMap(year =>
          year.rows.map((row): Cell[] => [
            pick(rule.title),
            row.day,
            pick(row.kindName),
            pick(row.org.name),
            pick(row.title),
            row.hours,
            row.madeUp ? say('是', 'yes') : null,
            row.id,
          ]),
        ),
      ),
      frozen: 2,
    },
  ]
}

/** What was asked: month by month, organization by organization, form by form. Minutes that nobody measured stay empty. */
export function burdenTables(shown: Burden, language: Language): Table[] {
  const { say, pick } = speaker(language)
  const title = `${pick(shown.org.name)}${say('　填报负担　', ': burden, ')}${shown.period}`
  const lead = [
    say(
      '手填项是人写下的内容；免填项是表里已有、不用再写的。用时只有总数，不记人；没有计时的留空，不是零。',
      'Written: values that people wrote. Not asked: values that stood in the form already. Minutes are sums without persons; empty where nobody measured, which is not zero.',
    ),
  ]
  const { tables, numbers: asked, answered } = shown.tables
  if (asked > 0)
    lead.push(
      say(
        `自定报表取走 ${tables} 张、${asked} 个数，其中 ${answered} 个直接由记录得出，没有再问下级。`,
        `${tables} tables made to order were taken, ${asked} numbers; ${answered} of them stood on record and nobody below was asked.`,
      ),
    )
  const numbers = [
    say('记录', 'Records'),
    say('手填项', 'Values written'),
    say('免填项', 'Values not asked'),
    say('免重复填报', 'Forms spared'),
    say('已计时记录', 'Records measured'),
    say('用时（分钟）', 'Minutes'),
  ].map(head => ({ head, width: 13, form: 'number' as const }))
  const cells = (sum: BurdenSum): Cell[] => [
    ...[sum.records, sum.fields, sum.known, sum.spared, sum.measured],
    sum.minutes,
  ]
  const sheet = (name: string, head: string, rows: readonly (readonly [string, BurdenSum])[]): Table => ({
    ...{ name, title, lead },
    columns: [{ head, width: 30 }, ...numbers],
    rows: rows.map(([text, sum]) => [text, ...cells(sum)]),
    frozen: 1,
  })
  return [
    sheet(say('按组织', 'By organization'), say('组织', 'Organization'), [
      [say('合计', 'Total'), shown.total],
      [`${pick(shown.org.name)}${say('（本级）', ' (itself)')}`, shown.own],
      ...shown.orgs.map(org => [pick(org.name), org.sum] as const),
    ]),
    sheet(
      say('按月', 'By month'),
      say('月份', 'Month'),
      shown.months.map(one => [one.month, one.sum] as const),
    ),
    sheet(
      say('按表单', 'By form'),
      say('表单', 'Form'),
      shown.kinds.map(one => [pick(one.name), one.sum] as const),
    ),
  ]
}

function speaker(language: Language) {
  return {
    say: (zh: string, en: string) => (language === 'zh' ? zh : en),
    pick: (words: Words) => words[language] || words.zh,
  }
}

function saidValue(row: Pick<FigureRow, 'value'>, language: Language): Cell {
  return row.value ?? notRecorded(language)
}

const TIMES: Readonly<Record<string, Words>> = {
  year: { zh: '/年', en: '/year' },
  quarter: { zh: '/季', en: '/quarter' },
  month: { zh: '/月', en: '/month' },
}

function rateWord(unit: string, language: Language): string {
  return unitWord(unit, language) + (TIMES[unit.split('/')[1] ?? '']?.[language] ?? '')
}
