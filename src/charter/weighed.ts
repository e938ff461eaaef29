// Whether class hours and appraisals go together with what they weigh: kinds that name people, standards, measures, duties, bands.
import type { Charter } from './charter.ts'
import type { Appraisal, Bound, HourRule, System } from './language.ts'
import type { Report } from './norms.ts'

/** Says that an id is not known, with the nearest; gives whether it is known. */
export type Known = (
  map: ReadonlyMap<string, unknown>,
  id: string,
  path: readonly string[],
  zh: string,
  en: string,
) => boolean

/** Checks the rules of hours and the appraisals of a system. */
export function checkWeighed(system: System, charter: Charter, fault: Report, known: Known): void {
  for (const [id, rule] of Object.entries(system.hours ?? {})) checkHours(id, rule, charter, fault, known)
  for (const [id, appraisal] of Object.entries(system.appraisals ?? {}))
    checkAppraisal(id, appraisal, charter, fault, known)
}

function checkHours(id: string, rule: HourRule, charter: Charter, fault: Report, known: Known): void {
  const standard = (name: string, path: readonly string[]) => {
    if (!known(charter.standards, name, path, '标准', 'standard')) return
    if (charter.standards.get(name)!.is.unit.split('/')[0] !== 'hour')
      fault(
        path,
        `标准“${name}”不以学时计。请改用单位为 hour 的标准`,
        `the standard "${name}" is not in hours. Choose one whose unit is hour`,
      )
  }
  rule.counts.forEach(({ over, field, standard: otherwise }, index) => {
    const path = ['hours', id, 'counts', String(index)]
    if (!known(charter.kinds, over, path, '类型', 'kind')) return
    const kind = charter.kinds.get(over)!
    if (!namesPeople(kind))
      fault(path, `“${over}”不记人员，不能计学时`, `"${over}" names no people, so it gives nobody any hours`)
    if (field === undefined && otherwise === undefined)
      fault(
        path,
        `“${over}”没有写明怎样计学时。请写学时字段（field）或标准（standard）`,
        `"${over}" does not say how its hours are counted. Give the field that holds them or a standard`,
      )
    if (field !== undefined && !['integer', 'decimal'].includes(kind.fields[field]?.type ?? ''))
      fault(path, `“${over}”没有数值字段“${field}”`, `"${over}" has no number field "${field}"`)
    if (otherwise !== undefined) standard(otherwise, path)
  })
  rule.norms.forEach((norm, index) => {
    standard(norm.standard, ['hours', id, 'norms', String(index)])
  })
}

function checkAppraisal(id: string, appraisal: Appraisal, charter: Charter, fault: Report, known: Known): void {
  const path = ['appraisals', id]
  const bound = (full: Bound, place: readonly string[]) => {
    if (typeof full === 'string') known(charter.standards, full, place, '标准', 'standard')
  }
  if (!appraisal.clause?.zh?.trim() || !appraisal.clause.en?.trim())
    fault([...path, 'clause'], `考核“${id}”没有依据`, `the appraisal "${id}" has no source`)
  for (const [name, { by }] of Object.entries(appraisal.criteria)) {
    const place = [...path, 'criteria', name]
    const personal = 'hours' in by || 'records' in by
    if ('measure' in by) {
      known(charter.measures, by.measure, place, '指标', 'measure')
      bound(by.full, place)
    } else if ('duty' in by) known(charter.duties, by.duty, place, '事项', 'duty')
    else if ('pledge' in by) known(charter.measures, by.pledge, place, '指标', 'measure')
    else if ('hours' in by) known(charter.hours, by.hours, place, '学时规则', 'rule of hours')
    else {
      if (known(charter.kinds, by.records, place, '类型', 'kind') && !namesPeople(charter.kinds.get(by.records)!))
        fault(
          place,
          `“${by.records}”不记人员，不能用来考核个人`,
          `"${by.records}" names no people and cannot tell of one`,
        )
      bound(by.full, place)
    }
    if (personal && appraisal.of === 'orgs')
      fault(
        place,
        `“${name}”说的是个人，不能用于考核组织`,
        `"${name}" tells of a person and cannot appraise an organization`,
      )
  }
  const weights = Object.values(appraisal.criteria).reduce((sum, one) => sum + one.weight, 0)
  if (Math.abs(weights - 100) > 1e-9)
    fault(
      [...path, 'criteria'],
      `考核“${id}”各项权重之和应为 100，现为 ${weights}`,
      `the weights of the appraisal "${id}" must add up to 100, not ${weights}`,
    )
  const bands = Object.values(appraisal.bands)
  if (bands.at(-1)?.from !== 0 || bands.some((band, index) => index > 0 && band.from >= bands[index - 1]!.from))
    fault(
      [...path, 'bands'],
      `考核“${id}”的等次应从高到低排列，最后一个从 0 起`,
      `the ratings of the appraisal "${id}" go from the best down, and the last begins at 0`,
    )
}

/** True where a fact of the kind names people: on its roll, or in a field. */
function namesPeople(kind: { readonly roll: unknown; readonly fields: Readonly<Record<string, { type: string }>> }) {
  return kind.roll !== null || Object.values(kind.fields).some(field => field.type === 'person')
}
