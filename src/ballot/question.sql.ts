// Recommendations as they are set up and closed, and who may vote by the register of a day.
import { statement, type Tx } from '../store/store.ts'
import type { Day } from '../time/day.ts'
import type { Question } from './ballot.ts'

/** A recommendation as it is stored. */
export interface Stored extends Question {
  readonly id: string
  readonly org: string
  readonly orgShort: string
  readonly orgEnglish: string
  readonly closedOn: Day | null
}

const ROW = `b.id, o.code as org, o.short as "orgShort", o.english as "orgEnglish", b.title, b.posts, b.categories,
  b.eligible_on as "eligibleOn", b.opens, b.closes, b.minimum, b.closed_on as "closedOn"
  from ballot b join org o on o.region = $1 and o.id = b.org and o.valid @> b.eligible_on`
const put = statement(
  'ballot.put',
  `insert into ballot (region, id, org, seat, title, posts, categories, eligible_on, opens, closes, minimum)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
)
const every = statement<Stored>('ballot.list', `select ${ROW} where b.region = $1 order by b.opens desc, b.id desc`)
const byId = statement<Stored>('ballot.find', `select ${ROW} where b.region = $1 and b.id = $2`)
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
  org: { id: string; seat: string },
  asked: Question,
): Promise<void> {
  await tx.run(put, [
    tx.region,
    id,
    org.id,
    org.seat,
    JSON.stringify(asked.title),
    JSON.stringify(asked.posts),
    JSON.stringify(asked.categories),
    asked.eligibleOn,
    asked.opens,
    asked.closes,
    asked.minimum,
  ])
}

/** Recommendations in sight, the newest first. */
export function questions(tx: Tx): Promise<Stored[]> {
  return tx.all(every, [tx.region])
}

/** One recommendation in sight, or null. */
export function question(tx: Tx, id: string): Promise<Stored | null> {
  return tx.one(byId, [tx.region, id])
}

/** Closes a recommendation; false when it was closed before. */
export async function closeQuestion(tx: Tx, id: string, on: Day): Promise<boolean> {
  return (await tx.run(shut, [tx.region, id, on])) === 1
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
