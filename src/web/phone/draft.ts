// A form while it is being filled: what was typed, and the lines of records that it becomes.
import type { Kind } from '../../charter/charter.ts'
import type { FieldType, Words } from '../../charter/language.ts'
import type { CaptureAnswer, CaptureKind } from '../../record/capture.api.ts'
import { check } from '../../record/check.ts'
import type { RecordInput } from '../../record/record.api.ts'
import { sameEvent, type Telling } from '../../record/twin.ts'
import type { Day } from '../../time/day.ts'
import type { Word } from './words.ts'

export type Typed = Readonly<Record<string, string | boolean>>

/** Somebody who was due and did not come. */
export type Away = 'absent' | 'excused'

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
}

/** A new form. A place that is the only one, or the one used last time, is chosen already. */
export function begin(id: string, account: string, kind: CaptureKind, answer: CaptureAnswer, today: Day): Draft {
  const last = answer.known.find(known => known.kind === kind.id)
  const typed: Record<string, string> = {}
  for (const [name, field] of Object.entries(kind.fields)) {
    if (field.type !== 'thing') continue
    const things = answer.things.filter(thing => thing.kind === field.of)
    const before = things.find(thing => thing.id === last?.body[name])
    const chosen = before ?? (things.length === 1 ? things[0] : undefined)
    if (chosen) typed[name] = chosen.id
  }
  const { org } = answer
  return { id, account, org, kind: kind.id, day: today, typed, away: {}, there: [], decisions: [], another: null }
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
  return answer.people.filter(person => person.member && !draft.away[person.id]).map(person => person.id)
}

/** The lines that the form becomes: the record itself, then what it decided. */
export function linesOf(draft: Draft, kind: CaptureKind, answer: CaptureAnswer): RecordInput[] {
  const place = { org: draft.org.code, day: draft.day }
  const away = (as: Away) =>
    kind.roll === 'members' ? Object.keys(draft.away).filter(id => draft.away[id] === as) : []
  const roll = {
    present: presentOf(draft, kind, answer),
    excused: away('excused'),
    absent: away('absent'),
    madeUp: [],
  }
  return [
    { id: draft.id, kind: kind.id, ...place, body: bodyOf(kind, draft.typed), ...(kind.roll ? { roll } : {}) },
    ...draft.decisions.flatMap(decision => {
      const of = answer.kinds.find(one => one.id === decision.kind)
      return of ? [{ id: decision.id, kind: of.id, ...place, body: bodyOf(of, decision.typed) }] : []
    }),
  ]
}

/** What is wrong, by field: `day`, `who`, a field of the kind, or `<id of the decision>.<field>`. */
export type Faults = Readonly<Record<string, Word>>

/** Checks a form by the rules that the server has, and says each fault in the words of the field. */
export function faultsIn(draft: Draft, kind: CaptureKind, answer: CaptureAnswer, today: Day): Faults {
  const faults: Record<string, Word> = {}
  const fieldsOf = (of: CaptureKind, typed: Typed, prefix: string) => {
    const body = bodyOf(of, typed)
    for (const { field } of check(of as unknown as Kind, body))
      faults[prefix + field] =
        body[field] === undefined ? 'form.missing' : (FAULTY[of.fields[field]!.type] ?? 'form.missing')
  }
  if (draft.day === '') faults.day = 'form.missing'
  if (draft.day > today) faults.day = 'form.future'
  fieldsOf(kind, draft.typed, '')
  for (const decision of draft.decisions) {
    const of = answer.kinds.find(one => one.id === decision.kind)
    if (!of) continue
    fieldsOf(of, decision.typed, `${decision.id}.`)
    // Another organization is chosen at a desk; here a case has a person for its owner.
    if (!decision.typed.owner) faults[`${decision.id}.owner`] = 'form.missing'
    if (decision.typed.due && String(decision.typed.due) < draft.day) faults[`${decision.id}.due`] = 'form.early'
  }
  if (kind.roll && presentOf(draft, kind, answer).length === 0) faults.who = 'form.nobody'
  return faults
}

const FAULTY: Readonly<Partial<Record<FieldType, Word>>> = {
  text: 'form.long',
  integer: 'form.number',
  decimal: 'form.number',
  money: 'form.money',
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
