// A form while it is being filled, on a desk or a phone: what was typed, and the lines of records that it becomes.
import type { z } from 'zod'
import { check } from '../charter/body.ts'
import type { Kind } from '../charter/charter.ts'
import type { FieldType, Words } from '../charter/language.ts'
import type { Problem } from '../problem/problem.ts'
import { type Day, readDay } from '../time/day.ts'
import { readPeriod } from '../time/period.ts'
import type { CaptureAnswer, CaptureKind } from './capture.api.ts'
import { type Effort, minutesOf } from './effort.ts'
import { heldBy } from './held.ts'
import type { RecordInput, showRecord } from './record.api.ts'
import { sameEvent, tellingOf } from './twin.ts'

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
  /** The turn that it is for; empty where the day says it. */
  readonly turn?: string
  readonly typed: Typed
  /** Members who were not there; everybody else was. */
  readonly away: Readonly<Record<string, Away>>
  /** The days on which those who made it up did so. */
  readonly madeUpOn?: Readonly<Record<string, string>>
  /** Who was there, for kinds whose roll holds only who is named. */
  readonly there: readonly string[]
  readonly decisions: readonly Decision[]
  /** Id of a known record that is said to be another event. */
  readonly another: string | null
  /** Milliseconds spent on it so far, without pauses. Leaves this browser as whole minutes only. */
  readonly spent?: number
  /** What stood in the form when it was opened. */
  readonly given?: Typed
  /** Why a payment is more than is owed; asked only once it was found to be. */
  readonly why?: string
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
  turn = '',
): Draft {
  const last = answer.known.find(known => known.kind === kind.id)
  let typed: Typed = {}
  for (const [name, field] of Object.entries(kind.fields)) {
    if (field.type !== 'thing') continue
    const things = answer.things.filter(thing => thing.kind === field.of)
    const before = things.find(thing => thing.id === (about ?? last?.body[name]))
    const chosen = before ?? (things.length === 1 ? things[0] : undefined)
    if (chosen) typed = typing(kind.fields, answer.things, typed, name, chosen.id)
  }
  const { org } = answer
  const nothing = { away: {}, there: [], decisions: [], another: null }
  return { id, account, org, kind: kind.id, day: today, turn, typed, given: typed, ...nothing }
}

/** What is typed once a field is filled: what is known of a thing that was chosen stands in the fields that would ask it, unless
 *  something else was typed there. */
export function typing(
  fields: Readonly<Record<string, Pick<CaptureKind['fields'][string], 'known'>>>,
  things: CaptureAnswer['things'],
  typed: Typed,
  name: string,
  value: string | boolean,
): Typed {
  const after: Record<string, string | boolean> = { ...typed, [name]: value }
  const followed = (thing: unknown, as: string) => {
    const known = things.find(one => one.id === thing)?.follows?.[as]
    return known === undefined ? '' : String(known)
  }
  for (const [id, { known }] of Object.entries(fields)) {
    if (known?.of !== name) continue
    const before = typed[id] ?? ''
    if (before === '' || before === followed(typed[name], known.as)) after[id] = followed(value, known.as)
  }
  return after
}

/** The turns that the record may be for beside that of its day: earlier ones that are not done, and the one it names already. */
export function turnsFor(draft: Draft, answer: CaptureAnswer): CaptureAnswer['turns'] {
  // An answer that a phone has kept for weeks may be older than these offers.
  const over = (answer.turns ?? []).filter(
    one => one.kind === draft.kind && (readPeriod(one.turn)?.to ?? '') <= draft.day,
  )
  return over.filter((one, index) => over.findIndex(other => other.turn === one.turn) === index)
}

