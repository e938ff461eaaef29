// Values of a kind's fields as they are typed on the command line.
import type { FieldRow } from '../charter/charter.api.ts'
import { nearest } from '../problem/nearest.ts'
import { refuse } from '../problem/problem.ts'

/** Values as the fields hold them, from `field=value`. Throws field.unknown with the nearest field. */
export function valuesOf(
  where: string,
  fields: readonly FieldRow[],
  given: readonly string[],
): Record<string, unknown> {
  return Object.fromEntries(
    given.map(text => {
      const cut = text.indexOf('=')
      const name = text.slice(0, Math.max(cut, 0))
      const field = fields.find(one => one.id === name)
      if (!field)
        refuse('field.unknown', {
          kind: where,
          field: name || text,
          near: nearest(
            name,
            fields.map(one => one.id),
          ),
        })
      const value = text.slice(cut + 1)
      if (field.type === 'flag') return [name, value === 'true' ? true : value === 'false' ? false : value]
      const number = field.type === 'integer' || field.type === 'decimal'
      return [name, number && value.trim() !== '' && Number.isFinite(Number(value)) ? Number(value) : value]
    }),
  )
}
