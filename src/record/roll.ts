// What a roll must keep, whatever door it comes by: it is kept for its kind, everybody stands on it once, and who made it up
// did so on a day after.
import type { Kind } from '../charter/charter.ts'
import { refuse } from '../problem/problem.ts'
import { type Day, readDay } from '../time/day.ts'

interface ToldRoll {
  readonly present: readonly string[]
  readonly excused: readonly string[]
  readonly absent: readonly string[]
  readonly madeUp: readonly string[]
  readonly madeUpOn?: Readonly<Record<string, string>> | undefined
}

/** Everybody on the lists of a roll. */
export function everybodyOn({ present, excused, absent, madeUp }: ToldRoll): string[] {
  return [...present, ...excused, ...absent, ...madeUp]
}

/** True for a kind on whose roll members alone stand. */
export function isOfMembers({ roll }: Pick<Kind, 'roll'>): boolean {
  return roll === 'members' || roll === 'full'
}

/** Throws input.field for a roll that is not kept for its kind, that names somebody twice, or that says of somebody an
 *  impossible day of making up. */
export function insistRoll(kind: Kind, on: Day, roll: ToldRoll, today: Day): void {
  const wrong = (zh: string, en: string) => refuse('input.field', { where: kind.id, field: 'roll', why: { zh, en } })
  const everybody = everybodyOn(roll)
  if (everybody.length > 0 && !kind.roll)
    wrong('：此类记录没有签到名单，请去掉。', 'is not kept for this kind; leave it out.')
  const twice = everybody.find((person, index) => everybody.indexOf(person) !== index)
  if (twice)
    wrong(
      `中 ${twice} 出现了两次；每人只能在一个名单里。`,
      `names ${twice} twice; each person stands on one list only.`,
    )
  for (const [person, text] of Object.entries(roll.madeUpOn ?? {})) {
    if (!roll.madeUp.includes(person))
      wrong(
        `给出了 ${person} 的补课日期，但此人不在已补课名单（madeUp）中。`,
        `says when ${person} made it up, who does not stand in madeUp.`,
      )
    const day =
      readDay(text) ??
      wrong(
        `中的补课日期“${text}”不是存在的日期。`,
        `has "${text}" as the day of a make-up, which is no day that exists.`,
      )
    if (day < on)
      wrong(
        `中的补课日期 ${day} 早于 ${on}；补课应在缺课之后。`,
        `has ${day} as the day of a make-up, before ${on}, when it was missed.`,
      )
    if (day > today)
      wrong(`中的补课日期 ${day} 还没有到。`, `has ${day} as the day of a make-up, which has not come yet.`)
  }
}
