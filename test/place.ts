// Where a test's database lives: a fresh embedded one, or a fresh database on the server that JICENG_TEST_SERVER names.
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import pg from 'pg'
import { openStore, type Place } from '../src/store/postgres.node.ts'

export interface TestPlace {
  readonly place: Place
  /** Arguments and environment that send the command line to the same place. */
  readonly env: Readonly<Record<string, string>>
  readonly args: readonly string[]
  remove(): Promise<void>
}

/** Makes an empty place, or a copy of one; remove it when the test is over. */
export async function freshPlace(like?: string): Promise<TestPlace> {
  const server = process.env.JICENG_TEST_SERVER
  if (!server) {
    const home = mkdtempSync(join(tmpdir(), 'jiceng-test-'))
    if (like) cpSync(like, home, { recursive: true })
    return {
      place: { home },
      env: {},
      args: ['--home', home],
      remove: async () => rmSync(home, { recursive: true, force: true }),
    }
  }
  // A server has no folder of its own for the key of the house; the databases of one test process share one.
  process.env.JICENG_KEY_FILE ??= join(mkdtempSync(join(tmpdir(), 'jiceng-key-')), 'access.key')
  const name = `t_${process.pid}_${Date.now().toString(36)}_${Math.floor(Math.random() * 1e6)}`
  const admin = (text: string) => query(server, text)
  await admin(`create database ${name}${like ? ` template ${like}` : ''}`)
  const url = new URL(server)
  url.pathname = `/${name}`
  return {
    place: { url: url.href },
    env: { DATABASE_URL: url.href, JICENG_KEY_FILE: process.env.JICENG_KEY_FILE },
    args: [],
    remove: () => admin(`drop database ${name} with (force)`),
  }
}

async function query(server: string, text: string): Promise<void> {
  const client = new pg.Client({ connectionString: server })
  await client.connect()
  await client.query(text)
  await client.end()
}

/** A place that many tests begin with: made once a run, by whichever file needs it first, and copied by all. */
export async function copyOf(name: string, make: (place: Place) => Promise<void>): Promise<TestPlace> {
  const folder = process.env.JICENG_TEST_COPIES!
  const made = join(folder, `${name}.made`)
  try {
    mkdirSync(join(folder, name))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    while (!existsSync(made)) await setTimeout(50)
    return freshPlace(readFileSync(made, 'utf8'))
  }
  const { place } = await freshPlace()
  await make(place)
  if ('home' in place) unsynced(place.home)
  const like = 'home' in place ? place.home : new URL(place.url).pathname.slice(1)
  // Written whole before it bears its name: the others read it as soon as it is there.
  writeFileSync(`${made}.new`, like)
  renameSync(`${made}.new`, made)
  return freshPlace(like)
}

/** A test's database need not outlive a power cut: nothing waits for the disk. A killed server loses nothing by it. */
function unsynced(home: string): void {
  appendFileSync(join(home, 'postgres', 'postgresql.auto.conf'), 'fsync = off\n')
}

/** A place with the tables of the product and nothing in them. */
export function migrated(): Promise<TestPlace> {
  return copyOf('migrated', async place => (await openStore(place)).close())
}

/** What `copyOf` made in a run is given back after it. */
export async function dropCopies(folder: string): Promise<void> {
  const server = process.env.JICENG_TEST_SERVER
  for (const file of readdirSync(folder).filter(name => name.endsWith('.made'))) {
    const like = readFileSync(join(folder, file), 'utf8')
    if (server) await query(server, `drop database ${like} with (force)`)
    else rmSync(like, { recursive: true, force: true })
  }
  rmSync(folder, { recursive: true, force: true })
}
