// The compiler: takes systems from TypeScript and YAML alike, and gives a charter or every fault with its place.
import { LEAST_EXPORT_MONTHS, LEAST_MONTHS } from '../audit/audit.ts'
import { nearest } from '../problem/nearest.ts'
import { refuse } from '../problem/problem.ts'
import { inForce } from '../time/dated.ts'
import { type Day, readDay } from '../time/day.ts'
import {
  BOTH,
  CASE_RESERVED,
  type Charter,
  caseCounted,
  caseKindOf,
  type Declared,
  EXCUSE,
  EXCUSES,
  EXEMPT,
  EXEMPTIONS,
  EXTENDED,
  type Fault,
  HANDED,
  type Kind,
  kindsOf,
  OPENED,
  type Sourced,
  stagesOf,
  type Texts,
} from './charter.ts'
import { checkFollows, followsOf } from './follows.ts'
import {
  type Appraisal,
  type At,
  CASE_ASKS,
  type CaseKind,
  type Complete,
  DAY,
  type Derived,
  type Duty,
  type Entering,
  type Field,
  type Fields,
  type FieldType,
  type Given,
  type HourRule,
  type Interval,
  type Limit,
  type LimitBound,
  type Measure,
  type Office,
  type RecordKind,
  ROLL,
  type Sized,
  type Stage,
  type Standard,
  type System,
  type TemplateText,
  type Unit,
  type Vocabulary,
  type Where,
  type Words,
  type WrittenDuty,
} from './language.ts'
import { accrues, checkCode, checkDuty, checkPairs, checkWhere, checkWho, type Report } from './norms.ts'
import { type Figures, readTemplate, TEMPLATE_ID, type Template } from './template.ts'
import { checkWeighed, type Known } from './weighed.ts'
import { checkWriters } from './written.ts'

const BUILT_IN: System = {
  id: 'S00',
  name: { zh: '通用', en: 'General' },
  group: '',
  clause: { zh: '章程', en: 'The charter' },
  records: {
    [EXCUSE]: {
      name: { zh: '免于一次', en: 'Excused from one turn' },
      written: { by: ['above'], as: 'judgement' },
      fields: {
        duty: { name: { zh: '事项', en: 'Duty' }, type: 'text' },
        reason: { name: { zh: '理由', en: 'Reason' }, type: 'text' },
      },
    },
    [EXEMPT]: {
      name: { zh: '准予免除', en: 'Exempted for a time' },
      written: { by: ['above'], as: 'judgement' },
      fields: {
        duty: { name: { zh: '事项', en: 'Duty' }, type: 'text' },
        until: { name: { zh: '免除至', en: 'Exempt until' }, type: 'day' },
        reason: { name: { zh: '理由', en: 'Reason' }, type: 'text' },
      },
    },
    [BOTH]: {
      name: { zh: '两条都留', en: 'Both records kept' },
      written: { by: ['own', 'above'], as: 'report' },
      fields: {
        one: { name: { zh: '一条', en: 'One' }, type: 'text' },
        other: { name: { zh: '另一条', en: 'The other' }, type: 'text' },
      },
    },
  },
  measures: {
    [EXCUSES]: {
      title: { zh: '免于的事项', en: 'Duties excused' },
      unit: 'item',
      op: 'count',
      over: EXCUSE,
      once: 'duty',
    },
    [EXEMPTIONS]: {
      title: { zh: '准予免除的事项', en: 'Duties exempted from' },
      unit: 'item',
      op: 'count',
      over: EXEMPT,
      once: 'duty',
    },
  },
}

const REGISTER: Readonly<Record<string, readonly string[]>> = {
  orgs: ['tier', 'sector', 'model', 'ties'],
  members: ['person', 'occupation', 'education', 'sex', 'nationality', 'age', 'rank', 'kind', 'tier', 'sector', 'ties'],
  posts: [
    'person',
    'post',
    'team',
    'occupation',
    'education',
    'sex',
    'nationality',
    'age',
    'rank',
    'tier',
    'sector',
    'ties',
  ],
}
const NUMBERS = ['integer', 'decimal', 'money']

/** Shipped systems, as they are handed to the compiler. Their lines are the business of the TypeScript compiler, but for those of their texts. */
export function shipped(systems: readonly System[]): Sourced[] {
  return systems.map(system => ({ file: system.id, system, lineOf: (_path, within = 1) => within }))
}

/** Compiles systems to a charter. Throws the problem charter.invalid with every fault, its file and its line. */
export function compile(sources: readonly Sourced[]): Charter {
  const { charter, faults } = examine(sources)
  return faults.length === 0 ? charter : refuse('charter.invalid', { faults })
}

