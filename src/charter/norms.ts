// Whether norms go together: one that contradicts another, is said twice, speaks of what is retired or can never be met.
import { nearest } from '../problem/nearest.ts'
import { inForce } from '../time/dated.ts'
import { type Day, readDay } from '../time/day.ts'
import { type Length, MONTHS_IN } from '../time/period.ts'
import type { Charter, Declared, Kind } from './charter.ts'
import {
  type Bound,
  type Condition,
  type Duty,
  type Measure,
  type Range,
  type Standard,
  type Subjects,
  UNITS,
  WHO_FIELDS,
  type Where,
  type WhichOrg,
  type Who,
} from './language.ts'

/** Tells a fault of a system: where in its file, and one sentence in each language. */
export type Report = (path: readonly string[], zh: string, en: string, within?: number) => void

/** Months over which a standard's unit asks its value; null where it is asked of every turn as it is. */
export function monthsPer(unit: string): number | null {
  return MONTHS_IN[(unit.split('/')[1] ?? '') as Length] ?? null
}

/** True for money a month, a quarter or a year, which is owed for every day: half a year's money is a sum, half a year's
 *  meetings are nothing. */
export function accrues(standard: Standard): boolean {
  return standard.unit.startsWith('yuan/') && monthsPer(standard.unit) !== null
}

/** The bounds of a condition, or null where it is no range. */
export function rangeOf(asked: unknown): Range | null {
  return typeof asked === 'object' && asked !== null && !Array.isArray(asked) && !NO_RANGE.some(word => word in asked)
    ? asked
    : null
}

const NO_RANGE = ['has', 'lacks', 'who', 'given']

/** What a condition asks of the person whom a field or a tie names; undefined where it asks of nobody. */
export function whoOf(asked: unknown): Who | undefined {
  return typeof asked === 'object' && asked !== null && 'who' in asked ? (asked.who as Who | undefined) : undefined
}

/** The conditions of a measure: those that a fact must meet, those of the part of a share, those of people on a roll, and
 *  with them what these ask of people. */
export function wheresOf(measure: Measure): Where[] {
  const told = [
    'where' in measure ? measure.where : undefined,
    measure.op === 'share' ? measure.part : undefined,
    measure.op === 'people' ? measure.among : undefined,
  ].filter(where => where !== undefined) as Where[]
  return [...told, ...told.flatMap(where => Object.values(where).flatMap(asked => whoOf(asked) ?? []))]
}

/** Whether a measure asks of people what the register says of them, beside who they are. */
export function asksPeople(measure: Measure): boolean {
  const whos = [
    ...wheresOf(measure).flatMap(where => Object.values(where).flatMap(asked => whoOf(asked) ?? [])),
    ...(measure.op === 'people' && measure.among ? [measure.among] : []),
  ]
  return whos.some(who => Object.keys(who).some(name => name !== 'ties'))
}

/** Ids of the standards that a measure's conditions name. */
export function boundsIn(measure: Measure): string[] {
  return wheresOf(measure).flatMap(where =>
    Object.values(where).flatMap(asked =>
      Object.values(rangeOf(asked) ?? {}).filter((bound): bound is string => typeof bound === 'string'),
    ),
  )
}

