// How a measure is counted, in words that an official can check.
import { type Charter, caseKindOf, type Kind, OPENED } from '../charter/charter.ts'
import {
  type Attending,
  type CaseAsk,
  type Condition,
  DAY,
  type Follows,
  type Measure,
  ROLL,
  type Where,
  type Words,
} from '../charter/language.ts'
import { orgOf, rangeOf, whoOf } from '../charter/norms.ts'
import { codeOf, codesOf, fieldOf } from '../register/vocabulary.ts'

/** The formula of a figure in both languages. A standard reads as its title. */
export function formulaOf(charter: Charter, id: string): Words {
  const standard = charter.standards.get(id)
  if (standard) return standard.is.title
  const { is } = charter.measures.get(id)!
  return { zh: sentence(charter, is, 'zh'), en: sentence(charter, is, 'en') }
}

const ATTENDING: Readonly<Record<Attending, Words>> = {
  present: { zh: '实到', en: 'present' },
  due: { zh: '应到', en: 'due' },
  missed: { zh: '缺课', en: 'who missed it' },
  absent: { zh: '待补', en: 'still to make it up' },
  made_up: { zh: '按期补课', en: 'who made it up in time' },
  made_up_late: { zh: '逾期补课', en: 'who made it up too late' },
  made_good: { zh: '补课（按期和逾期）', en: 'who made it up, in time or late' },
}

function sentence(charter: Charter, measure: Measure, language: 'zh' | 'en'): string {
  const zh = language === 'zh'
  const title = (id: string) =>
    (charter.measures.get(id)?.is.title ?? charter.standards.get(id)?.is.title)?.[language] ?? id
  if (measure.op === 'difference')
    return zh
      ? `“${title(measure.of[0])}”减去“${title(measure.of[1])}”`
      : `"${title(measure.of[0])}" minus "${title(measure.of[1])}"`
  if (measure.op === 'standard') {
    const name = title(measure.standard)
    if (measure.take === 'before')
      return zh ? `标准“${name}”调整前的数值` : `the value of the standard "${name}" before it was changed`
    return zh ? `标准“${name}”本次调整的幅度` : `by how much the standard "${name}" was changed`
  }
  if (measure.op === 'utilization') {
    const kinds = measure.by.map(kind => charter.kinds.get(kind)?.name[language] ?? kind).join(zh ? '、' : ', ')
    const thing = charter.kinds.get(measure.of)?.name[language] ?? measure.of
    return zh
      ? `每个“${thing}”每月用于${kinds}的天数（同一天只计一次，最多计到标准“${title(measure.per)}”）之和 ÷ （“${thing}”个数 × 标准“${title(measure.per)}”）`
      : `days on which each "${thing}" was used by ${kinds} (a day once, a month at most to the standard "${title(measure.per)}") ÷ (number of "${thing}" × the standard "${title(measure.per)}")`
  }
  const over =
    charter.kinds.get(measure.over)?.name[language] ?? fieldOf(charter, measure.over)?.[language] ?? measure.over
  const filter = whereWords(charter, measure.over, measure.where as Where | undefined, language)
  const source = zh ? `${filter ? `${filter}的` : ''}${over}` : `${over}${filter ? ` with ${filter}` : ''}`
  const field = (name: string) => fieldWord(charter, measure.over, name, language)
  const time = timeWords(measure, charter, language)
  const once =
    measure.over !== 'posts'
      ? ''
      : zh
        ? '（一人在同一组织兼任几职的只计一次）'
        : ', each holder once in an organization'
  const body = () => {
    switch (measure.op) {
      case 'count':
        if (measure.once === DAY)
          return zh
            ? `有${source}的日子，同一组织同一天只计一次`
            : `days with ${source}, each day of an organization counted once`
        if (measure.once)
          return zh
            ? `${source}所涉及的${field(measure.once)}，每个只计一次`
            : `${field(measure.once)} named in ${source}, each counted once`
        return zh ? `${source}的数目` : `number of ${source}`
      case 'people':
        if (measure.among) {
          const among = whereWords(charter, '', measure.among as Where, language)
          return zh
            ? `${source}所涉及的人中${among}的，每人只计一次`
            : `people in ${source} with ${among}, each counted once`
        }
        return zh ? `${source}所涉及的人，每人只计一次` : `people in ${source}, each counted once`
      case 'attendances':
        return zh
          ? `${source}${ATTENDING[measure.of ?? 'present'].zh}人次之和`
          : `people ${ATTENDING[measure.of ?? 'present'].en}, added over ${source}`
      case 'presence':
        return zh
          ? `${source}的实到与补课人次 ÷ 应到人次（不含请假）`
          : `present or made up ÷ due and not excused, over ${source}`
      case 'sum':
        return zh ? `${source}的“${field(measure.field)}”之和` : `sum of "${field(measure.field)}" over ${source}`
      case 'average':
        return zh
          ? `${source}的“${field(measure.field)}”的平均值${once}`
          : `average of "${field(measure.field)}" over ${source}${once}`
      case 'latest':
        return zh
          ? `各组织最近一次${source}的“${field(measure.field)}”`
          : `"${field(measure.field)}" of each organization's latest ${source}`
      case 'share': {
        const part = whereWords(charter, measure.over, measure.part as Where, language)
        return zh ? `${source}中${part}的占比${once}` : `share of ${source} that have ${part}${once}`
      }
    }
  }
  const empty = kept(charter, measure, language)
  return zh ? `${time}${body()}${empty}` : `${body()}${time}${empty}`
}

