// The columns of a table of records, from the charter alone: organization, day, turn, the fields of the kind, the roll, the record's id.
import { type Charter, isForTurns, type Kind } from '../charter/charter.ts'
import type { Field, Words } from '../charter/language.ts'
import { unitWord } from '../report/phrase.ts'
import { narrowed } from './cells.ts'

export const LISTS = ['present', 'excused', 'absent', 'madeUp'] as const
export type List = (typeof LISTS)[number]

/** A column and what stands in it. */
export interface Column {
  readonly part: 'org' | 'day' | 'for' | 'field' | 'roll' | 'madeUpOn' | 'id'
  /** Name of the field or of the list; that of the part itself otherwise. */
  readonly key: string
  readonly name: Words
  /** What else people call it. A field of the kind that bears such a name goes before. */
  readonly also: readonly string[]
  /** The heading as it is written. */
  readonly head: Words
  readonly required: boolean
  readonly field?: Field
  /** Unit of a number, by what the charter counts with it; null where it says none. */
  readonly unit: string | null
}

type Plain = Omit<Column, 'head'>

const FIXED = {
  org: { zh: '组织', en: 'Organization' },
  day: { zh: '日期', en: 'Day' },
  for: { zh: '期次', en: 'For' },
  present: { zh: '到会人员', en: 'Present' },
  excused: { zh: '请假人员', en: 'Excused' },
  absent: { zh: '缺席人员', en: 'Absent' },
  madeUp: { zh: '已补课人员', en: 'Made up' },
  madeUpOn: { zh: '补课日期', en: 'Made up on' },
  id: { zh: '记录编号', en: 'Record id' },
} as const

/** What else people call the fixed columns; an organization also by the words that the charter has for its tiers and sectors. */
const ALSO: Readonly<Record<keyof typeof FIXED, readonly string[]>> = {
  org: ['单位', '单位名称', '组织名称', '所属组织', '所在单位', '村名', 'unit'],
  day: [
    '时间',
    '活动时间',
    '活动日期',
    '召开时间',
    '会议时间',
    '开展时间',
    '发生日期',
    '登记日期',
    '年月日',
    'date',
    'time',
  ],
  for: ['为哪一期', '所属期', '所属期次', '归属期', 'for which turn', 'turn'],
  present: [
    '到会',
    '参加人员',
    '出席人员',
    '参会人员',
    '参加人',
    '参学人员',
    '到课人员',
    '与会人员',
    'attended',
    'people present',
  ],
  excused: ['请假', '请假人', 'onleave'],
  absent: ['缺席', '缺席人', '缺课人员', '未到人员'],
  madeUp: ['补课', '补课人员', '已补课', 'madeup'],
  madeUpOn: ['补课时间', 'made up on', 'day of making up'],
  id: ['编号（勿改）', '编号（勿改）', 'id'],
}

/** The columns of a kind, in the order in which they are written. */
export function columnsOf(charter: Charter, kind: Kind): Column[] {
  const fixed = (part: Column['part'], key: keyof typeof FIXED, required: boolean): Plain => ({
    part,
    key,
    name: FIXED[key],
    also: key === 'org' ? [...ALSO.org, ...wordsOfOrgs(charter)] : ALSO[key],
    required,
    unit: null,
  })
  const fields = Object.entries(kind.fields).flatMap(([key, field]): Plain[] =>
    field.retired
      ? []
      : [
          {
            part: 'field',
            key,
            name: field.name,
            also: [],
            field,
            required: !field.optional,
            unit: unitOf(charter, kind, key),
          },
        ],
  )
  const all = [
    fixed('org', 'org', true),
    fixed('day', 'day', true),
    ...(isForTurns(charter, kind.id) ? [fixed('for', 'for', false)] : []),
    ...fields,
    ...(kind.roll ? LISTS.map(list => fixed('roll', list, false)) : []),
    ...(kind.roll && kind.makeUp ? [fixed('madeUpOn', 'madeUpOn', false)] : []),
    fixed('id', 'id', false),
  ]
  return all.map(column => ({ ...column, head: headOf(column, all) }))
}

/** The column of organizations may be headed by any of these words, or all but one sign of them: 党支部, 所在党支部, 党支部名称, 支部. */
function wordsOfOrgs(charter: Charter): string[] {
  const { tier = {}, sector = {} } = charter.vocabulary.codes
  const words = [charter.vocabulary.fields.orgs, ...Object.values(tier), ...Object.values(sector)]
  return words.flatMap(word => {
    if (!word) return []
    const short = [word.zh.slice(1), word.zh.slice(0, -1)].filter(text => text.length > 1)
    return [word.zh, ...short, `所在${word.zh}`, `${word.zh}名称`, word.en]
  })
}

/** A heading says what is required and in which unit; two of one name are told apart by their key. */
function headOf(column: Plain, all: readonly Plain[]): Words {
  const head = (language: 'zh' | 'en') => {
    const name = column.name[language]
    const twice = all.some(one => one !== column && normal(one.name[language]) === normal(name))
    const word = column.unit ? unitWord(column.unit, language) : name
    const unit = word === name ? '' : language === 'zh' ? `（${word}）` : ` (${word})`
    return `${column.required ? '*' : ''}${name}${twice ? ` [${column.key}]` : ''}${unit}`
  }
  return { zh: head('zh'), en: head('en') }
}

/** The unit in which the charter counts a number field: money in yuan, class hours in hours, the rest by its measures. */
function unitOf(charter: Charter, kind: Kind, name: string): string | null {
  const { type } = kind.fields[name]!
  if (type === 'money') return 'yuan'
  if (type !== 'integer' && type !== 'decimal') return null
  for (const { is } of charter.measures.values())
    if ('field' in is && 'over' in is && is.over === kind.id && is.field === name) return is.unit.split('/')[0]!
  const counted = [...charter.hours.values()].some(rule =>
    rule.is.counts.some(one => one.over === kind.id && one.field === name),
  )
  return counted ? 'hour' : null
}

/** A heading as it is compared: narrow, small, without blanks, stars and colons. */
export function normal(text: string): string {
  return narrowed(text)
    .toLowerCase()
    .replace(/^[*※]+|[*※:：]+$/g, '')
}

/** Finds the column of a heading. `unit` is what stands in brackets after its name, where that is no part of the name. */
export function columnFor(columns: readonly Column[], heading: string): { column: Column; unit: string } | null {
  const text = normal(heading)
  if (text === '') return null
  const exact = columns.find(column => [column.head.zh, column.head.en].some(head => normal(head) === text))
  if (exact) return { column: exact, unit: '' }
  const bracket = /^(.+?)(?:\((.*)\)|\[(.*)\]|[,/]单位[:：]?(.+))$/.exec(text)
  const [bare, unit] = bracket ? [bracket[1]!, bracket[2] ?? bracket[3] ?? bracket[4] ?? ''] : [text, '']
  for (const name of new Set([text, bare])) {
    const fields = columns.filter(column => column.part === 'field')
    const found =
      fields.find(column => [column.name.zh, column.name.en, column.key].some(one => normal(one) === name)) ??
      columns.find(
        column =>
          column.part !== 'field' &&
          [column.name.zh, column.name.en, column.key, ...column.also].some(one => normal(one) === name),
      )
    if (found) return { column: found, unit: name === text ? '' : unit.replace(/^单位[:：]?/, '') }
  }
  return null
}