/** Checks one duty against what it reads. Its measure and standard are known to be there. */
export function checkDuty(id: string, duty: Duty, charter: Charter, fault: Report): void {
  const path = ['duties', id]
  const { is: measure } = charter.measures.get(duty.measure)!
  const { is: standard } = charter.standards.get(duty.atLeast.standard)!
  const never = (part: string, zh: string, en: string) =>
    fault([...path, part], `“${id}”永远无法完成：${zh}`, `"${id}" can never be met: ${en}`)

  if (duty.to !== undefined) {
    if (!readDay(duty.to)) fault([...path, 'to'], `“${duty.to}”不是存在的日期`, `"${duty.to}" is not a day that exists`)
    else if (duty.to <= duty.from)
      never(
        'to',
        `它自 ${duty.from} 起应履行，却在 ${duty.to} 已经停止。请把止期改到起始日之后`,
        `it is owed from ${duty.from} but no more from ${duty.to}. Let it end after it begins`,
      )
  }
  if (duty.months) {
    const odd = duty.months.find(month => !Number.isInteger(month) || month < 1 || month > 12)
    if (odd !== undefined || duty.months.length === 0)
      fault(
        [...path, 'months'],
        `月份应为 1 至 12 的整数，至少一个${odd === undefined ? '' : `，现为“${odd}”`}`,
        `months are whole numbers from 1 to 12, at least one${odd === undefined ? '' : `, not "${odd}"`}`,
      )
    if (duty.every !== 'month')
      fault(
        [...path, 'months'],
        `“${id}”按${EVERY[duty.every][0]}履行，不能再限定月份。请改为按月（every: month），或去掉 months`,
        `"${id}" is owed ${EVERY[duty.every][1]} and cannot be bound to months as well. Make it monthly (every: month), or leave months out`,
      )
  }
  if (measure.op === 'difference' || measure.op === 'standard')
    never(
      'measure',
      `“${duty.measure}”由其他数据推算，没有哪个组织能直接完成它。请改用从记录数出来的指标`,
      `"${duty.measure}" is worked out from other figures, so nobody can bring it about. Choose a measure that is counted from records`,
    )
  const [thing] = standard.unit.split('/')
  const [counted] = measure.unit.split('/')
  // «One surveyor for each enterprise» multiplies two units into a third; only the unit of a plain standard must be the measure's.
  const each = duty.atLeast.each === undefined ? null : charter.measures.get(duty.atLeast.each)?.is
  if (each && (each.op !== 'people' || measure.op !== 'people'))
    never(
      'atLeast',
      `“每人”（each）要求“${duty.atLeast.each}”与“${duty.measure}”都是按人计数（people）的指标`,
      `"each" asks that "${duty.atLeast.each}" and "${duty.measure}" both count people`,
    )
  if (duty.atLeast.each && duty.atLeast.times)
    never('atLeast', '“times”与“each”只能用一个', 'it may use "times" or "each", not both')
  if (!duty.atLeast.times && thing !== counted) {
    const [asked, told] = [thing!, counted!].map(unit => unit.split('|')).map(([zh, en = zh]) => ({ zh, en }))
    never(
      'atLeast',
      `标准“${duty.atLeast.standard}”以“${asked!.zh}”计，指标“${duty.measure}”以“${told!.zh}”计，两者无法比较。请让单位一致`,
      `the standard "${duty.atLeast.standard}" is in "${asked!.en}" and the measure "${duty.measure}" in "${told!.en}", which cannot be compared. Give both the same unit`,
    )
  }
  if (accrues(standard) && !inForce(standard.broken ?? [], duty.from))
    fault(
      [...path, 'atLeast'],
      `“${id}”自 ${duty.from} 起按“${duty.atLeast.standard}”付款，但该标准没有写明不足一个月怎么算。请给标准加上 broken（days 按天、begun 按整月，或写在职的日子 1 至 31），并写明依据`,
      `"${id}" pays by "${duty.atLeast.standard}" from ${duty.from}, but that standard does not say how a broken month is owed. Add "broken" to it (days, begun, or the day 1 to 31 on which one must be there) with its clause`,
    )
  if (!duty.ceiling) checkReach(duty, charter, never)
  const where: Where = ('where' in measure ? (measure.where as Where | undefined) : undefined) ?? {}
  for (const field of ['tier', 'sector'] as const) {
    const asked = where[field]
    const wanted = typeof asked === 'string' ? [asked] : Array.isArray(asked) ? asked.map(String) : null
    const who = duty.who[field]
    if (wanted && who && !who.some(one => wanted.includes(one)))
      never(
        'measure',
        `承担者是“${who.join('、')}”，而指标“${duty.measure}”只统计“${wanted.join('、')}”。请让两者一致`,
        `it is owed by ${who.join(', ')}, but the measure "${duty.measure}" counts only ${wanted.join(', ')}. Let both speak of the same organizations`,
      )
  }
  checkRetired(id, duty, measure, charter, fault)
}

