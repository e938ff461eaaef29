// A real district: the same organizations and people as the ready one, without its demo accounts.
import { readyDistrict } from '../src/district/index.ts'
import { loadDistrict } from '../src/district/load.sql.ts'
import { openHouse, REGION } from '../src/server/house.node.ts'
import { copyOf } from './place.ts'
import { opened, type Ready } from './ready.ts'

/** Opens a district in which nobody has an account yet. */
export async function real(settled = false): Promise<Ready> {
  const at = await copyOf(settled ? 'real-settled' : 'real', async place => {
    const house = await openHouse(place)
    const { pledges: _pledges, clock: _clock, ...facts } = readyDistrict()
    await loadDistrict(house.store, house.charter, REGION, { ...facts, accounts: [] }, false)
    if (settled) await house.settle()
    await house.close()
  })
  return opened(at)
}