/** That what nobody came to does not count, where the measure counts what was held; and by when a lesson is made up. */
function kept(charter: Charter, measure: Measure, language: 'zh' | 'en'): string {
  const kind = 'over' in measure ? charter.kinds.get(measure.over) : undefined
  if (kind?.form !== 'record') return ''
  const zh = language === 'zh'
  const made = measure.op === 'presence' || (measure.op === 'attendances' && measure.of?.startsWith('made_up'))
  if (made && kind.makeUp) {
    const title = charter.standards.get(kind.makeUp)!.is.title[language]
    return zh ? `；当月结束后按“${title}”的天数内补课为按期` : `; in time is within "${title}" after the month's end`
  }
  if (kind.held === null || measure.op === 'attendances' || measure.op === 'presence' || measure.op === 'people')
    return ''
  const by = kind.held === ROLL ? '' : (kind.fields[kind.held]?.name[language] ?? '')
  if (zh) return `；无人到会的${by ? `（${by}为 0）` : ''}不计`
  return `; what nobody came to${by ? ` (${by}: 0)` : ''} does not count`
}

function timeWords(measure: Measure, charter: Charter, language: 'zh' | 'en'): string {
  const zh = language === 'zh'
  if ('at' in measure && typeof measure.at === 'object') {
    const kind = charter.kinds.get(measure.at.eveOf)?.name[language] ?? measure.at.eveOf
    return zh ? `最近一次${kind}前一日，` : `, on the eve of the latest ${kind}`
  }
  if ('years' in measure && measure.years)
    return zh ? `截至期末的 ${measure.years} 年内，` : `, in the ${measure.years} years up to the period's end`
  if ('at' in measure && measure.at === 'turn') return zh ? '属于本期的，' : ', for the period'
  if ('at' in measure && measure.at === 'opened') return zh ? '期内新增，' : ', begun in the period'
  const form = 'over' in measure ? charter.kinds.get(measure.over)?.form : undefined
  if (form === 'case') {
    const at = 'at' in measure ? measure.at : undefined
    if (at === 'day') return zh ? '截至期末，' : ', of all opened by the last day of the period, as they stood then'
    if (at === 'closed')
      return zh ? '期内办结、期末仍为办结，' : ', closed in the period and still closed on its last day'
    return zh ? '期内立项，' : ', opened in the period'
  }
  const onDay = measure.op === 'latest' || form === undefined || form === 'thing' || form === 'tie'
  if (onDay) return zh ? '期末，' : ', on the last day of the period'
  return zh ? '期内，' : ', in the period'
}

