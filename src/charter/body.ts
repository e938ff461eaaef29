// Checks a body against its kind, before anything is stored: every issue at once, each with its field and remedy.
import { nearest } from '../problem/nearest.ts'
import { isBlank, unfitSign, unfitWords } from '../problem/text.ts'
import { type Day, readDay } from '../time/day.ts'
import type { Kind } from './charter.ts'
import type { Field, FieldType, Words } from './language.ts'
import { readPoint, writePoint } from './point.ts'

/** What is wrong with one field. */
export interface Issue {
  readonly field: string
  readonly why: Words
}

/** How an id is written. */
export const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** Gives every issue of a body of a day; an empty list means that it may be stored. Without a day, what is demanded from a day on
 *  is not told of. Throws nothing. */
export function check(kind: Kind, body: Readonly<Record<string, unknown>>, on: Day | null): Issue[] {
  const issues: Issue[] = []
  const asked = Object.entries(kind.fields).filter(([, field]) => !field.retired)
  for (const name of Object.keys(body))
    if (!Object.hasOwn(kind.fields, name)) {
      const near = nearest(
        name,
        asked.map(([id]) => id),
      )
      issues.push({
        field: name,
        why: {
          zh: `不在类型“${kind.id}”中${near ? `；是否指“${near}”？` : `。它的字段有：${asked.map(([id]) => id).join('、') || '无'}。`}`,
          en: `is not a field of "${kind.id}"${near ? `; did you mean "${near}"?` : `. Its fields are: ${asked.map(([id]) => id).join(', ') || 'none'}.`}`,
        },
      })
    }
  for (const [name, field] of asked) {
    const value = body[name]
    if (isEmpty(value)) {
      if (!leftOut(field, on))
        issues.push({
          field: name,
          why: { zh: `（${field.name.zh}）没有填写，请补上。`, en: `(${field.name.en}) is missing; fill it in.` },
        })
    } else {
      const why = fault(field, value)
      if (why) issues.push({ field: name, why })
    }
  }
  return issues
}

/** The body as it is stored: money as text with two decimals, so that sums stay exact; points to the metre; empty fields left out. */
export function normalized(kind: Kind, body: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(body)
      .filter(([, value]) => !isEmpty(value))
      .map(([name, value]) => [name, stored(kind.fields[name]?.type, value)]),
  )
}

/** True for a value that says nothing: none, or a text of blanks and signs without width. */
function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || (typeof value === 'string' && isBlank(value))
}

/** Ids of people, organizations, things and records that a body names, with the kind that a thing or a record must have. */
export function namedIn(
  kind: Kind,
  body: Readonly<Record<string, unknown>>,
): {
  people: string[]
  orgs: string[]
  things: { id: string; of: string | undefined }[]
  records: { field: string; id: string; of: string | undefined }[]
} {
  const people: string[] = []
  const orgs: string[] = []
  const things: { id: string; of: string | undefined }[] = []
  const records: { field: string; id: string; of: string | undefined }[] = []
  for (const [name, field] of Object.entries(kind.fields)) {
    const value = body[name]
    if (typeof value !== 'string' || value === '') continue
    if (field.type === 'person') people.push(value)
    if (field.type === 'org') orgs.push(value)
    if (field.type === 'thing') things.push({ id: value, of: field.of })
    if (field.type === 'record') records.push({ field: name, id: value, of: field.of })
  }
  return { people, orgs, things, records }
}

/** Whether a fact of a day may leave a field out; of one whose day is unknown, whether it ever may. */
export function leftOut({ optional, demanded }: Field, on: Day | null): boolean {
  return optional === true && (demanded === undefined || on === null || on < demanded)
}

function fault(field: Field, value: unknown): Words | null {
  const told = shown(value)
  const sign = typeof value === 'string' ? unfitSign(value) : null
  if (sign) return unfitWords(sign)
  switch (field.type) {
    case 'text':
      return typeof value === 'string' && value.length <= 4000
        ? null
        : { zh: `应为 4000 字以内的文字，现为 ${told}。`, en: `must be text of at most 4000 characters, not ${told}.` }
    case 'integer':
      return Number.isSafeInteger(value) && (value as number) >= 0
        ? null
        : { zh: `应为不小于 0 的整数，现为 ${told}。`, en: `must be a whole number of at least 0, not ${told}.` }
    case 'decimal':
      return typeof value === 'number' && Number.isFinite(value) && value >= 0
        ? null
        : { zh: `应为不小于 0 的数，现为 ${told}。`, en: `must be a number of at least 0, not ${told}.` }
    case 'money':
      if (/^-/.test(String(value)))
        return {
          zh: `金额不能为负（${told}）；退款请更正原记录。`,
          en: `must not be negative money (${told}); to take a payment back, correct its record.`,
        }
      return (typeof value === 'string' || typeof value === 'number') && /^\d{1,13}(?:\.\d{1,2})?$/.test(String(value))
        ? null
        : {
            zh: `应为以元计、至多两位小数的金额，如 "1234.50"，现为 ${told}。`,
            en: `must be an amount in yuan with at most two decimals such as "1234.50", not ${told}.`,
          }
    case 'day':
      return typeof value === 'string' && readDay(value)
        ? null
        : {
            zh: `不是存在的日期（${told}），请写成 2012-04-30。`,
            en: `is not a day that exists (${told}); write it like 2012-04-30.`,
          }
    case 'choice': {
      const choices = Object.keys(field.choices ?? {})
      return choices.includes(String(value))
        ? null
        : {
            zh: `应为 ${choices.join('、')} 之一，现为 ${told}。`,
            en: `must be one of ${choices.join(', ')}, not ${told}.`,
          }
    }
    case 'flag':
      return typeof value === 'boolean'
        ? null
        : { zh: `应为 true 或 false，现为 ${told}。`, en: `must be true or false, not ${told}.` }
    case 'point':
      return typeof value === 'string' && readPoint(value)
        ? null
        : {
            zh: `应为十进制度数的经度和纬度，中间用半角逗号隔开，如 "118.83,45.71"，现为 ${told}。`,
            en: `must be longitude and latitude in decimal degrees such as "118.83,45.71", not ${told}.`,
          }
    default:
      return typeof value === 'string' && UUID.test(value)
        ? null
        : { zh: `应为编号（UUID），现为 ${told}。`, en: `must be an id (UUID), not ${told}.` }
  }
}

/** A value as a sentence shows it, however long it is. */
function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value)
  return text.length > 120 ? `${[...text.slice(0, 120)].slice(0, -1).join('')}…` : text
}

function stored(type: FieldType | undefined, value: unknown): unknown {
  if (type === 'money') return money(String(value))
  const point = type === 'point' ? readPoint(String(value)) : null
  return point ? writePoint(point) : value
}

function money(text: string): string {
  const [yuan, cents = ''] = text.split('.')
  return `${yuan}.${cents.padEnd(2, '0')}`
}
