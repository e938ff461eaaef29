// What follows of things: that what a system says of it is sound, and what it rests on. Pure.
import type { Charter } from './charter.ts'
import type { Follows, Measure, System, Where } from './language.ts'
import { checkWhere, checkWho, type Report, tiesOf, wheresOf } from './norms.ts'
import type { Known } from './weighed.ts'

/** What is declared to follow of things, by kind: that of a later system after that of an earlier one. */
export function followsOf(systems: readonly System[]): Map<string, Readonly<Record<string, Follows>>> {
  const found = new Map<string, Readonly<Record<string, Follows>>>()
  for (const { follows } of systems)
    for (const [kind, named] of Object.entries(follows ?? {})) found.set(kind, { ...found.get(kind), ...named })
  return found
}

/** Whether a measure asks what follows of things: from ties, and from the register of people and organizations elsewhere. */
export function asksFollows({ follows }: Pick<Charter, 'follows'>, measure: Measure): boolean {
  const named = 'over' in measure ? follows.get(measure.over) : undefined
  return named !== undefined && wheresOf(measure).some(where => Object.keys(where).some(name => name in named))
}

/** The form that is due of things of a kind: the first of which it says what shows that it is in place. */
export function dueForm({ follows }: Pick<Charter, 'follows'>, kind: string) {
  for (const [name, is] of Object.entries(follows.get(kind) ?? {}))
    if ('first' in is && Object.values(is.first).some(form => form.met)) return { name, is }
  return null
}

/** The kinds of tie from which something follows of things of a kind. */
export function tiesFollowed({ follows }: Pick<Charter, 'follows'>, kind: string): string[] {
  const ties = Object.values(follows.get(kind) ?? {}).flatMap(one => {
    if ('people' in one) return [one.people.tie, ...(one.people.members ? [one.people.members.tie] : [])]
    return 'first' in one ? Object.values(one.first).flatMap(form => [...tiesOf(form.where), ...tiesOf(form.met)]) : []
  })
  return [...new Set(ties)]
}

/** Checks what a system says that follows: of a kind of thing, under a name of its own, from what is there to be asked. */
export function checkFollows(system: System, charter: Charter, fault: Report, known: Known): void {
  for (const [id, named] of Object.entries(system.follows ?? {})) {
    const path = ['follows', id]
    if (!known(charter.kinds, id, path, '类型', 'kind')) continue
    const kind = charter.kinds.get(id)!
    if (kind.form !== 'thing')
      fault(
        path,
        `“${id}”不是台账对象，没有可推得的内容。请写台账的类型`,
        `"${id}" is no kind of thing, of which something could follow. Name a kind of thing`,
      )
    const all = Object.keys(charter.follows.get(id)!)
    for (const [name, one] of Object.entries(named)) {
      const place = [...path, name]
      if (name in kind.fields || name === 'ties')
        fault(
          place,
          `“${id}”已有字段“${name}”，推得的内容请另取名称`,
          `"${id}" has a field "${name}" already; what follows needs a name of its own`,
        )
      const standard = (bound: string, at: readonly string[]) => known(charter.standards, bound, at, '标准', 'standard')
      const asked = (where: Where | undefined, part: string) => {
        // What follows may rest on what was declared before it, and never on itself.
        const there = [...Object.keys(kind.fields), 'tier', 'sector', 'ties', ...all.slice(0, all.indexOf(name))]
        for (const field of Object.keys(where ?? {}))
          if (!there.includes(field))
            fault(
              [...place, part],
              `“${name}”要看“${field}”，而“${id}”此前没有它。请先声明“${field}”`,
              `"${name}" asks for "${field}", which "${id}" does not have by then. Declare "${field}" first`,
            )
        checkWhere([...place, part], where, kind, charter, fault, standard)
      }
      if ('people' in one) {
        for (const tie of [one.people.tie, ...(one.people.members ? [one.people.members.tie] : [])])
          asked({ ties: { has: tie } }, 'people')
        checkWho([...place, 'who'], one.who, charter, fault, standard)
      } else if ('sum' in one) asked({ [one.sum]: one.where }, 'where')
      else {
        const forms = Object.entries(one.first)
        for (const [form, { where, met }] of forms) {
          asked(where, form)
          asked(met, form)
        }
        if (forms.at(-1)?.[1].where)
          fault(
            place,
            `“${name}”的最后一种不能再有条件，否则可能一种都不符合`,
            `the last form of "${name}" may ask nothing, or none of them might fit`,
          )
      }
    }
  }
}