/** Conditions in words, as a reader of a kind says them; empty where nothing is asked. */
export function whereWords(charter: Charter, over: string, where: Where | undefined, language: 'zh' | 'en'): string {
  return Object.entries(where ?? {})
    .map(([name, asked]) => {
      const who = whoOf(asked)
      const words = conditionWords(
        fieldWord(charter, over, name, language),
        asked,
        code => codeWord(charter, over, name, code, language),
        bound =>
          typeof bound === 'string'
            ? standardWord(charter, bound, language)
            : codeWord(charter, over, name, bound, language),
        language,
        charter.kinds.get(over)?.fields[name] ? [] : codesOf(charter, name),
      )
      const org = orgOf(asked)
      if (!who && !(org && Object.keys(org).length > 0)) return words
      const asks = whereWords(charter, '', (who ?? org) as Where, language)
      return language === 'zh' ? `${words}（${asks}）` : `${words} (${asks})`
    })
    .join(language === 'zh' ? '、' : ' and ')
}

/** How what follows of a kind of thing is found, as a sentence without its stop; a form says its condition and its clause. */
export function followingWords(charter: Charter, kind: string, is: Follows, language: 'zh' | 'en'): string {
  const zh = language === 'zh'
  const asked = (where: Where | undefined) => whereWords(charter, kind, where, language)
  const tie = (id: string) => charter.kinds.get(id)?.name[language] ?? id
  if ('people' in is) {
    const { members } = is.people
    const which = members?.org ? whereWords(charter, '', members.org as Where, language) : ''
    const so = whereWords(charter, '', is.who as Where, language)
    const belong = members
      ? zh
        ? `和“${tie(members.tie)}”写明的组织${which && `（${which}）`}的党员`
        : ` and members of the organizations that "${tie(members.tie)}" names${which && ` (${which})`}`
      : ''
    return zh
      ? `“${tie(is.people.tie)}”写明的人${belong}中${so}的人数，每人只计一次`
      : `people whom "${tie(is.people.tie)}" names${belong}, with ${so}, each counted once`
  }
  if ('sum' in is) {
    const name = fieldWord(charter, kind, is.sum, language)
    const bounded = whereWords(charter, kind, { [is.sum]: is.where }, language)
    return zh
      ? `同一组织下${bounded}者的${name}之和`
      : `sum of ${name} over those of the same organization with ${bounded}`
  }
  const forms = Object.values(is.first)
  const one = new Set(forms.map(form => form.clause.zh)).size === 1
  const source = (clause: Words) => (zh ? `（依据：${clause.zh}）` : ` (source: ${clause.en})`)
  const told = forms.map(({ name, where, clause }) => {
    const when = asked(where)
    const form = zh
      ? `${when ? `${when}的` : '其余的'}，${name.zh}`
      : `${when ? `with ${when}` : 'otherwise'}, ${name.en}`
    return one ? form : form + source(clause)
  })
  return told.join(zh ? '；' : '; ') + (one ? source(forms[0]!.clause) : '')
}

const MANY = 8

