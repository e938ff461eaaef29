// Whom and what a body means: people by id or name, organizations by id, code or name, as people write them.
import type { Kind } from '../charter/charter.ts'
import { findOrg } from '../register/organization.sql.ts'
import type { Tx } from '../store/store.ts'
import type { Day } from '../time/day.ts'
import { findPerson } from './person.sql.ts'

/** A body with the ids of those it means on a day. Throws where a name is unknown or several bear it. */
export async function meantIn(
  tx: Tx,
  kind: Kind,
  body: Readonly<Record<string, unknown>>,
  on: Day,
): Promise<Record<string, unknown>> {
  const meant: Record<string, unknown> = { ...body }
  for (const [name, value] of Object.entries(body)) {
    const type = kind.fields[name]?.type
    if (typeof value !== 'string' || value === '') continue
    if (type === 'person') meant[name] = await findPerson(tx, value, on)
    if (type === 'org') meant[name] = (await findOrg(tx, value)).id
  }
  return meant
}