/** Compiles as far as possible and gives the faults beside the charter. */
export function examine(sources: readonly Sourced[]): { charter: Charter; faults: Fault[] } {
  const faults: Fault[] = []
  const all = [...shipped([BUILT_IN]), ...sources]
  const kinds = new Map<string, Kind>()
  const measures = new Map<string, Declared<Measure>>()
  const standards = new Map<string, Declared<Standard>>()
  const duties = new Map<string, Declared<Duty>>()
  const hours = new Map<string, Declared<HourRule>>()
  const appraisals = new Map<string, Declared<Appraisal>>()
  const templates = new Map<string, Declared<TemplateText> & { texts: Texts }>()
  const posts = new Map<string, Office>()
  const systems = sources.map(source => source.system)
  const vocabulary = wordsOf(systems)
  const reporter =
    (source: Sourced): Report =>
    (path, zh, en, within) =>
      faults.push({ file: source.file, line: source.lineOf(path, within), path, zh, en })

  const declared = new Map<string, string>()
  for (const source of all) {
    const fault = reporter(source)
    const { system } = source
    const enter = <T>(part: string, map: Map<string, T>, id: string, value: T) => {
      const by = declared.get(`${part} ${id}`)
      if (map.has(id)) twice(fault, [part, id], by ?? '', system.id)
      map.set(id, value)
      declared.set(`${part} ${id}`, system.id)
    }
    for (const kind of kindsOf(system)) enter('records', kinds, kind.id, kind)
    for (const [id, one] of Object.entries(system.standards ?? {}))
      enter('standards', standards, id, { id, system, is: { ...one, unit: spelled(one.unit, vocabulary) } })
    for (const [id, one] of Object.entries(system.measures ?? {})) {
      if (standards.has(id)) fault(['measures', id], `“${id}”已是标准`, `"${id}" is a standard already`)
      enter('measures', measures, id, { id, system, is: { ...one, unit: spelled(one.unit, vocabulary) } })
    }
    for (const [id, is] of Object.entries(system.duties ?? {}))
      enter('duties', duties, id, { id, system, is: dutyOf(id, is, fault) })
    for (const [id, is] of Object.entries(system.hours ?? {})) enter('hours', hours, id, { id, system, is })
    for (const [id, is] of Object.entries(system.appraisals ?? {}))
      enter('appraisals', appraisals, id, { id, system, is })
    for (const [id, is] of Object.entries(system.posts ?? {})) {
      enter('posts', posts, id, is)
      checkOffice(id, is, posts, fault)
    }
  }

  const figures = {
    all: new Set([...standards.keys(), ...measures.keys()]),
    ofCases: new Set([...measures.keys()].filter(id => caseCounted({ measures, kinds }, id))),
  }
  for (const source of sources) {
    const fault = reporter(source)
    for (const [id, is] of Object.entries(source.system.templates ?? {})) {
      const by = templates.get(id)
      if (by) twice(fault, ['templates', id], by.system.id, source.system.id)
      templates.set(id, { id, system: source.system, is, texts: textsOf(id, is, figures, fault) })
    }
  }
  const charter: Charter = {
    systems,
    kinds,
    follows: followsOf(systems),
    measures,
    standards,
    duties,
    hours,
    appraisals,
    templates,
    posts,
    leastAge: standards.get(systems.find(one => one.leastAge !== undefined)?.leastAge ?? '') ?? null,
    keeps: keptBy(systems, standards),
    vocabulary,
  }
  const reports = new Map(all.map(source => [source.system.id, reporter(source)]))
  sources.forEach((source, index) => {
    const { id } = source.system
    if (id === BUILT_IN.id || sources.findIndex(one => one.system.id === id) < index)
      reporter(source)(['id'], `制度编号“${id}”已被使用，请另选一个`, `the system id "${id}" is taken; choose another`)
  })
  for (const source of all) checkSystem(source.system, charter, reporter(source))
  checkPairs(charter, id => reports.get(id)!)
  return { charter, faults }
}

/** An id that two systems claim: both are named. */
function twice(fault: Report, path: readonly [string, string], first: string, second: string): void {
  const id = path[1]
  fault(
    path,
    `“${id}”重复声明：制度“${first}”已有，制度“${second}”不能再用。请另取一个名称`,
    `"${id}" is declared twice: the system "${first}" has it, so "${second}" cannot use it again. Choose another name`,
  )
}

/** Reads a template in the languages it is written in: every id is a figure of the charter, every directive one that there is. */
function textsOf(id: string, is: TemplateText, figures: Figures, fault: Report): Texts {
  const path = ['templates', id]
  if (!TEMPLATE_ID.test(id))
    fault(
      path,
      `报告模板不能叫“${id}”：名称用于网址和文件名。请只用小写字母、数字和连字符，以字母开头`,
      `a template cannot be called "${id}", which becomes part of addresses and file names. Use small letters, digits and hyphens, a letter first`,
    )
  const texts: Record<string, Template> = {}
  for (const language of ['zh', 'en'] as const) {
    if (!is.text[language]) continue
    const { template, faults } = readTemplate(language, is, figures)
    texts[language] = template
    for (const { in: part, line, what, near } of faults)
      fault(
        [...path, part, language],
        `报告模板“${id}”中的“${what}”无法识别${near ? `；最接近的是“${near}”` : ''}`,
        `"${what}" in the template "${id}" is not known${near ? `; the nearest is "${near}"` : ''}`,
        line,
      )
  }
  if (Object.keys(texts).length === 0)
    fault(
      [...path, 'text'],
      `报告模板“${id}”没有正文。请至少写一种语言的正文（zh 或 en）`,
      `the template "${id}" has no text. Write it in one language at least (zh or en)`,
    )
  return texts
}

/** The words of all systems together; what a later system says of the same word counts. */
function wordsOf(systems: readonly System[]): Vocabulary {
  const said = systems.flatMap(system => system.vocabulary ?? [])
  const codes: Record<string, Vocabulary['codes'][string]> = {}
  for (const one of said)
    for (const [field, words] of Object.entries(one.codes ?? {})) codes[field] = { ...codes[field], ...words }
  const posts = systems.flatMap(system => Object.entries(system.posts ?? {}))
  if (posts.length > 0)
    codes.post = { ...Object.fromEntries(posts.map(([code, { name }]) => [code, name])), ...codes.post }
  return { fields: Object.assign({}, ...said.map(one => one.fields)), codes }
}

/** The duty as it is judged. One that names neither what to reach nor what not to pass, or both, cannot be judged. */
function dutyOf(id: string, { atMost, atLeast, ...rest }: WrittenDuty, fault: Report): Duty {
  if ((atLeast === undefined) === (atMost === undefined))
    fault(
      ['duties', id],
      `“${id}”须写明不少于多少（atLeast）或者不超过多少（atMost），只写其中一个`,
      `"${id}" says either what is to be reached (atLeast) or what is not to be passed (atMost), one of the two`,
    )
  return { ...rest, atLeast: atLeast ?? atMost ?? { standard: '' }, ceiling: atLeast === undefined }
}

/** A unit as it travels: one of the charter's own takes its words along, such as 剂|dose|doses/month. */
function spelled(unit: Unit, { codes }: Vocabulary): Unit {
  const [thing, time] = unit.split('/') as [string, string?]
  const words = codes.unit?.[thing]
  if (!words) return unit
  return `${words.zh.split('|')[0]}|${words.en}${time ? `/${time}` : ''}` as Unit
}

/** The word of a unit is one, or for English the singular and the plural: dose|doses. */
function checkUnit(code: string, { zh, en }: Words, fault: Report): void {
  for (const word of [zh, en])
    if (!/^[^|/]+(?:\|[^|/]+)?$/.test(word))
      fault(
        ['vocabulary', 'codes', 'unit', code],
        `计量单位“${code}”的名称“${word}”不合写法：写一个词，英文可写单数和复数，用“|”隔开，如 dose|doses，不能含“/”`,
        `the unit "${code}" cannot be called "${word}": write one word, or in English the singular and the plural with "|" between them such as dose|doses, without "/"`,
      )
}

