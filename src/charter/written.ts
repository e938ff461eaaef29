// Who writes what: that every kind and stage says it soundly, and what its writers are called.
import { nearest } from '../problem/nearest.ts'
import { type Charter, type Kind, kindsOf } from './charter.ts'
import type { System, Writer } from './language.ts'
import { checkCode, type Report } from './norms.ts'

/** Checks what a system says of the writers of its kinds and stages. The engine's own stages follow from the kind of case. */
export function checkWriters(system: System, charter: Charter, fault: Report): void {
  for (const kind of kindsOf(system)) {
    const declared = !kind.stage || system.cases![kind.stage.of]!.stages[kind.stage.name]
    if (declared) checkWritten(kind, charter, fault)
  }
}

function checkWritten(kind: Kind, charter: Charter, fault: Report): void {
  const { written, stage } = kind
  const path = stage ? ['cases', stage.of, 'stages', stage.name, 'written'] : [`${kind.form}s`, kind.id, 'written']
  checkBy(written.by, kind, charter, [...path, 'by'], fault)
  for (const [index, { field, values, by }] of (written.narrower ?? []).entries()) {
    const place = [...path, 'narrower', String(index)]
    const choices = Object.keys(kind.fields[field]?.choices ?? {})
    if (kind.fields[field]?.type !== 'choice')
      fault([...place, 'field'], `“${kind.id}”没有选择字段“${field}”`, `"${kind.id}" has no choice field "${field}"`)
    else
      for (const value of values.filter(one => !choices.includes(one))) {
        const near = nearest(value, choices)
        fault(
          [...place, 'values'],
          `字段“${field}”没有选项“${value}”${near ? `；最接近的是“${near}”` : ''}`,
          `the field "${field}" has no choice "${value}"${near ? `; the nearest is "${near}"` : ''}`,
        )
      }
    checkBy(by, kind, charter, [...place, 'by'], fault)
  }
  checkJudged(kind, charter, path, fault)
}

function checkBy(by: readonly Writer[], kind: Kind, charter: Charter, path: readonly string[], fault: Report): void {
  if (by.length === 0) fault(path, `“${kind.id}”没有写明由谁记录（by）`, `"${kind.id}" does not say who writes it (by)`)
  by.forEach((writer, index) => {
    const place = [...path, String(index)]
    if (typeof writer === 'string') {
      if (writer === 'person' && !people(kind, charter).length)
        fault(
          place,
          `“${kind.id}”没有人员字段，不能由“本人”记录。请改为 own 或 above`,
          `"${kind.id}" has no field with a person, so no person concerned can write it. Write own or above`,
        )
      return
    }
    if ('tier' in writer) for (const tier of writer.tier) checkCode(charter, 'tier', tier, [...place, 'tier'], fault)
    else
      for (const post of writer.post.filter(one => !charter.posts.has(one))) {
        const near = nearest(post, charter.posts.keys())
        fault(
          [...place, 'post'],
          `没有职务“${post}”${near ? `；最接近的是“${near}”` : ''}`,
          `there is no post "${post}"${near ? `; the nearest is "${near}"` : ''}`,
        )
      }
  })
}

/** The judged never writes a judgement: an organization not its own, a person not their own. */
function checkJudged({ id, written, ...kind }: Kind, charter: Charter, path: readonly string[], fault: Report): void {
  const { as, of, by } = written
  if (as === 'report') {
    if (of !== undefined)
      fault(
        [...path, 'of'],
        `“${id}”只报告做了什么，不评判谁。请去掉 of，或写明 as: judgement`,
        `"${id}" reports what was done and judges nobody. Leave "of" out, or say as: judgement`,
      )
    return
  }
  if (of !== undefined && !people({ id, written, ...kind }, charter).includes(of))
    fault([...path, 'of'], `“${id}”没有人员字段“${of}”`, `"${id}" has no field "${of}" with a person`)
  if (of === undefined && by.includes('own'))
    fault(
      [...path, 'by'],
      `“${id}”评判的是本组织，不能由本组织记录。请由上一级记录（above）；评判某个人的，写明 of: 人员字段`,
      `"${id}" judges the organization, which cannot write it itself. Let the one above write it (above), or name the person who is judged (of)`,
    )
  if (by.includes('person'))
    fault(
      [...path, 'by'],
      `“${id}”是评判，不能由被评判的本人记录。请去掉 person`,
      `"${id}" is a judgement, which the person concerned cannot write. Leave "person" out`,
    )
}

/** Fields of a kind that name a person; those of a stage with those of its case. */
function people(kind: Kind, charter: Charter): string[] {
  const fields = { ...(kind.stage ? charter.kinds.get(kind.stage.of)?.fields : {}), ...kind.fields }
  return Object.keys(fields).filter(name => fields[name]!.type === 'person')
}