type Stored = Pick<z.output<typeof showRecord.out>, 'id' | 'org' | 'day' | 'for' | 'body' | 'roll'>

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
  for (const person of answer.people) if (isDue(person, kind)) away[person.id] = 'notDue'
  for (const one of lists.present) delete away[one.id]
  for (const as of ['excused', 'absent', 'madeUp'] as const) for (const one of lists[as]) away[one.id] = as
  const members = new Set(answer.people.filter(person => isDue(person, kind)).map(person => person.id))
  return {
    id,
    account,
    org: record.org,
    kind: kind.id,
    day: record.day,
    turn: record.for ?? '',
    typed: Object.fromEntries(
      body
        .filter(([name]) => asked(name))
        .map(([name, value]) => [name, typeof value === 'boolean' ? value : String(value)]),
    ),
    away,
    madeUpOn: Object.fromEntries(lists.madeUp.flatMap(one => (one.on ? [[one.id, one.on]] : []))),
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
  return {
    ...answer,
    people: [...answer.people, ...others.map(one => ({ ...one, readings: '', member: false, full: false }))],
  }
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

/** Whether a person is due where nothing else is said: a member, where only votes are due a full one. */
export function isDue(person: CaptureAnswer['people'][number], { roll }: Pick<CaptureKind, 'roll'>): boolean {
  return roll === 'full' ? person.full : roll === 'members' && person.member
}

/** Ids of who was there: members that are not away, or those named. */
export function presentOf(draft: Draft, kind: CaptureKind, answer: CaptureAnswer): string[] {
  if (kind.roll === 'named') return [...draft.there]
  if (kind.roll === null) return []
  const members = answer.people.filter(person => isDue(person, kind)).map(person => person.id)
  return [...new Set([...members, ...draft.there])].filter(id => !draft.away[id])
}

/** The fields that a case asks in the form of its event: that it came of this event need not be said. */
export function askedIn(of: Pick<CaptureKind, 'fields'>, event: string): [string, CaptureKind['fields'][string]][] {
  return Object.entries(of.fields).filter(([, field]) => !(field.type === 'record' && field.of === event))
}

/** What a case of an event knows of it: which record it is. */
function inherited(of: CaptureKind, event: string, id: string): Record<string, unknown> {
  const own = Object.entries(of.fields).filter(([, field]) => field.type === 'record' && field.of === event)
  return Object.fromEntries(own.map(([name]) => [name, id]))
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
    kind.roll !== null && kind.roll !== 'named' ? Object.keys(draft.away).filter(id => draft.away[id] === as) : []
  const made = draft.madeUpOn ?? {}
  const madeUp = away('madeUp')
  const on = madeUp.flatMap(id => (made[id] ? [[id, made[id]] as const] : []))
  const roll = {
    present: presentOf(draft, kind, answer),
    excused: away('excused'),
    absent: away('absent'),
    madeUp,
    ...(on.length > 0 ? { madeUpOn: Object.fromEntries(on) as Record<string, Day> } : {}),
  }
  const { corrects } = draft
  const body = { ...corrects?.kept, ...bodyOf(kind, draft.typed) }
  const why = (corrects?.why ?? draft.why)?.trim()
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
      ...(draft.turn ? { for: draft.turn } : {}),
      ...(corrects ? { voids: corrects.id } : {}),
      ...(why ? { why } : {}),
      effort,
    },
    ...draft.decisions.flatMap(decision => {
      const of = answer.kinds.find(one => one.id === decision.kind)
      if (!of) return []
      const told = { ...bodyOf(of, decision.typed), ...inherited(of, kind.id, draft.id) }
      return [{ id: decision.id, kind: of.id, ...place, body: told, effort: NO_MORE }]
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
} as const satisfies Record<string, Words>

export type Fault = keyof typeof FAULTS

/** Asked of a payment that is more than is owed. */
export const WHY = { name: { zh: '为什么多付', en: 'Why more is paid' }, type: 'text', optional: true } as const

/** What is wrong, by field: `day`, `who`, a field of the kind, or `<id of the decision>.<field>`. */
export type Faults = Readonly<Record<string, Fault>>

/** Checks a form by the rules that the server has, and says each fault in the words of the field. */
export function faultsIn(draft: Draft, kind: CaptureKind, answer: CaptureAnswer, today: Day): Faults {
  const faults: Record<string, Fault> = {}
  const fieldsOf = (of: CaptureKind, typed: Typed, prefix: string) => {
    const body = { ...bodyOf(of, typed), ...(of === kind ? {} : inherited(of, kind.id, draft.id)) }
    for (const { field } of check(of as unknown as Kind, body, readDay(draft.day) ?? today))
      faults[prefix + field] = body[field] === undefined ? 'missing' : (FAULTY[of.fields[field]!.type] ?? 'missing')
  }
  if (draft.day === '') faults.day = 'missing'
  if (draft.day > today) faults.day = 'future'
  // A case has an owner, a person or an organization, and a day that is not past when it is opened.
  const ownedIn = (typed: Typed, prefix: string) => {
    if (!typed.owner && !typed.owner_org && !faults[`${prefix}owner_org`]) faults[`${prefix}owner`] = 'missing'
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
  return faults
}

/** What a form should ask about before it is saved: nobody was there, so that it will not count as held; or it does not say
 *  who came. */
export const WARNINGS = {
  nobody: {
    zh: '一个人都没有到会：记录会留存，但不算开过，不计入次数。确实无人到会再保存。',
    en: 'Nobody was there: the record is kept, but it does not count as held. Save it only if that is so.',
  },
  untold: {
    zh: '没有填谁到会：会照常计数，并标明“到会情况未记”。',
    en: 'It does not say who came: it counts, and is marked so.',
  },
} as const satisfies Record<string, Words>

/** What is to be asked about a form before it is saved; null where nothing is. */
export function warningIn(draft: Draft, kind: CaptureKind, answer: CaptureAnswer): keyof typeof WARNINGS | null {
  const present = presentOf(draft, kind, answer).length
  const away = kind.roll === 'members' ? Object.values(draft.away).filter(as => as !== 'notDue').length : 0
  const held = heldBy(kind, bodyOf(kind, draft.typed), { present, due: present + away })
  if (held === 'nobody') return 'nobody'
  return held === 'untold' && kind.roll !== null ? 'untold' : null
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
      if (field === 'for') return 'turn'
      if (details.where === kind.id) return field in kind.fields ? field : null
      const decision = draft.decisions.find(one => one.kind === details.where)
      return decision ? `${decision.id}.${field}` : null
    }
    case 'input.day':
    case 'record.future':
    case 'kind.retired':
    case 'org.absent':
      return 'day'
    case 'pay.above':
      return 'why'
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
  const day = readDay(draft.day)
  if (!day) return null
  const mine = tellingOf({ day, for: draft.turn || null, body: bodyOf(kind, chosenOnly(kind, draft.typed)) }, [])
  const alike = ({ for: turn, body }: Pick<RecordInput, 'body'> & { readonly for?: string | null | undefined }) =>
    sameEvent(lenient(kind), mine, tellingOf({ day, for: turn, body }, []))
  const known = answer.known.find(one => one.kind === kind.id && one.day === draft.day && alike(one))
  if (known) return { id: known.id, body: known.body, present: known.present.length, by: known.by }
  const own = waiting.find(
    line => line.kind === kind.id && line.org === draft.org.code && line.day === draft.day && alike(line),
  )
  return own ? { id: own.id!, body: own.body, present: own.roll?.present.length ?? 0, by: null } : null
}

function chosenOnly(kind: CaptureKind, typed: Typed): Typed {
  return Object.fromEntries(Object.entries(typed).filter(([name]) => kind.fields[name]?.type !== 'money'))
}

/** What is not typed yet contradicts nothing. */
function lenient(kind: CaptureKind): Pick<Kind, 'fields' | 'same'> {
  return {
    same: kind.same,
    fields: Object.fromEntries(
      Object.entries(kind.fields).map(([name, field]) => [name, { ...field, optional: true }]),
    ),
  } as unknown as Pick<Kind, 'fields' | 'same'>
}
