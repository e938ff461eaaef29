// A form while it is being filled, on a desk or a phone: what was typed, and the lines of records that it becomes.
import type { z } from 'zod'
import { check } from '../charter/body.ts'
import type { Kind } from '../charter/charter.ts'
import type { FieldType, Words } from '../charter/language.ts'
import type { Problem } from '../problem/problem.ts'
import type { Day } from '../time/day.ts'
import type { CaptureAnswer, CaptureKind } from './capture.api.ts'
import { type Effort, minutesOf } from './effort.ts'
import type { RecordInput, showRecord } from './record.api.ts'
import { sameEvent, type Telling } from './twin.ts'

export type Typed = Readonly<Record<string, string | boolean>>

/** Somebody who was due and did not come, came to make up for it, or, by a record that is corrected, was not due at all. */
export type Away = 'absent' | 'excused' | 'madeUp' | 'notDue'

/** Something that the event decided: a case to be opened with the record. */
export interface Decision {
  readonly id: string
  readonly kind: string
  readonly typed: Typed
}

export interface Draft {
  /** The id that the record will bear, made when the form was opened. */
  readonly id: string
  readonly account: string
  readonly org: { readonly code: string; readonly name: Words }
  readonly kind: string
  readonly day: string
  readonly typed: Typed
  /** Members who were not there; everybody else was. */
  readonly away: Readonly<Record<string, Away>>
  /** Who was there, for kinds whose roll holds only who is named. */
  readonly there: readonly string[]
  readonly decisions: readonly Decision[]
  /** Id of a known record that is said to be another event. */
  readonly another: string | null
  /** Milliseconds spent on it so far, without pauses. Leaves this browser as whole minutes only. */
  readonly spent?: number
  /** What stood in the form when it was opened. */
  readonly given?: Typed
  /** The record that this form corrects, and what it holds that forms do not ask any more. */
  readonly corrects?: { readonly id: string; readonly kept: Readonly<Record<string, unknown>>; readonly why: string }
}

/** A new form. The thing that it is about, or a place that is the only one or the one used last time, is chosen already. */
export function begin(
  id: string,
  account: string,
  kind: CaptureKind,
  answer: CaptureAnswer,
  today: Day,
  about?: string,
): Draft {
  const last = answer.known.find(known => known.kind === kind.id)
  const typed: Record<string, string> = {}
  for (const [name, field] of Object.entries(kind.fields)) {
    if (field.type !== 'thing') continue
    const things = answer.things.filter(thing => thing.kind === field.of)
    const before = things.find(thing => thing.id === (about ?? last?.body[name]))
    const chosen = before ?? (things.length === 1 ? things[0] : undefined)
    if (chosen) typed[name] = chosen.id
  }
  const { org } = answer
  const nothing = { away: {}, there: [], decisions: [], another: null }
  return { id, account, org, kind: kind.id, day: today, typed, given: typed, ...nothing }
}

type Stored = Pick<z.output<typeof showRecord.out>, 'id' | 'org' | 'day' | 'body' | 'roll'>

/** A form filled with a record that it is to correct. */
export function correcting(
  id: string,
  account: string,
  kind: CaptureKind,
  record: Stored,
  answer: CaptureAnswer,
): Draft {
  const asked = (name: string) => kind.fields[name] !== undefined
  const body = Object.entries(record.body)
  const lists = { present: [], excused: [], absent: [], madeUp: [], ...record.roll }
  const away: Record<string, Away> = {}
  // Who stands on no list was not due: a form must not count them as present.
  for (const person of answer.people) if (person.member && kind.roll === 'members') away[person.id] = 'notDue'
  for (const one of lists.present) delete away[one.id]
  for (const as of ['excused', 'absent', 'madeUp'] as const) for (const one of lists[as]) away[one.id] = as
  const members = new Set(answer.people.filter(person => person.member).map(person => person.id))
  return {
    id,
    account,
    org: record.org,
    kind: kind.id,
    day: record.day,
    typed: Object.fromEntries(
      body
        .filter(([name]) => asked(name))
        .map(([name, value]) => [name, typeof value === 'boolean' ? value : String(value)]),
    ),
    away,
    there: lists.present.map(one => one.id).filter(one => kind.roll === 'named' || !members.has(one)),
    decisions: [],
    another: null,
    corrects: { id: record.id, kept: Object.fromEntries(body.filter(([name]) => !asked(name))), why: '' },
  }
}

/** The answer with those whom a record names although they do not stand there on its day. */
export function withPeople(answer: CaptureAnswer, record: Stored): CaptureAnswer {
  const known = new Set(answer.people.map(person => person.id))
  const others = Object.values(record.roll ?? {})
    .flat()
    .filter(one => !known.has(one.id))
  return { ...answer, people: [...answer.people, ...others.map(one => ({ ...one, member: false }))] }
}

