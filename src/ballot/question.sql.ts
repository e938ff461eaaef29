// Recommendations as they are set up and closed, and who may vote by the register of a day.

import { note } from '../audit/note.sql.ts'
import { UUID } from '../charter/body.ts'
import type { Words } from '../charter/language.ts'
import { refuse } from '../problem/problem.ts'
import { orgWords } from '../register/name.ts'
import type { Org } from '../register/organization.sql.ts'
import { statement, type Tx } from '../store/store.ts'
import type { Day } from '../time/day.ts'
import type { Question } from './ballot.ts'

/** A recommendation as it is stored. */
export interface Stored extends Question {
  readonly id: string
  /** Name of the organization that holds it. */
  readonly holder: Words
  readonly closedOn: Day | null
}

/** What both sides and the desk read of a recommendation. */
export const STORED = `id, holder, title, posts, categories, eligible_on as "eligibleOn", opens, closes, minimum, closed_on as "closedOn"`

const put = statement(
  'ballot.put',
  `insert into ballot (region, id, org, seat, holder, title, posts, categories, eligible_on, opens, closes, minimum)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
)
const every = statement<Stored>(
  'ballot.list',
  `select ${STORED} from ballot where region = $1 order by opens desc, id desc`,
)
const byId = statement<Stored>('ballot.find', `select ${STORED} from ballot where region = $1 and id = $2`)
const shut = statement(
  'ballot.close',
  'update ballot set closed_on = $3 where region = $1 and id = $2 and closed_on is null',
)
const people = statement<Eligible>(
  'ballot.people',
  `select p.id as person, p.rank, array_remove(array_agg(distinct t.post), null) as posts,
     bool_or(m.person is not null) as member
   from person p
   left join post t on t.region = $1 and t.person = p.id and t.valid @> $3::date and t.seat >= $2 and t.seat < left($2, -1) || '0'
   left join membership m on m.region = $1 and m.person = p.id and m.valid @> $3::date and m.seat >= $2 and m.seat < left($2, -1) || '0'
   where p.region = $1 and p.valid @> $3::date and (t.person is not null or m.person is not null)
   group by p.id, p.rank order by p.id`,
)

interface Eligible {
  person: string
  rank: string | null
  posts: string[]
  member: boolean
}

/** Stores a recommendation. Its roll must stand already. */
export async function putQuestion(
  tx: Tx,
  id: string,
  org: Pick<Org, 'id' | 'seat' | 'short' | 'english'>,
  asked: Question,
  by: string,
): Promise<void> {
  await tx.run(put, [
    tx.region,
    id,
    org.id,
    org.seat,
    JSON.stringify(orgWords(org)),
    JSON.stringify(asked.title),
    JSON.stringify(asked.posts),
    JSON.stringify(asked.categories),
    asked.eligibleOn,
    asked.opens,
    asked.closes,
    asked.minimum,
  ])
  noteQuestion(tx, 'ballot.open', id, org, by)
}

const holderOf = statement<{ id: string; seat: string }>(
  'ballot.holder',
  'select org as id, seat from ballot where region = $1 and id = $2',
)

/** The organization that holds a recommendation. */
export async function holderIn(tx: Tx, id: string): Promise<{ id: string; seat: string }> {
  return (await tx.one(holderOf, [tx.region, id])) ?? refuse('ballot.unknown', { ballot: id })
}

/** Who set a recommendation up or took it back. Of voting nothing is ever noted. */
function noteQuestion(tx: Tx, act: string, ballot: string, org: { id: string; seat: string }, by: string): void {
  note(tx, { kind: 'acts', author: by, act, org: org.id, seat: org.seat, what: { ballot } })
}

/** Recommendations in sight, the newest first. */
export function questions(tx: Tx): Promise<Stored[]> {
  return tx.all(every, [tx.region])
}

/** One recommendation in sight, or null. */
export async function question(tx: Tx, id: string): Promise<Stored | null> {
  return UUID.test(id) ? tx.one(byId, [tx.region, id]) : null
}

/** Closes a recommendation; false when it was closed before. */
export async function closeQuestion(tx: Tx, id: string, on: Day): Promise<boolean> {
  return (await tx.run(shut, [tx.region, id, on])) === 1
}

/** Closes a recommendation before its first day, which takes it back; its roll must have ended untouched. False when it was
 *  closed before. */
export async function withdrawQuestion(tx: Tx, id: string, on: Day, by: string): Promise<boolean> {
  const done = await closeQuestion(tx, id, on)
  if (done) noteQuestion(tx, 'ballot.withdraw', id, await holderIn(tx, id), by)
  return done
}

/** Who may vote in a subtree on the day, each in the first category that fits. */
export async function votersOf(
  tx: Tx,
  seat: string,
  asked: Pick<Question, 'categories' | 'eligibleOn'>,
): Promise<{ person: string; category: string }[]> {
  const found = await tx.all(people, [tx.region, seat, asked.eligibleOn])
  return found.flatMap(({ person, rank, posts, member }) => {
    const category = asked.categories.find(one =>
      one.posts || one.ranks
        ? posts.some(post => one.posts?.includes(post)) || (rank !== null && one.ranks?.includes(rank))
        : member,
    )
    return category ? [{ person, category: category.code }] : []
  })
}

/** What must hold before a recommendation is set up. Throws ballot.question with the field and the remedy. */
export function insistSound(asked: Question, voters: readonly { category: string }[], today: Day): void {
  const wrong = (field: string, zh: string, en: string) => refuse('ballot.question', { field, why: { zh, en } })
  for (const [field, list] of [
    ['posts', asked.posts],
    ['categories', asked.categories],
  ] as const) {
    const twice = list.find((one, index) => list.findIndex(other => other.code === one.code) !== index)
    if (twice)
      wrong(
        field,
        `中“${twice.code}”出现了两次，请改用不同的代码。`,
        `names "${twice.code}" twice; give each a code of its own.`,
      )
  }
  if (asked.eligibleOn > today)
    wrong(
      'eligibleOn',
      `（${asked.eligibleOn}）还没有到，请选择不晚于今天的日期。`,
      `(${asked.eligibleOn}) is to come; choose a day up to today.`,
    )
  if (asked.opens <= today)
    wrong(
      'opens',
      `（${asked.opens}）应晚于今天：凭证在投票之前领取，投票与领取不在同一天。`,
      `(${asked.opens}) must be after today: tokens are taken before voting, never on the same day.`,
    )
  if (asked.closes < asked.opens)
    wrong(
      'closes',
      `（${asked.closes}）早于开始日 ${asked.opens}，请改正。`,
      `(${asked.closes}) is before the first day ${asked.opens}; correct it.`,
    )
  for (const { code, name } of asked.categories) {
    const count = voters.filter(voter => voter.category === code).length
    if (count < asked.minimum)
      wrong(
        'categories',
        `中“${name.zh}”在 ${asked.eligibleOn} 只有 ${count} 名投票人，少于最低公布人数 ${asked.minimum}，会暴露个人。请并入其他类别。`,
        `has "${name.en}" with ${count} voters on ${asked.eligibleOn}, fewer than the minimum of ${asked.minimum}, which would give them away. Join it with another.`,
      )
  }
}
