// The compiler: takes systems from TypeScript and YAML alike, and gives a charter or every fault with its place.
import { nearest } from '../problem/nearest.ts'
import { refuse } from '../problem/problem.ts'
import { inForce } from '../time/dated.ts'
import { readDay } from '../time/day.ts'
import {
  BOTH,
  CASE_RESERVED,
  type Charter,
  caseCounted,
  caseKindOf,
  type Declared,
  EXCUSE,
  EXCUSES,
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
import {
  type Appraisal,
  type At,
  CASE_ASKS,
  type CaseKind,
  type Derived,
  type Duty,
  type Field,
  type HourRule,
  type Measure,
  type Office,
  type Standard,
  type System,
  type TemplateText,
  type Unit,
  type Vocabulary,
  type Where,
  type Words,
} from './language.ts'
import { checkCode, checkDuty, checkPairs, checkWhere, type Report } from './norms.ts'
import { type Figures, readTemplate, TEMPLATE_ID, type Template } from './template.ts'
import { checkWeighed, type Known } from './weighed.ts'

const BUILT_IN: System = {
  id: 'S00',
  name: { zh: '通用', en: 'General' },
  group: '',
  clause: { zh: '章程', en: 'The charter' },
  records: {
    [EXCUSE]: {
      name: { zh: '免于一次', en: 'Excused from one turn' },
      fields: {
        duty: { name: { zh: '事项', en: 'Duty' }, type: 'text' },
        reason: { name: { zh: '理由', en: 'Reason' }, type: 'text' },
      },
    },
    [BOTH]: {
      name: { zh: '两条都留', en: 'Both records kept' },
      fields: {
        one: { name: { zh: '一条', en: 'One' }, type: 'text' },
        other: { name: { zh: '另一条', en: 'The other' }, type: 'text' },
      },
    },
  },
  measures: { [EXCUSES]: { title: { zh: '免于次数', en: 'Excused turns' }, unit: 'item', op: 'count', over: EXCUSE } },
}

const REGISTER: Readonly<Record<string, readonly string[]>> = {
  orgs: ['tier', 'sector', 'model', 'ties'],
  members: ['person', 'occupation', 'education', 'sex', 'nationality', 'age', 'rank', 'tier', 'sector', 'ties'],
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

  for (const source of all) {
    const fault = reporter(source)
    const enter = <T>(part: string, map: Map<string, T>, id: string, value: T) => {
      if (map.has(id)) fault([part, id], `“${id}”重复声明`, `"${id}" is declared twice`)
      map.set(id, value)
    }
    for (const kind of kindsOf(source.system)) enter('records', kinds, kind.id, kind)
    const { system } = source
    for (const [id, one] of Object.entries(system.standards ?? {}))
      enter('standards', standards, id, { id, system, is: { ...one, unit: spelled(one.unit, vocabulary) } })
    for (const [id, one] of Object.entries(system.measures ?? {})) {
      if (standards.has(id)) fault(['measures', id], `“${id}”已是标准`, `"${id}" is a standard already`)
      enter('measures', measures, id, { id, system, is: { ...one, unit: spelled(one.unit, vocabulary) } })
    }
    for (const [id, is] of Object.entries(system.duties ?? {})) enter('duties', duties, id, { id, system, is })
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
      if (templates.has(id)) fault(['templates', id], `“${id}”重复声明`, `"${id}" is declared twice`)
      templates.set(id, { id, system: source.system, is, texts: textsOf(id, is, figures, fault) })
    }
  }
  const charter: Charter = {
    systems,
    kinds,
    measures,
    standards,
    duties,
    hours,
    appraisals,
    templates,
    posts,
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
  system.head?.forEach((id, index) => {
    known(charter.measures, id, ['head', String(index)], '指标', 'measure')
  })
  for (const kind of kindsOf(system))
    for (const [name, field] of Object.entries(kind.fields)) {
      const path = [`${kind.form}s`, kind.id, 'fields', name]
      if (field.type === 'choice' && !field.choices)
        fault(path, `选择字段“${name}”没有选项`, `the choice field "${name}" has no choices`)
      // Where people are is nobody's duty to report.
      if (field.type === 'point' && !field.optional)
        fault(
          path,
          `坐标字段“${name}”不得必填。请写明 optional: true`,
          `the field "${name}" is a point, which may not be demanded. Say optional: true`,
        )
      if (!field.of || !known(charter.kinds, field.of, path, '类型', 'kind')) continue
      const { retired, system: by } = charter.kinds.get(field.of)!
      if (retired && !field.retired && !(kind.retired && kind.retired <= retired))
        fault(
          path,
          `“${kind.id}”的字段“${name}”要填类型“${field.of}”，而“${by.id}”已自 ${retired} 起停用该类型，此后无可填写。请改用在用的类型，或同时停用“${name}”`,
          `the field "${name}" of "${kind.id}" asks for a "${field.of}", but "${by.id}" retired that kind from ${retired}, so that nothing could be entered. Name a kind in use, or retire "${name}" as well`,
        )
    }
  for (const [id, kind] of Object.entries(system.records ?? {}))
    if (kind.pays !== undefined) checkPay(id, kind.pays, charter, fault, known)
  for (const [id, kind] of Object.entries(system.cases ?? {})) checkCase(id, kind, charter, fault, known)
  for (const [id, standard] of Object.entries(system.standards ?? {})) {
    checkCode(charter, 'unit', standard.unit, ['standards', id, 'unit'], fault)
    checkStandard(id, standard, fault)
    standard.entries.forEach((entry, index) => {
      const path = ['standards', id, 'entries', String(index), 'clause']
      sourceless(path, entry.clause, `标准“${id}”自 ${entry.from} 起的数值`, `the value of "${id}" from ${entry.from}`)
    })
  }
  for (const [id, measure] of Object.entries(system.measures ?? {})) checkMeasure(id, measure, charter, fault, known)
  for (const [id, duty] of Object.entries(system.duties ?? {})) {
    const path = ['duties', id]
    if (!readDay(duty.from))
      fault([...path, 'from'], `“${duty.from}”不是存在的日期`, `"${duty.from}" is not a day that exists`)
    for (const field of ['tier', 'sector'] as const)
      duty.who[field]?.forEach((code, index) => {
        checkCode(charter, field, code, [...path, 'who', field, String(index)], fault)
      })
    const measured = known(charter.measures, duty.measure, [...path, 'measure'], '指标', 'measure')
    for (const other of [duty.atLeast.times, duty.atLeast.each])
      if (other) known(charter.measures, other, [...path, 'atLeast'], '指标', 'measure')
    if (known(charter.standards, duty.atLeast.standard, [...path, 'atLeast'], '标准', 'standard')) {
      const { is } = charter.standards.get(duty.atLeast.standard)!
      if (!inForce(is.entries, duty.from))
        fault(
          [...path, 'atLeast'],
          `“${id}”自 ${duty.from} 起应履行，但标准“${duty.atLeast.standard}”当时没有数值。请补一条不晚于该日的标准，或推迟起始日`,
          `"${id}" is owed from ${duty.from}, but the standard "${duty.atLeast.standard}" has no value by then. Add an entry not later than that day, or let the duty begin later`,
        )
      if (measured) checkDuty(id, duty, charter, fault)
    }
  }
  checkWeighed(system, charter, fault, known)
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
    const place = [...path, 'entries', String(index)]
    if (!readDay(entry.from)) fault(place, `“${entry.from}”不是存在的日期`, `"${entry.from}" is not a day that exists`)
    if (entry.value < 0) fault(place, `标准“${id}”为负数`, `the standard "${id}" is negative`)
    const before = standard.entries[index - 1]
    if (before && before.from >= entry.from)
      fault(
        place,
        `标准“${id}”的两条数值 ${before.from} 与 ${entry.from} 时间重叠或次序颠倒。请让每条从不同的日期开始，按先后排列`,
        `two entries of the standard "${id}", ${before.from} and ${entry.from}, overlap or are out of order. Let each begin on a day of its own, the earlier first`,
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
  for (const { field, atLeast, atMost } of kind.limits ?? []) {
    const place = [...path, 'limits']
    if (field !== 'due' && !NUMBERS.includes(kind.fields[field]?.type ?? ''))
      fault(place, `“${id}”没有数字字段“${field}”`, `"${id}" has no number field "${field}"`)
    const name = (atLeast ?? atMost)!
    const standard = known(charter.standards, name, place, '标准', 'standard') && charter.standards.get(name)!.is
    if (standard && standard.strength !== 'must' && standard.strength !== 'floor')
      fault(
        place,
        `标准“${name}”不是必须遵守的，不能据以拒绝立项`,
        `the standard "${name}" is not one that must be kept, so no case can be refused by it`,
      )
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

/** Two limits of one field must leave a value that both allow, on every day from which one of their values holds. */
function checkLimits(id: string, kind: CaseKind, charter: Charter, fault: Report): void {
  const named = (name: string | undefined) => (name === undefined ? undefined : charter.standards.get(name))
  for (const field of new Set((kind.limits ?? []).map(limit => limit.field))) {
    const limits = (kind.limits ?? []).filter(limit => limit.field === field)
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
        ...(kind!.form === 'thing' ? ['ties'] : []),
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
      checkWhere([...path, 'where'], measure.where as Where | undefined, kind, charter, fault, standard)
      if (kind?.form === 'case') checkStages(measure, kind, path, fault)
      if (measure.op === 'share') checkWhere([...path, 'part'], measure.part as Where, kind, charter, fault, standard)
      if ('once' in measure && measure.once) field(measure.over, names, measure.once)
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