/** Only one post signs for an organization, and it has one holder: nobody could say otherwise whose signature binds. */
function checkOffice(id: string, office: Office, posts: ReadonlyMap<string, Office>, fault: Report): void {
  if (!office.signs) return
  const path = ['posts', id, 'signs']
  const other = [...posts].find(([code, one]) => one.signs && code !== id)?.[0]
  if (other)
    fault(
      path,
      `职务“${other}”与“${id}”都代表组织签署。请只留一个`,
      `both "${other}" and "${id}" sign for their organization. Let one of them sign`,
    )
  if (!office.sole)
    fault(
      path,
      `职务“${id}”代表组织签署，却可由多人同时担任。请写明 sole: true`,
      `"${id}" signs for its organization, but several may hold it at a time. Say sole: true`,
    )
}

/** How long the audit is kept: by the first system that says it. */
function keptBy(systems: readonly System[], standards: ReadonlyMap<string, Declared<Standard>>): Charter['keeps'] {
  const keeps = systems.find(one => one.keeps !== undefined)?.keeps
  const [audit, exports] = [standards.get(keeps?.audit ?? ''), standards.get(keeps?.exports ?? '')]
  return audit && exports ? { audit, exports } : null
}

function checkSystem(system: System, charter: Charter, fault: Report): void {
  const known = (
    map: ReadonlyMap<string, unknown>,
    id: string,
    path: readonly string[],
    zh: string,
    en: string,
  ): boolean => {
    if (map.has(id)) return true
    const near = nearest(id, map.keys())
    fault(
      path,
      `没有${zh}“${id}”${near ? `；最接近的是“${near}”` : ''}`,
      `there is no ${en} "${id}"${near ? `; the nearest is "${near}"` : ''}`,
    )
    return false
  }
  const sourceless = (path: readonly string[], clause: { zh: string; en: string }, zh: string, en: string) => {
    if (!clause?.zh?.trim() || !clause.en?.trim())
      fault(
        path,
        `${zh}没有依据。请写明出自哪个文件、哪一条`,
        `${en} has no source. Say which document and which clause it comes from`,
      )
  }
  sourceless(['clause'], system.clause, `制度“${system.id}”`, `the system "${system.id}"`)
  if (system !== BUILT_IN) checkCode(charter, 'group', system.group, ['group'], fault)
  for (const [code, words] of Object.entries(system.vocabulary?.codes?.unit ?? {})) checkUnit(code, words, fault)
  if (
    system.leastAge !== undefined &&
    known(charter.standards, system.leastAge, ['leastAge'], '标准', 'standard') &&
    charter.standards.get(system.leastAge)!.is.unit !== 'year'
  )
    fault(
      ['leastAge'],
      `年龄以岁计：标准“${system.leastAge}”的单位应为 year`,
      `an age is counted in years: the unit of the standard "${system.leastAge}" must be year`,
    )
  for (const [what, least] of [
    ['audit', LEAST_MONTHS],
    ['exports', LEAST_EXPORT_MONTHS],
  ] as const) {
    const id = system.keeps?.[what]
    if (id === undefined || !known(charter.standards, id, ['keeps', what], '标准', 'standard')) continue
    const { unit, entries } = charter.standards.get(id)!.is
    if (unit !== 'month')
      fault(
        ['keeps', what],
        `留存期以月计：标准“${id}”的单位应为 month`,
        `what is kept is kept for months: the unit of the standard "${id}" must be month`,
      )
    for (const [index, { from, value }] of entries.entries())
      if (value < least)
        fault(
          ['standards', id, 'entries', String(index), 'value'],
          `自 ${from} 起为 ${value} 个月，少于法定的 ${least} 个月。请改为 ${least} 或更多`,
          `from ${from} it is ${value} months, fewer than the ${least} that the law asks. Say ${least} or more`,
        )
  }
  system.head?.forEach((id, index) => {
    known(charter.measures, id, ['head', String(index)], '指标', 'measure')
  })
  for (const kind of kindsOf(system))
    for (const [name, field] of Object.entries(kind.fields)) {
      const path = [`${kind.form}s`, kind.id, 'fields', name]
      // The day of a record has this word to itself.
      if (name === DAY && kind.form === 'record')
        fault(
          path,
          `字段不能叫“${name}”：每条记录都已有日期。请换一个名称`,
          `a field cannot be called "${name}": every record has its day already. Choose another name`,
        )
      if (field.type === 'choice' && !field.choices)
        fault(path, `选择字段“${name}”没有选项`, `the choice field "${name}" has no choices`)
      // Where people are is nobody's duty to report.
      if (field.type === 'point' && !field.optional)
        fault(
          path,
          `坐标字段“${name}”不得必填。请写明 optional: true`,
          `the field "${name}" is a point, which may not be demanded. Say optional: true`,
        )
      if (field.type === 'record' && !field.of)
        fault(
          path,
          `字段“${name}”要指明另一条记录，须写明哪一类。请补上 of: 类型`,
          `the field "${name}" names another record, so say of which kind (of)`,
        )
      if (field.demanded !== undefined && (!field.optional || !readDay(field.demanded)))
        fault(
          path,
          `字段“${name}”的 demanded 须是存在的日期，并写明 optional: true：此前的事实可以不填`,
          `"demanded" of the field "${name}" is a day that exists, beside optional: true: facts before it may lack it`,
        )
      if (field.known) checkKnown(kind, name, field.known, charter, (zh, en) => fault(path, zh, en))
      if (!field.of || !known(charter.kinds, field.of, path, '类型', 'kind')) continue
      const { form, stage } = charter.kinds.get(field.of)!
      if (field.type === 'record' && (stage || (form !== 'record' && form !== 'case')))
        fault(
          path,
          `字段“${name}”要指明一条记录，而“${field.of}”不是记录。请改用记录或事项的类型`,
          `the field "${name}" names a record, but "${field.of}" is none. Name a kind of record or case`,
        )
      const { retired, system: by } = charter.kinds.get(field.of)!
      if (retired && !field.retired && !(kind.retired && kind.retired <= retired))
        fault(
          path,
          `“${kind.id}”的字段“${name}”要填类型“${field.of}”，而“${by.id}”已自 ${retired} 起停用该类型，此后无可填写。请改用在用的类型，或同时停用“${name}”`,
          `the field "${name}" of "${kind.id}" asks for a "${field.of}", but "${by.id}" retired that kind from ${retired}, so that nothing could be entered. Name a kind in use, or retire "${name}" as well`,
        )
    }
  for (const kind of kindsOf(system)) if (kind.complete) checkComplete(kind, kind.complete, fault, sourceless)
  for (const { id, name, layered } of kindsOf(system)) {
    if (!layered) continue
    const path = ['ties', id, 'layered']
    sourceless(path, layered.clause, `“${name.zh}”不越级`, `that "${name.en}" passes over no layer`)
    for (const field of ['tier', 'sector'] as const)
      for (const code of layered.departments?.[field] ?? []) checkCode(charter, field, code, path, fault)
  }
  for (const [id, kind] of Object.entries(system.records ?? {})) checkHeld(id, kind, charter, fault, known)
  for (const [id, kind] of Object.entries(system.cases ?? {})) checkCase(id, kind, charter, fault, known)
  for (const [id, standard] of Object.entries(system.standards ?? {})) {
    checkCode(charter, 'unit', standard.unit, ['standards', id, 'unit'], fault)
    checkStandard(id, standard, fault)
    standard.entries.forEach((entry, index) => {
      const path = ['standards', id, 'entries', String(index), 'clause']
      sourceless(path, entry.clause, `标准“${id}”自 ${entry.from} 起的数值`, `the value of "${id}" from ${entry.from}`)
    })
    standard.broken?.forEach(({ from, clause }, index) => {
      const path = ['standards', id, 'broken', String(index), 'clause']
      sourceless(path, clause, `“${id}”自 ${from} 起的不足月规定`, `the rule for broken months of "${id}" from ${from}`)
    })
  }
  for (const [id, measure] of Object.entries(system.measures ?? {})) checkMeasure(id, measure, charter, fault, known)
  for (const id of Object.keys(system.duties ?? {})) {
    const duty = charter.duties.get(id)!.is
    const path = ['duties', id]
    if (!readDay(duty.from))
      fault([...path, 'from'], `“${duty.from}”不是存在的日期`, `"${duty.from}" is not a day that exists`)
    for (const field of ['tier', 'sector'] as const)
      duty.who[field]?.forEach((code, index) => {
        checkCode(charter, field, code, [...path, 'who', field, String(index)], fault)
      })
    const measured = known(charter.measures, duty.measure, [...path, 'measure'], '指标', 'measure')
    const norm = [...path, duty.ceiling ? 'atMost' : 'atLeast']
    for (const other of [duty.atLeast.times, duty.atLeast.each])
      if (other) known(charter.measures, other, norm, '指标', 'measure')
    if (duty.who.sized) checkSized(id, duty.who.sized, charter, fault, known)
    if (duty.atLeast.standard !== '' && known(charter.standards, duty.atLeast.standard, norm, '标准', 'standard')) {
      const { is } = charter.standards.get(duty.atLeast.standard)!
      if (!inForce(is.entries, duty.from))
        fault(
          norm,
          `“${id}”自 ${duty.from} 起应履行，但标准“${duty.atLeast.standard}”当时没有数值。请补一条不晚于该日的标准，或推迟起始日`,
          `"${id}" is owed from ${duty.from}, but the standard "${duty.atLeast.standard}" has no value by then. Add an entry not later than that day, or let the duty begin later`,
        )
      if (measured) checkDuty(id, duty, charter, fault)
    }
  }
  checkFollows(system, charter, fault, known)
  checkWeighed(system, charter, fault, known)
  checkWriters(system, charter, fault)
}

