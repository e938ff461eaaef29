// Loads the objectives of a ready district and signs its certificates as they were signed: by whoever held the office then.

import type { Charter } from '../charter/charter.ts'
import { signAs } from '../pledge/certificate.sql.ts'
import { draftName } from '../pledge/certificate.ts'
import { registerKey } from '../pledge/key.sql.ts'
import { bookOf, type Changer, divide, holdersOf, setObjective } from '../pledge/pledge.sql.ts'
import { makeKey, type OpenKey } from '../pledge/seal.node.ts'
import { refuse } from '../problem/problem.ts'
import { type District, LOADER, type Objective } from '../register/facts.ts'
import { orgWords } from '../register/name.ts'
import { findOrg } from '../register/organization.sql.ts'
import type { Tx } from '../store/store.ts'
import type { Day } from '../time/day.ts'

/** Stores objectives with their parts, then every signature on its day. The keys of the signers exist for this only: their
 *  people are invented, and nobody keeps the private halves. Throws what setting, dividing and signing throw. */
export async function loadPledges(
  tx: Tx,
  charter: Charter,
  { objectives, signings }: NonNullable<District['pledges']>,
): Promise<void> {
  const by = (today: Day): Changer => ({ name: LOADER, today })
  const first = signings[0]?.day ?? ('2012-01-01' as Day)
  for (const objective of objectives)
    await part(tx, charter, await setObjective(tx, charter, objective, by(first)), objective, by(first))
  const keys = new Map<string, OpenKey>()
  const refs = new Map<string, string>()
  for (const { day, year, giver, taker, side } of signings) {
    const org = await findOrg(tx, side === 'giver' ? giver! : taker)
    const holder = (await holdersOf(tx, charter, [org.id], day)).get(org.id)
    if (!holder)
      return refuse('pledge.office', {
        person: '—',
        day,
        sides: [{ org: orgWords(org), holder: null }],
      })
    const signer = { id: holder.person, name: holder.name ?? '' }
    let key = keys.get(signer.id)
    if (!key) {
      key = makeKey()
      keys.set(signer.id, key)
      await registerKey(tx, signer.id, key.key, null, day)
    }
    const draft = draftName({ year, giver, taker })
    refs.set(draft, await signAs(tx, charter, refs.get(draft) ?? draft, signer, key, by(day)))
  }
}

async function part(tx: Tx, charter: Charter, id: string, { own, parts, year }: Objective, by: Changer): Promise<void> {
  if (parts.length === 0) return
  await divide(
    tx,
    charter,
    id,
    own,
    parts.map(one => ({ org: one.org, value: one.value })),
    by,
  )
  const book = await bookOf(tx, charter, year, by.today)
  for (const one of book.parts.get(id) ?? []) {
    const code = book.orgs.get(one.org)!.code
    await part(tx, charter, one.id, parts.find(given => given.org === code)!, by)
  }
}
