// What the norms do not let anybody open or take on: fewer than a standard asks, more than there were, a step too soon.

import type { Issue } from '../charter/body.ts'
import { type Charter, caseKindOf, type Kind, OPENED, stageWords } from '../charter/charter.ts'
import type { Fields, Limit, Words } from '../charter/language.ts'
import { inForce } from '../time/dated.ts'
import { type Day, daysBetween } from '../time/day.ts'
import { inOrder, type Step } from './case.ts'

type Body = Readonly<Record<string, unknown>>

/** The first limit of its kind that a case opened on a day passes, with both numbers, the clause and the remedy; null where none is. */
export function beyond(charter: Charter, kind: Kind, body: Body, on: Day): Issue | null {
  if (kind.form !== 'case') return null
  return passed(charter, caseKindOf(kind).limits ?? [], kind.fields, { told: body, body }, on)
}

/** The first limit that a stage of a case passes: by its own numbers, or by those that the case has by then. A field that the
 *  stage does not ask is mended where it was told, unless the limit names an approval here. */
function beyondAt(
  charter: Charter,
  stage: Kind,
  { opening, before, body }: { readonly opening: Body; readonly before: readonly Body[]; readonly body: Body },
  on: Day,
): Issue | null {
  const kind = charter.kinds.get(stage.stage!.of)!
  const { stages } = caseKindOf(kind)
  const fields = Object.assign({}, kind.fields, ...Object.values(stages).map(one => one.fields))
  const told = Object.assign({}, opening, ...before, body)
  return passed(charter, stages[stage.stage!.name]?.limits ?? [], fields, { told, body }, on)
}

/** `told` is everything that is known, `body` what is written now. */
function passed(
  charter: Charter,
  limits: readonly Limit[],
  fields: Fields,
  { told, body }: { readonly told: Body; readonly body: Body },
  on: Day,
): Issue | null {
  for (const { field, atLeast, atMost, where, unless } of limits) {
    if (told[field] === undefined) continue
    if (Object.entries(where ?? {}).some(([name, asked]) => ![asked].flat().includes(String(told[name])))) continue
    if (unless !== undefined && String(body[unless] ?? '').trim() !== '') continue
    const bound = boundOf(charter, fields, told, (atLeast ?? atMost)!, on)
    const value = field === 'due' ? daysBetween(on, told.due as Day) : Number(told[field])
    if (!bound || (atLeast !== undefined ? value >= bound.value : value <= bound.value)) continue
    const name = fields[field]?.name ?? { zh: field, en: field }
    const said: Words =
      field === 'due'
        ? { zh: `立项后第 ${value} 天`, en: `${value} days after the opening` }
        : { zh: String(value), en: String(value) }
    const approval = unless === undefined ? null : fields[unless]!.name
    const remedy = approval
      ? {
          zh: `请核对；确因工作需要并经批准的，请在“${approval.zh}”中写明批准和理由。`,
          en: `Check it; where the work needs it and it was approved, write the approval and its reason in "${approval.en}".`,
        }
      : typeof (atLeast ?? atMost) === 'object'
        ? { zh: '请核对两处的数。', en: 'Check both numbers.' }
        : {
            zh: '请核对；确未达到规定的，暂不能立项。',
            en: 'Check it; what does not reach the norm cannot be opened yet.',
          }
    return {
      field: body[field] === undefined && unless !== undefined ? unless : field,
      why: {
        zh: `（${name.zh}）现为 ${said.zh}，${atLeast !== undefined ? '少于' : '超过'}${bound.said.zh}。${remedy.zh}`,
        en: `(${name.en}) is ${said.en}, ${atLeast !== undefined ? 'less' : 'more'} than ${bound.said.en}. ${remedy.en}`,
      },
    }
  }
  return null
}

/** The value that bounds, and what it is called; null where none is in force or known. */
function boundOf(
  charter: Charter,
  fields: Fields,
  told: Body,
  bound: NonNullable<Limit['atLeast']>,
  on: Day,
): { value: number; said: Words } | null {
  if (typeof bound === 'object') {
    if (told[bound.field] === undefined) return null
    const value = Number(told[bound.field])
    const name = fields[bound.field]!.name
    return { value, said: { zh: `“${name.zh}” ${value}`, en: `"${name.en}", ${value}` } }
  }
  const { title, entries } = charter.standards.get(bound)!.is
  const entry = inForce(entries, on)
  if (!entry) return null
  return {
    value: entry.value,
    said: {
      zh: `“${title.zh}” ${entry.value}（${entry.clause.zh}）`,
      en: `"${title.en}", ${entry.value} (${entry.clause.en})`,
    },
  }
}

/** Why a step comes too soon or too late after the stage that its interval names: `day` of the record, in words; null where it
 *  does not. It is counted from the last time that stage was recorded before the step; nothing is asked where it never was. */
function untimely(
  charter: Charter,
  kind: Kind,
  opening: { readonly day: Day },
  steps: readonly Step[],
  step: Step,
): Issue | null {
  const is = caseKindOf(kind)
  const after = is.stages[step.stage]?.after
  if (!after) return null
  const ordered = inOrder(steps)
  const earlier = ordered.slice(
    0,
    ordered.findIndex(one => one.id === step.id),
  )
  const from = after.stage === OPENED ? opening.day : earlier.findLast(one => one.stage === after.stage)?.day
  if (from === undefined) return null
  const days = daysBetween(from, step.day)
  for (const [name, least] of [
    [after.atLeast, true],
    [after.atMost, false],
  ] as const) {
    const standard = name === undefined ? null : charter.standards.get(name)!.is
    const entry = standard && inForce(standard.entries, from)
    if (!standard || !entry || (least ? days >= entry.value : days <= entry.value)) continue
    const [since, now] = [stageWords(is, after.stage), stageWords(is, step.stage)]
    return {
      field: 'day',
      why: {
        zh: `：“${now.zh}”距“${since.zh}”（${from}）${days} 天，${least ? '少于' : '超过'}“${standard.title.zh}” ${entry.value} 天（${entry.clause.zh}）。请核对日期${least ? '，期满后再登记' : ''}。`,
        en: `is ${days} days after "${since.en}" (${from}), ${least ? 'less' : 'more'} than "${standard.title.en}", ${entry.value} (${entry.clause.en}). Check the day${least ? ' and record it once the days are over' : ''}.`,
      },
    }
  }
  return null
}

/** The first step of a story that passes an interval or a limit of its stage, judged with everything that stands before it;
 *  null where none of those asked about does. */
export function unkept<S extends Step & { readonly body: Body }>(
  charter: Charter,
  kind: Kind,
  opening: { readonly day: Day; readonly body: Body },
  steps: readonly S[],
  asked: (step: S) => boolean = () => true,
): { step: S; stage: Kind; issue: Issue } | null {
  const { stages } = caseKindOf(kind)
  if (!Object.values(stages).some(one => one.after || one.limits)) return null
  const ordered = inOrder(steps)
  for (const [index, step] of ordered.entries()) {
    const stage = charter.kinds.get(`${kind.id}.${step.stage}`)!
    const before = ordered.slice(0, index).map(one => one.body)
    const issue = asked(step)
      ? (untimely(charter, kind, opening, ordered, step) ??
        beyondAt(charter, stage, { opening: opening.body, before, body: step.body }, step.day))
      : null
    if (issue) return { step, stage, issue }
  }
  return null
}