/** What a kind says of its money, of who was there, of twins and of making up must be there to be asked. */
function checkHeld(id: string, kind: RecordKind, charter: Charter, fault: Report, known: Known): void {
  const path = ['records', id]
  if (kind.pays !== undefined) checkPay(id, kind.pays, charter, fault, known)
  const fieldless = (part: string, name: string) => {
    const near = nearest(name, Object.keys(kind.fields))
    fault(
      [...path, part],
      `“${id}”没有字段“${name}”${near ? `；最接近的是“${near}”` : ''}`,
      `"${id}" has no field "${name}"${near ? `; the nearest is "${near}"` : ''}`,
    )
  }
  if (kind.held) {
    const field = kind.fields[kind.held]
    if (!field) fieldless('held', kind.held)
    else if (field.type !== 'integer')
      fault(
        [...path, 'held'],
        `“${id}”的“${kind.held}”不是整数，不能说明到了多少人。请改用整数字段`,
        `"${kind.held}" of "${id}" is no whole number, so it cannot say how many came. Name a field of type integer`,
      )
  }
  for (const name of kind.same ?? [])
    if (name === ROLL ? !kind.roll : !(name in kind.fields))
      if (name === ROLL)
        fault(
          [...path, 'same'],
          `“${id}”没有签到名单，不能凭名单认定是同一次。请去掉 roll，或给类型加上名单`,
          `"${id}" has no roll by which two records could be the same. Leave "roll" out, or give the kind a roll`,
        )
      else fieldless('same', name)
  if (kind.makeUp === undefined) return
  if (!kind.roll)
    fault(
      [...path, 'makeUp'],
      `“${id}”没有签到名单，谈不上补课期限。请去掉 makeUp，或给类型加上名单`,
      `"${id}" has no roll, so nobody can miss it and make it up. Leave "makeUp" out, or give the kind a roll`,
    )
  if (!known(charter.standards, kind.makeUp, [...path, 'makeUp'], '标准', 'standard')) return
  if (charter.standards.get(kind.makeUp)!.is.unit !== 'day')
    fault(
      [...path, 'makeUp'],
      `标准“${kind.makeUp}”的单位不是天，不能说明多少天内补课`,
      `the standard "${kind.makeUp}" is not counted in days, so it cannot say within how many a lesson is made up`,
    )
}

/** What is offered instead of asked follows of a thing that a field beside it names. */
function checkKnown(
  kind: Kind,
  name: string,
  { of, as }: NonNullable<Field['known']>,
  charter: Charter,
  fault: (zh: string, en: string) => void,
): void {
  const beside = kind.fields[of]
  if (beside?.type !== 'thing' || beside.retired)
    fault(
      `字段“${name}”取自字段“${of}”，而“${kind.id}”没有这样一个台账字段。请写明一个在用的台账字段`,
      `the field "${name}" is known from the field "${of}", which "${kind.id}" does not have as a field that names a thing. Name one`,
    )
  else if (!charter.follows.get(beside.of ?? '')?.[as])
    fault(
      `字段“${name}”取自“${as}”，而“${beside.of}”没有推得这一项。请写明推得的内容`,
      `the field "${name}" is known as "${as}", which does not follow of "${beside.of}". Name what follows of it`,
    )
}

