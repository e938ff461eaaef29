// Making up what one has missed: it bears its own day, and is told either with the roll or, afterwards, by a line of its own
// that names what was missed. Such a line becomes a correction of whatever stands there, so that two of them never collide.
import { refuse } from '../problem/problem.ts'
import type { Tx } from '../store/store.ts'
import type { Day } from '../time/day.ts'
import { namesOf } from './case.sql.ts'
import { type Entry, historyOf, recordOf, withdraws } from './history.sql.ts'
import type { RecordInput } from './record.api.ts'

type ToldRoll = NonNullable<RecordInput['roll']>

/** What a line of making up says, whatever the record looks like by then: what is sent again is known by it. */
export function saidOf({ makesUp, day, roll }: RecordInput): string {
  return JSON.stringify(['makes up', makesUp, day, [...(roll?.madeUp ?? [])].sort()])
}

/** The days on which those who made up a record did so, by person; who is not named, of whom nobody said it. */
export function daysOf({ madeUp, madeUpOn }: Pick<Entry, 'madeUp' | 'madeUpOn'>): Record<string, Day> {
  return Object.fromEntries(madeUp.flatMap((person, n) => (madeUpOn[n] ? [[person, madeUpOn[n]]] : [])))
}

/** The correction that a line of making up means: the record as it stands, with those people no longer absent.
 *  Throws record.unknown, record.corrected where it was withdrawn, and input.field for who was not absent. */
export async function makingUp(tx: Tx, line: RecordInput): Promise<RecordInput> {
  const missed = (await recordOf(tx, line.makesUp!)) ?? refuse('record.unknown', { id: line.makesUp! })
  const standing = (await historyOf(tx, missed)).at(-1)!
  if (withdraws(standing)) refuse('record.corrected', { id: line.makesUp!, by: standing.id })
  const people = line.roll?.madeUp ?? []
  const wrong = (field: string, zh: string, en: string) =>
    refuse('input.field', { where: standing.kind, field, why: { zh, en } })
  if (people.length === 0)
    wrong('roll', '没有写谁补了课；请在 madeUp 中写明。', 'does not say who made it up; name them in madeUp.')
  const [other] = [
    ...(line.kind === standing.kind ? [] : ['kind']),
    ...(line.voids ? ['voids'] : []),
    ...(Object.keys(line.body).length > 0 ? ['body'] : []),
    ...(line.roll && [line.roll.present, line.roll.excused, line.roll.absent].some(list => list.length > 0)
      ? ['roll']
      : []),
  ]
  if (other)
    wrong(
      other,
      '：补课只写补课日期和补课的人，其余以原记录为准，请去掉或改正。',
      'says more than a make-up does: its day and who made it up. The rest stays as the record has it.',
    )
  await insistAbsent(tx, standing, people)
  const on = daysOf(standing)
  const roll: ToldRoll = {
    present: [...standing.present],
    excused: [...standing.excused],
    absent: standing.absent.filter(person => !people.includes(person)),
    madeUp: [...standing.madeUp, ...people],
    madeUpOn: { ...on, ...Object.fromEntries(people.map(person => [person, line.day])) },
  }
  return {
    ...(line.id ? { id: line.id } : {}),
    kind: standing.kind,
    org: standing.org,
    day: standing.day,
    body: { ...standing.body },
    roll,
    ...(standing.settles === null ? {} : { for: standing.settles }),
    voids: standing.id,
    ...(line.why ? { why: line.why } : {}),
    ...(line.effort ? { effort: line.effort } : {}),
  }
}

async function insistAbsent(tx: Tx, standing: Entry, people: readonly string[]): Promise<void> {
  const stranger = people.find(person => !standing.absent.includes(person))
  if (stranger === undefined) return
  const name = (await namesOf(tx, { people: [stranger], orgs: [], things: [] })).get(stranger)
  const done = standing.madeUp.includes(stranger)
  refuse('input.field', {
    where: standing.kind,
    field: 'roll',
    why: {
      zh: `中的 ${name?.zh ?? stranger} ${done ? '已经补过这次课' : `不在 ${standing.day} 的缺席名单里`}；请去掉。`,
      en: `names ${name?.en || name?.zh || stranger}, who ${done ? 'has made it up already' : `was not absent on ${standing.day}`}; leave that out.`,
    },
  })
}

/** A correction keeps the days of those who had made it up before. Of whom it says so for the first time without a day, it is
 *  the day on which that is written: so nobody makes anything up in time years afterwards. */
export async function withDays(tx: Tx, line: RecordInput, today: Day): Promise<RecordInput> {
  const { roll, voids } = line
  if (!roll || !voids) return line
  const dayless = roll.madeUp.filter(person => !roll.madeUpOn?.[person])
  if (dayless.length === 0) return line
  const before = await recordOf(tx, voids)
  if (!before) return line
  const on = daysOf(before)
  const known = dayless.flatMap(person =>
    on[person] ? [[person, on[person]]] : before.madeUp.includes(person) ? [] : [[person, today]],
  )
  return { ...line, roll: { ...roll, madeUpOn: { ...roll.madeUpOn, ...Object.fromEntries(known) } } }
}
