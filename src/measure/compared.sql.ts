// What the charter compares with the eve of an event, such as a team with that of the previous term: now, before, change.
import type { Charter } from '../charter/charter.ts'
import type { Words } from '../charter/language.ts'
import type { Tx } from '../store/store.ts'
import { type Asked, figures } from './figure.sql.ts'

export interface Compared {
  readonly id: string
  readonly title: Words
  readonly unit: string
  readonly digits: number
  readonly now: number
  readonly before: number
  readonly change: number
}

/** Every difference whose second part is read on the eve of an event; those that the organization has no values for are left out. */
export async function compared(tx: Tx, charter: Charter, asked: Asked): Promise<Compared[]> {
  const pairs = [...charter.measures.values()].flatMap(({ id, is }) => {
    if (is.op !== 'difference') return []
    const before = charter.measures.get(is.of[1])!.is
    return 'at' in before && typeof before.at === 'object' ? [{ id, now: is.of[0], before: is.of[1] }] : []
  })
  if (pairs.length === 0) return []
  const rows = await figures(
    tx,
    charter,
    asked,
    pairs.flatMap(pair => [pair.now, pair.before, pair.id]),
  )
  const at = new Map(rows.map(row => [row.id, row]))
  return pairs.flatMap(pair => {
    const [now, before, change] = [pair.now, pair.before, pair.id].map(id => at.get(id)!)
    if (now!.value === null || before!.value === null || change!.value === null) return []
    const { title, unit, digits } = now!
    return [{ id: pair.now, title, unit, digits, now: now!.value, before: before!.value, change: change!.value }]
  })
}