/** A value to reach that the measure cannot have: more than all of a share, more choices or days than there are. */
function checkReach(duty: Duty, charter: Charter, never: (part: string, zh: string, en: string) => void): void {
  const { is: measure } = charter.measures.get(duty.measure)!
  const { is: standard } = charter.standards.get(duty.atLeast.standard)!
  const [thing] = standard.unit.split('/')
  const most = standard.entries.reduce<(typeof standard.entries)[number] | null>(
    (high, entry) => (high && high.value >= entry.value ? high : entry),
    null,
  )
  const bounded = measure.op === 'share' || measure.op === 'presence'
  if (bounded && most && most.value > 100)
    never(
      'atLeast',
      `标准“${duty.atLeast.standard}”自 ${most.from} 起要求 ${most.value}%，而“${duty.measure}”是占比，最多 100%。请改标准，或换一个指标`,
      `the standard "${duty.atLeast.standard}" asks ${most.value}% from ${most.from}, but "${duty.measure}" is a share of at most 100%. Change the standard or choose another measure`,
    )
  const choices =
    measure.op === 'count' && measure.once ? charter.kinds.get(measure.over)?.fields[measure.once]?.choices : undefined
  const several = Object.keys(choices ?? {}).length
  if (choices && !duty.atLeast.times && most && most.value > several)
    never(
      'atLeast',
      `标准“${duty.atLeast.standard}”自 ${most.from} 起要求 ${most.value}，而“${duty.measure}”每种只计一次，总共只有 ${several} 种。请改标准，或给字段增加选项`,
      `the standard "${duty.atLeast.standard}" asks ${most.value} from ${most.from}, but "${duty.measure}" counts each choice once and there are only ${several}. Change the standard or give the field more choices`,
    )
  const share = (monthsPer(standard.unit) ?? MONTHS_IN[duty.every]) / MONTHS_IN[duty.every]
  if (thing === 'day' && !duty.atLeast.times && most && most.value / share > SHORTEST[duty.every])
    never(
      'atLeast',
      `标准“${duty.atLeast.standard}”自 ${most.from} 起每期要求 ${most.value / share} 天，而一期最短只有 ${SHORTEST[duty.every]} 天。请改标准或期限`,
      `the standard "${duty.atLeast.standard}" asks ${most.value / share} days a turn from ${most.from}, but a turn may have only ${SHORTEST[duty.every]}. Change the standard or the turn`,
    )
}

/** Kinds of tie that the conditions of a measure ask for. */
export function tiesIn(measure: Measure): string[] {
  return wheresOf(measure).flatMap(tiesOf)
}

/** Kinds of tie that conditions ask for. */
export function tiesOf(where: Where | undefined): string[] {
  return tiesAsked(where?.ties)
}

/** What a condition asks of the organization that a tie names; undefined where it asks of none. */
export function orgOf(asked: unknown): WhichOrg | undefined {
  return typeof asked === 'object' && asked !== null && 'org' in asked ? (asked.org as WhichOrg) : undefined
}

/** Kinds of tie that a condition asks for, to have them or to lack them. */
function tiesAsked(asked: Condition | undefined): string[] {
  if (typeof asked !== 'object' || Array.isArray(asked)) return []
  return 'has' in asked ? [asked.has].flat() : 'lacks' in asked ? [asked.lacks].flat() : []
}

