// Every night an archive into the folder of the operator's choice, sealed to the public key; older ones go by rotation. Never a clear one.
import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Problem } from '../problem/problem.ts'
import { type Day, hourAt } from '../time/day.ts'
import { backupKey, claimNight, endNight } from './backup.sql.ts'
import { archive, type Backed } from './house.node.ts'
import { nightName, outdated } from './rotation.ts'

/** The hour of the district's day from which the night's archive is made. */
const HOUR = 2

/** Makes the archive of a night if it is due: a key and a folder are set, the hour has come and nobody has made it. What fails is
 *  noted, told by Today and the health of the house, and tried again. */
export async function backUpByNight(
  house: Backed & { trueDay(): Day },
  region: number,
  district: () => Promise<string | null>,
): Promise<void> {
  if (hourAt(house.now()) < HOUR) return
  const key = await house.store.asOwner(region, backupKey)
  if (!key?.folder) return
  const night = house.trueDay()
  const id = await house.store.asOwner(region, tx => claimNight(tx, night, house.now()))
  const code = id && (await district())
  if (!id || !code) return
  try {
    const made = await archive(house, region, join(key.folder, nightName(code, night)), key)
    await house.store.asOwner(region, tx => endNight(tx, id, made, house.now()))
    for (const name of outdated(code, await readdir(key.folder))) await rm(join(key.folder, name), { force: true })
  } catch (error) {
    const fault =
      error instanceof Problem
        ? { zh: error.say('zh'), en: error.say('en') }
        : { zh: '内部出错，详见服务器日志。', en: 'Something failed inside; see the log of the server.' }
    await house.store.asOwner(region, tx => endNight(tx, id, { fault }, house.now()))
    throw error
  }
}