/** What makes a fact complete are fields of its own, with the clause that says so. */
function checkComplete(
  kind: Kind,
  { fields, clause }: Complete,
  fault: Report,
  sourceless: (path: readonly string[], clause: Words, zh: string, en: string) => void,
): void {
  const path = [`${kind.form}s`, kind.id, 'complete']
  sourceless(path, clause, `“${kind.name.zh}”怎样才算齐全`, `when "${kind.name.en}" is complete`)
  for (const name of fields)
    if (!kind.fields[name] || kind.fields[name].retired) {
      const near = nearest(name, Object.keys(kind.fields))
      fault(
        path,
        `“${kind.id}”没有字段“${name}”${near ? `；最接近的是“${near}”` : ''}`,
        `"${kind.id}" has no field "${name}"${near ? `; the nearest is "${near}"` : ''}`,
      )
    }
}

/** Subjects by a figure of their own: one bound, a standard in the unit of the measure. */
function checkSized(
  id: string,
  { measure, atLeast, atMost }: Sized,
  charter: Charter,
  fault: Report,
  known: Known,
): void {
  const path = ['duties', id, 'who', 'sized']
  if ((atLeast === undefined) === (atMost === undefined))
    fault(
      path,
      `“${id}”的承担者按规模划分，须写明不少于（atLeast）或不超过（atMost）哪项标准，只写其中一个`,
      `the subjects of "${id}" are told by size: name the standard that they reach (atLeast) or keep within (atMost), one of the two`,
    )
  const bound = atLeast ?? atMost
  const standard =
    bound !== undefined && known(charter.standards, bound, path, '标准', 'standard') && charter.standards.get(bound)!.is
  const is = known(charter.measures, measure, path, '指标', 'measure') && charter.measures.get(measure)!.is
  if (is && (is.op === 'difference' || is.op === 'standard'))
    fault(
      path,
      `“${measure}”由其他数据推算，不能据以划分承担者。请改用从名册或记录数出来的指标`,
      `"${measure}" is worked out from other figures, so subjects cannot be told by it. Choose one that is counted from facts`,
    )
  if (is && standard && is.unit.split('/')[0] !== standard.unit.split('/')[0])
    fault(
      path,
      `标准“${bound}”与指标“${measure}”的单位不同，无法比较。请让单位一致`,
      `the standard "${bound}" and the measure "${measure}" have different units and cannot be compared. Give both the same unit`,
    )
}

/** Money for the holders of posts must be what its duty adds up, and that duty must be owed for each of them. */
function checkPay(id: string, pays: string, charter: Charter, fault: Report, known: Known): void {
  const path = ['records', id, 'pays']
  if (!known(charter.duties, pays, path, '事项', 'duty')) return
  const { measure, atLeast } = charter.duties.get(pays)!.is
  const paid = charter.measures.get(measure)?.is
  const held = atLeast.times === undefined ? undefined : charter.measures.get(atLeast.times)?.is
  if (paid?.op !== 'sum' || paid.over !== id || held?.op !== 'people' || held.over !== 'posts')
    fault(
      path,
      `“${pays}”不是按任职人数发放“${id}”的事项：它的指标须是“${id}”的合计，标准须按在任人数（times）计算`,
      `"${pays}" does not pay "${id}" by the posts held: its measure must be a sum over "${id}", and its standard must be times the people who hold posts`,
    )
}

function checkStandard(id: string, standard: Standard, fault: Report): void {
  const path = ['standards', id]
  if (standard.entries.length === 0) fault(path, `标准“${id}”没有数值`, `the standard "${id}" has no value`)
  standard.entries.forEach((entry, index) => {
    if (entry.value < 0)
      fault([...path, 'entries', String(index)], `标准“${id}”为负数`, `the standard "${id}" is negative`)
  })
  for (const part of ['entries', 'broken'] as const) checkDated(id, part, standard[part] ?? [], fault)
  if (standard.broken && !accrues(standard))
    fault(
      [...path, 'broken'],
      `标准“${id}”不是按期计的金额，没有不足月的问题。请去掉 broken`,
      `the standard "${id}" is no money per time, so it has no broken months. Leave "broken" out`,
    )
}

/** What holds from a day on begins on days of its own, the earlier first. */
function checkDated(
  id: string,
  part: 'entries' | 'broken',
  list: readonly { readonly from: Day }[],
  fault: Report,
): void {
  list.forEach(({ from }, index) => {
    const place = ['standards', id, part, String(index)]
    if (!readDay(from)) fault(place, `“${from}”不是存在的日期`, `"${from}" is not a day that exists`)
    const before = list[index - 1]
    if (before && before.from >= from)
      fault(
        place,
        `标准“${id}”的两条数值 ${before.from} 与 ${from} 时间重叠或次序颠倒。请让每条从不同的日期开始，按先后排列`,
        `two entries of the standard "${id}", ${before.from} and ${from}, overlap or are out of order. Let each begin on a day of its own, the earlier first`,
      )
  })
}

/** At which moment a measure looks at cases. */
function momentOf(measure: { readonly at?: At }): keyof typeof CASE_ASKS {
  return measure.at === 'day' || measure.at === 'closed' ? measure.at : 'opened'
}

/** Tells of a measure that asks cases what they do not show at its moment: the stage of a case opened in a period is
 *  another one each day, so the day must be said. */
function untimely(measure: { readonly at?: At }, name: string, path: readonly string[], fault: Report): boolean {
  const shown = (moment: keyof typeof CASE_ASKS) => (CASE_ASKS[moment] as readonly string[]).includes(name)
  const at = (['day', 'closed'] as const).find(shown)
  if (!at || shown(momentOf(measure))) return false
  fault(
    [...path, 'at'],
    `“${name}”随日期而变，须说明看哪一天：请写 at: ${at}${at === 'day' ? '（期末当天）' : '（本期办结）'}`,
    `"${name}" changes from day to day, so say when to look: write at: ${at} (${at === 'day' ? "on the period's last day" : 'closed in the period'})`,
  )
  return true
}

