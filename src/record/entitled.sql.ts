// Pay is for posts that somebody holds: a payment where nobody does is refused.
import type { Charter, Kind } from '../charter/charter.ts'
import type { Where } from '../charter/language.ts'
import { refuse } from '../problem/problem.ts'
import type { Org } from '../register/organization.sql.ts'
import { statement, type Tx } from '../store/store.ts'
import { type Day, plusDays } from '../time/day.ts'
import { monthOf, turnOf } from '../time/period.ts'

const holder = statement<{ n: number }>(
  'entitled.holder',
  `select 1 as n from post where region = $1 and org = $2 and valid && daterange($3, $4)
     and ($5::text[] is null or post = any($5)) and ($6::text[] is null or team = any($6)) limit 1`,
)

/** Refuses a payment owed for posts where nobody held one in the turn of its day, nor in the turn before: pay.nobody. */
export async function insistEntitled(tx: Tx, charter: Charter, kind: Kind, org: Org, on: Day): Promise<void> {
  if (kind.pays === null) return
  const { every, atLeast } = charter.duties.get(kind.pays)!.is
  const held = charter.measures.get(atLeast.times!)!.is
  const { post, team } = (('where' in held && held.where) || {}) as Where
  const turn = turnOf(monthOf(on), every)
  const from = turnOf(monthOf(plusDays(turn.from, -1)), every).from
  if (await tx.one(holder, [tx.region, org.id, from, turn.to, listOf(post), listOf(team)])) return
  refuse('pay.nobody', { kind: kind.name, org: org.short, from, to: plusDays(turn.to, -1) })
}

function listOf(condition: unknown): string[] | null {
  return condition === undefined ? null : [condition].flat().map(String)
}