/** The value that a record holds, from what was typed: voice and Chinese keyboards write １，２００元 and 1.2万 for numbers.
 *  What is no number stays as it was typed, so that the check finds it. */
export function typedValue(type: FieldType, typed: string | boolean | undefined): unknown {
  if (typed === undefined || typeof typed === 'boolean') return typed
  const text = typed.trim()
  if (text === '') return undefined
  if (type !== 'money' && type !== 'integer' && type !== 'decimal') return text
  const plain = text.normalize('NFKC').replace(/[,，\s]|[元人个天头只次课时小时]+$/g, '')
  const number = /^\d+(?:\.\d+)?万$/.test(plain) ? times10000(plain.slice(0, -1)) : plain
  if (type === 'money') return number
  return /^\d+(?:\.\d+)?$/.test(number) ? Number(number) : text
}

/** Moves the point four places on, by its digits: money is not counted in floating point. */
function times10000(number: string): string {
  const [whole = '', part = ''] = number.split('.')
  const digits = `${whole}${part.padEnd(4, '0')}`
  const rest = digits.slice(whole.length + 4).replace(/0+$/, '')
  return `${digits.slice(0, whole.length + 4).replace(/^0+(?=\d)/, '')}${rest ? `.${rest}` : ''}`
}

function bodyOf(kind: CaptureKind, typed: Typed): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(kind.fields)
      .map(([name, field]) => [name, typedValue(field.type, typed[name])] as const)
      .filter(([, value]) => value !== undefined),
  )
}

/** Ids of who was there: members that are not away, or those named. */
export function presentOf(draft: Draft, kind: CaptureKind, answer: CaptureAnswer): string[] {
  if (kind.roll === 'named') return [...draft.there]
  if (kind.roll === null) return []
  const members = answer.people.filter(person => person.member).map(person => person.id)
  return [...new Set([...members, ...draft.there])].filter(id => !draft.away[id])
}

/** Decisions are written in the form of their event, whose minutes hold theirs. */
const NO_MORE: Effort = { minutes: 0, known: 0, spared: [] }

/** The lines that the form becomes: the record itself with what the form cost, then what it decided. `spared` are forms that
 *  were not filled in before, because the same was on record. */
export function linesOf(
  draft: Draft,
  kind: CaptureKind,
  answer: CaptureAnswer,
  spared: Effort['spared'] = [],
): RecordInput[] {
  const place = { org: draft.org.code, day: draft.day }
  const away = (as: Away) =>
    kind.roll === 'members' ? Object.keys(draft.away).filter(id => draft.away[id] === as) : []
  const roll = {
    present: presentOf(draft, kind, answer),
    excused: away('excused'),
    absent: away('absent'),
    madeUp: away('madeUp'),
  }
  const { corrects } = draft
  const body = { ...corrects?.kept, ...bodyOf(kind, draft.typed) }
  const why = corrects?.why.trim()
  const given = Object.entries(draft.given ?? {})
  const effort = {
    minutes: minutesOf(draft.spent ?? 0),
    known: given.filter(([name, value]) => draft.typed[name] === value).length,
    spared: [...spared],
  }
  return [
    {
      id: draft.id,
      kind: kind.id,
      ...place,
      body,
      ...(kind.roll ? { roll } : {}),
      ...(corrects ? { voids: corrects.id } : {}),
      ...(why ? { why } : {}),
      effort,
    },
    ...draft.decisions.flatMap(decision => {
      const of = answer.kinds.find(one => one.id === decision.kind)
      return of ? [{ id: decision.id, kind: of.id, ...place, body: bodyOf(of, decision.typed), effort: NO_MORE }] : []
    }),
  ]
}

/** What may be wrong with a place of a form, in the words of whoever fills it in. */
export const FAULTS = {
  missing: { zh: '请填上。', en: 'Fill this in.' },
  number: { zh: '请写数字，如 12。', en: 'Write a number such as 12.' },
  money: {
    zh: '请写金额（元），至多两位小数，如 1234.50。',
    en: 'Write an amount in yuan with at most two decimals, such as 1234.50.',
  },
  long: { zh: '太长了，请控制在 4000 字以内。', en: 'This is too long; keep it under 4,000 characters.' },
  future: { zh: '这一天还没有到。', en: 'This day has not come yet.' },
  early: { zh: '时限不能早于会议当天。', en: 'The due day cannot be before the day of the event.' },
  nobody: { zh: '一个人都没有勾。', en: 'Nobody is ticked.' },
} as const satisfies Record<string, Words>