/** A duty may not outlive the kind or the field that it is measured by. */
function checkRetired(id: string, duty: Duty, measure: Measure, charter: Charter, fault: Report): void {
  const read = measure.op === 'utilization' ? [...measure.by, measure.of] : 'over' in measure ? [measure.over] : []
  const sources = [...read, ...tiesIn(measure)]
  for (const source of sources) {
    const kind = charter.kinds.get(source)
    if (!kind) continue
    if (kind.retired && (duty.to === undefined || duty.to > kind.retired))
      fault(
        ['duties', id, 'measure'],
        `“${id}”${duty.to ? `到 ${duty.to} 为止` : '长期'}由类型“${source}”计算，而“${kind.system.id}”已自 ${kind.retired} 起停用该类型。请改用在用的类型，或让“${id}”最迟于 ${kind.retired} 停止（to）`,
        `"${id}" is measured by the kind "${source}"${duty.to ? ` until ${duty.to}` : ''}, but "${kind.system.id}" retired that kind from ${kind.retired}. Measure it by a kind in use, or end "${id}" by ${kind.retired} (to)`,
      )
    const names = [
      ...Object.keys(('where' in measure ? measure.where : undefined) ?? {}),
      ...('field' in measure ? [measure.field] : []),
    ]
    for (const name of names)
      if (kind.fields[name]?.retired && duty.to === undefined)
        fault(
          ['duties', id, 'measure'],
          `“${id}”要看类型“${source}”的字段“${name}”，而“${kind.system.id}”已停用该字段。请改用在用的字段，或给“${id}”写明止期（to）`,
          `"${id}" reads the field "${name}" of "${source}", but "${kind.system.id}" retired that field. Use a field that is still asked, or say when "${id}" ends (to)`,
        )
  }
}

const EVERY: Readonly<Record<Length, readonly [zh: string, en: string]>> = {
  month: ['月', 'monthly'],
  quarter: ['季', 'quarterly'],
  half: ['半年', 'half-yearly'],
  year: ['年', 'yearly'],
}
const SHORTEST: Readonly<Record<Length, number>> = { month: 28, quarter: 90, half: 181, year: 365 }
const STRONG: ReadonlySet<Standard['strength']> = new Set(['must', 'floor'])

/** Finds pairs of duties that ask the same thing of the same organizations at the same time: said twice, or contradictory.
 *  The fault is told of the one that stands later. Different lengths of turn are different questions. */
export function checkPairs(charter: Charter, reportOf: (system: string) => Report): void {
  const alike = new Map<string, Declared<Duty>[]>()
  for (const duty of charter.duties.values()) {
    const measure = charter.measures.get(duty.is.measure)?.is
    if (!measure || !charter.standards.has(duty.is.atLeast.standard)) continue
    const key = `${duty.is.ceiling} ${duty.is.every} ${JSON.stringify(duty.is.who.sized ?? null)} ${duty.is.atLeast.times ?? ''} ${duty.is.atLeast.each ?? ''} ${signature(measure)}`
    const before = alike.get(key)
    if (before) {
      for (const other of before) checkPair(charter, other, duty, reportOf(duty.system.id))
      before.push(duty)
    } else alike.set(key, [duty])
  }
}

function checkPair(charter: Charter, first: Declared<Duty>, second: Declared<Duty>, fault: Report): void {
  const [a, b] = [first.is, second.is]
  const meet = (one?: readonly unknown[], other?: readonly unknown[]) =>
    !one || !other || one.some(value => other.includes(value))
  if (!meet(a.who.tier, b.who.tier) || !meet(a.who.sector, b.who.sector) || !meet(a.months, b.months)) return
  const from = a.from > b.from ? a.from : b.from
  const ends = (on: Day) => (a.to !== undefined && on >= a.to) || (b.to !== undefined && on >= b.to)
  if (ends(from)) return
  const [left, right] = [a, b].map(duty => charter.standards.get(duty.atLeast.standard)!.is) as [Standard, Standard]
  const days = [from, ...[...left.entries, ...right.entries].map(entry => entry.from)]
    .filter(on => on >= from && !ends(on))
    .sort()
  const weight = (standard: Standard) => Number(STRONG.has(standard.strength))
  for (const on of days) {
    const [x, y] = [inForce(left.entries, on), inForce(right.entries, on)]
    if (!x || !y) continue
    const [p, q] = [perMonth(left, x.value, a.every), perMonth(right, y.value, b.every)]
    const names = { zh: `“${second.id}”（${second.system.id}）与“${first.id}”（${first.system.id}）` }
    const english = `"${second.id}" (${second.system.id}) and "${first.id}" (${first.system.id})`
    if (p === q) {
      fault(
        ['duties', second.id],
        `${names.zh}自 ${on} 起是同一件事规定了两次，时间重叠。请去掉其中一项，或给较早的一项写明止期（to）`,
        `${english} ask the same thing twice from ${on}: they overlap in time. Leave one out, or say when the earlier one ends (to)`,
      )
      return
    }
    // «Normally six» beside «at least four» agree; «normally two» beside «at least four» do not.
    const [strong, weak] = weight(left) > weight(right) ? [p, q] : [q, p]
    if (weight(left) !== weight(right) && weak > strong) continue
    fault(
      ['duties', second.id],
      `${names.zh}相抵触：同样的组织自 ${on} 起，前者要求 ${y.value}（${y.clause.zh}），后者要求 ${x.value}（${x.clause.zh}）。请调整其中一项标准，给其中一项写明止期（to），或分清承担者`,
      `${english} contradict each other: of the same organizations from ${on} the one asks ${y.value} (${y.clause.en}), the other ${x.value} (${x.clause.en}). Change one of the standards, say when one of them ends (to), or let them be owed by different organizations`,
    )
    return
  }
}