/** What a measure asks of cases must be a stage of the kind; the latest value is a matter of plain records. */
function checkStages(
  measure: Exclude<Measure, Derived<string, string, string, string>>,
  kind: Kind,
  path: readonly string[],
  fault: Report,
): void {
  const stages = [OPENED, ...Object.keys(caseKindOf(kind).stages)]
  if (measure.op === 'latest')
    fault(
      [...path, 'op'],
      `“${kind.id}”是事项，没有“最近一次”的数值（op: latest）。请改用 count，并写明 at: day`,
      `"${kind.id}" is a kind of case and has no latest value (op: latest). Count its cases, with at: day`,
    )
  for (const where of [measure.where, measure.op === 'share' ? measure.part : undefined]) {
    const asked = (where as Where | undefined)?.stage
    for (const stage of asked === undefined ? [] : [asked].flat().map(String))
      if (!stages.includes(stage)) {
        const near = nearest(stage, stages)
        fault(
          path,
          `“${kind.id}”没有阶段“${stage}”${near ? `；是否指“${near}”？` : `。它的阶段有：${stages.join('、')}`}`,
          `"${kind.id}" has no stage "${stage}"${near ? `; did you mean "${near}"?` : `. Its stages are: ${stages.join(', ')}`}`,
        )
      }
  }
}

/** A case must be able to close, go on after it was opened again, and leave the standard fields alone. */
function checkCase(id: string, kind: CaseKind, charter: Charter, fault: Report, known: Known): void {
  const path = ['cases', id]
  const stages = Object.entries(kind.stages)
  const does = stagesOf(kind)
  const closing = stages.find(([name]) => does.get(name) === 'close')
  if (!closing) fault([...path, 'stages'], `“${id}”没有能办结的阶段`, `"${id}" has no stage that closes it`)
  else if (closing[1].optional)
    fault(
      [...path, 'stages', closing[0]],
      `办结阶段“${closing[0]}”不能跳过`,
      `the closing stage "${closing[0]}" cannot be passed over`,
    )
  for (const [name, stage] of stages) {
    const place = [...path, 'stages', name]
    if (name === EXTENDED || name === HANDED || name === OPENED)
      fault(
        place,
        `阶段不能叫“${name}”：它已有固定含义。请换一个名称`,
        `a stage cannot be called "${name}", which has a meaning of its own. Choose another name`,
      )
    for (const [index, act] of (stage.enters ?? []).entries())
      checkEntering(id, kind, stage, act, charter, [...place, 'enters', String(index)], fault, known)
    const on = stage.reopens
    if (on !== undefined && (!does.has(on) || does.get(on) === 'reopen' || on === EXTENDED || on === HANDED))
      fault(place, `“${name}”说从“${on}”继续，但没有这个阶段`, `"${name}" goes on with "${on}", which is no stage`)
  }
  const own = [...Object.keys(kind.fields), ...stages.flatMap(([, stage]) => Object.keys(stage.fields ?? {}))]
  for (const name of own.filter(one => CASE_RESERVED.has(one)))
    fault(
      path,
      `字段不能叫“${name}”：每个事项都已有它。请换一个名称`,
      `a field cannot be called "${name}": every case has it already. Choose another name`,
    )
  for (const name of kind.same ?? [])
    if (!(name in kind.fields)) fault([...path, 'same'], `“${id}”没有字段“${name}”`, `"${id}" has no field "${name}"`)
  for (const limit of kind.limits ?? [])
    checkLimit(id, limit, { place: [...path, 'limits'], fields: kind.fields, due: true }, charter, fault, known)
  const told: Record<string, Field> = { ...kind.fields }
  for (const [name, stage] of stages) {
    const place = [...path, 'stages', name]
    const fields = { ...told, ...stage.fields }
    for (const limit of stage.limits ?? [])
      checkLimit(id, limit, { place: [...place, 'limits'], fields, due: false }, charter, fault, known)
    if (stage.after) checkInterval(id, name, stage.after, kind, charter, fault, known)
    Object.assign(told, stage.fields)
  }
  checkLimits(id, kind, charter, fault)
  if (kind.alert && known(charter.standards, kind.alert, [...path, 'alert'], '标准', 'standard')) {
    const { unit } = charter.standards.get(kind.alert)!.is
    if (unit !== 'day')
      fault(
        [...path, 'alert'],
        `标准“${kind.alert}”的单位不是天，不能说明多少天后提示`,
        `the standard "${kind.alert}" is not counted in days, so it cannot say after how many a case stands out`,
      )
  }
}

/** What a stage enters must be there to be entered: fields of the case or of the stage, of the right type, and codes that are known. */
function checkEntering(
  id: string,
  kind: CaseKind,
  stage: Stage,
  act: Entering,
  charter: Charter,
  path: readonly string[],
  fault: Report,
  known: Known,
): void {
  const fields: Fields = { ...kind.fields, ...stage.fields }
  const field = (name: string, type?: FieldType) => {
    const is = fields[name]?.type
    if (is === undefined || (type !== undefined && is !== type))
      fault(
        path,
        `没有${type ? `类型为 ${type} 的` : ''}字段“${name}”，无法登入名册`,
        `there is no field "${name}"${type ? ` of type ${type}` : ''} to enter in the register`,
      )
  }
  const given = (one: Given, code?: 'tier' | 'sector') => {
    if ('field' in one) field(one.field)
    if (!code || 'opened' in one) return
    const values = 'is' in one ? [one.is] : Object.values(one.as ?? fields[one.field]?.choices ?? {})
    const codes = 'is' in one || one.as ? (values as string[]) : Object.keys(fields[one.field]?.choices ?? {})
    for (const value of codes) checkCode(charter, code, value, path, fault)
  }
  const opens = stage.enters!.slice(0, stage.enters!.indexOf(act)).some(one => one.act === 'org.open')
  const body = (of: Kind | undefined, values: Readonly<Record<string, Given>>) => {
    for (const [name, one] of Object.entries(values)) {
      given(one)
      if ('opened' in one && !opens)
        fault(
          path,
          `“${name}”要填同一阶段新设的组织，而此前没有 org.open`,
          `"${name}" is to be the organization that the stage opens, but no org.open comes before`,
        )
      if (of && !of.fields[name]) fault(path, `“${of.id}”没有字段“${name}”`, `"${of.id}" has no field "${name}"`)
    }
  }
  switch (act.act) {
    case 'member.transfer':
      field(act.person, 'person')
      field(act.to, 'org')
      if (act.called !== undefined) field(act.called, 'text')
      return
    case 'org.open':
      field(act.name, 'text')
      given(act.tier, 'tier')
      given(act.sector, 'sector')
      return
    case 'thing.enter':
      field(act.name, 'text')
      if (known(charter.kinds, act.kind, path, '类型', 'kind')) body(charter.kinds.get(act.kind), act.body)
      return
    case 'thing.end':
      if (!kind.stages[act.entered]?.enters?.some(one => one.act === 'thing.enter'))
        fault(
          path,
          `“${id}”的阶段“${act.entered}”没有登入台账对象，无可终止`,
          `the stage "${act.entered}" of "${id}" enters no thing that could end`,
        )
      return
    case 'tie.enter':
      if (known(charter.kinds, act.kind, path, '类型', 'kind')) body(charter.kinds.get(act.kind), act.body)
      return
    case 'tie.end':
      field(act.thing, 'thing')
      known(charter.kinds, act.kind, path, '类型', 'kind')
  }
}

