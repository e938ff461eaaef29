// A house into a file and back: made while it runs, sealed, and unpacked into an empty one; also by itself before an upgrade.
import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { readKey } from '../access/key.node.ts'
import { refuse } from '../problem/problem.ts'
import type { Upgrading } from '../store/migration.node.ts'
import { migrations } from '../store/migration.node.ts'
import { client, connect, outOf, type Place } from '../store/postgres.node.ts'
import type { Store } from '../store/store.ts'
import { dayAt } from '../time/day.ts'
import type { Manifest } from './archive.ts'
import { backupKey, type Made, noteBackup } from './backup.sql.ts'
import { pack } from './pack.sql.ts'
import { type Seal, writeArchive } from './sealed.node.ts'
import { unpack } from './unpack.sql.ts'

/** The program that makes and reads archives, as they name it. */
export const PROGRAM = 'jiceng 0.1.0'

/** What a backup is made of: the store, where the key of the house stands, and the clock. */
export interface Backed {
  readonly store: Store
  readonly keyFile: string
  now(): Date
}

export interface Backup extends Made {
  readonly manifest: Manifest
}

/** Makes an archive of a region as of now; nobody waits for it. Throws output.unwritable. */
export async function archive(
  { store, keyFile, now }: Backed,
  region: number,
  file: string,
  seal: Seal,
): Promise<Backup> {
  let manifest: Manifest | null = null
  const beside = { made: now(), program: PROGRAM, key: await keyText(keyFile) }
  const made = await writeArchive(file, seal, put =>
    store.snapshot(region, async out => {
      manifest = await pack(out, put, beside)
    }),
  )
  return { file, ...made, manifest: manifest! }
}

/** Makes an archive that somebody asked for, and notes that there is one. */
export async function backUp(house: Backed, region: number, file: string, seal: Seal): Promise<Backup> {
  const begun = house.now()
  const made = await archive(house, region, resolve(file), seal)
  await house.store.asOwner(region, tx => noteBackup(tx, made, begun, house.now()))
  return made
}

/** The text of the key file, or null where no key has been made yet. */
async function keyText(file: string): Promise<string | null> {
  return existsSync(file) ? readFile(file, 'utf8') : null
}

/** Makes an archive beside the key of the house before the shape of its tables changes. It is sealed to the key of the backups where
 *  one is set, else by the text of the house's key file as passphrase, so that no secret is made that nobody knows. */
export function copyBefore(keyFile: string, region: number, told: (made: Made) => void): Upgrading {
  return async (connection, applied) => {
    const made = new Date()
    const past = new Set(applied.map(one => one.name))
    const next = migrations().find(one => !past.has(one.name))!.name
    const file = join(dirname(keyFile), `jiceng-before-${next.slice(0, 3)}-${dayAt(made)}.tar.gz.age`)
    await mkdir(dirname(keyFile), { recursive: true })
    await outOf(connection, region, async out => {
      const key = out.tables.includes('backup_key') ? await backupKey(out.tx) : null
      const seal = key ?? { passphrase: await ownText(keyFile) }
      const written = await writeArchive(file, seal, async put => {
        await pack(out, put, { made, program: PROGRAM, key: await keyText(keyFile) })
      })
      told({ file, ...written })
    })
  }
}

/** The text of the key file, which is made where there is none. Throws access.key. */
async function ownText(file: string): Promise<string> {
  readKey(file, true)
  return (await readFile(file, 'utf8')).trim()
}

/** What may lie in a folder that is to become a house. */
const OURS = new Set(['access.key', 'postgres', 'postgres.log'])

/** Fills an empty house from an archive; of a folder that was not there nothing is left when it is refused. `keyFile` is where the
 *  key of the house is to stand. Throws archive.*, restore.occupied, restore.key and store.*. */
export async function restore(place: Place, keyFile: string, file: string, secret: string): Promise<Manifest> {
  const home = 'home' in place ? place.home : null
  const before = home === null || !existsSync(home) ? null : await readdir(home)
  const called = home ?? 'DATABASE_URL'
  if (before?.some(name => !OURS.has(name))) refuse('restore.occupied', { place: called })
  let close = async () => undefined as void
  let release = () => undefined as void
  let keyMade = false
  try {
    const told = await unpack(file, secret, {
      place: called,
      open: async () => {
        const opened = await connect(place)
        close = opened.close
        const one = await client(opened.pool)
        release = () => one.release(true)
        return one
      },
      keep: async key => {
        const there = await keyText(keyFile)
        if (there !== null && there.trim() !== key.trim()) refuse('restore.key', { file: keyFile })
        if (there !== null) return
        await mkdir(dirname(keyFile), { recursive: true })
        await writeFile(keyFile, key, { mode: 0o600, flag: 'wx', flush: true } as never)
        keyMade = true
      },
    })
    release()
    await close()
    return told
  } catch (error) {
    release()
    await close()
    if (keyMade) await rm(keyFile, { force: true })
    if (home !== null) {
      if (before === null) await rm(home, { recursive: true, force: true })
      else
        for (const name of ['postgres', 'postgres.log'])
          if (!before.includes(name)) await rm(join(home, name), { recursive: true, force: true })
    }
    throw error
  }
}