/** What a standard asks of one month, so that «24 a year» and «2 a month» compare. */
function perMonth(standard: Standard, value: number, every: Length): number {
  return value / (monthsPer(standard.unit) ?? MONTHS_IN[every])
}

/** What a measure counts, without its title: two measures with the same signature always give the same number. */
function signature(measure: Measure): string {
  const { title: _title, unit: _unit, digits: _digits, ...rest } = measure
  const sorted = (value: unknown): unknown =>
    value && typeof value === 'object' && !Array.isArray(value)
      ? Object.entries(value)
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([key, inner]) => [key, sorted(inner)])
      : value
  return JSON.stringify(sorted(rest))
}

/** Fields of the register whose codes the charter lists in full; education and nationality follow open standards. */
const CLOSED: ReadonlySet<string> = new Set(['tier', 'sector', 'model', 'post', 'team', 'occupation', 'rank', 'kind'])

/** Checks the conditions of a measure: bounds name standards, ranges are not empty, codes are those of the field. */
export function checkWhere(
  path: readonly string[],
  where: Where | undefined,
  kind: Kind | undefined,
  charter: Charter,
  fault: Report,
  known: (id: string, path: readonly string[]) => boolean,
): void {
  for (const [name, asked] of Object.entries(where ?? {})) {
    for (const tie of name === 'ties' ? tiesAsked(asked) : [])
      if (charter.kinds.get(tie)?.form !== 'tie') {
        const near = nearest(
          tie,
          [...charter.kinds.values()].filter(one => one.form === 'tie').map(one => one.id),
        )
        fault(
          path,
          `没有联系类型“${tie}”${near ? `；最接近的是“${near}”` : ''}`,
          `there is no kind of tie "${tie}"${near ? `; the nearest is "${near}"` : ''}`,
        )
      }
    const who = whoOf(asked)
    if (who) {
      const person =
        'has' in (asked as object)
          ? tiesAsked(asked).map(tie => charter.kinds.get(tie)?.fields.person)
          : [kind?.fields[name]]
      if (person.some(field => field?.type !== 'person'))
        fault(
          path,
          `对“${name}”的要求涉及人员（who），但它没有写明是哪个人`,
          `what is asked of "${name}" is asked of a person (who), but it names none`,
        )
      checkWho([...path, 'who'], who, charter, fault, known)
    }
    const org = orgOf(asked)
    if (org) {
      for (const tie of tiesAsked(asked))
        if (charter.kinds.get(tie)?.fields.org?.type !== 'org')
          fault(
            path,
            `对“${tie}”的要求涉及组织（org），但它没有写明是哪个组织`,
            `what is asked of "${tie}" is asked of an organization (org), but it names none`,
          )
      for (const field of ['tier', 'sector'] as const)
        for (const code of org[field] ?? []) checkCode(charter, field, code, [...path, 'org', field], fault)
    }
    const range = rangeOf(asked)
    const bounds = Object.values(range ?? {}) as Bound[]
    for (const bound of bounds) if (typeof bound === 'string') known(bound, path)
    const least = range?.atLeast
    if (typeof least === 'number' && (gap(least, range?.atMost) || (least === range?.below && least !== undefined)))
      fault(
        path,
        `对“${name}”的要求自相矛盾：既不低于 ${least}，又${range?.atMost === undefined ? `低于 ${range?.below}` : `不超过 ${range.atMost}`}，没有记录能满足。请改其中一个`,
        `what is asked of "${name}" contradicts itself: at least ${least}, and ${range?.atMost === undefined ? `below ${range?.below}` : `at most ${range.atMost}`}, so no record can meet it. Change one of the two`,
      )
    const following = kind && charter.follows.get(kind.id)?.[name]
    const codes =
      following && 'first' in following
        ? following.first
        : kind && name in kind.fields
          ? kind.fields[name]!.choices
          : CLOSED.has(name) && charter.vocabulary.codes[name]
    const values = typeof asked === 'string' ? [asked] : Array.isArray(asked) ? asked : []
    if (!codes || Object.keys(codes).length === 0) continue
    for (const value of values)
      if (!(String(value) in codes)) {
        const near = nearest(String(value), Object.keys(codes))
        fault(
          path,
          `字段“${name}”没有取值“${value}”${near ? `；是否指“${near}”？` : `。它的取值有：${Object.keys(codes).join('、')}`}`,
          `"${name}" has no value "${value}"${near ? `; did you mean "${near}"?` : `. Its values are: ${Object.keys(codes).join(', ')}`}`,
        )
      }
  }
}