export type Fault = keyof typeof FAULTS

/** What is wrong, by field: `day`, `who`, a field of the kind, or `<id of the decision>.<field>`. */
export type Faults = Readonly<Record<string, Fault>>

/** Checks a form by the rules that the server has, and says each fault in the words of the field. */
export function faultsIn(draft: Draft, kind: CaptureKind, answer: CaptureAnswer, today: Day): Faults {
  const faults: Record<string, Fault> = {}
  const fieldsOf = (of: CaptureKind, typed: Typed, prefix: string) => {
    const body = bodyOf(of, typed)
    for (const { field } of check(of as unknown as Kind, body))
      faults[prefix + field] = body[field] === undefined ? 'missing' : (FAULTY[of.fields[field]!.type] ?? 'missing')
  }
  if (draft.day === '') faults.day = 'missing'
  if (draft.day > today) faults.day = 'future'
  // A case has an owner, a person or an organization, and a day that is not past when it is opened.
  const ownedIn = (typed: Typed, prefix: string) => {
    if (!typed.owner && !typed.owner_org) faults[`${prefix}owner`] = 'missing'
    if (typed.due && String(typed.due) < draft.day) faults[`${prefix}due`] = 'early'
  }
  fieldsOf(kind, draft.typed, '')
  if (kind.form === 'case') ownedIn(draft.typed, '')
  for (const decision of draft.decisions) {
    const of = answer.kinds.find(one => one.id === decision.kind)
    if (!of) continue
    fieldsOf(of, decision.typed, `${decision.id}.`)
    ownedIn(decision.typed, `${decision.id}.`)
  }
  if (kind.roll && presentOf(draft, kind, answer).length === 0) faults.who = 'nobody'
  return faults
}

const FAULTY: Readonly<Partial<Record<FieldType, Fault>>> = {
  text: 'long',
  integer: 'number',
  decimal: 'number',
  money: 'money',
}

/** The place of a form that a refusal of the server speaks of, as in `Faults`; null where it concerns the record as a whole. */
export function placeOf(problem: Problem, draft: Draft, kind: CaptureKind): string | null {
  const details = problem.details as Readonly<Record<string, unknown>>
  const holding = (id: unknown) => Object.keys(draft.typed).find(name => draft.typed[name] === id) ?? null
  switch (problem.code) {
    case 'input.field': {
      const field = String(details.field)
      if (field === 'roll') return 'who'
      if (details.where === kind.id) return field in kind.fields ? field : null
      const decision = draft.decisions.find(one => one.kind === details.where)
      return decision ? `${decision.id}.${field}` : null
    }
    case 'input.day':
    case 'record.future':
    case 'kind.retired':
    case 'org.absent':
      return 'day'
    case 'person.unknown':
      return holding(details.person) ?? 'who'
    case 'thing.unknown':
      return holding(details.thing)
    case 'org.unknown':
      return holding(details.org)
    case 'case.owner':
      return kind.form === 'case' ? 'owner' : null
    case 'case.due':
      return kind.form === 'case' ? 'due' : null
    default:
      return null
  }
}

/** A record of the same kind and day that contradicts nothing typed so far, from the server or from this phone's queue. */
export function knownLike(
  draft: Draft,
  kind: CaptureKind,
  answer: CaptureAnswer,
  waiting: readonly RecordInput[],
): { id: string; body: Readonly<Record<string, unknown>>; present: number; by: string | null } | null {
  const mine: Telling = { body: bodyOf(kind, chosenOnly(kind, draft.typed)), present: [] }
  const alike = (body: Readonly<Record<string, unknown>>) => sameEvent(lenient(kind), mine, { body, present: [] })
  const known = answer.known.find(one => one.kind === kind.id && one.day === draft.day && alike(one.body))
  if (known) return { id: known.id, body: known.body, present: known.present.length, by: known.by }
  const own = waiting.find(
    line => line.kind === kind.id && line.org === draft.org.code && line.day === draft.day && alike(line.body),
  )
  return own ? { id: own.id!, body: own.body, present: own.roll?.present.length ?? 0, by: null } : null
}

function chosenOnly(kind: CaptureKind, typed: Typed): Typed {
  return Object.fromEntries(Object.entries(typed).filter(([name]) => kind.fields[name]?.type !== 'money'))
}

/** What is not typed yet contradicts nothing. */
function lenient(kind: CaptureKind): Pick<Kind, 'fields'> {
  return {
    fields: Object.fromEntries(
      Object.entries(kind.fields).map(([name, field]) => [name, { ...field, optional: true }]),
    ),
  } as unknown as Pick<Kind, 'fields'>
}
