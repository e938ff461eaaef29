// What is typed into the fields that the charter asks of a case, a thing or a tie: text until it is sent.
import type { FieldRow } from '../charter/charter.api.ts'

export type Values = Readonly<Record<string, string>>

/** Values in the form that the wire wants; what was left empty is left out. */
export function valuesFor(fields: readonly FieldRow[], values: Values): Record<string, unknown> {
  return Object.fromEntries(
    fields
      .map(field => [field, (values[field.id] ?? '').trim()] as const)
      .filter(([, text]) => text !== '')
      .map(([{ id, type }, text]) => {
        if (type === 'flag') return [id, text === 'true']
        return [id, (type === 'integer' || type === 'decimal') && Number.isFinite(Number(text)) ? Number(text) : text]
      }),
  )
}

/** What is wrong in each field: that it must be filled and is not. */
export function wrongIn(fields: readonly FieldRow[], values: Values, missing: string): Record<string, string | false> {
  return Object.fromEntries(
    fields.map(({ id, optional, type }) => [
      id,
      !optional && type !== 'flag' && (values[id] ?? '').trim() === '' && missing,
    ]),
  )
}
