// The day since which records are kept here: of the whole house at the top of its tree, of an organization where it is another.
import { statement, type Tx } from '../store/store.ts'
import type { Day } from '../time/day.ts'
import { monthOf } from '../time/period.ts'
import { type Change, type Changer, journal } from './journal.sql.ts'
import { touchKept } from './lives.sql.ts'
import { findOrg } from './organization.sql.ts'

const put = statement(
  'kept_since.put',
  `insert into kept_since (region, org, seat, code, day) values ($1, $2, $3, $4, $5)
   on conflict (region, org) do update set day = excluded.day`,
)
const all = statement<{ code: string; day: Day }>(
  'kept_since.all',
  'select code, day from kept_since where region = $1',
)
const own = statement<{ day: Day }>('kept_since.own', 'select day from kept_since where region = $1 and org = $2')

/** Sets the day since which records are kept at an organization and below it, where nothing nearer says otherwise. Turns that
 *  began before are judged only as met. Throws change.nothing where it is that day already. */
export async function keepSince(tx: Tx, org: string, day: Day, by: Changer): Promise<Change> {
  const found = await findOrg(tx, org)
  const before = await tx.one(own, [tx.region, found.id])
  const change = await journal(
    tx,
    by,
    { act: 'org.keep', day, org: found.id, extent: { kept: [found.id] }, what: {} },
    async () => {
      await tx.run(put, [tx.region, found.id, found.seat, found.code, day])
    },
  )
  await touchKept(tx, found, before ? [monthOf(before.day), monthOf(day)] : null)
  return change
}

/** Since when records are kept at an organization, and by whose day: its own, or that of the nearest above. Null where none is set. */
export async function keptSince(tx: Tx, seat: string): Promise<{ day: Day; code: string } | null> {
  const known = new Map((await tx.all(all, [tx.region])).map(row => [row.code, row.day]))
  const code = seat.split('/').findLast(one => known.has(one))
  return code === undefined ? null : { code, day: known.get(code)! }
}