/** A limit binds a number field by one bound: a standard, or a number field that is known by then. What leaves room
 *  (normally, may) is passed with an approval; what leaves none (must, floor) is not. */
function checkLimit(
  id: string,
  { field, atLeast, atMost, where, unless }: Limit,
  { place, fields, due }: { place: readonly string[]; fields: Fields; due: boolean },
  charter: Charter,
  fault: Report,
  known: Known,
): void {
  const number = (name: string) => {
    if (NUMBERS.includes(fields[name]?.type ?? '')) return
    const near = nearest(name, Object.keys(fields))
    fault(
      place,
      `“${id}”没有数字字段“${name}”${near ? `；最接近的是“${near}”` : ''}`,
      `"${id}" has no number field "${name}"${near ? `; the nearest is "${near}"` : ''}`,
    )
  }
  if (field !== 'due' || !due) number(field)
  const bound = atLeast ?? atMost
  if (bound === undefined || (atLeast !== undefined && atMost !== undefined))
    fault(
      place,
      `对“${field}”的限制须写明不少于（atLeast）或不超过（atMost），只写其中一个`,
      `the limit of "${field}" says at least or at most, one of the two`,
    )
  for (const [name, asked] of Object.entries(where ?? {})) {
    const choices = Object.keys(fields[name]?.choices ?? {})
    for (const value of [asked].flat())
      if (!choices.includes(value)) {
        const near = nearest(value, choices)
        fault(
          place,
          `“${id}”的字段“${name}”没有选项“${value}”${near ? `；最接近的是“${near}”` : ''}`,
          `the field "${name}" of "${id}" has no choice "${value}"${near ? `; the nearest is "${near}"` : ''}`,
        )
      }
  }
  if (unless !== undefined && fields[unless]?.type !== 'text')
    fault(
      place,
      `“${id}”没有可填写批准和理由的文字字段“${unless}”`,
      `"${id}" has no text field "${unless}" in which an approval and its reason could be written`,
    )
  if (typeof bound === 'object') number(bound.field)
  if (typeof bound !== 'string' || !known(charter.standards, bound, place, '标准', 'standard')) return
  const { strength } = charter.standards.get(bound)!.is
  const binds = strength === 'must' || strength === 'floor'
  if (!binds && unless === undefined)
    fault(
      place,
      `标准“${bound}”不是必须遵守的，不能据以拒绝：请写明经批准可以突破的字段（unless）`,
      `the standard "${bound}" is not one that must be kept, so nothing can be refused by it: name the field of an approval (unless)`,
    )
  if (binds && unless !== undefined)
    fault(
      place,
      `标准“${bound}”必须遵守，不能经批准突破。请去掉 unless`,
      `the standard "${bound}" must be kept and no approval passes it. Leave unless out`,
    )
}

/** An interval begins with the opening or an earlier stage, and its bounds are standards in days that must be kept. */
function checkInterval(
  id: string,
  name: string,
  { stage, atLeast, atMost }: Interval,
  kind: CaseKind,
  charter: Charter,
  fault: Report,
  known: Known,
): void {
  const place = ['cases', id, 'stages', name, 'after']
  const names = Object.keys(kind.stages)
  const earlier = [OPENED, ...names.slice(0, names.indexOf(name))]
  if (!earlier.includes(stage)) {
    const near = nearest(stage, earlier)
    fault(
      place,
      `“${name}”之前没有阶段“${stage}”${near ? `；最接近的是“${near}”` : ''}`,
      `there is no stage "${stage}" before "${name}"${near ? `; the nearest is "${near}"` : ''}`,
    )
  }
  if (atLeast === undefined && atMost === undefined)
    fault(place, '间隔须写明至少（atLeast）或至多（atMost）几天', 'an interval says at least or at most how many days')
  for (const bound of [atLeast, atMost]) {
    if (bound === undefined || !known(charter.standards, bound, place, '标准', 'standard')) continue
    const { unit, strength } = charter.standards.get(bound)!.is
    if (unit !== 'day')
      fault(
        place,
        `标准“${bound}”的单位不是天，不能说明间隔几天`,
        `the standard "${bound}" is not counted in days, so it is no interval`,
      )
    if (strength !== 'must' && strength !== 'floor')
      fault(
        place,
        `标准“${bound}”不是必须遵守的，不能据以拒绝`,
        `the standard "${bound}" is not one that must be kept, so nothing can be refused by it`,
      )
  }
}

/** Two limits of one field must leave a value that both allow, on every day from which one of their values holds. */
function checkLimits(id: string, kind: CaseKind, charter: Charter, fault: Report): void {
  // What passes with an approval, or is bounded by another field, leaves its values open.
  const named = (name: LimitBound | undefined) => (typeof name === 'string' ? charter.standards.get(name) : undefined)
  const binding = (kind.limits ?? []).filter(limit => limit.where === undefined && limit.unless === undefined)
  for (const field of new Set(binding.map(limit => limit.field))) {
    const limits = binding.filter(limit => limit.field === field)
    const least = limits.flatMap(limit => named(limit.atLeast) ?? [])
    const most = limits.flatMap(limit => named(limit.atMost) ?? [])
    for (const low of least)
      for (const high of most)
        for (const { from } of [...low.is.entries, ...high.is.entries]) {
          const [floor, ceiling] = [inForce(low.is.entries, from), inForce(high.is.entries, from)]
          if (!floor || !ceiling || floor.value <= ceiling.value) continue
          fault(
            ['cases', id, 'limits'],
            `“${low.id}”与“${high.id}”相抵触：自 ${from} 起“${field}”不得低于 ${floor.value}（${floor.clause.zh}），又不得超过 ${ceiling.value}（${ceiling.clause.zh}），没有事项能够立项。请调整其中一项标准`,
            `"${low.id}" and "${high.id}" contradict each other: from ${from} "${field}" may not be below ${floor.value} (${floor.clause.en}) nor above ${ceiling.value} (${ceiling.clause.en}), so that no case could be opened. Change one of the standards`,
          )
          return
        }
  }
}

