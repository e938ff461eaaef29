// What the norms do not let anybody open: a case with fewer than a standard asks, or with a due day beyond it.

import type { Issue } from '../charter/body.ts'
import { type Charter, caseKindOf, type Kind } from '../charter/charter.ts'
import { inForce } from '../time/dated.ts'
import { type Day, daysBetween } from '../time/day.ts'

/** The first limit of its kind that a case opened on a day passes, with both numbers, the clause and the remedy; null where none is. */
export function beyond(charter: Charter, kind: Kind, body: Readonly<Record<string, unknown>>, on: Day): Issue | null {
  if (kind.form !== 'case') return null
  for (const { field, atLeast, atMost } of caseKindOf(kind).limits ?? []) {
    const standard = charter.standards.get((atLeast ?? atMost)!)!.is
    const entry = inForce(standard.entries, on)
    const value = field === 'due' ? daysBetween(on, body.due as Day) : Number(body[field])
    if (!entry || body[field] === undefined || (atLeast ? value >= entry.value : value <= entry.value)) continue
    const name = kind.fields[field]!.name
    const told =
      field === 'due'
        ? { zh: `立项后第 ${value} 天`, en: `${value} days after the opening` }
        : { zh: String(value), en: String(value) }
    return {
      field,
      why: {
        zh: `（${name.zh}）现为 ${told.zh}，${atLeast ? '少于' : '超过'}“${standard.title.zh}” ${entry.value}（${entry.clause.zh}）。请核对；确未达到规定的，暂不能立项。`,
        en: `(${name.en}) is ${told.en}, ${atLeast ? 'less' : 'more'} than "${standard.title.en}", ${entry.value} (${entry.clause.en}). Check it; what does not reach the norm cannot be opened yet.`,
      },
    }
  }
  return null
}