function conditionWords(
  name: string,
  asked: Condition,
  word: (code: unknown) => string,
  bound: (bound: unknown) => string,
  language: 'zh' | 'en',
  codes: readonly string[],
): string {
  const zh = language === 'zh'
  if (Array.isArray(asked)) {
    const out = codes.filter(code => !asked.includes(code)).sort()
    // A list of nearly all says less than what it leaves out.
    if (asked.length >= MANY && out.length > 0 && out.length < asked.length)
      return zh ? `${name}不是${out.map(word).join('或')}` : `${name} other than ${out.map(word).join(' or ')}`
    return zh ? `${name}为${asked.map(word).join('或')}` : `${name} ${asked.map(word).join(' or ')}`
  }
  if (typeof asked === 'object' && 'lacks' in asked) {
    const wanted = [asked.lacks].flat().map(word)
    return zh ? `没有${wanted.join('或')}` : `no ${wanted.join(' and no ')}`
  }
  if (typeof asked === 'object' && !Array.isArray(asked) && 'who' in asked && !('has' in asked)) return name
  if (typeof asked === 'object' && 'given' in asked)
    return zh ? `${asked.given ? '写明' : '未写明'}${name}` : `${asked.given ? 'with' : 'without'} ${name} said`
  if (typeof asked === 'object' && 'has' in asked) {
    const wanted = [asked.has].flat().map(word)
    return zh ? `有${wanted.join('或')}` : `a ${wanted.join(' or a ')}`
  }
  const range = rangeOf(asked)
  if (range) {
    // Codes of a rank: GB/T 4658 gives the higher education the smaller number.
    const [least, most, below] =
      codes.length > 0
        ? [
            (than: string) => (zh ? `为${than}及以下` : `${than} or below`),
            (than: string) => (zh ? `为${than}及以上` : `${than} or above`),
            (than: string) => (zh ? `高于${than}` : `above ${than}`),
          ]
        : [
            (than: string) => (zh ? `不低于${than}` : `at least ${than}`),
            (than: string) => (zh ? `不超过${than}` : `at most ${than}`),
            (than: string) => (zh ? `低于${than}` : `below ${than}`),
          ]
    const parts = [
      range.atLeast === undefined ? '' : least(bound(range.atLeast)),
      range.atMost === undefined ? '' : most(bound(range.atMost)),
      range.below === undefined ? '' : below(bound(range.below)),
    ]
    return `${name}${zh ? '' : ' '}${parts.filter(Boolean).join(zh ? '且' : ' and ')}`
  }
  // «Overdue: no» is how a form speaks; the book says «not overdue».
  if (asked === true) return name
  if (asked === false) return zh ? `没有${name}` : `not ${name}`
  return zh ? `${name}为${word(asked)}` : `${name} ${word(asked)}`
}

function standardWord(charter: Charter, id: string, language: 'zh' | 'en'): string {
  const title = charter.standards.get(id)?.is.title[language] ?? id
  return language === 'zh' ? `标准“${title}”` : `the standard "${title}"`
}

/** What a measure asks of a case beside its fields. */
const CASE_WORDS: Readonly<Record<CaseAsk, Words>> = {
  stage: { zh: '阶段', en: 'stage' },
  state: { zh: '状态', en: 'state' },
  overdue: { zh: '逾期', en: 'overdue' },
  late: { zh: '超期办结', en: 'closed late' },
  reopened: { zh: '重新打开次数', en: 'times reopened' },
  repeated: { zh: '重复出现', en: 'repeated' },
}
const STATES: Readonly<Record<string, Words>> = {
  open: { zh: '未办结', en: 'open' },
  closed: { zh: '已办结', en: 'closed' },
}
const FLAGS: Readonly<Record<string, Words>> = { true: { zh: '是', en: 'yes' }, false: { zh: '否', en: 'no' } }

function caseCode(kind: Kind, name: string, code: string): Words | undefined {
  if (name === 'state') return STATES[code]
  if (name === 'stage')
    return code === OPENED ? { zh: '刚立项', en: 'just opened' } : caseKindOf(kind).stages[code]?.name
  return FLAGS[code]
}

/** The reader's word for a field of a source. */
export function fieldWord(charter: Charter, over: string, name: string, language: 'zh' | 'en'): string {
  const kind = charter.kinds.get(over)
  const asked = kind?.form === 'case' ? CASE_WORDS[name as CaseAsk] : charter.follows.get(over)?.[name]?.name
  return (kind?.fields[name]?.name ?? asked)?.[language] ?? fieldOf(charter, name)?.[language] ?? name
}

/** The reader's word for a code in a field: a choice of the charter, an appraisal or a kind of it, a code of the register, or the
 *  value itself. */
export function codeWord(charter: Charter, over: string, name: string, code: unknown, language: 'zh' | 'en'): string {
  const text = String(code)
  const kind = charter.kinds.get(over)
  if (kind?.form === 'case' && name in CASE_WORDS) return caseCode(kind, name, text)?.[language] ?? text
  const following = charter.follows.get(over)?.[name]
  return (
    charter.kinds.get(over)?.fields[name]?.choices?.[text]?.[language] ??
    (following && 'first' in following ? following.first[text]?.name[language] : undefined) ??
    charter.appraisals.get(text)?.is.title[language] ??
    charter.kinds.get(text)?.name[language] ??
    codeOf(charter, name, text)?.[language] ??
    text
  )
}