function checkMeasure(id: string, measure: Measure, charter: Charter, fault: Report, known: Known): void {
  const path = ['measures', id]
  checkCode(charter, 'unit', measure.unit, [...path, 'unit'], fault)
  const standard = (name: string, place: readonly string[]) => known(charter.standards, name, place, '标准', 'standard')
  const field = (kindId: string, fields: readonly string[], name: string) => {
    if (charter.kinds.get(kindId)?.fields[name]?.grade)
      fault(
        path,
        `“${kindId}”的“${name}”是等次，只入本人或本组织的档案，不得统计或比较`,
        `"${name}" of "${kindId}" is a grade: it stands in its subject's own file and is neither counted nor compared`,
      )
    if (fields.includes(name)) return true
    const near = nearest(name, fields)
    fault(
      path,
      `“${kindId}”没有字段“${name}”${near ? `；最接近的是“${near}”` : ''}`,
      `"${kindId}" has no field "${name}"${near ? `; the nearest is "${near}"` : ''}`,
    )
    return false
  }
  switch (measure.op) {
    case 'difference':
      for (const part of measure.of) known(charter.measures, part, path, '指标', 'measure')
      return
    case 'standard':
      known(charter.standards, measure.standard, path, '标准', 'standard')
      return
    case 'utilization':
      known(charter.standards, measure.per, path, '标准', 'standard')
      known(charter.kinds, measure.of, path, '类型', 'kind')
      for (const kind of measure.by)
        if (known(charter.kinds, kind, path, '类型', 'kind')) {
          const { fields } = charter.kinds.get(kind)!
          field(kind, Object.keys(fields), measure.field)
          const named: Field | undefined = fields[measure.field]
          if (named && (named.type !== 'thing' || named.of !== measure.of))
            fault(
              path,
              `“${kind}”的字段“${measure.field}”填的不是“${measure.of}”，不能说明用了哪一个`,
              `the field "${measure.field}" of "${kind}" does not name a "${measure.of}", so it cannot tell which was used`,
            )
        }
      checkWhere([...path, 'where'], measure.where, charter.kinds.get(measure.of), charter, fault, standard)
      return
    default: {
      const kind = charter.kinds.get(measure.over)
      const register = REGISTER[measure.over]
      if (!kind && !register) {
        known(
          new Map([...charter.kinds.keys(), ...Object.keys(REGISTER)].map(key => [key, true])),
          measure.over,
          path,
          '类型',
          'kind',
        )
        return
      }
      const names = register ?? [
        ...Object.keys(kind!.fields),
        'tier',
        'sector',
        ...(kind!.form === 'case' ? CASE_ASKS[momentOf(measure)] : []),
        ...(kind!.form === 'thing' ? ['ties', ...Object.keys(charter.follows.get(measure.over) ?? {})] : []),
        ...(kind!.complete ? ['complete'] : []),
        ...(kind!.roll ? ['present'] : []),
      ]
      for (const name of [...Object.keys(measure.where ?? {}), ...('part' in measure ? Object.keys(measure.part) : [])])
        if (kind?.form !== 'case' || !untimely(measure, name, path, fault)) field(measure.over, names, name)
      if (measure.at === 'closed' && kind?.form !== 'case')
        fault(
          [...path, 'at'],
          `“${measure.over}”不是事项，没有办结之日（at: closed）。请去掉 at，或改用事项类型`,
          `"${measure.over}" is no case and is never closed (at: closed). Leave "at" out, or measure a kind of case`,
        )
      if (measure.at === 'turn' && (kind?.form !== 'record' || measure.op === 'latest'))
        fault(
          [...path, 'at'],
          `“${measure.over}”不能按所属期次统计（at: turn）：只有逐条累计的记录才写明为哪一期。请去掉 at`,
          `"${measure.over}" cannot be counted by the turn it is for (at: turn): only records that add up say for which turn they are. Leave "at" out`,
        )
      checkWhere([...path, 'where'], measure.where as Where | undefined, kind, charter, fault, standard)
      if (kind?.form === 'case') checkStages(measure, kind, path, fault)
      if (measure.op === 'share') checkWhere([...path, 'part'], measure.part as Where, kind, charter, fault, standard)
      if (measure.op === 'people' && measure.among) {
        checkWho([...path, 'among'], measure.among, charter, fault, standard)
        if (measure.who || !kind?.roll)
          fault(
            [...path, 'among'],
            `“among”限定名单上的人，而这里${measure.who ? `数的是字段“${measure.who}”` : `“${measure.over}”没有名单`}。请改用 where`,
            `"among" chooses from a roll, but ${measure.who ? `this counts the field "${measure.who}"` : `"${measure.over}" has no roll`}. Say it in where`,
          )
      }
      if (measure.op === 'count' && measure.once === DAY) {
        if (kind?.form !== 'record')
          fault(
            path,
            `“${measure.over}”不是发生的事，没有可数的日子（once: day）。请改用记录类型`,
            `"${measure.over}" is nothing that happens on a day, so its days cannot be counted (once: day). Count a kind of record`,
          )
      } else if (measure.op === 'count' && measure.once) field(measure.over, names, measure.once)
      if ('who' in measure && measure.who) field(measure.over, names, measure.who)
      if ('field' in measure && field(measure.over, names, measure.field)) {
        const type = kind?.fields[measure.field]?.type ?? (measure.field === 'age' ? 'integer' : 'text')
        if (!NUMBERS.includes(type))
          fault(
            path,
            `字段“${measure.field}”不是数值，不能合计`,
            `the field "${measure.field}" is not a number and cannot be added up`,
          )
      }
      if (typeof measure.at === 'object') known(charter.kinds, measure.at.eveOf, path, '类型', 'kind')
      if ((measure.op === 'attendances' || measure.op === 'presence') && !kind?.roll)
        fault(
          path,
          `“${measure.over}”没有签到名单，不能统计人次`,
          `"${measure.over}" has no roll, so attendance cannot be counted`,
        )
    }
  }
}