/** Checks what is asked of a person: fields that the register has of everybody, and their codes. */
export function checkWho(
  path: readonly string[],
  who: Who,
  charter: Charter,
  fault: Report,
  known: (id: string, path: readonly string[]) => boolean,
): void {
  for (const name of Object.keys(who))
    if (!(WHO_FIELDS as readonly string[]).includes(name)) {
      const near = nearest(name, WHO_FIELDS)
      fault(
        path,
        `名册没有人员的“${name}”${near ? `；最接近的是“${near}”` : ''}`,
        `the register knows no "${name}" of people${near ? `; the nearest is "${near}"` : ''}`,
      )
    }
  checkWhere(path, who as Where, undefined, charter, fault, known)
}

function gap(least: number, most: Bound | undefined): boolean {
  return typeof most === 'number' && most < least
}

/** Checks a code against the vocabulary of the charter; a charter that says no words for a field takes every code. */
export function checkCode(charter: Charter, field: string, code: string, path: readonly string[], fault: Report): void {
  const known = Object.keys(charter.vocabulary.codes[field] ?? {})
  const codes =
    field === 'unit' ? [...UNITS, ...known, ...known.flatMap(one => PERIODS.map(per => `${one}/${per}`))] : known
  if (codes.length === 0 || codes.includes(code)) return
  const near = nearest(code, codes)
  fault(
    path,
    `没有“${code}”${near ? `；是否指“${near}”？` : `。可用的有：${codes.join('、')}`}`,
    `there is no "${code}"${near ? `; did you mean "${near}"?` : `. There are: ${codes.join(', ')}`}`,
  )
}

const PERIODS = Object.keys(MONTHS_IN)

/** True for an organization that is one of the subjects, by its tier and sector. */
export function isSubject(who: Subjects, org: { readonly tier: string; readonly sector: string }): boolean {
  return (!who.tier || who.tier.includes(org.tier)) && (!who.sector || who.sector.includes(org.sector))
}

/** The standards that decide how much of a duty is owed, and by whom. */
export function standardsOf({ atLeast, who }: Duty): string[] {
  return [atLeast.standard, who.sized?.atLeast, who.sized?.atMost].filter(id => id !== undefined)
}
