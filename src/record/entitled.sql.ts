// Pay is for posts that somebody holds: a payment where nobody does is refused.

import type { Charter, Kind } from '../charter/charter.ts'
import type { Where } from '../charter/language.ts'
import { refuse } from '../problem/problem.ts'
import { orgWords } from '../register/name.ts'
import type { Org } from '../register/organization.sql.ts'
import { statement, type Tx } from '../store/store.ts'
import { type Day, plusDays } from '../time/day.ts'
import { monthOf, turnOf } from '../time/period.ts'

const holder = statement<{ n: number }>(
  'entitled.holder',
  `select 1 as n from post where region = $1 and org = $2 and valid && daterange($3, $4)
     and ($5::text[] is null or post = any($5)) and ($6::text[] is null or team = any($6)) limit 1`,
)

/** The posts for whose holders a payment of a day is owed, and the days on which one must have held one: the turn of its day
 *  and the turn before; null for what is owed for no post. */
export function entitling(
  charter: Charter,
  kind: Kind,
  on: Day,
): { posts: string[] | null; teams: string[] | null; from: Day; to: Day } | null {
  if (kind.pays === null) return null
  const { every, atLeast } = charter.duties.get(kind.pays)!.is
  const held = charter.measures.get(atLeast.times!)!.is
  const { post, team } = (('where' in held && held.where) || {}) as Where
  const turn = turnOf(monthOf(on), every)
  const from = turnOf(monthOf(plusDays(turn.from, -1)), every).from
  return { posts: listOf(post), teams: listOf(team), from, to: turn.to }
}

/** Refuses a payment owed for posts where nobody held one: pay.nobody. */
export async function insistEntitled(tx: Tx, charter: Charter, kind: Kind, org: Org, on: Day): Promise<void> {
  const asked = entitling(charter, kind, on)
  if (!asked || (await tx.one(holder, [tx.region, org.id, asked.from, asked.to, asked.posts, asked.teams]))) return
  refuseUnentitled(kind, org, asked)
}

/** Throws pay.nobody. */
export function refuseUnentitled(
  kind: Kind,
  org: Pick<Org, 'short' | 'english'>,
  { from, to }: { from: Day; to: Day },
): never {
  return refuse('pay.nobody', { kind: kind.name, org: orgWords(org), from, to: plusDays(to, -1) })
}

function listOf(condition: unknown): string[] | null {
  return condition === undefined ? null : [condition].flat().map(String)
}
